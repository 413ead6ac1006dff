// Machinery: what a rehearsal asks of SimGrid: hosts and links that go off and on, messages, executions and
// transfers that take their time. Results come back through the Director. rehearsal.cpp is the one in use;
// tests of the director bring a simple one.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "models/platform/estate.hpp"

namespace switchover {

struct HeartbeatRoute {  // of one watcher, by its failover rule
  std::size_t rule = 0;
  ComponentId target;              // the host that answers; a link: its far end answers
  std::vector<ComponentId> links;  // between watcher and target; none = an ideal network
  Duration timeout;
};
struct TransferRoute {  // of one data flow
  std::vector<ComponentId> links;
};
struct Counter {       // where agents sign in: a server component, or one of its own
  ComponentId server;  // none: one that never fails
  std::size_t at_once = 1;
};

// What the rehearsal is made of, all known before it starts.
struct Equipment {
  std::vector<std::vector<double>> speeds;  // per component: speeds that it may be set to; the first is 1
  std::vector<HeartbeatRoute> heartbeats;
  std::vector<TransferRoute> transfers;  // per data flow
  std::vector<Counter> counters;
};

// How fast a component works while this share of it is slow: what is slow runs at half its speed.
constexpr double slow_speed(double share) { return 1 - share / 2; }

class Machinery {
 public:
  virtual ~Machinery() = default;
  virtual void turn(ComponentId component, bool on) = 0;
  virtual void set_speed(ComponentId component, std::size_t which) = 0;  // index into Equipment::speeds
  // A request of 200 bytes and its reply; Director::replied if it came within the timeout.
  virtual void send_heartbeat(std::size_t watcher, std::uint64_t number) = 0;
  // `work`: seconds of the server when it works alone. Ends with Director::signed_in or sign_in_broken.
  virtual void sign_in(std::size_t counter, std::uint64_t job, double work) = 0;
  // Ends with Director::transferred or transfer_broken, or is abandoned.
  virtual void transfer(std::size_t flow, std::uint64_t number, double bytes) = 0;
  virtual void abandon_transfer(std::size_t flow, std::uint64_t number) = 0;
};

}  // namespace switchover
