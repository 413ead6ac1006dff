// The other side of the helper program: starts it when there is something to rehearse, sends requests,
// receives stories. Stories are remembered by the content of the request, so that variants that share one
// share the work.
#pragma once
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/platform/rehearsal.hpp"

namespace switchover {

// A rehearsal that did not come to its end: the child crashed, was killed, or the helper is missing.
struct RehearsalFailure : std::runtime_error {
  using std::runtime_error::runtime_error;  // what(): how it ended, and the last change that was heard
};

struct RehearsalCost {
  std::uint64_t rehearsals = 0, remembered = 0;
  double start_s = 0;  // wall time until the helper answered: its libraries are loaded
  double wall_s = 0;   // of all requests, start aside
};

class RehearsalClient {
 public:
  RehearsalClient();  // starts nothing
  // `program`: path of the helper; empty = beside this program, or one folder up.
  explicit RehearsalClient(std::string program);
  ~RehearsalClient();  // ends the helper and waits for it: no zombie
  RehearsalClient(const RehearsalClient&) = delete;
  RehearsalClient& operator=(const RehearsalClient&) = delete;

  // Replications first .. last-1, in order. One rehearsal for all of them when nothing is random (the result
  // then has one story). Throws RehearsalFailure. Call it from one thread, before worker threads start.
  std::vector<Story> rehearse(const RehearsalRequest& request, std::uint32_t first, std::uint32_t last);
  bool started() const;
  const RehearsalCost& cost() const;

 private:
  struct Helper;
  std::unique_ptr<Helper> helper_;
};

// What the helper program does: reads requests from `in`, forks one child per rehearsal (as many at a time as
// the machine has processors), writes stories to `out`. Returns the exit code. `rehearse` is rehearse_here,
// or a stand-in.
using Rehearse = std::function<void(const RehearsalRequest&, std::uint32_t,
                                    const std::function<void(const StoryEvent&)>&)>;
int serve_rehearsals(int in, int out, const Rehearse& rehearse);

}  // namespace switchover
