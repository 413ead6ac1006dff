#include "analysis/experiment.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace switchover {
namespace {

using Clock = std::chrono::steady_clock;

// What the workers share: the next replication to take, and how far they are.
struct Bench {
  std::atomic<std::uint64_t> next{0};
  std::atomic<std::uint64_t> done{0};
  std::atomic<std::uint64_t> events{0};
  std::atomic<bool> give_up{false};
  std::mutex mutex;
  std::condition_variable changed;
  unsigned at_work = 0;        // under the mutex
  std::exception_ptr failure;  // the first one, under the mutex
};

void work(const std::shared_ptr<const CentrePlan>& plan, std::uint64_t last, const Workshop& workshop,
          const UseTally& use, Bench& bench) {
  try {
    Centre centre(plan);
    while (!bench.give_up && !workshop.stop.stop_requested()) {
      const std::uint64_t replication = bench.next.fetch_add(1);
      if (replication >= last) break;
      const Tally& tally = centre.run(workshop.seed, static_cast<std::uint32_t>(replication));
      bench.events += static_cast<std::uint64_t>(tally.events);
      use(static_cast<std::uint32_t>(replication), tally);
      ++bench.done;
    }
  } catch (...) {
    const std::lock_guard lock(bench.mutex);
    if (!bench.failure) bench.failure = std::current_exception();
    bench.give_up = true;
  }
  {
    const std::lock_guard lock(bench.mutex);
    --bench.at_work;
  }
  bench.changed.notify_all();
}

void report(const Workshop& workshop, const std::string& phase, std::uint64_t done, std::uint64_t expected,
            Clock::time_point began) {
  if (!workshop.on_progress) return;
  Progress progress;
  progress.phase = phase;
  progress.done = done;
  progress.expected = expected;
  progress.phase_elapsed_s = std::chrono::duration<double>(Clock::now() - began).count();
  if (done > 0) {
    progress.phase_left_s =
        progress.phase_elapsed_s / static_cast<double>(done) * static_cast<double>(expected - done);
  }
  workshop.on_progress(progress);
}

}  // namespace

std::shared_ptr<const CentrePlan> plan_of(const CentreSpec& spec, const Workshop& workshop) {
  return make_plan(workshop.stage ? workshop.stage(spec) : spec);
}

unsigned threads_of(const Workshop& workshop) {
  if (workshop.workers > 0) return workshop.workers;
  return std::max(1U, std::thread::hardware_concurrency());
}

RunCost for_each_replication(const std::shared_ptr<const CentrePlan>& plan, std::uint32_t first,
                             std::uint32_t last, const Workshop& workshop, const std::string& phase,
                             const UseTally& use) {
  demand(first <= last, "replications are counted upwards");
  const auto began = Clock::now();
  const std::uint64_t expected = last - first;
  Bench bench;
  bench.next = first;
  bench.at_work = static_cast<unsigned>(std::min<std::uint64_t>(threads_of(workshop), expected));
  {
    std::vector<std::jthread> threads;
    const unsigned workers = bench.at_work;
    for (unsigned w = 0; w < workers; ++w) {
      threads.emplace_back([&] { work(plan, last, workshop, use, bench); });
    }
    std::unique_lock lock(bench.mutex);
    while (bench.at_work > 0) {
      bench.changed.wait_for(lock, std::chrono::milliseconds(100));
      if (bench.at_work == 0) break;
      lock.unlock();
      try {
        report(workshop, phase, bench.done, expected, began);
      } catch (...) {
        bench.give_up = true;  // the threads are joined on the way out
        throw;
      }
      lock.lock();
    }
  }
  if (bench.failure) std::rethrow_exception(bench.failure);
  if (bench.done < expected) throw Interrupted{};
  report(workshop, phase, expected, expected, began);
  RunCost cost;
  cost.replications = expected;
  cost.events = bench.events;
  cost.wall_s = std::chrono::duration<double>(Clock::now() - began).count();
  cost.workers = threads_of(workshop);
  return cost;
}

}  // namespace switchover
