// Nothing that a scenario is called becomes anything but text, nothing leaves the page, nothing foreign runs in it.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  allDrawn,
  inFile,
  inPage,
  megabyte,
  pageOf,
  redrawn,
  settled,
  sizeOf,
  templateText,
  writePage,
} from "./harness.mjs";
import { knownComparison } from "./known/comparison.mjs";
import { hostile } from "./known/frame.mjs";
import { knownRun } from "./known/run.mjs";

const names = [
  "</script><script>alert(1)</script><b>x\"&'",
  "<img src=x onerror=alert(1)>",
  "--><svg onload=alert(1)>",
  "javascript:alert(1)",
  'a,b\n"c"\u2028;=1+1',
  "\u202eright to left",
  "__proto__",
];

// Every text of a page gets the name as well.
function everywhere(value, name, key = "") {
  const keep = [
    "id",
    "kind",
    "tone",
    "role",
    "unit",
    "figure",
    "of",
    "link",
    "ids",
    "align",
    "date",
    "focus",
    "scope",
    "queue",
    "name",
    "queues",
    "platforms",
    "groups",
    "clock",
    "from",
    "to",
    "p50",
    "p95",
    "effect",
    "state",
    "low",
    "high",
  ];
  if (keep.includes(key)) return value;
  if (typeof value === "string") return `${value}${name}`;
  if (Array.isArray(value)) return value.map((one) => everywhere(one, name, key));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, everywhere(v, name, k)]));
  }
  return value;
}

// What names of the reader's own may be: queues, plans, platforms, events.
function renamed(data, name) {
  const old = hostile;
  return JSON.parse(
    JSON.stringify(data).replaceAll(JSON.stringify(old).slice(1, -1), () => JSON.stringify(name).slice(1, -1)),
  );
}

for (const name of names) {
  test(`a name stays text: ${JSON.stringify(name)}`, async () => {
    for (const known of [knownRun, knownComparison]) {
      const data = everywhere(renamed(known(), name), name);
      data.name += name;
      data.pictures.plans.forEach((plan) => {
        plan.name += name;
      });
      await inPage(data, { hash: `#queue=${encodeURIComponent(name)}` }, async (page) => {
        await allDrawn(page);
        const found = await page.evaluate(() => ({
          scripts: document.scripts.length,
          bold: document.querySelectorAll("b, img, iframe, object, embed, link, svg[onload], [onerror], [onclick]")
            .length,
          addresses: [...document.querySelectorAll("[href], [src]")]
            .map((n) => n.getAttribute("href") ?? n.getAttribute("src"))
            .filter((a) => !a.startsWith("#")),
          text: document.getElementById("page").textContent,
        }));
        assert.equal(found.scripts, 2);
        assert.equal(found.bold, 0);
        assert.deepEqual(found.addresses, []);
        assert.ok(found.text.includes(name), "the name is shown");
      });
    }
  });
}

test("a foreign script in the page does not run, nor does one that comes later", async () => {
  const html = pageOf(knownRun()).replace(
    '<div id="page">',
    '<script>window.foreign = 1;</script><div id="page" onclick="window.foreign = 2">',
  );
  await inFile(writePage(html), { expectFaults: true }, async (page, faults) => {
    await allDrawn(page);
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.foreign = 3;";
      document.body.append(script);
    });
    await page.locator("#page").click({ position: { x: 2, y: 2 } });
    await settled(page);
    assert.equal(await page.evaluate(() => window.foreign), undefined);
    assert.ok(
      faults.some((fault) => /Content Security Policy/.test(fault)),
      faults.join("\n"),
    );
  });
});

test("the page may fetch nothing, load nothing and evaluate nothing", async () => {
  await inPage(knownRun(), { expectFaults: true }, async (page) => {
    const met = await page.evaluate(async () => {
      const blocked = new Set();
      document.addEventListener("securitypolicyviolation", (event) => blocked.add(event.effectiveDirective));
      await fetch("https://example.invalid/x").catch(() => null);
      document.body.append(Object.assign(new Image(), { src: "https://example.invalid/x.png" }));
      document.body.append(Object.assign(document.createElement("iframe"), { src: "https://example.invalid/" }));
      document.body.append(Object.assign(document.createElement("button"), { id: "try" }));
      document.getElementById("try").setAttribute("onclick", "window.foreign = 1");
      document.getElementById("try").click();
      await new Promise((done) => {
        setTimeout(done, 100);
      });
      return { blocked: [...blocked].sort(), foreign: window.foreign };
    });
    assert.deepEqual(met, { blocked: ["connect-src", "frame-src", "img-src", "script-src-attr"], foreign: undefined });
  });
});

test("the policy names one script by its digest and opens nothing else", () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(templateText())[1];
  const rules = Object.fromEntries(
    policy
      .split(";")
      .map((rule) => rule.trim().split(/\s+/))
      .map(([name, ...rest]) => [name, rest.join(" ")]),
  );
  assert.equal(rules["default-src"], "'none'");
  assert.match(rules["script-src"], /^'sha256-[A-Za-z0-9+/]{43}='$/);
  assert.equal(rules["base-uri"], "'none'");
  assert.equal(rules["form-action"], "'none'");
  assert.ok(
    !policy.includes("http:") && !policy.includes("https:") && !policy.includes("eval") && !policy.includes("*"),
  );
});

test("the template has one slot and asks for nothing", () => {
  const html = templateText();
  assert.equal(html.split("@@DATA@@").length, 2);
  assert.ok(
    !/<(link|img|iframe|base|object|embed)\b/i.test(
      html.replace(/<script>[\s\S]*<\/script>/, "").replace(/<pre>[\s\S]*?<\/pre>/, ""),
    ),
  );
  assert.ok(!/@import|url\((?!["']?data:)/.test(html.slice(html.indexOf("<style>"), html.indexOf("</style>"))));
});

test("every choice and every link asks for nothing", async () => {
  await inPage(knownRun(), {}, async (page) => {
    await allDrawn(page);
    for (const link of await page.locator("nav.contents a").all()) await link.click();
    for (const select of await page.locator(".toolbar select").all()) {
      for (const value of await select.locator("option").evaluateAll((all) => all.map((o) => o.value))) {
        await select.selectOption(value);
        await redrawn(page);
      }
    }
  });
});

test("a comparison of five plans is smaller than a megabyte", () => {
  const file = writePage(pageOf(knownComparison()));
  console.log(
    `page of the known comparison: ${sizeOf(file)} bytes, of which the template ${Buffer.byteLength(templateText())}`,
  );
  assert.ok(sizeOf(file) < megabyte);
});
