// What a rehearsal needs before it starts: hosts, links, counters, watchers, rules, flows.
#include <algorithm>
#include <utility>

#include "models/platform/director.hpp"
#include "models/platform/site_map.hpp"

namespace switchover {

Director::Director(const RehearsalRequest& request, std::uint32_t replication,
                   std::function<void(const StoryEvent&)> tell)
    : request_(request),
      estate_(request.estate),
      replication_(replication),
      tell_(std::move(tell)),
      cascade_(request.estate),
      drawn_(draw_faults(request.estate, request.horizon, request.seed, replication)),
      components_(request.estate.components.size()),
      condition_(request.estate),
      effects_(request.estate),
      sign_in_forbidden_(request.platforms.size(), false) {
  plan_machines();
  set_up_agents();
  set_up_rules();
  set_up_flows();
}

void Director::plan_machines() {
  equipment_.speeds.assign(components_.size(), {1.0});
  for (const DatedFault& fault : drawn_) {
    if (fault.mode != FaultMode::slow) continue;
    std::vector<double>& speeds = equipment_.speeds.at(fault.component.index());
    const double speed = slow_speed(fault.share);
    if (std::find(speeds.begin(), speeds.end(), speed) == speeds.end()) speeds.push_back(speed);
  }
}

// One counter per server component, whoever signs in there; without a server, one per platform.
std::size_t Director::counter_for(const SignInSpec& spec, PlatformId where) {
  std::size_t found = 0;
  for (; found < equipment_.counters.size(); ++found) {
    const ComponentId server = equipment_.counters[found].server;
    if (server == spec.server && (!server.is_none() || counter_at_[found] == where)) break;
  }
  if (found == equipment_.counters.size()) {
    equipment_.counters.push_back({spec.server, 1});
    counter_at_.push_back(where);
  }
  std::size_t& at_once = equipment_.counters[found].at_once;
  at_once = std::max<std::size_t>(at_once, spec.at_once);
  return found;
}

void Director::set_up_agents() {
  AgentDesk::Counters counters;
  for (std::size_t p = 0; p < request_.platforms.size(); ++p) {
    const SignInSpec spec = p < estate_.sign_in.size() ? estate_.sign_in[p] : SignInSpec{};
    counters.home.push_back(counter_for(spec, PlatformId(p)));
  }
  for (const FailoverSpec& rule : estate_.failovers) {
    demand(rule.from.index() < request_.platforms.size() && rule.to.index() < request_.platforms.size(),
           "a failover rule speaks of platforms of the request");
    counters.away.push_back(counter_for(rule.agents.sign_in, rule.to));
  }
  set_up_lines();
  desk_ = std::make_unique<AgentDesk>(
      request_, replication_, agenda_, std::move(counters),
      AgentDesk::Outside{[this](StoryEvent event) { tell(std::move(event)); },
                         [this](std::size_t counter) -> SignInLine& { return *lines_.at(counter); },
                         [this](PlatformId platform) { return !sign_in_forbidden_[platform.index()]; },
                         [this] {
                           for (Rule& rule : rules_) rule.run->agents_moved();
                         }});
}

void Director::set_up_lines() {
  for (std::size_t i = 0; i < equipment_.counters.size(); ++i) {
    const auto serve = [this, i](std::uint64_t job, double work_s) { machinery_->sign_in(i, job, work_s); };
    lines_.push_back(
        std::make_unique<SignInLine>(i, equipment_.counters[i].at_once, agenda_, SignInLine::Outside{serve}));
  }
}

void Director::set_up_rules() {
  rules_.resize(estate_.failovers.size());
  for (std::size_t r = 0; r < rules_.size(); ++r) set_up_rule(r);
}

void Director::set_up_rule(std::size_t r) {
  Rule& rule = rules_[r];
  const FailoverSpec& spec = estate_.failovers[r];
  const ComponentSpec& watched = estate_.components.at(spec.watches.index());
  const auto luck = [this, name = spec.name](const char* what, std::uint64_t occurrence) {
    return fault_luck(request_.seed, replication_, name, what, occurrence);
  };
  const auto changed = [this, r] { belief_changes(r); };
  rule.run = std::make_unique<FailoverRun>(
      spec, r, agenda_, *desk_,
      FailoverRun::Outside{[this](StoryEvent event) { tell(std::move(event)); }, luck});
  if (spec.detect_slow) {
    const auto draw = [law = *spec.detect_slow, luck, n = std::uint64_t{0}]() mutable {
      RandomStream own = luck("detect slow", n++);
      return law.draw(own);
    };
    rule.slowness = std::make_unique<NoticeClock>(r, agenda_, draw, changed);
  }
  if (spec.detection != Detection::heartbeats) {
    const auto draw = [law = spec.detect, luck, n = std::uint64_t{0}]() mutable {
      RandomStream own = luck("detect", n++);
      return law.draw(own);
    };
    rule.loss = std::make_unique<NoticeClock>(r, agenda_, draw, changed);
    return;
  }
  // The far end of a link answers over that link.
  if (is_link(watched)) {
    rule.way = {spec.watches};
  } else {
    rule.way = SiteMap(estate_).way(spec.heartbeat.from_site, watched.site);
  }
  const std::size_t watcher = equipment_.heartbeats.size();
  equipment_.heartbeats.push_back({r, spec.watches, rule.way, spec.heartbeat.timeout});
  const auto send = [this, watcher](std::uint64_t number) { machinery_->send_heartbeat(watcher, number); };
  rule.heartbeats =
      std::make_unique<Heartbeats>(spec.heartbeat, r, request_.naive_heartbeats, agenda_,
                                   Heartbeats::Outside{send, [this, r](bool) { belief_changes(r); }});
}

void Director::set_up_flows() {
  for (std::size_t f = 0; f < estate_.flows.size(); ++f) {
    const DataFlowSpec& flow = estate_.flows[f];
    const std::vector<ComponentId> way = SiteMap(estate_).way(flow.from_site, flow.to_site);
    equipment_.transfers.push_back({way});
    FlowRun::Outside outside;
    outside.way_open = [this, way, whose = flow.protects] {
      return is_open(way) && (whose.is_none() || components_[whose.index()].works);
    };
    outside.transfer = [this, f, bytes = flow.megabytes * 1e6](std::uint64_t number) {
      machinery_->transfer(f, number, bytes);
    };
    outside.abandon = [this, f](std::uint64_t number) { machinery_->abandon_transfer(f, number); };
    outside.bulk_done = [this, f] {
      tell({{}, StoryKind::copy_done, {}, static_cast<int>(f), {}, {}, 0, {}});
    };
    flows_.push_back(std::make_unique<FlowRun>(flow, f, agenda_, std::move(outside)));
  }
}

}  // namespace switchover
