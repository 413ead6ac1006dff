// Call: one attempt of one caller, as plain data in a pool. The record lives on through redials.
#pragma once
#include <cstdint>

namespace switchover {

using CallIndex = std::uint32_t;
inline constexpr std::uint32_t nobody = 0xffffffff;

enum class CallState : std::uint8_t { unborn, ivr, waiting, ringing, talking, redialling };

struct Call {
  std::int64_t next_us = 0;      // when its next event is due; a calendar key that says otherwise is stale
  std::int64_t queued_us = 0;    // original time of queueing; while in the IVR: when it began
  std::int64_t hangs_up_us = 0;  // end of patience while waiting or ringing
  std::int64_t talk_us = 0;      // handling requirement of the issue before any factor (talk and hold)
  std::uint32_t ahead =
      nobody;  // waiting: neighbours in the queue. talking and ringing: `behind` is the agent
  std::uint32_t behind = nobody;
  std::uint32_t index = 0;  // the caller's name: stream, interval of the demand, index within it
  std::uint32_t interval = 0;
  std::uint32_t first_row = 0;  // report interval of the first dial
  std::uint16_t stream = 0;
  std::uint16_t queue = 0;
  std::uint16_t attempt = 0;  // 0 is the first
  std::uint8_t platform = 0;
  CallState state = CallState::unborn;
  std::uint8_t flags = 0;
  std::uint8_t requeues = 0;
  std::uint8_t bridge = 255;  // the bridge it crosses while talking
};
static_assert(sizeof(Call) <= 64);

namespace call_flag {
inline constexpr std::uint8_t answered_before = 1;  // its first answer is counted (it was requeued)
inline constexpr std::uint8_t met_busy = 2;         // the person met a busy tone or a reject
inline constexpr std::uint8_t holds_port = 4;       // an IVR port
inline constexpr std::uint8_t leaves_ivr = 16;      // fate in the IVR: hangs up
inline constexpr std::uint8_t settled_ivr = 32;     // fate in the IVR: contained
}  // namespace call_flag

}  // namespace switchover
