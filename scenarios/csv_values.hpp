// The text of a cell as a number: counts, seconds, shares. Every refusal says what is wrong and what to
// write.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace switchover {

// Which mark stands before the decimals in a file. unknown: "1.234" and "1,234" are refused as ambiguous.
enum class DecimalMark { unknown, point, comma };
// What a number alone says about it: "12,5" comma, "1,234.5" point, "1.234" unknown.
DecimalMark decimal_mark_of(std::string_view text);

enum class ValueKind {
  count,        // calls in an interval: 0 .. 10,000,000
  agents,       // 0 .. 1,000,000
  duration,     // seconds: 312, 312.5, 312s, 5:12 (mm:ss), 0:05:12 (h:mm:ss): 0 .. one week
  minutes,      // the same in minutes when it is a plain number; the value is in seconds
  seconds_sum,  // as duration, 0 .. 1e10: the sum over an interval
  share,        // 85% or 0.85: 0 .. 1
  percent,      // 85% or 85; the value is a share
  factor,       // 0.01 .. 100
};

template <class T>
struct CellReading {
  std::optional<T> value;  // none: refused
  std::string wrong;       // is not a number
  std::string hint;        // write 0 where there were no calls
};

// An empty text is refused here; whether a cell may be empty is the caller's business.
CellReading<double> read_value(std::string_view text, ValueKind kind, DecimalMark mark);
// Digits with an optional sign, one decimal mark, separators of thousands, exponent. NaN and infinity are no
// numbers.
CellReading<double> read_number(std::string_view text, DecimalMark mark);

// `offered "n/a" is not a number`, `offered is empty`
std::string refusal(std::string_view column, std::string_view text, const std::string& wrong);

}  // namespace switchover
