// From the text of a promise to an Expectation; the grammar stands in scenarios/expectation.hpp.
#pragma once
#include <optional>
#include <string>

#include "scenarios/centre_readers.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// One promise. Nothing: the problem was reported at `place`.
std::optional<Expectation> parse_expectation(Reading& reading, const std::string& text, const Place& place,
                                             const CentreDraft& draft);
// [expect] must and warn.
void read_expectations(Reading& reading, const TomlValue* expect, const CentreDraft& draft,
                       Scenario& scenario);

}  // namespace switchover
