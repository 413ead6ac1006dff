#include "app/verbs/story_text.hpp"

#include <fmt/format.h>

#include "analysis/report/layout.hpp"
#include "analysis/wording.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {

namespace {

// The clock to the tenth of a second; with the date where it is not the day on which the scenario begins.
std::string moment(const Scenario& scenario, Time at) {
  const WallClock clock = plus_seconds(scenario.start, at.count_us() / 1'000'000);
  const std::string date = date_text(clock) == date_text(scenario.start) ? "" : date_text(clock) + " ";
  return fmt::format("{}{:02}:{:02}:{:02}.{}", date, clock.hour, clock.minute, clock.second,
                     at.count_us() / 100'000 % 10);
}

std::string share_text(double share) { return fmt::format("{:.4g}%", 100 * share); }

class Words {
 public:
  explicit Words(const Scenario& scenario) : scenario_(scenario) {}

  std::string of(const StoryEvent& event) const {
    const std::string component = component_name(event);
    const std::string cause = event.fault.empty() ? "" : fmt::format(" ({})", event.fault);
    const std::string part = event.value < 1 ? fmt::format(", {} of it", share_text(event.value)) : "";
    switch (event.kind) {
      case StoryKind::fault_begins:
        return fmt::format("{}: it begins at {}{}", event.fault, component, part);
      case StoryKind::fault_ends:
        return fmt::format("{}: over at {}", event.fault, component);
      case StoryKind::down:
        return fmt::format("{} is down{}", component,
                           event.fault.empty() ? ", with something that it needs" : cause);
      case StoryKind::up:
        return component + " works again";
      case StoryKind::slow:
        return fmt::format("{} is slow{}{}", component, part, cause);
      case StoryKind::slow_ends:
        return component + " is as fast as before";
      case StoryKind::promoted:
        return component + ": its standby serves in its place";
      case StoryKind::data_lost:
        return fmt::format("{}: what came in the {} since the last copy is lost", component,
                           duration_text(event.value));
      case StoryKind::sign_in_failed:
        return event.value == 1
                   ? fmt::format("1 sign-in on {} fails and is tried again", platform_name(event.platform))
                   : fmt::format("{} sign-ins on {} fail and are tried again", count_text(event.value),
                                 platform_name(event.platform));
      case StoryKind::agents_at:
        return event.platform == event.to
                   ? fmt::format("{} of the agents of {} are signed in at home", share_text(event.value),
                                 platform_name(event.platform))
                   : fmt::format("{} of the agents of {} are signed in on {}", share_text(event.value),
                                 platform_name(event.platform), platform_name(event.to));
      case StoryKind::copy_done:
        return flow_name(event) + ": the copy is through";
      case StoryKind::detected:
      case StoryKind::cleared:
      case StoryKind::decided:
      case StoryKind::redirect:
      case StoryKind::failback_begins:
      case StoryKind::failback_ends:
        return of_rule(event);
    }
    return {};
  }

 private:
  std::string of_rule(const StoryEvent& event) const {
    const auto index = static_cast<std::size_t>(event.rule);
    if (event.rule < 0 || index >= scenario_.estate.failovers.size()) return name_of(event.kind);
    const FailoverSpec& rule = scenario_.estate.failovers[index];
    const std::string watched =
        rule.watches.is_none() ? "it" : scenario_.estate.components[rule.watches.index()].name;
    const std::string before = rule.name + ": ";
    if (event.kind == StoryKind::detected) return fmt::format("{}the loss of {} is noticed", before, watched);
    if (event.kind == StoryKind::cleared) return fmt::format("{}{} is seen to work again", before, watched);
    if (event.kind == StoryKind::decided) return before + "decided";
    if (event.kind == StoryKind::failback_begins) return before + "failback begins";
    if (event.kind == StoryKind::failback_ends) return before + "calls and agents are back";
    return fmt::format("{}{} of the new calls of {} go to {}", before, share_text(event.value),
                       platform_name(rule.from), platform_name(rule.to));
  }
  std::string component_name(const StoryEvent& event) const {
    return event.component.is_none() ? "?" : scenario_.estate.components[event.component.index()].name;
  }
  std::string platform_name(PlatformId id) const {
    return id.is_none() ? "?" : scenario_.centre.platforms[id.index()].name;
  }
  std::string flow_name(const StoryEvent& event) const {
    const auto index = static_cast<std::size_t>(event.rule);
    return event.rule < 0 ? "?" : scenario_.estate.flows[index].name;
  }

  const Scenario& scenario_;
};

}  // namespace

std::string story_text(const Scenario& scenario, const Story& story) {
  const Words words(scenario);
  std::string text;
  for (const StoryEvent& event : story.events)
    text += fmt::format("{}  {}\n", moment(scenario, event.at), clean_text(words.of(event)));
  return text;
}

}  // namespace switchover
