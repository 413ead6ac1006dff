// Where a link leads. Sections, pictures and tables may share an id: a section is meant before a picture, and that
// before a table.
const kinds = ["section", "picture", "table"];

export const placeId = (kind, id) => `${kind}-${id}`;

export function findPlace(at) {
  if (!at) return null;
  if (at === "verdict") return document.getElementById("verdict");
  const ids = kinds.map((kind) => placeId(kind, at));
  if (kinds.some((kind) => at.startsWith(`${kind}-`))) ids.push(at);
  const found = ids.map((id) => document.getElementById(id)).find((node) => node && !node.hidden);
  return found ?? null;
}

// `gently`: the eye may follow, unless the reader wants no motion.
export function goTo(place, gently) {
  if (place instanceof HTMLDetailsElement) place.open = true;
  const still = !gently || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const heading = place.querySelector("h1, h2, h3, summary") ?? place;
  heading.focus({ preventScroll: true });
  place.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "start" });
}
