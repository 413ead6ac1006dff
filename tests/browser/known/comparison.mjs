// A comparison of five plans, priced.
import { frame, plan, table } from "./frame.mjs";

export const planNames = ["as-designed", "failback-early", "logins-90", "decision-1m", "all-together"];
const hurts = [0.6, 0.5, 0.3, 0.55, 0.1];
const costs = [0, 0, 8360, 1200, 9560];

export function knownComparison() {
  const pictures = frame();
  const lost = (k) => 6000 * hurts[k];
  Object.assign(pictures, {
    plans: planNames.map((name, k) =>
      plan(name, k === 0 ? "baseline" : "plan", hurts[k], k === 4 ? "YES" : "NO", k === 4 ? "pass" : "fail"),
    ),
    baseline: 0,
    ranked_row: 0,
    higher_wins: false,
    currency: "GBP",
    axes: [],
    points: [],
    promises: [
      {
        text: "callers_never_served <= 6% over day",
        must: true,
        unit: "share",
        at_least: false,
        threshold: 0.06,
        places: planNames.map((_, k) => ({
          plan: k,
          mark: k === 4 ? "pass" : "FAIL",
          tone: k === 4 ? "pass" : "fail",
          value: hurts[k] / 2,
          low: hurts[k] / 2 - 0.01,
          high: hurts[k] / 2 + 0.01,
        })),
      },
    ],
    rows: [
      {
        label: "people never served",
        unit: "count",
        higher_is_better: false,
        detail: false,
        cells: planNames.map((_, k) => ({
          value: lost(k),
          low: lost(k) - 50,
          high: lost(k) + 50,
          bad: lost(k) * 1.2,
          against: k ? lost(k) - lost(0) : null,
          against_low: k ? lost(k) - lost(0) - 30 : null,
          against_high: k ? lost(k) - lost(0) + 30 : null,
          differs: k > 0,
          tied: false,
          best: k === 4,
          text: String(Math.round(lost(k))),
          against_text: k ? `${Math.round(lost(k) - lost(0))} *` : "-",
        })),
      },
      {
        label: "billing answered in 20 s",
        unit: "share",
        higher_is_better: true,
        detail: false,
        cells: planNames.map((_, k) => ({
          value: 0.9 - hurts[k],
          low: 0.89 - hurts[k],
          high: 0.91 - hurts[k],
          bad: 0.8 - hurts[k],
          against: k ? hurts[0] - hurts[k] : null,
          against_low: k ? hurts[0] - hurts[k] - 0.06 : null,
          against_high: k ? hurts[0] - hurts[k] + 0.06 : null,
          differs: k !== 3 && k > 0,
          tied: k === 3,
          best: k === 4,
          text: `${Math.round(90 - 100 * hurts[k])}.0%`,
          against_text: k ? (k === 3 ? "tied" : "*") : "-",
        })),
      },
    ],
    costs: planNames.map((_, k) => ({ plan: k, cost: costs[k], cost_text: costs[k] ? `GBP ${costs[k]}` : "0" })),
  });
  const words = (id, title, ids, blocks = [], lead = "") => ({
    id,
    title,
    lead,
    blocks: [...blocks, { kind: "pictures", ids }],
  });
  return {
    page: 1,
    kind: "comparison",
    name: "known comparison",
    question: "Which plan saves most callers?",
    subtitle: "Tuesday 2026-03-10. 5 plans over the same 80 Tuesdays, seed 1",
    verdict: { word: "YES", tone: "pass", sentence: "all-together keeps every promise.", answer: "" },
    answers: [
      {
        id: "best",
        question: "Which plan is best?",
        text: "all-together",
        detail: "600 people never served",
        tone: "pass",
        link: "ranking",
      },
      {
        id: "passes",
        question: "Does any plan keep every promise?",
        text: "all-together",
        detail: "1 of 5",
        tone: "pass",
        link: "promises",
      },
      {
        id: "lost",
        question: "How many people never get through?",
        text: "600 to 3,600",
        detail: "",
        tone: "warn",
        link: "table",
      },
      {
        id: "cost",
        question: "What does it cost?",
        text: "GBP 9,560 a month",
        detail: "",
        tone: "none",
        link: "table",
      },
    ],
    sections: [
      words("promises", "Promises", ["promise-matrix"]),
      words(
        "differences",
        "What differs",
        [],
        [
          table(
            "differences-table",
            ["key", ...planNames],
            [["failback.at", "21:00", "13:30", "21:00", "21:00", "13:30"]],
          ),
        ],
      ),
      words(
        "table",
        "The comparison",
        ["differences-from-baseline", "cost-against-worst"],
        [
          table(
            "comparison-table",
            ["", ...planNames],
            [["people never served", ...planNames.map((_, k) => String(Math.round(lost(k))))]],
          ),
        ],
      ),
      words("ranking", "Ranking", [], [{ kind: "list", items: ["1 all-together"] }]),
      words("day", "The day", ["through-the-day", "side-by-side", "heat-map", "waits"]),
      words("people", "Calls and people", ["retry-storm", "outcomes", "calls-by-state"]),
      words("agents", "Agents", ["agents-by-state", "signing-in", "where-agents-go"]),
      words("particulars", "This comparison", [], [{ kind: "code", text: "switchover compare a.toml b.toml" }]),
    ],
    pictures,
  };
}
