// The page as a whole.
import { pictureById } from "../pictures/index.js";

export function buildPage(data, root) {
  document.title = `${data.verdict.word} - ${data.name}`;
  const choice = {
    queue: data.pictures.focus || "all",
    platform: "all",
    figure: "service_level",
    plans: new Set(data.pictures.plans.map((_, i) => i)),
  };
  const picture = pictureById.get("through-the-day");
  root.append(picture.draw(data, choice, 700).node);
}
