// A fix in words: what it costs, which musts it keeps and which decides, and the sentence of the answer.
#pragma once
#include <string>
#include <vector>

#include "analysis/report_model.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// "GBP 5,515", "5,515"; below 100 with two decimals.
std::string money_text(const std::string& currency, double amount);
// How many musts the trial keeps, which it misses, which decides: from its judgements.
void say_grounds(const std::vector<Expectation>& must, FixTrial& trial);
std::string kept_text(const FixTrial& trial);  // "1 of 3"
// "keeps 1 of 3 musts; misses mean asa[billing] <= 30s over day: found 41 s; ...", "keeps 3 of 3 musts;
// tightest: ...", "keeps 3 of 3 musts, but not surely: ...".
std::string grounds_text(const FixTrial& trial);
std::string fix_sentence(const Scenario& scenario, const FixAnswer& answer);

}  // namespace switchover
