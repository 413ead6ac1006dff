// EstateSpec: the technical estate as values: components, what needs what, links, faults, failover rules,
// data flows. Everything that a rehearsal needs, before anything is drawn.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/ids.hpp"
#include "models/platform/fault_effect.hpp"
#include "sim/distribution.hpp"
#include "sim/time.hpp"

namespace switchover {

using ComponentId = Id<struct ComponentTag, std::uint16_t>;

// docs/SCENARIO.md, "Components": each kind has rows of the fault table, an effect, a repair time, a
// frequency.
enum class ComponentKind {
  data_centre,  // F10: everything of a platform at one place
  core,         // F11: routing core, central controller
  call_server,  // F14: PBX
  carrier,      // F1, F2: trunk group
  edge,         // F3, F4: admission of a platform: calls per second, quota
  sbc,          // F8, F9
  ivr,          // F6, F7: IVR or bot, ports and logic
  desktop,      // F12: CTI and agent desktop server
  agent_pc,     // F13
  network,      // F15: media quality
  wan,          // F16: a link between sites
  site,         // F16, F32: a building with agents
  isp,          // F16: remote agents' internet
  sign_on,      // F17, F18
  crm,          // F19, F20
  wfm,          // F21
  reporting,    // F22: monitoring is blind
  recording,    // F23
  callback,     // F24
  dns,          // F25
  number,       // F26: number port
  bridge,       // F28: calls between platforms
  sync,         // F29: data synchronisation
  third_party,
};
inline constexpr std::size_t component_kinds = 24;

// Where a figure comes from that the file need not give.
enum class FigureOrigin { file, preset, default_ };

struct ComponentSpec {
  std::string name;  // "old.dc1", "sso"
  ComponentKind kind = ComponentKind::third_party;
  // Whose callers and agents notice its failure. The reader fills it: the prefix of the name, or `platforms`,
  // or the platforms of everything that needs it, or all.
  std::vector<PlatformId> platforms;
  std::vector<GroupId> groups;  // site, isp, wan: only these groups' agents; empty = all of the platforms
  double share = 1;             // share of the platforms' calls (or agents) that goes through it, 0..1
  std::string site;             // where it stands; empty = everywhere (no link between it and the watcher)
  ComponentId standby;          // takes over when it is lost, and is not lost itself
  Duration promotion;           // from the loss until the standby serves (automatic)
  FaultEffect when_down, when_slow;
  Distribution repair;  // seconds
  FigureOrigin repair_from = FigureOrigin::default_;
  std::optional<double> times_a_year;  // how often it fails
  FigureOrigin times_from = FigureOrigin::default_;
  std::string link_from, link_to;                 // wan: the two sites it joins; both empty = not a link
  double megabits = 1000;                         // wan
  Duration latency = Duration::whole_seconds(0);  // wan
  bool operator==(const ComponentSpec&) const = default;
};

// `who` needs `needs`. Hard: who is down with it. Soft: the platforms of `who` feel `effect` while it is
// down.
struct NeedSpec {
  ComponentId who, needs;
  bool hard = true;
  FaultEffect effect;  // soft
  bool operator==(const NeedSpec&) const = default;
};

enum class FaultMode {
  down,
  slow,
  maintenance
};  // maintenance: announced; failover acts before, calls are let finish
struct FaultSpec {
  std::string name;                  // of the event
  std::vector<ComponentId> targets;  // several: a common cause
  FaultMode mode = FaultMode::down;
  Time at;                  // scripted; with `every`: not before
  Duration at_uncertainty;  // +-, uniform, drawn per replication
  std::optional<Distribution>
      every;  // random: seconds from the start (or the last repair) to the next failure
  Distribution lasts = Distribution::never();  // seconds
  double share = 1;                            // of the component that is lost
  bool share_random = false;                   // uniform between 0 and share
  double probability = 1;                      // that it happens at all, per replication
  std::uint32_t flaps = 0;                     // it comes back and fails again so many times ...
  Duration flap_up;  // ... after being up for so long; `lasts` is the whole, first loss to last repair
  std::optional<FaultEffect> effect;  // said by the event; else of the component
  bool operator==(const FaultSpec&) const = default;
};

enum class Detection { scripted, heartbeats, monitoring };
struct HeartbeatSpec {
  Duration every = Duration::whole_seconds(10), timeout = Duration::whole_seconds(1);
  std::uint32_t misses = 3;
  std::string from_site;  // where the watcher stands; empty = reaches everything
  bool operator==(const HeartbeatSpec&) const = default;
};
struct SignInSpec {
  double per_minute = 40;  // of the server when it works alone; 0 = at once
  double fails = 0;        // share of attempts that fail and are repeated after back_off
  Duration back_off = Duration::whole_seconds(30);
  std::uint32_t at_once = 4;  // sign-ins that share the server; the others wait in line
  ComponentId server;         // cannot be used while it is down; none = always there
  bool operator==(const SignInSpec&) const = default;
};
struct AgentsMoveSpec {
  double dual_enabled = 0;  // share of the agents of `from` with a working login on `to`
  Distribution notice;      // seconds from execution until an agent begins to sign in
  SignInSpec sign_in;
  double aht_factor = 1;  // unfamiliar desktop
  bool operator==(const AgentsMoveSpec&) const = default;
};
struct FailbackSpec {
  enum class When { never, after_repair, at } when = When::never;
  Distribution
      after;  // after_repair: seconds that the component must have been up without a break (flapping guard)
  Time at;    // at: not before the component is up
  bool drain = true;  // calls finish where they are; false: agents leave at once, their calls are cut
  bool operator==(const FailbackSpec&) const = default;
};
struct FailoverSpec {
  std::string name;  // "failover of old.dc1"
  ComponentId watches;
  PlatformId from, to;  // from: the platform whose new calls are redirected
  Detection detection = Detection::heartbeats;
  Distribution detect;  // scripted, monitoring: seconds; monitoring waits while a reporting component is down
  HeartbeatSpec heartbeat;
  std::optional<Distribution> detect_slow;  // degradation: seconds until it is noticed; none = never
  Distribution decide, execute;             // seconds
  double share = 1;                         // of the new calls of `from`
  double step = 1;                          // traffic moves in steps of this share ...
  Duration step_every;                      // ... so far apart
  Duration dns_ttl;                         // calls follow evenly over this time after each step (20 steps)
  double stubborn = 0;                      // share that ignores the change ...
  Duration stubborn_for;                    // ... for so long; zero = until failback
  AgentsMoveSpec agents;
  FailbackSpec failback;
  bool operator==(const FailoverSpec&) const = default;
};

// Data between sites shares their links with signalling.
struct DataFlowSpec {
  std::string name;
  std::string from_site, to_site;
  double megabytes = 0;
  Duration every;  // sync: so often, when the last one is through; zero = once (a bulk migration)
  Time at;         // first
  ComponentId
      protects;  // sync: what is younger than the last complete copy is lost with this component (RPO)
  bool operator==(const DataFlowSpec&) const = default;
};

struct EstateSpec {
  std::vector<ComponentSpec> components;
  std::vector<NeedSpec> needs;
  std::vector<FaultSpec> faults;
  std::vector<FailoverSpec> failovers;
  std::vector<DataFlowSpec> flows;
  std::vector<SignInSpec> sign_in;  // per platform: how agents come back there
  bool operator==(const EstateSpec&) const = default;
};

}  // namespace switchover
