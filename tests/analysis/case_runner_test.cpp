#include "analysis/case_runner.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "analysis/day_record.hpp"
#include "analysis/demand_correction.hpp"
#include "analysis/study.hpp"
#include "tests/analysis/centres.hpp"

using namespace switchover;
using namespace switchover::centres;
namespace fs = std::filesystem;

namespace {

class StoreFile {
 public:
  StoreFile() {
    std::string pattern = (fs::temp_directory_path() / "switchover-runner-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = pattern;
  }
  ~StoreFile() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  StoreFile(const StoreFile&) = delete;
  StoreFile& operator=(const StoreFile&) = delete;
  std::shared_ptr<BlockStore> open() const {
    auto store = BlockStore::open(folder_ + "/blocks");
    REQUIRE(store);
    return store.value();
  }
  // Turns a bit over behind the first place where the file holds this text.
  void damage(const std::string& behind) const {
    std::fstream stream(folder_ + "/blocks", std::ios::binary | std::ios::in | std::ios::out);
    const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    const std::size_t at = bytes.find(behind);
    REQUIRE(at != std::string::npos);
    stream.clear();
    stream.seekp(static_cast<std::streamoff>(at + behind.size() + 40));
    stream.put(static_cast<char>(bytes[at + behind.size() + 40] ^ 1));
  }

 private:
  std::string folder_;
};

Scenario small_day(std::uint32_t runs) {
  Scenario scenario = scenario_of(one_queue(240, 13, 2), runs);
  scenario.files = {{"day/scenario.toml", "1234", "the day"}, {"calls.csv", "abcd", ""}};
  scenario.must = {level_promise(Quantifier::mean, 0.80)};
  return scenario;
}
Case case_of(const Scenario& scenario, const std::string& changes = "") {
  Case c{"as it is", scenario, {}, changes};
  c.questions.promises = scenario.must;
  c.questions.asks = {{Metric::never_served, {}, whole_day(scenario.centre), Time{}}};
  return c;
}
Case with_agents(const Scenario& scenario, double agents) {
  Scenario changed = scenario;
  changed.centre.groups[0].counted[0].agents = agents;
  return case_of(changed, "agents " + std::to_string(agents));
}
RunnerOptions options_with(BlockStore* store, unsigned workers = 2) {
  RunnerOptions options;
  options.workers = workers;
  options.version = "test";
  options.store = store;
  return options;
}

}  // namespace

TEST_CASE("A case has the days of a study of its scenario") {
  const Scenario scenario = small_day(20);
  CaseRunner runner(scenario, options_with(nullptr));
  const auto days = runner.days(case_of(scenario), 0, 20);
  StudyOptions options;
  options.explain = false;
  const auto told = study(scenario, options).report;
  std::vector<Figure> levels;
  for (const CaseDay& day : days) levels.push_back(day.promises[0].each[0]);
  const auto& found = told.promises[0].judgement.found;
  CHECK(estimate_mean(levels, found.confidence) == found);
}

TEST_CASE("Days are the same however they are asked for, kept or not") {
  const Scenario scenario = small_day(50);
  const Case c = case_of(scenario);
  CaseRunner plain(scenario, options_with(nullptr));
  const auto days = plain.days(c, 0, 50);
  CHECK(days.size() == 50);
  const StoreFile file;
  {
    const auto store = file.open();
    CaseRunner keeps(scenario, options_with(store.get(), 1));
    CHECK(keeps.days(c, 0, 10) == std::vector<CaseDay>(days.begin(), days.begin() + 10));
    CHECK(keeps.days(c, 10, 50) == std::vector<CaseDay>(days.begin() + 10, days.end()));
    CHECK(keeps.resumed() == 0);
    CHECK(keeps.days(c, 50, 50).empty());
  }
  const auto store = file.open();
  CaseRunner resumes(scenario, options_with(store.get()));
  CHECK(resumes.days(c, 0, 10) == std::vector<CaseDay>(days.begin(), days.begin() + 10));
  CHECK(resumes.days(c, 10, 40) == std::vector<CaseDay>(days.begin() + 10, days.begin() + 40));
  CHECK(resumes.resumed() == 40);
  CHECK(resumes.cost().replications == 0);
  CHECK(resumes.days(c, 40, 50) == std::vector<CaseDay>(days.begin() + 40, days.end()));
  CHECK(resumes.resumed() == 50);  // the last block was asked to 50 before, too
}

TEST_CASE("Blocks end at multiples of twenty, whatever is asked") {
  CHECK(block_end(0, 200) == 20);
  CHECK(block_end(10, 200) == 20);
  CHECK(block_end(19, 20) == 20);
  CHECK(block_end(20, 25) == 25);
  CHECK(block_end(0, 7) == 7);
  CHECK(block_end(4'294'967'290U, 4'294'967'295U) == 4'294'967'295U);
}

TEST_CASE("Other callers, changes, settings, files, seeds, versions and questions are simulated anew") {
  const Scenario scenario = small_day(20);
  const Case c = case_of(scenario);
  const std::string now = identity_of(c, 7, "1");
  CHECK(identity_of(c, 8, "1") != now);
  CHECK(identity_of(c, 7, "2") != now);
  Case other = c;
  other.changes = "something";
  CHECK(identity_of(other, 7, "1") != now);
  other = c;
  other.scenario.settings = {"agents=3"};
  const std::string set = identity_of(other, 7, "1");
  CHECK(set != now);
  other.scenario.settings = {"agents", "3"};
  CHECK(identity_of(other, 7, "1") != set);
  other = c;
  other.scenario.files[1].sha256 = "abce";
  CHECK(identity_of(other, 7, "1") != now);
  other = c;
  other.questions.asks[0].span.last -= 1;
  CHECK(identity_of(other, 7, "1") != now);
  other = c;
  other.questions.asks[0].scope.queue = QueueId(0);
  CHECK(identity_of(other, 7, "1") != now);
  other = c;
  other.questions.promises[0].every = Duration::whole_seconds(900);
  CHECK(identity_of(other, 7, "1") != now);
  other = c;
  other.questions.promises.push_back(c.questions.promises[0]);
  CHECK(identity_of(other, 7, "1") != now);
}

TEST_CASE("Names and paths do not say what is simulated") {
  const Scenario scenario = small_day(20);
  const Case c = case_of(scenario);
  Case other = c;
  other.name = "another";
  other.scenario.name = "another";
  other.scenario.file = "elsewhere/scenario.toml";
  other.scenario.files[0].path = "elsewhere/scenario.toml";
  CHECK(identity_of(other, 7, "1") == identity_of(c, 7, "1"));
  const StoreFile file;
  const auto store = file.open();
  CaseRunner first(scenario, options_with(store.get()));
  const auto days = first.days(c, 0, 20);
  CaseRunner second(other.scenario, options_with(store.get()));
  CHECK(second.days(other, 0, 20) == days);
  CHECK(second.resumed() == 20);
}

TEST_CASE("Fresh callers are others, and are kept apart") {
  const Scenario scenario = small_day(20);
  const Case c = case_of(scenario);
  const StoreFile file;
  const auto store = file.open();
  CaseRunner runner(scenario, options_with(store.get()));
  const auto search = runner.days(c, 0, 20);
  const auto fresh = runner.days(c, 0, 20, Luck::fresh);
  CHECK(search != fresh);
  CHECK(runner.resumed() == 0);
  CHECK(runner.seed(Luck::search) != runner.seed(Luck::fresh));
  CHECK(runner.days(c, 0, 20, Luck::fresh) == fresh);
  CHECK(runner.resumed() == 20);
}

TEST_CASE("More cases than plans are kept ready have the same days in any order") {
  const Scenario scenario = small_day(6);
  CaseRunner runner(scenario, options_with(nullptr));
  std::vector<std::vector<CaseDay>> forward;
  for (int a = 0; a < 12; ++a) forward.push_back(runner.days(with_agents(scenario, 8 + a), 0, 3));
  for (int a = 11; a >= 0; --a) {
    CaseRunner alone(scenario, options_with(nullptr));
    const Case c = with_agents(scenario, 8 + a);
    CHECK(runner.days(c, 0, 3) == forward[static_cast<std::size_t>(a)]);
    CHECK(alone.days(c, 0, 3) == forward[static_cast<std::size_t>(a)]);
  }
  CHECK(forward[0] != forward[11]);
}

TEST_CASE("Damaged days are simulated anew and kept again") {
  const Scenario scenario = small_day(20);
  const Case c = case_of(scenario);
  const StoreFile file;
  std::vector<CaseDay> days;
  {
    const auto store = file.open();
    CaseRunner first(scenario, options_with(store.get()));
    days = first.days(c, 0, 20);
  }
  file.damage("switchover days 1\n");
  for (const std::uint64_t resumed : {0U, 20U}) {
    const auto store = file.open();
    CaseRunner second(scenario, options_with(store.get()));
    CHECK(second.days(c, 0, 20) == days);
    CHECK(second.resumed() == resumed);
  }
}

TEST_CASE("The forecast's correction is kept, too, and comes back exactly") {
  Scenario scenario = small_day(20);
  scenario.counts = ForecastCounts::dialled;
  scenario.centre.queues[0].callers.after_abandon = {0.5, Distribution::exponential(300)};
  const Case c = case_of(scenario);
  const StoreFile file;
  const auto store = file.open();
  CaseRunner first(scenario, options_with(store.get()));
  const auto days = first.days(c, 0, 20);
  REQUIRE(first.corrections().size() == 1);
  CHECK(first.corrections()[0].people < first.corrections()[0].forecast_calls);
  CHECK(first.cost().replications > 20);
  CaseRunner second(scenario, options_with(store.get()));
  CHECK(second.days(c, 0, 20) == days);
  CHECK(second.cost().replications == 0);
  CHECK(second.corrections()[0].people == first.corrections()[0].people);
  CHECK(second.corrections()[0].residual == first.corrections()[0].residual);
}

TEST_CASE("Progress is told of the days asked for, by any listener that is set") {
  const Scenario scenario = small_day(20);
  std::uint64_t most = 0;
  CaseRunner runner(scenario, options_with(nullptr));
  const OnProgress before =
      runner.tell_progress_to([&](const Progress& told) { most = std::max(most, told.done); });
  CHECK_FALSE(before);
  runner.days(case_of(scenario), 0, 20);
  CHECK(most == 20);
  CHECK(runner.tell_progress_to({}));
}

TEST_CASE("Interrupted days leave the finished blocks behind") {
  const Scenario scenario = small_day(200);
  const Case c = case_of(scenario);
  const StoreFile file;
  const auto store = file.open();
  std::stop_source stop;
  RunnerOptions options = options_with(store.get(), 1);
  options.stop = stop.get_token();
  options.on_progress = [&](const Progress& told) {
    if (told.done >= 60) stop.request_stop();  // told at the end of every block
  };
  CaseRunner stopped(scenario, options);
  CHECK_THROWS_AS(stopped.days(c, 0, 200), Interrupted);
  CaseRunner resumes(scenario, options_with(store.get()));
  CaseRunner plain(scenario, options_with(nullptr));
  CHECK(resumes.days(c, 0, 200) == plain.days(c, 0, 200));
  CHECK(resumes.resumed() >= 60);
  CHECK(resumes.resumed() < 200);
}
