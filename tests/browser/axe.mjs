// axe-core over a page: what it finds of serious or critical weight.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// Evaluated by the browser's tools, which the page's policy does not bind.
export async function findings(page) {
  await page.evaluate(source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 4)
          .map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`)
          .join(" | ")} (${nodes.length})`,
    );
}
