// A drill with known figures: six faults, two pairs, and the plan of a test.
import { hostile, table } from "./frame.mjs";

const fault = (rank, component, mode, more) => ({
  rank,
  component,
  fault: mode,
  lasts: "30 m deflt",
  hits: "1 of 2",
  spof: false,
  never_served: 0,
  low: 0,
  high: 0,
  again_s: 0,
  back_s: 0,
  again: "-",
  back: "0 s",
  mark: "kept",
  tone: "pass",
  times_a_year: 2,
  times_from: "default",
  ...more,
});

export const faults = [
  fault("1", "old.dc1", "down", {
    lasts: "3 h file",
    never_served: 2000,
    low: 1800,
    high: 2200,
    again_s: 720,
    back_s: 14400,
    again: "12 m",
    back: "4 h",
    mark: "BROKEN",
    tone: "fail",
    times_a_year: 0.1,
    times_from: "file",
  }),
  fault("2", "sso", "down", {
    hits: "BOTH",
    spof: true,
    never_served: 1200,
    low: 1100,
    high: 1300,
    back_s: "infinity",
    back: "never",
    mark: "BROKEN",
    tone: "fail",
  }),
  fault("3=", "wan.link", "down", {
    hits: "failover only",
    never_served: 450,
    low: 380,
    high: 520,
    back_s: 1800,
    back: "30 m",
    mark: "undecided",
    tone: "undecided",
    times_a_year: 1,
  }),
  fault("4", "carrier-a", "down", {
    hits: "60% of calls",
    never_served: 320,
    low: 290,
    high: 350,
    again_s: 5400,
    back_s: 2700,
    again: "1 h 30 m",
    back: "45 m",
    mark: "kept, barely",
    tone: "warn",
    times_a_year: 1.5,
  }),
  fault("5", hostile, "slow", { hits: "BOTH +45 s", never_served: 20, low: 5, high: 35, times_a_year: 3 }),
  fault("6=", "new.core", "down", { hits: "1 of 2, idle" }),
];
export const tolerance = { people: 400, back_s: 3600 };
export const years = [
  { fault: 1, people: 2400 },
  { fault: 3, people: 480 },
  { fault: 2, people: 450 },
  { fault: 0, people: 200 },
  { fault: 4, people: 60 },
  { fault: 5, people: 0 },
];
const pair = (first, second, sum, together, beyond) => ({
  first,
  second,
  sum,
  together,
  low: together - 100,
  high: together + 120,
  beyond,
  beyond_low: beyond - 30,
  beyond_high: beyond + 30,
});
export const pairs = [pair(0, 3, 2320, 2900, 580), pair(0, 2, 2450, 2000, -450), pair(2, 3, 770, 780, 10)];

const checkpoint = (what, when, more) => ({
  what,
  is_count: false,
  at_s: null,
  low: null,
  high: null,
  stop: null,
  never: 0,
  of: 20,
  when,
  seen: what,
  stop_text: "in none of 20 rehearsals",
  ...more,
});
export const checkpoints = [
  checkpoint("the loss is detected", "T+21 s", { low: 21, high: 21, stop: 21, stop_text: "stop if not by T+21 s" }),
  checkpoint("the failover is decided", "T+6 m - 15 m", {
    low: 360,
    high: 900,
    stop: 960,
    stop_text: "stop if not by T+16 m",
  }),
  checkpoint("agents signed in on new", "T+20 m", {
    is_count: true,
    at_s: 1200,
    low: 27,
    high: 59,
    stop: 27,
    seen: "27 - 59 agents signed in on new",
    stop_text: "stop if fewer than 27",
  }),
  checkpoint("the failback begins", "never"),
  checkpoint("service keeps its promise", "T+3 h 15 m - 5 h 30 m", {
    low: 11700,
    high: 19800,
    stop: 20700,
    never: 2,
    stop_text: "stop if not by T+5 h 45 m (2 of 20 days: never)",
  }),
];

const section = (id, title, blocks, lead = "") => ({ id, title, lead, blocks });
const shown = (...ids) => ({ kind: "pictures", ids });

export const knownDrill = () => ({
  page: 1,
  kind: "drill",
  name: "known drill",
  question: "Which one thing, if it fails at a bad moment, costs us most people?",
  subtitle: "Drill: each fault alone at 10:45, the busiest interval. 20 days each, same callers, seed 1",
  verdict: {
    word: "BROKEN",
    tone: "fail",
    sentence: "2 of 6 faults break the tolerance; 1 of 6 undecided after 20 days; 1 single point of failure: sso.",
    answer: "Tolerance: never served <= 400 people, service back <= 1 h.",
  },
  answers: [
    {
      id: "worst",
      question: "Which fault costs most?",
      text: "old.dc1 down: 2,000 people",
      detail: "1,800 - 2,200 (95%); calls get in again after 12 m; service is back after 4 h",
      tone: "fail",
      link: "ranking",
    },
  ],
  sections: [
    section(
      "ranking",
      "Which fault costs most",
      [
        shown("drill-ranking"),
        table(
          "ranking-table",
          ["#", "component", "tolerance"],
          faults.map((f) => [f.rank, f.component, [f.mark, f.tone]]),
          { title: "The scorecard", folded: true },
        ),
      ],
      "old.dc1 down costs most.",
    ),
    section("year", "Worst in a year", [shown("drill-year")]),
    section("pairs", "Two at the same moment", [shown("drill-pairs")]),
    section("test", "The plan of a real test", [
      shown("test-plan"),
      { kind: "list", items: ["Stop where no rehearsal was later.", "Not tested: logins of new."] },
    ]),
    section("particulars", "This drill", [{ kind: "code", text: "switchover drill known.toml --seed 1 --runs 20" }]),
  ],
  pictures: {
    drill: {
      at: "10:45",
      at_busiest: true,
      runs: 20,
      tolerance: structuredClone(tolerance),
      faults: structuredClone(faults),
      years: structuredClone(years),
      pairs: structuredClone(pairs),
      test: {
        component: "old.dc1",
        moment: "Sun 06:00",
        calls_share: 0.27,
        checkpoints: structuredClone(checkpoints),
      },
    },
  },
});
