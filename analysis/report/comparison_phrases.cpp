#include "analysis/report/comparison_phrases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/fix_words.hpp"
#include "analysis/report/report_phrases.hpp"
#include "analysis/wording.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

constexpr std::size_t most_guesses = 6;
constexpr std::size_t most_values = 15;  // of an axis that are listed

std::string times_text(double factor) {
  return factor < 9.95 ? fmt::format("{:.1f}x", factor) : fmt::format("{:.0f}x", factor);
}

// What results depend on most comes first: the habits of callers, then talk, then busyness.
std::vector<Assumption> telling_first(std::vector<Assumption> guesses) {
  static constexpr std::array telling = {"redial", "patience", "talk", "busyness", "absence", "decide"};
  const auto place = [](const Assumption& guess) {
    std::size_t k = 0;
    while (k < telling.size() && guess.key.find(telling.at(k)) == std::string::npos) ++k;
    return k;
  };
  std::stable_sort(guesses.begin(), guesses.end(),
                   [&](const Assumption& a, const Assumption& b) { return place(a) < place(b); });
  return guesses;
}

std::string gain_line(const VarianceGain& gain) {
  const std::string range =
      gain.range ? fmt::format(" [{} - {}]", times_text(gain.range->low), times_text(gain.range->high)) : "";
  if (gain.what == "same callers") {
    if (gain.gain < 1)
      return fmt::format("same callers did not narrow the ranges of {} here ({}{})", gain.figure,
                         times_text(gain.gain), range);
    return fmt::format(
        "same callers made the ranges {} narrower than independent runs would ({}{} fewer days), {}",
        times_text(std::sqrt(gain.gain)), times_text(gain.gain), range, gain.figure);
  }
  if (gain.what == "mirrored days") {
    return fmt::format(
        "mirrored days (--antithetic) made the baseline's mean of {} as sure as {}{} as many days",
        gain.figure, times_text(gain.gain), range);
  }
  if (!gain.used)
    return fmt::format("{} would not help here ({}): not used", gain.what, times_text(gain.gain));
  return fmt::format(
      "means and differences are steadied by {} ({}{} fewer days, {}), promises are judged without; "
      "--no-controls: nothing is steadied",
      gain.what, times_text(gain.gain), range, gain.figure);
}

}  // namespace

std::string signed_text(double value, Unit unit) {
  if (unit == Unit::share) return points_text(value);
  if (std::isinf(value)) return value > 0 ? "+never" : "-never";
  const std::string text = value_text(std::abs(value), unit);
  return value < 0 ? "-" + text : value > 0 ? "+" + text : text;
}

std::string level_text(const ComparisonRow& row, std::size_t plan) {
  return value_text(row.cells[plan].value.value, row.unit);
}

std::string row_title(const ComparisonRow& row) {
  std::string title = row.label;
  if (row.window != "day") title += ", " + row.window;
  if (row.statistic == "median") title += ", median";
  return title;
}

std::string level_range(const ComparisonRow& row, std::size_t plan) {
  const auto& range = row.cells[plan].value.range;
  return range ? "[" + range_text(range, row.unit) + "]" : "";
}

std::string mark_of(const ComparisonCell& cell) {
  return cell.best ? "best" : cell.differs ? "*" : cell.tied ? "tied" : "";
}

std::string against_text(const ComparisonRow& row, std::size_t plan) {
  const ComparisonCell& cell = row.cells[plan];
  if (!cell.against.value) return "-";
  return signed_text(*cell.against.value, row.unit) + (cell.differs ? " *" : cell.tied ? "  tied" : "");
}

std::string against_range(const ComparisonRow& row, std::size_t plan) {
  const auto& range = row.cells[plan].against.range;
  if (!range) return "";
  return signed_text(range->low, row.unit) + ".." + signed_text(range->high, row.unit);
}

std::string figure_text(const ComparisonRow& row, std::size_t plan) {
  const ComparisonCell& cell = row.cells[plan];
  std::string text = level_text(row, plan);
  const std::string range = level_range(row, plan);
  if (!range.empty()) text += " " + range;
  if (cell.against.value) {
    text += "; " + against_text(row, plan);
    if (cell.against.range) text += " (" + against_range(row, plan) + ")";
  }
  return text + (cell.best ? ", best" : "");
}

std::string plan_word(const ComparedPlan& plan) { return word_text(plan.word, ""); }

std::string kept_text(const ComparedPlan& plan) {
  return plan.musts == 0 ? "-" : fmt::format("{} of {}", plan.musts_kept, plan.musts);
}

std::string found_of(const PromiseRow& row) {
  if (row.text.empty()) return "-";
  const std::string found = value_text(row.judgement.found.value, row.judgement.unit);
  return row.judgement.found.value && row.quantifier.starts_with("on ") ? found + " of days" : found;
}

std::string judged_as(const PromiseRow& row) {
  if (row.text.empty()) return "";
  switch (row.judgement.verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::fail:
      return row.must ? "FAIL" : "warn";
    case Verdict::undecided:
      return "UNDECIDED";
    case Verdict::on_target:
      return "on target";
  }
  return "";
}

std::string promise_text(const PromiseRow& row) {
  const std::string judged = judged_as(row);
  return judged.empty() ? "-" : fmt::format("{} {}", found_of(row), judged);
}

std::string plan_title(const PlanComparison& c, std::size_t plan) {
  return c.plans[plan].name + (plan == c.baseline && c.plans.size() > 1 ? " (baseline)" : "");
}

std::string input_title(const InputDifference& difference) {
  return difference.title() +
         (difference.more_cells > 0 ? fmt::format(" (and {} more cells)", difference.more_cells) : "");
}

std::string plan_place(const PlanComparison& c, std::size_t place) {
  const bool tied = place > 0 && c.ranking.tied_with_next[place - 1];
  return fmt::format("{}{} {}", place + 1, tied ? "=" : "", c.plans[c.ranking.order[place]].name);
}

std::string ranking_title(const PlanComparison& c) {
  std::string title = "by " + c.ranked_by;
  if (c.ranks_by_cost) return title + ", a month";
  if (c.indifference > 0) {
    const std::string closer = c.ranked_unit == Unit::share ? fmt::format("{:g} points", c.indifference * 100)
                               : c.ranked_unit == Unit::count ? count_text(c.indifference)
                                                              : value_text(c.indifference, c.ranked_unit);
    title += fmt::format(", plans closer than {} count as equal", closer);
  }
  return title;
}

std::string ranking_note(const PlanComparison& c) {
  const auto& ties = c.ranking.tied_with_next;
  const bool any = std::find(ties.begin(), ties.end(), true) != ties.end();
  const std::string note = any ? "= : not told apart from the one before" : "no ties";
  if (c.ranking.comparisons == 0) return c.plans.size() > 1 ? note : "";
  return fmt::format("{}, 95% (Holm, {} pair{})", note, c.ranking.comparisons,
                     c.ranking.comparisons == 1 ? "" : "s");
}

std::string correction_note(const PlanComparison& c) {
  return fmt::format(
      "* = differs from the baseline after correction for {} comparison{}.  \"tied\" = cannot tell apart.",
      c.tests, c.tests == 1 ? "" : "s");
}

std::string differs_title(const PlanComparison& c) {
  std::string title = "everything else is identical";
  if (c.inputs_compared > 0) title += fmt::format(", {} inputs compared", c.inputs_compared);
  return fmt::format("{}; same {} days, same callers", title, count_text(c.run.runs));
}

std::vector<std::string> trust_lines(const PlanComparison& c) {
  std::vector<std::string> lines;
  for (const VarianceGain& gain : c.gains) lines.push_back(gain_line(gain));
  if (!c.shared_guesses.empty() && c.plans.size() > 1) {
    std::vector<std::string> guesses;
    for (const Assumption& guess : telling_first(c.shared_guesses)) {
      if (guesses.size() < most_guesses) guesses.push_back(guess.key + " " + guess.value);
    }
    const std::size_t more = c.shared_guesses.size() - guesses.size();
    lines.push_back(fmt::format("shared guesses: {}{} (all plans alike)", joined(guesses, "; "),
                                more > 0 ? fmt::format("; and {} more", more) : ""));
  }
  std::size_t undecided = 0;
  std::uint32_t fewest = c.run.runs;
  for (const ComparedPromise& promise : c.promises) {
    for (const PromiseRow& row : promise.rows)
      undecided += !row.text.empty() && row.judgement.verdict == Verdict::undecided ? 1U : 0U;
  }
  for (const ComparedPlan& plan : c.plans) fewest = std::min(fewest, plan.runs);
  const ComparedPlan& base = c.plans[c.baseline];
  std::string sha;
  for (const InputFile& file : c.files) {
    if (sha.empty() && (file.path == base.file || base.file.ends_with("/" + file.path))) sha = file.sha256;
  }
  lines.push_back(fmt::format(
      "days used: {} each ({}); {} promise{} undecided; seed {}{}",
      fewest == c.run.runs ? count_text(fewest) : fmt::format("{} to {}", fewest, c.run.runs),
      c.run.stopped_because, undecided, undecided == 1 ? "" : "s", c.run.seed,
      base.file.empty()
          ? ""
          : fmt::format("; baseline file: {}{}", base.file, sha.empty() ? "" : ", sha " + sha.substr(0, 8))));
  for (const ComparedPlan& plan : c.plans) {
    if (!plan.sound)
      lines.push_back(fmt::format("a self-check broke in {}: do not use these figures", plan.name));
  }
  return lines;
}

std::string comparison_exit_line(const PlanComparison& c) {
  switch (c.exit_code) {
    case 0:
      return c.word == ReportModel::Word::none ? "exit 0 (nothing was promised)\n"
                                               : "exit 0 (a plan keeps every \"must\")\n";
    case 1:
      return "exit 1 (no plan keeps every \"must\")\n";
    case 3:
      return "exit 3 (undecided: no plan is sure to keep every \"must\", more runs may tell)\n";
    default:
      return fmt::format("exit {} (a self-check broke)\n", c.exit_code);
  }
}

bool has_costs(const PlanComparison& c) {
  return std::any_of(c.plans.begin(), c.plans.end(),
                     [](const ComparedPlan& plan) { return plan.extra_cost.has_value(); });
}
bool has_months(const PlanComparison& c) {
  return std::any_of(c.plans.begin(), c.plans.end(),
                     [](const ComparedPlan& plan) { return plan.month.has_value(); });
}

std::string extra_cost_text(const PlanComparison& c, std::size_t plan) {
  const auto& cost = c.plans[plan].extra_cost;
  return cost ? money_text(c.currency, *cost) : "-";
}
std::string cost_per_person_text(const PlanComparison& c, std::size_t plan) {
  const auto& cost = c.plans[plan].cost_per_person;
  return cost ? money_text(c.currency, *cost) : "-";
}
std::string month_text(const ComparedPlan& plan) {
  if (!plan.month) return "-";
  return fmt::format("{} [{}]", value_text(plan.month->value, Unit::share),
                     range_text(plan.month->range, Unit::share));
}

std::string bad_case_title(const PlanComparison& c) {
  const double worse = 1 - c.bad_case;
  return worse > 0 ? fmt::format("bad day (1 in {:g} is worse)", std::round(10 / worse) / 10) : "worst day";
}
std::string cost_text(const PlanComparison& c, const RunCost& cost) {
  std::string text =
      fmt::format("{} days simulated in {}", count_text(static_cast<double>(cost.replications)),
                  duration_text(cost.wall_s));
  if (c.resumed > 0) {
    text += fmt::format("; {} were kept from before", count_text(static_cast<double>(c.resumed)));
  }
  return text;
}

std::string values_text(const SweepAxis& axis) {
  std::vector<std::string> values;  // a hypercube says one for each of its points
  for (const std::string& value : axis.values) {
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
  }
  if (values.size() <= most_values) return joined(values);
  const std::string first = joined({values[0], values[1], values[2]});
  return fmt::format("{} ... {} ({} values)", first, values.back(), values.size());
}
std::string months_title() { return "A month breaks a must about days"; }
std::string extra_cost_title() { return "Extra cost a month"; }
std::string cost_per_person_title() { return "per person saved (1 such day a month)"; }
std::string missing_text(const PlanComparison& c) {
  return fmt::format("a {} that passes. {}", c.is_sweep ? "point" : "plan", c.nearest.sentence);
}

}  // namespace switchover
