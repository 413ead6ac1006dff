// The luck of many callers at once. One Threefry block per caller gives gap, patience, talk and the fixed
// number; 64 callers are filled together, structure of arrays, so that the compiler can do four at a time.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace switchover {

struct CallerBundle {  // the four words of one caller's block (Purpose::caller_bundle)
  std::uint64_t gap, patience, talk, fixed;
};

inline constexpr std::size_t luck_batch = 64;

struct CallerLuck {                             // of up to 64 callers in a row
  std::array<double, luck_batch> gap;           // exponential, mean 1
  std::array<double, luck_batch> patience;      // exponential, mean 1
  std::array<double, luck_batch> talk;          // exponential, mean 1
  std::array<std::uint64_t, luck_batch> fixed;  // the caller's fixed number
};

// Fills luck[0..count) for callers first .. first+count-1 of one family. Equal to bundle_of() and minus_log()
// of each.
void fill_luck(std::uint64_t seed, std::uint32_t replication, std::uint64_t family, std::uint64_t first,
               std::size_t count, CallerLuck& luck);

CallerBundle bundle_of(std::uint64_t seed, std::uint32_t replication, std::uint64_t family,
                       std::uint64_t index);

// -ln(u) of the unit number that RandomStream::to_unit makes of a word; the same bits on every machine (only
// + - x /), relative error below 1e-13.
double minus_log(std::uint64_t word);

}  // namespace switchover
