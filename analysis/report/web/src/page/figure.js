// A picture in its frame: what to see, the drawing, the figures under the finger, and its numbers to take away.
import { el } from "../parts/dom.js";
import { columnsOf, csvOf, rowCount } from "../parts/csv.js";
import { createReadout } from "../parts/readout.js";
import { prose } from "../parts/words.js";
import { copyButton } from "./copy_button.js";
import { placeId } from "./places.js";
import { scrollingTable } from "./table.js";

const mostRows = 1000; // in the page; the CSV has all
const short = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 5 });

function asTable(rows) {
  const columns = columnsOf(rows);
  const isNumber = (name) => rows.some((row) => typeof row[name] === "number");
  const cell = (value) => (typeof value === "number" ? short.format(value) : String(value ?? ""));
  return {
    exact: true,
    columns: columns.map((name) => ({ title: name.replaceAll("_", " "), align: isNumber(name) ? "right" : "left" })),
    rows: rows.slice(0, mostRows).map((row) => columns.map((name) => cell(row[name]))),
  };
}

export function createFigure(data, picture, state) {
  const place = placeId("picture", picture.id);
  const title = el("span");
  const link = el("a", { class: "own-link", href: "#", "data-at": place, "aria-label": "Link to this picture" }, "#");
  const note = el("p", { class: "note" });
  const drawing = el("div", { class: "drawing", role: "img" });
  const live = el("p", { class: "unseen", "aria-live": "polite" });
  const rows = el("div", { class: "rows", id: `${place}-rows`, hidden: true });
  const tableButton = el("button", {
    type: "button", "aria-expanded": "false", "aria-controls": rows.id,
    click: () => {
      showRows(rows.hidden);
      if (!rows.hidden) rows.scrollIntoView({ block: "nearest" });
    },
  }, "Table");
  const element = el("figure", { class: "card picture", id: place, "data-picture": picture.id },
    el("figcaption", null, el("h3", { tabindex: "-1" }, title, " ", link), note),
    drawing, live,
    el("div", { class: "tools" }, tableButton,
      copyButton("Copy CSV", () => csvOf(picture.rows(data, state.choice)),
        () => rowCount(picture.rows(data, state.choice).length))),
    rows);
  const readout = createReadout(drawing, live);
  const figure = { id: picture.id, element, dirty: true, drawnFor: 0, ever: false };

  function showRows(visible) {
    rows.hidden = !visible;
    tableButton.setAttribute("aria-expanded", String(visible));
    if (!visible) return;
    const all = picture.rows(data, state.choice);
    const more = all.length > mostRows ? `The first ${mostRows} of ${all.length} rows; the CSV has all.` : null;
    rows.replaceChildren(scrollingTable(asTable(all), `${title.textContent}: the numbers`, state),
      more ? el("p", { class: "note" }, more) : "");
  }
  function say(words) {
    drawing.replaceChildren(el("p", { class: "no-picture" }, words));
    drawing.removeAttribute("aria-label");
    drawing.removeAttribute("role");
    drawing.removeAttribute("tabindex");
    readout.use(drawing.firstChild, null, 1);
  }
  function drawAt(width) {
    const { choice } = state;
    const applies = picture.applies(data, choice);
    figure.ever ||= applies;
    element.hidden = !figure.ever;
    if (!figure.ever) return;
    element.classList.toggle("empty", !applies);
    if (!applies) {
      say("Nothing to show for this choice.");
      return;
    }
    title.replaceChildren(...prose(picture.title(data, choice)));
    note.replaceChildren(...prose(picture.note(data, choice)));
    note.hidden = note.textContent === "";
    const drawn = picture.draw(data, choice, width);
    drawing.setAttribute("role", "img");
    drawing.setAttribute("aria-label", picture.alt(data, choice));
    drawn.node.setAttribute("aria-hidden", "true"); // the label says it in words
    drawing.replaceChildren(drawn.node);
    readout.use(drawn.node, drawn.readout, width);
    if (!rows.hidden) showRows(true);
  }
  // Draws when something changed. A picture that fails must not take the page with it.
  figure.draw = (width = Math.floor(drawing.clientWidth)) => {
    if ((!figure.dirty && figure.drawnFor === width) || width < 1) return;
    figure.dirty = false;
    figure.drawnFor = width;
    link.href = state.addressAt(place);
    try {
      drawAt(width);
    } catch (problem) {
      console.error(`picture ${picture.id}:`, problem);
      figure.ever = true;
      say("This picture could not be drawn.");
    }
  };
  figure.width = () => Math.floor(drawing.clientWidth);
  figure.concerns = (changed) => changed.some((name) => picture.uses.includes(name));
  return figure;
}
