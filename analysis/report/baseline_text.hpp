// How the answer stands beside a kept baseline: a block of the page and a chapter of the Markdown.
#pragma once
#include <string>
#include <vector>

#include "analysis/report/layout.hpp"
#include "analysis/report/report_text.hpp"
#include "analysis/report_model.hpp"

namespace switchover {

// "Baseline  2 of 14 figures are worse ...", what changed, and the rows that moved.
std::string baseline_block(const BaselineReport& report, const TextStyle& style);
TextTable baseline_table(const BaselineReport& report);  // the rows that moved
// What changed since, plan by plan, and what limits the comparison.
std::vector<std::string> baseline_notes(const BaselineReport& report);
std::string baseline_markdown(const BaselineReport& report);

}  // namespace switchover
