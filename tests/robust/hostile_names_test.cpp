// Names come from other people's files. Whatever they are, the outputs stay tables and JSON, and the names
// come back as they were; a spreadsheet is never handed a formula, a page never a tag.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/app/program_runner.hpp"
#include "tests/robust/small_scenario.hpp"

using namespace switchover::test;
using Json = nlohmann::json;
using Row = std::vector<std::string>;

namespace {

// RFC 4180, as strict as the next reader: quotes doubled inside quotes, CR LF behind every row.
std::vector<Row> rows_of_csv(const std::string& text) {
  std::vector<Row> rows;
  Row row;
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      cell += '"';
      ++i;
    } else if (c == '"') {
      if (!quoted && !cell.empty()) FAIL("a quote inside a cell: " << cell);
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      row.push_back(std::exchange(cell, {}));
    } else if (!quoted && c == '\r') {
      if (text.substr(i, 2) != "\r\n") FAIL("a carriage return alone");
      ++i;
      row.push_back(std::exchange(cell, {}));
      rows.push_back(std::exchange(row, {}));
    } else {
      if (c == '\n') FAIL("a line feed in " << cell);
      cell += c;
    }
  }
  REQUIRE((row.empty() && cell.empty() && !quoted));
  return rows;
}

// A name may hold anything but control characters, brackets, commas and quotes; a sentence may hold these.
const std::vector<std::string> hostile = {
    "=SUM(A1:A9)",
    "+1",
    "-2+3",
    "@cmd",
    "</script><img src=x onerror=alert(1)>",
    "semi;colon",
    "pipe|in|a|table",
    "`code` **bold** _x_",
    "it's",
    "\xE5\xAE\xA2\xE6\x9C\x8D",                  // two Chinese letters
    "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7",  // Arabic
    "\xC3\x9C\x62\xC3\xBC\x20\xF0\x9F\x93\x9E",  // German and a telephone
    "back\\slash \\n",
    "100% {} {0} %s %n",
};
const std::string sentence = "a, b; \"c\" =SUM(A1) </script> | \xE5\xAE\xA2";

// As a quoted key or text of TOML.
std::string in_toml(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) quoted += (c == '"' || c == '\\') ? std::string("\\") + c : std::string(1, c);
  return quoted + "\"";
}

// Every name once as a queue, a group, a platform of its own and an event.
std::string hostile_scenario() {
  std::string text = "schema = 1\nname = " + in_toml(sentence) + "\nquestion = " + in_toml("@" + sentence) +
                     "\nstart = 2026-03-02T08:00:00\nlength = \"30m\"\nruns = 10\n";
  for (const std::string& name : hostile) text += "[platform." + in_toml("on " + name) + "]\n";
  for (const std::string& name : hostile) {
    text += "[queue." + in_toml(name) + "]\ntalk = { mean = \"60s\", source = " + in_toml(sentence) +
            " }\ncalls_per_hour = 20\n";
    text += "[group." + in_toml(name + "!") +
            "]\nplatform = \"both\"\nagents = 2\nskills = [{ queue = " + in_toml(name) + " }]\n";
    text += "[[event]]\nname = " + in_toml(name + sentence) +
            "\nwhat = \"more calls\"\nat = \"08:00\"\nby = \"10%\"\nqueue = " + in_toml(name) + "\n";
  }
  return text + "[expect]\nmust = [\"mean never_served_rate <= 99% over day\"]\n";
}

void collect_texts(const Json& value, std::set<std::string>& texts) {
  if (value.is_string()) texts.insert(value.get<std::string>());
  if (!value.is_structured()) return;
  for (const Json& part : value) collect_texts(part, texts);
}

}  // namespace

TEST_CASE("hostile names come back from the table and the JSON as they were") {
  const TemporaryFolder place;
  write_text(place / "hostile.toml", hostile_scenario());
  const Ran ran = run_switchover({"run", "hostile.toml", "--out", "out"}, place.path());
  INFO(ran.err);
  REQUIRE(ran.code == 0);

  std::set<std::string> scopes;
  const std::vector<Row> rows = rows_of_csv(file_text(place / "out/intervals.csv"));
  REQUIRE(rows.size() > 100);
  for (const Row& row : rows) {
    if (row.size() != rows.front().size()) FAIL("a row of " << row.size() << " cells");
    for (const std::string& cell : row) {
      if (!cell.empty() && std::string("=+@").find(cell.front()) != std::string::npos)
        FAIL("a formula: " << cell);
    }
    if (row[2] == "queue") {
      const std::string& scope = row[3];
      if (scope.empty() || scope.front() == '-') FAIL("a formula: " << scope);
      scopes.insert(scope.front() == '\'' ? scope.substr(1) : scope);
    }
  }
  CHECK(scopes == std::set<std::string>(hostile.begin(), hostile.end()));

  const Json summary = Json::parse(file_text(place / "out/summary.json"));
  std::set<std::string> texts;
  collect_texts(summary, texts);
  CHECK(texts.count(sentence) == 1);
  for (const std::string& name : hostile) {
    INFO(name);
    CHECK(texts.count(name) == 1);             // the queue
    CHECK(texts.count(name + sentence) == 1);  // the event
  }
  const Json manifest = Json::parse(file_text(place / "out/manifest.json"));
  CHECK(manifest.contains("cost"));
  const std::string page = file_text(place / "out/verdict.md");
  for (std::size_t at = 1; at < page.size(); ++at) {
    if (page[at] == '<' && page[at - 1] != '\\') FAIL_CHECK("a tag: " << page.substr(at, 40));
    if (page[at] == '[' && page[at - 1] != '\\') FAIL_CHECK("a link: " << page.substr(at, 40));
  }
  CHECK(page.find("\\</script") != std::string::npos);
}

TEST_CASE("names that would break a line are refused, each with its place") {
  for (const char* name :
       {"a\\nb", "a\\rb", "a\\tb", "\\u001B[31m", "a\\u0000b", "\\u007F", "", " ", "a,b", "a\\\"b", "a]b"}) {
    INFO(name);
    const TemporaryFolder place;
    const std::string quoted = "\"" + std::string(name) + "\"";
    write_text(place / "bad.toml",
               "schema = 1\nstart = 2026-03-02T08:00:00\nlength = \"2h\"\n[platform.main]\n[queue." + quoted +
                   "]\ntalk = \"60s\"\ncalls_per_hour = 20\n[group.agents]\nagents = 2\nskills = [" + quoted +
                   "]\n");
    const Ran ran = run_switchover({"run", "bad.toml", "--out", "out"}, place.path());
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    CHECK(ran.err.find("bad.toml:5:") != std::string::npos);
    for (const char c : ran.err) CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
    CHECK(place.entries() == std::vector<std::string>{"bad.toml"});
  }
}
