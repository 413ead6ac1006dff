// Made-up days for the tests of analysis/: a small centre, an empty tally of its shape, and normal luck.
#pragma once
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <cstddef>
#include <cstdint>

#include "analysis/estimate.hpp"
#include "analysis/figures.hpp"
#include "models/centre/spec.hpp"
#include "models/centre/tally.hpp"
#include "sim/random_stream.hpp"

namespace switchover::synthetic {

inline CentreSpec two_queue_centre() {
  CentreSpec spec;
  spec.length = Duration::whole_seconds(4 * 900);
  spec.platforms = {PlatformSpec{}, PlatformSpec{}};
  spec.platforms[0].name = "old";
  spec.platforms[1].name = "new";
  QueueSpec billing;
  billing.name = "billing";
  billing.has_promise = true;
  billing.promise = {0.80, Duration::whole_seconds(20)};
  QueueSpec support = billing;
  support.name = "support";
  support.counts = ServiceLevelDefinition::answered_only;
  spec.queues = {billing, support};
  GroupSpec first;
  first.name = "billing team";
  first.skills = {SkillSpec{}};
  first.skills[0].queue = QueueId(0);
  GroupSpec second;
  second.name = "support team";
  second.skills = {SkillSpec{}, SkillSpec{}};
  second.skills[0].queue = QueueId(1);
  second.skills[1].queue = QueueId(0);
  second.skills[1].rank = 2;
  spec.groups = {first, second};
  return spec;
}

inline Tally empty_tally(const CentreSpec& spec) {
  Tally tally;
  tally.intervals = interval_count(spec);
  tally.queues = spec.queues.size();
  tally.platforms = spec.platforms.size();
  tally.groups = spec.groups.size();
  tally.modes = tally.platforms + 1;
  const std::size_t rows = tally.intervals + 1;
  tally.queue_cells.resize(rows * tally.queues * tally.platforms);
  tally.people_cells.resize(rows * tally.queues);
  tally.agent_cells.resize(rows * tally.groups * tally.modes);
  tally.limit_cells.resize(rows * tally.platforms * limit_kinds);
  tally.waits.resize(tally.queues * tally.platforms, Histogram(1000));
  tally.virtual_waits.resize(tally.queues * tally.platforms, Histogram(1000));
  tally.queue_lengths.resize(tally.queues * tally.platforms);
  tally.limit_use.resize(tally.platforms * limit_kinds);
  return tally;
}

inline RandomStream luck(std::uint64_t seed, std::uint64_t experiment) {
  return RandomStream({.seed = seed, .replication = 0, .entity = experiment, .purpose = Purpose::test});
}
inline double normal(RandomStream& stream, double mean, double sd) {
  return boost::random::normal_distribution<double>(mean, sd)(stream);
}

// The rule of docs/MODEL.md, Tests of statistics: a rate fails only when it is significantly worse than
// nominal.
inline bool rate_is_not_below(std::size_t hits, std::size_t n, double nominal) {
  return binomial_at_most(hits, n, nominal) >= 0.01;
}
inline bool rate_is_not_above(std::size_t hits, std::size_t n, double nominal) {
  return hits == 0 || 1 - binomial_at_most(hits - 1, n, nominal) >= 0.01;
}

}  // namespace switchover::synthetic
