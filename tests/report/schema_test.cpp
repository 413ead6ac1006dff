// The schemas of our JSON outputs: a validator that is not ours holds real outputs against them, and they
// refuse what is not an output.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "analysis/report/comparison_files.hpp"
#include "analysis/report/output_schema.hpp"
#include "analysis/report/report_json.hpp"
#include "tests/app/program_runner.hpp"
#include "tests/report/sample_reports.hpp"
#include "tests/report/schema_complaints.hpp"

using namespace switchover;
using namespace switchover::test;
using Json = nlohmann::json;

TEST_CASE("summary.json keeps its schema, with everything in it and with next to nothing") {
  const std::string schema = summary_schema();
  CHECK(schema_complaints(schema, summary_json(sample_report("billing"))) == "");
  CHECK(schema_complaints(schema, summary_json(sample_report(hostile_name))) == "");
  CHECK(schema_complaints(schema, summary_json(ReportModel{})) == "");
  ReportModel incident = sample_report("billing");
  incident.incident = Incident{};
  incident.incident->times.resize(2);
  incident.incident->limits.resize(1);
  incident.incident->losses.resize(1);
  incident.incident->levers.resize(1);
  incident.actual = ActualComparison{};
  incident.actual->summary.resize(1);
  incident.corrections.resize(1);
  incident.has_sanity = true;
  CHECK(schema_complaints(schema, summary_json(incident)) == "");
}

TEST_CASE("compare.json keeps its schema") {
  const std::string schema = comparison_schema();
  PlanComparison plans = sample_comparison(hostile_name);
  CHECK(schema_complaints(schema, comparison_json(plans)) == "");
  plans.is_sweep = true;
  plans.axes = {{"queue.billing.patience", {"1m", "2m"}, {}}};
  plans.nearest = {true, true, "late + 2 agents", {"switchover run late.toml"}};
  plans.gains = {{"same callers", "never served", 5.2, Range{4, 7}, true}};
  plans.shared_guesses.resize(1);
  plans.shared_guesses[0].key = "queue.billing.patience";
  plans.promises[0].rows[0] = {};  // a plan that does not promise this
  plans.plans[1].month = known(0.2, 0.1, 0.3);
  CHECK(schema_complaints(schema, comparison_json(plans)) == "");
}

TEST_CASE("the schema refuses a field that is unknown, missing, or of another kind") {
  const std::string schema = summary_schema();
  const Json good = Json::parse(summary_json(sample_report("billing")));
  const auto refused = [&](const char* pointer, const Json& value) {
    Json bad = good;
    bad[Json::json_pointer(pointer)] = value;
    INFO(pointer << " = " << value);
    CHECK(schema_complaints(schema, bad.dump()) != "");
  };
  refused("/schema_version", 99);
  refused("/surprise", 1);
  refused("/promises/0/surprise", 1);
  refused("/promises/0/must", "yes");
  refused("/promises/0/verdict", "MAYBE");
  refused("/promises/0/found/mean", "many");
  refused("/promises/0/found/surprise", 1);
  refused("/run/seed", -1);
  refused("/run/looks/0", "ten");
  refused("/half_hours/rows/0/offered", "none");
  refused("/twin", "plain");
  Json missing = good;
  missing.erase("why");
  CHECK(schema_complaints(schema, missing.dump()) != "");
  Json missing_inside = good;
  missing_inside["promises"][0].erase("found");
  CHECK(schema_complaints(schema, missing_inside.dump()) != "");
}

TEST_CASE("docs/OUTPUTS.md holds the tables of fields as they are") {
  const std::string page = file_text(std::string(SWITCHOVER_SOURCE_DIR) + "/docs/OUTPUTS.md");
  const auto part = [&page](const std::string& name) {
    const std::string begin = "<!-- fields of " + name + " -->\n", end = "<!-- end of " + name + " -->";
    const auto from = page.find(begin), to = page.find(end);
    REQUIRE(from != std::string::npos);
    REQUIRE(to != std::string::npos);
    return page.substr(from + begin.size(), to - from - begin.size());
  };
  CHECK(part("summary.json") == field_table_markdown(summary_fields()));
  CHECK(part("compare.json") == field_table_markdown(comparison_fields()));
}
