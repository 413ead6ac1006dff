#include "analysis/incident.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "analysis/incident_causes.hpp"
#include "analysis/incident_words.hpp"
#include "analysis/staging.hpp"
#include "analysis/variant.hpp"
#include "models/platform/impact.hpp"
#include "tests/analysis/estates.hpp"

using namespace switchover;
using namespace switchover::estates;

namespace {
constexpr double endless = std::numeric_limits<double>::infinity();

Scenario scenario_with(const CentreSpec& spec) {
  Scenario scenario = centres::scenario_of(spec, 40);
  scenario.estate = estate();
  return scenario;
}

// Rehearses by hand: the loss of dc1 where the spec still has it.
CentreSpec stage_by_hand(const CentreSpec& spec, const EstateSpec& on) {
  CentreSpec result = spec;
  result.staged = nullptr;
  const bool lost = std::any_of(spec.events.begin(), spec.events.end(),
                                [](const EventSpec& event) { return event.name == "dc1-loss"; });
  if (!lost) return result;
  WrittenLimits none;
  none.value.fill(endless);
  auto timelines = std::make_shared<StagedTimelines>();
  timelines->of.push_back(timeline_of(on, story_on(on), {none, none}));
  result.staged = std::move(timelines);
  return result;
}

// A panel of asks() in which nothing happens: every figure is nil.
Panel nothing_happens(const IncidentTeller& teller, std::size_t runs) {
  return Panel(teller.asks().size(), std::vector<Figure>(runs, Figure::number(0)));
}
const IncidentMoment& moment(const Incident& incident, const std::string& name) {
  for (const IncidentMoment& m : incident.times) {
    if (m.name == name) return m;
  }
  FAIL("no moment " << name);
  return incident.times.front();
}
const IncidentLever& lever(const Incident& incident, IncidentLever::Kind kind) {
  for (const IncidentLever& row : incident.levers) {
    if (row.kind == kind) return row;
  }
  FAIL("no such lever");
  return incident.levers.front();
}
}  // namespace

TEST_CASE("The time line in clock times, p50 and p95 over replications") {
  const CentreSpec spec = centre();
  const Scenario scenario = scenario_with(spec);
  std::vector<Story> stories;
  for (int k = 0; k < 20; ++k)
    stories.push_back(loss_of_dc1(5 + k * 0.5));  // decided after 5 to 14.5 minutes
  const IncidentTeller teller(scenario, spec, stories);
  REQUIRE(teller.any());
  const Panel quiet = nothing_happens(teller, 20);
  const Incident incident = teller.tell(quiet, quiet);
  CHECK(incident.component == "old.dc1");
  CHECK(incident.fault == "dc1-loss");
  CHECK(incident.from == "old");
  CHECK(incident.to == "new");
  CHECK(incident.dated);
  CHECK(incident.refuses);
  CHECK(incident.agents_leave);
  CHECK(incident.happens == 20);
  CHECK(moment(incident, "fault").label == "old.dc1 lost");
  CHECK(moment(incident, "fault").p50 == "09:00");
  CHECK(moment(incident, "detected").p50 == "09:02");
  CHECK(moment(incident, "detected").label == "detected (typed)");
  CHECK(moment(incident, "decided").after_p50_s == (2 + 9.5) * 60);
  CHECK(moment(incident, "accepted").after_p95_s == (2 + 14 + 1) * 60);
  CHECK(moment(incident, "accepted").p95 == "09:17");
  CHECK(moment(incident, "healthy").p50 == "10:00");
  CHECK(moment(incident, "failback_ends").p50 == "11:31");
  CHECK(moment(incident, "failback_ends").happens == 20);
  CHECK(incident.rto_calls.value == (2 + 9.5 + 1) * 60);
  CHECK(incident.rto_calls_p95.value == (2 + 14 + 1) * 60);
  CHECK(incident.rpo.value == 480.0);
  // The panel says that the service level was never away: but nobody got in until the calls were redirected.
  CHECK(incident.rto_service.value == incident.rto_calls.value);
  CHECK(moment(incident, "restored").p50 == moment(incident, "accepted").p50);
}

TEST_CASE("Service is back later than in the twin, or never on some days") {
  const CentreSpec spec = centre();
  const Scenario scenario = scenario_with(spec);
  const IncidentTeller teller(scenario, spec, {loss_of_dc1()});
  Panel day = nothing_happens(teller, 10);
  Panel twin = day;
  for (std::size_t r = 0; r < 10; ++r) {
    day[0][r] = Figure::number(r < 3 ? endless : 3600);
    twin[0][r] = Figure::number(900);
  }
  const Incident incident = teller.tell(day, twin);
  CHECK(incident.rto_service.value == 2700.0);
  CHECK(incident.rto_service_p95.value == endless);
  CHECK(incident.restored == 7);
  CHECK(moment(incident, "restored").p50 == "09:45");  // as the recovery time says: the twin's 15 m are off
  CHECK(moment(incident, "restored").p95 == "never");
  CHECK(moment(incident, "restored").happens == 7);
  CHECK(moment(incident, "restored").of == 10);
  CHECK(incident_sentence(incident) == "NEW takes calls again after 13 m; SERVICE is back after 45 m.");
}

TEST_CASE("The backlog is cleared when hardly more wait than in the twin, twice in a row") {
  const CentreSpec spec = centre();  // intervals of 15 minutes; lost at 09:00, calls get in from 09:13 on
  const Scenario scenario = scenario_with(spec);
  const IncidentTeller teller(scenario, spec, {loss_of_dc1()});
  const Panel quiet = nothing_happens(teller, 1);
  const std::size_t first = quiet.size() - interval_count(spec);  // who waits is asked last
  const auto told = [&](const std::vector<double>& here, double in_twin) {
    Panel day = quiet, twin = quiet;
    for (std::size_t i = 0; i < interval_count(spec); ++i) {
      day[first + i][0] = Figure::number(i < here.size() ? here[i] : 0);
      twin[first + i][0] = Figure::number(in_twin);
    }
    return moment(teller.tell(day, twin), "backlog");
  };
  // 08:00 08:15 08:30 08:45 09:00 09:15 09:30 09:45 10:00 10:15
  const IncidentMoment cleared = told({0, 0, 0, 0, 30, 90, 11.9, 12.1, 12.0, 12.0}, 10);
  CHECK(cleared.label == "backlog cleared");
  CHECK(cleared.p50_s == 7200.0);  // 09:30 is one good quarter alone; 10:00 waits as many as 110 % and one
  CHECK(cleared.p50 == "10:00");
  CHECK(cleared.after_p50_s == 3600.0);
  CHECK(cleared.happens == 1);
  CHECK(told({0, 0, 0, 0, 90, 1, 1}, 0).p50 == "09:15");  // at once: the first quarter with calls let in
  CHECK(told({0, 0, 0, 0, 90, 1.1, 1}, 0).p50 == "09:30");
  const IncidentMoment never = told(std::vector<double>(interval_count(spec), 5), 3);
  CHECK(never.p50 == "never");
  CHECK(never.happens == 0);
  std::vector<double> late(interval_count(spec), 5);
  late.back() = 0;  // the last quarter has no next
  CHECK(told(late, 3).p50_s == (spec.length - spec.interval).in_seconds());
}

TEST_CASE(
    "The backlog is counted from the fault where nobody is refused, and stays where calls never get in") {
  const CentreSpec spec = centre();
  const Scenario scenario = scenario_with(spec);
  const Story slow{{of_component(StoryKind::fault_begins, 91, crm, 1, "crm-brownout"),
                    of_component(StoryKind::slow, 91, crm, 1, "crm-brownout"),
                    of_component(StoryKind::slow_ends, 110, crm, 1, "crm-brownout")}};
  const IncidentTeller open(scenario, spec, {slow});
  const Panel quiet = nothing_happens(open, 2);
  const Incident incident = open.tell(quiet, quiet);
  CHECK(moment(incident, "backlog").p50 == "09:45");  // 09:31 is within the quarter before
  CHECK((incident.times.end() - 2)->name == "backlog");
  CHECK(incident.times.back().name == "restored");
  Story shut = loss_of_dc1();
  std::erase_if(shut.events, [](const StoryEvent& e) {
    return e.kind == StoryKind::redirect || e.kind == StoryKind::up || e.kind == StoryKind::fault_ends;
  });
  const IncidentTeller closed(scenario, spec, {shut, Story{}});
  const Incident lost = closed.tell(nothing_happens(closed, 2), nothing_happens(closed, 2));
  CHECK(moment(lost, "accepted").p50 == "never");
  CHECK(moment(lost, "backlog").p50 == "never");
  CHECK(moment(lost, "backlog").of == 1);
}

TEST_CASE("Who takes the calls again is said: the standby, or the platform itself") {
  const CentreSpec spec = centre();
  const Scenario scenario = scenario_with(spec);
  Story mended = loss_of_dc1();  // works again after five minutes, before anybody redirected
  std::erase_if(mended.events, [](const StoryEvent& e) { return e.kind == StoryKind::redirect; });
  for (StoryEvent& event : mended.events) {
    if (event.kind == StoryKind::up) event.at = at_minute(65);
  }
  std::stable_sort(mended.events.begin(), mended.events.end(),
                   [](const StoryEvent& a, const StoryEvent& b) { return a.at < b.at; });
  const IncidentTeller itself(scenario, spec, {mended});
  const Incident incident = itself.tell(nothing_happens(itself, 3), nothing_happens(itself, 3));
  CHECK_FALSE(incident.elsewhere);
  CHECK(incident_sentence(incident) == "OLD takes all calls again after 5 m; SERVICE is back after 5 m.");
  const IncidentTeller standby(scenario, spec, {loss_of_dc1()});
  CHECK(standby.tell(nothing_happens(standby, 3), nothing_happens(standby, 3)).elsewhere);
}

TEST_CASE("A rule that never acts has no decision, no failback and no limits to tell of") {
  const CentreSpec spec = centre();
  const Scenario scenario = scenario_with(spec);
  Story unseen = loss_of_dc1();
  std::erase_if(unseen.events, [](const StoryEvent& e) {
    return e.rule >= 0 || (e.kind == StoryKind::agents_at && e.to == PlatformId(1));
  });
  const IncidentTeller teller(scenario, spec, {unseen});
  const Incident incident = teller.tell(nothing_happens(teller, 3), nothing_happens(teller, 3));
  CHECK(moment(incident, "detected").p50 == "never");
  for (const IncidentMoment& m : incident.times) CHECK((m.name != "decided" && m.name != "failback_ends"));
  CHECK(teller.limits({}, 3).empty());
}

TEST_CASE("What is over only after the scenario is told as the next day's") {
  const CentreSpec spec = centre();
  const Scenario scenario = scenario_with(spec);
  Story late = loss_of_dc1();
  std::erase_if(late.events, [](const StoryEvent& e) {
    return e.kind == StoryKind::failback_begins || e.kind == StoryKind::failback_ends;
  });
  for (StoryEvent& event : late.events) {
    if (event.kind == StoryKind::up || event.kind == StoryKind::fault_ends) event.at = at_minute(22 * 60);
  }
  std::stable_sort(late.events.begin(), late.events.end(),
                   [](const StoryEvent& a, const StoryEvent& b) { return a.at < b.at; });
  const IncidentTeller teller(scenario, spec, {late});
  const Incident incident = teller.tell(nothing_happens(teller, 3), nothing_happens(teller, 3));
  CHECK(moment(incident, "healthy").p50 == "06:00+1d");
}

TEST_CASE("Without a promise service is never told to be back") {
  const CentreSpec spec = centre();
  const Scenario scenario = scenario_with(spec);
  const IncidentTeller teller(scenario, spec, {loss_of_dc1()});
  Panel day = nothing_happens(teller, 5);
  for (Figure& figure : day[0]) figure = Figure::none();
  const Incident incident = teller.tell(day, day);
  CHECK_FALSE(incident.rto_service.value);
  for (const IncidentMoment& m : incident.times) CHECK(m.name != "restored");
  CHECK(incident_sentence(incident) == "NEW takes calls again after 13 m.");
}

TEST_CASE("A component that is slow and never down is told so, agents keep their places") {
  const CentreSpec spec = centre();
  const Scenario scenario = scenario_with(spec);
  const Story slow{{of_component(StoryKind::fault_begins, 90, crm, 1, "crm-brownout"),
                    of_component(StoryKind::slow, 90, crm, 1, "crm-brownout"),
                    of_component(StoryKind::slow_ends, 110, crm, 1, "crm-brownout")}};
  const IncidentTeller teller(scenario, spec, {slow});
  const Panel quiet = nothing_happens(teller, 3);
  const Incident incident = teller.tell(quiet, quiet);
  CHECK(moment(incident, "fault").label == "crm slow");
  CHECK(moment(incident, "healthy").p50 == "09:50");
  CHECK_FALSE(incident.agents_leave);
  CHECK_FALSE(incident.refuses);
  CHECK(incident.to.empty());
  CHECK(teller.limits({}, 3).empty());
}

TEST_CASE("A fault that strikes on some days at other times is told since it began") {
  const CentreSpec spec = centre();
  const Scenario scenario = scenario_with(spec);
  Story later = loss_of_dc1();
  for (StoryEvent& event : later.events) event.at = event.at + Duration::whole_seconds(1800);
  const IncidentTeller teller(scenario, spec, {loss_of_dc1(), Story{}, later, Story{}});
  const Panel quiet = nothing_happens(teller, 4);
  const Incident incident = teller.tell(quiet, quiet);
  CHECK_FALSE(incident.dated);
  CHECK(incident.happens == 2);
  CHECK(incident.runs == 4);
  CHECK(moment(incident, "accepted").after_p50_s == 13 * 60.0);
  CHECK(moment(incident, "accepted").after_p95_s == 13 * 60.0);
  CHECK(incident_sentence(incident).find("(Of the 2 of 4 days with dc1-loss.)") != std::string::npos);
  // What begins when the day is over is no part of it: here a microsecond before the end, and at the end.
  Story last = loss_of_dc1();
  Story over = last;
  const Duration shift = Time::after_start(spec.length) - at_minute(60);
  for (StoryEvent& event : last.events) event.at = event.at + (shift - Duration::microseconds(1));
  for (StoryEvent& event : over.events) event.at = event.at + shift;
  const IncidentTeller edge(scenario, spec, {last, over});
  CHECK(edge.tell(nothing_happens(edge, 2), nothing_happens(edge, 2)).happens == 1);
  CHECK_FALSE(IncidentTeller(scenario, spec, {Story{}}).any());
  CHECK(IncidentTeller(scenario, spec, {}).asks().empty());
}

TEST_CASE("Agents and sign-ins that the standby platform can take, beside its limits") {
  const CentreSpec spec = centre();
  const Scenario scenario = scenario_with(spec);
  const IncidentTeller teller(scenario, spec, {loss_of_dc1()});
  BindingRow trunks;
  trunks.kind = BindingKind::platform_limit;
  trunks.platform = "new";
  trunks.limit = LimitKind::trunks;
  trunks.limit_value = 60;
  trunks.peak_p95 = 48;
  trunks.minutes_full = 0;
  BindingRow elsewhere = trunks;
  elsewhere.platform = "old";
  const auto rows = teller.limits({elsewhere, trunks}, 40);
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].label == "agents signed in");
  CHECK(*rows[0].peak_p95 == Approx(12));  // 60 % of 20
  CHECK(*rows[0].limit == Approx(12));
  CHECK(*rows[0].minutes_full == Approx(211 - 79));
  CHECK(rows[0].note == "60.0% of 20 agents of old have a login on new");
  CHECK(rows[1].label == "sign-ins a minute");
  CHECK(*rows[1].peak_p95 == Approx(4));  // three steps of a third of 12
  CHECK(*rows[1].limit == 6);
  CHECK(*rows[1].minutes_full == 0);
  CHECK(rows[2].label == "trunks");
  CHECK(rows[2].peak_p95 == 48.0);
}

TEST_CASE("Levers are those that apply, each a change of one thing") {
  const CentreSpec spec = centre();
  const EstateSpec on = estate();
  const IncidentSubject subject{ComponentId(dc1), 0, PlatformId(0), PlatformId(1), "dc1-loss"};
  const auto all = lever_changes(spec, on, subject, "11:30");
  REQUIRE(all.size() == 5);
  CHECK(all[0].text == "failback 15 m after repair in place of 11:30");
  CHECK(all[0].estate.failovers[0].failback.when == FailbackSpec::When::after_repair);
  CHECK(all[0].estate.failovers[0].failback.after.mean() == 900);
  CHECK(all[0].spec == spec);
  CHECK(all[1].text == "100% of agents with a login on new (60%)");
  CHECK(all[1].estate.failovers[0].agents.dual_enabled == 1);
  CHECK(all[2].text == "decision in 1 m (10 m)");
  CHECK(all[2].estate.failovers[0].decide.mean() == 60);
  CHECK(all[3].text == "sign-in twice as fast (6 a minute)");
  CHECK(all[3].estate.failovers[0].agents.sign_in.per_minute == 12);
  CHECK(all[4].text == "nobody redials");
  CHECK(all[4].spec.queues[0].callers.after_failure.probability == 0);
  CHECK(all[4].estate == on);

  EstateSpec perfect = on;
  FailoverSpec& rule = perfect.failovers[0];
  rule.decide = Distribution();
  rule.agents.dual_enabled = 1;
  rule.agents.sign_in.per_minute = 0;
  rule.failback.when = FailbackSpec::When::after_repair;
  rule.failback.after = Distribution::deterministic(900);
  CentreSpec patient = spec;
  patient.queues[0].callers = {};
  CHECK(lever_changes(patient, perfect, subject, "").empty());
  const IncidentSubject no_rule{ComponentId(crm), -1, PlatformId(0), PlatformId::none(), "crm-brownout"};
  CHECK(lever_changes(patient, on, no_rule, "").empty());
}

TEST_CASE("What each fault costs and each lever saves, by paired runs of the same callers") {
  const CentreSpec spec = centre();
  RunCost cost;
  Workshop workshop;
  workshop.seed = 3;
  workshop.workers = 2;
  const SideRuns side{workshop, cost, 12};
  const IncidentSubject subject{ComponentId(dc1), 0, PlatformId(0), PlatformId(1), "dc1-loss"};
  Incident incident;
  incident.limits = {{"agents signed in", 12, 12, 100, false, ""}, {"sign-ins a minute", 4, 6, 0, false, ""}};
  incident.agents_leave = true;
  explain_incident(spec, estate(), stage_by_hand, subject, "11:30", side, incident);
  CHECK(incident.side_runs == 12);

  REQUIRE(incident.losses.size() == 3);
  CHECK(incident.losses[0].fault == "dc1-loss");
  CHECK(incident.losses[1].fault == "crm-brownout");
  CHECK(incident.losses[2].fault == "all faults");
  // The crm's slowness is not in these stories: it costs nothing, and dc1 costs all of it.
  CHECK(*incident.losses[1].never_served.value == 0);
  CHECK(*incident.losses[0].never_served.value == *incident.losses[2].never_served.value);
  CHECK(*incident.losses[0].failed.value > 40);  // 13 minutes of 5 calls a minute, and their redials
  CHECK(incident.losses[0].failed.range->low > 0);
  CHECK(*incident.losses[0].talk.value > 5);  // 15 Erlang were talking
  CHECK(*incident.losses[0].blocked.value == Approx(0).margin(1));

  const double lost = *incident.losses[2].never_served.value;
  for (const IncidentLever& row : incident.levers) {
    CAPTURE(row.text);
    if (row.kind != IncidentLever::Kind::redials) CHECK(*row.left.value + *row.saved.value == Approx(lost));
  }
  CHECK(*lever(incident, IncidentLever::Kind::failback).saved.value > 0);
  CHECK(lever(incident, IncidentLever::Kind::failback).effect == IncidentLever::Effect::helps);
  CHECK(lever(incident, IncidentLever::Kind::dual_enabled).effect == IncidentLever::Effect::helps);
  CHECK(lever(incident, IncidentLever::Kind::sign_in).effect ==
        IncidentLever::Effect::none);  // not in the story
  CHECK(*lever(incident, IncidentLever::Kind::redials).fewer_attempts.value > 20);
  const IncidentLever& both = lever(incident, IncidentLever::Kind::together);
  CHECK(*both.saved.value > *lever(incident, IncidentLever::Kind::failback).saved.value);
  for (std::size_t k = 1; k < incident.levers.size(); ++k) {
    CHECK(*incident.levers[k - 1].saved.value >= *incident.levers[k].saved.value);
  }
  CHECK(incident.limits[0].binding);
  CHECK_FALSE(incident.limits[1].binding);

  Incident seated;  // nobody loses a place: signing in faster is no answer
  explain_incident(spec, estate(), stage_by_hand, subject, "11:30", {workshop, cost, 2}, seated);
  CHECK(seated.levers.size() == incident.levers.size() - 1);
  for (const IncidentLever& row : seated.levers) CHECK(row.kind != IncidentLever::Kind::sign_in);
}

TEST_CASE("The whole of it from the engine: people lost, dialling again, the worst platform") {
  const CentreSpec spec = centre();
  const Scenario scenario = scenario_with(spec);
  const IncidentTeller teller(scenario, spec, {story_on(estate())});
  RunCost cost;
  Workshop workshop;
  workshop.seed = 3;
  workshop.workers = 2;
  workshop.stage = [](const CentreSpec& s) { return stage_by_hand(s, estate()); };
  const SideRuns side{workshop, cost, 20};
  const Panel day = run_panel(spec, teller.asks(), side, "day");
  const Panel twin = run_panel(twin_of(spec), teller.asks(), side, "twin");
  const Incident incident = teller.tell(day, twin);
  CHECK(incident.never_served.range->low > 0);
  CHECK(*incident.share_of_people > 0.02);
  CHECK(*incident.after_healthy.value > 0);  // 40 % of the agents sit at home until 11:30
  CHECK(*incident.after_healthy.value < *incident.never_served.value);
  CHECK(incident.storm.clock == "09:00");
  CHECK(*incident.storm.factor > 1.2);
  CHECK(*incident.storm.day == Approx(*incident.storm.twin * *incident.storm.factor));
  CHECK(*incident.storm.more > 0);
  CHECK(incident.worst_platform == "new");
  CHECK(*incident.worst_level < *incident.blended_level);
  CHECK_FALSE(incident.worst_twin);  // no call of the twin goes there
  CHECK(*incident.rto_service.value >= 13 * 60);
  CHECK(moment(incident, "backlog").after_p50_s > moment(incident, "accepted").after_p50_s);
  CHECK(incident_answer(incident).find("when old.dc1 is healthy again") != std::string::npos);
}

TEST_CASE("An incident in words: nothing lost, no standby, calls that are never refused") {
  Incident incident;
  incident.happens = incident.runs = 5;
  incident.component = "crm";
  incident.rto_service = {0.0, std::nullopt, 0.95, 5};
  CHECK(incident_sentence(incident) == "New calls get in all the time; SERVICE keeps its promise.");
  incident.rto_service_p95 = {1800.0, std::nullopt, 0.95, 5};
  CHECK(incident_sentence(incident) ==
        "New calls get in all the time; SERVICE keeps its promise on most days.");
  incident.refuses = true;
  incident.rto_calls = {600.0, std::nullopt, 0.95, 5};
  incident.rto_service = {endless, std::nullopt, 0.95, 5};
  CHECK(incident_sentence(incident) ==
        "NEW CALLS are taken again after 10 m; SERVICE is not back before the day ends.");
  incident.to = "new";
  incident.rto_calls.value = endless;
  CHECK(incident_sentence(incident).find("New calls are never all taken again that day") == 0);
  CHECK(incident_answer(incident).empty());
  incident.never_served = {0.4, Range{-1, 2}, 0.95, 5};
  CHECK(incident_answer(incident) == "No more people are lost than on the same day without the faults.");
  incident.never_served = {472.0, Range{-295, 1239}, 0.95, 6};  // too few days are no proof of no loss
  CHECK(incident_answer(incident) ==
        "472 people never get through because of the faults on average, give or take 767: these runs cannot "
        "tell it from none.");
  incident.never_served = {1874.0, std::nullopt, 0.95, 1};
  CHECK(incident_answer(incident) ==
        "1,874 people never get through because of the faults, on one day: more runs tell how it varies.");
  incident.never_served = {1234.0, Range{1200, 1268}, 0.95, 5};
  incident.share_of_people = 0.25;
  IncidentLever fault;
  fault.kind = IncidentLever::Kind::fault;
  fault.effect = IncidentLever::Effect::helps;
  fault.text = "no dc1-loss";
  fault.saved.value = 1200;
  IncidentLever late = fault;
  late.kind = IncidentLever::Kind::failback;
  late.text = "failback 15 m after repair (never)";
  late.saved.value = 800;
  incident.levers = {fault, late};
  CHECK(incident_answer(incident) ==
        "1,234 people never get through because of the faults (25.0% of the day). Most is saved by: failback "
        "15 m "
        "after repair (never) (800 people fewer).");
}

TEST_CASE("Promises after the incident's sentence") {
  PromiseRow kept;
  kept.judgement.verdict = Verdict::pass;
  PromiseRow broken;
  broken.judgement.verdict = Verdict::fail;
  PromiseRow open;
  open.judgement.verdict = Verdict::undecided;
  PromiseRow warning = broken;
  warning.must = false;
  CHECK(promises_kept({warning}).empty());
  CHECK(promises_kept({kept, warning}) == " The promise is kept.");
  CHECK(promises_kept({kept, kept}) == " All 2 promises are kept.");
  CHECK(promises_kept({kept, broken, open}) == " 1 of 3 promises fails.");
  CHECK(promises_kept({kept, open}) == " The runs cannot tell yet about 1 of 2 promises.");
}

TEST_CASE("Detection is told rule by rule, by the way it comes about") {
  EstateSpec on = estate();
  on.failovers.push_back(on.failovers[0]);  // the same words twice are said once
  FailoverSpec beats = on.failovers[0];
  beats.watches = ComponentId(crm);
  beats.detection = Detection::heartbeats;
  beats.heartbeat.from_site = "north";
  on.failovers.push_back(beats);
  beats.detection = Detection::monitoring;
  beats.detect = Distribution::uniform(60, 300);
  on.failovers.push_back(beats);
  const auto lines = detection_lines(on);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "old.dc1: typed (2 m), not simulated");
  CHECK(lines[1] == "crm: simulated heartbeats, every 10 s, 3 missed, 1 s to answer, watched from north");
  CHECK(lines[2] == "crm: monitoring (60 s to 5 m), blind while reporting is down");
}
