// What does a call cost in the smallest correct loop? CPU nanoseconds per call at 100, 1,000 and 10,000
// agents, with the answer beside the theory: a fast loop that is wrong measures nothing.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "analysis/theory/erlang.hpp"
#include "bench/yardstick.hpp"

namespace {

using namespace switchover;

// Load n - sqrt(n)/2 (95 Erlang on 100 agents), patience 0.6 of the mean talk (180 s at 300 s).
template <class Key>
void yardstick_call(benchmark::State& state) {
  yardstick::Model model;
  model.agents = static_cast<std::size_t>(state.range(0));
  model.erlangs = static_cast<double>(model.agents) - 0.5 * std::sqrt(static_cast<double>(model.agents));
  const std::uint64_t warm_up = 10 * model.agents;  // ten mean talks
  const std::uint64_t calls = std::max<std::uint64_t>(1'000'000, 40 * model.agents);
  yardstick::Result sum;
  std::uint64_t seed = 0;
  for (auto _ : state) {
    const yardstick::Result result = yardstick::run<Key>(model, calls, warm_up, ++seed);
    sum.calls += result.calls;
    sum.waited += result.waited;
    sum.abandoned += result.abandoned;
    sum.wait += result.wait;
  }
  const auto simulated = static_cast<double>((calls + warm_up) * seed);
  const auto n = static_cast<double>(sum.calls);
  const auto exact = erlang_a(static_cast<int>(model.agents), model.erlangs, 1, model.mean_patience, 0);
  using benchmark::Counter;
  state.counters["cpu_per_call"] =
      Counter(simulated, Counter::kIsRate | Counter::kInvert);  // printed as 45.1ns
  state.counters["waits"] = static_cast<double>(sum.waited) / n;
  state.counters["waits_exact"] = exact->wait_probability;
  state.counters["abandons"] = static_cast<double>(sum.abandoned) / n;
  state.counters["abandons_exact"] = exact->abandon_probability;
  state.counters["wait"] = sum.wait / n;
  state.counters["wait_exact"] = exact->mean_wait_s;
}

BENCHMARK(yardstick_call<std::int64_t>)->Arg(100)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK(yardstick_call<double>)->Arg(100)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
