// When a fault hurts most, with known figures: ten moments, every half an hour from 08:00. 09:30 is the worst, 09:00
// is as bad by these days; from 11:00 on service is not back that day, from 12:00 on the fault outlasts the scenario.
import { hostile, table } from "./frame.mjs";

export const lost = [400, 700, 1150, 1200, 900, 600, 350, 200, 90, 40];
const clock = (s) =>
  `${String(8 + Math.floor(s / 3600)).padStart(2, "0")}:${String(Math.floor(s / 60) % 60).padStart(2, "0")}`;

export const moments = lost.map((value, i) => ({
  clock: clock(i * 1800),
  at_s: i * 1800,
  never_served: value,
  low: value * 0.9,
  high: value * 1.1,
  back_s: i >= 6 ? "infinity" : 3600 + 600 * i,
  cut_short: i >= 8,
  as_bad: i === 2,
}));
export const worst = 3;
export const best = 9;
export const writtenAt = 4500; // 09:15

export const knownWorstTime = () => ({
  page: 1,
  kind: "worst-time",
  name: "known worst time",
  question: `When does ${hostile} hurt most?`,
  subtitle: "Worst time of dc1-loss: 10 moments, every 30 m. 20 days each, same callers, seed 1",
  verdict: {
    word: "09:30",
    tone: "none",
    sentence: "dc1-loss hurts most at 09:30: 1,200 people never served [1,080 - 1,320]; TIED with 09:00.",
    answer: "",
  },
  answers: [
    {
      id: "worst",
      question: "When does it hurt most?",
      text: "09:30: 1,200 people",
      detail: "1,080 - 1,320 (95%)",
      tone: "none",
      link: "moments",
    },
    {
      id: "stands-out",
      question: "Does that moment stand out?",
      text: "No: tied with 09:00",
      detail: "1 moment is not told apart from it by these days: 09:00",
      tone: "undecided",
      link: "moments",
    },
  ],
  sections: [
    {
      id: "moments",
      title: "When it hurts",
      lead: "",
      blocks: [
        { kind: "list", items: ["Dc1-loss begins at each of 10 moments."] },
        { kind: "pictures", ids: ["worst-time"] },
        table(
          "moments-table",
          ["begins", "people never served"],
          moments.map((m) => [m.clock, String(m.never_served)]),
          { title: "Every moment", folded: true },
        ),
      ],
    },
    {
      id: "particulars",
      title: "This search",
      lead: "Repeat it with:",
      blocks: [{ kind: "code", text: "switchover worst-time known.toml --seed 1 --runs 20" }],
    },
  ],
  pictures: {
    worst_time: {
      event: "dc1-loss",
      runs: 20,
      every_s: 1800,
      written_at: "09:15",
      written_s: writtenAt,
      worst,
      best,
      costs: true,
      moments: structuredClone(moments),
    },
  },
});
