#include "scenarios/estate_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "scenarios/lints.hpp"

namespace switchover {
namespace {

using Graph = std::vector<std::vector<std::size_t>>;

std::string circle_text(const EstateDraft& estate, const std::vector<std::size_t>& circle) {
  std::string text;
  for (const std::size_t c : circle) text += estate.components[c] + " -> ";
  return text + estate.components[circle.front()];
}

void check_circles(Reading& reading, const EstateDraft& estate) {
  Graph needs(estate.components.size()), standbys(estate.components.size());
  for (const NeedSpec& need : estate.spec.needs) {
    if (need.hard) needs[need.who.index()].push_back(need.needs.index());
  }
  for (std::size_t c = 0; c < estate.components.size(); ++c) {
    const ComponentSpec& component = estate.spec.components[c];
    if (component.standby.is_none()) continue;
    if (component.standby.index() == c) {
      reading.problem(estate.places.components[c],
                      fmt::format("component \"{}\" is its own standby", component.name),
                      "name another component");
      continue;
    }
    standbys[c].push_back(component.standby.index());
  }
  if (const auto circle = first_circle(needs); !circle.empty()) {
    // At the need that closes it.
    const std::size_t last = circle.back(), first = circle.front();
    Place place = estate.places.components[first];
    for (std::size_t n = 0; n < estate.spec.needs.size(); ++n) {
      const NeedSpec& need = estate.spec.needs[n];
      if (need.who.index() == last && need.needs.index() == first) place = estate.needs[n];
    }
    reading.problem(place, "hard needs go round in a circle: " + circle_text(estate, circle),
                    "once down they could never come up; make one of them edge = \"soft\"");
  }
  if (const auto circle = first_circle(standbys); !circle.empty()) {
    reading.problem(estate.places.components[circle.front()],
                    "standbys go round in a circle: " + circle_text(estate, circle), "take one of them out");
  }
}

bool any_agents_move(const FailoverSpec& rule) { return rule.agents.dual_enabled > 0; }

void check_rule(Reading& reading, const CentreDraft& draft, std::size_t r,
                const std::vector<bool>& with_agents) {
  const EstateDraft& estate = draft.estate;
  const FailoverSpec& rule = estate.spec.failovers[r];
  const FailoverNotes& notes = estate.failovers[r];
  const std::string& to = draft.names.platforms[rule.to.index()];
  const bool knows_agents = !draft.files_failed && (!notes.agents_said || notes.dual_enabled_typed);
  const bool bridged = std::any_of(draft.spec.bridges.begin(), draft.spec.bridges.end(),
                                   [&](const BridgeSpec& bridge) { return bridge.from == rule.to; });
  if (rule.from == rule.to) {
    reading.problem(notes.to, fmt::format("{} goes to the platform that it leaves, \"{}\"", rule.name, to),
                    "write another platform");
  } else if (knows_agents && !with_agents[rule.to.index()] && !any_agents_move(rule) && !bridged) {
    reading.problem(
        notes.to,
        fmt::format("{} sends calls to \"{}\", where no agents work and none can sign in", rule.name, to),
        "write [failover.agents] with dual_enabled = \"60%\", or agents of its own");
  }
  for (std::size_t other = 0; other < r; ++other) {
    const FailoverSpec& before = estate.spec.failovers[other];
    if (before.watches == rule.watches && before.from == rule.from) {
      reading.problem(notes.watches,
                      fmt::format("two failover rules watch \"{}\"", estate.components[rule.watches.index()]),
                      "write one");
    } else if (before.name == rule.name) {
      reading.problem(estate.places.failovers[r], fmt::format("two failovers are called \"{}\"", rule.name),
                      "write name = \"...\" to tell them apart");
    }
  }
  if (notes.through_number && rule.failback.when != FailbackSpec::When::never) {
    reading.problem(
        notes.through,
        fmt::format("{} goes through a number port and fails back: a number port is a one-way door",
                    rule.name),
        "moving a number back takes a new letter of authority and weeks; redirect at the carrier "
        "instead, or take failback out");
  }
}

void check_failbacks(Reading& reading, const EstateDraft& estate) {
  for (std::size_t r = 0; r < estate.spec.failovers.size(); ++r) {
    const FailoverSpec& rule = estate.spec.failovers[r];
    if (rule.failback.when != FailbackSpec::When::at) continue;
    for (const FaultSpec& fault : estate.spec.faults) {
      const bool watched =
          std::find(fault.targets.begin(), fault.targets.end(), rule.watches) != fault.targets.end();
      if (!watched || fault.every || rule.failback.at > fault.at) continue;
      reading.problem(estate.failovers[r].at,
                      fmt::format("{} fails back before the fault \"{}\" begins", rule.name, fault.name),
                      "write a later moment, or after_repair = \"15m\"");
      break;
    }
  }
}

}  // namespace

std::vector<std::size_t> first_circle(const std::vector<std::vector<std::size_t>>& next) {
  enum class Seen { no, on_path, done };
  std::vector<Seen> seen(next.size(), Seen::no);
  struct Step {
    std::size_t at, edge;
  };
  for (std::size_t start = 0; start < next.size(); ++start) {
    if (seen[start] != Seen::no) continue;
    std::vector<Step> path{{start, 0}};  // not recursive: a chain may have thousands of components
    seen[start] = Seen::on_path;
    while (!path.empty()) {
      Step& step = path.back();
      if (step.edge == next[step.at].size()) {
        seen[step.at] = Seen::done;
        path.pop_back();
        continue;
      }
      const std::size_t to = next[step.at][step.edge++];
      if (seen[to] == Seen::on_path) {
        std::vector<std::size_t> circle;
        const auto from =
            std::find_if(path.begin(), path.end(), [&](const Step& one) { return one.at == to; });
        for (auto it = from; it != path.end(); ++it) circle.push_back(it->at);
        return circle;
      }
      if (seen[to] == Seen::no) {
        seen[to] = Seen::on_path;
        path.push_back({to, 0});
      }
    }
  }
  return {};
}

void check_estate(Reading& reading, const CentreDraft& draft) {
  check_circles(reading, draft.estate);
  const std::vector<bool> with_agents = platforms_with_agents(draft.spec);
  for (std::size_t r = 0; r < draft.estate.spec.failovers.size(); ++r) {
    check_rule(reading, draft, r, with_agents);
  }
  check_failbacks(reading, draft.estate);
}

}  // namespace switchover
