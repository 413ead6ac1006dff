#include "scenarios/phrases.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/phrase_scanner.hpp"

namespace switchover {

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return std::string(text);
}

std::optional<double> number_phrase(std::string_view text) {
  PhraseScanner scan(text);
  const auto value = scan.number();
  return value && scan.done() ? value : std::nullopt;
}

std::optional<double> share_phrase(std::string_view text) {
  PhraseScanner scan(text);
  const auto value = scan.percent();
  return value && scan.done() ? value : std::nullopt;
}

std::optional<Duration> duration_phrase(std::string_view text) {
  PhraseScanner scan(text);
  const auto value = scan.duration();
  return value && scan.done() ? value : std::nullopt;
}

std::optional<double> rate_per_second_phrase(std::string_view text) {
  PhraseScanner scan(text);
  const auto value = scan.number();
  if (!value || *value < 0) return {};
  if (!scan.word("per") && !scan.symbol('/')) return {};
  const std::string unit = lower_case(scan.any_word());
  if (!scan.done()) return {};
  if (unit == "second" || unit == "s" || unit == "sec") return *value;
  if (unit == "minute" || unit == "m" || unit == "min") return *value / 60;
  if (unit == "hour" || unit == "h") return *value / 3600;
  return {};
}

std::optional<double> factor_phrase(std::string_view text) {
  const std::string clean = trimmed(text);
  if (const auto share = share_phrase(clean)) {
    const bool change = clean.front() == '+' || clean.front() == '-';
    return change ? 1 + *share : *share;
  }
  return number_phrase(clean);
}

std::optional<ServicePromise> promise_phrase(std::string_view text) {
  PhraseScanner scan(text);
  ServicePromise promise;
  if (const auto share = scan.percent()) {
    if (!scan.word("in") && !scan.word("within")) return {};
    const auto within = scan.duration();
    if (!within || !scan.done()) return {};
    promise = {*share, *within};
  } else {
    const auto percent = scan.number();
    if (!percent || !scan.symbol('/')) return {};
    const auto seconds = scan.number();
    if (!seconds || *seconds < 0 || !scan.done()) return {};
    promise = {*percent / 100, Duration::seconds(*seconds)};
  }
  if (promise.share < 0 || promise.share > 1) return {};
  return promise;
}

std::optional<double> agents_phrase(std::string_view text) {
  PhraseScanner scan(text);
  const auto value = scan.number();
  if (!value || !(scan.word("agents") || scan.word("agent")) || !scan.done()) return {};
  return value;
}

namespace {

std::optional<Distribution> law_with_parameters(const std::string& law, PhraseScanner& scan) {
  const auto mean = scan.duration();
  if (!mean) return {};
  const double mean_s = mean->in_seconds();
  if (law == "uniform") {
    const auto high = scan.word("to") ? scan.duration() : std::nullopt;
    if (!high || *high < *mean) return {};
    return Distribution::uniform(mean_s, high->in_seconds());
  }
  if (law == "deterministic" || law == "exactly") return Distribution::deterministic(mean_s);
  if (mean_s <= 0) return {};
  if (law == "exponential") return Distribution::exponential(mean_s);
  if (law == "erlang") {
    const auto phases = scan.word("in") ? scan.number() : std::nullopt;
    if (!phases || *phases < 1 || *phases > 1000 || *phases != std::floor(*phases) || !scan.word("phases"))
      return {};
    return Distribution::erlang(mean_s, static_cast<int>(*phases));
  }
  if (law == "weibull") {
    const auto shape = scan.word("shape") ? scan.number() : std::nullopt;
    if (!shape || *shape < 0.1 || *shape > 100) return {};
    return Distribution::weibull_by_mean(mean_s, *shape);
  }
  const auto cv = scan.word("cv") ? scan.number() : std::nullopt;
  if (!cv || *cv <= 0 || *cv > 20) return {};
  if (law == "lognormal") return Distribution::lognormal(mean_s, *cv);
  if (law == "gamma") return Distribution::gamma(mean_s, *cv);
  if (law == "hyperexponential" && *cv >= 1) return Distribution::hyperexponential_by_cv(mean_s, *cv);
  return {};
}

}  // namespace

std::optional<Distribution> distribution_phrase(std::string_view text) {
  PhraseScanner scan(text);
  const std::string law = lower_case(scan.any_word());
  if (law == "never" && scan.done()) return Distribution::never();
  if (law == "none" && scan.done()) return Distribution();
  const auto distribution = law_with_parameters(law, scan);
  return distribution && scan.done() ? distribution : std::nullopt;
}

std::optional<RedialPhrase> redial_phrase(std::string_view text) {
  PhraseScanner scan(text);
  PhraseScanner none = scan;
  if ((none.word("never") || none.word("none")) && none.done()) return RedialPhrase{};
  const auto share = scan.percent();
  if (!share || *share < 0 || *share > 1) return {};
  if (*share == 0 && scan.done()) return RedialPhrase{};
  if (!scan.word("after") && !scan.word("in")) return {};
  const std::string delay = trimmed(scan.rest());
  if (!duration_phrase(delay) && !distribution_phrase(delay)) return {};
  return RedialPhrase{*share, delay};
}

std::optional<SkillPhrase> skill_phrase(std::string_view text) {
  SkillPhrase skill;
  // The queue's name may have spaces: it ends at " after " or " if ".
  const std::string clean = trimmed(text);
  const std::string lower = lower_case(clean) + " ";
  const std::size_t end = std::min({lower.find(" after "), lower.find(" if "), clean.size()});
  skill.queue = trimmed(std::string_view(clean).substr(0, end));
  if (skill.queue.empty()) return {};
  PhraseScanner scan(std::string_view(clean).substr(end));
  if (scan.word("after")) {
    const auto after = scan.duration();
    if (!after) return {};
    skill.after = *after;
  }
  while (scan.word("if") || scan.word("and")) {
    const auto count = scan.number();
    if (!count || *count < 0 || *count > 1e6 || *count != std::floor(*count)) return {};
    const auto whole = static_cast<std::uint32_t>(*count);
    const std::string kind = lower_case(scan.any_word());
    if ((kind == "queued" || kind == "waiting") && !skill.if_queue_at_least) {
      skill.if_queue_at_least = whole;
    } else if (kind == "free" && !skill.if_free_at_least) {
      skill.if_free_at_least = whole;
    } else {
      return {};
    }
  }
  if (!scan.done()) return {};
  return skill;
}

std::optional<SplitPhrase> split_phrase(std::string_view text) {
  SplitPhrase split;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    const std::string part = trimmed(text.substr(0, comma));
    const std::size_t space = part.find_last_of(" \t");
    if (space == std::string::npos) return {};
    const auto share = share_phrase(part.substr(space));
    const std::string name = trimmed(std::string_view(part).substr(0, space));
    if (!share || name.empty() || name.find('%') != std::string::npos) return {};
    split.emplace_back(name, *share);
    if (comma == std::string_view::npos) return split;
    text.remove_prefix(comma + 1);
  }
  return {};
}

std::optional<SlowPhrase> slow_phrase(std::string_view text) {
  PhraseScanner scan(text);
  SlowPhrase slow;
  bool any = false;
  do {
    const auto adds = scan.duration();
    if (!adds || !scan.word("to")) return {};
    if (scan.word("talk")) {
      slow.talk += *adds;
    } else if (scan.word("wrap")) {
      slow.wrap += *adds;
    } else {
      return {};
    }
    any = true;
  } while (scan.symbol(','));
  if (!any || !scan.done()) return {};
  return slow;
}

std::optional<AgentsBackPhrase> agents_back_phrase(std::string_view text) {
  PhraseScanner scan(text);
  AgentsBackPhrase agents;
  if (scan.word("stay")) {
    agents.sign_out = false;
    return scan.word("signed") && scan.word("in") && scan.done() ? std::optional(agents) : std::nullopt;
  }
  if (!scan.word("sign") || !scan.word("out")) return {};
  if (scan.done()) return agents;
  if (!scan.symbol(',') || !scan.word("back")) return {};
  agents.says_how_back = true;
  if (scan.word("at")) return scan.word("once") && scan.done() ? std::optional(agents) : std::nullopt;
  if (scan.word("over")) {
    const auto over = scan.duration();
    if (!over || !scan.done()) return {};
    agents.over = *over;
    return agents;
  }
  const auto rate = rate_per_second_phrase(scan.rest());
  if (!rate || *rate <= 0) return {};
  agents.per_minute = *rate * 60;
  return agents;
}

namespace {

// "media survives 100%, no control", "media survives 60%": the rest is cut. Behind the word "media".
std::optional<StagePhrase> media_phrase(PhraseScanner scan) {
  if (!scan.word("survives")) return {};
  const double survives = scan.percent().value_or(1);
  if (survives < 0 || survives > 1) return {};
  StagePhrase stage;
  if (scan.symbol(',')) {
    // One effect per stage: those who survive without control and those who are cut would be two.
    if (!scan.word("no") || !scan.word("control") || survives < 1) return {};
    stage.rule.effect = StageEffect::keep_without_control;
  } else if (survives < 1) {
    stage.rule.effect = StageEffect::drop;
    stage.rule.share = 1 - survives;
  }
  if (!scan.done()) return {};
  return stage;
}

}  // namespace

std::optional<StagePhrase> stage_phrase(std::string_view text) {
  PhraseScanner scan(text);
  StagePhrase stage;
  StageRule& rule = stage.rule;
  const std::string verb = lower_case(scan.any_word());
  if (const auto share = scan.percent()) {
    if (*share < 0 || *share > 1) return {};
    rule.share = *share;
  }
  if (verb == "keep") {
    rule.effect = StageEffect::keep;
    scan.symbol(',');
    if (scan.word("without") || scan.word("no")) {
      if (!scan.word("control")) return {};
      rule.effect = StageEffect::keep_without_control;
    }
  } else if (verb == "media") {
    return media_phrase(scan);
  } else if (verb == "requeue") {
    rule.effect = StageEffect::requeue_keep_place;
    if (scan.word("at")) {
      if (!scan.word("back")) return {};
      rule.effect = StageEffect::requeue_at_back;
    }
  } else if (verb == "drop") {
    rule.effect = StageEffect::drop;
    if (scan.symbol(',') && !(scan.word("lose") && scan.word("place"))) return {};
  } else if (verb == "delay") {
    const auto delay = scan.duration();
    if (!delay) return {};
    rule.effect = StageEffect::delay;
    rule.delay = *delay;
  } else if (verb == "fail" && scan.done()) {
    rule.effect = StageEffect::drop;
  } else if (verb == "fail" || verb == "misroute") {
    if (!scan.word("to") || scan.done()) return {};
    rule.effect = verb == "fail" ? StageEffect::fail_to : StageEffect::misroute;
    stage.target = trimmed(scan.rest());
    return stage;
  } else {
    return {};
  }
  if (!scan.done()) return {};
  return stage;
}

}  // namespace switchover
