// What is asked first, each answer to be understood by somebody who saw nothing else.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "analysis/fix_words.hpp"
#include "analysis/flip_words.hpp"
#include "analysis/report/page_run.hpp"
#include "analysis/report/report_phrases.hpp"
#include "analysis/sentences.hpp"
#include "analysis/wording.hpp"

namespace switchover {
namespace {

void add_sentence(std::string& text, const std::string& more) {
  if (more.empty()) return;
  text += (text.empty() ? "" : "; ") + more;
}

// Of the promises about such figures the worst mark; else what the caller thinks of it.
PageTone tone_by_promise(const ReportModel& report, std::string_view metric, PageTone otherwise) {
  PageTone worst = PageTone::none;
  const auto rank = [](PageTone tone) {
    return tone == PageTone::fail        ? 4
           : tone == PageTone::undecided ? 3
           : tone == PageTone::warn      ? 2
           : tone == PageTone::pass      ? 1
                                         : 0;
  };
  for (const PromiseRow& row : report.promises) {
    const PageTone tone = tone_of_mark(promise_mark(row));
    if (row.metric.starts_with(metric) && rank(tone) > rank(worst)) worst = tone;
  }
  return worst == PageTone::none ? otherwise : worst;
}

// ---- people

const HeadlineRow* headline_of(const ReportModel& report, Metric metric) {
  const auto found = std::find_if(
      report.headline.begin(), report.headline.end(),
      [&](const HeadlineRow& row) { return row.metric == metric && row.scope == "all" && row.value.value; });
  return found == report.headline.end() ? nullptr : &*found;
}

std::string people_text(double people) {
  return std::round(people) == 1 ? "1 person" : count_text(std::round(people)) + " people";
}

std::string people_range(const std::optional<Range>& range) {
  if (!range) return "";
  return fmt::format("{} (95% range)",
                     range_text(Range{std::round(range->low), std::round(range->high)}, Unit::count));
}

// "1,966 in all, 7.5% of those who dial"
std::string lost_in_all(const ReportModel& report, double lost) {
  std::string text = count_text(std::round(lost)) + " in all";
  const HeadlineRow* people = headline_of(report, Metric::people);
  if (people != nullptr && *people->value.value > 0) {
    text += fmt::format(", {} of those who dial", percent_text(lost / *people->value.value));
  }
  return text;
}

// More than without: the figure and how sure it is.
std::string more_people_text(const Estimate& more, const std::string& than) {
  const double people = std::round(more.value.value_or(0));
  if (people == 0) return "no more people than " + than;
  return fmt::format("{} {} than {}", people_text(std::abs(people)), people > 0 ? "more" : "fewer", than);
}

std::string sure_text(const Estimate& more) {
  if (!more.range) return "on one day: more runs tell how it varies";
  std::string text = people_range(more.range);
  if (more.range->low <= 0 && more.range->high >= 0 && std::round(more.value.value_or(0)) != 0) {
    text += ": these runs cannot tell it from none";
  }
  return text;
}

PageTone lost_tone(const Estimate& more) {
  const bool none = std::round(more.value.value_or(0)) < 1;
  if (none) return PageTone::pass;
  return more.range && more.range->low <= 0 ? PageTone::undecided : PageTone::warn;
}

bool happened(const ReportModel& report) { return report.incident && report.incident->happens > 0; }

PageAnswer lost_answer(const ReportModel& report) {
  PageAnswer out{"lost", "How many people never got through?", "", "", PageTone::none, "headline"};
  const HeadlineRow* row = headline_of(report, Metric::never_served);
  if (happened(report) && report.incident->never_served.value) {
    const Incident& incident = *report.incident;
    const double people = std::round(*incident.never_served.value);
    out.text = people == 0 ? "no more people than on the same day without the faults"
                           : people_text(people) + " because of the faults";
    if (row != nullptr) out.text += ": " + lost_in_all(report, *row->value.value);
    out.detail = sure_text(incident.never_served);
    const double later = std::round(incident.after_healthy.value.value_or(0));
    if (later >= 1 && people >= 1) {
      add_sentence(out.detail, fmt::format("{} of them first dial when {} is healthy again",
                                           count_text(later), incident.component));
    }
    out.tone = tone_by_promise(report, "never_served", lost_tone(incident.never_served));
    out.link = "incident";
    return out;
  }
  if (row == nullptr) return out;
  const double lost = *row->value.value;
  if (!report.has_twin || !row->impact.value) {
    out.text = people_text(lost);
    const HeadlineRow* people = headline_of(report, Metric::people);
    if (people != nullptr && *people->value.value > 0) {
      out.text += fmt::format(", {} of those who dial", percent_text(lost / *people->value.value));
    }
    out.detail = people_range(row->value.range);
    out.tone = tone_by_promise(report, "never_served", PageTone::none);
    return out;
  }
  const std::string without = report.twin_meaning == "no faults" ? "without faults" : "without events";
  out.text = more_people_text(row->impact, "on the same day " + without) + ": " + lost_in_all(report, lost);
  out.detail = sure_text(row->impact);
  out.tone = tone_by_promise(report, "never_served", lost_tone(row->impact));
  return out;
}

// ---- service

const IncidentMoment* moment_of(const Incident& incident, std::string_view name) {
  const auto found = std::find_if(incident.times.begin(), incident.times.end(),
                                  [&](const IncidentMoment& moment) { return moment.name == name; });
  return found == incident.times.end() ? nullptr : &*found;
}

// "13 m after the fault, 10:28"
std::string when_text(const Incident& incident, const Estimate& seconds, const char* moment) {
  std::string text = *seconds.value < 1 ? "at once" : duration_text(*seconds.value) + " after the fault";
  const IncidentMoment* at = moment_of(incident, moment);
  if (incident.dated && at != nullptr && *seconds.value >= 1 && !at->p50.empty()) text += ", " + at->p50;
  return text;
}

std::string calls_text(const Incident& incident) {
  if (!incident.refuses) return "new calls get in all the time";
  if (!incident.rto_calls.value) return "";
  if (std::isinf(*incident.rto_calls.value)) return "new calls are never all taken again that day";
  std::string text = "new calls accepted " + when_text(incident, incident.rto_calls, "accepted");
  const double late = incident.rto_calls_p95.value.value_or(*incident.rto_calls.value);
  if (std::isinf(late)) return text + " (on 1 day in 20 not that day)";
  if (duration_text(late) != duration_text(*incident.rto_calls.value)) {
    text += fmt::format(" (1 day in 20 more than {})", duration_text(late));
  }
  return text;
}

std::string back_text(const Incident& incident) {
  const double back = *incident.rto_service.value;
  const double late = incident.rto_service_p95.value.value_or(back);
  if (std::isinf(back)) return "not before the day ends";
  if (back < 1 && late < 1) return "service keeps its promise all the time";
  std::string text = "service level keeps its promise on most days";
  if (back >= 1) {
    const IncidentMoment* at = moment_of(incident, "restored");
    const bool clock = incident.dated && at != nullptr && !at->p50.empty();
    text = clock ? fmt::format("service level is back at {} (p50), {} after the fault", at->p50,
                               duration_text(back))
                 : fmt::format("service level is back {} after the fault (p50)", duration_text(back));
  }
  if (std::isinf(late)) return text + "; on 1 day in 20 not before the day ends";
  if (duration_text(late) != duration_text(back)) {
    text += fmt::format("; 1 day in 20 it takes more than {}", duration_text(late));
  }
  return text;
}

PageAnswer back_answer(const ReportModel& report) {
  PageAnswer out{"back", "When was service back?", "", "", PageTone::none, "incident"};
  if (!happened(report)) return out;
  const Incident& incident = *report.incident;
  out.detail = calls_text(incident);
  if (!incident.rto_service.value) {
    out.text = "no queue promises a service level";
  } else {
    out.text = back_text(incident);
    const double back = *incident.rto_service.value;
    const PageTone otherwise = std::isinf(back) ? PageTone::fail
                               : back >= 1      ? PageTone::warn
                                                : PageTone::pass;
    out.tone = tone_by_promise(report, "time_to_restore", otherwise);
  }
  if (incident.rto_service.value && incident.restored < incident.happens) {
    add_sentence(out.detail, fmt::format("not back on {} of {} days", incident.happens - incident.restored,
                                         incident.happens));
  }
  if (incident.happens < incident.runs) {
    add_sentence(out.detail, fmt::format("of the {} of {} days with {}", incident.happens, incident.runs,
                                         incident.fault));
  }
  return out;
}

// ---- what binds, what mends, what flips

// What the platform that takes over had too little of, but for its limits: those stand among the others.
std::string standby_text(const ReportModel& report) {
  std::string text;
  if (!happened(report)) return text;
  for (const IncidentLimit& limit : report.incident->limits) {
    const std::string label = limit.label + " of " + report.incident->to;
    const bool told = std::any_of(report.binding.begin(), report.binding.end(),
                                  [&](const BindingRow& row) { return row.label == label; });
    if (!limit.binding || told || !limit.limit) continue;
    add_sentence(text, fmt::format("on {}, {}: at most {}", report.incident->to, limit.label,
                                   count_text(std::round(*limit.limit))) +
                           (limit.note.empty() ? "" : " (" + limit.note + ")"));
  }
  return text;
}

PageAnswer binding_answer(const ReportModel& report) {
  PageAnswer out{"binding", "What was binding?", "", "", PageTone::none, "binding"};
  if (report.binding.empty()) return out;
  constexpr std::size_t most = 3;
  std::size_t shown = 0, all = 0;
  for (const BindingRow& row : report.binding) {
    if (!row.binding) continue;
    if (++all > most) continue;
    ++shown;
    const std::string window = binding_window(row);
    add_sentence(out.text, row.label + (window.empty() ? ", for moments" : ", " + window));
    if (shown == 1) out.detail = row.sentence;
  }
  if (all > shown) out.text += fmt::format("; and {} more", all - shown);
  out.tone = PageTone::warn;
  add_sentence(out.detail, standby_text(report));
  if (all > 0) return out;
  const bool unsure = std::any_of(report.binding.begin(), report.binding.end(),
                                  [](const BindingRow& row) { return row.unsure; });
  out.text = answer_text(report.binding);
  out.tone = unsure ? PageTone::undecided : PageTone::none;
  return out;
}

std::string cost_of(const FixAnswer& answer, const FixTrial& trial) {
  if (!trial.cost) return "at no price";
  std::string text = money_text(answer.currency, *trial.cost) + " a day";
  if (trial.cost_a_month) text += ", " + money_text(answer.currency, *trial.cost_a_month) + " a month";
  return text;
}

PageAnswer fix_answer(const ReportModel& report) {
  PageAnswer out{"fix", "What is the cheapest fix?", "", "", PageTone::none, "fix"};
  const bool fails = report.word == ReportModel::Word::no || report.word == ReportModel::Word::undecided;
  if (report.fix && report.fix->searched && !report.fix->trials.empty()) {
    const FixAnswer& answer = *report.fix;
    const FixTrial& first = answer.trials.front();
    if (answer.found) {
      out.text = first.text + ": " + cost_of(answer, first);
      out.tone = PageTone::pass;
    } else {
      out.text = "nothing among the levers keeps every must; the nearest: " + first.text + ", " +
                 cost_of(answer, first);
      out.tone = tone_of(first.verdict);
    }
    if (!first.tightest.empty()) out.detail = "tightest: " + first.tightest;
    return out;
  }
  out.link = "promises";
  if (report.fix && report.fix->searched) {
    out.text = report.fix->sentence;
    out.tone = PageTone::fail;
  } else if (report.word == ReportModel::Word::none) {
    out.text = "nothing to mend: the scenario promises nothing";
  } else if (!fails) {
    out.text = "nothing to mend: every must holds";
    out.tone = PageTone::pass;
  } else {
    out.text = report.has_levers ? "not looked for: run without --no-fix"
                                 : "no levers are listed in the scenario: add [levers]";
  }
  return out;
}

PageAnswer flip_answer(const ReportModel& report) {
  PageAnswer out{"flip", "Which assumption could flip the verdict?", "", "", PageTone::none, "flips"};
  if (report.flips.empty()) {
    out.text = report.sought_flips ? flips_sentence({}) : "not looked for: add --flip";
    out.link = "assumptions";
    return out;
  }
  constexpr std::size_t most = 3;
  std::size_t turning = 0;
  for (const FlipRow& row : report.flips) {
    if (!row.flips_at) continue;
    if (++turning <= most) add_sentence(out.text, row.label + ", " + row.text);
  }
  const std::size_t all = report.flips.size();
  if (turning == 0) {
    out.text = all == 1 ? "the one assumption that was varied does not flip it"
                        : fmt::format("none of the {} assumptions that were varied flips it", all);
    out.tone = PageTone::pass;
    return out;
  }
  if (turning > most) out.text += fmt::format("; and {} more", turning - most);
  out.detail = fmt::format("{} of {} assumptions that were varied, each alone over its range", turning, all);
  out.tone = PageTone::warn;
  return out;
}

}  // namespace

std::vector<PageAnswer> run_answers(const ReportModel& report) {
  std::vector<PageAnswer> all;
  for (PageAnswer answer : {lost_answer(report), back_answer(report), binding_answer(report),
                            fix_answer(report), flip_answer(report)}) {
    if (!answer.text.empty()) all.push_back(std::move(answer));
  }
  return all;
}

}  // namespace switchover
