// From the moments that planners write to Time, which counts from the scenario's start.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/phrases.hpp"
#include "scenarios/tables.hpp"

namespace switchover {

struct Moment {
  std::optional<Time> at;  // nothing: see trouble
  std::string trouble;     // "lies outside the scenario"
  std::string hint;        // "it runs from 2026-03-02 08:00 to 2026-03-02 18:00"
};

// The first such moment at or after `not_before`, at most the end of the scenario. With `only_one`, a reading
// that comes again later in the scenario ("08:30" in a week) is refused as ambiguous.
Moment resolve(const ClockPhrase& phrase, const Calendar& calendar, Time not_before, bool only_one);
std::string calendar_text(const Calendar& calendar);  // "it runs from 2026-03-02 08:00 to 2026-03-02 18:00"

// The moments of a list of steps, in order. A list in times of day repeats every day and one in weekdays
// every week when the scenario goes on for longer; then the last step is also in force from the start to the
// first.
struct StepMoment {
  Time at;
  std::size_t step = 0;  // index into the list
};
struct StepMoments {
  std::vector<StepMoment> moments;
  std::optional<std::size_t> wrong;  // the first step that does not fit
  std::string trouble, hint;
};
StepMoments resolve_steps(const std::vector<ClockPhrase>& steps, const Calendar& calendar);

}  // namespace switchover
