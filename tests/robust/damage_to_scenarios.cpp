// Damage that only a scenario file can suffer.
#include <regex>

#include "tests/robust/damage.hpp"

namespace switchover::test {

namespace {

namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

void add_first(const fs::path& file, const std::string& text) { put(file, text + "\n" + bytes_of(file)); }
void add_last(const fs::path& file, const std::string& text) { put(file, bytes_of(file) + text + "\n"); }

// The lines that match, by luck one of them, through `change`.
template <class Change>
void change_line(const fs::path& file, Luck& luck, const std::string& pattern, const Change& change) {
  Texts lines = lines_of(bytes_of(file));
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (std::regex_search(lines[i], std::regex(pattern))) found.push_back(i);
  }
  if (!found.empty()) {
    std::string& line = lines[found[below(luck, found.size())]];
    line = change(line);
  }
  put(file, joined_lines(lines));
}

const char* const a_key = R"(^\s*[A-Za-z_]+\s*=)";

void key_lost(const fs::path& file, Luck& luck) {
  change_line(file, luck, a_key, [](const std::string&) { return std::string(); });
}
void key_misspelt(const fs::path& file, Luck& luck) {
  change_line(file, luck, a_key, [](const std::string& line) { return "x" + line; });
}
void key_twice(const fs::path& file, Luck& luck) {
  change_line(file, luck, a_key, [](const std::string& line) { return line + "\n" + line; });
}
void value_of_another_kind(const fs::path& file, Luck& luck) {
  static const Texts values = {"[]",          "{}",      "true",     "1.5", "\"\"", "2026-03-02",
                               "10:15:00",    "[[]]",    "-1",       "nan", "[1]",  "{ mean = [] }",
                               "\"\\u0000\"", "\"\\n\"", "'''\n'''", "0",   "inf"};
  const std::string& value = values[below(luck, values.size())];
  change_line(file, luck, a_key,
              [&](const std::string& line) { return line.substr(0, line.find('=') + 1) + value; });
}
void wrong_unit(const fs::path& file, Luck& luck) {
  static const Texts units = {"parsecs", "ms",  "",           "%",         "kg",
                              "s s",     "h30", "per second", "\xC2\xB5s", "days and a half"};
  const std::string& unit = units[below(luck, units.size())];
  change_line(file, luck, R"("\d+(\.\d+)?(s|m|h|%))", [&](const std::string& line) {
    return std::regex_replace(line, std::regex(R"((\d+)(s|m|h|%))"), "$1" + unit,
                              std::regex_constants::format_first_only);
  });
}
void absurd_length(const fs::path& file, Luck& luck) {
  static const Texts lengths = {"\"0s\"",   "\"1ms\"",   "\"50000h\"", "\"999999999h\"",
                                "\"-10h\"", "\"1e30h\"", "\"61s\""};
  const std::string& length = lengths[below(luck, lengths.size())];
  change_line(file, luck, R"(^length)", [&](const std::string&) { return "length = " + length; });
}
void absurd_interval(const fs::path& file, Luck&) { add_first(file, "interval = \"1s\""); }
void section_twice(const fs::path& file, Luck& luck) {
  change_line(file, luck, R"(^\[[a-z])", [](const std::string& line) { return line + "\n" + line; });
}
void section_renamed(const fs::path& file, Luck& luck) {
  change_line(file, luck, R"(^\[)", [](const std::string& line) {
    return std::regex_replace(line, std::regex(R"([a-z]+(?=\]))"), "nobody");
  });
}
void bracket_lost(const fs::path& file, Luck& luck) {
  change_line(file, luck, R"([\[\]{}])", [](const std::string& line) {
    return std::regex_replace(line, std::regex(R"([\[\]{}])"), "", std::regex_constants::format_first_only);
  });
}
void quote_lost(const fs::path& file, Luck& luck) {
  change_line(file, luck, "\"", [](const std::string& line) {
    return std::regex_replace(line, std::regex("\""), "", std::regex_constants::format_first_only);
  });
}
void operator_changed(const fs::path& file, Luck& luck) {
  static const Texts operators = {"==", "=>", "<>", ">= >=", "\xE2\x89\xA5", "at least", ""};
  const std::string& other = operators[below(luck, operators.size())];
  change_line(file, luck, "[<>]=", [&](const std::string& line) {
    return std::regex_replace(line, std::regex("[<>]="), other, std::regex_constants::format_first_only);
  });
}
void base_is_itself(const fs::path& file, Luck&) {
  add_first(file, "base = \"" + file.filename().string() + "\"");
}
void base_in_a_circle(const fs::path& file, Luck&) {
  put(file.parent_path() / "round.toml", "base = \"about.toml\"\n");
  put(file.parent_path() / "about.toml", "base = \"" + file.filename().string() + "\"\n");
  put(file,
      "base = \"round.toml\"\n" + std::regex_replace(bytes_of(file), std::regex("(^|\n)base "), "$1# base "));
}
void base_of_40_steps(const fs::path& file, Luck&) {
  const fs::path place = file.parent_path();
  for (int i = 0; i < 40; ++i) {
    put(place / ("step" + std::to_string(i) + ".toml"),
        "base = \"step" + std::to_string(i + 1) + ".toml\"\n");
  }
  put(place / "step40.toml", "");
  put(file,
      "base = \"step0.toml\"\n" + std::regex_replace(bytes_of(file), std::regex("(^|\n)base "), "$1# base "));
}
void base_nowhere(const fs::path& file, Luck& luck) {
  static const Texts bases = {"\"nowhere.toml\"", "\".\"", "\"\"", "\"/dev/zero\"", "5", "[]",
                              "\"a\\u0000b\""};
  add_first(file, "base = " + bases[below(luck, bases.size())]);
}
void table_file_nowhere(const fs::path& file, Luck& luck) {
  static const Texts paths = {"nowhere.csv", ".", "", "/dev/zero", "scenario.toml", "/", "~/staff.csv"};
  const std::string& path = paths[below(luck, paths.size())];
  change_line(file, luck, R"(path = )", [&](const std::string& line) {
    return std::regex_replace(line, std::regex("path = \"[^\"]*\""), "path = \"" + path + "\"");
  });
}
void deep_arrays(const fs::path& file, Luck&) { add_first(file, "deep = " + repeated("[", 100'000)); }
void deep_braces(const fs::path& file, Luck&) { add_first(file, "deep = " + repeated("{a=", 100'000)); }
void deep_key(const fs::path& file, Luck&) { add_first(file, "deep" + repeated(".a", 100'000) + " = 1"); }
void deep_header(const fs::path& file, Luck&) { add_last(file, "[deep" + repeated(".'a'", 100'000) + "]"); }
void deep_steps(const fs::path& file, Luck&) {  // each level small, all of them together deep
  add_first(file, "deep = " + repeated("{ a.b.c.d.e.f.g.h = ", 250) + "1" + repeated("}", 250));
}
void long_array(const fs::path& file, Luck&) {
  add_first(file, "skills = [" + repeated("1,", 100'000) + "]");
}
void long_name(const fs::path& file, Luck&) { add_last(file, "[queue." + repeated("x", 1'000'000) + "]"); }
void many_queues(const fs::path& file, Luck&) {
  std::string sections;
  for (int i = 0; i < 3000; ++i) sections += "[queue.q" + std::to_string(i) + "]\ntalk = \"3m\"\n";
  add_last(file, sections);
}
void many_events(const fs::path& file, Luck&) {
  add_last(file,
           repeated("[[event]]\nname = \"e\"\nwhat = \"more calls\"\nat = \"08:00\"\nby = \"1%\"\n", 300));
}
void another_schema(const fs::path& file, Luck& luck) {
  change_line(file, luck, "^schema", [](const std::string&) { return std::string("schema = 2"); });
}

}  // namespace

const std::vector<Damage>& damage_to_scenarios() {
  static const std::vector<Damage> kinds = {
      {"key lost", key_lost},
      {"key misspelt", key_misspelt},
      {"key twice", key_twice},
      {"value of another kind", value_of_another_kind},
      {"wrong unit", wrong_unit},
      {"absurd length", absurd_length},
      {"absurd interval", absurd_interval},
      {"section twice", section_twice},
      {"section renamed", section_renamed},
      {"bracket lost", bracket_lost},
      {"quote lost", quote_lost},
      {"operator changed", operator_changed},
      {"base is itself", base_is_itself},
      {"base in a circle", base_in_a_circle},
      {"base of 40 steps", base_of_40_steps},
      {"base nowhere", base_nowhere},
      {"table file nowhere", table_file_nowhere},
      {"deep arrays", deep_arrays},
      {"deep braces", deep_braces},
      {"deep key", deep_key},
      {"deep header", deep_header},
      {"deep steps", deep_steps},
      {"long array", long_array},
      {"long name", long_name},
      {"many queues", many_queues},
      {"many events", many_events},
      {"another schema", another_schema},
  };
  return kinds;
}

}  // namespace switchover::test
