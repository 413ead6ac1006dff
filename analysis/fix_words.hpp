// A fix in words: what it costs, which must is tightest, and the sentence of the answer.
#pragma once
#include <string>
#include <vector>

#include "analysis/report_model.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// "GBP 5,515", "5,515"; below 100 with two decimals.
std::string money_text(const std::string& currency, double amount);
// The must nearest to failing with what was found: "mean asa[billing] <= 30s over day: found 28 s".
std::string tightest_text(const std::vector<Expectation>& must, const std::vector<Judgement>& judgements);
std::string fix_sentence(const Scenario& scenario, const FixAnswer& answer);

}  // namespace switchover
