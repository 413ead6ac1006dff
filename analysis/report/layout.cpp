#include "analysis/report/layout.hpp"

#include <cstdint>

namespace switchover {

namespace {

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
  bool valid = false;
};

Character next_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1, true};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < bytes) return {};
  char32_t code = first & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  const bool overlong = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  const bool no_character = (code & 0xFFFEU) == 0xFFFEU;  // XML cannot hold these
  if (overlong || surrogate || no_character || code > 0x10FFFF) return {};
  return {code, bytes, true};
}

bool is_control(char32_t code) { return code < 0x20 || (code >= 0x7F && code < 0xA0); }
bool turns_direction(char32_t code) {
  return (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
         (code >= 0x2060 && code <= 0x2069) || code == 0xFEFF;
}
bool is_combining(char32_t code) {
  return (code >= 0x0300 && code <= 0x036F) || (code >= 0x20D0 && code <= 0x20FF) ||
         (code >= 0xFE00 && code <= 0xFE0F);
}

}  // namespace

std::string clean_text(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const Character character = next_character(text);
    if (!character.valid) {
      clean += "\xEF\xBF\xBD";
    } else if (is_control(character.code)) {
      clean += '?';
    } else if (!turns_direction(character.code)) {
      clean += text.substr(0, character.bytes);
    }
    text.remove_prefix(character.bytes);
  }
  return clean;
}

std::size_t shown_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Character character = next_character(text);
    if (!character.valid || !is_combining(character.code)) ++width;
    text.remove_prefix(character.bytes);
  }
  return width;
}

std::string pad_right(std::string_view text, std::size_t width) {
  const std::size_t shown = shown_width(text);
  return std::string(text) + std::string(shown < width ? width - shown : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t width) {
  const std::size_t shown = shown_width(text);
  return std::string(shown < width ? width - shown : 0, ' ') + std::string(text);
}

std::string shortened(std::string_view text, std::size_t width) {
  if (shown_width(text) <= width) return std::string(text);
  if (width < 4) return std::string(width, '.');
  std::string kept;
  for (std::size_t shown = 0; shown + 3 < width;) {
    const Character character = next_character(text);
    kept += text.substr(0, character.bytes);
    if (!is_combining(character.code)) ++shown;
    text.remove_prefix(character.bytes);
  }
  return kept + "...";
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    if (!word.empty()) {
      std::string& line = lines.back();
      if (line.empty()) {
        line = word;
      } else if (shown_width(line) + 1 + shown_width(word) <= width) {
        line.append(" ").append(word);
      } else {
        lines.emplace_back(word);
      }
    }
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return lines;
}

std::string hanging(std::string_view first, std::string_view text, std::size_t width) {
  const std::size_t indent = shown_width(first);
  std::string out;
  std::string_view before = first;
  const std::string spaces(indent, ' ');
  for (const std::string& line : wrap(text, width > indent + 20 ? width - indent : 20)) {
    out.append(before).append(line);
    while (!out.empty() && out.back() == ' ') out.pop_back();
    out += '\n';
    before = spaces;
  }
  return out;
}

}  // namespace switchover
