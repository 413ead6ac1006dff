// One event of a story as a line of its CSV, for the whole file and for events that travel one by one.
#pragma once
#include <string>
#include <vector>

#include "models/platform/story.hpp"

namespace switchover {

// Knows the names. One that is empty, stands twice or begins with # is written as its number, counted from 1:
// "#2".
class StoryLines {
 public:
  StoryLines(const EstateSpec& estate, const std::vector<std::string>& platform_names);
  static std::string header();                      // with its line end
  std::string line(const StoryEvent& event) const;  // with its line end

 private:
  std::vector<std::string> components_, rules_, flows_, platforms_;
};

}  // namespace switchover
