// Numbers in the words of the verdict. Writers and sentences use the same ones.
#pragma once
#include <optional>
#include <string>

#include "analysis/estimate.hpp"
#include "scenarios/metric.hpp"
#include "sim/time.hpp"

namespace switchover {

std::string count_text(double n);           // "21,714"; below 10 with one decimal unless whole: "3.4"
std::string percent_text(double share);     // "60.8%"
std::string points_text(double share);      // signed points: "-7.9"
std::string duration_text(double seconds);  // "3 s", "4 m 10 s", "10 h 54 m", "never" for infinity
std::string value_text(double value, Unit unit);
std::string value_text(const std::optional<double>& value, Unit unit);  // "-" for nothing
std::string range_text(const std::optional<Range>& range, Unit unit);   // "13% - 24%"; "-" for nothing
std::string limit_name(int limit_kind);  // "trunks", "calls per second", "IVR ports", ...

}  // namespace switchover
