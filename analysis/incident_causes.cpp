#include "analysis/incident_causes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "analysis/incident_words.hpp"
#include "analysis/variant.hpp"
#include "analysis/wording.hpp"

namespace switchover {
namespace {

using Kind = IncidentLever::Kind;
using Effect = IncidentLever::Effect;

constexpr double confidence = 0.95;
constexpr double small_share = 0.05;  // of the people lost: what saves less is no answer
constexpr double quick_decision_s = 60, soon_after_repair_s = 15 * 60;

constexpr std::array<Metric, 8> asked{
    Metric::failed_calls,  Metric::dropped_in_ivr, Metric::dropped_in_queue, Metric::dropped_in_talk,
    Metric::blocked_calls, Metric::abandoned,      Metric::never_served,     Metric::attempts};
constexpr std::size_t never_served_at = 6, attempts_at = 7;

std::vector<Ask> asks_of(const CentreSpec& spec) {
  std::vector<Ask> asks;
  asks.reserve(asked.size());
  for (const Metric metric : asked) asks.push_back({metric, {}, whole_day(spec), {}});
  return asks;
}

// a - b - (c - d), replication by replication.
std::vector<double> difference_of_differences(const std::vector<Figure>& a, const std::vector<Figure>& b,
                                              const std::vector<Figure>& c, const std::vector<Figure>& d) {
  std::vector<double> values;
  for (std::size_t r = 0; r < a.size(); ++r) values.push_back(a[r].top - b[r].top - (c[r].top - d[r].top));
  return values;
}

// The failover that the incident is about; every change is made to it alone.
FailoverSpec* rule_of(EstateSpec& estate, const IncidentSubject& subject) {
  return subject.rule < 0 ? nullptr : &estate.failovers.at(static_cast<std::size_t>(subject.rule));
}

bool hurry_sign_in(SignInSpec& sign_in) {
  if (sign_in.per_minute <= 0) return false;
  sign_in.per_minute *= 2;
  return true;
}

// ---- the changes one by one; each says what it did, or nothing where it does not apply
// ------------------------

std::string decide_at_once(CentreSpec& /*spec*/, EstateSpec& estate, const IncidentSubject& subject) {
  FailoverSpec* rule = rule_of(estate, subject);
  if (rule == nullptr || rule->decide.mean() <= 1.5 * quick_decision_s) return "";
  const std::string was = span_words(rule->decide);
  rule->decide = Distribution::deterministic(quick_decision_s);
  return fmt::format("decision in 1 m ({})", was);
}

std::string log_everybody_in(CentreSpec& spec, EstateSpec& estate, const IncidentSubject& subject) {
  FailoverSpec* rule = rule_of(estate, subject);
  if (rule == nullptr || rule->agents.dual_enabled >= 1) return "";
  const double was = std::exchange(rule->agents.dual_enabled, 1.0);
  const bool moves = std::any_of(spec.moves.begin(), spec.moves.end(), [&](const AgentMove& move) {
    return move.from == rule->from && move.to == rule->to;
  });
  if (!moves) spec.moves.push_back({rule->from, rule->to, rule->agents.aht_factor});
  return fmt::format("100% of agents with a login on {} ({:g}%)", spec.platforms.at(rule->to.index()).name,
                     was * 100);
}

std::string fail_back_soon(EstateSpec& estate, const IncidentSubject& subject,
                           const std::string& failback_at) {
  FailoverSpec* rule = rule_of(estate, subject);
  if (rule == nullptr) return "";
  FailbackSpec& failback = rule->failback;
  const bool soon =
      failback.when == FailbackSpec::When::after_repair && failback.after.mean() <= 2 * soon_after_repair_s;
  if (soon) return "";
  const std::string was = failback.when == FailbackSpec::When::never ? std::string("(never)")
                          : failback.when == FailbackSpec::When::at
                              ? "in place of " + failback_at
                              : fmt::format("({})", span_words(failback.after));
  failback.when = FailbackSpec::When::after_repair;
  failback.after = Distribution::deterministic(soon_after_repair_s);
  return fmt::format("failback {} after repair {}", duration_text(soon_after_repair_s), was);
}

std::string sign_in_faster(CentreSpec& /*spec*/, EstateSpec& estate, const IncidentSubject& subject) {
  FailoverSpec* rule = rule_of(estate, subject);
  const bool moves = rule != nullptr && rule->agents.dual_enabled > 0;
  const double was = moves ? rule->agents.sign_in.per_minute : 0;
  bool changed = moves && hurry_sign_in(rule->agents.sign_in);
  double home = 0;
  if (!subject.from.is_none() && subject.from.index() < estate.sign_in.size()) {
    home = estate.sign_in[subject.from.index()].per_minute;
    changed = hurry_sign_in(estate.sign_in[subject.from.index()]) || changed;
  }
  if (!changed) return "";
  return fmt::format("sign-in twice as fast ({} a minute)", count_text(was > 0 ? was : home));
}

std::string redial_never(CentreSpec& spec, EstateSpec& /*estate*/, const IncidentSubject& /*subject*/) {
  bool anybody = false;
  for (QueueSpec& queue : spec.queues) {
    CallerSpec& c = queue.callers;
    for (RedialRule* rule : {&c.after_abandon, &c.after_busy, &c.after_drop, &c.after_failure}) {
      anybody = anybody || rule->probability > 0;
      rule->probability = 0;
    }
  }
  return anybody ? "nobody redials" : "";
}

bool could_be_chosen(Kind kind) {
  return kind != Kind::redials && kind != Kind::fault && kind != Kind::together;
}

Effect effect_of(const Estimate& saved, double lost) {
  if (!saved.value) return Effect::none;
  const bool matters = std::abs(*saved.value) >= std::max(1.0, small_share * lost);
  if (!saved.range) return matters ? Effect::unsure : Effect::none;
  const bool surely_less = saved.range->low > 0;
  const bool surely_more = saved.range->high < 0;
  if (!surely_less && !surely_more) return matters ? Effect::unsure : Effect::none;
  if (std::abs(*saved.value) < small_share * lost) return Effect::small;
  return surely_less ? Effect::helps : Effect::worse;
}

// The side runs of one incident. Panels are those of asks_of().
class Explanation {
 public:
  Explanation(const CentreSpec& spec, const EstateSpec& estate, const StageOn& stage, const SideRuns& side,
              Incident& out)
      : spec_(spec), estate_(estate), stage_(stage), side_(side), out_(out) {
    day_ = run(spec_, estate_, "why: the day");
    twin_ = run(twin_of(spec_), estate_, "why: no fault");
    lost_ = estimate_difference(day_[never_served_at], twin_[never_served_at], confidence).value.value_or(0);
    out_.side_runs = side_.runs;
  }

  void faults() {
    const std::vector<Cause> causes = causes_of(spec_);
    std::vector<Cause> faults;
    for (const Cause& cause : causes) {
      if (!cause.is_timeline && is_fault(spec_.events[cause.event].kind)) faults.push_back(cause);
    }
    if (faults.size() > 1) {
      for (const Cause& fault : faults) {
        const Panel panel = run(without(spec_, {fault}), estate_, "why: without " + fault.name);
        add_loss(fault.name, panel);
        add_lever(Kind::fault, "no " + fault.name, panel, twin_);
      }
    }
    add_loss(faults.size() > 1 || faults.empty() ? "all faults" : faults.front().name, twin_);
  }

  void lever(const LeverChange& change) {
    const Panel panel = run(change.spec, change.estate, "why: " + change.text);
    // Whoever does not dial again is lost in the twin too: then it has a twin of its own.
    const bool own_twin = change.kind == Kind::redials;
    add_lever(change.kind, change.text, panel,
              own_twin ? run(twin_of(change.spec), change.estate, "why: no fault, " + change.text) : twin_);
  }

  void sort() {
    std::stable_sort(out_.levers.begin(), out_.levers.end(),
                     [](const IncidentLever& a, const IncidentLever& b) {
                       return a.saved.value.value_or(0) > b.saved.value.value_or(0);
                     });
  }

  // Where the best two were before sorting: those that help, of what somebody could do.
  std::vector<Kind> best_two() const {
    std::vector<Kind> best;
    for (const IncidentLever& lever : out_.levers) {
      const bool helps = lever.effect == Effect::helps && could_be_chosen(lever.kind);
      if (helps && best.size() < 2) best.push_back(lever.kind);
    }
    return best;
  }

 private:
  Panel run(const CentreSpec& spec, const EstateSpec& estate, const std::string& phase) {
    Workshop workshop = side_.workshop;
    workshop.stage = [&](const CentreSpec& s) { return stage_(s, estate); };
    const SideRuns side{workshop, side_.cost, side_.runs};
    return run_panel(spec, asks_of(spec_), side, phase);
  }

  void add_loss(const std::string& fault, const Panel& without) {
    const auto change = [&](std::size_t k) { return estimate_difference(day_[k], without[k], confidence); };
    out_.losses.push_back(
        {fault, change(0), change(1), change(2), change(3), change(4), change(5), change(never_served_at)});
  }

  void add_lever(Kind kind, std::string text, const Panel& panel, const Panel& twin) {
    constexpr std::size_t n = never_served_at;
    IncidentLever row;
    row.kind = kind;
    row.text = std::move(text);
    row.left = estimate_difference(panel[n], twin[n], confidence);
    row.saved = estimate_mean(difference_of_differences(day_[n], twin_[n], panel[n], twin[n]), confidence);
    row.fewer_attempts = estimate_difference(day_[attempts_at], panel[attempts_at], confidence);
    row.effect = effect_of(row.saved, lost_);
    out_.levers.push_back(std::move(row));
  }

  const CentreSpec& spec_;
  const EstateSpec& estate_;
  const StageOn& stage_;
  const SideRuns& side_;
  Incident& out_;
  Panel day_, twin_;
  double lost_ = 0;  // people, by all faults
};

void mark_limits(Incident& out) {
  const auto helps = [&](Kind kind) {
    return std::any_of(out.levers.begin(), out.levers.end(), [&](const IncidentLever& lever) {
      return lever.kind == kind && lever.effect == Effect::helps;
    });
  };
  for (IncidentLimit& limit : out.limits) {
    if (limit.label == "agents signed in") limit.binding = helps(Kind::dual_enabled);
    if (limit.label == "sign-ins a minute") limit.binding = helps(Kind::sign_in);
  }
}

}  // namespace

std::vector<LeverChange> lever_changes(const CentreSpec& spec, const EstateSpec& estate,
                                       const IncidentSubject& subject, const std::string& failback_at) {
  std::vector<LeverChange> all;
  const auto consider = [&](Kind kind, auto change) {
    LeverChange lever{kind, "", spec, estate};
    lever.text = change(lever.spec, lever.estate, subject);
    if (!lever.text.empty()) all.push_back(std::move(lever));
  };
  consider(Kind::failback, [&](CentreSpec&, EstateSpec& e, const IncidentSubject& s) {
    return fail_back_soon(e, s, failback_at);
  });
  consider(Kind::dual_enabled, log_everybody_in);
  consider(Kind::decision, decide_at_once);
  consider(Kind::sign_in, sign_in_faster);
  consider(Kind::redials, redial_never);
  return all;
}

void explain_incident(const CentreSpec& spec, const EstateSpec& estate, const StageOn& stage,
                      const IncidentSubject& subject, const std::string& failback_at, const SideRuns& side,
                      Incident& out) {
  Explanation explanation(spec, estate, stage, side, out);
  explanation.faults();
  const std::vector<LeverChange> changes = lever_changes(spec, estate, subject, failback_at);
  for (const LeverChange& change : changes) {
    if (change.kind != Kind::sign_in || out.agents_leave) explanation.lever(change);
  }
  explanation.sort();
  const std::vector<Kind> best = explanation.best_two();
  if (best.size() == 2) {
    LeverChange both{Kind::together, "the two best together", spec, estate};
    for (const Kind kind : best) {
      for (LeverChange& change : lever_changes(both.spec, both.estate, subject, failback_at)) {
        if (change.kind != kind) continue;
        both.spec = std::move(change.spec);
        both.estate = std::move(change.estate);
      }
    }
    explanation.lever(both);
    explanation.sort();
  }
  mark_limits(out);
}

}  // namespace switchover
