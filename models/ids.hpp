// Small distinct index types, so that a queue is never mistaken for a group.
#pragma once
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace switchover {

template <class Tag, class Number>
struct Id {
  using number_type = Number;
  Number value = std::numeric_limits<Number>::max();
  constexpr Id() = default;  // none
  explicit constexpr Id(std::size_t index) : value(static_cast<Number>(index)) {}
  static constexpr Id none() { return Id{}; }
  constexpr bool is_none() const { return value == std::numeric_limits<Number>::max(); }
  constexpr std::size_t index() const { return value; }
  constexpr auto operator<=>(const Id&) const = default;
};

using QueueId = Id<struct QueueTag, std::uint16_t>;       // a queue, skill or contact type: one word
using GroupId = Id<struct GroupTag, std::uint16_t>;       // agents of equal skill
using PlatformId = Id<struct PlatformTag, std::uint8_t>;  // 0 is the first platform of the scenario

}  // namespace switchover
