#include "scenarios/figure_parser.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/moments.hpp"
#include "scenarios/phrase_scanner.hpp"

namespace switchover {
namespace {

// One figure while it is read from left to right.
struct FigureReader {
  Reading& reading;
  const CentreDraft& draft;
  PhraseScanner scan;
  FigureText out;

  bool refuse_with(const std::string& what, const std::string& hint) {
    reading.problem(out.place, fmt::format("figure \"{}\": {}", out.text, what), hint);
    return false;
  }
};

bool read_metric(FigureReader& r) {
  const std::string name = lower_case(r.scan.any_word());
  if (const auto metric = metric_by_name(name)) {
    r.out.metric = *metric;
    if (*metric != Metric::callbacks_lost) return true;
    return r.refuse_with("callbacks are not simulated by this version", "take it out");
  }
  std::vector<std::string> known;
  for (const MetricInfo& one : all_metrics()) known.emplace_back(one.name);
  const std::string near = nearest_name(name, known);
  const bool quantified = name == "mean" || name == "median" || (name.size() == 3 && name[0] == 'p');
  return r.refuse_with(fmt::format("\"{}\" is not a known figure", name),
                       quantified ? "write the figure alone: every table has its mean and its bad case"
                       : near.empty()
                           ? "known are service_level, asa, abandon_rate, never_served and others; "
                             "see docs/SCENARIO.md"
                           : "did you mean \"" + near + "\"?");
}

bool read_scope(FigureReader& r) {
  if (!r.scan.symbol('[')) return true;
  const std::size_t end = r.scan.rest().find(']');
  if (end == std::string_view::npos)
    return r.refuse_with("a bracket is not closed", "write service_level[billing]");
  const std::string name = trimmed(r.scan.rest().substr(0, end));
  r.scan = PhraseScanner(r.scan.rest().substr(end + 1));
  const Names& names = r.draft.names;
  const auto queue = index_of(name, names.queues), platform = index_of(name, names.platforms),
             group = index_of(name, names.groups);
  const MetricScope scope = info(r.out.metric).scope;
  const bool of_queue = scope == MetricScope::queue || scope == MetricScope::people;
  const bool of_platform = scope != MetricScope::people;
  if (of_queue && queue) return r.out.queue = QueueId(*queue), true;
  if (scope == MetricScope::agents && group) return r.out.group = GroupId(*group), true;
  if (of_platform && platform) return r.out.platform = PlatformId(*platform), true;
  std::vector<std::string> known;
  if (of_queue) known = names.queues;
  if (scope == MetricScope::agents) known = names.groups;
  if (of_platform) known.insert(known.end(), names.platforms.begin(), names.platforms.end());
  const char* kind = of_queue ? "queue" : scope == MetricScope::agents ? "group" : "platform";
  const Problem undefined = undefined_name(r.out.place, kind, name, known);
  return r.refuse_with(undefined.what, undefined.hint);
}

bool read_window(FigureReader& r) {
  if (r.scan.done()) return true;
  const std::string written(r.scan.rest());
  const bool first = r.scan.word("first");
  if (first) {
    if (info(r.out.metric).scope != MetricScope::people || !r.scan.word("dialling")) {
      return r.refuse_with(
          fmt::format("\"{}\" is not understood", written),
          "\"first dialling 10:15-13:15\" goes with never_served and other figures of people");
    }
    r.scan.word("from");
  } else if (!r.scan.word("from") && !r.scan.word("over")) {
    return r.refuse_with(fmt::format("\"{}\" is not understood", written),
                         "a figure has no bound and no days; write over day, or from 09:00 to 12:00");
  }
  if (!first && lower_case(r.scan.rest()) == "day") return true;
  const std::string text(r.scan.rest());
  const auto window = window_phrase(text);
  if (!window) {
    return r.refuse_with(fmt::format("\"{}\" is not a window", text),
                         "write over day, or from 09:00 to 12:00");
  }
  const Moment from = resolve(window->from, r.reading.calendar, Time{}, true);
  if (!from.at) return r.refuse_with(fmt::format("\"{}\" {}", text, from.trouble), from.hint);
  const Moment to = resolve(window->to, r.reading.calendar, *from.at, false);
  if (!to.at) return r.refuse_with(fmt::format("\"{}\" {}", text, to.trouble), to.hint);
  if (*to.at <= *from.at) return r.refuse_with(fmt::format("\"{}\" is empty", text), "write a later end");
  r.out.from = *from.at;
  r.out.to = *to.at;
  return true;
}

bool check_meaning(FigureReader& r) {
  const bool by_level =
      r.out.metric == Metric::service_level_deficit || r.out.metric == Metric::time_to_restore_service_level;
  const auto& queues = r.draft.spec.queues;
  if (by_level && !r.out.queue.is_none() && !queues[r.out.queue.index()].has_promise) {
    return r.refuse_with("the queue has no promise", "write promise = \"80% in 20s\" in its section");
  }
  const auto& events = r.draft.spec.events;
  const auto fault = [](const EventSpec& event) { return is_fault(event.kind); };
  if (r.out.metric == Metric::time_to_accept_calls && std::none_of(events.begin(), events.end(), fault)) {
    return r.refuse_with("there is no fault to count from", "write an event, such as what = \"outage\"");
  }
  return true;
}

}  // namespace

std::optional<FigureText> parse_figure(Reading& reading, const std::string& text, const Place& place,
                                       const CentreDraft& draft) {
  FigureReader r{reading, draft, PhraseScanner(text), {}};
  r.out.text = trimmed(text);
  r.out.place = place;
  if (!read_metric(r) || !read_scope(r) || !read_window(r) || !check_meaning(r)) return {};
  return r.out;
}

std::optional<double> amount_in(Unit unit, const std::string& text) {
  const std::string clean = trimmed(text);
  std::optional<double> amount;
  if (unit == Unit::share) {
    amount = share_phrase(clean);
  } else if (unit == Unit::seconds) {
    if (const auto time = duration_phrase(clean)) amount = time->in_seconds();
  } else {
    amount = number_phrase(clean);
  }
  return amount && *amount >= 0 ? amount : std::nullopt;
}

std::string example_in(Unit unit) {
  switch (unit) {
    case Unit::share:
      return "2%";
    case Unit::seconds:
      return "10s";
    default:
      return "25";
  }
}

std::optional<double> money_a_month(const std::string& text) {
  PhraseScanner scan(text);
  const auto amount = scan.number();
  if (!amount) return {};
  if (scan.done()) return amount;
  if (!scan.word("per") && !scan.word("a") && !scan.symbol('/')) return {};
  const std::string unit = lower_case(scan.any_word());
  if (!scan.done() || (unit != "month" && unit != "year")) return {};
  return unit == "year" ? *amount / 12 : *amount;
}

}  // namespace switchover
