// Sizes of differences in words: "2 points", "2points", "10s", "20 people", "5%". What counts as equal, or as
// no regression yet.
#pragma once
#include <optional>
#include <string>

#include "scenarios/metric.hpp"

namespace switchover {

struct SizePhrase {
  enum class Kind { points, seconds, count, relative } kind = Kind::points;
  double amount = 0;  // points: a share (2 points = 0.02); relative: a share of the value (5% = 0.05)
};
// Nothing when it is not understood; nothing is below zero or infinite.
std::optional<SizePhrase> parse_size(const std::string& text);
inline constexpr const char* size_examples = "write \"2 points\", \"10s\", \"20 people\" or \"5%\"";

// The kind of size that figures of this unit are measured in.
SizePhrase::Kind kind_of(Unit unit);

}  // namespace switchover
