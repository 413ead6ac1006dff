// Builds template.html from src/: everything in one file, with one slot for the data. The same bytes every time.
//   node build.mjs            writes template.html
//   node build.mjs --to FILE  writes it there, to try something out
//   node build.mjs --check    exits 1 when template.html is not what src/ gives
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const read = (path) => readFileSync(join(here, path), "utf8");

const bundle = await build({
  entryPoints: [join(here, "src/main.js")],
  absWorkingDir: here,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  charset: "ascii",
  legalComments: "none",
  metafile: true,
  write: false,
});
// Nothing inside may end the script element.
const script = bundle.outputFiles[0].text.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
const style = (await build({
  entryPoints: [join(here, "src/report.css")],
  absWorkingDir: here,
  bundle: true,
  minify: true,
  target: "es2020",
  write: false,
})).outputFiles[0].text;

// The licences of every package that went in, with their holders; terms that several share stand once, below them.
function licences() {
  const packages = new Set();
  const [output] = Object.values(bundle.metafile.outputs);
  for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
    if (bytesInOutput === 0) continue;
    const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) packages.add(found[1]);
  }
  const shared = new Map(); // terms -> copyright -> packages
  for (const name of [...packages].sort()) {
    const folder = join(here, "node_modules", name);
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(folder, file), "utf8").trim() : `Licence: ${about.license}`;
    const [, holder, terms] = /^((?:.*licen[cs]e.*\s+)?copyright .*)\s+([^]*)$/i.exec(text) ?? [null, "", text];
    const itself = `${name} ${about.version} (${about.license})`;
    const same = [...shared.keys()].find((known) => terms.startsWith(known)) ?? terms;
    const add = (key, whose) => {
      if (!shared.has(key)) shared.set(key, new Map());
      const holders = shared.get(key);
      holders.set(whose, [...(holders.get(whose) ?? []), itself]);
    };
    add(same, holder);
    const more = terms.slice(same.length).trim(); // terms of what it took in
    if (more) add(more, "");
  }
  return [...shared].map(([terms, holders]) => {
    const named = [...holders].map(([holder, names]) => [...names, holder].filter(Boolean).join("\n"));
    return `${named.join("\n\n")}\n\n${terms}`;
  }).join("\n\n");
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const digest = createHash("sha256").update(script, "utf8").digest("base64");
const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  `script-src 'sha256-${digest}'`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
const page = read("src/report.html")
  .replace("@@POLICY@@", () => policy)
  .replace("@@STYLE@@", () => style)
  .replace("@@LICENCES@@", () => escaped(licences()))
  .replace("@@SCRIPT@@", () => script);
if (page.split("@@DATA@@").length !== 2) throw new Error("the template must have one slot for the data");

const to = process.argv.indexOf("--to");
const target = to < 0 ? join(here, "template.html") : process.argv[to + 1];
if (process.argv.includes("--check")) {
  const same = existsSync(target) && readFileSync(target, "utf8") === page;
  if (!same) {
    console.error("template.html is not what src/ gives: node build.mjs, and commit it");
    process.exit(1);
  }
  console.log("template.html is what src/ gives");
} else {
  writeFileSync(target, page);
  console.log(`${target}: ${Buffer.byteLength(page)} bytes`);
}
