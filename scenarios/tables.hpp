// The CSV tables that planners already have, read into typed rows that know their place.
//
// Readers accept ',' ';' tab and '|' delimiters, decimal comma, BOM, UTF-8/UTF-16, CRLF, quoted cells,
// h:mm:ss durations, date and time in one column or two, title rows above the header, total rows below. An
// ambiguous day/month is an error. Every problem of a file comes back in one go. fast-cpp-csv-parser splits
// lines (one .cpp); we convert.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/scenario.hpp"
#include "sim/problem.hpp"
#include "sim/time.hpp"

namespace switchover {

inline constexpr std::uint64_t largest_table_bytes = 64ULL << 20;  // refused before parsing above this

struct TableSource {
  std::string path;                            // to open
  std::string shown;                           // as written in the scenario, for messages
  std::string layout = "own";                  // own | genesys-cloud
  std::map<std::string, std::string> columns;  // our name -> the file's column name ("3": third column)
  std::string date_format;                     // "" = found out (ISO, or unambiguous), "dd/mm/yyyy", ...
  std::string timezone;    // of the stamps: "" = wall clock at the centre, "UTC", "Europe/London"
  std::string only_queue;  // for files without a queue column: the queue that all rows belong to
  Place named_at;          // where the scenario names the file
};
struct Calendar {  // the scenario's
  WallClock start;
  Duration length;
  std::string timezone;  // "" = not said
};

struct ForecastRow {
  Time at;          // from the scenario's start
  Duration length;  // of the interval, found from the stamps
  std::string queue;
  double offered = 0;
  std::optional<double> aht_s, talk_s, wrap_s;
  std::optional<double> handled, abandoned;  // where the file has them: for lints
  Place place;
};
struct ForecastTable {
  std::vector<ForecastRow> rows;  // inside the scenario's calendar, by queue then time
  double offered_total = 0;       // of the rows inside
  std::size_t rows_read = 0, rows_outside = 0;
};
struct StaffRow {
  Time at;
  Duration length;
  std::string group;
  double agents = 0;
  Place place;
};
struct StaffTable {
  std::vector<StaffRow> rows;
  std::size_t rows_read = 0, rows_outside = 0;
};

struct ScheduleRow {  // one shift, or an activity inside one
  std::string agent;  // own layout: agent | team with count
  std::string group;  // team, or empty: a group is made of agents with equal skills
  Time start, end;
  std::string activity;             // "" or "work" = on phones; break, lunch, training, meeting
  std::vector<std::string> skills;  // in rank order, as written ("billing after 60s")
  std::string platform;             // old | new | both | ""
  std::uint32_t count = 1;
  double aht_factor = 1;
  Place place;
};
struct ScheduleTable {
  std::vector<ScheduleRow> rows;
};

struct ReplayRow {
  Time at;
  std::string queue;
  std::optional<double> handling_s, patience_s;
  Place place;
};
struct ReplayTable {
  std::vector<ReplayRow> rows;
  std::size_t rows_read = 0, rows_outside = 0;
};

struct ActualRow {  // what really happened, for run --actual
  Time at;
  Duration length;
  std::string queue;
  std::optional<double> offered, answered, abandoned, answered_in_time, wait_answered_s, aht_s, service_level;
  Place place;
};
struct ActualTable {
  std::vector<ActualRow> rows;
  std::size_t rows_read = 0, rows_outside = 0;
};

// Lints (questions, not errors: "is this UTC?") are appended to `lints`.
Expected<ForecastTable> read_forecast(const TableSource&, const Calendar&, std::vector<Problem>& lints);
Expected<StaffTable> read_staff(const TableSource&, const Calendar&, std::vector<Problem>& lints);
Expected<ScheduleTable> read_schedule(const TableSource&, const Calendar&, std::vector<Problem>& lints);
Expected<ReplayTable> read_replay(const TableSource&, const Calendar&, std::vector<Problem>& lints);
Expected<ActualTable> read_actual(const TableSource&, const Calendar&, std::vector<Problem>& lints);
// The numbers of one column, for empirical laws.
Expected<std::vector<double>> read_column(const TableSource&, const std::string& column);

// SHA-256 of a file's bytes in hex, and its size; nothing when it cannot be read.
struct FileFacts {
  std::string sha256;
  std::uint64_t bytes = 0;
};
std::optional<FileFacts> file_facts(const std::string& path);
// SHA-256 of a text in hex.
std::string text_digest(std::string_view text);

}  // namespace switchover
