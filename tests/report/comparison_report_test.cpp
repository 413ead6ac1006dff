// The pages and files of a comparison, from values made by hand.
#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/report/comparison_files.hpp"
#include "analysis/report/comparison_markdown.hpp"
#include "analysis/report/comparison_phrases.hpp"
#include "analysis/report/comparison_text.hpp"

using namespace switchover;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Estimate estimate_of(double value, double half) {
  Estimate e;
  e.value = value;
  e.range = Range{value - half, value + half};
  e.n = 300;
  return e;
}

ComparisonRow people_row(std::size_t plans) {
  ComparisonRow row;
  row.label = "people never served";
  row.scope = "all";
  row.window = "day";
  row.statistic = "mean";
  for (std::size_t p = 0; p < plans; ++p) {
    ComparisonCell cell;
    cell.value = estimate_of(6358 - 3316.0 * static_cast<double>(p), 50);
    cell.bad_case = 7596 - 3000.0 * static_cast<double>(p);
    if (p > 0) {
      cell.against = estimate_of(-3316.0 * static_cast<double>(p), 104);
      cell.p = 1e-9;
      cell.differs = true;
    }
    row.cells.push_back(cell);
  }
  row.cells.back().best = plans > 1;
  return row;
}

PromiseRow promise_row_of(Verdict verdict, double found) {
  PromiseRow row;
  row.text = "mean never_served_rate <= 6%";
  row.quantifier = "mean";
  row.judgement.verdict = verdict;
  row.judgement.found = estimate_of(found, 0.01);
  row.judgement.threshold = 0.06;
  return row;
}

PlanComparison comparison_of(std::size_t plans) {
  PlanComparison c;
  c.name = "failover plans";
  c.file = "plans.toml";
  c.word = ReportModel::Word::no;
  c.exit_code = 1;
  c.sentence = "NONE PASSES - logins-90 is best on every promise and still fails: it loses 12%.";
  c.advice = "If you must choose today: failback-1330 is free and saves 3,316 people against as-designed.";
  const std::vector<std::string> names = {"as-designed", "failback-1330", "logins-90"};
  ComparedPromise promise{true, "mean never_served_rate <= 6%", {}};
  for (std::size_t p = 0; p < plans; ++p) {
    ComparedPlan plan;
    plan.name = p < names.size() ? names[p] : "plan-" + std::to_string(p);
    plan.file = plan.name + ".toml";
    plan.musts = 3;
    plan.musts_kept = 1;
    plan.runs = 300;
    c.plans.push_back(plan);
    promise.rows.push_back(promise_row_of(Verdict::fail, 0.375));
    c.ranking.order.push_back(plans - 1 - p);
    c.ranking.tied_for_best.push_back(p == 0);
    c.ranking.tied_with_next.push_back(false);
  }
  if (plans > 1) c.plans[1].extra_cost = 0;
  c.promises = {promise};
  c.rows = {people_row(plans)};
  c.tests = plans - 1;
  c.ranking.comparisons = plans * (plans - 1) / 2;
  c.ranked_by = "people never served";
  c.inputs_compared = 41;
  InputDifference difference{"failback.at", std::vector<std::string>(plans, "13:30"), 0};
  difference.values[0] = "21:00";
  c.differences = {difference};
  c.run.runs = 300;
  c.run.stopped_because = "everything decided";
  c.run.version = "0.3";
  return c;
}

std::string text_of(const PlanComparison& c) { return comparison_text(c, TextStyle{110, false}); }

// Cells of every line, quotes understood.
std::vector<std::vector<std::string>> parsed(const std::string& csv) {
  std::vector<std::vector<std::string>> lines;
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char ch = csv[i];
    if (quoted && ch == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
      cells.back() += csv[++i];
    } else if (ch == '"') {
      quoted = !quoted;
    } else if (!quoted && ch == ',') {
      cells.emplace_back();
    } else if (!quoted && ch == '\r') {
      continue;
    } else if (!quoted && ch == '\n') {
      lines.push_back(cells);
      cells.assign(1, "");
    } else {
      cells.back() += ch;
    }
  }
  return lines;
}

CompareResult result_of(const PlanComparison& c, std::size_t days) {
  CompareResult result;
  result.comparison = c;
  result.row_days.assign(c.rows.size(), {});
  for (auto& row : result.row_days) row.assign(c.plans.size(), std::vector<Figure>(days, Figure::number(7)));
  return result;
}

}  // namespace

TEST_CASE("comparison text: verdict first, differences, table, ranking, trust, exit") {
  const std::string text = text_of(comparison_of(3));
  CHECK(text.starts_with("VERDICT  NONE PASSES - logins-90 is best on every promise"));
  CHECK(has(text, "         If you must choose today: failback-1330 is free"));
  CHECK(has(text,
            "What differs (everything else is identical, 41 inputs compared; same 300 days, same callers)"));
  CHECK(has(text, "(baseline)"));
  CHECK(has(text, "1 of 3"));
  CHECK(has(text, "37.5%"));
  CHECK(has(text, "FAIL"));
  CHECK(has(text, "6,358"));
  CHECK(has(text, "-3,316 *"));
  CHECK(has(text, "-3,420..-3,212"));
  CHECK(has(text, "bad day (1 in 10 is worse)"));
  CHECK(has(text, "Extra cost a month"));
  CHECK(has(text, "no ties, 95% (Holm, 3 pairs)"));
  CHECK(has(text, "* = differs from the baseline after correction for 2 comparisons."));
  CHECK(text.ends_with("exit 1 (no plan keeps every \"must\")\n"));
}

TEST_CASE("comparison text: no line is wider than the page, with two to six plans") {
  for (std::size_t plans = 1; plans <= 6; ++plans) {
    PlanComparison c = comparison_of(plans);
    c.plans[0].name = std::string(80, 'n');
    c.promises[0].text =
        "p95 time_to_restore_service_level of a very long promise <= 60m after the loss of dc1";
    for (std::size_t columns : {96U, 110U}) {
      std::istringstream lines(comparison_text(c, TextStyle{columns, false}));
      for (std::string line; std::getline(lines, line);) {
        CAPTURE(plans, line);
        CHECK(line.size() <= columns);
        CHECK((line.empty() || line.back() != ' '));
      }
    }
  }
}

TEST_CASE("comparison text: more than four plans are rows in the order of the ranking") {
  const std::string text = text_of(comparison_of(6));
  CHECK(has(text, "musts kept"));
  CHECK(text.find("1 plan-5") < text.find("6 as-designed (baseline)"));
  CHECK(has(text, "6 as-designed (baseline)"));
}

TEST_CASE("comparison text: five plans are columns on a wide page and rows on a narrow one, names whole") {
  PlanComparison c = comparison_of(5);
  c.plans[1].name = "failback at the end of the day";
  c.promises[0].rows[1] = promise_row_of(Verdict::undecided, 0.061);
  c.promises[0].rows[4] = promise_row_of(Verdict::pass, 0.02);
  const std::string wide = text_of(c);
  CHECK_FALSE(has(wide, "musts kept"));
  CHECK(has(wide, "failback at"));
  CHECK(has(wide, "the end of"));
  const std::string narrow = comparison_text(c, TextStyle{80, false});
  CHECK(has(narrow, "musts kept"));
  CHECK(has(narrow, "4 failback at the end of"));
  CHECK(has(narrow, "    21:00  as-designed"));
  CHECK(has(narrow, "    13:30  failback at the end of the day, logins-90, plan-3, plan-4"));
  CHECK_FALSE(has(narrow, "..."));
  // Plans stand by their places in the ranking, which is the order of the rows.
  const std::string row = narrow.substr(narrow.find("  must mean never_served_rate"));
  CHECK(has(narrow, "plan 1"));
  CHECK(row.find("2.0%") < row.find("37.5%"));
  CHECK(row.find("pass") < row.find("UNDECIDED"));
}

TEST_CASE("comparison: many values of an axis are told by their ends") {
  SweepAxis axis{"queue.help.talk", {}, {}};
  for (int k = 0; k < 40; ++k) axis.values.push_back(std::to_string(100 + k / 2) + "s");
  CHECK(values_text(axis) == "100s, 101s, 102s ... 119s (20 values)");
  axis.values = {"a", "b"};
  CHECK(values_text(axis) == "a, b");
}

TEST_CASE("comparison Markdown: plans as rows keep their promises, commands stay as they are") {
  PlanComparison c = comparison_of(8);
  c.nearest.searched = true;
  c.nearest.commands = {"switchover run 'a_b_c.toml#x*y' --set a_b=1"};
  const std::string page = comparison_markdown(c);
  CHECK(has(page, "must 1: mean never"));
  CHECK(has(page, "| 8 as-designed | 37.5% FAIL |"));
  CHECK(has(page, "\n    switchover run 'a_b_c.toml#x*y' --set a_b=1\n"));
}

TEST_CASE("comparison text: ties, the nearest pass and reasons are said out loud") {
  PlanComparison c = comparison_of(2);
  c.rows[0].cells[1].differs = false;
  c.rows[0].cells[1].best = false;
  c.rows[0].cells[1].tied = true;
  c.ranking.tied_with_next[0] = true;
  c.why = {"failback-1330 helps only 13:30-18:00."};
  c.nearest.searched = true;
  c.nearest.sentence = "Nearest: logins-90 + automatic decision -> 4.0% (try:)";
  c.nearest.commands = {"switchover run logins-90.toml --set failover.1.decide=0s"};
  const std::string text = text_of(c);
  CHECK(has(text, "-3,316  tied"));
  CHECK(has(text, "2= as-designed"));
  CHECK(has(text, "= : not told apart from the one before"));
  CHECK(has(text, "Why      failback-1330 helps only 13:30-18:00."));
  CHECK(has(text, "Missing  a plan that passes. Nearest: logins-90"));
  CHECK(has(text, "         switchover run logins-90.toml --set failover.1.decide=0s"));
}

TEST_CASE("comparison text: control signs of names never reach the terminal") {
  PlanComparison c = comparison_of(2);
  c.plans[1].name = "evil\x1b[31m\nplan";
  c.differences[0].values[1] = "a\x07";
  const std::string text = text_of(c);
  CHECK_FALSE(has(text, "\x1b"));
  CHECK_FALSE(has(text, "\x07"));
  CHECK(has(text, "evil?[31m?plan"));
}

TEST_CASE("comparison Markdown: a table that a name cannot break") {
  PlanComparison c = comparison_of(2);
  c.plans[1].name = "a|b </script>";
  const std::string text = comparison_markdown(c);
  CHECK(text.starts_with("# Comparison: failover plans"));
  CHECK(has(text, "**VERDICT** NONE PASSES"));
  CHECK_FALSE(has(text, "a|b"));
  CHECK_FALSE(has(text, "</script>"));
  CHECK(has(text, "-3,316 \\*"));
  CHECK(has(comparison_markdown(comparison_of(9)), "| 1 plan-8"));
}

TEST_CASE("comparison CSV: every row has every column, and reads back") {
  PlanComparison c = comparison_of(3);
  c.plans[1].name = "=SUM(A1), \"quoted\"";
  c.promises[0].rows[2] = PromiseRow{};  // this plan does not promise it
  const auto lines = parsed(comparison_csv(result_of(c, 4)));
  REQUIRE(lines.size() == 1 + 3 + 2 + 3 * 4);
  for (const auto& cells : lines) CHECK(cells.size() == lines[0].size());
  CHECK(lines[0][0] == "plan");
  CHECK(lines[0][1] == "replication");
  const auto column = [&](const std::string& name) {
    return static_cast<std::size_t>(std::find(lines[0].begin(), lines[0].end(), name) - lines[0].begin());
  };
  CHECK(lines[1][column("value")] == "6358");
  CHECK(lines[1][column("against_baseline")].empty());
  CHECK(lines[2][column("statistic")] == "FAIL");
  CHECK(lines[3][1] == "0");
  CHECK(lines[3][column("value")] == "7");
  bool guarded = false;
  for (const auto& cells : lines) guarded = guarded || cells[0] == "'=SUM(A1), \"quoted\"";
  CHECK(guarded);
}

TEST_CASE("comparison CSV: a sweep has a column for each of its keys, and means only") {
  PlanComparison c = comparison_of(2);
  c.is_sweep = true;
  c.axes = {{"queue.billing.talk", {"240s", "260s"}, {}}};
  c.plans[0].point = {"not said"};
  c.plans[1].point = {"240s"};
  const auto lines = parsed(comparison_csv(result_of(c, 4)));
  CHECK(lines[0][2] == "queue.billing.talk");
  REQUIRE(lines.size() == 1 + 2 + 2);
  CHECK(lines[3][2] == "240s");
  for (const auto& cells : lines) CHECK(cells.size() == lines[0].size());
}

TEST_CASE("comparison JSON: reads back, with its version and nothing infinite") {
  PlanComparison c = comparison_of(3);
  c.rows[0].cells[0].value.value = std::numeric_limits<double>::infinity();
  c.promises[0].rows[2] = PromiseRow{};
  const nlohmann::json json = nlohmann::json::parse(comparison_json(c));
  CHECK(json["schema_version"] == comparison_schema_version);
  CHECK(json["verdict"]["word"] == "NO");
  CHECK(json["verdict"]["exit_code"] == 1);
  CHECK(json["plans"].size() == 3);
  CHECK(json["figures"][0]["plans"][0]["value"]["mean"] == "infinity");
  CHECK(json["figures"][0]["plans"][0]["against_baseline"].is_null());
  CHECK(json["figures"][0]["plans"][2]["best"] == true);
  CHECK(json["promises"][0]["plans"][2].is_null());
  CHECK(json["ranking"]["order"][0]["plan"] == "logins-90");
  CHECK(json["nearest_pass"].is_null());
  CHECK(json["axes"].is_null());
}

TEST_CASE("comparison manifest: what was run, and what it cost") {
  RunCost cost;
  cost.replications = 900;
  Manifest manifest;
  manifest.command = {"compare", "a.toml", "b.toml"};
  manifest.outputs = {"compare.csv"};
  const nlohmann::json json = nlohmann::json::parse(comparison_manifest(comparison_of(2), cost, manifest));
  CHECK(json["command"][0] == "compare");
  CHECK(json["cost"]["replications"] == 900);
  CHECK(json["outputs"][0] == "compare.csv");
}

TEST_CASE("comparison exit line: every code is explained") {
  PlanComparison c = comparison_of(2);
  c.exit_code = 0;
  c.word = ReportModel::Word::yes;
  CHECK(comparison_exit_line(c) == "exit 0 (a plan keeps every \"must\")\n");
  c.word = ReportModel::Word::none;
  CHECK(comparison_exit_line(c) == "exit 0 (nothing was promised)\n");
  c.exit_code = 3;
  CHECK(has(comparison_exit_line(c), "exit 3 (undecided"));
  c.exit_code = 70;
  CHECK(comparison_exit_line(c) == "exit 70 (a self-check broke)\n");
}
