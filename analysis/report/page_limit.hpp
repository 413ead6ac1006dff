// The page of `switchover limit`: how much more fits, what breaks first, what is full then.
#pragma once
#include <string>

#include "analysis/report/page.hpp"
#include "analysis/solve.hpp"

namespace switchover {

std::string limit_page_data(const LimitReport& report, const PageParticulars& particulars);

}  // namespace switchover
