// What a picture tells of a place, by pointer, finger and keys: of rows, dots and cells; beside the known data.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawings, drawn } from "./drawn.mjs";
import { allDrawn, desktop, figureOf, inPage, phone, settled, shared } from "./harness.mjs";
import { knownComparison, planNames } from "./known/comparison.mjs";
import { hostile } from "./known/frame.mjs";
import { knownRun } from "./known/run.mjs";
import { agents, grid, knownGrid, knownSweep, lost, lostOnGrid } from "./known/sweep.mjs";

const pages = { run: knownRun, comparison: knownComparison, sweep: knownSweep, grid: knownGrid };
const percent = (share) => `${(share * 100).toFixed(1)}%`;
const count = (n) => Math.round(n).toLocaleString("en-GB");
const panelOf = (drawing) => drawing.locator(".readout");
const drawingOf = (page, id) => figureOf(page, id).locator(".drawing");
const spokenIn = (page, id) => figureOf(page, id).locator('[aria-live="polite"]').textContent();

// The text of the panel on one line.
const said = async (drawing) => (await panelOf(drawing).innerText()).replace(/\s+/g, " ");

async function onDrawing(page, id) {
  const drawing = drawingOf(page, id);
  await drawing.scrollIntoViewIfNeeded();
  await drawing.focus();
  return drawing;
}

// Every stop by a key, from the first, until it leads no further.
async function walk(page, drawing, key) {
  const found = [];
  await page.keyboard.press("Home");
  for (let k = 0; k < 200; k += 1) {
    const text = await said(drawing);
    if (text === found.at(-1)) return found;
    found.push(text);
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never ends`);
}

// What stands in a row that begins with a label, by pointer.
async function hoverText(page, id, label) {
  const drawing = drawingOf(page, id);
  const text = drawing.locator("svg text").filter({ hasText: label }).first();
  await text.scrollIntoViewIfNeeded();
  const box = await text.boundingBox();
  await page.mouse.move(box.x + 3, box.y + box.height / 2);
  return said(drawing);
}

for (const [name, known] of Object.entries(pages)) {
  for (const [look, shape] of [
    ["a desk", desktop],
    ["a phone", phone],
  ]) {
    test(`${name} on ${look}: every picture tells of its places, within its frame`, async () => {
      await inPage(known(), { shape }, async (page) => {
        await allDrawn(page);
        const ids = await page.locator("figure.picture:not([hidden], .empty)").evaluateAll((all) =>
          all.map((figure) => figure.dataset.picture),
        );
        for (const id of ids) {
          const drawing = await onDrawing(page, id);
          assert.equal(await drawing.getAttribute("tabindex"), "0", `${id} has nothing to tell`);
          for (const key of ["Home", "End"]) {
            await page.keyboard.press(key);
            const lines = await panelOf(drawing).locator(".readout-text").allTextContents();
            assert.ok(lines.length >= 1 && lines.every((text) => text.trim()), `${id}, ${key}: ${lines}`);
            const [panel, frame] = [await panelOf(drawing).boundingBox(), await drawing.boundingBox()];
            assert.ok(panel.x >= frame.x - 1 && panel.x + panel.width <= frame.x + frame.width + 1, `${id}, ${key}`);
            const cut = await panelOf(drawing).evaluate((node) =>
              [...node.querySelectorAll("div")].some((one) => one.scrollWidth > one.clientWidth + 1),
            );
            assert.ok(!cut, `${id}, ${key}: words are cut off`);
            const spoken = await spokenIn(page, id);
            for (const text of lines) assert.ok(spoken.includes(text), `${id}: "${text}" is not in "${spoken}"`);
          }
          await page.keyboard.press("Escape");
          assert.ok(!(await panelOf(drawing).isVisible()), `${id}: Escape`);
          assert.equal(await spokenIn(page, id), "", `${id}: nothing more is said`);
        }
        assert.equal(
          await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1),
          false,
          "the page is no wider",
        );
      });
    });
  }
}

test("rows: up and down go through them, as left and right do, and back", async () => {
  await inPage(knownRun(), {}, async (page) => {
    await allDrawn(page);
    for (const id of ["promises", "why", "losses", "levers", "headroom", "fixes", "flips", "where-agents-go"]) {
      const drawing = await onDrawing(page, id);
      const down = await walk(page, drawing, "ArrowDown");
      assert.deepEqual(down, await walk(page, drawing, "ArrowRight"), id);
      const back = [await said(drawing)];
      for (let k = 1; k < down.length; k += 1) {
        await page.keyboard.press("ArrowUp");
        back.unshift(await said(drawing));
      }
      assert.deepEqual(back, down, `${id}, back up`);
      assert.ok(down.length > 1 && new Set(down).size === down.length, `${id}: every row once`);
    }
  });
});

test("rows by pointer: what is told adds the known figures to what is printed", async () => {
  const { pictures } = knownRun();
  await inPage(knownRun(), {}, async (page) => {
    await allDrawn(page);
    const [promise] = pictures.promises;
    const [place] = promise.places;
    const kept = await hoverText(page, "promises", "service_level[billing]");
    const short = ((promise.threshold - place.value) * 100).toFixed(1);
    const interval = `${percent(place.low)} - ${percent(place.high)}`;
    for (const text of [percent(place.value), interval, `${short} points short`, "80 days"])
      assert.ok(kept.includes(text), `"${text}" is not in "${kept}"`);

    const [cause] = pictures.why.causes;
    const why = await hoverText(page, "why", cause.cause);
    for (const text of [(cause.taken_away * 100).toFixed(1), percent(0.9), percent(0.9 + cause.alone), "plain Monday"])
      assert.ok(why.includes(text), `"${text}" is not in "${why}"`);

    const { parts } = pictures.incident.losses[0];
    const part = parts[4];
    const all = parts.reduce((sum, { value }) => sum + value, 0);
    const loss = await hoverText(page, "losses", part.stage);
    for (const text of [`${part.value}`, percent(part.value / all), `${pictures.incident.side_runs} days`])
      assert.ok(loss.includes(text), `"${text}" is not in "${loss}"`);

    const [lever] = pictures.incident.levers;
    const saved = await hoverText(page, "levers", lever.text.slice(0, 12));
    for (const text of [`+${lever.saved}`, percent(lever.saved / pictures.incident.never_served), `${lever.left}`])
      assert.ok(saved.includes(text), `"${text}" is not in "${saved}"`);

    const limit = pictures.limits[1];
    const full = await hoverText(page, "headroom", limit.label);
    for (const peak of [limit.peak_p50, limit.peak_p95])
      assert.ok(full.includes(`${peak}, ${percent(peak / limit.limit)} of the limit`), `${peak} is not in "${full}"`);
    assert.ok(full.includes(`${limit.turned_away}`) && full.includes("12 m"), full);

    const cheap = pictures.fixes.find(({ tone }) => tone === "pass");
    const other = pictures.fixes.find(({ tone }) => tone !== "pass");
    const fix = await hoverText(page, "fixes", other.text);
    assert.ok(fix.includes(`GBP ${count(cheap.cost - other.cost)} less`), fix);

    const [flip] = pictures.flips;
    const turn = await hoverText(page, "flips", flip.label);
    for (const text of ["6 m 40 s and 7 m 20 s", "+2 m", flip.key, flip.verdict_beyond])
      assert.ok(turn.includes(text), `"${text}" is not in "${turn}"`);
  });
});

test("a band lies over the row that is told", async () => {
  await inPage(knownRun(), {}, async (page) => {
    await allDrawn(page);
    const drawing = drawingOf(page, "levers");
    await hoverText(page, "levers", "decision at once");
    const rule = drawing.locator(".readout-rule");
    assert.equal(await rule.getAttribute("data-shape"), "row");
    const [band, text] = [
      await rule.boundingBox(),
      await drawing.locator("svg text").filter({ hasText: "decision at once" }).first().boundingBox(),
    ];
    assert.ok(band.y <= text.y && band.y + band.height >= text.y + text.height, "over its label");
    const frame = await drawing.boundingBox();
    assert.ok(band.width >= frame.width && band.height < frame.height / 2, "as wide as the picture, as high as a row");
  });
});

test("dots: pointer and keys find every plan of cost against worst, the ring around its dot", async () => {
  const { pictures } = knownComparison();
  await inPage(knownComparison(), {}, async (page) => {
    await allDrawn(page);
    const drawing = await onDrawing(page, "cost-against-worst");
    const found = await drawn(figureOf(page, "cost-against-worst"));
    const frame = await drawing.locator("svg").boundingBox();
    const dots = found.shapes.filter((s) => s.tag === "circle");
    assert.equal(dots.length, planNames.length);
    for (const [k, dot] of dots.entries()) {
      await page.mouse.move(frame.x + dot.cx + 4, frame.y + dot.cy - 3);
      const text = await said(drawing);
      const cell = pictures.rows[0].cells[k];
      for (const part of [planNames[k], count(cell.value), count(cell.low), count(cell.high), "80 days"])
        assert.ok(text.includes(part), `"${part}" is not in "${text}"`);
      const ring = await drawing.locator(".readout-rule").boundingBox();
      assert.ok(Math.abs(ring.x + ring.width / 2 - frame.x - dot.cx) < 1, `${planNames[k]}: the ring`);
      assert.ok(Math.abs(ring.y + ring.height / 2 - frame.y - dot.cy) < 1, `${planNames[k]}: the ring`);
    }
    await page.mouse.move(1, 1);
    for (const [key, back] of [["ArrowRight", "ArrowLeft"], ["ArrowDown", "ArrowUp"]]) {
      await drawing.focus();
      await page.keyboard.press("Home");
      for (let n = 0; n < planNames.length; n += 1) await page.keyboard.press(back);
      const told = new Set();
      for (let n = 0; n < planNames.length; n += 1) {
        told.add(await panelOf(drawing).locator(".readout-title").innerText());
        await page.keyboard.press(key);
      }
      assert.deepEqual([...told].sort(), [...planNames].sort(), key);
    }
  });
});

test("cells: the promise matrix tells promise, plan, figure and distance; arrows go to the neighbour", async () => {
  const { pictures } = knownComparison();
  await inPage(knownComparison(), {}, async (page) => {
    await allDrawn(page);
    const drawing = await onDrawing(page, "promise-matrix");
    const told = await walk(page, drawing, "ArrowRight");
    assert.equal(told.length, planNames.length);
    told.forEach((text, k) => {
      const { value, mark } = pictures.promises[0].places[k];
      const off = Math.abs(value - 0.06) * 100;
      const margin = `${off.toFixed(1)} points ${value > 0.06 ? "over" : "to spare"}`;
      const parts = [planNames[k], mark, percent(value), margin];
      for (const part of parts) assert.ok(text.includes(part), `${part}: ${text}`);
    });
    await page.keyboard.press("ArrowDown");
    assert.equal(await said(drawing), told.at(-1), "there is no promise below");
  });
});

test("cells: a sweep over two axes tells every point where it stands", async () => {
  await inPage(knownGrid(), {}, async (page) => {
    await allDrawn(page);
    const drawing = await onDrawing(page, "sweep");
    await page.keyboard.press("Home");
    for (const [i, a] of grid.agents.entries()) {
      for (const [k, t] of grid.trunks.entries()) {
        const text = await said(drawing);
        const value = lostOnGrid[i][k];
        for (const part of [` ${a}`, ` ${t}`, count(value), count(value - 90), count(value + 110)])
          assert.ok(text.includes(part), `${part}: ${text}`);
        if (k === 0) await page.keyboard.press("ArrowRight");
      }
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("ArrowDown");
    }
  });
});

test("a sweep over numbers tells every point with its interval", async () => {
  await inPage(knownSweep(), {}, async (page) => {
    await allDrawn(page);
    const told = await walk(page, await onDrawing(page, "sweep"), "ArrowRight");
    assert.equal(told.length, agents.length);
    told.forEach((text, k) => {
      for (const part of [`${agents[k]}`, count(lost[k]), count(lost[k] - 90), count(lost[k] + 110), "80 days"])
        assert.ok(text.includes(part), `${part}: ${text}`);
    });
  });
});

test("cells: the heat map tells queue, hour, interval, distance and calls, hostile names as text", async () => {
  const { pictures } = knownRun();
  await inPage(knownRun(), {}, async (page) => {
    await allDrawn(page);
    const drawing = await onDrawing(page, "heat-map");
    const found = await walk(page, drawing, "ArrowRight");
    const of = (figure, scope) => pictures.plans[0].curves.find((c) => c.figure === figure && c.scope === scope);
    const level = of("service_level", "billing");
    assert.equal(found.length, level.mean.length);
    found.forEach((text, i) => {
      const off = (level.mean[i] - 0.8) * 100;
      const margin = `${Math.abs(off).toFixed(1)} points ${off < 0 ? "short" : "to spare"}`;
      const parts = [percent(level.mean[i]), percent(level.low[i]), margin, count(of("offered", "billing").mean[i])];
      for (const part of parts) assert.ok(text.includes(part), `${part} at ${i}: ${text}`);
    });
    assert.ok(found[4].includes("09:00-09:15") && found[4].includes("dc1-loss"), found[4]);
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    const below = await said(drawing);
    assert.ok(below.includes(hostile) && below.includes(percent(of("service_level", hostile).mean[0])), below);
  });
});

test("cells: side by side tells one plan at one moment, beside the baseline", async () => {
  const { pictures } = knownComparison();
  const mean = (k) => pictures.plans[k].curves.find((c) => c.figure === "service_level" && c.scope === "billing").mean;
  await inPage(knownComparison(), {}, async (page) => {
    await allDrawn(page);
    const drawing = await onDrawing(page, "side-by-side");
    const told = await walk(page, drawing, "ArrowRight");
    assert.equal(told.length, 16 * planNames.length, "all charts stand in one row");
    for (const k of planNames.keys()) {
      const text = told[16 * k + 5];
      assert.ok(text.includes(planNames[k]) && text.includes("09:15") && text.includes(percent(mean(k)[5])), text);
      const more = ((mean(k)[5] - mean(0)[5]) * 100).toFixed(1);
      if (k) assert.ok(text.includes(`against as-designed +${more} points`), text);
    }
  });
});

test("cells: predicted beside actual tells what happened, what was predicted, and how far out it lies", async () => {
  await inPage(knownRun(), {}, async (page) => {
    await allDrawn(page);
    const told = await walk(page, await onDrawing(page, "actual"), "ArrowRight");
    assert.equal(told.length, 16);
    assert.match(told[3], /08:45-09:00.*actual 25\.0%.*predicted 6\.0%.*\+19\.0 points.*\+15\.0 points outside/);
    assert.match(told[4], /09:00-09:15.*actual 5\.0%.*inside the band/);
  });
});

test("differences from the baseline tell both figures, the interval and what follows", async () => {
  const { pictures } = knownComparison();
  await inPage(knownComparison(), {}, async (page) => {
    await allDrawn(page);
    const told = await walk(page, await onDrawing(page, "differences-from-baseline"), "ArrowDown");
    const known = pictures.rows.flatMap((row) => row.cells.slice(1).map((cell, k) => ({ row, cell, k: k + 1 })));
    assert.equal(told.length, known.length);
    known.forEach(({ row, cell, k }, n) => {
      const text = (value) => (row.unit === "share" ? percent(value) : count(value));
      const parts = [planNames[k], row.label, text(cell.value), text(row.cells[0].value)];
      parts.push(cell.tied ? "cannot be told apart" : "better for certain");
      for (const part of parts) assert.ok(told[n].includes(part), `${part}: ${told[n]}`);
    });
  });
});

test("a finger reads rows, dots and cells; a touch elsewhere closes what it read", async () => {
  const touched = async (page, id, where) => {
    const drawing = drawingOf(page, id);
    await where(drawing).scrollIntoViewIfNeeded();
    const box = await where(drawing).boundingBox();
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    await settled(page);
    return drawing;
  };
  await inPage(knownRun(), { shape: phone }, async (page) => {
    await allDrawn(page);
    const row = await touched(page, "losses", (d) => d.locator("svg text").filter({ hasText: "abandoned" }).first());
    assert.match(await said(row), /abandoned.*240.*216 - 264/);
    await touched(page, "levers", (d) => d.locator("svg text").filter({ hasText: "decision" }).first());
    assert.ok(!(await panelOf(row).isVisible()), "one is read at a time");
  });
  await inPage(knownComparison(), { shape: phone }, async (page) => {
    await allDrawn(page);
    const passed = (drawing) => drawing.locator("svg text").filter({ hasText: "pass" }).first();
    const cell = await touched(page, "promise-matrix", passed);
    assert.match(await said(cell), /all-together.*5\.0%.*1\.0 points to spare/);
    const dot = await touched(page, "cost-against-worst", (d) => d.locator("svg circle").nth(2));
    assert.match(await said(dot), /^logins-90/);
  });
});

test("through the day: the figure of the day comes with its interval, that of the twin alone", async () => {
  const { low, high } = knownRun().pictures.plans[0].curves.find(
    (c) => c.figure === "service_level" && c.scope === "billing",
  );
  await inPage(knownRun(), {}, async (page) => {
    await allDrawn(page);
    const told = await walk(page, await onDrawing(page, "through-the-day"), "ArrowRight");
    told.forEach((text, i) => {
      const interval = `95% interval ${percent(low[i])} - ${percent(high[i])}`;
      assert.equal(text.split(interval).length, 2, `${interval}: ${text}`);
      assert.equal(text.split("95% interval").length, 2, text);
    });
  });
});

test("an incident without dates tells of its lanes", async () => {
  const data = knownRun();
  data.pictures.incident.dated = false;
  await inPage(data, {}, async (page) => {
    await allDrawn(page);
    const told = await walk(page, await onDrawing(page, "incident"), "ArrowDown");
    assert.ok(told.some((text) => /decided .*\+10 m .*\+12 m .*80 of 80 days/.test(text)), told.join("\n"));
  });
});

test("the pictures' own hints do not stand beside what is told", async () => {
  const page = await shared(knownComparison()).page();
  for (const id of ["promise-matrix", "cost-against-worst", "heat-map"]) {
    const svg = drawingOf(page, id).locator("svg").last();
    assert.equal(await svg.evaluate((node) => getComputedStyle(node).pointerEvents), "none", id);
  }
  assert.ok((await drawings(figureOf(page, "heat-map"))).length > 0);
});
