// Flips for people and for programs: the table of `flip`, flip.csv, flip.json.
#pragma once
#include <string>

#include "analysis/flip.hpp"
#include "analysis/report/report_text.hpp"

namespace switchover {

inline constexpr int flip_schema_version = 1;

// What `flip` answers with.
struct FlipReport {
  std::string scenario, file;
  Verdict verdict = Verdict::undecided;  // of the day as it is
  bool has_promise = true;
  std::vector<FlipRow> rows;
  std::uint64_t seed = 1;
  std::uint32_t days = 0;  // that the verdict took
  std::uint64_t replications = 0;
  bool sound = true;
  int exit_code = 0;  // of the verdict
};

// Of a run: the turning flips whose assumption is not among the guesses: typed, or a part of one.
std::vector<const FlipRow*> flips_beside_guesses(const ReportModel& report);

std::string flip_word(const FlipReport& report);      // "NO", "NO PROMISE ASKED FOR"
std::string flip_sentence(const FlipReport& report);  // "3 of 12 assumptions could turn the verdict: ..."
std::string flip_setting(const FlipReport& report);   // "each assumption alone over its range, ..."; or empty
std::string flip_line(const FlipReport& report, const TextStyle& style);  // the verdict
std::string flip_text(const FlipReport& report, const TextStyle& style);
std::string flip_csv(const FlipReport& report);
std::string flip_json(const FlipReport& report);

}  // namespace switchover
