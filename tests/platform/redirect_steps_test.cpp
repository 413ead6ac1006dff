#include "models/platform/redirect_steps.hpp"

#include <catch2/catch.hpp>

namespace switchover {

namespace {
RedirectStep step(double after_s, double share) { return {Duration::seconds(after_s), share}; }
using Steps = std::vector<RedirectStep>;
}  // namespace

TEST_CASE("all calls at once, and back") {
  const FailoverSpec rule;
  CHECK(redirect_steps(rule, 0, 1) == Steps{step(0, 1)});
  CHECK(redirect_steps(rule, 1, 0) == Steps{step(0, 0)});
  CHECK(redirect_steps(rule, 0.5, 0.5).empty());
}

TEST_CASE("in steps, of which the last is what remains") {
  FailoverSpec rule;
  rule.step = 0.4;
  rule.step_every = Duration::whole_seconds(60);
  CHECK(redirect_steps(rule, 0, 1) == Steps{step(0, 0.4), step(60, 0.8), step(120, 1)});
  CHECK(redirect_steps(rule, 1, 0) == Steps{step(0, 0.6), step(60, 0.2), step(120, 0)});
  rule.step_every = Duration{};
  CHECK(redirect_steps(rule, 0, 1) == Steps{step(0, 1)});
}

TEST_CASE("DNS records expire evenly: twenty parts, the last one whole") {
  FailoverSpec rule;
  rule.dns_ttl = Duration::whole_seconds(300);
  const Steps steps = redirect_steps(rule, 0, 1.0 / 3);
  REQUIRE(steps.size() == 20);
  CHECK(steps[0].after == Duration::whole_seconds(15));
  CHECK(steps[0].share == Approx(1.0 / 60).margin(1e-9));
  CHECK(steps[19].after == Duration::whole_seconds(300));
  CHECK(steps[19].share == Approx(1.0 / 3).margin(1e-9));
}

TEST_CASE("those who ignore it follow later, or not at all until the way back") {
  FailoverSpec rule;
  rule.stubborn = 0.2;
  CHECK(redirect_steps(rule, 0, 1) == Steps{step(0, 0.8)});
  CHECK(redirect_steps(rule, 0.8, 0) == Steps{step(0, 0)});
  rule.stubborn_for = Duration::whole_seconds(3600);
  CHECK(redirect_steps(rule, 0, 1) == Steps{step(0, 0.8), step(3600, 1)});
  CHECK(redirect_steps(rule, 1, 0) == Steps{step(0, 0.2), step(3600, 0)});
  rule.stubborn = 1;
  CHECK(redirect_steps(rule, 0, 1) == Steps{step(3600, 1)});
}

TEST_CASE("stubborn callers of one step and the next step may meet in one moment") {
  FailoverSpec rule;
  rule.step = 0.5;
  rule.step_every = Duration::whole_seconds(60);
  rule.stubborn = 0.5;
  rule.stubborn_for = Duration::whole_seconds(60);
  CHECK(redirect_steps(rule, 0, 1) == Steps{step(0, 0.25), step(60, 0.75), step(120, 1)});
}

}  // namespace switchover
