// Staff rows as steps, schedule rows as people with shifts.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "scenarios/table_layers.hpp"

namespace switchover {
namespace {

constexpr std::size_t most_people = 1'000'000;

// Between rows and after the last one nobody is there; at the end of the scenario agents stay until calls are
// done.
std::vector<StaffStep> steps_of(const std::vector<const StaffRow*>& rows, Time close) {
  std::vector<StaffStep> steps;
  if (rows.front()->at > Time{}) steps.push_back({Time{}, 0});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    steps.push_back({rows[i]->at, rows[i]->agents});
    const Time end = rows[i]->at + rows[i]->length;
    const bool followed = i + 1 < rows.size() && rows[i + 1]->at <= end;
    if (!followed && end < close) steps.push_back({end, 0});
  }
  return steps;
}

ActivityKind activity_of(const std::string& word) {
  if (word == "break") return ActivityKind::break_;
  if (word == "lunch") return ActivityKind::lunch;
  if (word == "training") return ActivityKind::training;
  if (word == "meeting") return ActivityKind::meeting;
  return ActivityKind::other;
}
bool is_work(const ScheduleRow& row) { return row.activity.empty() || row.activity == "work"; }

// Rows of one person (or of one unnamed crowd) and the group they belong to.
struct ScheduleLayer {
  Reading& reading;
  CentreDraft& draft;
  std::size_t people = 0;
  std::vector<std::string> unknown_groups;

  std::optional<std::vector<SkillSpec>> skills_of(const ScheduleRow& row) {
    std::vector<SkillSpec> skills;
    for (std::size_t i = 0; i < row.skills.size(); ++i) {
      const auto phrase = skill_phrase(row.skills[i]);
      const auto queue = phrase ? index_of(phrase->queue, draft.names.queues) : std::nullopt;
      if (!queue) {
        if (!phrase) {
          reading.problem(row.place, fmt::format("skill \"{}\" is not understood", row.skills[i]),
                          "write a queue, such as billing or billing after 60s");
        } else {
          reading.append({undefined_name(row.place, "queue", phrase->queue, draft.names.queues)});
        }
        return {};
      }
      SkillSpec skill;
      skill.queue = QueueId(*queue);
      skill.rank = static_cast<std::uint32_t>(i + 1);
      skill.after = phrase->after;
      skill.if_queue_at_least = phrase->if_queue_at_least;
      skill.if_free_at_least = phrase->if_free_at_least;
      skills.push_back(skill);
    }
    return skills;
  }

  std::size_t add_group(const std::string& name, std::vector<SkillSpec> skills, const Place& place) {
    GroupSpec& group = draft.spec.groups.emplace_back();
    group.name = name;
    group.skills = std::move(skills);
    draft.names.groups.push_back(name);
    draft.groups.push_back({place, place, place, false});
    return draft.spec.groups.size() - 1;
  }

  std::optional<std::size_t> group_without_team(const ScheduleRow& row, std::vector<SkillSpec> skills) {
    if (skills.empty()) {
      reading.problem(row.place, fmt::format("agent \"{}\" has neither a team nor skills", row.agent),
                      "write one of them");
      return {};
    }
    for (std::size_t g = 0; g < draft.spec.groups.size(); ++g) {
      if (draft.spec.groups[g].skills == skills) return g;
    }
    std::string name;
    for (const SkillSpec& skill : skills) {
      name += (name.empty() ? "" : "+") + draft.names.queues[skill.queue.index()];
    }
    std::string unused = name;
    for (int n = 2; index_of(unused, draft.names.groups); ++n) unused = fmt::format("{} {}", name, n);
    return add_group(unused, std::move(skills), row.place);
  }

  std::optional<std::size_t> group_of(const ScheduleRow& row) {
    auto skills = skills_of(row);
    if (!skills) return {};
    if (row.group.empty()) return group_without_team(row, std::move(*skills));
    const auto known = index_of(row.group, draft.names.groups);
    if (!known) {
      if (!skills->empty()) return add_group(row.group, std::move(*skills), row.place);
      if (index_of(row.group, unknown_groups)) return {};
      unknown_groups.push_back(row.group);
      reading.append({undefined_name(row.place, "group", row.group, draft.names.groups)});
      return {};
    }
    if (!skills->empty() && *known < draft.spec.groups.size() &&
        *skills != draft.spec.groups[*known].skills) {
      reading.problem(row.place,
                      fmt::format("the skills of this row are not those of group \"{}\"", row.group),
                      "leave out the skills or the team: agents of a group have equal skills");
      return {};
    }
    return known;
  }

  void add_activities(const std::vector<const ScheduleRow*>& rows, AgentSpec& agent) {
    for (const ScheduleRow* row : rows) {
      if (is_work(*row)) continue;
      for (Shift& shift : agent.shifts) {
        const Time start = std::max(shift.start, row->start), end = std::min(shift.end, row->end);
        if (start >= end) continue;
        if (!shift.activities.empty() && shift.activities.back().end > start) {
          reading.problem(row->place, fmt::format("activities of \"{}\" overlap", agent.name),
                          "one at a time");
          return;
        }
        shift.activities.push_back({start, end, activity_of(row->activity)});
      }
    }
  }

  // A named person: all rows with the name.
  void add_person(std::vector<const ScheduleRow*> rows) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const ScheduleRow* a, const ScheduleRow* b) { return a->start < b->start; });
    const auto first =
        std::find_if(rows.begin(), rows.end(), [](const ScheduleRow* r) { return is_work(*r); });
    if (first == rows.end()) return;  // the reader of the table refuses activities without a shift
    const auto group = group_of(**first);
    if (!group) return;
    AgentSpec agent;
    agent.name = (*first)->agent;
    for (const ScheduleRow* row : rows) {
      if (!is_work(*row)) continue;
      agent.shifts.push_back({row->start, row->end, {}});
      if (row->aht_factor == (*first)->aht_factor && row->platform == (*first)->platform) continue;
      reading.problem(row->place,
                      fmt::format("agent \"{}\" changes platform or AHT factor between shifts", agent.name),
                      "write them alike in every row");
      return;
    }
    add_activities(rows, agent);
    finish(**first, *group, agent, 1);
  }

  // Several people without names, all with this shift.
  void add_crowd(const ScheduleRow& row) {
    if (!is_work(row)) {
      reading.problem(row.place, fmt::format("a {} needs the name of its agent", row.activity),
                      "a team with a count has shifts only");
      return;
    }
    const auto group = group_of(row);
    if (!group) return;
    AgentSpec agent;
    agent.name = row.group;
    agent.shifts.push_back({row.start, row.end, {}});
    finish(row, *group, agent, row.count);
  }

  void finish(const ScheduleRow& row, std::size_t group, AgentSpec agent, std::uint32_t count) {
    if (group >= draft.spec.groups.size()) return;
    GroupSpec& spec = draft.spec.groups[group];
    agent.aht_factor = row.aht_factor;
    agent.assignment = spec.assignment;
    agent.platform = spec.platform;
    if (!row.platform.empty()) {
      const auto assigned = assignment_of(row.platform, draft.names);
      if (!assigned) {
        reading.append({undefined_name(row.place, "platform", row.platform, draft.names.platforms)});
        return;
      }
      std::tie(agent.assignment, agent.platform) = *assigned;
    }
    people += count;
    if (people > most_people) {
      if (people - count <= most_people)
        reading.problem(row.place, "more than a million people are too many", "check the counts");
      return;
    }
    const std::string name = agent.name;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (count > 1) agent.name = fmt::format("{} {}", name, i + 1);
      spec.agents.push_back(agent);
    }
  }
};

}  // namespace

std::size_t lay_staff(Reading& reading, const StaffTable& table, CentreDraft& draft) {
  std::map<std::size_t, std::vector<const StaffRow*>> groups;
  std::vector<std::string> unknown;
  for (const StaffRow& row : table.rows) {
    if (const auto group = index_of(row.group, draft.names.groups)) {
      groups[*group].push_back(&row);
    } else if (!index_of(row.group, unknown)) {
      unknown.push_back(row.group);
      reading.append({undefined_name(row.place, "group", row.group, draft.names.groups)});
    }
  }
  for (auto& [g, rows] : groups) {
    if (g >= draft.spec.groups.size()) continue;
    GroupSpec& group = draft.spec.groups[g];
    if (draft.groups[g].agents_said) {
      reading.problem(draft.groups[g].agents_place,
                      fmt::format("group \"{}\" says agents, and the staff file has it, too", group.name),
                      "take one of them out");
      continue;
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const StaffRow* a, const StaffRow* b) { return a->at < b->at; });
    const auto wrong =
        std::find_if(rows.begin(), rows.end(), [](const StaffRow* r) { return !(r->agents <= most_agents); });
    if (wrong != rows.end()) {
      reading.problem((*wrong)->place,
                      fmt::format("{} agents in one group are too many", number_text((*wrong)->agents)),
                      fmt::format("at most {}", number_text(most_agents)));
      continue;
    }
    group.counted = steps_of(rows, Time::after_start(draft.spec.length));
  }
  return groups.size();
}

std::size_t lay_schedule(Reading& reading, const ScheduleTable& table, CentreDraft& draft) {
  ScheduleLayer layer{reading, draft, 0, {}};
  std::vector<std::string> order;
  std::map<std::string, std::vector<const ScheduleRow*>> people;
  for (const ScheduleRow& row : table.rows) {
    if (row.agent.empty()) {
      layer.add_crowd(row);
      continue;
    }
    auto& rows = people[row.agent];
    if (rows.empty()) order.push_back(row.agent);
    rows.push_back(&row);
  }
  for (const std::string& name : order) layer.add_person(people[name]);
  return layer.people;
}

}  // namespace switchover
