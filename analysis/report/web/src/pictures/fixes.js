// What was tried to mend the day: what it costs, and whether it is enough.
import { numeric } from "../parts/data.js";
import { toneColour } from "../parts/palette.js";
import { rowList } from "../parts/row_list.js";
import { finite, scale, spanOf, ticksOf } from "../parts/scales.js";
import { box } from "../parts/svg.js";
import { countText } from "../parts/format.js";

const order = { pass: 0, undecided: 1, warn: 2, fail: 3, none: 4 };
const price = ({ cost }) => (finite(numeric(cost)) ? cost : Infinity);

// Those that pass first, each group from the cheapest.
const ranked = ({ pictures }) =>
  [...pictures.fixes].sort((a, b) => (order[a.tone] ?? 4) - (order[b.tone] ?? 4) || price(a) - price(b) || 0);

const costWords = (fix) => fix.cost_text || (finite(fix.cost) ? countText(fix.cost) : "no price");

export default {
  id: "fixes",
  uses: [],
  applies: ({ pictures }) => pictures.fixes.length > 0,
  title(data) {
    const [first] = ranked(data);
    if (first.tone === "pass") return `The cheapest that passes: ${first.text}, ${costWords(first)}`;
    if (first.tone === "undecided") return `None surely passes; ${first.text} may (${costWords(first)})`;
    const tried = data.pictures.fixes.length;
    return tried === 1 ? "What was tried does not pass" : `None of the ${tried} that were tried passes`;
  },
  note: () => "Bars: what each costs. Those that pass stand first, from the cheapest.",
  draw(data, _choice, width) {
    const all = ranked(data);
    const domain = spanOf(
      all.map(({ cost }) => numeric(cost)),
      { zero: true, pad: 0.04 },
    );
    const x = (x0, x1) => scale(domain, [x0, x1]);
    const rows = all.map((fix) => ({
      mark: { text: fix.verdict, colour: toneColour(fix.tone) },
      label: fix.text,
      value: costWords(fix),
      draw: (at) => {
        const place = x(at.x0, at.x1);
        if (finite(fix.cost))
          box(at.node, place(0), place(fix.cost), at.y - 5, 10, toneColour(fix.tone), fix.tone === "pass" ? 1 : 0.55);
      },
    }));
    const { currency } = data.pictures;
    const grid = all.some(({ cost }) => finite(cost))
      ? {
          scale: x,
          ticks: ticksOf(domain, width < 600 ? 3 : 5, "count"),
          text: (v) => (currency ? `${currency} ${countText(v)}` : countText(v)),
        }
      : undefined;
    return { node: rowList(width, rows, { grid, stripHeight: 16, labelShare: 0.45 }), readout: null };
  },
  rows: (data) => ranked(data).map(({ text, cost, cost_text, verdict }) => ({ fix: text, cost, cost_text, verdict })),
  alt(data) {
    return `${this.title(data)}. ${ranked(data)
      .map((fix) => `${fix.verdict}: ${fix.text}, ${costWords(fix)}`)
      .join("; ")}.`;
  },
};
