#include "analysis/sentences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "analysis/variant.hpp"
#include "analysis/wording.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

std::string words_of(Metric metric) {
  std::string words = info(metric).name;
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string metric_phrase(const CentreSpec& spec, const Expectation& e) {
  const std::string scope = to_string(spec, Scope{e.queue, e.platform, e.group});
  return scope == "all" ? words_of(e.metric) : words_of(e.metric) + " of " + scope;
}

bool is_own_promise(const CentreSpec& spec, const Expectation& e) {
  if (e.metric != Metric::service_level || e.queue.is_none()) return false;
  const QueueSpec& queue = spec.queues[e.queue.index()];
  return queue.has_promise && queue.promise.share == e.value && e.comparison == Comparison::greater_equal;
}

std::string bound_text(const Expectation& e) {
  const Unit unit = info(e.metric).unit;
  const std::string value =
      unit == Unit::share ? fmt::format("{:g}%", e.value * 100) : value_text(e.value, unit);
  return fmt::format("{} {}", to_string(e.comparison), value);
}

std::string days_text(const CentreSpec& spec, const Expectation& e, const Judgement& j,
                      const std::string& day_name) {
  const double share = j.found.value.value_or(0);
  const std::string days = j.occurrences == 0 ? fmt::format("none of {} such {}s", j.days, day_name)
                                              : fmt::format("{:.0f} of 100 such {}s", share * 100, day_name);
  const std::string only = j.verdict == Verdict::fail && j.occurrences > 0 ? "only " : "";
  if (is_own_promise(spec, e)) {
    const QueueSpec& queue = spec.queues[e.queue.index()];
    const double within = queue.promise.within.in_seconds();
    return fmt::format(
        "{} keeps {:.0f}/{} on {}{}", queue.name, queue.promise.share * 100,
        within == std::floor(within) ? fmt::format("{:.0f}", within) : fmt::format("{}", within), only, days);
  }
  return fmt::format("{} {} holds on {}{}", metric_phrase(spec, e), bound_text(e), only, days);
}

std::string clock(const Scenario& scenario, Time t) {
  return clock_text(scenario.start, scenario.centre.length, t);
}

std::string window_text(const Scenario& scenario, const Expectation& e) {
  const bool day = e.from == Time{} && e.to >= Time::after_start(scenario.centre.length);
  std::string text = day ? "over day" : fmt::format("{}-{}", clock(scenario, e.from), clock(scenario, e.to));
  if (e.every > Duration{}) text += ", every " + duration_text(e.every.in_seconds());
  return text;
}

std::string quantifier_text(const Expectation& e) {
  switch (e.quantifier) {
    case Quantifier::mean:
      return "mean";
    case Quantifier::quantile:
      return fmt::format("p{:g}", e.quantile * 100);
    case Quantifier::share_of_days:
      return fmt::format("on {:g}% of days", e.share_of_days * 100);
  }
  return "";
}

std::string capital(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

}  // namespace

PromiseRow promise_row(const Scenario& scenario, const CentreSpec& spec, const Expectation& e, bool must,
                       const Judgement& judgement) {
  PromiseRow row;
  row.must = must;
  row.text = e.text;
  row.place = e.place;
  row.metric = info(e.metric).name;
  row.scope = to_string(spec, Scope{e.queue, e.platform, e.group});
  row.window = window_text(scenario, e);
  row.quantifier = quantifier_text(e);
  if (judgement.worst_at) row.worst_at = clock(scenario, *judgement.worst_at);
  row.judgement = judgement;
  Estimate& found = row.judgement.found;
  if (found.range && judgement.unit == Unit::share) {  // a share's interval is shown inside what is possible
    found.range = Range{std::max(0.0, found.range->low), std::min(1.0, found.range->high)};
  } else if (found.range) {
    found.range->low = std::max(0.0, found.range->low);
  }
  return row;
}

std::string promise_sentence(const CentreSpec& spec, const Expectation& e, const Judgement& j,
                             const std::string& day_name) {
  if (!j.found.value) return metric_phrase(spec, e) + " cannot be judged: " + j.note;
  if (e.quantifier == Quantifier::share_of_days) return days_text(spec, e, j, day_name);
  if (j.comparison == Comparison::equal && e.value == 0) return metric_phrase(spec, e) + " " + j.note;
  const std::string found = value_text(j.found.value, j.unit);
  const std::string which = e.quantifier == Quantifier::quantile ? quantifier_text(e) + " of " : "";
  const std::string where = e.every > Duration{} ? " in its worst interval" : "";
  return fmt::format("{}{} is {}{} (promised {})", which, metric_phrase(spec, e), found, where,
                     bound_text(e));
}

VerdictWords verdict_words(const CentreSpec& spec, const std::vector<Expectation>& must,
                           const std::vector<Judgement>& judgements, const std::string& day_name) {
  VerdictWords words;
  if (must.empty()) {
    words.sentence = "the scenario promises nothing; the table says what happens.";
    return words;
  }
  const auto first_with = [&](Verdict verdict) -> std::optional<std::size_t> {
    for (std::size_t k = 0; k < must.size(); ++k) {
      if (judgements[k].verdict == verdict) return k;
    }
    return std::nullopt;
  };
  const auto say = [&](std::size_t k) { return promise_sentence(spec, must[k], judgements[k], day_name); };
  if (const auto failed = first_with(Verdict::fail)) {
    words.word = ReportModel::Word::no;
    words.exit_code = 1;
    words.sentence = say(*failed) + ".";
    const auto fails =
        std::count_if(judgements.begin(), judgements.begin() + static_cast<std::ptrdiff_t>(must.size()),
                      [](const Judgement& j) { return j.verdict == Verdict::fail; });
    if (fails > 1) words.sentence += fmt::format(" {} of {} promises fail.", fails, must.size());
  } else if (const auto open = first_with(Verdict::undecided)) {
    words.word = ReportModel::Word::undecided;
    words.exit_code = 3;
    words.sentence = fmt::format("the runs cannot tell yet: {}.", say(*open));
  } else {
    words.word = ReportModel::Word::yes;
    words.sentence = say(0) + ".";
    if (must.size() > 1) words.sentence += fmt::format(" All {} promises are kept.", must.size());
    const auto near =
        std::count_if(judgements.begin(), judgements.begin() + static_cast<std::ptrdiff_t>(must.size()),
                      [](const Judgement& j) { return j.verdict == Verdict::on_target; });
    if (near > 0) {
      words.sentence += fmt::format(" {} on target: not to be told from {} within the indifference.",
                                    near == 1 ? "One is" : fmt::format("{} are", near),
                                    near == 1 ? "its bound" : "their bounds");
    }
  }
  return words;
}

std::string answer_text(const std::vector<BindingRow>& binding) {
  std::string text;
  const auto since = [](const BindingRow& row) {
    if (!row.when.empty()) return ", " + row.when;
    return row.from.empty() ? std::string(", for moments") : ", from " + row.from;
  };
  for (const BindingRow& row : binding) {
    if (!row.ever_full || !row.binding) continue;
    text += text.empty() ? capital(row.label) + since(row) + "." : " Then " + row.label + since(row) + ".";
  }
  const bool something_binds = !text.empty();
  std::string harmless, unsure;
  for (const BindingRow& row : binding) {
    if (!row.ever_full || !row.checked_without || row.binding) continue;
    std::string& rows = row.unsure ? unsure : harmless;
    rows += (rows.empty() ? "" : ", ") + row.label;
  }
  if (!unsure.empty()) {
    text += fmt::format("{}{} may be short: these runs cannot tell.", something_binds ? " " : "",
                        capital(unsure));
  }
  if (!harmless.empty()) {
    text += !text.empty()
                ? fmt::format(" {} fill too, but more of them alone would not help.", capital(harmless))
                : capital(harmless) + " fill at times, but more of them alone would not help.";
  }
  if (text.empty()) {
    for (const BindingRow& row : binding) {
      if (row.ever_full) text += (text.empty() ? "Full at times: " : ", ") + row.label + since(row);
    }
    text = text.empty() ? "Nothing is short of its limit for long." : text + ".";
  }
  return text;
}

std::string fault_text(const std::vector<HeadlineRow>& headline) {
  const auto change_of = [&](Metric metric) {
    for (const HeadlineRow& row : headline) {
      if (row.metric == metric) return row.impact.value.value_or(0);
    }
    return 0.0;
  };
  const double failed = change_of(Metric::failed_calls);
  const double cut = change_of(Metric::dropped_calls);
  if (failed < 0.5 && cut < 0.5) return "";
  std::string text = "The fault itself:";
  if (failed >= 0.5) text += fmt::format(" {} calls fail", count_text(failed));
  if (cut >= 0.5) text += fmt::format("{} {} are cut off", failed >= 0.5 ? "," : "", count_text(cut));
  const double people = change_of(Metric::never_served);
  if (people >= 0.5) text += fmt::format("; {} more people are never served", count_text(people));
  return text + ".";
}

void name_the_day(const Scenario& scenario, const CentreSpec& spec, ReportModel& report) {
  static constexpr std::array<const char*, 7> names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                    "Friday", "Saturday", "Sunday"};
  report.date = date_text(scenario.start);
  report.day_name = "run";
  if (spec.length <= Duration::whole_seconds(86'400)) {
    const std::string shortened = weekday_name(scenario.start);
    for (const char* name : names) {
      if (std::string(name).starts_with(shortened)) report.day_name = name;
    }
  }
  report.start_clock = clock_text(scenario.start, spec.length, Time{});
  report.end_clock = clock_text(scenario.start, spec.length, Time::after_start(spec.length));
  report.day_title = "this " + report.day_name;
  report.has_twin = !causes_of(spec).empty();
  if (!report.has_twin) return;
  report.twin_title = has_faults(spec) ? "no fault" : "plain " + report.day_name;
  report.twin_meaning = has_faults(spec) ? "no faults" : "no events";
}

}  // namespace switchover
