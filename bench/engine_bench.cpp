// What does a call cost in the engine, with all its statistics, against the smallest correct loop? Both run
// in turn within the same iteration, so that the ratio holds while the machine's speed drifts. The answer
// stands beside the theory. Yardstick of the ratio: moments compared as doubles (the textbook loop); the
// stricter one compares their bits.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <ctime>
#include <new>

#include "analysis/theory/erlang.hpp"
#include "bench/models.hpp"
#include "bench/yardstick.hpp"
#include "models/centre/centre.hpp"

namespace {

std::uint64_t allocations = 0;  // counted below; benchmarks run on one thread

}  // namespace

#pragma GCC diagnostic ignored "-Wmismatched-new-delete"  // both are replaced together
void* operator new(std::size_t size) {
  ++allocations;
  if (void* place = std::malloc(size)) return place;
  throw std::bad_alloc{};
}
void operator delete(void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }

namespace {

using namespace switchover;
using benchmark::Counter;

double cpu_s() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

struct Sums {
  double attempts = 0, waited = 0, abandoned = 0, seconds = 0;
  void add(const Tally& tally, double spent_s) {
    seconds += spent_s;
    for (std::size_t i = 0; i <= tally.intervals; ++i)
      for (std::size_t q = 0; q < tally.queues; ++q) {
        const QueueCell& c = tally.queue(i, q, 0);
        attempts += static_cast<double>(c.attempts);
        waited += static_cast<double>(c.offered - c.answered_at_once);
        abandoned += static_cast<double>(c.abandoned);
      }
  }
  double ns_per_call() const { return seconds / attempts * 1e9; }
};

void engine_against_yardstick(benchmark::State& state) {
  const auto agents = static_cast<std::size_t>(state.range(0));
  const double load = bench::usual_load(agents);
  const auto calls = static_cast<std::uint64_t>(state.range(1));
  Centre centre(make_plan(bench::single_queue(agents, static_cast<double>(calls))));
  centre.run(1, 1'000'000);  // every buffer has its size
  Sums engine;
  double textbook_s = 0, strict_s = 0;
  std::uint64_t loops = 0, in_loop = 0;
  for (auto _ : state) {
    const double start = cpu_s();
    benchmark::DoNotOptimize(yardstick::run<double>({agents, load, 0.6}, calls, 0, loops + 1));
    const double middle = cpu_s();
    benchmark::DoNotOptimize(yardstick::run<std::int64_t>({agents, load, 0.6}, calls, 0, loops + 1));
    const double before = cpu_s();
    const std::uint64_t allocated = allocations;
    const Tally& tally = centre.run(1, static_cast<std::uint32_t>(loops));
    in_loop += allocations - allocated;
    engine.add(tally, cpu_s() - before);
    textbook_s += middle - start;
    strict_s += before - middle;
    ++loops;
  }
  const double simulated = static_cast<double>(calls * loops);
  const auto exact = erlang_a(static_cast<int>(agents), load, bench::aht_s, bench::patience_s, 20);
  state.counters["ns_per_call"] = engine.ns_per_call();
  state.counters["yardstick_ns"] = textbook_s / simulated * 1e9;
  state.counters["strict_yardstick_ns"] = strict_s / simulated * 1e9;
  state.counters["RATIO"] = engine.ns_per_call() / (textbook_s / simulated * 1e9);
  state.counters["strict_ratio"] = engine.ns_per_call() / (strict_s / simulated * 1e9);
  state.counters["allocations"] = static_cast<double>(in_loop);
  state.counters["waits"] = engine.waited / engine.attempts;
  state.counters["waits_exact"] = exact->wait_probability;
  state.counters["abandons"] = engine.abandoned / engine.attempts;
  state.counters["abandons_exact"] = exact->abandon_probability;
}
BENCHMARK(engine_against_yardstick)
    ->Args({100, 1'000'000})
    ->Args({1'000, 1'000'000})
    ->Args({10'000, 2'000'000})
    ->Unit(benchmark::kMillisecond);

void n_design_against_single_queue(benchmark::State& state) {
  const auto agents = static_cast<std::size_t>(state.range(0));
  const double calls = 500'000;
  Centre single(make_plan(bench::single_queue(agents, calls))), n(make_plan(bench::n_design(agents, calls)));
  Sums of_single, of_n;
  std::uint32_t replication = 0;
  for (auto _ : state) {
    const double start = cpu_s();
    const Tally& first = single.run(1, replication);
    const double middle = cpu_s();
    of_single.add(first, middle - start);
    const double again = cpu_s();
    const Tally& second = n.run(1, replication++);
    of_n.add(second, cpu_s() - again);
  }
  state.counters["single_ns"] = of_single.ns_per_call();
  state.counters["n_design_ns"] = of_n.ns_per_call();
  state.counters["RATIO"] = of_n.ns_per_call() / of_single.ns_per_call();
}
BENCHMARK(n_design_against_single_queue)->Arg(100)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
