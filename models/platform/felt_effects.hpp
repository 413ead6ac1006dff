// What one platform feels of the components that are down or slow, and how that adds up: the worst effect on
// a stage wins, delays add, parts of one kind add their shares.
#pragma once
#include <string>
#include <vector>

#include "models/platform/estate.hpp"
#include "models/platform/estate_condition.hpp"

namespace switchover {

// A component at fault, as one platform feels it. A component with several causes, or that several others
// need softly, is felt as many times; it counts once (its worst).
struct FeltEffect {
  ComponentId component;
  ComponentKind kind = ComponentKind::third_party;
  const FaultEffect* effect = nullptr;
  double whole = 1;  // share of the platform's calls (or agents) that goes through the component
  double share = 1;  // of the platform's calls (or agents) that feel it
  const LossCause* cause = nullptr;

  StageEffect agents_talk() const { return cause->lets_finish() ? StageEffect::keep : effect->agents_talk; }
};

class FeltEffects {
 public:
  explicit FeltEffects(const EstateSpec& estate);
  // Points into the condition: to be asked again after every change of it.
  std::vector<FeltEffect> on(PlatformId platform, const EstateCondition& condition) const;

 private:
  struct SoftNeed {
    const NeedSpec* need;
    const ComponentSpec* who;
  };
  void add(ComponentId component, const LossCause& cause, PlatformId platform,
           const EstateCondition& condition, std::vector<FeltEffect>& felt) const;
  const FaultEffect& own_effect(ComponentId component, const EstateCondition& condition) const;

  const EstateSpec& estate_;
  std::vector<std::vector<SoftNeed>> soft_;        // by what is needed
  std::vector<FaultEffect> until_standby_serves_;  // per component
};

struct ShareOf {
  const FeltEffect* felt;
  double share;
};
// The share of a platform that is hit, given the shares of each: components of one kind whose whole shares
// add up to no more than 1 carry different calls, so that their losses add; otherwise the greatest counts.
double together(const std::vector<ShareOf>& parts);

struct WorstRule {
  StageRule rule;                    // its share is of the platform's calls
  const FeltEffect* felt = nullptr;  // the one that counts most; none: nothing happens
};
WorstRule worst_dial(const std::vector<FeltEffect>& felt);
// What begins now and strikes the calls in a stage.
WorstRule worst_strike(const std::vector<FeltEffect>& felt, StageRule StageEffects::*stage);

}  // namespace switchover
