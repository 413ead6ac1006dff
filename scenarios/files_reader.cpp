// [files]: which tables there are, and how they are laid into the centre.
#include "scenarios/files_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "scenarios/estate_reader.hpp"
#include "scenarios/incident_layer.hpp"
#include "scenarios/scenario_keys.hpp"
#include "scenarios/table_layers.hpp"

namespace switchover {
namespace {

// One key of [files]: { path = "forecast.csv", layout = "genesys-cloud", ... } or the path alone.
struct FileEntry {
  TableSource source;
  double factor = 1;
  std::optional<ForecastCounts> counts;
};

void read_columns(const Section& part, TableSource& source) {
  const TomlValue* columns = part.find("columns");
  if (columns == nullptr) return;
  Reading& reading = part.reading();
  if (!columns->is_table()) {
    refuse(reading, {columns, part.path_of("columns"), {}},
           "write { offered = \"CALLS\" }: our name, then the file's");
    return;
  }
  for (const TomlEntry& entry : columns->entries) {
    const Opened opened{&entry.value, part.path_of("columns") + "." + entry.key, {}};
    if (entry.value.kind == TomlValue::Kind::whole && entry.value.whole >= 1 && entry.value.whole <= 10'000) {
      source.columns[entry.key] = std::to_string(entry.value.whole);
    } else if (entry.value.is_text() && !entry.value.text.empty()) {
      source.columns[entry.key] = entry.value.text;
    } else {
      refuse(reading, opened, "write the name of the file's column, or its number from 1");
    }
  }
}

void refuse_foreign(const Section& part, const std::string& kind) {
  using Keys = std::vector<std::string_view>;
  const Keys common{"path", "value", "source", "owner", "as_of"};
  Keys allowed;
  if (kind == "forecast")
    allowed = {"layout", "columns", "date_format", "timezone", "queue", "counts", "factor"};
  if (kind == "staff") allowed = {"layout", "columns", "date_format", "timezone", "group", "factor"};
  if (kind == "schedule") allowed = {"layout", "columns", "date_format", "timezone"};
  if (kind == "incident") allowed = {"columns", "date_format", "timezone"};
  if (kind == "dependencies") allowed = {"columns"};
  if (kind == "replay" || kind == "actual")
    allowed = {"layout", "columns", "date_format", "timezone", "queue"};
  for (const std::string& key : key_names("(a file)")) {
    if (!part.has(key) || std::count(common.begin(), common.end(), key) > 0) continue;
    if (std::count(allowed.begin(), allowed.end(), key) > 0) continue;
    part.reading().problem(part.place_of(key),
                           fmt::format("files.{}: \"{}\" does not go with this file", kind, key),
                           "take it out");
  }
}

bool read_particulars(const Section& part, const std::string& kind, FileEntry& file) {
  refuse_foreign(part, kind);
  file.source.layout = part.choice("layout").value_or(0) == 1 ? "genesys-cloud" : "own";
  read_columns(part, file.source);
  file.source.date_format = part.text("date_format").value_or("");
  file.source.timezone = part.text("timezone").value_or("");
  file.source.only_queue = part.text(kind == "staff" ? "group" : "queue").value_or("");
  file.factor = part.number("factor", 0, 1000).value_or(1);
  if (const auto counts = part.choice("counts")) file.counts = static_cast<ForecastCounts>(*counts);
  return true;
}

std::optional<FileEntry> read_entry(const Section& section, const char* kind) {
  Reading& reading = section.reading();
  const auto opened = section.open(kind, "(a file)");
  if (!opened || opened->value == nullptr) return {};
  const std::size_t before = reading.problems.size();
  FileEntry file;
  const TomlValue* path = opened->value;
  if (opened->is_table()) {
    const Section part(reading, opened->value, "(a file)", opened->path, false);
    path = part.find("path");
    if (path == nullptr) {
      reading.problem(part.place(), opened->path + " has no path",
                      fmt::format("write path = \"{}.csv\"", kind));
      return {};
    }
    read_particulars(part, kind, file);
  }
  const auto named = read_text(reading, {path, opened->path, {}});
  if (!named) return {};
  file.source.shown = *named;
  file.source.path = reading.path_of(path->place, *named);
  file.source.named_at = path->place;
  std::error_code error;
  if (!std::filesystem::is_regular_file(file.source.path, error)) {
    reading.problem(path->place, fmt::format("file \"{}\" does not exist", *named),
                    "the path is taken from the folder of the file that names it");
    return {};
  }
  if (reading.problems.size() > before) return {};
  section.note(*opened, *named);
  return file;
}

void note_file(const FileEntry& file, const std::string& summary, Scenario& scenario) {
  const auto facts = file_facts(file.source.path);
  InputFile& noted = scenario.files.emplace_back();
  noted.path = file.source.shown;
  noted.sha256 = facts ? facts->sha256 : "";
  noted.summary = summary;
}

std::string clock_summary(const FileEntry& file, const Reading& reading) {
  const std::string& own = file.source.timezone;
  if (own.empty() || own == reading.calendar.timezone) return "";
  return ", " + own + " -> " + reading.calendar.timezone;
}

void read_forecast_file(const Section& section, CentreDraft& draft, Scenario& scenario) {
  Reading& reading = section.reading();
  const auto file = read_entry(section, "forecast");
  if (!file) return;
  scenario.counts = file->counts.value_or(ForecastCounts::people);
  if (!file->counts) {
    section.note_default("forecast.counts", "people", "what offered counts is not said: people, each once");
  }
  Expected<ForecastTable> read = read_forecast(file->source, reading.calendar, reading.lints);
  if (!read.ok()) {
    reading.append(read.problems());
    return;
  }
  ForecastTable table = std::move(read).value();
  for (ForecastRow& row : table.rows) {
    row.offered *= file->factor;
    if (row.handled) *row.handled *= file->factor;
    if (row.abandoned) *row.abandoned *= file->factor;
  }
  const std::size_t queues = lay_forecast(reading, table, section.place_of("forecast"), draft);
  note_file(*file,
            fmt::format("{} rows, {} queue{}, {} offered{}", grouped(static_cast<double>(table.rows_read)),
                        queues, queues == 1 ? "" : "s", grouped(table.offered_total * file->factor),
                        clock_summary(*file, reading)),
            scenario);
}

void read_staff_file(const Section& section, CentreDraft& draft, Scenario& scenario) {
  Reading& reading = section.reading();
  const auto file = read_entry(section, "staff");
  if (!file) return;
  Expected<StaffTable> read = read_staff(file->source, reading.calendar, reading.lints);
  if (!read.ok()) {
    reading.append(read.problems());
    return;
  }
  StaffTable table = std::move(read).value();
  double peak = 0;
  for (StaffRow& row : table.rows) {
    row.agents *= file->factor;
    peak = std::max(peak, row.agents);
  }
  const std::size_t groups = lay_staff(reading, table, draft);
  note_file(*file,
            fmt::format("{} rows, {} group{}, at most {} agents in one{}",
                        grouped(static_cast<double>(table.rows_read)), groups, groups == 1 ? "" : "s",
                        number_text(peak), clock_summary(*file, reading)),
            scenario);
}

void read_schedule_file(const Section& section, CentreDraft& draft, Scenario& scenario) {
  Reading& reading = section.reading();
  const auto file = read_entry(section, "schedule");
  if (!file) return;
  const Expected<ScheduleTable> read = read_schedule(file->source, reading.calendar, reading.lints);
  if (!read.ok()) {
    reading.append(read.problems());
    return;
  }
  const std::size_t people = lay_schedule(reading, read.value(), draft);
  note_file(*file,
            fmt::format("{} rows, {} people{}", grouped(static_cast<double>(read.value().rows.size())),
                        grouped(static_cast<double>(people)), clock_summary(*file, reading)),
            scenario);
}

void read_replay_file(const Section& section, CentreDraft& draft, Scenario& scenario) {
  Reading& reading = section.reading();
  const auto file = read_entry(section, "replay");
  if (!file) return;
  const Expected<ReplayTable> read = read_replay(file->source, reading.calendar, reading.lints);
  if (!read.ok()) {
    reading.append(read.problems());
    return;
  }
  lay_replay(reading, read.value(), section.place_of("replay"), draft);
  note_file(*file,
            fmt::format("{} calls{}", grouped(static_cast<double>(read.value().rows.size())),
                        clock_summary(*file, reading)),
            scenario);
}

void read_actual_file(const Section& section, Scenario& scenario) {
  const auto file = read_entry(section, "actual");
  if (!file) return;
  const TableSource& source = file->source;
  scenario.actual =
      ActualSource{source.layout, source.columns, source.date_format, source.timezone, source.only_queue};
}

// Agents whom a timeline sends to another platform have a place there, as under a failover of the scenario.
void keep_room_for_moves(CentreSpec& spec) {
  for (const PlatformChange& change : spec.timeline.changes) {
    const PlatformId to = change.rule.to;
    if (change.kind != ChangeKind::agents_at || to.is_none() || to == change.platform) continue;
    const bool known = std::any_of(spec.moves.begin(), spec.moves.end(), [&](const AgentMove& move) {
      return move.from == change.platform && move.to == to;
    });
    if (!known) spec.moves.push_back({change.platform, to, 1});
  }
}

void read_timeline_file(const Section& section, CentreDraft& draft, Scenario& scenario) {
  Reading& reading = section.reading();
  const auto file = read_entry(section, "timeline");
  if (!file) return;
  std::error_code error;
  if (std::filesystem::file_size(file->source.path, error) > largest_table_bytes) {
    reading.problem(file->source.named_at, fmt::format("file \"{}\" has more than 64 MB", file->source.shown),
                    "a timeline is a short table");
    return;
  }
  std::ifstream stream(file->source.path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  const auto read = timeline_from_csv(text.str(), file->source.shown, draft.names.platforms);
  if (!read.ok()) {
    reading.append(read.problems());
    return;
  }
  draft.spec.timeline = read.value();
  keep_room_for_moves(draft.spec);
  note_file(*file, fmt::format("{} changes of the platforms", draft.spec.timeline.changes.size()), scenario);
}

}  // namespace

std::string grouped(double number) {
  std::string digits = fmt::format("{:.0f}", number);
  for (std::ptrdiff_t at = std::ssize(digits) - 3; at > (digits.front() == '-' ? 1 : 0); at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return digits;
}

void read_files(Reading& reading, const TomlValue* files, CentreDraft& draft, Scenario& scenario) {
  const Section section(reading, files, "files", "files", false);
  read_forecast_file(section, draft, scenario);
  read_staff_file(section, draft, scenario);
  read_schedule_file(section, draft, scenario);
  read_replay_file(section, draft, scenario);
  read_timeline_file(section, draft, scenario);
  read_actual_file(section, scenario);
  if (const auto file = read_entry(section, "dependencies")) {
    const std::size_t rows = read_dependencies_file(reading, file->source, draft);
    note_file(*file, fmt::format("{} need{}", rows, rows == 1 ? "" : "s"), scenario);
  }
}

void read_incident(Reading& reading, const TomlValue* files, CentreDraft& draft, Scenario& scenario) {
  if (files == nullptr || !files->is_table() || files->find("incident") == nullptr) return;
  const Section section(reading, files, "files", "files", false);
  const auto file = read_entry(section, "incident");
  if (!file) return;
  const std::size_t own = draft.estate.spec.faults.size();
  const auto read =
      read_incident_rows(file->source, reading.calendar, draft.estate.components, reading.lints);
  if (!read.ok()) {
    reading.append(read.problems());
    return;
  }
  const std::size_t faults = lay_incident(reading, read.value(), draft);
  if (own > 0) {
    reading.lints.push_back(
        {section.place_of("incident"),
         fmt::format("the scenario has {} fault{} of its own besides the incident", own, own == 1 ? "" : "s"),
         "take them out to replay the incident alone"});
  }
  const std::size_t rows = read.value().rows.size();
  note_file(*file,
            fmt::format("{} row{}, {} fault{}{}", rows, rows == 1 ? "" : "s", faults, faults == 1 ? "" : "s",
                        clock_summary(*file, reading)),
            scenario);
}

}  // namespace switchover
