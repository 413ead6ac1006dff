// The page of a drill, read back from its marks.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { acrossAxis, drawings, drawn, filledWith, fit, near, numberIn, rowOf } from "./drawn.mjs";
import { allDrawn, figureOf, inPage, phone, shared } from "./harness.mjs";
import { checkpoints, faults, knownDrill, pairs, tolerance, years } from "./known/drill.mjs";
import { hostile } from "./known/frame.mjs";
import { csvOfPicture, tableOfPicture, titleOf } from "./reading.mjs";

const page = shared(knownDrill());
const picture = async (id) => drawn(figureOf(await page.page(), id));
const nameOf = ({ component, fault }) => `${component} ${fault}`;
const level = (s) => s.tag === "line" && Math.abs(s.y1 - s.y2) < 1;
const upright = (s) => s.tag === "line" && Math.abs(s.x1 - s.x2) < 1;

after(() => assert.deepEqual(page.faults, []));

// Two scales stand side by side: people to the left, time to the right.
function axesOf(found) {
  const foot = Math.max(...found.texts.filter((t) => t.anchor === "middle").map((t) => t.y));
  const at = (isTime) => {
    const labels = found.texts
      .filter((t) => t.anchor === "middle" && Math.abs(t.y - foot) < 2)
      .filter((t) => (t.x1 + t.x2) / 2 > found.width * 0.6 === isTime);
    return fit(labels.map((t) => ({ text: t.text, value: numberIn(t.text), pixel: (t.x1 + t.x2) / 2 })));
  };
  return { people: at(false), time: at(true) };
}
const rankingRow = (found, fault) => {
  const text = found.texts.find((t) => t.text.replace(/\s+/g, " ") === `${fault.rank} ${nameOf(fault)}`);
  assert.ok(text, nameOf(fault));
  return rowOf(found, text.text, 26);
};

test("ranking: every fault has its people, its interval and the colour of its verdict", async () => {
  const found = await picture("drill-ranking");
  const { people } = axesOf(found);
  for (const fault of faults) {
    const row = rankingRow(found, fault);
    const tone = `var(--tone-${fault.tone})`;
    const [dot] = row.shapes.filter((s) => s.tag === "circle" && s.fillText === tone);
    near(dot.cx, people.toPixel(fault.never_served), 1, nameOf(fault));
    if (fault.high - fault.low > 100) {
      const [line] = row.shapes.filter((s) => level(s) && s.strokeText === tone && Math.abs(s.y1 - dot.cy) < 1);
      near(line.x1, people.toPixel(fault.low), 1, `${nameOf(fault)}, low`);
      near(line.x2, people.toPixel(fault.high), 1, `${nameOf(fault)}, high`);
    }
    assert.ok(
      row.texts.some((t) => t.text === fault.mark && t.fillText === tone),
      `${fault.mark} stands beside ${nameOf(fault)}`,
    );
  }
});

test("ranking: calls get in again at the stroke, service is back at the dot, never is an arrow", async () => {
  const found = await picture("drill-ranking");
  const { time } = axesOf(found);
  for (const fault of faults) {
    const row = rankingRow(found, fault);
    const dots = row.shapes.filter((s) => s.tag === "circle" && s.fillText === "var(--accent)");
    const strokes = row.shapes.filter(
      (s) => upright(s) && s.strokeText === "var(--ink)" && Math.abs(s.y2 - s.y1 - 16) < 1 && s.x1 > found.width / 2,
    );
    if (fault.back_s === "infinity") {
      assert.equal(dots.length, 0);
      assert.equal(row.shapes.filter((s) => s.tag === "path" && s.fillText === "var(--accent)").length, 1);
    } else {
      near(dots[0].cx, time.toPixel(fault.back_s), 1, `${nameOf(fault)}, back`);
    }
    assert.equal(strokes.length, fault.again_s > 0 ? 1 : 0, `${nameOf(fault)}: strokes`);
    if (fault.again_s > 0) near(strokes[0].x1, time.toPixel(fault.again_s), 1, `${nameOf(fault)}, calls again`);
  }
});

test("ranking: the tolerance is a line, and the shade begins at it", async () => {
  const found = await picture("drill-ranking");
  const { people, time } = axesOf(found);
  const shades = filledWith(found, "var(--fault-shade)");
  assert.equal(shades.length, 2 * faults.length);
  const starts = shades.map((s) => s.x1);
  for (const x of [people.toPixel(tolerance.people), time.toPixel(tolerance.back_s)])
    assert.equal(starts.filter((at) => Math.abs(at - x) < 1).length, faults.length);
});

test("ranking: a single point of failure is marked, and so is what only failovers need", async () => {
  const found = await picture("drill-ranking");
  assert.equal(found.texts.filter((t) => t.text === "SPOF").length, faults.filter((f) => f.spof).length);
  assert.ok(rankingRow(found, faults[1]).texts.some((t) => t.text === "SPOF"));
  assert.ok(rankingRow(found, faults[2]).texts.some((t) => t.text.startsWith("failover only")));
});

test("year: a bar for every component that costs anybody, pale where how often is a default", async () => {
  const found = await picture("drill-year");
  const x = acrossAxis(found);
  const shown = years.filter(({ people }) => people > 0);
  for (const year of shown) {
    const fault = faults[year.fault];
    const row = rowOf(found, fault.component, 20);
    const [bar] = row.shapes.filter((s) => s.tag === "rect" && s.fillText === "var(--accent)");
    near(bar.x1, x.toPixel(0), 1, `${fault.component} begins`);
    near(bar.x2, x.toPixel(year.people), 1, fault.component);
    assert.equal(bar.fillOpacity === 1, fault.times_from === "file", `${fault.component}: from the file is full`);
  }
  assert.equal(filledWith(found, "var(--accent)").length, shown.length);
});

test("pairs: both together, and the sum of both alone", async () => {
  const found = await picture("drill-pairs");
  const x = acrossAxis(found);
  for (const pair of pairs) {
    const row = rowOf(found, `${nameOf(faults[pair.first])} + ${nameOf(faults[pair.second])}`, 20);
    const colour = pair.beyond_low > 0 ? "var(--tone-fail)" : "var(--accent)";
    const [dot] = row.shapes.filter((s) => s.tag === "circle" && s.fillText === colour);
    near(dot.cx, x.toPixel(pair.together), 1, "together");
    const [sum] = row.shapes.filter((s) => upright(s) && s.strokeText === "var(--ink)");
    near(sum.x1, x.toPixel(pair.sum), 1, "sum");
  }
});

test("the plan of a test: bands, stops and counts at their moments; what comes late has its own scale", async () => {
  const all = await drawings(figureOf(await page.page(), "test-plan"));
  assert.equal(all.length, 2);
  assert.ok(all[1].texts.some((t) => t.text === checkpoints[4].seen));
  for (const [list, some] of [
    [all[0], checkpoints.slice(0, 4)],
    [all[1], checkpoints.slice(4)],
  ]) {
    const foot = Math.max(...list.texts.filter((t) => t.anchor === "middle").map((t) => t.y));
    const x = fit(
      list.texts
        .filter((t) => t.anchor === "middle" && Math.abs(t.y - foot) < 2)
        .map((t) => ({ text: t.text, value: t.text === "T" ? 0 : numberIn(t.text), pixel: (t.x1 + t.x2) / 2 })),
    );
    for (const point of some) {
      const row = rowOf(list, point.seen, 12);
      const bands = row.shapes.filter((s) => s.tag === "rect" && s.fillText === "var(--accent)");
      const stops = row.shapes.filter((s) => upright(s) && s.strokeText === "var(--tone-fail)");
      const diamonds = row.shapes.filter((s) => s.tag === "path" && s.fillText === "var(--accent)");
      if (point.is_count) {
        near((diamonds[0].x1 + diamonds[0].x2) / 2, x.toPixel(point.at_s), 1, point.what);
        assert.deepEqual([bands.length, stops.length], [0, 0]);
      } else if (point.low === null) {
        assert.deepEqual([bands.length, stops.length, diamonds.length], [0, 0, 0], "what never comes has no mark");
      } else {
        near(bands[0].x1, x.toPixel(point.low), 4, `${point.what}, from`);
        near(bands[0].x2, x.toPixel(point.high), 1.5, `${point.what}, to`);
        near(stops[0].x1, x.toPixel(point.stop), 3, `${point.what}, stop`);
      }
      assert.ok(
        list.texts.some((t) => t.text === point.when || point.when.startsWith(t.text)),
        point.when,
      );
    }
  }
});

test("titles are worked out from the figures", async () => {
  const open = await page.page();
  assert.equal(
    await titleOf(open, "drill-ranking"),
    "old.dc1 down costs most: 2,000 people never served per event; 2 of 6 faults break the tolerance",
  );
  assert.equal(
    await titleOf(open, "drill-year"),
    "sso costs most in a year: 2,400 people; old.dc1, the worst per event, 200 a year",
  );
  assert.match(await titleOf(open, "drill-pairs"), /^old.dc1 down and carrier-a down together: 580 MORE people/);
  assert.match(
    await titleOf(open, "test-plan"),
    /^old.dc1 at Sun 06:00, 27% of the busiest calls: 5 checkpoints; the last stop is at T\+5 h 45 m/,
  );
});

test("titles say so where nothing is broken, dear or worse together", async () => {
  const data = knownDrill();
  const { drill } = data.pictures;
  drill.faults = drill.faults.map((f) => ({ ...f, mark: "kept", tone: "pass", low: -1, never_served: 1 }));
  drill.pairs = drill.pairs.map((p) => ({ ...p, beyond_low: -5 }));
  await inPage(data, {}, async (open) => {
    await allDrawn(open);
    assert.equal(
      await titleOf(open, "drill-ranking"),
      "None of 6 faults costs anybody for certain; every fault keeps the tolerance",
    );
    assert.equal(await titleOf(open, "drill-pairs"), "No two faults together cost more for certain than both alone");
  });
});

test("without a tolerance, pairs and a test nothing is judged or drawn of them", async () => {
  const data = knownDrill();
  Object.assign(data.pictures.drill, { tolerance: { people: null, back_s: null }, pairs: null, test: null });
  data.pictures.drill.faults.forEach((f) => Object.assign(f, { mark: "-", tone: "none" }));
  await inPage(data, {}, async (open) => {
    await allDrawn(open);
    assert.equal(
      await titleOf(open, "drill-ranking"),
      "old.dc1 down costs most: 2,000 people never served per event",
    );
    assert.equal(filledWith(await drawn(figureOf(open, "drill-ranking")), "var(--fault-shade)").length, 0);
    for (const id of ["drill-pairs", "test-plan"]) assert.ok(await figureOf(open, id).isHidden(), id);
  });
});

test("tables and CSV have every figure", async () => {
  const open = await page.page();
  const ranking = await csvOfPicture(open, "drill-ranking");
  assert.deepEqual(
    ranking.map((r) => [r.component, Number(r.never_served), r.service_back_p95_s, r.tolerance]),
    faults.map((f) => [f.component, f.never_served, String(f.back_s), f.mark]),
  );
  const inYear = await csvOfPicture(open, "drill-year");
  assert.deepEqual(
    inYear.map((r) => [r.component, Number(r.people_a_year), r.times_from]),
    years.map((y) => [faults[y.fault].component, y.people, faults[y.fault].times_from]),
  );
  const both = await csvOfPicture(open, "drill-pairs");
  assert.deepEqual(
    both.map((r) => [Number(r.together), Number(r.sum_of_both_alone), Number(r.beyond)]),
    pairs.map((p) => [p.together, p.sum, p.beyond]),
  );
  assert.equal((await csvOfPicture(open, "test-plan")).length, checkpoints.length);
  const table = await tableOfPicture(open, "drill-ranking");
  assert.equal(table.rows.length, faults.length);
  assert.ok(table.rows[4].includes(hostile));
});

test("the arrow keys tell of every fault", async () => {
  await inPage(knownDrill(), {}, async (open) => {
    await allDrawn(open);
    const drawing = figureOf(open, "drill-ranking").locator(".drawing");
    await drawing.focus();
    const live = figureOf(open, "drill-ranking").locator("[aria-live]");
    for (const fault of faults) {
      await open.keyboard.press("ArrowDown");
      const said = await live.textContent();
      assert.ok(said.includes(nameOf(fault)), said);
      assert.ok(said.includes(fault.back), said);
    }
  });
});

test("those who do not see it hear every fault", async () => {
  const open = await page.page();
  const label = await figureOf(open, "drill-ranking").locator(".drawing").getAttribute("aria-label");
  for (const fault of faults) assert.ok(label.includes(nameOf(fault)), nameOf(fault));
  assert.match(label, /sso down: 1,200 people, service back never, tolerance BROKEN, single point of failure/);
});

test("on a phone people and time stand below each other, with the same figures", async () => {
  await inPage(knownDrill(), { shape: phone }, async (open) => {
    await allDrawn(open);
    const [first, second] = await drawings(figureOf(open, "drill-ranking"));
    const people = acrossAxis(first);
    const dots = first.shapes.filter((s) => s.tag === "circle");
    assert.equal(dots.length, faults.length);
    faults.forEach((f, k) => near(dots[k].cx, people.toPixel(f.never_served), 1, nameOf(f)));
    const time = acrossAxis(second);
    const backs = faults.map((f) => f.back_s).filter((s) => s > 0);
    second.shapes
      .filter((s) => s.tag === "circle")
      .forEach((dot, k) => near(dot.cx, time.toPixel(backs[k]), 1, `back ${backs[k]}`));
  });
});

for (const name of ["</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", 'a,b\n"c";=1+1']) {
  test(`names stay text: ${JSON.stringify(name)}`, async () => {
    const data = knownDrill();
    const { drill } = data.pictures;
    data.name = data.question = data.verdict.sentence = data.answers[0].text = name;
    drill.faults.forEach((one) => Object.assign(one, { component: name, hits: name, lasts: name }));
    Object.assign(drill.test, { component: name, moment: name });
    drill.test.checkpoints.forEach((one) => Object.assign(one, { what: name, seen: name }));
    await inPage(data, {}, async (open) => {
      await allDrawn(open);
      assert.equal(await open.evaluate(() => document.scripts.length), 2);
      assert.equal(await open.locator("img, b, iframe, [onerror]").count(), 0);
      assert.ok((await titleOf(open, "drill-ranking")).includes(name.split("\n")[0]));
      const rows = await csvOfPicture(open, "drill-ranking");
      assert.ok(rows.every((row) => row.component.includes(name)), JSON.stringify(rows[0]));
    });
  });
}
