// Pictures of reports for people to look at: node screenshots.mjs FOLDER report.html...
// Writes NAME-light.png, -dark.png, -phone.png, -print.png and -print.pdf of each into FOLDER.
import { mkdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { allDrawn, desktop, inFile, phone, settled, theBrowser } from "./harness.mjs";

const [folder, ...files] = process.argv.slice(2);
if (!folder || !files.length) {
  console.error("usage: node screenshots.mjs FOLDER report.html...");
  process.exit(64);
}
mkdirSync(folder, { recursive: true });

const paper = { viewport: { width: 718, height: 1050 } }; // between the margins of A4
const looks = {
  light: [{ shape: desktop, scheme: "light" }],
  dark: [{ shape: desktop, scheme: "dark" }],
  phone: [{ shape: phone, scheme: "light" }],
  print: [
    { shape: paper, scheme: "light" },
    async (page) => {
      await page.emulateMedia({ media: "print" });
      await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
      await settled(page);
    },
  ],
};

for (const file of files.map((name) => resolve(name))) {
  const name = basename(file) === "report.html" ? basename(dirname(file)) : basename(file, ".html");
  for (const [look, [options, before]] of Object.entries(looks)) {
    const target = join(folder, `${name}-${look}`);
    await inFile(file, { ...options, expectFaults: true }, async (page, faults) => {
      await allDrawn(page);
      if (before) await before(page);
      await page.screenshot({ path: `${target}.png`, fullPage: true });
      if (look === "print") await page.pdf({ path: `${target}.pdf`, format: "A4", preferCSSPageSize: true });
      for (const fault of faults) console.error(`${name}, ${look}: ${fault}`);
    });
    console.log(`${target}.png`);
  }
}
await (await theBrowser()).close();
