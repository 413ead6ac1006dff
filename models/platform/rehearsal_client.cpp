#include "models/platform/rehearsal_client.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <climits>
#include <csignal>
#include <cstring>
#include <map>
#include <optional>
#include <thread>
#include <unordered_map>
#include <utility>

#include "models/platform/rehearsal_messages.hpp"

extern char** environ;  // NOLINT: POSIX wants it declared like this

namespace switchover {

namespace {

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

constexpr const char* helper_name = "switchover-rehearse";

std::string folder_of_this_program() {
  std::array<char, PATH_MAX> path{};
  const ssize_t length = readlink("/proc/self/exe", path.data(), path.size());
  if (length <= 0) return {};
  const std::string program(path.data(), static_cast<std::size_t>(length));
  return program.substr(0, program.rfind('/'));
}

std::string find_helper() {
  const std::string folder = folder_of_this_program();
  const std::string beside = folder + "/" + helper_name;
  const std::string above = folder.substr(0, folder.rfind('/')) + "/" + helper_name;
  for (const std::string& path : {beside, above}) {
    if (access(path.c_str(), X_OK) == 0) return path;
  }
  throw RehearsalFailure(
      fmt::format("the helper program {0} is not there (neither {1} nor {2}); faults of components are "
                  "rehearsed in it: {0} must lie beside the program, so build or install both",
                  helper_name, beside, above));
}

// Waits for a process that is about to end, and makes it end when it does not.
std::optional<int> wait_for_end(pid_t process) {
  const Clock::time_point start = Clock::now();
  auto pause = std::chrono::microseconds(100);
  for (bool killed = false;;) {
    int status = 0;
    const pid_t ended = waitpid(process, &status, killed ? 0 : WNOHANG);
    if (ended == process) return killed ? std::nullopt : std::optional(status);
    if (ended < 0 && errno != EINTR) return std::nullopt;  // somebody else has waited for it
    if (ended == 0 && seconds_since(start) > 2) {
      kill(process, SIGKILL);
      killed = true;
    } else if (ended == 0) {
      std::this_thread::sleep_for(pause);
      pause = std::min(2 * pause, std::chrono::microseconds(20'000));
    }
  }
}

// The stories of one request, by replication; under 0 alone when nothing is random.
using Remembered = std::map<std::uint32_t, Story>;

}  // namespace

struct RehearsalClient::Helper {
  explicit Helper(std::string path) : program(std::move(path)) {}
  ~Helper() { end(); }
  Helper(const Helper&) = delete;
  Helper& operator=(const Helper&) = delete;

  std::string program;
  pid_t process = -1;
  int socket = -1;
  RehearsalCost cost;
  std::unordered_map<std::string, Remembered> remembered;  // by the request's text

  void start() {
    const Clock::time_point begin = Clock::now();
    const std::string path = program.empty() ? find_helper() : program;
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
      throw RehearsalFailure(fmt::format("{} cannot be spoken to: {}", path, std::strerror(errno)));
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    std::string first = path;
    std::array<char*, 2> arguments{first.data(), nullptr};
    const int error = posix_spawn(&process, path.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (error != 0) {
      process = -1;
      close(ends[0]);
      throw RehearsalFailure(
          fmt::format("the helper program {} cannot be started: {}; it must lie beside "
                      "the program, so build or install both",
                      path, std::strerror(error)));
    }
    socket = ends[0];
    Message message;
    const Received received = answers() ? receive_message(socket, message) : Received::damaged;
    if (received != Received::message || message.kind != MessageKind::hello ||
        message.body != rehearsal_greeting) {
      const bool silent = received == Received::end;
      const std::string ended = end();
      throw RehearsalFailure(
          silent ? fmt::format("the helper program {} ended with {} before it was ready; are its libraries "
                               "installed (SimGrid), and is it of this version?",
                               path, ended)
                 : fmt::format("{} does not answer as the helper program of this version; build or install "
                               "both programs together",
                               path));
    }
    cost.start_s += seconds_since(begin);
  }

  // Whether anything is heard in the time that even a slow disk needs to load the helper's libraries.
  bool answers() const {
    constexpr int patience_ms = 60'000;
    pollfd wait{socket, POLLIN, 0};
    int heard = -1;
    do {
      heard = poll(&wait, 1, patience_ms);
    } while (heard < 0 && errno == EINTR);
    return heard > 0;
  }

  // Closes the line, on which the helper ends, and waits for it. Returns how it ended.
  std::string end() {
    if (socket >= 0) close(std::exchange(socket, -1));
    if (process < 0) return {};
    const std::optional<int> status = wait_for_end(std::exchange(process, -1));
    return status ? ending_text(*status) : "no answer";
  }

  [[noreturn]] void broke_off(Received received) {
    const std::string ended = end();
    throw RehearsalFailure(
        received == Received::end
            ? fmt::format("the helper program ended with {} in the middle of a rehearsal", ended)
            : "the helper program sent a message that cannot be read");
  }

  // Rehearses replications first .. last-1 and puts them into `stories`, all or none.
  void ask(const std::string& text, const RehearsalRequest& request, std::uint32_t first, std::uint32_t last,
           Remembered& stories) {
    Remembered fresh;
    if (!send_message(socket, MessageKind::request, fmt::format("{} {}\n{}", first, last, text)))
      broke_off(Received::end);
    for (;;) {
      Message message;
      const Received received = receive_message(socket, message);
      if (received != Received::message) broke_off(received);
      if (message.kind == MessageKind::failure) throw RehearsalFailure(message.body);
      if (message.kind == MessageKind::done) break;
      if (message.kind != MessageKind::story) broke_off(Received::damaged);
      auto [replication, story] = read_story(message.body, request);
      if (replication < first || replication >= last || !fresh.emplace(replication, std::move(story)).second)
        broke_off(Received::damaged);
    }
    if (fresh.size() != last - first) broke_off(Received::damaged);
    cost.rehearsals += fresh.size();
    stories.merge(fresh);
  }

  std::pair<std::uint32_t, Story> read_story(const std::string& body, const RehearsalRequest& request) {
    std::uint32_t replication = 0;
    const auto [stop, error] = std::from_chars(body.data(), body.data() + body.size(), replication);
    const auto line_end = static_cast<std::size_t>(stop - body.data());
    if (error != std::errc{} || line_end == body.size() || *stop != '\n') broke_off(Received::damaged);
    Expected<Story> story = story_from_csv(body.substr(line_end + 1), "the story of a rehearsal",
                                           request.estate, request.platforms);
    if (!story) {
      end();
      throw RehearsalFailure("the helper program sent a story that cannot be read: " +
                             to_string(story.problems().front()));
    }
    return {replication, std::move(story).value()};
  }

  // What `stories` does not have yet of first .. last-1, in runs without a gap.
  void complete(const std::string& text, const RehearsalRequest& request, std::uint32_t first,
                std::uint32_t last, Remembered& stories) {
    for (std::uint32_t at = first; at < last;) {
      if (stories.contains(at)) {
        ++cost.remembered;
        ++at;
        continue;
      }
      std::uint32_t stop = at + 1;
      while (stop < last && !stories.contains(stop)) ++stop;
      if (process < 0) start();
      ask(text, request, at, stop, stories);
      at = stop;
    }
  }
};

RehearsalClient::RehearsalClient() : RehearsalClient(std::string{}) {}
RehearsalClient::RehearsalClient(std::string program)
    : helper_(std::make_unique<Helper>(std::move(program))) {}
RehearsalClient::~RehearsalClient() = default;

std::vector<Story> RehearsalClient::rehearse(const RehearsalRequest& request, std::uint32_t first,
                                             std::uint32_t last) {
  demand(first <= last, "a range of replications does not run backwards");
  if (first == last) return {};
  if (!is_random(request.estate)) {
    first = 0;
    last = 1;
  }
  const Clock::time_point begin = Clock::now();
  const double started_before = helper_->cost.start_s;
  const std::string text = to_text(request);
  Remembered& stories = helper_->remembered[text];
  helper_->complete(text, request, first, last, stories);
  std::vector<Story> result;
  for (std::uint32_t replication = first; replication < last; ++replication)
    result.push_back(stories.at(replication));
  helper_->cost.wall_s += seconds_since(begin) - (helper_->cost.start_s - started_before);
  return result;
}

bool RehearsalClient::started() const { return helper_->process >= 0; }
const RehearsalCost& RehearsalClient::cost() const { return helper_->cost; }

}  // namespace switchover
