#include "models/platform/fault_plan.hpp"

#include <algorithm>
#include <map>

namespace switchover {

namespace {

// A time to the next failure below this is no failure of its own; it also keeps a careless law from failing
// for ever.
constexpr Duration shortest_time_up = Duration::whole_seconds(1);

// FNV-1a over both texts and a final mix: a number that depends on these names alone.
std::uint64_t number_of_names(const std::string& who, const std::string& what) {
  std::uint64_t h = 0xcbf29ce484222325ULL;
  const auto add = [&h](unsigned char c) { h = (h ^ c) * 0x100000001b3ULL; };
  for (const char c : who) add(static_cast<unsigned char>(c));
  add(0xff);  // in no UTF-8 text: "ab","c" is not "a","bc"
  for (const char c : what) add(static_cast<unsigned char>(c));
  h ^= h >> 32;
  h *= 0xd6e8feb86659fd93ULL;
  h ^= h >> 32;
  return h;
}

struct Loss {
  Time from, to;
};

// One failure as its losses: one, or with flaps several of equal length with the same time up between them.
// A failure that is too short for all of its flaps has as many as fit; one of no length is none.
std::vector<Loss> losses_of(const FaultSpec& fault, Time from, Duration whole) {
  std::vector<Loss> losses;
  if (whole <= Duration{}) return losses;
  std::int64_t flaps = fault.flaps;
  const std::int64_t up_us = fault.flap_up.count_us();
  if (up_us > 0) flaps = std::min(flaps, (whole.count_us() - 1) / up_us);
  flaps = std::min(flaps, whole.count_us() - flaps * up_us - 1);
  const std::int64_t lost_us = (whole.count_us() - flaps * up_us) / (flaps + 1);
  Time at = from;
  for (std::int64_t i = 0; i < flaps; ++i) {
    losses.push_back({at, at + Duration::microseconds(lost_us)});
    at = losses.back().to + fault.flap_up;
  }
  losses.push_back({at, from + whole});  // the last one takes what the division left over
  return losses;
}

// Draws one fault of one replication. Every decision and every failure has luck of its own.
class FaultDraw {
 public:
  FaultDraw(const FaultSpec& fault, std::size_t index, std::string name, Time horizon, std::uint64_t seed,
            std::uint32_t replication)
      : fault_(fault),
        index_(index),
        name_(std::move(name)),
        horizon_(horizon),
        seed_(seed),
        replication_(replication) {}

  void draw(std::vector<DatedFault>& into) const {
    if (fault_.probability < 1 && luck("happens", 0).uniform() >= fault_.probability) return;
    Time at = fault_.at;
    if (fault_.at_uncertainty > Duration{}) {
      const double part = 2 * luck("at", 0).uniform() - 1;
      at = std::max(Time{}, at + Duration::seconds(part * fault_.at_uncertainty.in_seconds()));
    }
    if (!fault_.every) {
      if (at < horizon_) fail(at, 0, into);
      return;
    }
    for (std::uint64_t occurrence = 0;; ++occurrence) {
      RandomStream own = luck("every", occurrence);
      const Duration up = std::max(shortest_time_up, fault_.every->draw(own));
      if (up >= horizon_ - at) return;
      at = fail(at + up, occurrence, into);
      if (at >= horizon_) return;
    }
  }

 private:
  RandomStream luck(const char* what, std::uint64_t occurrence) const {
    return fault_luck(seed_, replication_, name_, what, occurrence);
  }

  // Returns the moment of the repair.
  Time fail(Time from, std::uint64_t occurrence, std::vector<DatedFault>& into) const {
    const bool for_good = fault_.lasts.is_never();
    RandomStream own = luck("lasts", occurrence);
    const Duration whole = for_good ? horizon_ - from : fault_.lasts.draw(own);
    const double share =
        fault_.share_random ? fault_.share * luck("share", occurrence).uniform() : fault_.share;
    for (const Loss& loss : losses_of(fault_, from, whole)) {
      if (loss.from >= horizon_) break;
      const Time to = loss.to >= horizon_ ? Time::never() : loss.to;
      for (const ComponentId target : fault_.targets)
        into.push_back({loss.from, to, target, index_, fault_.mode, share});
    }
    return from + whole;
  }

  const FaultSpec& fault_;
  std::size_t index_;
  std::string name_;
  Time horizon_;
  std::uint64_t seed_;
  std::uint32_t replication_;
};

bool is_drawn(const Distribution& law) {
  return law.law() != Law::zero && law.law() != Law::never && law.law() != Law::deterministic && law.cv() > 0;
}
bool is_drawn(const std::optional<Distribution>& law) { return law && is_drawn(*law); }

bool is_random(const FaultSpec& fault) {
  if (fault.probability <= 0) return false;
  return fault.probability < 1 || fault.at_uncertainty > Duration{} || fault.share_random ||
         is_drawn(fault.every) || is_drawn(fault.lasts);
}

bool is_random(const FailoverSpec& rule) {
  const bool detection = rule.detection != Detection::heartbeats && is_drawn(rule.detect);
  const bool agents =
      rule.agents.dual_enabled > 0 && (is_drawn(rule.agents.notice) || rule.agents.sign_in.fails > 0);
  const bool failback =
      rule.failback.when == FailbackSpec::When::after_repair && is_drawn(rule.failback.after);
  return detection || is_drawn(rule.detect_slow) || is_drawn(rule.decide) || is_drawn(rule.execute) ||
         agents || failback;
}

// What the faults can reach: their targets, and who needs those hard.
class Reach {
 public:
  explicit Reach(const EstateSpec& estate) : estate_(estate), struck_(estate.components.size(), false) {
    for (const FaultSpec& fault : estate.faults) {
      if (fault.probability <= 0) continue;
      for (const ComponentId target : fault.targets) strike(target);
      signs_out_ = signs_out_ || (fault.effect && moves_agents(*fault.effect));
    }
    for (bool grows = true; grows;) {
      grows = false;
      for (const NeedSpec& need : estate.needs) {
        if (need.hard && struck(need.needs) && !struck(need.who)) grows = strike(need.who) || grows;
      }
    }
    for (const NeedSpec& need : estate.needs)
      signs_out_ = signs_out_ || (!need.hard && struck(need.needs) && moves_agents(need.effect));
  }

  // Whether the rule may act: what it watches is struck, or its heartbeats may miss for other reasons.
  bool starts(const FailoverSpec& rule) const {
    const bool may_miss = rule.detection == Detection::heartbeats && (cuts_links_ || !estate_.flows.empty());
    return rule.watches.is_none() || struck(rule.watches) || may_miss;
  }
  bool signs_out() const { return signs_out_; }  // some agents must sign in afterwards

 private:
  static bool moves_agents(const FaultEffect& effect) { return effect.agents != AgentFate::stay; }
  bool struck(ComponentId id) const { return id.index() < struck_.size() && struck_[id.index()]; }
  bool strike(ComponentId id) {
    if (id.index() >= struck_.size()) return false;
    struck_[id.index()] = true;
    const ComponentSpec& component = estate_.components[id.index()];
    signs_out_ = signs_out_ || moves_agents(component.when_down) || moves_agents(component.when_slow);
    const ComponentKind kind = component.kind;
    cuts_links_ = cuts_links_ || kind == ComponentKind::wan || kind == ComponentKind::site ||
                  kind == ComponentKind::network || !component.link_from.empty();
    return true;
  }

  const EstateSpec& estate_;
  std::vector<bool> struck_;
  bool signs_out_ = false, cuts_links_ = false;
};

}  // namespace

std::vector<DatedFault> draw_faults(const EstateSpec& estate, Time horizon, std::uint64_t seed,
                                    std::uint32_t replication) {
  std::vector<DatedFault> drawn;
  std::map<std::string, int> earlier;  // faults of the same name, which must not share their luck
  for (std::size_t i = 0; i < estate.faults.size(); ++i) {
    const FaultSpec& fault = estate.faults[i];
    const int before = earlier[fault.name]++;
    const std::string name = before == 0 ? fault.name : fault.name + '\n' + std::to_string(before);
    FaultDraw(fault, i, name, horizon, seed, replication).draw(drawn);
  }
  // They stand by fault and by target already.
  std::stable_sort(drawn.begin(), drawn.end(),
                   [](const DatedFault& a, const DatedFault& b) { return a.from < b.from; });
  return drawn;
}

// Only what can happen counts, so that one rehearsal stands for all replications where it may: a rule whose
// component no fault reaches draws nothing. A component's own repair law is not asked: whoever writes a fault
// puts it into the fault's `lasts`.
bool is_random(const EstateSpec& estate) {
  for (const FaultSpec& fault : estate.faults) {
    if (is_random(fault)) return true;
  }
  const Reach reach(estate);
  bool comes_home = reach.signs_out();
  for (const FailoverSpec& rule : estate.failovers) {
    if (!reach.starts(rule) || estate.faults.empty()) continue;
    if (is_random(rule)) return true;
    comes_home = comes_home || rule.agents.dual_enabled > 0;
  }
  return comes_home && std::any_of(estate.sign_in.begin(), estate.sign_in.end(),
                                   [](const SignInSpec& sign_in) { return sign_in.fails > 0; });
}

RandomStream fault_luck(std::uint64_t seed, std::uint32_t replication, const std::string& who,
                        const std::string& what, std::uint64_t occurrence) {
  return RandomStream({seed, replication, number_of_names(who, what), occurrence, 0, Purpose::faults});
}

}  // namespace switchover
