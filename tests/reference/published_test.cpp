// The examples that the ContactCenters library of the Universite de Montreal publishes with their results.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <sstream>

#include "family.hpp"
#include "laboratory.hpp"
#include "reference_rows.hpp"

using namespace switchover;

namespace {

constexpr std::uint32_t replications = 3000;
constexpr double normal_95 = 1.959963984540054;

// Published values by metric: the interval "0.900-0.904" gives the standard error, the decimals the rounding.
std::map<std::string, Published> published(const std::string& model) {
  std::map<std::string, Published> found;
  for (const ReferenceRow& row : reference_rows("published_contactcenters.csv")) {
    if (row.text("model") != model) continue;
    const std::string& text = row.text("published_value");
    double low = 0, high = 0;
    if (std::sscanf(row.text("published_ci").c_str(), "%lf-%lf", &low, &high) != 2) continue;
    const std::size_t point = text.find('.');
    const double decimals = point == std::string::npos ? 0 : static_cast<double>(text.size() - point - 1);
    found[row.text("metric")] = {row.number("published_value"), (high - low) / 2 / normal_95, 0,
                                 std::pow(10, -decimals)};
  }
  return found;
}

struct Day {
  QueueSums calls;       // the whole day and what came after
  double occupancy_top;  // seconds in conversation while the centre is open
  double occupancy_bottom;
};
Day day_of(const Tally& tally) {
  const AgentSums agents = agent_sums(tally, 0, {0, tally.intervals});
  return {queue_sums(tally, 0, {0, tally.intervals + 1}), agents.talking_s, agents.signed_in_s};
}

template <class Compare>
void run_example(Family& family, const std::string& name, std::uint64_t seed, Compare compare) {
  const auto values = published(name);
  const Scenario scenario = scenario_of_file(name);
  family.begin_row(name);
  run_replications(scenario, seed, replications, [&](const Tally& tally) {
    family.next_replication();
    const auto estimate = [&](const char* metric, double top, double bottom) {
      family.estimate(metric, values.at(metric), top, bottom);
    };
    compare(day_of(tally), estimate);
  });
  family.end_row();
}

std::vector<double> numbers_in(std::string text) {
  for (char& letter : text)
    if (letter == ';' || std::isalpha(static_cast<unsigned char>(letter)) != 0) letter = ' ';
  std::istringstream in(text);
  std::vector<double> numbers;
  for (double number = 0; in >> number;) numbers.push_back(number);
  return numbers;
}

// Service levels by hour and of the day, in percent, over 300 replications.
void run_single_queue(Family& family, const std::string& metric, const std::string& promise,
                      std::uint64_t seed) {
  std::vector<double> levels;
  for (const ReferenceRow& row : reference_rows("published_contactcenters.csv"))
    if (row.text("metric") == metric) levels = numbers_in(row.text("published_value"));
  REQUIRE(levels.size() == 14);
  const Scenario scenario = scenario_of_file("singleQueue", {"queue.calls.promise=\"" + promise + "\""});
  const Published occupancy = published("singleQueue").at("occupancy");
  family.begin_row(metric);
  run_replications(scenario, seed, replications, [&](const Tally& tally) {
    family.next_replication();
    const auto compare = [&](const std::string& name, double percent, const QueueSums& q) {
      family.estimate(name, {percent / 100, 0, 300, 0.001}, q.in_time, q.offered - q.abandoned_in_time);
    };
    for (std::size_t hour = 0; hour < 13; ++hour)
      compare(fmt::format("hour {}", hour), levels[hour], queue_sums(tally, 0, {hour, hour + 1}));
    const Day day = day_of(tally);
    compare("all", levels[13], day.calls);
    family.estimate("occupancy", occupancy, day.occupancy_top, day.occupancy_bottom);
  });
  family.end_row();
}

}  // namespace

TEST_CASE("Published examples by simulation") {
  Family family("Published examples");
  run_example(family, "MMC", 5001, [](const Day& day, auto estimate) {
    estimate("good_per_day", day.calls.in_time, 1);
    estimate("service_level_served", day.calls.in_time, day.calls.answered);
    estimate("ASA_min", day.calls.wait_answered_s / 60, day.calls.answered);
    estimate("occupancy", day.occupancy_top, day.occupancy_bottom);
  });
  run_example(family, "MMCAb", 5002, [](const Day& day, auto estimate) {
    const QueueSums& q = day.calls;
    estimate("abandoned_per_day", q.abandoned, 1);
    estimate("good_per_day", q.in_time, 1);
    estimate("SL good/served", q.in_time, q.answered);
    estimate("SL good/(served+abandoned after AWT)", q.in_time, q.offered - q.abandoned_in_time);
    estimate("ASA_min (served)", q.wait_answered_s / 60, q.answered);
    estimate("occupancy", day.occupancy_top, day.occupancy_bottom);
  });
  run_example(family, "MMCBlocked", 5003, [](const Day& day, auto estimate) {
    const QueueSums& q = day.calls;
    estimate("blocked_per_day", q.blocked_queue, 1);
    estimate("SL good/served", q.in_time, q.answered);
    estimate("SL good/offered", q.in_time, q.attempts);
    estimate("ASA_min", q.wait_answered_s / 60, q.answered);
  });
  run_single_queue(family, "SL20 by hour (%)", "80% in 20s", 5004);
  run_single_queue(family, "SL30 by hour (%)", "80% in 30s", 5005);
  family.finish();
}
