#include "models/platform/agenda.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace switchover {

namespace {
Time at_us(std::int64_t us) { return Time::microseconds(us); }
}  // namespace

TEST_CASE("equal moments: by what it is, then whom it concerns, then as planned") {
  Agenda agenda;
  std::string told;
  const auto tell = [&](char c) { return [&told, c] { told += c; }; };
  agenda.plan(at_us(5), Order::rule, 1, tell('e'));
  agenda.plan(at_us(5), Order::rule, 0, tell('c'));
  agenda.plan(at_us(5), Order::rule, 0, tell('d'));
  agenda.plan(at_us(5), Order::fault, 7, tell('b'));
  agenda.plan(at_us(4), Order::report, 9, tell('a'));
  agenda.plan(at_us(6), Order::fault, 0, tell('x'));
  CHECK(agenda.next() == at_us(4));
  agenda.run(at_us(5));
  CHECK(told == "abcde");
  CHECK(agenda.now() == at_us(5));
  CHECK(agenda.next() == at_us(6));
}

TEST_CASE("what is taken back does not happen, and taking back twice or too late harms nobody") {
  Agenda agenda;
  int told = 0;
  Agenda::Ticket first = agenda.plan(at_us(1), Order::rule, 0, [&] { ++told; });
  Agenda::Ticket second = agenda.plan(at_us(2), Order::rule, 0, [&] { ++told; });
  agenda.take_back(first);
  agenda.take_back(first);
  agenda.run(at_us(3));
  agenda.take_back(second);
  CHECK(told == 1);
  CHECK(agenda.next() == Time::never());
}

TEST_CASE("what is planned for this moment while it runs still happens in it") {
  Agenda agenda;
  std::string told;
  agenda.plan(at_us(1), Order::report, 0, [&] {
    told += 'a';
    agenda.plan(at_us(1), Order::fault, 0, [&] { told += 'b'; });
  });
  agenda.run(at_us(1));
  CHECK(told == "ab");
}

}  // namespace switchover
