// The page of fix: the cheapest, its price, what it keeps.
#include "analysis/report/page_fix.hpp"

#include <catch2/catch.hpp>

#include "tests/report/run_pages.hpp"

using namespace switchover;
using namespace switchover::test;

TEST_CASE("the page of fix tells the cheapest, its price and every must", "[page]") {
  FixReport report;
  report.must = {"mean asa[help] <= 30s over day"};
  report.answer.searched = report.answer.found = true;
  report.answer.sentence = "+6 agents for GBP 290 a day";
  report.answer.currency = "GBP";
  report.answer.confirm_runs = 200;
  FixTrial trial;
  trial.text = "+6 agents";
  trial.parts = {"+6 agents"};
  trial.cost = 290;
  trial.verdict = Verdict::pass;
  Judgement judgement;
  judgement.verdict = Verdict::pass;
  judgement.unit = Unit::seconds;
  judgement.found = known(20, 18, 22);
  judgement.threshold = 30;
  trial.judgements = {judgement};
  report.answer.trials = {trial};
  const Json page = Json::parse(fix_page_data(report, {{"fix", "a.toml"}}));
  CHECK(page["verdict"]["word"] == "YES");
  CHECK(answer_of(page, "fix")["text"] == "+6 agents");
  CHECK(answer_of(page, "price")["text"] == "GBP 290 a day");
  CHECK(answer_of(page, "keeps")["text"] == "The one must");
  const Json& row = (*table_of(page, "musts-table"))["rows"][0];
  CHECK(row[0]["tone"] == "pass");
  CHECK(text_of(row[2]) == "20 s");
  CHECK(page["pictures"]["fixes"][0]["cost"] == 290);
  CHECK(ids_of(page) == std::vector<std::string>{"fix", "musts", "particulars"});
}

TEST_CASE("a page of fix with nothing to mend has its particulars and says so", "[page]") {
  FixReport report;
  report.must = {"mean asa[help] <= 30s over day"};
  report.answer.sentence = "every must passes";
  const Json page = Json::parse(fix_page_data(report, {{"fix", "a.toml"}}));
  CHECK(page["verdict"]["word"] == "NOTHING TO MEND");
  CHECK(page["answers"].empty());
  CHECK(page["pictures"]["fixes"].empty());
}
