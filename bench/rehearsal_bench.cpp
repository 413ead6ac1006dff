// How long a rehearsal takes: a day of 20 components on 20 links, 10 watchers that look every 2 to 10 s, 20
// failures. Each is forked, as the helper program does: the time is that of fork, engine, day and story.
#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include "models/platform/rehearsal.hpp"

namespace {

using namespace switchover;

RehearsalRequest a_day(bool naive) {
  RehearsalRequest request;
  request.platforms = {"old", "new"};
  request.staff = {{{Time{}, 100}}, {{Time{}, 100}}};
  request.horizon = Time::after_start(Duration::whole_seconds(86'400));
  request.naive_heartbeats = naive;
  request.estate.sign_in.resize(2);
  for (std::size_t i = 0; i < 20; ++i) {
    const std::string number = std::to_string(i);
    ComponentSpec part, link;
    part.name = "old.part" + number;
    part.platforms = {PlatformId(0)};
    part.site = "site" + number;
    if (i == 0) part.when_down.agents = AgentFate::signed_out;
    link.name = "wan" + number;
    link.kind = ComponentKind::wan;
    link.platforms = part.platforms;
    link.link_from = "hub";
    link.link_to = part.site;
    link.latency = Duration::seconds(0.01);
    request.estate.components.push_back(part);
    request.estate.components.push_back(link);
    FaultSpec fault;
    fault.name = "fault" + number;
    fault.targets = {ComponentId(2 * i)};
    fault.at = Time::after_start(Duration::whole_seconds(static_cast<std::int64_t>(4000 * i + 123)));
    fault.lasts = Distribution::deterministic(1800);
    request.estate.faults.push_back(fault);
  }
  for (std::size_t i = 0; i < 10; ++i) {
    FailoverSpec rule;
    rule.name = "failover " + std::to_string(i);
    rule.watches = ComponentId(2 * i);
    rule.from = PlatformId(0);
    rule.to = PlatformId(1);
    rule.heartbeat.every = Duration::whole_seconds(static_cast<std::int64_t>(2 + i * 8 / 9));
    rule.heartbeat.from_site = "hub";
    rule.decide = Distribution::deterministic(300);
    rule.execute = Distribution::deterministic(60);
    if (i == 0) rule.agents.dual_enabled = 0.6;
    rule.failback.when = FailbackSpec::When::after_repair;
    rule.failback.after = Distribution::deterministic(900);
    request.estate.failovers.push_back(rule);
  }
  return request;
}

double children_cpu_s() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void rehearsal(benchmark::State& state) {
  const RehearsalRequest request = a_day(state.range(0) != 0);
  const double before_s = children_cpu_s();
  for (auto _ : state) {
    const pid_t child = fork();
    if (child == 0) {
      std::size_t events = 0;
      rehearse_here(request, 0, [&](const StoryEvent&) { ++events; });
      _exit(events > 200 ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0) state.SkipWithError("the rehearsal failed");
  }
  state.counters["child_cpu_ms"] =
      (children_cpu_s() - before_s) * 1e3 / static_cast<double>(state.iterations());
}
BENCHMARK(rehearsal)->ArgName("naive")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
