// When pictures are drawn: those in view at once, the rest when nobody waits, all of them before printing.
import { choiceAtStart } from "./choice.js";

const printWidth = 680; // pixels between the margins of A4

export function createFigures(data, state) {
  const all = [];
  let waiting = null;

  const near = (figure) => {
    const box = figure.element.getBoundingClientRect();
    return box.top < window.innerHeight * 1.2 && box.bottom > -window.innerHeight * 0.2;
  };
  function rest() {
    waiting = null;
    const until = performance.now() + 24;
    for (const figure of all) {
      if (!figure.dirty) continue;
      figure.draw();
      if (performance.now() > until) break;
    }
    later();
  }
  function later() {
    if (waiting === null && all.some((figure) => figure.dirty)) waiting = setTimeout(rest, 0);
  }
  const drawNear = () => all.filter(near).forEach((figure) => figure.draw());
  const drawAll = (width) => all.forEach((figure) => figure.draw(width));

  state.onChoice.push((_, changed) => {
    for (const figure of all) if (figure.concerns(changed)) figure.dirty = true;
    drawNear();
    later();
  });

  let settled = null;
  const resized = new ResizeObserver(() => {
    clearTimeout(settled);
    settled = setTimeout(() => {
      for (const figure of all) if (figure.drawnFor !== figure.width()) figure.dirty = true;
      drawNear();
      later();
    }, 120);
  });

  // On paper everything is open and as wide as the page.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.folded:not([open])")];
    opened.forEach((details) => { details.open = true; });
    drawAll(printWidth);
  });
  window.addEventListener("afterprint", () => {
    opened.forEach((details) => { details.open = false; });
    for (const figure of all) figure.dirty = true;
    drawNear();
    later();
  });

  return {
    add(figure, picture) {
      figure.ever = picture.applies(data, choiceAtStart(data)) || picture.applies(data, state.choice);
      figure.element.hidden = !figure.ever;
      if (!figure.ever) figure.dirty = false;
      all.push(figure);
    },
    // The words are painted first; those in view follow at once.
    start() {
      setTimeout(() => {
        drawNear();
        later();
      }, 0);
      for (const figure of all) resized.observe(figure.element);
    },
    // Before the page is moved there: what is drawn later above it would push it away.
    drawBefore(place) {
      for (const figure of all) {
        if (place.compareDocumentPosition(figure.element) & Node.DOCUMENT_POSITION_FOLLOWING) break;
        figure.draw();
      }
    },
  };
}
