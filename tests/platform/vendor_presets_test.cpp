#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "models/platform/component_kinds.hpp"

using namespace switchover;

TEST_CASE("Every preset has a name of its own, a month, a source and a kind of evidence") {
  std::set<std::string> names;
  for (const VendorPreset& preset : all_presets()) {
    INFO(preset.name);
    CHECK(names.insert(preset.name).second);
    CHECK(preset_by_name(preset.name) == &preset);
    const std::string month = preset.as_of;
    REQUIRE(month.size() == 7);
    CHECK(month.substr(0, 2) == "20");
    CHECK(month[4] == '-');
    CHECK(month.substr(5) >= "01");
    CHECK(month.substr(5) <= "12");
    CHECK_FALSE(std::string(preset.source).empty());
    CHECK_FALSE(std::string(preset.summary).empty());
    const std::string evidence = preset.evidence;
    CHECK((evidence == "V" || evidence == "J"));
    CHECK((evidence == "J") == (std::string(preset.source) == "judgement"));
  }
  CHECK(names.size() == 9);
}

TEST_CASE("A preset that is not known is not found") {
  CHECK(preset_by_name("") == nullptr);
  CHECK(preset_by_name("Amazon-Connect") == nullptr);
  CHECK(preset_by_name("amazon-connect ") == nullptr);
}

TEST_CASE("Figures of presets can be") {
  for (const VendorPreset& preset : all_presets()) {
    INFO(preset.name);
    for (const auto& figure : {preset.concurrent_calls, preset.calls_per_second, preset.max_queued,
                               preset.detect_s, preset.sign_in_per_minute, preset.desktop_repair_s}) {
      if (figure) CHECK(*figure > 0);
    }
    CHECK(preset.execute_low_s.has_value() == preset.execute_high_s.has_value());
    if (preset.execute_low_s) CHECK(*preset.execute_low_s < *preset.execute_high_s);
    if (preset.step) CHECK((*preset.step > 0 && *preset.step <= 1));
  }
}

TEST_CASE("What the vendors document") {
  const VendorPreset* connect = preset_by_name("amazon-connect");
  REQUIRE(connect != nullptr);
  CHECK(connect->concurrent_calls == 10.0);
  CHECK(connect->step == 0.1);
  CHECK(connect->execute_low_s == 30.0);
  CHECK(connect->execute_high_s == 60.0);
  const VendorPreset* cisco = preset_by_name("cisco-ucce");
  REQUIRE(cisco != nullptr);
  CHECK(cisco->detect_s == 15.0);
  CHECK(cisco->desktop_repair_s == 150.0);
  const VendorPreset* twilio = preset_by_name("twilio");
  REQUIRE(twilio != nullptr);
  CHECK(twilio->max_queued == 100.0);
  CHECK_FALSE(twilio->concurrent_calls.has_value());
}
