#include "analysis/theory/erlang.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <limits>
#include <string>

#include "reference_table.hpp"
#include "stops.hpp"

using namespace switchover;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double number(const ReferenceRow& row, const std::string& column) { return std::stod(row.at(column)); }
int agents_of(const ReferenceRow& row) { return std::stoi(row.at("n")); }

void check(const ReferenceRow& row, const std::string& column, double value) {
  INFO("n " << row.at("n") << ", rho " << row.at("rho") << ", " << column);
  CHECK(relative_difference(value, std::strtod(row.at(column).c_str(), nullptr)) <= 1e-9);
}

}  // namespace

TEST_CASE("Erlang B and C agree with every row of the reference") {
  const auto rows = reference_table("erlang_bc.csv");
  REQUIRE(rows.size() == 132);
  for (const ReferenceRow& row : rows) {
    const int agents = agents_of(row);
    const double load = number(row, "offered_load_a");
    check(row, "erlangB", erlang_b(agents, load));
    const auto queue = erlang_c(agents, load, 1, 1.0 / 15);
    REQUIRE(queue.has_value() == !row.at("erlangC").empty());
    if (!queue) continue;
    check(row, "erlangC", queue->wait_probability);
    check(row, "Lq_C", queue->mean_queue_length);
    check(row, "EW_C_in_service_units", queue->mean_wait_s);
    check(row, "SL_C_t_1_15", queue->answered_within_target);
    check(row, "SL_C_t_0p1", erlang_c(agents, load, 1, 0.1)->answered_within_target);
  }
}

TEST_CASE("Erlang A agrees with every row of the reference") {
  const auto rows = reference_table("erlang_a.csv");
  REQUIRE(rows.size() == 660);
  for (const ReferenceRow& row : rows) {
    INFO("theta / mu " << row.at("theta_over_mu"));
    const auto queue =
        erlang_a(agents_of(row), number(row, "offered_load_a"), 1, 1 / number(row, "theta_over_mu"), 0);
    REQUIRE(queue);
    check(row, "P_wait", queue->wait_probability);
    check(row, "P_abandon", queue->abandon_probability);
    check(row, "Lq", queue->mean_queue_length);
    check(row, "EW_all_in_service_units", queue->mean_wait_s);
    check(row, "occupancy", queue->occupancy);
  }
}

TEST_CASE("Erlang A agrees with the exponential rows of the reference for general patience") {
  int seen = 0;
  for (const ReferenceRow& row : reference_table("mmn_plus_g.csv")) {
    if (row.at("patience").rfind("exp(", 0) != 0) continue;
    ++seen;
    const double aht_s = number(row, "aht_s"), patience_s = std::stod(row.at("patience").substr(4));
    const auto queue =
        erlang_a(agents_of(row), number(row, "rho") * agents_of(row), aht_s, patience_s, number(row, "T_s"));
    REQUIRE(queue);
    check(row, "EV", queue->mean_virtual_wait_s);
    check(row, "EW_served", queue->mean_wait_answered_s);
    check(row, "EW_abandoned", queue->mean_wait_abandoned_s.value());
    check(row, "P_V_le_T", queue->virtual_wait_within_target);
    check(row, "P_served_le_T", queue->answered_within_target);
    check(row, "SL_served_over_served", queue->answered_within_target_of_answered);
    check(row, "SL_excl_shortab", queue->answered_within_target_excluding_short_abandons);
    check(row, "P_ab_le_T", queue->abandoned_within_target);
  }
  CHECK(seen == 40);
}

// The sums over the states of the birth-death chain in 40-digit arithmetic; AHT 1, patience 1 / theta.
TEST_CASE("Erlang A is exact for up to a million agents and for patience of any length") {
  struct Case {
    int agents;
    double rho, theta, wait_probability, abandon_probability, mean_queue_length;
  };
  const Case cases[] = {
      {1, 1e-6, 1e-6, 9.99999999999e-7, 9.99999999997000002e-13, 9.99999999997000002e-13},
      {1, 2, 1e6, 0.66666711111051851938, 0.66666644444474074031, 1.3333328888894814806e-6},
      {1, 100, 1e3, 0.99103189856307890449, 0.99008968101436921096, 0.099008968101436921096},
      {1000, 1, 1e-6, 0.99900931861574723941, 0.000025206117019326706612, 25206.117019326706612},
      {1000, 2, 1e-3, 1.0, 0.5, 1000000.0},
      {1000, 0.99, 1e6, 0.018984186805948544826, 0.018965230954998241494, 0.000018775578645448259079},
      {1000000, 0.99, 1e-3, 5.4994886826721512077e-24, 5.499379248280626566e-31, 5.4443854557978203003e-22},
      {1000000, 1, 1e-3, 0.9693547201281444335, 0.000024457898493522173918, 24457.898493522173918},
      {1000000, 1, 1e6, 0.0013694771159870550282, 0.00079700378209504886848, 0.00079700378209504886848},
      {1000000, 1.01, 1, 1.0, 0.0099009900990099009901, 10000.0},
      {1000000, 2, 1e-3, 1.0, 0.5, 1000000000.0},
      {1000000, 100, 1e6, 1.0, 0.99, 99.0},
  };
  for (const Case& it : cases) {
    INFO(it.agents << " agents, rho " << it.rho << ", theta / mu " << it.theta);
    const auto queue = erlang_a(it.agents, it.rho * it.agents, 1, 1 / it.theta, 0);
    REQUIRE(queue);
    CHECK(relative_difference(queue->wait_probability, it.wait_probability) <= 1e-11);
    CHECK(relative_difference(queue->abandon_probability, it.abandon_probability) <= 1e-11);
    CHECK(relative_difference(queue->mean_queue_length, it.mean_queue_length) <= 1e-11);
  }
}

TEST_CASE("Erlang B sizes trunks as the tables do") {
  CHECK(agents_for_erlang_b(90, 0.01) == 107);
  CHECK(agents_for_erlang_b(100, 0.01) == 117);
  CHECK(erlang_b(100, 120) == Approx(0.196).margin(0.0005));
}

TEST_CASE("Erlang C staffs 80 % in 20 s as the tables do") {
  struct Case {
    double calls_per_hour;
    int agents;
    double occupancy;
  };
  for (const Case& it : {Case{60, 8, 0.625}, Case{120, 14, 0.714}, Case{360, 36, 0.833},
                         Case{1080, 98, 0.918}, Case{3000, 261, 0.958}}) {
    const double load = it.calls_per_hour * 300 / 3600;
    CHECK(agents_for_erlang_c(load, 300, 0.8, 20) == it.agents);
    CHECK(erlang_c(it.agents, load, 300, 20)->occupancy == Approx(it.occupancy).margin(0.0005));
  }
}

TEST_CASE("Erlang A shows that impatience takes the load off") {
  const auto scarce = erlang_a(90, 90, 300, 300, 20);
  CHECK(scarce->abandon_probability == Approx(0.0420).margin(0.00005));
  CHECK(scarce->answered_within_target == Approx(0.715).margin(0.0005));
  CHECK(scarce->occupancy == Approx(0.958).margin(0.0005));
  const auto ample = erlang_a(98, 90, 300, 300, 20);
  CHECK(ample->abandon_probability == Approx(0.0121).margin(0.00005));
  CHECK(ample->answered_within_target == Approx(0.920).margin(0.0005));
  CHECK(ample->occupancy == Approx(0.907).margin(0.0005));
}

TEST_CASE("one agent has answers one can write down") {
  CHECK(erlang_b(0, 3) == 1);
  CHECK(erlang_b(1, 3) == Approx(0.75).epsilon(1e-14));
  const auto waiting = erlang_c(1, 0.75, 100, 50);
  CHECK(waiting->wait_probability == Approx(0.75).epsilon(1e-14));
  CHECK(waiting->mean_wait_s == Approx(300).epsilon(1e-14));
  CHECK(waiting->mean_queue_length == Approx(2.25).epsilon(1e-14));
  CHECK(waiting->answered_within_target == Approx(1 - 0.75 * std::exp(-0.125)).epsilon(1e-14));
  // With theta = mu the number present is Poisson: nobody waits with probability exp(-load).
  const auto leaving = erlang_a(1, 2, 100, 100, 0);
  CHECK(leaving->wait_probability == Approx(1 - std::exp(-2.0)).epsilon(1e-12));
  CHECK(leaving->virtual_wait_within_target == Approx(std::exp(-2.0)).epsilon(1e-12));
  CHECK(leaving->mean_queue_length == Approx(1 + std::exp(-2.0)).epsilon(1e-12));
}

TEST_CASE("Erlang B follows its recursion from one agent to the next, up to a million agents") {
  for (const double load : {0.3, 12.0, 950.0, 1e4, 0.999e6, 1e6, 1.2e6, 1e9}) {
    for (const int agents : {1, 2, 20, 900, 1000, 11'000, 998'000, 1'000'000}) {
      INFO(agents << " agents, " << load << " Erlang");
      const double before = erlang_b(agents - 1, load), now = erlang_b(agents, load);
      CHECK(relative_difference(now, load * before / (agents + load * before)) <= 1e-11);
    }
  }
  CHECK(erlang_b(1'000'000, 1) == 0);
  CHECK(log_erlang_b(1'000'000, 1) == Approx(-1 - std::lgamma(1'000'001.0)).epsilon(1e-14));
}

TEST_CASE("Erlang A with endless patience is Erlang C") {
  for (const int agents : {1, 3, 100, 10'000, 1'000'000}) {
    for (const double rho : {1e-6, 0.5, 0.9, 0.999}) {
      INFO(agents << " agents, rho " << rho);
      const double load = rho * agents;
      const auto c = erlang_c(agents, load, 300, 20);
      const auto a = erlang_a(agents, load, 300, infinity, 20);
      const auto nearly = erlang_a(agents, load, 300, 1e30, 20);
      REQUIRE((c && a && nearly));
      for (const auto& queue : {*a, *nearly}) {
        CHECK(relative_difference(queue.wait_probability, c->wait_probability) <= 1e-11);
        CHECK(relative_difference(queue.mean_wait_s, c->mean_wait_s) <= 1e-11);
        CHECK(relative_difference(queue.mean_queue_length, c->mean_queue_length) <= 1e-11);
        CHECK(relative_difference(queue.answered_within_target, c->answered_within_target) <= 1e-11);
        CHECK(relative_difference(queue.occupancy, c->occupancy) <= 1e-11);
      }
      CHECK(a->abandon_probability == 0);
      CHECK_FALSE(a->mean_wait_abandoned_s);
    }
  }
}

TEST_CASE("Erlang A with no patience is Erlang B") {
  for (const int agents : {1, 10, 1000, 1'000'000}) {
    for (const double rho : {0.5, 1.0, 1.5}) {
      INFO(agents << " agents, rho " << rho);
      const auto queue = erlang_a(agents, rho * agents, 300, 1e-60, 20);
      const double blocking = erlang_b(agents, rho * agents);
      CHECK(relative_difference(queue->abandon_probability, blocking) <= 1e-11);
      CHECK(relative_difference(queue->wait_probability, blocking) <= 1e-11);
    }
  }
}

TEST_CASE("a queue that grows without end has no answer") {
  CHECK_FALSE(erlang_c(10, 10, 300, 20));
  CHECK_FALSE(erlang_c(10, 1e100, 300, 20));
  CHECK(erlang_c(10, std::nextafter(10.0, 0.0), 300, 20));
  CHECK_FALSE(erlang_a(10, 10, 300, infinity, 20));
  CHECK(erlang_a(10, 10, 300, 1e100, 20));
}

TEST_CASE("Erlang A keeps its balances at the ends of every range") {
  for (const int agents : {1, 10, 1000, 1'000'000}) {
    for (const double rho : {1e-95, 1e-6, 0.99, 1.0, 1.01, 2.0, 1e6, 1e90}) {
      for (const double patience_s : {1e-100, 1e-6, 1.0, 1e6, 1e100}) {
        INFO(agents << " agents, rho " << rho << ", patience " << patience_s);
        const double load = rho * agents;
        const auto queue = erlang_a(agents, load, 1, patience_s, 0.1);
        REQUIRE(queue);
        // Who hangs up does so at rate 1 / patience per waiting caller; the others keep the agents busy.
        CHECK(relative_difference(queue->mean_queue_length, load * queue->abandon_probability * patience_s) <=
              1e-10);
        // While some agent is idle, the number busy has the law of Erlang B with one agent less.
        const double busy = load * (1 - erlang_b(agents - 1, load)) / agents;
        const double waits = queue->wait_probability;
        CHECK(queue->occupancy == Approx(waits + (1 - waits) * busy).epsilon(1e-10).margin(0));
        CHECK(queue->occupancy ==
              Approx(rho * (1 - queue->abandon_probability)).epsilon(1e-10).margin(rho * 1e-14));
        CHECK(queue->occupancy <= 1);
        CHECK(queue->answered_within_target <= queue->virtual_wait_within_target);
        CHECK(queue->answered_within_target <=
              queue->answered_within_target_excluding_short_abandons * (1 + 1e-12));
        CHECK(queue->answered_within_target_excluding_short_abandons <= 1 + 1e-12);
        CHECK(queue->abandoned_within_target <= queue->abandon_probability * (1 + 1e-12));
        CHECK(queue->mean_wait_s <= queue->mean_virtual_wait_s * (1 + 1e-12));
        CHECK(std::isfinite(queue->mean_virtual_wait_s));
      }
    }
  }
}

TEST_CASE("the fewest agents are enough, and one less is not") {
  for (const double load : {1e-6, 0.7, 10.0, 99.9, 5000.0, 900'000.0}) {
    for (const double share : {0.5, 0.8, 0.99}) {
      INFO(load << " Erlang, share " << share);
      const int b = agents_for_erlang_b(load, 1 - share).value();
      CHECK(erlang_b(b, load) <= 1 - share);
      if (b > 0) CHECK(erlang_b(b - 1, load) > 1 - share);
      const int c = agents_for_erlang_c(load, 300, share, 20).value();
      CHECK(erlang_c(c, load, 300, 20)->answered_within_target >= share);
      if (c - 1 > load) CHECK(erlang_c(c - 1, load, 300, 20)->answered_within_target < share);
      for (const ServiceLevel form : {ServiceLevel::virtual_wait, ServiceLevel::answered_of_offered,
                                      ServiceLevel::excluding_short_abandons}) {
        const int a = agents_for_erlang_a(load, 300, 60, share, 20, form).value();
        CHECK(service_level(*erlang_a(a, load, 300, 60, 20), form) >= share);
        if (a > 1) CHECK(service_level(*erlang_a(a - 1, load, 300, 60, 20), form) < share);
        CHECK(a <= c);
      }
      CHECK(agents_for_erlang_a(load, 300, infinity, share, 20) == c);
    }
  }
}

TEST_CASE("targets that a thousand million agents cannot meet have no answer") {
  CHECK_FALSE(agents_for_erlang_b(1e12, 0.01));
  CHECK_FALSE(agents_for_erlang_c(1e12, 300, 0.8, 20));
  CHECK_FALSE(agents_for_erlang_c(1e9, 300, 0.8, 20));
  CHECK_FALSE(agents_for_erlang_a(1e12, 300, 300, 0.8, 20));
}

TEST_CASE("a million agents take no time") {
  const auto start = std::chrono::steady_clock::now();
  double sum = 0;
  for (int i = 0; i < 20; ++i) {
    const double load = 990'000 + i * 1000;
    sum += erlang_b(1'000'000, load) + erlang_a(1'000'000, load, 300, 300, 20)->wait_probability;
  }
  CHECK(sum > 0);
  // Some 4 ms in a release build; room for sanitizers and busy machines.
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));
}

TEST_CASE("values out of range stop the program") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(stops([] { erlang_b(0, 1); }));
  CHECK(stops([] { erlang_b(-1, 1); }));
  CHECK(stops([] { erlang_b(most_agents + 1, 1); }));
  CHECK(stops([] { erlang_b(1, 0); }));
  CHECK(stops([] { erlang_b(1, -1); }));
  CHECK(stops([] { erlang_b(1, infinity); }));
  CHECK(stops([=] { erlang_b(1, nan); }));
  CHECK(stops([] { erlang_c(0, 1, 300, 20); }));
  CHECK(stops([] { erlang_c(10, 1, 0, 20); }));
  CHECK(stops([] { erlang_c(10, 1, 300, -1); }));
  CHECK(stops([=] { erlang_c(10, 1, 300, nan); }));
  CHECK(stops([] { erlang_a(0, 1, 300, 300, 20); }));
  CHECK(stops([] { erlang_a(10, 1, 300, 0, 20); }));
  CHECK(stops([] { erlang_a(10, 1, 300, -infinity, 20); }));
  CHECK(stops([=] { erlang_a(10, 1, 300, nan, 20); }));
  CHECK(stops([] { agents_for_erlang_b(10, 0); }));
  CHECK(stops([] { agents_for_erlang_b(10, 1); }));
  CHECK(stops([] { agents_for_erlang_c(10, 300, 1, 20); }));
  CHECK(stops([] { agents_for_erlang_a(10, 300, 300, 0, 20); }));
}
