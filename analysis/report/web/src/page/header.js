// What was asked, and the answer: the verdict first.
import { el, unseen } from "../parts/dom.js";
import { toneMark, toneWord } from "../parts/tone.js";
import { themeButton } from "./theme.js";

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
    el("h2", { class: "word", tabindex: "-1" }, unseen("Verdict: "), toneMark(verdict.tone), verdict.word),
    el("div", { class: "because" },
      el("p", { class: "sentence" }, verdict.sentence),
      verdict.answer ? el("p", { class: "answer" }, verdict.answer) : null));
}

export function createAnswers(data, state) {
  if (!data.answers.length) return null;
  const card = (answer) => [
    el("span", { class: "question" }, answer.tone === "none" ? null : toneMark(answer.tone), answer.question),
    el("span", { class: "text" }, toneWord(answer.tone, answer.text), answer.text),
    answer.detail ? el("span", { class: "detail" }, answer.detail) : null,
  ];
  return el("ul", { class: "answers", "aria-label": "Answers", "data-count": data.answers.length },
    data.answers.map((answer) => el("li", { id: `answer-${answer.id}` }, answer.link
      ? el("a", { href: state.addressAt(answer.link), "data-at": answer.link }, card(answer))
      : el("div", null, card(answer)))));
}
