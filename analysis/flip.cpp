#include "analysis/flip.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "analysis/design.hpp"
#include "analysis/flip_words.hpp"
#include "analysis/looks.hpp"

namespace switchover {
namespace {

constexpr std::uint32_t least_runs = 80;  // as in a run: no verdict before
constexpr double beyond_doubt = 0.001;    // error of a look that ends a value early: NO, never YES
constexpr double parts = 64;              // a verdict's turn is looked for to this part of the way to an end

// The verdict with one value.
struct Point {
  double value = 0;
  Verdict verdict = Verdict::undecided;  // over the musts; never "on target", which is kept
  bool keeps = false;                    // do the figures, without their ranges, keep every must
  double margin = 0;              // of the must that is nearest to failing, in half-widths of its range now
  std::uint32_t margin_runs = 0;  // days that the margin is of
  std::uint32_t runs = 0;
};

Verdict over_musts(const std::vector<Judgement>& judgements, std::size_t musts) {
  Verdict verdict = Verdict::pass;
  for (std::size_t e = 0; e < musts; ++e) {
    if (judgements[e].verdict == Verdict::fail) return Verdict::fail;
    if (judgements[e].verdict == Verdict::undecided) verdict = Verdict::undecided;
  }
  return verdict;
}

// How far the figure is on the good side of its bound, in its own unit.
double good_by(const Judgement& judgement) {
  if (!judgement.found.value) return 0;
  const double by = *judgement.found.value - judgement.threshold;
  if (judgement.comparison == Comparison::equal) return -std::abs(by);
  return wants_more(judgement.comparison) ? by : -by;
}

// Steps that a person would write.
double nice_step(double at_least, Unit unit, bool whole) {
  constexpr std::array shares{0.005, 0.01, 0.02, 0.05, 0.1};
  constexpr std::array times{0.1, 0.2, 0.5, 1., 2., 5., 10., 15., 30., 60., 120., 300., 600., 900., 1800.};
  constexpr std::array numbers{0.1, 0.2, 0.5, 1., 2., 5., 10., 20., 50., 100.};
  const auto first = [&](const auto& steps) {
    const auto found = std::lower_bound(steps.begin(), steps.end(), at_least * (1 - 1e-9));
    return found == steps.end() ? steps.back() : *found;
  };
  if (unit == Unit::share) return first(shares);
  if (unit == Unit::seconds) return first(times);
  return whole ? std::max(1.0, first(numbers)) : first(numbers);
}

bool is_whole(double value) { return value == std::floor(value); }

// Where the verdict turns on the way from now to one end of the range.
struct Crossing {
  double at = 0;
  bool upwards = true;
  Verdict beyond = Verdict::undecided;
  std::optional<Range> between;
};

class FlipSearch {
 public:
  FlipSearch(const Scenario& scenario, CaseRunner& runner, const FlipOptions& options)
      : scenario_(scenario), runner_(runner), options_(options) {
    questions_.promises = scenario.must;
    questions_.promises.insert(questions_.promises.end(), scenario.warn.begin(), scenario.warn.end());
    must_alone_.promises = scenario.must;
    alpha_ = error_per_look(runner.most_runs());
    look_at_now();
  }

  Verdict verdict() const { return now_.verdict; }
  std::uint32_t days() const { return now_.runs; }
  bool sound() const { return sound_; }

  FlipRow row_of(const Doubt& doubt) {
    doubt_ = &doubt;
    points_.clear();
    now_.value = doubt.now;
    points_[doubt.now] = now_;
    FlipRow row{doubt.key,
                doubt.label,
                doubt.now,
                doubt.low,
                doubt.high,
                doubt.unit,
                doubt_value_text(doubt.now, doubt.unit, doubt.low < 0),
                fmt::format("{} - {}", doubt_value_text(doubt.low, doubt.unit, doubt.low < 0),
                            doubt_value_text(doubt.high, doubt.unit, doubt.low < 0)),
                doubt.range_from,
                now_.verdict,
                {},
                {},
                now_.verdict,
                "",
                0};
    tell(row, crossings());
    for (const auto& [value, point] : points_) {
      if (value != doubt.now) row.runs = std::max(row.runs, point.runs);
    }
    return row;
  }

 private:
  std::vector<CaseDay> days_of(const Case& c, std::uint32_t first, std::uint32_t last) {
    std::vector<CaseDay> days = runner_.days(c, first, last);
    for (const CaseDay& day : days) sound_ = sound_ && day.broken.empty();
    return days;
  }

  // The run's own verdict, by the run's own rule: the same days, looks and errors.
  void look_at_now() {
    const Case c{"as it is", scenario_, questions_, ""};
    std::vector<CaseDay> days;
    const std::uint32_t most = runner_.most_runs();
    for (const std::uint32_t look : looks_up_to(most)) {
      if (look < std::min(least_runs, most)) continue;
      std::vector<CaseDay> more = days_of(c, static_cast<std::uint32_t>(days.size()), look);
      std::move(more.begin(), more.end(), std::back_inserter(days));
      now_ = judged(c, days);
      if (all_decided(judge_case(c, days, alpha_))) break;
    }
    const auto runs = static_cast<std::uint32_t>(days.size());
    first_runs_ = std::min(options_.runs, runs);
    most_runs_ = now_.verdict == Verdict::undecided ? first_runs_ : runs;
    days.resize(first_runs_);
    for (const Judgement& judgement : judge_case(c, days, alpha_)) {
      const double least = 1e-9 * (1 + std::abs(judgement.threshold));
      scales_.push_back(std::max(judgement.found.half_width().value_or(0), least));
    }
    now_.margin = judged(c, days).margin;
    for (const std::uint32_t look : early_looks()) {
      now_margins_[look] = judged(c, {days.begin(), days.begin() + look}).margin;
    }
    now_margins_[first_runs_] = now_.margin;
  }

  std::vector<std::uint32_t> early_looks() const {
    std::vector<std::uint32_t> looks = looks_up_to(first_runs_);
    looks.pop_back();
    return looks;
  }

  // How much further on the good side the must that is nearest to failing is with this value than now, over
  // the same days.
  double gain_of(const Point& point) const {
    return &point == &now_ ? 0 : point.margin - now_margins_.at(point.margin_runs);
  }

  Point judged(const Case& c, const std::vector<CaseDay>& days) const {
    const std::vector<Judgement> judgements = judge_case(c, days, alpha_);
    Point point;
    point.verdict = over_musts(judgements, scenario_.must.size());
    point.keeps = true;
    point.margin = std::numeric_limits<double>::infinity();
    for (std::size_t e = 0; e < scenario_.must.size(); ++e) {
      const double by = good_by(judgements[e]);
      const bool strict =
          judgements[e].comparison == Comparison::less || judgements[e].comparison == Comparison::greater;
      point.keeps = point.keeps && (strict ? by > 0 : by >= 0);
      point.margin = std::min(point.margin, by / (scales_.empty() ? 1 : scales_[e]));
    }
    point.runs = static_cast<std::uint32_t>(days.size());
    return point;
  }

  // A value that breaks a must beyond doubt needs no more days; what a few days leave open is given as many
  // as the verdict itself needed.
  const Point& at(double value) {
    const auto known = points_.find(value);
    if (known != points_.end()) return known->second;
    const Case c{fmt::format("{} {}", doubt_->label, doubt_value_text(value, doubt_->unit, doubt_->low < 0)),
                 doubt_->with(scenario_, value), must_alone_, fmt::format("{} = {}", doubt_->key, value)};
    std::vector<CaseDay> days;
    const auto go_to = [&](std::uint32_t runs) {
      std::vector<CaseDay> more = days_of(c, static_cast<std::uint32_t>(days.size()), runs);
      std::move(more.begin(), more.end(), std::back_inserter(days));
    };
    bool broken = false;
    for (const std::uint32_t look : early_looks()) {
      go_to(look);
      broken = over_musts(judge_case(c, days, beyond_doubt), scenario_.must.size()) == Verdict::fail;
      if (broken) break;
    }
    if (!broken) go_to(first_runs_);
    Point point = judged(c, days);
    if (broken) point.verdict = Verdict::fail;
    point.margin_runs = point.runs;
    if (point.verdict == Verdict::undecided && most_runs_ > first_runs_) {
      const double margin = point.margin;  // compared with others over the first days
      const std::uint32_t margin_runs = point.margin_runs;
      go_to(most_runs_);
      point = judged(c, days);
      point.margin = margin;
      point.margin_runs = margin_runs;
    }
    point.value = value;
    return points_.emplace(value, point).first->second;
  }

  bool may_try() const { return points_.size() <= options_.most_values; }  // now is not counted

  // Does the figure come nearer to another verdict than it is now?
  bool nears_a_turn(const Point& point) const {
    switch (now_.verdict) {
      case Verdict::fail:
        return gain_of(point) > 0;
      case Verdict::pass:
      case Verdict::on_target:
        return gain_of(point) < 0;
      case Verdict::undecided:
        return std::abs(point.margin) > std::abs(now_margins_.at(point.margin_runs));
    }
    return false;
  }

  std::vector<Crossing> crossings() {
    std::vector<double> ends;
    for (const double end : {doubt_->low, doubt_->high}) {
      if (end != doubt_->now) ends.push_back(end);
    }
    std::vector<double> turned;
    for (const double end : ends) {
      if (at(end).verdict != now_.verdict) turned.push_back(end);
    }
    // Both ends as now: a hump between, where an end already points to it.
    for (const double end : ends) {
      if (!turned.empty() || !nears_a_turn(at(end)) || !may_try()) continue;
      const double inside = rounded((doubt_->now + end) / 2, step_to(end));
      if (inside != doubt_->now && inside != end && at(inside).verdict != now_.verdict)
        turned.push_back(inside);
    }
    std::vector<Crossing> found;
    const std::size_t left = options_.most_values + 1 - std::min(points_.size(), options_.most_values + 1);
    for (std::size_t i = 0; i < turned.size(); ++i) {
      found.push_back(crossing_towards(turned[i], points_.size() + left / turned.size()));
    }
    std::sort(found.begin(), found.end(), [&](const Crossing& a, const Crossing& b) {
      return std::abs(a.at - doubt_->now) < std::abs(b.at - doubt_->now);
    });
    return found;
  }

  double step_to(double end) const {
    const bool whole = is_whole(doubt_->now) && is_whole(doubt_->low) && is_whole(doubt_->high);
    return nice_step(std::abs(end - doubt_->now) / parts, doubt_->unit, whole);
  }
  double rounded(double value, double step) const {
    return std::clamp(std::round(value / step) * step, doubt_->low, doubt_->high);
  }
  // A value of the grid strictly between the two; nothing when they are neighbours.
  std::optional<double> middle(double a, double b, double step) const {
    const double value = rounded((a + b) / 2, step);
    const bool inside = value > std::min(a, b) + step / 4 && value < std::max(a, b) - step / 4;
    return inside ? std::optional(value) : std::nullopt;
  }

  static bool opposite(Verdict a, Verdict b) {
    return a != b && a != Verdict::undecided && b != Verdict::undecided;
  }

  // Halves the way from now to `end`, where the verdict is another one. PASS and FAIL: by the figures
  // themselves, whose ranges then say between which values it cannot be told.
  Crossing crossing_towards(double end, std::size_t most_points) {
    const Verdict then = at(end).verdict;
    const bool by_figures = opposite(now_.verdict, then);
    const auto turned = [&](const Point& point) {
      if (by_figures) return point.keeps == (then == Verdict::pass);
      return now_.verdict == Verdict::undecided ? point.verdict == then : point.verdict != now_.verdict;
    };
    const double step = step_to(end);
    double inner = doubt_->now, outer = end;
    while (points_.size() < most_points) {
      const auto value = middle(inner, outer, step);
      if (!value) break;
      (turned(at(*value)) ? outer : inner) = *value;
      // The range of the figures is wider than what is left: the other tries go to its ends.
      if (by_figures && points_.size() + 2 >= most_points) break;
    }
    Crossing crossing;
    crossing.upwards = end > doubt_->now;
    crossing.beyond = by_figures ? then : at(outer).verdict;
    crossing.at = by_figures ? inner : outer;
    if (by_figures) crossing.between = bracket(end, then, step, most_points);
    return crossing;
  }

  // From the last value with the verdict of now to the first with that of `end`.
  Range bracket(double end, Verdict then, double step, std::size_t most_points) {
    const double way = end > doubt_->now ? 1 : -1;
    while (true) {
      std::vector<double> values;  // from now to the end
      for (const auto& [value, point] : points_) {
        if ((value - doubt_->now) * way >= 0 && (end - value) * way >= 0) values.push_back(value);
      }
      if (way < 0) std::reverse(values.begin(), values.end());
      std::size_t a = 0, b = values.size() - 1;
      while (a + 1 < values.size() && points_.at(values[a + 1]).verdict == now_.verdict) ++a;
      while (b > a + 1 && points_.at(values[b - 1]).verdict == then) --b;
      const bool near_side = std::abs(values[a + 1] - values[a]) >= std::abs(values[b] - values[b - 1]);
      const auto value =
          near_side ? middle(values[a], values[a + 1], step) : middle(values[b - 1], values[b], step);
      if (!value || points_.size() >= most_points)
        return {std::min(values[a], values[b]), std::max(values[a], values[b])};
      at(*value);
    }
  }

  void tell(FlipRow& row, const std::vector<Crossing>& found) const {
    if (found.empty()) {
      const Point* nearest = &now_;
      for (const auto& [value, point] : points_) {
        if (value != doubt_->low && value != doubt_->high) continue;
        if (value == doubt_->now) continue;
        const bool nearer = now_.verdict == Verdict::fail ? gain_of(point) > gain_of(*nearest)
                            : now_.verdict == Verdict::undecided
                                ? std::abs(point.margin) > std::abs(nearest->margin)
                                : gain_of(point) < gain_of(*nearest);
        if (nearest == &now_ || nearer) nearest = &point;
      }
      row.text =
          fmt::format("never, even at {} (still {})", doubt_value_text(nearest->value, row.unit, row.low < 0),
                      verdict_yes_no(now_.verdict));
      return;
    }
    row.flips_at = found.front().at;
    row.between = found.front().between;
    row.verdict_beyond = found.front().beyond;
    for (const Crossing& crossing : found) {
      if (!row.text.empty()) row.text += "; ";
      row.text += turn_text(row, crossing.at, crossing.upwards, crossing.beyond, crossing.between);
    }
    if (found.size() == 2 && opposite(found[0].beyond, found[1].beyond)) {
      row.between = Range{std::min(found[0].at, found[1].at), std::max(found[0].at, found[1].at)};
    }
  }

  const Scenario& scenario_;
  CaseRunner& runner_;
  const FlipOptions& options_;
  CaseQuestions questions_;
  CaseQuestions must_alone_;                     // all that is asked of another value
  std::map<std::uint32_t, double> now_margins_;  // by days
  double alpha_ = 0.05;
  std::vector<double> scales_;  // half-widths of the promises' ranges now: margins of all values are in them
  std::uint32_t first_runs_ = 0, most_runs_ = 0;
  Point now_;
  bool sound_ = true;
  const Doubt* doubt_ = nullptr;
  std::map<double, Point> points_;  // of the doubt in hand
};

// What surely turns the verdict, then what may, then what never does; each the nearest first.
std::pair<int, double> place_of(const FlipRow& row) {
  if (!row.flips_at) return {2, 0};
  return {row.verdict_beyond == Verdict::undecided ? 1 : 0,
          std::abs(*row.flips_at - row.now) / (row.high - row.low)};
}

}  // namespace

FlipFindings find_flips_and_verdict(const Scenario& scenario, CaseRunner& runner,
                                    const FlipOptions& options) {
  FlipFindings found;
  if (scenario.must.empty()) return found;
  demand(options.runs >= 2 && options.most_values >= 2, "a flip needs two days and the two ends of a range");
  FlipSearch search(scenario, runner, options);
  for (const Doubt& doubt : doubts_of(scenario)) {
    if (options.only.empty() || doubt.key == options.only) found.rows.push_back(search.row_of(doubt));
  }
  std::stable_sort(found.rows.begin(), found.rows.end(),
                   [](const FlipRow& a, const FlipRow& b) { return place_of(a) < place_of(b); });
  found.verdict = search.verdict();
  found.days = search.days();
  found.sound = search.sound();
  return found;
}

std::vector<FlipRow> find_flips(const Scenario& scenario, CaseRunner& runner, const FlipOptions& options) {
  return find_flips_and_verdict(scenario, runner, options).rows;
}

}  // namespace switchover
