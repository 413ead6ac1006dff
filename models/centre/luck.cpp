#include "models/centre/luck.hpp"

#include <Random123/threefry.h>

#include <bit>
#include <cstring>

#include "sim/random_stream.hpp"

// Everything here is inlined, so no vector crosses a call; GCC warns all the same, and loses track of x[] in
// clones.
#pragma GCC diagnostic ignored "-Wpsabi"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

namespace switchover {

namespace {

// Vectors of four words or numbers; the compiler maps them to whatever the machine has.
using Words [[gnu::vector_size(32)]] = std::uint64_t;
using Numbers [[gnu::vector_size(32)]] = double;
constexpr std::size_t lanes = 4;

#if defined(__x86_64__) && !defined(SWITCHOVER_SANITIZED) && defined(__GNUC__) && !defined(__clang__)
#define SWITCHOVER_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define SWITCHOVER_CLONES
#endif
#define SWITCHOVER_INLINE __attribute__((always_inline)) inline

template <class W>
SWITCHOVER_INLINE W rotated(W x, int n) {
  return (x << n) | (x >> (64 - n));
}

template <class W>
SWITCHOVER_INLINE void mix(W& a, W& b, int n) {
  a += b;
  b = rotated(b, n) ^ a;
}

// Threefry4x64-20 (Salmon et al. 2011), for a whole vector of counters at once. Equal to Random123's, by
// test.
template <class W>
SWITCHOVER_INLINE void threefry(W (&x)[4], const std::uint64_t (&key)[5]) {
  constexpr int r[8][2] = {{14, 16}, {52, 57}, {23, 40}, {5, 37}, {25, 33}, {46, 12}, {58, 22}, {32, 32}};
  for (int i = 0; i < 4; ++i) x[i] += key[i];
#pragma GCC unroll 20
  for (unsigned round = 0; round < 20; ++round) {
    if (round % 2 == 0) {
      mix(x[0], x[1], r[round % 8][0]);
      mix(x[2], x[3], r[round % 8][1]);
    } else {
      mix(x[0], x[3], r[round % 8][0]);
      mix(x[2], x[1], r[round % 8][1]);
    }
    if (round % 4 == 3) {
      const unsigned s = round / 4 + 1;
      for (unsigned i = 0; i < 4; ++i) x[i] += key[(s + i) % 5];
      x[3] += s;
    }
  }
}

template <class To, class From>
SWITCHOVER_INLINE To same_bits(const From& from) {
  static_assert(sizeof(To) == sizeof(From));
  To to;
  std::memcpy(&to, &from, sizeof to);
  return to;
}

// -ln of (word >> 12 + 1/2) 2^-52, by ln z = 2 atanh((z-1)/(z+1)) on z in [sqrt(1/2), sqrt 2).
template <class W, class D>
SWITCHOVER_INLINE D minus_log_of(W word) {
  constexpr std::uint64_t one = 0x3ff0000000000000ULL, root_half = 0x3fe6a09e667f3bcdULL,
                          magic = 0x4330000000000000ULL;
  const D u = (same_bits<D>((word >> 12) | one) - 1.0) + 0x1p-53;
  const W bits = same_bits<W>(u);
  const W shifted = bits - root_half + (std::uint64_t{64} << 52);
  const W exponent = shifted >> 52;  // 64 + k
  const D k = same_bits<D>(exponent | magic) - (0x1p52 + 64.0);
  const D z = same_bits<D>(bits - ((exponent - 64) << 52));
  const D s = (z - 1.0) / (z + 1.0);
  const D q = s * s;
  D series = q * (1.0 / 19) + 1.0 / 17;
  series = series * q + 1.0 / 15;
  series = series * q + 1.0 / 13;
  series = series * q + 1.0 / 11;
  series = series * q + 1.0 / 9;
  series = series * q + 1.0 / 7;
  series = series * q + 1.0 / 5;
  series = series * q + 1.0 / 3;
  series = series * q + 1.0;
  return -(k * 0.6931471805599453 + 2.0 * s * series);
}

struct ExtendedKey {
  std::uint64_t words[5];
};
ExtendedKey extended_key(std::uint64_t seed, std::uint32_t replication) {
  constexpr std::uint64_t parity = 0x1BD11BDAA9FC1A22ULL, name = 0x73776974'63686f76ULL;
  return {{seed, replication, name, 0, parity ^ seed ^ replication ^ name}};
}
constexpr std::uint64_t bundle_word = static_cast<std::uint64_t>(Purpose::caller_bundle);

SWITCHOVER_CLONES void fill(const ExtendedKey& key, std::uint64_t family, std::uint64_t first,
                            std::size_t count, CallerLuck& luck) {
  for (std::size_t i = 0; i < count; i += lanes) {
    const std::uint64_t index = first + i;
    Words x[4] = {Words{index, index + 1, index + 2, index + 3}, Words{family, family, family, family},
                  Words{bundle_word, bundle_word, bundle_word, bundle_word}, Words{0, 0, 0, 0}};
    threefry(x, key.words);
    const Numbers gap = minus_log_of<Words, Numbers>(x[0]);
    const Numbers patience = minus_log_of<Words, Numbers>(x[1]);
    const Numbers talk = minus_log_of<Words, Numbers>(x[2]);
    std::memcpy(&luck.gap[i], &gap, sizeof gap);
    std::memcpy(&luck.patience[i], &patience, sizeof patience);
    std::memcpy(&luck.talk[i], &talk, sizeof talk);
    std::memcpy(&luck.fixed[i], &x[3], sizeof x[3]);
  }
}

}  // namespace

void fill_luck(std::uint64_t seed, std::uint32_t replication, std::uint64_t family, std::uint64_t first,
               std::size_t count, CallerLuck& luck) {
  const std::size_t whole =
      (count + lanes - 1) / lanes * lanes;  // never above luck_batch, which is a multiple
  fill(extended_key(seed, replication), family, first, whole, luck);
}

CallerBundle bundle_of(std::uint64_t seed, std::uint32_t replication, std::uint64_t family,
                       std::uint64_t index) {
  const ExtendedKey key = extended_key(seed, replication);
  std::uint64_t x[4] = {index, family, bundle_word, 0};
  threefry(x, key.words);
  return {x[0], x[1], x[2], x[3]};
}

double minus_log(std::uint64_t word) { return minus_log_of<std::uint64_t, double>(word); }

}  // namespace switchover
