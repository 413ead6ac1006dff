// What a run's page answers first: few words, how sure they are, and nothing that is not known.
#include <catch2/catch.hpp>

#include "analysis/report/report_json.hpp"
#include "analysis/report/report_text.hpp"
#include "tests/report/run_pages.hpp"

using namespace switchover;
using namespace switchover::test;

TEST_CASE("every answer of a run can be understood by itself", "[page]") {
  const Json page = page_of(test::sample_report("billing"));
  CHECK(answer_of(page, "back").is_null());  // nothing failed
  const Json binding = answer_of(page, "binding");
  CHECK(binding["text"] == "Billing agents, 08:45-12:15");
  CHECK(binding["detail"] == "Billing agents all busy 96% of the time.");
  CHECK(answer_of(page, "fix")["text"] == "+32 billing");
  CHECK(answer_of(page, "fix")["detail"] == "GBP 5,515 a day. Keeps 1 of 1 must.");
  CHECK(answer_of(page, "fix")["tone"] == "pass");
  CHECK(answer_of(page, "flip")["text"] == "Patience, above 7 m: YES");
  CHECK(answer_of(page, "flip")["detail"] ==
        "1 of 1 assumptions that were varied, each alone over its range.");
  CHECK(answer_of(page, "flip")["tone"] == "warn");
}

TEST_CASE("people lost are told beside the twin, with how sure it is", "[page]") {
  ReportModel report = test::sample_report("billing");
  report.headline.push_back(people_row(Metric::never_served, 8, 1966, known(1958, 1850, 2066)));
  report.headline.push_back(people_row(Metric::people, 26200, 26213, known(13, 1, 25)));
  Json lost = answer_of(page_of(report), "lost");
  CHECK(lost["text"] == "1,958 people more than without events");
  CHECK(lost["detail"] == "95% range 1,850 - 2,066. 1,966 in all, 7.5% of those who dial.");
  CHECK(lost["tone"] == "warn");
  HeadlineRow& row = *(report.headline.end() - 2);
  row.impact = known(3, -9, 15);
  lost = answer_of(page_of(report), "lost");
  CHECK(lost["text"] == "3 people more than without events");
  CHECK(std::string(lost["detail"]).starts_with("95% range -9 - 15: these runs cannot tell it from none. "));
  CHECK(lost["tone"] == "undecided");
  row.impact = known(0.3, -9, 15);
  CHECK(answer_of(page_of(report), "lost")["text"] == "No more people than without events");
  CHECK(answer_of(page_of(report), "lost")["tone"] == "pass");
  row.impact = known(-12, -20, -4);
  CHECK(answer_of(page_of(report), "lost")["text"] == "12 people fewer than without events");
  report.promises.front().metric = "never_served_rate";  // a promise about them decides the tone
  CHECK(answer_of(page_of(report), "lost")["tone"] == "fail");
  report.has_twin = false;
  CHECK(answer_of(page_of(report), "lost")["text"] == "1,966 people, 7.5% of those who dial");
  report.headline.clear();
  CHECK(answer_of(page_of(report), "lost").is_null());
}

TEST_CASE("an incident says who is lost because of it and when service was back", "[page]") {
  const Json page = page_of(incident_report());
  const Json lost = answer_of(page, "lost");
  CHECK(lost["text"] == "6,350 people because of the faults");
  CHECK(
      lost["detail"] ==
      "95% range 6,230 - 6,470; 3,320 of them first dial when old.dc1 is healthy again. 6,358 in all, 29.3% "
      "of those who dial.");
  CHECK(lost["link"] == "incident");
  const Json back = answer_of(page, "back");
  CHECK(back["text"] == "21:09, 10 h 54 m after the fault");
  CHECK(back["detail"] ==
        "On the median day; on 1 day in 20 not before the day ends. Not back on 10 of 80 days. New calls are "
        "accepted after 13 m (1 day in 20 more than 15 m 43 s).");
  CHECK(back["tone"] == "warn");
  ReportModel report = incident_report();
  report.incident->rto_service = known(never, 1, never);
  CHECK(answer_of(page_of(report), "back")["text"] == "Not on this day");
  CHECK(answer_of(page_of(report), "back")["tone"] == "fail");
  report.incident->rto_service = known(0, 0, 0);
  CHECK(answer_of(page_of(report), "back")["text"] == "It kept its promise on most days");
  report.incident->rto_service_p95 = known(0, 0, 0);
  CHECK(answer_of(page_of(report), "back")["text"] == "It kept its promise all the time");
  CHECK(answer_of(page_of(report), "back")["tone"] == "pass");
  report.incident->rto_service = report.incident->rto_service_p95 = known(7200, 7100, 7300);
  report.incident->dated = false;
  report.incident->restored = 80;
  report.incident->refuses = false;
  CHECK(answer_of(page_of(report), "back")["text"] == "2 h after the fault");
  CHECK(answer_of(page_of(report), "back")["detail"] ==
        "On the median day; on 19 days in 20 no later. New calls get in all the time.");
  report.incident->happens = 0;  // no day had the fault: there is nothing to come back from
  CHECK(answer_of(page_of(report), "back").is_null());
}

TEST_CASE("what the other platform lacked stands with what was binding, once", "[page]") {
  ReportModel report = incident_report();
  BindingRow trunks = report.binding.front();
  trunks.label = "trunks of new";
  report.binding.push_back(trunks);
  const Json binding = answer_of(page_of(report), "binding");
  CHECK(binding["text"] == "Billing agents and trunks of new, 08:45-12:15");
  CHECK(
      binding["detail"] ==
      "Billing agents all busy 96% of the time. On new, agents signed in: at most 197 (60% of 328 agents of "
      "old have a login on new).");
}

TEST_CASE("what binds in the same hours is one answer, the others stand beside it", "[page]") {
  ReportModel report = test::sample_report("billing");
  const auto add = [&](const char* label, const char* from) {
    BindingRow row = report.binding.front();
    row.label = label;
    row.from = from;
    report.binding.push_back(row);
  };
  add("support agents", "08:45");
  CHECK(answer_of(page_of(report), "binding")["text"] == "Billing and support agents, 08:45-12:15");
  add("sales agents", "09:00");
  add("a group with quite a long name agents", "08:45");
  const Json binding = answer_of(page_of(report), "binding");
  CHECK(binding["text"] == "Billing and support agents, 08:45-12:15");
  CHECK(binding["detail"] ==
        "Billing agents all busy 96% of the time. Also sales agents, 09:00-12:15; a group with quite a long "
        "name agents, 08:45-12:15.");
  add("d agents", "09:00");
  add("e agents", "09:00");
  CHECK(std::string(answer_of(page_of(report), "binding")["detail"])
            .ends_with("d agents, 09:00-12:15; and 1 more."));
  for (BindingRow& row : report.binding) row.binding = false;
  CHECK(answer_of(page_of(report), "binding")["text"] == "Nothing");
  report.binding.front().unsure = report.binding.front().checked_without = true;
  CHECK(answer_of(page_of(report), "binding")["text"] == "These runs cannot tell");
  CHECK(answer_of(page_of(report), "binding")["tone"] == "undecided");
}

TEST_CASE("what binds on several days is told with its days, in terminal and page alike", "[page]") {
  ReportModel report = test::sample_report("billing");
  report.binding.front().from = "Mon 08:45";
  report.binding.front().to = "Fri 12:15";
  report.binding.front().when = "08:45-12:15 on 3 of 5 days";
  const std::string told = "08:45-12:15 on 3 of 5 days";
  CHECK(answer_of(page_of(report), "binding")["text"] == "Billing agents, " + told);
  const std::string text = verdict_text(report, {});
  CHECK(text.find(told + ": billing agents all busy 96% of the time") != std::string::npos);
  CHECK(text.find("Fri") == std::string::npos);
  CHECK(Json::parse(summary_json(report))["binding"][0]["when"] == told);
  CHECK(page_of(report)["pictures"]["limits"][0]["when"] == told);
}

TEST_CASE("where every promise is kept nothing among the answers warns", "[page]") {
  ReportModel report = test::sample_report("billing");
  report.word = ReportModel::Word::yes;
  report.promises.clear();
  report.fix.reset();
  report.flips.clear();
  report.headline.push_back(people_row(Metric::never_served, 8, 1966, known(1958, 1850, 2066)));
  report.binding.front().binding = false;
  const Json page = page_of(report);
  CHECK(answer_of(page, "lost")["tone"] == "pass");
  CHECK(answer_of(page, "binding")["text"] == "Nothing");
  CHECK(answer_of(page, "binding")["tone"] == "pass");
  CHECK(answer_of(page, "fix")["text"] == "Nothing to mend");
  CHECK(answer_of(page, "fix")["tone"] == "pass");
  CHECK(answer_of(page, "flip")["tone"] == "none");
}

TEST_CASE("answers begin with a capital or a figure and can be read at a glance", "[page]") {
  ReportModel yes = test::sample_report("billing");
  yes.word = ReportModel::Word::yes;
  yes.fix.reset();
  yes.flips.clear();
  for (const ReportModel& report : {incident_report(), test::sample_report("billing"), yes}) {
    const Json page = page_of(report);
    REQUIRE(page["answers"].size() >= 3);
    for (const Json& answer : page["answers"]) {
      const std::string text = answer["text"], detail = answer["detail"];
      CAPTURE(text, detail);
      CHECK(text.size() <= 45);
      CHECK_FALSE((text[0] >= 'a' && text[0] <= 'z'));
      if (!detail.empty()) CHECK(detail.back() == '.');
      if (!detail.empty()) CHECK_FALSE((detail[0] >= 'a' && detail[0] <= 'z'));
    }
  }
}

TEST_CASE("what was not looked for says so", "[page]") {
  ReportModel report = test::sample_report("billing");
  report.fix.reset();
  report.flips.clear();
  Json page = page_of(report);
  CHECK(answer_of(page, "fix")["text"] == "No levers are listed");
  CHECK(answer_of(page, "flip")["text"] == "Not looked for");
  CHECK(answer_of(page, "flip")["detail"] == "Run again with --flip.");
  CHECK(answer_of(page, "flip")["link"] == "assumptions");
  report.has_levers = true;
  CHECK(answer_of(page_of(report), "fix")["text"] == "Not looked for");
  CHECK(answer_of(page_of(report), "fix")["detail"] == "Run again without --no-fix.");
  report.word = ReportModel::Word::yes;
  CHECK(answer_of(page_of(report), "fix")["text"] == "Nothing to mend");
  report.sought_flips = true;
  CHECK(answer_of(page_of(report), "flip")["text"] == "Nothing to doubt");
}

TEST_CASE("a fix that was not found names the nearest, flips that turn nothing are counted", "[page]") {
  ReportModel report = test::sample_report("billing");
  report.fix->found = false;
  report.fix->trials.front().verdict = Verdict::fail;
  report.fix->trials.front().kept = 0;
  report.fix->trials.front().missed = {"mean asa[billing] <= 30s over day: found 41 s"};
  report.flips.front().flips_at.reset();
  const Json page = page_of(report);
  CHECK(answer_of(page, "fix")["text"] == "Nothing among the levers");
  CHECK(answer_of(page, "fix")["detail"] ==
        "Nearest: +32 billing; GBP 5,515 a day. Keeps 0 of 1 must; misses mean asa[billing] <= 30s over "
        "day: found 41 s.");
  CHECK(answer_of(page, "fix")["tone"] == "fail");
  FixTrial& first = report.fix->trials.front();
  first.judgements.resize(3);
  first.parts = {"dc1 to new: decision at once, was 10 m", "100% of agents with a login on new, was 60%"};
  first.missed.emplace_back("mean abandon_rate <= 2% over day: found 3%");
  first.tightest = first.missed.front();
  CHECK(answer_of(page_of(report), "fix")["detail"] ==
        "Nearest: dc1 to new: decision at once, 100% of agents with a login on new; GBP 5,515 a day. Keeps 0 "
        "of 3 "
        "musts; furthest off: mean asa[billing] <= 30s over day: found 41 s.");
  CHECK(answer_of(page, "flip")["text"] == "Not the one that was varied");
  CHECK(answer_of(page, "flip")["tone"] == "pass");
}

TEST_CASE("a fix is told by its levers in few words, what they were before stands in the table", "[page]") {
  ReportModel report = test::sample_report("billing");
  FixTrial& first = report.fix->trials.front();
  first.parts = {"+22 billing, 08:30-13:00", "+40 trunks on old (380 -> 420)"};
  CHECK(answer_of(page_of(report), "fix")["text"] == "+22 billing 08:30-13:00, +40 trunks on old");
  first.parts = {"dc1 to new: decision at once, was 10 m", "100% of agents with a login on new, was 60%"};
  CHECK(answer_of(page_of(report), "fix")["text"] ==
        "dc1 to new: decision at once, 100% of agents with a login on new");
  first.cost.reset();
  CHECK(answer_of(page_of(report), "fix")["detail"] == "No price is said for it. Keeps 1 of 1 must.");
}

TEST_CASE("the assumption that is sure to flip the verdict is told before those that may", "[page]") {
  ReportModel report = test::sample_report("billing");
  FlipRow unsure = report.flips.front();
  unsure.label = "AHT of billing";
  unsure.text = "unsure from 5 m 20 s";
  unsure.verdict_beyond = Verdict::undecided;
  report.flips.insert(report.flips.begin(), unsure);
  const Json flip = answer_of(page_of(report), "flip");
  CHECK(flip["text"] == "Patience, above 7 m: YES");
  CHECK(flip["detail"] ==
        "Also AHT of billing, unsure from 5 m 20 s. 2 of 2 assumptions that were varied, each alone over its "
        "range.");
}
