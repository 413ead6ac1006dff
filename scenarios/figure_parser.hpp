// From the text of a figure to FigureText: a promise without quantifier and bound.
#pragma once
#include <optional>
#include <string>

#include "scenarios/centre_readers.hpp"
#include "scenarios/metric.hpp"
#include "scenarios/plan_set.hpp"

namespace switchover {

// "service_level[billing]", "never_served from 10:15 to 13:15". Nothing: the problem was reported at `place`.
std::optional<FigureText> parse_figure(Reading& reading, const std::string& text, const Place& place,
                                       const CentreDraft& draft);
// A difference in a figure's unit: "25" of a count, "2%" of a share, "10s" of a time. Nothing: it is not one.
std::optional<double> amount_in(Unit unit, const std::string& text);
std::string example_in(Unit unit);  // "2%"

// Money a month: "8360 per month", "100000 per year", "8360".
std::optional<double> money_a_month(const std::string& text);

}  // namespace switchover
