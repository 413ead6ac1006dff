#include "analysis/comparison_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/comparing.hpp"
#include "analysis/control_variates.hpp"

namespace switchover {
namespace {

using Statistic = AskedRow::Statistic;

constexpr double confidence = 0.95;
constexpr double error = 0.05;
constexpr double near_a_limit = 0.8;     // from which a peak is shown
constexpr double steadying_helps = 1.1;  // variance ratio from which control variates are used

const char* name_of(Statistic statistic) {
  switch (statistic) {
    case Statistic::mean:
      return "mean";
    case Statistic::median:
      return "median";
    case Statistic::keeps_promise:
      return "share of days";
    case Statistic::worst_half_hour:
      return "mean of worst half-hours";
  }
  return "";
}

std::vector<double> values_of(const std::vector<Figure>& figures) {
  std::vector<double> values;
  for (const Figure& f : figures) {
    if (const auto value = f.value()) values.push_back(*value);
  }
  return values;
}

// Two-sided p of "no difference" behind an interval by Student's t.
double p_of(const Estimate& difference) {
  const auto half = difference.half_width();
  if (!difference.value || !half || difference.n < 2) return 1;
  if (*half == 0) return *difference.value == 0 ? 1 : 0;
  const std::size_t degrees = difference.n - 1;
  const double error_of_mean = *half / student_t_critical(difference.confidence, degrees);
  return std::min(1.0, student_t_two_sided(std::abs(*difference.value) / error_of_mean, degrees));
}

// Of what may never end: later on how many days, earlier on how many? Sign test, two-sided, exact.
PairedTest sign_test(const std::vector<Figure>& a, const std::vector<Figure>& b) {
  PairedTest test;
  std::vector<double> differences;
  std::size_t more = 0, less = 0;
  for (std::size_t r = 0; r < a.size(); ++r) {
    const auto x = a[r].value(), y = b[r].value();
    if (!x || !y) continue;
    const bool both_endless = std::isinf(*x) && std::isinf(*y);
    differences.push_back(both_endless ? 0 : *x - *y);
    more += !both_endless && *x > *y ? 1U : 0U;
    less += !both_endless && *x < *y ? 1U : 0U;
  }
  test.difference = estimate_quantile(differences, 0.5, confidence);
  if (more + less > 0) test.p = std::min(1.0, 2 * binomial_at_most(std::min(more, less), more + less, 0.5));
  return test;
}

Estimate level_of(const AskedRow& row, const std::vector<Figure>& figures) {
  if (row.statistic == Statistic::median) return estimate_quantile(values_of(figures), 0.5, confidence);
  if (row.statistic != Statistic::keeps_promise) return estimate_mean(figures, confidence);
  std::size_t hits = 0, days = 0;
  for (const Figure& f : figures) {
    days += f.bottom != 0 ? 1U : 0U;
    hits += f.bottom != 0 && f.top > 0 ? 1U : 0U;
  }
  return estimate_probability(hits, days, confidence);
}

double jackknifed_log(double with, double without, double n, double all) {
  return n * all - (n - 1) * std::log(with / without);
}

// Sums of one column, from which any day can be left out.
struct Spread {
  double sum = 0, squares = 0, n = 0;
  void add(double x) {
    sum += x;
    squares += x * x;
    n += 1;
  }
  double variance_without(double x) const {
    const double m = n - 1, s = sum - x;
    return std::max(0.0, (squares - x * x - s * s / m) / (m - 1));
  }
  double variance() const { return std::max(0.0, (squares - sum * sum / n) / (n - 1)); }
};

class Rows {
 public:
  Rows(const ComparedDays& days, double bad_case, bool controls)
      : days_(days), bad_case_(bad_case), controls_(controls), plans_(days.cases.size()) {}

  RowsTold all() {
    for (std::size_t k = 0; k < days_.questions.rows.size(); ++k) {
      const AskedRow& asked = days_.questions.rows[k];
      figures_.clear();
      for (std::size_t p = 0; p < plans_; ++p) figures_.push_back(days_.figures(asked, p));
      observed_ = figures_;
      for (std::vector<Figure>& figures : observed_) {
        if (days_.mirrored && is_mean(asked)) figures = in_pairs(figures);
      }
      if (asked.only_if_it_happens && nothing_happens()) continue;
      if (asked.only_if_near && (!near_its_limit(asked) || repeats_a_row())) continue;
      if (k == days_.questions.ranked) told_.ranked = told_.rows.size();
      tell(asked, k == days_.questions.ranked);
    }
    correct();
    return std::move(told_);
  }

 private:
  static bool is_mean(const AskedRow& asked) {
    return asked.statistic == Statistic::mean || asked.statistic == Statistic::worst_half_hour;
  }
  bool nothing_happens() const {
    return std::all_of(figures_.begin(), figures_.end(), [](const std::vector<Figure>& figures) {
      return std::all_of(figures.begin(), figures.end(), [](const Figure& f) { return f.top == 0; });
    });
  }

  // Some plan on some day has a peak of at least so much of the limit.
  bool near_its_limit(const AskedRow& asked) const {
    for (const AskedLimit& limit : days_.questions.limits) {
      if (limit.metric != asked.metric || limit.scope != asked.scope) continue;
      for (std::size_t p = 0; p < plans_; ++p) {
        if (!limit.promise[p]) continue;
        for (std::size_t r = 0; r < days_.runs; ++r) {
          for (const Figure& share : days_.cases[p].days[r].promises[*limit.promise[p]].each) {
            if (share.value().value_or(0) >= near_a_limit) return true;
          }
        }
      }
    }
    return false;
  }
  bool repeats_a_row() const {
    return std::any_of(told_.days.begin(), told_.days.end(),
                       [&](const auto& other) { return other == figures_; });
  }

  void tell(const AskedRow& asked, bool ranked) {
    ComparisonRow row;
    row.label = asked.label;
    row.metric = asked.metric;
    row.scope = asked.scope;
    row.window = asked.window;
    row.statistic = name_of(asked.statistic);
    row.detail = asked.detail;
    row.unit = info(asked.metric).unit;
    row.higher_is_better = info(asked.metric).higher_is_better;
    const double quantile = row.higher_is_better ? 1 - bad_case_ : bad_case_;
    for (std::size_t p = 0; p < plans_; ++p) {
      ComparisonCell cell;
      cell.value = level_of(asked, observed_[p]);
      std::vector<double> values = values_of(figures_[p]);
      if (asked.statistic != Statistic::keeps_promise && !values.empty())
        cell.bad_case = estimate_quantile(std::move(values), quantile, confidence).value;
      row.cells.push_back(std::move(cell));
    }
    compare(asked, row);
    // Half as many observations that are skewed, too, are too few to find coefficients from.
    if (controls_ && !days_.mirrored && asked.statistic == Statistic::mean) steady(row, ranked);
    for (ComparisonCell& cell : row.cells) keep_possible(cell.value, row.unit);
    mark_best(asked, row);
    if (ranked) measure_callers(row);
    if (ranked && days_.mirrored) measure_mirrors(row);
    told_.rows.push_back(std::move(row));
    told_.days.push_back(std::move(figures_));
  }

  PairedTest test(const AskedRow& asked, std::size_t a, std::size_t b) const {
    return asked.statistic == Statistic::median ? sign_test(observed_[a], observed_[b])
                                                : paired_test(observed_[a], observed_[b], confidence);
  }

  void compare(const AskedRow& asked, ComparisonRow& row) const {
    for (std::size_t p = 0; p < plans_; ++p) {
      if (p == days_.baseline) continue;
      const PairedTest paired = test(asked, p, days_.baseline);
      row.cells[p].against = paired.difference;
      row.cells[p].p = paired.p;
    }
  }

  // Level of the baseline and differences with control variates; every other level is the sum of the two, so
  // that what is shown adds up.
  void steady(ComparisonRow& row, bool ranked) {
    const std::vector<std::vector<double>> controls = controls_of_baseline();
    if (controls.empty() || controls.front().empty()) return;
    const std::vector<double> base = pseudo_values(observed_[days_.baseline]);
    if (base.size() != controls.size()) return;
    const Controlled level = controlled_mean(base, controls, confidence);
    std::vector<Controlled> differences(plans_), levels(plans_);
    double best_gain = level.used ? level.gain : 1;
    for (std::size_t p = 0; p < plans_; ++p) {
      const std::vector<double> values = pseudo_values(observed_[p]);
      if (p == days_.baseline || values.size() != base.size()) continue;
      std::vector<double> apart(values.size());
      for (std::size_t r = 0; r < values.size(); ++r) apart[r] = values[r] - base[r];
      differences[p] = controlled_mean(apart, controls, confidence);
      levels[p] = controlled_mean(values, controls, confidence);
      if (differences[p].used) best_gain = std::max(best_gain, differences[p].gain);
    }
    if (ranked) told_.gains.push_back({"control variates", row.label, best_gain, std::nullopt, false});
    if (best_gain < steadying_helps) return;
    const std::vector<ComparisonCell> plain = row.cells;
    if (level.used) row.cells[days_.baseline].value = level.estimate;
    for (std::size_t p = 0; p < plans_; ++p) steady_cell(row, p, differences[p], levels[p]);
    // What hardly ever happens in a plan is no line in its callers: a level could come out below nothing.
    const bool possible = std::all_of(row.cells.begin(), row.cells.end(), [&](const ComparisonCell& cell) {
      return is_possible(cell.value, row.unit);
    });
    if (!possible) row.cells = plain;
    if (!ranked) return;
    if (possible) {
      told_.gains.back().used = true;
    } else {
      told_.gains.pop_back();
    }
  }
  void steady_cell(ComparisonRow& row, std::size_t p, const Controlled& difference,
                   const Controlled& level) const {
    ComparisonCell& cell = row.cells[p];
    const Estimate& base = row.cells[days_.baseline].value;
    if (p == days_.baseline || !cell.value.value || !base.value) return;
    if (difference.used) {
      cell.against = difference.estimate;
      cell.p = p_of(difference.estimate);
    }
    if (!cell.against.value) return;
    const auto half = level.used ? level.estimate.half_width() : cell.value.half_width();
    cell.value.value = *base.value + *cell.against.value;
    if (half) cell.value.range = Range{*cell.value.value - *half, *cell.value.value + *half};
  }
  std::vector<std::vector<double>> controls_of_baseline() const {
    std::vector<std::vector<double>> controls;
    const std::vector<CaseDay>& days = days_.cases[days_.baseline].days;
    for (std::size_t r = 0; r < days_.runs; ++r) controls.push_back(days[r].controls);
    return controls;
  }

  // The best of the row, when it is told apart from every other: its choice is by the same days, so every
  // pair of plans counts as a comparison.
  void mark_best(const AskedRow& asked, ComparisonRow& row) const {
    std::optional<std::size_t> best;
    for (std::size_t p = 0; p < plans_; ++p) {
      const auto& value = row.cells[p].value.value;
      if (!value) continue;
      if (!best || (row.higher_is_better ? *value > *row.cells[*best].value.value
                                         : *value < *row.cells[*best].value.value)) {
        best = p;
      }
    }
    if (!best || plans_ < 2) return;
    const double pairs = static_cast<double>(plans_) * static_cast<double>(plans_ - 1) / 2;
    for (std::size_t p = 0; p < plans_; ++p) {
      if (p == *best || !row.cells[p].value.value) continue;
      if (test(asked, *best, p).p > error / pairs) return;
    }
    row.cells[*best].best = true;
  }

  // Of the ranked figure, for the plan that ends furthest from the baseline.
  void measure_callers(const ComparisonRow& row) {
    std::optional<std::size_t> furthest;
    for (std::size_t p = 0; p < plans_; ++p) {
      const auto& against = row.cells[p].against.value;
      if (p == days_.baseline || !against) continue;
      if (!furthest || std::abs(*against) > std::abs(*row.cells[*furthest].against.value)) furthest = p;
    }
    if (!furthest) return;
    const auto gain = gain_of_same_callers(figures_[*furthest], figures_[days_.baseline]);
    if (gain)
      told_.gains.insert(told_.gains.begin(), {"same callers", row.label, gain->gain, gain->range, true});
  }

  // Two independent days beside a mirrored pair, of the baseline.
  void measure_mirrors(const ComparisonRow& row) {
    std::vector<Figure> first, second;
    for (std::size_t r = 0; r + 1 < days_.runs; r += 2) {
      first.push_back(figures_[days_.baseline][r]);
      const Figure& other = figures_[days_.baseline][r + 1];
      second.push_back({-other.top, other.bottom});
    }
    const auto gain = gain_of_same_callers(first, second);
    if (gain) told_.gains.push_back({"mirrored days", row.label, gain->gain, gain->range, true});
  }

  void correct() {
    std::vector<double> p;
    std::vector<ComparisonCell*> cells;
    for (ComparisonRow& row : told_.rows) {
      for (std::size_t k = 0; k < plans_; ++k) {
        if (k == days_.baseline || !row.cells[k].against.value) continue;
        p.push_back(row.cells[k].p);
        cells.push_back(&row.cells[k]);
      }
    }
    told_.tests = p.size();
    if (p.empty()) return;
    const std::vector<bool> differs = holm(p, error);
    for (std::size_t k = 0; k < cells.size(); ++k) {
      cells[k]->differs = differs[k];
      cells[k]->tied = !differs[k];
    }
    for (ComparisonRow& row : told_.rows) mend_best(row);
  }
  // "best" and "tied" never stand side by side.
  void mend_best(ComparisonRow& row) const {
    for (std::size_t p = 0; p < plans_; ++p) {
      ComparisonCell& cell = row.cells[p];
      if (cell.best && p != days_.baseline && !cell.differs) cell.best = false;
      if (!cell.best || p != days_.baseline) continue;
      cell.best = std::none_of(row.cells.begin(), row.cells.end(),
                               [](const ComparisonCell& other) { return other.tied; });
    }
  }

  const ComparedDays& days_;
  double bad_case_;
  bool controls_;
  std::size_t plans_;
  std::vector<std::vector<Figure>> figures_;   // of the row at hand, [plan][replication]
  std::vector<std::vector<Figure>> observed_;  // the same, or of mirrored pairs: [plan][pair]
  RowsTold told_;
};

}  // namespace

std::vector<Figure> ComparedDays::figures(const AskedRow& row, std::size_t plan) const {
  std::vector<Figure> figures = figures_of(row, plan, cases[plan].days);
  figures.resize(runs);
  return figures;
}

RowsTold compared_rows(const ComparedDays& days, double bad_case, bool controls) {
  return Rows(days, bad_case, controls).all();
}

std::optional<MeasuredGain> gain_of_same_callers(const std::vector<Figure>& a, const std::vector<Figure>& b) {
  const std::vector<double> x = pseudo_values(a), y = pseudo_values(b);
  if (x.size() != y.size() || x.size() < 4) return std::nullopt;
  Spread of_x, of_y, apart;
  const double mean_x = std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
  const double mean_y = std::accumulate(y.begin(), y.end(), 0.0) / static_cast<double>(y.size());
  for (std::size_t r = 0; r < x.size(); ++r) {  // about their means, so that nothing cancels
    of_x.add(x[r] - mean_x);
    of_y.add(y[r] - mean_y);
    apart.add((x[r] - mean_x) - (y[r] - mean_y));
  }
  const double independent = of_x.variance() + of_y.variance();
  if (!(apart.variance() > 0) || !(independent > 0)) return std::nullopt;
  const double log_gain = std::log(independent / apart.variance());
  std::vector<double> pseudo;
  for (std::size_t r = 0; r < x.size(); ++r) {
    const double dx = x[r] - mean_x, dy = y[r] - mean_y;
    const double left = apart.variance_without(dx - dy);
    if (!(left > 0)) return std::nullopt;  // one day makes all the difference
    pseudo.push_back(
        jackknifed_log(of_x.variance_without(dx) + of_y.variance_without(dy), left, of_x.n, log_gain));
  }
  const Estimate log_range = estimate_mean(pseudo, confidence);
  if (!log_range.range) return std::nullopt;
  return MeasuredGain{std::exp(*log_range.value),
                      {std::exp(log_range.range->low), std::exp(log_range.range->high)}};
}

}  // namespace switchover
