// What the program writes, for tests of real pages.
//   SWITCHOVER=FILE   the program, in place of build/release/switchover
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findings } from "./axe.mjs";
import { drawings } from "./drawn.mjs";
import { allDrawn, folderForTests, inFile, megabyte, pageOf, root, sizeOf, writePage } from "./harness.mjs";

const program = process.env.SWITCHOVER || join(root, "build/release/switchover");
export const library = (name) => join(root, "scenarios/library", name);

// Of tests that want a page of this verb: false, or why they are passed over.
export function skipWithout(verb) {
  const writes =
    existsSync(program) && execFileSync(program, [verb, "--help"], { encoding: "utf8" }).includes("report.html");
  return writes ? false : `${program} is not built, or of before pages of ${verb}: ./bootstrap build`;
}

// The folder that it wrote, once a process. Verdicts of NO and UNDECIDED (1, 3) are answers.
export function outputOf(name, words) {
  const out = join(folderForTests(), name);
  if (existsSync(join(out, "report.html"))) return out;
  try {
    execFileSync(program, [...words, "--quiet", "--out", out], { stdio: "pipe" });
  } catch (problem) {
    if (![1, 3].includes(problem.status)) throw problem;
  }
  return out;
}

export const json = (file) => JSON.parse(readFileSync(file, "utf8"));
// The page as the program wrote it; SWITCHOVER_TEMPLATE=FILE tries its data in another template.
export const pageIn = (out) =>
  process.env.SWITCHOVER_TEMPLATE ? writePage(pageOf(json(join(out, "report.json")))) : join(out, "report.html");

// Small enough; in light and dark nothing is wrong with it, and these pictures are on it, each with something drawn.
// more: what else is looked at, on the page.
export async function opensWithoutAFault(file, shape, pictures, more = async () => {}) {
  assert.ok(sizeOf(file) < megabyte, `${sizeOf(file)} bytes`);
  for (const scheme of ["light", "dark"]) {
    await inFile(file, { shape, scheme }, async (page) => {
      await allDrawn(page);
      const text = await page.locator("#page").innerText();
      assert.ok(!/undefined|NaN|\[object|could not be drawn/.test(text));
      const figures = await page.locator("figure.picture:visible").all();
      const ids = await Promise.all(figures.map((figure) => figure.getAttribute("data-picture")));
      assert.deepEqual(ids, pictures);
      for (const figure of figures) {
        const shapes = (await drawings(figure)).flatMap((drawing) => drawing.shapes);
        assert.ok(shapes.some(({ tag }) => ["rect", "circle", "path"].includes(tag)));
      }
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(over <= 0, `${over} pixels too wide`);
      await more(page);
      assert.deepEqual(await findings(page), []);
    });
  }
}
