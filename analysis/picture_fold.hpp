// PictureFold: from tallies to Pictures, replication by replication. record() runs on the worker threads,
// add() on the calling one, in the order of the replications.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "analysis/pictures.hpp"
#include "analysis/tidy.hpp"
#include "analysis/totals.hpp"
#include "models/centre/tally.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// What is kept of one replication until it is folded away.
struct PictureRecord {
  std::vector<Figure> curves;  // curve by curve, interval by interval
  std::vector<double> stacks;  // average numbers: stack by stack, part by part, interval by interval
  std::vector<double> waits;   // queue by queue: answered within each of its edges, then offered
};

// What is asked of every replication of one centre; shared by the plans of a run (day and twin). Centres with
// one platform are not asked by platform; large ones less: beyond 24 queues not by queue and platform, beyond
// 60 only service level, wait and offered by queue; beyond 24 groups no stacks by group.
class PictureQuestions {
 public:
  PictureQuestions() = default;  // asks nothing
  explicit PictureQuestions(const CentreSpec& spec);
  bool any() const { return intervals_ > 0; }
  PictureRecord record(const CentreSpec& spec, const Tally& tally) const;  // pure

 private:
  friend class PictureFold;
  struct Curve {
    Metric metric = Metric::service_level;
    bool banded = false, has_days = false;  // with low and high; with good and bad days
  };
  struct Place {  // its curves share their totals
    std::string kind, name;
    Scope scope;
    std::vector<Curve> curves;
  };
  struct Stack {
    DayStack::Of of = DayStack::Of::calls;
    std::string kind, name;
    Scope scope;
    std::vector<std::string> states;
  };
  void ask_curves(const CentreSpec& spec);
  void ask_stacks(const CentreSpec& spec);

  std::size_t intervals_ = 0, figures_ = 0, averages_ = 0;
  std::vector<Place> places_;
  std::vector<Stack> stacks_;
  std::vector<std::vector<double>> edges_;  // of the waits, in seconds, queue by queue
};

class PictureFold {
 public:
  PictureFold() = default;
  PictureFold(const PictureQuestions& questions, const CentreSpec& spec);
  void add(const PictureRecord& record);
  // Means, intervals and the good and bad days of what was added; events of the scenario, of a twin those
  // that it keeps. Intervals of shares lie within [0, 1], of others above 0; good and bad days need 10 days.
  // A curve that has no value at all is left out.
  PlanPictures told(const Scenario& scenario, const CentreSpec& spec, PlanPictures::Role role,
                    const std::string& name, double confidence) const;

 private:
  DayCurve curve(const PictureQuestions::Place& place, const PictureQuestions::Curve& asked,
                 std::size_t first, double confidence) const;
  void tell_days(const PictureQuestions::Curve& asked, std::size_t first, DayCurve& curve) const;
  void tell_curves(double confidence, PlanPictures& out) const;
  void tell_stacks(PlanPictures& out) const;
  void tell_waits(const CentreSpec& spec, PlanPictures& out) const;

  PictureQuestions questions_;
  std::uint32_t runs_ = 0;
  TidyFold figures_{0};
  std::vector<std::size_t> days_of_;      // figures whose single days are kept
  std::size_t most_days_ = 0;             // so that memory is bounded: of the first so many days
  std::vector<std::vector<float>> days_;  // [kept figure][day], those that have a value
  std::vector<double> stacks_, waits_;    // sums
};

// The frame around the plans: intervals, queues, platforms, groups.
Pictures picture_frame(const Scenario& scenario, const CentreSpec& spec);

}  // namespace switchover
