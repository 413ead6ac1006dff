// How a redirection of calls takes effect: in steps, each spread over the life of DNS records, without those
// who ignore it for a while.
#pragma once
#include <vector>

#include "models/platform/estate.hpp"

namespace switchover {

struct RedirectStep {
  Duration after;    // the change was made
  double share = 0;  // of the new calls of `from` that go to `to` from then on
  bool operator==(const RedirectStep&) const = default;
};
// From the share that is redirected now to the share that should be. Those who ignore the change follow after
// `stubborn_for`, or stay where they are when that is zero; on the way back (to = 0) everybody comes who has
// moved.
std::vector<RedirectStep> redirect_steps(const FailoverSpec& rule, double from, double to);

}  // namespace switchover
