// Where the agents go, read back from its marks: a stair from all of them down to those who talk.
import assert from "node:assert/strict";
import { test } from "node:test";
import { acrossAxis, drawn, near, numberIn, rowOf } from "./drawn.mjs";
import { figureOf, inPage, shared } from "./harness.mjs";
import { knownRun } from "./known/run.mjs";
import { csvOfPicture, titleOf } from "./reading.mjs";

const run = shared(knownRun());
const { pictures } = knownRun();
const worst = 4; // the first interval of the fault, in which least is answered in time
const agentsOf = (plan) =>
  pictures.plans[plan].stacks.find((s) => s.of === "agents" && s.kind === "group" && s.scope === "billing");
const there = (plan, ...states) =>
  agentsOf(plan)
    .parts.filter(({ state }) => states.includes(state))
    .reduce((sum, { mean }) => sum + mean[worst], 0);
const all = (plan) => agentsOf(plan).parts.reduce((sum, { mean }) => sum + mean[worst], 0);
const steps = [
  ["absent", ["absent"]],
  ["thrown out", ["thrown out"]],
  ["away", ["away"]],
  ["idle", ["idle"]],
  ["ringing or wrapping up", ["ringing", "wrapping up"]],
];
const barsOf = (found, label) => rowOf(found, label, 12).shapes.filter((s) => s.tag === "rect" && s.y2 - s.y1 > 8);
const solid = (found, label) => barsOf(found, label).find((s) => s.fill !== "none");
const framed = (found, label) => barsOf(found, label).find((s) => s.fill === "none");

test("where the agents go: each step begins where the last ended, down to those who talk", async () => {
  const found = await drawn(figureOf(await run.page(), "where-agents-go"));
  const x = acrossAxis(found);
  near(solid(found, "all agents").x2, x.toPixel(all(0)), 1, "all agents");
  let at = all(0);
  for (const [label, states] of steps) {
    const value = there(0, ...states);
    assert.ok(value > 0, `${label} is known`);
    const bar = solid(found, label);
    near(bar.x2, x.toPixel(at), 1, `${label} begins`);
    near(bar.x1, x.toPixel(at - value), 1, `${label} ends`);
    at -= value;
  }
  near(at, there(0, "talking"), 1e-6, "what is left talks");
  near(solid(found, "talking").x2, x.toPixel(at), 1, "talking");
});

test("where the agents go: the day without the fault is outlined at the same time", async () => {
  const found = await drawn(figureOf(await run.page(), "where-agents-go"));
  const x = acrossAxis(found);
  near(framed(found, "all agents").x2, x.toPixel(all(1)), 1.5, "all agents");
  near(framed(found, "talking").x2, x.toPixel(there(1, "talking")), 1.5, "talking");
  for (const gone of ["absent", "thrown out"]) {
    assert.equal(there(1, gone), 0);
    assert.equal(framed(found, gone), undefined, "what is none has no outline");
  }
  near(framed(found, "away").x2, x.toPixel(all(1)), 1.5, "those away begin at all agents");
  near(framed(found, "away").x1, x.toPixel(all(1) - there(1, "away")), 1.5, "those away");
});

test("where the agents go: the formula's need stands below, of the half-hour of the worst interval", async () => {
  const found = await drawn(figureOf(await run.page(), "where-agents-go"));
  const x = acrossAxis(found);
  const row = pictures.needed[0].rows.findLast(({ from_s }) => from_s <= pictures.from_s[worst]);
  near(framed(found, "needed for billing").x2, x.toPixel(row.needed), 1.5, "needed");
});

test("where the agents go: where nobody is absent and nobody thrown out there is no row of them", async () => {
  const data = knownRun();
  for (const { parts } of data.pictures.plans.flatMap(({ stacks }) => stacks))
    for (const part of parts) if (["absent", "thrown out"].includes(part.state)) part.mean.fill(0);
  await inPage(data, {}, async (page) => {
    const found = await drawn(figureOf(page, "where-agents-go"));
    const labels = steps.map(([label]) => label).filter((label) => found.texts.some(({ text }) => text === label));
    assert.deepEqual(labels, ["away", "idle", "ringing or wrapping up"]);
    assert.match(await titleOf(page, "agents-by-state"), /busiest at .* more are away$/);
  });
});

test("agents by state: those absent and those thrown out are told apart", async () => {
  const page = await run.page();
  const title = await titleOf(page, "agents-by-state");
  const all = pictures.plans[0].stacks.find((s) => s.of === "agents" && s.kind === "all");
  const at = (state) => all.parts.find((part) => part.state === state).mean[worst];
  const [, many] = /([\d,.]+) of [\d,.]+ agents are absent, thrown out or away at 09:00/.exec(title);
  near(numberIn(many), at("absent") + at("thrown out") + at("away"), 0.5, "who is missing");
  const rows = await csvOfPicture(page, "agents-by-state");
  const row = rows.filter(({ plan }) => plan === "this Monday")[worst];
  near(numberIn(row["thrown out"]), at("thrown out"), 1e-3, "thrown out");
  near(numberIn(row.absent), at("absent"), 1e-3, "absent");
});

test("where the agents go: title and CSV say the same figures", async () => {
  const page = await run.page();
  const title = await titleOf(page, "where-agents-go");
  const [, clock, talking, of] = /at (\d\d:\d\d).*?([\d.]+) of ([\d.]+) agents/i.exec(title);
  assert.equal(clock, "09:00");
  near(Number(talking), there(0, "talking"), 0.5, "those who talk");
  near(Number(of), all(0), 0.5, "all");
  const rows = (await csvOfPicture(page, "where-agents-go")).filter(({ plan }) => plan === "this Monday");
  for (const [label, states] of steps)
    near(numberIn(rows.find(({ state }) => state === label).agents), there(0, ...states), 1e-6, label);
});
