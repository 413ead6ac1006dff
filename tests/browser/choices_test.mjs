// Choices: what the reader picks changes the pictures, stands in the address, outlives a reload and can be undone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { allDrawn, figureOf, inPage, redrawn } from "./harness.mjs";
import { drawn } from "./drawn.mjs";
import { knownComparison, planNames } from "./known/comparison.mjs";
import { hostile } from "./known/frame.mjs";
import { knownRun } from "./known/run.mjs";
import { csvOfPicture, titleOf } from "./reading.mjs";

const hashOf = (page) => new URLSearchParams(new URL(page.url()).hash.slice(1));
const marksOf = async (page, id) => {
  const picture = await drawn(figureOf(page, id));
  return JSON.stringify(picture.shapes.map(({ tag, points, x1, x2, y1, y2 }) => [tag, points, x1, x2, y1, y2]));
};

// Picks by the control's own words, whichever kind of control it is.
async function pick(page, legend, option) {
  const select = page.getByRole("combobox", { name: legend, exact: true }).first();
  if (await select.count()) await select.selectOption({ label: option });
  else
    await page
      .getByRole("group", { name: legend, exact: true })
      .first()
      .locator("label")
      .filter({ hasText: option })
      .click();
  await redrawn(page);
}

const through = "through-the-day";

test("the queue can be chosen: marks, title, numbers and address follow", async () => {
  await inPage(knownRun(), {}, async (page) => {
    await allDrawn(page);
    const [marks, title] = [await marksOf(page, through), await titleOf(page, through)];
    await pick(page, "Queue", hostile);
    assert.equal(hashOf(page).get("queue"), hostile);
    assert.notEqual(await marksOf(page, through), marks);
    assert.notEqual(await titleOf(page, through), title);
    assert.ok((await titleOf(page, through)).includes(hostile));
    const rows = await csvOfPicture(page, through);
    assert.ok(Math.abs(Number(rows[0].mean ?? rows[0].value) - 0.88) < 1e-9, JSON.stringify(rows[0]));
  });
});

test("the figure can be chosen", async () => {
  await inPage(knownRun(), {}, async (page) => {
    await allDrawn(page);
    const title = await titleOf(page, through);
    await pick(page, "Figure", "mean wait");
    assert.equal(hashOf(page).get("figure"), "mean_wait");
    assert.notEqual(await titleOf(page, through), title);
    const labels = (await drawn(figureOf(page, through))).texts.map((t) => t.text);
    assert.ok(
      labels.some((text) => / (s|m)$/.test(text)),
      labels.join(" "),
    );
    assert.ok(!labels.some((text) => text.endsWith("%")), labels.join(" "));
  });
});

test("the platform can be chosen", async () => {
  await inPage(knownRun(), {}, async (page) => {
    await allDrawn(page);
    const marks = await marksOf(page, through);
    await pick(page, "Platform", "new");
    assert.equal(hashOf(page).get("platform"), "new");
    assert.notEqual(await marksOf(page, through), marks);
    const rows = await csvOfPicture(page, through);
    assert.ok(rows.every((row) => JSON.stringify(row).includes("billing/new") || JSON.stringify(row).includes("new")));
  });
});

test("plans can be left out and taken in, but never all of them", async () => {
  await inPage(knownComparison(), {}, async (page) => {
    await allDrawn(page);
    const chips = page
      .locator(".toolbar")
      .filter({ has: page.locator(".chips") })
      .first()
      .locator(".chips input");
    assert.equal(await chips.count(), 5);
    const plansIn = async () => [...new Set((await csvOfPicture(page, through)).map((row) => row.plan))];
    assert.deepEqual(await plansIn(), planNames);
    await chips.nth(1).uncheck();
    await redrawn(page);
    assert.deepEqual(
      await plansIn(),
      planNames.filter((_, k) => k !== 1),
    );
    assert.equal(hashOf(page).get("plans"), "0,2,3,4");
    for (const k of [0, 2, 3]) {
      await chips.nth(k).uncheck();
      await redrawn(page);
    }
    await chips.nth(4).click();
    await redrawn(page);
    assert.ok(await chips.nth(4).isChecked());
    assert.deepEqual(await plansIn(), ["all-together"]);
    await chips.nth(1).check();
    await redrawn(page);
    assert.deepEqual(await plansIn(), ["failback-early", "all-together"]);
  });
});

test("a reload keeps what was chosen, and a link shows what its sender saw", async () => {
  await inPage(knownRun(), { hash: "#queue=all&platform=old&figure=mean_wait&plans=0" }, async (page) => {
    await allDrawn(page);
    const [marks, title] = [await marksOf(page, through), await titleOf(page, through)];
    const rows = await csvOfPicture(page, through);
    assert.deepEqual([...new Set(rows.map((row) => row.plan))], ["this Monday"]);
    await page.reload();
    await allDrawn(page);
    assert.equal(await marksOf(page, through), marks);
    assert.equal(await titleOf(page, through), title);
    assert.deepEqual(await csvOfPicture(page, through), rows);
  });
});

test("Back undoes a choice and Forward makes it again", async () => {
  await inPage(knownRun(), {}, async (page) => {
    await allDrawn(page);
    const first = await titleOf(page, through);
    await pick(page, "Queue", hostile);
    const second = await titleOf(page, through);
    await page.goBack();
    await redrawn(page);
    assert.equal(await titleOf(page, through), first);
    await page.goForward();
    await redrawn(page);
    assert.equal(await titleOf(page, through), second);
  });
});

test("an address that means nothing is passed over", async () => {
  const start = {};
  await inPage(knownRun(), {}, async (page) => {
    await allDrawn(page);
    Object.assign(start, { marks: await marksOf(page, through), title: await titleOf(page, through) });
  });
  for (const hash of [
    "#queue=nobody&platform=%00&figure=__proto__&plans=9,-1,x&theme=pink",
    "#at=nowhere",
    "#%%%",
    "#<b>",
    "#plans=&figure=",
  ]) {
    await inPage(knownRun(), { hash }, async (page) => {
      await allDrawn(page);
      assert.equal(await titleOf(page, through), start.title, hash);
      assert.equal(await marksOf(page, through), start.marks, hash);
    });
  }
});

test("a link to a picture opens the page there, with the choice", async () => {
  await inPage(knownRun(), { hash: "#at=picture-waits&queue=all" }, async (page) => {
    await allDrawn(page);
    const top = await figureOf(page, "waits").evaluate((node) => node.getBoundingClientRect().top);
    assert.ok(top > -5 && top < 250, `it stands at ${top}`);
    assert.equal(await page.evaluate(() => document.activeElement.closest("figure")?.dataset.picture), "waits");
  });
});

test("every picture's own link keeps the choice", async () => {
  await inPage(knownRun(), {}, async (page) => {
    await allDrawn(page);
    await pick(page, "Queue", hostile);
    const href = await figureOf(page, through).locator(".own-link").getAttribute("href");
    const words = new URLSearchParams(href.slice(1));
    assert.equal(words.get("queue"), hostile);
    assert.equal(words.get("at"), "picture-through-the-day");
  });
});

test("theme: as the screen has it, or as the reader says, and a reload keeps it", async () => {
  for (const scheme of ["light", "dark"]) {
    await inPage(knownRun(), { scheme }, async (page) => {
      await allDrawn(page);
      const paper = () =>
        page.evaluate(() => {
          const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
          return (r + g + b) / 3;
        });
      const dark = async () => (await paper()) < 90;
      assert.equal(await dark(), scheme === "dark");
      const button = page.getByRole("button", { name: /^Theme/ });
      await button.click();
      await redrawn(page);
      assert.equal(await dark(), false);
      await button.click();
      await redrawn(page);
      assert.equal(await dark(), true);
      assert.equal(hashOf(page).get("theme"), "dark");
      await page.reload();
      await allDrawn(page);
      assert.equal(await dark(), true);
      await button.click();
      await redrawn(page);
      assert.equal(await dark(), scheme === "dark");
    });
  }
});

test("choices that change nothing in a group are not offered there", async () => {
  const data = knownRun();
  data.pictures.queues = data.pictures.queues.slice(0, 1);
  data.pictures.platforms = ["old"];
  await inPage(data, {}, async (page) => {
    await allDrawn(page);
    const legends = await page.locator(".toolbar legend, .toolbar label.select > span").allTextContents();
    assert.ok(!legends.includes("Platform"), legends.join());
    assert.ok(!legends.includes("Queue"), legends.join());
    assert.ok(legends.includes("Days"), legends.join());
  });
});
