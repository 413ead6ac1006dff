#include "analysis/incident_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "analysis/wording.hpp"

namespace switchover {
namespace {

std::string capitals(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

// "after 13 m", "never"; "" where it is not known.
std::string after_text(const Estimate& seconds) {
  if (!seconds.value) return "";
  if (std::isinf(*seconds.value)) return "never";
  return *seconds.value < 1 ? "at once" : "after " + duration_text(*seconds.value);
}

std::string calls_words(const Incident& incident) {
  if (!incident.refuses) return "New calls get in all the time";
  const std::string when = after_text(incident.rto_calls);
  if (when == "never") return "New calls are never all taken again that day";
  if (incident.to.empty()) return fmt::format("NEW CALLS are taken again {}", when);
  return incident.elsewhere ? fmt::format("{} takes calls again {}", capitals(incident.to), when)
                            : fmt::format("{} takes all calls again {}", capitals(incident.from), when);
}

std::string service_words(const Incident& incident) {
  const std::string when = after_text(incident.rto_service);
  if (when.empty()) return "";
  if (when == "never") return "; SERVICE is not back before the day ends";
  if (when == "at once") {
    const bool always = incident.rto_service_p95.value.value_or(0) < 1;
    return always ? "; SERVICE keeps its promise" : "; SERVICE keeps its promise on most days";
  }
  return fmt::format("; SERVICE is back {}", when);
}

std::string detection_words(const FailoverSpec& rule) {
  switch (rule.detection) {
    case Detection::scripted:
      return fmt::format("typed ({}), not simulated", span_words(rule.detect));
    case Detection::heartbeats: {
      const HeartbeatSpec& beat = rule.heartbeat;
      return fmt::format("simulated heartbeats, every {}, {} missed, {} to answer{}",
                         duration_text(beat.every.in_seconds()), beat.misses,
                         duration_text(beat.timeout.in_seconds()),
                         beat.from_site.empty() ? "" : ", watched from " + beat.from_site);
    }
    case Detection::monitoring:
      return fmt::format("monitoring ({}), blind while reporting is down", span_words(rule.detect));
  }
  return "";
}

}  // namespace

std::string span_words(const Distribution& law) {
  if (law.is_never()) return "never";
  if (law.cv() == 0) return duration_text(law.mean());
  if (law.law() == Law::uniform) {
    return fmt::format("{} to {}", duration_text(law.quantile(0)), duration_text(law.quantile(1)));
  }
  return fmt::format("about {}", duration_text(law.mean()));
}

std::vector<std::string> detection_lines(const EstateSpec& estate) {
  std::vector<std::string> lines;
  for (const FailoverSpec& rule : estate.failovers) {
    std::string line =
        fmt::format("{}: {}", estate.components.at(rule.watches.index()).name, detection_words(rule));
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(std::move(line));
  }
  return lines;
}

std::string incident_sentence(const Incident& incident) {
  if (incident.happens == 0) return "";
  std::string text = calls_words(incident) + service_words(incident) + ".";
  if (incident.happens < incident.runs) {
    text += fmt::format(" (Of the {} of {} days with {}.)", incident.happens, incident.runs, incident.fault);
  }
  return text;
}

std::string promises_kept(const std::vector<PromiseRow>& promises) {
  std::size_t musts = 0, fail = 0, open = 0;
  for (const PromiseRow& row : promises) {
    if (!row.must) continue;
    ++musts;
    fail += row.judgement.verdict == Verdict::fail ? 1U : 0U;
    open += row.judgement.verdict == Verdict::undecided ? 1U : 0U;
  }
  if (musts == 0) return "";
  const char* promises_word = musts == 1 ? "promise" : "promises";
  if (fail > 0) return fmt::format(" {} of {} {} fail{}.", fail, musts, promises_word, fail == 1 ? "s" : "");
  if (open > 0)
    return fmt::format(" The runs cannot tell yet about {} of {} {}.", open, musts, promises_word);
  return musts == 1 ? " The promise is kept." : fmt::format(" All {} promises are kept.", musts);
}

std::string incident_answer(const Incident& incident) {
  const Estimate& lost = incident.never_served;
  if (!lost.value) return "";
  const double people = std::round(*lost.value);
  if (people < 1) return "No more people are lost than on the same day without the faults.";
  std::string text = fmt::format("{} people never get through because of the faults", count_text(people));
  if (incident.share_of_people)
    text += fmt::format(" ({} of the day)", percent_text(*incident.share_of_people));
  if (!lost.range) return text + ", on one day: more runs tell how it varies.";
  if (lost.range->low <= 0) {
    return text + fmt::format(" on average, give or take {}: these runs cannot tell it from none.",
                              count_text(std::round(lost.half_width().value_or(0))));
  }
  const double later = std::round(incident.after_healthy.value.value_or(0));
  if (later >= 0.05 * people && later >= 1) {
    text += fmt::format(", {} of them when {} is healthy again", count_text(later), incident.component);
  }
  text += '.';
  for (const IncidentLever& lever : incident.levers) {
    const bool can_choose = lever.kind != IncidentLever::Kind::fault &&
                            lever.kind != IncidentLever::Kind::redials &&
                            lever.kind != IncidentLever::Kind::together;
    if (!can_choose || lever.effect != IncidentLever::Effect::helps) continue;
    return text + fmt::format(" Most is saved by: {} ({} people fewer).", lever.text,
                              count_text(std::round(*lever.saved.value)));
  }
  return text;
}

const char* effect_name(IncidentLever::Effect effect) {
  switch (effect) {
    case IncidentLever::Effect::helps:
      return "helps";
    case IncidentLever::Effect::small:
      return "small";
    case IncidentLever::Effect::none:
      return "none";
    case IncidentLever::Effect::unsure:
      return "unsure";
    case IncidentLever::Effect::worse:
      return "worse";
  }
  return "";
}

std::string lever_remark(const IncidentLever& lever) {
  const double fewer = std::round(lever.fewer_attempts.value.value_or(0));
  const std::string attempts = lever.kind == IncidentLever::Kind::redials && fewer >= 1
                                   ? fmt::format("{} fewer attempts", count_text(fewer))
                                   : std::string{};
  switch (lever.effect) {
    case IncidentLever::Effect::helps:
      return attempts;
    case IncidentLever::Effect::small:
      return attempts.empty() ? "small" : "small, " + attempts;
    case IncidentLever::Effect::none:
      return attempts.empty() ? "none" : "none, " + attempts;
    case IncidentLever::Effect::unsure:
      return attempts.empty() ? "unsure" : "unsure, " + attempts;
    case IncidentLever::Effect::worse:
      return attempts.empty() ? "worse" : "worse, " + attempts;
  }
  return "";
}

}  // namespace switchover
