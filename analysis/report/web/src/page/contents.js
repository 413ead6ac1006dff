// The sections as a list of links, which shows where one is.
import { el } from "../parts/dom.js";
import { prose } from "../parts/words.js";

// "Why, in points of billing service level" is "Why" here.
const shortTitle = (title) => title.split(",")[0];

export function createContents(sections, verdict, state) {
  const places = [{ id: "verdict", title: "Verdict", element: verdict }, ...sections];
  const links = new Map();
  const entry = ({ id, title }) => {
    const link = el("a", { href: state.addressAt(id), "data-at": id }, prose(shortTitle(title)));
    links.set(id, link);
    return el("li", null, link);
  };
  const element = el("nav", { class: "contents", "aria-label": "Contents" }, el("ol", null, places.map(entry)));
  const headings = new Map(places.map((place) => [place, place.element.querySelector("h2")]));

  // One is at the first heading in the upper half of the window; where there is none, still at the last one above
  // it. What stands so near the end that it cannot come up is where a link led.
  function here() {
    const top = new Map(places.map((place) => [place, headings.get(place).getBoundingClientRect().top]));
    const atEnd = window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2;
    const asked = places.find(({ id }) => id === state.at);
    if (atEnd && asked && top.get(asked) >= 0 && top.get(asked) < window.innerHeight) return asked;
    const first = places.find((place) => top.get(place) >= -4 && top.get(place) < window.innerHeight / 2);
    return first ?? places.filter((place) => top.get(place) < 0).at(-1) ?? places[0];
  }
  function mark() {
    const { id: current } = here();
    for (const [id, link] of links) {
      if (id === current) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  }
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  };
  window.addEventListener("scroll", soon, { passive: true });
  window.addEventListener("resize", soon);
  soon();
  return element;
}
