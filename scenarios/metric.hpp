// The figures that can be promised, printed and tabled: names, units and scopes. Formulas: docs/MODEL.md.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/platform/timeline.hpp"

namespace switchover {

enum class Metric {
  service_level,  // by the queue's own definition
  service_level_1,
  service_level_2,
  service_level_3,
  service_level_4,
  service_level_5,
  service_level_6,
  attempts,
  people,
  offered,
  offered_including_blocked,
  answered,
  abandoned,
  contained,
  abandon_rate,      // (B-B_s)/(A+B-B_s)
  abandon_rate_raw,  // B/(A+B)
  blocked_calls,
  blocked_rate,
  blocked_people,
  failed_calls,   // failed_outage
  dropped_calls,  // in IVR, queue or talk, by the system
  dropped_in_ivr,
  dropped_in_queue,
  dropped_in_talk,
  balked,
  forced_out,
  ivr_abandoned,
  asa,        // mean wait of the answered
  mean_wait,  // of all who queued
  wait_p50,
  wait_p90,
  wait_p95,
  wait_p99,
  longest_wait,  // of the answered; longest: of all
  virtual_wait,
  virtual_wait_p90,
  virtual_service_level,  // of an infinitely patient caller
  aht,
  occupancy,
  utilisation,
  shrinkage,
  productivity,  // productivity: answered per paid agent hour
  agents_signed_in,
  agents_busy,
  queue_length,
  queue_length_p95,
  queue_length_max,
  never_served,
  never_served_rate,
  unresolved,
  redials,
  attempts_per_person,
  availability,           // attempts accepted / attempts
  service_level_deficit,  // callers short of the promise
  time_to_restore_service_level,
  time_to_accept_calls,
  callbacks_lost,  // callbacks are not simulated yet: no value
  trunks_peak,
  ivr_ports_peak,
  concurrent_calls_peak,
  calls_per_second_peak,
  queued_peak,
  logins_peak,
};
enum class Unit { share, count, seconds, per_hour };
// What a figure may be asked of; queue figures also by platform.
enum class MetricScope { queue, people, agents, platform };

struct MetricInfo {
  Metric metric;
  const char* name;  // as written in files and tables
  Unit unit;
  MetricScope scope;
  bool higher_is_better;
  const char* meaning;  // one line, with the formula
};
const std::vector<MetricInfo>& all_metrics();
const MetricInfo& info(Metric metric);
// By name or accepted alias (callers_never_served = never_served ...); nothing for an unknown name.
std::optional<Metric> metric_by_name(std::string_view name);

// The limit that a peak may be held against ("95% of limit"); nothing for other figures.
std::optional<LimitKind> limit_of_peak(Metric metric);
// Times until something is well again: they may be endless, so they are never averaged.
bool may_be_endless(Metric metric);

}  // namespace switchover
