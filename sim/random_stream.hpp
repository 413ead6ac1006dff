// Keyed, counter-based luck. A stream is named, not seeded in sequence: the same key gives the same numbers
// on any thread, in any order, under any plan. Engine: Random123 Threefry4x64-20 (Salmon et al., SC'11).
#pragma once
#include <Random123/threefry.h>

#include <cstdint>
#include <limits>

namespace switchover {

// What a draw decides. Values are part of the luck: never renumber, only append.
enum class Purpose : std::uint16_t {
  caller_bundle =
      0,  // the block that holds gap, patience, talk and fixed number of a caller (see centre/luck.hpp)
  interval_count = 1,
  interval_busyness = 2,
  day_busyness = 3,
  patience = 4,
  talk = 5,
  hold = 6,
  wrap = 7,
  ivr = 8,
  ivr_fate = 9,  // contained, hangs up in the IVR, or goes on to the queue
  balk = 10,
  redial_decision = 11,
  redial_delay = 12,
  requeue_patience = 13,
  platform = 14,
  thinning = 15,
  stage_effect = 16,  // is this call among the x % that a fault drops?
  agent_choice = 17,
  agent_fixed_number = 18,
  absence = 19,
  sign_in = 20,
  ring = 21,
  no_answer = 22,
  outage_share = 23,  // is this call refused by a partly failed platform?
  faults = 24,
  redirect = 25,  // does this caller follow a failover of the calls?
  test = 1000,
};

struct StreamKey {
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;
  std::uint64_t entity = 0;   // index of the caller within its interval, or of the agent
  std::uint64_t family = 0;   // which list of callers (type, stream, interval) or agents (group, day)
  std::uint32_t attempt = 0;  // attempt of the caller, occurrence for agents
  Purpose purpose = Purpose::test;
};

// A uniform 64-bit generator (meets UniformRandomBitGenerator, so Boost.Random distributions draw from it).
// Unbounded for all purposes: 2^64 blocks of four words per key.
class RandomStream {
 public:
  using result_type = std::uint64_t;
  using Block = r123::Threefry4x64;

  explicit RandomStream(const StreamKey& key)
      : key_{{key.seed, key.replication, 0x73776974'63686f76ULL, 0}},
        counter_{{key.entity, key.family,
                  (std::uint64_t{key.attempt} << 16) | static_cast<std::uint64_t>(key.purpose), 0}} {}

  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
  result_type operator()() {
    if (used_ == 4) {
      words_ = Block{}(counter_, key_);
      ++counter_[3];
      used_ = 0;
    }
    return words_[used_++];
  }
  // Uniform in the open interval (0, 1): never 0, never 1.
  double uniform() { return to_unit(operator()()); }

  static double to_unit(std::uint64_t word) { return (static_cast<double>(word >> 12) + 0.5) * 0x1p-52; }

 private:
  Block::key_type key_;
  Block::ctr_type counter_;
  Block::ctr_type words_{};
  std::size_t used_ = 4;
};

}  // namespace switchover
