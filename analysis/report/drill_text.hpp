// The page of `switchover drill` for a terminal: verdict first, then the scorecard, what it costs in a year,
// why, and what it rests on. Plain ASCII but for names.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "analysis/drill.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/report_text.hpp"

namespace switchover {

std::string drill_text(const DrillReport& report, const TextStyle& style);
std::string drill_line(const DrillReport& report, const TextStyle& style);  // "VERDICT  3 of 14 faults ..."

// ---- phrases that the Markdown shares
std::string setting_text(const DrillReport& report);
std::string tolerance_text(const DrillReport& report);  // "Tolerance from a.toml:12: ... .", or empty
std::string fault_words(const DrillRow& row);           // "old.dc1 down"
std::string spof_hits_text(const DrillRow& row);        // "1 of 2 SPOF"
std::string lasts_text(const DrillRow& row);            // "3 h file", "~45 m default"
std::string people_text(const Estimate& people);        // "6,350 [6,230 - 6,470]"
std::string again_text(const DrillRow& row);            // "13 m", "-" where no call is refused
std::string back_text(const DrillRow& row);             // "11 h 1 m", "never"
std::string rank_text(const DrillReport& report,
                      std::size_t row);  // "2", "2=" where it ties with the row above
std::vector<std::string> guess_lines(const DrillReport& report);          // what the answer rests on
std::string year_text(const DrillReport& report, const DrillYear& year);  // "2 a year x 2,140"
std::string pair_text(const DrillReport& report, const DrillPair& pair);
// "old.dc1 down: decision in 1 m (10 m): 2,961 -> 900 [850-950] people, BROKEN"
std::string mend_text(const DrillReport& report, const DrillMend& mend);
std::string checkpoint_when(const Checkpoint& point);  // "T+13 m - 17 m"
std::string checkpoint_what(const Checkpoint& point);
std::string checkpoint_stop(const Checkpoint& point);
std::vector<std::string> cannot_prove(const TestPlan& test);
std::string test_text(const TestPlan& test);  // "a real test of old.dc1 at 08:30 (27% of ...): what ..."
std::string missing_text(const DrillReport& report);  // "no failover rule or standby for sso: ...", or empty
// The scorecard and the test plan as Markdown and the page lay them out.
TextTable drill_table(const DrillReport& report);
TextTable test_table(const TestPlan& test);
std::string drill_exit_line(const DrillReport& report);

}  // namespace switchover
