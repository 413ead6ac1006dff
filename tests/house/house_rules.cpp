#include "tests/house/house_rules.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string_view>

#include "tests/house/function_lengths.hpp"

namespace switchover::house {

namespace {

constexpr int not_of_the_house = -1, top_floor = 9;

struct Floor {
  const char* where;  // folder or file
  int floor;
};
constexpr Floor floors[] = {
    {"sim/", 0},
    {"models/ids.hpp", 1},
    {"models/platform/", 1},
    {"models/centre/", 2},
    {"models/migration/", 3},
    {"scenarios/", 4},
    {"analysis/", 5},
    {"app/", 6},
    {"tests/", top_floor},
    {"bench/", top_floor},
};

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}
bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

int floor_of(const std::string& path) {
  for (const Floor& entry : floors) {
    if (starts_with(path, entry.where)) return entry.floor;
  }
  return not_of_the_house;
}

bool is_test(const File& file) { return floor_of(file.path) == top_floor; }

std::string at(const File& file, std::size_t line, const std::string& what) {
  return file.path + ":" + std::to_string(line) + ": " + what;
}

struct Include {
  std::size_t line;
  std::string name;
  bool ours;  // in quotes
};

std::vector<Include> includes_of(const File& file) {
  std::vector<Include> found;
  std::istringstream lines(file.text);
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    const std::size_t hash = line.find_first_not_of(" \t");
    if (hash == std::string::npos || line[hash] != '#') continue;
    const std::size_t word = line.find_first_not_of(" \t", hash + 1);
    if (word == std::string::npos || line.compare(word, 7, "include") != 0) continue;
    const std::size_t open = line.find_first_of("\"<", word);
    if (open == std::string::npos) continue;
    const std::size_t close = line.find(line[open] == '<' ? '>' : '"', open + 1);
    if (close == std::string::npos) continue;
    found.push_back({number, line.substr(open + 1, close - open - 1), line[open] == '"'});
  }
  return found;
}

// What is wrong with one include of our own, if anything.
std::optional<std::string> wrong_include(const File& file, const std::string& name,
                                         const std::set<std::string>& paths) {
  if (name.find("..") != std::string::npos)
    return "climbs out of its folder: name it from the top of the tree";
  const std::string beside = file.path.substr(0, file.path.rfind('/') + 1) + name;
  const std::string target = paths.count(name) > 0 ? name : beside;
  if (paths.count(target) == 0) return "is no file of the tree";
  const int from = floor_of(file.path), to = floor_of(target);
  if (to == not_of_the_house) return "lies in no room of docs/HOUSE.md";
  if (to > from) return "climbs from floor " + std::to_string(from) + " to floor " + std::to_string(to);
  if (from == 2 && starts_with(target, "models/platform/") && target != "models/platform/timeline.hpp") {
    return "looks into the platform: the centre knows its timeline only";
  }
  return std::nullopt;
}

}  // namespace

bool is_source(const File& file) { return ends_with(file.path, ".hpp") || ends_with(file.path, ".cpp"); }

bool is_of_the_page(const File& file) {
  return ends_with(file.path, ".js") || ends_with(file.path, ".mjs") || ends_with(file.path, ".css");
}

std::vector<File> tree_files(const std::string& top) {
  namespace fs = std::filesystem;
  std::vector<File> files;
  for (auto entry = fs::recursive_directory_iterator(top); entry != fs::recursive_directory_iterator();
       ++entry) {
    const std::string name = entry->path().filename().string();
    const bool skipped =
        name == ".git" || name == "out" || starts_with(name, "build") || name == "node_modules";
    if (entry->is_directory() && skipped) entry.disable_recursion_pending();
    if (!entry->is_regular_file() || entry->file_size() > 4'000'000) continue;
    std::ifstream stream(entry->path(), std::ios::binary);
    files.push_back({fs::relative(entry->path(), top).generic_string(),
                     std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>())});
  }
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path < b.path; });
  return files;
}

Violations climbing_includes(const std::vector<File>& files) {
  Violations violations;
  std::set<std::string> paths;
  for (const File& file : files) paths.insert(file.path);
  for (const File& file : files) {
    if (!is_source(file)) continue;
    if (floor_of(file.path) == not_of_the_house) {
      violations.push_back(file.path + ": lies in no room of docs/HOUSE.md");
      continue;
    }
    for (const Include& include : includes_of(file)) {
      if (!include.ours) continue;
      if (const auto wrong = wrong_include(file, include.name, paths)) {
        violations.push_back(at(file, include.line, "\"" + include.name + "\" " + *wrong));
      }
    }
  }
  return violations;
}

Violations library_doors(const std::vector<File>& files) {
  static constexpr const char* libraries[] = {"toml++/", "libfccp/", "CLI/",       "openssl/",
                                              "date/",   "simgrid/", "xlsxwriter", "mpi.h"};
  Violations violations;
  std::map<std::string, std::string> doors;  // library -> the first file that includes it
  for (const File& file : files) {
    if (!is_source(file) || is_test(file)) continue;
    for (const Include& include : includes_of(file)) {
      if (starts_with(include.name, "nlohmann/") && !ends_with(file.path, ".cpp")) {
        violations.push_back(at(file, include.line, "a header includes " + include.name));
      }
      for (const char* library : libraries) {
        if (!starts_with(include.name, library)) continue;
        if (!ends_with(file.path, ".cpp")) {
          violations.push_back(at(file, include.line, "a header includes " + include.name));
        }
        const auto [door, first] = doors.emplace(library, file.path);
        if (!first && door->second != file.path) {
          violations.push_back(
              at(file, include.line, include.name + " stands behind " + door->second + " already"));
        }
      }
    }
  }
  return violations;
}

Violations size_of_files(const std::vector<File>& files) {
  constexpr std::size_t most_lines = 500;
  Violations violations;
  for (const File& file : files) {
    if (!is_source(file) && !is_of_the_page(file)) continue;
    const std::size_t most_columns = is_source(file) ? 110 : 120;
    std::istringstream lines(file.text);
    std::string line;
    std::size_t number = 0;
    while (std::getline(lines, line)) {
      ++number;
      // Columns are characters: the following bytes of a UTF-8 letter do not count.
      const auto columns = static_cast<std::size_t>(std::count_if(
          line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
      if (columns > most_columns)
        violations.push_back(at(file, number, std::to_string(columns) + " columns"));
      if (line.find('\t') != std::string::npos) violations.push_back(at(file, number, "a tab"));
    }
    if (number > most_lines) violations.push_back(file.path + ": " + std::to_string(number) + " lines");
  }
  return violations;
}

Violations long_functions(const std::vector<File>& files) {
  constexpr std::size_t most_lines = 70;
  Violations violations;
  for (const File& file : files) {
    if (!is_source(file)) continue;
    for (const FunctionExtent& function : functions_of(file.text)) {
      const std::size_t lines = function.last_line - function.first_line + 1 - function.table_lines;
      if (lines > most_lines) {
        violations.push_back(
            at(file, function.first_line, std::to_string(lines) + " lines: " + function.head));
      }
    }
  }
  return violations;
}

Violations machine_paths(const std::vector<File>& files) {
  // Spelled in two parts, so that this file obeys its own rule.
  static constexpr const char* places[] = {
      "/ho"
      "me/",
      "/wo"
      "rk/",
      "/ro"
      "ot/"};
  Violations violations;
  for (const File& file : files) {
    if (file.text.find('\0') != std::string::npos) continue;  // not text
    for (const char* place : places) {
      for (std::size_t found = file.text.find(place); found != std::string::npos;
           found = file.text.find(place, found + 1)) {
        const char before = found == 0 ? ' ' : file.text[found - 1];
        const bool inside_a_path = std::isalnum(static_cast<unsigned char>(before)) != 0 ||
                                   std::string_view("._-}$)").find(before) != std::string_view::npos;
        if (inside_a_path) continue;
        const auto line =
            std::count(file.text.begin(), file.text.begin() + static_cast<std::ptrdiff_t>(found), '\n') + 1;
        violations.push_back(at(file, static_cast<std::size_t>(line), std::string("names ") + place));
      }
    }
  }
  return violations;
}

}  // namespace switchover::house
