#include "analysis/fix_words.hpp"

#include <fmt/format.h>

#include <limits>

#include "analysis/fix_search.hpp"
#include "analysis/wording.hpp"

namespace switchover {
namespace {

std::string cost_text(const Scenario& scenario, const FixTrial& trial) {
  if (!trial.cost) return ", at no price";
  return fmt::format(" for {} a day", money_text(scenario.money.currency, *trial.cost));
}

}  // namespace

std::string money_text(const std::string& currency, double amount) {
  const bool small = amount > 0 && amount < 100;
  const std::string number = small ? fmt::format("{:.2f}", amount) : count_text(amount);
  return currency.empty() ? number : currency + " " + number;
}

std::string tightest_text(const std::vector<Expectation>& must, const std::vector<Judgement>& judgements) {
  std::size_t tightest = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t e = 0; e < judgements.size(); ++e) {
    const double margin = margin_of(judgements[e]);
    if (margin >= least) continue;
    least = margin;
    tightest = e;
  }
  if (judgements.empty()) return "";
  const Judgement& j = judgements[tightest];
  const bool of_days = must[tightest].quantifier == Quantifier::share_of_days;
  return fmt::format("{}: found {}{}", must[tightest].text, value_text(j.found.value, j.unit),
                     of_days ? " of days" : "");
}

std::string fix_sentence(const Scenario& scenario, const FixAnswer& answer) {
  if (answer.found) {
    return answer.trials.front().text + cost_text(scenario, answer.trials.front());
  }
  if (answer.trials.empty()) return "no lever or pair of levers passes";
  const FixTrial& nearest = answer.trials.front();
  return fmt::format("no lever or pair of levers keeps every must; {} comes nearest ({})", nearest.text,
                     nearest.tightest);
}

}  // namespace switchover
