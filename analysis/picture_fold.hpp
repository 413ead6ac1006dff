// PictureFold: from tallies to Pictures, replication by replication. record() runs on the worker threads,
// add() on the calling one, in the order of the replications.
#pragma once
#include <cstddef>
#include <vector>

#include "analysis/day_record.hpp"
#include "analysis/pictures.hpp"
#include "analysis/tidy.hpp"
#include "models/centre/tally.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// What is kept of one replication until it is folded away.
struct PictureRecord {
  std::vector<Figure> curves;       // in the order of the questions
  std::vector<double> stacks;       // average numbers
  std::vector<std::int64_t> waits;  // answered by bucket of the wait, then offered, queue by queue
};

// What is asked of every replication of one centre; shared by the plans of a run (day and twin).
class PictureQuestions {
 public:
  PictureQuestions() = default;  // asks nothing
  explicit PictureQuestions(const CentreSpec& spec);
  bool any() const { return !asks_.empty(); }
  PictureRecord record(const CentreSpec& spec, const Tally& tally) const;  // pure

 private:
  friend class PictureFold;
  std::vector<Ask> asks_;  // curve by curve, interval by interval
};

class PictureFold {
 public:
  PictureFold() = default;
  PictureFold(const PictureQuestions& questions, const CentreSpec& spec);
  void add(const PictureRecord& record);
  // Means, intervals and the good and bad days of what was added; events of the scenario.
  PlanPictures told(const Scenario& scenario, const CentreSpec& spec, PlanPictures::Role role,
                    const std::string& name, double confidence) const;

 private:
  TidyFold figures_{0};
};

// The frame around the plans: intervals, queues, platforms, groups.
Pictures picture_frame(const Scenario& scenario, const CentreSpec& spec);

}  // namespace switchover
