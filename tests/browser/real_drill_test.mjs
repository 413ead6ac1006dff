// Drills and worst times that the program wrote: their pages open without a fault and say what their JSON says.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { allDrawn, desktop, inFile, phone } from "./harness.mjs";
import { json, library, opensWithoutAFault, outputOf, pageIn, skipWithout } from "./program.mjs";
import { csvOfPicture, titleOf } from "./reading.mjs";

const skip = skipWithout("drill");
const scenario = join(library("dc-outage"), "scenario.toml");
const drill = () => outputOf("drill", ["drill", scenario, "--runs", "6", "--pairs", "--rehearse", "08:30"]);
const worst = () => outputOf("worst", ["worst-time", scenario, "--runs", "4", "--every", "1h"]);
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
      await opensWithoutAFault(pageIn(make()), shape, pictures);
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
