// Values that change during the day: a single value, or a list of [moment, value].
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "models/centre/spec.hpp"
#include "scenarios/moments.hpp"
#include "scenarios/names.hpp"
#include "scenarios/value_reader.hpp"

namespace switchover {

struct Steps {
  std::vector<Opened> values;       // one per step of the list, or the single value
  std::vector<StepMoment> moments;  // when each is in force; in order
};
// `example` shows the list: [["08:00", 40], ["12:00", 55]].
std::optional<Steps> read_steps(Reading& reading, const Opened& opened, const std::string& example);

struct NumberStep {
  Time at;
  double value = 0;
};
// Numbers from 0 to `most`; before the first step nothing (a step of 0 at the start is added).
std::optional<std::vector<NumberStep>> read_number_steps(Reading& reading, const Opened& opened, double most,
                                                         const std::string& example);

// "old 70%, new 30%" or { shares = { ... } }: one share per platform, adding up to 100%.
std::optional<std::vector<double>> read_split(Reading& reading, const Opened& opened, const Names& names);
// As steps; before the first step everything is on the first platform.
std::optional<std::vector<SplitStep>> read_split_steps(Reading& reading, const Opened& opened,
                                                       const Names& names);
std::string split_text(const std::vector<double>& split, const Names& names);

}  // namespace switchover
