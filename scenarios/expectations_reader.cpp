// [expect]: the lists of promises, and what counts as on target.
#include <fmt/format.h>

#include "scenarios/expectation_parser.hpp"
#include "scenarios/size_phrase.hpp"

namespace switchover {
namespace {

// indifference = "1 point", or a list with one size per unit.
void read_indifference(const Section& section, std::vector<Expectation>& must,
                       std::vector<Expectation>& warn) {
  const auto opened = section.open("indifference");
  if (!opened || opened->value == nullptr) return;
  std::vector<const TomlValue*> texts;
  if (opened->value->is_array()) {
    for (const TomlValue& item : opened->value->items) texts.push_back(&item);
  } else {
    texts.push_back(opened->value);
  }
  for (const TomlValue* text : texts) {
    const auto size = text->is_text() ? parse_size(text->text) : std::nullopt;
    if (!size || size->kind == SizePhrase::Kind::relative) {
      section.reading().problem(text->place, "indifference is " + as_written(*text),
                                "write \"1 point\", \"5s\" or \"10 people\", or a list of them");
      continue;
    }
    for (std::vector<Expectation>* list : {&must, &warn}) {
      for (Expectation& promise : *list) {
        const bool share = promise.quantifier == Quantifier::share_of_days || promise.of_limit;
        const Unit unit = share ? Unit::share : info(promise.metric).unit;
        if (kind_of(unit) == size->kind) promise.indifference = size->amount;
      }
    }
  }
}

}  // namespace

void read_expectations(Reading& reading, const TomlValue* expect, const CentreDraft& draft,
                       Scenario& scenario) {
  if (expect != nullptr && expect->is_array()) {
    reading.problem(expect->place, "expect is a list", "write [expect] with must = [...] and warn = [...]");
    return;
  }
  const Section section(reading, expect, "expect", "expect", false);
  const auto read_list = [&](const char* key, std::vector<Expectation>& list) {
    const auto opened = section.open(key);
    if (!opened || opened->value == nullptr) return;
    if (!opened->value->is_array()) {
      refuse(reading, *opened, "write a list of promises, such as [\"mean asa[billing] <= 30s over day\"]");
      return;
    }
    for (std::size_t i = 0; i < opened->value->items.size(); ++i) {
      const std::string path = fmt::format("expect.{}[{}]", key, i + 1);
      Opened item = open_value(reading, opened->value->items[i], path, "(a promise of [expect])");
      if (item.is_table()) {
        const TomlEntry* text = item.value->find("text");
        item.value = text == nullptr ? nullptr : &text->value;
        if (text == nullptr)
          reading.problem(opened->value->items[i].place, path + " has no text", "write { text = \"...\" }");
      }
      const auto text = read_text(reading, item);
      if (!text) continue;
      if (auto promise = parse_expectation(reading, *text, item.value->place, draft)) {
        if (promise->metric == Metric::callbacks_lost && &list == &scenario.must) {
          reading.problem(item.value->place,
                          fmt::format("promise \"{}\": callbacks are not simulated by this version", *text),
                          "move it to warn");
          continue;
        }
        list.push_back(std::move(*promise));
        section.note(item, *text);
      }
    }
  };
  read_list("must", scenario.must);
  read_list("warn", scenario.warn);
  read_indifference(section, scenario.must, scenario.warn);
}

}  // namespace switchover
