// Incident: what became of the platforms, told from the stories of the rehearsals and the figures of the day
// and of its twin: time line, both recovery times, people lost, dialling again, what the standby platform had
// to spare. Its causes: incident_causes.hpp.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "analysis/day_record.hpp"
#include "analysis/report_model.hpp"
#include "analysis/story_moments.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

class IncidentTeller {
 public:
  // `stories`: one for all replications, or one for each; empty where no component fails.
  IncidentTeller(const Scenario& scenario, const CentreSpec& spec, std::vector<Story> stories);
  bool any() const { return subject_.has_value(); }  // something fails in some replication
  const IncidentSubject& subject() const { return *subject_; }
  std::string failback_clock() const;  // "21:00" where the failback waits for a time of day, else empty
  // What to ask of every replication of the day and of its twin.
  std::vector<Ask> asks() const;
  // Panels of asks(), as many replications of both.
  Incident tell(const Panel& day, const Panel& twin) const;
  // The limits of the platform that takes over: from the rows of what binds, and from the stories.
  std::vector<IncidentLimit> limits(const std::vector<BindingRow>& binding, std::size_t runs) const;

 private:
  const StoryMoments& moments(std::size_t replication) const {
    return moments_.size() == 1 ? moments_.front() : moments_.at(replication);
  }
  std::string clock(double seconds) const;
  // `times`: one for every replication with the fault, infinite where the day ends without it.
  void add_moment(const char* name, std::string label, const std::vector<double>& times, Incident& out) const;
  void tell_times(const Panel& day, const Panel& twin, Incident& out) const;
  void tell_recovery(const Panel& day, const Panel& twin, Incident& out) const;
  double service_back_after(const StoryMoments& m, std::size_t first, double day, double twin) const;
  void tell_backlog(const Panel& day, const Panel& twin, Incident& out) const;
  double backlog_cleared(const StoryMoments& m, const Panel& day, const Panel& twin, std::size_t r) const;
  void tell_people(const Panel& day, const Panel& twin, Incident& out) const;
  void tell_storm(const Panel& day, const Panel& twin, Incident& out) const;
  void tell_platforms(const Panel& day, const Panel& twin, Incident& out) const;

  const Scenario& scenario_;
  const CentreSpec& spec_;
  std::vector<Story> stories_;
  std::optional<IncidentSubject> subject_;
  std::vector<StoryMoments> moments_;
  std::vector<std::size_t> restore_from_;  // first intervals from which restoring is asked, one ask each
  std::vector<IntervalSpan> quarters_;     // of an hour, or the report interval where that is longer
  std::optional<Time> healthy_;            // median
};

}  // namespace switchover
