// verdict.md: the verdict for a page, a ticket or a mail. The same for the same scenario, seed and number of
// runs.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "analysis/report_model.hpp"

namespace switchover {

std::string verdict_markdown(const ReportModel& report);

// Text that Markdown shows as it is: its signs are escaped, a name is never a link, a tag or a new column.
std::string markdown_text(std::string_view text);
// The first column to the left, the others to the right. Cells are cleaned here.
std::string markdown_table(const std::vector<std::string>& head,
                           const std::vector<std::vector<std::string>>& rows);

}  // namespace switchover
