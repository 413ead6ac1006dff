// Reading what a page hands out: the clipboard, CSV, tables of pictures.
import assert from "node:assert/strict";
import { figureOf, settled } from "./harness.mjs";

export const readClipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

// RFC 4180, strictly: every line ends with CRLF, a quote inside a quoted field is doubled, nothing follows its end.
export function readCsv(text) {
  const rows = [[]];
  let at = 0;
  const field = () => {
    if (text[at] !== '"') {
      const end = /[,\r]/g;
      end.lastIndex = at;
      const stop = end.exec(text)?.index ?? text.length;
      const plain = text.slice(at, stop);
      assert.ok(!/["\n]/.test(plain), `a bare quote or line feed in ${JSON.stringify(plain)}`);
      at = stop;
      return plain;
    }
    let value = "";
    for (at += 1; ; ) {
      const quote = text.indexOf('"', at);
      assert.ok(quote >= 0, "a quoted field has no end");
      value += text.slice(at, quote);
      at = quote + 1;
      if (text[at] !== '"') return value;
      value += '"';
      at += 1;
    }
  };
  while (at < text.length) {
    rows[rows.length - 1].push(field());
    if (text[at] === ",") {
      at += 1;
    } else {
      assert.equal(text.slice(at, at + 2), "\r\n", `after ${at}`);
      at += 2;
      if (at < text.length) rows.push([]);
    }
  }
  return rows;
}

// The numbers of a picture as its CSV has them: [{ column: text }].
export async function csvOfPicture(page, id) {
  const figure = figureOf(page, id);
  await page.evaluate(() => navigator.clipboard.writeText("nothing was copied"));
  await figure.getByRole("button", { name: "Copy CSV" }).click();
  await figure
    .locator(".said")
    .filter({ hasText: /^Copied/ })
    .waitFor();
  const [head, ...rows] = readCsv(await readClipboard(page));
  rows.forEach((row) => assert.equal(row.length, head.length));
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
}

// The same as its table shows them.
export async function tableOfPicture(page, id) {
  const figure = figureOf(page, id);
  const button = figure.getByRole("button", { name: "Table" });
  if ((await button.getAttribute("aria-expanded")) === "false") await button.click();
  await settled(page);
  return figure.locator(".rows table").evaluate((table) => ({
    head: [...table.tHead.rows[0].cells].map((cell) => cell.textContent),
    rows: [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent)),
  }));
}

export const titleOf = (page, id) => figureOf(page, id).locator("h3 > span").innerText();
