// The rehearsal in SimGrid: hosts, links, messages, executions and transfers for a Director, which stands on
// a host that never fails. Written for SimGrid 3.32.
#include "models/platform/rehearsal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <deque>
#include <memory>
#include <simgrid/s4u.hpp>
#include <utility>

#include "models/platform/director.hpp"
#include "models/platform/site_map.hpp"

namespace switchover {

namespace {

namespace sg = simgrid::s4u;

constexpr std::uint64_t heartbeat_bytes = 200;
constexpr double ideal_bytes_per_s = 1e15, megabit_bytes = 125'000;

// Whole microseconds; what lies in the middle but for the last bits of the clock always goes up.
Time moment_of(double clock_s) {
  return Time::microseconds(static_cast<std::int64_t>(std::floor(clock_s * 1e6 + 0.501)));
}

// Numbers travel in the place of pointers to data.
void* as_payload(std::uint64_t number) {
  static_assert(sizeof(void*) >= sizeof(std::uint64_t));
  return reinterpret_cast<void*>(number + 1);  // NOLINT(performance-no-int-to-ptr): never followed
}
std::uint64_t from_payload(const void* payload) { return reinterpret_cast<std::uint64_t>(payload) - 1; }

class SimGridMachinery final : public Machinery {
 public:
  SimGridMachinery(const RehearsalRequest& request, Director& director)
      : request_(request), director_(director), horizon_s_(request.horizon.in_seconds()) {
    build_zone();
    build_components();
    build_watchers();
    build_flows();
    build_counters();
    root_->seal();
    wake_ = sg::Semaphore::create(0);
    sg::Actor::create("director", base_, [this] { lead(); });
  }

  void turn(ComponentId component, bool on) override {
    if (sg::Host* host = hosts_[component.index()]) on ? host->turn_on() : host->turn_off();
    for (sg::Link* link : {links_[component.index()].data, links_[component.index()].signals}) {
      if (link != nullptr) on ? link->turn_on() : link->turn_off();
    }
  }
  void set_speed(ComponentId component, std::size_t which) override {
    if (sg::Host* host = hosts_[component.index()]) host->set_pstate(which);
  }
  void send_heartbeat(std::size_t watcher, std::uint64_t number) override {
    watchers_[watcher].number = number;
    watchers_[watcher].go->release();
  }
  void sign_in(std::size_t counter, std::uint64_t job, double work) override {
    Counter& c = counters_[counter];
    c.jobs.push_back({job, work});
    // Clerks are hired when all others are busy.
    if (c.clerks == c.busy) {
      ++c.clerks;
      sg::Actor::create("clerk", base_, [this, counter] { serve(counter); });
    }
    ++c.busy;
    c.go->release();
  }
  void transfer(std::size_t flow, std::uint64_t number, double bytes) override {
    Flow& f = flows_[flow];
    f.number = number;
    f.bytes = static_cast<std::uint64_t>(bytes);
    f.go->release();
  }
  void abandon_transfer(std::size_t flow, std::uint64_t number) override {
    if (flows_[flow].number == number && flows_[flow].copy) flows_[flow].copy->cancel();
  }

 private:
  // Signals have a queue of their own on each link, as voice and signalling do: they share its fate and its
  // delay, and are not held up by data.
  struct Link {
    sg::Link* data = nullptr;
    sg::Link* signals = nullptr;
  };
  struct Watcher {
    sg::Host* host = nullptr;
    sg::Host* target = nullptr;
    sg::Mailbox* requests = nullptr;
    sg::Mailbox* replies = nullptr;
    sg::SemaphorePtr go;
    std::uint64_t number = 0;
    double timeout_s = 0;
  };
  struct Flow {
    sg::Host* from = nullptr;
    sg::Host* to = nullptr;
    sg::SemaphorePtr go;
    sg::CommPtr copy;
    std::uint64_t number = 0, bytes = 0;
  };
  struct Job {
    std::uint64_t number = 0;
    double work_s = 0;
  };
  struct Counter {
    sg::Host* server = nullptr;
    sg::SemaphorePtr go;
    std::deque<Job> jobs;
    std::size_t clerks = 0, busy = 0;
  };

  void build_zone() {
    root_ = sg::create_full_zone("estate");
    ideal_ = root_->create_link("ideal", ideal_bytes_per_s)
                 ->set_latency(0)
                 ->set_sharing_policy(sg::Link::SharingPolicy::FATPIPE)
                 ->seal();
    base_ = new_host("director", {1.0});
  }
  sg::Host* new_host(const std::string& name, const std::vector<double>& speeds) {
    return root_->create_host(name, speeds)->seal();
  }
  void build_components() {
    const auto& components = request_.estate.components;
    for (std::size_t c = 0; c < components.size(); ++c) {
      hosts_.push_back(nullptr);
      links_.emplace_back();
      if (!is_link(components[c])) {
        hosts_[c] = new_host(fmt::format("component {}", c), director_.equipment().speeds[c]);
        continue;
      }
      const double bandwidth = std::max(components[c].megabits * megabit_bytes, 1.0);
      const double latency = components[c].latency.in_seconds();
      links_[c].data = root_->create_link(fmt::format("link {}", c), bandwidth)->set_latency(latency)->seal();
      links_[c].signals = root_->create_link(fmt::format("signals {}", c), bandwidth)
                              ->set_latency(latency)
                              ->set_sharing_policy(sg::Link::SharingPolicy::FATPIPE)
                              ->seal();
    }
  }
  void add_route(const sg::Host* from, const sg::Host* to, const std::vector<ComponentId>& way,
                 bool signals) {
    std::vector<sg::LinkInRoute> route;
    route.reserve(way.size() + 1);
    for (const ComponentId id : way) {
      route.emplace_back(signals ? links_[id.index()].signals : links_[id.index()].data);
    }
    if (route.empty()) route.emplace_back(ideal_);
    root_->add_route(from->get_netpoint(), to->get_netpoint(), nullptr, nullptr, route, true);
  }
  void build_watchers() {
    const auto& heartbeats = director_.equipment().heartbeats;
    watchers_.resize(heartbeats.size());
    for (std::size_t w = 0; w < heartbeats.size(); ++w) {
      Watcher& one = watchers_[w];
      one.host = new_host(fmt::format("watcher {}", w), {1.0});
      one.target = hosts_[heartbeats[w].target.index()];
      if (one.target == nullptr) one.target = new_host(fmt::format("far end {}", w), {1.0});
      add_route(one.host, one.target, heartbeats[w].links, true);
      one.requests = sg::Mailbox::by_name(fmt::format("requests {}", w));
      one.replies = sg::Mailbox::by_name(fmt::format("replies {}", w));
      one.timeout_s = heartbeats[w].timeout.in_seconds();
      one.go = sg::Semaphore::create(0);
      sg::Actor::create(fmt::format("watcher {}", w), one.host, [this, w] { watch(w); });
      sg::Actor::create(fmt::format("answer {}", w), one.target, [this, w] {
        answer(w);
      })->set_auto_restart();
    }
  }
  void build_flows() {
    const auto& transfers = director_.equipment().transfers;
    flows_.resize(transfers.size());
    for (std::size_t f = 0; f < transfers.size(); ++f) {
      flows_[f].from = new_host(fmt::format("flow {} from", f), {1.0});
      flows_[f].to = new_host(fmt::format("flow {} to", f), {1.0});
      add_route(flows_[f].from, flows_[f].to, transfers[f].links, false);
      flows_[f].go = sg::Semaphore::create(0);
      sg::Actor::create(fmt::format("flow {}", f), base_, [this, f] { copy(f); });
    }
  }
  void build_counters() {
    const auto& counters = director_.equipment().counters;
    counters_.resize(counters.size());
    for (std::size_t i = 0; i < counters.size(); ++i) {
      const ComponentId server = counters[i].server;
      sg::Host* host = server.is_none() ? nullptr : hosts_[server.index()];
      counters_[i].server = host != nullptr ? host : new_host(fmt::format("sign-in {}", i), {1.0});
      counters_[i].go = sg::Semaphore::create(0);
    }
  }

  // The actors. None of them catches what SimGrid ends an actor with.
  void watch(std::size_t w) {
    Watcher& me = watchers_[w];
    while (true) {
      me.go->acquire();
      const double until = sg::Engine::get_clock() + me.timeout_s;
      const std::uint64_t number = me.number;
      if (!me.target->is_on()) continue;  // nobody there to take it
      try {
        me.requests->put(as_payload(number), heartbeat_bytes, me.timeout_s);
        const double left = until - sg::Engine::get_clock();
        if (left <= 0) continue;
        if (from_payload(me.replies->get<void>(left)) != number) continue;
      } catch (const simgrid::NetworkFailureException&) {
        continue;
      } catch (const simgrid::TimeoutException&) {
        continue;
      }
      director_.replied(moment_of(sg::Engine::get_clock()), w, number);
      wake_->release();
    }
  }
  void answer(std::size_t w) {
    Watcher& me = watchers_[w];
    while (true) {
      try {
        void* number = me.requests->get<void>();
        me.replies->put(number, heartbeat_bytes, me.timeout_s);
      } catch (const simgrid::NetworkFailureException&) {  // the way is gone; the next one may come
        continue;
      } catch (const simgrid::TimeoutException&) {
        continue;
      }
    }
  }
  void serve(std::size_t counter) {
    Counter& me = counters_[counter];
    while (true) {
      me.go->acquire();
      const Job job = me.jobs.front();
      me.jobs.pop_front();
      bool done = true;
      try {
        sg::ExecPtr exec = sg::this_actor::exec_init(job.work_s);
        exec->set_host(me.server)->start();
        exec->wait();
      } catch (const simgrid::HostFailureException&) {
        done = false;
      }
      --me.busy;
      const Time now = moment_of(sg::Engine::get_clock());
      done ? director_.signed_in(now, counter, job.number)
           : director_.sign_in_broken(now, counter, job.number);
      wake_->release();
    }
  }
  void copy(std::size_t flow) {
    Flow& me = flows_[flow];
    while (true) {
      me.go->acquire();
      const std::uint64_t number = me.number;
      bool done = true;
      try {
        me.copy = sg::Comm::sendto_async(me.from, me.to, me.bytes);
        me.copy->wait();
      } catch (const simgrid::NetworkFailureException&) {
        done = false;
      } catch (const simgrid::CancelException&) {
        done = false;
      }
      me.copy.reset();
      const Time now = moment_of(sg::Engine::get_clock());
      done ? director_.transferred(now, flow, number) : director_.transfer_broken(now, flow, number);
      wake_->release();
    }
  }
  // Sleeps until something is planned or reported. What others report at this very moment comes first.
  void lead() {
    director_.start(*this);
    while (true) {
      const double now = sg::Engine::get_clock();
      if (now >= horizon_s_) break;
      sg::this_actor::yield();
      director_.run(moment_of(now));
      const double next = std::min(director_.next().in_seconds(), horizon_s_);
      if (next > now) wake_->acquire_timeout(next - now);
    }
    sg::Actor::kill_all();
  }

  const RehearsalRequest& request_;
  Director& director_;
  double horizon_s_;
  sg::NetZone* root_ = nullptr;
  sg::Host* base_ = nullptr;
  sg::Link* ideal_ = nullptr;
  std::vector<sg::Host*> hosts_;  // per component; none for a link
  std::vector<Link> links_;       // per component; none for a host
  std::vector<Watcher> watchers_;
  std::vector<Flow> flows_;
  std::vector<Counter> counters_;
  sg::SemaphorePtr wake_;
};

std::vector<std::string> settings(const RehearsalRequest& request) {
#ifdef SWITCHOVER_SANITIZED
  const std::string usual = "thread";  // the others switch stacks behind a sanitizer's back
#else
  const std::string usual = "raw";
#endif
  const std::string factory = request.context_factory.empty() ? usual : request.context_factory;
  return {"rehearsal",
          "--log=root.thresh:critical",
          "--cfg=network/model:CM02",  // the figures of the file are meant as they are
          "--cfg=network/crosstraffic:0",
          "--cfg=network/TCP-gamma:0",
          "--cfg=contexts/stack-size:256",
          "--cfg=contexts/factory:" + factory};
}

}  // namespace

void rehearse_here(const RehearsalRequest& request, std::uint32_t replication,
                   const std::function<void(const StoryEvent&)>& tell) {
  if (request.horizon <= Time{}) return;
  std::vector<std::string> words = settings(request);
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  int count = static_cast<int>(words.size());
  sg::Engine engine(&count, arguments.data());
  Director director(request, replication, tell);
  SimGridMachinery machinery(request, director);
  engine.run_until(request.horizon.in_seconds());
}

}  // namespace switchover
