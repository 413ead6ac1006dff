#include "models/platform/fault_plan.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

using namespace switchover;

namespace {

Time at_s(double seconds) { return Time::after_start(Duration::seconds(seconds)); }
const Time day = at_s(86'400);

FaultSpec fault_named(const std::string& name, double at, Distribution lasts = Distribution::never()) {
  FaultSpec fault;
  fault.name = name;
  fault.targets = {ComponentId(0)};
  fault.at = at_s(at);
  fault.lasts = std::move(lasts);
  return fault;
}

EstateSpec estate_with(std::vector<FaultSpec> faults) {
  EstateSpec estate;
  estate.components.resize(4);
  estate.faults = std::move(faults);
  return estate;
}

std::vector<DatedFault> drawn(const FaultSpec& fault, std::uint32_t replication = 0, Time horizon = day) {
  return draw_faults(estate_with({fault}), horizon, 7, replication);
}

// Mean within 4 standard errors of what it must be.
void check_mean(const std::vector<double>& values, double mean, double deviation) {
  double sum = 0;
  for (const double value : values) sum += value;
  const double n = static_cast<double>(values.size());
  INFO("mean " << sum / n << " instead of " << mean);
  CHECK(std::abs(sum / n - mean) < 4 * deviation / std::sqrt(n));
}

}  // namespace

TEST_CASE("A scripted fault happens when it is written, in every replication") {
  FaultSpec fault = fault_named("DC1 lost", 3'600, Distribution::deterministic(1'800));
  fault.targets = {ComponentId(2), ComponentId(1)};
  fault.mode = FaultMode::slow;
  fault.share = 0.5;
  const std::vector<DatedFault> expected{{at_s(3'600), at_s(5'400), ComponentId(2), 0, FaultMode::slow, 0.5},
                                         {at_s(3'600), at_s(5'400), ComponentId(1), 0, FaultMode::slow, 0.5}};
  CHECK(drawn(fault) == expected);
  CHECK(drawn(fault, 5) == expected);
  CHECK_FALSE(is_random(estate_with({fault})));
}

TEST_CASE("A fault without an end lasts beyond the horizon, and so does one that ends with it") {
  CHECK(drawn(fault_named("a", 10))[0].to == Time::never());
  CHECK(drawn(fault_named("a", 0, Distribution::deterministic(86'400)))[0].to == Time::never());
  CHECK(drawn(fault_named("a", 0, Distribution::deterministic(86'399)))[0].to == at_s(86'399));
}

TEST_CASE("Nothing begins at the horizon, and a fault of no length is none") {
  CHECK(drawn(fault_named("a", 86'400)).empty());
  CHECK(drawn(fault_named("a", 86'399)).size() == 1);
  CHECK(drawn(fault_named("a", 5, Distribution{})).empty());
  CHECK(draw_faults(EstateSpec{}, day, 1, 0).empty());
}

TEST_CASE("An uncertain moment is spread evenly to both sides, never before the start") {
  FaultSpec fault = fault_named("a", 1'000);
  fault.at_uncertainty = Duration::whole_seconds(600);
  CHECK(is_random(estate_with({fault})));
  std::vector<double> moments;
  for (std::uint32_t replication = 0; replication < 2'000; ++replication)
    moments.push_back(drawn(fault, replication).at(0).from.in_seconds());
  const auto [least, most] = std::minmax_element(moments.begin(), moments.end());
  CHECK(*least >= 400);
  CHECK(*least < 410);
  CHECK(*most <= 1'600);
  CHECK(*most > 1'590);
  check_mean(moments, 1'000, 600 / std::sqrt(3));
  fault.at = at_s(100);
  int at_the_start = 0;
  for (std::uint32_t replication = 0; replication < 600; ++replication) {
    const Time from = drawn(fault, replication).at(0).from;
    CHECK(from >= Time{});
    at_the_start += from == Time{} ? 1 : 0;
  }
  CHECK(at_the_start > 200);  // 500 of 1,200 s lie before the start: 250 expected
  CHECK(at_the_start < 300);
}

TEST_CASE("A fault happens with its probability") {
  FaultSpec fault = fault_named("a", 10);
  fault.probability = 0.3;
  std::vector<double> happened;
  for (std::uint32_t replication = 0; replication < 2'000; ++replication)
    happened.push_back(drawn(fault, replication).empty() ? 0 : 1);
  check_mean(happened, 0.3, std::sqrt(0.21));
  CHECK(is_random(estate_with({fault})));
  fault.probability = 0;
  CHECK(drawn(fault).empty());
  CHECK_FALSE(is_random(estate_with({fault})));
}

TEST_CASE("A random share lies evenly below the written one, the same for all targets") {
  FaultSpec fault = fault_named("a", 10);
  fault.targets = {ComponentId(0), ComponentId(1)};
  fault.share = 0.8;
  fault.share_random = true;
  std::vector<double> shares;
  for (std::uint32_t replication = 0; replication < 2'000; ++replication) {
    const auto faults = drawn(fault, replication);
    CHECK(faults.at(0).share == faults.at(1).share);
    CHECK(faults[0].share <= 0.8);
    shares.push_back(faults[0].share);
  }
  check_mean(shares, 0.4, 0.8 / std::sqrt(12));
  CHECK(is_random(estate_with({fault})));
}

TEST_CASE("A component that fails again and again is up and lost in turns") {
  FaultSpec fault = fault_named("a", 3'600, Distribution::deterministic(600));
  fault.every = Distribution::deterministic(7'200);
  const auto faults = drawn(fault);
  REQUIRE(faults.size() == 10);  // from 1:00, each 2:00 up and 0:10 lost, until 24:00
  for (std::size_t i = 0; i < faults.size(); ++i) {
    CHECK(faults[i].from == at_s(3'600 + 7'200 + 7'800 * static_cast<double>(i)));
    CHECK(faults[i].to - faults[i].from == Duration::whole_seconds(600));
  }
  CHECK_FALSE(is_random(estate_with({fault})));
  fault.lasts = Distribution::never();
  CHECK(drawn(fault).size() == 1);
}

TEST_CASE("Times between random failures and their lengths follow their laws") {
  FaultSpec fault = fault_named("a", 0, Distribution::exponential(600));
  fault.every = Distribution::exponential(3'000);
  CHECK(is_random(estate_with({fault})));
  std::vector<double> up, lost;
  const Time long_time = at_s(4e6);  // censoring at the end takes away one in a thousand
  for (std::uint32_t replication = 0; replication < 3; ++replication) {
    Time since;
    for (const DatedFault& one : drawn(fault, replication, long_time)) {
      if (one.to == Time::never()) continue;
      CHECK(one.from > since);
      up.push_back((one.from - since).in_seconds());
      lost.push_back((one.to - one.from).in_seconds());
      since = one.to;
    }
  }
  CHECK(up.size() > 3'000);
  check_mean(up, 3'000, 3'000);
  check_mean(lost, 600, 600);
}

TEST_CASE("A law that never lets a component work does not draw for ever") {
  FaultSpec fault = fault_named("a", 0, Distribution{});
  fault.every = Distribution{};
  CHECK(drawn(fault).empty());
  fault.lasts = Distribution::deterministic(1);
  CHECK(drawn(fault, 0, at_s(100)).size() == 50);  // up for a second at least
}

TEST_CASE("Flapping losses are equally long and fill the whole") {
  FaultSpec fault = fault_named("a", 100, Distribution::deterministic(100));
  fault.flaps = 2;
  fault.flap_up = Duration::whole_seconds(5);
  const auto faults = drawn(fault);
  REQUIRE(faults.size() == 3);
  CHECK(faults[0].from == at_s(100));
  CHECK(faults[0].to == at_s(130));
  CHECK(faults[1].from == at_s(135));
  CHECK(faults[1].to == at_s(165));
  CHECK(faults[2].from == at_s(170));
  CHECK(faults[2].to == at_s(200));
  fault.flap_up = Duration::whole_seconds(50);  // two of them leave nothing to lose: one fits
  REQUIRE(drawn(fault).size() == 2);
  CHECK(drawn(fault)[1].to == at_s(200));
  CHECK(drawn(fault)[0].to - drawn(fault)[0].from == Duration::whole_seconds(25));
  fault.flap_up = Duration::whole_seconds(100);
  REQUIRE(drawn(fault).size() == 1);
  CHECK(drawn(fault)[0].to == at_s(200));
}

TEST_CASE("A whole that cannot be divided is still met at its end, to the microsecond") {
  FaultSpec fault = fault_named("a", 0, Distribution::deterministic(10));
  fault.flaps = 6;
  fault.flap_up = Duration::microseconds(333'333);
  const auto faults = drawn(fault);
  REQUIRE(faults.size() == 7);
  CHECK(faults.back().to == at_s(10));
  for (std::size_t i = 1; i < faults.size(); ++i) {
    CHECK(faults[i].from - faults[i - 1].to == fault.flap_up);
    CHECK(faults[i].to - faults[i].from >= faults[0].to - faults[0].from);
    CHECK(faults[i].to - faults[i].from <= faults[0].to - faults[0].from + Duration::microseconds(6));
  }
}

TEST_CASE("Flapping without an end goes on to the horizon") {
  FaultSpec fault = fault_named("a", 0);
  fault.flaps = 1;
  fault.flap_up = Duration::whole_seconds(400);
  const auto faults = drawn(fault, 0, at_s(1'000));
  REQUIRE(faults.size() == 2);
  CHECK(faults[0].to == at_s(300));
  CHECK(faults[1].from == at_s(700));
  CHECK(faults[1].to == Time::never());
}

TEST_CASE("Faults stand by time, then by fault, then by target") {
  FaultSpec late = fault_named("late", 50);
  FaultSpec first = fault_named("first", 20);
  first.targets = {ComponentId(3), ComponentId(0)};
  const FaultSpec second = fault_named("second", 20);
  const auto faults = draw_faults(estate_with({late, first, second}), day, 1, 0);
  REQUIRE(faults.size() == 4);
  CHECK(faults[0].fault == 1);
  CHECK(faults[0].component == ComponentId(3));
  CHECK(faults[1].component == ComponentId(0));
  CHECK(faults[2].fault == 2);
  CHECK(faults[3].fault == 0);
}

TEST_CASE("Adding a fault moves no other, and faults of one name do not fail together") {
  FaultSpec a = fault_named("a", 0, Distribution::exponential(600));
  a.every = Distribution::exponential(5'000);
  FaultSpec b = a;
  b.name = "b";
  const auto alone = draw_faults(estate_with({a}), day, 3, 9);
  auto both = draw_faults(estate_with({b, a}), day, 3, 9);
  std::erase_if(both, [](const DatedFault& fault) { return fault.fault == 0; });
  for (DatedFault& fault : both) fault.fault = 0;
  CHECK(both == alone);
  REQUIRE(alone.size() > 2);
  const auto twins = draw_faults(estate_with({a, a}), day, 3, 9);
  std::set<Time> moments;
  for (const DatedFault& fault : twins) moments.insert(fault.from);
  CHECK(moments.size() == twins.size());
  CHECK(draw_faults(estate_with({a}), day, 4, 9) != alone);
  CHECK(draw_faults(estate_with({a}), day, 3, 8) != alone);
}

TEST_CASE("Every decision has luck of its own") {
  std::set<std::uint64_t> seen;
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    for (std::uint32_t replication = 0; replication < 2; ++replication) {
      for (const char* who : {"a", "ab", ""}) {
        for (const char* what : {"b", "decide", ""}) {
          for (const std::uint64_t occurrence : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 40})
            seen.insert(fault_luck(seed, replication, who, what, occurrence)());
        }
      }
    }
  }
  CHECK(seen.size() == std::size_t{2 * 2 * 3 * 3 * 3});
  CHECK(fault_luck(1, 2, "a", "b", 3)() == fault_luck(1, 2, "a", "b", 3)());
  CHECK(fault_luck(1, 2, "ab", "c", 3)() != fault_luck(1, 2, "a", "bc", 3)());
}

TEST_CASE("An estate is random when something that can happen is drawn") {
  const FaultSpec fault = fault_named("a", 10, Distribution::deterministic(60));
  EstateSpec estate = estate_with({fault});
  estate.failovers.resize(1);
  FailoverSpec& rule = estate.failovers[0];
  rule.decide = rule.execute = Distribution::deterministic(30);
  estate.sign_in.resize(2);
  CHECK_FALSE(is_random(estate));
  const Distribution law = Distribution::uniform(10, 20);
  const auto random_with = [&](auto change) {
    EstateSpec changed = estate;
    change(changed);
    return is_random(changed);
  };
  CHECK(random_with([&](EstateSpec& e) { e.faults[0].lasts = law; }));
  CHECK_FALSE(random_with([&](EstateSpec& e) { e.faults[0].lasts = Distribution::uniform(20, 20); }));
  CHECK_FALSE(random_with([&](EstateSpec& e) { e.faults[0].lasts = Distribution::empirical({5, 5}); }));
  CHECK(random_with([&](EstateSpec& e) { e.failovers[0].decide = law; }));
  CHECK(random_with([&](EstateSpec& e) { e.failovers[0].execute = law; }));
  CHECK(random_with([&](EstateSpec& e) { e.failovers[0].detect_slow = law; }));
  CHECK_FALSE(random_with([&](EstateSpec& e) { e.failovers[0].detect = law; }));  // by heartbeats
  CHECK(random_with([&](EstateSpec& e) {
    e.failovers[0].detect = law;
    e.failovers[0].detection = Detection::monitoring;
  }));
  CHECK_FALSE(random_with([&](EstateSpec& e) { e.failovers[0].agents.notice = law; }));  // nobody moves
  CHECK(random_with([&](EstateSpec& e) {
    e.failovers[0].agents.notice = law;
    e.failovers[0].agents.dual_enabled = 0.5;
  }));
  CHECK_FALSE(random_with([&](EstateSpec& e) { e.failovers[0].failback.after = law; }));
  CHECK(random_with([&](EstateSpec& e) {
    e.failovers[0].failback.after = law;
    e.failovers[0].failback.when = FailbackSpec::When::after_repair;
  }));
  CHECK_FALSE(random_with([&](EstateSpec& e) { e.sign_in[1].fails = 0.05; }));  // nobody signs in
  CHECK(random_with([&](EstateSpec& e) {
    e.sign_in[1].fails = 0.05;
    e.components[0].when_down.agents = AgentFate::signed_out;
  }));
  CHECK(random_with([&](EstateSpec& e) {
    e.sign_in[1].fails = 0.05;
    e.failovers[0].agents.dual_enabled = 0.5;  // those who were sent away come home
  }));
  CHECK_FALSE(random_with([&](EstateSpec& e) { e.components[0].repair = law; }));
  CHECK_FALSE(random_with([&](EstateSpec& e) {
    e.faults.clear();
    e.failovers[0].decide = law;
  }));
}

TEST_CASE("What no fault reaches makes an estate no more random") {
  EstateSpec estate = estate_with({fault_named("a", 10, Distribution::deterministic(60))});
  estate.failovers.resize(1);
  estate.failovers[0].watches = ComponentId(2);
  estate.failovers[0].decide = Distribution::uniform(10, 20);
  estate.sign_in.resize(1);
  estate.sign_in[0].fails = 0.05;
  estate.components[2].when_down.agents = AgentFate::signed_out;
  CHECK_FALSE(is_random(estate));
  const auto random_with = [&](auto change) {
    EstateSpec changed = estate;
    change(changed);
    return is_random(changed);
  };
  const auto need = [](std::size_t who, std::size_t needs, bool hard, AgentFate agents) {
    NeedSpec spec{ComponentId(who), ComponentId(needs), hard, {}};
    spec.effect.agents = agents;
    return spec;
  };
  CHECK(random_with([&](EstateSpec& e) { e.faults[0].targets = {ComponentId(1), ComponentId(2)}; }));
  CHECK(random_with([&](EstateSpec& e) {  // 2 needs 1 needs 0
    e.needs = {need(2, 1, true, AgentFate::stay), need(1, 0, true, AgentFate::stay)};
  }));
  CHECK_FALSE(random_with([&](EstateSpec& e) { e.needs = {need(2, 0, false, AgentFate::stay)}; }));
  CHECK_FALSE(random_with([&](EstateSpec& e) { e.needs = {need(2, 1, false, AgentFate::signed_out)}; }));
  CHECK(random_with([&](EstateSpec& e) { e.needs = {need(2, 0, false, AgentFate::signed_out)}; }));
  CHECK(random_with([&](EstateSpec& e) { e.components[0].kind = ComponentKind::wan; }));  // heartbeats
  CHECK(random_with([&](EstateSpec& e) { e.flows.resize(1); }));
  CHECK_FALSE(random_with([&](EstateSpec& e) {
    e.components[0].kind = ComponentKind::wan;
    e.failovers[0].detection = Detection::scripted;
  }));
  CHECK(random_with([&](EstateSpec& e) { e.faults[0].effect = e.components[2].when_down; }));
  CHECK_FALSE(random_with([&](EstateSpec& e) {
    e.faults[0].targets = {ComponentId(2)};
    e.faults[0].probability = 0;
  }));
}
