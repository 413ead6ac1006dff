#include "analysis/half_hours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/theory/erlang.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

constexpr double confidence = 0.95;
constexpr double least_calls = 20;  // per row: below it a row's level is mostly chance
constexpr double agrees_within = 0.10;

using Field = Figure RowFigures::*;
Estimate mean_of(const std::vector<RowFigures>& rows, Field field) {
  std::vector<Figure> figures;
  figures.reserve(rows.size());
  for (const RowFigures& row : rows) figures.push_back(row.*field);
  return estimate_mean(figures, confidence);
}

Duration length_of(const CentreSpec& spec, const IntervalSpan& span) {
  const std::int64_t each = spec.interval.count_us();
  const std::int64_t from = each * static_cast<std::int64_t>(span.first);
  const std::int64_t to = std::min(each * static_cast<std::int64_t>(span.last), spec.length.count_us());
  return Duration::microseconds(to - from);
}

// Which share of Erlang A the queue's own definition comes nearest to.
ServiceLevel form_of(ServiceLevelDefinition definition) {
  return definition == ServiceLevelDefinition::exclude_abandons_in_time
             ? ServiceLevel::excluding_short_abandons
             : ServiceLevel::answered_of_offered;
}

std::optional<int> fewest_agents(const QueueSpec& queue, double load, double aht) {
  const double target = queue.promise.within.in_seconds();
  const double share = std::min(queue.promise.share, 0.9999);
  if (share <= 0 || load <= 0 || aht <= 0) return std::nullopt;
  const double patience = queue.patience.mean();
  if (!std::isfinite(patience)) return agents_for_erlang_c(load, aht, share, target);
  if (patience <= 0) return std::nullopt;
  return agents_for_erlang_a(load, aht, patience, share, target, form_of(queue.counts));
}

// Do other groups take this queue's calls once they have waited longer than the target?
bool helped_late(const CentreSpec& spec, QueueId queue) {
  const Duration within = spec.queues[queue.index()].promise.within;
  return std::any_of(spec.groups.begin(), spec.groups.end(), [&](const GroupSpec& group) {
    return std::any_of(group.skills.begin(), group.skills.end(),
                       [&](const SkillSpec& s) { return s.queue == queue && s.after > within; });
  });
}

bool stays_on_one_platform(const CentreSpec& spec, const QueueSpec& queue) {
  if (spec.platforms.size() == 1) return true;
  const auto whole = [](const std::vector<double>& shares) {
    return std::count_if(shares.begin(), shares.end(), [](double s) { return s > 0; }) <= 1;
  };
  for (const SplitStep& step : queue.call_split) {
    if (!whole(step.share)) return false;
  }
  return std::none_of(spec.events.begin(), spec.events.end(),
                      [](const EventSpec& e) { return e.kind == EventKind::split_calls; });
}

}  // namespace

std::vector<IntervalSpan> half_hour_spans(const CentreSpec& spec) {
  const std::int64_t half_hour = Duration::whole_seconds(1800).count_us();
  const auto step = static_cast<std::size_t>(std::max<std::int64_t>(1, half_hour / spec.interval.count_us()));
  std::vector<IntervalSpan> spans;
  const std::size_t all = interval_count(spec);
  for (std::size_t first = 0; first < all; first += step)
    spans.push_back({first, std::min(all, first + step), false});
  return spans;
}

std::vector<std::vector<RowFigures>> rows_of_queue(const std::vector<DayRecord>& days, std::size_t rows,
                                                   std::size_t queues, QueueId queue) {
  std::vector<std::vector<RowFigures>> result(rows);
  for (std::size_t r = 0; r < rows; ++r) {
    for (const DayRecord& day : days) result[r].push_back(day.rows.at(r * queues + queue.index()));
  }
  return result;
}

HalfHours half_hours(const Scenario& scenario, const CentreSpec& spec, QueueId id,
                     const std::vector<std::vector<RowFigures>>& day_rows,
                     const std::vector<std::vector<RowFigures>>& demand_rows) {
  const QueueSpec& queue = spec.queues[id.index()];
  const std::vector<IntervalSpan> spans = half_hour_spans(spec);
  HalfHours table;
  table.queue = queue.name;
  if (queue.has_promise) table.promise = queue.promise;
  table.length = spans.empty() ? spec.interval : length_of(spec, spans.front());
  table.needed_by = fmt::format("{} on simulated calls and handling times, each row by itself",
                                std::isfinite(queue.patience.mean()) ? "Erlang A" : "Erlang C");
  for (std::size_t r = 0; r < spans.size() && r < day_rows.size(); ++r) {
    HalfHourRow row;
    row.at = Time::after_start(spec.interval * static_cast<std::int64_t>(spans[r].first));
    row.clock = clock_text(scenario.start, spec.length, row.at);
    row.service_level = mean_of(day_rows[r], &RowFigures::level).value;
    row.offered = mean_of(day_rows[r], &RowFigures::offered).value;
    row.abandon_rate = mean_of(day_rows[r], &RowFigures::abandon_rate).value;
    row.mean_wait_s = mean_of(day_rows[r], &RowFigures::mean_wait).value;
    row.agents_there = mean_of(day_rows[r], &RowFigures::agents).value;
    row.answered = mean_of(day_rows[r], &RowFigures::answered).value;
    row.asa_s = mean_of(day_rows[r], &RowFigures::asa).value;
    row.aht_s = mean_of(day_rows[r], &RowFigures::aht).value;
    row.occupancy = mean_of(day_rows[r], &RowFigures::occupancy).value;
    const double length = length_of(spec, spans[r]).in_seconds();
    const auto calls = mean_of(demand_rows[r], &RowFigures::offered).value;
    const auto aht = mean_of(demand_rows[r], &RowFigures::aht).value;
    if (queue.has_promise && calls && aht && length > 0) {
      if (const auto needed = fewest_agents(queue, *calls / length * *aht, *aht)) row.agents_needed = *needed;
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

bool has_formula(const CentreSpec& spec, QueueId queue) {
  const Duration within = spec.queues[queue.index()].promise.within;
  bool served = false;
  for (const GroupSpec& group : spec.groups) {
    for (const SkillSpec& skill : group.skills) {
      if (skill.queue != queue) continue;
      if (skill.after > within) continue;  // helps out too late to matter for the target
      if (group.skills.size() != 1) return false;
      served = true;
    }
  }
  return served && stays_on_one_platform(spec, spec.queues[queue.index()]);
}

std::optional<SanityLine> sanity_line(const Scenario& scenario, const CentreSpec& spec,
                                      const std::vector<DayRecord>& days,
                                      const std::vector<IntervalSpan>& spans) {
  std::optional<SanityLine> worst;
  for (std::size_t q = 0; q < spec.queues.size(); ++q) {
    if (!has_formula(spec, QueueId(q))) continue;
    const QueueSpec& queue = spec.queues[q];
    const auto rows = rows_of_queue(days, spans.size(), spec.queues.size(), QueueId(q));
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const Estimate level = mean_of(rows[r], &RowFigures::level_1);
      const auto calls = mean_of(rows[r], &RowFigures::offered).value;
      const auto aht = mean_of(rows[r], &RowFigures::aht).value;
      const auto agents = mean_of(rows[r], &RowFigures::agents).value;
      if (!level.value || !calls || *calls < least_calls || !aht || *aht <= 0 || !agents || *agents < 0.5)
        continue;
      if (worst && *worst->simulated_service_level <= *level.value) continue;
      SanityLine line;
      line.queue = queue.name;
      line.clock = clock_text(scenario.start, spec.length,
                              Time::after_start(spec.interval * static_cast<std::int64_t>(spans[r].first)));
      line.offered_erlang = *calls / length_of(spec, spans[r]).in_seconds() * *aht;
      line.agents = *agents;
      line.simulated_service_level = level.value;
      line.simulated_range = level.range;
      const int n = std::max(1, static_cast<int>(std::lround(*agents)));
      const double patience = queue.patience.mean();
      const auto theory =
          patience > 0 ? erlang_a(n, line.offered_erlang, *aht, patience, queue.promise.within.in_seconds())
                       : std::nullopt;
      if (theory) line.erlang_service_level = theory->answered_within_target;
      if (!theory) line.note = "more load than agents and callers who never hang up: no steady state";
      line.agrees =
          theory && std::abs(*line.erlang_service_level - *line.simulated_service_level) <= agrees_within;
      if (theory && !line.agrees) {
        line.note = line.offered_erlang > line.agents
                        ? "the queue carries over from one half-hour to the next"
                        : "a steady formula beside a day that moves";
      }
      if (helped_late(spec, QueueId(q))) {
        line.note +=
            std::string(line.note.empty() ? "" : "; ") + "agents who help out after the target are left out";
      }
      worst = line;
    }
  }
  return worst;
}

}  // namespace switchover
