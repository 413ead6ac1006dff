#include "analysis/wording.hpp"

#include <fmt/format.h>

#include <cmath>

#include "models/centre/spec.hpp"

namespace switchover {
namespace {

// Whole numbers grouped by thousands: 21714 -> "21,714".
std::string grouped(double whole) {
  if (!(std::abs(whole) < 1e15)) return fmt::format("{:.3g}", whole);
  const std::string digits = fmt::format("{:.0f}", std::abs(whole));
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return whole < 0 && digits != "0" ? "-" + text : text;
}

// Fixed decimals, and never "-0.0".
std::string fixed(double value, int decimals) {
  const std::string text = fmt::format("{:.{}f}", value, decimals);
  return text.find_first_not_of("-0.") == std::string::npos && text[0] == '-' ? text.substr(1) : text;
}

}  // namespace

std::string count_text(double n) {
  if (std::isinf(n)) return n > 0 ? "no limit" : "-";
  const double nearest = std::round(n);
  if (std::abs(n) < 9.95 && std::abs(n - nearest) > 1e-9) {
    if (std::abs(n) < 0.095) return fmt::format("{:.2g}", n);
    return fixed(n, 1);
  }
  return grouped(nearest);
}

std::string percent_text(double share) {
  if (share > 0 && share < 0.00005) return "<0.01%";
  if (share != 0 && std::abs(share) < 0.0005) return fmt::format("{:.1g}%", share * 100);
  return fixed(share * 100, 1) + "%";
}

std::string points_text(double share) {
  const std::string text = fixed(share * 100, 1);
  return share > 0 && text != "0.0" ? "+" + text : text;
}

std::string duration_text(double seconds) {
  if (std::isinf(seconds)) return seconds > 0 ? "never" : "-";
  if (seconds < 0) return "-" + duration_text(-seconds);
  if (seconds < 9.95 && std::abs(seconds - std::round(seconds)) > 0.05) return fixed(seconds, 1) + " s";
  const auto whole = static_cast<long long>(std::llround(seconds));
  if (whole < 120) return fmt::format("{} s", whole);
  if (whole < 3600) {
    return whole % 60 == 0 ? fmt::format("{} m", whole / 60)
                           : fmt::format("{} m {} s", whole / 60, whole % 60);
  }
  const long long minutes = (whole + 30) / 60;
  return minutes % 60 == 0 ? fmt::format("{} h", minutes / 60)
                           : fmt::format("{} h {} m", minutes / 60, minutes % 60);
}

std::string value_text(double value, Unit unit) {
  switch (unit) {
    case Unit::share:
      return percent_text(value);
    case Unit::count:
      return count_text(value);
    case Unit::seconds:
      return duration_text(value);
    case Unit::per_hour:
      return count_text(value) + " an hour";
  }
  return {};
}

std::string value_text(const std::optional<double>& value, Unit unit) {
  return value ? value_text(*value, unit) : "-";
}

std::string range_text(const std::optional<Range>& range, Unit unit) {
  if (!range) return "-";
  const bool open_below = std::isinf(range->low);
  const bool open_above = std::isinf(range->high);
  if (open_below && open_above) return "-";
  if (open_below) return "at most " + value_text(range->high, unit);
  if (open_above) return "at least " + value_text(range->low, unit);
  return value_text(range->low, unit) + " - " + value_text(range->high, unit);
}

std::string limit_name(int limit_kind) {
  switch (static_cast<LimitKind>(limit_kind)) {
    case LimitKind::trunks:
      return "trunks";
    case LimitKind::calls_per_second:
      return "new calls per second";
    case LimitKind::ivr_ports:
      return "IVR ports";
    case LimitKind::concurrent_calls:
      return "concurrent calls";
    case LimitKind::queued:
      return "places in queue";
    case LimitKind::logins:
      return "agent logins";
  }
  return {};
}

}  // namespace switchover
