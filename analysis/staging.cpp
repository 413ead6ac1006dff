#include "analysis/staging.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "models/centre/plan.hpp"
#include "models/platform/impact.hpp"

namespace switchover {
namespace {

// The estate with the faults that the spec still has.
EstateSpec with_faults_of(const CentreSpec& spec, const EstateSpec& estate) {
  EstateSpec result = estate;
  std::erase_if(result.faults, [&](const FaultSpec& fault) {
    return std::none_of(spec.events.begin(), spec.events.end(), [&](const EventSpec& event) {
      return event.kind == EventKind::fault && event.name == fault.name;
    });
  });
  return result;
}

std::vector<WrittenLimits> written_limits(const CentreSpec& spec) {
  std::vector<WrittenLimits> all;
  for (std::size_t p = 0; p < spec.platforms.size(); ++p) {
    WrittenLimits limits;
    for (std::size_t k = 0; k < limit_kinds; ++k) {
      limits.value[k] = written_limit(spec.platforms[p], static_cast<LimitKind>(k));
    }
    for (std::size_t b = 0; b < spec.bridges.size(); ++b) {
      const BridgeSpec& bridge = spec.bridges[b];
      if (bridge.from.index() != p && bridge.to.index() != p) continue;
      const double ports = bridge.ports ? *bridge.ports : std::numeric_limits<double>::infinity();
      limits.bridges.emplace_back(b, ports);
    }
    all.push_back(std::move(limits));
  }
  return all;
}

// The change of one pool's or one agent's presence, of one platform's head-count.
struct Step {
  std::int64_t at_us;
  std::size_t platform, group;
  double by;
};

std::vector<Step> staff_steps(const CentrePlan& plan) {
  std::vector<Step> steps;
  std::map<std::uint32_t, double> target;  // of counted pools
  std::map<std::uint32_t, std::pair<bool, PoolIndex>> named;
  const auto add = [&](std::int64_t at_us, PoolIndex pool, double by) {
    const std::size_t mode = plan.pools[pool].mode;
    if (mode < plan.platforms && by != 0) steps.push_back({at_us, mode, pool / plan.modes, by});
  };
  for (const StaffChange& change : plan.staff) {
    if (change.kind == StaffChange::Kind::target) {
      add(change.at_us, change.who, change.value - target[change.who]);
      target[change.who] = change.value;
      continue;
    }
    auto [entry, is_new] = named.try_emplace(change.who, false, plan.agents[change.who].home);
    auto& [on_duty, pool] = entry->second;
    if (change.kind == StaffChange::Kind::move) {
      if (on_duty) add(change.at_us, pool, -1);
      pool = change.value;
      if (on_duty) add(change.at_us, pool, +1);
      continue;
    }
    const bool comes = change.kind == StaffChange::Kind::on_duty && !on_duty;
    const bool goes = change.kind == StaffChange::Kind::off_duty && on_duty;
    if (!comes && !goes) continue;
    on_duty = comes;
    add(change.at_us, pool, comes ? 1 : -1);
  }
  return steps;
}

std::vector<StaffStepAt> curve_of(const std::vector<Step>& steps, PlatformId platform,
                                  const std::vector<GroupId>& groups) {
  std::vector<StaffStepAt> curve;
  double there = 0;
  for (const Step& step : steps) {
    const bool counts =
        groups.empty() || std::find(groups.begin(), groups.end(), GroupId(step.group)) != groups.end();
    if (step.platform != platform.index() || !counts) continue;
    there += step.by;
    const Time at = Time::microseconds(step.at_us);
    if (curve.empty() || curve.back().at != at) curve.push_back({at, 0});
    curve.back().agents = there;
  }
  return curve;
}

std::vector<Step> steps_of(const CentreSpec& spec) {
  CentreSpec bare = spec;
  bare.staged = nullptr;
  return staff_steps(*make_plan(bare));
}

// Whom the sign-ins count: everybody of a platform, and of a site those of its groups.
void count_staff(const CentreSpec& spec, RehearsalRequest& request) {
  const std::vector<Step> steps = steps_of(spec);
  for (std::size_t p = 0; p < spec.platforms.size(); ++p) {
    request.staff.push_back(curve_of(steps, PlatformId(p), {}));
  }
  for (std::size_t c = 0; c < request.estate.components.size(); ++c) {
    const ComponentSpec& component = request.estate.components[c];
    if (component.groups.empty()) continue;
    for (const PlatformId platform : component.platforms) {
      request.scope_staff.push_back({ComponentId(c), platform, curve_of(steps, platform, component.groups)});
    }
  }
}

// `whose`: the day whose agents are counted.
RehearsalRequest request_for(const CentreSpec& spec, const EstateSpec& faulty, const CentreSpec& whose,
                             std::uint64_t seed) {
  RehearsalRequest request;
  request.estate = faulty;
  for (const PlatformSpec& platform : spec.platforms) request.platforms.push_back(platform.name);
  count_staff(whose, request);
  // Calls go on after the end until the centre is empty: so does the platform.
  request.horizon = Time{} + spec.length + Duration::whole_seconds(std::int64_t{24} * 3600);
  request.seed = seed;
  return request;
}

}  // namespace

bool has_component_faults(const CentreSpec& spec) {
  return std::any_of(spec.events.begin(), spec.events.end(),
                     [](const EventSpec& event) { return event.kind == EventKind::fault; });
}

std::vector<std::vector<StaffStepAt>> staff_by_platform(const CentreSpec& spec) {
  const std::vector<Step> steps = steps_of(spec);
  std::vector<std::vector<StaffStepAt>> curves;
  for (std::size_t p = 0; p < spec.platforms.size(); ++p)
    curves.push_back(curve_of(steps, PlatformId(p), {}));
  return curves;
}

Staging::Staging(std::uint64_t seed, std::uint32_t runs) : seed_(seed), runs_(std::max(1U, runs)) {}
Staging::~Staging() = default;

void Staging::count_agents_of(const CentreSpec& day) { day_ = std::make_shared<const CentreSpec>(day); }

std::vector<Story> Staging::stories(const CentreSpec& spec, const EstateSpec& estate,
                                    std::optional<std::uint32_t> runs) {
  if (!has_component_faults(spec)) return {};
  const CentreSpec& whose = day_ != nullptr ? *day_ : spec;
  return client_.rehearse(request_for(spec, with_faults_of(spec, estate), whose, seed_), 0,
                          runs.value_or(runs_));
}

CentreSpec Staging::staged(const CentreSpec& spec, const EstateSpec& estate,
                           std::optional<std::uint32_t> runs) {
  CentreSpec result = spec;
  result.staged = nullptr;
  if (!has_component_faults(spec)) return result;
  const EstateSpec faulty = with_faults_of(spec, estate);
  const std::vector<WrittenLimits> limits = written_limits(spec);
  auto timelines = std::make_shared<StagedTimelines>();
  for (const Story& story : stories(spec, estate, runs)) {
    timelines->of.push_back(timeline_of(faulty, story, limits));
  }
  result.staged = std::move(timelines);
  return result;
}

RehearsalCost Staging::cost() const { return client_.cost(); }

}  // namespace switchover
