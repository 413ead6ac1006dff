#include "scenarios/incident_layer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "scenarios/estate_reader.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

// From one stated moment to another; where the later one is not sure, anything between.
Distribution delay(Duration stated, Duration off) {
  const double s = std::max(0.0, stated.in_seconds()), u = off.in_seconds();
  return u > 0 ? Distribution::uniform(std::max(0.0, s - u), s + u) : Distribution::deterministic(s);
}

// What the tickets say about one loss: when it was noticed, decided, redirected.
struct Answer {
  const IncidentRow* lost = nullptr;
  const IncidentRow* detected = nullptr;
  const IncidentRow* decided = nullptr;
  const IncidentRow* redirected = nullptr;
};

class IncidentLayer {
 public:
  IncidentLayer(Reading& reading, CentreDraft& draft) : reading_(reading), draft_(draft) {}

  std::size_t lay(const IncidentTable& table) {
    for (const IncidentRow& row : table.rows) take(row);
    for (const auto& [component, open] : open_) {
      reading_.lints.push_back({open.row->place,
                                fmt::format("no row says when \"{}\" recovers", name_of(component)),
                                "it stays lost to the end of the scenario"});
    }
    for (const auto& [component, answer] : answers_) script(component, answer);
    if (faults_ == 0 && reading_.problems.empty() && !table.rows.empty()) {
      reading_.problem({table.rows.front().place.file, 0, 0}, "nothing fails in the incident",
                       "write a row with what = fails or slow");
    }
    return faults_;
  }

 private:
  struct Open {
    std::size_t fault = 0, event = 0;
    FaultMode mode = FaultMode::down;
    const IncidentRow* row = nullptr;
  };

  const std::string& name_of(ComponentId component) const {
    return draft_.estate.components[component.index()];
  }

  void take(const IncidentRow& row) {
    switch (row.what) {
      case IncidentWord::fails:
        return begin(row, FaultMode::down);
      case IncidentWord::slow:
        return begin(row, FaultMode::slow);
      case IncidentWord::recovers:
        return recover(row);
      case IncidentWord::detected:
        return answer(row, &Answer::detected);
      case IncidentWord::decided:
        return answer(row, &Answer::decided);
      case IncidentWord::redirected:
        return answer(row, &Answer::redirected);
      case IncidentWord::note:
        return;
    }
  }

  std::string fault_name(const IncidentRow& row, FaultMode mode) const {
    const Calendar& calendar = reading_.calendar;
    std::string name =
        fmt::format("{} {} {}", name_of(row.component), mode == FaultMode::slow ? "slow" : "lost",
                    clock_text(calendar.start, calendar.length, row.at));
    const std::vector<EventSpec>& events = draft_.spec.events;
    const bool taken =
        std::any_of(events.begin(), events.end(), [&](const EventSpec& event) { return event.name == name; });
    return taken ? fmt::format("{} (line {})", name, row.place.line) : name;
  }

  void begin(const IncidentRow& row, FaultMode mode) {
    const auto open = open_.find(row.component);
    if (open != open_.end()) {
      const IncidentRow& before = *open->second.row;
      if (open->second.mode == mode && before.share == row.share) {
        reading_.problem(
            row.component_place,
            fmt::format("\"{}\" has not recovered since line {}", name_of(row.component), before.place.line),
            "write when it recovers before it fails again, or another share");
        return;
      }
      if (row.at <= before.at) {
        reading_.problem(row.place,
                         fmt::format("\"{}\" fails twice at the same moment, first in line {}",
                                     name_of(row.component), before.place.line),
                         "write it once, with the share that is lost");
        return;
      }
      // Another share: where the moment is not sure, the two overlap and the worse one counts.
      end(open->second, row.at + row.off + before.off, Duration());
    }
    const ComponentSpec& component = draft_.estate.spec.components[row.component.index()];
    if (mode == FaultMode::slow && component.when_slow == FaultEffect{}) {
      reading_.problem(row.component_place,
                       fmt::format("\"{}\" is slow, but nothing says what that does", component.name),
                       fmt::format("write when_slow = {{ adds = \"25s to talk\" }} in [component.\"{}\"]",
                                   component.name));
      return;
    }
    add_fault(row, mode);
  }

  void add_fault(const IncidentRow& row, FaultMode mode) {
    FaultSpec fault;
    fault.name = fault_name(row, mode);
    fault.targets = {row.component};
    fault.mode = mode;
    fault.at = row.at;
    fault.at_uncertainty = row.off;
    fault.share = row.share;
    EventSpec event;
    event.name = fault.name;
    event.kind = EventKind::fault;
    event.from = row.at;
    event.share = row.share;
    open_[row.component] = {draft_.estate.spec.faults.size(), draft_.spec.events.size(), mode, &row};
    FaultNotes notes;
    notes.lasts_typed = true;
    draft_.estate.spec.faults.push_back(std::move(fault));
    draft_.estate.places.faults.push_back(row.place);
    draft_.estate.faults.push_back(notes);
    draft_.spec.events.push_back(std::move(event));
    draft_.events.push_back({row.place});
    ++faults_;
    Answer& answer = answers_[row.component];
    if (answer.lost == nullptr) answer.lost = &row;
  }

  void end(const Open& open, Time at, Duration off) {
    FaultSpec& fault = draft_.estate.spec.faults[open.fault];
    fault.lasts = delay(at - fault.at, off);
    draft_.spec.events[open.event].to = at;
  }

  void recover(const IncidentRow& row) {
    const auto open = open_.find(row.component);
    if (open == open_.end()) {
      reading_.problem(row.component_place,
                       fmt::format("\"{}\" recovers, but it has not failed before", name_of(row.component)),
                       "write when it fails, or take the row out");
      return;
    }
    if (row.at <= open->second.row->at) {
      reading_.problem(row.place,
                       fmt::format("\"{}\" recovers at the moment at which it fails", name_of(row.component)),
                       "write a later moment");
    } else {
      end(open->second, row.at, row.off);
    }
    open_.erase(open);
    recovered_.push_back(row.component);
  }

  void answer(const IncidentRow& row, const IncidentRow* Answer::*step) {
    const auto found = answers_.find(row.component);
    const char* word = step == &Answer::detected  ? "detected"
                       : step == &Answer::decided ? "decided"
                                                  : "redirected";
    if (found == answers_.end()) {
      reading_.problem(
          row.component_place,
          fmt::format("\"{}\" is {}, but it has not failed before", name_of(row.component), word),
          "write when it fails, or take the row out");
      return;
    }
    Answer& answer = found->second;
    if (answer.*step != nullptr) {
      const bool again = std::count(recovered_.begin(), recovered_.end(), row.component) > 0;
      if (again) {
        reading_.lints.push_back(
            {row.place, fmt::format("\"{}\" is {} again", name_of(row.component), word),
             fmt::format("not used: the delays of line {} hold for every loss", (answer.*step)->place.line)});
      } else {
        reading_.problem(row.place,
                         fmt::format("\"{}\" is {} twice, first in line {}", name_of(row.component), word,
                                     (answer.*step)->place.line),
                         "write it once");
      }
      return;
    }
    const bool late =
        (step == &Answer::detected && (answer.decided != nullptr || answer.redirected != nullptr)) ||
        (step == &Answer::decided && answer.redirected != nullptr);
    if (late) {
      reading_.problem(row.place,
                       fmt::format("\"{}\" is {} after the step that follows", name_of(row.component), word),
                       "it is detected, then decided, then redirected");
      return;
    }
    answer.*step = &row;
  }

  void note(const FailoverSpec& rule, const char* step, const Distribution& value, const IncidentRow& row) {
    Assumption& line = reading_.assumptions.emplace_back();
    line.key = fmt::format("{}.{}", rule.name, step);
    line.value = delay_text(value);
    line.origin = Assumption::Origin::file;
    line.place = row.place;
  }

  // The rules that watch the component act when the tickets say. A step that they leave out takes no time
  // when a later one is told, and as long as the rule says when none is.
  void script(ComponentId component, const Answer& answer) {
    if (answer.detected == nullptr && answer.decided == nullptr && answer.redirected == nullptr) return;
    const IncidentRow& first = answer.detected != nullptr  ? *answer.detected
                               : answer.decided != nullptr ? *answer.decided
                                                           : *answer.redirected;
    bool any = false;
    for (FailoverSpec& rule : draft_.estate.spec.failovers) {
      if (rule.watches != component) continue;
      any = true;
      script(rule, answer, first);
    }
    if (any) return;
    reading_.problem(
        first.component_place, fmt::format("no failover rule watches \"{}\"", name_of(component)),
        fmt::format("write [[failover]] with watches = \"{}\", or make the row a note", name_of(component)));
  }

  void script(FailoverSpec& rule, const Answer& answer, const IncidentRow& first) {
    const IncidentRow& lost = *answer.lost;
    const bool slow = lost.what == IncidentWord::slow;
    const Distribution at_once = Distribution::deterministic(0);
    const Distribution detect = answer.detected != nullptr ? delay(first.at - lost.at, first.off) : at_once;
    rule.detection = Detection::scripted;
    (slow ? rule.detect_slow.emplace() : rule.detect) = detect;
    note(rule, "detect", detect, first);
    Time before = answer.detected != nullptr ? answer.detected->at : lost.at;
    if (answer.decided == nullptr && answer.redirected == nullptr) return;
    rule.decide =
        answer.decided != nullptr ? delay(answer.decided->at - before, answer.decided->off) : at_once;
    note(rule, "decide", rule.decide, answer.decided != nullptr ? *answer.decided : first);
    if (answer.redirected == nullptr) return;
    if (answer.decided != nullptr) before = answer.decided->at;
    rule.execute = delay(answer.redirected->at - before, answer.redirected->off);
    note(rule, "execute", rule.execute, *answer.redirected);
  }

  Reading& reading_;
  CentreDraft& draft_;
  std::map<ComponentId, Open> open_;
  std::map<ComponentId, Answer> answers_;
  std::vector<ComponentId> recovered_;
  std::size_t faults_ = 0;
};

}  // namespace

std::size_t lay_incident(Reading& reading, const IncidentTable& table, CentreDraft& draft) {
  return IncidentLayer(reading, draft).lay(table);
}

}  // namespace switchover
