// Reports that the program wrote: they open without a fault, and from the text of the page alone one can say how many
// people never got through, when service was back, what was binding, what the cheapest fix is and which assumption
// could flip the verdict - the same as summary.json says.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { findings } from "./axe.mjs";
import { drawings, isArea, isLine } from "./drawn.mjs";
import { allDrawn, desktop, inFile, megabyte, phone, settled, sizeOf } from "./harness.mjs";
import { json, library, outputOf, pageIn, skipWithout } from "./program.mjs";

const skip = skipWithout("run");
const run = () => outputOf("run", ["run", join(library("dc-outage"), "scenario.toml"), "--flip", "--runs", "12"]);
const comparison = () =>
  outputOf("comparison", ["compare", join(library("compare-failback"), "compare.toml"), "--runs", "12"]);
const whole = (n) => new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 }).format(n);
function duration(seconds) {
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} m` : `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} m` : ""}`;
}

for (const [name, make, least] of [
  ["a run", run, 10],
  ["a comparison", comparison, 8],
]) {
  for (const [shapeName, shape] of [
    ["desktop", desktop],
    ["phone", phone],
  ]) {
    test(`${name} that the program made opens without a fault: ${shapeName}`, { skip }, async () => {
      const file = pageIn(make());
      assert.ok(sizeOf(file) < megabyte, `${sizeOf(file)} bytes`);
      for (const scheme of ["light", "dark"]) {
        await inFile(file, { shape, scheme }, async (page) => {
          await allDrawn(page);
          const text = await page.locator("#page").innerText();
          assert.ok(
            !/undefined|NaN|\[object|could not be drawn/.test(text),
            text.match(/.{0,80}(undefined|NaN|\[object|could not be drawn).{0,80}/)?.[0],
          );
          assert.ok((await page.locator("figure.picture:visible").count()) >= least);
          const over = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.ok(over <= 0, `${over} pixels too wide`);
          await settled(page);
          assert.deepEqual(await findings(page), []);
        });
      }
      console.log(`${name}: ${sizeOf(file)} bytes`);
    });
  }
}

test("every picture that the program's data asks for has marks", { skip }, async () => {
  await inFile(pageIn(run()), {}, async (page) => {
    await allDrawn(page);
    const figures = await page.locator("figure.picture:visible").all();
    assert.ok(figures.length >= 10, `${figures.length} pictures`);
    for (const figure of figures) {
      const all = await drawings(figure);
      const marks = all
        .flatMap((picture) => picture.shapes)
        .filter((s) => isLine(s) || isArea(s) || ["rect", "circle"].includes(s.tag));
      assert.ok(marks.length > 0, await figure.getAttribute("data-picture"));
    }
  });
});

test("the verdict on the page is the verdict of summary.json", { skip }, async () => {
  const { verdict, question } = json(join(run(), "summary.json"));
  await inFile(pageIn(run()), {}, async (page) => {
    assert.match(await page.locator("#verdict .word").innerText(), new RegExp(`${verdict.word}$`));
    assert.equal(await page.locator("#verdict .sentence").innerText(), verdict.sentence);
    assert.equal(await page.locator("h1").innerText(), question);
  });
});

test("five answers can be read from the page alone, and are those of summary.json", { skip }, async () => {
  const summary = json(join(run(), "summary.json"));
  const answers = {};
  await inFile(pageIn(run()), {}, async (page) => {
    for (const card of await page.locator(".answers > li").all()) {
      const text = (selector) =>
        card
          .locator(selector)
          .allInnerTexts()
          .then((all) => all.join(" "));
      answers[await text(".question")] = { text: await text(".text"), detail: await text(".detail") };
    }
  });

  const lost = answers["How many people never got through?"];
  const { never_served: people } = summary.incident;
  assert.ok(lost.text.includes(`${whole(people.mean)} people`), `${lost.text}: ${people.mean}`);
  assert.ok(lost.detail.includes(`${whole(people.lo)} - ${whole(people.hi)}`), lost.detail);

  const back = answers["When was service back?"];
  const restored = summary.incident.time_line.find(({ moment }) => moment === "restored");
  if (restored.p50_s === "infinity") assert.match(back.text, /not on this day/i);
  else {
    assert.ok(back.text.includes(restored.p50), `${back.text}: ${restored.p50}`);
    assert.ok(
      back.text.includes(duration(restored.since_fault_p50_s)),
      `${back.text}: ${restored.since_fault_p50_s} s`,
    );
  }

  const binding = answers["What was binding?"];
  const full = summary.binding.filter((limit) => limit.binding);
  assert.ok(full.length > 0);
  for (const { label, from, to } of full) {
    const told = `${binding.text} ${binding.detail}`; // "Support and billing agents, 10:00-14:00"
    assert.ok(told.toLowerCase().includes(label.replace(/ agents$/, "").toLowerCase()), `${told}: ${label}`);
    if (from) assert.ok(told.includes(`${from}-${to}`), `${told}: ${from}-${to}`);
  }

  const fix = answers["What is the cheapest fix?"];
  const [first] = summary.fix.tried;
  const [lever] = first.what.split(",");
  assert.ok(`${fix.text} ${fix.detail}`.includes(lever), `${fix.text} ${fix.detail}: ${lever}`);
  if (first.cost_a_day) assert.ok(fix.detail.includes(`GBP ${whole(first.cost_a_day)} a day`), fix.detail);
  assert.equal(/nothing/i.test(fix.text), !summary.fix.found);

  const flip = answers["Which assumption could flip the verdict?"];
  const flips = summary.flips.filter(({ flips_at: at }) => at !== null);
  if (!flips.length) assert.ok(flip.text.includes(`None of the ${summary.flips.length}`), flip.text);
  else
    assert.ok(
      flips.some(({ label }) => flip.text.toLowerCase().includes(label.toLowerCase())),
      `${flip.text}: ${flips.map(({ label }) => label)}`,
    );
});

test("limits, assumptions and half-hours on the page are those of summary.json", { skip }, async () => {
  const summary = json(join(run(), "summary.json"));
  await inFile(pageIn(run()), {}, async (page) => {
    await page.evaluate(() =>
      document.querySelectorAll("details").forEach((node) => {
        node.open = true;
      }),
    );
    const text = await page.locator("#page").innerText();
    for (const { label } of summary.binding) assert.ok(text.includes(label), label);
    for (const { text: promise } of summary.promises ?? []) if (promise) assert.ok(text.includes(promise), promise);
    assert.ok(text.includes("--seed"), "the command to repeat it");
    assert.ok(text.includes(summary.version), summary.version);
  });
});

test("the comparison's answers are those of compare.json", { skip }, async () => {
  const known = json(join(comparison(), "compare.json"));
  await inFile(pageIn(comparison()), {}, async (page) => {
    const text = await page.locator("#page").innerText();
    const [word, ...because] = known.verdict.sentence.split(" - ");
    assert.match(await page.locator("#verdict .word").innerText(), new RegExp(`${word}$`));
    assert.equal(await page.locator("#verdict .sentence").innerText(), because.join(" - "));
    const names = (known.plans ?? []).map((plan) => plan.name ?? plan);
    assert.ok(names.length > 2);
    for (const name of names) assert.ok(text.includes(name), name);
  });
});
