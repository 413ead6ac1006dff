// The pictures of a run's answers, read back from their marks.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  acrossAxis, clockAxis, drawings, drawn, filledWith, fit, isLine, levelAt, near, numberIn, rowOf,
} from "./drawn.mjs";
import { figureOf, shared } from "./harness.mjs";
import { knownRun } from "./known/run.mjs";
import { titleOf } from "./reading.mjs";

const run = shared(knownRun());
const { pictures } = knownRun();
const picture = async (id) => drawn(figureOf(await run.page(), id));

const dotsOf = (row) => row.shapes.filter((s) => s.tag === "circle");
const level = (s) => s.tag === "line" && Math.abs(s.y1 - s.y2) < 1;
const upright = (s) => s.tag === "line" && Math.abs(s.x1 - s.x2) < 1;
const bars = (row, height = 8) => row.shapes.filter((s) => s.tag === "rect" && s.y2 - s.y1 >= height);

test("promises: value, interval and threshold share one scale, the side that fails is shaded", async () => {
  const found = await picture("promises");
  for (const promise of pictures.promises) {
    const [place] = promise.places;
    const first = found.texts.find((t) => promise.text.startsWith(t.text) && t.text.length > 8);
    const row = rowOf(found, first.text, 40);
    const [dot] = dotsOf(row).sort((a, b) => Math.abs(a.cy - row.y) - Math.abs(b.cy - row.y));
    const line = row.shapes.filter((s) => level(s) && Math.abs(s.y1 - dot.cy) < 1 && /--tone-/.test(s.strokeText))[0];
    const [mark] = row.shapes.filter(
      (s) => upright(s) && s.strokeText === "var(--ink)" && Math.abs((s.y1 + s.y2) / 2 - dot.cy) < 1,
    );
    const ends = [
      { value: place.low, pixel: line.x1, text: "low" },
      { value: place.value, pixel: dot.cx, text: "found" },
      { value: promise.threshold, pixel: mark.x1, text: "threshold" },
    ];
    if (place.high !== "infinity") ends.push({ value: place.high, pixel: line.x2, text: "high" });
    fit(ends);
    const shade = filledWith(found, "var(--fault-shade)").find((s) => s.y1 < dot.cy && dot.cy < s.y2);
    near(promise.at_least ? shade.x2 : shade.x1, mark.x1, 1, `${promise.text}: the shade ends at the threshold`);
    assert.ok(
      found.texts.some((t) => t.text === place.mark && Math.abs((t.y1 + t.y2) / 2 - dot.cy) < 8),
      `${place.mark} stands in its row`,
    );
  }
});

test("promises: an interval without end is an arrow", async () => {
  const found = await picture("promises");
  const first = found.texts.find((t) => pictures.promises[1].text.startsWith(t.text) && t.text.length > 8);
  const heads = rowOf(found, first.text, 40).shapes.filter((s) => s.tag === "path" && s.points.length === 3);
  assert.equal(heads.length, 1);
  assert.ok(heads[0].points[0].at[0] > heads[0].points[1].at[0], "it points to the right");
});

test("why: the steps go from the twin through each cause and both together to the day", async () => {
  const found = await picture("why");
  const x = acrossAxis(found);
  const { why } = pictures;
  const bar = (label) => bars(rowOf(found, label, 12)).filter((s) => s.x2 - s.x1 > 1)[0];
  const ends = [];
  near(bar("plain Monday").x1, x.toPixel(0), 1, "the twin begins at nothing");
  near(bar("plain Monday").x2, x.toPixel(0.9), 1, "the twin");
  let at = why.twin;
  for (const cause of why.causes) {
    const step = bar(found.texts.find((t) => t.text.startsWith(cause.cause)).text);
    near(step.x2, x.toPixel(at), 1, `${cause.cause} begins where the last ended`);
    near(step.x1, x.toPixel(at + cause.alone), 1, `${cause.cause} ends`);
    ends.push(step.x1);
    at += cause.alone;
  }
  const together = bar(found.texts.find((t) => /TOGETHER/.test(t.text)).text);
  near(together.x2, ends[ends.length - 1], 1, "together begins where the causes ended");
  near(together.x1, x.toPixel(why.day), 1, "together ends at the day");
  near(bar("this Monday").x2, x.toPixel(0.65), 1, "the day");
});

test("why: each cause has its interval", async () => {
  const found = await picture("why");
  const x = acrossAxis(found);
  let at = 0.9;
  for (const cause of pictures.why.causes) {
    const row = rowOf(found, found.texts.find((t) => t.text.startsWith(cause.cause)).text, 14);
    const [line] = row.shapes.filter((s) => level(s) && s.strokeText === "var(--ink)" && s.x2 - s.x1 > 3);
    near(line.x1, x.toPixel(at + cause.low), 1, `${cause.cause}, low`);
    near(line.x2, x.toPixel(at + cause.high), 1, `${cause.cause}, high`);
    at += cause.alone;
  }
});

test("incident: lanes run from the fault to their moment, pale to the 95th percentile", async () => {
  const [found] = await drawings(figureOf(await run.page(), "incident"));
  const x = clockAxis(found);
  const moments = Object.fromEntries(pictures.incident.times.map((t) => [t.name, t]));
  const lane = (label) => {
    const row = rowOf(found, label, 9);
    return row.shapes.filter((s) => s.tag === "rect" && s.y2 - s.y1 >= 8 && s.y2 - s.y1 < 24);
  };
  const lanes = found.texts.map((t) => t.text).filter((text) => pictures.incident.times.some((m) => m.label === text));
  assert.ok(lanes.length >= 6, lanes.join(", "));
  let checked = 0;
  for (const label of lanes) {
    const moment = pictures.incident.times.find((m) => m.label === label);
    const rects = lane(label);
    if (!rects.length || moment.name === "fault" || moment.name === "healthy") continue;
    const solid = rects.filter((s) => s.fillOpacity > 0.9)[0];
    near(solid.x2, x.toPixel(moment.p50_s), 1.5, `${label}, p50`);
    if (typeof moment.p95_s === "number" && moment.p95_s > moment.p50_s) {
      near(rects.filter((s) => s.fillOpacity < 0.9)[0].x2, x.toPixel(moment.p95_s), 1.5, `${label}, p95`);
    }
    checked += 1;
  }
  assert.ok(checked >= 5, `${checked} lanes`);
  const text = found.texts.map((t) => t.text).join(" ");
  for (const { p50 } of [moments.detected, moments.decided, moments.executed, moments.restored])
    assert.ok(text.includes(p50), p50);
});

test("incident: the curves below stand on the same clock and have the known values", async () => {
  const [, found] = await drawings(figureOf(await run.page(), "incident"));
  const x = clockAxis(found);
  const ticks = found.texts.filter((t) => t.anchor === "end" && /%$/.test(t.text));
  const y = fit(ticks.map((t) => ({ text: t.text, value: numberIn(t.text), pixel: (t.y1 + t.y2) / 2 })));
  const mean = pictures.plans[0].curves.find(
    (c) => c.figure === "service_level" && c.kind === "queue" && c.scope === "billing",
  ).mean;
  const [top, foot] = [y.toPixel(1), y.toPixel(0)];
  const lines = found.shapes.filter(
    (s) => isLine(s) && s.strokeText === "var(--plan-1)" && s.y1 > top - 4 && s.y2 < foot + 4,
  );
  let seen = 0;
  mean.forEach((value, i) => {
    const at = lines.map((line) => levelAt(line.points, x.toPixel(i * 900 + 450))).filter((v) => v !== null);
    if (!at.length) return;
    seen += 1;
    near(at[0], y.toPixel(value), 1, `interval ${i}`);
  });
  assert.ok(seen >= 6, `${seen} intervals are drawn`);
});

test("losses: a bar for every stage, as long as known", async () => {
  const found = await picture("losses");
  const x = acrossAxis(found);
  const [fault] = pictures.incident.losses;
  for (const { stage, value } of [...fault.parts, { stage: "people never served", value: fault.never_served }]) {
    const [bar] = bars(rowOf(found, stage, 8));
    near(bar.x1, x.toPixel(0), 1, `${stage} begins`);
    near(bar.x2, x.toPixel(value), 1, stage);
  }
});

test("levers: what each saves, with its interval, hollow where it cannot be told", async () => {
  const found = await picture("levers");
  const x = acrossAxis(found);
  for (const lever of pictures.incident.levers) {
    const first = found.texts.find((t) => lever.text.startsWith(t.text) && t.text.length > 8);
    const row = rowOf(found, first.text, 14);
    const [dot] = dotsOf(row);
    near(dot.cx, x.toPixel(lever.saved), 1, lever.text);
    const [line] = row.shapes.filter((s) => level(s) && Math.abs(s.y1 - dot.cy) < 1);
    near(line.x1, x.toPixel(lever.low), 1, `${lever.text}, low`);
    near(line.x2, x.toPixel(lever.high), 1, `${lever.text}, high`);
    assert.equal(dot.fillText === "var(--accent)", lever.effect === "helps", `${lever.text}: ${dot.fillText}`);
  }
});

test("headroom: how full each limit gets, the middle day as a tick, what is binding in words", async () => {
  const found = await picture("headroom");
  const x = acrossAxis(found);
  for (const limit of pictures.limits.filter(({ kind }) => kind === "limit")) {
    const row = rowOf(found, limit.label, 20);
    const [bar] = bars(row).filter((s) => !/shade/.test(s.fillText));
    near(bar.x1, x.toPixel(0), 1, `${limit.label} begins`);
    near(bar.x2, x.toPixel(limit.peak_p95 / limit.limit), 1, limit.label);
    const ticks = row.shapes.filter(upright).map((s) => s.x1);
    assert.ok(
      ticks.some((at) => Math.abs(at - x.toPixel(limit.peak_p50 / limit.limit)) <= 1),
      `${limit.label}, the middle day`,
    );
    assert.ok(
      ticks.some((at) => Math.abs(at - x.toPixel(1)) <= 1),
      `${limit.label}, the limit`,
    );
  }
  const agents = rowOf(found, "billing agents", 20);
  near(bars(agents).filter((s) => !/shade/.test(s.fillText))[0].x2, x.toPixel(0.68), 1, "billing agents");
  assert.ok(agents.texts.some((t) => t.text === "BINDING"));
  assert.equal(found.texts.filter((t) => t.text === "BINDING").length, 1);
  assert.match(await titleOf(await run.page(), "headroom"), /billing agents/);
});

test("fixes: those that pass first, bars as long as their price", async () => {
  const found = await picture("fixes");
  const x = acrossAxis(found, (text) => (/^(GBP )?[\d,]+$/.test(text) ? numberIn(text) : NaN));
  const ys = pictures.fixes.map((fix) => {
    const row = rowOf(found, fix.text, 12);
    near(bars(row)[0].x2, x.toPixel(fix.cost), 1, fix.text);
    assert.ok(row.texts.some((t) => t.text === fix.cost_text) && row.texts.some((t) => t.text === fix.verdict));
    return row.y;
  });
  assert.ok(ys[0] < ys[1], "PASS stands above FAIL");
  for (const kept of ["keeps 2 of 2 musts", "keeps 1 of 2 musts"])
    assert.ok(found.texts.some((t) => t.text === kept), kept);
});

test("flips: the range, the value now and where the verdict flips share one scale", async () => {
  const found = await picture("flips");
  const [patience, redials] = pictures.flips;
  const row = rowOf(found, patience.label, 24);
  const [dot] = dotsOf(row);
  const line = row.shapes.filter((s) => level(s) && Math.abs(s.y1 - dot.cy) < 1)[0];
  const diamond = row.shapes.find(
    (s) =>
      s.tag === "path" &&
      s.points.length === 4 &&
      s.fillText === "var(--tone-warn)" &&
      Math.abs((s.y1 + s.y2) / 2 - dot.cy) < 1,
  );
  const brackets = row.shapes
    .filter((s) => s.tag === "path" && s.strokeText === "var(--tone-warn)")
    .map((s) => s.points[1].at[0])
    .sort((a, b) => a - b);
  fit([
    { value: patience.low, pixel: line.x1, text: "low" },
    { value: patience.high, pixel: line.x2, text: "high" },
    { value: patience.now, pixel: dot.cx, text: "now" },
    { value: patience.flips_at, pixel: (diamond.x1 + diamond.x2) / 2, text: "flips" },
    { value: patience.between[0], pixel: brackets[0], text: "between" },
    { value: patience.between[1], pixel: brackets[1], text: "and" },
  ]);
  const other = rowOf(found, redials.label, 20);
  assert.equal(
    other.shapes.filter((s) => s.fillText === "var(--tone-warn)").length,
    0,
    "what never flips has no diamond",
  );
  assert.ok(found.texts.some((t) => t.text.startsWith("never")));
});

test("predicted against actual: the band, the prediction, and the one interval outside it", async () => {
  const found = await picture("actual");
  const x = clockAxis(found);
  const ticks = found.texts.filter((t) => t.anchor === "end" && /%$/.test(t.text));
  const y = fit(ticks.map((t) => ({ text: t.text, value: numberIn(t.text), pixel: (t.y1 + t.y2) / 2 })));
  const { rows } = pictures.actual[0];
  const dots = found.shapes.filter((s) => s.tag === "circle");
  for (const row of rows) {
    const here = dots.filter(
      (s) => Math.abs(s.cx - x.toPixel(row.from_s + 450)) <= 1 && Math.abs(s.cy - y.toPixel(row.actual)) <= 1,
    );
    assert.ok(here.length >= 1, `actual at ${row.from_s}`);
    assert.equal(
      here.some((s) => s.strokeText === "var(--tone-fail)"),
      !row.inside,
      `inside at ${row.from_s}`,
    );
  }
  const band = found.shapes.find((s) => s.tag === "path" && s.fillText === "var(--accent)");
  near(band.y1, y.toPixel(0.1), 1, "the band's upper end");
  near(band.y2, y.toPixel(0.02), 1, "the band's lower end");
  const title = await titleOf(await run.page(), "actual");
  assert.ok(title.includes("15 of 16") && title.includes("08:45") && title.includes("25.0%"), title);
});

test("these pages had nothing to complain about", async () => {
  await run.page();
  assert.deepEqual(run.faults, []);
});
