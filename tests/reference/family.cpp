#include "family.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <catch2/catch.hpp>
#include <cmath>

namespace switchover {

namespace {

constexpr double few_events = 30, largest_allowed_z = 4, largest_allowed_rms = 1.3;
constexpr std::size_t rows_for_rms = 20;
constexpr double beyond = 1e-300;  // smaller probabilities count as this

double z_of_upper_tail(double p) {
  return boost::math::quantile(
      boost::math::complement(boost::math::normal(), std::clamp(p, beyond, 1.0 - 1e-16)));
}

// The z whose tail is as likely as that of Student's t.
double z_of_t(double t, double degrees) {
  const double tail =
      boost::math::cdf(boost::math::complement(boost::math::students_t(degrees), std::abs(t)));
  return std::copysign(z_of_upper_tail(tail), t);
}

// Exact: the z whose tail is as likely as seeing so many, or so few; 0 where both are likelier than not.
double z_of_poisson(double seen, double expected) {
  if (expected <= 0) return seen > 0 ? HUGE_VAL : 0;
  const boost::math::poisson law(expected);
  const double at_most = boost::math::cdf(law, seen);
  const double at_least = seen < 1 ? 1 : boost::math::cdf(boost::math::complement(law, seen - 1));
  if (at_least < at_most) return std::max(0.0, z_of_upper_tail(at_least));
  return std::min(0.0, -z_of_upper_tail(at_most));
}

}  // namespace

Family::Family(std::string name) : name_(std::move(name)) {}

void Family::begin_row(const std::string& row) {
  row_ = row;
  entries_.clear();
  slot_ = 0;
  ++rows_;
}

void Family::add(const std::string& name, Kind kind, double exact, double top, double bottom, double events,
                 const Published& theirs) {
  if (slot_ == entries_.size()) {
    Entry entry;
    entry.name = name;
    entry.kind = kind;
    entry.exact = exact;
    entry.theirs = theirs;
    entries_.push_back(entry);
  }
  Entry& entry = entries_[slot_++];
  const double d = top - exact * bottom;
  ++entry.n;
  entry.sum += d;
  entry.sum_of_squares += d * d;
  entry.top += top;
  entry.bottom += bottom;
  entry.events += events;
}

void Family::share(const std::string& figure, double exact, double top, double bottom) {
  add(figure, Kind::share, exact, top, bottom, 0);
}
void Family::count(const std::string& figure, double exact, double top) {
  add(figure, Kind::count, exact, top, 1, 0);
}
void Family::ratio(const std::string& figure, double exact, double top, double bottom, double events) {
  add(figure, Kind::ratio, exact, top, bottom, events);
}
void Family::estimate(const std::string& figure, const Published& published, double top, double bottom) {
  add(figure, Kind::ratio, published.value, top, bottom, few_events, published);
}

void Family::judge(const Entry& e) {
  const double expected = e.exact * e.bottom;
  double z = 0;
  if (e.kind != Kind::ratio && expected < few_events) {
    z = z_of_poisson(e.top, expected);
  } else if (e.kind == Kind::share && e.bottom - expected < few_events) {
    z = z_of_poisson(e.bottom - e.top, std::max(0.0, e.bottom - expected));
  } else if (e.kind == Kind::ratio && e.events < few_events) {
    ++rare_;
    return;
  } else {
    const double mean = e.sum / e.n;
    // Seen too little of what is rare, its spread is underestimated too: both grow with the expected number.
    const bool common = e.kind == Kind::share && e.top > 0.5 * e.bottom;
    const double seen = common ? e.bottom - e.top : e.top, due = common ? e.bottom - expected : expected;
    const double scale = seen > 0 ? std::max(1.0, due / seen) : 1;
    const double own = scale * std::max(0.0, e.sum_of_squares - e.sum * mean) / (e.n - 1) / e.n;
    const double per_unit = e.bottom / e.n, error = e.theirs.standard_error * per_unit;
    double variance = own + error * error + e.theirs.step * e.theirs.step / 12 * per_unit * per_unit;
    if (e.theirs.replications > 0) variance += own * e.n / e.theirs.replications;
    z = variance > 0 ? z_of_t(mean / std::sqrt(variance), e.n - 1) : (mean == 0 ? 0 : HUGE_VAL);
  }
  ++figures_;
  squares_ += z * z;
  if (std::abs(z) > largest_z_) {
    largest_z_ = std::abs(z);
    largest_at_ = row_ + " " + e.name;
  }
  INFO(name_ << ", " << row_ << ", " << e.name << ": exact " << e.exact << ", simulated " << e.top / e.bottom
             << ", z " << z);
  CHECK(std::abs(z) < largest_allowed_z);
}

void Family::end_row() {
  for (const Entry& entry : entries_) judge(entry);
}

void Family::finish() {
  const double rms = figures_ > 0 ? std::sqrt(squares_ / static_cast<double>(figures_)) : 0;
  fmt::print("{}: {} rows, {} figures ({} too rare), max |z| {:.2f} ({}), rms z {:.2f}\n", name_, rows_,
             figures_, rare_, largest_z_, largest_at_, rms);
  std::fflush(stdout);
  CHECK(figures_ > 0);
  if (rows_ >= rows_for_rms) CHECK(rms < largest_allowed_rms);
}

}  // namespace switchover
