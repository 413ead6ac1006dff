// The closed grammar of the short forms: "80% in 20s", "+35%", "12 per second", "billing after 60s", "Tue
// 08:30". Each function takes the whole text, ignores case and extra spaces, and gives nothing when the text
// is not such a phrase. Numbers are finite and written with a point. No phrase depends on the machine's
// language.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/centre/spec.hpp"
#include "scenarios/scenario.hpp"
#include "sim/distribution.hpp"
#include "sim/time.hpp"

namespace switchover {

std::string lower_case(std::string_view text);  // ASCII letters only
std::string trimmed(std::string_view text);
std::optional<double> number_phrase(std::string_view text);  // "12", "-0.5", "1,200" is not one
std::optional<double> share_phrase(std::string_view text);   // "35%", "+35%" -> 0.35; "-5%" -> -0.05
std::optional<Duration> duration_phrase(
    std::string_view text);  // "5s", "1h30m", "1.5 hours", "2 weeks"; >= 0
std::optional<double> rate_per_second_phrase(
    std::string_view text);                                  // "12 per second", "40 per minute", "180/h"
std::optional<double> factor_phrase(std::string_view text);  // "+15%" -> 1.15, "110%" -> 1.1, "1.15" -> 1.15
std::optional<ServicePromise> promise_phrase(std::string_view text);  // "80% in 20s", "80/20"
std::optional<double> agents_phrase(std::string_view text);           // "12 agents", "1 agent"

// "never", "none", "uniform 1m to 6m", "exponential 5m", "deterministic 10s", "lognormal 240s cv 0.8"
// (also gamma, hyperexponential), "erlang 5m in 3 phases", "weibull 5m shape 0.7". A bare duration is not
// one.
std::optional<Distribution> distribution_phrase(std::string_view text);

struct RedialPhrase {  // "55% after 10m", "55% after uniform 5m to 15m"; "never", "none" = 0
  double probability = 0;
  std::string delay;  // a duration or a distribution; empty with probability 0
};
std::optional<RedialPhrase> redial_phrase(std::string_view text);

struct SkillPhrase {  // "billing", "billing after 60s", "billing after 60s if 5 queued if 3 free"
  std::string queue;
  Duration after;
  std::optional<std::uint32_t> if_queue_at_least, if_free_at_least;
};
std::optional<SkillPhrase> skill_phrase(std::string_view text);

struct ClockPhrase {  // a moment as planners write it
  enum class Kind { start, close, since_start, time_of_day, weekday, day_number, date } kind = Kind::start;
  Duration since;          // since_start: "2h"
  int seconds_of_day = 0;  // 0..86400 ("24:00" is the end of the day)
  int weekday = 0;         // 0 = Monday
  int day_number = 1;      // "day 2 08:30": from 1
  WallClock date;          // midnight of the date
};
std::optional<ClockPhrase> clock_phrase(std::string_view text);
ClockPhrase clock_phrase_of_date(const WallClock& clock);
ClockPhrase clock_phrase_of_time(int seconds_of_day);

using SplitPhrase = std::vector<std::pair<std::string, double>>;  // "old 70%, new 30%"
std::optional<SplitPhrase> split_phrase(std::string_view text);

struct SlowPhrase {
  Duration talk, wrap;
};  // "25s to talk, 20s to wrap"
std::optional<SlowPhrase> slow_phrase(std::string_view text);

struct AgentsBackPhrase {  // "stay signed in", "sign out", "sign out, back over 15m", "... back 40 per
                           // minute"
  bool sign_out = true;
  Duration over;
  double per_minute = 0;
  bool says_how_back = false;
};
std::optional<AgentsBackPhrase> agents_back_phrase(std::string_view text);

struct StagePhrase {   // "keep", "keep without control", "requeue", "requeue at back", "drop", "drop 60%",
                       // "drop, lose place", "fail" (drop), "media survives 100%, no control",
  StageRule rule;      // "fail to new", "delay 5s", "misroute to support", "misroute 20% to support"
  std::string target;  // the platform of "fail to", the queue of "misroute to"
};
std::optional<StagePhrase> stage_phrase(std::string_view text);

struct WindowPhrase {
  ClockPhrase from, to;
};  // "09:00-12:00", "09:00 to 12:00"
std::optional<WindowPhrase> window_phrase(std::string_view text);

}  // namespace switchover
