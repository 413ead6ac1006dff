#include "models/platform/timeline.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "models/centre/spec.hpp"
#include "sim/random_stream.hpp"
#include "tests/sim/child.hpp"

using namespace switchover;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
const std::vector<std::string> names{"old", "new, cloud"};

PlatformChange change(std::int64_t at_us, std::size_t platform, ChangeKind kind, double value) {
  PlatformChange c;
  c.at = Time::microseconds(at_us);
  c.platform = PlatformId(platform);
  c.kind = kind;
  c.value = value;
  return c;
}

PlatformTimeline read_back(const PlatformTimeline& timeline) {
  auto read = timeline_from_csv(to_csv(timeline, names), "story.csv", names);
  if (!read.ok()) FAIL(to_string(read.problems().front()));
  return read.value();
}

// Every problem of the text, one a line.
std::string problems_of(const std::string& text) {
  const auto read = timeline_from_csv(text, "story.csv", {"old", "new"});
  if (read.ok()) return "none";
  std::string all;
  for (const Problem& problem : read.problems()) all += to_string(problem) + "\n";
  return all;
}

const std::string header = "at_s,platform,change,value,effect,share,delay_s,to,to_queue,group,cause\n";
// Columns may be left out: most lines of these tests have no group.
const std::string short_header = "at_s,platform,change,value,effect,share,delay_s,to,to_queue,cause\n";

}  // namespace

TEST_CASE("A timeline is written one change a line") {
  PlatformTimeline timeline;
  timeline.changes.push_back(change(36'900'000'000, 0, ChangeKind::accept, 0));
  timeline.changes.back().cause = "DC1 lost";
  timeline.changes.push_back(change(36'900'000'000, 0, ChangeKind::strike_talk, 0));
  timeline.changes.back().rule.effect = StageEffect::fail_to;
  timeline.changes.back().rule.share = 0.25;
  timeline.changes.back().rule.delay = Duration::seconds(1.5);
  timeline.changes.back().rule.to = PlatformId(1);
  timeline.changes.push_back(change(36'900'000'001, 1, ChangeKind::limit, infinity));
  timeline.changes.back().which = static_cast<int>(LimitKind::ivr_ports);
  timeline.changes.push_back(change(37'000'500'000, 1, ChangeKind::strike_queue, 0));
  timeline.changes.back().rule.effect = StageEffect::misroute;
  timeline.changes.back().rule.misroute_to = QueueId(2);
  CHECK(to_csv(timeline, names) == header +
                                       "36900,old,accept,0,,,,,,,DC1 lost\n"
                                       "36900,old,strike_talk,,fail_to,0.25,1.5,\"new, cloud\",,,\n"
                                       "36900.000001,\"new, cloud\",limit_ivr_ports,none,,,,,,,\n"
                                       "37000.5,\"new, cloud\",strike_queue,,misroute,1,,,3,,\n");
  CHECK(read_back(timeline) == timeline);
}

TEST_CASE("An empty timeline is a header, and reads back empty") {
  CHECK(to_csv({}, names) == header);
  CHECK(read_back({}) == PlatformTimeline{});
}

TEST_CASE("Limits are named in the order of LimitKind") {
  const std::vector<std::pair<LimitKind, std::string>> kinds{
      {LimitKind::trunks, "trunks"},       {LimitKind::calls_per_second, "calls_per_second"},
      {LimitKind::ivr_ports, "ivr_ports"}, {LimitKind::concurrent_calls, "concurrent_calls"},
      {LimitKind::queued, "queued"},       {LimitKind::logins, "logins"}};
  for (const auto& [kind, name] : kinds) {
    PlatformTimeline timeline;
    timeline.changes.push_back(change(1, 0, ChangeKind::limit, 120));
    timeline.changes.back().which = static_cast<int>(kind);
    CHECK(to_csv(timeline, names) == header + "0.000001,old,limit_" + name + ",120,,,,,,,\n");
    CHECK(read_back(timeline) == timeline);
  }
}

TEST_CASE("Who is moved, who signs in, who does not answer, and bridges are written and read") {
  PlatformTimeline timeline;
  timeline.changes.push_back(change(1'000'000, 0, ChangeKind::redirect, 0.5));
  timeline.changes.back().rule.to = PlatformId(1);
  timeline.changes.push_back(change(2'000'000, 0, ChangeKind::agents_at, 0));
  timeline.changes.back().rule = {StageEffect::drop, 1, {}, PlatformId(0), {}};
  timeline.changes.back().group = GroupId(2);
  timeline.changes.back().cause = "leeds";
  timeline.changes.push_back(change(3'000'000, 1, ChangeKind::sign_ins, infinity));
  timeline.changes.push_back(change(3'000'000, 1, ChangeKind::sign_ins, 40));
  timeline.changes.push_back(change(4'000'000, 0, ChangeKind::no_answer, 0.25));
  timeline.changes.push_back(change(5'000'000, 0, ChangeKind::bridge_ports, 12));
  timeline.changes.back().which = 1;
  CHECK(to_csv(timeline, {"old", "new"}) == header +
                                                "1,old,redirect,0.5,,,,new,,,\n"
                                                "2,old,agents_at,0,drop,,,old,,3,leeds\n"
                                                "3,new,sign_ins,none,,,,,,,\n"
                                                "3,new,sign_ins,40,,,,,,,\n"
                                                "4,old,no_answer,0.25,,,,,,,\n"
                                                "5,old,bridge_ports_2,12,,,,,,,\n");
  CHECK(read_back(timeline) == timeline);
}

TEST_CASE("Moves without a platform, odd fates, groups and bridges that cannot be are refused") {
  CHECK(
      problems_of(header + "1,old,redirect,1,,,,,,,\n"
                           "1,old,agents_at,1,,,,,,,\n"
                           "1,old,agents_at,0,requeue_at_back,,,old,,,\n"
                           "1,old,agents_at,1.5,,,,old,,0,\n"
                           "1,old,agents_at,1,,,,old,,65536,\n"
                           "1,old,no_answer,0.5,,,,,,1,\n"
                           "1,old,sign_ins,-1,,,,,,,\n"
                           "1,old,bridge_ports_0,1,,,,,,,\n"
                           "1,old,bridge_ports_1,,,,,,,,\n") ==
      "story.csv:2:21: redirect needs a platform; name it in the column \"to\"\n"
      "story.csv:3:22: agents_at needs a platform; name it in the column \"to\"\n"
      "story.csv:4:19: \"requeue_at_back\" is no fate of conversations; one of keep, drop, "
      "requeue_keep_place\n"
      "story.csv:5:17: \"1.5\" is no value for agents_at; write a share from 0 to 1, such as 0.25\n"
      "story.csv:5:29: \"0\" is no number of a group; count the groups of the scenario from 1\n"
      "story.csv:6:27: \"65536\" is no number of a group; count the groups of the scenario from 1\n"
      "story.csv:7:26: no_answer is for a platform, not for a group; leave it empty; only agents_at takes a "
      "group\n"
      "story.csv:8:16: \"-1\" is no value for sign_ins; write a number, 0 or more, or none\n"
      "story.csv:9:7: change \"bridge_ports_0\" is not known; did you mean \"bridge_ports_1\"?\n"
      "story.csv:10:22: bridge_ports_1 needs a value; write a number, 0 or more, or none\n");
}

TEST_CASE("The last queue and the last group that can be named read back") {
  const auto read = timeline_from_csv(
      "at_s,platform,change,value,effect,to,to_queue,group\n"
      "0,old,strike_queue,,misroute,,65535,\n"
      "0,old,agents_at,1,,old,,65535\n",
      "story.csv", {"old"});
  if (!read.ok()) FAIL(to_string(read.problems().front()));
  CHECK(read.value().changes[0].rule.misroute_to == QueueId(65'534));
  CHECK(read.value().changes[1].group == GroupId(65'534));
}

TEST_CASE("Timelines drawn at random read back exactly") {
  const std::vector<std::string> causes{"",           "DC1 lost",           "a, b",    "say \"no\"",
                                        "two\nlines", "cr\r\nlf",           " space ", "#1",
                                        "\"",         "caf\xc3\xa9 closed", "tab\tin", "\r"};
  RandomStream luck({.seed = 20});
  const auto below = [&](std::uint64_t n) { return static_cast<std::size_t>(luck() % n); };
  for (int round = 0; round < 200; ++round) {
    PlatformTimeline timeline;
    std::int64_t at_us = 0;
    for (std::size_t i = below(30); i > 0; --i) {
      at_us += luck() % 3 == 0 ? 0 : static_cast<std::int64_t>(luck() % 100'000'000'000);
      const auto kind = static_cast<ChangeKind>(below(16));
      double value = luck.uniform();
      if (kind == ChangeKind::serve) value = static_cast<double>(below(2));
      if (kind == ChangeKind::add_talk || kind == ChangeKind::add_wrap) value = 1e3 * luck.uniform();
      const bool endless =
          kind == ChangeKind::limit || kind == ChangeKind::sign_ins || kind == ChangeKind::bridge_ports;
      if (endless) value = below(3) == 0 ? infinity : 1e6 * luck.uniform();
      PlatformChange c = change(at_us, below(2), kind, value);
      if (kind == ChangeKind::bridge_ports) c.which = static_cast<int>(below(1'000'000));
      if (kind == ChangeKind::redirect || kind == ChangeKind::agents_at) c.rule.to = PlatformId(below(2));
      if (kind == ChangeKind::agents_at) {
        const StageEffect fates[] = {StageEffect::keep, StageEffect::drop, StageEffect::requeue_keep_place};
        c.rule.effect = fates[below(3)];
        if (below(2) == 0) c.group = GroupId(below(65'535));
      }
      if (kind == ChangeKind::limit) c.which = static_cast<int>(below(6));
      if (kind == ChangeKind::strike_ivr || kind == ChangeKind::strike_queue ||
          kind == ChangeKind::strike_talk) {
        c.value = 0;
        c.rule = {static_cast<StageEffect>(below(8)),
                  luck.uniform(),
                  Duration::seconds(600 * luck.uniform()),
                  {},
                  {}};
        if (c.rule.effect == StageEffect::fail_to || below(4) == 0) c.rule.to = PlatformId(below(2));
        if (c.rule.effect == StageEffect::misroute || below(4) == 0)
          c.rule.misroute_to = QueueId(below(65'535));
      }
      c.cause = causes[below(causes.size())];
      timeline.changes.push_back(c);
    }
    REQUIRE(read_back(timeline) == timeline);
  }
}

TEST_CASE("The longest time and the smallest step survive") {
  PlatformTimeline timeline;
  timeline.changes.push_back(change(0, 0, ChangeKind::serve, 1));
  timeline.changes.push_back(change(Duration::longest_us - 1, 0, ChangeKind::add_talk, 0.1 + 0.2));
  timeline.changes.push_back(
      change(Duration::longest_us, 0, ChangeKind::limit, std::numeric_limits<double>::max()));
  CHECK(read_back(timeline) == timeline);
}

TEST_CASE("A story written by hand: few columns, any order, comments, spaces, CRLF and a byte-order mark") {
  const auto read = timeline_from_csv(
      "\xEF\xBB\xBF# the quarter past ten story\r\n"
      "change, at_s, platform, value, effect\r\n"
      "\r\n"
      "accept, 2700.25, new, 1,\r\n"
      "# out:\r\n"
      "accept, 900, old, 0,\r\n"
      "strike_talk, 900, old, , drop\r\n"
      "limit_trunks, 0, old, 380,",
      "story.csv", {"old", "new"});
  if (!read.ok()) FAIL(to_string(read.problems().front()));
  const auto& changes = read.value().changes;
  REQUIRE(changes.size() == 4);
  CHECK(changes[0].kind == ChangeKind::limit);
  CHECK(changes[0].value == 380);
  CHECK(changes[1].kind == ChangeKind::accept);  // equal moments keep the order of their lines
  CHECK(changes[1].platform == PlatformId(0));
  CHECK(changes[2].kind == ChangeKind::strike_talk);
  CHECK(changes[2].rule == StageRule{StageEffect::drop, 1, {}, {}, {}});
  CHECK(changes[3].at == Time::microseconds(2'700'250'000));
  CHECK(changes[3].platform == PlatformId(1));
}

TEST_CASE("A header that does not do is refused with its words") {
  CHECK(problems_of("") ==
        "story.csv: the file has no header line; begin it with at_s, platform, change, value, effect, share, "
        "delay_s, "
        "to, to_queue, group, cause\n");
  CHECK(problems_of("\n\n# nothing\n").find("the file has no header line") != std::string::npos);
  CHECK(problems_of("at_s,platfrom,change,value,value\n") ==
        "story.csv:1:6: column \"platfrom\" is not known; did you mean \"platform\"?\n"
        "story.csv:1:28: column \"value\" stands twice in the header; remove one of them\n"
        "story.csv:1: column \"platform\" is missing; the header is at_s, platform, change, value, effect, "
        "share, "
        "delay_s, to, to_queue, group, cause\n");
}

TEST_CASE("All problems of a text are told in one go, each at its place") {
  CHECK(
      problems_of(short_header + "900,old,accept,1.5,,,,,,\n"
                                 "-1,nwe,acept,0,,,,,,\n"
                                 "900,old,accept\n"
                                 "900,old,strike_talk,,,,,,,\n"
                                 "900,old,strike_ivr,,explode,,,,,\n"
                                 "900,old,strike_ivr,,fail_to,2,x,,,\n"
                                 "900,old,strike_queue,,misroute,nan,1.0000001,,,\n"
                                 "900,old,strike_queue,,misroute,1,0,cloud,0,\n"
                                 "900,old,limit_trunks,,,,,,,\n"
                                 "900,old,limit_trunks,-3,,,,,,\n"
                                 "900,old,serve,0.5,,,,,,\n"
                                 "900,old,add_talk,inf,,,,,,\n") ==
      "story.csv:2:16: \"1.5\" is no value for accept; write a share from 0 to 1, such as 0.25\n"
      "story.csv:3:1: \"-1\" is no time in seconds; write seconds from 0 to 100 years with at most six "
      "decimals, such "
      "as 36900 or 36900.25\n"
      "story.csv:3:4: platform \"nwe\" is not defined; did you mean \"new\"?\n"
      "story.csv:3:8: change \"acept\" is not known; did you mean \"accept\"?\n"
      "story.csv:4: the line has 3 cells, the header 10; separate cells with commas and put quotes around "
      "text that "
      "holds one\n"
      "story.csv:5:22: strike_talk needs an effect; one of keep, delay, misroute, keep_without_control, "
      "requeue_keep_place, requeue_at_back, fail_to, drop\n"
      "story.csv:6:21: effect \"explode\" is not known; known: keep, delay, misroute, keep_without_control, "
      "requeue_keep_place, requeue_at_back, fail_to, drop\n"
      "story.csv:7:29: \"2\" is no share of calls; write a share from 0 to 1, such as 0.25\n"
      "story.csv:7:31: \"x\" is no time in seconds; write seconds from 0 to 100 years with at most six "
      "decimals, such "
      "as 36900 or 36900.25\n"
      "story.csv:7:33: fail_to needs the platform that the calls go on to; name it in the column \"to\"\n"
      "story.csv:8:32: \"nan\" is no share of calls; write a share from 0 to 1, such as 0.25\n"
      "story.csv:8:36: \"1.0000001\" is no time in seconds; write seconds from 0 to 100 years with at most "
      "six "
      "decimals, such as 36900 or 36900.25\n"
      "story.csv:8:47: misroute needs the queue that the calls land in; write its number in the column "
      "\"to_queue\", "
      "counted from 1\n"
      "story.csv:9:36: platform \"cloud\" is not defined; known: old, new\n"
      "story.csv:9:42: \"0\" is no number of a queue; count the queues of the scenario from 1\n"
      "story.csv:10:22: limit_trunks needs a value; write a number, 0 or more, or none\n"
      "story.csv:11:22: \"-3\" is no value for limit_trunks; write a number, 0 or more, or none\n"
      "story.csv:12:15: \"0.5\" is no value for serve; write 1 (waiting calls are connected) or 0 (they "
      "wait)\n"
      "story.csv:13:18: \"inf\" is no value for add_talk; write seconds, 0 or more\n");
}

TEST_CASE("A strike carries no value, and a quote that stays open is found where it begins") {
  CHECK(problems_of(short_header + "900,old,strike_talk,x,drop,,,,,\n") ==
        "story.csv:2:21: \"x\" is no value for strike_talk; leave it empty\n");
  CHECK(problems_of(short_header +
                    "900,old,accept,0,,,,,,\"two\nlines\"\n900,old,accept,0,,,,,,\"open\n900,old\n") ==
        "story.csv:4:23: the quote that begins here is never closed; close it with \"\n");
}

TEST_CASE("Times are read exactly or refused") {
  const auto time_of = [](const std::string& text) {
    const auto read =
        timeline_from_csv("at_s,platform,change,value\n" + text + ",old,serve,1\n", "f", {"old"});
    return read.ok() ? read.value().changes.at(0).at.count_us() : -1;
  };
  CHECK(time_of("0") == 0);
  CHECK(time_of("0.1") == 100'000);
  CHECK(time_of("0.000001") == 1);
  CHECK(time_of("86400.999999") == 86'400'999'999);
  CHECK(time_of("3162240000") == Duration::longest_us);
  for (const char* wrong : {"", "3162240000.000001", "99999999999", "1.", ".5", "1e3", "+1", "-0", "0x10",
                            "1 2", "nan", "1.2.3", "10:15", "0.0000001"}) {
    INFO(wrong);
    CHECK(time_of(wrong) == -1);
  }
}

TEST_CASE("A text of ten thousand mistakes lists the first two hundred") {
  std::string text = short_header;
  for (int i = 0; i < 10'000; ++i) text += "x,old,serve,1,,,,,,\n";
  const auto read = timeline_from_csv(text, "story.csv", {"old"});
  REQUIRE_FALSE(read.ok());
  CHECK(read.problems().size() == 200);
}

TEST_CASE("Writing what cannot be read breaks a contract") {
  const auto written = [](const PlatformChange& c) {
    return exit_code_of([&] { static_cast<void>(to_csv(PlatformTimeline{{c}}, names)); });
  };
  CHECK(written(change(0, 0, ChangeKind::serve, 1)) == 0);
  CHECK(written(change(-1, 0, ChangeKind::serve, 1)) == 70);
  CHECK(written(change(0, 2, ChangeKind::serve, 1)) == 70);
  PlatformChange unknown_limit = change(0, 0, ChangeKind::limit, 1);
  unknown_limit.which = 6;
  CHECK(written(unknown_limit) == 70);
  PlatformChange no_bridge = change(0, 0, ChangeKind::bridge_ports, 1);
  CHECK(written(no_bridge) == 0);
  no_bridge.which = -1;
  CHECK(written(no_bridge) == 70);
  PlatformChange nowhere = change(0, 0, ChangeKind::agents_at, 1);
  CHECK(written(nowhere) == 70);
  nowhere.rule.to = PlatformId(0);
  CHECK(written(nowhere) == 0);
}
