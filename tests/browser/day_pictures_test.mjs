// The pictures of the day, read back from their marks: what is drawn is what is known, within a pixel.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  areasOf,
  clockAxis,
  drawings,
  drawn,
  filledWith,
  isArea,
  isLine,
  levelAt,
  linesOf,
  near,
  numberIn,
  reachAt,
  upAxis,
} from "./drawn.mjs";
import { allDrawn, figureOf, inPage, shared } from "./harness.mjs";
import { hostile } from "./known/frame.mjs";
import { knownRun } from "./known/run.mjs";

const run = shared(knownRun());
const [day, twin] = knownRun().pictures.plans;
const curveOf = (plan, figure, kind, scope) =>
  plan.curves.find((c) => c.figure === figure && c.kind === kind && c.scope === scope);
const stackOf = (plan, of) => plan.stacks.find((s) => s.of === of && s.kind === "all");
const middle = (i) => i * 900 + 450;
const [colourOfDay, colourOfTwin] = ["var(--plan-1)", "var(--twin)"];

// Panels below each other share the hours that stand under the last.
async function panelsOf(page, id) {
  const all = await drawings(figureOf(page, id));
  const panels = all
    .filter((picture) => picture.shapes.some(isLine) || picture.shapes.some(isArea))
    .filter((p) => p.height > 60);
  return { panels, x: clockAxis(panels[panels.length - 1]) };
}

function checkSteps(panel, x, y, stroke, mean, what) {
  const lines = linesOf(panel, stroke);
  assert.ok(lines.length > 0, `${what}: no line in ${stroke}`);
  mean.forEach((value, i) => {
    const levels = lines.map((line) => levelAt(line.points, x.toPixel(middle(i)))).filter((level) => level !== null);
    if (value === null) assert.deepEqual(levels, [], `${what}, interval ${i}: a line where there is no value`);
    else near(Math.min(...levels.map((level) => Math.abs(level - y.toPixel(value)))), 0, 1, `${what}, interval ${i}`);
  });
}

function checkBand(panel, x, y, fill, low, high, what) {
  low.forEach((_, i) => {
    const reaches = areasOf(panel, fill)
      .map((area) => reachAt(area.points, x.toPixel(middle(i))))
      .filter(Boolean);
    const fits = reaches.some(
      ([upper, lower]) => Math.abs(upper - y.toPixel(high[i])) <= 1 && Math.abs(lower - y.toPixel(low[i])) <= 1,
    );
    assert.ok(
      fits,
      `${what}, interval ${i}: ${JSON.stringify(reaches)}, not ${y.toPixel(high[i])} to ${y.toPixel(low[i])}`,
    );
  });
}

test("through the day: service level of day and twin stands where it is known to be", async () => {
  const { panels, x } = await panelsOf(await run.page(), "through-the-day");
  const y = upAxis(panels[0]);
  checkSteps(panels[0], x, y, colourOfDay, curveOf(day, "service_level", "queue", "billing").mean, "day");
  checkSteps(panels[0], x, y, colourOfTwin, curveOf(twin, "service_level", "queue", "billing").mean, "twin");
});

test("through the day: bands are as high as the known intervals, the light one as good and bad days", async () => {
  const { panels, x } = await panelsOf(await run.page(), "through-the-day");
  const y = upAxis(panels[0]);
  for (const [plan, fill] of [
    [day, colourOfDay],
    [twin, colourOfTwin],
  ]) {
    const { low, high } = curveOf(plan, "service_level", "queue", "billing");
    checkBand(
      panels[0],
      x,
      y,
      fill,
      low,
      high.map((v) => Math.min(1, v)),
      plan.name,
    );
  }
  const { good, bad } = curveOf(day, "service_level", "queue", "billing");
  checkBand(panels[0], x, y, colourOfDay, bad, good, "good and bad days");
});

test("through the day: waits stand below, on the same clock", async () => {
  const { panels, x } = await panelsOf(await run.page(), "through-the-day");
  const y = upAxis(panels[1]);
  checkSteps(panels[1], x, y, colourOfDay, curveOf(day, "mean_wait", "queue", "billing").mean, "day");
  checkSteps(panels[1], x, y, colourOfTwin, curveOf(twin, "mean_wait", "queue", "billing").mean, "twin");
  assert.ok(numberIn(y.ticks[y.ticks.length - 1].text) >= 60);
});

test("through the day: the fault is shaded from 09:00 to 10:00 and named, the promise is a line at 80%", async () => {
  const { panels, x } = await panelsOf(await run.page(), "through-the-day");
  for (const panel of panels) {
    const [fault, ...more] = filledWith(panel, "var(--fault-shade)");
    assert.equal(more.length, 0);
    near(fault.x1, x.toPixel(3600), 1, "the fault begins");
    near(fault.x2, x.toPixel(7200), 1, "the fault ends");
    assert.ok(fault.y2 - fault.y1 > 60, "it is shaded from top to foot");
  }
  assert.ok(panels[0].texts.some((t) => t.text === "dc1-loss"));
  const y = upAxis(panels[0]);
  const level = panels[0].shapes.find((s) => s.tag === "line" && s.dash !== "none" && s.x2 - s.x1 > 300);
  near(level.y1, y.toPixel(0.8), 1, "the promise");
  assert.ok(panels[0].texts.some((t) => t.text === "80% in 20 s"));
});

test("through the day: where there is no value there is no line", async () => {
  await inPage(knownRun(), { hash: `#queue=${encodeURIComponent(hostile)}` }, async (page) => {
    await allDrawn(page);
    const { panels, x } = await panelsOf(page, "through-the-day");
    const mean = curveOf(day, "service_level", "queue", hostile).mean;
    assert.equal(mean[15], null);
    checkSteps(panels[0], x, upAxis(panels[0]), colourOfDay, mean, "day");
  });
});

test("through the day: a queue on one platform", async () => {
  await inPage(knownRun(), { hash: "#queue=billing&platform=old" }, async (page) => {
    await allDrawn(page);
    const { panels, x } = await panelsOf(page, "through-the-day");
    checkSteps(
      panels[0],
      x,
      upAxis(panels[0]),
      colourOfDay,
      curveOf(day, "service_level", "queue on platform", "billing/old").mean,
      "day",
    );
  });
});

test("heat map: a cell for each queue and interval with calls, coloured by its distance from the promise", async () => {
  const page = await run.page();
  const picture = await drawn(figureOf(page, "heat-map"));
  const x = clockAxis(picture);
  const cells = picture.shapes.filter((s) => s.tag === "rect" && /--heat-\d/.test(s.fillText));
  const rows = [
    ["billing", 0.8],
    [hostile, 0.7],
  ];
  const edges = [-0.5, -0.25, -0.1, 0, 0.05, 0.1];
  let seen = 0;
  for (const [name, promise] of rows) {
    const label = picture.texts.find((t) => t.text === name);
    curveOf(day, "service_level", "queue", name).mean.forEach((value, i) => {
      const at = [x.toPixel(middle(i)), (label.y1 + label.y2) / 2];
      const here = cells.filter((c) => c.x1 < at[0] && at[0] < c.x2 && c.y1 < at[1] && at[1] < c.y2);
      assert.equal(here.length, value === null ? 0 : 1, `${name}, interval ${i}`);
      if (value === null) return;
      seen += 1;
      const bin = 1 + edges.filter((edge) => value - promise >= edge - 1e-9).length;
      assert.equal(here[0].fillText, `var(--heat-${bin})`, `${name}, interval ${i}: ${value}`);
      near(here[0].x1, x.toPixel(i * 900), 1.5, `${name}, interval ${i} begins`);
      near(here[0].x2, x.toPixel((i + 1) * 900), 1.5, `${name}, interval ${i} ends`);
    });
  }
  assert.equal(seen, 31);
});

test("heat map: the worst cell alone has the worst colour, and its title says where", async () => {
  const data = knownRun();
  curveOf(data.pictures.plans[0], "service_level", "queue", "billing").mean[6] = 0.05;
  await inPage(data, {}, async (page) => {
    await allDrawn(page);
    const picture = await drawn(figureOf(page, "heat-map"));
    const worst = picture.shapes.filter((s) => s.fillText === "var(--heat-1)");
    assert.equal(worst.length, 1);
    near((worst[0].x1 + worst[0].x2) / 2, clockAxis(picture).toPixel(middle(6)), 1.5, "09:30");
    const title = await figureOf(page, "heat-map").locator("h3").innerText();
    assert.ok(title.includes("billing") && title.includes("5.0%") && title.includes("09:30"), title);
  });
});

test("heat map: colours fall from good to bad in lightness or hue, each unlike its neighbour", async () => {
  for (const scheme of ["light", "dark"]) {
    await inPage(knownRun(), { scheme }, async (page) => {
      const colours = await page.evaluate(() =>
        [1, 2, 3, 4, 5, 6, 7].map((n) => {
          const probe = document.body.appendChild(document.createElement("i"));
          probe.style.color = `var(--heat-${n})`;
          const [r, g, b] = getComputedStyle(probe)
            .color.match(/[\d.]+/g)
            .map(Number);
          probe.remove();
          return [r, g, b];
        }),
      );
      colours.slice(1).forEach((c, i) => {
        const away = Math.hypot(...c.map((v, k) => v - colours[i][k]));
        assert.ok(away > 15, `heat ${i + 1} and ${i + 2} are ${away} apart (${scheme})`);
      });
      // Bad is red, good is blue: told apart without telling red from green.
      assert.ok(colours[0][0] - colours[0][2] > 30, "the worst is warm");
      assert.ok(colours[6][2] - colours[6][0] > 30, "the best is cold");
    });
  }
});

test("demand against capacity: agents needed and there, and what is missing between them", async () => {
  const { panels, x } = await panelsOf(await run.page(), "demand-capacity");
  const picture = panels[0];
  const y = upAxis(picture);
  const { rows } = knownRun().pictures.needed[0];
  const at = (row) => x.toPixel(row.from_s + 900);
  const level = (stroke, row) =>
    linesOf(picture, stroke)
      .map((l) => levelAt(l.points, at(row)))
      .filter((v) => v !== null);
  for (const row of rows) {
    near(level("var(--ink)", row)[0], y.toPixel(row.needed), 1, `needed at ${row.clock}`);
    near(level("var(--plan-1)", row)[0], y.toPixel(row.there), 1, `there at ${row.clock}`);
    const missing = areasOf(picture, "var(--tone-fail)")
      .map((a) => reachAt(a.points, at(row)))
      .filter(Boolean);
    if (row.needed > row.there) {
      near(missing[0][0], y.toPixel(row.needed), 1, `missing up to, ${row.clock}`);
      near(missing[0][1], y.toPixel(row.there), 1, `missing from, ${row.clock}`);
    } else {
      assert.deepEqual(missing, [], `nothing is missing at ${row.clock}`);
    }
  }
  const title = await figureOf(await run.page(), "demand-capacity")
    .locator("h3")
    .innerText();
  assert.ok(title.includes("billing") && title.includes("11:30") && title.includes("25"), title);
});

test("waits: the share answered within each time, and the promise", async () => {
  const page = await run.page();
  const picture = await drawn(figureOf(page, "waits"));
  const y = upAxis(picture);
  for (const [plan, stroke] of [
    [day, colourOfDay],
    [twin, colourOfTwin],
  ]) {
    const { within_s: within, share } = plan.waits[0];
    const [line] = linesOf(picture, stroke).filter((l) => l.points.length === within.length);
    assert.ok(line, `${plan.name} has no line with ${within.length} points`);
    line.points.forEach((point, k) => near(point.at[1], y.toPixel(share[k]), 1, `${plan.name} within ${within[k]} s`));
    const labels = picture.texts
      .filter((t) => t.anchor === "middle")
      .map((t) => ({ at: (t.x1 + t.x2) / 2, s: numberIn(t.text) }));
    let met = 0;
    within.forEach((s, k) =>
      labels
        .filter((label) => label.s === s && s > 0 && s < 300)
        .forEach((label) => {
          met += 1;
          near(line.points[k].at[0], label.at, 1.5, `${plan.name}: ${s} s`);
        }),
    );
    assert.ok(met >= 2, `${met} labels at known times`);
    const xs = line.points.map((point) => point.at[0]);
    assert.deepEqual(
      [...xs].sort((a, b) => a - b),
      xs,
      "time runs to the right",
    );
  }
});

for (const [id, of] of [
  ["calls-by-state", "calls"],
  ["outcomes", "outcomes"],
  ["agents-by-state", "agents"],
]) {
  test(`${id}: layers lie on each other, each as high as known, together as high as their sum`, async () => {
    const page = await run.page();
    const { panels, x } = await panelsOf(page, id);
    const picture = panels[panels.length - 1];
    const y = upAxis(picture);
    const stack = of === "outcomes" ? day.stacks.find((s) => s.of === of && s.scope === "billing") : stackOf(day, of);
    const areas = picture.shapes.filter((s) => isArea(s) && /--state-/.test(s.fillText));
    for (let i = 0; i < 16; i += 1) {
      const layers = areas
        .map((a) => reachAt(a.points, x.toPixel(middle(i))))
        .filter(Boolean)
        .sort((a, b) => b[1] - a[1]);
      near(layers[0][1], y.toPixel(0), 1, `interval ${i}: the foot`);
      layers
        .slice(1)
        .forEach((layer, k) => near(layer[1], layers[k][0], 1, `interval ${i}: layer ${k + 1} lies on the one below`));
      const sum = stack.parts.reduce((total, part) => total + part.mean[i], 0);
      near(layers[layers.length - 1][0], y.toPixel(sum), 1, `interval ${i}: the sum`);
      const high = layers
        .map(([upper, lower]) => lower - upper)
        .filter((h) => h > 0.5)
        .sort((a, b) => a - b);
      const known = stack.parts
        .map((part) => part.mean[i] * y.pixelsPerUnit)
        .filter((h) => h > 0.5)
        .sort((a, b) => a - b);
      assert.equal(high.length, known.length, `interval ${i}: layers`);
      high.forEach((h, k) => near(h, known[k], 1, `interval ${i}: layer of height ${k}`));
    }
    const shown = await figureOf(page, id).locator(".drawing").textContent();
    for (const part of stack.parts) assert.ok(shown.includes(part.state), `${part.state} is named`);
  });
}

test("retry storm: attempts and people, and their gap while the fault lasts", async () => {
  const { panels, x } = await panelsOf(await run.page(), "retry-storm");
  const picture = panels[panels.length - 1];
  const y = upAxis(picture);
  checkSteps(picture, x, y, colourOfDay, curveOf(day, "attempts", "queue", "billing").mean, "attempts");
  checkSteps(picture, x, y, "var(--ink)", curveOf(day, "people", "queue", "billing").mean, "people");
  checkSteps(picture, x, y, colourOfTwin, curveOf(twin, "attempts", "queue", "billing").mean, "attempts of the twin");
});

test("signing in: agents of every platform", async () => {
  const { panels, x } = await panelsOf(await run.page(), "signing-in");
  assert.equal(panels.length, 2);
  ["old", "new"].forEach((platform, k) => {
    const y = upAxis(panels[k]);
    const { mean, low, high } = curveOf(day, "agents_signed_in", "platform", platform);
    checkSteps(panels[k], x, y, colourOfDay, mean, platform);
    checkSteps(
      panels[k],
      x,
      y,
      colourOfTwin,
      curveOf(twin, "agents_signed_in", "platform", platform).mean,
      `${platform}, twin`,
    );
    checkBand(panels[k], x, y, colourOfDay, low, high, platform);
  });
});

test("every picture of the day shades the fault in its own hours", async () => {
  const page = await run.page();
  for (const id of ["demand-capacity", "calls-by-state", "outcomes", "retry-storm", "agents-by-state", "signing-in"]) {
    const { panels, x } = await panelsOf(page, id);
    const faults = panels.flatMap((panel) => filledWith(panel, "var(--fault-shade)"));
    assert.ok(faults.length >= 1, id);
    for (const fault of faults) {
      near(fault.x1, x.toPixel(3600), 1, `${id}: the fault begins`);
      near(fault.x2, x.toPixel(7200), 1, `${id}: the fault ends`);
    }
  }
});

test("these pages had nothing to complain about", async () => {
  await run.page();
  assert.deepEqual(run.faults, []);
});
