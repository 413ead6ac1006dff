// A real test of a failover at a quiet moment: what should be seen, when to stop, and what a pass cannot
// prove.
#pragma once
#include <string>

#include "analysis/drill.hpp"

namespace switchover {

struct TestQuestion {
  const CentreSpec& calm;
  const EstateSpec& estate;
  const Scenario& scenario;
  DrillFault at_busiest, test;         // the same fault at the two moments
  const std::vector<double>& dialled;  // calls per report interval, mean
  std::uint32_t runs = 0;
};
TestPlan plan_test(const TestQuestion& asked, const Stagehands& hands, const Workshop& workshop,
                   RunCost& cost);

// "Sun 06:00" to a moment of the scenario, or what is wrong with it: the problem says which span is covered.
Expected<Time> test_moment(const Scenario& scenario, const std::string& phrase);

}  // namespace switchover
