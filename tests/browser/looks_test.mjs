// For every reader: contrast, roles and names (axe), a phone, paper, large letters.
import assert from "node:assert/strict";
import { test } from "node:test";
import { allDrawn, desktop, inPage, phone, settled } from "./harness.mjs";
import { knownComparison } from "./known/comparison.mjs";
import { knownDrill } from "./known/drill.mjs";
import { knownRun } from "./known/run.mjs";
import { knownLimit, knownSolve } from "./known/solve.mjs";
import { knownWorstTime } from "./known/worst_time.mjs";
import { findings } from "./axe.mjs";

const pages = [
  ["run", knownRun],
  ["comparison", knownComparison],
  ["drill", knownDrill],
  ["solve", knownSolve],
  ["limit", knownLimit],
  ["worst-time", knownWorstTime],
];

for (const [name, known] of pages) {
  for (const [shapeName, shape] of [
    ["desktop", desktop],
    ["phone", phone],
  ]) {
    for (const scheme of ["light", "dark"]) {
      test(`axe finds nothing of weight: ${name}, ${shapeName}, ${scheme}`, async () => {
        await inPage(known(), { shape, scheme }, async (page) => {
          await allDrawn(page);
          // With what opens on demand.
          for (const button of await page.getByRole("button", { name: "Table" }).all()) await button.click();
          await page.evaluate(() =>
            document.querySelectorAll("details").forEach((node) => {
              node.open = true;
            }),
          );
          await settled(page);
          assert.deepEqual(await findings(page), []);
        });
      });
    }
  }

  test(`on a phone nothing is wider than the window: ${name}`, async () => {
    await inPage(known(), { shape: phone }, async (page) => {
      await allDrawn(page);
      const found = await page.evaluate(() => {
        const most = document.documentElement.clientWidth;
        const scrolls = (node) => node.closest(".scroll, pre, nav, .segments > div") !== null;
        const wide = [...document.querySelectorAll("#page *")]
          .filter((node) => !scrolls(node) && !node.closest(".unseen, .skip"))
          .filter((node) => node.getBoundingClientRect().right > most + 1 && node.getClientRects().length)
          .map((node) => `${node.localName}.${node.getAttribute("class")} ${node.textContent.slice(0, 40)}`);
        return { inner: document.documentElement.scrollWidth, most, wide: wide.slice(0, 5) };
      });
      assert.deepEqual(found.wide, []);
      assert.equal(found.inner, found.most);
    });
  });

  test(`on a phone what is touched is large enough: ${name}`, async () => {
    await inPage(known(), { shape: phone }, async (page) => {
      await allDrawn(page);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll("button, select, summary, .chip, .segments label")]
          .filter((node) => node.getClientRects().length)
          .map((node) => [node.textContent.slice(0, 30), node.getBoundingClientRect()])
          .filter(([, box]) => box.height < 24 || box.width < 24)
          .map(([text, box]) => `${text}: ${box.width} x ${box.height}`),
      );
      assert.deepEqual(small, []);
    });
  });

  test(`with letters twice as large everything is still there: ${name}`, async () => {
    await inPage(known(), { shape: { viewport: { width: 640, height: 900 } } }, async (page) => {
      await page.evaluate(() => {
        document.documentElement.style.fontSize = "200%";
      });
      await allDrawn(page);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(over <= 1, `${over} pixels too wide`);
    });
  });
}
