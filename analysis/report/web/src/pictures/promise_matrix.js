// Plans beside promises: who keeps what, and how nearly. Many plans stand below each other, few beside each other.
import { cellsReadout } from "../parts/readout_stops.js";
import { drawCell, cellScale } from "../parts/matrix_cell.js";
import { foundText, plural } from "../parts/range_words.js";
import { isWide } from "../parts/row_list.js";
import { setHeight, sheet, write, rule } from "../parts/svg.js";
import { clipText, widest, wrapText } from "../parts/text_fit.js";
import { promiseLines, told } from "../parts/told.js";

const line = 15;
const gap = 6;

const placeOf = (promise, index) => promise.places.find(({ plan }) => plan === index);

function plansOf({ pictures }, choice) {
  return pictures.plans
    .map((plan, index) => ({ plan, index }))
    .filter(({ index }) => choice.plans.has(index) && pictures.promises.some((promise) => placeOf(promise, index)));
}

const words = (promise) => (promise.must ? promise.text : `${promise.text} (should)`);

function placeTold(promise, { plan, index }) {
  const place = placeOf(promise, index);
  const title = `${plan.name}: ${words(promise)}`;
  return place
    ? told(title, [{ name: "verdict", text: place.mark }, ...promiseLines(promise, place, plan)])
    : told(title, [{ name: "not asked of this plan", text: "" }]);
}

// Plans as columns, promises as rows; on a phone a promise stands above its cells. `cells` takes where each stands.
function drawColumns(node, promises, plans, width, cells) {
  const wide = isWide(width);
  const label = wide ? Math.min(width * 0.32, widest(promises.map(words), 12, 500) + 16) : 0;
  const cell = Math.min(150, (width - label + gap) / plans.length) - gap;
  const heads = plans.map(({ plan }) => wrapText(plan.name, cell, 11, 600, 3));
  const high = Math.max(...heads.map((lines) => lines.length));
  let y = high * line + 6;
  heads.forEach((lines, k) =>
    lines.forEach((text, n) =>
      write(node, label + k * (cell + gap), 11 + (high - lines.length + n) * line, text, { size: 11, weight: 600 }),
    ),
  );
  for (const promise of promises) {
    const lines = wrapText(words(promise), wide ? label - 14 : width, 12, 500);
    const height = wide ? Math.max(56, lines.length * line + 4) : 54;
    lines.forEach((text, n) => write(node, 0, y + 14 + n * line, text, { weight: 500 }));
    if (!wide) y += lines.length * line + 5;
    const domain = cellScale(promise);
    plans.forEach((one, k) => {
      const at = { x: label + k * (cell + gap), y, width: cell, height, domain };
      drawCell(node, promise, placeOf(promise, one.index), at);
      cells.push({ ...at, told: placeTold(promise, one) });
    });
    y += height + (wide ? gap : 14);
  }
  return y;
}

// Plans as rows, promises as numbered columns.
function drawRows(node, promises, plans, width, cells) {
  let y = 0;
  promises.forEach((promise, k) => {
    for (const [n, text] of wrapText(`${k + 1}  ${words(promise)}`, width, 12, 500).entries()) {
      write(node, n ? 14 : 0, y + 12, text, { weight: 500 });
      y += line;
    }
  });
  y += 10;
  const label = Math.min(
    width * 0.36,
    widest(
      plans.map(({ plan }) => plan.name),
      11,
    ) + 12,
  );
  const cell = Math.min(120, (width - label + gap) / promises.length) - gap;
  promises.forEach((_, k) =>
    write(node, label + k * (cell + gap) + 6, y + 10, String(k + 1), { size: 11, weight: 600 }),
  );
  y += 16;
  const domains = promises.map(cellScale);
  for (const one of plans) {
    write(node, 0, y + 16, clipText(one.plan.name, label - 10, 11), { size: 11 });
    promises.forEach((promise, k) => {
      const at = { x: label + k * (cell + gap), y, width: cell, height: 24, domain: domains[k] };
      drawCell(node, promise, placeOf(promise, one.index), at);
      cells.push({ ...at, told: placeTold(promise, one) });
    });
    y += 27;
  }
  rule(node, 0, y, width, y);
  return y;
}

export default {
  id: "promise-matrix",
  uses: ["plans"],
  applies: (data, choice) => data.pictures.promises.length > 0 && plansOf(data, choice).length > 0,
  title(data, choice) {
    const musts = data.pictures.promises.filter(({ must }) => must);
    const asked = musts.length ? musts : data.pictures.promises;
    const kept = plansOf(data, choice)
      .map(({ plan, index }) => ({
        plan,
        kept: asked.filter((promise) => placeOf(promise, index)?.tone === "pass").length,
        missed: asked.filter((promise) => ["fail", "warn"].includes(placeOf(promise, index)?.tone)).length,
      }))
      .sort((a, b) => b.kept - a.kept);
    const all = kept.filter((one) => one.kept === asked.length);
    // Those that may yet turn out to keep everything.
    const open = kept.some((one) => one.kept < asked.length && !one.missed);
    const surely = open ? "surely " : "";
    const whole =
      asked.length === 1 ? "the promise" : asked.length === 2 ? "both promises" : `all ${asked.length} promises`;
    const [only] = kept.length === 1 && !all.length ? kept : [];
    if (only) return `${only.plan.name} ${surely}keeps ${only.kept || "none"} of ${plural(asked.length, "promise")}`;
    if (all.length === kept.length && kept.length > 1) return `Every plan keeps ${whole}`;
    if (all.length === 1) return `${all[0].plan.name} ${kept.length > 1 ? "alone " : ""}${surely}keeps ${whole}`;
    if (all.length) return `${plural(all.length, "plan")} of ${kept.length} ${surely}keep ${whole}`;
    const most = kept.filter((one) => one.kept === kept[0].kept);
    const nearest = most.length === 1 ? `${most[0].plan.name} keeps` : `${plural(most.length, "plan")} keep`;
    return kept[0].kept
      ? `No plan ${surely}keeps ${whole}; ${nearest} ${kept[0].kept}`
      : `No plan surely keeps any of ${plural(asked.length, "promise")}`;
  },
  note: () =>
    "Each cell: the mark and what was found; where there is room its interval too, beside the " +
    "upright line of what is promised.",
  draw(data, choice, width) {
    const { promises } = data.pictures;
    const plans = plansOf(data, choice);
    const node = sheet(width);
    const room = isWide(width) ? width * 0.68 : width;
    const beside = room / plans.length >= 62;
    const cells = [];
    const high = (beside ? drawColumns : drawRows)(node, promises, plans, width, cells);
    return { node: setHeight(node, high + 2), readout: cellsReadout(cells) };
  },
  rows: (data, choice) =>
    data.pictures.promises.flatMap((promise) =>
      plansOf(data, choice).map(({ plan, index }) => {
        const place = placeOf(promise, index);
        return {
          promise: promise.text,
          must: promise.must,
          plan: plan.name,
          verdict: place?.mark ?? "",
          unit: promise.unit,
          threshold: promise.threshold,
          found: place?.value ?? null,
          low: place?.low ?? null,
          high: place?.high ?? null,
        };
      }),
    ),
  alt(data, choice) {
    return `${this.title(data, choice)}. ${data.pictures.promises
      .map(
        (promise) =>
          `${promise.text}: ${plansOf(data, choice)
            .map(({ plan, index }) => {
              const place = placeOf(promise, index);
              return `${plan.name} ${place ? `${place.mark} ${foundText(place.value, promise.unit)}` : "-"}`;
            })
            .join(", ")}`,
      )
      .join("; ")}.`;
  },
};
