// The page of solve: the words of the terminal, what is missing and when, marks for the pictures.
#include "analysis/report/page_solve.hpp"

#include <catch2/catch.hpp>

#include "analysis/report/solve_text.hpp"
#include "tests/report/run_pages.hpp"

using namespace switchover;
using namespace switchover::test;

namespace {

Estimate level(double value) { return known(value, value - 0.02, value + 0.02); }

SolvedInterval step(int half_hour, const char* clock, const char* group, double there, double needed) {
  SolvedInterval row;
  row.at = Time::after_start(Duration::seconds(1800) * half_hour);
  row.clock = clock;
  row.group = group;
  row.there = there;
  row.erlang = needed - 1;
  row.needed = needed;
  row.level = level(0.83);
  row.queue = "help";
  row.bound = 0.8;
  return row;
}

SolveReport solved() {
  SolveReport report;
  report.scenario = "A <b>day</b>";
  report.file = "day.toml";
  report.target = "80% in 20 s";
  report.subject = "agents of desk and back";
  report.sentence = "+2 agent hours: 20 instead of 18; every half-hour keeps 80% in 20 s.";
  report.found = report.check_passes = true;
  report.judged_steps = true;
  report.there = 18;
  report.needed = 20;
  report.start = {2026, 3, 2, 8, 0, 0};
  report.length = Duration::seconds(3600);
  report.step = Duration::seconds(1800);
  report.intervals = {step(0, "08:00", "desk", 10, 14), step(0, "08:00", "back", 8, 6),
                      step(1, "08:30", "desk", 10, 12), step(1, "08:30", "back", 8, 8)};
  report.curve = {{19, level(0.78), false, 0.8, "08:30"}, {20, level(0.82), true, 0.8, "08:00"}};
  report.checked = level(0.82);
  report.now = SolvePoint{18, level(0.6), false, 0.8, "08:00"};
  report.search_runs = 100;
  report.check_runs = 200;
  report.notes = {"Solved for: every half-hour."};
  return report;
}

Json page_of(const SolveReport& report) {
  return Json::parse(solve_page_data(
      report, {{"solve", "agents", "day.toml", "--seed", "1"}, "1.2", {{"day.toml", "abc", "a scenario"}}}));
}

}  // namespace

TEST_CASE("the page of solve answers what is needed, there, missing and found by fresh callers", "[page]") {
  const Json page = page_of(solved());
  CHECK(page["kind"] == "solve");
  CHECK(page["question"] == "How many agents of desk and back keep 80% in 20 s?");
  CHECK(page["verdict"]["word"] == "FOUND");
  CHECK(page["verdict"]["sentence"] == solved().sentence);
  CHECK(answer_of(page, "needed")["text"] == "20 agent hours");
  CHECK(answer_of(page, "needed")["detail"] == "At most 20 at once, from 08:00. To keep 80% in 20 s.");
  CHECK(answer_of(page, "there")["text"] == "18 agent hours");
  CHECK(answer_of(page, "there")["tone"] == "warn");
  CHECK(answer_of(page, "missing")["text"] == "4 desk, 08:00");
  CHECK(answer_of(page, "missing")["detail"] ==
        "The most; some are missing at 2 times, from 08:00 to 08:30. Over the day +2 agent hours.");
  CHECK(answer_of(page, "check")["text"] == "82.0% [80.0% - 84.0%]");
  CHECK(ids_of(page) == std::vector<std::string>{"staff", "curve", "notes", "particulars"});
}

TEST_CASE("the page of solve has the terminal's figures in its tables and pictures", "[page]") {
  const Json page = page_of(solved());
  const std::string terminal = solve_text(solved(), {110, false});
  const Json& curve = (*table_of(page, "curve-table"))["rows"];
  REQUIRE(curve.size() == 2);
  for (const Json& row : curve) CHECK(terminal.find(text_of(row[1])) != std::string::npos);
  CHECK(text_of(curve[1].back()) == "keeps it: the answer");
  const Json& staff = (*table_of(page, "staff-table"))["rows"];
  REQUIRE(staff.size() == 4);
  CHECK(text_of(staff[0][5]) == "4");
  CHECK(text_of(staff[1][5]) == "-");
  const Json& needed = page["pictures"]["staff_needed"];
  REQUIRE(needed["groups"].size() == 2);
  CHECK(needed["groups"][0]["rows"][1]["from_s"] == 1800);
  CHECK(needed["groups"][0]["rows"][1]["needed"] == 12);
  CHECK(needed["groups"][1]["rows"][0]["erlang"] == 5);
  CHECK(page["pictures"]["start_minute"] == 480);
  CHECK(page["pictures"]["from_s"] == Json{0, 1800});
  const Json& points = page["pictures"]["solve_curve"]["points"];
  CHECK(points[1]["amount"] == 20);
  CHECK(points[1]["low"] == 0.8);
  CHECK(points[1]["keeps"] == true);
  CHECK(page["pictures"]["solve_curve"]["now"]["amount"] == 18);
}

TEST_CASE("the page of solve says how to repeat it, and with which files", "[page]") {
  const Json page = page_of(solved());
  const Json& last = page["sections"].back();
  CHECK(last["lead"] == "Repeat it with:");
  CHECK(last["blocks"][0]["text"] == "switchover solve agents day.toml --seed 1");
  CHECK((*table_of(page, "files-table"))["rows"][0][2] == "abc");
}

TEST_CASE("solve pages without an answer, and of a platform's limit, leave out what they have not",
          "[page]") {
  SolveReport none;
  none.sentence = "Nobody calls: there is nothing to solve for.";
  none.exit_code = 1;
  const Json empty = page_of(none);
  CHECK(empty["verdict"]["word"] == "NOT FOUND");
  CHECK(empty["pictures"]["staff_needed"].is_null());
  CHECK(empty["pictures"]["solve_curve"].is_null());
  CHECK(ids_of(empty) == std::vector<std::string>{"particulars"});
  SolveReport trunks;
  trunks.what = SolveFor::trunks;
  trunks.subject = "trunks of old";
  trunks.found = true;
  trunks.there = 30;
  trunks.needed = 24;
  trunks.exit_code = 3;
  trunks.curve = {{24, level(0.009), true, 0.01, ""}};
  const Json page = page_of(trunks);
  CHECK(page["verdict"]["tone"] == "undecided");
  CHECK(answer_of(page, "missing")["text"] == "Nothing");
  CHECK(answer_of(page, "missing")["detail"] == "6 to spare.");
  CHECK((*table_of(page, "curve-table"))["columns"].size() == 3);
}
