// Colours by meaning, as CSS variables of report.css, so that dark, print and contrast are settled there.
// Plans get colours that the colour-blind can tell apart, and a dash, so that colour never stands alone.
export const planColours = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `var(--plan-${n})`);
export const planDashes = ["", "6 3", "2 2", "8 3 2 3", "1 3", "10 4", "4 2 1 2", "12 2"];
export const stateColour = (n) => `var(--state-${(n % 6) + 1})`;
export const toneColour = (tone) => `var(--tone-${tone})`;

export function planStyle(plan, index) {
  if (plan.role === "twin") return { colour: "var(--twin)", dash: "5 3" };
  return { colour: planColours[index % planColours.length], dash: plan.role === "day" ? "" : planDashes[index % 8] };
}
