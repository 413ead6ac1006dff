// The estate: [component.NAME], [depends], dependencies.csv, [sign_in], [[flow]], [[failover]], presets, and
// the events that strike components.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/centre_readers.hpp"
#include "scenarios/event_parts.hpp"
#include "scenarios/tables.hpp"

namespace switchover {

// Components and what they need; after platforms, queues and groups. Each takes its part of the tree; null:
// absent.
void read_components(Reading& reading, const TomlValue* components, CentreDraft& draft);
void read_depends(Reading& reading, const TomlValue* depends, CentreDraft& draft);
// [files] dependencies: the same as rows component,needs,edge,effect. How many rows it has.
std::size_t read_dependencies_file(Reading& reading, const TableSource& source, CentreDraft& draft);
// Sign-in, flows and failover rules; what only all components together decide: whose callers notice what.
void read_estate(Reading& reading, const TomlValue& root, CentreDraft& draft);
void settle_estate(Reading& reading, const TomlValue& root,
                   CentreDraft& draft);  // platforms, figures, sign-in
void read_failovers(Reading& reading, const TomlValue* failovers, CentreDraft& draft);

// The preset that a platform names, noted; null: none, or a problem was reported.
const VendorPreset* read_preset(const Section& platform, const std::string& name, CentreDraft& draft);

// An event that strikes components becomes a fault; `targets` are components. False: it does not, go on.
struct EventTargets {
  std::vector<ComponentId> components;
  bool failed = false;  // a problem was reported
};
EventTargets component_targets(EventDraft& event);
void read_fault(EventDraft& event, const std::vector<ComponentId>& targets);
// Keys that only events of components have, in an event of a platform.
void refuse_component_keys(EventDraft& event);

// ---- what these readers share
// One need, from [depends] or from the table. `hard`: as said, else by the kind of the needed component.
struct NeedSaid {
  std::string who, needs;
  std::optional<bool> hard;
  const TomlValue* effect = nullptr;       // of [depends] ...
  std::optional<std::string> effect_text;  // ... or of the table
  Place who_place, needs_place, effect_place;
  std::string path;  // depends."old.desktop"
};
void add_need(Reading& reading, CentreDraft& draft, const NeedSaid& said);

// The component of that name. Reports an unknown one.
std::optional<ComponentId> component_of(Reading& reading, const EstateDraft& estate, const std::string& name,
                                        const Place& place);
// A time of the estate: bare, it is exact; otherwise a law. "never" only where `may_be_never`.
std::optional<Distribution> read_delay(const Section& section, std::string_view key,
                                       bool may_be_never = false);
std::optional<Distribution> read_delay(Reading& reading, const Opened& opened, bool may_be_never = false);
std::string delay_text(const Distribution& distribution);  // "2m", "uniform, 300 s to 900 s"
// A platform by its name. Reports an unknown one.
std::optional<PlatformId> read_platform_name(const Section& section, std::string_view key,
                                             const Names& names);
// { server, rate, fails, back_off, at_once } laid over `base`.
SignInSpec read_sign_in(const Section& section, const CentreDraft& draft, SignInSpec base);

inline constexpr double default_sign_ins_per_minute = 40;
inline constexpr double default_sign_in_fails = 0.05;

}  // namespace switchover
