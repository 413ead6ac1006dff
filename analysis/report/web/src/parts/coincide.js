// Curves that lie on each other: which plan runs as which, all day or but for one stretch.
import { finite } from "./scales.js";
import { intervalRows, spellsOf, spellsText } from "./spells.js";

const apart = 0.015; // of the height of the chart: about the width of a line
const mostApart = 0.1; // of the intervals, in one stretch

function stretchesApart(pictures, a, b, high) {
  const off = (i) => finite(a[i]) !== finite(b[i]) || (finite(a[i]) && Math.abs(a[i] - b[i]) > apart * high);
  return spellsOf(intervalRows(pictures), (_, i) => off(i));
}

const partOf = (pictures, { from_s: from, to_s: to }) => (to - from) / pictures.length_s;

// The height of a chart of these.
const heightOf = (curves, unit) =>
  unit === "share" ? 1 : Math.max(1e-9, ...curves.flatMap(({ mean }) => mean).filter(finite));

// curves: [{ name, mean }]
// -> for each null, or { as: index of an earlier one that runs as none, except: the stretch where they part or null }
export function coinciding(pictures, curves, unit) {
  const high = heightOf(curves, unit);
  const found = [];
  curves.forEach((curve, k) => {
    const near = curves
      .slice(0, k)
      .map((other, as) => ({ as, spells: stretchesApart(pictures, other.mean, curve.mean, high) }))
      .filter(({ as, spells }) => !found[as] && spells.length <= 1)
      .filter(({ spells: [spell] }) => !spell || partOf(pictures, spell) <= mostApart)
      .sort((a, b) => a.spells.length - b.spells.length)[0];
    found.push(near ? { as: near.as, except: near.spells[0] ?? null } : null);
  });
  return found;
}

// "failback at once = as designed, except 13:15 to 14:30", for a legend.
export function asName(pictures, curves, same, k) {
  if (!same[k]) return curves[k].name;
  const except = same[k].except ? ` except ${spellsText(pictures, [same[k].except]).replace(/^from /, "")}` : "";
  return `${curves[k].name} = ${curves[same[k].as].name}${except}`;
}

const stroke = 10; // pixels of one colour

// Those that run as one all day share its line in turns: strokes of each colour, its own between them. Those that
// part from it for a while are seen beside it there.
export function sharedDash(same, k) {
  if (!same[k] || same[k].except) return {};
  const group = same.flatMap((one, n) => (one?.as === same[k].as && !one.except ? [n] : []));
  const turn = group.indexOf(k) + 1;
  return { dash: `${stroke} ${stroke * group.length}`, offset: -stroke * turn, over: true };
}

const listed = (names) =>
  names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : (names[0] ?? "");

// "; as designed and automatic decision coincide", for the end of a title; "" where none do.
export function coincideWords(pictures, curves, unit) {
  const same = coinciding(pictures, curves, unit);
  const groups = curves
    .map(({ name }, k) => ({
      whole: [name, ...curves.filter((_, n) => same[n]?.as === k && !same[n].except).map((one) => one.name)],
      partly: curves.map((one, n) => ({ ...one, ...same[n] })).filter(({ as, except }) => as === k && except),
      name,
    }))
    .sort((a, b) => b.whole.length - a.whole.length || b.partly.length - a.partly.length);
  const [{ whole, partly, name }] = groups;
  if (whole.length === curves.length && whole.length > 2) return `; all ${whole.length} plans coincide`;
  if (whole.length > 3) return `; ${whole.length} of ${curves.length} plans coincide`;
  if (whole.length > 1) return `; ${listed(whole)} coincide`;
  if (!partly.length) return "";
  return `; ${name} and ${partly[0].name} coincide except ${spellsText(pictures, [partly[0].except])}`;
}
