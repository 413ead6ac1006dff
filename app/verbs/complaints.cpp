#include "app/verbs/complaints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "analysis/report/layout.hpp"
#include "app/shell/print.hpp"

namespace switchover {

void complain_about(const Problems& problems) {
  constexpr std::size_t most = 50;
  std::string text;
  const std::size_t shown = std::min(problems.size(), most);
  for (std::size_t i = 0; i < shown; ++i) text += clean_text(to_string(problems[i])) + "\n";
  if (shown < problems.size()) text += fmt::format("... and {} more\n", problems.size() - shown);
  if (problems.size() > 1) text += fmt::format("{} problems\n", problems.size());
  print_complaint(text);
}

}  // namespace switchover
