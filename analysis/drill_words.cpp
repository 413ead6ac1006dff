#include "analysis/drill_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/drill_rehearse.hpp"
#include "analysis/wording.hpp"
#include "models/platform/component_kinds.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

std::string counted(std::size_t n, const char* one, const char* many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

std::string along_text(const DrillRow& row, const Scenario& scenario) {
  std::vector<std::string> names;
  for (const ComponentId id : row.reach.goes_along) {
    std::string name = scenario.estate.components.at(id.index()).name;
    const auto& places = scenario.estate_places.components;
    if (id.index() < places.size() && places[id.index()].line > 0)
      name += fmt::format(" ({})", to_string(places[id.index()]));
    names.push_back(std::move(name));
  }
  return names.empty() ? ""
                       : fmt::format(", and {} with it, which need{} it hard", joined(names),
                                     names.size() == 1 ? "s" : "");
}

std::string lost_text(const FaultCost& cost) {
  std::vector<std::string> parts;
  const auto add = [&](const Estimate& estimate, const char* what) {
    if (estimate.value.value_or(0) >= 0.5) parts.push_back(count_text(std::round(*estimate.value)) + what);
  };
  add(cost.refused, " more calls refused");
  add(cost.cut_off, " cut off");
  add(cost.gave_up, " given up in the queue");
  return parts.empty() ? "" : fmt::format(" It is {}.", joined(parts));
}

}  // namespace

const char* to_string(Tolerated tolerated) {
  switch (tolerated) {
    case Tolerated::not_asked:
      return "-";
    case Tolerated::kept:
      return "kept";
    case Tolerated::barely:
      return "kept, barely";
    case Tolerated::undecided:
      return "undecided";
    case Tolerated::broken:
      return "BROKEN";
  }
  return "";
}

const char* mode_name(FaultMode mode) {
  switch (mode) {
    case FaultMode::down:
      return "down";
    case FaultMode::slow:
      return "slow";
    case FaultMode::maintenance:
      return "maintenance";
  }
  return "";
}

const char* origin_name(FigureOrigin origin) {
  switch (origin) {
    case FigureOrigin::file:
      return "file";
    case FigureOrigin::preset:
      return "preset";
    case FigureOrigin::default_:
      return "default";
  }
  return "";
}

std::size_t number_of(const DrillReport& report, Tolerated tolerated) {
  return static_cast<std::size_t>(
      std::count_if(report.rows.begin(), report.rows.end(),
                    [tolerated](const DrillRow& row) { return row.tolerated == tolerated; }));
}

std::vector<std::string> single_points(const DrillReport& report) {
  std::vector<std::string> single;
  for (const DrillRow& row : report.rows) {
    const bool known = std::find(single.begin(), single.end(), row.name) != single.end();
    if (row.single_point && !known) single.push_back(row.name);
  }
  return single;
}

std::string drill_word(const DrillReport& report) {
  if (!report.tolerance.any()) return "";
  if (number_of(report, Tolerated::broken) > 0) return "BROKEN";
  return number_of(report, Tolerated::undecided) > 0 ? "UNDECIDED" : "KEPT";
}

std::string drill_sentence(const DrillReport& report) {
  const std::size_t all = report.rows.size();
  const std::size_t broken = number_of(report, Tolerated::broken);
  const std::size_t open = number_of(report, Tolerated::undecided);
  std::string text;
  if (!report.tolerance.any()) {
    text = fmt::format("{} drilled, none judged: [drill] has no tolerance", counted(all, "fault", "faults"));
  } else if (broken > 0) {
    text = fmt::format("{} of {} {} the tolerance", broken, counted(all, "fault", "faults"),
                       broken == 1 ? "breaks" : "break");
  } else if (open == 0) {
    text = fmt::format("no fault of {} breaks the tolerance", all);
  }
  if (open > 0) {
    text +=
        fmt::format("{}{} of {} undecided after {} days", text.empty() ? "" : "; ", open, all, report.runs);
  }
  const std::vector<std::string> single = single_points(report);
  if (single.empty()) return text + "; no single point of failure.";
  return text + fmt::format("; {}: {}.",
                            counted(single.size(), "single point of failure", "single points of failure"),
                            joined(single));
}

int drill_exit_code(const DrillReport& report) {
  if (!report.sound) return 70;
  if (number_of(report, Tolerated::broken) > 0) return 1;
  return number_of(report, Tolerated::undecided) > 0 ? 3 : 0;
}

std::string why_sentence(const DrillRow& row, const Scenario& scenario) {
  if (!row.single_point && row.tolerated != Tolerated::broken) return "";
  std::string text = fmt::format("{} {}", row.name, mode_name(row.mode));
  const bool quiet = row.reach.calls_share <= 0 && row.reach.agents_share <= 0;
  if (quiet && row.reach.indirect) {
    text += ": no caller and no agent is on it, but failovers act on its loss, or wait for it.";
  } else if (row.single_point) {
    const bool everywhere = row.reach.platforms_in_full() == row.reach.calls.size();
    text += fmt::format(" hits {}{}: ", hits_text(row.reach), along_text(row, scenario));
    text += everywhere && row.reach.calls.size() > 1 ? "failing over does not help."
            : row.reach.has_rule                     ? "its failover has nowhere to go."
                                                     : "no failover rule watches it, nobody acts.";
  } else if (!row.reach.has_rule && !row.reach.has_standby) {
    text += fmt::format(" hits {}{}: no failover rule watches it, nobody acts.", hits_text(row.reach),
                        along_text(row, scenario));
  } else {
    const double again = row.calls_again.value.value_or(0);
    text += again > 0 ? fmt::format(": new calls are accepted again after {}", duration_text(again))
                      : std::string(": new calls are never refused");
    text += row.cost.service_back.value == 0.0 ? std::string(", service level does not suffer.")
            : row.cost.service_back.value
                ? fmt::format(", service is back after {} (19 days in 20 are sooner).",
                              duration_text(*row.cost.service_back.value))
                : ".";
  }
  return text + lost_text(row.cost);
}

std::string why_not_run(const ComponentSpec& component) {
  if (component.kind == ComponentKind::reporting)
    return "callers and agents notice nothing; what monitoring finds is found later";
  return fmt::format("callers and agents notice nothing of a {}, and nothing in the map rests on it",
                     info(component.kind).name);
}

std::optional<Problem> objection_to(const Scenario& scenario, const DrillOptions& options) {
  const Place whole{scenario.file, 0, 0};
  const EstateSpec& estate = scenario.estate;
  if (estate.components.empty()) {
    return Problem{whole, "there is no component to drill",
                   "name some: [component.\"old.dc1\"] with kind = \"data centre\""};
  }
  const auto at = scenario.drill.at;
  if (at && (*at < Time{} || *at >= Time::after_start(scenario.centre.length)))
    return Problem{scenario.drill.place, "the moment of the drill lies outside the scenario", ""};
  if (!options.test_at) return std::nullopt;
  const CentreSpec calm = calm_of(scenario.centre);
  std::vector<std::string> testable, names;
  for (std::size_t i = 0; i < estate.components.size(); ++i) {
    const ComponentId id(i);
    names.push_back(estate.components[i].name);
    const auto& skip = scenario.drill.skip;
    if (std::find(skip.begin(), skip.end(), id) != skip.end()) continue;
    if (reach_of(calm, estate, id, FaultMode::down, *options.test_at).has_rule)
      testable.push_back(estate.components[i].name);
  }
  if (testable.empty()) {
    return Problem{whole, "there is no failover to rehearse: no failover rule watches a component",
                   "add [[failover]] with watches = \"" + names.front() + "\""};
  }
  const std::string& wanted = options.test_component;
  if (wanted.empty() || std::find(testable.begin(), testable.end(), wanted) != testable.end())
    return std::nullopt;
  if (std::find(names.begin(), names.end(), wanted) == names.end()) {
    const std::string nearest = nearest_name(wanted, names);
    return Problem{whole, fmt::format("component \"{}\" is not defined", wanted),
                   nearest.empty() ? "" : fmt::format("did you mean \"{}\"?", nearest)};
  }
  return Problem{whole, fmt::format("no failover rule watches \"{}\"", wanted),
                 "rules watch " + joined(testable)};
}

}  // namespace switchover
