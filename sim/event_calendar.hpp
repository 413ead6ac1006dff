// EventCalendar: what happens next. A timing wheel over 64-bit keys (docs/HOUSE.md, "EventCalendar").
//
// A key is a moment (microseconds, upper bits) and a slot (lower bits: who it speaks to). Equal moments leave
// in the order of their slots. Whoever schedules keeps its own next moment; a key that no longer matches it
// is stale and is skipped by the caller, so nothing is ever removed from the middle. Near events wait in
// buckets of 2^width us (8 keys in one cache line, more in a chain); far ones in a heap. Cost per event is
// constant while a bucket holds 1-5 events; the width adapts when it does not.
#pragma once
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "sim/contract.hpp"

namespace switchover {

class EventCalendar {
 public:
  using Key = std::uint64_t;

  // latest_us: no event is scheduled at or after it. mean_gap_us: between events, a guess. span_us: how far
  // ahead most events lie, a guess.
  EventCalendar(std::int64_t latest_us, double mean_gap_us, double span_us) {
    prepare(latest_us, mean_gap_us, span_us);
  }

  void prepare(std::int64_t latest_us, double mean_gap_us, double span_us) {
    demand(latest_us > 0, "a calendar needs a future");
    slot_bits_ = std::countl_zero(static_cast<std::uint64_t>(latest_us));
    demand(slot_bits_ >= 12, "the run is too long for the calendar");
    latest_us_ = latest_us;
    choose_width(mean_gap_us, span_us);
    clear();
  }
  void clear() {
    std::fill(counts_.begin(), counts_.end(), std::uint8_t{0});
    std::fill(occupied_.begin(), occupied_.end(), 0);
    std::fill(chains_.begin(), chains_.end(), no_node);
    nodes_.clear();
    free_node_ = no_node;
    far_.clear();
    current_.clear();
    position_ = 0;
    bucket_ = 0;
    drained_ = loaded_ = 0;
  }

  std::size_t slots() const { return std::size_t{1} << slot_bits_; }
  std::int64_t latest_us() const { return latest_us_; }
  std::int64_t time_of(Key key) const { return static_cast<std::int64_t>(key >> slot_bits_); }
  std::size_t slot_of(Key key) const { return static_cast<std::size_t>(key & ((Key{1} << slot_bits_) - 1)); }

  // Schedules `slot` at `at_us`, not before the last event taken. Events at or after latest_us() never
  // happen.
  void schedule(std::int64_t at_us, std::size_t slot) {
    if (at_us >= latest_us_) return;
    insert((static_cast<Key>(at_us) << slot_bits_) | slot);
  }

  // The slot of the event that comes next, where it is at hand (else `otherwise`): to fetch its record in
  // time.
  std::size_t coming_slot(std::size_t otherwise) const {
    return position_ < current_.size() ? slot_of(current_[position_]) : otherwise;
  }

  // Takes the earliest event strictly before `limit_us`; false when there is none.
  bool take_before(std::int64_t limit_us, Key& key) {
    for (;;) {
      if (position_ < current_.size()) {
        const Key first = current_[position_];
        if (time_of(first) >= limit_us) return false;
        ++position_;
        key = first;
        return true;
      }
      if (!advance(limit_us)) return false;
    }
  }

 private:
  static constexpr std::uint32_t no_node = 0xffffffff;
  static constexpr std::size_t inline_keys = 8;
  struct Node {
    Key key;
    std::uint32_t next;
  };

  void choose_width(double mean_gap_us, double span_us) {
    const double wanted = std::clamp(4.4 * mean_gap_us, 1.0, 0x1p40);
    width_ = std::max(0, static_cast<int>(std::bit_width(static_cast<std::uint64_t>(wanted))) - 1);
    const double buckets = 2.0 * std::max(span_us, 1.0) / static_cast<double>(std::uint64_t{1} << width_);
    std::size_t size = std::bit_ceil(static_cast<std::size_t>(std::clamp(buckets, 512.0, 16384.0)));
    mask_ = size - 1;
    span_us_ = span_us;
    if (counts_.size() != size) {
      keys_.assign(size * inline_keys, 0);
      counts_.assign(size, 0);
      chains_.assign(size, no_node);
      occupied_.assign(size / 64, 0);
    }
    current_.reserve(256);
    nodes_.reserve(1024);
    far_.reserve(1024);
  }
  std::uint64_t bucket_of(Key key) const { return key >> (slot_bits_ + width_); }

  void insert(Key key) {
    const std::uint64_t bucket = bucket_of(key);
    if (bucket <= bucket_) {
      insert_into_current(key);
    } else if (bucket - bucket_ <= mask_) {
      put(bucket & mask_, key);
    } else {
      far_.push_back(key);
      std::push_heap(far_.begin(), far_.end(), std::greater<>{});
    }
  }
  void insert_into_current(Key key) {
    current_.push_back(key);
    std::size_t i = current_.size() - 1;
    while (i > position_ && current_[i - 1] > key) {
      current_[i] = current_[i - 1];
      --i;
    }
    current_[i] = key;
  }
  void put(std::size_t index, Key key) {
    const std::size_t count = counts_[index];
    if (count < inline_keys) {
      keys_[index * inline_keys + count] = key;
      counts_[index] = static_cast<std::uint8_t>(count + 1);
      occupied_[index >> 6] |= std::uint64_t{1} << (index & 63);
    } else {
      chain(index, key);
    }
  }
  void chain(std::size_t index, Key key) {
    std::uint32_t node = free_node_;
    if (node != no_node) {
      free_node_ = nodes_[node].next;
    } else {
      node = static_cast<std::uint32_t>(nodes_.size());
      nodes_.push_back({});
    }
    nodes_[node] = {key, chains_[index]};
    chains_[index] = node;
  }

  // Moves on to the next bucket that holds something before limit_us. Never jumps over a moment that may
  // still be scheduled: buckets that begin at or after the limit are left alone.
  bool advance(std::int64_t limit_us) {
    const std::uint64_t last = static_cast<std::uint64_t>(limit_us - 1) >> width_;
    if (limit_us <= 0 || last <= bucket_) return false;
    for (;;) {
      std::uint64_t found = next_occupied(std::min(last, bucket_ + mask_));
      if (!far_.empty()) {
        const std::uint64_t far_bucket = bucket_of(far_.front());
        if (far_bucket <= std::min(found, last)) {  // the far heap comes first: bring it near, look again
          if (far_bucket > bucket_ + 1) bucket_ = far_bucket - 1;
          bring_near();
          continue;
        }
      }
      if (found == none) return false;
      load(found);
      return true;
    }
  }
  static constexpr std::uint64_t none = ~std::uint64_t{0};

  std::uint64_t next_occupied(
      std::uint64_t last) const {  // first occupied bucket in (bucket_, last], or none
    std::uint64_t bucket = bucket_ + 1;
    while (bucket <= last) {
      const std::size_t index = bucket & mask_;
      const std::uint64_t word = occupied_[index >> 6] >> (index & 63);
      if (word != 0) {
        const std::uint64_t hit = bucket + static_cast<std::uint64_t>(std::countr_zero(word));
        return hit <= last ? hit : none;
      }
      bucket += 64 - (index & 63);
    }
    return none;
  }
  void bring_near() {
    while (!far_.empty() && bucket_of(far_.front()) - bucket_ <= mask_) {
      const Key key = far_.front();
      std::pop_heap(far_.begin(), far_.end(), std::greater<>{});
      far_.pop_back();
      put(bucket_of(key) & mask_, key);
    }
  }
  void load(std::uint64_t bucket) {
    bucket_ = bucket;
    const std::size_t index = bucket & mask_;
    current_.clear();
    position_ = 0;
    const std::size_t count = counts_[index];
    const Key* keys = &keys_[index * inline_keys];
    for (std::size_t i = 0; i < count; ++i) insert_into_current(keys[i]);
    counts_[index] = 0;
    occupied_[index >> 6] &= ~(std::uint64_t{1} << (index & 63));
    if (chains_[index] != no_node) unchain(index);
    drained_ += current_.size();
    if (++loaded_ == 4096) adapt();
  }
  void unchain(std::size_t index) {
    for (std::uint32_t node = chains_[index]; node != no_node;) {
      const std::uint32_t next = nodes_[node].next;
      current_.push_back(nodes_[node].key);
      nodes_[node].next = free_node_;
      free_node_ = node;
      node = next;
    }
    chains_[index] = no_node;
    std::sort(current_.begin(), current_.end());
  }
  // Buckets that hold too much or too little on average cost time: choose the width anew. `current_` stays as
  // it is.
  void adapt() {
    const double mean = static_cast<double>(drained_) / static_cast<double>(loaded_);
    drained_ = loaded_ = 0;
    const bool too_full = mean > 5.0 && width_ > 0;
    if (!too_full) return;
    std::vector<Key> all(far_);
    far_.clear();
    for (std::size_t index = 0; index <= mask_; ++index) {
      const std::size_t count = counts_[index];
      all.insert(all.end(), &keys_[index * inline_keys], &keys_[index * inline_keys] + count);
      counts_[index] = 0;
      for (std::uint32_t node = chains_[index]; node != no_node; node = nodes_[node].next)
        all.push_back(nodes_[node].key);
      chains_[index] = no_node;
    }
    std::fill(occupied_.begin(), occupied_.end(), 0);
    nodes_.clear();
    free_node_ = no_node;
    const std::uint64_t end_of_current = (bucket_ + 1) << width_;  // microseconds
    choose_width(static_cast<double>(std::uint64_t{1} << width_) / mean, span_us_);
    bucket_ = (end_of_current >> width_) - 1;
    for (const Key key : all) insert(key);
  }

  int slot_bits_ = 24;
  int width_ = 20;
  std::size_t mask_ = 0;
  double span_us_ = 0;
  std::int64_t latest_us_ = 0;
  std::uint64_t bucket_ = 0;  // the bucket in current_
  std::size_t position_ = 0;
  std::vector<Key> current_;  // sorted from position_ on
  std::vector<Key> keys_;
  std::vector<std::uint8_t> counts_;
  std::vector<std::uint32_t> chains_;
  std::vector<std::uint64_t> occupied_;
  std::vector<Node> nodes_;
  std::uint32_t free_node_ = no_node;
  std::vector<Key> far_;
  std::uint64_t drained_ = 0, loaded_ = 0;
};

}  // namespace switchover
