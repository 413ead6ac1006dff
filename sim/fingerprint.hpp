// Fingerprint: 64 bits that tell two sequences of values apart, order included; the same on every machine and
// in every version (golden files hold them). Not a cryptographic hash.
#pragma once
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "sim/time.hpp"

namespace switchover {

class Fingerprint {
 public:
  // Whole numbers of any width, bool and enumerations: equal values leave equal prints, whatever their type.
  template <class Number>
  requires std::is_integral_v<Number> Fingerprint& add(Number value) {
    if constexpr (std::is_signed_v<Number>) {
      return mix_in(static_cast<std::uint64_t>(static_cast<std::int64_t>(value)));
    } else {
      return mix_in(static_cast<std::uint64_t>(value));
    }
  }
  template <class Name>
  requires std::is_enum_v<Name> Fingerprint& add(Name value) {
    return add(static_cast<std::underlying_type_t<Name>>(value));
  }
  // Doubles by their bits; -0 counts as 0, and every NaN is alike.
  Fingerprint& add(double value) {
    if (value != value) return mix_in(0x7ff8000000000000ULL);
    return mix_in(std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value));
  }
  Fingerprint& add(Time value) { return add(value.count_us()); }
  Fingerprint& add(Duration value) { return add(value.count_us()); }
  // Length first, so that "ab","c" and "a","bc" differ; then eight bytes at a time, the first byte lowest.
  Fingerprint& add(std::string_view text) {
    mix_in(text.size());
    std::uint64_t word = 0;
    unsigned filled = 0;
    for (const char letter : text) {
      word |= std::uint64_t{static_cast<unsigned char>(letter)} << (8 * filled);
      if (++filled == 8) {
        mix_in(word);
        word = 0;
        filled = 0;
      }
    }
    return filled == 0 ? *this : mix_in(word);
  }
  Fingerprint& add(const std::string& text) { return add(std::string_view(text)); }
  Fingerprint& add(const char* text) { return add(std::string_view(text)); }

  std::uint64_t value() const { return state_; }
  // Sixteen hexadecimal digits, small letters.
  std::string text() const {
    std::string digits(16, '0');
    for (unsigned i = 0; i < 16; ++i) digits[i] = "0123456789abcdef"[(state_ >> (60 - 4 * i)) & 15U];
    return digits;
  }
  bool operator==(const Fingerprint&) const = default;

 private:
  // An odd multiple of the state makes the order count; the finaliser of SplitMix64 (Steele, Lea & Flood
  // 2014, with Stafford's constants "mix13") spreads every bit over all others. Both steps can be undone, so
  // nothing is lost.
  Fingerprint& mix_in(std::uint64_t word) {
    std::uint64_t z = state_ * 0xd6e8feb86659fd93ULL + word + 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    state_ = z ^ (z >> 31);
    return *this;
  }
  std::uint64_t state_ = 0x7377697463686f76ULL;  // "switchov"
};

}  // namespace switchover
