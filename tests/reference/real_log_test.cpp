// A real month (a small bank's call centre, February 1999): the interval report is read as it is, staffed by
// its active-agents column times one factor. The factor is fitted on the first half of the month and the
// second half is predicted beside what happened. Skipped, with a message, where the log is absent; nothing of
// it is in the project.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "analysis/replication.hpp"
#include "analysis/study.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/tables.hpp"

using namespace switchover;

namespace {

const std::filesystem::path log_file = std::filesystem::path(SWITCHOVER_SOURCE_DIR) /
                                       "../shared/data/anonymous_bank/february_1999_interval15.csv";

// Patience is the Weibull law through the log's Kaplan-Meier survival at 60 and 300 s; at 20, 120 and 600 s
// it gives .922 .709 .285 beside the log's .926 .711 .264. Talk is lognormal with the log's mean and
// coefficient of variation.
std::string half_month(const char* start, double factor) {
  return fmt::format(
      "schema = 1\nname = \"A bank\"\nstart = {0}T00:00:00\nlength = \"14 days\"\nruns = 80\n"
      "[files]\n"
      "forecast = {{ path = \"{1}\", queue = \"all\", counts = \"people\", columns = {{ date = \"date\", "
      "time = "
      "\"interval_start\", handled = \"answered\", handled_s = \"sum_service_s\" }} }}\n"
      "staff = {{ path = \"{1}\", group = \"all\", columns = {{ date = \"date\", time = \"interval_start\", "
      "agents_on_phones = \"active_agents\" }} }}\n"
      "[platform.bank]\n"
      "[queue.all]\npromise = \"80% in 20s\"\n"
      "talk = {{ mean = \"176.9s\", law = \"lognormal\", cv = 1.228 }}\n"
      "patience = {{ law = \"weibull\", scale = \"452s\", shape = 0.804 }}\n"
      "redial_after_abandon = \"0% after 10m\"\n"
      "[group.all]\nskills = [\"all\"]\nplatform = \"bank\"\nplanned_shrinkage = \"{2:.3f}%\"\n"
      "[busyness]\nday = \"0%\"\n",
      start, log_file.string(), 100 * (1 - factor));
}

Scenario scenario_of(const char* start, double factor) {
  const auto path = std::filesystem::temp_directory_path() / fmt::format("switchover_bank_{}.toml", start);
  std::ofstream(path) << half_month(start, factor);
  Expected<Scenario> scenario = read_scenario(path.string());
  if (!scenario) FAIL(to_string(scenario.problems().front()));
  return std::move(scenario).value();
}

double abandoned_share(const Scenario& scenario) {
  double offered = 0, abandoned = 0;
  const auto plan = make_plan(scenario.centre);
  for (std::uint32_t r = 0; r < 20; ++r) {
    const Tally tally = replicate(plan, 7, r);
    for (std::size_t i = 0; i <= tally.intervals; ++i) {
      offered += static_cast<double>(tally.queue(i, 0, 0).offered);
      abandoned += static_cast<double>(tally.queue(i, 0, 0).abandoned);
    }
  }
  return abandoned / offered;
}

ActualTable what_happened(const Scenario& scenario) {
  TableSource source;
  source.path = log_file.string();
  source.shown = "february_1999_interval15.csv";
  source.only_queue = "all";
  source.columns = {{"date", "date"},
                    {"time", "interval_start"},
                    {"wait_answered_s", "sum_wait_answered_s"},
                    {"answered_in_time", "answered_within_20s"}};
  Problems lints;
  Expected<ActualTable> table = read_actual(source, {scenario.start, scenario.centre.length, ""}, lints);
  if (!table) FAIL(to_string(table.problems().front()));
  return std::move(table).value();
}

}  // namespace

TEST_CASE(
    "a factor fitted on the first half of a real month predicts the second half, the table says how well") {
  if (!std::filesystem::exists(log_file)) {
    WARN("skipped: the call log is not here");
    return;
  }
  const Scenario whole = scenario_of("1999-02-01", 1);
  double offered = 0, abandoned = 0;
  for (const ActualRow& row : what_happened(whole).rows) {
    offered += *row.offered;
    abandoned += *row.abandoned;
  }
  CHECK(offered == 16'290);  // of 31,125 in the month
  double best = 1, best_error = 1;
  for (double factor = 0.70; factor < 1.005; factor += 0.02) {
    const double error = std::fabs(abandoned_share(scenario_of("1999-02-01", factor)) - abandoned / offered);
    if (error >= best_error) continue;
    best = factor;
    best_error = error;
  }
  fmt::print("real log: factor {:.2f} fits the first half within {:.1f} points of {:.1f}% abandoned\n", best,
             100 * best_error, 100 * abandoned / offered);
  CHECK(best_error < 0.01);  // the model can be brought to the first half at all

  const Scenario second = scenario_of("1999-02-15", best);
  StudyOptions options;
  options.explain = false;
  const StudyResult result = study_with_actual(second, what_happened(second), options);
  REQUIRE(result.report.actual);
  for (const ActualSummary& line : result.report.actual->summary) {
    fmt::print(
        "real log, second half: {:18} actual {:10.3f} predicted {:10.3f}  {} of {} intervals inside the "
        "band\n",
        line.metric, line.actual.value_or(-1), line.predicted.value_or(-1), line.inside, line.intervals);
    CHECK(line.intervals > 500);
    CHECK(line.inside <= line.intervals);
    if (line.metric == "offered") CHECK(std::fabs(*line.bias) < 0.02 * *line.actual);  // the volume is given
  }
}
