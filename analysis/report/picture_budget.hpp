// How much a page carries. Pictures of many queues, platforms, plans or days would make it too large to mail:
// what is looked at last is left out first, and said.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/pictures.hpp"

namespace switchover {

// About 450 kB of JSON: with the template a page stays below a megabyte. Five plans of a day in quarters of
// an hour with two queues and two platforms just fit.
inline constexpr std::size_t most_picture_numbers = 80'000;

struct BudgetedPictures {
  Pictures pictures;
  std::vector<std::string> left_out;  // in words, in the order in which it was left out
};
// Numbers of curves, stacks and waits of all plans.
std::size_t numbers_in(const Pictures& pictures);
// As they are where they fit. Means of service level, waits and calls offered by queue are never left out.
BudgetedPictures within_budget(Pictures pictures, std::size_t most = most_picture_numbers);
// "Left out of the pictures, so that the page stays small: ranges by platform and by group"; empty: nothing.
std::string left_out_text(const std::optional<Pictures>& pictures);

}  // namespace switchover
