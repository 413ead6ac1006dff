#include "analysis/flip.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "analysis/flip_words.hpp"
#include "analysis/report/flip_text.hpp"
#include "analysis/report/report_json.hpp"
#include "analysis/report/report_markdown.hpp"
#include "analysis/report/report_text.hpp"
#include "analysis/study.hpp"
#include "tests/analysis/centres.hpp"

namespace switchover {
namespace {

using namespace centres;

// Busy, but kept: 80 calls an hour for six agents; a few more calls or longer ones break it.
Scenario tight_day(double agents = 6) {
  Scenario scenario = scenario_of(one_queue(80, agents), 80);
  scenario.must = {level_promise(Quantifier::mean, 0.8)};
  return scenario;
}

FlipFindings flips(const Scenario& scenario, const FlipOptions& options = {}, unsigned workers = 1) {
  CaseRunner runner(scenario, {workers, {}, {}, "test", nullptr});
  return find_flips_and_verdict(scenario, runner, options);
}

FlipRow row(double low, double high, Unit unit) {
  FlipRow made;
  made.low = low;
  made.high = high;
  made.unit = unit;
  return made;
}

}  // namespace

TEST_CASE("flips say where the verdict turns, the sure and near first, those that never turn it last") {
  const FlipFindings found = flips(tight_day());
  CHECK(found.verdict == Verdict::pass);
  CHECK(found.sound);
  REQUIRE(found.rows.size() >= 3);
  bool never = false;
  double last = 0;
  std::size_t turning = 0;
  for (const FlipRow& row : found.rows) {
    INFO(row.key << ": " << row.text);
    CHECK(row.verdict_now == Verdict::pass);
    CHECK(row.runs >= 10);
    if (!row.flips_at) {
      never = true;
      CHECK(row.text.starts_with("never, even at "));
      CHECK_FALSE(row.between);
      continue;
    }
    ++turning;
    CHECK_FALSE(never);
    const double distance = std::abs(*row.flips_at - row.now) / (row.high - row.low);
    CHECK(distance >= last);
    last = distance;
    CHECK(*row.flips_at >= row.low);
    CHECK(*row.flips_at <= row.high);
    CHECK(row.verdict_beyond != Verdict::pass);
  }
  CHECK(turning >= 1);
}

TEST_CASE("the verdict of flip is the run's own, whoever computes it") {
  for (const double agents : {5., 6., 9.}) {
    const Scenario scenario = tight_day(agents);
    StudyOptions options;
    options.workers = 1;
    options.explain = false;
    options.tidy_rows = false;
    options.version = "test";
    const ReportModel report = study(scenario, options).report;
    const FlipFindings found = flips(scenario);
    CHECK(found.days == report.run.runs);
    CHECK(found.verdict == report.promises[0].judgement.verdict);
  }
}

TEST_CASE("flips do not depend on the number of workers, and --only keeps one") {
  FlipOptions options;
  options.only = "queue.sales.patience";
  const FlipFindings one = flips(tight_day(), options), two = flips(tight_day(), options, 2);
  REQUIRE(one.rows.size() == 1);
  REQUIRE(two.rows.size() == 1);
  CHECK(one.rows[0].key == "queue.sales.patience");
  CHECK(one.rows[0].text == two.rows[0].text);
  CHECK(one.rows[0].flips_at == two.rows[0].flips_at);
  CHECK(one.rows[0].between == two.rows[0].between);
  const FlipRow among_all = *flip_of(flips(tight_day()).rows, "queue.sales.patience");
  CHECK(one.rows[0].text == among_all.text);
  options.only = "nothing.of.the.kind";
  CHECK(flips(tight_day(), options).rows.empty());
}

TEST_CASE(
    "a value that breaks a must beyond doubt is given few days, one that keeps it the days that it needs") {
  FlipOptions options;
  options.only = "files.forecast";
  // Six agents for sixteen Erlang: hopeless whatever is varied.
  Scenario hopeless = scenario_of(one_queue(320, 6), 80);
  hopeless.must = {level_promise(Quantifier::mean, 0.8)};
  CaseRunner runner(hopeless, {1, {}, {}, "test", nullptr});
  const FlipFindings found = find_flips_and_verdict(hopeless, runner, options);
  REQUIRE(found.rows.size() == 1);
  CHECK(found.verdict == Verdict::fail);
  CHECK(found.rows[0].runs == 10);
  CHECK_FALSE(found.rows[0].flips_at);
  const FlipFindings kept = flips(tight_day(12), options);
  REQUIRE(kept.rows.size() == 1);
  CHECK(kept.verdict == Verdict::pass);
  CHECK(kept.rows[0].runs >= 50);
}

TEST_CASE("no must: nothing can turn") {
  Scenario scenario = tight_day();
  scenario.warn = std::exchange(scenario.must, {});
  CHECK(flips(scenario).rows.empty());
}

TEST_CASE("no more values are tried than asked for") {
  FlipOptions few;
  few.most_values = 2;
  few.only = "files.forecast";
  const Scenario scenario = tight_day();
  CaseRunner runner(scenario, {1, {}, {}, "test", nullptr});
  const FlipFindings found = find_flips_and_verdict(scenario, runner, few);
  CHECK(found.rows.size() == 1);
  CHECK(runner.cost().replications <= 80 + 2 * 80);
}

TEST_CASE("turns in words") {
  const FlipRow time = row(0, 900, Unit::seconds);
  CHECK(turn_text(time, 420, true, Verdict::pass, Range{400, 430}) == "above 7 m: YES");
  CHECK(turn_text(time, 420, false, Verdict::fail, Range{300, 540}) ==
        "below 7 m: NO (cannot be told from 5 m to 9 m)");
  const FlipRow share = row(0, 0.9, Unit::share), change = row(-0.1, 0.1, Unit::share);
  CHECK(turn_text(share, 0.55, true, Verdict::undecided, {}) == "unsure from 55%");
  CHECK(turn_text(share, 0.55, false, Verdict::undecided, {}) == "unsure at 55% and below");
  CHECK(turn_text(share, 0.55, false, Verdict::pass, {}) == "up to 55%: YES");
  CHECK(turn_text(change, 0.04, true, Verdict::fail, Range{0.04, 0.045}) == "above +4%: NO");
  CHECK(doubt_value_text(-0.065, Unit::share, true) == "-6.5%");
  CHECK(doubt_value_text(0, Unit::share, true) == "0%");
  CHECK(doubt_value_text(6, Unit::count, false) == "6");
}

TEST_CASE("the sentence of flips counts them and names the nearest") {
  CHECK(flips_sentence({}).starts_with("nothing to doubt"));
  FlipRow never = row(0, 1, Unit::share), turns = row(0, 900, Unit::seconds);
  turns.label = "patience of sales";
  turns.flips_at = 420;
  turns.text = "above 7 m: YES";
  CHECK(flips_sentence({never}) == "none of 1 assumption could turn the verdict within its range.");
  CHECK(flips_sentence({turns, never}) ==
        "1 of 2 assumptions could turn the verdict: patience of sales, above 7 m: YES.");
}

TEST_CASE("a run with --flip writes what it found into text, Markdown and summary.json") {
  Scenario scenario = tight_day();
  Assumption guess;
  guess.key = "queue.sales.patience";
  guess.value = "exponential, mean 120 s";
  guess.reason = "judgement";
  scenario.assumptions = {guess};
  StudyOptions options;
  options.workers = 1;
  options.explain = false;
  options.tidy_rows = false;
  options.version = "test";
  CHECK(study(scenario, options).report.flips.empty());
  options.flip = true;
  const ReportModel report = study(scenario, options).report;
  const FlipRow* patience = flip_of(report.flips, "queue.sales.patience");
  REQUIRE(patience != nullptr);
  const std::string text = verdict_text(report, {100, false}, std::nullopt);
  CHECK(text.find("verdict flips " + patience->text.substr(0, 20)) != std::string::npos);
  const std::string markdown = verdict_markdown(report);
  CHECK(markdown.find("## What could turn the verdict") != std::string::npos);
  const auto json = nlohmann::json::parse(summary_json(report));
  CHECK(json["flips"].size() == report.flips.size());
  CHECK(json["assumptions"][0]["flip"] == patience->text);
  for (const FlipRow* typed : flips_beside_guesses(report)) {
    CHECK(typed->key != "queue.sales.patience");
    CHECK(text.find(typed->key) != std::string::npos);
  }
}

TEST_CASE("flip.csv and flip.json survive hostile names") {
  FlipReport report;
  report.scenario = "</script>\n";
  report.verdict = Verdict::fail;
  FlipRow hostile = row(0, 0.9, Unit::share);
  hostile.key = "queue.=SUM(A1).patience";
  hostile.label = "=SUM(A1), \"quoted\"";
  hostile.flips_at = 0.4;
  hostile.between = Range{0.3, 0.5};
  hostile.verdict_beyond = Verdict::pass;
  hostile.text = "above 40%: YES";
  report.rows = {hostile};
  const std::string csv = flip_csv(report);
  CHECK(csv.find("\"'=SUM(A1), \"\"quoted\"\"\"") != std::string::npos);
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 2);
  const auto json = nlohmann::json::parse(flip_json(report));
  CHECK(json["flips"][0]["between"]["high"] == 0.5);
  CHECK(json["flips"][0]["verdict_beyond"] == "PASS");
  CHECK(json["verdict"] == "NO");
  const std::string text = flip_text(report, {80, false});
  CHECK(text.starts_with("VERDICT  NO - 1 of 1 assumption could turn the verdict"));
}

}  // namespace switchover
