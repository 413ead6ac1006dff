// The parts of a page as JSON: cleaned text, links that lead somewhere, commands that a shell reads back.
#include "analysis/report/page_parts.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace switchover;
using Json = nlohmann::json;

namespace {

PageContent small_page() {
  PageContent page;
  page.kind = "run";
  page.name = "</script>\x1b[31m";
  page.verdict = {"NO", PageTone::fail, "it fails", ""};
  page.pictures = R"({"plans":[]})";
  PageSection section;
  section.id = "why";
  section.title = "Why";
  PageTable table = page_table("why-table", {{"cause", "alone", "undone"}, {{"calls", "1", "2"}}}, "lr");
  table.rows.front().push_back({"see", PageTone::warn, "nowhere"});
  section.table(table);
  section.list({});
  section.code("");
  section.pictures({"why"});
  page.sections = {section};
  page.answers = {{"fix", "What?", "none", "", PageTone::none, "fix"},
                  {"binding", "What?", "agents", "", PageTone::warn, "why"}};
  return page;
}

}  // namespace

TEST_CASE("the parts of a page become JSON in the shape of its contract", "[page]") {
  const std::string text = page_json(small_page());
  REQUIRE(text.back() == '\n');
  const Json page = Json::parse(text);
  CHECK(page["page"] == 1);
  CHECK(page["kind"] == "run");
  CHECK(page["name"] == "</script>?[31m");  // text it stays; HTML is escaped by those who write HTML
  CHECK(page["verdict"] == Json{{"word", "NO"}, {"tone", "fail"}, {"sentence", "it fails"}, {"answer", ""}});
  const Json& blocks = page["sections"][0]["blocks"];
  REQUIRE(blocks.size() == 2);  // what is empty leaves no block
  CHECK(blocks[0]["table"]["columns"][0]["align"] == "left");
  CHECK(blocks[0]["table"]["columns"][2]["align"] == "right");  // the last letter holds for the rest
  CHECK(blocks[0]["table"]["rows"][0][1] == "1");
  CHECK(blocks[1]["ids"] == Json::array({"why"}));
}

TEST_CASE("a link leads to a section, table or picture of its page, or nowhere", "[page]") {
  const Json page = Json::parse(page_json(small_page()));
  CHECK(page["answers"][0]["link"] == "");
  CHECK(page["answers"][1]["link"] == "why");
  CHECK(page["sections"][0]["blocks"][0]["table"]["rows"][0][3] ==
        Json{{"text", "see"}, {"tone", "warn"}, {"link", ""}});
}

TEST_CASE("a section knows whether it has words", "[page]") {
  PageSection section;
  CHECK_FALSE(section.has_words());
  section.pictures({"waits"});
  CHECK_FALSE(section.has_words());
  section.table({});  // no rows
  CHECK_FALSE(section.has_words());
  section.list({"a sentence"});
  CHECK(section.has_words());
}

TEST_CASE("marks and verdicts have their tone", "[page]") {
  CHECK(tone_of_mark("PASS") == PageTone::pass);
  CHECK(tone_of_mark("ON TARGET") == PageTone::pass);
  CHECK(tone_of_mark("FAIL") == PageTone::fail);
  CHECK(tone_of_mark("WARN") == PageTone::warn);
  CHECK(tone_of_mark("UNDECIDED") == PageTone::undecided);
  CHECK(tone_of_mark("-") == PageTone::none);
  CHECK(tone_of(Verdict::on_target) == PageTone::pass);
  CHECK(tone_of(ReportModel::Word::none) == PageTone::none);
}

TEST_CASE("a command is quoted where a shell would read it otherwise", "[page]") {
  CHECK(shell_line({"run", "library/monday.toml", "--set", "queue.billing.patience=300s"}) ==
        "run library/monday.toml --set queue.billing.patience=300s");
  CHECK(shell_line({"run", "my day.toml", "", "a'b", "$(x)"}) == R"(run 'my day.toml' '' 'a'\''b' '$(x)')");
}

TEST_CASE("phrases begin and end as sentences do, names of the input stay as they are") {
  CHECK(capitalised("none of them") == "None of them");
  CHECK(capitalised("nothing: all is kept") == "Nothing: all is kept");
  CHECK(capitalised("old.dc1 is lost") == "old.dc1 is lost");
  CHECK(capitalised("dc1 to new: decision at once") == "dc1 to new: decision at once");
  CHECK(capitalised("+22 billing") == "+22 billing");
  CHECK(capitalised("-9 - 15") == "-9 - 15");
  CHECK(capitalised("\u00fcber") == "\u00fcber");
  CHECK(capitalised("").empty());
  CHECK(sentence("on one day") == "On one day.");
  CHECK(sentence("It is over.") == "It is over.");
  CHECK(sentence("").empty());
  CHECK(sentences({"one", "", "two."}) == "One. Two.");
}
