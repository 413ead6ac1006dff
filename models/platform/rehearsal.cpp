#include "models/platform/rehearsal.hpp"

#include <simgrid/s4u.hpp>

namespace switchover {

void rehearse_here(const RehearsalRequest& request, std::uint32_t replication,
                   const std::function<void(const StoryEvent&)>& tell) {
  for (const DatedFault& fault : draw_faults(request.estate, request.horizon, request.seed, replication)) {
    tell({fault.from,
          StoryKind::fault_begins,
          fault.component,
          -1,
          {},
          {},
          fault.share,
          request.estate.faults[fault.fault].name});
  }
}

}  // namespace switchover
