#include "analysis/binding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/binding_windows.hpp"
#include "analysis/variant.hpp"
#include "analysis/wording.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

constexpr double confidence = 0.95;
constexpr std::size_t most_checked = 5;
constexpr double least_points = 0.005;       // of service level: a gain below it is none
constexpr double least_people_share = 0.02;  // of the people never served
constexpr double noticeable_share = 0.005;   // of an interval's time, mean over replications

struct Candidate {
  BindingRow row;
  CentreSpec without;
  double hurting_s = 0;  // mean per day: the order in which they are checked
};

std::string clock(const BindingInput& in, std::size_t interval) {
  const Duration after = std::min(in.spec.interval * static_cast<std::int64_t>(interval), in.spec.length);
  return clock_text(in.scenario.start, in.spec.length, Time::after_start(after));
}

double mean_over_days(const BindingInput& in, const std::function<double(const DayRecord&)>& of) {
  double sum = 0;
  for (const DayRecord& day : in.days) sum += of(day);
  return in.days.empty() ? 0 : sum / static_cast<double>(in.days.size());
}

Range shares_only(Range range) { return {std::clamp(range.low, 0.0, 1.0), std::clamp(range.high, 0.0, 1.0)}; }
Estimate share_of_time(const std::vector<Figure>& figures) {
  Estimate e = estimate_mean(figures, confidence);
  if (e.range) e.range = shares_only(*e.range);
  return e;
}

// ---- agents
// --------------------------------------------------------------------------------------------------

struct QueueWindow {
  std::vector<bool> missed;  // rows in which the promise is missed on average
  double hurting_s = 0;
};

QueueWindow missed_rows(const BindingInput& in, std::size_t q) {
  QueueWindow window{std::vector<bool>(in.questions.rows.size(), false), 0};
  const QueueSpec& queue = in.spec.queues[q];
  const std::size_t queues = in.spec.queues.size();
  for (std::size_t r = 0; r < in.questions.rows.size(); ++r) {
    std::vector<Figure> level;
    std::vector<Figure> busy;
    for (const DayRecord& day : in.days) {
      level.push_back(day.rows[r * queues + q].level);
      busy.push_back(day.rows[r * queues + q].all_busy);
    }
    const auto mean = estimate_mean(level, confidence).value;
    const double all_busy = estimate_mean(busy, confidence).value.value_or(0);
    window.missed[r] = queue.has_promise ? mean && *mean < queue.promise.share : all_busy > 0.5;
    if (!window.missed[r]) continue;
    const IntervalSpan& span = in.questions.rows[r];
    window.hurting_s +=
        all_busy * in.spec.interval.in_seconds() * static_cast<double>(span.last - span.first);
  }
  return window;
}

// Says when, and finds which intervals that is. Nothing hurts: all of them, and no words.
std::vector<IntervalSpan> tell_windows(const BindingInput& in, const std::vector<IntervalSpan>& rows,
                                       const std::vector<bool>& hurting, BindingRow& row) {
  const std::vector<IntervalSpan> windows = hurting_windows(in.scenario.start, in.spec, rows, hurting);
  if (windows.empty()) return {{0, interval_count(in.spec), false}};
  row.ever_full = true;
  row.from = clock(in, windows.front().first);
  row.to = clock(in, windows.back().last);
  row.when = days_text(in.scenario.start, in.spec, windows);
  return windows;
}

bool lies_in(const IntervalSpan& row, const std::vector<IntervalSpan>& windows) {
  return std::any_of(windows.begin(), windows.end(), [&](const IntervalSpan& window) {
    return row.first >= window.first && row.first < window.last;
  });
}

std::string names_of(const CentreSpec& spec, const std::vector<GroupId>& groups) {
  std::string names;
  for (const GroupId g : groups) names += (names.empty() ? "" : ", ") + spec.groups[g.index()].name;
  return names;
}

std::optional<Candidate> agents_of_queue(const BindingInput& in, std::size_t q) {
  const std::vector<GroupId> groups = first_groups(in.spec, QueueId(q));
  if (groups.empty()) return std::nullopt;
  const QueueWindow window = missed_rows(in, q);
  const std::size_t queues = in.spec.queues.size();
  Candidate found{{}, in.spec, window.hurting_s};
  BindingRow& row = found.row;
  row.kind = BindingKind::agents;
  row.group = names_of(in.spec, groups);
  row.label = in.spec.queues[q].name + " agents";
  const std::vector<IntervalSpan> windows = tell_windows(in, in.questions.rows, window.missed, row);
  std::vector<Figure> busy;
  std::vector<Figure> waiting;
  std::vector<Figure> there;
  for (const DayRecord& day : in.days) {
    Figure all_busy;
    Figure waits;
    Figure agents;
    for (std::size_t r = 0; r < in.questions.rows.size(); ++r) {
      if (!lies_in(in.questions.rows[r], windows)) continue;
      const RowFigures& f = day.rows[r * queues + q];
      all_busy.top += f.all_busy.top;
      all_busy.bottom += f.all_busy.bottom;
      waits.top += f.someone_waits.top;
      waits.bottom += f.someone_waits.bottom;
      agents.top += f.agents.top;
      agents.bottom += f.agents.bottom;
    }
    busy.push_back(all_busy);
    waiting.push_back(waits);
    there.push_back(agents);
  }
  row.full_share = share_of_time(busy);
  row.hurting_share = share_of_time(waiting);
  row.limit_value = estimate_mean(there, confidence).value;
  if (!row.ever_full) return found;
  found.without = with_ample_agents(in.spec, groups);
  return found;
}

// ---- limits of the platforms
// ---------------------------------------------------------------------------------

double peak_of(const DayRecord& day, std::size_t first, std::size_t rows) {
  std::int64_t peak = 0;
  for (std::size_t i = first; i < first + rows; ++i) peak = std::max(peak, day.limits[i].peak);
  return static_cast<double>(peak);
}

std::optional<double> first_value(const PlatformSpec& p, LimitKind kind) {
  const auto as_double = [](const std::optional<std::uint32_t>& n) {
    return n ? std::optional<double>(*n) : std::nullopt;
  };
  switch (kind) {
    case LimitKind::trunks:
      return as_double(p.trunks);
    case LimitKind::calls_per_second:
      return p.calls_per_second;
    case LimitKind::ivr_ports:
      return as_double(p.ivr_ports);
    case LimitKind::concurrent_calls:
      return as_double(p.concurrent_calls);
    case LimitKind::queued:
      return as_double(p.max_queued);
    case LimitKind::logins:
      return as_double(p.logins);
  }
  return std::nullopt;
}

// The tightest value in force on the day: what the scenario says, or what an event or the timeline sets it
// to.
std::optional<double> tightest_value(const CentreSpec& spec, PlatformId platform, LimitKind kind) {
  std::optional<double> value = first_value(spec.platforms[platform.index()], kind);
  const auto consider = [&value](double other) {
    if (std::isfinite(other)) value = std::min(value.value_or(other), other);
  };
  for (const EventSpec& event : spec.events) {
    const bool here = event.platform.is_none() || event.platform == platform;
    if (event.kind == EventKind::limit && event.limit == kind && here && event.limit_value)
      consider(*event.limit_value);
  }
  for (const PlatformChange& change : spec.timeline.changes)
    if (change.kind == ChangeKind::limit && change.platform == platform &&
        change.which == static_cast<int>(kind))
      consider(change.value);
  return value;
}

void describe_window(const BindingInput& in, std::size_t at, std::size_t intervals, BindingRow& row) {
  const auto interval_us = static_cast<double>(in.spec.interval.count_us());
  std::vector<IntervalSpan> rows;
  std::vector<bool> hurts;
  for (std::size_t i = 0; i < intervals; ++i) {
    const double hurting = mean_over_days(in, [&](const DayRecord& day) {
      return static_cast<double>(day.limits[at + i].full_and_hurting_us);
    });
    rows.push_back({i, i + 1, false});
    hurts.push_back(hurting >= noticeable_share * interval_us);
  }
  const std::vector<IntervalSpan> windows = tell_windows(in, rows, hurts, row);
  if (!row.ever_full) return;
  double length = 0;
  for (const IntervalSpan& window : windows)
    length += interval_us * static_cast<double>(window.last - window.first);
  std::vector<Figure> full;
  std::vector<Figure> hurting;
  for (const DayRecord& day : in.days) {
    Figure f{0, length};
    Figure h{0, length};
    for (const IntervalSpan& window : windows) {
      for (std::size_t i = window.first; i < window.last; ++i) {
        f.top += static_cast<double>(day.limits[at + i].full_us);
        h.top += static_cast<double>(day.limits[at + i].full_and_hurting_us);
      }
    }
    full.push_back(f);
    hurting.push_back(h);
  }
  row.full_share = share_of_time(full);
  row.hurting_share = share_of_time(hurting);
}

Candidate limit_candidate(const BindingInput& in, std::size_t index) {
  const auto& [platform, kind] = in.questions.limits[index];
  const std::size_t intervals = interval_count(in.spec);
  const std::size_t at = index * (intervals + 1);
  Candidate found{{}, in.spec, 0};
  BindingRow& row = found.row;
  row.kind = BindingKind::platform_limit;
  row.limit = kind;
  row.platform = in.spec.platforms[platform.index()].name;
  row.label = limit_name(static_cast<int>(kind)) + " of " + row.platform;
  row.limit_value = tightest_value(in.spec, platform, kind);
  std::vector<double> peaks;
  std::size_t days_full = 0;
  for (const DayRecord& day : in.days) {
    peaks.push_back(peak_of(day, at, intervals + 1));
    days_full +=
        std::any_of(day.limits.begin() + static_cast<std::ptrdiff_t>(at),
                    day.limits.begin() + static_cast<std::ptrdiff_t>(at + intervals + 1),
                    [](const LimitCell& c) { return c.full_and_hurting_us > 0 || c.turned_away > 0; })
            ? 1U
            : 0U;
  }
  row.peak_p50 = estimate_quantile(peaks, 0.50, confidence).value;
  row.peak_p95 = estimate_quantile(peaks, 0.95, confidence).value;
  row.peak_p99 = estimate_quantile(peaks, 0.99, confidence).value;
  row.runs_full = estimate_probability(days_full, in.days.size(), confidence).value;
  const auto sum = [&](auto field) {
    return mean_over_days(in, [&](const DayRecord& day) {
      double total = 0;
      for (std::size_t i = at; i <= at + intervals; ++i) total += static_cast<double>(day.limits[i].*field);
      return total;
    });
  };
  row.minutes_full = sum(&LimitCell::full_us) / 60e6;
  row.turned_away = sum(&LimitCell::turned_away);
  found.hurting_s = sum(&LimitCell::full_and_hurting_us) * 1e-6;
  describe_window(in, at, intervals, row);
  if (!row.ever_full && *row.turned_away > 0) row.ever_full = true;  // full for moments only
  if (row.ever_full) found.without = without_limit(in.spec, platform, kind);
  return found;
}

// ---- words
// ---------------------------------------------------------------------------------------------------

// Surely a change in this direction (+1 up, -1 down), and one that matters: of at least `least`.
bool surely_above(const Estimate& e, double least, int direction) {
  if (!e.range) return false;
  return direction > 0 ? e.range->low > 0 && *e.value >= least : e.range->high < 0 && -*e.value >= least;
}

std::string effect_text(const BindingRow& row) {
  if (!row.checked_without) return "";
  const std::string more = row.kind == BindingKind::agents ? "with ample agents" : "without this limit";
  const bool worse = surely_above(row.without_focus, least_points, -1);
  if (row.unsure) return "; " + more + ": these runs cannot tell";
  if (!row.binding && !worse) {
    const bool something = surely_above(row.without_focus, 0, 1) || surely_above(row.without_focus, 0, -1) ||
                           surely_above(row.without_never_served, 0, 1) ||
                           surely_above(row.without_never_served, 0, -1);
    return "; " + more + (something ? ": hardly any change" : ": no change");
  }
  std::string text = fmt::format("; {} {} points", more, points_text(row.without_focus.value.value_or(0)));
  if (row.without_never_served.value && std::abs(*row.without_never_served.value) >= 0.5) {
    const double people = *row.without_never_served.value;
    text += fmt::format(", {} {} never served", count_text(std::abs(people)), people < 0 ? "fewer" : "more");
  }
  return text;
}

std::string sentence_of(const BindingRow& row) {
  if (!row.ever_full) return row.label + " never full";
  const std::string share = row.full_share.value
                                ? fmt::format("{:.0f}% of the time", *row.full_share.value * 100)
                                : std::string("for moments");
  if (row.kind == BindingKind::agents)
    return fmt::format("{} all busy {}{}", row.label, share, effect_text(row));
  std::string text = row.label;
  if (row.limit_value) text += fmt::format(" ({})", count_text(*row.limit_value));
  text += fmt::format(" full {} on {:.0f}% of days", share, row.runs_full.value_or(0) * 100);
  if (row.turned_away && *row.turned_away > 0)
    text += fmt::format(", {} turned away", count_text(*row.turned_away));
  return text + effect_text(row);
}

std::vector<Candidate> candidates_of(const BindingInput& in) {
  std::vector<Candidate> all;
  for (std::size_t q = 0; q < in.spec.queues.size(); ++q) {
    if (auto agents = agents_of_queue(in, q)) all.push_back(std::move(*agents));
  }
  for (std::size_t k = 0; k < in.questions.limits.size(); ++k) all.push_back(limit_candidate(in, k));
  std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
    if (a.row.ever_full != b.row.ever_full) return a.row.ever_full;
    return a.hurting_s > b.hurting_s;
  });
  return all;
}

// Binding ones first, by what taking them away gains on the focus figure.
std::vector<BindingRow> worded(std::vector<Candidate> all, const Focus& focus) {
  std::vector<BindingRow> rows;
  for (Candidate& c : all) {
    c.row.sentence = sentence_of(c.row);
    rows.push_back(std::move(c.row));
  }
  const auto gain = [&focus](const BindingRow& row) {
    if (!row.binding) return 0.0;
    const Estimate& change = focus.on_people ? row.without_never_served : row.without_focus;
    return focus.goodness(change.value.value_or(0));
  };
  std::stable_sort(rows.begin(), rows.end(), [&](const BindingRow& a, const BindingRow& b) {
    if (a.binding != b.binding) return a.binding;
    return gain(a) > gain(b);
  });
  return rows;
}

}  // namespace

std::vector<std::pair<PlatformId, LimitKind>> limits_of(const CentreSpec& spec) {
  std::vector<std::pair<PlatformId, LimitKind>> limits;
  for (std::size_t p = 0; p < spec.platforms.size(); ++p) {
    for (std::size_t k = 0; k < limit_kinds; ++k) {
      const auto kind = static_cast<LimitKind>(k);
      if (has_limit(spec, PlatformId(p), kind)) limits.emplace_back(PlatformId(p), kind);
    }
  }
  return limits;
}

std::vector<BindingRow> find_binding(const BindingInput& in, const SideRuns& side) {
  std::vector<Candidate> all = candidates_of(in);
  std::size_t checked = 0;
  for (const Candidate& c : all) checked += c.row.ever_full && checked < most_checked ? 1U : 0U;
  const double corrected =
      1 - (1 - confidence) / (2 * static_cast<double>(std::max<std::size_t>(checked, 1)));
  for (std::size_t k = 0; k < checked; ++k) {
    BindingRow& row = all[k].row;
    const Panel panel = run_panel(all[k].without, in.focus.asks(), side, "binding: without " + row.label);
    row.checked_without = true;
    row.without_focus = estimate_difference(panel[0], in.focus_day[0], corrected);
    row.without_never_served = estimate_difference(panel[1], in.focus_day[1], corrected);
    const double lost = estimate_mean(in.focus_day[1], confidence).value.value_or(0);
    row.binding = surely_above(row.without_focus, least_points, 1) ||
                  surely_above(row.without_never_served, std::max(1.0, least_people_share * lost), -1);
    row.unsure = !row.binding &&
                 (row.without_focus.value.value_or(0) >= least_points ||
                  -row.without_never_served.value.value_or(0) >= std::max(1.0, least_people_share * lost));
  }
  return worded(std::move(all), in.focus);
}

std::vector<BindingRow> find_full(const BindingInput& in) { return worded(candidates_of(in), in.focus); }

}  // namespace switchover
