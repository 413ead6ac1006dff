// The sections as a list of links, which shows where one is.
import { el } from "../parts/dom.js";

export function createContents(sections, state) {
  const links = new Map();
  const entry = (id, title) => {
    const link = el("a", { href: state.addressAt(id), "data-at": id }, title);
    links.set(id, link);
    return el("li", null, link);
  };
  const element = el("nav", { class: "contents", "aria-label": "Contents" },
    el("ol", null, entry("verdict", "Verdict"), sections.map(({ id, title }) => entry(id, title))));

  // The section that crosses the upper third of the window is where one is.
  const inside = new Set();
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) inside[isIntersecting ? "add" : "delete"](target);
    const here = sections.find((section) => inside.has(section.element))?.id ?? (inside.size ? null : undefined);
    if (here === undefined) return;
    for (const [id, link] of links) {
      if (id === here) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  }, { rootMargin: "-25% 0px -70% 0px" });
  sections.forEach((section) => watch.observe(section.element));
  return element;
}
