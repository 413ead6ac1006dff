// What every picture owes: a title that says what to see, a text in its place, its numbers as table and as CSV, a
// readout by pointer and by keys.
import assert from "node:assert/strict";
import { test } from "node:test";
import { allDrawn, figureOf, inPage, phone, redrawn, settled, shared } from "./harness.mjs";
import { numberIn } from "./drawn.mjs";
import { knownComparison } from "./known/comparison.mjs";
import { hostile } from "./known/frame.mjs";
import { knownRun } from "./known/run.mjs";
import { csvOfPicture, tableOfPicture, titleOf } from "./reading.mjs";

const idsOf = (data) =>
  data.sections
    .flatMap((s) => s.blocks)
    .filter((b) => b.kind === "pictures")
    .flatMap((b) => b.ids);
const kinds = [
  ["run", shared(knownRun()), knownRun()],
  ["comparison", shared(knownComparison()), knownComparison()],
];

for (const [name, pages, data] of kinds) {
  test(`${name}: every picture that the data asks for is drawn`, async () => {
    const page = await pages.page();
    const there = await page
      .locator("figure.picture:visible")
      .evaluateAll((all) => all.map((node) => node.dataset.picture));
    assert.deepEqual(there, idsOf(data));
    for (const id of there) {
      const marks = await figureOf(page, id)
        .locator(".drawing svg")
        .first()
        .evaluate((node) => node.querySelectorAll("path, rect, circle, line").length);
      assert.ok(marks > 2, `${id} has ${marks} marks`);
    }
  });

  for (const id of idsOf(data)) {
    test(`${name}, ${id}: a title, a text in its place, its numbers as table and as CSV`, async () => {
      const page = await pages.page();
      const figure = figureOf(page, id);
      assert.equal(await figure.count(), 1, "it is not on the page");
      const title = await titleOf(page, id);
      assert.ok(title.length >= 12 && title.length < 240, `"${title}"`);
      assert.match(title, /\d|[Nn]o|[Aa]ll|[Ee]very|[Nn]one/, `"${title}" names no figure`);
      assert.ok(!/undefined|NaN|\[object|null|Infinity/.test(title), title);
      const drawing = figure.locator(".drawing");
      assert.equal(await drawing.getAttribute("role"), "img");
      const alt = await drawing.getAttribute("aria-label");
      assert.ok(alt.length > 20 && !/undefined|NaN|\[object|Infinity/.test(alt), alt);
      const shown = await figure.innerText();
      assert.ok(!/undefined|NaN|\[object|Infinity/.test(shown), shown);

      const csv = await csvOfPicture(page, id);
      assert.ok(csv.length > 0);
      const table = await tableOfPicture(page, id);
      assert.equal(table.rows.length, Math.min(csv.length, 1000));
      const columns = Object.keys(csv[0]);
      assert.deepEqual(
        table.head,
        columns.map((column) => column.replaceAll("_", " ")),
      );
      table.rows.forEach((row, i) =>
        row.forEach((cell, k) => {
          const value = csv[i][columns[k]];
          const [a, b] = [Number(cell.replaceAll(",", "")), Number(value)];
          const same = cell === value || (value !== "" && Math.abs(a - b) <= 5e-5 * Math.abs(b) + 1e-9);
          assert.ok(same, `${columns[k]} of row ${i}: ${cell} in the table, ${value} in the CSV`);
        }),
      );
    });
  }

  test(`${name}: no two pictures say the same`, async () => {
    const page = await pages.page();
    const titles = await page.locator("figure.picture:visible h3 > span").allInnerTexts();
    assert.ok(titles.length > 3 && new Set(titles).size === titles.length, titles.join("\n"));
  });

  test(`${name}: no drawing is wider than its frame, no label is cut off`, async () => {
    const page = await pages.page();
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll("figure.picture:not([hidden]) .drawing svg")].flatMap((svg) => {
        const frame = svg.closest(".drawing").getBoundingClientRect();
        const outer = svg.getBoundingClientRect();
        const id = svg.closest("figure").dataset.picture;
        const wide = outer.right > frame.right + 1 ? [`${id} is ${outer.right - frame.right} too wide`] : [];
        return wide.concat(
          [...svg.querySelectorAll("text")]
            .filter((text) => text.textContent.trim())
            .flatMap((text) => {
              const box = text.getBoundingClientRect();
              const free = getComputedStyle(svg).overflowX === "visible";
              const edge = free ? svg.closest("figure").getBoundingClientRect() : outer;
              const inside =
                box.left >= edge.left - 1.5 &&
                box.right <= edge.right + 1.5 &&
                box.top >= edge.top - 2 &&
                box.bottom <= edge.bottom + 2;
              return inside || box.width === 0 ? [] : [`${id}: "${text.textContent}"`];
            }),
        );
      }),
    );
    assert.deepEqual(cut, []);
  });

  test(`${name}: on a phone no label is cut off, and none lies on another`, async () => {
    await inPage(data, { shape: phone }, async (page) => {
      await allDrawn(page);
      const faults = await page.evaluate(() =>
        [...document.querySelectorAll("figure.picture:not([hidden]) .drawing svg")].flatMap((svg) => {
          const outer = svg.getBoundingClientRect();
          const id = svg.closest("figure").dataset.picture;
          const texts = [...svg.querySelectorAll("text")]
            .filter((text) => text.textContent.trim())
            .map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
          const free = getComputedStyle(svg).overflowX === "visible";
          const edge = free ? { left: 0, right: document.documentElement.clientWidth } : outer;
          const cut = texts
            .filter(({ box }) => box.left < edge.left - 1.5 || box.right > edge.right + 1.5)
            .map(({ text }) => `${id}: "${text}" is cut off`);
          const touching = texts.flatMap((a, i) =>
            texts
              .slice(i + 1)
              .filter(
                (b) =>
                  Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 2 &&
                  Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 4,
              )
              .map((b) => `${id}: "${a.text}" lies on "${b.text}"`),
          );
          return [...cut, ...touching];
        }),
      );
      assert.deepEqual(faults, []);
    });
  });

  test(`${name}: pointer and arrow keys read every picture that has stops, and say the same`, async () => {
    await inPage(data, {}, async (page) => {
      await allDrawn(page);
      let read = 0;
      for (const id of idsOf(data)) {
        const drawing = figureOf(page, id).locator(".drawing");
        assert.equal(await drawing.count(), 1, `${id} is not on the page`);
        if (!(await drawing.getAttribute("tabindex"))) continue;
        read += 1;
        await drawing.scrollIntoViewIfNeeded();
        await drawing.focus();
        const panel = drawing.locator(".readout");
        await page.keyboard.press("Home");
        const home = await panel.innerText();
        await page.keyboard.press("ArrowRight");
        const second = await panel.innerText();
        assert.notEqual(home, second, id);
        await page.keyboard.press("ArrowLeft");
        assert.equal(await panel.innerText(), home, id);
        await page.keyboard.press("End");
        const end = await panel.innerText();
        assert.notEqual(end, home, id);
        const spoken = await figureOf(page, id).locator('[aria-live="polite"]').textContent();
        for (const line of end.split("\n"))
          assert.ok(spoken.includes(line.trim()), `${id}: "${line}" is not in "${spoken}"`);
        // The pointer where the rule stands now finds the same.
        const rule = await drawing.locator(".readout-rule").boundingBox();
        await page.keyboard.press("Escape");
        assert.ok(!(await panel.isVisible()), id);
        await page.mouse.move(rule.x + rule.width / 2, rule.y + rule.height / 2);
        assert.equal(await panel.innerText(), end, id);
        const [box, frame] = [await panel.boundingBox(), await drawing.boundingBox()];
        assert.ok(
          box.x >= frame.x - 1 && box.x + box.width <= frame.x + frame.width + 1,
          `${id}: the readout leaves its picture`,
        );
        await page.mouse.move(1, 1);
      }
      assert.ok(read >= 4, `${read} pictures with a readout`);
    });
  });
}

test("the readout of the day has the known values at every interval", async () => {
  await inPage(knownRun(), {}, async (page) => {
    await allDrawn(page);
    const [day, twin] = knownRun().pictures.plans;
    const mean = (plan) => plan.curves.find((c) => c.figure === "service_level" && c.scope === "billing").mean;
    const drawing = figureOf(page, "through-the-day").locator(".drawing");
    await drawing.scrollIntoViewIfNeeded();
    await drawing.focus();
    for (let i = 0; i < 16; i += 1) {
      await page.keyboard.press("ArrowRight");
      const lines = (await drawing.locator(".readout").innerText()).split("\n");
      const clock = `${String(8 + Math.floor(i / 4)).padStart(2, "0")}:${["00", "15", "30", "45"][i % 4]}`;
      assert.ok(lines[0].includes(clock), `${lines[0]} at ${clock}`);
      const said = lines.join(" ");
      for (const plan of [day, twin]) {
        assert.ok(said.includes(`${(mean(plan)[i] * 100).toFixed(1)}%`), `${clock}, ${plan.name}: ${said}`);
      }
    }
  });
});

test("a finger reads as a pointer does", async () => {
  await inPage(knownRun(), { shape: phone }, async (page) => {
    await allDrawn(page);
    const drawing = figureOf(page, "through-the-day").locator(".drawing");
    await drawing.scrollIntoViewIfNeeded();
    const box = await drawing.boundingBox();
    await page.touchscreen.tap(box.x + box.width * 0.5, box.y + box.height * 0.5);
    await settled(page);
    assert.match(await drawing.locator(".readout").innerText(), /\d\d:\d\d[\s\S]*%/);
  });
});

test("titles follow the data", async () => {
  const calm = knownRun();
  const [day, twin] = calm.pictures.plans;
  day.curves = structuredClone(twin.curves);
  day.stacks = structuredClone(twin.stacks);
  const ids = [
    "through-the-day",
    "heat-map",
    "calls-by-state",
    "outcomes",
    "retry-storm",
    "agents-by-state",
    "signing-in",
  ];
  const before = kinds[0][1];
  await inPage(calm, {}, async (page) => {
    await allDrawn(page);
    for (const id of ids) assert.notEqual(await titleOf(page, id), await titleOf(await before.page(), id), id);
  });
});

test("a hostile queue name is whole in CSV and table", async () => {
  await inPage(knownRun(), { hash: `#queue=${encodeURIComponent(hostile)}` }, async (page) => {
    await allDrawn(page);
    const csv = await csvOfPicture(page, "heat-map");
    assert.ok(
      csv.some((row) => Object.values(row).includes(hostile)),
      JSON.stringify(csv[0]),
    );
    const { rows } = await tableOfPicture(page, "heat-map");
    assert.ok(rows.flat().includes(hostile));
  });
});

test("the open table follows a choice", async () => {
  await inPage(knownRun(), {}, async (page) => {
    await allDrawn(page);
    const before = await tableOfPicture(page, "through-the-day");
    await page.evaluate(() => {
      window.location.hash = "#figure=mean_wait";
    });
    await redrawn(page);
    const after = await tableOfPicture(page, "through-the-day");
    assert.notDeepEqual(after.rows, before.rows);
    assert.ok(after.rows.flat().some((cell) => numberIn(cell) === 10));
  });
});

test("these pages had nothing to complain about", async () => {
  for (const [, pages] of kinds) {
    await pages.page();
    assert.deepEqual(pages.faults, []);
  }
});
