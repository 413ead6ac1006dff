#include "app/verbs/design_options.hpp"

#include <fmt/format.h>

#include "analysis/report/layout.hpp"
#include "app/shell/print.hpp"
#include "scenarios/phrases.hpp"
#include "scenarios/size_phrase.hpp"

namespace switchover {

std::optional<double> indifference_of(const std::string& text, std::optional<Unit>& unit) {
  if (const auto number = number_phrase(text)) {
    unit = Unit::count;
    return *number;
  }
  const auto size = parse_size(text);
  if (!size) return std::nullopt;
  unit = size->kind == SizePhrase::Kind::seconds ? Unit::seconds
         : size->kind == SizePhrase::Kind::count ? Unit::count
                                                 : Unit::share;
  return size->amount;
}

bool fits_ranking(const PlanSet& plans, Unit unit) {
  if (plans.compare.ranks_by_cost) return unit == Unit::count;
  const auto& figures = plans.plans.front().figures;
  const Unit ranked = figures.empty() ? Unit::count : info(figures.back().metric).unit;
  return unit == ranked || (ranked == Unit::per_hour && unit == Unit::count);
}

ExitCode understand_design(const CommonRequest& common, const DesignRequest& request, PlanRules& rules,
                           CompareOptions& options, std::optional<Unit>& unit) {
  const auto refused = [](const std::string& what) {
    print_complaint(fmt::format("switchover: {}\n", clean_text(what)));
    return ExitCode::usage;
  };
  rules.rank_by = request.rank_by;
  if (!request.indifference.empty()) {
    rules.indifference = indifference_of(request.indifference, unit);
    if (!rules.indifference || *rules.indifference < 0) {
      return refused(fmt::format("--indifference {}: write a size such as 25, \"2 points\" or 5s",
                                 request.indifference));
    }
  }
  if (!request.budget.empty()) {
    const auto budget = duration_phrase(request.budget);
    if (!budget || *budget <= Duration{})
      return refused(fmt::format("--budget {}: write CPU time above 0, such as 60s", request.budget));
    options.cpu_budget_s = budget->in_seconds();
  }
  options.workers = common.workers;
  options.runs = common.runs;
  options.seed = common.seed;
  options.controls = !request.no_controls;
  options.mirrored = request.antithetic;
  options.version = SWITCHOVER_VERSION;
  return ExitCode::ok;
}

}  // namespace switchover
