// A rehearsal's request as text: one line per field, "key value", in the order in which fields() below names
// them. The writer and the reader share those functions, so that they cannot drift apart.
#include <fmt/format.h>

#include <concepts>
#include <limits>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "models/platform/exact_text.hpp"
#include "models/platform/law_text.hpp"
#include "models/platform/rehearsal.hpp"

namespace switchover {

namespace {

constexpr std::string_view first_line = "switchover-rehearsal 1";
constexpr const char* document = "rehearsal request";

template <class T, class Wanted>
concept Is = std::same_as<std::remove_const_t<T>, Wanted>;
template <class T>
concept AnId = requires(T id) {
  id.is_none();
  typename T::number_type;
};

// ---- the fields -------------------------------------------------------------------------------------------
// A: a Writer or a Reader. The values are const for the one and not for the other.

template <class A>
void fields(A& a, Is<ComponentSpec> auto& c) {
  a.field("name", c.name);
  a.field("kind", c.kind, component_kinds);
  a.list("platforms", c.platforms);
  a.list("groups", c.groups);
  a.field("share", c.share);
  a.field("site", c.site);
  a.field("standby", c.standby);
  a.field("promotion", c.promotion);
  a.field("when_down", c.when_down);
  a.field("when_slow", c.when_slow);
  a.field("repair", c.repair);
  a.field("repair_from", c.repair_from, 3);
  a.field("times_a_year", c.times_a_year);
  a.field("times_from", c.times_from, 3);
  a.field("link_from", c.link_from);
  a.field("link_to", c.link_to);
  a.field("megabits", c.megabits);
  a.field("latency", c.latency);
}

template <class A>
void fields(A& a, Is<NeedSpec> auto& need) {
  a.field("who", need.who);
  a.field("needs", need.needs);
  a.field("hard", need.hard);
  a.field("effect", need.effect);
}

template <class A>
void fields(A& a, Is<FaultSpec> auto& f) {
  a.field("name", f.name);
  a.list("targets", f.targets);
  a.field("mode", f.mode, 3);
  a.field("at", f.at);
  a.field("at_uncertainty", f.at_uncertainty);
  a.field("every", f.every);
  a.field("lasts", f.lasts);
  a.field("share", f.share);
  a.field("share_random", f.share_random);
  a.field("probability", f.probability);
  a.field("flaps", f.flaps);
  a.field("flap_up", f.flap_up);
  a.field("effect", f.effect);
}

template <class A>
void fields(A& a, Is<SignInSpec> auto& s) {
  a.field("per_minute", s.per_minute);
  a.field("fails", s.fails);
  a.field("back_off", s.back_off);
  a.field("at_once", s.at_once);
  a.field("server", s.server);
}

template <class A>
void fields(A& a, Is<FailoverSpec> auto& r) {
  a.field("name", r.name);
  a.field("watches", r.watches);
  a.field("from", r.from);
  a.field("to", r.to);
  a.field("detection", r.detection, 3);
  a.field("detect", r.detect);
  a.field("heartbeat_every", r.heartbeat.every);
  a.field("heartbeat_timeout", r.heartbeat.timeout);
  a.field("heartbeat_misses", r.heartbeat.misses);
  a.field("heartbeat_from_site", r.heartbeat.from_site);
  a.field("detect_slow", r.detect_slow);
  a.field("decide", r.decide);
  a.field("execute", r.execute);
  a.field("share", r.share);
  a.field("step", r.step);
  a.field("step_every", r.step_every);
  a.field("dns_ttl", r.dns_ttl);
  a.field("stubborn", r.stubborn);
  a.field("stubborn_for", r.stubborn_for);
  a.field("dual_enabled", r.agents.dual_enabled);
  a.field("notice", r.agents.notice);
  fields(a, r.agents.sign_in);
  a.field("aht_factor", r.agents.aht_factor);
  a.field("failback", r.failback.when, 3);
  a.field("failback_after", r.failback.after);
  a.field("failback_at", r.failback.at);
  a.field("failback_drain", r.failback.drain);
}

template <class A>
void fields(A& a, Is<DataFlowSpec> auto& flow) {
  a.field("name", flow.name);
  a.field("from_site", flow.from_site);
  a.field("to_site", flow.to_site);
  a.field("megabytes", flow.megabytes);
  a.field("every", flow.every);
  a.field("at", flow.at);
  a.field("protects", flow.protects);
}

template <class A>
void fields(A& a, Is<StaffStepAt> auto& step) {
  a.field("at", step.at);
  a.field("agents", step.agents);
}

template <class A>
void fields(A& a, Is<ScopeStaff> auto& staff) {
  a.field("scope", staff.scope);
  a.field("platform", staff.platform);
  a.list("step", staff.steps);
}

template <class A>
void fields(A& a, Is<RehearsalRequest> auto& r) {
  a.field("seed", r.seed);
  a.field("horizon", r.horizon);
  a.field("naive_heartbeats", r.naive_heartbeats);
  a.field("context_factory", r.context_factory);
  a.list("platform", r.platforms);
  a.list("component", r.estate.components);  // after the platforms and before all who name components
  a.list("need", r.estate.needs);
  a.list("fault", r.estate.faults);
  a.list("failover", r.estate.failovers);
  a.list("flow", r.estate.flows);
  a.list("sign_in", r.estate.sign_in);
  a.list("scope_staff", r.scope_staff);
  a.list("staff", r.staff);
}

// ---- writing ----------------------------------------------------------------------------------------------

class Writer {
 public:
  std::string text() && { return std::move(text_); }

  void line(std::string_view key, std::string_view value) {
    text_.append(key).append(value.empty() ? "" : " ").append(value) += '\n';
  }
  void field(const char* key, const std::string& value) { line(key, quoted(value)); }
  void field(const char* key, double value) { line(key, exact_number(value)); }
  void field(const char* key, bool value) { line(key, value ? "yes" : "no"); }
  void field(const char* key, std::uint32_t value) { line(key, std::to_string(value)); }
  void field(const char* key, std::uint64_t value) { line(key, std::to_string(value)); }
  void field(const char* key, Time value) { line(key, std::to_string(value.count_us())); }
  void field(const char* key, Duration value) { line(key, std::to_string(value.count_us())); }
  void field(const char* key, const Distribution& value) { line(key, law_text(value)); }
  void field(const char* key, const FaultEffect& value) { field(key, value.agents, 4); }
  void field(const char* key, AnId auto value) {
    line(key, value.is_none() ? "none" : std::to_string(value.index()));
  }
  template <class Enumeration>
  requires std::is_enum_v<Enumeration>
  void field(const char* key, Enumeration value, std::size_t /*values*/) {
    line(key, std::to_string(static_cast<int>(value)));
  }
  template <class T>
  void field(const char* key, const std::optional<T>& value) {
    if (value) {
      field(key, *value);
    } else {
      line(key, "none");
    }
  }
  template <class T>
  void list(const char* key, const std::vector<T>& things) {
    line(key, fmt::format("[{}]", things.size()));
    for (const T& thing : things) item(key, thing);
  }

 private:
  template <class T>
  void item(const char* key, const T& thing) {
    if constexpr (std::same_as<T, std::string> || AnId<T>) {
      field(key, thing);
    } else if constexpr (requires { thing.size(); }) {
      list(key, thing);
    } else {
      fields(*this, thing);
    }
  }

  std::string text_;
};

// ---- reading ----------------------------------------------------------------------------------------------

// Stops at the first problem: what follows it has lost its meaning.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Expected<RehearsalRequest> read() {
    RehearsalRequest request;
    if (next_line() != first_line) complain(fmt::format("the text does not begin with \"{}\"", first_line));
    fields(*this, request);
    if (!problem_ && next_line() != "end") complain("\"end\" is missing");
    if (!problem_ && !rest_.empty()) complain("something follows the end", 1);
    if (!problem_ && request.staff.size() != request.platforms.size())
      complain(fmt::format("there is staff for {} platforms, and there are {}", request.staff.size(),
                           request.platforms.size()));
    if (problem_) return *std::move(problem_);
    return request;
  }

  void field(const char* key, std::string& value) { take(value, key, unquoted(value_of(key)), "text"); }
  void field(const char* key, double& value) { take(value, key, number_of(value_of(key)), "a number"); }
  void field(const char* key, std::uint64_t& value) { take(value, key, count_of(value_of(key)), "a count"); }
  void field(const char* key, std::uint32_t& value) {
    std::optional<std::uint64_t> read = count_of(value_of(key));
    if (read && *read > std::numeric_limits<std::uint32_t>::max()) read.reset();
    take(value, key, read, "a count");
  }
  void field(const char* key, bool& value) {
    const std::string_view text = value_of(key);
    take(value, key, text == "yes" || text == "no" ? std::optional(text == "yes") : std::nullopt,
         "yes or no");
  }
  void field(const char* key, Time& value) {
    if (const auto us = microseconds(key)) value = Time::microseconds(*us);
  }
  void field(const char* key, Duration& value) {
    if (const auto us = microseconds(key)) value = Duration::microseconds(*us);
  }
  void field(const char* key, Distribution& value) {
    take(value, key, law_from(value_of(key)), "a distribution");
  }
  void field(const char* key, FaultEffect& value) { field(key, value.agents, 4); }
  void field(const char* key, AnId auto& value) {
    using Type = std::remove_reference_t<decltype(value)>;
    const std::string_view text = value_of(key);
    if (problem_ || text == "none") return;
    const std::optional<std::uint64_t> number = count_of(text);
    if (!number || *number >= known<Type>()) {
      complain(fmt::format("{} = {} is nothing that was named before", key, text));
      return;
    }
    value = Type(static_cast<std::size_t>(*number));
  }
  template <class Enumeration>
  requires std::is_enum_v<Enumeration>
  void field(const char* key, Enumeration& value, std::size_t values) {
    std::optional<std::uint64_t> read = count_of(value_of(key));
    if (read && *read >= values) read.reset();
    take(value, key, read, "a kind");
  }
  template <class T>
  void field(const char* key, std::optional<T>& value) {
    if (peek_none(key)) return;
    T read{};
    field(key, read);
    if (!problem_) value = std::move(read);
  }
  template <class T>
  void list(const char* key, std::vector<T>& things) {
    const std::string_view text = value_of(key);
    std::optional<std::uint64_t> count;
    if (text.size() > 2 && text.front() == '[' && text.back() == ']')
      count = count_of(text.substr(1, text.size() - 2));
    if (!problem_ && !count) complain(fmt::format("{} = {} is not how many", key, text));
    if (problem_) return;
    if constexpr (std::same_as<T, ComponentSpec>) components_ = *count;
    if (key == std::string_view("platform")) platforms_ = *count;
    for (std::uint64_t i = 0; i < *count && !problem_; ++i) item(key, things.emplace_back());
  }

 private:
  template <class T>
  void item(const char* key, T& thing) {
    if constexpr (std::same_as<T, std::string> || AnId<T>) {
      field(key, thing);
    } else if constexpr (requires { thing.size(); }) {
      list(key, thing);
    } else {
      fields(*this, thing);
    }
  }

  template <class Type>
  std::uint64_t known() const {
    if constexpr (std::same_as<Type, ComponentId>) return components_;
    if constexpr (std::same_as<Type, PlatformId>) return platforms_;
    return std::numeric_limits<typename Type::number_type>::max();
  }

  void complain(std::string what, int lines_on = 0) {
    if (!problem_) problem_ = Problem{{document, line_ + lines_on, 0}, std::move(what), {}};
  }
  template <class T, class Read>
  void take(T& value, const char* key, std::optional<Read> read, const char* what) {
    if (problem_) return;
    if (!read) return complain(fmt::format("{} is not {}", key, what));
    if constexpr (std::is_same_v<T, Read>) {
      value = *std::move(read);
    } else {
      value = static_cast<T>(*read);
    }
  }
  std::optional<std::int64_t> microseconds(const char* key) {
    std::optional<std::int64_t> us = whole_of(value_of(key));
    constexpr std::int64_t most = Duration::longest_us * 2;
    if (us && (*us > most || *us < -most)) us.reset();
    if (!us) complain(fmt::format("{} is not a time in microseconds", key));
    return problem_ ? std::nullopt : us;
  }

  std::string_view next_line() {
    if (problem_) return {};
    ++line_;
    const std::size_t end = rest_.find('\n');
    if (end == std::string_view::npos) {
      complain("the text ends too early");
      return {};
    }
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return line;
  }
  std::string_view value_of(std::string_view key) {
    const std::string_view line = next_line();
    if (problem_) return {};
    if (line.substr(0, key.size()) != key || line.size() <= key.size() || line[key.size()] != ' ') {
      complain(fmt::format("\"{}\" was expected, and not \"{}\"", key, line.substr(0, 60)));
      return {};
    }
    return line.substr(key.size() + 1);
  }
  // Takes the line away when it says that there is no value.
  bool peek_none(const char* key) {
    const std::string none = fmt::format("{} none\n", key);
    if (problem_ || rest_.substr(0, none.size()) != none) return false;
    next_line();
    return true;
  }

  std::string_view rest_;
  int line_ = 0;
  std::uint64_t components_ = 0, platforms_ = 0;
  std::optional<Problem> problem_;
};

}  // namespace

std::string to_text(const RehearsalRequest& request) {
  Writer writer;
  writer.line(first_line, "");
  fields(writer, request);
  writer.line("end", "");
  return std::move(writer).text();
}

Expected<RehearsalRequest> request_from_text(const std::string& text) { return Reader(text).read(); }

}  // namespace switchover
