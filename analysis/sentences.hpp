// The verdict in words: one sentence after YES or NO, what breaks first, and the texts of a promise's row.
#pragma once
#include <string>
#include <vector>

#include "analysis/report_model.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

PromiseRow promise_row(const Scenario& scenario, const CentreSpec& spec, const Expectation& expectation,
                       bool must, const Judgement& judgement);
// "billing keeps 80/20 on only 18 of 100 such Mondays"
std::string promise_sentence(const CentreSpec& spec, const Expectation& expectation,
                             const Judgement& judgement, const std::string& day_name);
struct VerdictWords {
  ReportModel::Word word = ReportModel::Word::none;
  std::string sentence;
  int exit_code = 0;
};
// Over the musts: NO when one fails, else UNDECIDED when one is, else YES; NONE without any.
VerdictWords verdict_words(const CentreSpec& spec, const std::vector<Expectation>& must,
                           const std::vector<Judgement>& judgements, const std::string& day_name);
// "Billing agents, from 08:45. Trunks of old fill too, but more of them alone would not help."
std::string answer_text(const std::vector<BindingRow>& binding);
// What the faults did by themselves: "The fault itself: 5,554 calls fail, 278 are cut off, 1,583 more people
// are never served." Empty when no call failed or was cut off.
std::string fault_text(const std::vector<HeadlineRow>& headline);

// Titles: "this Monday", "plain Monday" (quiet day) or "no fault" (same demand and staff, no faults).
void name_the_day(const Scenario& scenario, const CentreSpec& spec, ReportModel& report);

}  // namespace switchover
