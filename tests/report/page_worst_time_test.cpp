// The page of a worst time: the words of the terminal, the figures as they are.
#include "analysis/report/page_worst_time.hpp"

#include <catch2/catch.hpp>

#include "analysis/report/page.hpp"
#include "analysis/report/worst_time_text.hpp"
#include "tests/report/drill_pages.hpp"

using namespace switchover;
using namespace switchover::test;

namespace {

Json page_of(const WorstTimeReport& report) {
  PageParticulars particulars;
  particulars.repeat = {"worst-time", "a.toml"};
  particulars.files = {{"a.toml", "abc", "the scenario"}};
  return Json::parse(worst_time_page_data(report, particulars));
}

}  // namespace

TEST_CASE("the page of a worst time says when, in the words of the terminal", "[page][drill]") {
  const WorstTimeReport report = sample_worst_time();
  const Json page = page_of(report);
  CHECK(page["kind"] == "worst-time");
  CHECK(page["verdict"]["word"] == "09:00");
  CHECK(page["verdict"]["tone"] == "none");
  CHECK(page["verdict"]["sentence"] == "it hurts most at 09:00.");
  CHECK(ids_of(page) == std::vector<std::string>{"moments", "inputs", "particulars"});
  CHECK((*section_of(page, "moments"))["blocks"][0]["items"][0] == worst_time_setting(report));
  const Json& table = *table_of(page, "moments-table");
  const std::string terminal = worst_time_text(report, {110, false});
  REQUIRE(table["rows"].size() == 4);
  for (const Json& row : table["rows"]) {
    for (std::size_t k = 0; k < 3; ++k) CHECK(terminal.find(text_of(row[k])) != std::string::npos);
  }
  CHECK(table["rows"][1].back() == Json{{"text", "worst"}, {"tone", "warn"}, {"link", ""}});
  CHECK(text_of(table["rows"][2].back()) == "as bad");
  CHECK(table["rows"][3].back() == "best");
  CHECK(table["rows"][3][0] == "11:00 +");
}

TEST_CASE("the answers of a worst time: when, whether it stands out, when least, and back", "[page][drill]") {
  WorstTimeReport report = sample_worst_time();
  const Json page = page_of(report);
  CHECK(answer_of(page, "worst")["text"] == "09:00: 500 people");
  CHECK(answer_of(page, "worst")["detail"] == "490 - 510 (95%)");
  CHECK(answer_of(page, "stands-out")["text"] == "No: tied with 10:00");
  CHECK(answer_of(page, "stands-out")["tone"] == "undecided");
  CHECK(answer_of(page, "best")["text"] == "11:00: 40 people");
  CHECK(answer_of(page, "best")["tone"] == "warn");
  CHECK(answer_of(page, "back")["text"] == "1 h after 09:00");
  CHECK(answer_of(page, "back")["detail"] == "never, before the scenario ends, from 1 of 4 moments");

  report.rows[2].as_bad = false;
  report.stands_out = true;
  CHECK(answer_of(page_of(report), "stands-out")["text"] == "Yes");
  CHECK(answer_of(page_of(report), "stands-out")["detail"] ==
        "20 more than at 10:00, the next worst: -10 - 50 (95%)");
}

TEST_CASE("a fault that costs nobody for certain has no worst time", "[page][drill]") {
  WorstTimeReport report = sample_worst_time();
  for (WorstTimeRow& row : report.rows) row.cost.never_served = found(1, 2);
  const Json page = page_of(report);
  CHECK(page["verdict"]["word"] == "");
  CHECK(page["answers"].size() == 1);
  CHECK(answer_of(page, "worst")["text"] == "At no moment for certain");
  CHECK(page["pictures"]["worst_time"]["costs"] == false);
}

TEST_CASE("the pictures of a worst time carry the figures", "[page][drill]") {
  const Json page = page_of(sample_worst_time());
  const Json& asked = page["pictures"]["worst_time"];
  CHECK(asked["worst"] == 1);
  CHECK(asked["best"] == 3);
  CHECK(asked["costs"] == true);
  CHECK(asked["written_at"] == "08:30");
  CHECK(asked["written_s"] == 1800.0);
  const Json& last = asked["moments"][3];
  CHECK(last["at_s"] == 10800.0);
  CHECK(last["never_served"] == 40.0);
  CHECK(last["low"] == 30.0);
  CHECK(last["back_s"] == "infinity");
  CHECK(last["cut_short"] == true);
  CHECK(asked["moments"][2]["as_bad"] == true);
  CHECK(page_html_of(page.dump()).find("crm </script>") == std::string::npos);
}

TEST_CASE("a worst time whose self-check failed says so", "[page][drill]") {
  WorstTimeReport report = sample_worst_time();
  report.sound = false;
  const Json page = page_of(report);
  CHECK(page["verdict"]["tone"] == "fail");
  CHECK(page["verdict"]["answer"] == "A self-check failed: do not rely on these figures.");
}
