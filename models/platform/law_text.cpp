#include "models/platform/law_text.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/platform/exact_text.hpp"

namespace switchover {

namespace {

struct LawName {
  const char* name;
  Law law;
  std::size_t numbers;  // that follow it
};
constexpr LawName laws[] = {
    {"zero", Law::zero, 0},
    {"never", Law::never, 0},
    {"deterministic", Law::deterministic, 1},
    {"exponential", Law::exponential, 1},
    {"uniform", Law::uniform, 2},
    {"lognormal", Law::lognormal, 2},
    {"gamma", Law::gamma, 2},
    {"erlang", Law::erlang, 2},
    {"weibull", Law::weibull, 2},
    {"hyperexponential", Law::hyperexponential, 3},
    {"empirical", Law::empirical, 0},  // any number of them
};

bool positive(double x) { return std::isfinite(x) && x > 0; }
bool not_negative(double x) { return std::isfinite(x) && x >= 0; }

// The law that these numbers make, or nothing where a law would refuse them: what is damaged must not stop
// the helper as a broken contract.
std::optional<Distribution> law_of(Law law, const std::vector<double>& n) {
  switch (law) {
    case Law::zero:
      return Distribution{};
    case Law::never:
      return Distribution::never();
    case Law::deterministic:
      if (positive(n[0])) return Distribution::deterministic(n[0]);
      break;
    case Law::exponential:
      if (positive(n[0])) return Distribution::exponential(n[0]);
      break;
    case Law::uniform:
      if (not_negative(n[0]) && not_negative(n[1]) && n[0] <= n[1]) return Distribution::uniform(n[0], n[1]);
      break;
    case Law::lognormal:
      if (positive(n[0]) && positive(n[1]) && std::isfinite(n[1] * n[1]))
        return Distribution::lognormal(n[0], n[1]);
      break;
    case Law::gamma:
      if (positive(n[0]) && positive(n[1]) && n[1] >= 1e-6 && std::isfinite(n[0] * n[1] * n[1]))
        return Distribution::gamma(n[0], n[1]);
      break;
    case Law::erlang:
      if (positive(n[0]) && n[1] >= 1 && n[1] <= 1e6 && std::floor(n[1]) == n[1])
        return Distribution::erlang(n[0], static_cast<int>(n[1]));
      break;
    case Law::weibull:
      if (positive(n[0]) && positive(n[1]) && n[1] >= 0.01 && n[0] < 1e100)
        return Distribution::weibull(n[0], n[1]);
      break;
    case Law::hyperexponential:
      if (n[0] >= 0 && n[0] <= 1 && positive(n[1]) && positive(n[2]))
        return Distribution::hyperexponential(n[0], n[1], n[2]);
      break;
    case Law::empirical:
      for (const double value : n) {
        if (!not_negative(value)) return std::nullopt;
      }
      if (!n.empty()) return Distribution::empirical(n);
  }
  return std::nullopt;
}

}  // namespace

std::string law_text(const Distribution& d) {
  std::string text = laws[static_cast<std::size_t>(d.law())].name;
  const auto add = [&](double number) { text += " " + exact_number(number); };
  switch (d.law()) {
    case Law::zero:
    case Law::never:
      break;
    case Law::deterministic:
    case Law::exponential:
      add(d.parameter_a());
      break;
    case Law::uniform:
    case Law::lognormal:
    case Law::gamma:
    case Law::weibull:
      add(d.parameter_a());
      add(d.parameter_b());
      break;
    case Law::erlang:
      add(d.parameter_a());
      add(d.phases());
      break;
    case Law::hyperexponential:
      add(d.parameter_p());
      add(d.parameter_a());
      add(d.parameter_b());
      break;
    case Law::empirical:
      for (const double value : d.sample()) add(value);
  }
  return text;
}

std::optional<Distribution> law_from(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (words.empty()) return std::nullopt;
  std::vector<double> numbers;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::optional<double> number = number_of(words[i]);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  for (const LawName& entry : laws) {
    if (words[0] != entry.name) continue;
    if (entry.law != Law::empirical && numbers.size() != entry.numbers) return std::nullopt;
    return law_of(entry.law, numbers);
  }
  return std::nullopt;
}

}  // namespace switchover
