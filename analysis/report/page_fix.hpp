// The page of `switchover fix`: the cheapest that keeps every must.
#pragma once
#include <string>

#include "analysis/report/fix_text.hpp"
#include "analysis/report/page.hpp"

namespace switchover {

std::string fix_page_data(const FixReport& report, const PageParticulars& particulars);

}  // namespace switchover
