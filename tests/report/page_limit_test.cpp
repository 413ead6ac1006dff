// The page of limit: how much more fits, what breaks first, what is full then.
#include "analysis/report/page_limit.hpp"

#include <catch2/catch.hpp>

#include "analysis/report/limit_text.hpp"
#include "tests/report/run_pages.hpp"

using namespace switchover;
using namespace switchover::test;

namespace {

LimitPoint point(double growth, Verdict verdict, double found) {
  Judgement judgement;
  judgement.verdict = verdict;
  judgement.found = known(found, found - 0.01, found + 0.01);
  judgement.threshold = 0.8;
  return {growth, {judgement}, verdict == Verdict::fail ? "service_level[help] >= 80% over day" : ""};
}

LimitReport limited() {
  LimitReport report;
  report.scenario = "Small";
  report.grow = "volume";
  report.sentence = "Holds until +5% calls, fails from +10% calls: service_level[help] >= 80% over day.";
  report.must = {"service_level[help] >= 80% over day"};
  report.holds_until = 0.05;
  report.fails_from = 0.1;
  report.breaks_first = report.must[0];
  report.binding = {"help agents", "trunks of old"};
  report.full_next = "IVR ports of old";
  report.full_next_from = 0.6;
  report.curve = {point(0, Verdict::pass, 0.9), point(0.05, Verdict::pass, 0.85),
                  point(0.07, Verdict::undecided, 0.8), point(0.1, Verdict::fail, 0.75)};
  report.runs = 100;
  return report;
}

Json page_of(const LimitReport& report) {
  return Json::parse(limit_page_data(report, {{"limit", "a.toml"}}));
}

}  // namespace

TEST_CASE("the page of limit answers what fits, what breaks first and what is full", "[page]") {
  const Json page = page_of(limited());
  CHECK(page["verdict"]["word"] == "HOLDS");
  CHECK(page["verdict"]["sentence"] == limited().sentence);
  CHECK(answer_of(page, "fits")["text"] == "+5% calls");
  CHECK(answer_of(page, "fits")["detail"] == "Fails from +10% calls. In between these runs cannot tell.");
  CHECK(answer_of(page, "breaks")["text"] == "service_level[help] >= 80% over day");
  CHECK(answer_of(page, "breaks")["detail"] == "75.0% [74.0% - 76.0%] at +10% calls.");
  CHECK(answer_of(page, "full")["text"] == "help agents");
  CHECK(answer_of(page, "full")["detail"] == "Then trunks of old. Next IVR ports of old, at +60% calls.");
  CHECK(ids_of(page) == std::vector<std::string>{"growth", "full", "musts", "particulars"});
}

TEST_CASE("the page of limit has the terminal's table and the points of its picture", "[page]") {
  const Json page = page_of(limited());
  const Json& rows = (*table_of(page, "growth-table"))["rows"];
  REQUIRE(rows.size() == 4);
  const std::string terminal = limit_text(limited(), {110, false});
  for (const Json& row : rows) CHECK(terminal.find(text_of(row[0])) != std::string::npos);
  CHECK(rows[3][1]["tone"] == "fail");
  const Json& growth = page["pictures"]["growth"];
  CHECK(growth["fails_from"] == 0.1);
  CHECK(growth["full"] == Json{"help agents", "trunks of old"});
  CHECK(growth["musts"][0]["points"][2]["verdict"] == "UNDECIDED");
  CHECK(growth["musts"][0]["points"][3]["value"] == 0.75);
  CHECK(growth["musts"][0]["points"][0]["growth_text"] == "as it is");
}

TEST_CASE("limits that fail already, never fail, or have nothing to keep say so", "[page]") {
  LimitReport fails = limited();
  fails.fails_already = true;
  fails.holds_until = -0.1;
  fails.fails_from = 0;
  fails.exit_code = 1;
  CHECK(page_of(fails)["verdict"]["tone"] == "fail");
  CHECK(answer_of(page_of(fails), "fits")["text"] == "Nothing: it holds at -10% calls");
  LimitReport never = limited();
  never.never_fails = true;
  never.breaks_first.clear();
  never.binding.clear();
  never.full_next.clear();
  never.holds_until = 0.1;
  CHECK(page_of(never)["pictures"]["growth"]["fails_from"].is_null());
  CHECK(answer_of(page_of(never), "breaks")["text"] == "None");
  CHECK(answer_of(page_of(never), "full").is_null());
  LimitReport nothing;
  nothing.never_fails = true;
  nothing.sentence = "The scenario promises nothing: there is nothing that could fail.";
  CHECK(page_of(nothing)["pictures"]["growth"].is_null());
  CHECK(page_of(nothing)["verdict"]["tone"] == "none");
}
