// What would have saved people: one thing changed at a time, same callers.
import { numeric } from "../parts/data.js";
import { countText } from "../parts/format.js";
import { changeRange, changeText } from "../parts/range_words.js";
import { rowList, shade } from "../parts/row_list.js";
import { finite, scale, spanOf, ticksOf, tickText } from "../parts/scales.js";
import { rule } from "../parts/svg.js";
import { capital, pairedDays } from "../parts/title_words.js";
import { daysLine, line, shareOf, sureWords, told } from "../parts/told.js";
import { whisker } from "../parts/whisker.js";

const leversOf = ({ pictures }) =>
  (pictures.incident?.levers ?? []).filter(({ saved }) => finite(numeric(saved))).sort((a, b) => b.saved - a.saved);

const words = {
  helps: "",
  small: "small",
  none: "no difference",
  worse: "makes it worse",
  unsure: "too close to tell",
};
const colours = { helps: "var(--accent)", worse: "var(--tone-fail)" };

const effects = { helps: "saves people", small: "saves few", none: "no difference" };
const effectWords = ({ effect, saved }) =>
  effect === "small" && saved < 0 ? "loses few" : (effects[effect] ?? words[effect] ?? effect);

const leverTold = ({ pictures }, lever) => {
  const { text, left, saved, low, high } = lever;
  return told(capital(text), [
    line("people saved", changeText(saved, "count")),
    line(sureWords(pictures), changeRange(low, high, "count")),
    line("of those never served", shareOf(saved, pictures.incident.never_served)),
    line("still never served", finite(left) ? countText(left) : ""),
    line("effect", effectWords(lever)),
    daysLine(pictures.incident.side_runs ?? pictures.plans[0]?.runs),
  ]);
};

export default {
  id: "levers",
  uses: [],
  applies: (data) => leversOf(data).length > 0,
  title(data) {
    const faults = new Set(data.pictures.incident.losses?.map(({ fault }) => `no ${fault}`));
    const could = leversOf(data).filter(({ text }) => !faults.has(text));
    const all = data.pictures.incident.never_served;
    const of = finite(all) && all > 0 ? ` of ${countText(all)}` : "";
    const [best] = could.filter(({ effect }) => effect === "helps");
    if (best) return `${capital(best.text)} would save ${countText(best.saved)}${of} people never served`;
    const [small] = could.filter(({ saved, low }) => saved > 0 && numeric(low) > 0);
    return small
      ? `Nothing saves many: ${small.text} would save ${countText(small.saved)}${of} people never served`
      : "Nothing that could be done saves people for certain";
  },
  note: ({ pictures }) =>
    "People never served that each change saves; hollow and grey where it is small or cannot be told from " +
    `nothing. Left of the line it makes things worse.${pairedDays(pictures)}`,
  draw(data, _choice, width) {
    const all = leversOf(data);
    const domain = spanOf(
      all.flatMap(({ saved, low, high }) => [saved, numeric(low), numeric(high)]),
      { zero: true, pad: 0.05 },
    );
    const x = (x0, x1) => scale(domain, [x0, x1]);
    const rows = all.map(({ text, left, saved, low, high, effect }, k) => ({
      label: text,
      told: leverTold(data, all[k]),
      sub: [words[effect] ?? effect, finite(left) ? `${countText(left)} left` : ""].filter(Boolean).join(", "),
      value: changeText(saved, "count"),
      range: changeRange(low, high, "count"),
      muted: !colours[effect],
      draw: (at) => {
        const place = x(at.x0, at.x1);
        if (place(0) > at.x0 + 1) shade(at, at.x0, place(0));
        rule(at.node, place(0), at.top, place(0), at.bottom, { stroke: "var(--edge)", width: 1.5 });
        whisker(at.node, at, place, {
          value: saved,
          low,
          high,
          colour: colours[effect] ?? "var(--edge)",
          hollow: !colours[effect],
        });
      },
    }));
    const grid = {
      scale: x,
      ticks: ticksOf(domain, width < 600 ? 4 : 6, "count"),
      text: (v) => tickText(v, "count"),
    };
    return rowList(width, rows, { grid, labelShare: 0.42 });
  },
  rows: (data) =>
    leversOf(data).map(({ text, left, saved, low, high, effect }) => ({
      change: text,
      left,
      saved,
      low,
      high,
      effect,
    })),
  alt(data) {
    return `${this.title(data)}. ${leversOf(data)
      .map(
        ({ text, saved, effect }) =>
          `${text}: ${changeText(saved, "count")}${words[effect] ? ` (${words[effect]})` : ""}`,
      )
      .join("; ")}.`;
  },
};
