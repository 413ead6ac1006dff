// The page of flip: the verdict as it is, what turns it, and at which value.
#include "analysis/report/page_flip.hpp"

#include <catch2/catch.hpp>

#include "tests/report/run_pages.hpp"

using namespace switchover;
using namespace switchover::test;

TEST_CASE("the page of flip tells what turns the verdict and how many do", "[page]") {
  FlipReport report;
  report.verdict = Verdict::fail;
  report.exit_code = 1;
  FlipRow turns;
  turns.key = "queue.help.patience";
  turns.label = "patience of help";
  turns.flips_at = 420;
  turns.verdict_now = Verdict::fail;
  turns.verdict_beyond = Verdict::pass;
  turns.text = "above 7 m: YES";
  turns.runs = 50;
  FlipRow holds = turns;
  holds.flips_at = std::nullopt;
  holds.text = "never (still NO)";
  report.rows = {turns, holds};
  const Json page = Json::parse(flip_page_data(report, {{"flip", "a.toml"}}));
  CHECK(page["verdict"]["word"] == "NO");
  CHECK(answer_of(page, "flip")["text"] == "Patience of help, above 7 m: YES");
  CHECK(answer_of(page, "count")["text"] == "1 of 2");
  CHECK(page["pictures"]["flips"][0]["flips_at"] == 420);
  CHECK(page["pictures"]["flips"][1]["flips_at"].is_null());
  CHECK(ids_of(page) == std::vector<std::string>{"flips", "particulars"});
}

TEST_CASE("a page of flip without a promise has nothing to turn", "[page]") {
  FlipReport report;
  report.has_promise = false;
  const Json page = Json::parse(flip_page_data(report, {{"flip", "a.toml"}}));
  CHECK(page["verdict"]["word"] == "NO PROMISE ASKED FOR");
  CHECK(page["verdict"]["tone"] == "none");
  CHECK(answer_of(page, "now")["text"] == "Nothing is promised");
}
