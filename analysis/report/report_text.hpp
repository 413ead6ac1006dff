// The one-page verdict for a terminal: verdict first, then question, answer, table, promises, why,
// half-hours, what binds, what it rests on, what was read, sanity. Plain ASCII but for names.
#pragma once
#include <cstddef>
#include <optional>
#include <string>

#include "analysis/experiment.hpp"
#include "analysis/report_model.hpp"

namespace switchover {

struct TextStyle {
  std::size_t columns = 100;  // of the terminal; the page uses 78 to 110 of them
  bool colour = false;
};

// cost: time taken, shown beside the number of runs; none where the bytes must not differ from run to run.
std::string verdict_text(const ReportModel& report, const TextStyle& style,
                         const std::optional<RunCost>& cost = std::nullopt);

// "VERDICT  NO - billing keeps 80/20 on only 18 of 100 such Mondays."
std::string verdict_line(const ReportModel& report, const TextStyle& style);

// "exit 1 (a "must" failed)"
std::string exit_line(int exit_code);

}  // namespace switchover
