// World: everything that changes during one replication. Only centre.cpp moves calls from state to state; the
// other files answer its questions (arrivals, admission, routing, staff, platform changes, accounts).
#pragma once
#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "models/centre/agent.hpp"
#include "models/centre/call.hpp"
#include "models/centre/centre.hpp"
#include "models/centre/luck.hpp"
#include "models/centre/plan.hpp"
#include "models/centre/tally.hpp"
#include "sim/event_calendar.hpp"
#include "sim/random_stream.hpp"
#include "sim/time_average.hpp"

// Everything that an arrival or the end of a talk calls is inlined into it. Sanitizers make that code too
// large to compile.
#if defined(SWITCHOVER_SANITIZED) || !defined(__OPTIMIZE__)
#define SWITCHOVER_FLATTEN
#else
#define SWITCHOVER_FLATTEN [[gnu::flatten]]
#endif
// What is rare stays out of them.
#define SWITCHOVER_RARE [[gnu::noinline, gnu::cold]]

namespace switchover {

struct Lane {  // calls of one queue waiting on one platform, and their accounts
  std::uint32_t head = nobody, tail = nobody;
  TimeAverage waiting, talking;
  std::int64_t length_since_us = 0;    // of the present length, for the time-weighted histogram
  std::int64_t occupied_since_us = 0;  // since when somebody waits
  std::vector<std::int64_t> ghosts;    // heap of queueing times of those who left: their virtual wait goes on
};

struct QueueFacts {  // what the loop asks of a queue at every call, on one cache line
  double target_us = 0, short_us = 0;
  double talk_mean_us = -1, patience_mean_us = -1;  // of exponential laws, else -1
  bool rings = false, wraps = false, has_ivr = false, balks = false, holds = false, limited = false,
       never_hangs_up = false;
};

struct Gauge {  // one limit of one platform
  bool watched = false;
  std::int64_t in_use = 0, limit = 0, peak = 0;
  std::int64_t integral_us = 0;
  std::int64_t since_us = 0;  // of the present use
  std::int64_t full_since_us = -1, hurting_since_us = -1;
};

struct PlatformState {
  double accept = 1;     // first what every call asks, on one cache line
  double no_answer = 0;  // share of rings that nobody takes, on top of the queue's own
  bool serves = true;
  bool redirects = false;  // some of its new calls go to another platform
  double add_talk_s = 0, add_wrap_s = 0, slow_share = 0;
  double tokens = 0, tokens_rate = 0, tokens_depth = 0;  // calls per second
  std::int64_t tokens_at_us = 0;
  std::array<Gauge, limit_kinds> gauge;
  TimeAverage in_ivr;  // ports in use, limited or not
  StageRule dial_rule;
  double sign_ins_per_minute = std::numeric_limits<double>::infinity();
  std::int64_t turn_at_us = -1;     // when the first in line signs in
  std::vector<std::uint32_t> line;  // who waits to sign in: crews, then named agents, first come first
};

struct ArrivalState {  // of one stream
  std::int64_t next_us = 0;
  std::size_t interval = 0;  // of the stream's intervals
  std::uint32_t piece = 0;   // within the interval
  std::uint32_t index = 0;   // of the next caller in the interval
  std::uint32_t filled = 0, used = 0;
  double mass = 0;        // expected calls passed in the interval (Poisson), or place in [0, 1) (exact)
  double piece_mass = 0;  // mass before the present piece
  double busyness = 1;    // of the interval, day factor included
  std::int64_t exact_left = 0;
  CallerLuck luck;
};

struct Centre::World {
  explicit World(std::shared_ptr<const CentrePlan> the_plan);

  // ---- centre.cpp: the loop and every transition of a call
  // --------------------------------------------------
  const Tally& run(std::uint64_t seed, std::uint32_t replication);
  void handle(EventCalendar::Key key);
  void arrive();
  void dial(CallIndex c);
  void enter_ivr(CallIndex c, std::int64_t extra_us);
  void leave_ivr(CallIndex c);
  void enter_queue(CallIndex c);
  void wait_in_queue(CallIndex c, bool at_head);
  void waiting_event(CallIndex c);
  void ring(CallIndex c, std::uint32_t agent, const LaneOption& option);
  void ringing_event(CallIndex c);
  void answer(CallIndex c, std::uint32_t agent, const LaneOption& option);
  void hang_up_waiting(CallIndex c);
  void end_talk(CallIndex c);
  void drop_talk(CallIndex c);
  void requeue_talk(CallIndex c, bool keep_place, std::size_t queue, std::size_t platform);
  void close_talk(CallIndex c);  // accounts of a conversation that ends now, however it ends
  void hang_up(CallIndex c);     // the line is free again
  void redial(CallIndex c);
  void take_from_queue(CallIndex c);  // out of the line, on its way to an agent or away
  std::int64_t next_waiting_event(const Call& call) const;
  void leave_waiting(CallIndex c, std::int64_t QueueCell::*outcome);
  std::int64_t talk_duration(const Call& call, std::uint32_t agent, const LaneOption& option) const;
  void transfer(CallIndex c);
  void end_attempt(CallIndex c, const RedialRule& rule);
  void end_person(CallIndex c, std::int64_t PeopleCell::*how);
  void count_still_here();

  // ---- arrivals.cpp
  // -----------------------------------------------------------------------------------------
  void start_arrivals();
  void start_interval(std::size_t s);
  void next_arrival(std::size_t s);
  bool step_arrival(std::size_t s, std::uint32_t& caller);
  void choose_next_stream();
  CallIndex new_caller(std::size_t s);
  bool thinned(std::size_t s, std::uint32_t interval, std::uint32_t index) const;
  double busyness_factor(double cv, std::uint64_t family, Purpose purpose, std::uint64_t entity) const;
  double busyness_of_day(std::uint64_t day) const;

  // ---- admission.cpp
  // ----------------------------------------------------------------------------------------
  std::uint8_t platform_by_split(const Call& call);
  enum class Door { open, closed };
  SWITCHOVER_RARE std::uint8_t platform_by_redirect(const Call& call) const;
  bool accepts(const Call& call, std::size_t platform, std::uint32_t hop) const;
  bool gets_over(const Call& call, std::size_t to);
  SWITCHOVER_RARE Door outage_door(CallIndex c,
                                   std::int64_t& extra_us);  // may send the call to another platform or queue
  bool open_door(std::size_t platform) const { return platforms[platform].accept >= 1; }
  std::int64_t QueueCell::*admission(std::size_t platform);  // nullptr = admitted, else the reason's counter
  void seize(std::size_t platform, LimitKind kind) {
    Gauge& g = platforms[platform].gauge[static_cast<std::size_t>(kind)];
    if (g.watched) return use_changes(g, platform, kind, +1);
    ++g.in_use;
  }
  void release(std::size_t platform, LimitKind kind) {
    Gauge& g = platforms[platform].gauge[static_cast<std::size_t>(kind)];
    if (g.watched) return use_changes(g, platform, kind, -1);
    --g.in_use;
  }
  void seize_port(std::size_t platform) {
    platforms[platform].in_ivr.enter(now());
    seize(platform, LimitKind::ivr_ports);
  }
  void release_port(std::size_t platform) {
    platforms[platform].in_ivr.leave(now());
    release(platform, LimitKind::ivr_ports);
  }
  void use_changes(Gauge& g, std::size_t platform, LimitKind kind, int by);
  bool is_full(std::size_t platform, LimitKind kind) const {
    const Gauge& g = platforms[platform].gauge[static_cast<std::size_t>(kind)];
    return g.watched && g.in_use >= g.limit;
  }
  void turn_away(std::size_t platform, LimitKind kind);
  void set_limit(std::size_t platform, LimitKind kind, double value);
  void account_gauge(Gauge& g, std::size_t platform, LimitKind kind);
  void check_full(Gauge& g, std::size_t platform, LimitKind kind);

  // ---- routing.cpp
  // ------------------------------------------------------------------------------------------
  const LaneOption* option_for(std::size_t lane, std::int64_t waited_us, std::int64_t queue_length) const;
  enum class Ring { answered, missed, unheard };  // missed: by the agent; unheard: the platform's fault
  SWITCHOVER_RARE Ring fate_of_ring(const Call& call) const;
  SWITCHOVER_RARE std::int64_t ring_duration(const Call& call) const;
  std::uint32_t choose_agent(std::uint32_t pool, const Call& call) const;
  const PoolOption* next_lane_for(std::uint32_t pool, std::int64_t& wait_us) const;
  bool can_cross(std::int32_t bridge) const;
  void serve_lane(std::size_t lane);  // gives waiting calls to idle agents while both exist

  // ---- staff.cpp
  // --------------------------------------------------------------------------------------------
  void start_staff();
  void staff_change(const StaffChange& change);
  void set_target(std::uint32_t pool, std::uint32_t target, WhenAgentsVanish vanish);
  void reconcile(std::uint32_t crew, WhenAgentsVanish vanish);
  void force_out(std::uint32_t agent, WhenAgentsVanish vanish);
  void update_named(std::uint32_t agent, WhenAgentsVanish vanish);
  SWITCHOVER_RARE void sign_in(std::uint32_t agent);
  void sign_in_one(std::uint32_t crew);
  SWITCHOVER_RARE void come(std::uint32_t agent);
  SWITCHOVER_RARE void enter_pool(std::uint32_t agent);
  SWITCHOVER_RARE void sign_off(std::uint32_t agent);
  void agent_free(std::uint32_t agent);
  SWITCHOVER_RARE void rest(std::uint32_t agent);
  void set_state(std::uint32_t agent, AgentState state);
  void add_idle(std::uint32_t agent);
  void remove_idle(std::uint32_t agent);
  bool login_available(std::uint32_t pool) const;
  void logins_changed(std::uint32_t pool, int by);
  void retry_logins(std::size_t platform);
  bool is_absent(std::uint32_t agent, std::uint32_t day) const;
  std::uint32_t attending(std::uint32_t pool, std::uint32_t target) const;

  // ---- agent_presence.cpp
  // -----------------------------------------------------------------------------------
  void agents_at(const PlatformChange& change);
  double share_at_home(std::uint32_t pool) const;
  void settle(std::uint32_t home, WhenAgentsVanish vanish);
  void place_named(std::uint32_t agent);
  void leave_or_stay(std::uint32_t agent, std::size_t where, WhenAgentsVanish vanish);
  void count_kept_out(std::uint32_t home);
  std::uint32_t signed_in_of(std::uint32_t home) const;  // counted agents of this home, wherever they are
  bool all_signed_in(std::uint32_t home) const;
  std::size_t gate_of(std::uint32_t pool) const;
  void join_line(std::size_t platform, std::uint32_t who);
  void leave_line(std::uint32_t agent);
  void next_turn(std::size_t platform);
  bool sign_in_first(std::size_t platform);
  void set_sign_ins(std::size_t platform, double per_minute);
  void agents_out(std::size_t platform, double share);
  void agents_back(std::size_t platform, double per_minute, Duration over);
  void return_tick(std::uint32_t pool);

  // ---- platform_changes.cpp
  // ---------------------------------------------------------------------------------
  void platform_change(const PlatformChange& change);
  void strike(const PlatformChange& change, CallState stage);
  void strike_in_ivr(CallIndex c, const StageRule& rule);
  void strike_waiting(CallIndex c, const StageRule& rule);
  void drop_waiting(CallIndex c, const char* how);  // waiting or ringing
  void strike_ringing(CallIndex c, const StageRule& rule);
  void strike_talking(CallIndex c, const StageRule& rule);
  void move_line(CallIndex c, std::size_t platform);
  void set_redirect(std::size_t from, std::size_t to, double share);
  void set_bridge_ports(std::size_t bridge, double ports);
  void open_lanes(std::size_t platform);

  // ---- accounts.cpp
  // -----------------------------------------------------------------------------------------
  void start_accounts();
  void close_row();  // at every report boundary
  void finish_accounts();
  void length_changes(Lane& lane, std::size_t l, int by);
  void talking_changes(Lane& lane, int by) { lane.talking.change(now(), by); }
  void release_ghosts(std::size_t lane, std::int64_t up_to_us);
  void serve_ghosts(const PoolOption& entry, const PoolOption* next, std::int64_t next_waited_us);
  std::size_t row_of(std::int64_t t_us) const {
    if (t_us >= row_start_us) return row;
    return std::min(row, static_cast<std::size_t>(t_us / plan->interval_us));
  }
  QueueCell& cell(std::size_t r, const Call& call) { return tally.queue(r, call.queue, call.platform); }
  QueueCell& cell_now(const Call& call) { return row_cells[lane_of(call)]; }
  QueueCell& cohort(const Call& call) { return cell(row_of(call.queued_us), call); }

  // ---- small helpers
  // ---------------------------------------------------------------------------------------- Asks the memory
  // for the record of the next event, so that a large centre does not wait for it.
  void fetch_coming() const {
    const std::size_t next = calendar.coming_slot(0);
    if (next >= calls_at) __builtin_prefetch(&calls[next - calls_at]);
  }
  Time now() const { return Time::microseconds(now_us); }
  std::size_t lane_of(const Call& call) const {
    return std::size_t{call.queue} * plan->platforms + call.platform;
  }
  std::size_t slot_of_call(CallIndex c) const { return calls_at + c; }
  RandomStream luck_of(const Call& call, Purpose purpose, std::uint32_t attempt) const {
    return RandomStream(
        {seed, replication, call.index, plan->streams[call.stream].family + call.interval, attempt, purpose});
  }
  void schedule_call(CallIndex c, std::int64_t at_us) {
    calls[c].next_us = at_us;
    calendar.schedule(at_us, calls_at + c);
  }
  CallIndex take_record();
  void free_record(CallIndex c);
  void push_back(Lane& lane, CallIndex c);
  void push_front(Lane& lane, CallIndex c);
  void unlink(Lane& lane, CallIndex c);
  void tell(CallIndex c, const char* what, const char* rule) {  // a trace line; does nothing unless tracing
    if (trace != nullptr) write_trace(c, what, rule);
  }
  void write_trace(CallIndex c, const char* what, const char* rule);
  void update_limit_us() { limit_us = std::min(arrival_us, control_us); }
  void update_control();
  void control();

  std::shared_ptr<const CentrePlan> plan;
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;
  std::int64_t now_us = 0;
  std::int64_t arrival_us = 0, control_us = 0, limit_us = 0;
  std::size_t arrival_stream = 0;
  std::size_t row = 0;
  QueueCell* row_cells = nullptr;  // of the present row
  std::int64_t row_start_us = 0, row_end_us = 0;
  std::size_t next_staff = 0, next_change = 0;
  const std::vector<PlatformChange>* changes = nullptr;  // of this replication
  std::size_t agents_at_slot = 0, calls_at = 0;          // slots: pools, then agents, then calls
  EventCalendar calendar;
  std::vector<Call> calls;
  CallIndex free_call = nobody;
  std::int64_t live_calls = 0;
  std::vector<Agent> agents;
  std::vector<Pool> pools;
  std::vector<Crew> crews;
  std::vector<Lane> lanes;
  std::vector<PlatformState> platforms;
  std::vector<QueueFacts> facts;         // per queue
  std::vector<double> presence;          // share of the agents of p who are signed in on q: p * platforms + q
  std::vector<double> group_presence;    // ... factor at home, of one group: p * groups + group
  std::vector<double> redirected;        // share of the new calls of p that go to q: p * platforms + q
  std::vector<CallIndex> struck;         // by the change at hand
  std::vector<std::uint32_t> returning;  // per pool, of the change at hand
  std::vector<std::uint32_t> bridge_use, bridge_ports;
  std::vector<ArrivalState> arrivals;
  std::vector<std::size_t> split_step;  // per queue
  double day_factor = 1;
  bool somebody_wants_login = false;  // since the limit of logins first kept somebody out
  Tally tally;

  std::vector<TraceLine>* trace = nullptr;
  std::uint64_t trace_callers = 0, dialled_people = 0;
  std::vector<std::uint64_t> trace_number;  // by call record
};

}  // namespace switchover
