// The answer of `switchover limit` as text for a terminal, and its files.
#pragma once
#include <string>

#include "analysis/report/layout.hpp"
#include "analysis/report/report_text.hpp"
#include "analysis/solve.hpp"

namespace switchover {

std::string limit_line(const LimitReport& report, const TextStyle& style);  // the verdict alone
std::string limit_setting(const LimitReport& report);  // "growth of volume, 100 days at each point, ..."
Verdict limit_verdict(const LimitPoint& point);        // over its musts
TextTable limit_table(const LimitReport& report);      // growth, verdict, what fails
std::string limit_text(const LimitReport& report, const TextStyle& style);
std::string limit_csv(const LimitReport& report);  // growth x must
std::string limit_json(const LimitReport& report);

}  // namespace switchover
