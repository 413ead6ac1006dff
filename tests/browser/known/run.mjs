// A run with an incident: everything that a page of `run` can show.
import { frame, hostile, plan, table } from "./frame.mjs";

export function knownRun() {
  const pictures = frame();
  Object.assign(pictures, {
    plans: [plan("this Monday", "day", 0.5), plan("plain Monday", "twin", 0, "", "none")],
    promises: [
      { text: "service_level[billing] >= 80% over day", must: true, unit: "share", at_least: true, threshold: 0.8, places: [{ plan: 0, mark: "FAIL", tone: "fail", value: 0.65, low: 0.62, high: 0.68 }] },
      { text: "p95 time_to_restore_service_level <= 60m after dc1-loss", must: true, unit: "seconds", at_least: false, threshold: 3600, places: [{ plan: 0, mark: "FAIL", tone: "fail", value: 13500, low: 12600, high: "infinity" }] },
      { text: "occupancy[billing] <= 92% over day", must: false, unit: "share", at_least: false, threshold: 0.92, places: [{ plan: 0, mark: "PASS", tone: "pass", value: 0.85, low: 0.84, high: 0.86 }] },
    ],
    why: { figure: "points of billing service level", unit: "share", higher_is_better: true, twin_title: "plain Monday", day_title: "this Monday", twin: 0.9, day: 0.65, together: -0.1, agents: 26, agents_of: "billing",
      causes: [{ cause: "35% more calls", alone: -0.08, low: -0.09, high: -0.07, taken_away: 0.2, agents: 18 }, { cause: "8% absent", alone: -0.07, low: -0.08, high: -0.06, taken_away: 0.15, agents: 8 }] },
    needed: [{ queue: "billing", method: "Erlang A on simulated arrivals and handling times", rows: Array.from({ length: 8 }, (_, k) => ({ from_s: k * 1800, clock: `${String(8 + Math.floor(k / 2)).padStart(2, "0")}:${k % 2 ? "30" : "00"}`, needed: 60 + 5 * k, there: 70, offered: 200 + k, service_level: 0.9 - k / 20 })) }],
    limits: [
      { label: "billing agents", of: "billing", kind: "agents", peak_p50: null, peak_p95: null, limit: 60, minutes_full: 120, full_share: 0.68, turned_away: null, binding: true, from: "08:30", to: "11:30" },
      { label: "trunks of old", of: "old", kind: "limit", peak_p50: 360, peak_p95: 380, limit: 380, minutes_full: 12, full_share: 0.2, turned_away: 40, binding: false, from: "09:00", to: "10:00" },
      { label: "IVR ports of old", of: "old", kind: "limit", peak_p50: 40, peak_p95: 48, limit: 60, minutes_full: 0, full_share: 0, turned_away: 0, binding: false, from: "", to: "" },
    ],
    incident: { fault: "dc1-loss", component: "old.dc1", from: "old", to: "new", dated: true, fault_from_s: 3600, fault_to_s: 7200,
      times: [
        ["fault", "DC1 lost", 3600, 3600, "09:00", "09:00"], ["detected", "detected (heartbeats)", 3660, 3720, "09:01", "09:02"], ["decided", "decided", 4200, 4320, "09:10", "09:12"],
        ["executed", "new calls accepted", 4380, 4500, "09:13", "09:15"], ["agents_half", "agents 50% back", 4620, 4800, "09:17", "09:20"], ["agents_back", "agents 95% back", 5100, 5400, "09:25", "09:30"],
        ["healthy", "DC1 healthy", 7200, 7200, "10:00", "10:00"], ["failback", "failback", 8100, 8100, "10:15", "10:15"], ["backlog", "backlog cleared", 8400, 9000, "10:20", "10:30"], ["restored", "service restored", 9000, "infinity", "10:30", "never"],
      ].map(([name, label, p50_s, p95_s, p50, p95]) => ({
        name, label, p50_s, p95_s, p50, p95, happens: 80, of: 80,
        after_p50_s: p50_s - 3600, after_p95_s: p95_s === "infinity" ? p95_s : p95_s - 3600 })),
      losses: [{ fault: "dc1-loss", parts: [["new calls, failed", 320], ["in the IVR, cut off", 20], ["waiting, cut off", 30], ["talking, cut off", 60], ["busy or refused", 400], ["abandoned", 240]].map(([stage, value]) => ({ stage, value, low: value * 0.9, high: value * 1.1 })), never_served: 160, low: 150, high: 170 }],
      levers: [{ text: "100% of agents with a login on new, was 60%", left: 60, saved: 100, low: 90, high: 110, effect: "helps" }, { text: "decision at once, was 10 m", left: 150, saved: 10, low: -5, high: 25, effect: "unsure" }],
      never_served: 160, low: 150, high: 170, storm: { clock: "09:00", from_s: 3600, day: 260, twin: 114, factor: 2.28 } },
    fixes: [{ text: "+22 billing, 08:30-13:00", cost: 3210, cost_text: "GBP 3,210", verdict: "PASS", tone: "pass" }, { text: "+10 trunks", cost: 6, cost_text: "GBP 6", verdict: "FAIL", tone: "fail" }],
    currency: "GBP",
    flips: [{ key: "queue.billing.patience", label: "patience of billing", unit: "seconds", now: 300, low: 120, high: 600, flips_at: 420, between: [400, 440], text: "above 7 m: YES", now_text: "5 m", range_text: "2 m to 10 m", verdict_now: "NO", verdict_beyond: "YES" },
      { key: "queue.billing.redial", label: "redials of billing", unit: "share", now: 0.55, low: 0, high: 1, flips_at: null, between: null, text: "never, even at 0% (still NO)", now_text: "55%", range_text: "0% to 100%", verdict_now: "NO", verdict_beyond: "NO" }],
    actual: [{ queue: "billing", metric: "abandon_rate", unit: "share", rows: Array.from({ length: 16 }, (_, i) => ({ from_s: i * 900, actual: 0.05 + (i === 3 ? 0.2 : 0), predicted: 0.06, low: 0.02, high: 0.1, inside: i !== 3 })) }],
  });
  const words = (id, title, ids, blocks = [], lead = "") => ({ id, title, lead, blocks: [...blocks, { kind: "pictures", ids }] });
  return {
    page: 1, kind: "run", name: "known run", question: "What breaks first, and what would mend it?",
    subtitle: "Monday 2026-03-02, 08:00-12:00. 80 Mondays simulated, seed 1",
    verdict: { word: "NO", tone: "fail", sentence: "billing keeps 80/20 on only 18 of 100 such Mondays.", answer: "Billing agents break first, from 08:45." },
    answers: [
      { id: "lost", question: "How many people never got through?", text: "160 people because of the faults", detail: "150 - 170 (95%)", tone: "fail", link: "incident" },
      { id: "back", question: "When was service back?", text: "10:30, 1 h 30 m after the fault", detail: "on 1 day in 20 never", tone: "fail", link: "incident" },
      { id: "binding", question: "What was binding?", text: "billing agents, 08:30-11:30", detail: "all busy 68% of the time", tone: "warn", link: "binding" },
      { id: "fix", question: "What is the cheapest fix?", text: "+22 billing, 08:30-13:00", detail: "GBP 3,210 a day: PASS", tone: "pass", link: "fix" },
      { id: "flip", question: "Which assumption could flip the verdict?", text: "patience of billing", detail: "above 7 m: YES", tone: "warn", link: "flips" },
    ],
    sections: [
      words("promises", "Promises", ["promises"], [table("promises-table", ["", "promise", "found", "99% range"], [[["FAIL", "fail"], "service_level[billing] >= 80% over day", "65.0%", "62.0% - 68.0%"], [["FAIL", "fail"], "p95 time_to_restore_service_level <= 60m after dc1-loss", "3 h 45 m", "3 h 30 m - never"], [["PASS", "pass"], "occupancy[billing] <= 92% over day", "85.0%", "84.0% - 86.0%"]])]),
      words("headline", "The day beside its twin", [], [table("headline-table", ["", "plain Monday", "this Monday", "precision", "1 day in 10 is worse than", "change"], [[`${hostile} answered in 60 s`, "98.9%", "77.5%", "+-2.0", "64.4%", "-21.4 +-2.0"]])]),
      words("why", "Why", ["why"], [{ kind: "list", items: ["Worth 26 more agents in billing all day."] }]),
      words("incident", "The incident", ["incident", "losses", "levers"]),
      words("binding", "What was binding", ["headroom"]),
      words("fix", "What would mend it", ["fixes"]),
      words("flips", "What could flip the verdict", ["flips"]),
      words("day", "The day", ["through-the-day", "heat-map", "demand-capacity", "waits"]),
      words("people", "Calls and people", ["calls-by-state", "outcomes", "retry-storm"]),
      words("agents", "Agents", ["where-agents-go", "agents-by-state", "signing-in"]),
      words("assumptions", "What it rests on", [], [table("assumptions-table", ["key", "value", "from", "owner", "verdict flips"], [["queue.billing.patience", "300 s", "default, judgement", "", "above 7 m: YES"]])]),
      words("half-hours", "Half-hours", [], [table("half-hours-table", ["from", "answered in time"], [["08:00", "90.0%"]], { folded: true })]),
      words("actual", "Predicted beside actual", ["actual"]),
      words("inputs", "What was read", [], [{ kind: "list", items: ["forecast.csv 40 rows"] }]),
      words("particulars", "This run", [], [{ kind: "code", text: "switchover run known.toml --seed 1 --runs 200" }]),
    ],
    pictures,
  };
}
