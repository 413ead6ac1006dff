// switchover erlang, against figures that are published or follow from the formulas by hand.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/program_runner.hpp"

using switchover::test::Ran;
using switchover::test::run_switchover;
using Json = nlohmann::json;

TEST_CASE("the JSON of erlang holds the three formulas with every digit") {
  const Ran ran = run_switchover({"erlang", "--agents", "2", "--calls-per-hour", "3600", "--aht", "1",
                                  "--patience", "1", "--target", "80% in 0s", "--json"});
  REQUIRE(ran.code == 0);
  const Json out = Json::parse(ran.out);
  CHECK(out.at("schema_version") == 1);
  CHECK(out.at("offered_load_erlang").get<double>() == Approx(1).epsilon(1e-14));
  // Two servers, one Erlang: B = (1/2) / (1 + 1 + 1/2) = 1/5, C = 2B / (2 - (1 - B)) = 1/3.
  CHECK(out.at("erlang_b").at("blocking_probability").get<double>() == Approx(0.2).epsilon(1e-12));
  CHECK(out.at("erlang_b").at("occupancy").get<double>() == Approx(0.4).epsilon(1e-12));
  CHECK(out.at("erlang_c").at("wait_probability").get<double>() == Approx(1.0 / 3).epsilon(1e-12));
  CHECK(out.at("erlang_c").at("mean_wait_s").get<double>() == Approx(1.0 / 3).epsilon(1e-12));
  CHECK(out.at("erlang_c").at("service_level").get<double>() == Approx(2.0 / 3).epsilon(1e-12));
  CHECK(out.at("erlang_c").at("occupancy").get<double>() == Approx(0.5).epsilon(1e-12));
  // Patience = AHT: the number in the system is Poisson with mean 1, so P(wait) = P(N >= 2) = 1 - 2/e, and
  // abandonments: sum over n > 2 of (n - 2) e^-1 / n! = 3/e - 1.
  const Json& a = out.at("erlang_a");
  const double e = std::exp(1.0);
  CHECK(a.at("wait_probability").get<double>() == Approx(1 - 2 / e).epsilon(1e-10));
  CHECK(a.at("abandon_probability").get<double>() == Approx(3 / e - 1).epsilon(1e-10));
  CHECK(a.at("mean_wait_s").get<double>() == Approx(3 / e - 1).epsilon(1e-10));  // = patience * P(abandon)
  CHECK(a.at("occupancy").get<double>() == Approx((1 - (3 / e - 1)) / 2).epsilon(1e-10));
}

TEST_CASE("without agents erlang solves for them") {
  // 90 Erlang, 80/20, AHT 300 s: 98 agents under Erlang C, and 97 do not suffice.
  const std::vector<std::string> question = {"erlang", "--calls-per-hour", "1080",  "--aht",
                                             "5m",     "--target",         "80/20", "--json"};
  const Json out = Json::parse(run_switchover(question).out);
  CHECK(out.at("erlang_c").at("agents_needed") == 98);
  CHECK(out.at("erlang_c").at("service_level").get<double>() >= 0.8);
  auto with = question;
  with.insert(with.end(), {"--agents", "97"});
  CHECK(Json::parse(run_switchover(with).out).at("erlang_c").at("service_level").get<double>() < 0.8);
  with.emplace_back("--solve");
  CHECK(Json::parse(run_switchover(with).out).at("erlang_c").at("agents") == 98);
}

TEST_CASE("an overload has no Erlang C, and Erlang A answers") {
  const std::vector<std::string> question = {
      "erlang", "--agents", "80", "--calls-per-hour", "1080", "--aht", "300s", "--patience", "300"};
  auto as_json = question;
  as_json.emplace_back("--json");
  const Json out = Json::parse(run_switchover(as_json).out);
  CHECK(out.at("erlang_c").at("mean_wait_s").is_null());
  CHECK(out.at("erlang_a").at("abandon_probability").get<double>() > 0.1);
  const Ran text = run_switchover(question);
  CHECK(text.code == 0);
  CHECK(text.out.find("the queue grows without end") != std::string::npos);
}

TEST_CASE("a question out of range is refused with 64 and every mistake named") {
  const Ran ran = run_switchover({"erlang", "--calls-per-hour", "-5", "--aht", "soon", "--target", "most"});
  CHECK(ran.code == 64);
  CHECK(ran.out.empty());
  CHECK(ran.err.find("--aht \"soon\" is not a time; write seconds (300), 300s or 5m") != std::string::npos);
  CHECK(ran.err.find("--target \"most\" is not a promise") != std::string::npos);
  CHECK(run_switchover({"erlang", "--calls-per-hour", "-5", "--aht", "300"}).code == 64);
  CHECK(run_switchover({"erlang", "--calls-per-hour", "nan", "--aht", "300"}).code == 64);
  CHECK(run_switchover({"erlang", "--calls-per-hour", "5", "--aht", "0"}).code == 64);
}
