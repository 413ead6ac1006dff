#include "analysis/theory/mmn_g.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string>

#include "analysis/theory/erlang.hpp"
#include "reference_table.hpp"
#include "stops.hpp"

using namespace switchover;

namespace {

double number(const ReferenceRow& row, const std::string& column) {
  return std::strtod(row.at(column).c_str(), nullptr);
}

PatienceLaw law_of(const std::string& text) {
  double a = 0, b = 0;
  if (std::sscanf(text.c_str(), "exp(%lf)", &a) == 1) return exponential_patience(a);
  if (std::sscanf(text.c_str(), "det(%lf)", &a) == 1) return deterministic_patience(a);
  if (std::sscanf(text.c_str(), "uniform(%lf,%lf)", &a, &b) == 2) return uniform_patience(a, b);
  REQUIRE(std::sscanf(text.c_str(), "lognormal(mean=%lf,cv=%lf)", &a, &b) == 2);
  return lognormal_patience(a, b);
}

void check_row(const ReferenceRow& row, const PatienceLaw& patience) {
  const auto queue = mmn_g(std::stoi(row.at("n")), number(row, "lambda_per_s"), number(row, "aht_s"),
                           patience, number(row, "T_s"));
  REQUIRE(queue);
  const auto check = [&](const std::string& column, double value) {
    INFO("n " << row.at("n") << ", rho " << row.at("rho") << ", " << row.at("patience") << ", " << column);
    CHECK(relative_difference(value, number(row, column)) <= 1e-9);
  };
  check("P_wait", queue->wait_probability);
  check("P_abandon", queue->abandon_probability);
  check("EV", queue->mean_virtual_wait_s);
  check("EW_all", queue->mean_wait_s);
  check("EW_served", queue->mean_wait_answered_s);
  check("EW_abandoned", queue->mean_wait_abandoned_s.value());
  check("P_V_le_T", queue->virtual_wait_within_target);
  check("P_served_le_T", queue->answered_within_target);
  check("SL_served_over_served", queue->answered_within_target_of_answered);
  check("SL_excl_shortab", queue->answered_within_target_excluding_short_abandons);
  check("P_ab_le_T", queue->abandoned_within_target);
  check("Lq", queue->mean_queue_length);
  check("occupancy", queue->occupancy);
}

}  // namespace

TEST_CASE("M/M/n+G agrees with every row of the reference") {
  const auto rows = reference_table("mmn_plus_g.csv");
  REQUIRE(rows.size() == 70);
  for (const ReferenceRow& row : rows) check_row(row, law_of(row.at("patience")));
}

TEST_CASE("M/M/n+G needs no more than the survival function") {
  for (const ReferenceRow& row : reference_table("mmn_plus_g.csv")) {
    PatienceLaw patience = law_of(row.at("patience"));
    patience.gone = nullptr;
    check_row(row, patience);
  }
}

// A forgotten jump is found by halving.
TEST_CASE("M/M/n+G finds kinks nobody told it of") {
  for (const ReferenceRow& row : reference_table("mmn_plus_g.csv")) {
    PatienceLaw patience = law_of(row.at("patience"));
    patience.kinks_s.clear();
    check_row(row, patience);
  }
}

// Integrals in 40-digit arithmetic; AHT 240 s.
TEST_CASE("M/M/n+G is exact for a million agents") {
  struct Case {
    const char* patience;
    double rho, target_s, wait_probability, abandon_probability, mean_wait_s, virtual_wait_within_target,
        answered_within_target;
  };
  const Case cases[] = {
      {"lognormal(mean=150,cv=1)", 1.0002, 20, 0.99829271712774109, 0.00020120555422035006,
       5.0529597814269193, 1.0, 0.99979879444577965},
      {"uniform(30,300)", 1.3, 93, 1.0, 0.23076923076923077, 85.118250887573964, 0.99903522976207646,
       0.76849133234239594},
      {"det(60)", 0.9999999, 20, 0.99495040906636536, 3.9302458696982389e-6, 29.72426316499844,
       0.33946596390026812, 0.33946596390026812},
      {"det(60)", 1.000001, 20, 0.99561137367438152, 4.5009511631526625e-6, 31.11169039265713,
       0.30901724013005583, 0.30901724013005583},
      {"det(60)", 1.01, 59.99, 1.0, 0.009900990099009901, 59.976237623762376, 0.65271349524796411,
       0.65271349524796411},
  };
  for (const Case& it : cases) {
    INFO(it.patience << ", rho " << it.rho);
    const auto queue = mmn_g(1'000'000, it.rho * 1e6 / 240, 240, law_of(it.patience), it.target_s);
    REQUIRE(queue);
    // At rho near 1 the rounding of the arrival rate alone is worth 1e-11.
    CHECK(relative_difference(queue->wait_probability, it.wait_probability) <= 1e-10);
    CHECK(relative_difference(queue->abandon_probability, it.abandon_probability) <= 1e-10);
    CHECK(relative_difference(queue->mean_wait_s, it.mean_wait_s) <= 1e-10);
    CHECK(relative_difference(queue->virtual_wait_within_target, it.virtual_wait_within_target) <= 1e-10);
    CHECK(relative_difference(queue->answered_within_target, it.answered_within_target) <= 1e-10);
  }
}

TEST_CASE("M/M/n+G with exponential patience is Erlang A") {
  for (const int agents : {1, 30, 1000, 1'000'000}) {
    for (const double rho : {1e-6, 0.9, 1.0, 1.1, 50.0}) {
      for (const double patience_s : {1e-4, 20.0, 1e5}) {
        INFO(agents << " agents, rho " << rho << ", patience " << patience_s);
        const auto a = erlang_a(agents, rho * agents, 240, patience_s, 20);
        const auto g = mmn_g(agents, rho * agents / 240, 240, exponential_patience(patience_s), 20);
        CHECK(relative_difference(g->wait_probability, a->wait_probability) <= 1e-10);
        CHECK(relative_difference(g->abandon_probability, a->abandon_probability) <= 1e-10);
        CHECK(relative_difference(g->mean_wait_s, a->mean_wait_s) <= 1e-10);
        CHECK(relative_difference(g->answered_within_target, a->answered_within_target) <= 1e-10);
      }
    }
  }
}

TEST_CASE("M/M/n+G with endless patience is Erlang C, and empty when that has no answer") {
  const auto c = erlang_c(98, 90, 300, 20);
  const auto g = mmn_g(98, 0.3, 300, endless_patience(), 20);
  REQUIRE((c && g));
  CHECK(relative_difference(g->mean_wait_s, c->mean_wait_s) <= 1e-11);
  CHECK(relative_difference(g->answered_within_target, c->answered_within_target) <= 1e-11);
  CHECK(g->abandon_probability == 0);
  CHECK_FALSE(g->mean_wait_abandoned_s);
  CHECK_FALSE(mmn_g(90, 0.3, 300, endless_patience(), 20));
  // One caller in five never hangs up: 10 agents bear up to 50 Erlang of such calls.
  const PatienceLaw some_stay{[](double t_s) { return 0.2 + 0.8 * std::exp(-t_s / 60); }};
  CHECK(mmn_g(10, 49.0 / 300, 300, some_stay, 20));
  CHECK_FALSE(mmn_g(10, 51.0 / 300, 300, some_stay, 20));
}

TEST_CASE("M/M/n+G with no patience at all is Erlang B") {
  const auto queue = mmn_g(100, 120.0 / 300, 300, deterministic_patience(0), 20);
  REQUIRE(queue);
  CHECK(relative_difference(queue->abandon_probability, erlang_b(100, 120)) <= 1e-11);
  CHECK(queue->mean_wait_s == 0);
  CHECK(queue->answered_within_target_excluding_short_abandons == Approx(1).epsilon(1e-12));
}

TEST_CASE("a jump of patience at the target counts as within the target") {
  const auto at_target = mmn_g(10, 0.05, 240, deterministic_patience(20), 20);
  CHECK(at_target->abandoned_within_target == Approx(at_target->abandon_probability).epsilon(1e-12));
  const auto before = mmn_g(10, 0.05, 240, deterministic_patience(20), 19.999);
  CHECK(before->abandoned_within_target == 0);
  CHECK(at_target->mean_wait_abandoned_s.value() == Approx(20).epsilon(1e-12));
}

TEST_CASE("M/M/n+G keeps its balances for hard laws of patience") {
  PatienceLaw steps{[](double t_s) { return 1 - std::floor(std::min(t_s, 100.0)) / 100; }};
  for (int second = 1; second <= 100; ++second) steps.kinks_s.push_back(second);
  const PatienceLaw hasty{[](double t_s) { return std::exp(-std::sqrt(t_s / 60)); },
                          [](double t_s) { return -std::expm1(-std::sqrt(t_s / 60)); }};
  const PatienceLaw laws[] = {lognormal_patience(150, 0.01),
                              lognormal_patience(150, 30),
                              uniform_patience(0, 1e-6),
                              uniform_patience(60, 60.001),
                              deterministic_patience(1e9),
                              exponential_patience(1e-9),
                              steps,
                              hasty};
  for (const PatienceLaw& patience : laws) {
    for (const int agents : {1, 50, 1'000'000}) {
      for (const double rho : {0.01, 0.95, 1.0, 1.0000001, 1.3, 1000.0}) {
        INFO("law " << &patience - laws << ", " << agents << " agents, rho " << rho);
        const auto queue = mmn_g(agents, rho * agents / 240, 240, patience, 20);
        REQUIRE(queue);
        // While some agent is idle, the number busy has the law of Erlang B with one agent less.
        const double load = rho * agents, waits = queue->wait_probability;
        const double busy = load * (1 - erlang_b(agents - 1, load)) / agents;
        CHECK(queue->occupancy == Approx(waits + (1 - waits) * busy).epsilon(1e-9).margin(0));
        CHECK(queue->occupancy ==
              Approx(rho * (1 - queue->abandon_probability)).epsilon(1e-9).margin(rho * 1e-14));
        CHECK(queue->mean_queue_length == Approx(load / 240 * queue->mean_wait_s).epsilon(1e-12));
        const double waits_balance = (1 - queue->abandon_probability) * queue->mean_wait_answered_s +
                                     queue->abandon_probability * queue->mean_wait_abandoned_s.value_or(0);
        CHECK(queue->mean_wait_s == Approx(waits_balance).epsilon(1e-9).margin(1e-20));
      }
    }
  }
}

TEST_CASE("laws of patience are what they say") {
  const PatienceLaw lognormal = lognormal_patience(150, 1);
  CHECK(lognormal.survival(150 / std::sqrt(2.0)) ==
        Approx(0.5).epsilon(1e-14));  // the median is mean / sqrt(1 + cv^2)
  CHECK(lognormal.survival(0) == 1);
  CHECK(deterministic_patience(60).survival(59.999) == 1);
  CHECK(deterministic_patience(60).survival(60) == 0);
  CHECK(uniform_patience(30, 300).survival(165) == Approx(0.5).epsilon(1e-14));
  CHECK(exponential_patience(60).survival(60) == Approx(std::exp(-1.0)).epsilon(1e-14));
  for (const PatienceLaw& patience : {lognormal, uniform_patience(30, 300), exponential_patience(60)}) {
    for (const double t_s : {0.0, 1.0, 45.0, 299.0, 1e4}) {
      CHECK(patience.survival(t_s) + patience.gone(t_s) == Approx(1).epsilon(1e-14));
    }
  }
}

TEST_CASE("M/M/n+G stops at values out of range") {
  const PatienceLaw patience = exponential_patience(60);
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK_FALSE(stops([&] { mmn_g(1, 1, 1, patience, 0); }));
  CHECK(stops([&] { mmn_g(0, 1, 1, patience, 0); }));
  CHECK(stops([&] { mmn_g(1, 0, 1, patience, 0); }));
  CHECK(stops([&] { mmn_g(1, infinity, 1, patience, 0); }));
  CHECK(stops([&] { mmn_g(1, 1, -1, patience, 0); }));
  CHECK(stops([&] { mmn_g(1, 1, 1, patience, -1); }));
  CHECK(stops([&] { mmn_g(1, 1, 1, PatienceLaw{}, 0); }));
  CHECK(stops([] { exponential_patience(0); }));
  CHECK(stops([] { deterministic_patience(-1); }));
  CHECK(stops([] { uniform_patience(30, 30); }));
  CHECK(stops([] { uniform_patience(-1, 30); }));
  CHECK(stops([] { lognormal_patience(0, 1); }));
  CHECK(stops([] { lognormal_patience(150, 0); }));
}
