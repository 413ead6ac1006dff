#include "analysis/comparison_why.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/comparing.hpp"
#include "analysis/wording.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

constexpr double error = 0.05;
constexpr double at_the_limit = 1 - 1e-9;  // a peak as a share of the limit

std::string begin_of(const AskedRow& part) { return part.window.substr(0, part.window.find('-')); }
std::string end_of(const AskedRow& part) { return part.window.substr(part.window.find('-') + 1); }

// One plan beside the baseline in one half-hour, or at one limit.
struct Tested {
  std::size_t plan = 0, what = 0;
  PairedTest test;
  double base = 0, own = 0;  // limits: half-hours a day in which it is reached
  bool differs = false;
};
void correct(std::vector<Tested>& all) {
  std::vector<double> p;
  for (const Tested& tested : all) p.push_back(tested.test.p);
  if (p.empty()) return;
  const std::vector<bool> differs = holm(p, error);
  for (std::size_t k = 0; k < all.size(); ++k) all[k].differs = differs[k];
}

class Reasons {
 public:
  Reasons(const PlanComparison& comparison, const ComparedDays& days) : c_(comparison), days_(days) {
    test_parts();
    test_limits();
  }

  std::vector<std::string> all() const {
    std::vector<std::string> sentences;
    for (std::size_t p = 0; p < c_.plans.size(); ++p) {
      if (p == c_.baseline) continue;
      if (!parts_.empty()) sentences.push_back(when_of(p));
      for (const Tested& tested : limits_) {
        if (tested.plan == p && tested.differs) sentences.push_back(limit_of(tested));
      }
    }
    return sentences;
  }

 private:
  void test_parts() {
    const auto& asked = days_.questions.parts;
    for (std::size_t k = 0; k < asked.size(); ++k) {
      const std::vector<Figure> base = days_.figures(asked[k], c_.baseline);
      for (std::size_t p = 0; p < c_.plans.size(); ++p) {
        if (p == c_.baseline) continue;
        Tested tested{p, k, paired_test(days_.figures(asked[k], p), base, 1 - error), 0, 0, false};
        if (tested.test.difference.value) parts_.push_back(std::move(tested));
      }
    }
    correct(parts_);
  }

  // Half-hours of the day in which the limit is reached.
  std::vector<Figure> reached(const AskedLimit& limit, std::size_t p) const {
    std::vector<Figure> figures(days_.runs);
    if (!limit.promise[p]) return figures;
    for (std::size_t r = 0; r < days_.runs; ++r) {
      const PromiseFigures& near = days_.cases[p].days[r].promises[*limit.promise[p]];
      double half_hours = 0;
      bool limited = false;
      for (const Figure& figure : near.each) {
        const auto share = figure.value();
        limited = limited || share.has_value();
        half_hours += share && *share >= at_the_limit ? 1 : 0;
      }
      if (limited) figures[r] = Figure::number(half_hours);
    }
    return figures;
  }
  void test_limits() {
    const auto& asked = days_.questions.limits;
    for (std::size_t k = 0; k < asked.size(); ++k) {
      const std::vector<Figure> base = reached(asked[k], c_.baseline);
      for (std::size_t p = 0; p < c_.plans.size(); ++p) {
        if (p == c_.baseline) continue;
        const std::vector<Figure> own = reached(asked[k], p);
        Tested tested{p, k, paired_test(own, base, 1 - error), 0, 0, false};
        if (!tested.test.difference.value) continue;
        tested.base = estimate_mean(base, 1 - error).value.value_or(0);
        tested.own = estimate_mean(own, 1 - error).value.value_or(0);
        limits_.push_back(std::move(tested));
      }
    }
    correct(limits_);
  }

  bool is_better(double difference) const {
    return c_.rows[c_.ranked_row].higher_is_better ? difference > 0 : difference < 0;
  }
  // "13:30-18:00, 19:00-19:30": half-hours that follow each other are one time.
  std::string times(std::size_t plan, bool better, std::size_t& half_hours) const {
    std::vector<std::string> stretches;
    std::size_t last = 0;
    std::string from, to;
    half_hours = 0;
    for (const Tested& tested : parts_) {
      const bool counts =
          tested.plan == plan && tested.differs && is_better(*tested.test.difference.value) == better;
      if (!counts) continue;
      const AskedRow& part = days_.questions.parts[tested.what];
      if (half_hours > 0 && tested.what == last + 1) {
        to = end_of(part);
      } else {
        if (half_hours > 0) stretches.push_back(from + "-" + to);
        from = begin_of(part);
        to = end_of(part);
      }
      last = tested.what;
      ++half_hours;
    }
    if (half_hours > 0) stretches.push_back(from + "-" + to);
    return joined(stretches);
  }

  std::string when_of(std::size_t p) const {
    const std::string& name = c_.plans[p].name;
    const ComparisonRow& row = c_.rows[c_.ranked_row];
    std::size_t helped = 0, hurt = 0;
    const std::string better = times(p, true, helped), worse = times(p, false, hurt);
    const std::string by = info(row.metric).scope == MetricScope::people ? ", by first dial" : "";
    const std::size_t all = days_.questions.parts.size();
    if (helped == 0 && hurt == 0) {
      return row.cells[p].differs
                 ? fmt::format("{}: the difference is spread; no half-hour alone is told apart from {}.",
                               name, c_.plans[c_.baseline].name)
                 : fmt::format("{} changes {} in no half-hour (tied).", name, row.label);
    }
    std::string text = name;
    if (helped > 0) {
      text += helped == all ? " helps all day" : fmt::format(" helps only {}", better);
      text += by;
    }
    if (hurt > 0)
      text += fmt::format("{} worse {}{}", helped > 0 ? "; it is" : " is", worse, helped > 0 ? "" : by);
    const std::size_t tied = all - helped - hurt;
    if (tied > 0) text += fmt::format("; the other {} half-hours are tied", tied);
    return text + ".";
  }

  std::string limit_of(const Tested& tested) const {
    const std::string label = days_.questions.limits[tested.what].label;
    const auto half_hours = [](double n) {
      return n == 0 ? std::string("in no half-hour") : fmt::format("in {} half-hours a day", count_text(n));
    };
    return fmt::format("{}: the limit of {} is reached {} ({}: {}).", c_.plans[tested.plan].name, label,
                       half_hours(tested.own), c_.plans[c_.baseline].name, half_hours(tested.base));
  }

  const PlanComparison& c_;
  const ComparedDays& days_;
  std::vector<Tested> parts_, limits_;
};

}  // namespace

std::vector<std::string> why_plans_differ(const PlanComparison& comparison, const ComparedDays& days) {
  if (comparison.plans.size() < 2) return {};
  return Reasons(comparison, days).all();
}

}  // namespace switchover
