#include "scenarios/expectation_parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "models/centre/plan.hpp"
#include "scenarios/moments.hpp"
#include "scenarios/phrase_scanner.hpp"

namespace switchover {
namespace {

// One promise while it is read from left to right.
struct PromiseReader {
  Reading& reading;
  const CentreDraft& draft;
  const Place& place;
  PhraseScanner scan;
  Expectation out;
  bool quantified = false;
  bool keeps_promise = false;

  bool refuse_with(const std::string& what, const std::string& hint) {
    reading.problem(place, fmt::format("promise \"{}\": {}", out.text, what), hint);
    return false;
  }
};

void read_quantifier(PromiseReader& r) {
  PhraseScanner ahead = r.scan;
  const std::string word = lower_case(ahead.any_word());
  if (word == "mean") {
    r.scan = ahead;
    r.quantified = true;
    return;
  }
  if (word == "median") {
    r.scan = ahead;
    r.out.quantifier = Quantifier::quantile;
    r.out.quantile = 0.5;
    r.quantified = true;
    return;
  }
  if (word.size() < 2 || word.size() > 3 || word[0] != 'p') return;
  const auto percent = number_phrase(word.substr(1));
  if (!percent || *percent < 1 || *percent > 99 || word[1] == '-' || word[1] == '+') return;
  r.scan = ahead;
  r.out.quantifier = Quantifier::quantile;
  r.out.quantile = *percent / 100;
  r.quantified = true;
}

bool read_metric(PromiseReader& r) {
  const std::string name = lower_case(r.scan.any_word());
  const auto metric = metric_by_name(name);
  if (metric) {
    r.out.metric = *metric;
    return true;
  }
  std::vector<std::string> known;
  for (const MetricInfo& one : all_metrics()) known.emplace_back(one.name);
  const std::string near = nearest_name(name, known);
  return r.refuse_with(
      fmt::format("\"{}\" is not a known figure", name),
      near.empty() ? "known are service_level, asa, abandon_rate, occupancy, never_served and others; "
                     "see docs/SCENARIO.md"
                   : "did you mean \"" + near + "\"?");
}

bool set_scope(PromiseReader& r, const std::string& name) {
  const Names& names = r.draft.names;
  const auto queue = index_of(name, names.queues);
  const auto platform = index_of(name, names.platforms);
  const auto group = index_of(name, names.groups);
  const auto take_queue = [&] { r.out.queue = QueueId(*queue); };
  switch (info(r.out.metric).scope) {
    case MetricScope::queue:
      if (queue) return take_queue(), true;
      if (platform) return r.out.platform = PlatformId(*platform), true;
      break;
    case MetricScope::people:
      if (queue) return take_queue(), true;
      break;
    case MetricScope::agents:
      if (group) return r.out.group = GroupId(*group), true;
      if (platform) return r.out.platform = PlatformId(*platform), true;
      break;
    case MetricScope::platform:
      if (platform) return r.out.platform = PlatformId(*platform), true;
      break;
  }
  const char* metric = info(r.out.metric).name;
  if (queue || platform || group) {
    return r.refuse_with(fmt::format("{} is not known for {} \"{}\"", metric,
                                     queue      ? "queue"
                                     : platform ? "platform"
                                                : "group",
                                     name),
                         info(r.out.metric).scope == MetricScope::agents     ? "name a group or a platform"
                         : info(r.out.metric).scope == MetricScope::platform ? "name a platform"
                                                                             : "name a queue");
  }
  std::vector<std::string> known = names.queues;
  known.insert(known.end(), names.platforms.begin(), names.platforms.end());
  known.insert(known.end(), names.groups.begin(), names.groups.end());
  const Problem undefined = undefined_name(r.place, "scope", name, known);
  return r.refuse_with(undefined.what, undefined.hint);
}

bool read_scope(PromiseReader& r) {
  if (!r.scan.symbol('[')) return true;
  const std::size_t end = r.scan.rest().find(']');
  if (end == std::string_view::npos)
    return r.refuse_with("a bracket is not closed", "write service_level[billing]");
  const std::string name = trimmed(r.scan.rest().substr(0, end));
  r.scan = PhraseScanner(r.scan.rest().substr(end + 1));
  return set_scope(r, name);
}

bool read_comparison(PromiseReader& r) {
  if (r.scan.symbol('<')) {
    r.out.comparison = r.scan.symbol('=') ? Comparison::less_equal : Comparison::less;
  } else if (r.scan.symbol('>')) {
    r.out.comparison = r.scan.symbol('=') ? Comparison::greater_equal : Comparison::greater;
  } else if (r.scan.symbol('=')) {
    r.scan.symbol('=');
    r.out.comparison = Comparison::equal;
  } else {
    return r.refuse_with("there is no comparison",
                         "write <, <=, =, >= or > and a value, or \"keeps promise\"");
  }
  return true;
}

// A count promised with a share means the rate of the same thing.
Metric rate_of(Metric metric) {
  switch (metric) {
    case Metric::never_served:
      return Metric::never_served_rate;
    case Metric::blocked_calls:
      return Metric::blocked_rate;
    case Metric::abandoned:
      return Metric::abandon_rate;
    default:
      return metric;
  }
}

bool set_window(PromiseReader& r, const std::string& text);
std::string up_to_next_part(PhraseScanner& scan);

// "first dialling 10:15-13:15": people are counted where they first dial.
bool read_first_dial(PromiseReader& r) {
  if (!r.scan.word("dialling") && !r.scan.word("dialing"))
    return r.refuse_with("\"first\" begins nothing that is known", "write first dialling 10:15-13:15");
  if (info(r.out.metric).scope != MetricScope::people) {
    return r.refuse_with(fmt::format("{} does not count people", info(r.out.metric).name),
                         "\"first dialling\" goes with callers_never_served and other figures of people");
  }
  r.scan.word("from");
  return set_window(r, up_to_next_part(r.scan));
}

// What a share is of: the limit of a platform, or the people of a window.
bool read_whole(PromiseReader& r) {
  r.scan.word("the");
  if (r.scan.word("limit")) {
    if (!limit_of_peak(r.out.metric)) {
      return r.refuse_with(fmt::format("{} has no limit", info(r.out.metric).name),
                           "\"of limit\" goes with peaks: concurrent_calls[new] <= 95% of limit");
    }
    r.out.of_limit = true;
    return true;
  }
  if (!r.scan.word("people") && !r.scan.word("callers")) {
    return r.refuse_with("\"of\" is followed by nothing that is known",
                         "write of limit, of people, or of people first dialling 10:15-13:15");
  }
  if (info(r.out.metric).scope != MetricScope::people) {
    return r.refuse_with(fmt::format("{} is no share of people", info(r.out.metric).name),
                         "\"of people\" goes with callers_never_served");
  }
  return !r.scan.word("first") || read_first_dial(r);
}

bool read_share_value(PromiseReader& r, double share) {
  r.out.value = share;
  r.out.metric = rate_of(r.out.metric);
  if (r.scan.word("of") && !read_whole(r)) return false;
  const MetricInfo& metric = info(r.out.metric);
  if (r.out.of_limit || metric.unit == Unit::share) return true;
  return r.refuse_with(fmt::format("{} is not a share", metric.name),
                       metric.unit == Unit::seconds  ? "write a time, such as 20s"
                       : limit_of_peak(r.out.metric) ? "write 95% of limit, or a number without %"
                                                     : "write a number without %");
}

bool read_value(PromiseReader& r) {
  if (const auto share = r.scan.percent()) return read_share_value(r, *share);
  const MetricInfo& metric = info(r.out.metric);
  if (const auto duration = r.scan.duration()) {
    if (metric.unit != Unit::seconds) {
      return r.refuse_with(fmt::format("{} is not a time", metric.name), metric.unit == Unit::share
                                                                             ? "write a share, such as 80%"
                                                                             : "write a number without unit");
    }
    r.out.value = duration->in_seconds();
    return true;
  }
  const auto number = r.scan.number();
  if (!number) return r.refuse_with("there is no value", "write a value with its unit, such as 80% or 20s");
  if (metric.unit == Unit::share || metric.unit == Unit::seconds) {
    return r.refuse_with(fmt::format("{} has no unit", number_text(*number)),
                         metric.unit == Unit::share ? fmt::format("write {}%", number_text(*number))
                                                    : fmt::format("write {}s", number_text(*number)));
  }
  r.out.value = *number;
  return true;
}

// Everything up to one of the words that begin another part.
std::string up_to_next_part(PhraseScanner& scan) {
  const std::string rest(scan.rest());
  std::size_t end = rest.size();
  for (const char* word : {" on ", " from ", " over ", " in every ", " after ", " first "})
    end = std::min(end, rest.find(word));
  scan = PhraseScanner(scan.rest().substr(end));
  return trimmed(rest.substr(0, end));
}

bool set_window(PromiseReader& r, const std::string& text) {
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

bool read_every(PromiseReader& r) {
  const auto every = r.scan.duration();
  if (!every || *every <= Duration()) return r.refuse_with("\"in every\" has no time", "write in every 30m");
  const Duration interval = r.draft.spec.interval;
  if (every->count_us() % interval.count_us() != 0) {
    return r.refuse_with(fmt::format("{} is no multiple of the report interval", duration_text(*every)),
                         "the interval is " + duration_text(interval));
  }
  r.out.every = *every;
  return true;
}

bool read_share_of_days(PromiseReader& r) {
  const auto share = r.scan.percent();
  if (!share || !r.scan.word("of") || !(r.scan.word("days") || r.scan.word("runs"))) {
    return r.refuse_with("\"on\" begins nothing that is known", "write on 80% of days");
  }
  if (*share <= 0 || *share > 1)
    return r.refuse_with("the share of days must lie above 0% and up to 100%", "");
  if (r.quantified)
    return r.refuse_with("it has two quantifiers", "write mean, p95 or on 80% of days, one of them");
  r.out.quantifier = Quantifier::share_of_days;
  r.out.share_of_days = *share;
  r.quantified = true;
  return true;
}

// The name of an event: in quotes, the longest known name that stands there, or all up to the next part.
std::optional<std::string> event_name(PromiseReader& r, const std::vector<std::string>& known) {
  const std::string_view rest = r.scan.rest();
  if (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) {
    const std::size_t end = rest.find(rest.front(), 1);
    if (end == std::string_view::npos) {
      r.refuse_with("a quote is not closed", "write after \"DC1 loss\"");
      return {};
    }
    std::string name(rest.substr(1, end - 1));
    r.scan = PhraseScanner(rest.substr(end + 1));
    return name;
  }
  std::string longest;
  for (const std::string& name : known) {
    const bool stands_there =
        rest.starts_with(name) && (rest.size() == name.size() || rest[name.size()] == ' ');
    if (stands_there && name.size() > longest.size()) longest = name;
  }
  if (longest.empty()) return up_to_next_part(r.scan);
  r.scan = PhraseScanner(rest.substr(longest.size()));
  return longest;
}

bool read_after(PromiseReader& r) {
  std::vector<std::string> known;
  for (const EventSpec& event : r.draft.spec.events) known.push_back(event.name);
  const auto name = event_name(r, known);
  if (!name) return false;
  r.out.after_event = *name;
  if (!index_of(r.out.after_event, known)) {
    const Problem undefined = undefined_name(r.place, "event", r.out.after_event, known);
    return r.refuse_with(undefined.what, undefined.hint);
  }
  if (!may_be_endless(r.out.metric) && r.out.metric != Metric::callbacks_lost) {
    return r.refuse_with(fmt::format("{} has no \"after\"", info(r.out.metric).name),
                         "write a window, such as from 09:00 to 12:00");
  }
  return true;
}

bool read_tail(PromiseReader& r) {
  while (!r.scan.done()) {
    if (r.scan.word("over")) {
      if (r.scan.word("day") || r.scan.word("all")) continue;
      if (!set_window(r, up_to_next_part(r.scan))) return false;
    } else if (r.scan.word("from")) {
      if (!set_window(r, up_to_next_part(r.scan))) return false;
    } else if (r.scan.word("in")) {
      if (!r.scan.word("every"))
        return r.refuse_with("\"in\" begins nothing that is known", "write in every 30m");
      if (!read_every(r)) return false;
    } else if (r.scan.word("after")) {
      if (!read_after(r)) return false;
    } else if (r.scan.word("first")) {
      if (!read_first_dial(r)) return false;
    } else if (r.scan.word("on")) {
      if (!read_share_of_days(r)) return false;
    } else {
      return r.refuse_with(fmt::format("\"{}\" is not understood", r.scan.rest()),
                           "write over day, from 09:00 to 12:00, in every 30m, or on 80% of days");
    }
  }
  return true;
}

bool read_promise_of_queue(PromiseReader& r) {
  if (r.out.metric != Metric::service_level || r.out.queue.is_none()) {
    return r.refuse_with("only the service level of a queue keeps a promise",
                         "write service_level[billing] keeps promise");
  }
  const QueueSpec& queue = r.draft.spec.queues[r.out.queue.index()];
  if (!queue.has_promise) {
    return r.refuse_with(fmt::format("queue \"{}\" has no promise", queue.name),
                         "write promise = \"80% in 20s\" in its section");
  }
  r.out.comparison = Comparison::greater_equal;
  r.out.value = queue.promise.share;
  return true;
}

bool check_endless(PromiseReader& r) {
  const char* name =
      r.out.metric == Metric::time_to_accept_calls ? "a time to accept calls" : "a time to restore";
  if (r.out.quantifier == Quantifier::mean) {
    return r.refuse_with(fmt::format("{} has no mean, because it may be endless", name),
                         "say p50, p95 or on 80% of days");
  }
  if (r.out.every > Duration())
    return r.refuse_with(fmt::format("{} has no intervals", name), "take out in every");
  const std::vector<EventSpec>& events = r.draft.spec.events;
  const bool any_fault =
      std::any_of(events.begin(), events.end(), [](const EventSpec& event) { return is_fault(event.kind); });
  if (r.out.metric == Metric::time_to_accept_calls && r.out.after_event.empty() && !any_fault) {
    return r.refuse_with("there is no fault to count from", "write an event, such as what = \"outage\"");
  }
  return true;
}

// "of limit" needs a platform that has one, written or set by an event.
bool check_limit(PromiseReader& r) {
  const CentreSpec& spec = r.draft.spec;
  const char* peak = info(r.out.metric).name;
  if (r.out.platform.is_none()) {
    if (spec.platforms.size() != 1) {
      return r.refuse_with("it does not say whose limit",
                           fmt::format("name a platform: {}[{}]", peak, spec.platforms.front().name));
    }
    r.out.platform = PlatformId(0);
  }
  const PlatformSpec& platform = spec.platforms[r.out.platform.index()];
  const LimitKind kind = *limit_of_peak(r.out.metric);
  if (std::isfinite(written_limit(platform, kind))) return true;
  for (const EventSpec& event : spec.events) {
    const bool here = event.platform.is_none() || event.platform == r.out.platform;
    if (event.kind == EventKind::limit && event.limit == kind && here && event.limit_value) return true;
  }
  static constexpr std::array<const char*, limit_kinds> keys{
      "trunks = 380",     "max_new_calls = \"12 per second\"",
      "ivr_ports = 60",   "concurrent_calls = 500",
      "max_queued = 400", "logins = 300"};
  return r.refuse_with(fmt::format("platform \"{}\" has no such limit", platform.name),
                       fmt::format("write {} in its section", keys[static_cast<std::size_t>(kind)]));
}

bool check_meaning(PromiseReader& r) {
  if (!r.quantified) {
    return r.refuse_with("it does not say for which days",
                         "say mean, p95 or on 80% of days: a mean is not a promise");
  }
  const MetricInfo& metric = info(r.out.metric);
  if (r.keeps_promise && r.out.quantifier != Quantifier::share_of_days) {
    return r.refuse_with("\"keeps promise\" is judged on days", "write on 80% of days");
  }
  if (may_be_endless(metric.metric) && !check_endless(r)) return false;
  if (r.out.of_limit && !check_limit(r)) return false;
  const bool by_level = metric.metric == Metric::service_level_deficit ||
                        metric.metric == Metric::time_to_restore_service_level;
  if (by_level && !r.out.queue.is_none() && !r.draft.spec.queues[r.out.queue.index()].has_promise) {
    return r.refuse_with("the queue has no promise", "write promise = \"80% in 20s\" in its section");
  }
  if (r.out.every > r.out.to - r.out.from) {
    return r.refuse_with("the window is shorter than one interval", "write a longer window");
  }
  return true;
}

}  // namespace

std::optional<Expectation> parse_expectation(Reading& reading, const std::string& text, const Place& place,
                                             const CentreDraft& draft) {
  PromiseReader r{reading, draft, place, PhraseScanner(text), {}, false, false};
  r.out.text = text;
  r.out.place = place;
  r.out.to = Time::after_start(draft.spec.length);
  read_quantifier(r);
  if (!read_metric(r) || !read_scope(r)) return {};
  PhraseScanner ahead = r.scan;
  if (ahead.word("keeps") && ahead.word("promise")) {
    r.scan = ahead;
    r.keeps_promise = true;
    if (!read_promise_of_queue(r)) return {};
  } else if (!read_comparison(r) || !read_value(r)) {
    return {};
  }
  if (!read_tail(r) || !check_meaning(r)) return {};
  return r.out;
}

}  // namespace switchover
