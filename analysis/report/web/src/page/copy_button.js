// A button that copies, and says so.
import { copyText } from "../parts/csv.js";
import { el } from "../parts/dom.js";

// `textOf` is asked when the button is pressed; `what` says what was copied: "56 rows".
export function copyButton(label, textOf, what) {
  const said = el("span", { class: "said", role: "status" });
  const button = el("button", {
    type: "button",
    click: async () => {
      const done = await copyText(textOf(), button.parentElement);
      const name = typeof what === "function" ? what() : what;
      said.textContent = done ? `Copied ${name}` : "Selected below: press Ctrl+C";
    },
  }, label);
  return [button, said];
}
