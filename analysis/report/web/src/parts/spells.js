// Hours of the day in words: when something holds, for how long, and where it is worst.
import { clockText, durationText } from "./format.js";
import { finite } from "./scales.js";

export const intervalEnd = (pictures, i) => Math.min(pictures.from_s[i] + pictures.interval_s, pictures.length_s);

// Stretches of intervals where `holds(i)`: [{ from_s, to_s }]. `rows` have from_s and to_s.
export function spellsOf(rows, holds) {
  const spells = [];
  rows.forEach((row, i) => {
    if (!holds(row, i)) return;
    const last = spells.at(-1);
    if (last && Math.abs(last.to_s - row.from_s) < 1) last.to_s = row.to_s;
    else spells.push({ from_s: row.from_s, to_s: row.to_s });
  });
  return spells;
}

export const lengthOf = (spells) => spells.reduce((sum, spell) => sum + spell.to_s - spell.from_s, 0);

const mostOfIt = 0.6; // of the whole: the longest stretch is named, the others are added

// "from 08:30 to 12:30", "from 08:30 to 12:30 and for 15 m more", "for 3 h 15 m between 08:30 and 12:30", "all day"
export function spellsText(pictures, spells) {
  const all = lengthOf(spells);
  if (all >= pictures.length_s - 1) return "all day";
  const clock = (s) => clockText(pictures, s);
  const longest = spells.reduce((a, b) => (lengthOf([b]) > lengthOf([a]) ? b : a));
  const size = lengthOf([longest]);
  if (size < all * mostOfIt) {
    return `for ${durationText(all)} between ${clock(spells[0].from_s)} and ${clock(spells.at(-1).to_s)}`;
  }
  const more = spells.length > 1 ? ` and for ${durationText(all - size)} more` : "";
  return `from ${clock(longest.from_s)} to ${clock(longest.to_s)}${more}`;
}

export const intervalRows = (pictures) =>
  pictures.from_s.map((from_s, i) => ({ i, from_s, to_s: intervalEnd(pictures, i) }));

// The interval with the least (or most) of it: { i, value }; null where there is no value.
export function extreme(values, most) {
  let found = null;
  values.forEach((value, i) => {
    if (!finite(value)) return;
    if (!found || (most ? value > found.value : value < found.value)) found = { i, value };
  });
  return found;
}

// Figures of which neither much nor little is bad: what is told of them is where they are highest.
const neutral = ["offered", "answered", "attempts", "people", "agents_signed_in"];
export const isNeutral = (curve) => neutral.includes(curve.figure);
export const worstOf = (curve) => extreme(curve.mean, isNeutral(curve) || !curve.higher_is_better);
