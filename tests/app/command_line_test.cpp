#include "app/shell/command_line.hpp"

#include <catch2/catch.hpp>

#include "tests/app/program_runner.hpp"

using namespace switchover;

namespace {

std::string misunderstanding(const std::vector<std::string>& arguments) {
  const Request request = read_command_line(arguments);
  const auto* understood = std::get_if<Misunderstanding>(&request);
  return understood == nullptr ? "" : understood->message;
}

}  // namespace

TEST_CASE("the command line becomes a request") {
  const Request request = read_command_line({"run",     "a.toml",   "b.toml",          "--runs",  "50",
                                             "--seed",  "7",        "--workers",       "2",       "--set",
                                             "runs=5",  "--set",    "queue.x.talk=3m", "--out",   "d",
                                             "--quiet", "--actual", "i.csv",           "--trace", "3"});
  const auto* run = std::get_if<RunRequest>(&request);
  REQUIRE(run != nullptr);
  CHECK(run->files == std::vector<std::string>{"a.toml", "b.toml"});
  CHECK(run->runs == 50U);
  CHECK(run->seed == 7U);
  CHECK(run->workers == 2);
  CHECK(run->settings == std::vector<std::string>{"runs=5", "queue.x.talk=3m"});
  CHECK(run->out == "d");
  CHECK(run->quiet);
  CHECK(run->actual == "i.csv");
  CHECK(run->trace == 3);
}

TEST_CASE("a file may stand behind --set") {
  const Request request = read_command_line({"run", "--set", "runs=5", "a.toml"});
  const auto* run = std::get_if<RunRequest>(&request);
  REQUIRE(run != nullptr);
  CHECK(run->files == std::vector<std::string>{"a.toml"});
}

TEST_CASE("the verbs without arguments") {
  CHECK(std::holds_alternative<HelpRequest>(read_command_line({})));
  CHECK(std::holds_alternative<HelpRequest>(read_command_line({"--help"})));
  CHECK(std::holds_alternative<VersionRequest>(read_command_line({"--version"})));
  CHECK(std::holds_alternative<SchemaRequest>(read_command_line({"schema"})));
  CHECK(std::get<DemoRequest>(read_command_line({"demo"})).folder == "switchover-demo");
  CHECK(std::get<HelpRequest>(read_command_line({"help", "promises"})).topic == "promises");
  CHECK(std::get<OptionHelpRequest>(read_command_line({"run", "--help"})).text.find("--actual") !=
        std::string::npos);
}

TEST_CASE("what cannot be understood says what was meant") {
  CHECK(misunderstanding({"rum", "a.toml"}) ==
        "switchover: there is no verb \"rum\"; did you mean \"run\"?\nSee `switchover help`.\n");
  CHECK(misunderstanding({"zzzzzzzz"}) ==
        "switchover: there is no verb \"zzzzzzzz\"; there are demo, check, run, compare, sweep, "
        "solve, limit, fix, flip, rehearse, drill, "
        "worst-time, erlang, report, schema, help\n"
        "See `switchover help`.\n");
  CHECK(misunderstanding({"monday.toml"}) ==
        "switchover: say what to do with monday.toml: switchover run monday.toml\nSee `switchover help`.\n");
  CHECK(misunderstanding({"run", "a.toml", "--run", "3"}) ==
        "switchover: run has no option --run; did you mean --runs?\nSee `switchover run --help`.\n");
  CHECK(misunderstanding({"check", "a.toml", "--sett=d"}) ==
        "switchover: check has no option --sett; did you mean --set?\nSee `switchover check --help`.\n");
  CHECK(misunderstanding({"schema", "x"}) ==
        "switchover: of: \"x\" is not known here; write one of scenario, summary, comparison\nSee "
        "`switchover schema --help`.\n");
  CHECK(misunderstanding({"run"}).find("file is required") != std::string::npos);
  CHECK(misunderstanding({"run", "a.toml", "--runs", "0"}).find("--runs") != std::string::npos);
  CHECK(misunderstanding({"run", "a.toml", "--runs", "-3"}).find("--runs") != std::string::npos);
  CHECK(misunderstanding({"run", "a.toml", "--runs", "many"}).find("--runs") != std::string::npos);
  CHECK(misunderstanding({"run", "a.toml", "--set", "runs"}).find("KEY=VALUE") != std::string::npos);
  CHECK(misunderstanding({"erlang", "--aht", "3m"}).find("--calls-per-hour") != std::string::npos);
}

TEST_CASE("usage errors leave with 64 and say nothing on standard output") {
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"rum"},
                                                    {"run"},
                                                    {"run", "x.toml", "--nonsense"},
                                                    {"help", "zzz"},
                                                    {"--nonsense"}}) {
    const test::Ran ran = test::run_switchover(arguments);
    CHECK(ran.code == 64);
    CHECK(ran.out.empty());
    CHECK(ran.err.find("switchover: ") == 0);
  }
}

TEST_CASE("help and version print and leave with 0") {
  CHECK(test::run_switchover({"--version"}).out == "switchover 0.4.0\n");
  const test::Ran overview = test::run_switchover({});
  CHECK(overview.code == 0);
  for (const char* verb : {"demo", "check", "run", "erlang", "schema", "promises", "exit-codes"}) {
    CHECK(overview.out.find(verb) != std::string::npos);
    if (std::string(verb) != "schema") CHECK(test::run_switchover({"help", verb}).out.size() > 100);
  }
  CHECK(test::run_switchover({"help", "promisses"}).err.find("did you mean \"promises\"?") !=
        std::string::npos);
}

TEST_CASE("a rehearsal is asked for by its scenario, its number and its form") {
  const Request request = read_command_line(
      {"rehearse", "a.toml", "--replication", "3", "--story", "--out", "t.csv", "--set", "seed=4"});
  const auto* rehearse = std::get_if<RehearseRequest>(&request);
  REQUIRE(rehearse != nullptr);
  CHECK(*rehearse == RehearseRequest{"a.toml", 3, true, "t.csv", {"seed=4"}});
  CHECK(std::get<RehearseRequest>(read_command_line({"rehearse", "a.toml"})) ==
        RehearseRequest{"a.toml", 0, false, "", {}});
  CHECK(misunderstanding({"rehearse"}).find("file is required") != std::string::npos);
  CHECK(misunderstanding({"rehearse", "a.toml", "--replication", "-1"}).find("--replication") !=
        std::string::npos);
  CHECK(misunderstanding({"rehearse", "a.toml", "--replication", "10000"}).find("10000") !=
        std::string::npos);
}
