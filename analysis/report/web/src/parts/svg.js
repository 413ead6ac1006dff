// Drawing by hand where a picture is a list of rows and not a chart: SVG elements, text only as text.
import { typeset } from "./words.js";

const space = "http://www.w3.org/2000/svg";

export function put(parent, name, attributes = {}, text) {
  const node = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(key, value);
  }
  if (text !== undefined) node.textContent = text;
  parent.append(node);
  return node;
}

export function sheet(width) {
  const node = document.createElementNS(space, "svg");
  node.setAttribute("width", width);
  node.setAttribute("font-size", 12);
  node.setAttribute("fill", "var(--ink)");
  node.style.display = "block";
  node.style.maxWidth = "100%";
  node.style.fontVariantNumeric = "tabular-nums";
  return node;
}

export function setHeight(node, height) {
  const rounded = Math.ceil(height);
  node.setAttribute("height", rounded);
  node.setAttribute("viewBox", `0 0 ${node.getAttribute("width")} ${rounded}`);
  return node;
}

export function write(parent, x, y, text, { size = 12, weight, fill = "var(--ink)", anchor, halo } = {}) {
  return put(
    parent,
    "text",
    {
      x,
      y,
      "font-size": size,
      "font-weight": weight,
      fill,
      "text-anchor": anchor,
      ...(halo
        ? { stroke: "var(--card, Canvas)", "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" }
        : {}),
    },
    typeset(text),
  );
}

export function rule(parent, x1, y1, x2, y2, { stroke = "var(--rule)", width = 1, dash, opacity } = {}) {
  return put(parent, "line", {
    x1,
    y1,
    x2,
    y2,
    stroke,
    "stroke-width": width,
    "stroke-dasharray": dash,
    "stroke-opacity": opacity,
  });
}

// A box from x1 to x2, whichever is further left; never thinner than a hair.
export function box(parent, x1, x2, y, height, fill, opacity, radius = 0) {
  return put(parent, "rect", {
    x: Math.min(x1, x2),
    y,
    width: Math.max(0.5, Math.abs(x2 - x1)),
    height,
    fill,
    "fill-opacity": opacity,
    rx: radius || null,
  });
}

// An arrow head at x that points right (1) or left (-1): the scale ends, the figure does not.
export function arrowHead(parent, x, y, direction, fill, size = 5) {
  const back = x - direction * size * 1.4;
  return put(parent, "path", { d: `M${x},${y}L${back},${y - size}L${back},${y + size}Z`, fill });
}

export function named(node, text) {
  put(node, "title", {}, text);
  return node;
}
