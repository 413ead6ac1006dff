// What is asked first: an answer in a few words, then how sure it is and what else there is to know.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "analysis/report/page_findings.hpp"
#include "analysis/report/page_run.hpp"
#include "analysis/report/report_phrases.hpp"
#include "analysis/sentences.hpp"
#include "analysis/wording.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

constexpr std::size_t most_large = 45;  // characters that are read at one glance

bool holds(const ReportModel& report) { return report.word == ReportModel::Word::yes; }

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
  return "95% range " + range_text(Range{std::round(range->low), std::round(range->high)}, Unit::count);
}

// ", 7.5% of those who dial"
std::string share_of_people(const ReportModel& report, double lost) {
  const HeadlineRow* people = headline_of(report, Metric::people);
  if (people == nullptr || *people->value.value <= 0) return "";
  return fmt::format(", {} of those who dial", percent_text(lost / *people->value.value));
}

// "1,966 in all, 7.5% of those who dial"
std::string lost_in_all(const ReportModel& report, const HeadlineRow* row) {
  if (row == nullptr) return "";
  const double lost = *row->value.value;
  return count_text(std::round(lost)) + " in all" + share_of_people(report, lost);
}

std::string sure_text(const Estimate& more) {
  if (!more.range) return "on one day: more runs tell how it varies";
  std::string text = people_range(more.range);
  if (more.range->low <= 0 && more.range->high >= 0 && std::round(more.value.value_or(0)) != 0) {
    text += ": these runs cannot tell it from none";
  }
  return text;
}

// Where every promise is kept nothing is wrong with it.
PageTone lost_tone(const ReportModel& report, const Estimate& more) {
  const bool none = std::round(more.value.value_or(0)) < 1;
  if (none || holds(report)) return PageTone::pass;
  return more.range && more.range->low <= 0 ? PageTone::undecided : PageTone::warn;
}

bool happened(const ReportModel& report) { return report.incident && report.incident->happens > 0; }

PageAnswer lost_by_faults(const ReportModel& report, PageAnswer out) {
  const Incident& incident = *report.incident;
  const double people = std::round(*incident.never_served.value);
  out.text =
      people == 0 ? "No more people than without the faults" : people_text(people) + " because of the faults";
  std::string sure = sure_text(incident.never_served);
  const double later = std::round(incident.after_healthy.value.value_or(0));
  if (later >= 1 && people >= 1) {
    sure += fmt::format("; {} of them first dial when {} is healthy again", count_text(later),
                        incident.component);
  }
  out.detail = sentences({sure, lost_in_all(report, headline_of(report, Metric::never_served))});
  out.tone = tone_by_promise(report, "never_served", lost_tone(report, incident.never_served));
  out.link = "incident";
  return out;
}

PageAnswer lost_answer(const ReportModel& report) {
  PageAnswer out{"lost", "How many people never got through?", "", "", PageTone::none, "headline"};
  if (happened(report) && report.incident->never_served.value) return lost_by_faults(report, std::move(out));
  const HeadlineRow* row = headline_of(report, Metric::never_served);
  if (row == nullptr) return out;
  const double lost = *row->value.value;
  if (!report.has_twin || !row->impact.value) {
    out.text = people_text(lost) + share_of_people(report, lost);
    out.detail = sentence(people_range(row->value.range));
    out.tone = tone_by_promise(report, "never_served", holds(report) ? PageTone::pass : PageTone::none);
    return out;
  }
  const char* without = report.twin_meaning == "no faults" ? "without faults" : "without events";
  const double more = std::round(*row->impact.value);
  out.text = more == 0 ? fmt::format("No more people than {}", without)
                       : fmt::format("{} {} than {}", people_text(std::abs(more)),
                                     more > 0 ? "more" : "fewer", without);
  out.detail = sentences({sure_text(row->impact), lost_in_all(report, row)});
  out.tone = tone_by_promise(report, "never_served", lost_tone(report, row->impact));
  return out;
}

// ---- service

const IncidentMoment* moment_of(const Incident& incident, std::string_view name) {
  const auto found = std::find_if(incident.times.begin(), incident.times.end(),
                                  [&](const IncidentMoment& moment) { return moment.name == name; });
  return found == incident.times.end() ? nullptr : &*found;
}

// "new calls are accepted after 13 m (1 day in 20 more than 15 m 43 s)"
std::string calls_text(const Incident& incident) {
  if (!incident.refuses) return "new calls get in all the time";
  if (!incident.rto_calls.value) return "";
  const double typical = *incident.rto_calls.value;
  if (std::isinf(typical)) return "new calls are never all taken again that day";
  std::string text =
      "new calls are accepted " + (typical < 1 ? "at once" : "after " + duration_text(typical));
  const double late = incident.rto_calls_p95.value.value_or(typical);
  if (std::isinf(late)) return text + " (on 1 day in 20 not that day)";
  if (duration_text(late) != duration_text(typical)) {
    text += fmt::format(" (1 day in 20 more than {})", duration_text(late));
  }
  return text;
}

// "14:00, 3 h 45 m after the fault"
std::string back_text(const Incident& incident) {
  const double back = *incident.rto_service.value;
  const double late = incident.rto_service_p95.value.value_or(back);
  if (std::isinf(back)) return "Not on this day";
  if (back < 1) return late < 1 ? "It kept its promise all the time" : "It kept its promise on most days";
  const IncidentMoment* at = moment_of(incident, "restored");
  const bool clock = incident.dated && at != nullptr && !at->p50.empty();
  return (clock ? at->p50 + ", " : std::string{}) + duration_text(back) + " after the fault";
}

// Which day that is, and how late it may be.
std::string back_days_text(const Incident& incident) {
  const double back = *incident.rto_service.value;
  const double late = incident.rto_service_p95.value.value_or(back);
  if (incident.happens == 1) return "on one day: more runs tell how it varies";
  if (std::isinf(back) || (back < 1 && late < 1)) return "";
  const std::string middle = back < 1 ? "" : "on the median day; ";
  if (std::isinf(late)) return middle + "on 1 day in 20 not before the day ends";
  if (duration_text(late) == duration_text(back)) return middle + "on 19 days in 20 no later";
  return middle + fmt::format("1 day in 20 takes more than {}", duration_text(late));
}

PageAnswer back_answer(const ReportModel& report) {
  PageAnswer out{"back", "When was service back?", "", "", PageTone::none, "incident"};
  if (!happened(report)) return out;
  const Incident& incident = *report.incident;
  std::vector<std::string> details;
  if (!incident.rto_service.value) {
    out.text = "No queue promises a service level";
  } else {
    out.text = back_text(incident);
    details.push_back(back_days_text(incident));
    const double back = *incident.rto_service.value;
    const PageTone otherwise = back < 1 || holds(report) ? PageTone::pass
                               : std::isinf(back)        ? PageTone::fail
                                                         : PageTone::warn;
    out.tone = tone_by_promise(report, "time_to_restore", otherwise);
    const std::size_t never = incident.happens - std::min(incident.happens, incident.restored);
    if (never > 0) details.push_back(fmt::format("not back on {} of {} days", never, incident.happens));
  }
  details.push_back(calls_text(incident));
  if (incident.happens < incident.runs) {
    details.push_back(
        fmt::format("of the {} of {} days with {}", incident.happens, incident.runs, incident.fault));
  }
  out.detail = sentences(details);
  return out;
}

// ---- what binds

// What the platform that takes over had too little of, but for its limits: those stand among the others.
std::string standby_text(const ReportModel& report) {
  std::vector<std::string> found;
  if (!happened(report)) return "";
  for (const IncidentLimit& limit : report.incident->limits) {
    const std::string label = limit.label + " of " + report.incident->to;
    const bool told = std::any_of(report.binding.begin(), report.binding.end(),
                                  [&](const BindingRow& row) { return row.label == label; });
    if (!limit.binding || told || !limit.limit) continue;
    found.push_back(fmt::format("on {}, {}: at most {}", report.incident->to, limit.label,
                                count_text(std::round(*limit.limit))) +
                    (limit.note.empty() ? "" : " (" + limit.note + ")"));
  }
  return joined(found, "; ");
}

std::string window_text(const BindingRow& row) {
  const std::string window = binding_window(row);
  return window.empty() ? "for moments" : window;
}

// "support and billing agents": what two labels end with alike is said once.
std::string together(const std::vector<std::string>& labels) {
  constexpr std::string_view agents = " agents";
  const bool all = std::all_of(labels.begin(), labels.end(),
                               [&](const std::string& label) { return label.ends_with(agents); });
  std::string text;
  for (std::size_t k = 0; k < labels.size(); ++k) {
    text += k == 0 ? "" : k + 1 == labels.size() ? " and " : ", ";
    const bool ends = !all || k + 1 == labels.size();
    text += ends ? labels[k] : labels[k].substr(0, labels[k].size() - agents.size());
  }
  return text;
}

// What binds first and, while it is read at one glance, what binds in the same hours; then all the others.
void tell_binding(const std::vector<const BindingRow*>& rows, PageAnswer& out, std::string& others) {
  constexpr std::size_t most_others = 3;
  const std::string window = window_text(*rows.front());
  const auto large = [&](const std::vector<std::string>& labels) {
    return capitalised(together(labels)) + ", " + window;
  };
  std::vector<std::string> labels = {rows.front()->label};
  std::vector<std::string> rest;
  for (std::size_t k = 1; k < rows.size(); ++k) {
    std::vector<std::string> more = labels;
    more.push_back(rows[k]->label);
    if (window_text(*rows[k]) == window && large(more).size() <= most_large) {
      labels = std::move(more);
    } else {
      rest.push_back(rows[k]->label + ", " + window_text(*rows[k]));
    }
  }
  out.text = large(labels);
  const std::size_t hidden = rest.size() > most_others ? rest.size() - most_others : 0;
  rest.resize(rest.size() - hidden);
  if (hidden > 0) rest.push_back(fmt::format("and {} more", hidden));
  if (!rest.empty()) others = "also " + joined(rest, "; ");
}

PageAnswer binding_answer(const ReportModel& report) {
  PageAnswer out{"binding", "What was binding?", "", "", PageTone::none, "binding"};
  if (report.binding.empty()) return out;
  std::vector<const BindingRow*> rows;
  for (const BindingRow& row : report.binding) {
    if (row.binding) rows.push_back(&row);
  }
  if (!rows.empty()) {
    std::string others;
    tell_binding(rows, out, others);
    out.detail = sentences({rows.front()->sentence, others, standby_text(report)});
    out.tone = holds(report) ? PageTone::none : PageTone::warn;
    return out;
  }
  const bool unsure = std::any_of(report.binding.begin(), report.binding.end(),
                                  [](const BindingRow& row) { return row.unsure; });
  out.text = unsure ? "These runs cannot tell" : "Nothing";
  out.detail = sentences({answer_text(report.binding), standby_text(report)});
  out.tone = unsure ? PageTone::undecided : holds(report) ? PageTone::pass : PageTone::none;
  return out;
}

// ---- what mends, what flips

PageAnswer fix_answer(const ReportModel& report) {
  if (report.fix && report.fix->searched) return fix_answer_of(*report.fix);
  PageAnswer out{"fix", "What is the cheapest fix?", "", "", PageTone::none, "promises"};
  const bool fails = report.word == ReportModel::Word::no || report.word == ReportModel::Word::undecided;
  if (!fails) {
    const bool promised = report.word != ReportModel::Word::none;
    out.text = "Nothing to mend";
    out.detail = promised ? "Every must holds." : "The scenario promises nothing.";
    out.tone = promised ? PageTone::pass : PageTone::none;
  } else if (report.has_levers) {
    out.text = "Not looked for";
    out.detail = "Run again without --no-fix.";
  } else {
    out.text = "No levers are listed";
    out.detail = "Say in [levers] of the scenario what could be done.";
  }
  return out;
}

PageAnswer flip_answer(const ReportModel& report) {
  if (report.flips.empty()) {
    PageAnswer out{"flip", "Which assumption could flip the verdict?", "", "", PageTone::none, "assumptions"};
    out.text = report.sought_flips ? "Nothing to doubt" : "Not looked for";
    out.detail =
        report.sought_flips ? "No promise, or no assumption with a range." : "Run again with --flip.";
    return out;
  }
  return flip_answer_of(report.flips);
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
