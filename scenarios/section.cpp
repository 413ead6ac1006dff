// Section: a table of the scenario read key by key.
#include <fmt/format.h>

#include "scenarios/scenario_keys.hpp"
#include "scenarios/value_reader.hpp"

namespace switchover {

Section::Section(Reading& reading, const TomlValue* table, std::string_view keys, std::string path,
                 bool registered)
    : reading_(&reading), table_(table), keys_(keys), path_(std::move(path)), registered_(registered) {
  place_ = table_ != nullptr ? table_->place : Place{reading.scenario_path, 0, 0};
  if (table_ == nullptr) return;
  if (!table_->is_table()) {
    reading.problem(table_->place, fmt::format("{} is {}", path_, as_written(*table_)),
                    fmt::format("write a section, [{}]", path_));
    table_ = nullptr;
    return;
  }
  check_keys(reading, *table_, keys_, path_);
}

const TomlValue* Section::find(std::string_view key) const {
  demand(find_key(keys_, key) != nullptr, "a section was asked for a key that is not in the table of keys");
  if (table_ == nullptr) return nullptr;
  const TomlEntry* entry = table_->find(std::string(key));
  return entry == nullptr ? nullptr : &entry->value;
}

Place Section::place_of(std::string_view key) const {
  const TomlValue* value = find(key);
  return value == nullptr ? place_ : value->place;
}

std::string Section::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

std::optional<Opened> Section::open(std::string_view key, std::string_view form) const {
  const TomlValue* value = find(key);
  if (value == nullptr) return {};
  return open_value(*reading_, *value, path_of(key), form);
}

void note_typed(Reading& reading, const Opened& opened, const std::string& value, const Place& otherwise) {
  Assumption& line = reading.assumptions.emplace_back();
  line.key = opened.path;
  line.value = value;
  line.origin = Assumption::Origin::typed;
  line.place = opened.value != nullptr ? opened.value->place : otherwise;
  line.source = opened.provenance.source;
  line.owner = opened.provenance.owner;
  line.as_of = opened.provenance.as_of;
}

void Section::note(const Opened& opened, const std::string& value) const {
  if (registered_ || !opened.provenance.empty()) note_typed(*reading_, opened, value, place_);
}

void Section::note_default(std::string_view key, const std::string& value, const std::string& reason) const {
  Assumption& line = reading_->assumptions.emplace_back();
  line.key = path_of(key);
  line.value = value;
  line.reason = reason;
}

std::optional<std::string> Section::text(std::string_view key) const {
  const auto opened = open(key);
  return opened ? read_text(*reading_, *opened) : std::nullopt;
}

std::optional<std::uint32_t> Section::whole(std::string_view key, std::int64_t least,
                                            std::int64_t most) const {
  const auto opened = open(key);
  const auto value = opened ? read_whole(*reading_, *opened, least, most) : std::nullopt;
  if (!value) return {};
  note(*opened, std::to_string(*value));
  return static_cast<std::uint32_t>(*value);
}

std::optional<double> Section::number(std::string_view key, double least, double most) const {
  const auto opened = open(key);
  const auto value = opened ? read_number(*reading_, *opened, least, most) : std::nullopt;
  if (value) note(*opened, number_text(*value));
  return value;
}

std::optional<bool> Section::truth(std::string_view key) const {
  const auto opened = open(key);
  return opened ? read_truth(*reading_, *opened) : std::nullopt;
}

std::optional<double> Section::share(std::string_view key) const {
  const auto opened = open(key, "(a share)");
  const auto value = opened ? read_share(*reading_, *opened) : std::nullopt;
  if (value) note(*opened, share_text(*value));
  return value;
}

std::optional<Duration> Section::duration(std::string_view key) const {
  const auto opened = open(key, "(a duration)");
  const auto value = opened ? read_duration(*reading_, *opened) : std::nullopt;
  if (value) note(*opened, duration_text(*value));
  return value;
}

std::optional<double> Section::factor(std::string_view key) const {
  const auto opened = open(key, "(a factor)");
  const auto value = opened ? read_factor(*reading_, *opened) : std::nullopt;
  if (value) note(*opened, number_text(*value));
  return value;
}

std::optional<double> Section::rate_per_second(std::string_view key) const {
  const auto opened = open(key, "(a rate)");
  const auto value = opened ? read_rate_per_second(*reading_, *opened) : std::nullopt;
  if (value) note(*opened, number_text(*value) + " per second");
  return value;
}

std::optional<ServicePromise> Section::promise(std::string_view key) const {
  const auto opened = open(key, "(a promise)");
  const auto value = opened ? read_promise(*reading_, *opened) : std::nullopt;
  if (value) note(*opened, share_text(value->share) + " in " + duration_text(value->within));
  return value;
}

std::optional<std::size_t> Section::choice(std::string_view key) const {
  const auto opened = open(key);
  if (!opened) return {};
  const KeyInfo* info = find_key(keys_, key);
  const std::vector<std::string> choices = choices_of(*info);
  const auto value = read_choice(*reading_, *opened, choices);
  if (value) note(*opened, choices[*value]);
  return value;
}

std::optional<std::vector<std::string>> Section::names(std::string_view key) const {
  const auto opened = open(key);
  return opened ? read_names(*reading_, *opened) : std::nullopt;
}

std::optional<Distribution> Section::distribution(std::string_view key) const {
  const auto opened = open(key, "(a distribution)");
  const auto value = opened ? read_distribution(*reading_, *opened) : std::nullopt;
  if (!value) return {};
  note(*opened, value->distribution.describe());
  if (!value->law_default.empty() && registered_) {
    note_default(std::string(key) + ".law", value->law_default, "judgement");
  }
  return value->distribution;
}

std::optional<RedialRule> Section::redial(std::string_view key) const {
  const auto opened = open(key, "(a redial)");
  const auto value = opened ? read_redial(*reading_, *opened) : std::nullopt;
  if (value) note(*opened, redial_text(*value));
  return value;
}

}  // namespace switchover
