#include "scenarios/metric.hpp"

#include <array>
#include <utility>

#include "sim/contract.hpp"

namespace switchover {

const std::vector<MetricInfo>& all_metrics() {
  using M = Metric;
  using U = Unit;
  using S = MetricScope;
  // A answered, B abandoned in the queue, s short-abandon threshold, T target of the promise, X dropped by
  // the system in the queue, K blocked. Formulas: docs/MODEL.md.
  // clang-format off
  static const std::vector<MetricInfo> metrics{
    {M::service_level, "service_level", U::share, S::queue, true,
     "answered in time, by the queue's own definition"},
    {M::service_level_1, "service_level_1", U::share, S::queue, true, "A_T / (A+B)"},
    {M::service_level_2, "service_level_2", U::share, S::queue, true, "A_T / (A+B-B_s)"},
    {M::service_level_3, "service_level_3", U::share, S::queue, true, "A_T / (A+B-B_T)"},
    {M::service_level_4, "service_level_4", U::share, S::queue, true, "A_T / A"},
    {M::service_level_5, "service_level_5", U::share, S::queue, true, "(A_T+B_T) / (A+B)"},
    {M::service_level_6, "service_level_6", U::share, S::queue, true, "A_T / (A+B+X+K+failed)"},
    {M::attempts, "attempts", U::count, S::queue, false, "calls dialled, redials included"},
    {M::people, "people", U::count, S::people, false, "callers who dialled, each once"},
    {M::offered, "offered", U::count, S::queue, false, "calls that entered the queue"},
    {M::offered_including_blocked, "offered_including_blocked", U::count, S::queue, false,
     "calls that entered the queue or were blocked or failed before it"},
    {M::answered, "answered", U::count, S::queue, true, "calls that an agent took"},
    {M::abandoned, "abandoned", U::count, S::queue, false, "calls that hung up in the queue"},
    {M::contained, "contained", U::count, S::queue, true, "calls settled by the IVR"},
    {M::abandon_rate, "abandon_rate", U::share, S::queue, false, "(B-B_s) / (A+B-B_s)"},
    {M::abandon_rate_raw, "abandon_rate_raw", U::share, S::queue, false, "B / (A+B)"},
    {M::blocked_calls, "blocked_calls", U::count, S::queue, false,
     "calls refused: no trunk, rate, quota, port, full queue"},
    {M::blocked_rate, "blocked_rate", U::share, S::queue, false, "K / attempts"},
    {M::blocked_people, "blocked_people", U::count, S::people, false,
     "callers who were refused at least once"},
    {M::failed_calls, "failed_calls", U::count, S::queue, false, "calls that met a dead platform"},
    {M::dropped_calls, "dropped_calls", U::count, S::queue, false,
     "calls cut by the system in IVR, queue or talk"},
    {M::dropped_in_ivr, "dropped_in_ivr", U::count, S::queue, false, "calls cut by the system in the IVR"},
    {M::dropped_in_queue, "dropped_in_queue", U::count, S::queue, false,
     "calls cut by the system while they wait"},
    {M::dropped_in_talk, "dropped_in_talk", U::count, S::queue, false, "conversations cut by the system"},
    {M::balked, "balked", U::count, S::queue, false, "calls that hung up at once when not answered at once"},
    {M::forced_out, "forced_out", U::count, S::queue, false, "calls disconnected after the maximum wait"},
    {M::ivr_abandoned, "ivr_abandoned", U::count, S::queue, false, "calls that hung up in the IVR"},
    {M::asa, "asa", U::seconds, S::queue, false, "mean wait of the answered"},
    {M::mean_wait, "mean_wait", U::seconds, S::queue, false, "mean wait of all who queued"},
    {M::wait_p50, "wait_p50", U::seconds, S::queue, false, "median wait of the answered"},
    {M::wait_p90, "wait_p90", U::seconds, S::queue, false, "wait that 9 in 10 of the answered stay below"},
    {M::wait_p95, "wait_p95", U::seconds, S::queue, false, "wait that 95 in 100 of the answered stay below"},
    {M::wait_p99, "wait_p99", U::seconds, S::queue, false, "wait that 99 in 100 of the answered stay below"},
    {M::longest_wait, "longest_wait", U::seconds, S::queue, false, "longest wait of all who queued"},
    {M::virtual_wait, "virtual_wait", U::seconds, S::queue, false,
     "mean wait of an endlessly patient caller"},
    {M::virtual_wait_p90, "virtual_wait_p90", U::seconds, S::queue, false,
     "wait that 9 in 10 endlessly patient callers stay below"},
    {M::virtual_service_level, "virtual_service_level", U::share, S::queue, true,
     "share whose virtual wait is at most T"},
    {M::aht, "aht", U::seconds, S::queue, false, "talk, hold and wrap per answered call"},
    {M::occupancy, "occupancy", U::share, S::agents, false, "(ringing+talking+wrapping) / signed in"},
    {M::utilisation, "utilisation", U::share, S::agents, false, "occupancy x (1 - shrinkage)"},
    {M::shrinkage, "shrinkage", U::share, S::agents, false, "paid time not on the phones / paid time"},
    {M::productivity, "productivity", U::per_hour, S::agents, true, "answered calls per paid agent hour"},
    {M::agents_signed_in, "agents_signed_in", U::count, S::agents, true, "mean number of agents signed in"},
    {M::agents_busy, "agents_busy", U::count, S::agents, false, "mean number ringing, talking or wrapping"},
    {M::queue_length, "queue_length", U::count, S::queue, false, "mean number waiting, over time"},
    {M::queue_length_p95, "queue_length_p95", U::count, S::queue, false,
     "number waiting, not exceeded 95 % of the time"},
    {M::queue_length_max, "queue_length_max", U::count, S::queue, false, "most waiting at one moment"},
    {M::never_served, "never_served", U::count, S::people, false,
     "callers without an answered or contained call by the end of the run"},
    {M::never_served_rate, "never_served_rate", U::share, S::people, false, "never served / people"},
    {M::unresolved, "unresolved", U::count, S::people, false,
     "callers whose next redial lies beyond the end"},
    {M::redials, "redials", U::count, S::people, false, "attempts after the first"},
    {M::attempts_per_person, "attempts_per_person", U::count, S::people, false, "attempts / people"},
    {M::availability, "availability", U::share, S::queue, true, "attempts accepted / attempts"},
    {M::service_level_deficit, "service_level_deficit", U::count, S::queue, false,
     "callers short of the promise: sum over intervals of max(0, target - level) x offered"},
    {M::time_to_restore_service_level, "time_to_restore_service_level", U::seconds, S::queue, false,
     "from the fault to two intervals in a row that keep the promise, less the same in the twin"},
    {M::time_to_accept_calls, "time_to_accept_calls", U::seconds, S::platform, false,
     "from the fault to the moment from which 95 % of the new calls accepted before get in again"},
    {M::callbacks_lost, "callbacks_lost", U::count, S::queue, false,
     "callbacks promised and lost; no value in this version"},
    {M::trunks_peak, "trunks_peak", U::count, S::platform, false, "most trunks in use"},
    {M::ivr_ports_peak, "ivr_ports_peak", U::count, S::platform, false, "most IVR ports in use"},
    {M::concurrent_calls_peak, "concurrent_calls_peak", U::count, S::platform, false, "most calls at once"},
    {M::calls_per_second_peak, "calls_per_second_peak", U::count, S::platform, false,
     "most new calls in a second"},
    {M::queued_peak, "queued_peak", U::count, S::platform, false, "most waiting calls"},
    {M::logins_peak, "logins_peak", U::count, S::platform, false, "most agents signed in"},
  };
  // clang-format on
  return metrics;
}

const MetricInfo& info(Metric metric) {
  const MetricInfo& found = all_metrics()[static_cast<std::size_t>(metric)];
  demand(found.metric == metric, "the table of metrics is not in the order of the enumeration");
  return found;
}

std::optional<Metric> metric_by_name(std::string_view name) {
  for (const MetricInfo& known : all_metrics()) {
    if (name == known.name) return known.metric;
  }
  static constexpr std::array<std::pair<std::string_view, Metric>, 24> aliases{{
      {"callers_never_served", Metric::never_served},
      {"people_never_served", Metric::never_served},
      {"callers_never_served_rate", Metric::never_served_rate},
      {"callers", Metric::people},
      {"wait", Metric::mean_wait},
      {"wait_of_answered", Metric::asa},
      {"average_speed_of_answer", Metric::asa},
      {"abandonment", Metric::abandon_rate},
      {"abandonment_rate", Metric::abandon_rate},
      {"abandons", Metric::abandoned},
      {"blocked", Metric::blocked_calls},
      {"busy_tones", Metric::blocked_calls},
      {"failed", Metric::failed_calls},
      {"dropped", Metric::dropped_calls},
      {"time_to_restore", Metric::time_to_restore_service_level},
      {"time_to_accept", Metric::time_to_accept_calls},
      {"lost_callbacks", Metric::callbacks_lost},
      {"utilization", Metric::utilisation},
      {"trunks", Metric::trunks_peak},
      {"ivr_ports", Metric::ivr_ports_peak},
      {"concurrent_calls", Metric::concurrent_calls_peak},
      {"calls_per_second", Metric::calls_per_second_peak},
      {"queued", Metric::queued_peak},
      {"logins", Metric::logins_peak},
  }};
  for (const auto& [alias, metric] : aliases) {
    if (name == alias) return metric;
  }
  return {};
}

std::optional<LimitKind> limit_of_peak(Metric metric) {
  switch (metric) {
    case Metric::trunks_peak:
      return LimitKind::trunks;
    case Metric::calls_per_second_peak:
      return LimitKind::calls_per_second;
    case Metric::ivr_ports_peak:
      return LimitKind::ivr_ports;
    case Metric::concurrent_calls_peak:
      return LimitKind::concurrent_calls;
    case Metric::queued_peak:
      return LimitKind::queued;
    case Metric::logins_peak:
      return LimitKind::logins;
    default:
      return {};
  }
}

bool may_be_endless(Metric metric) {
  return metric == Metric::time_to_restore_service_level || metric == Metric::time_to_accept_calls;
}

}  // namespace switchover
