#include "analysis/incident.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/incident_words.hpp"
#include "analysis/staging.hpp"
#include "analysis/wording.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

constexpr double confidence = 0.95;
constexpr double endless = std::numeric_limits<double>::infinity();
constexpr double at_limit = 0.95;  // of the sign-ins a minute: the server has no more to give

// Where the asks stand: restoring first, then these.
enum : std::size_t { people_lost, people_all, lost_when_healthy, attempts_all, blended, levels };

std::optional<double> quantile(const std::vector<double>& values, double share) {
  return estimate_quantile(values, share, confidence).value;
}
double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double v : values) sum += v;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}
std::optional<double> mean_of(const std::vector<Figure>& figures) {
  return estimate_mean(figures, confidence).value;
}

double staff_at(const std::vector<StaffStepAt>& steps, Time t) {
  double agents = 0;
  for (const StaffStepAt& step : steps) {
    if (step.at > t) break;
    agents = step.agents;
  }
  return agents;
}

// Rehearsals know nothing of a platform's own outages: while one lasts, nothing is accepted there either.
void wait_for_platform(const CentreSpec& spec, const IncidentSubject& subject, StoryMoments& m) {
  const PlatformId door = m.elsewhere ? subject.to : subject.from;
  for (bool longer = m.refuses && m.accepted.has_value(); longer;) {
    longer = false;
    for (const EventSpec& event : spec.events) {
      const bool shut = event.kind == EventKind::outage && event.share > 0.05 &&
                        event.effects.dial.effect == StageEffect::drop &&
                        (event.platform.is_none() || event.platform == door);
      if (!shut || *m.accepted < event.from || *m.accepted >= event.to) continue;
      m.accepted = event.to;
      longer = true;
    }
  }
}

}  // namespace

IncidentTeller::IncidentTeller(const Scenario& scenario, const CentreSpec& spec, std::vector<Story> stories)
    : scenario_(scenario), spec_(spec), stories_(std::move(stories)) {
  subject_ = subject_of(scenario.estate, stories_);
  if (!subject_) return;
  std::vector<double> healthy;
  for (const Story& story : stories_) {
    moments_.push_back(moments_of(scenario.estate, story, *subject_));
    // Rehearsals go on while the centre empties: what begins then is no part of the day.
    const bool too_late =
        moments_.back().begins && *moments_.back().begins >= Time::after_start(spec_.length);
    if (too_late) moments_.back() = StoryMoments{};
    StoryMoments& m = moments_.back();
    if (!m.begins) continue;
    wait_for_platform(spec_, *subject_, m);
    restore_from_.push_back(span_of(spec_, *m.begins, Time::never()).first);
    healthy.push_back(m.healthy ? m.healthy->in_seconds() : endless);
  }
  std::sort(restore_from_.begin(), restore_from_.end());
  restore_from_.erase(std::unique(restore_from_.begin(), restore_from_.end()), restore_from_.end());
  const auto typical = quantile(healthy, 0.5);
  if (typical && *typical < spec_.length.in_seconds()) {
    healthy_ = Time::after_start(Duration::seconds(*typical));
  }
  const std::int64_t quarter = Duration::whole_seconds(900).count_us();
  const auto step = static_cast<std::size_t>(std::max<std::int64_t>(1, quarter / spec_.interval.count_us()));
  const std::size_t all = interval_count(spec_);
  for (std::size_t i = 0; i < all; i += step) quarters_.push_back({i, std::min(all, i + step), false});
}

std::vector<Ask> IncidentTeller::asks() const {
  std::vector<Ask> all;
  if (!any()) return all;
  const IntervalSpan day = whole_day(spec_);
  for (const std::size_t i : restore_from_) {
    const Time after = Time::after_start(spec_.interval * static_cast<std::int64_t>(i));
    all.push_back({Metric::time_to_restore_service_level, {}, day, after});
  }
  all.push_back({Metric::never_served, {}, day, {}});
  all.push_back({Metric::people, {}, day, {}});
  const IntervalSpan later = healthy_ ? span_of(spec_, *healthy_, Time::never()) : IntervalSpan{};
  all.push_back({Metric::never_served, {}, later, {}});
  all.push_back({Metric::attempts, {}, day, {}});
  all.push_back({Metric::service_level, {}, day, {}});
  for (std::size_t p = 0; p < spec_.platforms.size(); ++p) {
    all.push_back({Metric::service_level, {{}, PlatformId(p), {}}, day, {}});
  }
  for (const IntervalSpan& quarter : quarters_) all.push_back({Metric::attempts, {}, quarter, {}});
  // Last, interval by interval: tell_backlog counts on it.
  for (std::size_t i = 0; i < interval_count(spec_); ++i) {
    all.push_back({Metric::queue_length, {}, {i, i + 1, false}, {}});
  }
  return all;
}

Incident IncidentTeller::tell(const Panel& day, const Panel& twin) const {
  demand(any(), "an incident is told where something fails");
  demand(day.size() == asks().size() && twin.size() == day.size(), "day and twin answer every question");
  Incident out;
  const EstateSpec& estate = scenario_.estate;
  out.component = estate.components.at(subject_->component.index()).name;
  out.fault = subject_->fault;
  if (subject_->rule >= 0) {
    out.from = spec_.platforms.at(subject_->from.index()).name;
    out.to = spec_.platforms.at(subject_->to.index()).name;
  }
  out.runs = day.front().size();
  tell_times(day, twin, out);
  tell_people(day, twin, out);
  tell_storm(day, twin, out);
  tell_platforms(day, twin, out);
  out.detection = detection_lines(estate);
  return out;
}

void IncidentTeller::tell_people(const Panel& day, const Panel& twin, Incident& out) const {
  const std::size_t at = restore_from_.size();
  out.never_served = estimate_difference(day[at + people_lost], twin[at + people_lost], confidence);
  const auto people = mean_of(day[at + people_all]);
  if (people && *people > 0 && out.never_served.value) {
    out.share_of_people = *out.never_served.value / *people;
  }
  if (healthy_) {
    out.after_healthy =
        estimate_difference(day[at + lost_when_healthy], twin[at + lost_when_healthy], confidence);
  }
}

void IncidentTeller::tell_storm(const Panel& day, const Panel& twin, Incident& out) const {
  const std::size_t at = restore_from_.size();
  const std::size_t first = at + levels + spec_.platforms.size();
  IncidentStorm& storm = out.storm;
  double most = 0;
  for (std::size_t k = 0; k < quarters_.size(); ++k) {
    const auto now = mean_of(day[first + k]);
    const auto quiet = mean_of(twin[first + k]);
    if (!now || !quiet || *now - *quiet <= most) continue;
    most = *now - *quiet;
    storm.day = now;
    storm.twin = quiet;
    storm.factor = *quiet > 0 ? std::optional<double>(*now / *quiet) : std::nullopt;
    const Duration begins = spec_.interval * static_cast<std::int64_t>(quarters_[k].first);
    storm.from_s = begins.in_seconds();
    storm.clock = clock_text(scenario_.start, spec_.length, Time::after_start(begins));
  }
  storm.attempts = mean_of(day[at + attempts_all]);
  storm.people = mean_of(day[at + people_all]);
  storm.more = estimate_difference(day[at + attempts_all], twin[at + attempts_all], confidence).value;
}

void IncidentTeller::tell_platforms(const Panel& day, const Panel& twin, Incident& out) const {
  const std::size_t at = restore_from_.size();
  out.blended_level = mean_of(day[at + blended]);
  std::size_t with_calls = 0;
  for (std::size_t p = 0; p < spec_.platforms.size(); ++p) {
    const auto level = mean_of(day[at + levels + p]);
    if (!level) continue;
    ++with_calls;
    if (out.worst_level && *out.worst_level <= *level) continue;
    out.worst_level = level;
    out.worst_twin = mean_of(twin[at + levels + p]);
    out.worst_platform = spec_.platforms[p].name;
  }
  if (with_calls >= 2) return;
  out.worst_platform.clear();
  out.worst_level = out.worst_twin = std::nullopt;
}

namespace {

struct Rush {  // of one story, to the platform that takes over
  double most_there = 0, limit_there = 0, most_a_minute = 0;
  double minutes_full = 0, minutes_rushed = 0;
};
// Parcels of agents arrive together who were served side by side: their sign-ins are spread over the time
// since those before them, a minute at most.
void spread(double agents, Time since, Time at, std::vector<double>& per_minute) {
  const double end = at.in_seconds() / 60, begin = std::max({since.in_seconds() / 60, end - 1, 0.0});
  const auto last = static_cast<std::size_t>(end);
  if (per_minute.size() <= last) per_minute.resize(last + 1, 0);
  if (end <= begin) {
    per_minute[last] += agents;
    return;
  }
  for (auto m = static_cast<std::size_t>(begin); m <= last; ++m) {
    const double inside = std::min(end, static_cast<double>(m + 1)) - std::max(begin, static_cast<double>(m));
    per_minute[m] += agents * std::max(0.0, inside) / (end - begin);
  }
}
Rush rush_of(const Story& story, const IncidentSubject& subject, const FailoverSpec& rule,
             const std::vector<StaffStepAt>& staff, Time end) {
  Rush rush;
  const std::vector<MovedShare> moved = moved_agents(story, subject.from, subject.to);
  std::vector<double> came;  // per minute of the scenario
  double before = 0;
  Time since;  // of the sign-ins that came before
  for (std::size_t k = 0; k < moved.size(); ++k) {
    const double agents = staff_at(staff, moved[k].at);
    const double there = moved[k].share * agents;
    if (there > rush.most_there) {
      rush.most_there = there;
      rush.limit_there = rule.agents.dual_enabled * agents;
    }
    if (k > 0 && moved[k - 1].at < moved[k].at) since = moved[k - 1].at;
    if (moved[k].share > before) spread((moved[k].share - before) * agents, since, moved[k].at, came);
    before = moved[k].share;
    const Time until = std::min(end, k + 1 < moved.size() ? moved[k + 1].at : end);
    const bool all_there = (rule.agents.dual_enabled - moved[k].share) * agents < 1;
    if (all_there && until > moved[k].at) rush.minutes_full += (until - moved[k].at).in_seconds() / 60;
  }
  for (const double agents : came) {
    // Sign-ins that end in a minute were partly begun before it: the server itself never does more than its
    // rate.
    const double pace = rule.agents.sign_in.per_minute;
    rush.most_a_minute = std::max(rush.most_a_minute, pace > 0 ? std::min(agents, pace) : agents);
    if (agents >= at_limit * rule.agents.sign_in.per_minute) rush.minutes_rushed += 1;
  }
  return rush;
}

}  // namespace

std::vector<IncidentLimit> IncidentTeller::limits(const std::vector<BindingRow>& binding,
                                                  std::size_t runs) const {
  std::vector<IncidentLimit> rows;
  if (!any() || subject_->rule < 0) return rows;
  const bool acts = std::any_of(moments_.begin(), moments_.end(), [](const StoryMoments& m) {
    return m.begins.has_value() && m.decided.has_value();
  });
  if (!acts) return rows;  // nobody and nothing goes there
  const FailoverSpec& rule = scenario_.estate.failovers.at(static_cast<std::size_t>(subject_->rule));
  const std::string& to = spec_.platforms.at(rule.to.index()).name;
  const std::string& from = spec_.platforms.at(rule.from.index()).name;
  if (rule.agents.dual_enabled > 0) {
    const std::vector<StaffStepAt> staff = staff_by_platform(spec_).at(rule.from.index());
    std::vector<double> there, a_minute, full, rushed, could;
    for (std::size_t r = 0; r < std::min(runs, stories_.size()); ++r) {
      if (!moments_[r].begins) continue;
      const Rush rush = rush_of(stories_[r], *subject_, rule, staff, Time::after_start(spec_.length));
      there.push_back(rush.most_there);
      could.push_back(rush.limit_there);
      a_minute.push_back(rush.most_a_minute);
      full.push_back(rush.minutes_full);
      rushed.push_back(rush.minutes_rushed);
    }
    IncidentLimit agents{
        "agents signed in", quantile(there, 0.95), quantile(could, 0.95), mean(full), false, ""};
    if (rule.agents.dual_enabled < 1 && agents.limit) {
      agents.note =
          fmt::format("{} of {} agents of {} have a login on {}", percent_text(rule.agents.dual_enabled),
                      count_text(std::round(*agents.limit / rule.agents.dual_enabled)), from, to);
    }
    rows.push_back(std::move(agents));
    if (rule.agents.sign_in.per_minute > 0) {
      rows.push_back({"sign-ins a minute", quantile(a_minute, 0.95), rule.agents.sign_in.per_minute,
                      mean(rushed), false, ""});
    }
  }
  for (const BindingRow& row : binding) {
    if (row.kind != BindingKind::platform_limit || row.platform != to) continue;
    rows.push_back({limit_name(static_cast<int>(row.limit)), row.peak_p95, row.limit_value, row.minutes_full,
                    row.binding, ""});
  }
  return rows;
}

}  // namespace switchover
