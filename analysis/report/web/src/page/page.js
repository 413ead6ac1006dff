// The page as a whole: verdict, answers, then the sections in the order of the data.
import { el } from "../parts/dom.js";
import { complete } from "./complete.js";
import { createContents } from "./contents.js";
import { createFigures } from "./figures.js";
import { createAnswers, createHeader, createVerdict } from "./header.js";
import { findPlace, goTo } from "./places.js";
import { createSection } from "./section.js";
import { createState } from "./state.js";
import { createToolbar } from "./toolbar.js";

// The toolbar stays at the top while its pictures pass: links must not lead under it.
function explore(toolbar, elements) {
  const group = el("div", { class: "explore" }, toolbar, elements);
  new ResizeObserver(() => group.style.setProperty("--bar", `${toolbar.offsetHeight}px`)).observe(toolbar);
  return group;
}

// Sections that follow each other and share choices share a toolbar. A section alone with a picture or two has its
// own, below its heading.
function withToolbars(data, sections, state) {
  const groups = [];
  for (const section of sections) {
    const chooses = section.uses.size > 0;
    if (!chooses || !groups.at(-1)?.chooses) groups.push({ chooses, sections: [] });
    groups.at(-1).sections.push(section);
  }
  return groups.map((group) => {
    const elements = group.sections.map((section) => section.element);
    const uses = new Set(group.sections.flatMap((section) => [...section.uses]));
    const toolbar = group.chooses ? createToolbar(data, uses, state) : null;
    if (!toolbar) return elements;
    const [{ element, choosing }] = group.sections;
    if (group.sections.length > 1 || choosing > 2) return explore(toolbar, elements);
    toolbar.classList.add("inline");
    element.querySelector(".lead, .section-head:not(:has(+ .lead))").after(toolbar);
    return elements;
  });
}

function createFooter(data, state, particulars) {
  const named = data.subtitle.startsWith(`${data.name}.`);
  return el("footer", null,
    el("p", null, `${named ? "" : `${data.name}. `}${data.subtitle} `, particulars
      ? el("a", { href: state.addressAt(particulars.id), "data-at": particulars.id }, "Version, seed and inputs")
      : null),
    document.getElementById("licences"));
}

export function buildPage(found, root) {
  const data = complete(found);
  document.title = [data.verdict.word, data.name].filter(Boolean).join(" - ");
  const state = createState(data);
  const figures = createFigures(data, state);
  const sections = data.sections.map((section) => createSection(section, { data, state, figures })).filter(Boolean);
  const verdict = createVerdict(data);
  const main = el("main", { id: "main", tabindex: "-1" }, verdict, createAnswers(data, state),
    withToolbars(data, sections, state));
  const skip = (event) => {
    event.preventDefault(); // the address is for the choices
    main.focus();
  };
  root.append(
    el("a", { class: "skip", href: "#main", click: skip }, "Skip to the verdict"),
    createHeader(data, state),
    createContents(sections, verdict, state),
    main,
    createFooter(data, state, sections.find((section) => section.id === "particulars")));

  const arrive = (at, gently = true) => {
    const place = findPlace(at);
    if (!place) return;
    figures.drawBefore(place);
    goTo(place, gently);
  };
  state.onGo.push(arrive);
  state.onChoice.push(() => {
    for (const link of root.querySelectorAll("a[data-at]")) link.href = state.addressAt(link.dataset.at);
  });
  root.addEventListener("click", (event) => {
    const at = event.target.closest("a[data-at]")?.dataset.at;
    if (at && at === state.at) arrive(at); // the address does not change, the page still moves
  });
  // What leads nowhere is no link.
  for (const link of root.querySelectorAll("a[data-at]")) {
    if (findPlace(link.dataset.at)) continue;
    link.removeAttribute("href");
    link.removeAttribute("data-at");
  }
  figures.start();
  if (state.at) arrive(state.at, false);
}
