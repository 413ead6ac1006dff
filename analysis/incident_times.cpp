// The time line of an incident, and both recovery times.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/incident.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

constexpr double confidence = 0.95;
constexpr double endless = std::numeric_limits<double>::infinity();
constexpr double backlog_factor = 1.1, backlog_more = 1;  // waiting beside the twin: no backlog any more
constexpr double same_time_s = 60;  // faults no further apart begin at the same time, as a clock shows it

const char* how_detected(Detection detection) {
  switch (detection) {
    case Detection::scripted:
      return "typed";
    case Detection::heartbeats:
      return "heartbeats";
    case Detection::monitoring:
      return "monitoring";
  }
  return "";
}

double seconds_of(const std::optional<Time>& t) { return t ? t->in_seconds() : endless; }

void estimate_recovery(const std::vector<double>& seconds, Estimate& median, Estimate& p95) {
  median = estimate_quantile(seconds, 0.5, confidence);
  p95 = estimate_quantile(seconds, 0.95, confidence);
}

// What a moment is where it is no loss at all: new calls that were never refused are accepted from the start.
std::optional<Time> accepted(const StoryMoments& m) { return m.refuses ? m.accepted : m.begins; }
std::optional<Time> half_back(const StoryMoments& m) { return m.agents_leave ? m.agents_half : m.begins; }
std::optional<Time> most_back(const StoryMoments& m) { return m.agents_leave ? m.agents_most : m.begins; }

}  // namespace

std::string IncidentTeller::clock(double seconds) const {
  if (std::isinf(seconds)) return "never";
  const Time at = Time::after_start(Duration::seconds(seconds));
  const WallClock then = plus_seconds(scenario_.start, at.count_us() / 1'000'000);
  const bool short_day = spec_.length <= Duration::whole_seconds(std::int64_t{24} * 3600);
  if (!short_day || at <= Time::after_start(spec_.length) || date_text(then) == date_text(scenario_.start)) {
    return clock_text(scenario_.start, spec_.length, at);
  }
  return fmt::format("{:02}:{:02}+1d", then.hour, then.minute);  // rehearsals go on for a day, no longer
}

std::string IncidentTeller::failback_clock() const {
  if (!any() || subject_->rule < 0) return "";
  const FailbackSpec& failback =
      scenario_.estate.failovers.at(static_cast<std::size_t>(subject_->rule)).failback;
  return failback.when == FailbackSpec::When::at ? clock(failback.at.in_seconds()) : "";
}

void IncidentTeller::add_moment(const char* name, std::string label, const std::vector<double>& times,
                                Incident& out) const {
  IncidentMoment moment;
  moment.name = name;
  moment.label = std::move(label);
  std::vector<double> after;
  std::size_t k = 0;
  for (std::size_t r = 0; r < out.runs; ++r) {
    const auto& begins = moments(r).begins;
    if (!begins) continue;
    after.push_back(times[k] - begins->in_seconds());
    moment.happens += std::isinf(times[k]) ? 0U : 1U;
    ++k;
  }
  moment.of = times.size();
  moment.p50_s = estimate_quantile(times, 0.5, confidence).value;
  moment.p95_s = estimate_quantile(times, 0.95, confidence).value;
  moment.after_p50_s = estimate_quantile(after, 0.5, confidence).value;
  moment.after_p95_s = estimate_quantile(after, 0.95, confidence).value;
  moment.p50 = moment.p50_s ? clock(*moment.p50_s) : "-";
  moment.p95 = moment.p95_s ? clock(*moment.p95_s) : "-";
  out.times.push_back(std::move(moment));
}

void IncidentTeller::tell_times(const Panel& day, const Panel& twin, Incident& out) const {
  std::vector<StoryMoments> hit;  // replications with the fault
  for (std::size_t r = 0; r < out.runs; ++r) {
    if (moments(r).begins) hit.push_back(moments(r));
  }
  out.happens = hit.size();
  if (hit.empty()) return;
  const auto times = [&](auto pick) {
    std::vector<double> all;
    all.reserve(hit.size());
    for (const StoryMoments& m : hit) all.push_back(seconds_of(pick(m)));
    return all;
  };
  const auto begins = times([](const StoryMoments& m) { return m.begins; });
  const auto [low, high] = std::minmax_element(begins.begin(), begins.end());
  out.dated = *high - *low < same_time_s;
  const auto any_of = [&](auto is) { return std::any_of(hit.begin(), hit.end(), is); };
  out.refuses = any_of([](const StoryMoments& m) { return m.refuses; });
  const auto redirected = static_cast<std::size_t>(
      std::count_if(hit.begin(), hit.end(), [](const StoryMoments& m) { return m.elsewhere; }));
  out.elsewhere = 2 * redirected > hit.size();
  const bool has_rule = subject_->rule >= 0;
  const bool acts = has_rule && any_of([](const StoryMoments& m) { return m.decided.has_value(); });
  const bool only_slow = std::all_of(hit.begin(), hit.end(), [](const StoryMoments& m) { return m.slow; });
  add_moment("fault", out.component + (only_slow ? " slow" : " lost"), begins, out);
  if (has_rule) {
    const FailoverSpec& rule = scenario_.estate.failovers.at(static_cast<std::size_t>(subject_->rule));
    add_moment("detected", std::string("detected (") + how_detected(rule.detection) + ")",
               times([](const StoryMoments& m) { return m.detected; }), out);
    if (acts) add_moment("decided", "decided", times([](const StoryMoments& m) { return m.decided; }), out);
  }
  if (out.refuses) {
    const auto accepts = times(accepted);
    add_moment("accepted", "new calls accepted", accepts, out);
    std::vector<double> taken;
    for (std::size_t k = 0; k < hit.size(); ++k) taken.push_back(std::max(0.0, accepts[k] - begins[k]));
    estimate_recovery(taken, out.rto_calls, out.rto_calls_p95);
  }
  out.agents_leave = any_of([](const StoryMoments& m) { return m.agents_leave; });
  if (out.agents_leave) {
    add_moment("agents_half", "agents 50% back", times(half_back), out);
    add_moment("agents_most", "agents 95% back", times(most_back), out);
  }
  add_moment("healthy", out.component + " healthy", times([](const StoryMoments& m) { return m.healthy; }),
             out);
  if (acts) {
    add_moment("failback_begins", "failback begins",
               times([](const StoryMoments& m) { return m.failback_begins; }), out);
    add_moment("failback_ends", "failback done", times([](const StoryMoments& m) { return m.failback_ends; }),
               out);
  }
  std::vector<double> lost_data;
  for (const StoryMoments& m : hit) {
    if (m.lost_data_s) lost_data.push_back(*m.lost_data_s);
  }
  estimate_recovery(lost_data, out.rpo, out.rpo_p95);
  tell_backlog(day, twin, out);
  tell_recovery(day, twin, out);
}

// The start of the first interval, once new calls get in, in which hardly more callers wait than in the twin,
// and so in the next where there is one.
double IncidentTeller::backlog_cleared(const StoryMoments& m, const Panel& day, const Panel& twin,
                                       std::size_t r) const {
  const auto open = m.refuses ? m.accepted : m.begins;
  if (!open) return endless;
  const std::size_t all = interval_count(spec_);
  const std::size_t first_ask = day.size() - all;
  const auto cleared = [&](std::size_t i) {
    const double here = day[first_ask + i][r].value().value_or(0);
    return here <= backlog_factor * twin[first_ask + i][r].value().value_or(0) + backlog_more;
  };
  const std::int64_t step = spec_.interval.count_us();
  for (auto i = static_cast<std::size_t>((open->count_us() + step - 1) / step); i < all; ++i) {
    if (!cleared(i) || (i + 1 < all && !cleared(i + 1))) continue;
    return (spec_.interval * static_cast<std::int64_t>(i)).in_seconds();
  }
  return endless;
}

void IncidentTeller::tell_backlog(const Panel& day, const Panel& twin, Incident& out) const {
  std::vector<double> times;
  for (std::size_t r = 0; r < out.runs; ++r) {
    if (moments(r).begins) times.push_back(backlog_cleared(moments(r), day, twin, r));
  }
  add_moment("backlog", "backlog cleared", times, out);
}

// Seconds from the fault until the service level is back, beyond what the twin takes; not before new calls
// get in again, however well those are served who get in meanwhile.
double IncidentTeller::service_back_after(const StoryMoments& m, std::size_t first, double day,
                                          double twin) const {
  const double begins = m.begins->in_seconds();
  const double start = (spec_.interval * static_cast<std::int64_t>(first)).in_seconds();
  const double calls = m.refuses ? seconds_of(m.accepted) : begins;
  if (std::isinf(day) || calls >= spec_.length.in_seconds()) return endless;
  const bool twin_tells = twin > 0 && !std::isinf(twin);
  const double usual = twin_tells ? start + twin : begins;
  const double back = day > 0 ? start + day : begins;
  return std::max({0.0, back - usual, calls - begins});
}

void IncidentTeller::tell_recovery(const Panel& day, const Panel& twin, Incident& out) const {
  std::vector<double> restored, longer;
  for (std::size_t r = 0; r < out.runs; ++r) {
    const StoryMoments& m = moments(r);
    if (!m.begins) continue;
    const std::size_t from = span_of(spec_, *m.begins, Time::never()).first;
    const auto k = static_cast<std::size_t>(
        std::lower_bound(restore_from_.begin(), restore_from_.end(), from) - restore_from_.begin());
    const auto here = day[k][r].value();
    if (!here) return;  // no queue promises anything
    longer.push_back(service_back_after(m, from, *here, twin[k][r].value().value_or(0)));
    restored.push_back(m.begins->in_seconds() + longer.back());
    out.restored += std::isinf(longer.back()) ? 0U : 1U;
  }
  add_moment("restored", "service restored", restored, out);
  estimate_recovery(longer, out.rto_service, out.rto_service_p95);
}

}  // namespace switchover
