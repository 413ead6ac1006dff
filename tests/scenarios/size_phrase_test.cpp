#include "scenarios/size_phrase.hpp"

#include <catch2/catch.hpp>

using namespace switchover;
using Kind = SizePhrase::Kind;

TEST_CASE("sizes are read with and without a space") {
  const auto points = parse_size("2points"), spaced = parse_size("0.5 point"), time = parse_size("1.5 m"),
             people = parse_size("20 people"), bare = parse_size("3"), relative = parse_size("5%");
  REQUIRE((points && spaced && time && people && bare && relative));
  CHECK(points->kind == Kind::points);
  CHECK(points->amount == Approx(0.02));
  CHECK(spaced->amount == Approx(0.005));
  CHECK(time->kind == Kind::seconds);
  CHECK(time->amount == Approx(90));
  CHECK(people->kind == Kind::count);
  CHECK(people->amount == 20);
  CHECK(bare->kind == Kind::count);
  CHECK(relative->kind == Kind::relative);
  CHECK(relative->amount == Approx(0.05));
  CHECK(parse_size("0s")->amount == 0);
}

TEST_CASE("what is no size is not guessed") {
  for (const char* text :
       {"", "points", "-1s", "nan s", "inf", "1e999", "2 bananas", "2 points more", "1,5s"}) {
    INFO(text);
    CHECK_FALSE(parse_size(text).has_value());
  }
}

TEST_CASE("every unit has its kind of size") {
  CHECK(kind_of(Unit::share) == Kind::points);
  CHECK(kind_of(Unit::seconds) == Kind::seconds);
  CHECK(kind_of(Unit::count) == Kind::count);
  CHECK(kind_of(Unit::per_hour) == Kind::count);
}
