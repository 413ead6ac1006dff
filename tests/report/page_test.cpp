// report.html from report.json: what is no page is told, and no name leaves its string.
#include "analysis/report/page.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "analysis/report/report_json.hpp"
#include "tests/report/sample_reports.hpp"

using namespace switchover;
using switchover::test::sample_comparison;
using switchover::test::sample_report;
using Json = nlohmann::json;

namespace {

const std::string breaking = "</script><b>x & y\xE2\x80\xA8z <!-- \xE2\x80\xA9";

std::string template_file() {
  std::ifstream in(std::string(SWITCHOVER_SOURCE_DIR) + "/analysis/report/web/template.html",
                   std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}
std::string data_named(const std::string& name) {
  return Json{{"page", 1},
              {"kind", "run"},
              {"name", name},
              {"verdict", Json::object()},
              {"answers", Json::array()},
              {"sections", Json::array()},
              {"pictures", Json::object()}}
      .dump();
}
std::string problem_of(const std::string& data) {
  const Expected<std::string> html = page_html(data);
  return html ? "" : to_string(html.problems().front());
}
// Between the parts of the template.
std::string data_in(const std::string& html) {
  const std::string around = template_file();
  const std::size_t at = around.find("@@DATA@@");
  const std::size_t behind = around.size() - at - 8;
  return html.substr(at, html.size() - at - behind);
}

}  // namespace

TEST_CASE("the template of the page has one slot, and everything around it stays") {
  const std::string around = template_file();
  REQUIRE(count(around, "@@DATA@@") == 1);
  const std::size_t at = around.find("@@DATA@@");
  const std::string html = page_html_of(data_named("x"));
  CHECK((html.substr(0, at) == around.substr(0, at)));  // not printed: long
  CHECK(html.ends_with(around.substr(at + 8)));
  CHECK(Json::parse(data_in(html)) == Json::parse(data_named("x")));
  CHECK(around.find("default-src 'none'") != std::string::npos);
}

TEST_CASE("no name of a page leaves its string") {
  const std::string html = page_html_of(data_named(breaking));
  const std::string data = data_in(html);
  CHECK(data.find_first_of("<>&") == std::string::npos);
  CHECK(std::all_of(data.begin(), data.end(), [](char c) { return c >= ' ' && c <= '~'; }));
  CHECK(data.find("\\u2028") != std::string::npos);
  CHECK(Json::parse(data).at("name") == breaking);
}

TEST_CASE("a slot in the data of a page is no slot") {
  const std::string html = page_html_of(data_named("@@DATA@@"));
  CHECK(Json::parse(data_in(html)).at("name") == "@@DATA@@");
}

TEST_CASE("pages of reports and comparisons with hostile names are read back as they were") {
  const PageParticulars particulars{{"run", "a.toml", "--seed", "1"}};
  for (const std::string& data : {run_page_data(sample_report(breaking), particulars),
                                  comparison_page_data(sample_comparison(breaking), particulars)}) {
    const std::string inside = data_in(page_html_of(data));
    CHECK(inside.find_first_of("<>&") == std::string::npos);
    CHECK(Json::parse(inside) == Json::parse(data));
  }
}

TEST_CASE("what is no data of a page says so, with its place") {
  CHECK(problem_of("{\"page\": 1,\n  \"kind\": }") ==
        "report.json:2:11: this is no JSON; let the verb write the folder again");
  CHECK(problem_of("") == "report.json:1:1: this is no JSON; let the verb write the folder again");
  const std::string give = "; give a folder that --out wrote";
  CHECK(problem_of("[1]") == "report.json: this is no data of a report: it has no number \"page\"" + give);
  CHECK(problem_of(summary_json(sample_report("help"))) ==
        "report.json: this is no data of a report: it has no number \"page\"" + give);
  CHECK(problem_of(R"({"page": 1, "kind": "drilling"})") ==
        "report.json: this is no data of a report: its kind is not known" + give);
  CHECK(problem_of(R"({"page": 0, "kind": "run"})") ==
        "report.json: this is no data of a report: its kind is not known" + give);
  CHECK(problem_of(R"({"page": 1, "kind": "run"})") ==
        "report.json: this is no data of a report: it lacks the verdict, answers, sections or pictures" +
            give);
  CHECK(problem_of(R"({"page": 99, "kind": "run"})") ==
        "report.json: this report was made by a later version of the program (page 99; this one knows 1); "
        "use that version, or simulate again with this one");
}

TEST_CASE("a page nested without end is refused, not followed") {
  const std::string deep = "{\"page\": 1, \"kind\": \"run\", \"x\": " + std::string(200'000, '[') +
                           std::string(200'000, ']') + "}";
  CHECK(problem_of(deep) ==
        "report.json: this is no data of a report: it is nested too deep; give a folder that --out wrote");
}
