// The rows of intervals.csv: every metric x scope x interval, folded replication by replication so that
// memory does not grow with their number. Ranges by the delta method (Cochran, Sampling Techniques, 6.4) with
// Student t.
#pragma once
#include <cstddef>
#include <vector>

#include "analysis/day_record.hpp"
#include "analysis/report_model.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// Every metric that its scope may be asked of, for each report interval and for the day; quantiles, deficit
// and longest queue for the day only. Times until all is well are not among them (they are never averaged).
std::vector<Ask> tidy_asks(const CentreSpec& spec, const IntervalSpan& day);

class TidyFold {
 public:
  explicit TidyFold(std::size_t figures) : moments_(figures) {}
  void add(const std::vector<Figure>& figures);  // of the next replication
  Estimate estimate(std::size_t figure, double confidence) const;

 private:
  struct Moments {
    std::size_t n = 0;
    double top = 0, bottom = 0, top2 = 0, bottom2 = 0, both = 0;
  };
  std::vector<Moments> moments_;
};

std::vector<TidyRow> tidy_rows(const Scenario& scenario, const CentreSpec& spec, const std::vector<Ask>& asks,
                               const TidyFold& fold, double confidence);

}  // namespace switchover
