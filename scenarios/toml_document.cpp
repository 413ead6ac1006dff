#include "scenarios/toml_document.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace switchover {
namespace {

Place place_of(const toml::source_region& region, const std::string& shown) {
  return {shown, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

WallClock clock_of(const toml::date& date) { return {date.year, date.month, date.day, 0, 0, 0}; }
WallClock clock_of(const toml::time& time) { return {1970, 1, 1, time.hour, time.minute, time.second}; }

TomlValue convert(const toml::node& node, const std::string& shown);

void convert_table(const toml::table& table, const std::string& shown, TomlValue& out) {
  out.kind = TomlValue::Kind::table;
  out.in_braces = table.is_inline();
  for (const auto& [key, child] : table) {
    out.entries.push_back({std::string(key.str()), place_of(key.source(), shown), convert(child, shown)});
  }
  std::stable_sort(out.entries.begin(), out.entries.end(), [](const TomlEntry& a, const TomlEntry& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
}

void convert_date_time(const toml::date_time& moment, TomlValue& out) {
  out.kind = TomlValue::Kind::date_time;
  out.clock = clock_of(moment.date);
  out.clock.hour = moment.time.hour;
  out.clock.minute = moment.time.minute;
  out.clock.second = moment.time.second;
  out.has_offset = moment.offset.has_value();
}

TomlValue convert(const toml::node& node, const std::string& shown) {
  using Kind = TomlValue::Kind;
  TomlValue out;
  out.place = place_of(node.source(), shown);
  if (const auto* table = node.as_table()) {
    convert_table(*table, shown, out);
  } else if (const auto* array = node.as_array()) {
    out.kind = Kind::array;
    for (const toml::node& item : *array) out.items.push_back(convert(item, shown));
  } else if (const auto* text = node.as_string()) {
    out.kind = Kind::text;
    out.text = text->get();
  } else if (const auto* whole = node.as_integer()) {
    out.kind = Kind::whole;
    out.whole = whole->get();
    out.number = static_cast<double>(whole->get());
  } else if (const auto* number = node.as_floating_point()) {
    out.kind = Kind::number;
    out.number = number->get();
  } else if (const auto* boolean = node.as_boolean()) {
    out.kind = Kind::boolean;
    out.boolean = boolean->get();
  } else if (const auto* date = node.as_date()) {
    out.kind = Kind::date;
    out.clock = clock_of(date->get());
  } else if (const auto* time = node.as_time()) {
    out.kind = Kind::time;
    out.clock = clock_of(time->get());
  } else if (const auto* moment = node.as_date_time()) {
    convert_date_time(moment->get(), out);
  }
  return out;
}

std::string one_line(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return text;
}

// Built step by step: g++ 12 warns falsely about a Problem returned as a temporary.
Problems one_problem(const Place& place, std::string what, std::string hint) {
  Problems problems(1);
  problems.front().place = place;
  problems.front().what = std::move(what);
  problems.front().hint = std::move(hint);
  return problems;
}

}  // namespace

Expected<TomlValue> parse_toml(const std::string& text, const std::string& shown) {
  try {
    const toml::table table = toml::parse(std::string_view(text));
    TomlValue out;
    out.place = {shown, 0, 0};
    convert_table(table, shown, out);
    out.in_braces = false;
    return out;
  } catch (const toml::parse_error& error) {
    return one_problem(place_of(error.source(), shown), "this is not TOML: " + one_line(error.what()), "");
  }
}

Expected<TomlValue> read_toml_file(const std::string& path) {
  const Place whole{path, 0, 0};
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return one_problem(whole, "there is no such file", "");
  if (!std::filesystem::is_regular_file(status)) return one_problem(whole, "this is not a file", "");
  const std::uintmax_t bytes = std::filesystem::file_size(path, error);
  if (error) return one_problem(whole, "the file cannot be read", "");
  if (bytes > largest_toml_bytes) {
    return one_problem(whole, fmt::format("the file has {:.1f} MB", static_cast<double>(bytes) / (1 << 20)),
                       "a scenario has at most 16 MB; put tables into CSV files");
  }
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream) return one_problem(whole, "the file cannot be read", "");
  return parse_toml(text.str(), path);
}

}  // namespace switchover
