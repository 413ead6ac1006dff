#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "scenarios/interval_rows.hpp"
#include "scenarios/table_stamps.hpp"
#include "scenarios/tables.hpp"

namespace switchover {

namespace {

constexpr std::int64_t day_s = 86'400;

struct ActivityName {
  const char* written;
  const char* ours;
};
constexpr std::array<ActivityName, 15> activities = {{{"", ""},
                                                      {"work", "work"},
                                                      {"shift", "work"},
                                                      {"phones", "work"},
                                                      {"on_phones", "work"},
                                                      {"on_queue", "work"},
                                                      {"break", "break"},
                                                      {"pause", "break"},
                                                      {"lunch", "lunch"},
                                                      {"meal", "lunch"},
                                                      {"training", "training"},
                                                      {"coaching", "training"},
                                                      {"meeting", "meeting"},
                                                      {"team_meeting", "meeting"},
                                                      {"other", "other"}}};

bool is_work(const ScheduleRow& row) { return row.activity.empty() || row.activity == "work"; }

// A row with its times in seconds from the start of the scenario, before it is cut to the calendar.
struct Stretch {
  ScheduleRow row;
  std::int64_t start = 0, end = 0;
};

class ScheduleReader {
 public:
  ScheduleReader(const TableFile& table, const StampReader& stamps) : table_(table), stamps_(stamps) {
    agent_ = table.column("agent");
    team_ = table.column("team");
    date_ = table.column("date");
    start_ = table.column("start");
    end_ = table.column("end");
    activity_ = table.column("activity");
    skills_ = table.column("skills");
    platform_ = table.column("platform");
    count_ = table.column("count");
    factor_ = table.column("aht_factor");
  }

  std::optional<Stretch> read_row(ProblemList& problems) const {
    Stretch stretch;
    ScheduleRow& row = stretch.row;
    row.place = table_.place();
    bool fine = read_names(row, problems);
    fine = read_times(stretch, problems) && fine;
    fine = read_activity(row, problems) && fine;
    if (skills_ >= 0) row.skills = parts_of(table_.text(skills_));
    if (platform_ >= 0)
      row.platform = heading_key(table_.text(platform_)) == "both" ? "both" : table_.text(platform_);
    fine = read_numbers(row, problems) && fine;
    return fine ? std::optional<Stretch>(std::move(stretch)) : std::nullopt;
  }

 private:
  std::string text(int column) const { return column >= 0 ? table_.text(column) : std::string(); }

  bool read_names(ScheduleRow& row, ProblemList& problems) const {
    row.agent = text(agent_);
    row.group = text(team_);
    if (row.agent.empty() && row.group.empty()) {
      problems.add(table_.line(), std::max(agent_, team_) + 1, "the row names neither an agent nor a team",
                   "write one of them");
      return false;
    }
    if (row.agent.size() > 200 || row.group.size() > 200) {
      problems.add(table_.line(), 0, "a name is longer than 200 characters", "shorten it");
      return false;
    }
    return true;
  }

  bool read_times(Stretch& stretch, ProblemList& problems) const {
    const std::optional<Stamp> start = stamps_.read(table_, start_, date_, problems);
    const std::optional<Stamp> end = stamps_.read(table_, end_, date_, problems);
    if (!start || !end) return false;
    stretch.start = start->second;
    stretch.end = end->second;
    if (stretch.end <= stretch.start && !end->own_date) stretch.end += day_s;  // past midnight
    if (stretch.end <= stretch.start) {
      problems.add(table_.line(), end_ + 1,
                   fmt::format("end {} is not after start {}", in_quotes(table_.text(end_)),
                               in_quotes(table_.text(start_))),
                   "write the later moment as end");
      return false;
    }
    if (stretch.end - stretch.start > day_s) {
      problems.add(table_.line(), end_ + 1, "the row lasts longer than 24 hours", "write one row per shift");
      return false;
    }
    return true;
  }

  bool read_activity(ScheduleRow& row, ProblemList& problems) const {
    const std::string written = text(activity_);
    const std::string key = heading_key(written);
    const auto* known = std::find_if(activities.begin(), activities.end(),
                                     [&key](const ActivityName& name) { return key == name.written; });
    if (known != activities.end()) {
      row.activity = known->ours;
      return true;
    }
    std::vector<std::string> names;
    names.reserve(activities.size());
    for (const ActivityName& name : activities) names.emplace_back(name.written);
    const std::string near = nearest_name(key, names);
    problems.add(table_.line(), activity_ + 1, fmt::format("activity {} is not known", in_quotes(written)),
                 near.empty()
                     ? "write work, break, lunch, training, meeting, or other for anything off the phones"
                     : fmt::format("did you mean \"{}\"?", near));
    return false;
  }

  // "billing; support after 60s" or "billing|support"
  static std::vector<std::string> parts_of(std::string_view cell) {
    std::vector<std::string> parts;
    while (!cell.empty()) {
      const std::size_t end = std::min(cell.find_first_of(";|"), cell.size());
      const std::string_view part = trimmed(cell.substr(0, end));
      if (!part.empty()) parts.emplace_back(part);
      cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return parts;
  }

  bool read_numbers(ScheduleRow& row, ProblemList& problems) const {
    bool fine = true;
    if (count_ >= 0 && !table_.text(count_).empty()) {
      const std::optional<double> count = table_.number(count_, ValueKind::agents, false, problems);
      fine = count.has_value();
      if (count && (*count < 1 || *count != static_cast<double>(static_cast<std::uint32_t>(*count)))) {
        problems.add(table_.line(), count_ + 1,
                     refusal("count", table_.text(count_), "is not a whole number above 0"),
                     "write how many agents of the team work so");
        fine = false;
      } else if (count && *count > 1 && !row.agent.empty()) {
        problems.add(table_.line(), count_ + 1,
                     fmt::format("agent {} is one person, but count is {}", in_quotes(row.agent), *count),
                     "leave agent empty and name a team");
        fine = false;
      } else if (count) {
        row.count = static_cast<std::uint32_t>(*count);
      }
    }
    if (factor_ >= 0 && !table_.text(factor_).empty()) {
      const std::optional<double> factor = table_.number(factor_, ValueKind::factor, false, problems);
      if (factor) row.aht_factor = *factor;
      fine = fine && factor.has_value();
    }
    return fine;
  }

  const TableFile& table_;
  const StampReader& stamps_;
  int agent_, team_, date_, start_, end_, activity_, skills_, platform_, count_, factor_;
};

bool check_columns(const TableFile& table, ProblemList& problems) {
  bool fine = true;
  const auto missing = [&](const char* what, const char* name) {
    problems.add(
        table.header_line(), 0, fmt::format("no column {}", what),
        fmt::format("the file has {}; name it: columns = {{ {} = \"...\" }}", table.headings(), name));
    fine = false;
  };
  if (!table.has("agent") && !table.has("team")) missing(R"("agent" or "team")", "agent");
  if (!table.has("start")) missing("\"start\"", "start");
  if (!table.has("end")) missing("\"end\"", "end");
  return fine;
}

// A named agent works one shift at a time, and is on a break only during a shift.
void check_agents(const std::vector<Stretch>& stretches, const Calendar& calendar, ProblemList& problems) {
  std::map<std::string, std::vector<const Stretch*>> shifts;
  for (const Stretch& stretch : stretches) {
    if (!stretch.row.agent.empty() && is_work(stretch.row)) shifts[stretch.row.agent].push_back(&stretch);
  }
  for (auto& [agent, own] : shifts) {
    std::sort(own.begin(), own.end(), [](const Stretch* a, const Stretch* b) {
      return std::tie(a->start, a->row.place.line) < std::tie(b->start, b->row.place.line);
    });
    for (std::size_t i = 1; i < own.size() && !problems.hopeless(); ++i) {
      if (own[i]->start >= own[i - 1]->end) continue;
      problems.add(own[i]->row.place.line, 0,
                   fmt::format("{} is already on a shift at {} (line {})", in_quotes(agent),
                               moment_text(calendar, own[i]->start), own[i - 1]->row.place.line),
                   "shifts of one agent may not overlap");
    }
  }
  for (const Stretch& stretch : stretches) {
    if (stretch.row.agent.empty() || is_work(stretch.row) || problems.hopeless()) continue;
    const auto own = shifts.find(stretch.row.agent);
    bool within = false;
    if (own != shifts.end()) {  // the last shift that starts no later
      const auto after = std::upper_bound(own->second.begin(), own->second.end(), stretch.start,
                                          [](std::int64_t t, const Stretch* s) { return t < s->start; });
      within = after != own->second.begin() && stretch.end <= (*std::prev(after))->end;
    }
    if (within) continue;
    problems.add(stretch.row.place.line, 0,
                 fmt::format("{} has no shift around the {} at {}", in_quotes(stretch.row.agent),
                             stretch.row.activity, moment_text(calendar, stretch.start)),
                 "add a row for the shift, without an activity");
  }
}

void cut_to(const Calendar& calendar, std::vector<Stretch>& stretches, ScheduleTable& table,
            ProblemList& problems, Problems& notes) {
  const std::int64_t end_us = calendar.length.count_us();
  std::size_t outside = 0;
  for (Stretch& stretch : stretches) {
    const std::int64_t from = std::max<std::int64_t>(stretch.start * 1'000'000, 0);
    const std::int64_t to = std::min(stretch.end * 1'000'000, end_us);
    if (to <= from) {
      ++outside;
      continue;
    }
    stretch.row.start = Time::microseconds(from);
    stretch.row.end = Time::microseconds(to);
    table.rows.push_back(std::move(stretch.row));
  }
  if (outside == 0) return;
  const std::string window = fmt::format("the scenario ({} to {})", moment_text(calendar, 0),
                                         moment_text(calendar, end_us / 1'000'000));
  if (table.rows.empty()) {
    problems.add(0, 0, fmt::format("no row lies inside {}", window),
                 fmt::format("the first row starts at {}", moment_text(calendar, stretches[0].start)));
    return;
  }
  notes.push_back(problem_at(Place{table.rows[0].place.file, 0, 0},
                             fmt::format("{} of {} rows {} outside {}", outside, stretches.size(),
                                         outside == 1 ? "lies" : "lie", window),
                             "not used"));
}

}  // namespace

Expected<ScheduleTable> read_schedule(const TableSource& source, const Calendar& calendar,
                                      std::vector<Problem>& lints) {
  const Expected<Layout> layout = layout_of(TableKind::schedule, source);
  if (!layout) return layout.problems();
  Problems notes;
  Expected<TableFile> opened = TableFile::open(source, layout.value(), notes);
  if (!opened) return opened.problems();
  TableFile table = std::move(opened).value();
  ProblemList problems(source.shown);
  problems.add(table.take_trouble());
  if (!check_columns(table, problems)) return problems.take();
  const StampReader stamps(table, source, layout.value(), calendar, "start", problems);
  if (!stamps.usable()) return problems.take();
  const ScheduleReader reader(table, stamps);
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < table.size() && !problems.hopeless(); ++i) {
    table.load(i);
    if (std::optional<Stretch> stretch = reader.read_row(problems)) stretches.push_back(std::move(*stretch));
  }
  check_agents(stretches, calendar, problems);
  ScheduleTable out;
  if (problems.empty()) cut_to(calendar, stretches, out, problems, notes);
  if (!problems.empty()) return problems.take();
  lints.insert(lints.end(), notes.begin(), notes.end());
  return out;
}

}  // namespace switchover
