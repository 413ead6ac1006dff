#include "models/platform/platform_state.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace switchover {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

class StateWriter {
 public:
  StateWriter(PlatformId platform, const std::vector<FeltEffect>& felt) : platform_(platform), felt_(felt) {}

  PlatformChange& add(ChangeKind kind, double value, const std::string& cause) {
    PlatformChange change;
    change.platform = platform_;
    change.kind = kind;
    change.value = value;
    change.cause = cause;
    state_.push_back(std::move(change));
    return state_.back();
  }

  void add_calls() {
    const WorstRule dial = worst_dial(felt_);
    if (dial.felt == nullptr) {
      add(ChangeKind::accept, 1, "");
    } else {
      PlatformChange& accept = add(ChangeKind::accept, 1 - dial.rule.share, dial.felt->cause->fault);
      accept.rule = dial.rule;
      accept.rule.share = 1;  // the value says it
    }
    const Hit unserved = hit_by(felt_, [](const FeltEffect& one) { return !one.effect->serves; });
    add(ChangeKind::serve, unserved.share >= 1 ? 0 : 1, unserved.cause);
  }

  void add_slow() {
    add_time(ChangeKind::add_talk, &FaultEffect::adds_talk);
    add_time(ChangeKind::add_wrap, &FaultEffect::adds_wrap);
    double share = 0;
    std::string cause;
    for (const FeltEffect& one : felt_) {
      const bool is_slower = one.effect->adds_talk > Duration{} || one.effect->adds_wrap > Duration{};
      if (!is_slower || one.share * one.effect->slow_share <= share) continue;
      share = one.share * one.effect->slow_share;
      cause = one.cause->fault;
    }
    add(ChangeKind::slow_share, share, cause);
  }

  void add_limits(const WrittenLimits& written) {
    for (std::size_t k = 0; k < limit_kinds; ++k) {
      double value = written.value[k];
      std::string cause;
      for (const FeltEffect& one : felt_) {
        if (!one.effect->limit || static_cast<std::size_t>(*one.effect->limit) != k) continue;
        const double left = left_of(written.value[k], one.effect->limit_value, one.share);
        if (!cause.empty() && left >= value) continue;
        value = left;
        cause = one.cause->fault;
      }
      add(ChangeKind::limit, value, cause).which = static_cast<int>(k);
    }
  }

  void add_bridges(const WrittenLimits& written) {
    for (const auto& [bridge, ports] : written.bridges) {
      double value = ports;
      std::string cause;
      for (const FeltEffect& one : felt_) {
        if (!one.effect->bridge_ports) continue;
        const double left = std::floor(left_of(ports, *one.effect->bridge_ports, one.share));
        if (left >= value) continue;
        value = left;
        cause = one.cause->fault;
      }
      add(ChangeKind::bridge_ports, value, cause).which = static_cast<int>(bridge);
    }
  }

  void add_agents(double per_minute, bool rushes) {
    const Hit silent =
        hit_by(felt_, [](const FeltEffect& one) { return one.effect->agents == AgentFate::unreachable; });
    add(ChangeKind::no_answer, silent.share, silent.cause);
    const Hit closed = hit_by(felt_, closes_sign_in);
    const double pace = per_minute > 0 ? per_minute : infinity;
    double value = rushes ? pace : infinity;
    if (closed.share > 0) value = closed.share >= 1 ? 0 : pace * (1 - closed.share);
    add(ChangeKind::sign_ins, value, closed.cause);
  }

  std::vector<PlatformChange> take() { return std::move(state_); }

 private:
  // Every component once, with its worst; components add.
  void add_time(ChangeKind kind, Duration FaultEffect::*stage) {
    std::map<ComponentId, Duration> worst;
    Duration longest, sum;
    std::string cause;
    for (const FeltEffect& one : felt_) {
      const Duration time = one.effect->*stage;
      Duration& of_component = worst[one.component];
      of_component = std::max(of_component, time);
      if (time <= longest) continue;
      longest = time;
      cause = one.cause->fault;
    }
    for (const auto& [component, time] : worst) sum += time;
    add(kind, sum.in_seconds(), cause);
  }

  // What is left of a limit when a share of the component is lost: half of it goes half of the way.
  static double left_of(double written, double when_lost, double share) {
    if (share >= 1 || std::isinf(written)) return when_lost;
    return written - share * (written - when_lost);
  }

  PlatformId platform_;
  const std::vector<FeltEffect>& felt_;
  std::vector<PlatformChange> state_;
};

}  // namespace

std::vector<PlatformChange> platform_state(PlatformId platform, const std::vector<FeltEffect>& felt,
                                           const WrittenLimits& written, double sign_ins_per_minute,
                                           bool rushes) {
  StateWriter state(platform, felt);
  state.add_calls();
  state.add_slow();
  state.add_limits(written);
  state.add_bridges(written);
  state.add_agents(sign_ins_per_minute, rushes);
  return state.take();
}

}  // namespace switchover
