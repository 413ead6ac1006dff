// SignInLine: agents who sign in at one server: so many share it, the others wait in line, first come first
// served. They come in parcels; some of a parcel fail and come again.
#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "models/platform/agenda.hpp"
#include "models/platform/estate.hpp"
#include "sim/random_stream.hpp"

namespace switchover {

// Agents who sign in for one reason, at one place. Whoever sent them holds it; once dropped, what is left of
// it counts for nothing.
struct SignInParty {
  SignInSpec spec;
  RandomStream luck;
  bool dropped = false;
  std::function<bool()> may_begin;                     // nothing keeps agents from this platform
  std::function<void(std::int64_t agents)> begins;     // a parcel leaves where it was
  std::function<void(std::int64_t agents)> signed_in;  // and is there
  std::function<void(std::int64_t agents)> failed;     // told; they come again by themselves
};

class SignInLine {
 public:
  struct Outside {
    std::function<void(std::uint64_t job, double work_s)> serve;  // ends with served() or broken()
  };
  SignInLine(std::size_t counter, std::size_t at_once, Agenda& agenda, Outside outside)
      : counter_(counter), at_once_(at_once), agenda_(agenda), outside_(std::move(outside)) {}

  void join(const std::shared_ptr<SignInParty>& party, std::int64_t agents);
  void set_open(bool open);  // the server works
  void go_on();              // something may have changed that kept a party from beginning
  void served(std::uint64_t job);
  void broken(std::uint64_t job);  // the server went off: they begin anew, before all others

 private:
  struct Parcel {
    std::shared_ptr<SignInParty> party;
    std::int64_t agents = 0;
    bool has_begun = false;
  };
  void finish(const Parcel& parcel);
  bool begin(Parcel parcel);

  std::size_t counter_, at_once_;
  Agenda& agenda_;
  Outside outside_;
  bool open_ = true, going_on_ = false;
  std::uint64_t jobs_ = 0;
  std::deque<Parcel> waiting_;
  std::map<std::uint64_t, Parcel> served_now_;
};

}  // namespace switchover
