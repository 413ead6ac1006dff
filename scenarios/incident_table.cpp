#include "scenarios/incident_table.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "scenarios/incident_moment.hpp"
#include "scenarios/names.hpp"
#include "scenarios/table_file.hpp"
#include "scenarios/wall_clock.hpp"

namespace switchover {
namespace {

std::optional<IncidentWord> word_of(const std::string& text) {
  using W = IncidentWord;
  static constexpr std::array<std::pair<std::string_view, W>, 19> words{{
      {"fails", W::fails},         {"failed", W::fails},      {"down", W::fails},
      {"lost", W::fails},          {"slow", W::slow},         {"slows", W::slow},
      {"degraded", W::slow},       {"recovers", W::recovers}, {"recovered", W::recovers},
      {"up", W::recovers},         {"restored", W::recovers}, {"detected", W::detected},
      {"noticed", W::detected},    {"decided", W::decided},   {"redirected", W::redirected},
      {"note", W::note},           {"comment", W::note},      {"info", W::note},
      {"redirect", W::redirected},
  }};
  const std::string low = heading_key(text);
  for (const auto& [word, meaning] : words)
    if (low == word) return meaning;
  return {};
}

class IncidentReader {
 public:
  IncidentReader(const TableFile& table, const TableSource& source, const Calendar& calendar,
                 const std::vector<std::string>& components)
      : table_(table), source_(source), calendar_(calendar), components_(components) {
    at_ = table.column("at");
    component_ = table.column("component");
    what_ = table.column("what");
    share_ = table.column("share");
  }

  bool usable(ProblemList& problems) {
    for (const auto& [column, name] :
         {std::pair(at_, "at"), std::pair(component_, "component"), std::pair(what_, "what")}) {
      if (column >= 0) continue;
      problems.add(
          table_.header_line(), 0, fmt::format("no column \"{}\"", name),
          fmt::format("the file has {}; name it: columns = {{ {} = \"...\" }}", table_.headings(), name));
    }
    if (!source_.date_format.empty()) {
      const auto order = date_order_of(source_.date_format);
      if (!order) {
        problems.add(problem_at(
            source_.named_at, fmt::format("date_format {} is not understood", in_quotes(source_.date_format)),
            "write \"dd/mm/yyyy\", \"mm/dd/yyyy\" or \"yyyy-mm-dd\""));
      }
      order_ = order.value_or(DateOrder::unknown);
    }
    const std::string& zone = source_.timezone;
    if (!zone.empty() && zone != "UTC" && !zone_exists(zone)) {
      problems.add(problem_at(source_.named_at, fmt::format("time zone {} is not known", in_quotes(zone)),
                              "write \"UTC\" or a name such as \"Europe/London\""));
    } else if (!zone.empty() && calendar_.timezone.empty()) {
      problems.add(problem_at(source_.named_at,
                              fmt::format("the times are in {}, but the scenario has no timezone", zone),
                              "add timezone = \"Europe/London\" (where the centre is) to the scenario"));
    }
    return problems.empty();
  }

  void read_row(IncidentTable& out, ProblemList& problems) {
    IncidentRow row;
    row.place = table_.place(at_ + 1);
    row.component_place = table_.place(component_ + 1);
    row.share_place = table_.place((share_ >= 0 ? share_ : what_) + 1);
    const bool what = read_what(row, problems);
    const bool component = what && read_component(row, problems);
    const bool share = !what || read_share(row, problems);
    const bool at = read_at(row, problems);
    if (at && what && !in_time(row, problems)) return;
    if (at && what && component && share) out.rows.push_back(std::move(row));
  }

 private:
  bool refuse(ProblemList& problems, int column, const std::string& wrong, const std::string& hint) const {
    problems.add(table_.line(), column + 1, refusal(table_.heading(column), table_.text(column), wrong),
                 hint);
    return false;
  }

  bool read_what(IncidentRow& row, ProblemList& problems) const {
    const auto word = word_of(table_.text(what_));
    if (word) {
      row.what = *word;
      return true;
    }
    const std::vector<std::string> known{"fails",   "slow",       "recovers", "detected",
                                         "decided", "redirected", "note"};
    const std::string near = nearest_name(heading_key(table_.text(what_)), known);
    return refuse(problems, what_, table_.text(what_).empty() ? "is empty" : "is not known",
                  near.empty() ? "write " + joined(known) : fmt::format("did you mean \"{}\"?", near));
  }

  bool read_component(IncidentRow& row, ProblemList& problems) const {
    const std::string& name = table_.text(component_);
    if (const auto index = index_of(name, components_)) {
      row.component = ComponentId(*index);
      return true;
    }
    if (row.what == IncidentWord::note) return true;  // a note may be on anything
    if (name.empty()) return refuse(problems, component_, "is empty", "write the component, such as old.dc1");
    Problem unknown = undefined_name(row.component_place, "component", name, components_);
    if (components_.empty()) unknown.hint = fmt::format("describe it: [component.\"{}\"]", name);
    problems.add(std::move(unknown));
    return false;
  }

  bool read_share(IncidentRow& row, ProblemList& problems) const {
    if (share_ < 0 || table_.text(share_).empty() || table_.text(share_) == "-") return true;
    if (row.what != IncidentWord::fails && row.what != IncidentWord::slow) {
      return row.what == IncidentWord::note ||
             refuse(problems, share_, "goes with fails and slow",
                    "where a part recovers, write \"fails\" again with what is still lost");
    }
    const auto share = table_.number(share_, ValueKind::share, true, problems);
    if (!share) return false;
    if (*share <= 0) return refuse(problems, share_, "is nothing", "write \"recovers\" instead");
    row.share = *share;
    return true;
  }

  bool read_at(IncidentRow& row, ProblemList& problems) const {
    const auto moment = incident_moment(table_.text(at_), calendar_, source_.timezone, order_);
    if (!moment.value) return refuse(problems, at_, moment.wrong, moment.hint);
    row.at = moment.value->at;
    row.off = moment.value->off;
    return true;
  }

  // Rows stand in the order of time, and nothing fails when the scenario is over.
  bool in_time(const IncidentRow& row, ProblemList& problems) {
    const bool fails = row.what == IncidentWord::fails || row.what == IncidentWord::slow;
    if (fails && row.at >= Time::after_start(calendar_.length))
      return refuse(problems, at_, "lies after the end of the scenario",
                    "shorten the incident, or write a longer length");
    if (fails && row.at - row.off < Time{})
      return refuse(problems, at_, "may lie before the scenario", "write a smaller +-");
    if (row.at < last_at_) {
      return refuse(problems, at_, fmt::format("is earlier than line {}", last_line_),
                    "write the rows in the order of time");
    }
    last_at_ = row.at;
    last_line_ = table_.line();
    return true;
  }

  const TableFile& table_;
  const TableSource& source_;
  const Calendar& calendar_;
  const std::vector<std::string>& components_;
  DateOrder order_ = DateOrder::unknown;
  int at_ = -1, component_ = -1, what_ = -1, share_ = -1;
  Time last_at_;
  int last_line_ = 0;
};

}  // namespace

Expected<IncidentTable> read_incident_rows(const TableSource& source, const Calendar& calendar,
                                           const std::vector<std::string>& components, Problems& lints) {
  const Expected<Layout> layout = layout_of(TableKind::incident, source);
  if (!layout) return layout.problems();
  Expected<TableFile> opened = TableFile::open(source, layout.value(), lints);
  if (!opened) return opened.problems();
  TableFile table = std::move(opened).value();
  ProblemList problems(source.shown);
  problems.add(table.take_trouble());
  IncidentReader reader(table, source, calendar, components);
  if (!reader.usable(problems)) return problems.take();
  IncidentTable out;
  for (std::size_t i = 0; i < table.size() && !problems.hopeless(); ++i) {
    table.load(i);
    reader.read_row(out, problems);
  }
  if (table.size() == 0) problems.add(0, 0, "the incident has no rows", "write at least one that fails");
  if (!problems.empty()) return problems.take();
  return out;
}

}  // namespace switchover
