// A user's mistake, with its place and what to write instead; and Expected<T>, a value or all the problems
// found.
#pragma once
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/contract.hpp"

namespace switchover {

// Where an input value stands. line and column count from 1; 0 means "the whole file" or "the whole line".
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  bool operator==(const Place&) const = default;
};
std::string to_string(const Place& place);  // "monday.toml:17:12", "monday.toml:17", "monday.toml"

struct Problem {
  Place place;
  std::string what;  // queue "biling" is not defined
  std::string hint;  // did you mean "billing"?   (empty: none)
  bool operator==(const Problem&) const = default;
};
std::string to_string(
    const Problem& problem);  // "monday.toml:17:12: queue "biling" is not defined; did you ..."

using Problems = std::vector<Problem>;

template <class T>
class Expected {
 public:
  Expected(T value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit on purpose
  Expected(Problems problems) : state_(std::in_place_index<1>, std::move(problems)) {  // NOLINT
    demand(!std::get<1>(state_).empty(), "an Expected without value must carry at least one problem");
  }
  Expected(Problem problem) : Expected(Problems{std::move(problem)}) {}  // NOLINT
  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & {
    demand(ok(), "value() of a failed Expected");
    return std::get<0>(state_);
  }
  const T& value() const& {
    demand(ok(), "value() of a failed Expected");
    return std::get<0>(state_);
  }
  T&& value() && {
    demand(ok(), "value() of a failed Expected");
    return std::get<0>(std::move(state_));
  }
  const Problems& problems() const {
    demand(!ok(), "problems() of an Expected that holds a value");
    return std::get<1>(state_);
  }

 private:
  std::variant<T, Problems> state_;
};

// The known name nearest to a mistyped one (edit distance at most 2, or a third of its length), or empty.
std::string nearest_name(const std::string& typed, const std::vector<std::string>& known);

}  // namespace switchover
