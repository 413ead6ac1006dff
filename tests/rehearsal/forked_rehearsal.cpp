#include "tests/rehearsal/forked_rehearsal.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <stdexcept>

namespace switchover {

namespace {

[[noreturn]] void live(int to, const RehearsalRequest& request, std::uint32_t replication) {
  Story story;
  rehearse_here(request, replication, [&](const StoryEvent& event) { story.events.push_back(event); });
  const std::string text = to_csv(story, request.estate, request.platforms);
  std::size_t written = 0;
  while (written < text.size()) {
    const ssize_t more = write(to, text.data() + written, text.size() - written);
    if (more <= 0) _exit(2);
    written += static_cast<std::size_t>(more);
  }
  _exit(0);
}

}  // namespace

std::string rehearsed_csv(const RehearsalRequest& request, std::uint32_t replication) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  std::fflush(stdout);
  std::fflush(stderr);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no child");
  if (child == 0) {
    close(ends[0]);
    live(ends[1], request, replication);
  }
  close(ends[1]);
  std::string text;
  std::array<char, 65536> piece{};
  for (ssize_t n = 0; (n = read(ends[0], piece.data(), piece.size())) > 0;) {
    text.append(piece.data(), static_cast<std::size_t>(n));
  }
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw std::runtime_error("the rehearsal crashed");
  return text;
}

Story rehearsed(const RehearsalRequest& request, std::uint32_t replication) {
  const Expected<Story> story =
      story_from_csv(rehearsed_csv(request, replication), "story", request.estate, request.platforms);
  if (!story.ok()) throw std::runtime_error("the story cannot be read");
  return story.value();
}

std::vector<StoryEvent> all_of_kind(const Story& story, StoryKind kind) {
  std::vector<StoryEvent> found;
  for (const StoryEvent& event : story.events) {
    if (event.kind == kind) found.push_back(event);
  }
  return found;
}

}  // namespace switchover
