#include "analysis/drill_mends.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "analysis/incident_causes.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

constexpr double confidence = 0.95;
const Duration quick_promotion = Duration::whole_seconds(30);

Drilled faulty(const MendQuestion& question, const DrillRow& row) {
  return with_fault(question.calm, question.estate, {row.component, row.mode, question.at, row.lasts});
}

std::vector<std::size_t> watching(const EstateSpec& estate, const DrillRow& row) {
  std::vector<std::size_t> rules;
  for (std::size_t r = 0; r < estate.failovers.size(); ++r) {
    const FailoverSpec& rule = estate.failovers[r];
    const auto& along = row.reach.goes_along;
    const bool watched =
        rule.watches == row.component || std::find(along.begin(), along.end(), rule.watches) != along.end();
    if (watched && (row.mode != FaultMode::slow || rule.detect_slow)) rules.push_back(r);
  }
  return rules;
}

// A failover may act on the loss of something that it does not watch: a link that its heartbeats cross.
std::vector<std::size_t> acting_in(const std::vector<Story>& stories) {
  std::vector<std::size_t> rules;
  for (const Story& story : stories) {
    for (const StoryEvent& event : story.events) {
      if (event.kind != StoryKind::redirect || event.rule < 0) continue;
      const auto rule = static_cast<std::size_t>(event.rule);
      if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
    }
  }
  std::sort(rules.begin(), rules.end());
  return rules;
}

void add_standby(EstateSpec& estate, ComponentId component) {
  ComponentSpec standby = estate.components.at(component.index());
  standby.name += " standby";
  standby.site.clear();
  standby.link_from.clear();
  standby.link_to.clear();
  ComponentSpec& served = estate.components.at(component.index());
  served.standby = ComponentId(estate.components.size());
  served.promotion = quick_promotion;
  estate.components.push_back(std::move(standby));
}

bool touches_agents(const EstateSpec& estate, ComponentId component) {
  const ComponentSpec& c = estate.components.at(component.index());
  return c.when_down.agents != AgentFate::stay || c.when_slow.agents != AgentFate::stay ||
         std::any_of(estate.needs.begin(), estate.needs.end(), [&](const NeedSpec& need) {
           return need.needs == component && !need.hard && need.effect.agents != AgentFate::stay;
         });
}

// Agents stay, and whoever signs in does so without the sign-on server.
void break_glass(EstateSpec& estate, ComponentId component) {
  ComponentSpec& c = estate.components.at(component.index());
  c.when_down.agents = c.when_slow.agents = AgentFate::stay;
  for (NeedSpec& need : estate.needs) {
    if (need.needs == component) need.effect.agents = AgentFate::stay;
  }
  const auto detach = [&](SignInSpec& sign_in) {
    if (sign_in.server == component) sign_in.server = ComponentId::none();
  };
  for (SignInSpec& sign_in : estate.sign_in) detach(sign_in);
  for (FailoverSpec& rule : estate.failovers) detach(rule.agents.sign_in);
}

}  // namespace

std::vector<std::size_t> worth_mending(const std::vector<DrillRow>& rows) {
  std::vector<std::size_t> worst;
  for (std::size_t i = 0; i < rows.size() && worst.size() < worst_to_mend; ++i) {
    const bool known = std::any_of(worst.begin(), worst.end(), [&](std::size_t other) {
      return rows[other].component == rows[i].component;
    });
    if (rows[i].tolerated == Tolerated::broken && !known) worst.push_back(i);
  }
  return worst;
}

std::vector<MendChange> mend_changes(const MendQuestion& question, const DrillRow& row,
                                     const std::vector<std::size_t>& acting) {
  std::vector<MendChange> all;
  const Drilled now = faulty(question, row);
  for (const std::size_t r : acting) {
    const FailoverSpec& rule = question.estate.failovers.at(r);
    const IncidentSubject subject{row.component, static_cast<int>(r), rule.from, rule.to,
                                  now.estate.faults.back().name};
    const std::string back_at = clock_text(question.scenario.start, question.calm.length, rule.failback.at);
    for (LeverChange& lever : lever_changes(now.centre, now.estate, subject, back_at)) {
      if (lever.kind == IncidentLever::Kind::redials) continue;  // nobody decides that
      const std::string whose = acting.size() > 1 ? rule.name + ": " : std::string{};
      all.push_back({whose + lever.text, std::move(lever.spec), std::move(lever.estate)});
    }
  }
  const ComponentSpec& component = question.estate.components.at(row.component.index());
  const bool alone = !row.reach.has_rule && !row.reach.has_standby;
  const bool shared = component.standby.is_none() && component.platforms.size() > 1;
  // Being slow is no loss: a standby would not be promoted.
  if (row.mode != FaultMode::slow && (alone || shared)) {
    MendChange change{"a standby that is promoted in 30 s", now.centre, now.estate};
    add_standby(change.estate, row.component);
    all.push_back(std::move(change));
  }
  if (component.kind == ComponentKind::sign_on && touches_agents(question.estate, row.component)) {
    MendChange change{"break-glass sign-in for all agents", now.centre, now.estate};
    break_glass(change.estate, row.component);
    all.push_back(std::move(change));
  }
  return all;
}

Mended mend(const MendQuestion& question, const DrillRow& row, const Stagehands& stagehands,
            const Workshop& workshop, RunCost& cost, Whole& whole) {
  std::vector<std::size_t> acting = watching(question.estate, row);
  if (acting.empty() && row.reach.indirect && stagehands.stories) {
    const Drilled now = faulty(question, row);
    acting = acting_in(stagehands.stories(now.centre, now.estate));
  }
  const std::vector<MendChange> changes = mend_changes(question, row, acting);
  const auto all_days = static_cast<std::uint32_t>(question.twins.size());
  const std::uint32_t few = std::min(all_days, mend_runs);
  const std::vector<CostDay> few_twins(question.twins.begin(), question.twins.begin() + few);
  const std::vector<double> now(row.cost.each.begin(), row.cost.each.begin() + few);
  whole.expect_more(few * changes.size() + (changes.empty() ? 0 : all_days));
  const std::string phase = fmt::format("cheapest mend of {} {}", row.name, mode_name(row.mode));

  Mended mended;
  mended.answer.tried = changes.size();
  CentreSpec best;
  double most = 0;
  for (const MendChange& change : changes) {
    CentreSpec staged = stagehands.staged(change.centre, change.estate);
    const auto days = cost_days(staged, question.at, few, workshop, phase, cost);
    whole.phase_done(few);
    const FaultCost left = cost_of(days, few_twins);
    mended.sound = mended.sound && left.sound;
    const Estimate saved = estimate_mean(minus(now, left.each), confidence);
    if (!saved.range || saved.range->low <= 0 || *saved.value <= most) continue;
    most = *saved.value;
    mended.answer.text = change.text;
    best = std::move(staged);
  }
  if (mended.answer.text.empty()) return mended;
  const FaultCost left =
      cost_of(cost_days(best, question.at, all_days, workshop, phase, cost), question.twins);
  whole.phase_done(all_days);
  mended.sound = mended.sound && left.sound;
  mended.answer.left = left.never_served;
  mended.answer.tolerated = judge_tolerance(question.tolerance, left);
  return mended;
}

}  // namespace switchover
