// The readers of the parts of a centre: platforms, queues, groups, bridges, events. Each fills its part of
// the spec and keeps beside it what the files and the cross checks need to know.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "models/centre/spec.hpp"
#include "scenarios/estate_draft.hpp"
#include "scenarios/names.hpp"
#include "scenarios/step_reader.hpp"
#include "scenarios/value_reader.hpp"

namespace switchover {

inline constexpr double most_calls_per_hour = 1e7;
inline constexpr double most_agents = 200'000;  // of one group at one moment
inline constexpr std::int64_t most_of_a_limit = 10'000'000;

struct QueueNotes {  // what a queue's section says beyond its QueueSpec
  Place place;
  bool talk_said = false;
  std::optional<bool> aht_from_forecast;
  ArrivalPattern arrivals = ArrivalPattern::poisson_constant;
  bool arrivals_said = false;
  double interval_cv = 0;
  std::vector<NumberStep> calls_per_hour;  // empty: from the files
  Place calls_place;
};
struct GroupNotes {
  Place place, agents_place, skills_place;
  bool agents_said = false;
};
struct EventNotes {
  Place place;
};
struct BridgeNotes {
  Place place;
};

// The centre while it is being read.
struct CentreDraft {
  Names names;
  CentreSpec spec;
  CallerSpec callers;                 // of [callers]
  std::vector<SplitStep> call_split;  // of [split]
  ArrivalPattern arrivals = ArrivalPattern::poisson_constant;
  double interval_cv = 0;
  std::vector<QueueNotes> queues;
  std::vector<GroupNotes> groups;
  std::vector<EventNotes> events;
  std::vector<BridgeNotes> bridges;
  bool files_failed = false;  // some table could not be read
  EstateDraft estate;
};

// Each takes its part of the tree; null: absent.
void read_platforms(Reading& reading, const TomlValue* platforms, CentreDraft& draft);
void read_callers(Reading& reading, const TomlValue* callers, CentreDraft& draft);
void read_busyness(Reading& reading, const TomlValue* busyness, CentreDraft& draft);
void read_split_section(Reading& reading, const TomlValue* split, CentreDraft& draft);
void read_queues(Reading& reading, const TomlValue* queues, CentreDraft& draft);
void read_groups(Reading& reading, const TomlValue* groups, CentreDraft& draft);
void read_bridges(Reading& reading, const TomlValue* bridges, CentreDraft& draft);
void read_events(Reading& reading, const TomlValue* events, CentreDraft& draft);

// The skills of a group: texts, tables, and lists of them for one rank. Nothing when wrong.
std::optional<std::vector<SkillSpec>> read_skills(Reading& reading, const Opened& opened, const Names& names);
std::string skills_text(const std::vector<SkillSpec>& skills, const Names& names);
// Platform word of a group or a schedule: a platform, "both" or "split"; nothing when unknown.
std::optional<std::pair<Assignment, PlatformId>> assignment_of(const std::string& word, const Names& names);

// The demand that queues say themselves.
void add_inline_demand(CentreDraft& draft);

// What a platform, queue or group may be called.
bool usable_name(const std::string& name);
// The place, keys and items of [kind.NAME] sections; reports names that cannot be used.
std::vector<const TomlEntry*> named_sections(Reading& reading, const TomlValue* table,
                                             const std::string& kind);
// The tables of [[kind]].
std::vector<const TomlValue*> table_list(Reading& reading, const TomlValue* list, const std::string& kind);

}  // namespace switchover
