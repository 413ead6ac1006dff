// What a picture shows at one place: a quiet mark and a small panel, by pointer, finger or arrow keys.
// It works from a picture's `readout`: stops (readout_stops.js) and
// at: (i) -> { title, lines: [{ name, text, colour }] }.
import { el } from "./dom.js";
import { moved, nearestStop, stopsOf } from "./readout_stops.js";
import { typeset } from "./words.js";

const gap = 12; // between a mark and its panel

export function spoken({ title, lines }) {
  return typeset(`${title}: ${lines.map(({ name, text }) => [name, text].filter(Boolean).join(" ")).join(", ")}`);
}

function linesOf({ title, lines }) {
  const swatches = lines.some(({ colour }) => colour);
  return [
    el("div", { class: "readout-title" }, typeset(title)),
    ...lines.map(({ name, text, colour }) => el("div", { class: `readout-line${swatches ? "" : " plain"}` },
      swatches ? el("span", { class: "swatch", style: colour ? `background:${colour}` : "visibility:hidden" }) : null,
      el("span", { class: "readout-name" }, typeset(name)), el("span", { class: "readout-text" }, typeset(text)))),
  ];
}

// The mark of a stop, in pixels of the frame: { left, top, width, height }; a moment is as high as the frame.
function markOf(stop, x, y, frame) {
  if (stop.shape === "moment") return { left: x(stop.x), top: 0, width: 1, height: frame.clientHeight };
  if (stop.shape === "row")
    return { left: -6, top: y(stop.y1), width: frame.clientWidth + 12, height: y(stop.y2) - y(stop.y1) };
  if (stop.shape === "dot") {
    const r = (stop.r ?? 5) + 4;
    return { left: x(stop.x) - r, top: y(stop.y) - r, width: 2 * r, height: 2 * r };
  }
  return { left: x(stop.x1), top: y(stop.y1), width: x(stop.x2) - x(stop.x1), height: y(stop.y2) - y(stop.y1) };
}

// What of the frame can be seen, from top to foot, in its own pixels: below the choices that stay at the top.
function seenOf(frame) {
  const { top } = frame.getBoundingClientRect();
  const bar = frame.closest(".explore")?.querySelector(":scope > .toolbar")?.getBoundingClientRect().bottom ?? 0;
  return { from: Math.max(0, bar) - top + 4, to: window.innerHeight - top - 4 };
}

const narrow = 48; // a mark that its panel stands beside

// Beside what is narrow, below or above any other; never wider than the frame, and where it can be seen.
function placeOf(mark, shape, panel, frame, beside) {
  const [wide, high] = [panel.offsetWidth, panel.offsetHeight];
  const most = Math.max(0, frame.clientWidth - wide);
  const seen = seenOf(frame);
  if (mark.width < narrow && shape !== "dot") {
    const right = mark.left + mark.width + gap;
    const top =
      shape === "moment"
        ? Math.max(8, Math.min(seen.from, frame.clientHeight - high))
        : Math.max(seen.from, Math.min(mark.top, seen.to - high));
    return { left: right <= most ? right : Math.max(0, Math.min(mark.left - gap - wide, most)), top };
  }
  const below = mark.top + mark.height + 6;
  const above = mark.top - high - 6;
  const left = Math.max(0, Math.min(beside, most));
  return { left, top: below + high > seen.to && above >= seen.from ? above : below };
}

// `frame` holds the drawing and is positioned; `live` is told what the keys find.
export function createReadout(frame, live) {
  const rule = el("div", { class: "readout-rule", hidden: true });
  const panel = el("div", { class: "readout", hidden: true, "aria-hidden": "true" });
  let readout = null;
  let stops = [];
  let node = null;
  let drawnWidth = 1;
  let at = -1;

  // `from`: where the pointer is, in pixels of the frame.
  function show(i, from) {
    at = i;
    const stop = stops[i];
    const found = readout.at(i);
    panel.replaceChildren(...linesOf(found));
    rule.hidden = panel.hidden = false;
    rule.dataset.shape = stop.shape;
    const box = node.getBoundingClientRect();
    const outer = frame.getBoundingClientRect();
    const ratio = box.width / drawnWidth;
    const x = (v) => v * ratio + box.left - outer.left;
    const y = (v) => v * ratio + box.top - outer.top;
    const mark = markOf(stop, x, y, frame);
    for (const side of ["left", "top", "width", "height"]) rule.style[side] = `${mark[side]}px`;
    const begin = stop.shape === "row" ? (from ?? x(stop.x ?? drawnWidth * 0.4)) + gap : mark.left;
    panel.style.left = panel.style.top = "0"; // as wide as it likes to be
    const { left, top } = placeOf(mark, stop.shape, panel, frame, begin);
    panel.style.left = `${left}px`;
    panel.style.top = `${top}px`;
    return found;
  }
  function clear() {
    at = -1;
    rule.hidden = panel.hidden = true;
    live.textContent = "";
  }
  function follow(event) {
    if (!readout) return;
    const box = node.getBoundingClientRect();
    const ratio = drawnWidth / box.width;
    const i = nearestStop(stops, [(event.clientX - box.left) * ratio, (event.clientY - box.top) * ratio]);
    if (i !== at) show(i, event.clientX - frame.getBoundingClientRect().left);
  }
  frame.addEventListener("pointermove", follow);
  frame.addEventListener("pointerdown", follow);
  frame.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && clear());
  frame.addEventListener("blur", clear);
  document.addEventListener("pointerdown", (event) => at >= 0 && !frame.contains(event.target) && clear());
  frame.addEventListener("keydown", (event) => {
    if (!readout || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") {
      clear();
      return;
    }
    const next = moved(stops, at, event.key);
    if (next === null) return;
    event.preventDefault();
    live.textContent = spoken(show(next));
  });
  return {
    // A new drawing: `width` is what it was drawn for; on the page it may be scaled.
    use(newNode, newReadout, width) {
      clear();
      node = newNode;
      drawnWidth = width;
      stops = stopsOf(newReadout);
      readout = stops.length ? newReadout : null;
      frame.append(rule, panel);
      if (readout) frame.setAttribute("tabindex", "0");
      else frame.removeAttribute("tabindex");
    },
  };
}
