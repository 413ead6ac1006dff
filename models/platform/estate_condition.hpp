// EstateCondition: which components are down or slow at present, and why, as a story is followed.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "models/platform/estate.hpp"
#include "models/platform/story.hpp"

namespace switchover {

// Why a component is down or slow. A component may have several causes; each strikes once, when it begins.
struct LossCause {
  std::string fault;  // its name; of a cascade the fault behind it
  Time since;
  double share = 1;     // of the component that is lost (or slow)
  bool gentle = false;  // maintenance
  bool fresh = true;    // begins at the present moment
  bool cascade = false;
  const FaultEffect* said = nullptr;  // by the event itself
  double told_share = 0;              // of a cascade, where the story tells it

  // Maintenance lets finish what is there, unless the event says what becomes of it.
  bool lets_finish() const { return gentle && said == nullptr; }
};

class EstateCondition {
 public:
  // Keeps a reference to the estate.
  explicit EstateCondition(const EstateSpec& estate);

  // Says whether it matters for who is down or slow. A standby that serves ends the loss of its component,
  // and of everything that was lost with it only.
  bool take(const StoryEvent& event);
  // To be called when all events of a moment are taken: what is lost with something else learns its cause.
  void settle();
  void moment_is_over();  // nothing is fresh any more

  bool is_down(ComponentId component) const { return states_.at(component.index()).down; }
  // Why it is down; if it is not, why it is slow; empty when all is well, or its standby serves.
  const std::vector<LossCause>& causes(ComponentId component) const;

 private:
  struct State {
    bool down = false, replaced = false;
    std::vector<LossCause> down_causes, slow_causes;
    std::map<std::string, double> faults;  // that have begun and not ended, with the share that they take
  };
  State& state(ComponentId component);
  const FaultSpec* spec_of(const std::string& fault) const;
  LossCause cause_of(const StoryEvent& event, double share) const;
  bool begins(State& now, const StoryEvent& event);
  bool ends(State& now, const std::string& fault);
  bool goes_down(State& now, const StoryEvent& event);
  bool is_replaced(ComponentId component);
  bool learn(ComponentId component, LossCause& cascade) const;

  const EstateSpec& estate_;
  std::map<std::string, const FaultSpec*> specs_;
  std::vector<State> states_;
  std::vector<std::vector<ComponentId>> needs_;  // hard, by who needs
};

}  // namespace switchover
