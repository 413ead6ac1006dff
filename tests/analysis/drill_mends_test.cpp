// The cheapest mend: which one change saves most of a fault that breaks the tolerance.
#include "analysis/drill_mends.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "analysis/report/drill_files.hpp"
#include "analysis/report/drill_text.hpp"
#include "tests/analysis/stand_in_stage.hpp"

using namespace switchover;
using centres::at_minute;
using stand_in::Asked;
using stand_in::drill_options;
using stand_in::two_platforms;

namespace {

// sso loses 60 people, old.dc1 ten, dns five.
Scenario broken_by(double people, std::uint32_t runs) {
  Scenario scenario = two_platforms(runs);
  scenario.drill.at = at_minute(120);
  scenario.drill.never_served = people;
  scenario.drill.lasts = {{ComponentId(2), Duration::whole_seconds(300)}};
  return scenario;
}

DrillRow row_at(const Scenario& scenario, std::size_t component, FaultMode mode = FaultMode::down) {
  DrillRow row;
  row.component = ComponentId(component);
  row.name = scenario.estate.components.at(component).name;
  row.mode = mode;
  row.lasts = Distribution::deterministic(1800);
  row.reach = reach_of(scenario.centre, scenario.estate, row.component, mode, at_minute(120));
  return row;
}

std::vector<std::string> texts(const Scenario& scenario, const DrillRow& row,
                               const std::vector<std::size_t>& acting) {
  const DrillTolerance tolerance;
  const std::vector<CostDay> twins;
  const MendQuestion question{scenario, scenario.centre, scenario.estate, at_minute(120), tolerance, twins};
  std::vector<std::string> all;
  for (const MendChange& change : mend_changes(question, row, acting)) all.push_back(change.text);
  return all;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("mend: a quicker decision and a standby save most where they act") {
  const Scenario scenario = broken_by(3, 30);
  std::vector<Asked> asked;
  const DrillReport report = drill(scenario, drill_options(&asked));
  REQUIRE(report.mends_run);
  REQUIRE(report.mends.size() == 3);
  const DrillMend& sso = report.mends[0];
  CHECK(report.rows[sso.row].name == "sso");
  CHECK(sso.tried == 1);
  CHECK(sso.text == "a standby that is promoted in 30 s");
  CHECK(sso.left.value.value() == Approx(1).margin(0.6));  // half a minute of 120 calls an hour
  CHECK(sso.left.n == 30);
  CHECK(sso.tolerated == Tolerated::kept);
  const DrillMend& dc = report.mends[1];
  CHECK(report.rows[dc.row].name == "old.dc1");
  CHECK(dc.text == "decision in 1 m (10 m)");
  CHECK(dc.tried == 3);  // a login for everybody and an earlier failback save nothing here
  CHECK(dc.left.value.value() == Approx(1).margin(0.7));
  CHECK(dc.tolerated == Tolerated::kept);
  const std::string text = drill_text(report, TextStyle{100, false});
  CHECK(has(text, "Cheapest sso down: a standby that is promoted in 30 s: "));
  CHECK(has(text, "mend     old.dc1 down: decision in 1 m (10 m): "));
  CHECK(has(drill_markdown(report), "## Cheapest mend"));
  const auto json = nlohmann::json::parse(drill_json(report));
  CHECK(json["mends"].size() == 3);
  CHECK(json["mends"][1]["change"] == "decision in 1 m (10 m)");
  CHECK(json["mends"][1]["tolerance"] == "kept");
  // The moment was given: its search, the twins, three faults, and five changes of them.
  CHECK(asked.size() == 1 + 1 + 3 + (1 + 3 + 1));
  CHECK(report.exit_code == 1);  // a change that could be made excuses nothing
}

TEST_CASE("mend: nothing is tried where nothing breaks, and where it is not wanted") {
  DrillReport report = drill(broken_by(1000, 4), drill_options());
  CHECK_FALSE(report.mends_run);
  CHECK(nlohmann::json::parse(drill_json(report))["mends"].is_null());
  CHECK_FALSE(has(drill_text(report, TextStyle{100, false}), "Cheapest"));
  DrillOptions quick = drill_options();
  quick.quick = true;
  report = drill(broken_by(3, 4), quick);
  CHECK(report.exit_code == 1);
  CHECK_FALSE(report.mends_run);
}

TEST_CASE("mend: what does not surely save anybody is not recommended") {
  Scenario scenario = broken_by(3, 6);
  scenario.drill.skip = {ComponentId(0), ComponentId(2)};
  scenario.estate.failovers[0].decide = Distribution::deterministic(0);  // it acts at once: nothing is lost
  DrillReport report = drill(scenario, drill_options());
  CHECK(report.mends.empty());
  scenario.estate.failovers[0].decide = Distribution::never();  // and here nobody ever decides
  scenario.estate.failovers[0].agents.dual_enabled = 1;
  scenario.estate.failovers[0].agents.sign_in.per_minute = 0;
  scenario.estate.failovers[0].failback.when = FailbackSpec::When::after_repair;
  scenario.estate.components[1].repair = Distribution::deterministic(60 * 60);
  report = drill(scenario, drill_options());
  REQUIRE(report.mends.size() == 1);
  CHECK(report.mends[0].text == "decision in 1 m (never)");
  // A decision in a minute comes too late for a loss of a minute.
  scenario.drill.lasts = {{ComponentId(1), Duration::whole_seconds(60)}};
  scenario.drill.never_served = 0;
  report = drill(scenario, drill_options());
  REQUIRE(report.mends.size() == 1);
  CHECK(report.mends[0].text.empty());
  INFO(mend_text(report, report.mends[0]));
  CHECK(has(mend_text(report, report.mends[0]), "the one change that was tried surely saves nobody"));
}

TEST_CASE("mend: at most three faults, the worst of each component") {
  std::vector<DrillRow> rows(6);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].component = ComponentId(i == 1 ? 0 : i);
    rows[i].tolerated = i == 2 ? Tolerated::undecided : Tolerated::broken;
  }
  CHECK(worth_mending(rows) == std::vector<std::size_t>{0, 3, 4});
  CHECK(worth_mending({}).empty());
}

TEST_CASE("mend: the changes suit the component") {
  Scenario scenario = two_platforms(2);
  const std::string standby = "a standby that is promoted in 30 s";
  const std::string glass = "break-glass sign-in for all agents";
  using Texts = std::vector<std::string>;
  CHECK(texts(scenario, row_at(scenario, 2), {}) == Texts{standby});
  CHECK(texts(scenario, row_at(scenario, 1), {0}) == Texts{"failback 15 m after repair (never)",
                                                           "100% of agents with a login on new (0%)",
                                                           "decision in 1 m (10 m)"});
  CHECK(texts(scenario, row_at(scenario, 2, FaultMode::slow), {}).empty());
  // Shared by both platforms: a standby even where something fails over.
  EstateSpec& estate = scenario.estate;
  estate.failovers[0].watches = ComponentId(0);
  CHECK(texts(scenario, row_at(scenario, 0), {0}).back() == standby);
  estate.components[0].standby = ComponentId(2);
  CHECK(texts(scenario, row_at(scenario, 0), {0}).back() == "decision in 1 m (10 m)");
  estate.components[0].when_down.agents = AgentFate::no_sign_in;
  CHECK(texts(scenario, row_at(scenario, 0), {0}).back() == glass);
  // Two failovers that act are told apart.
  estate.failovers.push_back(estate.failovers[0]);
  estate.failovers[1].name = "the other";
  const Texts both = texts(scenario, row_at(scenario, 0), {0, 1});
  CHECK(both.size() == 3 + 3 + 1);
  CHECK(both[3] == "the other: failback 15 m after repair (never)");
}

TEST_CASE("mend: a standby stands for it, and a break-glass sign-in needs no sign-on") {
  Scenario scenario = two_platforms(2);
  EstateSpec& estate = scenario.estate;
  estate.components[0].when_down.agents = AgentFate::signed_out;
  estate.sign_in.resize(2);
  estate.sign_in[1].server = ComponentId(0);
  estate.failovers[0].agents.sign_in.server = ComponentId(2);
  NeedSpec need;
  need.who = ComponentId(1);
  need.needs = ComponentId(0);
  need.hard = false;
  need.effect.agents = AgentFate::no_sign_in;
  estate.needs = {need};
  const DrillTolerance tolerance;
  const std::vector<CostDay> twins;
  const MendQuestion question{scenario, scenario.centre, estate, at_minute(120), tolerance, twins};
  const auto changes = mend_changes(question, row_at(scenario, 0), {});
  REQUIRE(changes.size() == 2);
  const EstateSpec& standby = changes[0].estate;
  REQUIRE(standby.components.size() == 5);
  CHECK(standby.components[4].name == "sso standby");
  CHECK(standby.components[0].standby == ComponentId(4));
  CHECK(standby.components[0].promotion == Duration::whole_seconds(30));
  CHECK(standby.faults.back().targets == std::vector<ComponentId>{ComponentId(0)});
  CHECK(changes[0].centre.events.back().name == "sso down");
  const EstateSpec& glass = changes[1].estate;
  CHECK(glass.components[0].when_down.agents == AgentFate::stay);
  CHECK(glass.needs[0].effect.agents == AgentFate::stay);
  CHECK(glass.sign_in[1].server.is_none());
  CHECK(glass.failovers[0].agents.sign_in.server == ComponentId(2));
  CHECK(glass.components[0].when_down.calls == estate.components[0].when_down.calls);
}
