// Pages with known figures, in the shape of analysis/report/web/DATA.md: the tests say what must be drawn of them.
// 08:00 to 12:00 in quarters of an hour, so 16 intervals; the fault lasts from 09:00 to 10:00 (intervals 4 to 7).
export const intervals = 16;
const from = Array.from({ length: intervals }, (_, i) => i * 900);
const over = (f) => from.map((_, i) => f(i));
const during = (i) => i >= 4 && i < 8;

export const hostile = "</script><b>x\"&'"; // a queue with such a name stays text
export const queues = [
  { name: "billing", share: 0.8, within_s: 20, promise: "80% in 20 s" },
  { name: hostile, share: 0.7, within_s: 60, promise: "70% in 1 m" },
];

export function frame() {
  return {
    date: "2026-03-02",
    start_minute: 480,
    interval_s: 900,
    length_s: 14400,
    from_s: [...from],
    confidence: 0.95,
    focus: "billing",
    queues: structuredClone(queues),
    platforms: ["old", "new"],
    groups: ["billing", "support"],
    promises: [],
    why: null,
    needed: [],
    limits: [],
    incident: null,
    fixes: [],
    currency: "",
    flips: [],
    actual: [],
  };
}

// As the program writes them.
const rounded = (values) => values?.map((v) => (v === null ? null : Number(v.toPrecision(5)))) ?? null;

const curve = (figure, title, unit, higher_is_better, kind, scope, mean, band) => ({
  figure,
  title,
  unit,
  higher_is_better,
  kind,
  scope,
  mean: rounded(mean),
  low: band ? rounded(mean.map((v) => (v === null ? null : v - band))) : null,
  high: band ? rounded(mean.map((v) => (v === null ? null : v + band))) : null,
  good: band ? rounded(mean.map((v) => (v === null ? null : v + (higher_is_better ? 2 : -2) * band))) : null,
  bad: band ? rounded(mean.map((v) => (v === null ? null : v - (higher_is_better ? 2 : -2) * band))) : null,
});

// `hurt`: how many points of service level the fault costs while it lasts.
export function plan(name, role, hurt, word = "NO", tone = "fail") {
  const scopes = [
    ["all", "all"],
    ["queue", "billing"],
    ["queue", hostile],
    ["platform", "old"],
    ["platform", "new"],
    ...["old", "new"].flatMap((p) => queues.map((q) => ["queue on platform", `${q.name}/${p}`])),
  ];
  const curves = scopes.flatMap(([kind, scope], s) => {
    const level = over((i) => (i === 15 && s === 2 ? null : 0.9 - s / 100 - (during(i) ? hurt : 0)));
    const both = [
      curve("service_level", "answered in time", "share", true, kind, scope, level, 0.02),
      curve(
        "mean_wait",
        "mean wait",
        "seconds",
        false,
        kind,
        scope,
        over((i) => 10 + s + (during(i) ? 200 * hurt : 0)),
        2,
      ),
    ];
    if (kind === "queue on platform") return both;
    const plain = [
      curve(
        "abandon_rate",
        "abandoned",
        "share",
        false,
        kind,
        scope,
        over((i) => 0.02 + (during(i) ? hurt / 4 : 0)),
      ),
      curve(
        "offered",
        "offered",
        "count",
        true,
        kind,
        scope,
        over((i) => 100 + i),
      ),
      curve(
        "answered",
        "answered",
        "count",
        true,
        kind,
        scope,
        over((i) => 98 + i - (during(i) ? 50 * hurt : 0)),
      ),
      curve(
        "queue_length",
        "waiting",
        "count",
        false,
        kind,
        scope,
        over((i) => 1 + (during(i) ? 60 * hurt : 0)),
      ),
    ];
    const people =
      kind === "platform"
        ? []
        : [
            curve(
              "attempts",
              "attempts",
              "count",
              false,
              kind,
              scope,
              over((i) => 110 + i + (during(i) ? 300 * hurt : 0)),
              5,
            ),
            curve(
              "people",
              "people who first dial",
              "count",
              true,
              kind,
              scope,
              over((i) => 105 + i),
              3,
            ),
            curve(
              "never_served",
              "people never served",
              "count",
              false,
              kind,
              scope,
              over((i) => 1 + (during(i) ? 40 * hurt : 0)),
              0.5,
            ),
          ];
    return [...both, ...plain, ...people];
  });
  const staffed = [
    ["all", "all", 100],
    ["group", "billing", 60],
    ["group", "support", 40],
    ["platform", "old", 70],
    ["platform", "new", 30],
  ];
  for (const [kind, scope, n] of staffed) {
    curves.push(
      curve(
        "agents_signed_in",
        "agents signed in",
        "count",
        true,
        kind,
        scope,
        over((i) => n - (during(i) ? (n * hurt) / 2 : 0)),
        1,
      ),
    );
    if (kind !== "platform")
      curves.push(
        curve(
          "occupancy",
          "occupancy",
          "share",
          false,
          kind,
          scope,
          over((i) => 0.8 + (during(i) ? hurt / 5 : 0)),
          0.01,
        ),
      );
  }
  const part = (state, f) => ({ state, mean: rounded(over(f)) });
  return {
    name,
    role,
    word,
    tone,
    runs: 80,
    events:
      role === "twin"
        ? []
        : [{ name: "dc1-loss", what: "outage of old.dc1", is_fault: true, from_s: 3600, to_s: 7200 }],
    curves,
    stacks: [
      ...[
        ["all", "all", 1],
        ["platform", "old", 0.7],
        ["platform", "new", 0.3],
      ].map(([kind, scope, w]) => ({
        of: "calls",
        kind,
        scope,
        parts: [
          part("in IVR", () => 5 * w),
          part("waiting", (i) => (1 + (during(i) ? 60 * hurt : 0)) * w),
          part("talking", (i) => (80 - (during(i) ? 40 * hurt : 0)) * w),
        ],
      })),
      ...staffed.map(([kind, scope, n]) => ({
        of: "agents",
        kind,
        scope,
        parts: [
          part("talking", (i) => n * (during(i) ? 0.6 + hurt / 10 : 0.6)),
          part("wrapping up", () => n * 0.1),
          part("ringing", () => n * 0.02),
          part("idle", (i) => n * (during(i) ? 0.28 - hurt / 10 : 0.28)),
          part("away", () => n * 0.15),
          part("absent", (i) => n * (during(i) ? hurt / 20 : 0.05)),
          part("thrown out", (i) => n * (during(i) ? hurt / 2 : 0)),
        ],
      })),
      ...[
        ["all", "all"],
        ["queue", "billing"],
        ["queue", hostile],
      ].map(([kind, scope]) => ({
        of: "outcomes",
        kind,
        scope,
        parts: [
          part("answered", (i) => 90 - (during(i) ? 50 * hurt : 0)),
          part("abandoned", (i) => 5 + (during(i) ? 30 * hurt : 0)),
          part("finished in the IVR", () => 10),
          part("busy or refused", (i) => (during(i) ? 100 * hurt : 0)),
          part("failed", (i) => (during(i) ? 80 * hurt : 0)),
          part("cut off", (i) => (i === 4 ? 10 * hurt : 0)),
        ],
      })),
    ],
    waits: queues.map((q, k) => ({
      queue: q.name,
      within_s: [0, 10, 20, 60, 120, 300],
      share: rounded([0.4, 0.6, 0.7, 0.8, 0.85, 0.9].map((v) => v - hurt / 4 - k / 50)),
    })),
  };
}

const cell = (text, tone) => (tone ? { text, tone } : text);
export const table = (id, titles, rows, more = {}) => ({
  kind: "table",
  table: {
    id,
    title: "",
    columns: titles.map((title, i) => ({ title, align: i ? "right" : "left", note: "" })),
    rows: rows.map((r) => r.map((c) => (Array.isArray(c) ? cell(...c) : c))),
    folded: false,
    note: "",
    ...more,
  },
});
