// What was tried to mend the day: what it costs, and whether it is enough.
import { numeric } from "../parts/data.js";
import { toneColour } from "../parts/palette.js";
import { rowList } from "../parts/row_list.js";
import { finite, scale, spanOf, ticksOf } from "../parts/scales.js";
import { box } from "../parts/svg.js";
import { countText } from "../parts/format.js";
import { line, told } from "../parts/told.js";

const order = { pass: 0, undecided: 1, warn: 2, fail: 3, none: 4 };
const price = ({ cost }) => (finite(numeric(cost)) ? cost : Infinity);

const keptOf = ({ kept }) => (finite(kept) ? kept : -1);

// Those that pass first, from the cheapest; the others by musts kept, as near as they were told.
const ranked = ({ pictures }) =>
  [...pictures.fixes].sort(
    (a, b) =>
      (order[a.tone] ?? 4) - (order[b.tone] ?? 4) ||
      (a.tone === "pass" ? price(a) - price(b) : keptOf(b) - keptOf(a)) ||
      0,
  );

const musts = (count) => (count === 1 ? "must" : "musts");
const keptWords = ({ kept, of }) => (finite(kept) && of > 0 ? `keeps ${kept} of ${of} ${musts(of)}` : "");

const costWords = (fix) => fix.cost_text || (finite(fix.cost) ? countText(fix.cost) : "no price");

const withCurrency = ({ currency }, cost) => (currency && cost ? `${currency} ${countText(cost)}` : countText(cost));

// Its place among those that were tried, and what it costs beside the cheapest that passes.
function fixTold({ pictures }, all, fix) {
  const cheapest = all.find(({ tone, cost }) => tone === "pass" && finite(cost));
  const more = cheapest && fix !== cheapest && finite(fix.cost) ? fix.cost - cheapest.cost : null;
  const beside = more === 0 ? "as much" : `${withCurrency(pictures, Math.abs(more))} ${more > 0 ? "more" : "less"}`;
  const cheaper = all.filter(({ cost }) => finite(cost) && cost < fix.cost).length;
  return told(`${fix.verdict}: ${fix.text}`, [
    line("keeps", keptWords(fix).replace("keeps ", "")),
    ...(fix.misses ?? []).map((must) => line("misses", must)),
    line("costs", costWords(fix)),
    line("beside the cheapest that passes", more === null ? "" : beside),
    line("by price", finite(fix.cost) ? `${cheaper + 1} of ${all.length} that were tried` : ""),
    line("verdict", fix === cheapest ? "the cheapest that keeps every must" : ""),
  ]);
}

export default {
  id: "fixes",
  uses: [],
  applies: ({ pictures }) => pictures.fixes.length > 0,
  title(data) {
    const [first] = ranked(data);
    if (first.tone === "pass") return `The cheapest that passes: ${first.text}, ${costWords(first)}`;
    if (first.tone === "undecided") return `None surely passes; ${first.text} may (${costWords(first)})`;
    const tried = data.pictures.fixes.length;
    const kept = keptWords(first);
    if (tried === 1) return `What was tried does not pass${kept && `: it ${kept}`}`;
    return `None of the ${tried} that were tried passes${kept && `: the nearest ${kept}`}`;
  },
  note: () =>
    "Bars: what each costs. Those that pass stand first, from the cheapest; the others by how many musts they keep.",
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
      told: fixTold(data, all, fix),
      sub: keptWords(fix),
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
    return rowList(width, rows, { grid, stripHeight: 16, labelShare: 0.45 });
  },
  rows: (data) =>
    ranked(data).map(({ text, cost, cost_text, verdict, kept, of, misses }) => ({
      fix: text,
      cost,
      cost_text,
      verdict,
      musts_kept: kept,
      musts: of,
      misses: (misses ?? []).join("; "),
    })),
  alt(data) {
    return `${this.title(data)}. ${ranked(data)
      .map((fix) => [`${fix.verdict}: ${fix.text}`, keptWords(fix), costWords(fix)].filter(Boolean).join(", "))
      .join("; ")}.`;
  },
};
