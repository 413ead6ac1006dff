// The page of the worst time of a fault, read back from its marks.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { clockAxis, drawn, fit, near, numberIn } from "./drawn.mjs";
import { allDrawn, desktop, figureOf, inPage, phone, shared } from "./harness.mjs";
import { hostile } from "./known/frame.mjs";
import { knownWorstTime, lost, moments, worst, writtenAt } from "./known/worst_time.mjs";
import { csvOfPicture, tableOfPicture, titleOf } from "./reading.mjs";

const page = shared(knownWorstTime());
const picture = async () => drawn(figureOf(await page.page(), "worst-time"));
const upright = (s) => s.tag === "line" && Math.abs(s.x1 - s.x2) < 1;

after(() => assert.deepEqual(page.faults, []));

// People above, time below: each has its axis to the left.
function axesOf(found) {
  const heading = found.texts.find((t) => t.text.startsWith("Service back"));
  const side = (above) =>
    fit(
      found.texts
        .filter((t) => t.anchor === "end" && t.y < heading.y === above && Number.isFinite(numberIn(t.text)))
        .filter((t) => !t.text.startsWith("in the file"))
        .map((t) => ({ text: t.text, value: numberIn(t.text), pixel: (t.y1 + t.y2) / 2 })),
    );
  return { x: clockAxis(found), people: side(true), time: side(false), middle: heading.y };
}
const bad = (i) => i === worst || moments[i].as_bad;
const colour = (i) => (bad(i) ? "var(--tone-fail)" : "var(--accent)");
const dotAt = (found, x, above, middle) =>
  found.shapes.filter((s) => s.tag === "circle" && Math.abs(s.cx - x) < 1 && s.cy < middle === above);

test("every moment has its people, its interval and its colour; cut short is hollow", async () => {
  const found = await picture();
  const { x, people, middle } = axesOf(found);
  moments.forEach((moment, i) => {
    const at = x.toPixel(moment.at_s);
    const [dot] = dotAt(found, at, true, middle);
    assert.ok(dot, moment.clock);
    near(dot.cy, people.toPixel(lost[i]), 1.5, moment.clock);
    assert.equal(dot.strokeText, colour(i), `${moment.clock}: colour`);
    assert.equal(dot.fillText === colour(i), !moment.cut_short, `${moment.clock}: full`);
    const [bar] = found.shapes.filter(
      (s) => upright(s) && s.strokeText === colour(i) && Math.abs(s.x1 - at) < 1 && s.y2 < middle,
    );
    near(bar.y2, people.toPixel(moment.low), 1.5, `${moment.clock}, low`);
    near(bar.y1, people.toPixel(moment.high), 1.5, `${moment.clock}, high`);
  });
});

test("below it stands when service is back; never is an arrow", async () => {
  const found = await picture();
  const { x, time, middle } = axesOf(found);
  moments.forEach((moment) => {
    const at = x.toPixel(moment.at_s);
    const dots = dotAt(found, at, false, middle);
    const arrows = found.shapes.filter(
      (s) => s.tag === "path" && s.points?.length === 3 && Math.abs((s.x1 + s.x2) / 2 - at) < 1 && s.y1 > middle,
    );
    if (moment.back_s === "infinity") {
      assert.deepEqual([dots.length, arrows.length], [0, 1], moment.clock);
    } else {
      assert.equal(arrows.length, 0, moment.clock);
      near(dots[0].cy, time.toPixel(moment.back_s), 1.5, moment.clock);
    }
  });
  assert.ok(found.texts.some((t) => t.text === "never"));
});

test("the worst and the best are named, the moment in the file is marked", async () => {
  const found = await picture();
  const { x } = axesOf(found);
  const named = (text) => found.texts.find((t) => t.text === text);
  assert.equal(named("worst 09:30: 1,200").fillText, "var(--tone-fail)");
  assert.ok(named("best 12:30: 40"));
  assert.ok(named("in the file: 09:15"));
  const [line] = found.shapes.filter((s) => upright(s) && s.strokeText === "var(--muted)" && s.y2 - s.y1 > 100);
  near(line.x1, x.toPixel(writtenAt), 1, "the moment in the file");
});

test("its title is worked out from the figures", async () => {
  assert.equal(
    await titleOf(await page.page(), "worst-time"),
    "dc1-loss hurts most at 09:30: 1,200 people never served, no worse for certain than 1 other moment; " +
      "least at 12:30: 40, as far as the scenario goes",
  );
});

test("its title says so where one moment stands out, and where nobody is lost", async () => {
  const alone = knownWorstTime();
  alone.pictures.worst_time.moments[2].as_bad = false;
  await inPage(alone, {}, async (open) => {
    await allDrawn(open);
    assert.match(await titleOf(open, "worst-time"), /never served; least at 12:30/);
  });
  const none = knownWorstTime();
  none.pictures.worst_time.costs = false;
  none.pictures.worst_time.moments.forEach((m) => Object.assign(m, { never_served: 0, low: 0, high: 0 }));
  await inPage(none, {}, async (open) => {
    await allDrawn(open);
    assert.equal(await titleOf(open, "worst-time"), "dc1-loss costs nobody for certain at any of 10 moments");
    const found = await drawn(figureOf(open, "worst-time"));
    assert.equal(found.shapes.filter((s) => s.strokeText === "var(--tone-fail)").length, 0);
  });
});

test("no name of a moment crosses the stroke of the moment in the file", async () => {
  for (const shape of [desktop, phone]) {
    await inPage(knownWorstTime(), { shape }, async (open) => {
      await allDrawn(open);
      const found = await drawn(figureOf(open, "worst-time"));
      const at = clockAxis(found).toPixel(writtenAt);
      const names = found.texts.filter((t) => /^(worst|best) \d\d:\d\d/.test(t.text));
      assert.equal(names.length, 2);
      for (const name of names) assert.ok(name.x2 < at || name.x1 > at, `${name.text}: ${name.x1} - ${name.x2}, ${at}`);
    });
  }
});

test("table and CSV have every moment", async () => {
  const open = await page.page();
  const rows = await csvOfPicture(open, "worst-time");
  assert.deepEqual(
    rows.map((r) => [r.begins, Number(r.never_served), r.service_back_p95_s, r.as_bad_as_worst, r.cut_short]),
    moments.map((m, i) => [m.clock, lost[i], String(m.back_s), String(bad(i)), String(m.cut_short)]),
  );
  assert.equal((await tableOfPicture(open, "worst-time")).rows.length, moments.length);
});

test("the arrow keys and the pointer tell of every moment", async () => {
  await inPage(knownWorstTime(), {}, async (open) => {
    await allDrawn(open);
    const figure = figureOf(open, "worst-time");
    await figure.locator(".drawing").focus();
    for (const [i, moment] of moments.entries()) {
      await open.keyboard.press("ArrowRight");
      const said = await figure.locator("[aria-live]").textContent();
      assert.ok(said.includes(`Begins ${moment.clock}`) && said.includes(lost[i].toLocaleString("en-GB")), said);
      assert.equal(said.includes("never"), true, "people never served, at least");
      assert.equal(/service back after never/.test(said), moment.back_s === "infinity", said);
      assert.equal(said.includes("as bad as the worst"), moment.as_bad, said);
      assert.equal(said.includes("the scenario ends"), moment.cut_short, said);
    }
    const found = await drawn(figure);
    const { x } = axesOf(found);
    await figure.scrollIntoViewIfNeeded();
    const box = await figure.locator(".drawing svg").boundingBox();
    await open.mouse.move(box.x + x.toPixel(moments[worst].at_s), box.y + 120);
    assert.match(await figure.locator(".readout").innerText(), /Begins 09:30[\s\S]*1,200[\s\S]*worst/);
  });
});

test("on a phone every moment is there, and so are the names of the worst and the best", async () => {
  await inPage(knownWorstTime(), { shape: phone }, async (open) => {
    await allDrawn(open);
    const found = await drawn(figureOf(open, "worst-time"));
    const { middle } = axesOf(found);
    assert.equal(found.shapes.filter((s) => s.tag === "circle" && s.cy < middle).length, moments.length);
    for (const word of ["worst", "best"]) assert.ok(found.texts.some((t) => t.text.startsWith(word)), word);
  });
});

test("a thousand moments are one band and a line", async () => {
  const data = knownWorstTime();
  const many = Array.from({ length: 960 }, (_, i) => ({
    ...moments[0],
    clock: `${String(Math.floor(i / 60)).padStart(2, "0")}:${String(i % 60).padStart(2, "0")}`,
    at_s: i * 60,
    never_served: 500 + 400 * Math.sin(i / 200),
    low: 450 + 400 * Math.sin(i / 200),
    high: 550 + 400 * Math.sin(i / 200),
  }));
  Object.assign(data.pictures.worst_time, { moments: many, worst: 314, best: 942 });
  await inPage(data, {}, async (open) => {
    await allDrawn(open);
    const found = await drawn(figureOf(open, "worst-time"));
    const band = found.shapes.find((s) => s.tag === "path" && s.fillText === "var(--accent)" && s.points.length > 100);
    assert.equal(band.points.length, 2 * many.length);
    assert.ok(found.texts.some((t) => t.text.startsWith("worst 05:14")));
  });
});

test("names stay text", async () => {
  const data = knownWorstTime();
  data.pictures.worst_time.event = hostile;
  await inPage(data, {}, async (open) => {
    await allDrawn(open);
    assert.ok((await titleOf(open, "worst-time")).startsWith(`${hostile} hurts most`));
    assert.equal(await open.locator("b").count(), 0);
  });
});
