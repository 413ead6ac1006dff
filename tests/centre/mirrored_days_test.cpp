// Mirrored busyness of days: pairs of replications, everything else as it was.
#include <catch2/catch.hpp>
#include <cmath>

#include "models/centre/centre.hpp"
#include "sim/distribution.hpp"
#include "tests/analysis/centres.hpp"

using namespace switchover;

namespace {

std::int64_t people(const Tally& tally) {
  std::int64_t sum = 0;
  for (const PeopleCell& cell : tally.people_cells) sum += cell.people;
  return sum;
}

CentreSpec busy_centre(double day_cv, bool mirrored) {
  CentreSpec spec = centres::one_queue(60, 5, 2);
  spec.day_cv = day_cv;
  spec.mirrored_days = mirrored;
  return spec;
}

}  // namespace

TEST_CASE("mirrored days change nothing where days are equally busy") {
  Centre plain(make_plan(busy_centre(0, false)));
  Centre mirrored(make_plan(busy_centre(0, true)));
  for (std::uint32_t r = 0; r < 4; ++r)
    CHECK(fingerprint(plain.run(3, r)) == fingerprint(mirrored.run(3, r)));
}

TEST_CASE("a pair of mirrored days draws u and 1 - u, and pairs differ") {
  Centre centre(make_plan(busy_centre(0.2, true)));
  const Distribution law = Distribution::gamma(1, 0.2);
  double last = 0;
  for (std::uint32_t pair = 0; pair < 20; ++pair) {
    const double even = centre.run(3, 2 * pair).day_factor;
    const double odd = centre.run(3, 2 * pair + 1).day_factor;
    CHECK(law.survival(even) + law.survival(odd) == Approx(1));
    CHECK(even != last);
    last = even;
  }
}

TEST_CASE("mirrored days keep the mean and spread of busyness, and pairs are steadier") {
  Centre centre(make_plan(busy_centre(0.2, true)));
  constexpr std::uint32_t pairs = 1000;
  double sum = 0, squares = 0, pair_squares = 0, calls = 0;
  for (std::uint32_t pair = 0; pair < pairs; ++pair) {
    double both = 0;
    for (std::uint32_t r = 2 * pair; r < 2 * pair + 2; ++r) {
      const Tally& tally = centre.run(5, r);
      sum += tally.day_factor;
      squares += (tally.day_factor - 1) * (tally.day_factor - 1);
      both += tally.day_factor - 1;
      calls += static_cast<double>(people(tally));
    }
    pair_squares += both * both;
  }
  CHECK(sum / (2 * pairs) == Approx(1).margin(0.004));
  CHECK(squares / (2 * pairs) == Approx(0.04).epsilon(0.15));
  CHECK(pair_squares / pairs < 0.01);  // independent days: 0.08
  CHECK(calls / (2 * pairs) == Approx(120).margin(4 * std::sqrt((120 + 576) / 2000.0)));
}

TEST_CASE("mirrored days leave all other luck as it is") {
  // Exact counts do not feel the busyness: the same callers, to the bit, but for the factor itself.
  CentreSpec spec = busy_centre(0.2, false);
  spec.demand[0].pattern = ArrivalPattern::exact_counts;
  Centre plain(make_plan(spec));
  spec.mirrored_days = true;
  Centre mirrored(make_plan(spec));
  for (std::uint32_t r = 0; r < 4; ++r) {
    Tally a = plain.run(3, r);
    Tally b = mirrored.run(3, r);
    CHECK(a.day_factor != b.day_factor);
    a.day_factor = b.day_factor = 1;
    CHECK(fingerprint(a) == fingerprint(b));
  }
}
