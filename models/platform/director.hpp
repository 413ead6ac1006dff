// Director: leads a rehearsal. It knows the faults that were drawn, turns hosts and links off and on, lets
// watchers, rules, agents and flows react, and tells the story. Messages, executions and transfers are the
// Machinery's. It knows no clock but the moments it is given, so a test can lead it by hand.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "models/platform/agenda.hpp"
#include "models/platform/agent_desk.hpp"
#include "models/platform/cascade.hpp"
#include "models/platform/estate_condition.hpp"
#include "models/platform/failover_run.hpp"
#include "models/platform/felt_effects.hpp"
#include "models/platform/flow_run.hpp"
#include "models/platform/heartbeats.hpp"
#include "models/platform/machinery.hpp"
#include "models/platform/rehearsal.hpp"
#include "models/platform/sign_in_line.hpp"

namespace switchover {

class Director {
 public:
  Director(const RehearsalRequest& request, std::uint32_t replication,
           std::function<void(const StoryEvent&)> tell);
  Director(const Director&) = delete;
  Director& operator=(const Director&) = delete;

  const Equipment& equipment() const { return equipment_; }
  void start(Machinery& machinery);
  Time next() const { return agenda_.next(); }  // when something is planned; never() when nothing is
  // Everything up to and including `until`. What begins at or after the horizon is not told.
  void run(Time until);

  // Reports of the machinery. Those of one moment are taken up behind all that was planned for it.
  void replied(Time at, std::size_t watcher, std::uint64_t number);
  void signed_in(Time at, std::size_t counter, std::uint64_t job);
  void sign_in_broken(Time at, std::size_t counter, std::uint64_t job);
  void transferred(Time at, std::size_t flow, std::uint64_t number);
  void transfer_broken(Time at, std::size_t flow, std::uint64_t number);

 private:
  struct Active {  // a fault that is under way
    std::size_t fault = 0;
    double share = 1;
    bool operator==(const Active&) const = default;
  };
  struct Component {
    std::vector<Active> down, maintenance, slow;
    double level = 0;   // the share of it that is lost, as told
    bool works = true;  // its host or link is on
    std::size_t speed = 0;
    bool is_promoted = false;
    Agenda::Ticket promotion;
  };
  struct Rule {
    std::unique_ptr<Heartbeats> heartbeats;
    std::vector<ComponentId> way;  // links between the watcher and the watched
    bool reachable = true;
    std::unique_ptr<NoticeClock> loss, slowness;
    std::unique_ptr<FailoverRun> run;
    bool announced = false, seen_lost = false;
    std::uint64_t notices = 0;
  };

  void plan_machines();
  std::size_t counter_for(const SignInSpec& spec, PlatformId where);
  void set_up_agents();
  void set_up_lines();
  void set_up_rules();
  void set_up_rule(std::size_t r);
  void set_up_flows();
  void report(Time at, std::size_t whom, std::function<void()> what);
  void tell(StoryEvent event);

  // The life of the components.
  void faults_change();
  void begin(const DatedFault& fault);
  void end(const DatedFault& fault);
  std::vector<Active>& active(const DatedFault& fault);
  void update();
  void watch_promotions(const Cascade::Losses& losses);
  void promote(ComponentId component);
  void tell_levels(const Cascade::Losses& losses);
  void tell_level(ComponentId component, double level);
  void turn_machines(const Cascade::Losses& losses);
  void set_speed(ComponentId component);
  void watchers_look(const Cascade::Losses& unannounced);
  void belief_changes(std::size_t rule);
  bool is_open(const std::vector<ComponentId>& links) const;
  std::vector<bool> faulty(bool with_maintenance) const;
  bool is_blind() const;

  // What it means for agents and for data.
  void agents_feel();
  void lose_data(ComponentId component);

  const RehearsalRequest& request_;
  const EstateSpec& estate_;
  std::uint32_t replication_;
  std::function<void(const StoryEvent&)> tell_;
  Machinery* machinery_ = nullptr;
  Agenda agenda_;
  Cascade cascade_;
  Equipment equipment_;
  std::vector<DatedFault> drawn_;
  std::vector<Component> components_;
  EstateCondition condition_;
  FeltEffects effects_;
  std::vector<bool> sign_in_forbidden_;  // per platform
  std::vector<std::unique_ptr<SignInLine>> lines_;
  std::vector<PlatformId> counter_at_;  // per counter without a server: the platform whose it is
  std::unique_ptr<AgentDesk> desk_;
  std::set<std::pair<PlatformId, ComponentId>> scopes_;  // of whom some have been thrown out
  std::vector<Rule> rules_;
  std::vector<std::unique_ptr<FlowRun>> flows_;
};

}  // namespace switchover
