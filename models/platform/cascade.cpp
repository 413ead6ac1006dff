#include "models/platform/cascade.hpp"

#include "sim/contract.hpp"

namespace switchover {

Cascade::Cascade(const EstateSpec& estate)
    : needed_by_(estate.components.size()), stands_for_(estate.components.size()) {
  const std::size_t n = estate.components.size();
  std::vector<std::size_t> open_needs(n, 0);
  for (const NeedSpec& need : estate.needs) {
    demand(need.who.index() < n && need.needs.index() < n, "a need speaks of components of the estate");
    if (!need.hard) continue;
    needed_by_[need.needs.index()].push_back(need.who.index());
    ++open_needs[need.who.index()];
  }
  for (std::size_t c = 0; c < n; ++c) {
    standby_.push_back(estate.components[c].standby);
    if (!standby_[c].is_none()) stands_for_.at(standby_[c].index()).push_back(c);
  }
  std::vector<bool> placed(n, false);
  for (std::size_t c = 0; c < n; ++c) {
    if (open_needs[c] == 0) order_.emplace_back(c);
  }
  for (std::size_t i = 0; i < order_.size(); ++i) {
    placed[order_[i].index()] = true;
    for (const std::size_t who : needed_by_[order_[i].index()]) {
      if (--open_needs[who] == 0) order_.emplace_back(who);
    }
  }
  for (std::size_t c = 0; c < n; ++c) {
    if (!placed[c]) order_.emplace_back(c);
  }
}

// Losses only ever lead to more losses, so one pass over what is newly lost ends, circles or not; and nobody
// in a circle of needs is lost but for a fault.
Cascade::Losses Cascade::losses(const std::vector<bool>& faulty, const std::vector<bool>& promoted) const {
  Losses result{faulty, std::vector<bool>(faulty.size(), false)};
  std::vector<std::size_t> newly;
  const auto look_at = [&](std::size_t c) {
    if (!result.broken[c] || result.lost[c]) return;
    const bool replaced = promoted[c] && !result.lost[standby_[c].index()];
    if (replaced) return;
    result.lost[c] = true;
    newly.push_back(c);
  };
  for (std::size_t c = 0; c < faulty.size(); ++c) look_at(c);
  while (!newly.empty()) {
    const std::size_t c = newly.back();
    newly.pop_back();
    for (const std::size_t who : needed_by_[c]) {
      result.broken[who] = true;
      look_at(who);
    }
    for (const std::size_t whose : stands_for_[c]) look_at(whose);
  }
  return result;
}

}  // namespace switchover
