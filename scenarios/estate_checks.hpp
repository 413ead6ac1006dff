// What only the whole estate shows: needs that go round in a circle, rules that cannot work; and the
// questions a careful reader would ask about it.
#pragma once
#include "scenarios/centre_readers.hpp"

namespace switchover {

void check_estate(Reading& reading, const CentreDraft& draft);
void ask_about_estate(Reading& reading, const CentreDraft& draft);  // estate_lints.cpp
// The first circle of hard needs, or of standbys, as names from one back to itself; empty: there is none.
std::vector<std::size_t> first_circle(const std::vector<std::vector<std::size_t>>& next);

}  // namespace switchover
