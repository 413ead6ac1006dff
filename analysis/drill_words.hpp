// What a drill says in sentences: the verdict, why a fault hurts, why one was not run.
#pragma once
#include <string>
#include <vector>

#include "analysis/drill.hpp"

namespace switchover {

// "3 of 14 faults break the tolerance; 2 single points of failure: sso, crm."
std::string drill_sentence(const DrillReport& report);
// "BROKEN", "KEPT", "UNDECIDED": the verdict in a word; empty where nothing is judged.
std::string drill_word(const DrillReport& report);
std::size_t number_of(const DrillReport& report, Tolerated tolerated);
// Components that are a single point of failure, each once, by what they cost.
std::vector<std::string> single_points(const DrillReport& report);
int drill_exit_code(const DrillReport& report);  // 70 where a self-check failed, else 1, 3 or 0
// Of a row that breaks the tolerance or that nothing helps against; empty for the others.
std::string why_sentence(const DrillRow& row, const Scenario& scenario);
std::string why_not_run(const ComponentSpec& component);
// The first so many ranks that stay when each row may lie anywhere between its least and its most.
std::size_t firm_ranks(const std::vector<double>& least, const std::vector<double>& most);

}  // namespace switchover
