#include "models/centre/tally.hpp"

#include <fmt/format.h>

#include <cstring>

#include "sim/fingerprint.hpp"

namespace switchover {

Tally make_tally(const CentreSpec& spec) {
  Tally tally;
  tally.intervals = static_cast<std::size_t>((spec.length.count_us() + spec.interval.count_us() - 1) /
                                             spec.interval.count_us());
  tally.queues = spec.queues.size();
  tally.platforms = spec.platforms.size();
  tally.groups = spec.groups.size();
  tally.modes = tally.platforms + 1;
  const std::size_t rows = tally.intervals + 1, lanes = tally.queues * tally.platforms;
  tally.queue_cells.resize(rows * lanes);
  tally.people_cells.resize(rows * tally.queues);
  tally.agent_cells.resize(rows * tally.groups * tally.modes);
  tally.limit_cells.resize(rows * tally.platforms * limit_kinds);
  tally.waits.assign(lanes, Histogram(1000));  // milliseconds
  tally.virtual_waits.assign(lanes, Histogram(1000));
  tally.queue_lengths.assign(lanes, Histogram(1));
  tally.limit_use.assign(tally.platforms * limit_kinds, Histogram(1));
  for (auto* waits : {&tally.waits, &tally.virtual_waits})
    for (Histogram& histogram : *waits) histogram.reserve_to(std::int64_t{7} * 86'400'000'000);
  for (Histogram& histogram : tally.queue_lengths) histogram.reserve_to(1'000'000);
  for (Histogram& histogram : tally.limit_use) histogram.reserve_to(1'000'000);
  return tally;
}

namespace {

void check_queue(const Tally& tally, std::size_t q, std::vector<std::string>& broken) {
  QueueCell s;
  std::int64_t ends = 0;
  for (std::size_t i = 0; i <= tally.intervals; ++i) {
    for (std::size_t p = 0; p < tally.platforms; ++p) {
      const QueueCell& c = tally.queue(i, q, p);
      s.attempts += c.attempts + c.transferred_in;
      s.offered += c.offered;
      ends += c.answered + c.abandoned + c.forced_out + c.flow_out + c.dropped_queue;
      s.in_progress_at_end += c.in_progress_at_end;
      s.attempts -= c.blocked_busy + c.blocked_cps + c.blocked_quota + c.blocked_ports + c.blocked_queue +
                    c.failed_outage + c.ivr_abandon + c.contained + c.dropped_ivr + c.balked;
      if (c.answered_in_time > c.answered || c.abandoned_in_time > c.abandoned ||
          c.answered_at_once > c.answered)
        broken.push_back(fmt::format("queue {}, interval {}: a part is larger than its whole", q, i));
    }
  }
  if (s.attempts != ends + s.in_progress_at_end) {
    broken.push_back(fmt::format("queue {}: {} attempts that got past the door have {} outcomes", q,
                                 s.attempts, ends + s.in_progress_at_end));
  }
  if (s.offered > ends + s.in_progress_at_end) {
    broken.push_back(
        fmt::format("queue {}: {} offered, {} left the queue", q, s.offered, ends + s.in_progress_at_end));
  }
}

void check_people(const Tally& tally, std::size_t q, std::vector<std::string>& broken) {
  std::int64_t people = 0, ends = 0;
  for (std::size_t i = 0; i <= tally.intervals; ++i) {
    const PeopleCell& c = tally.person(i, q);
    people += c.people;
    ends += c.served + c.never_served + c.unresolved;
  }
  if (people != ends) {
    broken.push_back(
        fmt::format("queue {}: {} people, {} served, never served or unresolved", q, people, ends));
  }
}

void check_agents(const Tally& tally, std::vector<std::string>& broken) {
  for (std::size_t i = 0; i < tally.agent_cells.size(); ++i) {
    const AgentCell& c = tally.agent_cells[i];
    const std::int64_t states = c.idle_us + c.ringing_us + c.talking_us + c.wrapping_us;
    const bool negative = c.idle_us < 0 || c.ringing_us < 0 || c.talking_us < 0 || c.wrapping_us < 0 ||
                          c.away_us < 0 || c.absent_us < 0 || c.thrown_out_us < 0;
    if (states != c.signed_in_us || negative) {
      broken.push_back(
          fmt::format("agents, cell {}: {} us in states, {} us signed in", i, states, c.signed_in_us));
    }
  }
}

// Little's law as an identity: the integral of the queue's length is the sum of the waits in it.
void check_little(const Tally& tally, std::size_t q, std::vector<std::string>& broken) {
  std::int64_t integral = 0, waits = 0, left = 0;
  for (std::size_t i = 0; i <= tally.intervals; ++i) {
    for (std::size_t p = 0; p < tally.platforms; ++p) {
      const QueueCell& c = tally.queue(i, q, p);
      integral += c.queue_time_us;
      waits += c.wait_all_us;
      left += c.in_progress_at_end + c.requeued + c.rings_unanswered;
    }
  }
  if (integral != waits && left == 0) {
    broken.push_back(
        fmt::format("queue {}: queue time {} us, waits {} us (Little's law)", q, integral, waits));
  }
}

template <class Row>
void add_rows(Fingerprint& print, const std::vector<Row>& rows) {
  static_assert(sizeof(Row) % sizeof(std::int64_t) == 0);
  for (const Row& row : rows) {
    std::array<std::int64_t, sizeof(Row) / sizeof(std::int64_t)> words;
    std::memcpy(words.data(), &row, sizeof row);
    for (const std::int64_t word : words) print.add(static_cast<std::uint64_t>(word));
  }
}

}  // namespace

std::vector<std::string> self_check(const Tally& tally) {
  std::vector<std::string> broken;
  for (std::size_t q = 0; q < tally.queues; ++q) {
    check_queue(tally, q, broken);
    check_people(tally, q, broken);
    check_little(tally, q, broken);
  }
  check_agents(tally, broken);
  return broken;
}

std::uint64_t fingerprint(const Tally& tally) {
  Fingerprint print;
  add_rows(print, tally.queue_cells);
  add_rows(print, tally.people_cells);
  add_rows(print, tally.agent_cells);
  add_rows(print, tally.limit_cells);
  for (const auto* histograms :
       {&tally.waits, &tally.virtual_waits, &tally.queue_lengths, &tally.limit_use}) {
    for (const Histogram& histogram : *histograms) {
      for (std::size_t bin = 0; bin < histogram.bins().size(); ++bin) {
        if (histogram.bins()[bin] != 0) {
          print.add(bin);
          print.add(static_cast<std::uint64_t>(histogram.bins()[bin]));
        }
      }
    }
  }
  return print.value();
}

}  // namespace switchover
