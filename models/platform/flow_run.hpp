// FlowRun: one data flow: a copy that is made once, or again and again. A copy that breaks is begun anew when
// its way is open again.
#pragma once
#include <cstdint>
#include <functional>
#include <utility>

#include "models/platform/agenda.hpp"
#include "models/platform/estate.hpp"

namespace switchover {

class FlowRun {
 public:
  struct Outside {
    std::function<bool()> way_open;                      // all links work, and so does what the copy protects
    std::function<void(std::uint64_t number)> transfer;  // ends with done() or broken()
    std::function<void(std::uint64_t number)> abandon;
    std::function<void()> bulk_done;
  };
  FlowRun(const DataFlowSpec& flow, std::size_t index, Agenda& agenda, Outside outside)
      : flow_(flow), index_(index), agenda_(agenda), outside_(std::move(outside)) {}

  void start() {
    agenda_.plan(flow_.at, Order::agents, index_, [this] { due(); });
  }
  void state_changed() {
    if (under_way_ && !outside_.way_open()) {
      under_way_ = false;
      waiting_ = true;
      outside_.abandon(number_);
    }
    if (waiting_ && outside_.way_open()) due();
  }
  void done(std::uint64_t number) {
    if (!under_way_ || number != number_) return;
    under_way_ = false;
    last_complete_ = begun_;
    if (flow_.every <= Duration{}) {
      outside_.bulk_done();
    } else {
      agenda_.plan(std::max(begun_ + flow_.every, agenda_.now()), Order::agents, index_, [this] { due(); });
    }
  }
  void broken(std::uint64_t number) {
    if (!under_way_ || number != number_) return;
    under_way_ = false;
    waiting_ = true;
    state_changed();
  }
  // When the last copy that came through was begun; the start of the scenario when none did.
  Time last_complete() const { return last_complete_; }

 private:
  void due() {
    waiting_ = !outside_.way_open();
    if (waiting_) return;
    under_way_ = true;
    begun_ = agenda_.now();
    outside_.transfer(++number_);
  }

  const DataFlowSpec& flow_;
  std::size_t index_;
  Agenda& agenda_;
  Outside outside_;
  bool under_way_ = false, waiting_ = false;
  std::uint64_t number_ = 0;
  Time begun_, last_complete_;
};

}  // namespace switchover
