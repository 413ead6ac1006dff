// Flips in words: values of assumptions, where the verdict turns, and which line of the register a flip is
// about.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analysis/report_model.hpp"

namespace switchover {

// "55%", "10 m", "6", "0.8"; of a change from what is used: "+4%".
std::string doubt_value_text(double value, Unit unit, bool is_change);
const char* verdict_yes_no(Verdict verdict);  // "YES", "NO", "UNDECIDED"
// "above 7 m: YES", "above 7 m: YES (cannot be told from 5 m to 9 m)", "unsure from 55%"
std::string turn_text(const FlipRow& row, double at, bool upwards, Verdict beyond,
                      const std::optional<Range>& between);

// The flip of this line of the register; nothing where it was not varied.
const FlipRow* flip_of(const std::vector<FlipRow>& flips, const std::string& key);
// "2 of 11 assumptions could turn the verdict: patience of billing above 7 m: YES; and 3 more."
std::string flips_sentence(const std::vector<FlipRow>& flips);

}  // namespace switchover
