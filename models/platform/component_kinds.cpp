// The fault table as defaults, one function a kind. Where a figure is a guess, the guess is the one that
// does not flatter.
#include "models/platform/component_kinds.hpp"

#include <algorithm>
#include <cctype>

#include "sim/contract.hpp"

namespace switchover {

namespace {

constexpr const char* judged = "judgement";

StageRule some(StageEffect effect, double share = 1) { return {effect, share, {}, {}, {}}; }
StageRule late(std::int64_t seconds) {
  return {StageEffect::delay, 1, Duration::whole_seconds(seconds), {}, {}};
}
StageRule kept() { return some(StageEffect::keep); }
StageRule dropped(double share = 1) { return some(StageEffect::drop, share); }

FaultEffect nothing() { return {}; }
FaultEffect calls(StageRule dial, StageRule ivr, StageRule queue, StageRule talk) {
  FaultEffect effect;
  effect.calls = {dial, ivr, queue, talk};
  return effect;
}
FaultEffect longer(std::int64_t talk_s, std::int64_t wrap_s) {
  FaultEffect effect;
  effect.adds_talk = Duration::whole_seconds(talk_s);
  effect.adds_wrap = Duration::whole_seconds(wrap_s);
  return effect;
}
// Callers repeat themselves, and some hang up in the middle of a word.
FaultEffect poor_sound(std::int64_t talk_s, double cut) {
  FaultEffect effect = longer(talk_s, 0);
  effect.calls.talk = dropped(cut);
  return effect;
}
FaultEffect agents(FaultEffect effect, AgentFate fate, StageEffect conversations = StageEffect::keep) {
  effect.agents = fate;
  effect.agents_talk = conversations;
  return effect;
}
FaultEffect not_serving(FaultEffect effect) {
  effect.serves = false;
  return effect;
}

// Everything at one place is gone: calls and their places in the queue with it, agents sign in again.
KindInfo data_centre() {
  const FaultEffect down = agents(not_serving(calls(dropped(), dropped(), dropped(), dropped())),
                                  AgentFate::signed_out, StageEffect::drop);
  return {ComponentKind::data_centre,
          "data centre",
          "F10",
          down,
          longer(15, 15),
          true,
          240,
          0.1,
          judged,
          {"dc", "datacentre", "datacenter", "data-centre", "data-center", "region"}};
}

// Nothing is routed. Conversations go on without control; agents stay signed in, their states frozen. The
// queue is lost, as with a voice-response unit that is ruled by the core; one that survives says
// in_queue = "keep".
KindInfo core() {
  FaultEffect slow;
  slow.calls.dial = late(3);
  slow.calls.ivr = late(3);
  return {ComponentKind::core,
          "core",
          "F11",
          not_serving(calls(dropped(), dropped(), dropped(), some(StageEffect::keep_without_control))),
          slow,
          true,
          30,
          1.5,
          judged,
          {"core", "acd", "router", "routing", "controller", "pg"}};
}

// No call is set up. Conversations are preserved without features; agents are logged out when theirs ends.
KindInfo call_server() {
  FaultEffect slow;
  slow.calls.dial = late(3);
  return {ComponentKind::call_server,
          "call server",
          "F14",
          agents(not_serving(calls(dropped(), dropped(), dropped(), some(StageEffect::keep_without_control))),
                 AgentFate::signed_out),
          slow,
          true,
          60,
          0.5,
          judged,
          {"pbx", "callserver", "call-server", "cucm", "cm", "switch"}};
}

// The lines of this carrier are dead, whoever was on them; agents sit idle. Say which share of the calls it
// carries. Soft: with a second carrier nobody is dead without the first. Slow: setting up takes longer.
KindInfo carrier() {
  FaultEffect slow;
  slow.calls.dial = late(4);
  return {ComponentKind::carrier,
          "carrier",
          "F1, F2",
          calls(dropped(), dropped(), dropped(), dropped()),
          slow,
          false,
          90,
          1.5,
          judged,
          {"carrier", "trunk", "trunks", "pstn", "telco"}};
}

// Admission fails: who is in stays in. Slow: it throttles, and some are turned away.
KindInfo edge() {
  return {ComponentKind::edge,
          "edge",
          "F3, F4",
          calls(dropped(), kept(), kept(), kept()),
          calls(dropped(0.2), kept(), kept(), kept()),
          false,
          30,
          1,
          judged,
          {"edge", "quota", "admission", "balancer"}};
}

// Signalling and media pass through it: without a standby all of its calls are lost (with one, see
// down_with_standby).
KindInfo sbc() {
  FaultEffect slow;
  slow.calls.dial = late(3);
  return {ComponentKind::sbc,
          "SBC",
          "F8, F9",
          calls(dropped(), dropped(), dropped(), dropped()),
          slow,
          true,
          30,
          1,
          judged,
          {"sbc", "registrar", "border"}};
}

// New calls find no port, those in the menus are cut; queue and conversations are beyond it. Soft by default:
// agents sit idle, but the core works. Slow: the menus wait for a back-end.
KindInfo ivr() {
  FaultEffect slow;
  slow.calls.dial = late(20);
  slow.calls.ivr = late(20);
  return {ComponentKind::ivr,
          "IVR",
          "F6, F7",
          calls(dropped(), dropped(), kept(), kept()),
          slow,
          false,
          45,
          2,
          judged,
          {"ivr", "bot", "voicebot", "chatbot", "vru", "vxml", "cvp"}};
}

// Calls queue, conversations go on without control, nobody gets a new one; all sign in again afterwards.
KindInfo desktop() {
  const FaultEffect down =
      agents(not_serving(calls(kept(), kept(), kept(), some(StageEffect::keep_without_control))),
             AgentFate::signed_out);
  return {ComponentKind::desktop,       "desktop", "F12", down, longer(10, 10), true, 30, 2, judged,
          {"desktop", "cti", "toolbar"}};
}

// The agent looks available for minutes (180 s with Finesse): calls ring to nobody. Softphones lose the
// conversation.
KindInfo agent_pc() {
  return {ComponentKind::agent_pc,
          "agent PC",
          "F13",
          agents(calls(kept(), kept(), kept(), dropped()), AgentFate::unreachable),
          longer(10, 15),
          false,
          10,
          1,
          judged,
          {"pc", "pcs", "browser", "workstation", "laptop", "softphone"}};
}

// Signalling gets through, sound does not get through well.
KindInfo network() {
  return {ComponentKind::network,
          "network",
          "F15",
          poor_sound(30, 0.1),
          poor_sound(15, 0.02),
          true,
          45,
          4,
          judged,
          {"network", "lan", "media", "qos"}};
}

// Agents behind it are cut off in the middle of their calls (softphones; desk phones on lines of their own
// say agents_talk = "keep").
FaultEffect agents_cut_off() { return agents(nothing(), AgentFate::signed_out, StageEffect::drop); }
KindInfo wan() {
  return {ComponentKind::wan,
          "WAN",
          "F16",
          agents_cut_off(),
          poor_sound(15, 0.02),
          true,
          60,
          2,
          judged,
          {"wan", "mpls", "vpn", "link", "sdwan"}};
}
// Evacuation, power, the building's own lines.
KindInfo site() {
  return {ComponentKind::site,
          "site",
          "F16, F32",
          agents_cut_off(),
          poor_sound(10, 0.01),
          true,
          120,
          0.5,
          judged,
          {"site", "building", "office", "floor", "branch"}};
}
KindInfo isp() {
  return {ComponentKind::isp,
          "ISP",
          "F16",
          agents_cut_off(),
          poor_sound(15, 0.02),
          true,
          60,
          4,
          judged,
          {"isp", "internet", "broadband", "remote"}};
}

// Those signed in work on until their session ends (token_life; not known, so never, by default); whoever
// comes on shift or back from a break cannot. Slow: the rush is the sign-in server's own affair.
KindInfo sign_on() {
  return {ComponentKind::sign_on,
          "sign-on",
          "F17, F18",
          agents(nothing(), AgentFate::no_sign_in),
          nothing(),
          false,
          45,
          2,
          judged,
          {"sso", "signon", "sign-on", "signin", "sign-in", "auth", "idp", "login", "identity"}};
}

// No customer on the screen: agents ask, and write it down for later.
KindInfo crm() {
  return {ComponentKind::crm,
          "CRM",
          "F19, F20",
          longer(30, 20),
          longer(15, 15),
          false,
          60,
          3,
          judged,
          {"crm", "cases", "screenpop", "knowledge"}};
}

// Breaks bunch and plans go stale, over hours: calls do not notice.
KindInfo wfm() {
  return {ComponentKind::wfm,
          "WFM",
          "F21",
          nothing(),
          nothing(),
          false,
          240,
          2,
          judged,
          {"wfm", "schedule", "schedules", "scheduling"}};
}

// Nobody sees anything: failovers that rely on monitoring wait for it.
KindInfo reporting() {
  return {ComponentKind::reporting,
          "reporting",
          "F22",
          nothing(),
          nothing(),
          false,
          120,
          3,
          judged,
          {"reporting", "reports", "monitoring", "wallboard", "dashboard"}};
}

// Only where a policy forbids unrecorded calls; then the event says so: ringing = "drop 30%".
KindInfo recording() {
  return {ComponentKind::recording,
          "recording",
          "F23",
          nothing(),
          nothing(),
          false,
          60,
          2,
          judged,
          {"recording", "recorder", "recorders", "compliance"}};
}

// Promised calls are lost, not those on the line.
KindInfo callback() {
  return {ComponentKind::callback,  "callback", "F24", nothing(), nothing(), false, 30, 1, judged,
          {"callback", "callbacks"}};
}

// Those whose resolver still has the old record keep ringing at the dead side.
KindInfo dns() {
  return {ComponentKind::dns,
          "DNS",
          "F25",
          calls(dropped(0.08), kept(), kept(), kept()),
          nothing(),
          false,
          60,
          0.5,
          judged,
          {"dns", "srv", "resolver"}};
}

// The number leads nowhere while it is ported; slow: some carriers have not followed yet. Say which share of
// the calls dials it.
KindInfo number() {
  return {ComponentKind::number,
          "number",
          "F26",
          calls(dropped(), kept(), kept(), kept()),
          calls(dropped(0.2), kept(), kept(), kept()),
          false,
          30,
          0.2,
          "repair: AWS documentation, number porting (15-30 minutes); frequency: judgement",
          {"number", "numbers", "ddi", "did", "tollfree", "freephone"}};
}

// No call passes from platform to platform.
KindInfo bridge() {
  FaultEffect down;
  down.bridge_ports = 0;
  return {ComponentKind::bridge,
          "bridge",
          "F28",
          down,
          nothing(),
          false,
          60,
          2,
          judged,
          {"bridge", "interconnect", "tie", "tieline"}};
}

// What is younger than the last copy is lost with the component that it protects; calls do not notice.
KindInfo sync() {
  return {ComponentKind::sync,
          "sync",
          "F29",
          nothing(),
          nothing(),
          false,
          60,
          4,
          judged,
          {"sync", "replication", "replica"}};
}

// A payment page, a look-up: agents work around it.
KindInfo third_party() {
  return {ComponentKind::third_party,
          "third party",
          "",
          longer(20, 10),
          longer(10, 5),
          false,
          60,
          4,
          judged,
          {"thirdparty", "third-party", "partner", "supplier", "vendor", "payment", "payments"}};
}

// "DC1" -> "dc", "sbc-1" -> "sbc", "carrier-a" -> "carrier", "call-server" as it is.
std::string plain_word(std::string_view part) {
  std::string word(part);
  for (char& letter : word) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    if (letter == '_' || letter == ' ') letter = '-';
  }
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  while (!word.empty()) {
    const std::size_t size = word.size();
    if (digit(word.back()) || word.back() == '-') {
      word.pop_back();
    } else if (size > 2 && word[size - 2] == '-') {
      word.resize(size - 2);
    } else {
      break;
    }
  }
  return word;
}

std::optional<ComponentKind> kind_of_word(std::string_view word) {
  for (const KindInfo& kind : all_kinds()) {
    if (std::find(kind.words.begin(), kind.words.end(), word) != kind.words.end()) return kind.kind;
  }
  return std::nullopt;
}

// The whole part, else what stands behind its last hyphen: "agent-desktop" is a desktop.
std::optional<ComponentKind> kind_of_part(std::string_view part) {
  const std::string word = plain_word(part);
  const auto whole = kind_of_word(word);
  const std::size_t hyphen = word.rfind('-');
  if (whole || hyphen == std::string::npos) return whole;
  return kind_of_word(std::string_view(word).substr(hyphen + 1));
}

}  // namespace

const std::vector<KindInfo>& all_kinds() {
  static const std::vector<KindInfo> kinds{
      data_centre(), core(),      call_server(), carrier(), edge(),   sbc(),     ivr(),  desktop(),
      agent_pc(),    network(),   wan(),         site(),    isp(),    sign_on(), crm(),  wfm(),
      reporting(),   recording(), callback(),    dns(),     number(), bridge(),  sync(), third_party()};
  return kinds;
}

const KindInfo& info(ComponentKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  demand(index < all_kinds().size(), "a kind of component is in the table");
  return all_kinds()[index];
}

std::optional<ComponentKind> kind_by_name(std::string_view name) {
  for (const KindInfo& kind : all_kinds()) {
    const std::string_view known = kind.name;  // "CRM" is also written crm
    const bool same = std::equal(name.begin(), name.end(), known.begin(), known.end(), [](char a, char b) {
      return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    });
    if (same) return kind.kind;
  }
  return std::nullopt;
}

std::optional<ComponentKind> kind_by_component(std::string_view component) {
  const std::size_t last = component.rfind('.'), first = component.find('.');
  const auto by_last = kind_of_part(component.substr(last == std::string_view::npos ? 0 : last + 1));
  if (by_last || first == std::string_view::npos) return by_last;
  return kind_of_part(component.substr(0, first));
}

FaultEffect down_with_standby(ComponentKind kind) {
  FaultEffect effect = info(kind).when_down;
  switch (kind) {
    case ComponentKind::sbc:  // media and call state are shared: only calls in setup are lost
      effect.calls.ivr = effect.calls.queue = effect.calls.talk = kept();
      break;
    case ComponentKind::core:  // a duplex pair keeps the calls that it knows; they wait until the other
                               // routes
      effect.calls.dial = late(3);
      effect.calls.ivr = effect.calls.queue = kept();
      break;
    default:
      break;
  }
  return effect;
}

}  // namespace switchover
