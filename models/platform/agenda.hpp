// Agenda: what the director of a rehearsal has planned, by moment; equal moments by what it is, then by whom
// it concerns, then as it was planned. So the order never depends on how often anybody looked.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "sim/contract.hpp"
#include "sim/time.hpp"

namespace switchover {

enum class Order { fault, promotion, clock, verdict, heartbeat, rule, agents, report };

class Agenda {
 public:
  struct Ticket {  // default: nothing planned
    Time at;
    Order order = Order::fault;
    std::size_t whom = 0;
    std::uint64_t number = 0;
    auto operator<=>(const Ticket&) const = default;
  };

  Ticket plan(Time at, Order order, std::size_t whom, std::function<void()> what) {
    demand(at >= now_, "nothing is planned for the past");
    const Ticket ticket{at, order, whom, ++planned_};
    entries_.emplace(ticket, std::move(what));
    return ticket;
  }
  // Takes it back if it is still to come; the ticket is blank afterwards.
  void take_back(Ticket& ticket) {
    if (ticket.number != 0) entries_.erase(ticket);
    ticket = {};
  }
  Time next() const { return entries_.empty() ? Time::never() : entries_.begin()->first.at; }
  Time now() const { return now_; }
  // Everything up to and including `until`, and what that plans. Afterwards it is `until`.
  void run(Time until) {
    while (!entries_.empty() && entries_.begin()->first.at <= until) {
      auto entry = entries_.extract(entries_.begin());
      now_ = entry.key().at;
      entry.mapped()();
    }
    if (until > now_) now_ = until;
  }

 private:
  Time now_;
  std::uint64_t planned_ = 0;
  std::map<Ticket, std::function<void()>> entries_;
};

}  // namespace switchover
