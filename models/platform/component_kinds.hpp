// What is known of each kind of component: the rows of the fault table, its default effect, how long it takes
// to mend, how often it fails. Defaults are judgement unless a source is named; docs/SCENARIO.md prints this
// table.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/platform/estate.hpp"

namespace switchover {

struct KindInfo {
  ComponentKind kind;
  const char* name;  // as written in files: "data centre", "sign-on"
  const char* rows;  // "F10"
  FaultEffect when_down, when_slow;
  bool needed_hard;  // a plain entry in [depends] is a hard edge; false: soft, with when_down as its effect
  double repair_minutes;
  double times_a_year;
  const char* source;              // of the last two
  std::vector<const char*> words;  // last parts of names that tell the kind: "dc", "dc1" matches "dc"
};
const std::vector<KindInfo>& all_kinds();  // in the order of the enumeration
const KindInfo& info(ComponentKind kind);
std::optional<ComponentKind> kind_by_name(std::string_view name);
// From the name of a component: "old.dc1" -> data_centre; nothing when no word fits.
std::optional<ComponentKind> kind_by_component(std::string_view component);
// What is noticed of a component with a standby until that one serves: a pair of SBCs keeps the calls that
// are set up, a duplex core keeps its queue; all others as when_down of the kind.
FaultEffect down_with_standby(ComponentKind kind);

// Dated figures of vendors, each with its source (docs/SCENARIO.md, "Presets").
struct VendorPreset {
  const char* name;     // "amazon-connect"
  const char* as_of;    // "2023-04"
  const char* source;   // "AWS documentation: service quotas"
  const char* summary;  // one line
  std::optional<double> concurrent_calls, calls_per_second, max_queued;
  std::optional<double> detect_s, execute_low_s, execute_high_s, step, sign_in_per_minute;
  std::optional<double> desktop_repair_s;  // "cisco-ucce": desktops are back after
  const char* evidence;                    // "V" documented, "J" judgement
};
const std::vector<VendorPreset>& all_presets();
const VendorPreset* preset_by_name(std::string_view name);

}  // namespace switchover
