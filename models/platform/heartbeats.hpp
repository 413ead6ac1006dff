// Heartbeats: the belief of one watcher: so many replies missing, lost; two good ones, working again. While
// its last reply agrees with its belief and no host or link changes state, nothing new can come of asking:
// it sleeps, and comes back on its own grid of moments. The story is the same as if every one was sent.
#pragma once
#include <cstdint>
#include <functional>

#include "models/platform/agenda.hpp"
#include "models/platform/estate.hpp"

namespace switchover {

class Heartbeats {
 public:
  struct Outside {
    std::function<void(std::uint64_t number)> send;  // replied() follows, or nothing
    std::function<void(bool lost)> believe;          // the belief has changed
  };
  Heartbeats(const HeartbeatSpec& spec, std::size_t rule, bool naive, Agenda& agenda, Outside outside);

  void start();  // the first one is sent at the start, the others every so long after it
  void replied(std::uint64_t number);
  // Some host or link went off or on; whether a reply could come before and can come now.
  void state_changed(bool was_reachable, bool is_reachable);
  // It is told of a maintenance: no surprise when replies stay out, and two good ones end it.
  void expect_loss() { lost_ = true, misses_ = 0; }
  bool lost() const { return lost_; }

 private:
  Time moment(std::uint64_t number) const;
  void wait_for(std::uint64_t number, bool send);
  void judge(bool good);
  void plan_next(std::uint64_t number);

  Duration every_, timeout_;
  std::uint32_t most_misses_;
  std::size_t rule_;
  bool naive_;
  Agenda& agenda_;
  Outside outside_;

  bool lost_ = false, open_ = false, asleep_ = false, disturbed_ = false;
  std::uint32_t misses_ = 0, good_ones_ = 0;
  std::uint64_t number_ = 0;
  Duration way_;  // there and back, of the last good one
  Agenda::Ticket verdict_, next_;
};

}  // namespace switchover
