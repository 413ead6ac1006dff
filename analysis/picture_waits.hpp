// Waits of a picture: at which seconds the share of the answered is told, and how many a histogram has.
#pragma once
#include <cstddef>
#include <vector>

#include "analysis/pictures.hpp"
#include "models/centre/spec.hpp"
#include "models/centre/tally.hpp"

namespace switchover {

// Seconds at which the waits of a queue are counted: round figures up to a week, and what its promise says.
std::vector<double> wait_edges(const QueueSpec& queue);

// How many of the queue's answered waited at most so long, for every edge. At the seconds of the promise as
// the service level counts them; elsewhere from the histogram, as if the waits of a bin were spread evenly.
std::vector<double> answered_within(const QueueSpec& queue, const Tally& tally, std::size_t q,
                                    const std::vector<double>& edges);

// Waits of all plans end where 99.5% of the answered have been answered in each of them, but not before four
// times the seconds of the promise: a queue's curves have the same seconds in every plan.
void end_waits_together(Pictures& pictures);

}  // namespace switchover
