// Baselines: per-replication results as a text file that lives in git, and what became worse since.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/estimate.hpp"
#include "analysis/report_model.hpp"
#include "scenarios/scenario.hpp"
#include "sim/problem.hpp"

namespace switchover {

// The figures of one plan, replication by replication.
struct BaselineFigure {
  std::string name;  // "service_level[billing] over day"
  Unit unit = Unit::share;
  bool higher_is_better = true;
  std::vector<Figure> days;
  bool operator==(const BaselineFigure&) const = default;
};
struct BaselinePlan {
  std::string name;      // of the scenario or plan
  std::string plan_sha;  // of the scenario's TOML files and settings
  std::string data_sha;  // of the tables it reads
  std::string version;   // of the program
  std::uint64_t seed = 1;
  std::vector<BaselineFigure> figures;
  bool operator==(const BaselinePlan&) const = default;
};
struct Baseline {
  std::vector<BaselinePlan> plans;
  bool operator==(const Baseline&) const = default;
};
std::string baseline_text(const Baseline& baseline);  // exact; a line per figure, so that git shows changes
Expected<Baseline> read_baseline(const std::string& path);

// "2points", "5%", "10s", "20 people": how much worse is tolerated, by unit of figure.
struct Tolerance {
  double share = 0, seconds = 0, count = 0;  // absolute
  double relative = 0;                       // of the baseline's value
};
Expected<Tolerance> parse_tolerance(const std::vector<std::string>& texts);

// Worse by more than the tolerance, and the paired range says so.
BaselineReport against_baseline(const Baseline& baseline, const std::vector<BaselinePlan>& now,
                                const Tolerance& tolerance, double confidence);

}  // namespace switchover
