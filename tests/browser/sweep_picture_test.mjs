// The picture of a sweep, read back from its marks: a line over one axis, a heat map over two.
import assert from "node:assert/strict";
import { test } from "node:test";
import { acrossAxis, drawn, isLine, near, numberIn, upAxis } from "./drawn.mjs";
import { figureOf, shared } from "./harness.mjs";
import { agents, grid, knownGrid, knownSweep, lost, lostOnGrid } from "./known/sweep.mjs";
import { csvOfPicture, titleOf } from "./reading.mjs";

const line = shared(knownSweep());
const heat = shared(knownGrid());
const inFigure = async (one) => drawn(figureOf(await one.page(), "sweep"));

test("a sweep over numbers: every point stands at its place on both axes", async () => {
  const found = await inFigure(line);
  const [x, y] = [acrossAxis(found), upAxis(found)];
  const path = found.shapes.find((s) => isLine(s) && s.strokeText === "var(--accent)");
  assert.equal(path.points.length, agents.length);
  path.points.forEach(({ at: [px, py] }, k) => {
    near(px, x.toPixel(agents[k]), 1, `${agents[k]} agents`);
    near(py, y.toPixel(lost[k]), 1, `${lost[k]} people`);
  });
});

test("a sweep over numbers: the band reaches from low to high at every point", async () => {
  const found = await inFigure(line);
  const [x, y] = [acrossAxis(found), upAxis(found)];
  const band = found.shapes.find((s) => s.tag === "path" && s.fillText === "var(--accent)");
  agents.forEach((n, k) => {
    const there = band.points.filter(({ at }) => Math.abs(at[0] - x.toPixel(n)) < 1).map(({ at }) => at[1]);
    near(Math.max(...there), y.toPixel(lost[k] - 90), 1, `low at ${n}`);
    near(Math.min(...there), y.toPixel(lost[k] + 110), 1, `high at ${n}`);
  });
});

test("a sweep over numbers: passed, open and failed points differ in shape", async () => {
  const found = await inFigure(line);
  const [x, y] = [acrossAxis(found), upAxis(found)];
  const at = (k) => (s) => {
    const [cx, cy] = [(s.x1 + s.x2) / 2, (s.y1 + s.y2) / 2];
    return Math.abs(cx - x.toPixel(agents[k])) < 1 && Math.abs(cy - y.toPixel(lost[k])) < 1;
  };
  const circles = (k) => found.shapes.filter((s) => s.tag === "circle").filter(at(k));
  const crosses = (k) =>
    found.shapes.filter((s) => s.tag === "path" && s.strokeText === "var(--tone-fail)").filter(at(k));
  assert.deepEqual([crosses(0).length, crosses(1).length, crosses(2).length], [1, 1, 0]);
  assert.equal(circles(2)[0].fillText, "var(--card)", "undecided is open");
  assert.equal(circles(3)[0].fillText, "var(--tone-pass)", "passed is full");
  assert.equal(circles(4)[0].fillText, "var(--tone-pass)");
});

test("a sweep over numbers: its title says from where every promise is kept, and which is best", async () => {
  const title = await titleOf(await line.page(), "sweep");
  assert.match(title, /agents: every promise is kept from 140/);
  assert.match(title, /best is agents 160 \(people never served 500\)/);
});

test("a sweep over numbers: its CSV has every point", async () => {
  const rows = await csvOfPicture(await line.page(), "sweep");
  assert.deepEqual(
    rows.map((row) => [Number(row["group.billing.agents"]), Number(row.value), row.verdict]),
    agents.map((n, k) => [n, lost[k], ["NO", "NO", "UNDECIDED", "YES", "YES"][k]]),
  );
});

test("a sweep over two axes: every cell stands in its row and column and has its value", async () => {
  const found = await inFigure(heat);
  const cells = found.shapes.filter((s) => s.tag === "rect" && /--heat-/.test(s.fillText));
  assert.equal(cells.length, 6);
  const label = (text) => found.texts.find((t) => t.text === text);
  grid.agents.forEach((a, i) =>
    grid.trunks.forEach((t, k) => {
      const [row, column] = [label(a), label(t)];
      const cell = cells.find((s) => {
        const [x, y] = [(column.x1 + column.x2) / 2, (row.y1 + row.y2) / 2];
        return s.x1 <= x && x <= s.x2 && s.y1 <= y && y <= s.y2;
      });
      assert.ok(cell, `a cell for ${a} agents and ${t} trunks`);
      const inside = (one) => one.x1 >= cell.x1 && one.x2 <= cell.x2 && one.y1 >= cell.y1 && one.y2 <= cell.y2;
      const text = found.texts.find(inside);
      assert.equal(numberIn(text.text), lostOnGrid[i][k]);
      assert.match(cell.title, new RegExp(`^${a}, ${t}: `));
    }),
  );
});

test("a sweep over two axes: the worst cell has the worst colour, the best the best, in order between", async () => {
  const found = await inFigure(heat);
  const shade = (s) => Number(/--heat-(\d)/.exec(s.fillText)[1]);
  const cells = found.shapes.filter((s) => s.tag === "rect" && /--heat-/.test(s.fillText));
  const valueOf = (s) => numberIn(/: (.*?) (YES|NO)/.exec(s.title)[1]);
  const byValue = [...cells].sort((a, b) => valueOf(b) - valueOf(a));
  assert.equal(shade(byValue[0]), 1, "worst");
  assert.equal(shade(byValue.at(-1)), 7, "best");
  byValue.slice(1).forEach((s, k) => assert.ok(shade(s) >= shade(byValue[k]), "no better colour for a worse cell"));
});
