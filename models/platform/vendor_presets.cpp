// What vendors say of their platforms. Figures that they do not say are left out, not guessed; the generic
// presets are all guess, and say so. as_of is the month of the page, or, where it bears none, of its reading.
#include "models/platform/component_kinds.hpp"

namespace switchover {

namespace {

VendorPreset documented(const char* name, const char* as_of, const char* source, const char* summary) {
  VendorPreset preset{};
  preset.name = name;
  preset.as_of = as_of;
  preset.source = source;
  preset.summary = summary;
  preset.evidence = "V";
  return preset;
}
VendorPreset judged(const char* name, const char* summary) {
  VendorPreset preset = documented(name, "2026-11", "judgement", summary);
  preset.evidence = "J";
  return preset;
}

VendorPreset amazon_connect() {
  VendorPreset p = documented("amazon-connect", "2023-04",
                              "AWS documentation: service quotas, traffic distribution groups; aws-samples: "
                              "Connect chaos engineering",
                              "10 concurrent calls until raised (hours to 3 weeks), beyond them a fast busy; "
                              "traffic moves in steps of "
                              "10%; calls in flight stay; failback by hand");
  p.concurrent_calls = 10;
  p.detect_s = 120;
  p.execute_low_s = 30;
  p.execute_high_s = 60;
  p.step = 0.1;
  return p;
}
VendorPreset genesys_site() {
  VendorPreset p = documented("genesys-site", "2026-11",
                              "docs.genesys.com: SIP Server business continuity, Workspace disaster recovery",
                              "loss of a site ends its calls; desktops try 60 s, then go to the other site");
  p.detect_s = 60;
  return p;
}
VendorPreset cisco_ucce() {
  VendorPreset p =
      documented("cisco-ucce", "2026-11",
                 "Cisco: Finesse Administration Guide 12.0 and 12.6, failover; UCCE design guide",
                 "heartbeats miss after 15 s; server back in 150 s with 2,000 agents, desktops some "
                 "minutes later; work after calls is lost");
  p.detect_s = 15;
  p.desktop_repair_s = 150;
  return p;
}
VendorPreset avaya_cm() {
  VendorPreset p = documented(
      "avaya-cm", "2024-03", "Avaya: Communication Manager 10.2 maintenance procedures, network recovery",
      "loss of a gateway's link is noticed within 40 to 60 s; link loss delay 1 to 30 "
      "minutes; conversations are kept, queues may be lost");
  p.detect_s = 60;
  p.execute_low_s = 60;
  p.execute_high_s = 1800;
  return p;
}
VendorPreset twilio() {
  VendorPreset p =
      documented("twilio", "2023-02", "twilio.com: SIP trunking scale and limits, TwiML queues",
                 "no limit to calls in hand; 30 new calls a second per pair of addresses; a queue "
                 "holds 100 (at most 5,000)");
  p.calls_per_second = 30;
  p.max_queued = 100;
  return p;
}
VendorPreset five9() {
  return documented(
      "five9", "2026-11", "five9.com: service level agreement",
      "aims at 99.999% for voice; credits below it (5% under 2 h, 10% from 2 h): no figure of a "
      "failover is published");
}
VendorPreset salesforce_voice() {
  VendorPreset p = documented("salesforce-voice", "2021-06",
                              "developer.salesforce.com: Service Cloud Voice limits, release 232",
                              "2,000 calls at once and 50 new ones a second; newer releases route on beyond "
                              "the limit, without transcription");
  p.concurrent_calls = 2000;
  p.calls_per_second = 50;
  return p;
}
VendorPreset generic_cloud() {
  VendorPreset p =
      judged("generic-cloud", "a hosted platform with a second region that somebody switches to");
  p.detect_s = 120;
  p.execute_low_s = 60;
  p.execute_high_s = 300;
  p.step = 1;
  p.sign_in_per_minute = 60;
  p.desktop_repair_s = 300;
  return p;
}
VendorPreset generic_onprem() {
  VendorPreset p = judged("generic-onprem", "an own platform with a second site, the carrier redirects");
  p.detect_s = 300;
  p.execute_low_s = 300;
  p.execute_high_s = 1800;
  p.step = 1;
  p.sign_in_per_minute = 40;
  p.desktop_repair_s = 600;
  return p;
}

}  // namespace

const std::vector<VendorPreset>& all_presets() {
  static const std::vector<VendorPreset> presets{amazon_connect(),   genesys_site(),  cisco_ucce(),
                                                 avaya_cm(),         twilio(),        five9(),
                                                 salesforce_voice(), generic_cloud(), generic_onprem()};
  return presets;
}

const VendorPreset* preset_by_name(std::string_view name) {
  for (const VendorPreset& preset : all_presets()) {
    if (name == preset.name) return &preset;
  }
  return nullptr;
}

}  // namespace switchover
