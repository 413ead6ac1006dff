// Pages of solve, limit, fix and flip that the program wrote: they open without a fault, soon, and say what their JSON
// says.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { allDrawn, desktop, inFile, phone } from "./harness.mjs";
import { json, library, opensWithoutAFault, outputOf, pageIn, skipWithout } from "./program.mjs";
import { csvOfPicture, titleOf } from "./reading.mjs";

const skip = skipWithout("flip");
const scenario = (name) => join(library(name), "scenario.toml");
const flip = () => outputOf("flip", ["flip", scenario("quiet-monday"), "--runs", "24"]);
const fix = () => outputOf("fix", ["fix", scenario("monday-peak"), "--runs", "8"]);
const limit = () => outputOf("limit", ["limit", scenario("quiet-monday"), "--runs", "10"]);
const solve = () => outputOf("solve", ["solve", "agents", scenario("quiet-monday"), "--runs", "10"]);
// Digests outside their cells, commands wider than their block, texts of pictures beyond their card.
const spilled = (page) =>
  page.evaluate(() => {
    const out = [];
    const beyond = (node, box) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const part of range.getClientRects())
        if (part.right > box.right + 0.5 || part.left < box.left - 0.5) out.push(node.textContent.slice(0, 60));
    };
    for (const node of document.querySelectorAll(".code pre"))
      if (node.scrollWidth > node.clientWidth) out.push(node.textContent);
    for (const node of document.querySelectorAll("td.digest")) beyond(node, node.getBoundingClientRect());
    for (const drawing of document.querySelectorAll("figure.picture:not([hidden]) .drawing"))
      for (const node of drawing.querySelectorAll("svg text")) beyond(node, drawing.getBoundingClientRect());
    return out;
  });

for (const [name, make, pictures] of [
  ["solve", solve, ["staff-needed", "solve-curve"]],
  ["limit", limit, ["growth"]],
  ["fix", fix, ["fixes"]],
  ["flip", flip, ["flips"]],
]) {
  for (const [shapeName, shape] of [
    ["desktop", desktop],
    ["phone", phone],
  ]) {
    test(`a page of ${name} that the program made opens without a fault: ${shapeName}`, { skip }, async () => {
      await opensWithoutAFault(pageIn(make()), shape, pictures, async (page) => {
        assert.deepEqual(await spilled(page), []);
      });
    });
  }
}

test("nothing of a command or of a digest is lost where it breaks", { skip }, async () => {
  const out = flip();
  const { sections } = json(join(out, "report.json"));
  const blocks = sections.flatMap((section) => section.blocks);
  const command = blocks.find(({ kind }) => kind === "code").text;
  const digests = blocks
    .flatMap(({ table }) => table?.rows ?? [])
    .flat()
    .filter((cell) => /^[0-9a-f]{64}$/.test(cell));
  assert.ok(digests.length > 0);
  for (const shape of [desktop, phone]) {
    await inFile(pageIn(out), { shape }, async (page) => {
      assert.equal(await page.locator(".code code").innerText(), command);
      assert.deepEqual(await page.locator("td.digest").allInnerTexts(), digests);
    });
  }
});

test("the page of flip says what flip.json says; what surely turns the verdict stands first", { skip }, async () => {
  const known = json(join(flip(), "flip.json"));
  await inFile(pageIn(flip()), {}, async (page) => {
    await allDrawn(page);
    const rows = await csvOfPicture(page, "flips");
    assert.equal(rows.length, known.flips.length);
    const group = ({ flips_at: at, verdict_beyond: beyond }) => (!at ? 2 : beyond === "UNDECIDED" ? 1 : 0);
    const groups = rows.map(group);
    assert.deepEqual(groups, [...groups].sort());
    for (const one of known.flips) {
      const row = rows.find(({ key }) => key === one.key);
      assert.equal(row.flips_at, one.flips_at === null ? "" : String(one.flips_at), one.key);
      assert.equal(row.in_words, one.text);
    }
    const turning = known.flips.filter(({ flips_at: at }) => at !== null);
    const title = await titleOf(page, "flips");
    if (!turning.length) return assert.match(title, /^The verdict holds/);
    const first = turning.find(({ label }) => label === rows[0].assumption);
    assert.ok(title.toLowerCase().startsWith(`${first.label.toLowerCase()} could turn the verdict: `), title);
    assert.equal(title.includes(" more could"), turning.length > 1, title);
  });
});

test("the page of fix says what fix.json says: prices, verdicts, musts kept", { skip }, async () => {
  const { fix: known } = json(join(fix(), "fix.json"));
  await inFile(pageIn(fix()), {}, async (page) => {
    await allDrawn(page);
    const rows = await csvOfPicture(page, "fixes");
    assert.equal(rows.length, known.tried.length);
    for (const one of known.tried) {
      const row = rows.find(({ fix: text }) => text === one.what);
      assert.ok(row, one.what);
      assert.equal(row.verdict, one.verdict);
      assert.equal(Number(row.musts_kept), one.musts_kept);
      assert.equal(Number(row.musts), one.musts);
      assert.ok(Math.abs(Number(row.cost) - one.cost_a_day) < 0.01 * one.cost_a_day, `${row.cost}: ${one.cost_a_day}`);
    }
    const title = await titleOf(page, "fixes");
    const passes = known.tried.filter(({ verdict }) => verdict === "PASS");
    assert.equal(title.startsWith("The cheapest that passes"), passes.length > 0, title);
  });
});

test("the pages of limit and solve say what their JSON says", { skip }, async () => {
  const grown = json(join(limit(), "limit.json"));
  await inFile(pageIn(limit()), {}, async (page) => {
    await allDrawn(page);
    const rows = await csvOfPicture(page, "growth");
    assert.equal(rows.length, grown.curve.length * grown.curve[0].musts.length);
    const failing = rows.filter(({ verdict }) => verdict === "FAIL").map(({ growth }) => Number(growth));
    assert.equal(failing.length ? Math.min(...failing) : null, grown.fails_from);
    const title = await titleOf(page, "growth");
    if (grown.fails_from > 0) assert.ok(title.includes(`${grown.breaks_first}`), title);
  });
  const solved = json(join(solve(), "solve.json"));
  await inFile(pageIn(solve()), {}, async (page) => {
    await allDrawn(page);
    const answer = (await csvOfPicture(page, "solve-curve")).find((row) => row.answer === "true");
    assert.equal(Number(answer.amount), solved.needed);
    assert.ok(Math.abs(Number(answer.figure) - solved.checked.value) < 1e-4);
    assert.equal(answer.keeps_it, String(solved.check_passes));
    const title = await titleOf(page, "solve-curve");
    assert.equal(/ keep it: /.test(title) && !/ do not /.test(title.split(":")[0]), solved.check_passes, title);
  });
});
