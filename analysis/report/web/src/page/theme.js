// Light, dark, or as the screen has it.
import { el } from "../parts/dom.js";

const order = ["auto", "light", "dark"];

export function themeButton(state) {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const button = el("button", {
    type: "button",
    class: "quiet",
    click: () => state.choose({ theme: order[(order.indexOf(state.choice.theme) + 1) % order.length] }),
  });
  function settle() {
    const { theme } = state.choice;
    document.documentElement.dataset.theme = theme === "auto" ? (dark.matches ? "dark" : "light") : theme;
    button.textContent = `Theme: ${theme}`;
  }
  dark.addEventListener("change", settle);
  state.onChoice.push(settle);
  settle();
  return button;
}
