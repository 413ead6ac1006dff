#include <fmt/format.h>

#include <string>
#include <vector>

#include "app/shell/print.hpp"
#include "app/verbs/verbs.hpp"
#include "sim/problem.hpp"

namespace switchover {

namespace {

struct Topic {
  const char* name;
  const char* line;
  const char* text;
};

std::vector<Topic> topics() {
  return {
      {"run", "simulate scenarios and print a verdict for each",
       R"(switchover run FILE... [--runs N] [--seed N] [--workers N] [--set KEY=VALUE] [--out DIR]
               [--quiet] [--actual interval.csv] [--trace N]

Simulates the day of each scenario many times, beside its twin (the same callers without what went
wrong), and prints one page: the verdict, what breaks first, why, and what the answer rests on.
  --runs N      at most N days (it stops earlier when every promise is decided)
  --set K=V     change one value: --set runs=50 --set queue.billing.patience=120s
  --out DIR     also write report.html, the page to look at, with verdict.md, summary.json, intervals.csv,
                report.xlsx and manifest.json (all of them or none)
  --actual CSV  what really happened: prints predicted beside actual, with prediction bands
  --trace N     every step of the first N callers of one day, with the rule that decided it
The same scenario, seed and number of runs give the same bytes for any number of workers.
)"},
      {"check", "read scenarios without simulating; print totals to reconcile",
       R"(switchover check FILE... [--set KEY=VALUE]

Reads a scenario and every table that it names, and prints what was understood: calls, the busiest
half-hour, the most agents on phones, things worth a second look, and every assumption with its
origin. All mistakes of all files come at once, each with its place and what to write instead (exit 2).
)"},
      {"rehearse", "let the platform fail without calls, and print its timeline",
       R"(switchover rehearse FILE [--replication N] [--story] [--out FILE] [--set KEY=VALUE]

Lives through the faults of components of a scenario in the platform alone: what fails with what, what
is noticed, decided and moved, and when. Prints what callers and agents will notice of it as CSV, which
[files] timeline = "..." of another scenario reads.
  --story          the time line for people instead, with the clock of the scenario
  --replication N  another draw of what is random, counted from 0
  --out FILE       into a file
A scenario without a fault of a component has an empty timeline.
)"},
      {"sweep", "simulate one scenario over ranges of its keys",
       R"(switchover sweep FILE --set KEY=1..10/1 --set KEY=a,b,c [--points N] [--runs N] [--seed N]
                 [--workers N] [--rank-by FIGURE] [--indifference SIZE] [--budget TIME]
                 [--no-controls] [--out DIR] [--quiet]

Every combination of the values (or N points of a Latin hypercube) over the same callers, each until its own
promises are decided: which points keep every "must", and which of them is nearest to the scenario as it is.
Without --set the ranges of [sweep] in the file. Exit 0 when some point keeps every must, 3 when none does
yet and some are undecided, else 1.
  --out DIR     report.html, sweep.csv (one tidy table), .md, .json, .txt, .xlsx and manifest.json. Finished
                days are kept there in .switchover-blocks.sqlite: after Ctrl-C or a kill the same command goes
                on from them
  --budget 60s  CPU time after which it ends at the next look
)"},
      {"drill", "let every component of the map fail alone, and rank what it costs",
       R"(switchover drill FILE [--runs N] [--seed N] [--workers N] [--set KEY=VALUE] [--out DIR] [--quiet]
                 [--pairs] [--check-ranks] [--quick] [--rehearse "Sun 06:00" [--component NAME]]

Each component fails alone at a bad moment ([drill] at, or the busiest interval of the day) for its repair
time; the days with and without the fault have the same callers. Ranked by people never served, per event
and per year, judged against [drill] tolerance = { never_served = 400, restored = "60m" }: exit 1 when it is
broken, 3 when undecided. Faults and failovers of the scenario itself are left out, its demand and staffing
stay.
  --pairs          also every pair of the six worst, together
  --check-ranks    also with every repair time halved and doubled: which ranks are firm
  --quick          without the cheapest mend: which one change (a quicker decision, more logins, an earlier
                   failback, a quicker sign-in, a standby) saves most of each of the three worst faults
                   that break the tolerance
  --rehearse WHEN  a real test of the failover at that moment of the scenario: what should be seen, when to
                   stop, and what a pass cannot prove
  --out DIR        also write report.html, the page to look at, report.json, drill.csv, .md, .json and .txt
)"},
      {"worst-time", "move a fault of a scenario over the day: when does it hurt most?",
       R"(switchover worst-time FILE [--event NAME] [--every 15m] [--runs N] [--seed N] [--workers N]
                      [--set KEY=VALUE] [--out DIR] [--quiet]

The first fault of the scenario (or the one named) begins at every half-hour in turn; splits that answer it
move with it. The callers are the same, and so are the days without it. Says which moment costs most people,
and whether it can be told apart from the next one. --out writes report.html, the page to look at,
report.json, worst-time.csv, .json and .txt.
)"},
      {"erlang", "answer from the formulas of Erlang B, C and A",
       R"(switchover erlang --calls-per-hour X --aht TIME [--agents N] [--patience TIME]
                  [--target "80% in 20s"] [--solve] [--json]

With --agents: what one queue of that many agents does. Without it, or with --solve: the fewest agents
that keep the target. Erlang B: no waiting; C: nobody hangs up; A: callers hang up after an exponential
patience. TIME is seconds (300) or a duration (300s, 5m).
)"},
      {"report", "make the page of a report again from its data",
       R"(switchover report DIR... [--quiet]

Reads DIR/report.json, which --out writes beside report.html, and writes DIR/report.html anew, with the page
of this version of the program. report.html is one file: it opens without a network, prints on A4, and
everything in it can be reached with the keyboard. Exit 2 when report.json is missing or is no data of a
report, 74 when report.html cannot be written.
)"},
      {"demo", "write the library scenarios and run one: a verdict in seconds",
       R"(switchover demo [FOLDER]

Writes the library of scenarios to ./switchover-demo (files that exist are left as they are) and runs
one of them: a Monday on two platforms, one of which dies for half an hour.
)"},
      {"schema", "print the JSON Schema of scenario files",
       R"(switchover schema > scenario.schema.json

Editors that know JSON Schema for TOML complete and check scenario files with it. The program's own
check is the authority: switchover check FILE.
)"},
      {"scenario", "how a scenario file is written",
       R"(A scenario is a TOML file beside the CSV tables that it names:

  schema   = 1
  name     = "Monday peak"
  question = "Does billing keep 80/20?"
  base     = "../estate.toml"             # platforms, queues, agents, callers: written once
  start    = 2026-03-02T08:00:00
  length   = "10h"

  [files]
  forecast = { path = "forecast.csv" }    # interval_start, queue, offered, aht_s
  staff    = { path = "staff.csv" }       # interval_start, group, agents_on_phones

  [[event]]
  name = "35% more calls"
  what = "more calls"
  at   = "08:00"
  by   = "35%"

  [expect]
  must = ["mean service_level[billing] >= 80% over day"]

docs/SCENARIO.md lists every key with its unit, its default and where the default comes from.
)"},
      {"promises", "how an expectation is written and judged",
       R"(An expectation names what it means by "holds":

  mean service_level[billing] >= 80% over day               the average day
  p95 wait_p90[billing] <= 120s over day                    19 days in 20
  service_level[billing] keeps promise over day on 80% of days
  mean service_level[billing] >= 70% in every 30m from 09:00 to 12:00
  blocked_calls[old] = 0 over day on 80% of days

PASS when the whole interval of what we know lies on the good side, FAIL when on the bad side, otherwise
undecided (exit 3): more runs would tell. An average hides bad days, so a promise that does not say what
it means (mean, p95, on 80% of days) is refused.
)"},
      {"output", "the files of --out",
       R"(report.html     the page to look at: verdict, pictures, tables; one file, opens without a network
report.json     its data: `switchover report DIR` makes the page again from it
verdict.md      the page of the terminal, for a ticket or a mail
summary.json    the same as values: shares in [0, 1], times in seconds, every figure with its interval
intervals.csv   tidy: one row per metric x scope x interval, with mean, lo and hi
actual.csv      with --actual: predicted beside actual, row by row
incident.csv    where components fail: the time line, row by row
trace.txt       with --trace: the steps of the first callers
manifest.json   version, seed, hashes of the inputs, command, time taken, host: the only file that differs
)"},
      {"exit-codes", "what the exit code says",
       R"(0    all must pass (warnings allowed)       64   the command line cannot be understood
1    a must failed                          70   our mistake: an internal error or a failed self-check
2    a scenario or table cannot be used     74   a file or stream cannot be read or written
3    undecided                              130  interrupted
4    a stop condition was met
5    worse than a stored baseline
With several scenarios the worst wins: 70, 2, 4, 1, 5, 3, 0.
)"},
  };
}

std::string overview() {
  std::string text =
      "switchover: how does a contact centre hold up when its platform fails, and when it moves to a new "
      "one?\n\n"
      "  switchover demo                       a first verdict, in seconds\n"
      "  switchover check scenario.toml        what was understood of your files\n"
      "  switchover run scenario.toml          simulate it\n\n"
      "Verbs and topics (switchover help TOPIC):\n";
  for (const Topic& topic : topics()) text += fmt::format("  {:<12}{}\n", topic.name, topic.line);
  text += "\nswitchover --version prints the version.\n";
  return text;
}

}  // namespace

ExitCode run_help(const HelpRequest& request) {
  if (request.topic.empty()) {
    print_answer(overview());
    return ExitCode::ok;
  }
  std::vector<std::string> names;
  for (const Topic& topic : topics()) {
    if (request.topic == topic.name) {
      print_answer(topic.text);
      return ExitCode::ok;
    }
    names.emplace_back(topic.name);
  }
  const std::string nearest = nearest_name(request.topic, names);
  print_complaint(fmt::format("switchover: there is no help on \"{}\"{}\nSee `switchover help`.\n",
                              request.topic, nearest.empty() ? "" : "; did you mean \"" + nearest + "\"?"));
  return ExitCode::usage;
}

ExitCode run_version() {
  print_answer("switchover " SWITCHOVER_VERSION "\n");
  return ExitCode::ok;
}

}  // namespace switchover
