// The pictures of a comparison, read back from their marks.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  acrossAxis,
  clockAxis,
  drawings,
  drawn,
  fit,
  isLine,
  levelAt,
  linesOf,
  near,
  numberIn,
  upAxis,
} from "./drawn.mjs";
import { allDrawn, figureOf, inPage, shared } from "./harness.mjs";
import { knownComparison, planNames } from "./known/comparison.mjs";
import { csvOfPicture, titleOf } from "./reading.mjs";

const comparison = shared(knownComparison());
const { pictures } = knownComparison();
const dots = (found) => found.shapes.filter((s) => s.tag === "circle");
const lean = (text) => text.replaceAll(/[,\s\u2212+-]/g, "");

test("side by side: every plan in its own chart, all on the same axes, with the known values", async () => {
  const charts = await drawings(figureOf(await comparison.page(), "side-by-side"));
  assert.equal(charts.length, planNames.length);
  const axes = charts.map((chart) => upAxis(chart));
  charts.forEach((chart, k) => {
    near(axes[k].toPixel(0), axes[0].toPixel(0), 0.5, "the same foot");
    near(axes[k].toPixel(1), axes[0].toPixel(1), 0.5, "the same top");
    assert.ok(
      chart.texts.some((t) => t.text === planNames[k]),
      planNames[k],
    );
    const x = clockAxis(chart);
    const { mean } = pictures.plans[k].curves.find(
      (c) => c.figure === "service_level" && c.kind === "queue" && c.scope === "billing",
    );
    const [line] = linesOf(chart, `var(--plan-${k + 1})`);
    mean.forEach((value, i) =>
      near(levelAt(line.points, x.toPixel(i * 900 + 450)), axes[k].toPixel(value), 1, `${planNames[k]}, interval ${i}`),
    );
  });
});

test("promise matrix: every plan's mark and figure for every promise", async () => {
  const page = await comparison.page();
  const found = await drawn(figureOf(page, "promise-matrix"));
  const said = found.texts.map((t) => t.text);
  assert.equal(said.filter((text) => /FAIL/.test(text)).length, 4);
  assert.equal(said.filter((text) => /pass/.test(text)).length, 1);
  for (const { value } of pictures.promises[0].places) {
    assert.ok(
      said.some((text) => text.includes(`${(value * 100).toFixed(1)}%`)),
      `${value}`,
    );
  }
  const title = await titleOf(page, "promise-matrix");
  assert.ok(title.includes("all-together"), title);
});

test("differences from the baseline: paired differences with their intervals, hollow where tied", async () => {
  const panels = (await drawings(figureOf(await comparison.page(), "differences-from-baseline"))).filter(
    (p) => dots(p).length,
  );
  assert.equal(panels.length, pictures.rows.length);
  panels.forEach((panel, r) => {
    const row = pictures.rows[r];
    const scale = row.unit === "share" ? 100 : 1;
    const signed = (text) => (/^[-+\u2212]?[\d.,]+$/.test(text) ? numberIn(text) / scale : NaN);
    const x = acrossAxis(panel, signed);
    row.cells.forEach((cell, k) => {
      if (cell.against === null) return;
      const label = panel.texts.find((t) => t.text === planNames[k]);
      const y = (label.y1 + label.y2) / 2;
      const dot = dots(panel).find((s) => Math.abs(s.cy - y) < 12);
      near(dot.cx, x.toPixel(cell.against), 1, `${row.label}, ${planNames[k]}`);
      const line = panel.shapes.find(
        (s) => s.tag === "line" && Math.abs(s.y1 - s.y2) < 1 && Math.abs(s.y1 - dot.cy) < 1,
      );
      near(line.x1, x.toPixel(cell.against_low), 1, `${row.label}, ${planNames[k]}, low`);
      near(line.x2, x.toPixel(cell.against_high), 1, `${row.label}, ${planNames[k]}, high`);
      assert.equal(
        dot.fill === dot.stroke,
        cell.differs && !cell.tied,
        `${row.label}, ${planNames[k]}: hollow where tied`,
      );
    });
    const nought = panel.shapes.filter(
      (s) => s.tag === "line" && Math.abs(s.x1 - s.x2) < 1 && s.strokeText === "var(--edge)",
    );
    assert.ok(
      nought.every((s) => Math.abs(s.x1 - x.toPixel(0)) <= 1) && nought.length >= 4,
      "the line of no difference",
    );
  });
});

test("cost against the worst: plans at their price and figure, the front and nobody else solid", async () => {
  const page = await comparison.page();
  const found = await drawn(figureOf(page, "cost-against-worst"));
  const x = acrossAxis(found, (text) => (/^(GBP )?[\d,]+$/.test(text) ? numberIn(text) : NaN));
  const y = upAxis(found);
  const [row] = pictures.rows;
  // By definition: on the front is who is beaten by none in both.
  const points = pictures.costs.map(({ plan, cost }) => ({
    plan,
    cost,
    worst: row.cells[plan].high,
    value: row.cells[plan].value,
  }));
  const beaten = (p) =>
    points.some((q) => q !== p && q.cost <= p.cost && q.worst <= p.worst && (q.cost < p.cost || q.worst < p.worst));
  const solid = [];
  for (const point of points) {
    const dot = dots(found).find(
      (s) => Math.abs(s.cx - x.toPixel(point.cost)) <= 1 && Math.abs(s.cy - y.toPixel(point.value)) <= 1,
    );
    assert.ok(dot, `${planNames[point.plan]} stands at ${point.cost}, ${point.value}`);
    const end = found.shapes.find(
      (s) =>
        s.tag === "line" &&
        Math.abs(s.y1 - s.y2) < 1 &&
        Math.abs(s.y1 - y.toPixel(point.worst)) <= 1 &&
        Math.abs((s.x1 + s.x2) / 2 - x.toPixel(point.cost)) <= 1,
    );
    assert.ok(end, `${planNames[point.plan]}: its worst end`);
    if (dot.fill === dot.stroke) solid.push(planNames[point.plan]);
    assert.equal(dot.fill === dot.stroke, !beaten(point), planNames[point.plan]);
    assert.ok(
      found.texts.some((t) => t.text === planNames[point.plan]),
      `${planNames[point.plan]} is named`,
    );
  }
  assert.deepEqual(solid, ["failback-early", "logins-90", "all-together"]);
  const csv = await csvOfPicture(page, "cost-against-worst");
  assert.deepEqual(
    csv.filter((r) => r.on_the_front === "true").map((r) => r.plan),
    solid,
  );
  const stair = found.shapes.find((s) => isLine(s) && s.strokeText === "var(--accent)");
  const corner = (p) =>
    stair.points.some(
      ({ at }) => Math.abs(at[0] - x.toPixel(p.cost)) <= 1 && Math.abs(at[1] - y.toPixel(p.worst)) <= 1,
    );
  for (const point of points)
    assert.equal(corner(point), !beaten(point), `the stair turns at ${planNames[point.plan]}`);
});

test("through the day: five plans, each in its own colour and dash", async () => {
  const all = await drawings(figureOf(await comparison.page(), "through-the-day"));
  const panels = all.filter((p) => p.shapes.some(isLine) && p.height > 60);
  const x = clockAxis(panels[panels.length - 1]);
  const y = upAxis(panels[0]);
  const looks = new Set();
  pictures.plans.forEach((plan, k) => {
    const { mean } = plan.curves.find(
      (c) => c.figure === "service_level" && c.kind === "queue" && c.scope === "billing",
    );
    const [line] = linesOf(panels[0], `var(--plan-${k + 1})`);
    looks.add(`${line.stroke} ${line.dash}`);
    mean.forEach((value, i) =>
      near(levelAt(line.points, x.toPixel(i * 900 + 450)), y.toPixel(value), 1, `${plan.name}, interval ${i}`),
    );
  });
  assert.equal(looks.size, 5);
  assert.equal(
    new Set([...looks].map((look) => look.slice(look.indexOf(")") + 1))).size,
    5,
    "dashes alone tell them apart",
  );
});

test("plans left out leave their marks", async () => {
  await inPage(knownComparison(), { hash: "#plans=0,4" }, async (page) => {
    await allDrawn(page);
    const charts = await drawings(figureOf(page, "side-by-side"));
    assert.equal(charts.length, 2);
    const all = await drawings(figureOf(page, "through-the-day"));
    for (const k of [2, 3, 4]) assert.equal(all.flatMap((p) => linesOf(p, `var(--plan-${k})`)).length, 0);
    assert.ok(all.flatMap((p) => linesOf(p, "var(--plan-5)")).length > 0);
    const panels = (await drawings(figureOf(page, "differences-from-baseline"))).filter((p) => dots(p).length);
    panels.forEach((panel) => assert.equal(dots(panel).length, 1));
  });
});

test("the comparison's tables repeat the known numbers", async () => {
  const page = await comparison.page();
  const csv = await csvOfPicture(page, "differences-from-baseline");
  const known = pictures.rows.flatMap((row) =>
    row.cells.slice(1).map((cell, k) => [row.label, planNames[k + 1], cell]),
  );
  assert.equal(csv.length, known.length);
  csv.forEach((row, i) => {
    const [label, plan, cell] = known[i];
    assert.equal(lean(row.figure), lean(label));
    assert.equal(row.plan, plan);
    for (const [name, value] of [
      ["difference", cell.against],
      ["low", cell.against_low],
      ["high", cell.against_high],
    ]) {
      near(Number(row[name]), value, 1e-9, `${label}, ${plan}, ${name}`);
    }
  });
});

test("no bend: labels of an axis stand at even distances", async () => {
  const charts = await drawings(figureOf(await comparison.page(), "side-by-side"));
  for (const chart of charts) {
    const { ticks } = upAxis(chart);
    fit(ticks);
    assert.ok(ticks.length >= 3);
  }
});

test("these pages had nothing to complain about", async () => {
  await comparison.page();
  assert.deepEqual(comparison.faults, []);
});
