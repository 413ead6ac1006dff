#include "analysis/fix_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/fix_search.hpp"
#include "analysis/wording.hpp"
#include "sim/joined.hpp"

namespace switchover {
namespace {

std::string cost_text(const Scenario& scenario, const FixTrial& trial) {
  if (!trial.cost) return ", at no price";
  return fmt::format(" for {} a day", money_text(scenario.money.currency, *trial.cost));
}

// "mean asa[billing] <= 30s over day: found 28 s"
std::string found_text(const Expectation& must, const Judgement& judgement) {
  const bool of_days = must.quantifier == Quantifier::share_of_days;
  return fmt::format("{}: found {}{}", must.text, value_text(judgement.found.value, judgement.unit),
                     of_days ? " of days" : "");
}

}  // namespace

std::string money_text(const std::string& currency, double amount) {
  const bool small = amount > 0 && amount < 100;
  const std::string number = small ? fmt::format("{:.2f}", amount) : count_text(amount);
  return currency.empty() ? number : currency + " " + number;
}

void say_grounds(const std::vector<Expectation>& must, FixTrial& trial) {
  const std::vector<Judgement>& judgements = trial.judgements;
  std::vector<std::size_t> missed, unsure, all;
  for (std::size_t e = 0; e < judgements.size(); ++e) {
    all.push_back(e);
    if (!is_met(judgements[e])) missed.push_back(e);
    if (is_met(judgements[e]) && !is_good(judgements[e].verdict)) unsure.push_back(e);
  }
  if (!missed.empty()) unsure.clear();
  const auto shortfall = [&](std::size_t e) { return shortfall_of(judgements[e]); };
  const auto margin = [&](std::size_t e) { return margin_of(judgements[e]); };
  std::stable_sort(missed.begin(), missed.end(),
                   [&](std::size_t a, std::size_t b) { return shortfall(a) > shortfall(b); });
  const auto by_margin = [&](std::size_t a, std::size_t b) { return margin(a) < margin(b); };
  std::stable_sort(unsure.begin(), unsure.end(), by_margin);
  std::stable_sort(all.begin(), all.end(), by_margin);
  trial.kept = musts_kept(judgements);
  trial.missed.clear();
  trial.unsure.clear();
  for (const std::size_t e : missed) trial.missed.push_back(found_text(must[e], judgements[e]));
  for (const std::size_t e : unsure) trial.unsure.push_back(found_text(must[e], judgements[e]));
  const std::vector<std::size_t>& deciding = !missed.empty() ? missed : !unsure.empty() ? unsure : all;
  trial.tightest = deciding.empty() ? "" : found_text(must[deciding.front()], judgements[deciding.front()]);
}

std::string kept_text(const FixTrial& trial) {
  return fmt::format("{} of {}", trial.kept, trial.judgements.size());
}

std::string grounds_text(const FixTrial& trial) {
  const char* musts = trial.judgements.size() == 1 ? "must" : "musts";
  const std::string kept = fmt::format("keeps {} {}", kept_text(trial), musts);
  if (!trial.missed.empty()) return kept + "; misses " + joined(trial.missed, "; ");
  if (!trial.unsure.empty()) return kept + ", but not surely: " + joined(trial.unsure, "; ");
  return trial.tightest.empty() ? kept : kept + "; tightest: " + trial.tightest;
}

std::string fix_sentence(const Scenario& scenario, const FixAnswer& answer) {
  if (answer.found) {
    return answer.trials.front().text + cost_text(scenario, answer.trials.front());
  }
  if (answer.trials.empty()) return "no lever or pair of levers passes";
  const FixTrial& nearest = answer.trials.front();
  const char* none = nearest.missed.empty() ? "surely keeps every must" : "keeps every must";
  return fmt::format("no lever or pair of levers {}; {} comes nearest: it {}", none, nearest.text,
                     grounds_text(nearest));
}

}  // namespace switchover
