// Pictures as JSON: the frame and the plans as they are, numbers rounded, nothing where there is nothing.
#include "analysis/report/page_pictures.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "tests/report/sample_reports.hpp"

using namespace switchover;
using Json = nlohmann::json;

namespace {

Pictures small_pictures(const std::string& queue) {
  Pictures pictures;
  pictures.date = "2026-03-02";
  pictures.start_minute = 480;
  pictures.interval_s = 900;
  pictures.length_s = 1800;
  pictures.from_s = {0, 900};
  pictures.queues = {{queue, 0.8, 20, "80% in 20 s"}};
  pictures.platforms = {"old"};
  pictures.groups = {"agents"};
  pictures.focus = queue;
  PlanPictures day;
  day.name = "this Monday";
  day.runs = 80;
  day.events = {{"loss", "outage of old", true, 600.5, 1800}};
  DayCurve level;
  level.kind = "queue";
  level.scope = queue;
  level.mean = {0.123456789, std::nullopt};
  level.low = {0.1, std::nullopt};
  DayCurve offered;
  offered.metric = Metric::offered;
  offered.kind = offered.scope = "all";
  offered.mean = {110.0, std::numeric_limits<double>::infinity()};
  day.curves = {level, offered};
  day.stacks = {{DayStack::Of::outcomes, "all", "all", {{"answered", {90.0000001, 12.3456789}}}}};
  day.waits = {{queue, {0, 20}, {0.5, 2.0 / 3}}};
  PlanPictures twin = day;
  twin.role = PlanPictures::Role::twin;
  pictures.plans = {day, twin};
  return pictures;
}

}  // namespace

TEST_CASE("numbers are rounded to their significant digits", "[page]") {
  CHECK(rounded(0.123456789) == 0.12346);
  CHECK(rounded(123456.7) == 123460);
  CHECK(rounded(2.0 / 3, 7) == 0.6666667);
  CHECK(rounded(0) == 0);
  CHECK_FALSE(std::signbit(rounded(-0.0)));
  CHECK(rounded(-1e-300) == -1e-300);
  CHECK(std::isinf(rounded(std::numeric_limits<double>::infinity())));
}

TEST_CASE("pictures keep their frame, plans and curves", "[page]") {
  const std::string text =
      pictures_json(small_pictures("billing"), {{"NO", PageTone::fail}}, {{"baseline", "0"}});
  CHECK(text.find(": ") == std::string::npos);
  CHECK(text.find("\n") == std::string::npos);
  const Json pictures = Json::parse(text);
  CHECK(pictures["from_s"] == Json::array({0, 900}));
  CHECK(pictures["queues"][0]["promise"] == "80% in 20 s");
  CHECK(pictures["baseline"] == 0);
  REQUIRE(pictures["plans"].size() == 2);
  const Json& day = pictures["plans"][0];
  CHECK(day["role"] == "day");
  CHECK(day["word"] == "NO");
  CHECK(day["events"][0]["from_s"] == 600.5);  // moments are not rounded
  const Json& level = day["curves"][0];
  CHECK(level["figure"] == "service_level");
  CHECK(level["title"] == "answered in time");
  CHECK(level["unit"] == "share");
  CHECK(level["mean"] == Json::array({0.12346, nullptr}));
  CHECK(level["high"].is_null());  // not kept
  CHECK(day["curves"][1]["mean"] == Json::array({110, "infinity"}));
  CHECK(day["stacks"][0]["of"] == "outcomes");
  CHECK(day["stacks"][0]["parts"][0]["mean"] == Json::array({90, 12.346}));
  CHECK(day["waits"][0]["share"] == Json::array({0.5, 0.66667}));
  CHECK(pictures["plans"][1]["role"] == "twin");
  CHECK(pictures["plans"][1]["word"] == "");
  CHECK(pictures["plans"][1]["tone"] == "none");
}

TEST_CASE("without pictures there is an empty frame that can still be read", "[page]") {
  const Json pictures = Json::parse(pictures_json(std::nullopt, {}, {{"flips", "[]"}}));
  CHECK(pictures["plans"] == Json::array());
  CHECK(pictures["queues"] == Json::array());
  CHECK(pictures["flips"] == Json::array());
}

TEST_CASE("whole numbers are written without a fraction", "[page]") {
  const std::string text = pictures_json(small_pictures("billing"), {}, {});
  CHECK(text.find("110.0") == std::string::npos);
  CHECK(text.find("90.0") == std::string::npos);
}

TEST_CASE("the same pictures give the same bytes, hostile names stay text", "[page]") {
  const auto pictures = small_pictures(test::hostile_name);
  const std::string text = pictures_json(pictures, {}, {});
  CHECK(text == pictures_json(pictures, {}, {}));
  CHECK(Json::parse(text)["queues"][0]["name"] == test::hostile_name);
}

TEST_CASE("a promise has a place for every plan", "[page]") {
  const PlanComparison comparison = test::sample_comparison("failback-early");
  const Json promises = Json::parse(picture_promises(comparison.promises));
  REQUIRE(promises.size() == 1);
  CHECK(promises[0]["at_least"] == true);
  CHECK(promises[0]["threshold"] == 0.8);
  CHECK(promises[0]["places"].size() == 2);
  CHECK(promises[0]["places"][0]["mark"] == "FAIL");
  CHECK(promises[0]["places"][0]["tone"] == "fail");
  CHECK(promises[0]["places"][1]["plan"] == 1);
  CHECK(promises[0]["places"][1]["low"] == 0.58);
}
