// The frame of the page: verdict, answers, sections, tables, links, choices in the address, theme.
import assert from "node:assert/strict";
import { test } from "node:test";
import { allDrawn, figureOf, inPage, phone, redrawn, settled, shared } from "./harness.mjs";
import { knownComparison } from "./known/comparison.mjs";
import { hostile } from "./known/frame.mjs";
import { knownRun } from "./known/run.mjs";
import { readClipboard, readCsv } from "./reading.mjs";

const run = shared(knownRun());
const comparison = shared(knownComparison());
const textsOf = (page, selector) => page.locator(selector).allInnerTexts();

// The page sets signs of the trade for what is typed with a keyboard.
const asTyped = (text) => text.replaceAll("±", "+-").replaceAll("−", "-").replaceAll("→", "->");

for (const [name, pages, data] of [
  ["run", run, knownRun()],
  ["comparison", comparison, knownComparison()],
]) {
  test(`${name}: the verdict and its sentence stand first`, async () => {
    const page = await pages.page();
    assert.match(await page.locator("#verdict .word").innerText(), new RegExp(`${data.verdict.word}$`));
    assert.equal(await page.locator("#verdict .sentence").innerText(), data.verdict.sentence);
    assert.equal(await page.title(), `${data.verdict.word} - ${data.name}`);
    assert.equal(await page.locator("h1").innerText(), data.question);
    assert.equal(await page.locator("h1").count(), 1);
    const order = await page.evaluate(() =>
      [...document.querySelectorAll("h1, #verdict, .answers, main section[id^=section-]")].map(
        (node) => node.id || node.className || node.localName,
      ),
    );
    assert.deepEqual(order.slice(0, 3), ["h1", "verdict", "answers"]);
  });

  test(`${name}: the verdict is in the first window, without scrolling`, async () => {
    const page = await pages.page();
    const box = await page.locator("#verdict").boundingBox();
    assert.ok(box.y + box.height < 900 * 0.75, `the verdict ends at ${box.y + box.height}`);
    const answers = await page.locator(".answers").boundingBox();
    assert.ok(answers.y < 900, `the answers begin at ${answers.y}`);
  });

  test(`${name}: every answer has its question, text and detail, in order`, async () => {
    const page = await pages.page();
    const found = await page.locator(".answers > li").evaluateAll((all) =>
      all.map((li) => ({
        question: li.querySelector(".question").textContent,
        text: li.querySelector(".text").textContent,
        detail: li.querySelector(".detail")?.textContent ?? "",
      })),
    );
    assert.equal(found.length, data.answers.length);
    found.forEach((answer, i) => {
      assert.equal(answer.question, data.answers[i].question);
      assert.ok(answer.text.endsWith(data.answers[i].text), answer.text);
      assert.equal(answer.detail, data.answers[i].detail);
    });
  });

  test(`${name}: sections stand in the order of the data, and the contents list them`, async () => {
    const page = await pages.page();
    const titles = await textsOf(page, "main section[id^=section-] > .section-head h2");
    const listed = await textsOf(page, "nav.contents a");
    assert.deepEqual(listed.slice(1), titles);
    const wanted = data.sections.map((section) => section.title);
    assert.deepEqual(
      titles,
      wanted.filter((title) => titles.includes(title)),
    );
    for (const section of data.sections.filter((s) => s.blocks.some((block) => block.kind !== "pictures"))) {
      assert.ok(titles.includes(section.title), `${section.title} is missing`);
    }
  });

  test(`${name}: tables of the data are there, cell by cell`, async () => {
    const page = await pages.page();
    const tables = data.sections
      .flatMap((s) => s.blocks)
      .filter((b) => b.kind === "table")
      .map((b) => b.table);
    assert.ok(tables.length > 1);
    for (const table of tables) {
      const found = await page.locator(`[id="table-${table.id}"] table`).evaluate((node) => ({
        head: [...node.tHead.rows[0].cells].map((c) => c.firstChild?.textContent ?? ""),
        body: [...node.tBodies[0].rows].map((r) => [...r.cells].map((c) => c.textContent)),
        aligned: [...node.tBodies[0].rows[0].cells].map((c) => getComputedStyle(c).textAlign),
      }));
      assert.deepEqual(
        found.head,
        table.columns.map((column) => column.title),
      );
      table.rows.forEach((row, i) =>
        row.forEach((cell, k) => {
          const text = typeof cell === "object" ? cell.text : cell;
          assert.ok(asTyped(found.body[i][k]).endsWith(text), `${table.id} ${i},${k}: ${found.body[i][k]}`);
        }),
      );
      table.columns.forEach((column, k) =>
        assert.equal(
          found.aligned[k] === "right" || found.aligned[k] === "end",
          column.align === "right",
          `${table.id} column ${k}`,
        ),
      );
    }
  });

  test(`${name}: every answer leads to a place that exists, comes into sight and takes the focus`, async () => {
    await inPage(data, {}, async (page) => {
      for (const answer of data.answers) {
        await page.locator(`#answer-${answer.id} a`).click();
        await redrawn(page);
        assert.equal(new URLSearchParams(new URL(page.url()).hash.slice(1)).get("at"), answer.link);
        const place = await page.evaluate(() => {
          const section = document.activeElement?.closest("section, figure, details, .table");
          return {
            id: section?.id ?? "",
            top: section?.getBoundingClientRect().top ?? NaN,
            scroll: window.scrollY,
            most: document.documentElement.scrollHeight - window.innerHeight,
          };
        });
        assert.ok(
          [`section-${answer.link}`, `picture-${answer.link}`, `table-${answer.link}`].includes(place.id),
          `${answer.id} led to ${place.id}`,
        );
        const atEnd = place.scroll >= place.most - 2;
        assert.ok((place.top > -5 && place.top < 200) || atEnd, `${answer.id}: ${place.id} stands at ${place.top}`);
        await page.evaluate(() => window.scrollTo(0, 0));
      }
    });
  });
}

test("a section that has nothing to show leaves no trace", async () => {
  const data = knownRun();
  data.pictures.actual = [];
  await inPage(data, {}, async (page) => {
    assert.equal(await page.locator("#section-actual").count(), 0);
    assert.ok(!(await textsOf(page, "nav.contents a")).includes("Predicted beside actual"));
  });
});

test("the shape of a tone stands beside its colour", async () => {
  const page = await run.page();
  const marks = await page.locator("#table-promises-table .tone").evaluateAll((all) =>
    all.map((node) => ({
      text: node.textContent,
      path: node.querySelector("svg path")?.getAttribute("d") ?? "",
      colour: getComputedStyle(node).color,
    })),
  );
  assert.deepEqual(
    marks.map((m) => m.text.trim()),
    ["FAIL", "FAIL", "PASS"],
  );
  assert.notEqual(marks[0].path, marks[2].path);
  assert.notEqual(marks[0].colour, marks[2].colour);
});

test("a folded table opens on demand and by a link to it", async () => {
  await inPage(knownRun(), {}, async (page) => {
    const table = page.locator("#table-half-hours-table");
    assert.equal(await table.getAttribute("open"), null);
    await table.locator("summary").click();
    assert.ok(await table.locator("table").isVisible());
    await page.goto(`${page.url().split("#")[0]}#at=half-hours-table`);
    await page.reload();
    await allDrawn(page);
    assert.ok(await page.locator("#table-half-hours-table table").isVisible());
  });
});

test("the command to repeat it is copied as it stands", async () => {
  await inPage(knownRun(), {}, async (page) => {
    const code = page.locator("#section-particulars .code");
    assert.equal(await code.locator("pre").innerText(), "switchover run known.toml --seed 1 --runs 200");
    await code.getByRole("button", { name: "Copy" }).click();
    assert.equal(await readClipboard(page), "switchover run known.toml --seed 1 --runs 200");
    assert.match(await code.locator(".said").innerText(), /^Copied/);
  });
});

test("a table of words is copied as CSV with its hostile name whole", async () => {
  await inPage(knownRun(), {}, async (page) => {
    await page.locator("#table-headline-table").getByRole("button", { name: "Copy CSV" }).click();
    const [head, row] = readCsv(await readClipboard(page));
    assert.deepEqual(head, ["", "plain Monday", "this Monday", "precision", "1 day in 10 is worse than", "change"]);
    assert.equal(row[0], `${hostile} answered in 60 s`);
  });
});

test("copying works by hand where the clipboard is closed to the page", async () => {
  const closed = () => {
    Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("closed")) } });
    document.execCommand = () => false;
  };
  await inPage(knownRun(), { init: closed }, async (page) => {
    const code = page.locator("#section-particulars .code");
    await code.getByRole("button", { name: "Copy" }).click();
    const area = code.locator("textarea");
    assert.equal(await area.inputValue(), "switchover run known.toml --seed 1 --runs 200");
    const picked = await area.evaluate((node) => node.value.slice(node.selectionStart, node.selectionEnd));
    assert.equal(picked, "switchover run known.toml --seed 1 --runs 200");
  });
});

test("the skip link comes first for the keyboard and leads past the contents", async () => {
  await inPage(knownRun(), {}, async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    assert.ok(await page.locator("a.skip").isVisible());
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  });
});

test("everything that can be clicked is reached by the Tab key and shows that it has the focus", async () => {
  await inPage(knownComparison(), {}, async (page) => {
    await allDrawn(page);
    const all = await page.evaluate(
      () =>
        [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")].filter(
          (node) => node.getClientRects().length > 0 && !node.closest("[hidden]") && node.type !== "radio",
        ).length,
    );
    const seen = new Set();
    for (let k = 0; k < all + 30; k += 1) {
      await page.keyboard.press("Tab");
      const here = await page.evaluate(() => {
        const node = document.activeElement;
        if (!node || node === document.body) return null;
        node.dataset.number ??= String((window.numbered = (window.numbered ?? 0) + 1));
        const shown = [node, node.parentElement, node.nextElementSibling].filter(Boolean).some((one) => {
          const style = getComputedStyle(one);
          return style.outlineStyle !== "none" || style.boxShadow !== "none";
        });
        return { number: node.dataset.number, radio: node.type === "radio", shown, what: node.outerHTML.slice(0, 120) };
      });
      if (!here) break;
      if (!here.radio) seen.add(here.number);
      assert.ok(here.shown, `no sign of the focus: ${here.what}`);
    }
    assert.ok(seen.size >= all, `${seen.size} of ${all} were reached`);
  });
});

test("no id is there twice, and every link inside the page has its place", async () => {
  for (const pages of [run, comparison]) {
    const page = await pages.page();
    const found = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
      const links = [...document.querySelectorAll("a[data-at]")].map((node) => node.dataset.at);
      const places = new Set(ids);
      return {
        twice: ids.filter((id, i) => ids.indexOf(id) !== i),
        lost: links.filter((at) => ![at, `section-${at}`, `picture-${at}`, `table-${at}`].some((id) => places.has(id))),
      };
    });
    assert.deepEqual(found, { twice: [], lost: [] });
  }
});

test("headings go down step by step", async () => {
  for (const pages of [run, comparison]) {
    const page = await pages.page();
    const levels = await page.evaluate(() =>
      [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
        .filter((node) => node.getClientRects().length)
        .map((node) => Number(node.localName[1])),
    );
    levels.slice(1).forEach((level, i) => assert.ok(level - levels[i] <= 1, `h${levels[i]} then h${level}`));
  }
});

test("the contents show where one is", async () => {
  await inPage(knownRun(), {}, async (page) => {
    await allDrawn(page);
    await page.locator('nav.contents a[data-at="flips"]').click();
    await page.waitForFunction(() => document.querySelector("nav.contents [aria-current]")?.dataset.at === "flips");
  });
});

test("the licences of the libraries are in the page", async () => {
  const page = await run.page();
  const text = await page.locator("#licences pre").evaluate((node) => node.textContent);
  for (const name of ["@observablehq/plot", "d3-scale", "ISC", "Permission"]) assert.ok(text.includes(name), name);
});

test("on a phone the choices fold away and open", async () => {
  await inPage(knownComparison(), { shape: phone }, async (page) => {
    await allDrawn(page);
    const bar = page.locator(".explore > .toolbar").first();
    assert.ok(!(await bar.locator(".choices").isVisible()));
    await bar.locator(".opener").click();
    assert.ok(await bar.locator(".choices").isVisible());
    assert.equal(await bar.locator(".opener").getAttribute("aria-expanded"), "true");
    await settled(page);
  });
});

test("pictures that fail say so and leave the page standing", async () => {
  const broken = () => {
    CanvasRenderingContext2D.prototype.measureText = () => {
      throw new Error("no measure");
    };
  };
  await inPage(knownRun(), { init: broken, expectFaults: true }, async (page, faults) => {
    await allDrawn(page);
    assert.match(await page.locator("#verdict .word").innerText(), /NO$/);
    assert.ok(await page.locator("#table-promises-table table").isVisible());
    assert.ok((await page.getByText("This picture could not be drawn.").count()) > 3);
    assert.ok(faults.some((fault) => fault.includes("no measure")));
  });
});

test("the pages of these tests had nothing to complain about", async () => {
  await run.page();
  await comparison.page();
  assert.deepEqual(run.faults.concat(comparison.faults), []);
});
