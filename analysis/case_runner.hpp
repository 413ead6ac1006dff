// CaseRunner: replications of scenarios that are to be compared. Every case meets the same callers: the same
// seed, the forecast's correction of the first scenario, its faults rehearsed. What compare, sweep, solve,
// limit, fix and flip all stand on.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/block_store.hpp"
#include "analysis/day_record.hpp"
#include "analysis/experiment.hpp"
#include "analysis/picture_fold.hpp"
#include "analysis/report_model.hpp"
#include "analysis/staging.hpp"
#include "scenarios/scenario.hpp"

namespace switchover {

// What is asked of every replication of a case.
struct CaseQuestions {
  std::vector<Expectation> promises;
  std::vector<Ask> asks;
};
// One scenario as it is to be simulated.
struct Case {
  std::string name;
  Scenario scenario;
  CaseQuestions questions;
  // What was done to the scenario after reading it ("30 more agents in billing 08:30-13:00"): with the files
  // and settings it says what is simulated. Empty: nothing.
  std::string changes;
};
// What is kept of one replication.
struct CaseDay {
  std::vector<PromiseFigures> promises;  // times to restore: later than in the twin
  std::vector<Figure> asks;
  // Control variates of known mean 0 (control_names()).
  std::vector<double> controls;
  std::string broken;  // by the self-checks; empty: sound
  bool operator==(const CaseDay&) const = default;
};
// Which callers: those that a search looks at, or others that it has never seen.
enum class Luck { search, fresh };

struct RunnerOptions {
  unsigned workers = 0;
  OnProgress on_progress;
  std::stop_token stop;
  std::string version;          // of the program: results of others are never taken
  BlockStore* store = nullptr;  // where finished blocks are kept; none: nowhere
};

// Where the block of replications that holds `first` ends, at most at `last`: finished blocks are kept. A
// function of the two, so that every call meets the same blocks.
std::uint32_t block_end(std::uint32_t first, std::uint32_t last);

class CaseRunner {
 public:
  // `first` gives seed, largest number of runs and the forecast's correction: one factor per queue, which all
  // cases share whose queue of that name counts the same thing.
  CaseRunner(const Scenario& first, RunnerOptions options);
  ~CaseRunner();
  CaseRunner(const CaseRunner&) = delete;
  CaseRunner& operator=(const CaseRunner&) = delete;

  // Replications [first, last) of a case, in order; last <= most_runs(). Blocks come from the store where
  // they are kept there. Throws Interrupted, RehearsalFailure.
  std::vector<CaseDay> days(const Case& c, std::uint32_t first, std::uint32_t last, Luck luck = Luck::search);

  // The pictures of the same replications [0, runs): simulated here and now, kept nowhere.
  PictureFold pictures(const Case& c, std::uint32_t runs);

  // From now on progress is told to this listener; returns the former one. A phase is what one call of days()
  // simulates; the pilots of the forecast's correction count nothing.
  OnProgress tell_progress_to(OnProgress listener);

  // The case's centre with people as demand: what days() simulates, before its faults are rehearsed.
  CentreSpec centre_of(const Case& c);
  std::uint32_t most_runs() const { return most_runs_; }
  std::uint64_t seed(Luck luck) const;
  const std::vector<ForecastCorrection>& corrections();
  const RunCost& cost() const { return cost_; }
  std::uint64_t resumed() const { return resumed_; }  // replications that came from the store
  unsigned workers() const;

 private:
  struct Asked {
    std::uint32_t first = 0, last = 0;  // of one call of days()
  };
  struct Ready;  // a case with its plan
  struct Twin;   // the same days without their faults, as far as they were simulated
  Ready& ready(const Case& c, Luck luck, const std::string& key, std::uint32_t last);
  std::shared_ptr<Twin> twin_of_case(const Case& c, const CentreSpec& without_faults, Luck luck,
                                     const Workshop& workshop);
  void simulate_twin(const Ready& ready, const Case& c, std::uint32_t first, std::uint32_t last,
                     const Asked& asked);
  std::string key_of(const Case& c, Luck luck);
  std::optional<std::vector<CaseDay>> kept(const Case& c, const BlockKey& key);
  Workshop plain_workshop(Luck luck);
  Workshop workshop_of(const Case& c, Luck luck, std::uint32_t last);
  void correct();
  OnProgress listener(const Asked& asked, std::uint32_t first, std::uint32_t pass, std::uint32_t passes);
  std::vector<CaseDay> simulate(Ready& ready, const Case& c, std::uint32_t first, std::uint32_t last,
                                const Asked& asked);

  Scenario first_;
  RunnerOptions options_;
  std::uint32_t most_runs_;
  std::map<std::string, double> factors_;  // people per forecast call, by queue
  bool corrected_ = false;
  std::vector<ForecastCorrection> corrections_;
  std::unique_ptr<Staging> staging_[2];        // by Luck
  std::vector<std::unique_ptr<Ready>> ready_;  // a handful, the last used first
  std::vector<std::shared_ptr<Twin>> twins_;   // likewise: many cases differ in their faults alone
  RunCost cost_;
  std::uint64_t resumed_ = 0;
};

// What is simulated and asked, as a digest: of version, seed, files, settings, changes and questions. With
// what a runner adds (the forecast's correction) equal identities have equal days. Names and paths are no
// part of it.
std::string identity_of(const Case& c, std::uint64_t seed, const std::string& version);

}  // namespace switchover
