// The choices that pictures share: plans, queue, platform, figure. It stays in sight while its pictures do.
import { el, svg, unseen } from "../parts/dom.js";
import { planStyle } from "../parts/palette.js";
import { choicesOf } from "./choice.js";

const mostSegments = 5;
const mostLetters = 44;
const mostChips = 8; // more stay in one line that scrolls
let made = 0;

function sample(plan, index) {
  const { colour, dash } = planStyle(plan, index);
  return svg("svg", { class: "sample", viewBox: "0 0 22 8", "aria-hidden": "true", focusable: "false" },
    svg("line", { x1: 1, x2: 21, y1: 4, y2: 4, stroke: colour, "stroke-width": 2.5, "stroke-dasharray": dash }));
}

function planChips(data, state, name) {
  const boxes = data.pictures.plans.map((plan, index) => el("input", {
    type: "checkbox",
    value: String(index),
    change: (event) => {
      const plans = new Set(state.choice.plans);
      if (event.target.checked) plans.add(index);
      else plans.delete(index);
      if (plans.size === 0) event.target.checked = true; // at least one
      else state.choose({ plans });
    },
  }));
  const settle = () => boxes.forEach((box, index) => { box.checked = state.choice.plans.has(index); });
  const { plans } = data.pictures;
  const element = el("fieldset", { class: plans.length > mostChips ? "chips many" : "chips" },
    el("legend", { class: "unseen" }, name),
    plans.map((plan, index) => el("label", { class: "chip" }, boxes[index], sample(plan, index), plan.name)));
  return { element, settle };
}

// options: [value, text]
function segments(key, name, options, state) {
  const group = `${key}-${(made += 1)}`;
  const buttons = options.map(([value]) => el("input", {
    type: "radio", name: group, value, change: () => state.choose({ [key]: value }),
  }));
  const settle = () => buttons.forEach((button) => { button.checked = button.value === state.choice[key]; });
  const element = el("fieldset", { class: "segments" }, el("legend", { class: "unseen" }, name),
    el("div", null, options.map(([, text], i) => el("label", null, buttons[i], el("span", null, text)))));
  return { element, settle };
}

function selection(key, name, options, state) {
  const select = el("select", { change: (event) => state.choose({ [key]: event.target.value }) },
    options.map(([value, text]) => el("option", { value }, text)));
  const settle = () => { select.value = state.choice[key]; };
  return { element: el("label", { class: "select" }, unseen(name), select), settle };
}

function oneOf(key, name, options, state) {
  const letters = options.reduce((sum, [, text]) => sum + text.length, 0);
  const few = options.length <= mostSegments && letters <= mostLetters;
  return (few ? segments : selection)(key, name, options, state);
}

// `uses`: which choices matter to the pictures below. -> element, or null where there is nothing to choose.
export function createToolbar(data, uses, state) {
  const choices = choicesOf(data);
  const named = (all, names) => names.map((name) => [name, name === "all" ? all : name]);
  const controls = [];
  const wanted = (key, count) => uses.has(key) && count > 1;
  if (wanted("plans", choices.plans.length)) {
    controls.push(planChips(data, state, data.kind === "run" ? "Days" : "Plans"));
  }
  if (wanted("figure", choices.figure.size)) controls.push(selection("figure", "Figure", [...choices.figure], state));
  if (wanted("queue", choices.queue.length - 1)) {
    controls.push(oneOf("queue", "Queue", named("all queues", choices.queue), state));
  }
  if (wanted("platform", choices.platform.length - 1)) {
    controls.push(oneOf("platform", "Platform", named("all platforms", choices.platform), state));
  }
  if (!controls.length) return null;

  const panel = el("div", { class: "choices", id: `choices-${(made += 1)}` },
    controls.map((control) => control.element));
  const summary = el("span", { class: "chosen" });
  const opener = el("button", {
    type: "button", class: "opener", "aria-expanded": "false", "aria-controls": panel.id,
    click: () => opener.setAttribute("aria-expanded", String(bar.classList.toggle("open"))),
  }, "Choose");
  const bar = el("div", { class: "toolbar", role: "group", "aria-label": "What the pictures show" },
    el("div", { class: "compact" }, summary, opener), panel);
  function settle() {
    const { choice } = state;
    controls.forEach((control) => control.settle());
    const [only] = choice.plans;
    const words = {
      queue: choice.queue === "all" ? "all queues" : choice.queue,
      platform: choice.platform === "all" ? "all platforms" : choice.platform,
      figure: choices.figure.get(choice.figure),
      plans: choice.plans.size === 1 ? choices.plans[only].name : `${choice.plans.size} of ${choices.plans.length}`,
    };
    summary.textContent = ["figure", "queue", "platform", "plans"].filter((key) => uses.has(key) && words[key])
      .map((key) => words[key]).join(", ");
  }
  state.onChoice.push(settle);
  settle();
  return bar;
}
