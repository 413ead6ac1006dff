#include "models/platform/story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "models/platform/csv_cells.hpp"
#include "models/platform/exact_text.hpp"
#include "models/platform/story_line.hpp"
#include "sim/joined.hpp"

namespace switchover {

namespace {

struct KindName {
  const char* name;
  StoryKind kind;
};
constexpr KindName kind_names[] = {
    {"fault_begins", StoryKind::fault_begins},
    {"fault_ends", StoryKind::fault_ends},
    {"down", StoryKind::down},
    {"up", StoryKind::up},
    {"slow", StoryKind::slow},
    {"slow_ends", StoryKind::slow_ends},
    {"promoted", StoryKind::promoted},
    {"detected", StoryKind::detected},
    {"cleared", StoryKind::cleared},
    {"decided", StoryKind::decided},
    {"redirect", StoryKind::redirect},
    {"agents_at", StoryKind::agents_at},
    {"sign_in_failed", StoryKind::sign_in_failed},
    {"failback_begins", StoryKind::failback_begins},
    {"failback_ends", StoryKind::failback_ends},
    {"data_lost", StoryKind::data_lost},
    {"copy_done", StoryKind::copy_done},
};

enum Column : std::size_t { at_s, what, component, rule, platform, to, value, fault, columns };
constexpr const char* column_names[columns] = {"at_s",     "what", "component", "rule",
                                               "platform", "to",   "value",     "fault"};

std::vector<std::string> names_of_columns() { return {std::begin(column_names), std::end(column_names)}; }
std::vector<std::string> names_of_kinds() {
  std::vector<std::string> names;
  for (const KindName& entry : kind_names) names.emplace_back(entry.name);
  return names;
}
template <class Things>
std::vector<std::string> names_of(const Things& things) {
  std::vector<std::string> names;
  for (const auto& thing : things) names.push_back(thing.name);
  return names;
}

// What a line calls each of them; a name that would not lead back to its owner gives way to the number.
std::vector<std::string> cells_of(const std::vector<std::string>& names) {
  std::vector<std::string> sorted = names;
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), names[i]);
    const bool clear = last - first == 1 && !names[i].empty() && names[i].front() != '#';
    cells.push_back(clear ? csv_cell(names[i]) : csv_cell(fmt::format("#{}", i + 1)));
  }
  return cells;
}

const std::string& cell_at(const std::vector<std::string>& cells, std::size_t index) {
  demand(index < cells.size(), "a story speaks only of what is in its estate");
  return cells[index];
}

class StoryReader {
 public:
  StoryReader(std::string file, const EstateSpec& estate, const std::vector<std::string>& platform_names)
      : file_(std::move(file)),
        components_(names_of(estate.components)),
        rules_(names_of(estate.failovers)),
        flows_(names_of(estate.flows)),
        platforms_(platform_names) {}

  Expected<Story> read(const std::string& text) {
    const CsvText csv = split_csv(text);
    if (csv.open_quote)
      complain(*csv.open_quote, "the quote that begins here is never closed", "close it with \"");
    if (csv.rows.empty()) {
      complain({}, "the file has no header line", "begin it with " + joined(names_of_columns()));
    } else if (!csv.open_quote) {
      read_header(csv.rows.front());
      if (problems_.empty()) {
        for (auto row = csv.rows.begin() + 1; row != csv.rows.end(); ++row) read_row(*row);
      }
    }
    if (!problems_.empty()) return std::move(problems_);
    std::stable_sort(story_.events.begin(), story_.events.end(),
                     [](const StoryEvent& a, const StoryEvent& b) { return a.at < b.at; });
    return std::move(story_);
  }

 private:
  static constexpr std::size_t most_problems = 200;

  void complain(CsvPlace place, std::string wrong, std::string hint = {}) {
    if (problems_.size() < most_problems)
      problems_.push_back({{file_, place.line, place.column}, std::move(wrong), std::move(hint)});
  }
  void complain_name(CsvPlace place, const char* role, const std::string& name,
                     const std::vector<std::string>& known) {
    const std::string near = nearest_name(name, known);
    complain(place, fmt::format("{} \"{}\" is not known", role, name),
             near.empty() ? "known: " + joined(known) : "did you mean \"" + near + "\"?");
  }

  void read_header(const CsvRow& row) {
    std::vector<bool> found(columns, false);
    for (const CsvCell& cell : row.cells) {
      const auto* name = std::find(std::begin(column_names), std::end(column_names), cell.text);
      const auto column = static_cast<std::size_t>(name - std::begin(column_names));
      if (column == columns) {
        complain_name(cell.place, "column", cell.text, names_of_columns());
      } else if (found[column]) {
        complain(cell.place, fmt::format("column \"{}\" stands twice in the header", cell.text),
                 "remove one of them");
      } else {
        found[column] = true;
      }
      order_.push_back(column);
    }
    for (const std::size_t needed : {at_s, what}) {
      if (!found[needed])
        complain({row.line, 0}, fmt::format("column \"{}\" is missing", column_names[needed]),
                 "the header is " + joined(names_of_columns()));
    }
  }

  void read_row(const CsvRow& row) {
    if (row.cells.size() != order_.size()) {
      complain({row.line, 0},
               fmt::format("the line has {} cell{}, the header {}", row.cells.size(),
                           row.cells.size() == 1 ? "" : "s", order_.size()),
               "separate cells with commas and put quotes around text that holds one");
      return;
    }
    cells_.assign(columns, nullptr);
    for (std::size_t i = 0; i < order_.size(); ++i) cells_[order_[i]] = &row.cells[i];
    StoryEvent event;
    const std::optional<std::int64_t> us = microseconds_of(text(at_s));
    if (!us)
      complain(place(at_s), fmt::format("\"{}\" is no time in seconds", text(at_s)),
               "write seconds from 0 to 100 years with at most six decimals, such as 36900 or 36900.25");
    event.at = Time::microseconds(us.value_or(0));
    const auto* kind = std::find_if(std::begin(kind_names), std::end(kind_names),
                                    [&](const KindName& entry) { return text(what) == entry.name; });
    if (kind == std::end(kind_names)) {
      complain_name(place(what), "what", text(what), names_of_kinds());
      return;
    }
    event.kind = kind->kind;
    event.component = ComponentId{};
    if (const auto index = named(component, "component", components_)) event.component = ComponentId(*index);
    const bool flow = event.kind == StoryKind::copy_done;
    if (const auto index = named(rule, flow ? "data flow" : "failover rule", flow ? flows_ : rules_))
      event.rule = static_cast<int>(*index);
    if (const auto index = named(platform, "platform", platforms_)) event.platform = PlatformId(*index);
    if (const auto index = named(to, "platform", platforms_)) event.to = PlatformId(*index);
    if (!text(value).empty()) {
      const std::optional<double> number = number_of(text(value));
      if (!number) complain(place(value), fmt::format("\"{}\" is no number", text(value)));
      event.value = number.value_or(0);
    }
    event.fault = text(fault);
    story_.events.push_back(std::move(event));
  }

  std::string text(Column column) const { return cells_[column] == nullptr ? "" : cells_[column]->text; }
  CsvPlace place(Column column) const {
    return cells_[column] != nullptr ? cells_[column]->place : CsvPlace{cells_[at_s]->place.line, 0};
  }

  std::optional<std::size_t> named(Column column, const char* role, const std::vector<std::string>& known) {
    const std::string name = text(column);
    if (name.empty()) return std::nullopt;
    if (name.front() == '#') {
      const std::optional<std::uint64_t> number = count_of(std::string_view(name).substr(1));
      if (number && *number >= 1 && *number <= known.size()) return *number - 1;
    } else {
      const auto found = std::find(known.begin(), known.end(), name);
      if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
    }
    complain_name(place(column), role, name, known);
    return std::nullopt;
  }

  std::string file_;
  std::vector<std::string> components_, rules_, flows_, platforms_;
  std::vector<std::size_t> order_;     // column of each cell, from the header
  std::vector<const CsvCell*> cells_;  // of the row at hand, by column; nullptr: the column was left out
  Story story_;
  Problems problems_;
};

}  // namespace

StoryLines::StoryLines(const EstateSpec& estate, const std::vector<std::string>& platform_names)
    : components_(cells_of(names_of(estate.components))),
      rules_(cells_of(names_of(estate.failovers))),
      flows_(cells_of(names_of(estate.flows))),
      platforms_(cells_of(platform_names)) {}

std::string StoryLines::header() {
  std::string text;
  for (const char* name : column_names) text += (text.empty() ? "" : ",") + std::string(name);
  return text + "\n";
}

std::string StoryLines::line(const StoryEvent& event) const {
  demand(!std::isnan(event.value), "the value of an event is a number");
  const std::vector<std::string>& rules = event.kind == StoryKind::copy_done ? flows_ : rules_;
  const auto cell = [](const std::vector<std::string>& cells, auto id) {
    return id.is_none() ? std::string{} : cell_at(cells, id.index());
  };
  return fmt::format("{},{},{},{},{},{},{},{}\n", seconds_text(event.at.count_us()), name_of(event.kind),
                     cell(components_, event.component),
                     event.rule < 0 ? "" : cell_at(rules, static_cast<std::size_t>(event.rule)),
                     cell(platforms_, event.platform), cell(platforms_, event.to),
                     event.value == 0 ? "" : exact_number(event.value), csv_cell(event.fault));
}

const char* name_of(StoryKind kind) {
  for (const KindName& entry : kind_names) {
    if (entry.kind == kind) return entry.name;
  }
  demand(false, "a kind of event has a name");
}

std::string to_csv(const Story& story, const EstateSpec& estate,
                   const std::vector<std::string>& platform_names) {
  const StoryLines lines(estate, platform_names);
  std::string text = StoryLines::header();
  for (const StoryEvent& event : story.events) text += lines.line(event);
  return text;
}

Expected<Story> story_from_csv(const std::string& text, const std::string& file, const EstateSpec& estate,
                               const std::vector<std::string>& platform_names) {
  return StoryReader(file, estate, platform_names).read(text);
}

}  // namespace switchover
