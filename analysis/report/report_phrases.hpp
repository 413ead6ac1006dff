// Phrases that the text and the Markdown of a verdict share, so that both say the same.
#pragma once
#include <string>
#include <vector>

#include "analysis/report_model.hpp"

namespace switchover {

// "YES", "NO", "UNDECIDED"; `none` where nothing was promised.
std::string word_text(ReportModel::Word word, const char* none = "NONE");
std::string verdict_word(const ReportModel& report);              // "NO", "no promise was asked for"
std::string precision_text(const Estimate& estimate, Unit unit);  // "+-3.0", "+-4 s"; "-" where there is none
std::string change_text(const Estimate& estimate, Unit unit);     // "-38.6 +-2.9" (points), "+914 +-106"
std::string runs_title(const ReportModel& report);                // "200 Mondays simulated, seed 1"
std::string promise_mark(const PromiseRow& row);  // PASS, FAIL, WARN (a warning that fails), UNDECIDED
std::string found_text(const PromiseRow& row);    // "18% of days", "worst 11:30: 24%"
std::string range_title(
    const ReportModel& report);  // "99.2% range": each look has its own share of the error
std::vector<std::string> why_lines(const Why& why);  // what follows the table of causes, sentence by sentence
std::string never_full_text(const ReportModel& report);  // "IVR ports of old (peak 48 of 60), ..."
std::string binding_window(const BindingRow& row);       // "08:45-12:15"
std::string origin_text(const Assumption& assumption);   // "default, judgement", "monday.toml:30"
std::string source_text(const Assumption& assumption);   // the same without owner and date
bool is_guess(const Assumption& assumption);             // not typed, not in a file
std::string correction_text(const ForecastCorrection& correction);
std::string sanity_text(const SanityLine& sanity);
std::string checks_text(const std::vector<SelfCheck>& checks);
std::vector<HalfHourRow> shown_half_hours(const HalfHours& half_hours, std::size_t most);

}  // namespace switchover
