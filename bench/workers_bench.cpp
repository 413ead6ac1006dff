// What do two workers lose against two separate processes of one worker each? Both run the same replications
// of a busy two-queue day in turn, several times; the ratio of their wall times is printed with its spread.
// Usage: workers_bench [rounds, default 7] [replications per worker, default 40].
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "analysis/experiment.hpp"
#include "bench/models.hpp"

namespace {

using namespace switchover;
using Plan = std::shared_ptr<const CentrePlan>;

void simulate(const Plan& plan, std::uint32_t first, std::uint32_t last, unsigned workers) {
  Workshop workshop;
  workshop.workers = workers;
  std::vector<std::uint64_t> prints(last - first);
  for_each_replication(plan, first, last, workshop, "bench", [&](std::uint32_t r, const Tally& tally) {
    prints[r - first] = static_cast<std::uint64_t>(tally.events);
  });
}

double seconds_of_two_workers(const Plan& plan, std::uint32_t each) {
  const auto start = std::chrono::steady_clock::now();
  simulate(plan, 0, 2 * each, 2);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double seconds_of_two_processes(const Plan& plan, std::uint32_t each) {
  const auto start = std::chrono::steady_clock::now();
  for (std::uint32_t child = 0; child < 2; ++child) {
    if (fork() != 0) continue;
    simulate(plan, child * each, (child + 1) * each, 1);
    _exit(0);
  }
  while (wait(nullptr) > 0) {
  }
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int count, char** words) {
  const int rounds = count > 1 ? std::atoi(words[1]) : 7;
  const auto each = static_cast<std::uint32_t>(count > 2 ? std::atoi(words[2]) : 40);
  const Plan plan = make_plan(bench::n_design(200, 20'000));
  std::vector<double> ratios;
  for (int i = 0; i < rounds; ++i) {
    const double processes = seconds_of_two_processes(plan, each);
    const double workers = seconds_of_two_workers(plan, each);
    ratios.push_back(processes / workers);
    std::printf("two processes %.3f s, two workers %.3f s: throughput of the workers %.1f%%\n", processes,
                workers, 100 * ratios.back());
  }
  std::sort(ratios.begin(), ratios.end());
  std::printf("median %.1f%%, from %.1f%% to %.1f%%\n", 100 * ratios[ratios.size() / 2], 100 * ratios.front(),
              100 * ratios.back());
}
