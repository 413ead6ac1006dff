// Plans that run as another are named in title and legend and share its line; plans stand in even rows; a sweep fills
// its card; on paper a tall picture goes on on the next page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawings, drawn, isLine, linesOf } from "./drawn.mjs";
import { allDrawn, figureOf, inPage, redrawn } from "./harness.mjs";
import { knownComparison, planNames } from "./known/comparison.mjs";
import { knownRun } from "./known/run.mjs";
import { knownGrid } from "./known/sweep.mjs";
import { titleOf } from "./reading.mjs";

const pictures = ["through-the-day", "retry-storm"];
const wordsOf = async (page, id) =>
  (await drawings(figureOf(page, id))).flatMap((drawing) => drawing.texts.map(({ text }) => text));

// `parted`: intervals in which the other plan keeps its own values.
function alike(from, to, parted = []) {
  const data = knownComparison();
  const [like, other] = [data.pictures.plans[from], data.pictures.plans[to]];
  for (const curve of other.curves) {
    const same = like.curves.find((c) => c.figure === curve.figure && c.kind === curve.kind && c.scope === curve.scope);
    for (const key of ["mean", "low", "high", "good", "bad"]) {
      if (same[key]) curve[key] = same[key].map((value, i) => (parted.includes(i) ? curve[key][i] : value));
    }
  }
  return data;
}

test("plans that differ: no word of coinciding", async () => {
  await inPage(knownComparison(), {}, async (page) => {
    await allDrawn(page);
    for (const id of pictures) {
      assert.doesNotMatch(await titleOf(page, id), /coincide/, id);
      assert.ok(!(await wordsOf(page, id)).some((text) => text.includes(" = ")), id);
    }
  });
});

test("a plan that runs as another all day: title and legend name both, and they share the line", async () => {
  await inPage(alike(0, 3), {}, async (page) => {
    await allDrawn(page);
    for (const id of pictures) {
      assert.match(await titleOf(page, id), /; as-designed and decision-1m coincide$/, id);
      assert.ok((await wordsOf(page, id)).some((text) => text.endsWith("decision-1m = as-designed")), id);
      const lines = (await drawings(figureOf(page, id))).flatMap((one) => linesOf(one, "var(--plan-4)"));
      const dashes = lines.filter((line) => isLine(line) && line.x2 - line.x1 > 200).map(({ dash }) => dash);
      assert.ok(dashes.length && dashes.every((dash) => dash === "10px, 10px"), `${id}: ${dashes}`);
    }
  });
});

test("a plan that parts for one quarter of an hour: the legend says when", async () => {
  await inPage(alike(0, 4, [5]), {}, async (page) => {
    await allDrawn(page);
    for (const id of pictures) {
      const legend = (await wordsOf(page, id)).find((text) => text.includes("all-together ="));
      assert.ok(legend?.endsWith("all-together = as-designed except 09:15 to 09:30"), `${id}: ${legend}`);
      assert.match(await titleOf(page, id), /as-designed and all-together coincide except from 09:15 to 09:30$/, id);
    }
  });
});

test("a plan that parts for longer coincides with none", async () => {
  await inPage(alike(0, 4, [4, 5, 6]), {}, async (page) => {
    await allDrawn(page);
    for (const id of pictures) assert.doesNotMatch(await titleOf(page, id), /coincide/, id);
  });
});

test("a day and its twin are no plans beside each other", async () => {
  const data = knownRun();
  data.pictures.plans[1].curves = structuredClone(data.pictures.plans[0].curves);
  await inPage(data, {}, async (page) => {
    await allDrawn(page);
    for (const id of pictures) assert.doesNotMatch(await titleOf(page, id), /coincide/, id);
  });
});

test("side by side: rows are even at every width, five are five or three and two", async () => {
  for (const width of [360, 390, 600, 720, 768, 900, 1024, 1180, 1440]) {
    await inPage(knownComparison(), { shape: { viewport: { width, height: 800 } } }, async (page) => {
      await allDrawn(page);
      const tops = await figureOf(page, "side-by-side")
        .locator(".drawing svg")
        .evaluateAll((all) => all.map((svg) => Math.round(svg.getBoundingClientRect().top)));
      assert.equal(tops.length, planNames.length);
      const rows = [...new Set(tops)].map((top) => tops.filter((one) => one === top).length);
      assert.ok(Math.max(...rows) - Math.min(...rows) <= 1, `${rows.join(" + ")} at ${width}`);
    });
  }
});

test("a sweep over two axes is as wide as its card, its cells say how sure they are", async () => {
  await inPage(knownGrid(), {}, async (page) => {
    await allDrawn(page);
    const found = await drawn(figureOf(page, "sweep"));
    const cells = found.shapes.filter((s) => s.tag === "rect" && /--heat-/.test(s.fillText));
    assert.ok(Math.max(...cells.map((s) => s.x2)) > found.width * 0.97);
    assert.ok(found.texts.some(({ text }) => text === "2,910 - 3,110"));
  });
});

test("on paper the incident may go on on the next page after its lanes, differences after each figure", async () => {
  for (const [known, id, sheets] of [
    [knownRun, "incident", 2],
    [knownComparison, "differences-from-baseline", knownComparison().pictures.rows.length],
  ]) {
    await inPage(known(), {}, async (page) => {
      await allDrawn(page);
      await page.emulateMedia({ media: "print" });
      await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
      await page.waitForTimeout(200); // the width has settled
      await redrawn(page);
      const figure = figureOf(page, id);
      assert.equal(await figure.evaluate((node) => getComputedStyle(node).breakInside), "auto");
      const parts = await figure.locator(".sheets > *").evaluateAll((all) =>
        all.map((node) => [getComputedStyle(node).breakInside, node.getBoundingClientRect().height]),
      );
      assert.equal(parts.length, sheets);
      for (const [breaks, height] of parts) assert.ok(breaks === "avoid" && height > 50 && height < 900, `${parts}`);
    });
  }
});
