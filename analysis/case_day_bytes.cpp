#include "analysis/case_day_bytes.hpp"

#include <bit>
#include <cstdint>

namespace switchover {
namespace {

// First of all bytes: what they are, and in which form. A new form gets a new tag.
constexpr std::string_view days_tag = "switchover days 1\n";
constexpr std::string_view corrections_tag = "switchover corrections 1\n";

// Numbers are 64 bits, lowest byte first, on every machine.
class Writer {
 public:
  explicit Writer(std::string_view tag) : bytes_(tag) {}
  void number(std::uint64_t n) {
    for (int shift = 0; shift < 64; shift += 8) bytes_.push_back(static_cast<char>((n >> shift) & 0xFFU));
  }
  void real(double x) { number(std::bit_cast<std::uint64_t>(x)); }
  void text(const std::string& t) {
    number(t.size());
    bytes_ += t;
  }
  void figures(const std::vector<Figure>& all) {
    number(all.size());
    for (const Figure& f : all) {
      real(f.top);
      real(f.bottom);
    }
  }
  std::string done() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads on with zeros after the first thing that does not fit; sound() says whether all did.
class Reader {
 public:
  Reader(std::string_view bytes, std::string_view tag) : left_(bytes), sound_(bytes.starts_with(tag)) {
    left_.remove_prefix(sound_ ? tag.size() : left_.size());
  }
  std::uint64_t number() {
    if (!has(8)) return 0;
    std::uint64_t n = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      n |= std::uint64_t{static_cast<unsigned char>(left_[i])} << (8 * i);
    }
    left_.remove_prefix(8);
    return n;
  }
  double real() { return std::bit_cast<double>(number()); }
  // Of things that take at least `least` bytes each: never more than what is left could hold.
  std::size_t count(std::size_t least) {
    const std::uint64_t n = number();
    if (n > left_.size() / least) {
      sound_ = false;
      left_ = {};
      return 0;
    }
    return static_cast<std::size_t>(n);
  }
  std::string text() {
    const std::size_t length = count(1);
    std::string t(left_.substr(0, length));
    left_.remove_prefix(length);
    return t;
  }
  std::vector<Figure> figures() {
    std::vector<Figure> all(count(16));
    for (Figure& f : all) {
      f.top = real();
      f.bottom = real();
    }
    return all;
  }
  bool sound() const { return sound_; }
  bool finished() const { return sound_ && left_.empty(); }

 private:
  bool has(std::size_t bytes) {
    if (left_.size() >= bytes) return true;
    sound_ = false;
    left_ = {};
    return false;
  }
  std::string_view left_;
  bool sound_;
};

}  // namespace

std::string days_to_bytes(const std::vector<CaseDay>& days) {
  Writer out(days_tag);
  out.number(days.size());
  for (const CaseDay& day : days) {
    out.number(day.promises.size());
    for (const PromiseFigures& promise : day.promises) out.figures(promise.each);
    out.figures(day.asks);
    out.number(day.controls.size());
    for (const double control : day.controls) out.real(control);
    out.text(day.broken);
  }
  return out.done();
}

std::optional<std::vector<CaseDay>> days_from_bytes(std::string_view bytes, std::size_t days) {
  Reader in(bytes, days_tag);
  if (in.count(32) != days || !in.sound()) return std::nullopt;
  std::vector<CaseDay> all(days);
  for (CaseDay& day : all) {
    day.promises.resize(in.count(8));
    for (PromiseFigures& promise : day.promises) promise.each = in.figures();
    day.asks = in.figures();
    day.controls.resize(in.count(8));
    for (double& control : day.controls) control = in.real();
    day.broken = in.text();
    if (!in.sound()) return std::nullopt;
  }
  if (!in.finished()) return std::nullopt;
  return all;
}

std::string corrections_to_bytes(const std::vector<ForecastCorrection>& corrections) {
  Writer out(corrections_tag);
  out.number(corrections.size());
  for (const ForecastCorrection& c : corrections) {
    out.text(c.queue);
    out.number(static_cast<std::uint64_t>(c.counts));
    for (const double x : {c.forecast_calls, c.people, c.redials, c.ivr_losses, c.residual}) out.real(x);
    out.number(c.pilot_runs);
    out.number(c.iterations);
  }
  return out.done();
}

std::optional<std::vector<ForecastCorrection>> corrections_from_bytes(std::string_view bytes) {
  Reader in(bytes, corrections_tag);
  std::vector<ForecastCorrection> all(in.count(72));
  for (ForecastCorrection& c : all) {
    c.queue = in.text();
    const std::uint64_t counts = in.number();
    if (counts > static_cast<std::uint64_t>(ForecastCounts::entered_queue)) return std::nullopt;
    c.counts = static_cast<ForecastCounts>(counts);
    for (double* x : {&c.forecast_calls, &c.people, &c.redials, &c.ivr_losses, &c.residual}) *x = in.real();
    c.pilot_runs = static_cast<std::uint32_t>(in.number());
    c.iterations = static_cast<std::uint32_t>(in.number());
  }
  if (!in.finished()) return std::nullopt;
  return all;
}

}  // namespace switchover
