// The page of `switchover sweep`: verdict first, then a grid (two axes), or a row per point.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analysis/comparison.hpp"
#include "analysis/report/report_text.hpp"

namespace switchover {

// cost: time taken; none where the bytes must not differ from run to run.
std::string sweep_text(const PlanComparison& sweep, const TextStyle& style,
                       const std::optional<RunCost>& cost = std::nullopt);
std::string sweep_markdown(const PlanComparison& sweep);  // the same for a page, a ticket or a mail

// The table of both, cell by cell, its head first: a grid where two axes span one that fits, else a row per
// point.
struct SweepTable {
  std::string title;
  std::vector<std::vector<std::string>> rows;
  std::size_t text_columns = 1;  // so many columns from the left are names, the others are figures
  std::size_t left_out = 0;      // points for which there was no room
};
SweepTable sweep_table(const PlanComparison& sweep);

}  // namespace switchover
