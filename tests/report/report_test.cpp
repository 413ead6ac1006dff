// The writers, over a report made by hand: what is said, and that nothing in a name is ever more than text.
#include <catch2/catch.hpp>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/report/layout.hpp"
#include "analysis/report/report_csv.hpp"
#include "analysis/report/report_json.hpp"
#include "analysis/report/report_markdown.hpp"
#include "analysis/report/report_text.hpp"

using namespace switchover;
using Json = nlohmann::json;

namespace {

Estimate known(double value, double low, double high) { return {value, Range{low, high}, 0.95, 200}; }

const std::string hostile = "</script><b>|\x1b[31m\n=1+1`x`\xff";

ReportModel small_report(const std::string& queue = "billing") {
  ReportModel report;
  report.scenario = queue + " day";
  report.question = "Does " + queue + " hold?";
  report.file = "monday.toml";
  report.day_name = "Monday";
  report.word = ReportModel::Word::no;
  report.sentence = queue + " keeps 80/20 on only 36 of 200 such Mondays.";
  report.answer = queue + " agents, from 08:45.";
  report.exit_code = 1;
  report.has_twin = true;
  report.twin_title = "plain Monday";
  report.twin_meaning = "no events";
  report.day_title = "this Monday";
  report.run = {"0.1.0", 1, 200, 200, {10, 20, 40}, 3, 0.01, 0.95, "maximum reached", 600};
  HeadlineRow level{queue + " answered in 20 s",
                    Metric::service_level,
                    queue,
                    Unit::share,
                    true,
                    0.994,
                    known(0.608, 0.578, 0.638),
                    0.311,
                    known(-0.386, -0.415, -0.357)};
  HeadlineRow never{
      "people never served", Metric::never_served, "all", Unit::count, false, 16, known(930, 824, 1036), 1906,
      known(914, 808, 1020)};
  report.headline = {level, never};
  PromiseRow promise;
  promise.text = "service_level[" + queue + "] keeps promise over day on 80% of days";
  promise.metric = "service_level";
  promise.scope = queue;
  promise.quantifier = "on 80% of days";
  promise.judgement.verdict = Verdict::fail;
  promise.judgement.found = {0.18, Range{0.13, 0.24}, 0.99, 200};
  promise.judgement.threshold = 0.8;
  report.promises = {promise};
  report.why.figure = "points of " + queue + " service level";
  report.why.scope = queue;
  report.why.twin = 0.994;
  report.why.day = 0.608;
  report.why.causes = {
      {"35% more calls", known(-0.079, -0.09, -0.07), known(0.3, 0.28, 0.32), 30.0, known(700, 600, 800)},
      {"8% absent", known(-0.047, -0.05, -0.04), known(0.25, 0.2, 0.3), 20.0, known(500, 400, 600)}};
  report.why.together = -0.26;
  report.half_hours = {queue,
                       ServicePromise{},
                       Duration::whole_seconds(1800),
                       "Erlang A",
                       {{Time{}, "08:00", 0.94, 400.0, 0.01, 4.0, 90.0, 92.0},
                        {Time{}, "08:30", 0.62, 600.0, 0.05, 40.0, 222.0, 211.0}}};
  BindingRow agents;
  agents.label = queue + " agents";
  agents.ever_full = agents.binding = true;
  agents.from = "08:45";
  agents.to = "12:15";
  agents.sentence = queue + " agents all busy 96% of the time";
  BindingRow ports;
  ports.kind = BindingKind::platform_limit;
  ports.label = "IVR ports of old";
  ports.peak_p95 = 48;
  ports.limit_value = 60;
  report.binding = {agents, ports};
  Assumption guess;
  guess.key = "queue." + queue + ".patience";
  guess.value = "exponential, mean 300 s";
  guess.reason = "judgement";
  Assumption typed;
  typed.key = "queue." + queue + ".talk";
  typed.origin = Assumption::Origin::typed;
  typed.place = {"monday.toml", 30, 8};
  report.assumptions.push_back(guess);
  report.assumptions.push_back(typed);
  report.files = {{"monday.toml", std::string(64, 'a'), "40 rows"}};
  report.checks = {{"Little's law", true, ""}};
  TidyRow row;
  row.metric = "service_level";
  row.scope_kind = "queue";
  row.scope = queue;
  row.to = Time::after_start(Duration::whole_seconds(900));
  row.from_text = "2026-03-02T08:00:00";
  row.value = known(0.1 + 0.2, 0.25, 0.35);
  TidyRow empty = row;
  empty.value = {};
  report.tidy = {row, empty};
  return report;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("the page says the verdict first and the exit code last") {
  const std::string page = verdict_text(small_report(), {100, false});
  const auto lines = lines_of(page);
  CHECK(lines.front() == "VERDICT  NO - billing keeps 80/20 on only 36 of 200 such Mondays.");
  CHECK(lines.back() == "exit 1 (a \"must\" failed)");
  for (const char* said : {"Question Does billing hold?",
                           "Answer   billing agents, from 08:45.",
                           "200 Mondays simulated, seed 1",
                           "60.8%",
                           "+-3.0",
                           "31.1%",
                           "-38.6 +-2.9",
                           "+914 +-106",
                           "FAIL  service_level[billing] keeps promise",
                           "18.0% of days",
                           "13.0% - 24.0%",
                           "99% range",
                           "the two TOGETHER, on top",
                           "-26.0",
                           "########",
                           "222 / 211",
                           "Binding  08:45-12:15",
                           "IVR ports of old (peak 48 of 60)",
                           "queue.billing.patience",
                           "[default, judgement]",
                           "Little's law ok"}) {
    INFO(said);
    CHECK(page.find(said) != std::string::npos);
  }
  CHECK(page.find("queue.billing.talk") == std::string::npos);  // typed: no guess
}

TEST_CASE("no line is wider than the page, from 78 columns on") {
  for (const std::size_t columns : {40U, 80U, 98U, 100U, 110U, 300U}) {
    const std::size_t widest = std::clamp<std::size_t>(columns, 78, 110);
    for (const std::string& line : lines_of(verdict_text(small_report(), {columns, false}))) {
      INFO(columns << ": " << line);
      CHECK(shown_width(line) <= widest);
    }
  }
}

TEST_CASE("colour is added only where it is asked for") {
  CHECK(verdict_text(small_report(), {100, false}).find('\x1b') == std::string::npos);
  CHECK(verdict_text(small_report(), {100, true}).find("\x1b[1;31mNO\x1b[0m") != std::string::npos);
}

TEST_CASE("time taken is on the page only when it is given") {
  RunCost cost;
  cost.wall_s = 3;
  CHECK(verdict_text(small_report(), {100, false}, cost).find("seed 1, 3 s") != std::string::npos);
  CHECK(verdict_text(small_report(), {100, false}).find(", 3 s") == std::string::npos);
}

TEST_CASE("a hostile name stays text in every form") {
  const ReportModel report = small_report(hostile);
  const std::string page = verdict_text(report, {100, false});
  CHECK(page.find('\x1b') == std::string::npos);
  CHECK(page.find('\xff') == std::string::npos);

  const std::string markdown = verdict_markdown(report);
  CHECK(markdown.find("</script>") == std::string::npos);
  CHECK(markdown.find("\\</script\\>\\<b\\>\\|") != std::string::npos);
  for (const std::string& line : lines_of(markdown)) {
    if (line.starts_with("| \\</script")) CHECK(line.find(" | 99.4% | ") != std::string::npos);
  }
  CHECK(Json::parse(summary_json(report))
            .at("promises")
            .at(0)
            .at("scope")
            .get<std::string>()
            .starts_with("</script>"));

  const std::string table = intervals_csv(report);
  CHECK(lines_of(table).size() == 3);  // a line break in a name makes no line
}

TEST_CASE("cells of CSV follow RFC 4180 and are never formulas") {
  CHECK(csv_cell("billing") == "billing");
  CHECK(csv_cell("a,b") == "\"a,b\"");
  CHECK(csv_cell("say \"x\"") == "\"say \"\"x\"\"\"");
  CHECK(csv_cell("=1+1") == "'=1+1");
  CHECK(csv_cell("@x;y") == "\"'@x;y\"");
  CHECK(csv_cell("a\r\nb") == "a??b");
  CHECK(csv_number(0.1 + 0.2) == "0.30000000000000004");
}

TEST_CASE("the tidy table has one row per figure and empty cells for nothing") {
  const auto lines = lines_of(intervals_csv(small_report()));
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "metric,unit,scope_kind,scope,from,from_s,to_s,mean,lo,hi,confidence,runs\r");
  CHECK(
      lines[1] ==
      "service_level,share,queue,billing,2026-03-02T08:00:00,0,900,0.30000000000000004,0.25,0.35,0.95,200\r");
  CHECK(lines[2] == "service_level,share,queue,billing,2026-03-02T08:00:00,0,900,,,,0.95,0\r");
}

TEST_CASE("the summary holds every figure with its interval") {
  ReportModel report = small_report();
  report.headline[1].bad_day = std::numeric_limits<double>::infinity();
  const Json summary = Json::parse(summary_json(report));
  CHECK(summary.at("schema_version") == summary_schema_version);
  CHECK(summary.at("verdict").at("word") == "NO");
  CHECK(summary.at("headline").at(0).at("day").at("mean").get<double>() == 0.608);
  CHECK(summary.at("headline").at(0).at("impact").at("hi").get<double>() == -0.357);
  CHECK(summary.at("headline").at(1).at("one_day_in_ten_is_worse_than") == "infinity");
  CHECK(summary.at("promises").at(0).at("verdict") == "FAIL");
  CHECK(summary.at("promises").at(0).at("found").at("confidence").get<double>() == 0.99);
  CHECK(summary.at("why").at("together").get<double>() == -0.26);
  CHECK(summary.at("binding").at(0).at("binding") == true);
  CHECK(summary.at("assumptions").at(1).at("place") == "monday.toml:30:8");
  CHECK(summary.at("sanity").is_null());
  CHECK(summary.at("actual").is_null());
}

TEST_CASE("host, time and cost stand in the manifest and nowhere else") {
  const ReportModel report = small_report();
  RunCost cost;
  cost.wall_s = 12.5;
  Manifest manifest;
  manifest.command = {"run", "monday.toml"};
  manifest.host = "a-machine";
  manifest.started_at = "2026-03-02T08:00:00Z";
  const Json out = Json::parse(manifest_json(report, cost, manifest));
  CHECK(out.at("host").at("name") == "a-machine");
  CHECK(out.at("cost").at("wall_s").get<double>() == 12.5);
  CHECK(out.at("command").at(1) == "monday.toml");
  CHECK(out.at("inputs").at(0).at("sha256").get<std::string>() == std::string(64, 'a'));
  CHECK(summary_json(report).find("wall") == std::string::npos);
}

TEST_CASE("text is laid out by what is shown") {
  CHECK(shown_width("M\xC3\xBCnchen") == 7);
  CHECK(pad_right("\xC3\xBC", 3) == "\xC3\xBC  ");
  CHECK(pad_left("ab", 1) == "ab");
  CHECK(shortened("abcdefgh", 6) == "abc...");
  CHECK(wrap("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrap("", 7) == std::vector<std::string>{""});
  CHECK(hanging("ab ", "one two three four five six", 24) == "ab one two three four\n   five six\n");
  CHECK(clean_text("a\x1b[0m\tb\x7f") == "a?[0m?b?");
  CHECK(clean_text("\xC3\x28\xE2\x80\xAE") == "\xEF\xBF\xBD(");
  CHECK(clean_text("\xF4\x90\x80\x80").find('\xF4') == std::string::npos);
}
