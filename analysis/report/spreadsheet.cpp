#include "analysis/report/spreadsheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "analysis/report/layout.hpp"

namespace switchover::spreadsheet {

namespace {

constexpr std::size_t longest_name = 31;  // UTF-16 units; code points beyond 0xFFFF take two

std::size_t units_of(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U) continue;
    units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

void drop_last_character(std::string& text) {
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) text.pop_back();
  if (!text.empty()) text.pop_back();
}

std::string cut(std::string text, std::size_t units) {
  while (units_of(text) > units) drop_last_character(text);
  return text;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  return text;
}

std::string allowed_name(const std::string& wanted) {
  std::string name = clean_text(wanted);
  for (char& c : name) {
    if (std::string_view("[]:*?/\\").find(c) != std::string_view::npos) c = '-';
  }
  name = cut(name, longest_name);
  if (!name.empty() && name.front() == '\'') name.front() = '-';
  if (!name.empty() && name.back() == '\'') name.back() = '-';
  return name.empty() || lower(name) == "history" ? "Sheet " + name : name;
}

}  // namespace

Cell text(std::string value, Tone tone) { return {std::move(value), Form::general, tone}; }

Cell number(std::optional<double> value, Form form, Tone tone) {
  if (form == Form::count && value && *value == std::round(*value)) form = Form::whole;
  if (!value || std::isnan(*value)) return {std::monostate{}, form, tone};
  if (std::isinf(*value)) return {*value > 0 ? "never" : "unbounded", form, tone};
  return {*value, form, tone};
}

Cell moment(const WallClock& value, Form form) { return {value, form, Tone::plain}; }

std::size_t Sheet::add(std::vector<Cell> row) {
  rows.push_back(std::move(row));
  return rows.size() - 1;
}

std::size_t Sheet::add_wide(Cell cell, std::size_t first, std::size_t last) {
  std::vector<Cell> row(last + 1);
  row[first] = std::move(cell);
  const std::size_t at = add(std::move(row));
  merged.push_back({at, first, at, last});
  return at;
}

std::vector<std::string> sheet_names(const std::vector<std::string>& wanted) {
  std::vector<std::string> names, taken;
  for (const std::string& name : wanted) {
    std::string one = allowed_name(name);
    for (int n = 2; std::find(taken.begin(), taken.end(), lower(one)) != taken.end(); ++n) {
      const std::string behind = fmt::format(" ({})", n);
      one = cut(allowed_name(name), longest_name - behind.size()) + behind;
    }
    taken.push_back(lower(one));
    names.push_back(std::move(one));
  }
  return names;
}

}  // namespace switchover::spreadsheet
