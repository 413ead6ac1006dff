// Reads a phrase from left to right, word by word and number by number.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "sim/time.hpp"

namespace switchover {

class PhraseScanner {
 public:
  explicit PhraseScanner(std::string_view text) : rest_(text) { skip_spaces(); }
  bool done() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }
  bool symbol(char c);                   // takes c if it comes next
  bool word(std::string_view expected);  // takes the word if it comes next (any case)
  std::string any_word();                // letters, digits, '_', '-'; empty if none comes next
  std::optional<double> number();        // [+-]digits[.digits]; finite
  std::optional<double> percent();       // number '%', as a fraction
  std::optional<Duration> duration();    // one or more number-unit pairs; not negative, at most 100 years
  std::optional<int> digits(int least, int most);  // so many digits

 private:
  void skip_spaces();
  std::string_view rest_;
};

}  // namespace switchover
