// The page of a comparison: its sections, tables and answers, and what its pictures know.
#include "analysis/report/page_comparison.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "analysis/report/comparison_files.hpp"
#include "analysis/report/comparison_markdown.hpp"
#include "analysis/report/comparison_text.hpp"
#include "analysis/report/page.hpp"
#include "analysis/report/sweep_text.hpp"
#include "tests/report/sample_reports.hpp"

using namespace switchover;
using switchover::test::sample_comparison;
using Json = nlohmann::json;

namespace {

Json page_of(const PlanComparison& comparison) {
  return Json::parse(comparison_page_data(comparison, {{"compare", "a b.toml", "--seed", "1"}}));
}
Json by_id(const Json& list, const std::string& id) {
  for (const Json& one : list) {
    if (one.at("id") == id) return one;
  }
  return nullptr;
}
std::vector<std::string> ids(const Json& list) {
  std::vector<std::string> all;
  for (const Json& one : list) all.push_back(one.at("id"));
  return all;
}
Json table_of(const Json& page, const std::string& section) {
  const Json found = by_id(page.at("sections"), section);
  for (const Json& block : found.at("blocks")) {
    if (block.at("kind") == "table") return block.at("table");
  }
  return nullptr;
}
std::string text_of(const Json& cell) {
  return cell.is_string() ? cell.get<std::string>() : cell.at("text").get<std::string>();
}
// The cells of a row that is called so.
std::vector<std::string> row_of(const Json& table, const std::string& first) {
  for (const Json& row : table.at("rows")) {
    if (text_of(row.at(0)) != first) continue;
    std::vector<std::string> texts;
    for (const Json& cell : row) texts.push_back(text_of(cell));
    return texts;
  }
  return {};
}
using Texts = std::vector<std::string>;

PlanComparison many(std::size_t plans) {
  PlanComparison c = sample_comparison("b");
  while (c.plans.size() < plans) {
    c.plans.push_back(c.plans.front());
    c.plans.back().name = "plan " + std::to_string(c.plans.size());
    c.differences[0].values.push_back("x");
    c.promises[0].rows.push_back(c.promises[0].rows[0]);
    c.rows[0].cells.push_back(c.rows[0].cells[1]);
    c.rows[0].cells.back().best = false;
    c.ranking.order.push_back(c.plans.size() - 1);
    c.ranking.tied_for_best.push_back(false);
    c.ranking.tied_with_next.push_back(false);
  }
  return c;
}

}  // namespace

TEST_CASE("the page of a comparison says verdict, answers and sections in their order") {
  const Json page = page_of(sample_comparison("early"));
  CHECK(page.at("kind") == "comparison");
  CHECK(page.at("subtitle") == "2 plans over 200 days, the same callers in all, seed 1");
  CHECK(page.at("verdict").at("word") == "YES");
  CHECK(page.at("verdict").at("tone") == "pass");
  CHECK(page.at("verdict").at("sentence") == "early keeps every must.");
  CHECK(ids(page.at("answers")) == Texts{"best", "passes", "lost", "cost"});
  CHECK(by_id(page.at("answers"), "best").at("text") == "early");
  CHECK(by_id(page.at("answers"), "best").at("detail") ==
        "People never served, early: 3,041; -3,316 against as-designed.");
  CHECK(by_id(page.at("answers"), "passes").at("detail") == "1 of 2 plans.");
  CHECK(by_id(page.at("answers"), "lost").at("text") == "3,041 to 6,358 people");
  CHECK(by_id(page.at("answers"), "lost").at("detail") == "Fewest with early, most with as-designed.");
  CHECK(by_id(page.at("answers"), "cost").at("text") == "8,360 a month");
  CHECK(ids(page.at("sections")) ==
        Texts{"promises", "differences", "table", "ranking", "why", "trust", "particulars"});
  const Json particulars = by_id(page.at("sections"), "particulars");
  CHECK(particulars.at("lead") == "Repeat it with:");
  CHECK(particulars.at("blocks").at(0).at("text") == "switchover compare 'a b.toml' --seed 1");
}

TEST_CASE("tables of the page of a comparison: plans are columns, the mean beside its bad day") {
  const Json page = page_of(sample_comparison("early"));
  const Json table = table_of(page, "table");
  CHECK(row_of(table, "people never served, early") ==
        Texts{"people never served, early", "6,358", "3,041 best"});
  CHECK(row_of(table, "\u2003bad day (1 in 10 is worse)") ==
        Texts{"\u2003bad day (1 in 10 is worse)", "7,596", "-"});
  CHECK(row_of(table, "\u200395% range") == Texts{"\u200395% range", "[6,200 - 6,500]", "[3,000 - 3,100]"});
  CHECK(row_of(table, "\u2003against baseline") == Texts{"\u2003against baseline", "-", "-3,316 *"});
  CHECK(row_of(table, "\u2003\u200395% range") == Texts{"\u2003\u200395% range", "", "-3,420..-3,212"});
  CHECK(row_of(table, "Extra cost a month") == Texts{"Extra cost a month", "0", "8,360"});
  // A must that is not kept stands before the figures, and leads to the promises.
  CHECK(text_of(table.at("rows").at(0).at(0)) == "\"must\" promises kept");
  CHECK(table.at("rows").at(1).at(0).at("link") == "promises");
  const Json promise = table_of(page, "promises").at("rows").at(1);
  CHECK(text_of(promise.at(1)) == "61.0% FAIL");
  CHECK(promise.at(1).at("tone") == "fail");
  CHECK(promise.at(2).at("tone") == "pass");
  CHECK(table_of(page, "promises").at("folded") == true);  // the matrix beside it shows them
  CHECK(table.at("folded") == false);
  CHECK(row_of(table_of(page, "differences"), "failback.at") == Texts{"failback.at", "21:00", "early"});
  CHECK(table_of(page, "ranking").at("rows").at(0).at(1).at("text") == "YES");
}

TEST_CASE("more than six plans are rows of the page's tables, in the order of the ranking") {
  const Json page = page_of(many(7));
  const Json table = table_of(page, "table");
  CHECK(table.at("columns").at(0).at("title") == "plan");
  REQUIRE(table.at("rows").size() == 7);
  CHECK(text_of(table.at("rows").at(0).at(0)) == "b");
  CHECK(text_of(table.at("rows").at(1).at(0)) == "as-designed (baseline)");
  CHECK(table_of(page_of(many(6)), "table").at("columns").size() == 7);
}

TEST_CASE("no plan passes: the word is said once, and the nearest that would is an answer") {
  PlanComparison c = sample_comparison("early");
  c.word = c.plans[1].word = ReportModel::Word::no;
  c.plans[1].musts_kept = 0;
  c.exit_code = 1;
  c.sentence = "NONE PASSES - early is best by people never served and still fails.";
  c.advice = "If you must choose today: early saves 3,316 people.";
  c.nearest = {true,
               true,
               "Nearest: early + 100% passes on 200 days with other callers (try:)",
               {"switchover run b.toml --set x=1"}};
  const Json page = page_of(c);
  CHECK(page.at("verdict").at("word") == "NONE PASSES");
  CHECK(page.at("verdict").at("sentence") == "early is best by people never served and still fails.");
  CHECK(page.at("verdict").at("answer") == c.advice);
  CHECK(by_id(page.at("answers"), "passes").at("text") == "None does");
  CHECK(by_id(page.at("answers"), "passes").at("detail") == "early keeps 0 of 1.");
  CHECK(by_id(page.at("answers"), "nearest").at("text") == "early + 100%");
  CHECK(by_id(page.at("answers"), "nearest").at("detail") == "Passes on 200 days with other callers.");
  const Json nearest = by_id(page.at("sections"), "nearest");
  CHECK(nearest.at("lead") == c.nearest.sentence);
  CHECK(nearest.at("blocks").at(0) == Json{{"kind", "code"}, {"text", "switchover run b.toml --set x=1"}});
}

TEST_CASE("what would pass is told in few words, whatever was tried") {
  PlanComparison c = sample_comparison("early");
  c.word = c.plans[1].word = ReportModel::Word::no;
  const std::string words = "early + failover.agents.dual_enabled = 100% + decide = 0s";
  c.nearest = {true, true, "Nearest: " + words + " passes on 200 days with other callers (try:)", {}};
  const auto answer = [&] { return by_id(page_of(c).at("answers"), "nearest"); };
  CHECK(answer().at("text") == "A change that was tried");
  CHECK(answer().at("detail") == words + " passes on 200 days with other callers.");
  CHECK(answer().at("tone") == "pass");
  c.nearest.found = false;
  c.nearest.sentence = "Nearest: early + 100% may pass: 200 days with other callers cannot tell (try:)";
  CHECK(answer().at("text") == "early + 100%");
  CHECK(answer().at("detail") == "May pass: 200 days with other callers cannot tell.");
  CHECK(answer().at("tone") == "undecided");
  c.nearest.sentence = "9 changes and combinations were tried; none passes. Nearest: early -> 4.0% (try:)";
  CHECK(answer().at("text") == "Nothing that was tried");
  CHECK(answer().at("detail") ==
        "9 changes and combinations were tried; none passes. Nearest: early -> 4.0%.");
  c.nearest.found = true;
  c.nearest.sentence = "Of the levers of early: +2 billing for GBP 99";
  CHECK(answer().at("text") == "Something among the levers");
}

TEST_CASE("plans without a price are said to have none") {
  PlanComparison c = many(4);
  for (std::size_t p = 2; p < 4; ++p) c.plans[p].extra_cost.reset();
  const Json page = page_of(c);
  const std::string note = "No price said for plan 3, plan 4.";
  CHECK(std::string(by_id(page.at("answers"), "cost").at("detail")).ends_with(" " + note));
  CHECK(std::string(table_of(page, "table").at("note")).ends_with(note));
  const Json priced = page_of(sample_comparison("early"));
  CHECK(std::string(by_id(priced.at("answers"), "cost").at("detail")).find("No price") == std::string::npos);
}

TEST_CASE("what is folded says what it holds") {
  PlanComparison c = many(60);
  c.shared_guesses.resize(20);
  c.lints.resize(5);
  c.files.resize(9);
  const Json page = page_of(c);
  std::size_t folded = 0;
  for (const Json& section : page.at("sections")) {
    for (const Json& block : section.at("blocks")) {
      if (block.at("kind") != "table" || block.at("table").at("folded") != true) continue;
      INFO(block.at("table").at("id"));
      CHECK(block.at("table").at("title") != "");
      ++folded;
    }
  }
  CHECK(folded == 6);
}

TEST_CASE("the pictures of a comparison hold the empty parts of a run") {
  const Json drawn = page_of(sample_comparison("early")).at("pictures");
  for (const char* part : {"needed", "limits", "fixes", "flips", "actual"})
    CHECK(drawn.at(part) == Json::array());
  for (const char* part : {"why", "incident"}) CHECK(drawn.at(part).is_null());
}

TEST_CASE("lines begin with a capital, but for the names of plans") {
  PlanComparison c = sample_comparison("early");
  c.why = {"early helps only 11:30-15:00", "nothing else differs"};
  const Json why = by_id(page_of(c).at("sections"), "why");
  CHECK(why.at("blocks").at(0).at("items") ==
        Json::array({"early helps only 11:30-15:00", "Nothing else differs"}));
}

TEST_CASE("pictures of a comparison: plans by name, rows, costs over the baseline") {
  PlanComparison c = sample_comparison("early");
  Pictures pictures;
  pictures.date = "2026-03-10";
  pictures.plans.resize(2);
  pictures.plans[0].name = "early";
  pictures.plans[0].curves.resize(1);
  pictures.plans[1].name = "as-designed";
  c.pictures = pictures;
  const Json page = page_of(c), drawn = page.at("pictures");
  CHECK(page.at("subtitle").get<std::string>().starts_with("Tue 2026-03-10. 2 plans"));
  CHECK(ids(page.at("sections")) == Texts{"promises", "differences", "table", "ranking", "why", "day",
                                          "people", "agents", "trust", "particulars"});
  CHECK(drawn.at("plans").at(0).at("name") == "as-designed");
  CHECK(drawn.at("plans").at(0).at("role") == "baseline");
  CHECK(drawn.at("plans").at(0).at("word") == "NO");
  CHECK(drawn.at("plans").at(1).at("curves").size() == 1);
  CHECK(drawn.at("plans").at(1).at("tone") == "pass");
  CHECK(drawn.at("rows").at(0).at("cells").at(1).at("against_low") == -3420);
  CHECK(drawn.at("rows").at(0).at("cells").at(1).at("against_text") == "-3,316 *");
  CHECK(drawn.at("costs") == Json::parse(R"([{"plan": 0, "cost": 0, "cost_text": "0"},
                                             {"plan": 1, "cost": 8360.0, "cost_text": "8,360"}])"));
  CHECK(drawn.at("promises").at(0).at("places").size() == 2);
  CHECK(drawn.at("axes").empty());
  CHECK(drawn.at("higher_wins") == false);
}

TEST_CASE("a promise that a plan does not make has no place in the pictures, and a dash in the table") {
  PlanComparison c = sample_comparison("early");
  c.promises[0].rows[0] = PromiseRow{};
  const Json page = page_of(c);
  REQUIRE(page.at("pictures").at("promises").at(0).at("places").size() == 1);
  CHECK(page.at("pictures").at("promises").at(0).at("places").at(0).at("plan") == 1);
  CHECK(page.at("pictures").at("promises").at(0).at("threshold") == 0.8);
  CHECK(text_of(table_of(page, "promises").at("rows").at(1).at(1)) == "-");
}

TEST_CASE("an event without a name is told by what it is, in terminal and page alike, not in columns",
          "[page]") {
  PlanComparison c = sample_comparison("agents = 12");
  c.differences[0].key = "event.1.by";
  c.differences[0].of = "peak, billing";
  const std::string title = "event.1.by (peak, billing)";
  CHECK(row_of(table_of(page_of(c), "differences"), title).front() == title);
  CHECK(comparison_text(c, {}, std::nullopt).find("  " + title) != std::string::npos);
  CHECK(comparison_markdown(c).find(title) != std::string::npos);
  CHECK(Json::parse(comparison_json(c)).at("differences").at(0).at("key") == "event.1.by");
  c.is_sweep = true;
  SweepAxis axis;
  axis.key = "event.1.by";
  axis.values = {"10%", "12%"};
  axis.of = c.differences[0].of;
  c.axes = {axis};
  c.plans[0].point = {"10%"};
  c.plans[1].point = {"12%"};
  CHECK(row_of(table_of(page_of(c), "differences"), title).front() == title);
  CHECK(page_of(c).at("pictures").at("axes").at(0).at("title") == title);
  CHECK(sweep_text(c, {}, std::nullopt).find("  " + title) != std::string::npos);
  CHECK(Json::parse(comparison_json(c)).at("axes").at(0).at("key") == "event.1.by");
}

TEST_CASE("the page of a sweep: axes, points, and no pictures of days") {
  PlanComparison c = sample_comparison("agents = 12");
  c.is_sweep = true;
  c.axes = {{"group.help.agents", {"12", "12"}, {}}};
  c.plans[0].point = {"10"};
  c.plans[1].point = {"12"};
  const Json page = page_of(c);
  CHECK(page.at("subtitle") == "1 point over 200 days, the same callers in all, seed 1");
  const std::string passes = by_id(page.at("answers"), "passes").at("detail").get<std::string>();
  CHECK(passes.find("1 of 1 point") != std::string::npos);  // the scenario as it is, is none
  CHECK(row_of(table_of(page, "differences"), "group.help.agents") == Texts{"group.help.agents", "12", "10"});
  CHECK(table_of(page, "table").at("title") == "Point by point");
  CHECK(table_of(page, "table").at("rows").at(1).at(1).at("tone") == "pass");
  CHECK(page.at("pictures").at("axes").at(0).at("values") == Json{"12"});
  CHECK(page.at("pictures").at("axes").at(0).at("title") == "group.help.agents");
  CHECK(page.at("pictures").at("points").at(1).at("at") == Json{"12"});
  CHECK(page.at("pictures").at("plans").at(0).at("curves").empty());
  CHECK(by_id(page.at("sections"), "day").is_null());
}
