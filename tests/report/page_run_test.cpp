// The data of a run's page: the words of the verdict, nothing where there is nothing to say, links that hold.
#include "analysis/report/page_run.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "analysis/report/layout.hpp"
#include "analysis/report/report_markdown.hpp"
#include "analysis/report/report_phrases.hpp"
#include "analysis/report/report_text.hpp"
#include "tests/report/run_pages.hpp"

using namespace switchover;
using namespace switchover::test;

namespace {

// The page of a terminal without its line ends and columns, so that sentences can be looked for.
std::string flowing(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != '\n' && c != ' ') out += c;
  }
  return out;
}

}  // namespace

TEST_CASE("a run's page begins with its question, verdict and particulars", "[page]") {
  const Json page = page_of(test::sample_report("billing"));
  CHECK(page["kind"] == "run");
  CHECK(page["name"] == "billing day");
  CHECK(page["question"] == "Does billing hold?");
  CHECK(page["subtitle"] == "Monday 2026-03-02, 08:00-09:30. 200 Mondays simulated, seed 1");
  CHECK(page["verdict"]["word"] == "NO");
  CHECK(page["verdict"]["tone"] == "fail");
  CHECK(page["verdict"]["sentence"] == "billing keeps 80/20 on only 36 of 200 such Mondays.");
}

TEST_CASE("promises on the page say what the terminal says", "[page]") {
  const ReportModel report = test::sample_report("billing");
  const Json page = page_of(report);
  const Json* table = table_of(page, "promises-table");
  REQUIRE(table != nullptr);
  REQUIRE((*table)["rows"].size() == report.promises.size());
  const std::string terminal = flowing(verdict_text(report, {110, false}));
  for (const Json& row : (*table)["rows"]) {
    // A long promise goes on below its figures: its beginning stands behind the mark.
    const std::string text = flowing(text_of(row[1]));
    CHECK(terminal.find(flowing(text_of(row[0])) + text.substr(0, 25)) != std::string::npos);
    CHECK(terminal.find(flowing(text_of(row[2]) + text_of(row[3]))) != std::string::npos);
  }
  CHECK((*table)["rows"][0][0] == Json{{"text", "FAIL"}, {"tone", "fail"}, {"link", ""}});
  CHECK((*table)["rows"][1][0]["tone"] == "undecided");
  CHECK((*table)["rows"][3][0] == Json{{"text", "WARN"}, {"tone", "warn"}, {"link", ""}});
  CHECK((*section_of(page, "promises"))["lead"] == "1 of 3 promises fails.");
}

TEST_CASE("binding, fix and flips on the page say what Markdown says", "[page]") {
  const ReportModel report = test::sample_report("billing");
  const Json page = page_of(report);
  const std::string markdown = verdict_markdown(report);
  const Json& binding = (*table_of(page, "binding-table"))["rows"][0];
  CHECK(text_of(binding[0]) == "billing agents");
  CHECK(text_of(binding[1]) == "08:45-12:15");
  CHECK(markdown.find("**" + text_of(binding[1]) + "** " + text_of(binding[0]) + " " + text_of(binding[2])) !=
        std::string::npos);
  const auto in_markdown = [&](const Json& row) {
    std::string line = "|";
    for (const Json& cell : row) line += " " + markdown_text(text_of(cell)) + " |";
    return markdown.find(line) != std::string::npos;
  };
  for (const char* id : {"headline-table", "why-table", "fix-table", "flips-table", "half-hours-1"}) {
    INFO(id);
    const Json* table = table_of(page, id);
    REQUIRE(table != nullptr);
    for (const Json& row : (*table)["rows"]) CHECK(in_markdown(row));
  }
  CHECK((*section_of(page, "fix"))["lead"] == "+32 billing for GBP 5,515.");
  CHECK((*table_of(page, "fix-table"))["rows"][0][1]["tone"] == "pass");
}

TEST_CASE("pictures stand before tables, and what they show too is folded", "[page]") {
  const Json page = page_of(incident_report());
  for (const Json& section : page["sections"]) {
    INFO(section["id"]);
    bool table = false;
    for (const Json& block : section["blocks"]) {
      table = table || block["kind"] == "table";
      CHECK_FALSE((table && block["kind"] == "pictures"));
    }
  }
  for (const char* id : {"promises-table", "why-table", "time-line", "standby-limits", "losses-table",
                         "levers-table", "flips-table"}) {
    INFO(id);
    CHECK((*table_of(page, id))["folded"] == true);
    CHECK((*table_of(page, id))["title"] != "");
  }
  for (const char* id : {"headline-table", "binding-table", "fix-table"}) {
    INFO(id);
    CHECK((*table_of(page, id))["folded"] == false);
  }
}

TEST_CASE("the incident's section dates its moments in words", "[page]") {
  const Json page = page_of(incident_report());
  const Json& times = *table_of(page, "time-line");
  REQUIRE(times["rows"].size() == 4);
  CHECK(times["rows"][1] ==
        Json::array({"new calls accepted", "10:28", "10:30", "+13 m", "+15 m", "80 of 80"}));
  CHECK(times["rows"][3][3] == "+10 h 54 m");  // with its unit: there is room
  const std::string lead = (*section_of(page, "incident"))["lead"];
  CHECK(lead == "NEW takes calls again after 13 m; SERVICE is back after 10 h 54 m.");
  CHECK(text_of((*table_of(page, "standby-limits"))["rows"][0][4]) == "binding");
  CHECK(table_of(page, "levers-table")->at("rows").size() == 1);
}

TEST_CASE("an incident's pictures know its moments, stages and levers", "[page]") {
  const Json incident = page_of(incident_report())["pictures"]["incident"];
  CHECK(incident["fault_from_s"] == 8100);
  CHECK(incident["fault_to_s"] == 18900);
  CHECK(incident["times"][3]["name"] == "restored");
  CHECK(incident["times"][3]["p95_s"] == "infinity");
  CHECK(incident["times"][1]["after_p50_s"] == 780);
  REQUIRE(incident["losses"][0]["parts"].size() == 6);  // attempts; people stand beside them
  CHECK(incident["losses"][0]["parts"][0]["stage"] == "failed attempts");
  CHECK(incident["losses"][0]["never_served"] == 6350);
  CHECK(incident["levers"][0]["effect"] == "helps");
  CHECK(incident["storm"]["from_s"] == 8100);
  CHECK(page_of(test::sample_report("billing"))["pictures"]["incident"].is_null());
}

TEST_CASE("the register holds every assumption, guesses apart and marked", "[page]") {
  const Json page = page_of(test::sample_report("billing"));
  const Json& guesses = *table_of(page, "assumptions-table");
  REQUIRE(guesses["rows"].size() == 1);
  CHECK(text_of(guesses["rows"][0][0]) == "queue.billing.patience");
  CHECK(guesses["rows"][0][2] == Json{{"text", "default, judgement"}, {"tone", "warn"}, {"link", ""}});
  CHECK(guesses["rows"][0][3] == Json{{"text", "above 7 m: YES"}, {"tone", "warn"}, {"link", "flips"}});
  const Json& typed = *table_of(page, "typed-table");
  CHECK(text_of(typed["rows"][0][2]) == "monday.toml:30:8");
  CHECK(text_of(typed["rows"][0][3]) == "WFM");
  CHECK((*section_of(page, "assumptions"))["lead"] == "1 of 2 assumptions are guesses, not in your files.");
}

TEST_CASE("a long register opens on demand, what could flip the verdict stands first", "[page]") {
  ReportModel report = test::sample_report("billing");
  const Assumption flips = report.assumptions.front();
  Assumption other = flips;
  other.key = "queue.billing.redial";
  report.assumptions.assign(20, other);
  report.assumptions.push_back(flips);
  const Json page = page_of(report);
  const Json& guesses = *table_of(page, "assumptions-table");
  CHECK(guesses["folded"] == true);
  CHECK(guesses["rows"].size() == 21);
  CHECK(text_of(guesses["rows"][0][0]) == flips.key);
}

TEST_CASE("what is missing leaves no section", "[page]") {
  ReportModel report;
  report.scenario = "empty";
  const Json page = page_of(report);
  CHECK(ids_of(page) == std::vector<std::string>{"particulars"});
  CHECK(page["pictures"]["plans"] == Json::array());
  CHECK(page["pictures"]["why"].is_null());
  CHECK(page["pictures"]["fixes"] == Json::array());
}

TEST_CASE("sections come in the order of the contract", "[page]") {
  ReportModel report = incident_report();
  Pictures pictures;
  pictures.plans.resize(1);
  report.pictures = pictures;
  report.actual = ActualComparison{{}, {ActualSummary{}}, ""};
  CHECK(ids_of(page_of(report)) == std::vector<std::string>{"promises", "headline", "why", "incident",
                                                            "binding", "fix", "flips", "day", "people",
                                                            "agents", "assumptions", "half-hours", "actual",
                                                            "baseline", "inputs", "particulars"});
  CHECK(page_of(report)["pictures"]["plans"][0]["word"] == "NO");
}

TEST_CASE("every link leads somewhere, every picture is one that the page draws", "[page]") {
  std::ifstream file(SWITCHOVER_SOURCE_DIR "/tests/browser/known/run.mjs");
  std::stringstream source;
  source << file.rdbuf();
  REQUIRE(source.str().find("\"through-the-day\"") != std::string::npos);
  ReportModel report = incident_report();
  Pictures pictures;
  pictures.plans.resize(1);
  report.pictures = pictures;
  report.actual = ActualComparison{{}, {ActualSummary{}}, ""};
  const Json page = page_of(report);
  const std::vector<std::string> ids = ids_of(page);
  const std::set<std::string> sections(ids.begin(), ids.end());
  CHECK(sections.size() == ids.size());
  std::size_t links = 0;
  for (const Json& answer : page["answers"]) {
    CHECK(sections.contains(answer["link"]));
    ++links;
  }
  CHECK(links == 5);
  std::size_t drawn = 0;
  for (const Json& section : page["sections"]) {
    for (const Json& block : section["blocks"]) {
      for (const Json& id : block.value("ids", Json::array())) {
        INFO(id);
        CHECK(source.str().find(id.dump()) != std::string::npos);
        ++drawn;
      }
    }
  }
  CHECK(drawn == 19);
}

TEST_CASE("rows of a table are as long as its head", "[page]") {
  for (const ReportModel& report : {incident_report(), test::sample_report("billing")}) {
    const Json page = page_of(report);
    REQUIRE(page["sections"].size() > 5);
    for (const Json& section : page["sections"]) {
      for (const Json& block : section["blocks"]) {
        if (block["kind"] != "table") continue;
        INFO(block["table"]["id"]);
        for (const Json& row : block["table"]["rows"]) CHECK(row.size() == block["table"]["columns"].size());
      }
    }
  }
}

TEST_CASE("predicted beside actual is grouped by queue and figure", "[page]") {
  ReportModel report = test::sample_report("billing");
  ActualComparison actual;
  for (int k = 0; k < 4; ++k) {
    ActualRowOut row;
    row.queue = k % 2 == 0 ? "billing" : "support";
    row.metric = "abandon_rate";
    row.at = Time::after_start(Duration::whole_seconds(900) * (k / 2));
    row.actual = 0.123456789;
    row.band = Range{0.02, never};
    row.inside = true;
    actual.rows.push_back(row);
  }
  report.actual = actual;
  const Json groups = page_of(report)["pictures"]["actual"];
  REQUIRE(groups.size() == 2);
  CHECK(groups[1]["queue"] == "support");
  REQUIRE(groups[1]["rows"].size() == 2);
  CHECK(groups[1]["rows"][1]["from_s"] == 900);
  CHECK(groups[1]["rows"][1]["actual"] == 0.12346);
  CHECK(groups[1]["rows"][1]["predicted"].is_null());
  CHECK(groups[1]["rows"][1]["high"] == "infinity");
}

TEST_CASE("pictures of a run hold its flips, limits and half-hours", "[page]") {
  const Json pictures = page_of(test::sample_report("billing"))["pictures"];
  CHECK(pictures["flips"][0]["flips_at"] == 420);
  CHECK(pictures["flips"][0]["between"] == Json::array({400, 440}));
  CHECK(pictures["flips"][0]["verdict_beyond"] == "YES");
  CHECK(pictures["limits"][0]["kind"] == "agents");
  CHECK(pictures["limits"][0]["binding"] == true);
  CHECK(pictures["needed"].size() == 2);
  CHECK(pictures["needed"][0]["queue"] == "billing");
  CHECK(pictures["needed"][0]["rows"][2]["service_level"].is_null());
  CHECK(pictures["why"]["causes"][0]["alone"] == -0.079);
  CHECK(pictures["fixes"][0]["cost_text"] == "GBP 5,515");
  CHECK(pictures["currency"] == "GBP");
  CHECK(pictures["promises"].size() == 4);
}

TEST_CASE("the command to repeat a run is quoted for a shell", "[page]") {
  const auto code_of = [](const Json& page) {
    for (const Json& block : (*section_of(page, "particulars"))["blocks"]) {
      if (block["kind"] == "code") return block["text"].get<std::string>();
    }
    return std::string{};
  };
  const ReportModel report = test::sample_report("billing");
  CHECK(code_of(page_of(report, {{"run", "my day.toml", "--seed", "1"}})) ==
        "switchover run 'my day.toml' --seed 1");
  CHECK(code_of(page_of(report)) == "switchover run monday.toml --seed 1 --runs 200");
}

TEST_CASE("a page is the same bytes every time, and a hostile name is only ever text", "[page]") {
  const std::string hostile = test::hostile_name + "</script>\x1b[31m\n\xff";
  const ReportModel report = test::sample_report(hostile);
  const std::string text = run_page_data(report, {});
  CHECK(text == run_page_data(report, {}));
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\n') == text.size() - 1);
  const Json page = Json::parse(text);
  CHECK(page["name"] == clean_text(hostile + " day"));
  CHECK(page["pictures"]["limits"][0]["label"] == clean_text(hostile + " agents"));
}
