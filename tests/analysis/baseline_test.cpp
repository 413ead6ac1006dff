#include "analysis/baseline.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

using namespace switchover;

namespace {

class TextFile {
 public:
  explicit TextFile(const std::string& text)
      : path_((std::filesystem::temp_directory_path() /
               ("switchover-baseline-" + std::to_string(getpid()) + "-" + std::to_string(next()++)))
                  .string()) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~TextFile() { std::filesystem::remove(path_); }
  TextFile(const TextFile&) = delete;
  TextFile& operator=(const TextFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  static int& next() {
    static int count = 0;
    return count;
  }
  std::string path_;
};

BaselineFigure level(const std::string& name, double shift) {
  BaselineFigure figure{name, Unit::share, true, {}};
  for (int r = 0; r < 40; ++r) {
    const double calls = 900 + 13 * (r % 7);
    figure.days.push_back({calls * (0.80 + shift) + 10 * std::sin(r), calls});
  }
  return figure;
}
BaselineFigure people(double shift) {
  BaselineFigure figure{"people never served", Unit::count, false, {}};
  for (int r = 0; r < 40; ++r)
    figure.days.push_back(Figure::number(100 + 9 * std::cos(r) + shift + 0.1 * (r % 3)));
  return figure;
}
BaselinePlan plan(const std::string& name, std::vector<BaselineFigure> figures) {
  return {name, "p1", "d1", "0.3.0", 1, std::move(figures)};
}

}  // namespace

TEST_CASE("a baseline reads back to the same bits") {
  BaselinePlan odd = plan("a\tname\nwith \\ signs", {level("level", 0.0), people(1.0 / 3)});
  odd.figures[0].days[3] = Figure::none();
  odd.figures[1].days[5] = Figure::number(std::numeric_limits<double>::infinity());
  odd.figures.push_back({"never asked", Unit::seconds, false, {}});
  const Baseline baseline{{odd, plan("second", {level("level", 0.01)})}};
  const TextFile file(baseline_text(baseline));
  const Expected<Baseline> read = read_baseline(file.path());
  REQUIRE(read.ok());
  CHECK(read.value() == baseline);
  CHECK(baseline_text(read.value()) == baseline_text(baseline));
}

TEST_CASE("a baseline that is damaged is refused line by line") {
  const std::string good = baseline_text({{plan("one", {people(0)})}});
  const TextFile other("name,value\n1,2\n");
  const TextFile broken(good + "figure\tx\tshare\thigher\t0.5 0.x\nsurprise\n");
  const auto places = [](const Expected<Baseline>& read) {
    std::vector<std::string> lines;
    if (read.ok()) return lines;
    for (const Problem& problem : read.problems())
      lines.push_back(std::to_string(problem.place.line) + " " + problem.what);
    return lines;
  };
  CHECK(places(read_baseline(other.path())) ==
        std::vector<std::string>{"1 this is not a baseline of this version"});
  CHECK(places(read_baseline(broken.path())) ==
        std::vector<std::string>{"8 this line of the baseline is damaged",
                                 "9 this line of the baseline is damaged"});
  CHECK(places(read_baseline("/nowhere/at/all")) ==
        std::vector<std::string>{"0 the baseline cannot be read"});
  const TextFile empty("switchover-baseline 1\n");
  REQUIRE(read_baseline(empty.path()).ok());
}

TEST_CASE("a regression is worse by more than the tolerance, and surely") {
  const Baseline then{{plan("monday", {level("billing in 20 s", 0), people(0)})}};
  Tolerance tolerance;
  const auto report = [&](double level_shift, double people_shift) {
    return against_baseline(then,
                            {plan("monday", {level("billing in 20 s", level_shift), people(people_shift)})},
                            tolerance, 0.95);
  };
  CHECK_FALSE(report(0, 0).regression);
  CHECK_FALSE(report(0.05, -20).regression);
  CHECK(report(0.05, -20).rows[0].improved);
  CHECK(report(-0.01, 0).regression);
  tolerance.share = 0.02;
  CHECK_FALSE(report(-0.01, 0).regression);
  CHECK(report(-0.03, 0).regression);
  CHECK(report(-0.03, 0).rows.front().figure == "billing in 20 s");
  CHECK(report(0, 5).regression);
  CHECK(report(0, 5).rows.front().figure == "people never served");
  tolerance.relative = 0.10;
  CHECK_FALSE(report(0, 5).regression);
  CHECK(report(0, 15).regression);
  CHECK(report(0, 15).sentence ==
        "1 of 2 figures is worse than the baseline, first people never served of monday: 115 instead of 100");
}

TEST_CASE("the message says what changed") {
  const Baseline then{{plan("monday", {people(0)}), plan("old", {people(0)})}};
  BaselinePlan now = plan("monday", {people(0)});
  now.data_sha = "d2";
  now.version = "0.4.0";
  const BaselineReport report = against_baseline(then, {now, plan("tuesday", {people(0)})}, {}, 0.95);
  CHECK(report.changed == std::vector<std::string>{"monday: the data changed, the tool is 0.4.0, was 0.3.0"});
  CHECK(report.new_plans == std::vector<std::string>{"tuesday"});
  CHECK(report.gone_plans == std::vector<std::string>{"old"});
  CHECK(report.sentence == "none of 1 figures is worse than the baseline");
  CHECK_FALSE(report.regression);
  const BaselineReport fresh = against_baseline({}, {now}, {}, 0.95);
  CHECK(fresh.sentence == "nothing to compare: every plan is new");
}

TEST_CASE("other luck is compared without pairs") {
  const Baseline then{{plan("monday", {people(0)})}};
  BaselinePlan now = plan("monday", {people(0.5)});
  const BaselineReport paired = against_baseline(then, {now}, {}, 0.95);
  now.seed = 2;
  const BaselineReport apart = against_baseline(then, {now}, {}, 0.95);
  REQUIRE(paired.rows.size() == 1);
  REQUIRE(apart.rows.size() == 1);
  CHECK(paired.rows[0].paired);
  CHECK(paired.regression);
  CHECK_FALSE(apart.rows[0].paired);
  CHECK_FALSE(apart.regression);  // half a person is nothing beside the days' own spread
  CHECK(apart.changed == std::vector<std::string>{"monday: the seed is 2, was 1"});
}

TEST_CASE("tolerances are read by unit") {
  const Expected<Tolerance> read = parse_tolerance({"2points", "10s", "20 people", "5%"});
  REQUIRE(read.ok());
  CHECK(read.value().share == Approx(0.02));
  CHECK(read.value().seconds == 10);
  CHECK(read.value().count == 20);
  CHECK(read.value().relative == Approx(0.05));
  const Expected<Tolerance> wrong = parse_tolerance({"much", "2points", "-1s"});
  REQUIRE_FALSE(wrong.ok());
  CHECK(wrong.problems().size() == 2);
  CHECK(to_string(wrong.problems()[0]) ==
        "--tolerance much: this is no size of a difference; write \"2 points\", \"10s\", \"20 people\" or "
        "\"5%\"");
}
