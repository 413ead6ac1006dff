#include "analysis/theory/time_varying_queue.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <type_traits>
#include <utility>

#include "sim/contract.hpp"

namespace switchover {
namespace {

using Eigen::ArrayXd;
using Eigen::ArrayXXd;
using Eigen::Index;
using Nodes = boost::math::quadrature::gauss<double, 20>;

constexpr double log_of_loss = 46;        // 1e-20: probability that a cut of the chain may lose per step
constexpr double nothing = 1e-30;         // probability of all that lies beyond a cut
constexpr double no_number = 1e-200;      // smaller ones become slow denormal numbers, and weigh nothing
constexpr double arrivals_per_step = 32;  // a compromise between the number of steps and the room they need
constexpr double jumps_per_step = 400;    // exp(-400) is still a double

// The probability of every state. Either at most `agents` are busy, and the calls in the system say all; or
// more are busy, some of them finishing, and the calls waiting are counted beside them.
struct Chances {
  ArrayXd in_system;   // by calls in the system
  ArrayXXd finishing;  // by calls waiting, and by busy - agents - 1
};

// Adds the smaller into the larger.
void add(Chances& sum, const Chances& part, double weight) {
  const auto fit = [](auto& to, const auto& from) {
    if (to.rows() >= from.rows() && to.cols() >= from.cols()) return;
    std::decay_t<decltype(to)> larger =
        std::decay_t<decltype(to)>::Zero(std::max(to.rows(), from.rows()), std::max(to.cols(), from.cols()));
    larger.topLeftCorner(to.rows(), to.cols()) = to;
    to = larger;
  };
  fit(sum.in_system, part.in_system);
  fit(sum.finishing, part.finishing);
  sum.in_system.head(part.in_system.size()) += weight * part.in_system;
  sum.finishing.topLeftCorner(part.finishing.rows(), part.finishing.cols()) += weight * part.finishing;
}

// States in use: the rest holds nothing.
template <class Values>
Index used(const Values& values) {
  Index size = values.size();
  for (double beyond = 0; size > 0; --size) {
    beyond += values(size - 1);
    if (beyond > nothing) break;
  }
  return size;
}

// More arrivals than this come with a probability below 1e-20 where `mean` are expected (Bernstein's bound).
Index most_arrivals(double mean) {
  const double third = log_of_loss / 3;
  return static_cast<Index>(std::ceil(mean + third + std::sqrt(third * third + 2 * mean * log_of_loss)));
}

// Poisson probabilities of 0, 1, 2, ... jumps, until the rest is below 1e-20 or so.
ArrayXd poisson(double mean) {
  ArrayXd chance(most_arrivals(mean) + 1);
  chance(0) = std::exp(-mean);
  for (Index k = 1; k < chance.size(); ++k) chance(k) = chance(k - 1) * mean / static_cast<double>(k);
  return chance / chance.sum();
}

// What happens between two changes of rates.
struct Rates {
  double arrivals_per_s, handling_per_s, patience_per_s;
  Index agents;
};

// The uniformised chain: at each tick of a Poisson clock, faster than everything that can happen, one thing
// happens or none.
class Jumps {
 public:
  Jumps(const Rates& rates, Index states, Index waiting, Index columns)
      : agents_(rates.agents), leave_(states), leave_waiting_(waiting), busy_(columns) {
    for (Index calls = 0; calls < states; ++calls) {
      const Index busy = std::min(calls, agents_);
      leave_(calls) = static_cast<double>(busy) * rates.handling_per_s +
                      static_cast<double>(calls - busy) * rates.patience_per_s;
    }
    leave_waiting_ = ArrayXd::LinSpaced(waiting, 0, static_cast<double>(waiting) - 1) * rates.patience_per_s;
    busy_ = (ArrayXd::LinSpaced(columns, 1, static_cast<double>(columns)) + static_cast<double>(agents_)) *
            rates.handling_per_s;
    double fastest = leave_.maxCoeff();
    if (columns > 0) fastest = std::max(fastest, leave_waiting_(waiting - 1) + busy_(columns - 1));
    clock_per_s_ = rates.arrivals_per_s + fastest;
    const double tick_s = clock_per_s_ > 0 ? 1 / clock_per_s_ : 0;
    leave_ *= tick_s;
    leave_waiting_ *= tick_s;
    busy_ *= tick_s;
    arrive_ = rates.arrivals_per_s * tick_s;
    stay_ = 1 - arrive_ - leave_;
    stay_(states - 1) += arrive_;
  }

  double clock_per_s() const { return clock_per_s_; }

  // `next` has the shape of `now`, the shape this was made for.
  void jump(const Chances& now, Chances& next) const {
    const Index rest = now.in_system.size() - 1;
    next.in_system = now.in_system * stay_;
    next.in_system.tail(rest) += arrive_ * now.in_system.head(rest);
    next.in_system.head(rest) += (leave_ * now.in_system).tail(rest);
    const Index more = now.finishing.rows() - 1;
    for (Index column = 0; column < now.finishing.cols(); ++column) {
      const auto from = now.finishing.col(column);
      auto to = next.finishing.col(column);
      to = from * (1 - arrive_ - busy_(column) - leave_waiting_);
      to(more) += arrive_ * from(more);
      to.tail(more) += arrive_ * from.head(more);
      to.head(more) += (leave_waiting_ * from).tail(more);
      if (column > 0) {
        next.finishing.col(column - 1) += busy_(column) * from;
      } else {
        next.in_system.segment(agents_, more + 1) += busy_(0) * from;
      }
    }
  }

 private:
  Index agents_;
  double arrive_ = 0, clock_per_s_ = 0;
  ArrayXd leave_, leave_waiting_, busy_, stay_;
};

// Cuts off what holds nothing and makes room for the arrivals of one step.
void make_room(Chances& chances, Index agents, Index arrivals) {
  chances.in_system = (chances.in_system < no_number).select(0, chances.in_system);
  const Index columns = used(chances.finishing.colwise().sum().eval());
  const Index waiting =
      columns == 0 ? 0 : std::max<Index>(1, used(chances.finishing.rowwise().sum().eval())) + arrivals;
  const Index known = used(chances.in_system);
  const Index states = std::max(known + arrivals, columns == 0 ? 0 : agents + waiting) + 1;
  ArrayXd in_system = ArrayXd::Zero(states);
  in_system.head(known) = chances.in_system.head(known);
  ArrayXXd finishing = ArrayXXd::Zero(waiting, columns);
  const Index rows = std::min(waiting, chances.finishing.rows());
  finishing.topRows(rows) = chances.finishing.topLeftCorner(rows, columns);
  chances.in_system = in_system;
  chances.finishing = (finishing < no_number).select(0, finishing);
}

// Lets time pass; adds the seconds spent in each state to `spent_s` when that is asked for.
void pass(Chances& chances, double seconds, const Rates& rates, Chances* spent_s) {
  for (double left_s = seconds; left_s > 0;) {
    double step_s = left_s;
    if (rates.arrivals_per_s * step_s > arrivals_per_step) step_s = arrivals_per_step / rates.arrivals_per_s;
    make_room(chances, rates.agents,
              rates.arrivals_per_s > 0 ? most_arrivals(rates.arrivals_per_s * step_s) : 0);
    const Jumps jumps(rates, chances.in_system.size(), chances.finishing.rows(), chances.finishing.cols());
    step_s = std::min(step_s, jumps_per_step / jumps.clock_per_s());
    if (step_s > left_s * (1 - 1e-12)) step_s = left_s;
    const ArrayXd chance = poisson(jumps.clock_per_s() * step_s);
    ArrayXd later(chance.size());  // of more jumps than k
    double beyond = 0;
    for (Index k = chance.size(); k-- > 0; beyond += chance(k)) later(k) = beyond;
    // The time after k jumps and before the next has the mean P(more than k) / clock; Grassmann 1977. A clock
    // that stands still leaves the whole step to the first state.
    const bool still = jumps.clock_per_s() <= 0;
    Chances sum{chances.in_system * chance(0), chances.finishing * chance(0)};
    Chances next = chances;
    for (Index k = 0;; ++k) {
      if (spent_s != nullptr)
        add(*spent_s, chances, still ? (k == 0 ? step_s : 0) : later(k) / jumps.clock_per_s());
      if (k + 1 == chance.size()) break;
      jumps.jump(chances, next);
      std::swap(chances, next);
      sum.in_system += chance(k + 1) * chances.in_system;
      sum.finishing += chance(k + 1) * chances.finishing;
    }
    chances = sum;
    left_s -= step_s;
  }
}

struct Displaced {
  double dropped = 0, requeued = 0;
};

// From `before` agents to `after`.
Displaced change_agents(Chances& chances, Index before, Index after, WhenAgentsVanish rule) {
  Displaced displaced;
  if (before == after) return displaced;
  const Index most_busy = before + chances.finishing.cols();
  const Index most_waiting = std::max(chances.in_system.size() - before, chances.finishing.rows());
  const bool keep = rule == WhenAgentsVanish::finish && most_busy > after;
  Chances moved;
  moved.in_system = ArrayXd::Zero(std::max(chances.in_system.size(), most_busy + most_waiting) + 1);
  moved.finishing =
      ArrayXXd::Zero(keep ? std::max<Index>(most_waiting, 0) + 1 : 0, keep ? most_busy - after : 0);
  const auto move = [&](Index busy, Index waiting, double chance) {
    const Index excess = busy - after;
    if (excess <= 0 || rule == WhenAgentsVanish::requeue) {
      moved.in_system(busy + waiting) += chance;
      if (excess > 0) displaced.requeued += chance * static_cast<double>(excess);
    } else if (rule == WhenAgentsVanish::drop) {
      moved.in_system(after + waiting) += chance;
      displaced.dropped += chance * static_cast<double>(excess);
    } else {
      moved.finishing(waiting, excess - 1) += chance;
    }
  };
  for (Index calls = 0; calls < chances.in_system.size(); ++calls) {
    const Index busy = std::min(calls, before);
    move(busy, calls - busy, chances.in_system(calls));
  }
  for (Index column = 0; column < chances.finishing.cols(); ++column) {
    for (Index waiting = 0; waiting < chances.finishing.rows(); ++waiting) {
      move(before + 1 + column, waiting, chances.finishing(waiting, column));
    }
  }
  chances = moved;
  return displaced;
}

double busy_of(const Chances& chances, Index agents) {
  double busy = 0;
  for (Index calls = 0; calls < chances.in_system.size(); ++calls) {
    busy += chances.in_system(calls) * static_cast<double>(std::min(calls, agents));
  }
  for (Index column = 0; column < chances.finishing.cols(); ++column) {
    busy += chances.finishing.col(column).sum() * static_cast<double>(agents + 1 + column);
  }
  return busy;
}

double queue_of(const Chances& chances, Index agents) {
  double waiting = 0;
  for (Index calls = agents + 1; calls < chances.in_system.size(); ++calls) {
    waiting += chances.in_system(calls) * static_cast<double>(calls - agents);
  }
  for (Index calls = 1; calls < chances.finishing.rows(); ++calls) {
    waiting += chances.finishing.row(calls).sum() * static_cast<double>(calls);
  }
  return waiting;
}

double some_agent_free(const Chances& chances, Index agents) {
  return chances.in_system.head(std::min(agents, chances.in_system.size())).sum();
}

class Day {
 public:
  explicit Day(const TimeVaryingQueue& queue) : queue_(queue) {
    double start_s = 0;
    for (const StaffedInterval& interval : queue.intervals) {
      starts_s_.push_back(start_s);
      start_s += interval.length_s;
    }
    starts_s_.push_back(start_s);
    chances_.in_system = ArrayXd::Ones(1);
    if (!queue.calls_at_start.empty()) {
      chances_.in_system = Eigen::Map<const ArrayXd>(queue.calls_at_start.data(),
                                                     static_cast<Index>(queue.calls_at_start.size()));
    }
    chances_.finishing = ArrayXXd::Zero(0, 0);
  }

  StaffedIntervalFigures live(std::size_t i) {
    StaffedIntervalFigures figures;
    if (i > 0) {
      const Displaced displaced =
          change_agents(chances_, agents(i - 1), agents(i), queue_.when_agents_vanish);
      figures.dropped = displaced.dropped;
      figures.requeued = displaced.requeued;
    }
    const double length_s = queue_.intervals[i].length_s;
    Chances spent_s{ArrayXd::Zero(1), ArrayXXd::Zero(0, 0)};
    const std::vector<double> cuts = cuts_of(i);
    for (std::size_t cut = 0; cut + 1 < cuts.size(); ++cut) {
      figures.virtual_wait_within_target += live_part(i, cuts[cut], cuts[cut + 1], spent_s) / length_s;
    }
    figures.offered = queue_.intervals[i].arrivals_per_s * length_s;
    figures.mean_queue = queue_of(spent_s, agents(i)) / length_s;
    figures.mean_busy = busy_of(spent_s, agents(i)) / length_s;
    figures.abandoned = figures.mean_queue * length_s / queue_.patience_s;
    figures.queue_end = queue_of(chances_, agents(i));
    figures.busy_end = busy_of(chances_, agents(i));
    figures.no_wait = some_agent_free(spent_s, agents(i)) / length_s;
    return figures;
  }

 private:
  Index agents(std::size_t i) const { return queue_.intervals[i].agents; }
  Rates rates(std::size_t i, double arrivals_per_s) const {
    return {arrivals_per_s, 1 / queue_.aht_s, 1 / queue_.patience_s, agents(i)};
  }
  bool changes_at(std::size_t i) const {
    return i > 0 && i < queue_.intervals.size() && agents(i) != agents(i - 1);
  }

  // Moments between which the callers of interval i see the same changes of agents before their target.
  std::vector<double> cuts_of(std::size_t i) const {
    std::vector<double> cuts{starts_s_[i], starts_s_[i + 1]};
    for (std::size_t later = i + 1; later < queue_.intervals.size(); ++later) {
      const double cut = starts_s_[later] - queue_.target_s;
      if (cut >= starts_s_[i + 1]) break;
      if (changes_at(later) && cut > starts_s_[i]) cuts.push_back(cut);
    }
    std::sort(cuts.begin(), cuts.end());
    return cuts;
  }

  // Lives from one cut to the next; returns the seconds in which a caller would be served within the target.
  double live_part(std::size_t i, double from_s, double to_s, Chances& spent_s) {
    bool changes = false;
    for (std::size_t later = i + 1; later < queue_.intervals.size(); ++later) {
      changes = changes || (changes_at(later) && starts_s_[later] < (from_s + to_s) / 2 + queue_.target_s);
    }
    const Rates now = rates(i, queue_.intervals[i].arrivals_per_s);
    if (!changes) {
      // Who comes later changes nothing for a caller: without arrivals, the caller is served when the calls
      // found there are fewer than the agents. All callers of the part at once.
      Chances found{ArrayXd::Zero(1), ArrayXXd::Zero(0, 0)};
      pass(chances_, to_s - from_s, now, &found);
      add(spent_s, found, 1);
      pass(found, queue_.target_s, rates(i, 0), nullptr);
      return some_agent_free(found, agents(i));
    }
    // Else the change of agents comes sooner for some than for others: an integral over the moment of
    // dialling.
    const double middle_s = (from_s + to_s) / 2, half_s = (to_s - from_s) / 2;
    std::vector<std::pair<double, double>> moments;  // when, weight
    for (std::size_t k = 0; k < Nodes::abscissa().size(); ++k) {
      const double x = Nodes::abscissa()[k] * half_s, weight = Nodes::weights()[k] * half_s;
      moments.emplace_back(middle_s - x, weight);
      if (x > 0) moments.emplace_back(middle_s + x, weight);
    }
    std::sort(moments.begin(), moments.end());
    double served_s = 0, at_s = from_s;
    for (const auto& [when_s, weight] : moments) {
      pass(chances_, when_s - at_s, now, &spent_s);
      at_s = when_s;
      served_s += weight * served_within_target(i, when_s);
    }
    pass(chances_, to_s - at_s, now, &spent_s);
    return served_s;
  }

  // The chance of a caller who dials at `when_s`, in interval i, and never hangs up.
  double served_within_target(std::size_t i, double when_s) const {
    Chances ahead = chances_;
    double served = 0, at_s = when_s;
    const double end_s = when_s + queue_.target_s;
    for (std::size_t now = i;; ++now) {
      const bool last = now + 1 == queue_.intervals.size() || starts_s_[now + 1] >= end_s;
      const double until_s = last ? end_s : starts_s_[now + 1];
      pass(ahead, until_s - at_s, rates(now, 0), nullptr);
      at_s = until_s;
      served += some_agent_free(ahead, agents(now));
      if (last) return served;
      ahead.in_system.head(std::min(agents(now), ahead.in_system.size())) = 0;
      change_agents(ahead, agents(now), agents(now + 1), queue_.when_agents_vanish);
    }
  }

  const TimeVaryingQueue& queue_;
  std::vector<double> starts_s_;  // and the end of the last
  Chances chances_;               // now
};

void check(const TimeVaryingQueue& queue) {
  demand(queue.aht_s > 0 && std::isfinite(queue.aht_s), "a handling time is above 0 s");
  demand(queue.patience_s > 0, "patience is above 0 s");
  demand(queue.target_s >= 0 && std::isfinite(queue.target_s), "a target is 0 s or more");
  for (const StaffedInterval& interval : queue.intervals) {
    demand(interval.length_s > 0 && std::isfinite(interval.length_s), "an interval is longer than 0 s");
    demand(interval.arrivals_per_s >= 0 && std::isfinite(interval.arrivals_per_s), "arrivals are 0 or more");
    demand(interval.agents >= 0 && interval.agents <= 100'000, "agents are from 0 to 100,000");
  }
  const std::vector<double>& start = queue.calls_at_start;
  demand(std::all_of(start.begin(), start.end(), [](double chance) { return chance >= 0; }),
         "a probability is 0 or more");
  demand(start.empty() || std::abs(std::accumulate(start.begin(), start.end(), 0.0) - 1) < 1e-9,
         "the probabilities of the start sum to 1");
}

}  // namespace

std::vector<StaffedIntervalFigures> time_varying_queue(const TimeVaryingQueue& queue) {
  check(queue);
  std::vector<StaffedIntervalFigures> figures;
  Day day(queue);
  for (std::size_t i = 0; i < queue.intervals.size(); ++i) figures.push_back(day.live(i));
  return figures;
}

}  // namespace switchover
