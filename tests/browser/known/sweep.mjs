// Sweeps: one scenario over the agents it has, and over agents and trunks.
import { frame } from "./frame.mjs";

const asPlan = (name, [word, tone]) => ({
  name,
  role: "plan",
  word,
  tone,
  runs: 80,
  events: [],
  curves: [],
  stacks: [],
  waits: [],
});
const cell = (value) => ({
  value,
  low: value - 90,
  high: value + 110,
  bad: value * 1.2,
  against: null,
  against_low: null,
  against_high: null,
  differs: false,
  tied: false,
  best: false,
  text: String(value),
  against_text: "-",
});

function sweepOf(axes, points) {
  const pictures = frame();
  Object.assign(pictures, {
    baseline: 0,
    ranked_row: 0,
    higher_wins: false,
    axes,
    points: points.map(({ at }, plan) => ({ plan, at })),
    plans: points.map(({ at, verdict }) => asPlan(at.join(" "), verdict)),
    rows: [
      {
        label: "people never served",
        unit: "count",
        higher_is_better: false,
        detail: false,
        cells: points.map(({ value }) => cell(value)),
      },
    ],
    costs: null,
  });
  return {
    page: 1,
    kind: "comparison",
    name: "known sweep",
    question: "How many agents are enough?",
    subtitle: "Tuesday 2026-03-10. 80 Tuesdays a point, seed 1",
    verdict: { word: "YES", tone: "pass", sentence: "Some points keep every promise.", answer: "" },
    answers: [],
    sections: [{ id: "table", title: "The points", lead: "", blocks: [{ kind: "pictures", ids: ["sweep"] }] }],
    pictures,
  };
}

const no = ["NO", "fail"];
const open = ["UNDECIDED", "undecided"];
const yes = ["YES", "pass"];

export const agents = [100, 110, 120, 140, 160];
export const lost = [3000, 2000, 1200, 700, 500];

export const knownSweep = () =>
  sweepOf(
    [{ key: "group.billing.agents", values: agents.map(String) }],
    agents.map((n, k) => ({ at: [String(n)], value: lost[k], verdict: [no, no, open, yes, yes][k] })),
  );

export const grid = { agents: ["100", "120", "140"], trunks: ["300", "400"] };
export const lostOnGrid = [
  [3000, 2800],
  [1500, 1100],
  [900, 400],
];

export const knownGrid = () =>
  sweepOf(
    [
      { key: "group.billing.agents", values: grid.agents },
      { key: "platform.old.trunks", values: grid.trunks },
    ],
    grid.agents.flatMap((a, i) =>
      grid.trunks.map((t, k) => ({ at: [a, t], value: lostOnGrid[i][k], verdict: i === 2 && k === 1 ? yes : no })),
    ),
  );
