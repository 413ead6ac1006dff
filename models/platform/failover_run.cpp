#include "models/platform/failover_run.hpp"

#include <algorithm>
#include <utility>

#include "models/platform/redirect_steps.hpp"

namespace switchover {

FailoverRun::FailoverRun(const FailoverSpec& rule, std::size_t index, Agenda& agenda, AgentDesk& desk,
                         Outside outside)
    : rule_(rule), index_(index), agenda_(agenda), desk_(desk), outside_(std::move(outside)) {}

void FailoverRun::tell(StoryKind kind, double value) {
  outside_.tell({{}, kind, {}, static_cast<int>(index_), {}, {}, value, {}});
}

void FailoverRun::sees_loss(bool announced) {
  if (!announced) tell(StoryKind::detected);
  seen_lost_ = true;
  if (phase_ == Phase::moved) agenda_.take_back(next_);  // the time that it must have been up counts anew
  if (phase_ == Phase::returning) halt_failback();
  if (phase_ != Phase::idle) return;
  announced ? execute() : decide();
}

void FailoverRun::sees_it_work() {
  tell(StoryKind::cleared);
  seen_lost_ = false;
  works_since_ = agenda_.now();
  if (phase_ == Phase::deciding) {  // nothing was decided yet: the rule stands down
    agenda_.take_back(next_);
    phase_ = Phase::idle;
  }
  if (phase_ == Phase::moved) plan_failback();
}

void FailoverRun::is_up(bool up) {
  if (std::exchange(up_, up) == up) return;
  works_since_ = agenda_.now();
  if (phase_ != Phase::moved) return;
  up ? plan_failback() : agenda_.take_back(next_);
}

void FailoverRun::decide() {
  phase_ = Phase::deciding;
  RandomStream luck = outside_.luck("decide", runs_);
  next_ = agenda_.plan(agenda_.now() + rule_.decide.draw(luck), Order::rule, index_, [this] { decided(); });
}

void FailoverRun::decided() {
  tell(StoryKind::decided);
  execute();
}

void FailoverRun::execute() {
  phase_ = Phase::executing;
  RandomStream luck = outside_.luck("execute", runs_);
  next_ = agenda_.plan(agenda_.now() + rule_.execute.draw(luck), Order::rule, index_, [this] { executed(); });
}

void FailoverRun::executed() {
  next_ = {};
  phase_ = Phase::moved;
  redirect_to(rule_.share);
  desk_.send_away(index_, runs_);
  ++runs_;
  plan_failback();
}

void FailoverRun::plan_failback() {
  if (seen_lost_ || !up_ || rule_.failback.when == FailbackSpec::When::never) return;
  agenda_.take_back(next_);
  Time at = rule_.failback.at;
  if (rule_.failback.when == FailbackSpec::When::after_repair) {
    RandomStream luck = outside_.luck("after", repairs_++);
    at = works_since_ + rule_.failback.after.draw(luck);
  }
  next_ = agenda_.plan(std::max(at, agenda_.now()), Order::rule, index_, [this] { fail_back(); });
}

void FailoverRun::fail_back() {
  next_ = {};
  phase_ = Phase::returning;
  tell(StoryKind::failback_begins, rule_.failback.drain ? 0 : 1);
  redirect_to(0);
  desk_.call_home(index_, !rule_.failback.drain);
  end_if_all_is_back();
}

// It is lost again while calls and agents come back: who has not left yet stays, and the rule runs anew.
void FailoverRun::halt_failback() {
  drop_steps();
  desk_.stay_away(index_);
  phase_ = Phase::idle;
}

void FailoverRun::drop_steps() {
  for (Agenda::Ticket& step : steps_) agenda_.take_back(step);
  steps_.clear();
}

void FailoverRun::redirect_to(double share) {
  drop_steps();
  for (const RedirectStep& step : redirect_steps(rule_, redirected_, share)) {
    const auto take = [this, value = step.share] {
      redirected_ = value;
      tell(StoryKind::redirect, value);
      end_if_all_is_back();
    };
    if (step.after <= Duration{}) {
      take();
    } else {
      steps_.push_back(agenda_.plan(agenda_.now() + step.after, Order::rule, index_, take));
    }
  }
}

void FailoverRun::agents_moved() { end_if_all_is_back(); }

void FailoverRun::end_if_all_is_back() {
  if (phase_ != Phase::returning || redirected_ > 0 || !desk_.all_home(index_)) return;
  phase_ = Phase::idle;
  steps_.clear();
  tell(StoryKind::failback_ends);
}

void NoticeClock::see(bool there, bool blind) {
  if (ticket_.number != 0) {
    left_ -= agenda_.now() - since_;
    agenda_.take_back(ticket_);
  }
  if (there && !there_) left_ = draw_();
  const bool was_noticed = std::exchange(noticed_, noticed_ && there);
  there_ = there;
  since_ = agenda_.now();
  if (there && !noticed_ && !blind) {
    ticket_ = agenda_.plan(since_ + std::max(left_, Duration{}), Order::clock, rule_, [this] {
      ticket_ = {};
      noticed_ = true;
      changed_();
    });
  }
  if (was_noticed != noticed_) changed_();
}

}  // namespace switchover
