// Groups of agents and their skills.
#include <fmt/format.h>

#include "scenarios/centre_readers.hpp"
#include "scenarios/scenario_keys.hpp"

namespace switchover {
namespace {

std::optional<SkillSpec> skill_of_text(Reading& reading, const Opened& opened, const Names& names) {
  const auto phrase = skill_phrase(opened.value->text);
  if (!phrase) {
    refuse(reading, opened,
           "write a queue, such as \"billing\", \"billing after 60s\" or \"billing after 60s if 5 queued\"");
    return {};
  }
  const auto queue = index_of(phrase->queue, names.queues);
  if (!queue) {
    reading.append({undefined_name(opened.value->place, "queue", phrase->queue, names.queues)});
    return {};
  }
  SkillSpec skill;
  skill.queue = QueueId(*queue);
  skill.after = phrase->after;
  skill.if_queue_at_least = phrase->if_queue_at_least;
  skill.if_free_at_least = phrase->if_free_at_least;
  return skill;
}

std::optional<SkillSpec> skill_of_table(Reading& reading, const Opened& opened, const Names& names,
                                        bool& ranked) {
  const Section section(reading, opened.value, "(a skill)", opened.path, false);
  SkillSpec skill;
  const auto name = section.text("queue");
  if (!name) {
    if (!section.has("queue")) {
      reading.problem(section.place(), opened.path + " has no queue",
                      "write { queue = \"billing\", after = \"60s\" }");
    }
    return {};
  }
  const auto queue = index_of(*name, names.queues);
  if (!queue) {
    reading.append({undefined_name(section.place_of("queue"), "queue", *name, names.queues)});
    return {};
  }
  skill.queue = QueueId(*queue);
  ranked = section.has("rank");
  skill.rank = section.whole("rank", 1, 1000).value_or(1);
  skill.after = section.duration("after").value_or(Duration());
  skill.if_queue_at_least = section.whole("if_queued", 0, 1'000'000);
  skill.if_free_at_least = section.whole("if_free", 0, 1'000'000);
  skill.aht_factor = section.factor("aht_factor").value_or(1);
  return skill;
}

bool add_skill(Reading& reading, const TomlValue& value, const std::string& path, std::uint32_t rank,
               const Names& names, std::vector<SkillSpec>& skills) {
  const Opened opened = open_value(reading, value, path, "(a skill)");
  if (opened.value == nullptr) return false;
  bool ranked = false;
  std::optional<SkillSpec> skill;
  if (opened.is_table()) {
    skill = skill_of_table(reading, opened, names, ranked);
  } else if (opened.value->is_text()) {
    skill = skill_of_text(reading, opened, names);
  } else {
    refuse(reading, opened, "write a queue, such as \"billing\" or \"billing after 60s\"");
  }
  if (!skill) return false;
  if (!ranked) skill->rank = rank;
  for (const SkillSpec& other : skills) {
    if (other.queue != skill->queue) continue;
    reading.problem(opened.value->place,
                    fmt::format("{} names queue \"{}\" twice", path, names.queues[skill->queue.index()]),
                    "take one of them out");
    return false;
  }
  skills.push_back(*skill);
  if (!opened.provenance.empty())
    note_typed(reading, opened, skills_text({*skill}, names), opened.value->place);
  return true;
}

GroupSpec read_group(Reading& reading, const TomlEntry& entry, const Names& names, GroupNotes& notes) {
  const Section section(reading, &entry.value, "group.NAME", "group." + entry.key, true);
  GroupSpec group;
  group.name = entry.key;
  notes.place = entry.place;
  notes.skills_place = section.place_of("skills");
  notes.agents_place = section.place_of("agents");
  if (const auto opened = section.open("skills", "(a skill)")) {
    group.skills = read_skills(reading, *opened, names).value_or(std::vector<SkillSpec>{});
    if (!group.skills.empty()) section.note(*opened, skills_text(group.skills, names));
  } else {
    reading.problem(
        section.place(), fmt::format("group \"{}\" has no skills", entry.key),
        fmt::format("write skills = [\"{}\"]", names.queues.empty() ? "billing" : names.queues.front()));
  }
  if (const auto platform = section.text("platform")) {
    if (const auto assigned = assignment_of(*platform, names)) {
      group.assignment = assigned->first;
      group.platform = assigned->second;
    } else {
      std::vector<std::string> known = names.platforms;
      known.insert(known.end(), {"both", "split"});
      reading.append({undefined_name(section.place_of("platform"), "platform", *platform, known)});
    }
  }
  if (const auto choice = section.choice("choose")) group.choice = static_cast<AgentChoice>(*choice);
  if (const auto choice = section.choice("when_agents_vanish"))
    group.vanish = static_cast<WhenAgentsVanish>(*choice);
  group.aht_factor = section.factor("aht_factor").value_or(1);
  group.planned_shrinkage = section.share("planned_shrinkage").value_or(0);
  group.unplanned_shrinkage = section.share("unplanned_shrinkage").value_or(0);
  if (const auto opened = section.open("agents")) {
    notes.agents_said = true;
    const auto steps = read_number_steps(reading, *opened, most_agents, "[[\"08:00\", 40], [\"12:00\", 55]]");
    if (steps) {
      for (const NumberStep& step : *steps) group.counted.push_back({step.at, step.value});
      section.note(*opened, steps->size() == 1 ? number_text(steps->front().value)
                                               : fmt::format("{} steps", steps->size()));
    }
  }
  return group;
}

}  // namespace

std::optional<std::vector<SkillSpec>> read_skills(Reading& reading, const Opened& opened,
                                                  const Names& names) {
  if (opened.value == nullptr) return {};
  std::vector<SkillSpec> skills;
  bool good = true;
  if (!opened.value->is_array()) {
    good = add_skill(reading, *opened.value, opened.path, 1, names, skills);
  } else if (opened.value->items.empty()) {
    refuse(reading, opened, "name at least one queue");
    good = false;
  } else {
    for (std::size_t i = 0; i < opened.value->items.size(); ++i) {
      const TomlValue& item = opened.value->items[i];
      const std::string path = fmt::format("{}[{}]", opened.path, i + 1);
      const auto rank = static_cast<std::uint32_t>(i + 1);
      if (!item.is_array()) {
        good = add_skill(reading, item, path, rank, names, skills) && good;
        continue;
      }
      for (std::size_t k = 0; k < item.items.size(); ++k) {
        good = add_skill(reading, item.items[k], fmt::format("{}[{}]", path, k + 1), rank, names, skills) &&
               good;
      }
    }
  }
  if (!good) return {};
  return skills;
}

std::string skills_text(const std::vector<SkillSpec>& skills, const Names& names) {
  std::string text;
  for (const SkillSpec& skill : skills) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", skill.rank, names.queues[skill.queue.index()]);
    if (skill.after > Duration()) text += " after " + duration_text(skill.after);
    if (skill.if_queue_at_least) text += fmt::format(" if {} queued", *skill.if_queue_at_least);
    if (skill.if_free_at_least) text += fmt::format(" if {} free", *skill.if_free_at_least);
  }
  return text;
}

std::optional<std::pair<Assignment, PlatformId>> assignment_of(const std::string& word, const Names& names) {
  if (word == "both") return std::pair(Assignment::both, PlatformId::none());
  if (word == "split") return std::pair(Assignment::split, PlatformId::none());
  const auto index = index_of(word, names.platforms);
  if (!index) return {};
  return std::pair(Assignment::one_platform, PlatformId(*index));
}

void read_groups(Reading& reading, const TomlValue* groups, CentreDraft& draft) {
  for (const TomlEntry* entry : named_sections(reading, groups, "group")) {
    GroupNotes notes;
    draft.spec.groups.push_back(read_group(reading, *entry, draft.names, notes));
    draft.groups.push_back(notes);
  }
}

}  // namespace switchover
