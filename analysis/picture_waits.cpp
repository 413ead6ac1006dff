#include "analysis/picture_waits.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace switchover {
namespace {

constexpr double answered_share = 0.995;
constexpr double times_promise = 4;

// Close together where promises are made; about 40 of them up to ten minutes.
constexpr std::array<double, 65> round_seconds{
    0,    1,    2,    3,    4,    5,     6,     7,     8,     9,     10,    12,    14,
    16,   18,   20,   25,   30,   35,    40,    45,    50,    55,    60,    70,    80,
    90,   100,  110,  120,  150,  180,   210,   240,   270,   300,   360,   420,   480,
    540,  600,  720,  840,  960,  1080,  1200,  1500,  1800,  2100,  2400,  2700,  3000,
    3600, 4500, 5400, 7200, 9000, 10800, 14400, 18000, 21600, 28800, 43200, 86400, 604800};

// Exactly the number that is written: 20, not 19.999.
double promised_s(const QueueSpec& queue) {
  return static_cast<double>(queue.promise.within.count_us()) / 1e6;
}

// Adds to `within` how much of the histogram's weight lies at or below each edge.
void add_weights(const Histogram& seen, const std::vector<double>& edges, std::vector<double>& within) {
  const std::vector<std::int64_t>& bins = seen.bins();
  const double units = 1e6 / static_cast<double>(seen.unit());  // to the second
  std::size_t bin = 0;
  double below = 0;  // weight of the bins before `bin`
  for (std::size_t k = 0; k < edges.size(); ++k) {
    const double end = edges[k] * units + 1;  // values are whole units: those before this one
    for (; bin < bins.size() && static_cast<double>(Histogram::bin_low(bin + 1)) <= end; ++bin)
      below += static_cast<double>(bins[bin]);
    within[k] += below;
    if (bin == bins.size()) continue;
    const auto low = static_cast<double>(Histogram::bin_low(bin));
    const double width = static_cast<double>(Histogram::bin_low(bin + 1)) - low;
    within[k] += static_cast<double>(bins[bin]) * std::max(0.0, end - low) / width;
  }
}

const WaitCurve* curve_of(const PlanPictures& plan, const std::string& queue) {
  for (const WaitCurve& curve : plan.waits) {
    if (curve.queue == queue) return &curve;
  }
  return nullptr;
}

// The first edge within which nearly all of the answered were answered.
double nearly_all_s(const WaitCurve& curve) {
  for (std::size_t k = 0; k < curve.share.size(); ++k) {
    if (curve.share[k] >= answered_share * curve.share.back()) return curve.within_s[k];
  }
  return 0;
}

}  // namespace

std::vector<double> wait_edges(const QueueSpec& queue) {
  std::vector<double> edges(round_seconds.begin(), round_seconds.end());
  const double promised = promised_s(queue);
  const auto at = std::lower_bound(edges.begin(), edges.end(), promised);
  if (at == edges.end() || *at != promised) edges.insert(at, promised);
  return edges;
}

std::vector<double> answered_within(const QueueSpec& queue, const Tally& tally, std::size_t q,
                                    const std::vector<double>& edges) {
  double in_time = 0;
  for (std::size_t i = 0; i <= tally.intervals; ++i) {
    for (std::size_t p = 0; p < tally.platforms; ++p)
      in_time += static_cast<double>(tally.queue(i, q, p).answered_in_time);
  }
  std::vector<double> answered(edges.size(), 0.0);
  for (std::size_t p = 0; p < tally.platforms; ++p)
    add_weights(tally.waits[q * tally.platforms + p], edges, answered);
  const double promised = promised_s(queue);
  for (std::size_t k = 0; k < edges.size(); ++k) {
    if (edges[k] == promised) answered[k] = in_time;
  }
  // The promise's seconds may share a bin with an edge beside them.
  for (std::size_t k = 1; k < edges.size(); ++k) answered[k] = std::max(answered[k], answered[k - 1]);
  return answered;
}

void end_waits_together(Pictures& pictures) {
  for (const PicturedQueue& queue : pictures.queues) {
    double end_s = times_promise * queue.within_s;
    for (const PlanPictures& plan : pictures.plans) {
      if (const WaitCurve* curve = curve_of(plan, queue.name)) end_s = std::max(end_s, nearly_all_s(*curve));
    }
    for (PlanPictures& plan : pictures.plans) {
      for (WaitCurve& curve : plan.waits) {
        if (curve.queue != queue.name) continue;
        const auto last = std::lower_bound(curve.within_s.begin(), curve.within_s.end(), end_s);
        const auto kept = std::min<std::ptrdiff_t>(last - curve.within_s.begin() + 1,
                                                   static_cast<std::ptrdiff_t>(curve.within_s.size()));
        curve.within_s.resize(static_cast<std::size_t>(kept));
        curve.share.resize(static_cast<std::size_t>(kept));
      }
    }
  }
}

}  // namespace switchover
