// SiteMap: which links lie between two sites. The way with the fewest links is taken, and kept: nothing is
// routed around a link that fails.
#pragma once
#include <string>
#include <vector>

#include "models/platform/estate.hpp"

namespace switchover {

class SiteMap {
 public:
  explicit SiteMap(const EstateSpec& estate);
  // Empty when one of them is everywhere (has no name), both are the same, or no link leads from one to the
  // other: then the network between them is ideal.
  std::vector<ComponentId> way(const std::string& from, const std::string& to) const;

 private:
  struct Link {
    ComponentId component;
    std::string from, to;
  };
  std::vector<Link> links_;
};

bool is_link(const ComponentSpec& component);

}  // namespace switchover
