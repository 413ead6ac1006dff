// The page of a drill: the words of the terminal, nothing where there is nothing to say, the figures as they
// are.
#include "analysis/report/page_drill.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "analysis/report/drill_text.hpp"
#include "analysis/report/layout.hpp"
#include "analysis/report/page.hpp"
#include "tests/report/drill_pages.hpp"

using namespace switchover;
using namespace switchover::test;

namespace {

Json page_of(const DrillReport& report) {
  PageParticulars particulars;
  particulars.repeat = {"drill", "a.toml", "--seed", "1", "--runs", "20"};
  particulars.version = "9.9.9";
  return Json::parse(drill_page_data(report, particulars));
}

// Texts without line ends and columns, so that sentences can be looked for.
std::string flowing(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != '\n' && c != ' ') out += c;
  }
  return out;
}

}  // namespace

TEST_CASE("a drill's page begins with the verdict of the terminal", "[page][drill]") {
  const DrillReport report = sample_drill();
  const Json page = page_of(report);
  CHECK(page["kind"] == "drill");
  CHECK(page["question"] == "What costs most when it fails alone, and what breaks the tolerance?");
  CHECK(page["subtitle"] ==
        "Drill: each fault alone at 10:45, the busiest interval. 20 days each, same callers, seed 1");
  CHECK(page["verdict"]["word"] == "BROKEN");
  CHECK(page["verdict"]["tone"] == "fail");
  CHECK(page["verdict"]["sentence"] == clean_text(report.sentence));
  CHECK(page["verdict"]["answer"] ==
        "Tolerance from a.toml:12: never served <= 400 people, service back <= 1 h.");
  CHECK(ids_of(page) ==
        std::vector<std::string>{"ranking", "year", "pairs", "why", "mends", "guesses", "particulars"});
}

TEST_CASE("a drill's tables say what the terminal says", "[page][drill]") {
  const DrillReport report = sample_drill();
  const Json page = page_of(report);
  const std::string terminal = flowing(drill_text(report, {110, false}));
  const Json& rows = (*table_of(page, "ranking-table"))["rows"];
  REQUIRE(rows.size() == report.rows.size());
  for (const Json& row : rows) {
    std::string figures;
    for (std::size_t k = 4; k < row.size(); ++k) figures += text_of(row[k]);
    CHECK(terminal.find(flowing(figures)) != std::string::npos);
  }
  CHECK(text_of(rows[2][0]) == "3=");
  CHECK(text_of(rows[2][1]) == "sso down");
  CHECK((*table_of(page, "ranking-table"))["columns"].size() == rows[0].size());
  CHECK(rows[0].back() == Json{{"text", "BROKEN"}, {"tone", "fail"}, {"link", ""}});
  CHECK(rows[2].back()["tone"] == "pass");
  const Json& years = (*table_of(page, "year-table"))["rows"];
  REQUIRE(years.size() == 3);
  CHECK(years[2][3] == "0");  // not told in the terminal
  for (const Json& row : {years[0], years[1]})
    CHECK(terminal.find(flowing(text_of(row[2]))) != std::string::npos);
  for (const Json& block : (*section_of(page, "guesses"))["blocks"]) {
    for (const Json& item : block["items"]) {
      std::string text = flowing(item.get<std::string>());
      text.pop_back();  // some end without a full stop there
      CHECK(terminal.find(text.substr(text.size() > 24 ? text.size() - 24 : 0)) != std::string::npos);
    }
  }
  const Json& mends = (*table_of(page, "mends-table"))["rows"];
  REQUIRE(mends.size() == 1);
  CHECK(mends[0][1] == "decision in 1 m (10 m)");
  CHECK(text_of(mends[0][4]) == "kept");
  CHECK((*section_of(page, "mends"))["blocks"][1]["items"][0] ==
        "crm </script> down: none of 3 changes surely saves anybody.");
}

TEST_CASE("a drill's answers name the worst, the first to mend and the single points", "[page][drill]") {
  const Json page = page_of(sample_drill());
  CHECK(answer_of(page, "worst")["text"] == "old.dc1 down: 2,000 people");
  CHECK(answer_of(page, "worst")["detail"] ==
        "1,800 - 2,200 (95%); calls get in again after 12 m; service is back after 4 h");
  CHECK(answer_of(page, "year")["text"] == "crm </script>: 1,800 people a year");
  CHECK(answer_of(page, "broken")["text"] == "2 of 3 faults");
  CHECK(answer_of(page, "single")["text"] == "crm </script>");
  CHECK(answer_of(page, "mend")["text"] == "Decision in 1 m (10 m)");
  CHECK(answer_of(page, "mend")["tone"] == "pass");
  std::set<std::string> ids;
  for (const std::string& id : ids_of(page)) ids.insert(id);
  for (const Json& answer : page["answers"]) CHECK(ids.contains(answer["link"].get<std::string>()));
}

TEST_CASE("a drill's pictures carry the figures", "[page][drill]") {
  DrillReport report = sample_drill();
  report.test = sample_test();
  const Json drill = page_of(report)["pictures"]["drill"];
  CHECK(drill["tolerance"] == Json{{"people", 400.0}, {"back_s", 3600.0}});
  const Json& dearest = drill["faults"][0];
  CHECK(dearest["never_served"] == 2000.0);
  CHECK(dearest["low"] == 1800.0);
  CHECK(dearest["high"] == 2200.0);
  CHECK(dearest["again_s"] == 720.0);
  CHECK(dearest["tone"] == "fail");
  CHECK(dearest["times_from"] == "file");
  CHECK(drill["faults"][1]["back_s"] == "infinity");
  CHECK(drill["faults"][1]["spof"] == true);
  CHECK(drill["years"][0] == Json{{"fault", 1}, {"people", 1800.0}});
  CHECK(drill["pairs"][0]["sum"] == 2900.0);
  CHECK(drill["pairs"][0]["beyond_low"] == 550.0);
  const Json& points = drill["test"]["checkpoints"];
  REQUIRE(points.size() == 3);
  CHECK(points[0]["when"] == "T+7 m - 16 m");
  CHECK(points[0]["low"] == 420.0);
  CHECK(points[0]["is_count"] == false);
  CHECK(points[1]["at_s"] == 1200.0);
  CHECK(points[1]["seen"] == "27 - 59 agents signed in on new");
  CHECK(points[2]["low"] == nullptr);
  CHECK(points[2]["stop_text"] == "in none of 20 rehearsals");
}

TEST_CASE("a drill's page says nothing of what was not asked", "[page][drill]") {
  DrillReport report = sample_drill();
  report.pairs_run = report.mends_run = false;
  report.pairs.clear();
  report.mends.clear();
  report.tolerance = {};
  report.years = {{2, 0}};
  for (DrillRow& row : report.rows) {
    row.tolerated = Tolerated::not_asked;
    row.single_point = false;
    row.why.clear();
  }
  report.exit_code = 0;
  const Json page = page_of(report);
  CHECK(page["verdict"]["word"] == "");
  CHECK(page["verdict"]["tone"] == "none");
  CHECK(page["verdict"]["answer"] == "");
  CHECK(ids_of(page) == std::vector<std::string>{"ranking", "guesses", "particulars"});
  CHECK(answer_of(page, "broken") == nullptr);
  CHECK(answer_of(page, "mend") == nullptr);
  CHECK(answer_of(page, "single")["text"] == "None");
  CHECK(page["pictures"]["drill"]["pairs"] == nullptr);
  CHECK(page["pictures"]["drill"]["test"] == nullptr);
}

TEST_CASE("a test's plan has a section of its own, with what a pass cannot prove", "[page][drill]") {
  DrillReport report = sample_drill();
  report.test = sample_test();
  const Json page = page_of(report);
  const Json& section = *section_of(page, "test");
  CHECK(section["lead"] ==
        "A real test of old.dc1 at Sun 06:00 (27% of the busiest moment's calls): what you should see if the "
        "model holds.");
  CHECK((*table_of(page, "test-table"))["rows"][0][2] == "stop if not by T+16 m (1 of 20 days: never)");
  CHECK(section["blocks"].back()["items"].size() == cannot_prove(*report.test).size());
}

TEST_CASE("verdicts of drills in a word", "[page][drill]") {
  DrillReport report = sample_drill();
  CHECK(drill_word(report) == "BROKEN");
  report.rows[0].tolerated = report.rows[1].tolerated = Tolerated::undecided;
  CHECK(drill_word(report) == "UNDECIDED");
  report.rows[0].tolerated = report.rows[1].tolerated = Tolerated::barely;
  CHECK(drill_word(report) == "KEPT");
  report.tolerance = {};
  CHECK(drill_word(report).empty());
}

TEST_CASE("a drill becomes a page, and its last section repeats it", "[page][drill]") {
  const Json page = page_of(sample_drill());
  const Json& last = page["sections"].back();
  CHECK(last["blocks"][0]["text"] == "switchover drill a.toml --seed 1 --runs 20");
  const Json& rows = (*table_of(page, "particulars-table"))["rows"];
  CHECK(rows[0][1] == "9.9.9");
  CHECK(rows.back()[1] == "exit 1 (a tolerance is broken)");
  const std::string html = page_html_of(page.dump());
  CHECK(html.find("crm </script>") == std::string::npos);
}
