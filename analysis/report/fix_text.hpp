// Fixes for people and for programs: the block of `run`, the page of `fix`, fix.csv, fix.json.
#pragma once
#include <string>
#include <vector>

#include "analysis/report/layout.hpp"
#include "analysis/report/report_text.hpp"
#include "analysis/report_model.hpp"

namespace switchover {

inline constexpr int fix_schema_version = 1;

// What `fix` answers with.
struct FixReport {
  std::string scenario, question, file;
  std::vector<std::string> must;  // as written
  FixAnswer answer;
  std::uint64_t seed = 1, replications = 0;
  int exit_code = 0;  // 0 found, or nothing to mend; 1 nothing passes; 3 it cannot be told
};

// The table of what was tried, for a page of this width; nothing when there is nothing to tell.
std::vector<std::string> fix_block(const FixAnswer& answer, std::size_t width);
TextTable fix_table(const FixAnswer& answer);
std::string fix_note(const FixAnswer& answer);      // how it was looked for and checked
std::string fix_markdown(const FixAnswer& answer);  // a section of verdict.md

std::string fix_word(const FixReport& report);  // "YES", "NOTHING TO MEND"
std::string fix_line(const FixReport& report, const TextStyle& style);
std::string fix_text(const FixReport& report, const TextStyle& style);
std::string fix_csv(const FixReport& report);
std::string fix_json(const FixReport& report);
std::string fix_answer_json(const FixAnswer& answer);  // "fix" of summary.json

}  // namespace switchover
