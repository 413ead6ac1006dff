// Broken copies of good files, from one fixed seed: each gives rows, or problems with a place. None may
// crash.
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "scenarios/tables.hpp"
#include "tests/scenarios/table_text.hpp"

using namespace switchover;
using namespace switchover::test;

namespace {

using Generator = std::mt19937;

std::size_t below(Generator& generator, std::size_t n) { return generator() % n; }

std::string good_intervals(const char* headings, const char* tail) {
  std::string csv = std::string(headings) + "\n";
  for (const char* queue : {"billing", "support"}) {
    for (int i = 0; i < 20; ++i) {
      csv += std::string("2026-03-02T") + (i < 4 ? "0" : "") + std::to_string(8 + i / 2) +
             (i % 2 == 0 ? ":00" : ":30") + "," + queue + "," + std::to_string(100 + i) + tail + "\n";
    }
  }
  return csv;
}

const std::vector<std::string>& good_files() {
  static const std::vector<std::string> files = {
      good_intervals("interval_start,queue,offered,aht_s", ",300.5"),
      good_intervals("interval_start,group,agents_on_phones", ""),
      good_intervals("interval_start,queue,offered,answered,asa_s", ",90,0:00:12"),
      "agent,start,end,skills,platform,activity\nAnn,2026-03-02 08:00,2026-03-02 16:00,a;b,old,\n"
      "Ann,2026-03-02 12:00,2026-03-02 12:30,,,lunch\nBob,2026-03-02 09:00,2026-03-02 17:00,\"b\",both,\n",
      "at,queue,handling_s,patience_s\n2026-03-02 08:00:01,billing,300,\n2026-03-02 "
      "08:00:02.5,support,12:30,45\n"};
  return files;
}

// One change of the kinds that files suffer on their way.
void damage(std::string& text, Generator& generator) {
  static const std::vector<std::string> scraps = {"-",
                                                  "nan",
                                                  "inf",
                                                  "1e308",
                                                  "-5",
                                                  "999999999999999999999",
                                                  "\"",
                                                  "\n",
                                                  "\r",
                                                  ",",
                                                  ";",
                                                  ",,,,,",
                                                  "\xFF",
                                                  std::string(1, '\0'),
                                                  "\xEF\xBB\xBF",
                                                  "\t",
                                                  "24:00",
                                                  "2026-02-30",
                                                  "31/12/2026",
                                                  "12/31/26",
                                                  "Z",
                                                  "+99:99",
                                                  "%",
                                                  "\x1B[31m",
                                                  "Total",
                                                  "=1+1",
                                                  "\xF0\x9F\x98\x8A",
                                                  "0",
                                                  "1.234.567,8",
                                                  std::string(300, 'x')};
  const std::size_t at = below(generator, text.size() + 1);
  switch (below(generator, 8)) {
    case 0:
      text.resize(at);
      break;
    case 1:
      text.insert(at, scraps[below(generator, scraps.size())]);
      break;
    case 2:
      text.erase(at, 1 + below(generator, 20));
      break;
    case 3:
      if (at < text.size()) text[at] = static_cast<char>(below(generator, 256));
      break;
    case 4:
      text.insert(at, text.substr(below(generator, text.size() + 1), 200));
      break;
    case 5: {  // a whole cell
      const std::size_t begin = text.find(',', at);
      if (begin == std::string::npos) break;
      const std::size_t end = std::min(text.find_first_of(",\n", begin + 1), text.size());
      text.replace(begin + 1, end - begin - 1, scraps[below(generator, scraps.size())]);
      break;
    }
    case 6: {  // another delimiter
      const char delimiter = ";|\t"[below(generator, 3)];
      for (char& c : text) c = c == ',' ? delimiter : c;
      break;
    }
    default: {  // as UTF-16
      std::string wide = "\xFF\xFE";
      for (const char c : text) (wide += c).push_back('\0');
      text = wide;
    }
  }
}

// Either rows within the scenario, or problems that name a file. Returns whether there were rows.
template <class Table>
bool sound(const Expected<Table>& read, const Calendar& calendar) {
  if (!read) {
    for (const Problem& problem : read.problems()) {
      CHECK_FALSE(problem.place.file.empty());
      CHECK_FALSE(problem.what.empty());
      CHECK(problem.place.line >= 0);
      CHECK(to_string(problem).find('\n') == std::string::npos);
      CHECK(to_string(problem).find('\x1B') == std::string::npos);
    }
    return false;
  }
  CHECK_FALSE(read.value().rows.empty());
  for (const auto& row : read.value().rows) {
    if constexpr (requires { row.start; }) {
      CHECK((row.start >= Time{} && row.start < row.end && row.end <= Time::after_start(calendar.length)));
    } else {
      CHECK((row.at >= Time{} && row.at < Time::after_start(calendar.length)));
    }
    if constexpr (requires { row.agents; }) CHECK((row.agents >= 0 && std::isfinite(row.agents)));
    if constexpr (
        requires(ForecastRow r) { r.offered = row.offered; } && requires { row.talk_s; }) {
      CHECK((row.offered >= 0 && std::isfinite(row.offered)));
    }
  }
  return true;
}

}  // namespace

TEST_CASE("300 broken tables give rows or problems with a place") {
  Generator generator(20260302);
  const Calendar calendar = london({2026, 3, 2, 8, 0, 0}, 10);
  int with_rows = 0, refused = 0;
  for (int i = 0; i < 300; ++i) {
    const std::size_t kind = static_cast<std::size_t>(i) % good_files().size();
    std::string bytes = good_files()[kind];
    const std::size_t changes =
        static_cast<std::size_t>(i) < good_files().size() ? 0 : 1 + below(generator, 4);
    for (std::size_t c = 0; c < changes; ++c) damage(bytes, generator);
    INFO("mutation " << i);
    const TableText text("table.csv", bytes);
    std::vector<Problem> lints;
    bool rows = false;
    if (kind == 0) rows = sound(read_forecast(text.source, calendar, lints), calendar);
    if (kind == 1) rows = sound(read_staff(text.source, calendar, lints), calendar);
    if (kind == 2) rows = sound(read_actual(text.source, calendar, lints), calendar);
    if (kind == 3) rows = sound(read_schedule(text.source, calendar, lints), calendar);
    if (kind == 4) rows = sound(read_replay(text.source, calendar, lints), calendar);
    if (changes == 0) CHECK(rows);
    (rows ? with_rows : refused) += 1;
  }
  CHECK(with_rows > 30);  // the damage leaves some files readable ...
  CHECK(refused > 100);   // ... and is noticed in many
}
