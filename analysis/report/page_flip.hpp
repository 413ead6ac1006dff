// The page of `switchover flip`: which assumption could turn the verdict.
#pragma once
#include <string>

#include "analysis/report/flip_text.hpp"
#include "analysis/report/page.hpp"

namespace switchover {

std::string flip_page_data(const FlipReport& report, const PageParticulars& particulars);

}  // namespace switchover
