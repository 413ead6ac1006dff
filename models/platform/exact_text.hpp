// Numbers and times as text that reads back as the very same ones: for stories and for requests on their way
// to the helper program.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace switchover {

// Microseconds as seconds in decimals, without trailing zeros: 36900 or 0.000001. Demands 0 or more.
std::string seconds_text(std::int64_t us);
// The inverse: digits, at most six of them after the point, 0 to 100 years. No sign, no exponent.
std::optional<std::int64_t> microseconds_of(std::string_view text);

std::string exact_number(double number);                 // the shortest text that reads back the same
std::optional<double> number_of(std::string_view text);  // "inf" is a number, "nan" is none
std::optional<std::int64_t> whole_of(std::string_view text);
std::optional<std::uint64_t> count_of(std::string_view text);  // no sign

// A text within quotes on one line: quotes, backslashes and line breaks are written with a backslash.
std::string quoted(const std::string& text);
std::optional<std::string> unquoted(std::string_view text);  // nothing: not the work of quoted()

}  // namespace switchover
