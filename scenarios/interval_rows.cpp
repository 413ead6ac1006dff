#include "scenarios/interval_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace switchover {

namespace {

constexpr std::int64_t day_s = 86'400;
// Longest run of equal gaps of several intervals that may pass as missing rows; more look like another
// length.
constexpr int longest_run_of_gaps = 3;

std::string length_text(std::int64_t s) {
  if (s % 3600 == 0) return fmt::format("{} h", s / 3600);
  if (s % 60 == 0) return fmt::format("{} min", s / 60);
  return fmt::format("{} s", s);
}

// Turns names into small numbers, in order of appearance.
class Names {
 public:
  std::uint32_t number_of(const std::string& name) {
    const auto [at, is_new] = numbers_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
    if (is_new) names_.push_back(name);
    return at->second;
  }
  std::vector<std::string> take() { return std::move(names_); }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> names_;
};

Place place_of(const TableSource& source) {
  return source.named_at.file.empty() ? Place{source.shown, 0, 0} : source.named_at;
}

void check_values(const TableFile& table, const IntervalRules& rules, ProblemList& problems) {
  for (const ValueColumn& column : rules.values) {
    if (!column.required || table.has(column.name)) continue;
    problems.add(
        table.header_line(), 0, fmt::format("no column \"{}\"", column.name),
        fmt::format("the file has {}; name it: columns = {{ {} = \"...\" }}", table.headings(), column.name));
  }
}

// Genesys Cloud files hold all media: is this row about calls?
bool is_voice(const TableFile& table, int media) {
  if (media < 0) return true;
  const std::string key = heading_key(table.text(media));
  return key == "voice" || key == "call";
}

class RowsReader {
 public:
  RowsReader(TableFile& table, const StampReader& stamps, const TableSource& source,
             const IntervalRules& rules)
      : table_(table), stamps_(stamps), source_(source), rules_(rules) {}

  IntervalRows read(ProblemList& problems) {
    IntervalRows rows;
    rows.shown = table_.shown();
    for (const ValueColumn& column : rules_.values) {
      at_.push_back(table_.column(column.name));
      rows.columns.push_back(at_.back() + 1);
    }
    series_ = table_.column(rules_.series);
    const int media = table_.column("media_type");
    skill_ = table_.column("skill_set");
    language_ = table_.column("language");
    for (std::size_t i = 0; i < table_.size() && !problems.hopeless(); ++i) {
      table_.load(i);
      ++rows.rows_read;
      if (is_voice(table_, media)) {
        read_row(rows, problems);
      } else {
        ++rows.other_media;
      }
    }
    rows.series = names_.take();
    return rows;
  }

 private:
  void read_row(IntervalRows& rows, ProblemList& problems) {
    IntervalRow row;
    row.line = table_.line();
    row.first_value = rows.numbers.size();
    const std::optional<Stamp> stamp = stamps_.read(table_, problems);
    bool fine = stamp.has_value();
    const std::string& name = series_ >= 0 ? table_.text(series_) : source_.only_queue;
    if (name.empty() || name.size() > 200) {
      problems.add(
          row.line, series_ + 1,
          refusal(table_.heading(series_), name, name.empty() ? "is empty" : "is longer than 200 characters"),
          fmt::format("write the name of the {}", rules_.series));
      fine = false;
    }
    for (std::size_t c = 0; c < at_.size(); ++c) {
      double number = IntervalRows::absent;
      if (at_[c] >= 0) {
        const bool may_be_empty = !rules_.values[c].required;
        const std::string& text = table_.text(at_[c]);
        const std::optional<double> read =
            table_.number(at_[c], rules_.values[c].kind, may_be_empty, problems);
        if (read) {
          number = *read;
        } else if (!may_be_empty || (!text.empty() && text != "-")) {
          fine = false;
        }
      }
      rows.numbers.push_back(number);
    }
    if (!fine) return;
    row.at_s = stamp->second;
    row.kind = stamp->kind;
    row.second_pass = stamp->second_pass;
    row.series = names_.number_of(name);
    if (skill_ >= 0 || language_ >= 0) {
      row.part = parts_.number_of((skill_ >= 0 ? table_.text(skill_) : "") + "\n" +
                                  (language_ >= 0 ? table_.text(language_) : ""));
    }
    rows.rows.push_back(row);
  }

  TableFile& table_;
  const StampReader& stamps_;
  const TableSource& source_;
  const IntervalRules& rules_;
  std::vector<int> at_;
  int series_ = -1, skill_ = -1, language_ = -1;
  Names names_, parts_;
};

void add_row(IntervalRows& rows, const IntervalRow& to, const IntervalRow& from) {
  for (std::size_t c = 0; c < rows.columns.size(); ++c) {
    double& sum = rows.number(to, c);
    const double more = rows.number(from, c);
    if (more != more) continue;
    sum = sum == sum ? sum + more : more;
  }
}

// Sorts; adds up parts; drops the second pass of an hour that comes twice; refuses other repeats.
void settle_repeats(IntervalRows& rows, const Calendar& calendar, ProblemList& problems) {
  std::sort(rows.rows.begin(), rows.rows.end(), [](const IntervalRow& a, const IntervalRow& b) {
    return std::tie(a.series, a.at_s, a.second_pass, a.part, a.line) <
           std::tie(b.series, b.at_s, b.second_pass, b.part, b.line);
  });
  std::vector<IntervalRow> kept;
  kept.reserve(rows.rows.size());
  const IntervalRow* last = nullptr;  // of the same part
  for (const IntervalRow& row : rows.rows) {
    const bool same = !kept.empty() && kept.back().series == row.series && kept.back().at_s == row.at_s;
    const bool other_part = same && last->part != row.part;
    if (row.second_pass || (same && !other_part && row.kind == LocalTime::twice)) {
      ++rows.repeated_hour;
    } else if (!same) {
      kept.push_back(row);
    } else if (other_part) {
      add_row(rows, kept.back(), row);
    } else if (!problems.hopeless()) {
      problems.add(row.line, 0,
                   fmt::format("{} at {} is already in line {}", in_quotes(rows.series[row.series]),
                               moment_text(calendar, row.at_s), last->line),
                   "keep one of the two rows");
    }
    last = &row;
  }
  rows.rows = std::move(kept);
}

bool follows(const IntervalRow& a, const IntervalRow& b) { return a.series == b.series; }

// The most common distance between neighbours of one series; the shorter one of equally common ones. 0: none.
std::int64_t common_gap(const std::vector<IntervalRow>& rows) {
  std::map<std::int64_t, std::size_t> gaps;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (follows(rows[i - 1], rows[i])) ++gaps[rows[i].at_s - rows[i - 1].at_s];
  }
  std::int64_t best = 0;
  std::size_t most = 0;
  for (const auto& [gap, count] : gaps) {
    if (count > most) {
      best = gap;
      most = count;
    }
  }
  return best;
}

// Do the rows stand on a grid, or are they steps that hold until the next one? A grid: most distances are one
// and the same, of at most an hour, as planning tools export them.
bool on_a_grid(const std::vector<IntervalRow>& rows, std::int64_t length) {
  std::size_t gaps = 0, common = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (!follows(rows[i - 1], rows[i])) continue;
    ++gaps;
    if (rows[i].at_s - rows[i - 1].at_s == length) ++common;
  }
  return common == gaps || (length <= 3600 && 3 * common >= 2 * gaps);
}

// The first row whose distance from its neighbour speaks of another interval length, or size() when all
// agree.
std::size_t first_odd_row(const std::vector<IntervalRow>& rows, std::int64_t length) {
  int run = 0;
  std::int64_t before = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::int64_t gap = follows(rows[i - 1], rows[i]) ? rows[i].at_s - rows[i - 1].at_s : length;
    if (gap % length != 0) return i;
    run = gap != length && gap < day_s / 2 && gap == before ? run + 1 : gap != length ? 1 : 0;
    before = gap;
    if (run > longest_run_of_gaps) return i;
  }
  return rows.size();
}

void give_steps(IntervalRows& rows, const Calendar& calendar) {
  const std::int64_t end = calendar.length.count_us() / 1'000'000;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    IntervalRow& row = rows.rows[i];
    const bool last = i + 1 == rows.rows.size() || !follows(row, rows.rows[i + 1]);
    row.length_s = last ? std::max<std::int64_t>(end - row.at_s, 1) : rows.rows[i + 1].at_s - row.at_s;
  }
  rows.length_s = 0;
}

void note_gaps(const IntervalRows& rows, const Calendar& calendar, const IntervalRules& rules,
               Problems& lints) {
  std::int64_t missing = 0, first = 0;
  int line = 0;
  const std::int64_t end = calendar.length.count_us() / 1'000'000;
  for (std::size_t i = 1; i < rows.rows.size(); ++i) {
    const IntervalRow &a = rows.rows[i - 1], &b = rows.rows[i];
    if (!follows(a, b) || b.at_s - a.at_s <= rows.length_s) continue;
    const WallClock from = plus_seconds(calendar.start, a.at_s), to = plus_seconds(calendar.start, b.at_s);
    if (date_text(from) != date_text(to)) continue;  // closed at night
    for (std::int64_t t = a.at_s + rows.length_s; t < b.at_s; t += rows.length_s) {
      if (t < 0 || t >= end) continue;
      if (!calendar.timezone.empty() &&
          local_time(plus_seconds(calendar.start, t), calendar.timezone) == LocalTime::never) {
        continue;
      }
      if (missing++ == 0) {
        first = t;
        line = b.line;
      }
    }
  }
  if (missing == 0) return;
  lints.push_back(
      problem_at(Place{rows.shown, line, 0},
                 fmt::format("{} {} missing, the first at {}", missing,
                             missing == 1 ? "interval is" : "intervals are", moment_text(calendar, first)),
                 rules.kind == TableKind::staff      ? "read as nobody on the phones"
                 : rules.kind == TableKind::forecast ? "read as no calls"
                                                     : "not compared"));
}

void set_lengths(IntervalRows& rows, const Calendar& calendar, const IntervalRules& rules,
                 ProblemList& problems, Problems& lints) {
  if (rows.rows.empty()) return;
  const std::int64_t length = common_gap(rows.rows);
  const std::size_t odd = length > 0 ? first_odd_row(rows.rows, length) : rows.rows.size();
  if (length == 0) {
    give_steps(rows, calendar);
    if (!rules.steps) {
      lints.push_back(
          problem_at(Place{rows.shown, rows.rows[0].line, 0},
                     "one interval start only, so its interval is taken to last to the end of the scenario",
                     "add a row for the next interval if it ends sooner"));
    }
    return;
  }
  if (rules.steps && (odd < rows.rows.size() || !on_a_grid(rows.rows, length))) {
    give_steps(rows, calendar);
    lints.push_back(problem_at(Place{rows.shown, 0, 0},
                               "the rows are not at equal distances, so each number holds until the next row",
                               "write one row per interval if that is not meant"));
    return;
  }
  if (odd < rows.rows.size()) {
    const std::int64_t gap = rows.rows[odd].at_s - rows.rows[odd - 1].at_s;
    problems.add(rows.rows[odd].line, 0,
                 fmt::format("intervals of different length: {} before {}, elsewhere {}", length_text(gap),
                             moment_text(calendar, rows.rows[odd].at_s), length_text(length)),
                 fmt::format("use {} throughout", length_text(length)));
    return;
  }
  rows.length_s = length;
  for (IntervalRow& row : rows.rows) row.length_s = length;
  note_gaps(rows, calendar, rules, lints);
}

}  // namespace

bool check_series(const TableSource& source, const TableFile& table, const char* series,
                  ProblemList& problems) {
  const bool has = table.has(series);
  if (has && !source.only_queue.empty()) {
    problems.add(problem_at(place_of(source),
                            fmt::format("{} = {} is for files without a column \"{}\"", series,
                                        in_quotes(source.only_queue), series),
                            fmt::format("{} has one: take it out", source.shown)));
    return false;
  }
  if (has || !source.only_queue.empty()) return true;
  problems.add(
      table.header_line(), 0, fmt::format("no column \"{}\"", series),
      fmt::format("the file has {}; name it in columns, or write {} = \"...\" beside path if all rows belong "
                  "to one",
                  table.headings(), series));
  return false;
}

std::string moment_text(const Calendar& calendar, std::int64_t at_s) {
  const WallClock clock = plus_seconds(calendar.start, at_s);
  std::string text = fmt::format("{} {:02}:{:02}", date_text(clock), clock.hour, clock.minute);
  if (clock.second != 0) text += fmt::format(":{:02}", clock.second);
  return text;
}

Clip clip_to(const Calendar& calendar, const IntervalRow& row) {
  const Time end = Time::after_start(calendar.length);
  const Time from = Time::after_start(Duration::whole_seconds(row.at_s));
  const Time to = from + Duration::whole_seconds(row.length_s);
  const Time at = std::max(from, Time{});
  const Time until = std::min(to, end);
  return until > at ? Clip{at, until - at} : Clip{at, Duration{}};
}

std::optional<Problem> check_coverage(const IntervalRows& rows, const Calendar& calendar, std::size_t inside,
                                      std::vector<Problem>& lints) {
  if (rows.rows.empty()) return std::nullopt;
  const std::size_t outside = rows.rows.size() - inside;
  if (outside == 0) return std::nullopt;
  const std::int64_t length = calendar.length.count_us() / 1'000'000;
  const std::string window =
      fmt::format("the scenario ({} to {})", moment_text(calendar, 0), moment_text(calendar, length));
  std::int64_t first = rows.rows[0].at_s, last = first;
  for (const IntervalRow& row : rows.rows) {
    first = std::min(first, row.at_s);
    last = std::max(last, row.at_s);
  }
  if (inside == 0) {
    return problem_at(Place{rows.shown, 0, 0}, fmt::format("no row lies inside {}", window),
                      fmt::format("the file runs from {} to {}", moment_text(calendar, first),
                                  moment_text(calendar, last)));
  }
  lints.push_back(problem_at(Place{rows.shown, 0, 0},
                             fmt::format("{} of {} rows {} outside {}", outside, rows.rows.size(),
                                         outside == 1 ? "lies" : "lie", window),
                             "not used"));
  return std::nullopt;
}

Expected<IntervalRows> read_interval_rows(const TableSource& source, const Calendar& calendar,
                                          const IntervalRules& rules, std::vector<Problem>& lints) {
  const Expected<Layout> layout = layout_of(rules.kind, source);
  if (!layout) return layout.problems();
  Problems notes;
  Expected<TableFile> opened = TableFile::open(source, layout.value(), notes);
  if (!opened) return opened.problems();
  TableFile table = std::move(opened).value();
  ProblemList problems(source.shown);
  problems.add(table.take_trouble());
  const StampReader stamps(table, source, layout.value(), calendar, "interval_start", problems);
  const bool named = check_series(source, table, rules.series, problems);
  check_values(table, rules, problems);
  if (!stamps.usable() || !named) return problems.take();
  IntervalRows rows = RowsReader(table, stamps, source, rules).read(problems);
  settle_repeats(rows, calendar, problems);
  set_lengths(rows, calendar, rules, problems, notes);
  if (problems.empty() && rows.rows.empty()) {
    problems.add(0, 0, "no row is about calls", "rows of other media are left out");
  }
  if (!problems.empty()) return problems.take();
  if (rows.repeated_hour > 0) {
    notes.push_back(problem_at(
        Place{source.shown, 0, 0},
        fmt::format("{} rows repeat the hour that comes twice when the clocks go back", rows.repeated_hour),
        "the second hour is left out"));
  }
  if (rows.other_media > 0) {
    notes.push_back(problem_at(
        Place{source.shown, 0, 0},
        fmt::format("{} of {} rows are about other media than voice", rows.other_media, rows.rows_read),
        "not used"));
  }
  lints.insert(lints.end(), notes.begin(), notes.end());
  return rows;
}

}  // namespace switchover
