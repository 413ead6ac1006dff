// The page: report.html, one self-contained file. Its template (analysis/report/web) travels inside the
// program; its data is JSON in the shape of analysis/report/web/DATA.md, which is also written as report.json
// so that `switchover report` can make the page again.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analysis/comparison.hpp"
#include "analysis/report_model.hpp"
#include "sim/problem.hpp"

namespace switchover {

inline constexpr int page_data_version = 1;

// The particulars that only the caller knows.
struct PageParticulars {
  std::vector<std::string>
      repeat;                // the command that gives the same answer: "run", "monday.toml", "--seed", ...
  std::string version = {};  // of the program, where the answer does not know it
  std::vector<InputFile> files = {};  // that were read, likewise
};

// report.json: the same bytes for the same inputs, seed and number of runs.
std::string run_page_data(const ReportModel& report, const PageParticulars& particulars);
std::string comparison_page_data(const PlanComparison& comparison, const PageParticulars& particulars);

// report.html from report.json. The data is parsed and written anew with <, > and & escaped: no name can
// leave its string. Problems: not JSON; no data of a report; of a later version.
Expected<std::string> page_html(std::string_view data);
// Of data that was just made: it cannot be wrong.
std::string page_html_of(const std::string& data);

}  // namespace switchover
