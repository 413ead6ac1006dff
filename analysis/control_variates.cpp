#include "analysis/control_variates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "sim/contract.hpp"

namespace switchover {
namespace {

// ---- what a replication should draw

// Gauss-Legendre, eight points on [-1, 1]: exact for polynomials up to degree 15, which a linear rate thinned
// by up to fourteen linear ramps does not exceed.
constexpr std::array<double, 4> nodes{0.1834346424956498, 0.5255324099163290, 0.7966664774136267,
                                      0.9602898564975363};
constexpr std::array<double, 4> weights{0.3626837833783620, 0.3137066458778873, 0.2223810344533745,
                                        0.1012285362903763};

// Share of the callers at t (microseconds) that no event of fewer calls keeps away.
double kept(const std::vector<Thinning>& thinnings, double t) {
  double share = 1;
  for (const Thinning& thinning : thinnings) {
    if (t < static_cast<double>(thinning.from_us) || t >= static_cast<double>(thinning.to_us)) continue;
    const auto at = Time::microseconds(static_cast<std::int64_t>(t));
    share *= 1 - thinning.lost * ramp_share(thinning.ramp, at);
  }
  return share;
}

// Where a piece of the rate must be cut so that what is kept is smooth between the cuts.
std::vector<double> cuts_of(const ArrivalPiece& piece, const std::vector<Thinning>& thinnings) {
  const double to = piece.from_us + piece.length_us;
  std::vector<double> cuts{piece.from_us, to};
  const auto add = [&](std::int64_t at) {
    const auto t = static_cast<double>(at);
    if (t > piece.from_us && t < to) cuts.push_back(t);
  };
  for (const Thinning& thinning : thinnings) {
    add(thinning.from_us);
    add(thinning.to_us);
    for (const RampPoint& point : thinning.ramp) add(point.at.count_us());
  }
  std::sort(cuts.begin(), cuts.end());
  return cuts;
}

double kept_calls(const ArrivalPiece& piece, const std::vector<Thinning>& thinnings) {
  if (thinnings.empty()) return piece.calls;
  const std::vector<double> cuts = cuts_of(piece, thinnings);
  double calls = 0;
  for (std::size_t c = 0; c + 1 < cuts.size(); ++c) {
    const double half = (cuts[c + 1] - cuts[c]) / 2;
    const double middle = cuts[c] + half;
    const auto at = [&](double t) {
      const double part = (t - piece.from_us) / piece.length_us;
      return (piece.rate_from + (piece.rate_to - piece.rate_from) * part) * kept(thinnings, t);
    };
    for (std::size_t k = 0; k < nodes.size(); ++k) {
      calls += half * weights[k] * (at(middle - half * nodes[k]) + at(middle + half * nodes[k]));
    }
  }
  return calls;
}

double expected_people(const CentrePlan& plan, const ArrivalStream& stream) {
  double people = 0;
  for (const ReplayCall& call : stream.replay) {
    const std::int64_t at = call.at.count_us();
    if (at >= 0 && at < plan.length_us) people += kept(stream.thinnings, static_cast<double>(at));
  }
  for (const ArrivalInterval& interval : stream.intervals) {
    double calls = 0;
    for (std::uint32_t k = 0; k < interval.pieces; ++k) {
      calls += kept_calls(stream.pieces[interval.first_piece + k], stream.thinnings);
    }
    // Exact counts: a whole number of callers, spread as the rate is.
    if (stream.pattern == ArrivalPattern::exact_counts) {
      calls *= std::floor(interval.calls + 0.5) / interval.calls;
    }
    people += calls;
  }
  return people;
}

// ---- which conversations are known in law

// A conversation is a draw that nobody has seen when it begins, so what they took less what they should take
// has mean 0 whoever is answered: as long as each is talked to its end, once, and takes the same whoever
// answers.
bool conversations_are_whole(const CentreSpec& spec) {
  for (const EventSpec& event : spec.events) {
    if (is_fault(event.kind)) return false;
    if (event.vanish && *event.vanish != WhenAgentsVanish::finish) return false;
  }
  for (const GroupSpec& group : spec.groups) {
    if (group.vanish != WhenAgentsVanish::finish || group.aht_factor != 1) return false;
    for (const SkillSpec& skill : group.skills) {
      if (skill.aht_factor != 1) return false;
    }
    for (const AgentSpec& agent : group.agents) {
      if (agent.aht_factor != 1) return false;
    }
  }
  for (const PlatformSpec& platform : spec.platforms) {
    if (platform.aht_factor != 1) return false;
  }
  return spec.timeline == PlatformTimeline{} && spec.staged == nullptr && spec.bridges.empty() &&
         spec.moves.empty();
}

double conversation_s(const QueueSpec& queue) { return queue.talk.mean() + queue.hold.mean(); }

bool handling_is_known(const CentreSpec& spec, std::size_t q) {
  const QueueSpec& queue = spec.queues[q];
  const double mean = conversation_s(queue);
  if (!std::isfinite(mean) || queue.talk.cv() + queue.hold.cv() == 0) return false;
  return std::none_of(spec.demand.begin(), spec.demand.end(), [q](const DemandSpec& demand_spec) {
    return demand_spec.queue.index() == q &&
           (!demand_spec.handling_factor.empty() || demand_spec.pattern == ArrivalPattern::replay);
  });
}

bool has_demand(const CentreSpec& spec, std::size_t q) {
  return std::any_of(spec.demand.begin(), spec.demand.end(),
                     [q](const DemandSpec& demand_spec) { return demand_spec.queue.index() == q; });
}

// ---- regression on the controls

using Row = std::vector<double>;

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}
double variance_of(const std::vector<double>& values) {
  const double mean = mean_of(values);
  double squares = 0;
  for (const double v : values) squares += (v - mean) * (v - mean);
  return squares / static_cast<double>(values.size() - 1);
}

// Sums of squares and products about the means, over some replications.
struct Moments {
  double n = 0, value = 0;
  Row control;
  double value_value = 0;
  Row value_control;
  std::vector<Row> control_control;
};
Moments moments_of(const std::vector<double>& values, const std::vector<Row>& controls,
                   const std::vector<std::size_t>& rows) {
  const std::size_t p = controls.front().size();
  Moments m{static_cast<double>(rows.size()), 0, Row(p, 0), 0, Row(p, 0), std::vector<Row>(p, Row(p, 0))};
  for (const std::size_t r : rows) {
    m.value += values[r] / m.n;
    for (std::size_t j = 0; j < p; ++j) m.control[j] += controls[r][j] / m.n;
  }
  for (const std::size_t r : rows) {
    const double y = values[r] - m.value;
    m.value_value += y * y;
    for (std::size_t j = 0; j < p; ++j) {
      const double x = controls[r][j] - m.control[j];
      m.value_control[j] += y * x;
      for (std::size_t k = 0; k <= j; ++k) {
        m.control_control[j][k] += x * (controls[r][k] - m.control[k]);
      }
    }
  }
  return m;
}

// Controls taken up one after the other, the one that explains most of what is left first (Gram-Schmidt on
// the moments), at most one per ten replications. Returns the coefficients, shrunk by 1 - 1/F (J. C. van
// Houwelingen & S. le Cessie, 1990): what chance alone would explain is given back.
Row shrunk_coefficients(const Moments& m) {
  const std::size_t p = m.control.size();
  std::vector<Row> left(p, Row(p));  // covariance of the controls not yet explained
  for (std::size_t j = 0; j < p; ++j) {
    for (std::size_t k = 0; k < p; ++k) left[j][k] = m.control_control[std::max(j, k)][std::min(j, k)];
  }
  Row with = m.value_control;
  std::vector<std::size_t> taken;
  std::vector<Row> removed;  // row of `left` when a control was taken up
  Row slopes;
  double explained = 0;
  while (taken.size() < std::min(p, static_cast<std::size_t>(m.n / 10))) {
    std::size_t best = p;
    double most = 0;
    for (std::size_t j = 0; j < p; ++j) {
      if (left[j][j] <= 1e-9 * m.control_control[j][j]) continue;  // taken up, or follows from others
      const double gain = with[j] * with[j] / left[j][j];
      if (gain > most) {
        most = gain;
        best = j;
      }
    }
    // Worth two degrees of freedom (Akaike): fewer only fit the noise.
    if (best == p || most * (m.n - 2) < 2 * (m.value_value - explained)) break;
    const Row row = left[best];
    const double pivot = row[best];
    const double slope = with[best] / pivot;
    for (std::size_t j = 0; j < p; ++j) {
      with[j] -= slope * row[j];
      for (std::size_t k = 0; k < p; ++k) left[j][k] -= row[j] * row[k] / pivot;
    }
    explained += most;
    taken.push_back(best);
    removed.push_back(row);
    slopes.push_back(slope);
  }
  // Back from slopes on what is left of each control to coefficients of the controls themselves.
  Row coefficients(p, 0);
  for (std::size_t i = taken.size(); i-- > 0;) {
    double own = slopes[i];
    for (std::size_t later = i + 1; later < taken.size(); ++later) {
      own -= coefficients[taken[later]] * removed[i][taken[later]] / removed[i][taken[i]];
    }
    coefficients[taken[i]] = own;
  }
  const auto used = static_cast<double>(taken.size());
  const double noise = (m.value_value - explained) / std::max(1.0, m.n - used - 1);
  const double kept_share = explained > 0 ? std::max(0.0, 1 - used * noise / explained) : 0;
  for (double& c : coefficients) c *= kept_share;
  return coefficients;
}

// Every replication less its controls, by the coefficients of the others: ten folds.
std::vector<double> controlled_values(const std::vector<double>& values, const std::vector<Row>& controls) {
  constexpr std::size_t folds = 10;
  std::vector<double> result(values.size());
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<std::size_t> others;
    for (std::size_t r = 0; r < values.size(); ++r) {
      if (r % folds != fold) others.push_back(r);
    }
    const Row coefficients = shrunk_coefficients(moments_of(values, controls, others));
    for (std::size_t r = fold; r < values.size(); r += folds) {
      result[r] =
          values[r] - std::inner_product(coefficients.begin(), coefficients.end(), controls[r].begin(), 0.0);
    }
  }
  return result;
}

constexpr std::size_t fewest_replications = 20;
constexpr double least_gain = 1.1;
constexpr std::size_t error_groups = 20;

// Standard error of the whole procedure, coefficients included: jackknife that leaves out one of twenty
// groups of replications at a time. On skewed figures the spread of the steadied values alone says too
// little.
double error_by_groups(const std::vector<double>& values, const std::vector<Row>& controls) {
  std::vector<double> means;
  for (std::size_t group = 0; group < error_groups; ++group) {
    std::vector<double> kept;
    std::vector<Row> beside;
    for (std::size_t r = 0; r < values.size(); ++r) {
      if (r % error_groups == group) continue;
      kept.push_back(values[r]);
      beside.push_back(controls[r]);
    }
    const std::vector<double> steadied = controlled_values(kept, beside);
    means.push_back(std::accumulate(steadied.begin(), steadied.end(), 0.0) /
                    static_cast<double>(steadied.size()));
  }
  constexpr auto groups = static_cast<double>(error_groups);
  return std::sqrt((groups - 1) * (groups - 1) / groups * variance_of(means));
}

bool usable(const std::vector<double>& values, const std::vector<Row>& controls) {
  if (values.size() < fewest_replications || controls.front().empty()) return false;
  const auto finite = [](double v) { return std::isfinite(v); };
  return std::all_of(values.begin(), values.end(), finite) &&
         std::all_of(controls.begin(), controls.end(), [&](const Row& row) {
           demand(row.size() == controls.front().size(), "every replication has the same controls");
           return std::all_of(row.begin(), row.end(), finite);
         });
}

}  // namespace

std::vector<std::string> control_names(const CentreSpec& spec) {
  std::vector<std::string> names;
  for (std::size_t q = 0; q < spec.queues.size(); ++q) {
    if (has_demand(spec, q)) names.push_back(fmt::format("people dialling {}", spec.queues[q].name));
  }
  if (spec.day_cv > 0) names.emplace_back("busyness of the day");
  if (!conversations_are_whole(spec)) return names;
  for (std::size_t q = 0; q < spec.queues.size(); ++q) {
    if (handling_is_known(spec, q)) names.push_back(fmt::format("conversations of {}", spec.queues[q].name));
  }
  return names;
}

std::vector<double> controls_of(const CentrePlan& plan, const Tally& tally) {
  const CentreSpec& spec = plan.spec;
  std::vector<double> people(plan.queues, 0), controls;
  for (const ArrivalStream& stream : plan.streams) {
    people[stream.queue.index()] -= expected_people(plan, stream);
  }
  const bool whole = conversations_are_whole(spec);
  std::vector<double> talk_s(plan.queues, 0);
  for (std::size_t q = 0; q < plan.queues; ++q) {
    for (std::size_t i = 0; i <= tally.intervals; ++i) {
      people[q] += static_cast<double>(tally.person(i, q).people);
      for (std::size_t p = 0; whole && p < tally.platforms; ++p) {
        const QueueCell& cell = tally.queue(i, q, p);
        talk_s[q] += static_cast<double>(cell.talk_us) * 1e-6 -
                     static_cast<double>(cell.handled) * conversation_s(spec.queues[q]);
      }
    }
    if (has_demand(spec, q)) controls.push_back(people[q]);
  }
  if (spec.day_cv > 0) controls.push_back(tally.day_factor - 1);
  for (std::size_t q = 0; whole && q < plan.queues; ++q) {
    if (handling_is_known(spec, q)) controls.push_back(talk_s[q]);
  }
  return controls;
}

Controlled controlled_mean(const std::vector<double>& values,
                           const std::vector<std::vector<double>>& controls, double confidence) {
  demand(values.size() == controls.size(), "every replication has its controls");
  Controlled plain{estimate_mean(values, confidence), 1, false};
  if (values.empty() || !usable(values, controls)) return plain;
  const std::vector<double> steadied = controlled_values(values, controls);
  const double before = variance_of(values);
  const double after = variance_of(steadied);
  if (before <= 0 || after <= 0 || before < least_gain * after) return plain;
  Estimate mean = estimate_mean(steadied, confidence);
  const double by_groups =
      student_t_critical(confidence, error_groups - 1) * error_by_groups(values, controls);
  const double half = std::max(mean.half_width().value_or(0), by_groups);
  const double plain_half = plain.estimate.half_width().value_or(0);
  const double gain = plain_half * plain_half / (half * half);
  if (gain < least_gain) return plain;
  mean.range = Range{*mean.value - half, *mean.value + half};
  return {mean, gain, true};
}

}  // namespace switchover
