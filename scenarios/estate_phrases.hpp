// The short forms of the estate: "0.1 per year", "100 Mbit", "10% every 1m", "3 times, up for 2m". As in
// phrases.hpp: a closed grammar, nothing when the text is not such a phrase.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/platform/estate.hpp"
#include "sim/time.hpp"

namespace switchover {

std::optional<double> times_a_year_phrase(std::string_view text);  // "0.1 per year", "once per 10 years"
std::optional<double> megabits_phrase(std::string_view text);      // "100 Mbit", "1.5 Gbit/s", "64 kbit"
std::optional<double> megabytes_phrase(std::string_view text);     // "50 GB", "20 MB", "1 TB", "800 kB"

struct StepsPhrase {  // "10% every 1m"
  double step = 1;
  Duration every;
};
std::optional<StepsPhrase> steps_phrase(std::string_view text);

struct FlapsPhrase {  // "3 times, up for 2m"
  std::uint32_t times = 0;
  Duration up;
};
std::optional<FlapsPhrase> flaps_phrase(std::string_view text);

struct FaultSharePhrase {  // "30%", "random up to 50%", "random"
  double share = 1;
  bool random = false;
};
std::optional<FaultSharePhrase> fault_share_phrase(std::string_view text);

struct SignInPhrase {  // "40 per minute, 5% fail first try", "40 per minute", "at once"
  double per_minute = 0;
  std::optional<double> fails;
};
std::optional<SignInPhrase> sign_in_phrase(std::string_view text);

// "signed out" | "stay" | "no sign-in" | "unreachable"
std::optional<AgentFate> agent_fate_phrase(std::string_view text);
const char* fate_text(AgentFate fate);

struct UncertainMoment {  // "10:20 +-5m": the moment as it stands, and how far it may be off
  std::string moment;
  Duration off;
};
std::optional<UncertainMoment> uncertain_moment_phrase(
    std::string_view text);  // nothing: no "+-" in it, or wrong

}  // namespace switchover
