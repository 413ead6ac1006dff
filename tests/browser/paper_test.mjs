// On paper: A4, nothing cut off, nothing split, what opens on demand is open, what is clicked is gone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { allDrawn, inPage, settled } from "./harness.mjs";
import { knownComparison } from "./known/comparison.mjs";
import { knownDrill } from "./known/drill.mjs";
import { knownRun } from "./known/run.mjs";
import { knownLimit, knownSolve } from "./known/solve.mjs";
import { knownWorstTime } from "./known/worst_time.mjs";

const pages = [
  ["run", knownRun],
  ["comparison", knownComparison],
  ["drill", knownDrill],
  ["solve", knownSolve],
  ["limit", knownLimit],
  ["worst-time", knownWorstTime],
];
const a4 = { width: 794, height: 1123 }; // at 96 pixels an inch
const margins = 2 * 48; // about half an inch a side, where the page says nothing else

// As the browser does it: the medium changes, the page is told, then it is laid out as wide as the paper.
async function toPaper(page) {
  const pages = await page.evaluate(() =>
    [...document.styleSheets]
      .flatMap((sheet) => [...sheet.cssRules])
      .filter((rule) => rule.constructor.name === "CSSPageRule")
      .map((rule) => rule.style.margin || rule.cssText),
  );
  const [, side] = /(\d+(?:\.\d+)?)mm\s*$/.exec(pages[0]?.split(/\s+/).slice(0, 2).join(" ") ?? "") ?? [];
  const width = Math.floor(side ? a4.width - (2 * Number(side) * 96) / 25.4 : a4.width - margins);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width, height: a4.height });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await settled(page);
  return width;
}

for (const [name, known] of pages) {
  test(`${name}: a PDF of A4 pages comes out, with all pictures`, async () => {
    await inPage(known(), {}, async (page) => {
      await allDrawn(page);
      const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
      const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
      assert.ok(boxes.length >= 3 && boxes.length < 40, `${boxes.length} pages`);
      for (const [, width, height] of boxes) {
        assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} x ${height}`);
      }
    });
  });

  test(`${name}: printing again leaves the screen as it was`, async () => {
    await inPage(known(), {}, async (page) => {
      await allDrawn(page);
      const look = () =>
        page.evaluate(() => ({
          open: [...document.querySelectorAll("details")].map((node) => node.open),
          widths: [...document.querySelectorAll("figure:not([hidden]) .drawing > svg")].map((node) =>
            Math.round(node.getBoundingClientRect().width),
          ),
        }));
      const before = await look();
      await page.pdf({ format: "A4" });
      await allDrawn(page);
      await page.waitForFunction(
        (widths) =>
          JSON.stringify(
            [...document.querySelectorAll("figure:not([hidden]) .drawing > svg")].map((node) =>
              Math.round(node.getBoundingClientRect().width),
            ),
          ) === JSON.stringify(widths),
        before.widths,
      );
      assert.deepEqual(await look(), before);
    });
  });

  test(`${name}: on paper nothing is wider than the page and no picture is split`, async () => {
    await inPage(known(), {}, async (page) => {
      await allDrawn(page);
      const width = await toPaper(page);
      const found = await page.evaluate((most) => {
        const shown = (node) => node.getClientRects().length > 0;
        const wide = [...document.querySelectorAll("svg, figure, table, pre, p, h1, h2, h3, ul, .card")]
          .filter(shown)
          .filter((node) => node.getBoundingClientRect().right > most + 1 || node.getBoundingClientRect().left < -1)
          .filter((node) => !node.closest(".unseen"))
          .map(
            (node) =>
              `${node.localName} ${node.closest("figure")?.dataset.picture ?? node.textContent.slice(0, 40)}`,
          );
        const clipped = [...document.querySelectorAll("#page *")]
          .filter(shown)
          .filter(
            (node) =>
              !node.closest("svg, .unseen") &&
              node.scrollWidth > node.clientWidth + 1 &&
              getComputedStyle(node).overflowX !== "visible",
          )
          .map((node) => `${node.localName}.${node.className} hides ${node.scrollWidth - node.clientWidth}`);
        const split = [...document.querySelectorAll("figure.picture")]
          .filter(shown)
          .flatMap((node) => [...(node.querySelector(".sheets")?.children ?? [node])]) // between sheets it may break
          .filter((node) => getComputedStyle(node).breakInside !== "avoid")
          .map((node) => node.closest("figure").dataset.picture);
        const tall = [...document.querySelectorAll("figure.picture")]
          .filter(shown)
          .filter((node) => !node.querySelector(".sheets") && node.getBoundingClientRect().height > 1000)
          .map((node) => `${node.dataset.picture} ${node.getBoundingClientRect().height}`);
        const heads = [...document.querySelectorAll("h2, h3, .section-head")]
          .filter(shown)
          .filter(
            (node) =>
              !node.closest(".verdict") &&
              !["avoid", "avoid-page"].includes(getComputedStyle(node).breakAfter) &&
              !["avoid", "avoid-page"].includes(getComputedStyle(node.parentElement).breakAfter) &&
              getComputedStyle(node.parentElement).breakInside !== "avoid" &&
              !node.closest("figure, .card"),
          )
          .map((node) => node.textContent.slice(0, 40));
        return { wide, clipped, split, tall, heads };
      }, width);
      assert.deepEqual(found, { wide: [], clipped: [], split: [], tall: [], heads: [] });
    });
  });

  test(`${name}: on paper what is clicked is gone and what was folded is open`, async () => {
    await inPage(known(), {}, async (page) => {
      await allDrawn(page);
      await toPaper(page);
      const seen = await page.evaluate(() =>
        [...document.querySelectorAll("button, .toolbar, input, select, .tools, nav.contents, .skip, a.up, .own-link")]
          .filter((node) => node.getClientRects().length && getComputedStyle(node).visibility !== "hidden")
          .map((node) => `${node.localName}.${node.className} ${node.textContent.slice(0, 30)}`),
      );
      assert.deepEqual(seen, []);
      const folded = await page
        .locator("details.folded")
        .evaluateAll((all) => all.filter((node) => !node.querySelector("table")?.getClientRects().length).length);
      assert.equal(folded, 0);
    });
  });

  test(`${name}: on paper the colours are those of light paper, however dark the screen`, async () => {
    await inPage(known(), { scheme: "dark" }, async (page) => {
      await allDrawn(page);
      await toPaper(page);
      const look = await page.evaluate(() => {
        const grey = (text) =>
          text
            .match(/[\d.]+/g)
            .slice(0, 3)
            .reduce((sum, n) => sum + Number(n), 0) / 3;
        const background = getComputedStyle(document.body).backgroundColor;
        return {
          ink: grey(getComputedStyle(document.querySelector("h1")).color),
          paper: /, 0\)$/.test(background) ? 255 : grey(background),
        };
      });
      assert.ok(look.ink < 90 && look.paper > 240, JSON.stringify(look));
    });
  });
}
