// JUnit XML: what a pipeline shows of a run or a comparison. One suite per scenario or plan, one case per
// promise. The same bytes for the same answer: no times, no hosts.
#pragma once
#include <string>
#include <vector>

#include "analysis/comparison.hpp"
#include "analysis/report_model.hpp"
#include "sim/problem.hpp"

namespace switchover {

// A file that could not be read, beside others that could: one case that is an error.
struct UnreadInput {
  std::string file;
  Problems problems;
};

// A must that fails is a failure. One that is UNDECIDED is a failure of type "undecided" where that decides
// the exit code, else skipped. A warning that fails only says so. A broken self-check is an error. A
// regression against a stored baseline is a failure of type "regression".
std::string junit_xml(const std::vector<ReportModel>& reports, const std::vector<UnreadInput>& unread = {});
std::string junit_xml(const PlanComparison& comparison);

// Text as XML can carry it: markup escaped, controls and broken bytes replaced.
std::string xml_text(const std::string& text);

}  // namespace switchover
