#include "scenarios/csv_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <utility>

// fast-cpp-csv-parser cuts the text into lines; no thread, because the text is in memory already.
#define CSV_IO_NO_THREAD
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wstringop-truncation"  // its file name for messages, cut on purpose
#include <libfccp/csv.h>
#pragma GCC diagnostic pop

#include "scenarios/tables.hpp"

namespace switchover {

namespace {

Problem unreadable(const Place& named_at, const std::string& shown, std::string what, std::string hint) {
  Place place = named_at;
  if (place.file.empty()) place.file = shown;
  return {place, std::move(what), std::move(hint)};
}

void append_utf8(std::string& text, std::uint32_t code) {
  const auto put = [&text](std::uint32_t byte) { text.push_back(static_cast<char>(byte & 0xFFU)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0U | (code >> 6));
    put(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    put(0xE0U | (code >> 12));
    put(0x80U | ((code >> 6) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  } else {
    put(0xF0U | (code >> 18));
    put(0x80U | ((code >> 12) & 0x3FU));
    put(0x80U | ((code >> 6) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  }
}

// Nothing when the bytes are not UTF-16 (odd length, half a surrogate pair).
std::optional<std::string> from_utf16(const std::string& bytes, bool big_endian, std::size_t first) {
  if ((bytes.size() - first) % 2 != 0) return std::nullopt;
  const auto unit = [&](std::size_t i) {
    const auto a = static_cast<unsigned char>(bytes[i]);
    const auto b = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<std::uint32_t>(big_endian ? (a << 8) | b : (b << 8) | a);
  };
  std::string text;
  text.reserve(bytes.size() / 2 + 16);
  for (std::size_t i = first; i < bytes.size(); i += 2) {
    std::uint32_t code = unit(i);
    if (code >= 0xDC00 && code <= 0xDFFF) return std::nullopt;
    if (code >= 0xD800 && code <= 0xDBFF) {
      if (i + 3 >= bytes.size()) return std::nullopt;
      const std::uint32_t low = unit(i + 2);
      if (low < 0xDC00 || low > 0xDFFF) return std::nullopt;
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
      i += 2;
    }
    append_utf8(text, code);
  }
  return text;
}

// Length of the UTF-8 character at `i`, 0 when it is none.
std::size_t utf8_length(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t k) {
    return k < text.size() ? static_cast<unsigned char>(text[k]) : static_cast<unsigned char>(0);
  };
  const unsigned char c = byte(i);
  if (c < 0x80) return 1;
  const std::size_t length = c >= 0xF0 && c <= 0xF4 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 0;
  if (c > 0xF4 || length == 0) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte(i + k) & 0xC0U) != 0x80U) return 0;
  }
  if (c == 0xE0 && byte(i + 1) < 0xA0) return 0;
  if (c == 0xED && byte(i + 1) > 0x9F) return 0;
  if (c == 0xF0 && byte(i + 1) < 0x90) return 0;
  if (c == 0xF4 && byte(i + 1) > 0x8F) return 0;
  return length;
}

// What keeps a line from being read: an encoding that we do not know, or control characters.
void check_characters(std::string_view line, int number, ProblemList& problems) {
  for (std::size_t i = 0; i < line.size();) {
    const auto c = static_cast<unsigned char>(line[i]);
    if ((c < 0x20 && c != '\t') || c == 0x7F) {
      problems.add(number, 0, fmt::format("control character 0x{:02X} in the line", c), "remove it");
      return;
    }
    const std::size_t length = utf8_length(line, i);
    if (length == 0) {
      problems.add(number, 0, fmt::format("byte 0x{:02X} is not UTF-8 text", c),
                   "save the file as \"CSV UTF-8\"");
      return;
    }
    i += length;
  }
}

// The encoding settled: UTF-8 without BOM, or nothing.
std::optional<std::string> as_utf8(const std::string& bytes) {
  const auto at = [&bytes](std::size_t i) {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : static_cast<unsigned char>(1);
  };
  if (at(0) == 0xFF && at(1) == 0xFE) return from_utf16(bytes, false, 2);
  if (at(0) == 0xFE && at(1) == 0xFF) return from_utf16(bytes, true, 2);
  if (at(0) != 0 && at(1) == 0 && at(2) != 0 && at(3) == 0) return from_utf16(bytes, false, 0);
  if (at(0) == 0 && at(1) != 0 && at(2) == 0 && at(3) != 0) return from_utf16(bytes, true, 0);
  if (at(0) == 0xEF && at(1) == 0xBB && at(2) == 0xBF) return bytes.substr(3);
  return bytes;
}

// A NUL would end a line early and a line end inside the library's limits keeps it from throwing.
bool check_lines(const std::string& text, ProblemList& problems) {
  int number = 1;
  std::size_t begin = 0;
  bool nothing_hidden = true;
  while (begin < text.size() && !problems.hopeless()) {
    const std::size_t found = text.find('\n', begin);
    const std::size_t end = found == std::string::npos ? text.size() : found;
    std::string_view line = std::string_view(text).substr(begin, end - begin);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.size() > longest_table_line) {
      problems.add(number, 0, fmt::format("the line is {} bytes long", line.size()),
                   fmt::format("a line has at most {} bytes", longest_table_line));
      nothing_hidden = false;
    } else {
      check_characters(line, number, problems);
      if (line.find('\0') != std::string_view::npos) nothing_hidden = false;
    }
    begin = end + 1;
    ++number;
  }
  return nothing_hidden && problems.empty();
}

char delimiter_in(std::string_view line) {  // Excel's first line "sep=;"
  if (line.size() != 5 || (line.substr(0, 4) != "sep=" && line.substr(0, 4) != "SEP=")) return 0;
  return std::string_view(",;\t|").find(line[4]) == std::string_view::npos ? '\0' : line[4];
}

}  // namespace

void CsvFile::add(int number, std::string_view text) {
  if (trimmed(text).empty()) return;
  if (lines_.empty() && said_ == 0) {
    said_ = delimiter_in(text);
    if (said_ != 0) return;
  }
  lines_.push_back({number, arena_.size(), text.size()});
  arena_ += text;
}

Expected<CsvFile> csv_from_bytes(const std::string& bytes, const std::string& shown) {
  const Place whole{shown, 0, 0};
  if (bytes.empty()) return problem_at(whole, "the file is empty", "");
  std::optional<std::string> decoded = as_utf8(bytes);
  if (!decoded) return problem_at(whole, "the file is broken UTF-16 text", "save it as \"CSV UTF-8\"");
  std::string text = std::move(*decoded);
  if (text.find('\n') == std::string::npos) {
    for (char& c : text) c = c == '\r' ? '\n' : c;
  }
  if (text.empty() || text.back() != '\n') text.push_back('\n');
  ProblemList problems(shown);
  if (!check_lines(text, problems)) return problems.take();
  CsvFile file(shown, 0);
  try {
    io::LineReader reader(shown.c_str(), text.data(), text.data() + text.size());
    while (const char* line = reader.next_line()) file.add(static_cast<int>(reader.get_file_line()), line);
  } catch (const io::error::base& error) {
    return problem_at(whole, error.what(), "shorten the line");
  }
  if (file.size() == 0) return problem_at(whole, "the file has no text", "");
  return file;
}

Expected<CsvFile> read_csv_file(const std::string& path, const std::string& shown, const Place& named_at) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (error || !fs::exists(status)) {
    return unreadable(named_at, shown, fmt::format("file {} is not there", in_quotes(shown)),
                      "paths count from the folder of the scenario");
  }
  if (!fs::is_regular_file(status)) {
    return unreadable(named_at, shown, fmt::format("{} is not a file", in_quotes(shown)), "name a CSV file");
  }
  const std::uintmax_t size = fs::file_size(path, error);
  if (error || size > largest_table_bytes) {
    return unreadable(
        named_at, shown, fmt::format("file {} has {} bytes", in_quotes(shown), size),
        fmt::format("at most {} are read; cut it to the days of the scenario", largest_table_bytes));
  }
  std::ifstream in(path, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!in) {
    return unreadable(named_at, shown,
                      fmt::format("file {} cannot be read ({})", in_quotes(shown), std::strerror(errno)), "");
  }
  return csv_from_bytes(bytes, shown);
}

std::string split_cells(std::string_view line, char delimiter, std::vector<CsvCell>& cells) {
  cells.clear();
  std::size_t i = 0;
  for (;;) {
    if (cells.size() == most_table_columns) {
      return fmt::format("the line has more than {} cells", most_table_columns);
    }
    CsvCell cell;
    cell.column = static_cast<int>(cells.size()) + 1;
    while (i < line.size() && line[i] == ' ') ++i;
    if (i < line.size() && line[i] == '"') {
      ++i;
      for (;;) {
        const std::size_t quote = line.find('"', i);
        if (quote == std::string_view::npos) {
          return fmt::format("the quoted cell {} does not end on its line", cell.column);
        }
        cell.text += line.substr(i, quote - i);
        i = quote + 1;
        if (i >= line.size() || line[i] != '"') break;
        cell.text.push_back('"');
        ++i;
      }
      const std::size_t end = std::min(line.find(delimiter, i), line.size());
      if (!trimmed(line.substr(i, end - i)).empty()) {
        return fmt::format("text follows the closing quote of cell {}", cell.column);
      }
      cell.text = std::string(trimmed(cell.text));
      i = end;
    } else {
      const std::size_t end = std::min(line.find(delimiter, i), line.size());
      cell.text = std::string(trimmed(line.substr(i, end - i)));
      i = end;
    }
    cells.push_back(std::move(cell));
    if (i >= line.size()) return {};
    ++i;
  }
}

std::string_view trimmed(std::string_view text) {
  static constexpr std::string_view no_break_blank = "\xC2\xA0";
  for (;;) {
    if (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
      text.remove_prefix(1);
    } else if (text.substr(0, 2) == no_break_blank) {
      text.remove_prefix(2);
    } else {
      break;
    }
  }
  for (;;) {
    if (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
      text.remove_suffix(1);
    } else if (text.size() >= 2 && text.substr(text.size() - 2) == no_break_blank) {
      text.remove_suffix(2);
    } else {
      break;
    }
  }
  return text;
}

std::string in_quotes(std::string_view text) {
  std::string shown = "\"";
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++characters) {
    if (characters == 40) {
      shown += "...";
      break;
    }
    const std::size_t length = std::max<std::size_t>(1, utf8_length(text, i));
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 || c == 0x7F) {
      shown.push_back('?');
    } else {
      shown += text.substr(i, length);
    }
    i += length;
  }
  return shown + "\"";
}

Problem problem_at(Place place, std::string what, std::string hint) {
  Problem problem;
  problem.place = std::move(place);
  problem.what = std::move(what);
  problem.hint = std::move(hint);
  return problem;
}

void ProblemList::add(int line, int column, std::string what, std::string hint) {
  add(problem_at(Place{file_, line, column}, std::move(what), std::move(hint)));
}

void ProblemList::add(Problem problem) {
  static constexpr std::size_t most = 50;
  if (problems_.size() < most) {
    problems_.push_back(std::move(problem));
  } else {
    ++left_out_;
  }
}

void ProblemList::add(ProblemList other) {
  for (Problem& problem : other.problems_) add(std::move(problem));
  left_out_ += other.left_out_;
}

Problems ProblemList::take() {
  const auto line = [this](const Problem& p) { return p.place.file == file_ ? p.place.line : -1; };
  std::stable_sort(problems_.begin(), problems_.end(),
                   [&line](const Problem& a, const Problem& b) { return line(a) < line(b); });
  if (left_out_ > 0) {
    problems_.push_back(problem_at(
        Place{file_, 0, 0},
        fmt::format("and {}{} more problems in this file", hopeless() ? "at least " : "", left_out_), ""));
  }
  return std::move(problems_);
}

}  // namespace switchover
