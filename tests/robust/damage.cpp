#include "tests/robust/damage.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

namespace switchover::test {

namespace fs = std::filesystem;

std::size_t below(Luck& luck, std::size_t n) { return n == 0 ? 0 : luck() % n; }

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void put(const fs::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string joined_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

namespace {

using Texts = std::vector<std::string>;

const std::string& one_of(const Texts& texts, Luck& luck) { return texts[below(luck, texts.size())]; }

// One match of the pattern, chosen by luck, becomes another text.
std::string replaced(const std::string& text, const std::string& pattern, const std::string& by, Luck& luck) {
  const std::regex wanted(pattern);
  const std::vector<std::smatch> found{std::sregex_iterator(text.begin(), text.end(), wanted),
                                       std::sregex_iterator()};
  if (found.empty()) return text + by;
  const std::smatch& chosen = found[below(luck, found.size())];
  return text.substr(0, static_cast<std::size_t>(chosen.position())) + by +
         text.substr(static_cast<std::size_t>(chosen.position() + chosen.length()));
}

template <auto Change>  // std::string (const std::string& text, Luck&)
void to_text(const fs::path& file, Luck& luck) {
  put(file, Change(bytes_of(file), luck));
}

std::string inserted(const std::string& text, const std::string& scrap, Luck& luck) {
  const std::size_t at = below(luck, text.size() + 1);
  return text.substr(0, at) + scrap + text.substr(at);
}

std::string truncated(const std::string& text, Luck& luck) {
  return text.substr(0, below(luck, text.size()));
}
std::string emptied(const std::string&, Luck&) { return ""; }
std::string only_an_end_of_line(const std::string&, Luck&) { return "\n"; }
std::string flipped(const std::string& text, Luck& luck) {
  std::string other = text;
  for (int i = 0; i < 8; ++i) {
    char& byte = other[below(luck, other.size())];
    byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << below(luck, 8)));
  }
  return other;
}
std::string noise(const std::string&, Luck& luck) {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>(below(luck, 256));
  return bytes;
}
std::string line_lost(const std::string& text, Luck& luck) {
  Texts lines = lines_of(text);
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(below(luck, lines.size())));
  return joined_lines(lines);
}
std::string every_third_line_lost(const std::string& text, Luck&) {
  Texts kept;
  const Texts lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i % 3 != 2) kept.push_back(lines[i]);
  }
  return joined_lines(kept);
}
std::string line_twice(const std::string& text, Luck& luck) {
  Texts lines = lines_of(text);
  const std::size_t at = below(luck, lines.size());
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), std::string(lines[at]));
  return joined_lines(lines);
}
std::string lines_swapped(const std::string& text, Luck& luck) {
  Texts lines = lines_of(text);
  std::swap(lines[below(luck, lines.size())], lines[below(luck, lines.size())]);
  return joined_lines(lines);
}
std::string upside_down(const std::string& text, Luck&) {
  Texts lines = lines_of(text);
  std::reverse(lines.begin(), lines.end());
  return joined_lines(lines);
}
std::string all_twice(const std::string& text, Luck&) { return text + text; }
std::string four_hundred_times(const std::string& text, Luck&) {
  std::string all;
  for (int i = 0; i < 400; ++i) all += text;
  return all;
}
std::string control_characters(const std::string& text, Luck& luck) {
  static const Texts scraps = {"\x1B[31m", "\x07", std::string(1, '\0'), "\x7F", "\x08\x08",
                               "\r",       "\x0C", "\x1B]0;x\x07"};
  std::string other = text;
  for (int i = 0; i < 3; ++i) other = inserted(other, one_of(scraps, luck), luck);
  return other;
}
std::string wide(const std::string& text, bool big_endian) {
  std::string bytes = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : text) {
    if (big_endian) bytes += '\0';
    bytes += c;
    if (!big_endian) bytes += '\0';
  }
  return bytes;
}
std::string utf16_little(const std::string& text, Luck&) { return wide(text, false); }
std::string utf16_big(const std::string& text, Luck&) { return wide(text, true); }
std::string utf16_cut(const std::string& text, Luck&) { return wide(text, false) + "x"; }
std::string utf16_lone_surrogate(const std::string& text, Luck&) { return wide(text, false) + "\x01\xD8x"; }
std::string byte_order_mark(const std::string& text, Luck&) { return "\xEF\xBB\xBF" + text; }
std::string bad_utf8(const std::string& text, Luck& luck) {
  static const Texts scraps = {"\xFF", "\xC3", "\xED\xA0\x80", "\xC0\xAF", "\xF4\x90\x80\x80", "\xE9t\xE9"};
  return inserted(text, one_of(scraps, luck), luck);
}
std::string strange_letters(const std::string& text, Luck& luck) {
  static const Texts scraps = {std::string("\xE2\x80") + "\xAE",
                               "\xF0\x9F\x98\x8A",
                               "\xEF\xBC\x91",
                               "\xC2\xA0",
                               "\xE2\x88\x92",
                               "\xE2\x80\x8B"};
  return inserted(text, one_of(scraps, luck), luck);
}
std::string ends_crlf(const std::string& text, Luck&) {
  return std::regex_replace(text, std::regex("\n"), "\r\n");
}
std::string ends_cr(const std::string& text, Luck&) {
  return std::regex_replace(text, std::regex("\n"), "\r");
}
std::string huge_number(const std::string& text, Luck& luck) {
  static const Texts numbers = {
      "1e308", "99999999999999999999999", "9223372036854775807", "1e400", "4294967296", "1e15"};
  return replaced(text, "\\d+(\\.\\d+)?", one_of(numbers, luck), luck);
}
std::string negative_number(const std::string& text, Luck& luck) {
  return replaced(text, "\\b\\d+\\b", "-7", luck);
}
std::string not_a_number(const std::string& text, Luck& luck) {
  static const Texts numbers = {"nan", "inf", "-inf", "NaN", "-nan", "#N/A", "null", ""};
  return replaced(text, "\\b\\d+\\b", one_of(numbers, luck), luck);
}
std::string zero(const std::string& text, Luck& luck) { return replaced(text, "\\b\\d+\\b", "0", luck); }
std::string tiny_number(const std::string& text, Luck& luck) {
  static const Texts numbers = {"0.0000000001", "1e-308", "4.9e-324", "00", "0x10", "1_0", "+5", "1.2.3"};
  return replaced(text, "\\b\\d+\\b", one_of(numbers, luck), luck);
}
std::string bad_date(const std::string& text, Luck& luck) {
  static const Texts dates = {"2026-02-30", "2026-13-01", "0000-00-00",  "99999-01-01",
                              "1850-01-01", "2026-3-2",   "02/03/2026",  "2026-03-02 ",
                              "tomorrow",   "20260302",   "-2026-03-02", "9999-12-31"};
  return replaced(text, "\\d{4}-\\d\\d-\\d\\d", one_of(dates, luck), luck);
}
std::string bad_clock(const std::string& text, Luck& luck) {
  static const Texts clocks = {"25:00", "10:61", "24:00",    "-1:00",       "10",         "10:15:99",
                               "noon",  "1015",  "10:15 PM", "10:15+99:00", "99999999:00"};
  return replaced(text, "\\d\\d:\\d\\d(:\\d\\d)?", one_of(clocks, luck), luck);
}
std::string words_swapped(const std::string& text, Luck& luck) {
  const std::regex word("[A-Za-z_]{3,}");
  std::vector<std::string> words;
  for (std::sregex_iterator at(text.begin(), text.end(), word), end; at != end; ++at)
    words.push_back(at->str());
  return replaced(text, "[A-Za-z_]{3,}", one_of(words, luck), luck);
}

void missing(const fs::path& file, Luck&) { fs::remove(file); }
void folder_instead(const fs::path& file, Luck&) {
  fs::remove(file);
  fs::create_directory(file);
}
void link_to_itself(const fs::path& file, Luck&) {
  fs::remove(file);
  fs::create_symlink(file.filename(), file);
}
void endless_device(const fs::path& file, Luck&) {
  fs::remove(file);
  fs::create_symlink("/dev/zero", file);
}
void pipe_instead(const fs::path& file, Luck&) {
  fs::remove(file);
  mkfifo(file.c_str(), 0600);
}
// In pieces, so that the test itself stays small.
void long_line(const fs::path& file, std::size_t megabytes) {
  std::ofstream stream(file, std::ios::binary | std::ios::app);
  const std::string piece(1 << 20, 'x');
  for (std::size_t i = 0; i < megabytes; ++i) stream << piece;
}
void line_of_100_megabytes(const fs::path& file, Luck&) { long_line(file, 100); }
void line_of_8_megabytes(const fs::path& file, Luck&) { long_line(file, 8); }

}  // namespace

const std::vector<Damage>& damage_to_any_file() {
  static const std::vector<Damage> kinds = {
      {"truncated", to_text<truncated>},
      {"empty", to_text<emptied>},
      {"only an end of line", to_text<only_an_end_of_line>},
      {"bits flipped", to_text<flipped>},
      {"noise", to_text<noise>},
      {"line lost", to_text<line_lost>},
      {"every third line lost", to_text<every_third_line_lost>},
      {"line twice", to_text<line_twice>},
      {"lines swapped", to_text<lines_swapped>},
      {"upside down", to_text<upside_down>},
      {"all twice", to_text<all_twice>},
      {"400 times", to_text<four_hundred_times>},
      {"control characters", to_text<control_characters>},
      {"UTF-16, little end first", to_text<utf16_little>},
      {"UTF-16, big end first", to_text<utf16_big>},
      {"UTF-16, cut", to_text<utf16_cut>},
      {"UTF-16, lone surrogate", to_text<utf16_lone_surrogate>},
      {"byte order mark", to_text<byte_order_mark>},
      {"bad UTF-8", to_text<bad_utf8>},
      {"strange letters", to_text<strange_letters>},
      {"ends of line CR LF", to_text<ends_crlf>},
      {"ends of line CR", to_text<ends_cr>},
      {"huge number", to_text<huge_number>},
      {"negative number", to_text<negative_number>},
      {"not a number", to_text<not_a_number>},
      {"zero", to_text<zero>},
      {"tiny number", to_text<tiny_number>},
      {"bad date", to_text<bad_date>},
      {"bad clock", to_text<bad_clock>},
      {"words swapped", to_text<words_swapped>},
      {"missing", missing},
      {"folder instead", folder_instead},
      {"link to itself", link_to_itself},
      {"endless device", endless_device},
      {"pipe instead", pipe_instead},
      {"line of 100 MB", line_of_100_megabytes},
      {"line of 8 MB", line_of_8_megabytes},
  };
  return kinds;
}

}  // namespace switchover::test
