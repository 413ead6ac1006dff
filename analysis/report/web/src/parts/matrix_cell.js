// One promise of one plan in a small box: the mark, what was found, and where that lies from the threshold.
import { numeric } from "./data.js";
import { toneColour } from "./palette.js";
import { foundText, rangeText } from "./range_words.js";
import { finite, scale, spanOf } from "./scales.js";
import { box, named, put, rule, write } from "./svg.js";
import { clipText, textWidth } from "./text_fit.js";
import { whisker } from "./whisker.js";

export function cellScale(promise) {
  const values = promise.places.flatMap(({ value, low, high }) => [value, low, high].map(numeric));
  return spanOf([promise.threshold, ...values], { unit: promise.unit, pad: 0.15 });
}

export function drawCell(node, promise, place, at) {
  const group = named(
    put(node, "g"),
    place
      ? `${place.mark}: ${foundText(place.value, promise.unit)} (${rangeText(place.low, place.high, promise.unit)})`
      : "not asked",
  );
  if (!place) {
    write(group, at.x + at.width / 2, at.y + at.height / 2 + 4, "-", { fill: "var(--muted)", anchor: "middle" });
    return;
  }
  const colour = toneColour(place.tone);
  box(group, at.x, at.x + at.width, at.y, at.height, colour, 0.1, 4);
  const inner = at.width - 12;
  write(group, at.x + 6, at.y + 16, clipText(place.mark, inner, 11, 700), { size: 11, weight: 700, fill: colour });
  if (at.height < 34) {
    const used = textWidth(place.mark, 11, 700) + 8;
    const text = foundText(place.value, promise.unit);
    if (textWidth(text, 11) <= inner - used)
      write(group, at.x + at.width - 6, at.y + 16, text, { size: 11, anchor: "end" });
    return;
  }
  const found = foundText(place.value, promise.unit);
  const fits = textWidth(found, 11, 500) <= inner ? found : found.replaceAll(" ", ""); // "15m44s" on a phone
  write(group, at.x + 6, at.y + 31, clipText(fits, inner, 11, 500), {
    size: 11,
    weight: 500,
  });
  const strip = { x0: at.x + 8, x1: at.x + at.width - 8, y: at.y + 44 };
  const x = scale(at.domain, [strip.x0, strip.x1]);
  if (finite(promise.threshold)) {
    const t = x(promise.threshold);
    rule(group, strip.x0, strip.y, strip.x1, strip.y, { stroke: "var(--rule)" });
    rule(group, t, strip.y - 6, t, strip.y + 6, { stroke: "var(--ink)", width: 1.5 });
  }
  whisker(group, strip, x, { value: place.value, low: place.low, high: place.high, colour, radius: 2.5, cap: 3 });
}
