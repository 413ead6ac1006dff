#include "scenarios/table_stamps.hpp"

#include <fmt/format.h>

namespace switchover {

namespace {

Place place_of(const TableSource& source) {
  return source.named_at.file.empty() ? Place{source.shown, 0, 0} : source.named_at;
}

bool is_utc(const std::string& zone) {
  return zone == "UTC" || zone == "Z" || zone == "utc" || zone == "GMT";
}

// True when the centre's zone and the stamps' zone are fit for use together.
bool zones_fit(const TableSource& source, const std::string& zone, const Calendar& calendar,
               ProblemList& problems) {
  if (zone.empty()) return true;
  if (!is_utc(zone) && !zone_exists(zone)) {
    problems.add(problem_at(place_of(source), fmt::format("time zone {} is not known", in_quotes(zone)),
                            R"(write "UTC" or a name such as "Europe/London")"));
    return false;
  }
  if (calendar.timezone.empty()) {
    problems.add(
        {place_of(source),
         fmt::format("the stamps of {} are in {}, but the scenario has no timezone", source.shown, zone),
         "add timezone = \"Europe/London\" (where the centre is) to the scenario"});
    return false;
  }
  return true;
}

// A quick look: is there anything after the time of day that could be a zone?
bool may_have_offset(const std::string& text) {
  const std::size_t time = text.find(':');
  return time != std::string::npos && text.find_first_of("Zz+-Uu", time) != std::string::npos;
}

}  // namespace

StampReader::StampReader(TableFile& table, const TableSource& source, const Layout& layout,
                         const Calendar& calendar, std::string_view both, ProblemList& problems)
    : calendar_(calendar), zone_(source.timezone.empty() ? layout.stamps_zone : source.timezone) {
  const int joined = table.column(both), time = table.column("time");
  date_ = table.column("date");
  time_ = joined >= 0 ? joined : time;
  if (joined >= 0 && time >= 0) date_ = -1;  // the joined column has it all
  if (time_ < 0 && date_ < 0) {
    problems.add(
        table.header_line(), 0, fmt::format(R"(no column "{}", and no "date" and "time")", both),
        fmt::format("the file has {}; name it: columns = {{ {} = \"...\" }}", table.headings(), both));
    return;
  }
  bool fit = zones_fit(source, zone_, calendar, problems);
  if (!calendar.timezone.empty() && !zone_exists(calendar.timezone)) {
    problems.add(problem_at(place_of(source),
                            fmt::format("time zone {} is not known", in_quotes(calendar.timezone)),
                            "write a name such as \"Europe/London\""));
    fit = false;
  }
  if (is_utc(zone_)) zone_ = "UTC";
  if (zone_ == calendar.timezone) zone_.clear();
  if (!source.date_format.empty()) {
    const std::optional<DateOrder> order = date_order_of(source.date_format);
    if (!order) {
      problems.add(problem_at(
          place_of(source), fmt::format("date_format {} is not understood", in_quotes(source.date_format)),
          R"(write "dd/mm/yyyy", "mm/dd/yyyy", "dd.mm.yyyy", "yyyy-mm-dd" or "yyyyMMdd")"));
      return;
    }
    order_ = *order;
    order_said_ = true;
  }
  usable_ = fit;
  learn(table, problems);
}

// Looks at every stamp: which of day and month comes first, and whether any carries an offset that we cannot
// use.
void StampReader::learn(TableFile& table, ProblemList& problems) {
  int day_first = 0, month_first = 0, ambiguous = 0, offset = 0;  // lines
  for (std::size_t i = 0; i < table.size(); ++i) {
    table.load(i);
    for (const int column : {date_, time_, table.column("start"), table.column("end")}) {
      if (column < 0) continue;
      const DateEvidence evidence = date_evidence(table.text(column));
      if (evidence.order == DateOrder::day_first && day_first == 0) day_first = table.line();
      if (evidence.order == DateOrder::month_first && month_first == 0) month_first = table.line();
      if (evidence.ambiguous && ambiguous == 0) ambiguous = table.line();
      if (offset != 0 || !usable_ || !calendar_.timezone.empty() || !may_have_offset(table.text(column)))
        continue;
      const CellReading<StampText> stamp = read_stamp(table.text(column), DateOrder::unknown);
      if (stamp.value && stamp.value->offset_s) {
        offset = table.line();
        problems.add(table.line(), column + 1,
                     fmt::format("stamp {} names a time zone, but the scenario has no timezone",
                                 in_quotes(table.text(column))),
                     "add timezone = \"Europe/London\" (where the centre is) to the scenario");
      }
    }
  }
  if (offset != 0) usable_ = false;
  if (order_said_ || ambiguous + day_first + month_first == 0) return;
  if (day_first != 0 && month_first != 0) {
    problems.add(std::max(day_first, month_first), column() + 1,
                 fmt::format("line {} has the {} first, line {} the {}", std::min(day_first, month_first),
                             day_first < month_first ? "day" : "month", std::max(day_first, month_first),
                             day_first < month_first ? "month" : "day"),
                 "write all dates the same way, best like 2026-03-02");
    usable_ = false;
  } else if (day_first != 0 || month_first != 0) {
    order_ = day_first != 0 ? DateOrder::day_first : DateOrder::month_first;
  } else {
    problems.add(ambiguous, column() + 1, "every date of the file can be read as day/month and as month/day",
                 R"(add date_format = "dd/mm/yyyy" or date_format = "mm/dd/yyyy" to the entry of the file)");
    usable_ = false;
  }
}

// 2026-03-02 is read by itself, whatever the other dates of the file look like, unless the scenario names the
// format.
CellReading<StampText> StampReader::text_of(const std::string& text) const {
  const bool by_itself = !order_said_ && date_evidence(text).order == DateOrder::year_first;
  return read_stamp(text, by_itself ? DateOrder::unknown : order_);
}

CellReading<Stamp> StampReader::without_date(const StampText& text) const {
  const Duration day = Duration::whole_seconds(86'400);
  if (calendar_.length > day || text.offset_s || !zone_.empty()) {
    return {std::nullopt, "has no date", "add a date column, or write it like 2026-03-02 08:30"};
  }
  Stamp stamp;
  stamp.local = calendar_.start;
  stamp.local.hour = text.clock.hour;
  stamp.local.minute = text.clock.minute;
  stamp.local.second = text.clock.second;
  stamp.microsecond = text.microsecond;
  stamp.second = seconds_between(calendar_.start, stamp.local);
  if (stamp.second < 0 &&
      Duration::whole_seconds(stamp.second + 86'400) < calendar_.length) {  // past midnight
    stamp.local = plus_seconds(stamp.local, 86'400);
    stamp.second += 86'400;
  }
  return {stamp, {}, {}};
}

CellReading<Stamp> StampReader::on_the_clock(const StampText& text) const {
  if (!text.has_date) return without_date(text);
  Stamp stamp;
  stamp.microsecond = text.microsecond;
  stamp.local = text.clock;
  std::optional<WallClock> utc;
  if (text.offset_s) {
    utc = plus_seconds(text.clock, -*text.offset_s);
  } else if (zone_ == "UTC") {
    utc = text.clock;
  } else if (!zone_.empty()) {
    utc = to_utc(text.clock, zone_);
  }
  const bool known_zone = !calendar_.timezone.empty();
  if (utc && known_zone) {
    const std::optional<WallClock> local = in_zone(*utc, calendar_.timezone);
    if (!local) return {std::nullopt, "cannot be taken to the scenario's time zone", ""};
    stamp.local = *local;
  }
  if (known_zone) {
    stamp.kind = local_time(stamp.local, calendar_.timezone).value_or(LocalTime::once);
    if (utc && stamp.kind == LocalTime::twice)
      stamp.second_pass = to_utc(stamp.local, calendar_.timezone) != utc;
  }
  stamp.second = seconds_between(calendar_.start, stamp.local);
  return {stamp, {}, {}};
}

std::optional<Stamp> StampReader::read(const TableFile& table, ProblemList& problems) const {
  return read(table, time_, date_, problems);
}

std::optional<Stamp> StampReader::read(const TableFile& table, int cell, int date_cell,
                                       ProblemList& problems) const {
  const int only = cell >= 0 ? cell : date_cell;
  const auto refuse = [&](int column, const std::string& wrong, const std::string& hint) {
    problems.add(table.line(), column + 1, refusal(table.heading(column), table.text(column), wrong), hint);
    return std::nullopt;
  };
  CellReading<StampText> text = text_of(table.text(only));
  if (!text.value) return refuse(only, text.wrong, text.hint);
  const bool own_date = text.value->has_date;
  if (cell >= 0 && date_cell >= 0 && !own_date) {
    const CellReading<StampText> date = text_of(table.text(date_cell));
    if (!date.value) return refuse(date_cell, date.wrong, date.hint);
    const WallClock& d = date.value->clock;
    if (!date.value->has_date || d.hour != 0 || d.minute != 0 || d.second != 0) {
      return refuse(date_cell, "is not a date alone", "write it like 2026-03-02");
    }
    const WallClock base;  // what a time alone counts from
    const std::int64_t in_day = seconds_between(base, text.value->clock);
    text.value->clock = plus_seconds(d, in_day);
    text.value->has_date = true;
  }
  if (!text.value->has_time && !text.value->has_date) return refuse(only, "is not a date or time", "");
  CellReading<Stamp> stamp = on_the_clock(*text.value);
  if (!stamp.value) return refuse(only, stamp.wrong, stamp.hint);
  stamp.value->own_date = own_date;
  return stamp.value;
}

}  // namespace switchover
