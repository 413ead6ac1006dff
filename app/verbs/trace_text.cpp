#include "app/verbs/trace_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "analysis/report/layout.hpp"
#include "analysis/staging.hpp"
#include "models/centre/centre.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {

namespace {

// The clock of the day, to the tenth of a second.
std::string moment(const Scenario& scenario, Time at) {
  const auto whole = at.count_us() / 1'000'000;
  const WallClock clock = plus_seconds(scenario.start, whole);
  const std::string date =
      scenario.centre.length > Duration::whole_seconds(86'400) ? date_text(clock) + " " : "";
  return fmt::format("{}{:02}:{:02}:{:02}.{}", date, clock.hour, clock.minute, clock.second,
                     at.count_us() / 100'000 % 10);
}

}  // namespace

std::string trace_text(const Scenario& scenario, std::uint64_t callers) {
  Staging stage(scenario.seed, 1);
  Centre centre(make_plan(stage.staged(scenario.centre, scenario.estate)));
  std::vector<TraceLine> lines = centre.trace(scenario.seed, 0, callers);
  std::stable_sort(lines.begin(), lines.end(),
                   [](const TraceLine& a, const TraceLine& b) { return a.caller < b.caller; });
  std::string out =
      fmt::format("The first {} callers of one day (seed {}, run 0): when, attempt, what, and why\n", callers,
                  scenario.seed);
  bool first = true;
  std::uint64_t caller = 0;
  for (const TraceLine& line : lines) {
    if (first || line.caller != caller) out += fmt::format("\ncaller {}\n", line.caller + 1);
    first = false;
    caller = line.caller;
    out += fmt::format("  {}  #{}  {}", moment(scenario, line.at), line.attempt + 1,
                       pad_right(clean_text(line.what), 48));
    out += line.rule.empty() ? "" : "  (" + clean_text(line.rule) + ")";
    while (out.back() == ' ') out.pop_back();
    out += '\n';
  }
  return out;
}

}  // namespace switchover
