// What pages share: fixes, flips, files, particulars; nothing where there is nothing.
#include "analysis/report/page_findings.hpp"

#include <catch2/catch.hpp>

using namespace switchover;

TEST_CASE("findings of nothing have no words", "[page]") {
  CHECK_FALSE(fix_section({}).has_words());
  CHECK_FALSE(flips_section({}).has_words());
}

TEST_CASE("particulars begin with the command to repeat, quoted for a shell", "[page]") {
  const PageSection section = particulars_section({"run", "a b.toml"}, {{"seed", "1"}});
  CHECK(section.id == "particulars");
  REQUIRE(section.blocks.size() == 2);
  CHECK(section.blocks[0].text == "switchover run 'a b.toml'");
  CHECK(section.blocks[1].table.rows[0][1].text == "1");
  CHECK(particulars_section({}, {{"seed", "1"}}).lead.empty());
}

TEST_CASE("many files open on demand", "[page]") {
  CHECK_FALSE(files_table({{"a.toml", "1", ""}}).folded);
  CHECK(files_table(std::vector<InputFile>(20)).folded);
}

TEST_CASE("a price is said by the day and the month, or that there is none", "[page]") {
  FixAnswer answer;
  answer.currency = "GBP";
  FixTrial trial;
  CHECK(fix_cost_text(answer, trial) == "no price is said for it");
  trial.cost = 3210;
  trial.cost_a_month = 67408;
  CHECK(fix_cost_text(answer, trial) == "GBP 3,210 a day, GBP 67,408 a month");
}
