#include <catch2/catch.hpp>

#include "models/platform/rehearsal.hpp"
#include "sim/random_stream.hpp"

using namespace switchover;

namespace {

Duration some_time(RandomStream& luck) {
  return Duration::microseconds(static_cast<std::int64_t>(luck() % 90'000'000'000));
}

Distribution some_law(RandomStream& luck) {
  const double a = 1 + 1e4 * luck.uniform(), b = 0.2 + 2 * luck.uniform();
  switch (luck() % 11) {
    case 0:
      return {};
    case 1:
      return Distribution::never();
    case 2:
      return Distribution::deterministic(a);
    case 3:
      return Distribution::exponential(a);
    case 4:
      return Distribution::uniform(a, a + b);
    case 5:
      return Distribution::lognormal(a, b);
    case 6:
      return Distribution::gamma(a, b);
    case 7:
      return Distribution::erlang(a, static_cast<int>(1 + luck() % 20));
    case 8:
      return Distribution::weibull_by_mean(a, b);
    case 9:
      return Distribution::hyperexponential_by_cv(a, 1 + b);
    default:
      return Distribution::empirical({a, b, b, a / 3});
  }
}

std::string some_name(RandomStream& luck) {
  const std::vector<std::string> names{"",        "old.dc1",  "a b", "none", "\"quoted\"", "back\\slash",
                                       "two\nli", "car\rret", "[3]", "café", "end",        "x\\"};
  return names[luck() % names.size()];
}

ComponentId some_component(RandomStream& luck) {
  return luck() % 4 == 0 ? ComponentId{} : ComponentId(luck() % 5);
}

SignInSpec some_sign_in(RandomStream& luck) {
  SignInSpec spec;
  spec.per_minute = 100 * luck.uniform();
  spec.fails = luck.uniform();
  spec.back_off = some_time(luck);
  spec.at_once = static_cast<std::uint32_t>(luck() % 9);
  spec.server = some_component(luck);
  return spec;
}

FaultEffect some_fate(RandomStream& luck) {
  FaultEffect effect;
  effect.agents = static_cast<AgentFate>(luck() % 4);
  return effect;
}

void add_components(RehearsalRequest& request, RandomStream& luck) {
  for (int i = 0; i < 5; ++i) {
    ComponentSpec c;
    c.name = some_name(luck);
    c.kind = static_cast<ComponentKind>(luck() % component_kinds);
    c.platforms = {PlatformId(luck() % 2)};
    if (luck() % 2 == 0) c.groups = {GroupId(0), GroupId(700)};
    c.share = luck.uniform();
    c.site = some_name(luck);
    c.standby = some_component(luck);
    c.promotion = some_time(luck);
    c.when_down = some_fate(luck);
    c.when_slow = some_fate(luck);
    c.repair = some_law(luck);
    c.repair_from = FigureOrigin::preset;
    if (luck() % 2 == 0) c.times_a_year = luck.uniform();
    c.times_from = FigureOrigin::file;
    c.link_from = some_name(luck);
    c.link_to = some_name(luck);
    c.megabits = 1e3 * luck.uniform();
    c.latency = some_time(luck);
    request.estate.components.push_back(c);
    request.estate.needs.push_back({some_component(luck), ComponentId(0), luck() % 2 == 0, some_fate(luck)});
  }
}

void add_faults_and_rules(RehearsalRequest& request, RandomStream& luck) {
  for (int i = 0; i < 3; ++i) {
    FaultSpec f;
    f.name = some_name(luck);
    f.targets.assign(luck() % 3, some_component(luck));
    f.mode = static_cast<FaultMode>(luck() % 3);
    f.at = luck() % 4 == 0 ? Time::never() : Time::after_start(some_time(luck));
    f.at_uncertainty = some_time(luck);
    if (luck() % 2 == 0) f.every = some_law(luck);
    f.lasts = some_law(luck);
    f.share = luck.uniform();
    f.share_random = luck() % 2 == 0;
    f.probability = luck.uniform();
    f.flaps = static_cast<std::uint32_t>(luck());
    f.flap_up = some_time(luck);
    if (luck() % 2 == 0) f.effect = some_fate(luck);
    request.estate.faults.push_back(f);
    FailoverSpec r;
    r.name = some_name(luck);
    r.watches = some_component(luck);
    r.from = PlatformId(0);
    r.to = PlatformId(1);
    r.detection = static_cast<Detection>(luck() % 3);
    r.detect = some_law(luck);
    r.heartbeat = {some_time(luck), some_time(luck), 7, some_name(luck)};
    if (luck() % 2 == 0) r.detect_slow = some_law(luck);
    r.decide = some_law(luck);
    r.execute = some_law(luck);
    r.share = luck.uniform();
    r.step = luck.uniform();
    r.step_every = some_time(luck);
    r.dns_ttl = some_time(luck);
    r.stubborn = luck.uniform();
    r.stubborn_for = some_time(luck);
    r.agents = {luck.uniform(), some_law(luck), some_sign_in(luck), 1 + luck.uniform()};
    r.failback = {static_cast<FailbackSpec::When>(luck() % 3), some_law(luck),
                  Time::after_start(some_time(luck)), luck() % 2 == 0};
    request.estate.failovers.push_back(r);
    request.estate.flows.push_back({some_name(luck), some_name(luck), some_name(luck), 1e6 * luck.uniform(),
                                    some_time(luck), Time::after_start(some_time(luck)),
                                    some_component(luck)});
    request.estate.sign_in.push_back(some_sign_in(luck));
  }
}

RehearsalRequest some_request(std::uint32_t number) {
  RandomStream luck({17, number, 0, 0, 0, Purpose::test});
  RehearsalRequest request;
  request.platforms = {some_name(luck), "new"};
  request.horizon = Time::after_start(some_time(luck));
  request.seed = luck();
  request.naive_heartbeats = luck() % 2 == 0;
  request.context_factory = some_name(luck);
  add_components(request, luck);
  add_faults_and_rules(request, luck);
  request.staff.resize(2);
  for (int i = 0; i < 4; ++i)
    request.staff[1].push_back({Time::after_start(some_time(luck)), 500 * luck.uniform()});
  if (!request.estate.components.empty()) {
    request.scope_staff = {{ComponentId(0), PlatformId(1), request.staff[1]},
                           {ComponentId(0), PlatformId(0), {}}};
  }
  return request;
}

std::string problem_of(const std::string& text) {
  const auto read = request_from_text(text);
  return read.ok() ? "none" : to_string(read.problems().front());
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

RehearsalRequest small_request() {
  RehearsalRequest request;
  request.platforms = {"old"};
  request.staff = {{{Time{}, 2.5}}};
  request.horizon = Time::after_start(Duration::whole_seconds(60));
  request.estate.components.resize(1);
  request.estate.components[0].name = "sso";
  request.estate.components[0].repair = Distribution::lognormal(600, 0.5);
  request.estate.faults.resize(1);
  request.estate.faults[0].name = "sign-on down";
  request.estate.faults[0].targets = {ComponentId(0)};
  return request;
}

}  // namespace

TEST_CASE("A request is text with one line per field") {
  const std::string text = to_text(small_request());
  CHECK(
      text.starts_with("switchover-rehearsal 1\nseed 1\nhorizon 60000000\nnaive_heartbeats no\n"
                       "context_factory \"\"\nplatform [1]\nplatform \"old\"\ncomponent [1]\n"
                       "name \"sso\"\nkind 23\nplatforms [0]\n"));
  CHECK(text.find("\nrepair lognormal 600 0.5\n") != std::string::npos);
  CHECK(text.ends_with("staff [1]\nstaff [1]\nat 0\nagents 2.5\nend\n"));
}

TEST_CASE("Requests of all kinds come back exactly") {
  for (std::uint32_t number = 0; number < 200; ++number) {
    const RehearsalRequest request = some_request(number);
    const auto read = request_from_text(to_text(request));
    if (!read.ok()) FAIL(to_string(read.problems().front()));
    CHECK(read.value() == request);
    CHECK(to_text(read.value()) == to_text(request));
  }
}

TEST_CASE("An empty request comes back") {
  const auto read = request_from_text(to_text(RehearsalRequest{}));
  REQUIRE(read.ok());
  CHECK(read.value() == RehearsalRequest{});
}

TEST_CASE("Of an effect only the fate of agents travels") {
  RehearsalRequest request = small_request();
  request.estate.components[0].when_down.agents = AgentFate::unreachable;
  request.estate.components[0].when_down.serves = false;
  request.estate.components[0].when_down.adds_talk = Duration::whole_seconds(9);
  const auto read = request_from_text(to_text(request));
  REQUIRE(read.ok());
  FaultEffect expected;
  expected.agents = AgentFate::unreachable;
  CHECK(read.value().estate.components[0].when_down == expected);
}

TEST_CASE("Draws of a law that travelled are the same") {
  for (std::uint32_t number = 0; number < 100; ++number) {
    RandomStream luck({23, number, 0, 0, 0, Purpose::test});
    RehearsalRequest request = small_request();
    request.estate.faults[0].lasts = some_law(luck);
    const auto read = request_from_text(to_text(request));
    REQUIRE(read.ok());
    if (request.estate.faults[0].lasts.is_never()) continue;
    RandomStream one({1, 2, 3, 4, 5, Purpose::test}), other({1, 2, 3, 4, 5, Purpose::test});
    for (int i = 0; i < 20; ++i) {
      CHECK(request.estate.faults[0].lasts.draw_seconds(one) ==
            read.value().estate.faults[0].lasts.draw_seconds(other));
    }
  }
}

TEST_CASE("What is wrong with a request is told with its line") {
  const std::string text = to_text(small_request());
  CHECK(problem_of("") == "rehearsal request:1: the text ends too early");
  CHECK(problem_of("hello\n") ==
        "rehearsal request:1: the text does not begin with \"switchover-rehearsal 1\"");
  CHECK(problem_of(replaced(text, "seed 1", "seed -1")) == "rehearsal request:2: seed is not a count");
  CHECK(problem_of(replaced(text, "seed 1", "sead 1")) ==
        "rehearsal request:2: \"seed\" was expected, and not \"sead 1\"");
  CHECK(problem_of(replaced(text, "horizon 60000000", "horizon 60000000000000000000")) ==
        "rehearsal request:3: horizon is not a time in microseconds");
  CHECK(problem_of(replaced(text, "heartbeats no", "heartbeats maybe")) ==
        "rehearsal request:4: naive_heartbeats is not yes or no");
  CHECK(problem_of(replaced(text, "factory \"\"", "factory \"")) ==
        "rehearsal request:5: context_factory is not text");
  CHECK(problem_of(replaced(text, "platform [1]", "platform 1")) ==
        "rehearsal request:6: platform = 1 is not how many");
  CHECK(problem_of(replaced(text, "kind 23", "kind 24")) == "rehearsal request:10: kind is not a kind");
  CHECK(problem_of(replaced(text, "standby none", "standby 1")) ==
        "rehearsal request:15: standby = 1 is nothing that was named before");
  CHECK(problem_of(replaced(text, "end\n", "fin\n")).ends_with("\"end\" is missing"));
  CHECK(problem_of(text + "more\n").ends_with("something follows the end"));
  CHECK(problem_of(replaced(text, "staff [1]", "staff [0]")).ends_with("\"end\" is missing"));
  CHECK(problem_of(replaced(text, "staff [1]\nstaff [1]\nat 0\nagents 2.5\n", "staff [0]\n"))
            .ends_with("there is staff for 0 platforms, and there are 1"));
}

TEST_CASE("A law that would break its contract is refused") {
  const std::string text = to_text(small_request());
  for (const char* law : {"lognormal -600 0.5",
                          "lognormal 600",
                          "lognormal 600 0.5 1",
                          "lognormal 600 0",
                          "lognormal 600 inf",
                          "exponential 0",
                          "deterministic -1",
                          "uniform 2 1",
                          "gamma 1 0",
                          "erlang 5 0",
                          "erlang 5 1.5",
                          "erlang 5 1e9",
                          "weibull 1 0.001",
                          "weibull 1e300 0.01",
                          "hyperexponential 2 1 1",
                          "empirical",
                          "empirical 1 -1",
                          "empirical 1 nan",
                          "normal 1 1",
                          "zero 1",
                          "lognormal",
                          "",
                          " ",
                          "never never"}) {
    CHECK(problem_of(replaced(text, "repair lognormal 600 0.5", std::string("repair ") + law)) ==
          "rehearsal request:19: repair is not a distribution");
  }
  for (const char* law : {"zero", "never", "deterministic 1", "erlang 5 3", "empirical 0", "weibull 1 0.01"})
    CHECK(problem_of(replaced(text, "repair lognormal 600 0.5", std::string("repair ") + law)) == "none");
}

TEST_CASE("Damaged requests are refused or read, and nothing breaks") {
  const std::string whole = to_text(some_request(3));
  RandomStream luck({29, 0, 0, 0, 0, Purpose::test});
  int refused = 0;
  for (int i = 0; i < 3'000; ++i) {
    std::string text = whole;
    const std::size_t at = luck() % text.size();
    switch (luck() % 5) {
      case 0:
        text.resize(at);
        break;
      case 1:
        text[at] = static_cast<char>(luck() % 256);
        break;
      case 2:
        text.erase(at, 1 + luck() % 40);
        break;
      case 3:
        text.insert(at, text.substr(luck() % text.size(), luck() % 60));
        break;
      default:
        text.insert(at, std::to_string(luck()));
    }
    const auto read = request_from_text(text);
    if (read.ok()) {
      CHECK(request_from_text(to_text(read.value())).ok());
    } else {
      ++refused;
      CHECK(read.problems().front().place.line > 0);
    }
  }
  CHECK(refused > 1'500);
}
