#include "scenarios/layouts.hpp"

#include <fmt/format.h>

#include <cctype>

#include "scenarios/csv_file.hpp"

namespace switchover {

namespace {

constexpr bool number = true;

ColumnSpec interval_start() {
  return {"interval_start", {"interval", "timestamp", "date_time", "datetime", "interval_start_time"}};
}
ColumnSpec date() { return {"date", {"interval_date"}}; }
ColumnSpec time() { return {"time", {"time_of_day", "interval_time"}}; }
ColumnSpec queue() { return {"queue", {"queue_name", "skill", "contact_type"}}; }
ColumnSpec offered() { return {"offered", {"calls", "volume", "calls_offered"}, number}; }
ColumnSpec abandoned() { return {"abandoned", {"calls_abandoned"}, number}; }
ColumnSpec aht_s() { return {"aht_s", {"aht", "aht_seconds", "aht_sec"}, number}; }
ColumnSpec aht_min() { return {"aht_min", {"aht_minutes"}, number}; }
ColumnSpec handled_s() { return {"handled_s", {"handle_time_s", "total_handle_time_s"}, number}; }

Layout own_forecast() {
  return {"own",
          {interval_start(),
           date(),
           time(),
           queue(),
           offered(),
           {"handled", {"answered", "calls_handled", "calls_answered"}, number},
           abandoned(),
           aht_s(),
           aht_min(),
           {"talk_s", {"talk", "talk_time_s"}, number},
           {"wrap_s", {"wrap", "acw_s", "after_call_work_s"}, number},
           handled_s()},
          ""};
}

// Historical import file of Genesys Cloud workforce management: stamps in UTC, handle time summed in seconds.
Layout genesys_cloud_forecast() {
  return {"genesys-cloud",
          {{"interval_start", {"interval_start_utc_date"}},
           date(),
           time(),
           queue(),
           {"media_type", {}},
           {"skill_set", {}},
           {"language", {}},
           {"offered", {}, number},
           {"handled", {"interactions_handled", "answered"}, number},
           {"handled_s", {"total_handle_time"}, number}},
          "UTC"};
}

Layout own_staff() {
  return {"own",
          {interval_start(),
           date(),
           time(),
           {"group", {"team", "agent_group", "skill_group"}},
           {"agents_on_phones", {"agents", "agents_on_phone", "staffed", "on_phones"}, number}},
          ""};
}

Layout own_schedule() {
  return {"own",
          {{"agent", {"agent_name", "name"}},
           {"team", {"group"}},
           date(),
           {"start", {"shift_start", "start_time", "from"}},
           {"end", {"shift_end", "end_time", "to"}},
           {"activity", {"activity_type"}},
           {"skills", {"skill"}},
           {"platform", {}},
           {"count", {"agents"}, number},
           {"aht_factor", {}, number}},
          ""};
}

Layout own_replay() {
  return {"own",
          {{"at", {"timestamp", "arrived", "arrival", "date_time", "datetime"}},
           date(),
           time(),
           queue(),
           {"handling_s", {"handling", "handle_time_s", "service_s"}, number},
           {"patience_s", {"patience"}, number}},
          ""};
}

Layout own_actual() {
  return {"own",
          {interval_start(),
           date(),
           time(),
           queue(),
           offered(),
           {"answered", {"handled", "calls_answered", "calls_handled"}, number},
           abandoned(),
           {"answered_in_time", {"answered_within_target"}, number},
           {"asa_s", {"asa"}, number},
           {"wait_answered_s", {}, number},
           aht_s(),
           aht_min(),
           handled_s(),
           {"service_level", {"sl"}, number},
           {"service_level_percent", {}, number}},
          ""};
}

Layout own_incident() {
  return {"own",
          {{"at", {"time", "timestamp", "date_time", "datetime", "when"}},
           {"component", {"system", "target", "configuration_item", "ci"}},
           {"what", {"event", "status"}},
           {"share", {}, number},
           {"note", {"comment", "text", "description"}}},
          ""};
}

Layout own_layout(TableKind kind) {
  switch (kind) {
    case TableKind::forecast:
      return own_forecast();
    case TableKind::staff:
      return own_staff();
    case TableKind::schedule:
      return own_schedule();
    case TableKind::replay:
      return own_replay();
    case TableKind::actual:
      return own_actual();
    case TableKind::incident:
      return own_incident();
  }
  return {};
}

}  // namespace

const char* table_name(TableKind kind) {
  switch (kind) {
    case TableKind::forecast:
      return "forecast";
    case TableKind::staff:
      return "staff";
    case TableKind::schedule:
      return "schedule";
    case TableKind::replay:
      return "replay";
    case TableKind::actual:
      return "actual";
    case TableKind::incident:
      return "incident";
  }
  return "";
}

Expected<Layout> layout_of(TableKind kind, const TableSource& source) {
  if (source.layout == "own" || source.layout.empty()) return own_layout(kind);
  Place place = source.named_at;
  if (place.file.empty()) place.file = source.shown;
  if (source.layout == "genesys-cloud") {
    if (kind == TableKind::forecast) return genesys_cloud_forecast();
    return problem_at(
        place, fmt::format("layout \"genesys-cloud\" is for forecasts, not for a {} file", table_name(kind)),
        "use layout = \"own\" and name the columns in columns = { ... }");
  }
  const std::string near = nearest_name(source.layout, {"own", "genesys-cloud"});
  return problem_at(
      place, fmt::format("layout {} is not known", in_quotes(source.layout)),
      near.empty() ? R"(write "own" or "genesys-cloud")" : fmt::format("did you mean \"{}\"?", near));
}

std::string heading_key(std::string_view heading) {
  std::string key;
  bool parted = false;
  for (const char c : trimmed(heading)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && std::isalnum(byte) == 0) {
      parted = true;
      continue;
    }
    if (parted && !key.empty()) key.push_back('_');
    parted = false;
    key.push_back(byte < 0x80 ? static_cast<char>(std::tolower(byte)) : c);
  }
  return key;
}

const ColumnSpec* find_column(const Layout& layout, std::string_view name) {
  const std::string key = heading_key(name);
  for (const ColumnSpec& column : layout.columns) {
    if (column.name == key) return &column;
  }
  for (const ColumnSpec& column : layout.columns) {
    for (const std::string& alias : column.aliases) {
      if (alias == key) return &column;
    }
  }
  return nullptr;
}

}  // namespace switchover
