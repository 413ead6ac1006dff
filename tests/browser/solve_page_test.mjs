// Pages of solve, limit, fix and flip, read back from their marks.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  acrossAxis,
  areasOf,
  clockAxis,
  clockSeconds,
  drawings,
  drawn,
  levelAt,
  linesOf,
  near,
  numberIn,
  reachAt,
  upAxis,
} from "./drawn.mjs";
import { figureOf, inPage, phone, settled, shared } from "./harness.mjs";
import { growths, knownFix, knownFlip, knownLimit, knownSolve, needs } from "./known/solve.mjs";
import { hostile } from "./known/frame.mjs";
import { csvOfPicture, tableOfPicture, titleOf } from "./reading.mjs";

const solve = shared(knownSolve());
const limit = shared(knownLimit());
const fix = shared(knownFix());
const flip = shared(knownFlip());

// Panels of a picture in their order, without headings and keys.
const panelsOf = async (page, id) => (await drawings(figureOf(page, id))).filter((found) => found.height > 60);

test("staff needed: needed, there and Erlang's guess are steps at their values, what misses is shaded", async () => {
  const page = await solve.page();
  const panels = await panelsOf(page, "staff-needed");
  assert.equal(panels.length, 4, "two groups, each with its level");
  const [above, below] = panels; // billing first: it misses most
  const x = clockAxis(below);
  const y = upAxis(above);
  const needed = linesOf(above, "var(--ink)")[0];
  const there = linesOf(above, "var(--plan-1)")[0];
  const erlang = linesOf(above, "var(--muted)")[0];
  const [shade] = areasOf(above, "var(--tone-fail)");
  needs.forEach((need, k) => {
    const at = x.toPixel(k * 1800 + 900);
    near(levelAt(needed.points, at), y.toPixel(need), 1, `needed ${k}`);
    near(levelAt(there.points, at), y.toPixel(12), 1, `there ${k}`);
    if (k < 7) near(levelAt(erlang.points, at), y.toPixel(need - 1), 1, `Erlang's guess ${k}`);
    else assert.equal(levelAt(erlang.points, at), null, "no guess, no line");
    if (need <= 12) return;
    const [top, foot] = reachAt(shade.points, at);
    near(top, y.toPixel(need), 1, `missing reaches to what is needed, ${k}`);
    near(foot, y.toPixel(12), 1, `missing begins at what is there, ${k}`);
  });
});

test("staff needed: the level below with its band, against the target; what is below it is marked", async () => {
  const page = await solve.page();
  const [, below] = await panelsOf(page, "staff-needed");
  const x = clockAxis(below);
  const y = upAxis(below, (t) => /%$/.test(t.text) && !/target/.test(t.text));
  const [level] = linesOf(below, "var(--accent)");
  const [band] = areasOf(below, "var(--accent)");
  const bound = linesOf(below, "var(--muted)").find((line) => line.dash !== "none");
  knownSolve().pictures.staff_needed.groups[1].rows.forEach((row) => {
    const at = x.toPixel(row.from_s + 900);
    near(levelAt(level.points, at), y.toPixel(row.level), 1, `level ${row.clock}`);
    near(levelAt(bound.points, at), y.toPixel(0.8), 1, `target ${row.clock}`);
    const [top, foot] = reachAt(band.points, at);
    near(top, y.toPixel(row.high), 1, `high ${row.clock}`);
    near(foot, y.toPixel(row.low), 1, `low ${row.clock}`);
  });
  const dots = below.shapes.filter((s) => s.tag === "circle");
  assert.equal(dots.length, 1, "one half-hour is below its target");
  near(dots[0].cx, x.toPixel(4 * 1800 + 900), 1, "it is that of 10:00");
  assert.equal(clockSeconds("10:00"), 7200);
});

test("staff needed: title, readout and numbers say what is known", async () => {
  const page = await solve.page();
  const title = await titleOf(page, "staff-needed");
  assert.match(title, /^billing is short of agents from 09:00 to 10:30, most at 09:30: 6 missing/);
  assert.ok(title.includes("has enough all day"), title);
  const csv = await csvOfPicture(page, "staff-needed");
  assert.equal(csv.length, 16);
  assert.deepEqual([csv[3].group, csv[3].needed, csv[3].there, csv[3].missing], ["billing", "18", "12", "6"]);
  assert.equal(csv[8].group, hostile);
  const { rows } = await tableOfPicture(page, "staff-needed");
  assert.equal(rows.length, 16);
  const drawing = figureOf(page, "staff-needed").locator(".drawing");
  await drawing.focus();
  for (let k = 0; k < 4; k += 1) await page.keyboard.press("ArrowRight");
  await settled(page);
  const said = await figureOf(page, "staff-needed").locator("[aria-live]").innerText();
  assert.match(said, /^09:30: .*billing: needed 18, billing: there 12, billing: Erlang's guess 17, billing: missing 6/);
});

test("solve curve: every number stands at its figure with its interval, full where it keeps the target", async () => {
  const page = await solve.page();
  const found = await drawn(figureOf(page, "solve-curve"));
  const x = acrossAxis(found, (text) => (/^\d+$/.test(text) ? Number(text) : NaN));
  const y = upAxis(found, (t) => /%$/.test(t.text) && !/target/.test(t.text));
  const { points, now } = knownSolve().pictures.solve_curve;
  for (const point of [...points, now]) {
    const dot = found.shapes.find(
      (s) => s.tag === "circle" && Math.abs(s.cx - x.toPixel(point.amount)) <= 1,
    );
    assert.ok(dot, `${point.amount} is drawn`);
    near(dot.cy, y.toPixel(point.value), 1, `${point.amount}`);
    assert.equal(dot.fill === dot.stroke, point.keeps, `${point.amount} is full where it keeps the target`);
    const line = found.shapes.find(
      (s) => s.tag === "line" && Math.abs(s.x1 - s.x2) < 1 && Math.abs(s.x1 - dot.cx) < 1 && s.y2 - s.y1 > 4,
    );
    near(line.y1, y.toPixel(point.high), 1, `${point.amount}, high`);
    near(line.y2, y.toPixel(point.low), 1, `${point.amount}, low`);
  }
  const words = found.texts.map((t) => t.text);
  for (const text of ["the answer: 100", "there now: 90", "target 80%", "agent hours"])
    assert.ok(words.includes(text), text);
  const title = await titleOf(page, "solve-curve");
  assert.equal(title, "100 agent hours keep it: 82.0% at 09:30, against 80%; 98 do not: 76.0%");
  const csv = await csvOfPicture(page, "solve-curve");
  assert.deepEqual(csv.filter((row) => row.answer === "true").map((row) => row.amount), ["100"]);
  assert.deepEqual(csv.filter((row) => row.there_now === "true").map((row) => row.amount), ["90"]);
});

test("growth: every must at its figures, the one that breaks first on top, the break marked", async () => {
  const page = await limit.page();
  const panels = await panelsOf(page, "growth");
  assert.equal(panels.length, 2);
  const x = acrossAxis(panels[1], (text) => (/^[-+\u2212]?\d+%$/.test(text) ? numberIn(text) : NaN));
  const { musts } = knownLimit().pictures.growth;
  [musts[1], musts[0]].forEach((must, p) => {
    const y = upAxis(panels[p], (t) => !/^(at|some)/.test(t.text));
    const bars = panels[p].shapes.filter(
      (s) => s.tag === "line" && Math.abs(s.x1 - s.x2) < 1 && s.dash === "none",
    );
    must.points.forEach((point) => {
      const at = x.toPixel(point.growth);
      const bar = bars.find((s) => Math.abs(s.x1 - at) <= 1);
      assert.ok(bar, `${must.text} at ${point.growth_text}`);
      near(bar.y1, y.toPixel(point.high), 1, `${point.growth_text}, high`);
      near(bar.y2, y.toPixel(point.low), 1, `${point.growth_text}, low`);
      const dot = panels[p].shapes.find((s) => s.tag === "circle" && Math.abs(s.cx - at) <= 1);
      assert.equal(Boolean(dot), point.verdict !== "FAIL", `${point.growth_text}: a cross where it fails`);
      if (!dot) return;
      near(dot.cy, y.toPixel(point.value), 1, `${point.growth_text}, found`);
      assert.equal(dot.fill === dot.stroke, point.verdict === "PASS", "hollow where it cannot be told");
    });
    const [shade] = panels[p].shapes.filter((s) => s.fillText === "var(--fault-shade)");
    near(shade.x1, x.toPixel(0.1), 1, "shaded from where some must fails");
  });
});

test("growth: title, alternative text and CSV name what breaks first and what is full", async () => {
  const page = await limit.page();
  const title = await titleOf(page, "growth");
  assert.equal(
    title,
    "Every must holds until +5% calls; service_level[billing] >= 80% over day is the first to fail, at +10% calls; " +
      "full then: billing agents and 1 more",
  );
  const alt = await figureOf(page, "growth").locator(".drawing").getAttribute("aria-label");
  assert.ok(alt.includes(`mean asa[${hostile}] <= 60s over day: 0% 20 s PASS`), alt);
  const csv = await csvOfPicture(page, "growth");
  assert.equal(csv.length, 2 * growths.length);
  assert.deepEqual(csv.slice(0, 5).map((row) => row.verdict), ["PASS", "PASS", "UNDECIDED", "FAIL", "FAIL"]);
  assert.deepEqual(csv.slice(0, 5).map((row) => Number(row.growth)), growths);
});

test("fixes and flips stand on pages of their own", async () => {
  assert.equal(await titleOf(await fix.page(), "fixes"), "The cheapest that passes: +6 agents, 08:30-10:00, GBP 290");
  const title = await titleOf(await flip.page(), "flips");
  assert.ok(title.includes("could turn the verdict: above 7 m: YES"), title);
  assert.ok(title.includes(hostile), title);
});

test("a verdict of one word stays one word on a phone", async () => {
  const data = knownFlip();
  data.verdict.word = "UNDECIDED";
  await inPage(data, { shape: phone }, async (page) => {
    const lines = await page.locator("#verdict .word").evaluate((node) => {
      const range = document.createRange();
      const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      const tops = new Set();
      while (texts.nextNode()) {
        if (texts.currentNode.data.trim() !== "UNDECIDED") continue;
        range.selectNodeContents(texts.currentNode);
        for (const box of range.getClientRects()) tops.add(Math.round(box.top));
      }
      return tops.size;
    });
    assert.equal(lines, 1);
  });
});

test("these pages had nothing to complain about", async () => {
  for (const one of [solve, limit, fix, flip]) {
    await one.page();
    assert.deepEqual(one.faults, []);
  }
});
