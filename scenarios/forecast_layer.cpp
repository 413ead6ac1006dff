// Forecast and replay rows as demand; talk times that mean the forecast's AHT; questions about odd days.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "scenarios/table_layers.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

using RowsOfQueue = std::vector<const ForecastRow*>;

std::optional<double> aht_of(const ForecastRow& row) {
  if (row.aht_s) return row.aht_s;
  if (row.talk_s) return *row.talk_s + row.wrap_s.value_or(0);
  return {};
}

// Rows per queue, in the order of the queues; unknown queues are reported once each.
std::map<std::size_t, RowsOfQueue> by_queue(Reading& reading, const ForecastTable& table,
                                            const CentreDraft& draft) {
  std::map<std::size_t, RowsOfQueue> rows;
  std::vector<std::string> unknown;
  for (const ForecastRow& row : table.rows) {
    if (const auto queue = index_of(row.queue, draft.names.queues)) {
      rows[*queue].push_back(&row);
    } else if (!index_of(row.queue, unknown)) {
      unknown.push_back(row.queue);
      reading.append({undefined_name(row.place, "queue", row.queue, draft.names.queues)});
    }
  }
  return rows;
}

bool in_order(Reading& reading, const RowsOfQueue& rows) {
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i]->at >= rows[i - 1]->at + rows[i - 1]->length) continue;
    reading.problem(rows[i]->place,
                    fmt::format("this interval of queue \"{}\" overlaps the one before", rows[i]->queue),
                    "write each interval once");
    return false;
  }
  return true;
}

// Talk is scaled per interval until talk, hold and wrap together mean the forecast's AHT.
void lay_handling(Reading& reading, const RowsOfQueue& rows, QueueSpec& queue, const QueueNotes& notes,
                  DemandSpec& demand) {
  const bool any =
      std::any_of(rows.begin(), rows.end(), [](const ForecastRow* r) { return aht_of(*r).has_value(); });
  if (!notes.aht_from_forecast.value_or(!notes.talk_said && any)) return;
  if (!any) {
    reading.problem(notes.place,
                    fmt::format("queue \"{}\" takes its AHT from the forecast, which has none", queue.name),
                    "name the column in files.forecast.columns, or write aht_from = \"queue\"");
    return;
  }
  const double after_talk_s = queue.hold.mean() + queue.wrap.mean();
  double calls = 0, talk_s = 0;
  for (const ForecastRow* row : rows) {
    const auto aht = aht_of(*row);
    if (!aht || row->offered <= 0) continue;
    if (*aht <= after_talk_s) {
      reading.problem(row->place,
                      fmt::format("AHT {} s of queue \"{}\" is not longer than its hold and wrap, {} s",
                                  number_text(*aht), queue.name, number_text(after_talk_s)),
                      "shorten hold and wrap, or write aht_from = \"queue\"");
      return;
    }
    calls += row->offered;
    talk_s += row->offered * (*aht - after_talk_s);
  }
  if (calls <= 0) return;
  if (queue.talk.is_zero()) {
    queue.talk = Distribution::exponential(talk_s / calls);
    Assumption& line = reading.assumptions.emplace_back();
    line.key = "queue." + queue.name + ".talk";
    line.value = queue.talk.describe() + ", scaled to the forecast's AHT";
    line.reason = "mean from the forecast; exponential (cv 1.0), judgement";
  }
  for (const ForecastRow* row : rows) {
    const auto aht = aht_of(*row);
    demand.handling_factor.push_back(aht && row->offered > 0 ? (*aht - after_talk_s) / queue.talk.mean()
                                                             : 1.0);
  }
}

std::string clock_of(const Reading& reading, Time at) {
  return clock_text(reading.calendar.start, reading.calendar.length, at);
}

// A forecast copied from a day with an outage carries the outage.
void ask_about_outage(Reading& reading, const RowsOfQueue& rows, const std::string& queue) {
  constexpr double busy = 10;        // calls an interval from which silence is odd
  constexpr double far_below = 0.8;  // of the offered
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i]->offered > 0 || rows[i - 1]->offered < busy) continue;
    const auto again = std::find_if(rows.begin() + static_cast<std::ptrdiff_t>(i), rows.end(),
                                    [](const ForecastRow* r) { return r->offered > 0; });
    if (again == rows.end() || (*again)->offered < busy ||
        (*again)->at - rows[i]->at > Duration::whole_seconds(14'400))
      continue;
    reading.lints.push_back(
        {rows[i]->place,
         fmt::format("queue \"{}\" has no calls from {} to {}, in the middle of the day", queue,
                     clock_of(reading, rows[i]->at), clock_of(reading, (*again)->at)),
         "was there an outage on the day this forecast comes from?"});
    break;
  }
  const ForecastRow* first = nullptr;
  std::size_t count = 0;
  for (const ForecastRow* row : rows) {
    if (!row->handled || !row->abandoned || row->offered < busy) continue;
    if (*row->handled + *row->abandoned >= far_below * row->offered) continue;
    first = first == nullptr ? row : first;
    ++count;
  }
  if (first == nullptr) return;
  reading.lints.push_back(
      {first->place,
       fmt::format("queue \"{}\": {} interval{} with far fewer calls handled and abandoned than offered, "
                   "the first at {}",
                   queue, count, count == 1 ? "" : "s", clock_of(reading, first->at)),
       "were calls cut off by an outage on the day this forecast comes from?"});
}

}  // namespace

std::size_t lay_forecast(Reading& reading, const ForecastTable& table, const Place& named_at,
                         CentreDraft& draft) {
  const auto queues = by_queue(reading, table, draft);
  for (const auto& [q, rows] : queues) {
    if (q >= draft.queues.size() || !in_order(reading, rows)) continue;
    const QueueNotes& notes = draft.queues[q];
    QueueSpec& queue = draft.spec.queues[q];
    if (!notes.calls_per_hour.empty()) {
      reading.problem(
          notes.calls_place,
          fmt::format("queue \"{}\" says calls_per_hour, and the forecast has it, too", queue.name),
          "take one of them out");
      continue;
    }
    if (notes.arrivals == ArrivalPattern::replay) {
      reading.problem(named_at,
                      fmt::format("queue \"{}\" is replayed, and the forecast has it, too", queue.name),
                      "take one of them out");
      continue;
    }
    DemandSpec demand;
    demand.queue = QueueId(q);
    demand.pattern = notes.arrivals;
    demand.interval_cv = notes.interval_cv;
    for (const ForecastRow* row : rows) demand.intervals.push_back({row->at, row->length, row->offered});
    lay_handling(reading, rows, queue, notes, demand);
    ask_about_outage(reading, rows, queue.name);
    draft.spec.demand.push_back(std::move(demand));
  }
  return queues.size();
}

void lay_replay(Reading& reading, const ReplayTable& table, const Place& named_at, CentreDraft& draft) {
  std::map<std::size_t, DemandSpec> demands;
  std::vector<std::string> unknown;
  for (const ReplayRow& row : table.rows) {
    const auto queue = index_of(row.queue, draft.names.queues);
    if (!queue) {
      if (index_of(row.queue, unknown)) continue;
      unknown.push_back(row.queue);
      reading.append({undefined_name(row.place, "queue", row.queue, draft.names.queues)});
      continue;
    }
    ReplayCall call;
    call.at = row.at;
    if (row.handling_s) call.handling = Duration::seconds(*row.handling_s);
    if (row.patience_s) call.patience = Duration::seconds(*row.patience_s);
    demands[*queue].replay.push_back(call);
  }
  for (auto& [q, demand] : demands) {
    const bool forecast = std::any_of(draft.spec.demand.begin(), draft.spec.demand.end(),
                                      [q = q](const DemandSpec& d) { return d.queue.index() == q; });
    if (forecast) {
      const bool typed = !draft.queues[q].calls_per_hour.empty();
      reading.problem(named_at,
                      fmt::format("queue \"{}\" is replayed and {}, too", draft.names.queues[q],
                                  typed ? "says calls_per_hour" : "has a forecast"),
                      "take one of them out");
      continue;
    }
    std::stable_sort(demand.replay.begin(), demand.replay.end(),
                     [](const ReplayCall& a, const ReplayCall& b) { return a.at < b.at; });
    demand.queue = QueueId(q);
    demand.pattern = ArrivalPattern::replay;
    draft.spec.demand.push_back(std::move(demand));
  }
}

}  // namespace switchover
