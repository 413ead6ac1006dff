#include "scenarios/estate_phrases.hpp"

#include <array>
#include <cmath>
#include <utility>

#include "scenarios/phrase_scanner.hpp"
#include "scenarios/phrases.hpp"

namespace switchover {
namespace {

struct NamedSize {
  std::string_view name;
  double size;
};
template <std::size_t N>
std::optional<double> with_unit(std::string_view text, const std::array<NamedSize, N>& units) {
  PhraseScanner scan(text);
  const auto value = scan.number();
  if (!value || *value < 0) return {};
  const std::string unit = lower_case(trimmed(scan.rest()));
  for (const NamedSize& known : units) {
    if (known.name == unit) return *value * known.size;
  }
  return {};
}

std::optional<double> times_per_year(std::string_view unit) {
  constexpr std::array<std::pair<std::string_view, double>, 10> known{{{"year", 1},
                                                                       {"years", 1},
                                                                       {"y", 1},
                                                                       {"month", 12},
                                                                       {"months", 12},
                                                                       {"week", 365.0 / 7},
                                                                       {"weeks", 365.0 / 7},
                                                                       {"day", 365},
                                                                       {"days", 365},
                                                                       {"hour", 8760}}};
  for (const auto& [name, times] : known) {
    if (name == unit) return times;
  }
  return {};
}

}  // namespace

std::optional<double> times_a_year_phrase(std::string_view text) {
  PhraseScanner scan(text);
  std::optional<double> times;
  if (scan.word("never")) return scan.done() ? std::optional(0.0) : std::nullopt;
  if (scan.word("once") || scan.word("one")) {
    times = 1;
  } else {
    times = scan.number();
    if (!times || *times < 0) return {};
    if (!scan.word("times")) scan.word("time");
  }
  if (!scan.word("per") && !scan.word("a") && !scan.word("every") && !scan.symbol('/')) return {};
  const double over = scan.number().value_or(1);
  const auto a_year = times_per_year(lower_case(scan.any_word()));
  if (!a_year || !scan.done() || over <= 0) return {};
  return *times * *a_year / over;
}

std::optional<double> megabits_phrase(std::string_view text) {
  constexpr std::array<NamedSize, 12> units{{{"kbit", 1e-3},
                                             {"kbit/s", 1e-3},
                                             {"kbps", 1e-3},
                                             {"mbit", 1},
                                             {"mbit/s", 1},
                                             {"mbps", 1},
                                             {"mbit per second", 1},
                                             {"gbit", 1e3},
                                             {"gbit/s", 1e3},
                                             {"gbps", 1e3},
                                             {"gbit per second", 1e3},
                                             {"kbit per second", 1e-3}}};
  return with_unit(text, units);
}

std::optional<double> megabytes_phrase(std::string_view text) {
  constexpr std::array<NamedSize, 4> units{{{"kb", 1e-3}, {"mb", 1}, {"gb", 1e3}, {"tb", 1e6}}};
  return with_unit(text, units);
}

std::optional<StepsPhrase> steps_phrase(std::string_view text) {
  PhraseScanner scan(text);
  const auto step = scan.percent();
  if (!step || *step <= 0 || *step > 1 || !scan.word("every")) return {};
  const auto every = scan.duration();
  if (!every || !scan.done()) return {};
  return StepsPhrase{*step, *every};
}

std::optional<FlapsPhrase> flaps_phrase(std::string_view text) {
  PhraseScanner scan(text);
  const auto times = scan.number();
  if (!times || *times < 1 || *times > 1000 || *times != std::floor(*times)) return {};
  if (!scan.word("times") && !scan.word("time")) return {};
  scan.symbol(',');
  if (!scan.word("up") || !scan.word("for")) return {};
  const auto up = scan.duration();
  if (!up || !scan.done()) return {};
  return FlapsPhrase{static_cast<std::uint32_t>(*times), *up};
}

std::optional<FaultSharePhrase> fault_share_phrase(std::string_view text) {
  PhraseScanner scan(text);
  FaultSharePhrase share;
  share.random = scan.word("random");
  if (share.random && scan.done()) return share;
  if (share.random && (!scan.word("up") || !scan.word("to"))) return {};
  const auto most = scan.percent();
  if (!most || !scan.done()) return {};
  share.share = *most;
  return share;
}

std::optional<SignInPhrase> sign_in_phrase(std::string_view text) {
  const std::size_t comma = text.find(',');
  const std::string rate_text = trimmed(text.substr(0, comma));
  SignInPhrase sign_in;
  if (lower_case(rate_text) != "at once") {
    const auto rate = rate_per_second_phrase(rate_text);
    if (!rate || *rate <= 0 || *rate > 1e6) return {};
    sign_in.per_minute = *rate * 60;
  }
  if (comma == std::string_view::npos) return sign_in;
  PhraseScanner scan(text.substr(comma + 1));
  const auto fails = scan.percent();
  if (!fails || *fails < 0 || *fails >= 1) return {};
  if (!scan.word("fail") && !scan.word("fails")) return {};
  if (scan.word("at")) scan.word("the");
  if (scan.word("first") && !scan.word("try")) return {};
  if (!scan.done()) return {};
  sign_in.fails = *fails;
  return sign_in;
}

std::optional<AgentFate> agent_fate_phrase(std::string_view text) {
  const std::string word = lower_case(trimmed(text));
  if (word == "stay" || word == "stay signed in") return AgentFate::stay;
  if (word == "signed out" || word == "sign out") return AgentFate::signed_out;
  if (word == "no sign-in" || word == "no sign in") return AgentFate::no_sign_in;
  if (word == "unreachable") return AgentFate::unreachable;
  return {};
}

const char* fate_text(AgentFate fate) {
  switch (fate) {
    case AgentFate::stay:
      return "stay";
    case AgentFate::signed_out:
      return "signed out";
    case AgentFate::no_sign_in:
      return "no sign-in";
    case AgentFate::unreachable:
      return "unreachable";
  }
  return "";
}

std::optional<UncertainMoment> uncertain_moment_phrase(std::string_view text) {
  constexpr std::string_view ascii = "+-", sign = "\xc2\xb1";
  std::size_t at = text.find(ascii), width = ascii.size();
  if (at == std::string_view::npos) at = text.find(sign), width = sign.size();
  if (at == std::string_view::npos) return {};
  const auto off = duration_phrase(trimmed(text.substr(at + width)));
  if (!off) return {};
  return UncertainMoment{trimmed(text.substr(0, at)), *off};
}

}  // namespace switchover
