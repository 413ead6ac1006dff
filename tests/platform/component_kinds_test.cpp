#include "models/platform/component_kinds.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "models/platform/component_tables.hpp"
#include "tests/sim/child.hpp"

using namespace switchover;

namespace {

// What stands between two marks of docs/SCENARIO.md.
std::string documented(const std::string& name) {
  std::ifstream file(std::filesystem::path(SWITCHOVER_SOURCE_DIR) / "docs/SCENARIO.md");
  std::ostringstream text;
  text << file.rdbuf();
  const std::string document = text.str();
  const std::string begin = "<!-- " + name + ": begin -->\n", end = "<!-- " + name + ": end -->";
  const std::size_t from = document.find(begin), to = document.find(end);
  if (from == std::string::npos || to == std::string::npos) return "no marks";
  return document.substr(from + begin.size(), to - from - begin.size());
}

}  // namespace

TEST_CASE("Every kind stands in the table once, in the order of the enumeration, with a name of its own") {
  const auto& kinds = all_kinds();
  REQUIRE(kinds.size() == component_kinds);
  std::set<std::string> names;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    INFO(kinds[i].name);
    CHECK(static_cast<std::size_t>(kinds[i].kind) == i);
    CHECK(&info(kinds[i].kind) == &kinds[i]);
    CHECK(kind_by_name(kinds[i].name) == kinds[i].kind);
    CHECK(names.insert(kinds[i].name).second);
    CHECK(kinds[i].repair_minutes > 0);
    CHECK(kinds[i].times_a_year > 0);
    CHECK_FALSE(std::string(kinds[i].source).empty());
    CHECK_FALSE(kinds[i].words.empty());
  }
  CHECK(kind_by_name("") == std::nullopt);
  CHECK(kind_by_name("Data Centre") == ComponentKind::data_centre);  // case does not count
  CHECK(kind_by_name("crm") == ComponentKind::crm);
  CHECK(kind_by_name("data-centre") == std::nullopt);
  CHECK(kind_by_name("data centr") == std::nullopt);
  CHECK(kind_by_name("data centre ") == std::nullopt);
  CHECK(exit_code_of([] { static_cast<void>(info(static_cast<ComponentKind>(24))); }) == 70);
}

TEST_CASE("No word means two kinds, and every word alone is understood") {
  std::map<std::string, ComponentKind> words;
  for (const KindInfo& kind : all_kinds()) {
    for (const char* word : kind.words) {
      INFO(word);
      CHECK(words.emplace(word, kind.kind).second);
      CHECK(kind_by_component(word) == kind.kind);
      CHECK(kind_by_component("old." + std::string(word) + "-2") == kind.kind);
    }
  }
}

TEST_CASE("The last word of a name tells the kind, else the first") {
  const std::vector<std::pair<const char*, ComponentKind>> known{
      {"old.dc1", ComponentKind::data_centre},
      {"new.DC-2", ComponentKind::data_centre},
      {"carrier-a", ComponentKind::carrier},
      {"sbc-1", ComponentKind::sbc},
      {"wan.leeds", ComponentKind::wan},
      {"site.leeds", ComponentKind::site},
      {"old.desktop", ComponentKind::desktop},
      {"agent-desktop", ComponentKind::desktop},
      {"old.east.core2", ComponentKind::core},
      {"sso", ComponentKind::sign_on},
      {"crm", ComponentKind::crm},
      {"isp.home", ComponentKind::isp},
      {"core.reporting", ComponentKind::reporting},
      {"old.call-server", ComponentKind::call_server},
      {"sip-trunk-a", ComponentKind::carrier},
      {"lan", ComponentKind::network},
      {"number.0800", ComponentKind::number},
      {"bridge", ComponentKind::bridge},
  };
  for (const auto& [name, kind] : known) {
    INFO(name);
    CHECK(kind_by_component(name) == kind);
  }
  for (const char* unknown : {"", ".", "..", "old.", "7", "-", "old.thing", "old.dcx", "leeds.wan.x9.y", "a",
                              "sbc_1b", "payments-api"}) {
    INFO(unknown);
    CHECK(kind_by_component(unknown) == std::nullopt);
  }
}

TEST_CASE("A lost data centre takes everything, and who talks is cut off") {
  const FaultEffect& down = info(ComponentKind::data_centre).when_down;
  for (const StageRule& rule : {down.calls.dial, down.calls.ivr, down.calls.queue, down.calls.talk}) {
    CHECK(rule == StageRule{StageEffect::drop, 1, {}, {}, {}});
  }
  CHECK_FALSE(down.serves);
  CHECK(down.agents == AgentFate::signed_out);
  CHECK(down.agents_talk == StageEffect::drop);
}

TEST_CASE("The fault table stage by stage") {
  const auto down = [](ComponentKind kind) -> const FaultEffect& { return info(kind).when_down; };
  CHECK(down(ComponentKind::core).calls.talk.effect == StageEffect::keep_without_control);
  CHECK(down(ComponentKind::core).agents == AgentFate::stay);
  CHECK_FALSE(down(ComponentKind::core).serves);
  CHECK(down(ComponentKind::call_server).agents == AgentFate::signed_out);
  CHECK(down(ComponentKind::call_server).agents_talk == StageEffect::keep);
  CHECK(down(ComponentKind::carrier).serves);
  CHECK(down(ComponentKind::carrier).calls.talk.effect == StageEffect::drop);
  CHECK(down(ComponentKind::carrier).agents == AgentFate::stay);
  CHECK(down(ComponentKind::ivr).calls.dial.effect == StageEffect::drop);
  CHECK(down(ComponentKind::ivr).calls.queue.effect == StageEffect::keep);
  CHECK(down(ComponentKind::desktop).calls.dial.effect == StageEffect::keep);
  CHECK_FALSE(down(ComponentKind::desktop).serves);
  CHECK(down(ComponentKind::agent_pc).agents == AgentFate::unreachable);
  CHECK(down(ComponentKind::network).calls.talk.share < 0.5);
  CHECK(down(ComponentKind::sign_on).agents == AgentFate::no_sign_in);
  CHECK(down(ComponentKind::crm).adds_talk == Duration::whole_seconds(30));
  CHECK(down(ComponentKind::crm).adds_wrap == Duration::whole_seconds(20));
  CHECK(info(ComponentKind::crm).when_slow.adds_talk == Duration::whole_seconds(15));
  CHECK(info(ComponentKind::crm).when_slow.adds_wrap == Duration::whole_seconds(15));
  CHECK(down(ComponentKind::bridge).bridge_ports == 0.0);
  for (const ComponentKind kind : {ComponentKind::wan, ComponentKind::site, ComponentKind::isp}) {
    CHECK(down(kind).agents == AgentFate::signed_out);
    CHECK(down(kind).agents_talk == StageEffect::drop);
    CHECK(down(kind).serves);
  }
  for (const ComponentKind kind : {ComponentKind::wfm, ComponentKind::reporting, ComponentKind::recording,
                                   ComponentKind::callback, ComponentKind::sync}) {
    CHECK(down(kind) == FaultEffect{});
    CHECK(info(kind).when_slow == FaultEffect{});
  }
}

TEST_CASE("Nothing that is slow is worse than when it is down") {
  for (const KindInfo& kind : all_kinds()) {
    INFO(kind.name);
    const FaultEffect &down = kind.when_down, &slow = kind.when_slow;
    CHECK(slow.serves);
    CHECK(slow.agents == AgentFate::stay);
    const auto lost = [](const StageRule& rule) {
      return rule.effect == StageEffect::drop ? rule.share : 0.0;
    };
    CHECK(lost(slow.calls.dial) <= lost(down.calls.dial));
    CHECK(lost(slow.calls.ivr) <= lost(down.calls.ivr));
    CHECK(lost(slow.calls.queue) <= lost(down.calls.queue));
    // Where agents are thrown out, their conversations are cut with them.
    if (down.agents_talk != StageEffect::drop) CHECK(lost(slow.calls.talk) <= lost(down.calls.talk));
  }
}

TEST_CASE("What calls cannot do without is needed hard") {
  for (const ComponentKind kind :
       {ComponentKind::data_centre, ComponentKind::core, ComponentKind::call_server, ComponentKind::sbc,
        ComponentKind::desktop, ComponentKind::network, ComponentKind::wan, ComponentKind::site}) {
    CHECK(info(kind).needed_hard);
  }
  for (const ComponentKind kind :
       {ComponentKind::carrier, ComponentKind::ivr, ComponentKind::sign_on, ComponentKind::crm,
        ComponentKind::wfm, ComponentKind::reporting, ComponentKind::recording, ComponentKind::callback,
        ComponentKind::dns, ComponentKind::number, ComponentKind::bridge, ComponentKind::sync,
        ComponentKind::third_party}) {
    CHECK_FALSE(info(kind).needed_hard);
  }
}

TEST_CASE(
    "A pair of SBCs keeps the calls that are set up, a duplex core its queue, the others nothing more") {
  const FaultEffect sbc = down_with_standby(ComponentKind::sbc);
  CHECK(sbc.calls.dial.effect == StageEffect::drop);
  CHECK(sbc.calls.ivr.effect == StageEffect::keep);
  CHECK(sbc.calls.queue.effect == StageEffect::keep);
  CHECK(sbc.calls.talk.effect == StageEffect::keep);
  const FaultEffect core = down_with_standby(ComponentKind::core);
  CHECK(core.calls.queue.effect == StageEffect::keep);
  CHECK_FALSE(core.serves);
  for (const KindInfo& kind : all_kinds()) {
    if (kind.kind == ComponentKind::sbc || kind.kind == ComponentKind::core) continue;
    CHECK(down_with_standby(kind.kind) == kind.when_down);
  }
}

TEST_CASE("docs/SCENARIO.md holds the table of components as it is") {
  CHECK(documented("components") == component_table_markdown());
}

TEST_CASE("docs/SCENARIO.md holds the table of presets as it is") {
  CHECK(documented("presets") == preset_table_markdown());
}
