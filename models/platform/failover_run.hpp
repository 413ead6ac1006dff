// FailoverRun: one failover rule at work: noticed, decided, executed, calls and agents moved, and back.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "models/platform/agenda.hpp"
#include "models/platform/agent_desk.hpp"
#include "models/platform/rehearsal.hpp"

namespace switchover {

class FailoverRun {
 public:
  struct Outside {
    std::function<void(StoryEvent)> tell;
    std::function<RandomStream(const char* what, std::uint64_t occurrence)> luck;
  };
  FailoverRun(const FailoverSpec& rule, std::size_t index, Agenda& agenda, AgentDesk& desk, Outside outside);

  // What is seen of the watched component. A maintenance is announced: nothing to notice or to decide.
  void sees_loss(bool announced);
  void sees_it_work();
  // Whether it does work, seen or not: nobody moves back to what is lost, even if that is not noticed yet.
  void is_up(bool up);
  void agents_moved();  // somebody has arrived, or left

 private:
  enum class Phase { idle, deciding, executing, moved, returning };
  void tell(StoryKind kind, double value = 0);
  void decide();
  void decided();
  void execute();
  void executed();
  void plan_failback();
  void fail_back();
  void halt_failback();
  void redirect_to(double share);
  void drop_steps();
  void end_if_all_is_back();

  const FailoverSpec& rule_;
  std::size_t index_;
  Agenda& agenda_;
  AgentDesk& desk_;
  Outside outside_;

  Phase phase_ = Phase::idle;
  bool seen_lost_ = false, up_ = true;
  std::uint64_t runs_ = 0, repairs_ = 0;
  Time works_since_;  // and is seen to
  double redirected_ = 0;
  Agenda::Ticket next_;                // decision, execution or failback: whichever comes next
  std::vector<Agenda::Ticket> steps_;  // of the redirection
};

// Notices a state after a delay of its own, if it is still there then. The clock can be stopped while nobody
// can see.
class NoticeClock {
 public:
  NoticeClock(std::size_t rule, Agenda& agenda, std::function<Duration()> draw, std::function<void()> changed)
      : rule_(rule), agenda_(agenda), draw_(std::move(draw)), changed_(std::move(changed)) {}
  void see(bool there, bool blind);
  void skip() { noticed_ = there_ = true; }  // it is known already
  bool noticed() const { return noticed_; }

 private:
  std::size_t rule_;
  Agenda& agenda_;
  std::function<Duration()> draw_;
  std::function<void()> changed_;
  bool there_ = false, noticed_ = false;
  Duration left_;
  Time since_;
  Agenda::Ticket ticket_;
};

}  // namespace switchover
