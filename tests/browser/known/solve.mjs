// Answers of solve, limit, fix and flip with known figures.
import { frame, hostile, table } from "./frame.mjs";

const clock = (k) => `${String(8 + Math.floor(k / 2)).padStart(2, "0")}:${k % 2 ? "30" : "00"}`;
const particulars = {
  id: "particulars",
  title: "This run",
  lead: "Repeat it with:",
  blocks: [
    { kind: "code", text: "switchover solve agents day.toml --seed 1" },
    table("particulars-table", ["particular", "value"], [["seed", "1"]]),
  ],
};
const page = (kind, word, tone, more) => ({
  page: 1,
  kind,
  name: hostile,
  question: `How does ${hostile} hold?`,
  subtitle: "Searched on 100 days, checked on 200 days of fresh callers, seed 1",
  verdict: { word, tone, sentence: `A sentence about ${hostile}.`, answer: "" },
  answers: [
    { id: "needed", question: "How many?", text: "10 agent hours", detail: "For all.", tone: "warn", link: "" },
  ],
  ...more,
});
// As long as that of a day with many musts: it goes on to a further sheet of paper.
const everyPoint = {
  id: "musts",
  title: "Every promise at every growth",
  lead: "",
  blocks: [
    table(
      "musts-table",
      ["growth", "promise"],
      Array.from({ length: 60 }, (_, k) => [`+${k}%`, `promise ${k} of ${hostile}`]),
    ),
  ],
};
const section = (id, ids, more = []) => ({
  id,
  title: id,
  lead: "",
  blocks: [{ kind: "pictures", ids }, table(`${id}-table`, ["what", "found"], [[hostile, "1"]]), ...more],
});

// Half-hours from 08:00 to 12:00: billing is short by 3 at 09:00, 6 at 09:30 and 2 at 10:00; the other has enough.
export const needs = [10, 12, 15, 18, 14, 12, 11, 10];
export function knownSolve() {
  const rows = (shift) =>
    needs.map((needed, k) => ({
      from_s: k * 1800,
      clock: clock(k),
      there: shift ? 30 : 12,
      erlang: k === 7 ? null : needed - 1,
      needed,
      queue: "billing",
      level: k === 7 && shift ? null : 0.82 + k / 100 - (k === 4 ? 0.08 : 0),
      low: k === 7 && shift ? null : 0.8 + k / 100 - (k === 4 ? 0.08 : 0),
      high: k === 7 && shift ? null : 0.84 + k / 100 - (k === 4 ? 0.08 : 0),
      bound: k === 7 && shift ? null : 0.8,
    }));
  const point = (amount, value, more) => ({
    amount, value, low: value - 0.02, high: value + 0.02, bound: 0.8, whose: "09:30", keeps: value >= 0.8, ...more,
  });
  return page("solve", "FOUND", "pass", {
    sections: [section("staff", ["staff-needed"]), section("curve", ["solve-curve"]), particulars],
    pictures: {
      ...frame(),
      interval_s: 1800,
      from_s: needs.map((_, k) => k * 1800),
      staff_needed: {
        target: "80% in 20 s",
        judged: true,
        higher_is_better: true,
        check_runs: 200,
        groups: [
          { group: hostile, rows: rows(true) },
          { group: "billing", rows: rows(false) },
        ],
      },
      solve_curve: {
        amount: "agent hours",
        target: "80% in 20 s",
        of_days: false,
        higher_is_better: true,
        check_runs: 200,
        needed: 100,
        there: 90,
        check_passes: true,
        points: [point(96, 0.71), point(98, 0.76), point(100, 0.82), point(102, 0.86), point(104, 0.9)],
        now: point(90, 0.6, { whose: hostile }),
      },
    },
  });
}

export const growths = [0, 0.05, 0.08, 0.1, 0.2];
export function knownLimit() {
  const must = (text, more, values, fails, open) => ({
    text,
    ...more,
    points: growths.map((growth, k) => ({
      growth,
      growth_text: growth ? `+${Math.round(growth * 100)}% calls` : "as it is",
      value: values[k],
      low: values[k] - 0.01 * (more.unit === "seconds" ? 1000 : 1),
      high: values[k] + 0.01 * (more.unit === "seconds" ? 1000 : 1),
      verdict: growth >= fails ? "FAIL" : growth >= open ? "UNDECIDED" : "PASS",
      tone: growth >= fails ? "fail" : growth >= open ? "undecided" : "pass",
    })),
  });
  const level = { unit: "share", at_least: true, threshold: 0.8 };
  const wait = { unit: "seconds", at_least: false, threshold: 60 };
  return page("limit", "HOLDS", "pass", {
    sections: [section("growth", ["growth"]), everyPoint, particulars],
    pictures: {
      ...frame(),
      growth: {
        of: "volume",
        runs: 100,
        holds_until: 0.05,
        holds_text: "+5% calls",
        fails_from: 0.1,
        fails_text: "+10% calls",
        breaks_first: "service_level[billing] >= 80% over day",
        full: ["billing agents", hostile],
        full_next: "trunks of old",
        full_next_text: "+60% calls",
        musts: [
          must(`mean asa[${hostile}] <= 60s over day`, wait, [20, 25, 30, 35, 80], 0.2, 0.2),
          must("service_level[billing] >= 80% over day", level, [0.9, 0.85, 0.81, 0.75, 0.6], 0.1, 0.08),
        ],
      },
    },
  });
}

export const knownFix = () =>
  page("fix", "YES", "pass", {
    sections: [section("fix", ["fixes"]), particulars],
    pictures: {
      currency: "GBP",
      fixes: [
        { text: "+6 agents, 08:30-10:00", cost: 290, cost_text: "GBP 290", verdict: "PASS", tone: "pass" },
        { text: `+2 ${hostile}`, cost: 100, cost_text: "GBP 100", verdict: "FAIL", tone: "fail" },
      ],
    },
  });

export const knownFlip = () =>
  page("flip", "NO", "fail", {
    sections: [section("flips", ["flips"]), particulars],
    pictures: {
      flips: [
        {
          key: "queue.billing.patience",
          label: `patience of ${hostile}`,
          unit: "seconds",
          now: 120,
          low: 60,
          high: 600,
          flips_at: 420,
          between: null,
          text: "above 7 m: YES",
          now_text: "2 m",
          range_text: "1 m to 10 m",
          verdict_now: "NO",
          verdict_beyond: "YES",
        },
      ],
    },
  });
