// What report.json says against the other files of the same folder: a picture may leave things out, but not tell
// something else than intervals.csv, summary.json and incident.csv do. No browser.
//   SWITCHOVER=FILE   the program, in place of build/release/switchover
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.SWITCHOVER || join(root, "build/release/switchover");
const library = join(root, "scenarios/library");
const skip = existsSync(program) ? false : `${program} is not built: ./bootstrap build`;
const runs = 40;

let folder;
after(() => folder && rmSync(folder, { recursive: true, force: true }));

// Verdicts of NO and UNDECIDED (1, 3) are answers.
const made = new Map();
function outputOf(name, scenario) {
  if (made.has(name)) return made.get(name);
  folder ??= mkdtempSync(join(tmpdir(), "switchover-truth-"));
  const out = join(folder, name);
  try {
    execFileSync(program, ["run", scenario, "--runs", String(runs), "--no-fix", "--quiet", "--out", out], {
      stdio: "pipe",
    });
  } catch (problem) {
    if (![1, 3].includes(problem.status)) throw problem;
  }
  const json = (file) => JSON.parse(readFileSync(join(out, file), "utf8"));
  const page = json("report.json");
  made.set(name, { page, pictures: page.pictures, summary: json("summary.json"), table: tableOf(out) });
  return made.get(name);
}

// A field with a comma stands in quotes.
const fieldsOf = (line) =>
  [...`${line},`.matchAll(/("(?:[^"]|"")*"|[^,"]*),/g)].map(([, text]) =>
    text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text,
  );
const linesOf = (file) => readFileSync(file, "utf8").trim().split(/\r?\n/);
const number = (text) => (text === "" ? null : Number(text));

// intervals.csv: at(metric, kind, scope, from_s, to_s) -> { mean, lo, hi }
function tableOf(out) {
  const [head, ...lines] = linesOf(join(out, "intervals.csv"));
  assert.equal(head, "metric,unit,scope_kind,scope,from,from_s,to_s,mean,lo,hi,confidence,runs");
  const rows = new Map();
  for (const line of lines) {
    const [metric, , kind, scope, , from, to, mean, lo, hi] = fieldsOf(line);
    rows.set([metric, kind, scope, from, to].join("|"), { mean: number(mean), lo: number(lo), hi: number(hi) });
  }
  const incident = join(out, "incident.csv");
  return {
    at: (...key) => rows.get(key.join("|")),
    incident: existsSync(incident) ? linesOf(incident).slice(1).map(fieldsOf) : [],
  };
}

// By how much a value of five digits may be off: half of its last one.
const slackOf = (value) => (value ? 0.5000001 * 10 ** (Math.floor(Math.log10(Math.abs(value))) - 4) : 1e-12);
function sameRounded(found, wanted, where) {
  if (wanted === null) return assert.equal(found, null, where);
  assert.equal(found, Number(found.toPrecision(5)), `${where}: five digits`);
  near(found, wanted, slackOf(wanted), where);
}
const clipped = (value, unit) => {
  if (value === null) return null;
  return unit === "share" ? Math.min(1, Math.max(0, value)) : Math.max(0, value);
};
const scopeInTable = ({ kind, scope }) => (kind === "queue on platform" ? scope.replace("/", " on ") : scope);
const curve = (plan, figure, kind, scope) =>
  plan.curves.find((c) => c.figure === figure && c.kind === kind && c.scope === scope);
const stack = (plan, of, kind, scope) =>
  plan.stacks.find((s) => s.of === of && s.kind === kind && s.scope === scope);
const sum = (values) => values.reduce((a, b) => a + b, 0);

function near(found, wanted, size, where) {
  assert.ok(Math.abs(found - wanted) <= size, `${where}: ${found} in place of ${wanted}`);
}

function eachInterval({ pictures }, what) {
  const { from_s: from, interval_s: length, length_s: end } = pictures;
  from.forEach((at, i) => what(i, at, Math.min(at + length, end)));
}

function curvesAreTheTable(out) {
  const [day] = out.pictures.plans;
  let compared = 0;
  for (const one of day.curves) {
    const { figure, kind, unit, mean, low, high } = one;
    assert.equal(mean.length, out.pictures.from_s.length);
    eachInterval(out, (i, from, to) => {
      const where = `${figure} ${kind} ${one.scope} at ${from}`;
      const row = out.table.at(figure, kind, scopeInTable(one), from, to);
      assert.ok(row, `${where} is in intervals.csv`);
      sameRounded(mean[i], row.mean, where);
      if (!low || row.mean === null) return;
      sameRounded(low[i], clipped(row.lo, unit), `${where}, low`);
      sameRounded(high[i], clipped(row.hi, unit), `${where}, high`);
      assert.ok(low[i] <= mean[i] && mean[i] <= high[i], `${where}: ${low[i]} - ${mean[i]} - ${high[i]}`);
      compared += 1;
    });
  }
  assert.ok(compared > 500, `${compared} bands were compared`);
}

// Waiting is queue_length; who is signed in talks, wraps up, rings or idles; who is not idle is busy.
function stacksAreTheTable(out) {
  const [day] = out.pictures.plans;
  const at = (one, states, i) => one.parts.filter((p) => states.includes(p.state)).map((p) => p.mean[i]);
  const wanted = { calls: [["queue_length", ["waiting"]]] };
  wanted.agents = [
    ["agents_signed_in", ["talking", "wrapping up", "ringing", "idle"]],
    ["agents_busy", ["talking", "wrapping up", "ringing"]],
  ];
  let compared = 0;
  for (const one of day.stacks) {
    for (const [metric, states] of wanted[one.of] ?? []) {
      eachInterval(out, (i, from, to) => {
        const row = out.table.at(metric, one.kind, one.scope, from, to);
        const where = `${metric} ${one.kind} ${one.scope} at ${from}`;
        const parts = at(one, states, i);
        near(sum(parts), row.mean ?? 0, sum(parts.map(slackOf)) + 1e-9, where);
        compared += 1;
      });
    }
  }
  assert.ok(compared > 300, `${compared} sums were compared`);
}

// Attempts stand in the interval of their dialling, outcomes in that of their queueing. Over the day they are the same
// but for those who are in the IVR when it ends and those who are still there at the very end: one in 1,000.
function outcomesAreTheTable(out) {
  const [day] = out.pictures.plans;
  const { length_s: end, queues } = out.pictures;
  const metricsOf = {
    answered: [["answered"], ["dropped_in_talk"]],
    abandoned: [["abandoned", "balked", "ivr_abandoned"]],
    "finished in the IVR": [["contained"]],
    "busy or refused": [["blocked_calls", "forced_out"]],
    failed: [["failed_calls"]],
    "cut off": [["dropped_in_ivr", "dropped_in_queue", "dropped_in_talk"]],
  };
  const places = [["all", "all"], ...queues.map(({ name }) => ["queue", name])];
  for (const [kind, scope] of places) {
    const { parts } = stack(day, "outcomes", kind, scope);
    const total = (metric) => out.table.at(metric, kind, scope, 0, end).mean;
    const attempts = total("attempts");
    near(sum(curve(day, "attempts", kind, scope).mean), attempts, 1e-4 * attempts, `attempts of ${scope}`);
    near(sum(parts.flatMap((part) => part.mean)), attempts, 1e-3 * attempts, `outcomes of ${scope}`);
    assert.deepEqual(parts.map(({ state }) => state).sort(), Object.keys(metricsOf).sort());
    for (const { state, mean } of parts) {
      const [more, less = []] = metricsOf[state];
      near(sum(mean), sum(more.map(total)) - sum(less.map(total)), 1e-3 * attempts, `${state}, ${scope}`);
    }
  }
}

// Waits are shares of all calls of all days together; service level is the mean over days of each day's share, and
// may leave out short abandons (sl_counts). Busy days have more calls and less service, so the two differ a
// little: by less than two points. Where the lines end, all but 0.5% of the answered are answered.
function waitsFitTheServiceLevel(out) {
  const { plans, queues, length_s: end } = out.pictures;
  const [day, twin] = plans;
  for (const { name, within_s: within } of queues) {
    const wait = day.waits.find(({ queue }) => queue === name);
    const total = (metric) => out.table.at(metric, "queue", name, 0, end).mean;
    const k = wait.within_s.indexOf(within);
    assert.ok(k >= 0, `${name}: the ${within} s of the promise are told`);
    near(wait.share[k], total("service_level"), 0.02, `${name} within ${within} s`);
    wait.share.forEach((share, i) => assert.ok(i === 0 || share >= wait.share[i - 1], `${name} rises at ${i}`));
    const answered = total("answered") / total("offered");
    const last = wait.share.at(-1);
    assert.ok(last <= answered + 1e-4, `${name}: ${last} of ${answered} that were answered at all`);
    assert.ok(last >= 0.994 * answered, `${name}: ${last} of ${answered} that were answered at all`);
    assert.deepEqual(twin.waits.find(({ queue }) => queue === name).within_s, wait.within_s);
  }
}

const same = (found, wanted, where) => {
  if (typeof wanted !== "number") return assert.deepEqual(found ?? null, wanted ?? null, where);
  assert.ok(typeof found === "number", `${where}: ${found} in place of ${wanted}`);
  near(found, wanted, Math.abs(wanted) * 1e-6 + 1e-9, where);
};

function promisesAreTheSummary({ pictures, summary, page }) {
  assert.deepEqual(pictures.promises.map(({ text }) => text), summary.promises.map(({ text }) => text));
  pictures.promises.forEach(({ text, must, unit, at_least: atLeast, threshold, places }, k) => {
    const told = summary.promises[k];
    const [{ mark, value, low, high }] = places;
    assert.equal(must, told.must, text);
    assert.equal(mark, !must && told.verdict === "FAIL" ? "WARN" : told.verdict, text);
    if (told.quantifier !== "share of days") assert.equal(unit, told.unit, text);
    same(value, told.found.mean, `${text}, found`);
    same(low, told.found.lo, `${text}, low`);
    same(high, told.found.hi, `${text}, high`);
    // The mark follows from the range and the line: what the picture draws cannot contradict what it says.
    const side = (end) => {
      const v = end === "infinity" ? Infinity : end;
      return atLeast ? v >= threshold : v <= threshold;
    };
    if (mark === "PASS") assert.ok(side(low) && side(high), text);
    const failed = mark === "FAIL" || mark === "WARN";
    if (failed) assert.ok(!side(low) && !side(high), `${text}: ${low} - ${high} against ${threshold}`);
  });
  assert.deepEqual(
    [page.verdict.word, page.verdict.sentence, page.verdict.answer],
    [summary.verdict.word, summary.verdict.sentence, summary.verdict.answer],
  );
}

function limitsAreTheSummary({ pictures, summary }) {
  assert.equal(pictures.limits.length, summary.binding.length);
  pictures.limits.forEach((limit, k) => {
    const told = summary.binding[k];
    const where = limit.label;
    assert.equal(where, told.label);
    same(limit.binding, told.binding, where);
    same(limit.limit, told.limit_value, `${where}, limit`);
    for (const name of ["peak_p50", "peak_p95"]) same(limit[name], told[name], `${where}, ${name}`);
    assert.deepEqual([limit.from, limit.to], [told.from, told.to], where);
    if (told.full_share) same(limit.full_share, told.full_share.mean, `${where}, full`);
    if (limit.kind === "limit") assert.ok(limit.peak_p95 <= limit.limit, `${where}: no peak above the limit`);
  });
}

function whyIsTheSummary({ pictures, summary }) {
  const { why } = pictures;
  for (const name of ["figure", "agents", "agents_of"]) assert.equal(why[name], summary.why[name], name);
  for (const name of ["twin", "day", "together"]) same(why[name], summary.why[name], `why, ${name}`);
  why.causes.forEach((cause, k) => {
    const told = summary.why.causes[k];
    assert.equal(cause.cause, told.cause);
    for (const [name, wanted] of [["alone", "mean"], ["low", "lo"], ["high", "hi"]]) {
      same(cause[name], told.alone[wanted], `${cause.cause}, ${name}`);
    }
    same(cause.taken_away, told.taken_away.mean, cause.cause);
  });
  // The waterfall arrives where it says it does.
  near(why.twin + sum(why.causes.map(({ alone }) => alone)) + why.together, why.day, 1e-5, "from twin to day");
}

// Agents needed and there; calls and service level of the half-hours are those of the intervals within.
function neededIsTheTable(out) {
  const { pictures, summary } = out;
  const [{ queue, rows }] = pictures.needed;
  assert.equal(queue, summary.half_hours.queue);
  assert.equal(rows.length, summary.half_hours.rows.length);
  const offered = curve(pictures.plans[0], "offered", "queue", queue);
  rows.forEach((row, k) => {
    const told = summary.half_hours.rows[k];
    assert.equal(row.needed, told.agents_needed, `needed at ${row.clock}`);
    sameRounded(row.there, told.agents_there, `there at ${row.clock}`);
    sameRounded(row.offered, told.offered, `offered at ${row.clock}`);
    sameRounded(row.service_level, told.service_level, `service level at ${row.clock}`);
    const inside = pictures.from_s.map((from, i) => ({ from, i })).filter(({ from }) =>
      from >= row.from_s && from < row.from_s + summary.half_hours.length_s);
    near(row.offered, sum(inside.map(({ i }) => offered.mean[i])), 0.11, `offered at ${row.clock}`);
  });
}

// The words of the headline are those of its figures: their first digits stand in the row.
function headlineSaysTheSummary({ page, summary }) {
  const { blocks } = page.sections.find(({ id }) => id === "headline");
  const { rows } = blocks.find(({ table }) => table?.id === "headline-table").table;
  const text = (cell) => (typeof cell === "string" ? cell : cell.text);
  const shares = summary.headline.filter(({ unit }) => unit === "share");
  const shown = shares
    .map((told) => ({ ...told, row: rows.find((cells) => text(cells[0]) === told.label) }))
    .filter(({ row }) => row);
  assert.ok(shown.length >= 2, "shares of the headline stand on the page");
  for (const { label, twin, day, row } of shown) {
    const percent = (share) => (Math.abs(share) >= 0.0005 ? `${(share * 100).toFixed(1)}%` : "");
    assert.ok(text(row[1]).startsWith(percent(twin)), `${label}: ${text(row[1])} for ${twin}`);
    assert.ok(text(row[2]).startsWith(percent(day.mean)), `${label}: ${text(row[2])} for ${day.mean}`);
  }
  assert.ok(rows.length >= 5, "the headline has rows");
}

describe("what the page of a Monday says is what its files say", { skip }, () => {
  const out = () => outputOf("monday-peak", join(library, "monday-peak/scenario.toml"));
  everyRun(out);

  // The same Monday without its events, written down as a scenario of its own: as the twin, to the digit.
  test("the twin is the day without its events", () => {
    const text = readFileSync(join(library, "monday-peak/scenario.toml"), "utf8");
    const without = text
      .split(/^(?=\[)/m)
      .filter((section) => !section.startsWith("[[event]]"))
      .join("")
      .replace('"../estate.toml"', JSON.stringify(join(library, "estate.toml")));
    assert.ok(without.length < text.length && !without.includes("[[event]]"));
    const twin = out().pictures.plans[1];
    const plain = join(folder, "plain");
    mkdirSync(plain);
    for (const file of ["forecast.csv", "staff.csv"]) {
      writeFileSync(join(plain, file), readFileSync(join(library, "monday-peak", file)));
    }
    writeFileSync(join(plain, "scenario.toml"), without);
    const [alone] = outputOf("plain-out", join(plain, "scenario.toml")).pictures.plans;
    assert.equal(twin.runs, alone.runs);
    assert.deepEqual(twin.curves, alone.curves);
    assert.deepEqual(twin.stacks, alone.stacks);
    for (const { queue, share } of alone.waits) {
      const told = twin.waits.find((wait) => wait.queue === queue).share;
      assert.deepEqual(told.slice(0, share.length), share, `${queue}: the twin's line may only be longer`);
    }
  });
});

describe("what the page of an outage says is what its files say", { skip }, () => {
  const out = () => outputOf("dc-outage", join(library, "dc-outage/scenario.toml"));
  everyRun(out);

  test("the moments of the incident", () => {
    const { pictures, summary, table } = out();
    const { incident } = pictures;
    const told = summary.incident;
    assert.deepEqual([incident.fault, incident.component], [told.fault, told.component]);
    assert.deepEqual(incident.times.map(({ name }) => name), told.time_line.map(({ moment }) => moment));
    incident.times.forEach((time, k) => {
      const line = told.time_line[k];
      same(time.p50_s, line.p50_s, `${time.name}, p50`);
      same(time.p95_s, line.p95_s, `${time.name}, p95`);
      same(time.after_p50_s, line.since_fault_p50_s, `${time.name}, after the fault`);
      assert.deepEqual([time.label, time.p50, time.happens, time.of], [line.label, line.p50, line.days, line.of_days]);
      const row = table.incident.find(([part, name, figure]) =>
        part === "time_line" && name === time.name && figure === "from_start");
      same(time.p50_s, number(row[4]), `${time.name} in incident.csv`);
    });
    const order = incident.times.map(({ p50_s: at }) => at).slice(0, 6);
    assert.deepEqual(order, [...order].sort((a, b) => a - b), "detected, decided, accepted, agents back");
    for (const [name, wanted] of [["never_served", "mean"], ["low", "lo"], ["high", "hi"]]) {
      same(incident[name], told.never_served[wanted], `never served, ${name}`);
    }
    same(incident.storm.day, told.retry_storm.attempts, "attempts of the storm");
    same(incident.storm.factor, told.retry_storm.attempts / told.retry_storm.twin, "times as many");
  });

  test("losses and levers", () => {
    const { pictures: { incident }, summary, table } = out();
    const metricOf = {
      "failed attempts": "failed_calls",
      "dropped in IVR": "dropped_in_ivr",
      "dropped in queue": "dropped_in_queue",
      "dropped in talk": "dropped_in_talk",
      blocked: "blocked_calls",
      abandoned: "abandoned",
    };
    const inFile = (part, name, figure) =>
      table.incident.find((row) => row[0] === part && row[1] === name && row[2] === figure)?.slice(4, 7).map(number);
    const faults = new Set(table.incident.filter(([part]) => part === "loss").map(([, name]) => name));
    assert.deepEqual(incident.losses.map(({ fault }) => fault), [...faults]);
    for (const { fault, parts, never_served: never, low, high } of incident.losses) {
      assert.deepEqual(parts.map(({ stage }) => stage), Object.keys(metricOf));
      for (const { stage, value, low: from, high: to } of parts) {
        const wanted = inFile("loss", fault, metricOf[stage]);
        [value, from, to].forEach((n, k) => same(n, wanted[k], `${fault}, ${stage}`));
      }
      [never, low, high].forEach((n, k) => same(n, inFile("loss", fault, "never_served")[k], fault));
    }
    assert.equal(incident.levers.length, summary.incident.levers.length);
    incident.levers.forEach((lever, k) => {
      const told = summary.incident.levers[k];
      assert.deepEqual([lever.text, lever.effect], [told.change, told.effect]);
      [lever.saved, lever.low, lever.high].forEach((n, i) =>
        same(n, inFile("lever", lever.text, "saved")[i], lever.text));
      same(lever.left, told.left.mean, lever.text);
      near(lever.left + lever.saved, incident.never_served, 0.01, `${lever.text}: what is left and what is saved`);
    });
  });
});

function everyRun(out) {
  test("curves and bands", () => curvesAreTheTable(out()));
  test("calls and agents by state", () => stacksAreTheTable(out()));
  test("what becomes of attempts", () => outcomesAreTheTable(out()));
  test("waits", () => waitsFitTheServiceLevel(out()));
  test("promises and verdict", () => promisesAreTheSummary(out()));
  test("limits", () => limitsAreTheSummary(out()));
  test("why", () => whyIsTheSummary(out()));
  test("agents needed", () => neededIsTheTable(out()));
  test("headline", () => headlineSaysTheSummary(out()));
}
