// Histogram: how often (or how long) a value was seen, in bins of at most 1.6 % width (64 per factor of two;
// whole numbers up to 127 exact), mergeable in any order because it holds integers only. Range 0 .. 2^62.
#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace switchover {

class Histogram {
 public:
  // unit: the values are divided by it (rounded down) before binning: 1000 bins microseconds by the
  // millisecond.
  explicit Histogram(std::int64_t unit = 1) : unit_(unit) {}
  void reserve_to(std::int64_t value);  // makes room so that adding up to `value` allocates nothing
  void add(std::int64_t value, std::int64_t weight = 1) {
    const std::size_t bin = bin_of(value);
    if (bin >= bins_.size()) grow(bin);
    bins_[bin] += weight;
    total_ += weight;
    if (value > largest_) largest_ = value;
  }
  void merge(const Histogram& other);
  void clear();  // keeps its room
  std::int64_t total() const { return total_; }
  std::int64_t largest() const { return largest_; }
  std::int64_t unit() const { return unit_; }
  // Smallest value v such that at least `share` of the weight is <= v (upper edge of its bin, never above
  // largest()); nothing seen -> -1.
  std::int64_t quantile(double share) const;
  std::int64_t weight_at_most(std::int64_t value) const;  // weight of the bins wholly at or below value
  const std::vector<std::int64_t>& bins() const { return bins_; }
  static std::int64_t bin_low(std::size_t bin);  // in units
  bool operator==(const Histogram&) const = default;

 private:
  std::size_t bin_of(std::int64_t value) const {
    const auto v = static_cast<std::uint64_t>(value < 0 ? 0 : (unit_ == 1 ? value : value / unit_));
    if (v < 128) return static_cast<std::size_t>(v);
    const int shift = 57 - std::countl_zero(v);  // leaves 7 significant bits: 64..127
    return static_cast<std::size_t>(shift * 64) + static_cast<std::size_t>(v >> shift);
  }
  void grow(std::size_t bin);
  std::int64_t unit_;
  std::int64_t total_ = 0;
  std::int64_t largest_ = 0;
  std::vector<std::int64_t> bins_;
};

}  // namespace switchover
