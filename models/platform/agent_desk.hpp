// AgentDesk: where the agents are signed in: at home, at the platform to which a failover sent them, or
// nowhere. Who is thrown out signs in again through the server of the place, one parcel after the other.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "models/platform/agenda.hpp"
#include "models/platform/rehearsal.hpp"
#include "models/platform/sign_in_line.hpp"

namespace switchover {

class AgentDesk {
 public:
  // Shares are whole billionths: what moves in many parcels adds up exactly.
  static constexpr std::int64_t everybody = 1'000'000'000;

  struct Outside {
    std::function<void(StoryEvent)> tell;             // the moment is filled in
    std::function<SignInLine&(std::size_t)> line;     // by counter
    std::function<bool(PlatformId)> sign_in_allowed;  // nothing that is down forbids it
    std::function<void()> moved;                      // somebody has arrived, or left
  };
  struct Counters {                 // whose server is which
    std::vector<std::size_t> home;  // per platform
    std::vector<std::size_t> away;  // per failover rule
  };
  AgentDesk(const RehearsalRequest& request, std::uint32_t replication, Agenda& agenda, Counters counters,
            Outside outside);

  // The agents of a platform, or (with a component) those of them who depend on a site, of whom only this
  // share can be signed in. What falls is thrown out at once; what rises signs in.
  void allow(PlatformId platform, ComponentId scope, double share);
  // The rule is executed: those with a login on both platforms are told, and sign in at the other one.
  void send_away(std::size_t rule, std::uint64_t occurrence);
  // They come home: one parcel after the other, or all leave at once and then sign in.
  void call_home(std::size_t rule, bool all_at_once);
  // A failback was broken off: who has not left stays.
  void stay_away(std::size_t rule);
  bool all_home(std::size_t rule) const;

 private:
  struct Home {
    Home(PlatformId whose, ComponentId of) : platform(whose), scope(of) {}
    PlatformId platform;
    ComponentId scope;  // none: the whole platform
    std::int64_t allowed = everybody, in = everybody;
    std::int64_t coming = 0, begun = 0;  // on their way in; of these, who left where they were
    std::uint64_t parties = 0;
    std::shared_ptr<SignInParty> party;
  };
  struct Away {
    std::int64_t wanted = 0, in = 0, coming = 0;
    bool returns = false;
    std::uint64_t parties = 0;
    std::shared_ptr<SignInParty> party;
  };

  double on_duty(PlatformId platform, ComponentId scope = {}) const;
  Home& home_of(PlatformId platform, ComponentId scope);
  std::int64_t elsewhere(const Home& home) const;
  void settle(Home& home);
  void settle_away(std::size_t rule, bool with_notice, std::uint64_t occurrence);
  void bring_home(std::size_t which, std::int64_t share);
  void bring_away(std::size_t rule, std::int64_t share, bool with_notice, std::uint64_t occurrence);
  void leave(Home& home);
  void throw_out_movers(PlatformId at, std::int64_t allowed_before, std::int64_t allowed_now);
  void set_in(Home& home, std::int64_t in);
  void set_away(std::size_t rule, std::int64_t in);
  void tell_failed(PlatformId where, std::int64_t agents);
  void drop(Home& home);
  void drop(Away& away);

  const RehearsalRequest& request_;
  std::uint32_t replication_;
  Agenda& agenda_;
  Counters counters_;
  Outside outside_;
  std::vector<Home> homes_;  // of the platforms first, then those with a scope
  std::vector<Away> away_;   // per failover rule
};

}  // namespace switchover
