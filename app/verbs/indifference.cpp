#include "app/verbs/indifference.hpp"

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

}  // namespace switchover
