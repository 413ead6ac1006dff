// A scenario that is simulated in a moment, for tests that are about something else.
#pragma once
#include <string>

namespace switchover::test {

// Two hours, one platform, one queue; `events` and `must` as they stand in a file.
inline std::string small_scenario(const std::string& queue = "help") {
  return R"(schema = 1
name = "Small"
start = 2026-03-02T08:00:00
length = "2h"
runs = 10
[platform.main]
[queue.')" +
         queue + R"(']
talk = "180s"
calls_per_hour = 200
[group.agents]
skills = [{ queue = ')" +
         queue + R"(' }]
agents = 16
[expect]
must = ["mean never_served_rate <= 99% over day"]
)";
}

}  // namespace switchover::test
