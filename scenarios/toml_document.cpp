#include "scenarios/toml_document.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>

namespace switchover {
namespace {

Place place_of(const toml::source_region& region, const std::string& shown) {
  return {shown, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

WallClock clock_of(const toml::date& date) { return {date.year, date.month, date.day, 0, 0, 0}; }
WallClock clock_of(const toml::time& time) { return {1970, 1, 1, time.hour, time.minute, time.second}; }

TomlValue convert(const toml::node& node, const std::string& shown, std::size_t& left);

void convert_table(const toml::table& table, const std::string& shown, std::size_t& left, TomlValue& out) {
  out.kind = TomlValue::Kind::table;
  out.in_braces = table.is_inline();
  for (const auto& [key, child] : table) {
    out.entries.push_back(
        {std::string(key.str()), place_of(key.source(), shown), convert(child, shown, left)});
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

// `left`: how many more values there may be; at 0 the rest of the tree stays empty.
TomlValue convert(const toml::node& node, const std::string& shown, std::size_t& left) {
  using Kind = TomlValue::Kind;
  TomlValue out;
  if (left == 0) return out;
  --left;
  out.place = place_of(node.source(), shown);
  if (const auto* table = node.as_table()) {
    convert_table(*table, shown, left, out);
  } else if (const auto* array = node.as_array()) {
    out.kind = Kind::array;
    for (const toml::node& item : *array) {
      if (left == 0) break;
      out.items.push_back(convert(item, shown, left));
    }
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

// What would cost the parser gigabytes or its stack is refused before it begins. Everything that walks a tree
// goes down one call per level: toml++ counts values in brackets (256 levels), we count the parts of a dotted
// key, in any brackets. A value takes at least a comma or an equals sign.
class Glance {
 public:
  Glance(std::string_view text, const std::string& shown) : text_(text), shown_(shown) {}

  Problems refusals() {
    std::size_t dots = 0, separators = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"' || c == '\'') {
        skip_quoted(c);
        continue;
      }
      if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
        continue;
      }
      if (c == ',' || c == '=') ++separators;
      if (std::string_view(",=[]{}\n").find(c) != std::string_view::npos) dots = 0;
      if (c == '.' && ++dots >= most_key_parts) {
        const auto line = 1 + std::count(text_.begin(), text_.begin() + std::ptrdiff_t(at_), '\n');
        return one_problem({shown_, static_cast<int>(line), 0},
                           fmt::format("a key has more than {} parts", most_key_parts),
                           "put a name with dots in quotes");
      }
      ++at_;
    }
    if (separators <= 2 * most_toml_values) return {};
    return one_problem({shown_, 0, 0}, fmt::format("there are more than {} values", most_toml_values),
                       "put tables into CSV files");
  }

 private:
  // To behind the closing quotes. A text left open ends with its line or, in three quotes, with the file.
  void skip_quoted(char quote) {
    const std::string_view three = quote == '"' ? "\"\"\"" : "'''";
    const bool of_lines = text_.substr(at_, 3) == three;
    const std::size_t width = of_lines ? 3 : 1;
    for (at_ += width; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (quote == '"' && c == '\\') {
        ++at_;
      } else if (of_lines ? text_.substr(at_, 3) == three : c == quote) {
        at_ += width;
        return;
      } else if (!of_lines && c == '\n') {
        return;
      }
    }
  }

  std::string_view text_;
  const std::string& shown_;
  std::size_t at_ = 0;
};

}  // namespace

Expected<TomlValue> parse_toml(const std::string& text, const std::string& shown) {
  if (Problems refused = Glance(text, shown).refusals(); !refused.empty()) return refused;
  try {
    const toml::table table = toml::parse(std::string_view(text));
    TomlValue out;
    out.place = {shown, 0, 0};
    std::size_t left = most_toml_values;
    convert_table(table, shown, left, out);
    out.in_braces = false;
    if (left == 0) {
      return one_problem(out.place, fmt::format("there are more than {} values", most_toml_values),
                         "put tables into CSV files");
    }
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
