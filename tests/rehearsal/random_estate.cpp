#include "tests/rehearsal/random_estate.hpp"

#include <algorithm>
#include <string>

#include "tests/rehearsal/small_estates.hpp"

namespace switchover {

namespace {

class Maker {
 public:
  Maker(std::uint64_t number, double hours) : luck_({number, 0, 0, 0, 0, Purpose::test}), hours_(hours) {}

  RehearsalRequest make() {
    request_ = two_platforms(static_cast<double>(20 + below(100)));
    request_.horizon = at_s(hours_ * 3600);
    request_.seed = 1 + below(1000);
    for (int link = 0; link < 3; ++link) {
      add_link(request_, "wan" + std::to_string(link), site(link), site(link + 1), 1 + share() * 100,
               share() * 0.2);
    }
    const std::size_t components = 4 + below(6);
    for (std::size_t i = 0; i < components; ++i) make_component(i);
    const std::size_t faults = 2 + below(6), rules = 1 + below(4), flows = below(3);
    for (std::size_t i = 0; i < faults; ++i) make_fault(i);
    for (std::size_t i = 0; i < rules; ++i) make_rule(i);
    for (std::size_t i = 0; i < flows; ++i) make_flow(i);
    for (SignInSpec& spec : request_.estate.sign_in) spec = sign_in();
    return request_;
  }

 private:
  std::size_t below(std::size_t n) {
    return static_cast<std::size_t>(luck_.uniform() * static_cast<double>(n));
  }
  double share() { return luck_.uniform(); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  std::string site(int i) const { return std::string(1, static_cast<char>('a' + i % 4)); }
  std::string any_site() { return one_in(4) ? "" : site(static_cast<int>(below(4))); }
  ComponentId any() { return ComponentId(below(request_.estate.components.size())); }

  void make_component(std::size_t i) {
    const char* owners[] = {"old.", "new.", ""};
    const auto kind = one_in(6) ? ComponentKind::reporting : ComponentKind::core;
    const auto fate = static_cast<AgentFate>(below(3));
    const ComponentId id =
        add_component(request_, owners[below(3)] + std::string("part") + std::to_string(i), kind, fate);
    ComponentSpec& one = request_.estate.components.back();
    one.site = any_site();
    if (one_in(3)) one.share = share();
    if (one_in(5)) one.groups = {GroupId{0}};
    if (one_in(4)) {
      one.standby = ComponentId(3 + below(i + 1));
      one.promotion = Duration::seconds(share() * 100);
      if (one.standby == id) one.standby = {};
    }
    if (i > 0 && one_in(2)) request_.estate.needs.push_back({id, ComponentId(3 + below(i)), !one_in(3), {}});
  }
  void make_fault(std::size_t i) {
    const auto mode = one_in(3) ? static_cast<FaultMode>(below(3)) : FaultMode::down;
    FaultSpec& fault = add_fault(request_, "fault" + std::to_string(i), any(), share() * hours_ * 3600,
                                 share() * 2000, one_in(4) ? share() : 1, mode);
    if (one_in(2)) fault.at = at_s(static_cast<double>(below(720)) * 10);  // on the grid of the heartbeats
    if (one_in(4)) fault.targets.push_back(any());
    if (one_in(3)) {
      fault.flaps = static_cast<std::uint32_t>(1 + below(20));
      fault.flap_up = Duration::seconds(share() * 30);
    }
  }
  void make_rule(std::size_t i) {
    FailoverSpec& rule = add_failover(request_, any());
    rule.name += " " + std::to_string(i);
    if (one_in(2)) std::swap(rule.from, rule.to);
    rule.detection = one_in(3) ? static_cast<Detection>(below(3)) : Detection::heartbeats;
    rule.detect = Distribution::exponential(60);
    rule.decide = Distribution::uniform(0, 300);
    rule.heartbeat.every = Duration::whole_seconds(static_cast<std::int64_t>(2 + below(9)));
    rule.heartbeat.timeout = Duration::seconds(0.1 + share() * 3);
    rule.heartbeat.misses = static_cast<std::uint32_t>(1 + below(4));
    rule.heartbeat.from_site = any_site();
    if (one_in(2)) rule.detect_slow = Distribution::exponential(100);
    rule.step = 0.2 + share() * 0.8;
    rule.step_every = Duration::seconds(share() * 100);
    if (one_in(2)) rule.dns_ttl = Duration::seconds(share() * 300);
    if (one_in(2)) rule.stubborn = share() * 0.3;
    if (one_in(2)) rule.stubborn_for = Duration::seconds(share() * 600);
    rule.agents.dual_enabled = share();
    rule.agents.notice = Distribution::uniform(10, 200);
    rule.agents.sign_in = sign_in();
    rule.failback.when = static_cast<FailbackSpec::When>(below(3));
    rule.failback.after = Distribution::uniform(0, 600);
    rule.failback.at = at_s(share() * hours_ * 3600);
    rule.failback.drain = one_in(2);
  }
  SignInSpec sign_in() {
    SignInSpec spec;
    spec.per_minute = one_in(5) ? 0 : 20 + share() * 100;
    spec.fails = one_in(2) ? share() * 0.3 : 0;
    spec.at_once = static_cast<std::uint32_t>(1 + below(6));
    if (one_in(2)) spec.server = ComponentId(3 + below(request_.estate.components.size() - 3));
    return spec;
  }
  void make_flow(std::size_t i) {
    DataFlowSpec flow;
    flow.name = "flow" + std::to_string(i);
    flow.from_site = site(static_cast<int>(below(4)));
    flow.to_site = site(static_cast<int>(below(4)));
    flow.megabytes = share() * 2000;
    flow.at = at_s(share() * 2000);
    if (one_in(2)) flow.every = Duration::seconds(60 + share() * 600);
    if (one_in(2)) flow.protects = ComponentId(3 + below(request_.estate.components.size() - 3));
    request_.estate.flows.push_back(flow);
  }

  RandomStream luck_;
  double hours_;
  RehearsalRequest request_;
};

}  // namespace

RehearsalRequest random_estate(std::uint64_t number, double hours) { return Maker(number, hours).make(); }

}  // namespace switchover
