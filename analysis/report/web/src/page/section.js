// A section: what it is about, then its words, pictures and tables.
import { el } from "../parts/dom.js";
import { pictureById } from "../pictures/index.js";
import { prose } from "../parts/words.js";
import { copyButton } from "./copy_button.js";
import { createFigure } from "./figure.js";
import { placeId } from "./places.js";
import { tableBlock } from "./table.js";

const makers = {
  list: ({ items }) => (items.length === 1 ? el("p", { class: "words" }, prose(items[0]))
    : el("ul", { class: "words" }, items.map((item) => el("li", null, prose(item))))),
  table: ({ table }, section, { state }) => tableBlock(table, section, state),
  code: ({ text }) => el("div", { class: "code" }, el("pre", null, el("code", null, text)),
    el("div", { class: "tools" }, copyButton("Copy", () => text, "the command"))),
  pictures: ({ ids }, _, { data, state, figures }) => ids.filter((id) => pictureById.has(id)).map((id) => {
    const figure = createFigure(data, pictureById.get(id), state);
    figures.add(figure, pictureById.get(id));
    return figure.element;
  }),
};

// -> { id, title, element, uses: choices that change its pictures, choosing: how many do }, or null: nothing to show.
export function createSection(section, page) {
  const content = section.blocks.flatMap((block) => makers[block.kind]?.(block, section, page) ?? []);
  if (content.every((node) => node.hidden) && !section.lead) return null;
  const shown = content.filter((node) => !node.hidden).map((node) => pictureById.get(node.dataset.picture))
    .filter((picture) => picture?.uses.length > 0);
  const uses = new Set(shown.flatMap((picture) => picture.uses));
  const place = placeId("section", section.id);
  const heading = el("h2", { id: `${place}-title`, tabindex: "-1" }, section.title);
  const element = el("section", { id: place, "aria-labelledby": heading.id },
    el("div", { class: "section-head" }, heading,
      el("a", { class: "up", href: page.state.addressAt("verdict"), "data-at": "verdict" }, "Verdict")),
    section.lead ? el("p", { class: "lead" }, prose(section.lead)) : null, content);
  return { id: section.id, title: section.title, element, uses, choosing: shown.length };
}
