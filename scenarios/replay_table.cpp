#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "scenarios/interval_rows.hpp"
#include "scenarios/table_stamps.hpp"
#include "scenarios/tables.hpp"

namespace switchover {

namespace {

// Logs of calls in which no call lasts 20 s are most likely in minutes; fewer calls than this prove nothing.
constexpr std::size_t enough_calls = 10;

class ReplayReader {
 public:
  ReplayReader(const TableFile& table, const StampReader& stamps, const TableSource& source,
               const Calendar& calendar)
      : table_(table), stamps_(stamps), source_(source), end_(Time::after_start(calendar.length)) {
    queue_ = table.column("queue");
    handling_ = table.column("handling_s");
    patience_ = table.column("patience_s");
  }

  void read_row(ReplayTable& out, ProblemList& problems) {
    ++out.rows_read;
    const std::optional<Stamp> stamp = stamps_.read(table_, problems);
    ReplayRow row;
    row.queue = queue_ >= 0 ? table_.text(queue_) : source_.only_queue;
    if (row.queue.empty() || row.queue.size() > 200) {
      problems.add(
          table_.line(), queue_ + 1,
          refusal("queue", row.queue, row.queue.empty() ? "is empty" : "is longer than 200 characters"),
          "write the name of the queue");
    }
    if (handling_ >= 0) row.handling_s = table_.number(handling_, ValueKind::duration, true, problems);
    if (patience_ >= 0) row.patience_s = table_.number(patience_, ValueKind::duration, true, problems);
    if (row.handling_s) longest_ = std::max(longest_, *row.handling_s);
    if (row.handling_s && *row.handling_s > 0) ++handled_;
    if (!stamp) return;
    row.at = Time::after_start(Duration::whole_seconds(stamp->second) +
                               Duration::microseconds(stamp->microsecond));
    row.place = table_.place(stamps_.column() + 1);
    first_ = std::min(first_, stamp->second);
    last_ = std::max(last_, stamp->second);
    if (stamp->second_pass) {
      ++repeated_hour_;
    } else if (row.at < Time{} || row.at >= end_) {
      ++out.rows_outside;
    } else {
      out.rows.push_back(std::move(row));
    }
  }

  void ask(const ReplayTable& out, const Calendar& calendar, ProblemList& problems, Problems& notes) const {
    const std::string& file = source_.shown;
    const std::string window = fmt::format("the scenario ({} to {})", moment_text(calendar, 0),
                                           moment_text(calendar, calendar.length.count_us() / 1'000'000));
    if (out.rows.empty() && out.rows_outside > 0) {
      problems.add(0, 0, fmt::format("no call lies inside {}", window),
                   fmt::format("the file runs from {} to {}", moment_text(calendar, first_),
                               moment_text(calendar, last_)));
    } else if (out.rows_outside > 0) {
      notes.push_back(problem_at(
          Place{file, 0, 0},
          fmt::format("{} of {} calls lie outside {}", out.rows_outside, out.rows_read, window), "not used"));
    }
    if (repeated_hour_ > 0) {
      notes.push_back(problem_at(
          Place{file, 0, 0},
          fmt::format("{} calls lie in the hour that comes twice when the clocks go back", repeated_hour_),
          "the second hour is left out"));
    }
    if (handled_ >= enough_calls && longest_ < 20) {
      problems.add(
          table_.header_line(), handling_ + 1,
          fmt::format(
              "the handling time is below 20 s in all {} calls that have one, which looks like minutes",
              handled_),
          "write seconds");
    }
  }

 private:
  const TableFile& table_;
  const StampReader& stamps_;
  const TableSource& source_;
  Time end_;
  int queue_ = -1, handling_ = -1, patience_ = -1;
  std::int64_t first_ = std::numeric_limits<std::int64_t>::max(),
               last_ = std::numeric_limits<std::int64_t>::min();
  std::size_t repeated_hour_ = 0, handled_ = 0;
  double longest_ = 0;
};

}  // namespace

Expected<ReplayTable> read_replay(const TableSource& source, const Calendar& calendar,
                                  std::vector<Problem>& lints) {
  const Expected<Layout> layout = layout_of(TableKind::replay, source);
  if (!layout) return layout.problems();
  Problems notes;
  Expected<TableFile> opened = TableFile::open(source, layout.value(), notes);
  if (!opened) return opened.problems();
  TableFile table = std::move(opened).value();
  ProblemList problems(source.shown);
  problems.add(table.take_trouble());
  const StampReader stamps(table, source, layout.value(), calendar, "at", problems);
  const bool named = check_series(source, table, "queue", problems);
  if (!stamps.usable() || !named) return problems.take();
  ReplayTable out;
  ReplayReader reader(table, stamps, source, calendar);
  for (std::size_t i = 0; i < table.size() && !problems.hopeless(); ++i) {
    table.load(i);
    reader.read_row(out, problems);
  }
  reader.ask(out, calendar, problems, notes);
  if (!problems.empty()) return problems.take();
  const auto earlier = [](const ReplayRow& a, const ReplayRow& b) { return a.at < b.at; };
  if (!std::is_sorted(out.rows.begin(), out.rows.end(), earlier)) {
    std::stable_sort(out.rows.begin(), out.rows.end(), earlier);
  }
  lints.insert(lints.end(), notes.begin(), notes.end());
  return out;
}

}  // namespace switchover
