// What was asked, and the answer: the verdict first.
import { el, unseen } from "../parts/dom.js";
import { toneMark, toneWord } from "../parts/tone.js";
import { prose } from "../parts/words.js";
import { themeButton } from "./theme.js";

// Letters: so short that all answers stand in one row.
const shortText = 52;
const shortDetail = 220;

export function createHeader(data, state) {
  return el("header", { class: "top" },
    el("div", { class: "bar" },
      el("span", { class: "name" }, data.question ? data.name : "switchover"), themeButton(state)),
    el("h1", null, data.question || data.name),
    data.subtitle ? el("p", { class: "subtitle" }, data.subtitle) : null);
}

export function createVerdict({ verdict }) {
  const long = verdict.word.length > 9 ? " long" : "";
  return el("section", { class: `verdict tone-${verdict.tone}${long}`, id: "verdict", "aria-label": "Verdict" },
    el("h2", { class: "word", tabindex: "-1" }, unseen("Verdict: "),
      verdict.tone === "none" && verdict.word ? null : toneMark(verdict.tone), verdict.word),
    el("div", { class: "because" },
      el("p", { class: "sentence" }, prose(verdict.sentence)),
      verdict.answer ? el("p", { class: "answer" }, prose(verdict.answer)) : null));
}

export function createAnswers(data, state) {
  if (!data.answers.length) return null;
  const card = (answer) => [
    el("span", { class: "question" }, answer.tone === "none" ? null : toneMark(answer.tone), answer.question),
    el("span", { class: "text" }, toneWord(answer.tone, answer.text), prose(answer.text)),
    answer.detail ? el("span", { class: "detail" }, prose(answer.detail)) : null,
  ];
  const short = data.answers.every(({ text, detail }) => text.length <= shortText && detail.length <= shortDetail);
  return el("ul", { class: "answers", "aria-label": "Answers", "data-count": data.answers.length, "data-short": short },
    data.answers.map((answer) => el("li", { id: `answer-${answer.id}` }, answer.link
      ? el("a", { href: state.addressAt(answer.link), "data-at": answer.link }, card(answer))
      : el("div", null, card(answer)))));
}
