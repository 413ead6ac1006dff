// What the reader chose, and its place in the address: #at=ID&queue=...&platform=...&figure=...&plans=0,2&theme=dark.
// What is as at the start is left out; what is not known is passed over in silence.

const most = 5; // plans shown at the start: more cannot be told apart
const themes = ["auto", "light", "dark"];
const scopesOfQueues = ["all", "queue", "platform", "queue on platform"];

export function choicesOf({ pictures }) {
  const figures = new Map();
  for (const plan of pictures.plans) {
    for (const curve of plan.curves) {
      if (scopesOfQueues.includes(curve.kind) && !figures.has(curve.figure)) figures.set(curve.figure, curve.title);
    }
  }
  return {
    queue: ["all", ...pictures.queues.map((queue) => queue.name)],
    platform: ["all", ...pictures.platforms],
    figure: figures, // name -> title
    plans: pictures.plans,
    theme: themes,
  };
}

export function choiceAtStart(data) {
  const { queue, figure } = choicesOf(data);
  return {
    queue: queue.includes(data.pictures.focus) ? data.pictures.focus : "all",
    platform: "all",
    figure: figure.has("service_level") || figure.size === 0 ? "service_level" : figure.keys().next().value,
    plans: new Set(data.pictures.plans.slice(0, most).keys()),
    theme: "auto",
  };
}

function plansIn(text, count) {
  const plans = text.split(",").filter((part) => /^\d+$/.test(part)).map(Number).filter((index) => index < count);
  return plans.length ? new Set(plans.sort((a, b) => a - b)) : null;
}

export function readAddress(data, hash) {
  const words = new URLSearchParams(hash.replace(/^#/, ""));
  const choices = choicesOf(data);
  const choice = choiceAtStart(data);
  for (const name of ["queue", "platform", "theme"]) {
    if (choices[name].includes(words.get(name))) choice[name] = words.get(name);
  }
  if (choices.figure.has(words.get("figure"))) choice.figure = words.get("figure");
  choice.plans = plansIn(words.get("plans") ?? "", choices.plans.length) ?? choice.plans;
  return { at: words.get("at") ?? "", choice };
}

const text = (value) => (value instanceof Set ? [...value].sort((a, b) => a - b).join(",") : value);
const written = (value) => encodeURIComponent(value).replaceAll("%2C", ",");

export function addressOf(data, at, choice) {
  const start = choiceAtStart(data);
  const words = at ? [`at=${written(at)}`] : [];
  for (const name of Object.keys(start)) {
    if (text(choice[name]) !== text(start[name])) words.push(`${name}=${written(text(choice[name]))}`);
  }
  return `#${words.join("&")}`;
}

export const changesBetween = (before, after) =>
  Object.keys(after).filter((name) => text(before[name]) !== text(after[name]));
