#include "analysis/comparing.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/contract.hpp"

namespace switchover {
namespace {

// a - b of two plans, as the tests need it: how far, how well known, over how many days.
struct Distance {
  bool known = false;
  double value = 0, standard_error = 0;
  std::size_t degrees = 0;
};

Distance distance_of(const Estimate& difference) {
  Distance d;
  if (!difference.value || !difference.half_width() || difference.n < 2) return d;
  d.known = true;
  d.value = *difference.value;
  d.degrees = difference.n - 1;
  d.standard_error = *difference.half_width() / student_t_critical(difference.confidence, d.degrees);
  return d;
}

// Two-sided p of |truth| <= indifference.
double p_beyond(const Distance& d, double indifference) {
  const double beyond = std::abs(d.value) - indifference;
  if (!d.known || beyond <= 0) return 1;
  if (d.standard_error == 0) return 0;
  return std::min(1.0, student_t_two_sided(beyond / d.standard_error, d.degrees));
}

// The whole range of the truth, at error alpha, lies within the indifference.
bool surely_within(const Distance& d, double indifference, double alpha) {
  if (!d.known) return false;
  const double reach = student_t_critical(1 - alpha, d.degrees) * d.standard_error;
  return std::abs(d.value) + reach <= indifference;
}

// Best first; what has no mean comes last; equal means in the order given.
std::vector<std::size_t> best_first(const std::vector<std::vector<Figure>>& plans, bool higher_is_better) {
  std::vector<std::optional<double>> means;
  for (const auto& plan : plans) means.push_back(estimate_mean(plan, 0.95).value);
  std::vector<std::size_t> order(plans.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
    if (!means[x] || !means[y]) return means[x].has_value() && !means[y].has_value();
    return higher_is_better ? *means[x] > *means[y] : *means[x] < *means[y];
  });
  return order;
}

bool the_same_day_by_day(const std::vector<Figure>& a, const std::vector<Figure>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Figure& x, const Figure& y) {
    return x == y || (x.bottom == 0 && y.bottom == 0);
  });
}

bool plain_numbers(const std::vector<Figure>& figures) {
  return std::all_of(figures.begin(), figures.end(), [](const Figure& f) { return f.bottom == 1; });
}

// The joint jackknife; of plain numbers day by day, where equal differences are equal to the last bit.
Estimate difference_of(const std::vector<Figure>& a, const std::vector<Figure>& b, double confidence) {
  if (!plain_numbers(a) || !plain_numbers(b)) return estimate_difference(a, b, confidence);
  demand(a.size() == b.size(), "paired figures come in pairs");
  std::vector<double> days;
  days.reserve(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) days.push_back(a[i].top - b[i].top);
  return estimate_mean(days, confidence);
}

}  // namespace

std::vector<double> pseudo_values(const std::vector<Figure>& figures) {
  std::vector<double> values;
  values.reserve(figures.size());
  if (plain_numbers(figures)) {
    for (const Figure& f : figures) values.push_back(f.top);
    return values;
  }
  double top = 0, bottom = 0;
  std::size_t with = 0;
  for (const Figure& f : figures) {
    if (f.bottom == 0) continue;
    top += f.top;
    bottom += f.bottom;
    ++with;
  }
  // One alone cannot be left out: nothing is known of how much it varies.
  if (with == 0 || (with == 1 && figures.size() > 1)) return {};
  const double all = top / bottom;
  const auto n = static_cast<double>(figures.size());
  for (const Figure& f : figures) {
    if (f.bottom == 0 || with == 1) {
      values.push_back(all);
    } else {
      values.push_back(n * all - (n - 1) * (top - f.top) / (bottom - f.bottom));
    }
  }
  return values;
}

PairedTest paired_test(const std::vector<Figure>& a, const std::vector<Figure>& b, double confidence) {
  PairedTest test{difference_of(a, b, confidence), 1};
  if (!test.difference.value) return test;
  if (the_same_day_by_day(a, b)) {  // also where a day is infinite: never restored in both
    test.difference.value = 0;
    if (test.difference.n >= 2) test.difference.range = Range{0, 0};
    return test;
  }
  if (!std::isfinite(*test.difference.value)) {  // infinite days have no mean difference
    test.difference.value.reset();
    test.difference.range.reset();
    return test;
  }
  test.p = p_beyond(distance_of(test.difference), 0);
  return test;
}

std::vector<bool> holm(const std::vector<double>& p, double alpha) {
  demand(alpha > 0 && alpha < 1, "an error probability lies strictly between 0 and 1");
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) { return p[x] < p[y]; });
  std::vector<bool> rejected(p.size(), false);
  for (std::size_t k = 0; k < order.size(); ++k) {
    const double one = p[order[k]];
    demand(one >= 0 && one <= 1, "a p-value lies between 0 and 1");
    if (one > alpha / static_cast<double>(p.size() - k)) break;
    rejected[order[k]] = true;
  }
  return rejected;
}

Ranking rank_plans(const std::vector<std::vector<Figure>>& plans, bool higher_is_better, double indifference,
                   double alpha) {
  demand(!plans.empty(), "a ranking needs at least one plan");
  demand(indifference >= 0, "an indifference is not negative");
  Ranking ranking;
  ranking.order = best_first(plans, higher_is_better);
  const std::size_t n = plans.size();
  std::vector<Distance> distances;  // of places (i, j), i < j, row by row
  std::vector<double> p;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = i + 1; j < n; ++j) {
      const auto& better = plans[ranking.order[i]];
      const auto& worse = plans[ranking.order[j]];
      distances.push_back(distance_of(paired_test(better, worse, 1 - alpha).difference));
      p.push_back(p_beyond(distances.back(), indifference));
    }
  }
  const std::vector<bool> apart = holm(p, alpha);
  const auto pair = [n](std::size_t i, std::size_t j) { return i * n - i * (i + 1) / 2 + (j - i - 1); };
  ranking.comparisons = p.size();
  ranking.tied_for_best.assign(n, true);
  ranking.tied_with_next.assign(n, false);
  ranking.decided = true;
  for (std::size_t j = 1; j < n; ++j) {
    ranking.tied_with_next[j - 1] = !apart[pair(j - 1, j)];
    ranking.tied_for_best[ranking.order[j]] = !apart[pair(0, j)];
    if (!apart[pair(0, j)] &&
        !surely_within(distances[pair(0, j)], indifference, alpha / static_cast<double>(p.size()))) {
      ranking.decided = false;
    }
  }
  return ranking;
}

Estimate estimate_month(std::size_t hits, std::size_t n, std::size_t days, std::size_t allowed,
                        double confidence) {
  const auto missed = [&](double day) { return binomial_more_than(allowed, days, day); };
  Estimate month = estimate_probability(hits, n, confidence);
  if (month.value) month.value = missed(*month.value);
  if (month.range) month.range = Range{missed(month.range->low), missed(month.range->high)};
  return month;
}

}  // namespace switchover
