// Opens reports in a real browser and watches them: what a page complains about, asks for or pops up fails the test.
//   SWITCHOVER_TEMPLATE=FILE   the template to fill, in place of one built from analysis/report/web/src
//   CHROMIUM=FILE              the browser, in place of /usr/bin/chromium
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "../..");
const web = join(root, "analysis/report/web");

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}

// Built when the sources changed since the last time: every test file of a run shares one.
function builtTemplate() {
  const digest = createHash("sha256");
  for (const file of [join(web, "build.mjs"), join(web, "package-lock.json"), ...filesBelow(join(web, "src"))]) {
    digest.update(file).update("\0").update(readFileSync(file)).update("\0");
  }
  const kept = join(tmpdir(), `switchover-template-${digest.digest("hex").slice(0, 24)}.html`);
  if (!existsSync(kept)) {
    const made = `${kept}.${process.pid}`;
    execFileSync(process.execPath, [join(web, "build.mjs"), "--to", made], { stdio: ["ignore", "ignore", "inherit"] });
    renameSync(made, kept);
  }
  return kept;
}

let template;
export function templateText() {
  template ??= readFileSync(process.env.SWITCHOVER_TEMPLATE || builtTemplate(), "utf8");
  return template;
}

// As the program does it: no name can end the script element.
const escapes = { "<": "\\u003c", ">": "\\u003e", "&": "\\u0026" };
export function pageOf(data) {
  const json = JSON.stringify(data).replace(/[<>&]/g, (letter) => escapes[letter]);
  return templateText().replace("@@DATA@@", () => json);
}

let folder;
let files = 0;
export function folderForTests() {
  folder ??= mkdtempSync(join(tmpdir(), "switchover-browser-"));
  return folder;
}

export function writePage(html) {
  const file = join(folderForTests(), `page-${(files += 1)}.html`);
  writeFileSync(file, html);
  return file;
}

let browser;
export async function theBrowser() {
  browser ??= chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"],
  });
  return browser;
}

after(async () => {
  if (browser) await (await browser).close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

export const desktop = { viewport: { width: 1180, height: 900 } };
export const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

function watch(page, file, faults) {
  const address = pathToFileURL(file).href;
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.stack ?? error}`));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) faults.push(`request: ${request.url().slice(0, 200)}`);
  });
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
}

// Opens a file, lets `body(page)` look at it, and fails where the page itself was at fault.
export async function inFile(file, options, body) {
  const { shape = desktop, scheme = "light", hash = "", init, expectFaults = false, ...more } = options;
  const context = await (
    await theBrowser()
  ).newContext({
    ...shape,
    colorScheme: scheme,
    reducedMotion: "reduce",
    locale: "en-GB",
    ...more,
  });
  try {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = await context.newPage();
    page.setDefaultTimeout(5000);
    const faults = [];
    watch(page, file, faults);
    if (init) await page.addInitScript(init);
    await page.goto(pathToFileURL(file).href + hash);
    await settled(page);
    await body(page, faults);
    if (!expectFaults) assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

// Known data in the template.
export const inPage = (data, options, body) => inFile(writePage(pageOf(data)), options, body);

// A page that several tests read and none changes.
export function shared(data, options = {}) {
  const { shape = desktop, scheme = "light", hash = "" } = options;
  const faults = [];
  let page;
  const open = async () => {
    const file = writePage(pageOf(data));
    const context = await (
      await theBrowser()
    ).newContext({ ...shape, colorScheme: scheme, reducedMotion: "reduce", locale: "en-GB" });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const opened = await context.newPage();
    opened.setDefaultTimeout(5000);
    watch(opened, file, faults);
    await opened.goto(pathToFileURL(file).href + hash);
    await allDrawn(opened);
    return opened;
  };
  return { page: () => (page ??= open()), faults };
}

export const figureOf = (page, id) => page.locator(`figure[data-picture="${id}"]`);

// Pictures out of sight are drawn when nobody waits.
export async function allDrawn(page) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("figure.picture:not([hidden]) .drawing")].every((drawing) =>
      [...drawing.children].some((node) => !node.matches(".readout, .readout-rule")),
    ),
  );
  await settled(page);
}

// After a choice: until two looks at the pictures are the same.
export async function redrawn(page) {
  let before = "";
  for (let k = 0; k < 50; k += 1) {
    await settled(page);
    const now = await page.evaluate(() => document.querySelector("main")?.innerHTML ?? "");
    if (now === before) return;
    before = now;
    await page.waitForTimeout(30);
  }
  throw new Error("the page does not come to rest");
}

// Two frames after the last change: what a click causes has been drawn.
export async function settled(page) {
  await page.evaluate(
    () =>
      new Promise((done) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)));
      }),
  );
}

export const megabyte = 1e6;
export const sizeOf = (file) => statSync(file).size;
