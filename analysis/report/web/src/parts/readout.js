// What a picture shows at one place: a thin rule and a small panel, by pointer, finger or arrow keys.
// It works from a picture's `readout`: { xs: [pixels], at: (i) -> { title, lines: [{ name, text, colour }] } }.
import { el } from "./dom.js";

export function nearest(xs, x) {
  let best = 0;
  xs.forEach((at, i) => {
    if (Math.abs(at - x) < Math.abs(xs[best] - x)) best = i;
  });
  return best;
}

export function spoken({ title, lines }) {
  return `${title}: ${lines.map((line) => (line.name ? `${line.name} ${line.text}` : line.text)).join(", ")}`;
}

const moves = {
  ArrowRight: (i, last) => (i < 0 ? 0 : Math.min(last, i + 1)),
  ArrowLeft: (i, last) => (i < 0 ? last : Math.max(0, i - 1)),
  Home: () => 0,
  End: (i, last) => last,
};

// `frame` holds the drawing and is positioned; `live` is told what the keys find.
export function createReadout(frame, live) {
  const rule = el("div", { class: "readout-rule", hidden: true });
  const panel = el("div", { class: "readout", hidden: true, "aria-hidden": "true" });
  let readout = null;
  let node = null;
  let drawnWidth = 1;
  let at = -1;

  function show(i) {
    at = i;
    const found = readout.at(i);
    panel.replaceChildren(
      el("div", { class: "readout-title" }, found.title),
      ...found.lines.map((line) => el("div", { class: "readout-line" },
        el("span", { class: "swatch", style: line.colour ? `background:${line.colour}` : "visibility:hidden" }),
        el("span", { class: "readout-name" }, line.name), el("span", { class: "readout-text" }, line.text))));
    rule.hidden = panel.hidden = false;
    const box = node.getBoundingClientRect();
    const outer = frame.getBoundingClientRect();
    const x = readout.xs[i] * (box.width / drawnWidth) + box.left - outer.left;
    rule.style.left = `${x}px`;
    const { offsetWidth } = panel;
    const right = x + 12 + offsetWidth <= frame.clientWidth;
    const left = Math.max(0, Math.min(x - 12 - offsetWidth, frame.clientWidth - offsetWidth));
    panel.style.left = `${right ? x + 12 : left}px`;
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
    const i = nearest(readout.xs, (event.clientX - box.left) * (drawnWidth / box.width));
    if (i !== at) show(i);
  }
  frame.addEventListener("pointermove", follow);
  frame.addEventListener("pointerdown", follow);
  frame.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && clear());
  frame.addEventListener("blur", clear);
  frame.addEventListener("keydown", (event) => {
    if (!readout || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") {
      clear();
    } else if (moves[event.key]) {
      event.preventDefault();
      live.textContent = spoken(show(moves[event.key](at, readout.xs.length - 1)));
    }
  });
  return {
    // A new drawing: `width` is what it was drawn for; on the page it may be scaled.
    use(newNode, newReadout, width) {
      clear();
      node = newNode;
      drawnWidth = width;
      readout = newReadout?.xs.length ? newReadout : null;
      frame.append(rule, panel);
      if (readout) frame.setAttribute("tabindex", "0");
      else frame.removeAttribute("tabindex");
    },
  };
}
