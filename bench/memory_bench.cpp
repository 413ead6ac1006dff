// Does memory grow with the number of calls? Peak resident memory after runs of 10^5 to 10^8 calls in one
// process. Usage: memory_bench [largest power of ten, default 8].
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>

#include "bench/models.hpp"
#include "models/centre/centre.hpp"

int main(int count, char** words) {
  using namespace switchover;
  const int largest = count > 1 ? std::atoi(words[1]) : 8;
  for (int power = 5; power <= largest; ++power) {
    double calls = 1;
    for (int i = 0; i < power; ++i) calls *= 10;
    CentreSpec spec = bench::single_queue(10'000, calls);
    spec.interval = spec.length;  // one report row: what grows with the length of a report is not the loop's
    Centre centre(make_plan(spec));
    const Tally& tally = centre.run(1, 0);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("1e%d calls: %lld simulated, peak memory %.1f MB\n", power,
                static_cast<long long>(tally.queue(0, 0, 0).attempts + tally.queue(1, 0, 0).attempts),
                static_cast<double>(usage.ru_maxrss) / 1024);
    std::fflush(stdout);
  }
}
