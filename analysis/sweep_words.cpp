#include "analysis/sweep_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/phrases.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

using Word = ReportModel::Word;

// Where a value lies on a scale; nothing when it lies on none.
std::optional<double> on_scale(const std::string& value) {
  if (const auto number = number_phrase(value)) return number;
  if (const auto share = share_phrase(value)) return share;
  if (const auto rate = rate_per_second_phrase(value)) return rate;
  if (const auto duration = duration_phrase(value)) return duration->in_seconds();
  if (const auto agents = agents_phrase(value)) return agents;
  const auto clock = clock_phrase(value);
  if (clock && clock->kind == ClockPhrase::Kind::time_of_day) return clock->seconds_of_day;
  return std::nullopt;
}

double distance_on(const SweepAxis& axis, const std::string& now, const std::string& value) {
  if (now == value) return 0;
  const auto from = on_scale(now), to = on_scale(value);
  if (!from || !to) return 1;
  double low = *from, high = *from;
  for (const std::string& other : axis.values) {
    const auto at = on_scale(other);
    if (!at) return 1;
    low = std::min(low, *at);
    high = std::max(high, *at);
  }
  return high > low ? std::abs(*to - *from) / (high - low) : 0;
}

std::size_t place_of(const PlanComparison& sweep, std::size_t plan) {
  const auto& order = sweep.ranking.order;
  return static_cast<std::size_t>(std::find(order.begin(), order.end(), plan) - order.begin());
}

// The last word of a key is enough where no other axis ends in it.
std::vector<std::string> axis_names(const PlanComparison& sweep) {
  const auto last_word = [](const std::string& key) { return key.substr(key.find_last_of('.') + 1); };
  std::vector<std::string> names;
  for (const SweepAxis& axis : sweep.axes) {
    const auto alike = std::count_if(sweep.axes.begin(), sweep.axes.end(), [&](const SweepAxis& other) {
      return last_word(other.key) == last_word(axis.key);
    });
    names.push_back(alike == 1 ? last_word(axis.key) : axis.key);
  }
  return names;
}

std::string now_text(const PlanComparison& sweep) {
  const std::vector<std::string> names = axis_names(sweep);
  const auto& point = sweep.plans[sweep.baseline].point;
  std::vector<std::string> parts;
  for (std::size_t a = 0; a < names.size() && a < point.size(); ++a) parts.push_back(point[a]);
  return joined(parts);
}

std::string lower_first(std::string text) {
  if (!text.empty() && text.back() == '.') text.pop_back();
  return text;
}

std::string points_text_of(std::size_t n) { return n == 1 ? "1 point" : fmt::format("{} points", n); }

std::string passing(const PlanComparison& sweep, const SweepTally& tally) {
  const Word now = sweep.plans[sweep.baseline].word;
  std::string text;
  if (tally.pass.size() == tally.points) {
    text = tally.points == 1 ? "the only point passes" : fmt::format("ALL {} points pass", tally.points);
  } else {
    text = fmt::format("{} of {} pass{}", tally.pass.size(), points_text_of(tally.points),
                       tally.pass.size() == 1 && tally.points > 1 ? "es" : "");
  }
  if (!tally.undecided.empty()) text += fmt::format(", {} undecided", tally.undecided.size());
  if (now == Word::yes) return text + "; the scenario passes as it is, too.";
  text += fmt::format("; nearest to the scenario as it is: {} (now {}, which {}).",
                      point_text(sweep, *tally.nearest), now_text(sweep),
                      now == Word::no ? "fails" : "is undecided");
  return text;
}

}  // namespace

double distance_from_now(const PlanComparison& sweep, std::size_t plan) {
  const auto& now = sweep.plans[sweep.baseline].point;
  const auto& point = sweep.plans[plan].point;
  double sum = 0;
  for (std::size_t a = 0; a < sweep.axes.size() && a < point.size() && a < now.size(); ++a) {
    sum += distance_on(sweep.axes[a], now[a], point[a]);
  }
  return sum;
}

std::string point_text(const PlanComparison& sweep, std::size_t plan) {
  if (plan == sweep.baseline) return sweep.plans[plan].name;
  const std::vector<std::string> names = axis_names(sweep);
  const auto& point = sweep.plans[plan].point;
  std::vector<std::string> parts;
  for (std::size_t a = 0; a < names.size() && a < point.size(); ++a) {
    parts.push_back(fmt::format("{} = {}", names[a], point[a]));
  }
  return joined(parts);
}

SweepTally sweep_tally(const PlanComparison& sweep) {
  SweepTally tally;
  const auto better = [&](std::size_t a, std::size_t b) {
    const std::size_t kept_a = sweep.plans[a].musts_kept, kept_b = sweep.plans[b].musts_kept;
    return kept_a != kept_b ? kept_a > kept_b : place_of(sweep, a) < place_of(sweep, b);
  };
  for (std::size_t p = 0; p < sweep.plans.size(); ++p) {
    if (p == sweep.baseline) continue;
    ++tally.points;
    if (!tally.closest || better(p, *tally.closest)) tally.closest = p;
    if (sweep.plans[p].word == Word::undecided) tally.undecided.push_back(p);
    if (sweep.plans[p].word != Word::yes) continue;
    tally.pass.push_back(p);
    const bool nearer =
        !tally.nearest || distance_from_now(sweep, p) < distance_from_now(sweep, *tally.nearest);
    if (nearer) tally.nearest = p;
  }
  return tally;
}

void word_sweep(PlanComparison& sweep) {
  const SweepTally tally = sweep_tally(sweep);
  if (sweep.word == Word::none || !tally.closest || sweep.exit_code == 70) return;
  sweep.advice.clear();
  if (!tally.pass.empty()) {
    sweep.sentence = passing(sweep, tally);
    return;
  }
  const ComparedPlan& closest = sweep.plans[*tally.closest];
  const std::string best =
      fmt::format("{} comes closest: {}.", point_text(sweep, *tally.closest), lower_first(closest.sentence));
  if (sweep.word == Word::yes) {
    sweep.sentence =
        fmt::format("only the scenario as it is passes; of {} none. {}", points_text_of(tally.points), best);
  } else if (tally.undecided.empty()) {
    sweep.sentence = fmt::format("NO point passes, of {}. {}", tally.points, best);
  } else {
    sweep.sentence = fmt::format("UNDECIDED - no point passes yet, {} of {} may. {}", tally.undecided.size(),
                                 tally.points, best);
  }
}

}  // namespace switchover
