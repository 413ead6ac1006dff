// Reads drawings back: marks and texts of an SVG in its own pixels, axes as straight lines through their labels.
import assert from "node:assert/strict";

// Runs in the page: everything drawn in an SVG, in its pixels.
function snapshot(svg) {
  const outer = svg.getBoundingClientRect();
  const ratio = (svg.viewBox.baseVal?.width || outer.width) / outer.width;
  const base = svg.getScreenCTM().inverse();
  const at = (node, x, y) => {
    const point = new DOMPoint(x, y).matrixTransform(base.multiply(node.getScreenCTM()));
    return [point.x, point.y];
  };
  const vertices = (path) => {
    const found = [];
    let start = true;
    let x = 0;
    let y = 0;
    for (const [, letter, rest] of path.getAttribute("d").matchAll(/([MLHVZCQAmlhvzcqa])([^MLHVZCQAmlhvzcqa]*)/g)) {
      const n = rest.match(/-?\d*\.?\d+(?:e[-+]?\d+)?/gi)?.map(Number) ?? [];
      if (letter === "H")
        n.forEach((v) => {
          x = v;
          found.push({ at: at(path, x, y), start: false });
        });
      else if (letter === "V")
        n.forEach((v) => {
          y = v;
          found.push({ at: at(path, x, y), start: false });
        });
      else if (letter === "M" || letter === "L") {
        for (let k = 0; k < n.length; k += 2) {
          [x, y] = [n[k], n[k + 1]];
          start = letter === "M" && k === 0;
          found.push({ at: at(path, x, y), start });
        }
      } else if (letter === "C") {
        for (let k = 0; k + 5 < n.length; k += 6) {
          [x, y] = [n[k + 4], n[k + 5]];
          found.push({ at: at(path, x, y), start: false });
        }
      } else if (letter !== "Z") return null;
    }
    return found;
  };
  const shapes = [];
  const texts = [];
  for (const node of svg.querySelectorAll("rect, path, line, circle, ellipse, polygon, polyline, text, use")) {
    if (node.closest("defs, clipPath, marker")) continue;
    const style = getComputedStyle(node);
    if (style.display === "none" || style.visibility === "hidden") continue;
    const box = node.getBBox();
    const [x1, y1] = at(node, box.x, box.y);
    const [x2, y2] = at(node, box.x + box.width, box.y + box.height);
    const common = {
      tag: node.localName,
      x1: Math.min(x1, x2),
      x2: Math.max(x1, x2),
      y1: Math.min(y1, y2),
      y2: Math.max(y1, y2),
      fill: style.fill,
      stroke: style.stroke,
      fillOpacity: Number(style.fillOpacity),
      dash: style.strokeDasharray,
      fillText: node.getAttribute("fill") ?? node.closest("[fill]")?.getAttribute("fill") ?? "",
      strokeText: node.getAttribute("stroke") ?? node.closest("[stroke]")?.getAttribute("stroke") ?? "",
    };
    if (node.localName === "text") {
      const dx = node.x.baseVal.length ? node.x.baseVal[0].value : 0;
      const dy = node.y.baseVal.length ? node.y.baseVal[0].value : 0;
      const [x, y] = at(node, dx, dy);
      const look = getComputedStyle(node);
      const text = [...node.childNodes]
        .filter((child) => child.localName !== "title")
        .map((child) => child.textContent)
        .join("");
      texts.push({ ...common, text, x, y, anchor: look.textAnchor, size: parseFloat(look.fontSize) });
    } else {
      const title =
        [...node.children].find((child) => child.localName === "title") ??
        [...node.parentElement.children].find((child) => child.localName === "title");
      const shape = { ...common, title: title?.textContent ?? "" };
      if (node.localName === "path") shape.points = vertices(node);
      if (node.localName === "line") {
        shape.points = [
          at(node, node.x1.baseVal.value, node.y1.baseVal.value),
          at(node, node.x2.baseVal.value, node.y2.baseVal.value),
        ].map((point, k) => ({ at: point, start: k === 0 }));
      }
      if (node.localName === "circle") [shape.cx, shape.cy] = at(node, node.cx.baseVal.value, node.cy.baseVal.value);
      shapes.push(shape);
    }
  }
  return { width: outer.width * ratio, height: outer.height * ratio, shapes, texts };
}

// Every drawing of a figure, from the top.
export async function drawings(figure) {
  const all = [];
  for (const svg of await figure.locator(".drawing svg").all()) all.push(await svg.evaluate(snapshot));
  return all;
}

// Its biggest.
export async function drawn(figure) {
  const all = await drawings(figure);
  assert.ok(all.length > 0, "nothing is drawn");
  return all.reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a));
}

export const filledWith = (picture, fill) => picture.shapes.filter((shape) => shape.fillText === fill);

// "08:30" -> seconds after the start of the known data (08:00)
export const clockSeconds = (text) => {
  const found = /(\d\d):(\d\d)$/.exec(text);
  return found ? (Number(found[1]) * 60 + Number(found[2]) - 480) * 60 : NaN;
};

// "80%", "1,500", "4 m 10 s", "-2.5", "GBP 3,000", "10 h" -> a number
export function numberIn(text) {
  const plain = text
    .replace(/[\u2212\u2013]/g, "-")
    .replaceAll(",", "")
    .trim();
  const share = /^([-+]?[\d.]+)%$/.exec(plain);
  if (share) return Number(share[1]) / 100;
  const parts = [...plain.matchAll(/([\d.]+) ?(h|m|s)\b/g)];
  if (parts.length) {
    const seconds = parts.reduce((sum, [, n, unit]) => sum + Number(n) * { h: 3600, m: 60, s: 1 }[unit], 0);
    return plain.startsWith("-") ? -seconds : seconds;
  }
  const number = /[-+]?\d[\d.]*/.exec(plain);
  return number ? Number(number[0]) : NaN;
}

// The straight line through labels: { toValue(pixel), toPixel(value), domain }. Labels that are not on one line are a
// wrong axis.
export function fit(ticks) {
  assert.ok(ticks.length >= 2, `an axis needs two labels, found ${JSON.stringify(ticks)}`);
  const n = ticks.length;
  const mean = (key) => ticks.reduce((sum, tick) => sum + tick[key], 0) / n;
  const [mv, mp] = [mean("value"), mean("pixel")];
  const slope =
    ticks.reduce((sum, t) => sum + (t.value - mv) * (t.pixel - mp), 0) /
    ticks.reduce((sum, t) => sum + (t.value - mv) ** 2, 0);
  const toPixel = (value) => mp + (value - mv) * slope;
  for (const tick of ticks) {
    assert.ok(
      Math.abs(toPixel(tick.value) - tick.pixel) < 1,
      `the label ${tick.text} stands at ${tick.pixel}, not at ${toPixel(tick.value)}`,
    );
  }
  return { toPixel, toValue: (pixel) => mv + (pixel - mp) / slope, pixelsPerUnit: Math.abs(slope), ticks };
}

// The texts that stand on one line, or in one column, most of them.
function largestGroup(texts, key) {
  const groups = new Map();
  for (const text of texts) {
    const at = Math.round(key(text) / 2);
    groups.set(at, [...(groups.get(at) ?? []), text]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}

// Along the foot. Labels at the very edge may have been pushed inside.
export function acrossAxis(picture, parse = numberIn, where = () => true) {
  const labels = largestGroup(
    picture.texts.filter((t) => t.anchor === "middle" && where(t) && Number.isFinite(parse(t.text))),
    (t) => t.y,
  );
  const free = labels.filter((t) => t.x2 < picture.width - 10 || labels.length < 3);
  return fit(free.map((t) => ({ text: t.text, value: parse(t.text), pixel: (t.x1 + t.x2) / 2 })));
}

export const clockAxis = (picture, where) =>
  acrossAxis(picture, (text) => (/^\d\d:\d\d$/.test(text) ? clockSeconds(text) : NaN), where);

// Up the side.
export function upAxis(picture, where = () => true) {
  const labels = largestGroup(
    picture.texts.filter((t) => t.anchor === "end" && where(t) && /^[-+\u2212]?[\d.,]+( ?(%|s|m|h|GBP))?/.test(t.text)),
    (t) => t.x2,
  );
  return fit(labels.map((t) => ({ text: t.text, value: numberIn(t.text), pixel: (t.y1 + t.y2) / 2 })));
}

export function near(found, expected, tolerance, what) {
  assert.ok(Math.abs(found - expected) <= tolerance, `${what}: ${found}, expected ${expected} (within ${tolerance})`);
}

// The height of a drawn line at a place: of steps, the one that holds there; of a straight line, in between.
export function levelAt(points, x) {
  for (let k = 1; k < points.length; k += 1) {
    if (points[k].start) continue;
    const [[xa, ya], [xb, yb]] = [points[k - 1].at, points[k].at];
    if (Math.min(xa, xb) <= x && x <= Math.max(xa, xb) && xa !== xb) return ya + ((yb - ya) * (x - xa)) / (xb - xa);
  }
  return null;
}

// How far an area reaches at a place: [upper, lower] in pixels.
export function reachAt(points, x) {
  const found = [];
  points.forEach((point, k) => {
    const next = points[k + 1] && !points[k + 1].start ? points[k + 1] : null;
    if (!next) return;
    const [[xa, ya], [xb, yb]] = [point.at, next.at];
    if (Math.min(xa, xb) < x && x < Math.max(xa, xb)) found.push(ya + ((yb - ya) * (x - xa)) / (xb - xa));
  });
  return found.length ? [Math.min(...found), Math.max(...found)] : null;
}

export const isLine = (shape) =>
  shape.tag === "path" && shape.fill === "none" && shape.stroke !== "none" && shape.points;
export const isArea = (shape) => shape.tag === "path" && shape.fill !== "none" && shape.points;
export const linesOf = (picture, stroke) => picture.shapes.filter((s) => isLine(s) && s.strokeText === stroke);
export const areasOf = (picture, fill) => picture.shapes.filter((s) => isArea(s) && s.fillText === fill);

// The marks beside a label: those whose middle is within `reach` pixels of its line.
export function rowOf(found, label, reach = 16) {
  const text = found.texts.find((t) => t.text === label);
  assert.ok(text, `no label "${label}" among ${found.texts.map((t) => t.text).join(" | ")}`);
  const y = (text.y1 + text.y2) / 2;
  const near_ = (s) => Math.abs((s.y1 + s.y2) / 2 - y) <= reach;
  return { y, shapes: found.shapes.filter(near_), texts: found.texts.filter(near_) };
}
