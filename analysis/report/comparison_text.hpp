// The page of `switchover compare` and `sweep` for a terminal: verdict first, then what differs, the table,
// the ranking, why, what is missing, what it rests on. Plain ASCII but for names.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analysis/comparison.hpp"
#include "analysis/report/report_text.hpp"

namespace switchover {

// Up to four plans are columns; more are rows. `cost`: time taken; none where the bytes must not differ from
// run to run. `files`: names of what was written beside it; empty: nothing was.
std::string comparison_text(const PlanComparison& comparison, const TextStyle& style,
                            const std::optional<RunCost>& cost = std::nullopt,
                            const std::vector<std::string>& files = {});
std::string comparison_line(const PlanComparison& comparison, const TextStyle& style);  // the verdict alone

}  // namespace switchover
