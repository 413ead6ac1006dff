#include "sim/histogram.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/contract.hpp"

namespace switchover {

namespace {

// The largest value of a bin, in the caller's terms (unit applied); never beyond the largest number there is.
std::int64_t upper_edge(std::size_t bin, std::int64_t unit) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  if (bin + 1 >= std::size_t{58} * 64) return most;  // the next bin would begin at 2^63
  const std::int64_t next = Histogram::bin_low(bin + 1);
  return next > most / unit ? most : next * unit - 1;
}

}  // namespace

void Histogram::grow(std::size_t bin) { bins_.resize(bin + 1, 0); }

void Histogram::reserve_to(std::int64_t value) {
  const std::size_t bin = bin_of(value);
  if (bin >= bins_.size()) grow(bin);
}

void Histogram::merge(const Histogram& other) {
  demand(unit_ == other.unit_, "histograms of different units cannot be merged");
  if (other.bins_.size() > bins_.size()) bins_.resize(other.bins_.size(), 0);
  for (std::size_t bin = 0; bin < other.bins_.size(); ++bin) bins_[bin] += other.bins_[bin];
  total_ += other.total_;
  largest_ = std::max(largest_, other.largest_);
}

void Histogram::clear() {
  std::fill(bins_.begin(), bins_.end(), 0);
  total_ = 0;
  largest_ = 0;
}

// The inverse of bin_of: bins 64 s + m with m in 64 .. 127 hold the values from m 2^s to (m+1) 2^s - 1.
std::int64_t Histogram::bin_low(std::size_t bin) {
  if (bin < 128) return static_cast<std::int64_t>(bin);
  const std::size_t shift = bin / 64 - 1;
  return static_cast<std::int64_t>(bin - shift * 64) << shift;
}

std::int64_t Histogram::quantile(double share) const {
  demand(share >= 0 && share <= 1, "the share of a quantile lies in 0 .. 1");
  if (total_ <= 0) return -1;
  // The weight that has to be reached: the smallest whole number >= share * total, at least 1.
  auto wanted = static_cast<std::int64_t>(std::ceil(share * static_cast<double>(total_)));
  wanted = std::clamp<std::int64_t>(wanted, 1, total_);
  while (wanted > 1 && static_cast<double>(wanted - 1) / static_cast<double>(total_) >= share) --wanted;
  std::int64_t seen = 0;
  for (std::size_t bin = 0; bin < bins_.size(); ++bin) {
    seen += bins_[bin];
    if (seen >= wanted) return std::min(upper_edge(bin, unit_), largest_);
  }
  return largest_;
}

std::int64_t Histogram::weight_at_most(std::int64_t value) const {
  std::int64_t weight = 0;
  for (std::size_t bin = 0; bin < bins_.size() && upper_edge(bin, unit_) <= value; ++bin)
    weight += bins_[bin];
  return weight;
}

}  // namespace switchover
