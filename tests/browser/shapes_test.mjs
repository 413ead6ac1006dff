// Data of every shape: a page with little, a page with much; and how soon the first picture is there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { figureOf, allDrawn, inFile, inPage, megabyte, pageOf, phone, sizeOf, writePage } from "./harness.mjs";
import { knownComparison } from "./known/comparison.mjs";
import { knownRun } from "./known/run.mjs";
import { titleOf } from "./reading.mjs";

const clean = async (page) => {
  await allDrawn(page);
  const text = await page.locator("#page").innerText();
  assert.ok(
    !/undefined|NaN|\[object|Infinity/.test(text),
    text.match(/.{0,60}(undefined|NaN|\[object|Infinity).{0,60}/)?.[0],
  );
  assert.ok(!text.includes("could not be drawn"));
};
const eachCurve = (data, change) => data.pictures.plans.forEach((plan) => plan.curves.forEach(change));

const stretch = (data, factor) => {
  const { pictures } = data;
  const count = pictures.from_s.length * factor;
  const again = (values) => (values ? Array.from({ length: count }, (_, i) => values[i % values.length]) : values);
  pictures.from_s = Array.from({ length: count }, (_, i) => i * pictures.interval_s);
  pictures.length_s = count * pictures.interval_s;
  for (const plan of pictures.plans) {
    for (const curve of plan.curves)
      for (const key of ["mean", "low", "high", "good", "bad"]) curve[key] = again(curve[key]);
    for (const stack of plan.stacks) for (const part of stack.parts) part.mean = again(part.mean);
  }
  return data;
};

const cut = (data, count) => {
  const { pictures } = data;
  pictures.from_s = pictures.from_s.slice(0, count);
  pictures.length_s = count * pictures.interval_s;
  for (const plan of pictures.plans) {
    plan.events = [];
    for (const curve of plan.curves)
      for (const key of ["mean", "low", "high", "good", "bad"]) curve[key] = curve[key]?.slice(0, count) ?? null;
    for (const stack of plan.stacks) for (const part of stack.parts) part.mean = part.mean.slice(0, count);
  }
  pictures.incident = null;
  pictures.needed = [];
  pictures.actual = [];
  return data;
};

function manyQueues(data, count) {
  const { pictures } = data;
  const names = Array.from({ length: count }, (_, k) => `queue of the ${k + 1}th department`);
  const [first] = pictures.queues;
  pictures.queues = names.map((name) => ({ ...first, name }));
  pictures.focus = names[0];
  for (const plan of pictures.plans) {
    const own = (kind, of) => plan.curves.filter((c) => c.kind === kind && c.scope === of);
    const curves = names.flatMap((name) => [
      ...own("queue", "billing").map((c) => ({ ...c, scope: name })),
      ...["old", "new"].flatMap((p) =>
        own("queue on platform", `billing/${p}`).map((c) => ({ ...c, scope: `${name}/${p}` })),
      ),
    ]);
    plan.curves = [...plan.curves.filter((c) => !c.kind.startsWith("queue")), ...curves];
    const outcome = plan.stacks.find((s) => s.of === "outcomes" && s.scope === "billing");
    plan.stacks = [
      ...plan.stacks.filter((s) => s.kind !== "queue"),
      ...names.map((name) => ({ ...outcome, scope: name })),
    ];
    plan.waits = names.map((queue) => ({ ...plan.waits[0], queue }));
  }
  return data;
}

const shapes = {
  "a run without a twin": () => {
    const data = knownRun();
    data.pictures.plans = data.pictures.plans.slice(0, 1);
    return data;
  },
  "no plans, no pictures": () => {
    const data = knownRun();
    Object.assign(data.pictures, {
      plans: [],
      promises: [],
      why: null,
      needed: [],
      limits: [],
      incident: null,
      fixes: [],
      flips: [],
      actual: [],
      queues: [],
      platforms: [],
      groups: [],
      focus: "",
    });
    return data;
  },
  "a comparison of one plan": () => {
    const data = knownComparison();
    const { pictures } = data;
    pictures.plans = pictures.plans.slice(0, 1);
    pictures.rows.forEach((row) => {
      row.cells = row.cells.slice(0, 1);
    });
    pictures.promises.forEach((promise) => {
      promise.places = promise.places.slice(0, 1);
    });
    pictures.costs = pictures.costs.slice(0, 1);
    return data;
  },
  "a comparison without prices": () => {
    const data = knownComparison();
    Object.assign(data.pictures, { costs: null, currency: "" });
    return data;
  },
  "one interval": () => cut(knownRun(), 1),
  "curves without a value": () => {
    const data = knownRun();
    eachCurve(data, (curve) =>
      ["mean", "low", "high", "good", "bad"].forEach((key) => {
        curve[key] = curve[key]?.map(() => null) ?? null;
      }),
    );
    return data;
  },
  "curves without bands": () => {
    const data = knownRun();
    eachCurve(data, (curve) => Object.assign(curve, { low: null, high: null, good: null, bad: null }));
    return data;
  },
  "nothing but noughts": () => {
    const data = knownRun();
    eachCurve(data, (curve) =>
      ["mean", "low", "high", "good", "bad"].forEach((key) => {
        curve[key] = curve[key]?.map(() => 0) ?? null;
      }),
    );
    data.pictures.plans.forEach((plan) =>
      plan.stacks.forEach((stack) => stack.parts.forEach((part) => part.mean.fill(0))),
    );
    data.pictures.incident.losses.forEach((loss) =>
      loss.parts.forEach((part) => Object.assign(part, { value: 0, low: 0, high: 0 })),
    );
    return data;
  },
  "no sections, no answers": () => Object.assign(knownRun(), { sections: [], answers: [], question: "", subtitle: "" }),
  "a fault that is not dated": () => {
    const data = knownRun();
    data.pictures.incident.dated = false;
    data.pictures.incident.times.forEach((time) => Object.assign(time, { p50: "", p95: "", p50_s: null, p95_s: null }));
    Object.assign(data.pictures.incident, { fault_from_s: null, fault_to_s: null, storm: null });
    return data;
  },
  "moments that never come": () => {
    const data = knownRun();
    data.pictures.incident.times
      .slice(1)
      .forEach((time) =>
        Object.assign(time, {
          p50: "never",
          p95: "never",
          p50_s: "infinity",
          p95_s: "infinity",
          after_p50_s: "infinity",
          after_p95_s: "infinity",
          happens: 0,
        }),
      );
    return data;
  },
  "values without end": () => {
    const data = knownRun();
    data.pictures.needed[0].rows[3].needed = "infinity";
    data.pictures.limits[1].limit = "infinity";
    Object.assign(data.pictures.promises[0].places[0], { value: null, low: null, high: null });
    data.pictures.flips[1].high = "infinity";
    return data;
  },
  "sixty queues": () => manyQueues(knownRun(), 60),
  "five days": () => stretch(knownRun(), 30),
  "twenty plans": () => {
    const data = knownComparison();
    const { pictures } = data;
    const more = (list, change) =>
      Array.from({ length: 20 }, (_, k) => change(structuredClone(list[k % list.length]), k));
    pictures.plans = more(pictures.plans, (plan, k) => ({
      ...plan,
      name: `plan ${k + 1}`,
      role: k ? "plan" : "baseline",
    }));
    pictures.rows.forEach((row) => {
      row.cells = more(row.cells, (cell) => cell);
    });
    pictures.promises.forEach((promise) => {
      promise.places = more(promise.places, (place, k) => ({ ...place, plan: k }));
    });
    pictures.costs = more(pictures.costs, (cost, k) => ({ ...cost, plan: k }));
    return data;
  },
  "a sweep of one axis": () => {
    const data = knownComparison();
    data.pictures.axes = [{ key: "group.billing.agents", values: planNames5() }];
    data.pictures.points = data.pictures.plans.map((_, k) => ({ plan: k, at: [planNames5()[k]] }));
    data.sections.find((s) => s.id === "table").blocks[0].ids?.push("sweep");
    return data;
  },
};
const planNames5 = () => ["40", "50", "60", "70", "80"];

for (const [name, make] of Object.entries(shapes)) {
  test(`${name}: nothing complains, nothing senseless is written`, async () => {
    await inPage(make(), {}, async (page) => {
      await clean(page);
      assert.ok((await page.locator("#verdict .word").innerText()).length > 0);
    });
    await inPage(make(), { shape: phone }, async (page) => {
      await clean(page);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(over <= 0, `${over} pixels too wide`);
    });
  });
}

test("without a twin nothing is held against one", async () => {
  await inPage(shapes["a run without a twin"](), {}, async (page) => {
    await allDrawn(page);
    assert.ok(!(await titleOf(page, "through-the-day")).includes("plain Monday"));
    assert.equal(await page.locator(".toolbar .chips").count(), 0);
  });
});

test("without plans no picture is on the page", async () => {
  await inPage(shapes["no plans, no pictures"](), {}, async (page) => {
    assert.equal(await page.locator("figure.picture:visible").count(), 0);
    assert.equal(await page.locator(".toolbar").count(), 0);
    assert.ok(await page.locator("#table-promises-table").isVisible());
  });
});

test("five days: the day is named beside the clock, and the heat map has a row for every day", async () => {
  await inPage(shapes["five days"](), {}, async (page) => {
    await allDrawn(page);
    const rows = await figureOf(page, "heat-map").locator("svg text").allTextContents();
    for (const day of ["Mon", "Tue", "Wed", "Thu", "Fri"])
      assert.ok(
        rows.some((text) => text.includes(day)),
        `${day}: ${rows}`,
      );
    assert.match(await titleOf(page, "through-the-day"), /Mon|Tue|Wed|Thu|Fri|all/);
  });
});

test("sixty queues: every one can be chosen and every one has a row", async () => {
  await inPage(shapes["sixty queues"](), {}, async (page) => {
    await allDrawn(page);
    const options = await page.locator(".toolbar select option").allTextContents();
    assert.equal(options.filter((text) => text.startsWith("queue of")).length >= 60, true);
    const rows = await figureOf(page, "heat-map").locator("svg text title").allTextContents();
    assert.equal(rows.filter((text) => text.startsWith("queue of")).length, 60);
  });
});

// From the opening of the file until the first picture has been painted.
async function firstPicture(file, options) {
  let ms = Infinity;
  const measure = () => {
    window.firstPicture = new Promise((done) => {
      const look = () =>
        document.querySelector("figure.picture .drawing svg")
          ? requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0))
          : requestAnimationFrame(look);
      requestAnimationFrame(look);
    });
  };
  await inFile(file, { ...options, init: measure }, async (page) => {
    ms = await page.evaluate(() => window.firstPicture);
    await allDrawn(page);
  });
  return ms;
}

// Numbers of the pictures, and what the program leaves out first beyond 80,000 of them (picture_budget).
const seriesOf = ["mean", "low", "high", "good", "bad"];
const numbersIn = ({ plans }) =>
  plans
    .flatMap(({ curves, stacks }) => [
      ...curves.flatMap((curve) => seriesOf.map((series) => curve[series])),
      ...stacks.flatMap(({ parts }) => parts.map(({ mean }) => mean)),
    ])
    .reduce((sum, series) => sum + (series?.length ?? 0), 0);
function withinBudget(data) {
  const cuts = [
    [["platform", "queue on platform"], ["good", "bad"]],
    [["queue on platform"], ["low", "high"]],
    [["platform", "group"], ["low", "high"]],
    [["queue"], ["good", "bad"]],
  ];
  const curves = data.pictures.plans.flatMap((plan) => plan.curves);
  for (const [kinds, series] of cuts) {
    if (numbersIn(data.pictures) <= 80_000) break;
    for (const curve of curves.filter(({ kind }) => kinds.includes(kind)))
      Object.assign(curve, Object.fromEntries(series.map((name) => [name, null])));
  }
  return data;
}

// What the page promises: five plans, a day of 24 hours in quarters.
function fullDay() {
  const data = stretch(knownComparison(), 6);
  Object.assign(data.pictures, { start_minute: 0 });
  return withinBudget(data);
}

for (const [name, make] of [
  ["the known comparison", knownComparison],
  ["five plans over 24 hours in quarters", fullDay],
]) {
  test(`${name}: under a megabyte, and the first picture within a second`, async () => {
    const file = writePage(pageOf(make()));
    await firstPicture(file, {}); // the browser itself warms up
    const times = [];
    for (let k = 0; k < 3; k += 1) times.push(await firstPicture(file, {}));
    const best = Math.min(...times);
    console.log(`${name}: ${sizeOf(file)} bytes; first picture after ${times.map((t) => Math.round(t)).join(", ")} ms`);
    assert.ok(sizeOf(file) < megabyte, `${sizeOf(file)} bytes`);
    assert.ok(best < 1000, `${best} ms`);
  });
}
