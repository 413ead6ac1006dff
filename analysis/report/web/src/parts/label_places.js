// Places for the names of points: beside them, and moved up or down until no two touch.
import { clipText, textWidth } from "./text_fit.js";

const height = 14;
const apart = (a, b) =>
  a.x + a.width < b.x - 4 || b.x + b.width < a.x - 4 || Math.abs(a.y - b.y) >= (b.height ?? height);

// points: [{ x, y, text, ... }] -> the same with label: { x, y, text }, in the box { left, right, top, bottom }.
// `blocked`: boxes { x, y, width, height: unless that of a label } that no label may touch.
export function placeLabels(points, { left, right, top, bottom }, size = 11, blocked = []) {
  const taken = [...blocked];
  return [...points]
    .sort((a, b) => a.y - b.y || a.x - b.x)
    .map((point) => {
      const text = clipText(point.text, (right - left) * 0.6, size, 600);
      const width = textWidth(text, size, 600);
      const sides = [point.x + 10, point.x - 10 - width, point.x - width / 2].filter(
        (x) => x >= left && x + width <= right,
      );
      const xs = sides.length ? sides : [Math.max(left, Math.min(right - width, point.x - width / 2))];
      const tries = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5]
        .flatMap((n) =>
          xs.map((x, side) => ({
            x,
            y: point.y + 4 + n * height,
            width,
            over: side === 2 && n === 0,
          })),
        )
        .filter(({ y, over }) => !over && y >= top + 8 && y <= bottom - 2);
      const label = tries.find((one) => taken.every((other) => apart(one, other)));
      if (label) taken.push(label);
      return { ...point, label: label ? { ...label, text } : null };
    });
}
