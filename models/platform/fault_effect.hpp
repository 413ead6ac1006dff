// FaultEffect: what callers and agents notice of a component that is down, slow, or missing to another one.
#pragma once
#include <optional>

#include "models/platform/timeline.hpp"

namespace switchover {

enum class AgentFate {
  stay,         // nothing happens to agents
  signed_out,   // they are thrown out and sign in again afterwards, through the sign-on server
  no_sign_in,   // those signed in go on; nobody can sign in (shift begins, breaks end) until it is over
  unreachable,  // they look available, but calls ring to nobody (RONA)
};

struct FaultEffect {
  StageEffects calls{{StageEffect::keep, 1, {}, {}, {}},
                     {StageEffect::keep, 1, {}, {}, {}},
                     {StageEffect::keep, 1, {}, {}, {}},
                     {StageEffect::keep, 1, {}, {}, {}}};
  bool serves = true;  // false: waiting calls cannot be connected while it lasts
  AgentFate agents = AgentFate::stay;
  // What becomes of the conversations of those who are signed out: keep (they finish first), drop, requeue.
  StageEffect agents_talk = StageEffect::keep;
  Duration token_life;             // no_sign_in: sessions end this long after the beginning; zero = never
  Duration adds_talk, adds_wrap;   // to conversations that start while it lasts
  double slow_share = 1;           // share of the conversations that feel adds_*
  std::optional<LimitKind> limit;  // a limit of the platform becomes limit_value while it lasts
  double limit_value = 0;
  std::optional<double> bridge_ports;  // ports left of every bridge of the platform
  bool operator==(const FaultEffect&) const = default;
};

}  // namespace switchover
