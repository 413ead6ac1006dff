#include "models/platform/site_map.hpp"

#include <algorithm>
#include <map>

namespace switchover {

bool is_link(const ComponentSpec& component) {
  return !component.link_from.empty() && !component.link_to.empty();
}

SiteMap::SiteMap(const EstateSpec& estate) {
  for (std::size_t c = 0; c < estate.components.size(); ++c) {
    const ComponentSpec& one = estate.components[c];
    if (is_link(one)) links_.push_back({ComponentId(c), one.link_from, one.link_to});
  }
}

std::vector<ComponentId> SiteMap::way(const std::string& from, const std::string& to) const {
  if (from.empty() || to.empty() || from == to) return {};
  struct Step {
    std::string before;
    ComponentId link;
  };
  std::map<std::string, Step> reached{{from, {}}};
  std::vector<std::string> sites{from};
  for (std::size_t i = 0; i < sites.size() && reached.count(to) == 0; ++i) {
    for (const Link& link : links_) {
      if (link.from != sites[i] && link.to != sites[i]) continue;
      const std::string& other = link.from == sites[i] ? link.to : link.from;
      if (reached.emplace(other, Step{sites[i], link.component}).second) sites.push_back(other);
    }
  }
  std::vector<ComponentId> links;
  if (reached.count(to) == 0) return links;
  for (std::string at = to; at != from; at = reached.at(at).before) links.push_back(reached.at(at).link);
  std::reverse(links.begin(), links.end());
  return links;
}

}  // namespace switchover
