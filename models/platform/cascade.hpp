// Cascade: which components are lost, given which are broken themselves: what needs a lost one hard is lost
// with it, unless a standby serves in its place.
#pragma once
#include <vector>

#include "models/platform/estate.hpp"

namespace switchover {

class Cascade {
 public:
  explicit Cascade(const EstateSpec& estate);

  struct Losses {
    std::vector<bool> broken;  // by its own fault, or because something that it needs hard is lost
    std::vector<bool> lost;    // broken, and no standby serves in its place
    bool operator==(const Losses&) const = default;
  };
  // `faulty`: has a fault of its own. `promoted`: its standby has taken over; it serves while it is not lost.
  Losses losses(const std::vector<bool>& faulty, const std::vector<bool>& promoted) const;

  // Components so that each stands behind what it needs hard; those in a circle stand last.
  const std::vector<ComponentId>& in_order() const { return order_; }

 private:
  std::vector<std::vector<std::size_t>> needed_by_;   // hard
  std::vector<std::vector<std::size_t>> stands_for_;  // standby -> those whose standby it is
  std::vector<ComponentId> standby_, order_;
};

}  // namespace switchover
