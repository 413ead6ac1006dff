// Distributions and redial rules: every law, the short and the long form.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/names.hpp"
#include "scenarios/scenario_keys.hpp"
#include "scenarios/value_reader.hpp"

namespace switchover {
namespace {

// The parts of one long form { law = ..., mean = ... }.
struct LawParts {
  Reading& reading;
  const Opened& opened;
  bool good = true;

  bool has(const char* key) const { return opened.value->find(key) != nullptr; }
  void need(const char* key, const std::string& law, const char* example) {
    reading.problem(opened.value->place, fmt::format("{} is {} without {}", opened.path, law, key),
                    fmt::format("write {}", example));
    good = false;
  }
  std::optional<Opened> part(const char* key, std::string_view form) {
    const TomlEntry* entry = opened.value->find(key);
    if (entry == nullptr) return {};
    return open_value(reading, entry->value, opened.path + "." + key, form);
  }
  double seconds(const char* key, const std::string& law) {
    const auto found = part(key, "(a duration)");
    if (!found) {
      need(key, law, fmt::format("{} = \"240s\"", key).c_str());
      return 1;
    }
    const auto read = read_duration(reading, *found);
    good = good && read.has_value();
    return read ? read->in_seconds() : 1;
  }
  double positive_seconds(const char* key, const std::string& law) {
    const double s = seconds(key, law);
    if (s <= 0 && good) {
      refuse(reading, *part(key, "(a duration)"), "it must be longer than nothing");
      good = false;
    }
    return good ? s : 1;
  }
  double number(const char* key, double least, double most) {
    const auto found = part(key, "");
    const auto read = found ? read_number(reading, *found, least, most) : std::nullopt;
    good = good && read.has_value();
    return read.value_or(1);
  }
};

const std::vector<std::string>& parts_of_law(const std::string& law) {
  static const std::vector<std::string> none{}, mean{"mean"}, cv{"mean", "cv"}, range{"low", "high"},
      phases{"mean", "phases"}, weibull{"mean", "scale", "shape"},
      mixed{"mean", "cv", "probability", "mean_1", "mean_2"}, empirical{"file", "column"};
  if (law == "never" || law == "none") return none;
  if (law == "lognormal" || law == "gamma") return cv;
  if (law == "uniform") return range;
  if (law == "erlang") return phases;
  if (law == "weibull") return weibull;
  if (law == "hyperexponential") return mixed;
  if (law == "empirical") return empirical;
  return mean;
}

void refuse_foreign_parts(LawParts& parts, const std::string& law) {
  const std::vector<std::string>& own = parts_of_law(law);
  for (const TomlEntry& entry : parts.opened.value->entries) {
    if (entry.key == "law" || find_key("(a value)", entry.key) != nullptr) continue;
    if (find_key("(a distribution)", entry.key) == nullptr) continue;  // unknown: reported already
    if (std::find(own.begin(), own.end(), entry.key) != own.end()) continue;
    parts.reading.problem(entry.place,
                          fmt::format("{}.{} does not go with law \"{}\"", parts.opened.path, entry.key, law),
                          own.empty() ? "take it out" : "it takes " + joined(own));
    parts.good = false;
  }
}

std::optional<Distribution> read_empirical(LawParts& parts) {
  const auto file = parts.part("file", "");
  const auto column = parts.part("column", "");
  if (!file) parts.need("file", "empirical", "file = \"talk.csv\"");
  if (!column) parts.need("column", "empirical", "column = \"talk_s\"");
  if (!file || !column) return {};
  const auto path = read_text(parts.reading, *file);
  const auto name = read_text(parts.reading, *column);
  if (!path || !name) return {};
  TableSource source;
  source.path = parts.reading.path_of(file->value->place, *path);
  source.shown = *path;
  source.named_at = file->value->place;
  const Expected<std::vector<double>> sample = read_column(source, *name);
  parts.reading.files.push_back(source.path);
  if (!sample.ok()) {
    parts.reading.append(sample.problems());
    return {};
  }
  const std::vector<double>& values = sample.value();
  const bool fits = !values.empty() && std::all_of(values.begin(), values.end(), [](double v) {
    return v >= 0 && v <= Duration::longest().in_seconds();
  });
  if (!fits) {
    parts.reading.problem(file->value->place,
                          fmt::format("column \"{}\" of \"{}\" is no sample of times", *name, *path),
                          "it needs at least one value, all of them seconds and none negative");
    return {};
  }
  return Distribution::empirical(values);
}

std::optional<Distribution> read_hyperexponential(LawParts& parts) {
  if (parts.has("mean_1") || parts.has("mean_2") || parts.has("probability")) {
    const double mean_1 = parts.positive_seconds("mean_1", "hyperexponential");
    const double mean_2 = parts.positive_seconds("mean_2", "hyperexponential");
    const auto opened = parts.part("probability", "(a share)");
    if (!opened) parts.need("probability", "hyperexponential", "probability = \"30%\"");
    const auto share = opened ? read_share(parts.reading, *opened) : std::nullopt;
    if (!share || !parts.good) return {};
    return Distribution::hyperexponential(*share, mean_1, mean_2);
  }
  const double mean = parts.positive_seconds("mean", "hyperexponential");
  if (!parts.has("cv")) parts.need("cv", "hyperexponential", "cv = 1.5");
  if (!parts.good) return {};
  const double cv = parts.number("cv", 1, 20);
  return parts.good ? std::optional(Distribution::hyperexponential_by_cv(mean, cv)) : std::nullopt;
}

std::optional<Distribution> read_weibull(LawParts& parts) {
  if (!parts.has("shape")) parts.need("shape", "weibull", "shape = 0.7");
  if (parts.has("scale") && parts.has("mean")) {
    parts.reading.problem(parts.opened.value->place, parts.opened.path + " has both mean and scale",
                          "write one of them");
    return {};
  }
  const bool by_scale = parts.has("scale");
  const double size = parts.positive_seconds(by_scale ? "scale" : "mean", "weibull");
  if (!parts.good) return {};
  const double shape = parts.number("shape", 0.1, 100);
  if (!parts.good) return {};
  return by_scale ? Distribution::weibull(size, shape) : Distribution::weibull_by_mean(size, shape);
}

std::optional<Distribution> of_law(LawParts& parts, const std::string& law, std::string& law_default) {
  if (law == "never") return Distribution::never();
  if (law == "none") return Distribution();
  if (law == "empirical") return read_empirical(parts);
  if (law == "hyperexponential") return read_hyperexponential(parts);
  if (law == "weibull") return read_weibull(parts);
  if (law == "uniform") {
    const double low = parts.seconds("low", law), high = parts.seconds("high", law);
    if (parts.good && high < low) {
      refuse(parts.reading, *parts.part("high", "(a duration)"), "it must not be below low");
      return {};
    }
    return Distribution::uniform(low, high);
  }
  if (law == "deterministic") return Distribution::deterministic(parts.seconds("mean", law));
  const double mean = parts.positive_seconds("mean", law);
  if (law == "exponential") return Distribution::exponential(mean);
  if (law == "erlang") {
    if (!parts.has("phases")) parts.need("phases", law, "phases = 3");
    if (!parts.good) return {};
    const int phases = static_cast<int>(std::lround(parts.number("phases", 1, 1000)));
    return Distribution::erlang(mean, phases);
  }
  double cv = 1;
  if (parts.has("cv")) {
    cv = parts.number("cv", 0.001, 20);
  } else {
    law_default = "cv 1.0";
  }
  return law == "gamma" ? Distribution::gamma(mean, cv) : Distribution::lognormal(mean, cv);
}

std::optional<ReadDistribution> read_long_form(Reading& reading, const Opened& opened) {
  LawParts parts{reading, opened};
  ReadDistribution out;
  std::string law = parts.has("cv") ? "lognormal" : "exponential";
  if (const auto named = parts.part("law", "")) {
    const std::vector<std::string> laws = choices_of(*find_key("(a distribution)", "law"));
    const auto index = read_choice(reading, *named, laws);
    if (!index) return {};
    law = laws[*index];
  } else {
    out.law_default = parts.has("cv") ? "lognormal" : "exponential, cv 1.0";
  }
  refuse_foreign_parts(parts, law);
  const auto distribution = of_law(parts, law, out.law_default);
  if (!distribution || !parts.good) return {};
  out.distribution = *distribution;
  return out;
}

}  // namespace

std::optional<ReadDistribution> read_distribution(Reading& reading, const Opened& opened) {
  if (opened.value == nullptr) return {};
  if (opened.is_table()) return read_long_form(reading, opened);
  if (opened.value->is_text()) {
    if (const auto mean = duration_phrase(opened.value->text)) {
      const double mean_s = mean->in_seconds();
      if (mean_s <= 0) return ReadDistribution{};
      return ReadDistribution{Distribution::exponential(mean_s), "exponential, cv 1.0"};
    }
    if (const auto distribution = distribution_phrase(opened.value->text))
      return ReadDistribution{*distribution, ""};
  } else if (opened.value->kind == TomlValue::Kind::whole && opened.value->whole == 0) {
    return ReadDistribution{};
  }
  refuse(reading, opened,
         "write a mean with its unit, such as \"240s\", or a law, such as \"lognormal 240s cv 0.8\" or "
         "\"uniform 1m to 6m\"");
  return {};
}

std::optional<RedialRule> read_redial(Reading& reading, const Opened& opened) {
  if (opened.value == nullptr) return {};
  if (opened.is_table()) {
    const TomlEntry* probability = opened.value->find("probability");
    const TomlEntry* after = opened.value->find("after");
    if (probability == nullptr || after == nullptr) {
      reading.problem(opened.value->place, opened.path + " needs probability and after",
                      "write { probability = \"55%\", after = \"10m\" }");
      return {};
    }
    const auto share = read_share(
        reading, open_value(reading, probability->value, opened.path + ".probability", "(a share)"));
    const auto delay = read_distribution(
        reading, open_value(reading, after->value, opened.path + ".after", "(a distribution)"));
    if (!share || !delay) return {};
    if (delay->distribution.is_never()) return RedialRule{};
    return RedialRule{*share, delay->distribution};
  }
  const auto phrase = opened.value->is_text() ? redial_phrase(opened.value->text) : std::nullopt;
  if (!phrase) {
    refuse(reading, opened, "write a share and a time, such as \"55% after 10m\", or \"never\"");
    return {};
  }
  RedialRule rule;
  rule.probability = phrase->probability;
  if (const auto mean = duration_phrase(phrase->delay)) {
    if (*mean > Duration()) rule.delay = Distribution::exponential(mean->in_seconds());
  } else if (const auto distribution = distribution_phrase(phrase->delay)) {
    if (distribution->is_never()) return RedialRule{};
    rule.delay = *distribution;
  }
  return rule;
}

std::string redial_text(const RedialRule& rule) {
  if (rule.probability <= 0) return "never";
  return share_text(rule.probability) + " after " +
         (rule.delay.is_zero() ? "no time" : rule.delay.describe());
}

}  // namespace switchover
