// Drills and worst times that the program wrote: their pages open without a fault and say what their JSON says.
//   SWITCHOVER=FILE   the program, in place of build/release/switchover
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { findings } from "./axe.mjs";
import { drawings } from "./drawn.mjs";
import { allDrawn, desktop, folderForTests, inFile, pageOf, phone, root, writePage } from "./harness.mjs";
import { csvOfPicture, titleOf } from "./reading.mjs";

const program = process.env.SWITCHOVER || join(root, "build/release/switchover");
const writes =
  existsSync(program) && execFileSync(program, ["help", "drill"], { encoding: "utf8" }).includes("report.html");
const skip = writes ? false : `${program} is not built, or of before pages of drills: ./bootstrap build`;
const scenario = join(root, "scenarios/library/dc-outage/scenario.toml");

// A broken tolerance (1) and an undecided one (3) are answers.
function outputOf(name, words) {
  const out = join(folderForTests(), name);
  if (existsSync(join(out, "report.html"))) return out;
  try {
    execFileSync(program, [...words, "--quiet", "--out", out], { stdio: "pipe" });
  } catch (problem) {
    if (![1, 3].includes(problem.status)) throw problem;
  }
  return out;
}
const drill = () => outputOf("drill", ["drill", scenario, "--runs", "6", "--pairs", "--rehearse", "08:30"]);
const worst = () => outputOf("worst", ["worst-time", scenario, "--runs", "4", "--every", "1h"]);
const json = (file) => JSON.parse(readFileSync(file, "utf8"));
const pageIn = (out) =>
  process.env.SWITCHOVER_TEMPLATE ? writePage(pageOf(json(join(out, "report.json")))) : join(out, "report.html");
const whole = (n) => new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 }).format(n);

for (const [name, make, pictures] of [
  ["a drill", drill, ["drill-ranking", "drill-year", "drill-pairs", "test-plan"]],
  ["a worst time", worst, ["worst-time"]],
]) {
  for (const [shapeName, shape] of [
    ["desktop", desktop],
    ["phone", phone],
  ]) {
    test(`${name} that the program made opens without a fault: ${shapeName}`, { skip }, async () => {
      const file = pageIn(make());
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
            assert.ok(shapes.some((s) => ["rect", "circle"].includes(s.tag)));
          }
          const over = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.ok(over <= 0, `${over} pixels too wide`);
          assert.deepEqual(await findings(page), []);
        });
      }
    });
  }
}

test("the page of a drill says what drill.json says", { skip }, async () => {
  const known = json(join(drill(), "drill.json"));
  await inFile(pageIn(drill()), {}, async (page) => {
    await allDrawn(page);
    assert.equal(await page.locator("#verdict .sentence").innerText(), known.verdict);
    const [dearest] = known.faults;
    const title = await titleOf(page, "drill-ranking");
    const { value } = dearest.never_served;
    assert.ok(title.startsWith(`${dearest.component} ${dearest.fault} costs most: ${whole(value)}`), title);
    const broken = known.faults.filter(({ tolerance }) => tolerance === "broken").length;
    assert.ok(title.includes(`${broken} of ${known.faults.length} faults`), title);
    const [first] = known.years;
    const inYear = await titleOf(page, "drill-year");
    assert.ok(inYear.startsWith(`${first.component} costs most in a year: ${whole(first.people)}`), inYear);
    const rows = await csvOfPicture(page, "drill-ranking");
    assert.deepEqual(
      rows.map((row) => [row.component, row.fault, Math.round(row.never_served)]),
      known.faults.map((fault) => [fault.component, fault.fault, Math.round(fault.never_served.value)]),
    );
    assert.equal((await csvOfPicture(page, "drill-pairs")).length, known.pairs.length);
    assert.equal((await csvOfPicture(page, "test-plan")).length, known.test.checkpoints.length);
  });
});

test("the page of a worst time says what worst-time.json says", { skip }, async () => {
  const known = json(join(worst(), "worst-time.json"));
  await inFile(pageIn(worst()), {}, async (page) => {
    await allDrawn(page);
    assert.match(await page.locator("#verdict .word").innerText(), new RegExp(`${known.worst}$`));
    assert.equal(await page.locator("#verdict .sentence").innerText(), known.verdict);
    const rows = await csvOfPicture(page, "worst-time");
    assert.deepEqual(
      rows.map((row) => [row.begins, Math.round(row.never_served), row.cut_short]),
      known.moments.map((moment) => [moment.clock, Math.round(moment.never_served), String(moment.cut_short)]),
    );
  });
});
