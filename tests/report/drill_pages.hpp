// A drill and a worst time as plain values, for the tests of their pages.
#pragma once
#include <limits>

#include "analysis/drill.hpp"
#include "analysis/drill_words.hpp"
#include "analysis/worst_time.hpp"
#include "tests/report/run_pages.hpp"

namespace switchover::test {

inline Estimate found(double value, double margin) {
  Estimate estimate;
  estimate.value = value;
  estimate.range = Range{value - margin, value + margin};
  estimate.n = 20;
  return estimate;
}

inline DrillRow drill_row(const std::string& name, double lost, double again_s, double back_s,
                          Tolerated tolerated) {
  DrillRow row;
  row.name = name;
  row.kind = "server";
  row.lasts = Distribution::deterministic(1800);
  row.times_a_year = 2;
  row.reach.calls = {1, 0};
  row.reach.agents = {1, 0};
  row.reach.calls_share = 0.6;
  row.cost.never_served = found(lost, lost / 10);
  row.cost.service_back.value = back_s;
  row.calls_again.value = again_s;
  row.tolerated = tolerated;
  return row;
}

// Two that break the tolerance, one of them a single point of failure with a name of the reader's own; one
// that keeps it. A mend, a pair, no test.
inline DrillReport sample_drill() {
  DrillReport report;
  report.scenario = "Small";
  report.question = "What would hurt?";
  report.file = "a.toml";
  report.at_text = "10:45";
  report.at_busiest = true;
  report.busiest_calls = 697;
  report.runs = 20;
  report.tolerance.people = 400;
  report.tolerance.restore_s = 3600;
  report.tolerance.place = Place{"a.toml", 12, 1};
  report.rows = {drill_row("old.dc1", 2000, 720, 14400, Tolerated::broken),
                 drill_row("crm </script>", 900, 0, never, Tolerated::broken),
                 drill_row("sso", 0, 0, 0, Tolerated::kept)};
  report.rows[0].times_a_year = 0.1;
  report.rows[0].times_from = report.rows[0].lasts_from = FigureOrigin::file;
  report.rows[0].why = "old.dc1 down: new calls are accepted again after 12 m.";
  report.rows[1].single_point = true;
  report.rows[2].tied = true;
  report.years = {{1, 1800}, {0, 200}, {2, 0}};
  report.pairs = {{0, 1, found(3500, 100), found(600, 50)}};
  report.pairs_run = true;
  report.mends_run = true;
  report.mends = {{0, 7, "decision in 1 m (10 m)", found(300, 20), Tolerated::kept},
                  {1, 3, "", Estimate{}, Tolerated::not_asked}};
  report.not_run = {{"recording", "callers and agents notice nothing"}};
  report.nobody_acts = {"sso"};
  report.sentence = drill_sentence(report);
  report.exit_code = drill_exit_code(report);
  return report;
}

inline TestPlan sample_test() {
  TestPlan test;
  test.component = "old.dc1";
  test.moment = "Sun 06:00";
  test.calls_share = 0.27;
  test.checkpoints = {
      {"new calls are accepted again", Range{420, 960}, std::nullopt, 960, 1, 20},
      {"agents signed in on new", Range{27, 59}, 1200, 27, 0, 20},
      {"the failback begins", std::nullopt, std::nullopt, std::nullopt, 20, 20},
  };
  return test;
}

// Four moments: the second is the worst, the third as bad, service is never back from the last, which is cut
// short.
inline WorstTimeReport sample_worst_time() {
  WorstTimeReport report;
  report.scenario = "Small";
  report.question = "When?";
  report.file = "a.toml";
  report.event = "crm </script>";
  report.every = Duration::whole_seconds(3600);
  report.lasts = Duration::whole_seconds(1800);
  report.written_at = "08:30";
  report.written = Time::after_start(Duration::whole_seconds(1800));
  report.runs = 20;
  const double lost[] = {100, 500, 480, 40};
  const char* const clocks[] = {"08:00", "09:00", "10:00", "11:00"};
  for (int i = 0; i < 4; ++i) {
    WorstTimeRow row;
    row.at = Time::after_start(Duration::whole_seconds(3600 * i));
    row.clock = clocks[i];
    row.cost.never_served = found(lost[i], 10);
    row.cost.service_back.value = i == 3 ? never : 3600;
    row.cut_short = i == 3;
    row.as_bad = i == 2;
    report.rows.push_back(row);
  }
  report.worst = 1;
  report.best = 3;
  report.second = 2;
  report.gap = found(20, 30);
  report.sentence = "it hurts most at 09:00.";
  return report;
}

}  // namespace switchover::test
