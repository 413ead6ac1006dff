#include "models/platform/sign_in_line.hpp"

#include <utility>

namespace switchover {

void SignInLine::join(const std::shared_ptr<SignInParty>& party, std::int64_t agents) {
  waiting_.push_back({party, agents, false});
  go_on();
}

void SignInLine::set_open(bool open) {
  open_ = open;
  go_on();
}

// Whom a party tells may send others into this line; those are seen by the round that is under way.
void SignInLine::go_on() {
  if (going_on_) return;
  going_on_ = true;
  for (std::size_t i = 0; open_ && i < waiting_.size();) {
    const SignInParty& party = *waiting_[i].party;
    if (party.dropped) {
      waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
      continue;
    }
    const bool at_once = party.spec.per_minute <= 0;
    if ((!at_once && served_now_.size() >= at_once_) || (party.may_begin && !party.may_begin())) {
      ++i;
      continue;
    }
    Parcel parcel = std::move(waiting_[i]);
    waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
    begin(std::move(parcel));
    i = 0;
  }
  going_on_ = false;
}

bool SignInLine::begin(Parcel parcel) {
  if (!parcel.has_begun && parcel.party->begins) parcel.party->begins(parcel.agents);
  parcel.has_begun = true;
  const double per_minute = parcel.party->spec.per_minute;
  if (per_minute <= 0) {
    finish(parcel);
    return true;
  }
  const double work_s = static_cast<double>(parcel.agents) * 60 / per_minute;
  served_now_.emplace(++jobs_, std::move(parcel));
  outside_.serve(jobs_, work_s);
  return false;
}

void SignInLine::served(std::uint64_t job) {
  auto found = served_now_.extract(job);
  if (found.empty()) return;
  finish(found.mapped());
  go_on();
}

void SignInLine::broken(std::uint64_t job) {
  auto found = served_now_.extract(job);
  if (found.empty()) return;
  std::size_t place = 0;  // behind the others whom the same failure sent back
  while (place < waiting_.size() && waiting_[place].has_begun) ++place;
  waiting_.insert(waiting_.begin() + static_cast<std::ptrdiff_t>(place), std::move(found.mapped()));
  go_on();
}

void SignInLine::finish(const Parcel& parcel) {
  SignInParty& party = *parcel.party;
  if (party.dropped) return;
  std::int64_t failed = 0;
  for (std::int64_t i = 0; party.spec.fails > 0 && i < parcel.agents; ++i) {
    if (party.luck.uniform() < party.spec.fails) ++failed;
  }
  if (failed > 0) {
    agenda_.plan(agenda_.now() + party.spec.back_off, Order::agents, counter_,
                 [this, whose = parcel.party, failed] {
                   waiting_.push_back({whose, failed, true});
                   go_on();
                 });
    party.failed(failed);
  }
  if (failed < parcel.agents) party.signed_in(parcel.agents - failed);
}

}  // namespace switchover
