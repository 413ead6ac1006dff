// The helper's side: one forked child per rehearsal, because a process holds one SimGrid engine, once.
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <optional>
#include <thread>
#include <utility>

#include "models/platform/rehearsal_client.hpp"
#include "models/platform/rehearsal_messages.hpp"
#include "models/platform/story_line.hpp"

namespace switchover {

namespace {

struct Child {
  pid_t process = -1;
  int pipe = -1;  // its messages
  std::uint32_t replication = 0;
  std::string bytes;             // came, but are no whole message yet
  std::string story, last_line;  // CSV lines
  std::string error;             // what it threw
  bool ended = false, damaged = false;
};

// "3605.000000 detected old.dc1": a line of a story for whoever looks for the reason of a crash.
std::string change_text(const std::string& line, const RehearsalRequest& request) {
  const auto story = story_from_csv(StoryLines::header() + line, "story", request.estate, request.platforms);
  if (!story || story.value().events.empty()) return line;
  const StoryEvent& event = story.value().events.front();
  std::string who;
  if (!event.component.is_none()) {
    who = request.estate.components[event.component.index()].name;
  } else if (event.rule >= 0 && event.kind == StoryKind::copy_done) {
    who = request.estate.flows[static_cast<std::size_t>(event.rule)].name;
  } else if (event.rule >= 0) {
    const FailoverSpec& rule = request.estate.failovers[static_cast<std::size_t>(event.rule)];
    who = rule.watches.is_none() ? rule.name : request.estate.components[rule.watches.index()].name;
  } else if (!event.platform.is_none()) {
    who = request.platforms[event.platform.index()];
  }
  return fmt::format("{:.6f} {} {}", event.at.in_seconds(), name_of(event.kind), who);
}

// One request: every replication of it in a child of its own, so many at a time as there are processors.
class Rehearsals {
 public:
  Rehearsals(int in, int out, const Rehearse& rehearse, const RehearsalRequest& request, std::uint32_t first,
             std::uint32_t last)
      : in_(in), out_(out), rehearse_(rehearse), request_(request), next_(first), last_(last) {}
  ~Rehearsals() { end_all(); }
  Rehearsals(const Rehearsals&) = delete;
  Rehearsals& operator=(const Rehearsals&) = delete;

  // False when nobody listens any more.
  bool serve() {
    const std::size_t at_once = std::max(1U, std::thread::hardware_concurrency());
    while (next_ < last_ || !children_.empty()) {
      while (next_ < last_ && children_.size() < at_once) {
        if (const auto reason = start(next_)) {
          if (children_.empty())  // else one that ends makes room
            return fail(
                fmt::format("the rehearsal of replication {} could not be started: {}", next_, *reason));
          break;
        }
        ++next_;
      }
      if (!listen()) return false;
      for (std::size_t i = 0; i < children_.size();) {
        if (!closed_[i]) {
          ++i;
          continue;
        }
        closed_.erase(closed_.begin() + static_cast<std::ptrdiff_t>(i));
        Child child = std::move(children_[i]);
        children_.erase(children_.begin() + static_cast<std::ptrdiff_t>(i));
        const auto wrong = judge(child);
        if (wrong) return fail(*wrong);
        const std::string body =
            fmt::format("{}\n{}{}", child.replication, StoryLines::header(), child.story);
        if (!send_message(out_, MessageKind::story, body)) return false;
      }
    }
    return send_message(out_, MessageKind::done, "");
  }

 private:
  bool fail(const std::string& words) {
    end_all();
    return send_message(out_, MessageKind::failure, words);
  }

  // Nothing when all is well, else the system's reason.
  std::optional<std::string> start(std::uint32_t replication) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::strerror(errno);
    std::fflush(stdout);  // or the child would print what waits there a second time
    std::fflush(stderr);
    const pid_t parent = getpid();
    const pid_t process = fork();
    if (process == 0) {
      close(ends[0]);
      prctl(PR_SET_PDEATHSIG, SIGKILL);  // a rehearsal without a listener is not worth its time
      if (getppid() != parent) _exit(1);
      live(ends[1], replication);
    }
    const int reason = errno;
    close(ends[1]);
    if (process < 0) {
      close(ends[0]);
      return std::strerror(reason);
    }
    Child child;
    child.process = process;
    child.pipe = ends[0];
    child.replication = replication;
    children_.push_back(std::move(child));
    closed_.push_back(false);
    return std::nullopt;
  }

  // The child's whole life.
  [[noreturn]] void live(int to, std::uint32_t replication) {
    for (const Child& sibling : children_) close(sibling.pipe);
    // What a library prints must not get between the helper's messages.
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing >= 0) dup2(nothing, in_);
    dup2(STDERR_FILENO, out_);
    int code = 1;
    try {
      const StoryLines lines(request_.estate, request_.platforms);
      rehearse_(request_, replication, [&](const StoryEvent& event) {
        if (!send_message(to, MessageKind::event, lines.line(event))) _exit(1);
      });
      if (send_message(to, MessageKind::end, "")) code = 0;
    } catch (const std::exception& error) {
      send_message(to, MessageKind::error, error.what());
    } catch (...) {
      send_message(to, MessageKind::error, "something that is no std::exception");
    }
    std::fflush(stdout);
    std::fflush(stderr);
    _exit(code);  // without the destructors of an engine that stands in the middle of its simulation
  }

  // Waits until some child says something; false when nobody listens to us any more.
  bool listen() {
    std::vector<pollfd> wait;
    for (const Child& child : children_) wait.push_back({child.pipe, POLLIN, 0});
    wait.push_back({out_, 0, 0});  // errors only: the program has gone
    while (poll(wait.data(), wait.size(), -1) < 0) {
      if (errno != EINTR) return false;
    }
    if ((wait.back().revents & (POLLERR | POLLHUP | POLLNVAL)) != 0) return false;
    for (std::size_t i = 0; i < children_.size(); ++i) {
      if (wait[i].revents != 0) closed_[i] = !hear(children_[i]);
    }
    return true;
  }

  // False when the child closed its end.
  static bool hear(Child& child) {
    std::array<char, 65536> some;
    const ssize_t got = read(child.pipe, some.data(), some.size());
    if (got < 0) return errno == EINTR || errno == EAGAIN;
    if (got == 0) return false;
    child.bytes.append(some.data(), static_cast<std::size_t>(got));
    Message message;
    while (!child.damaged) {
      const Received received = take_message(child.bytes, message);
      if (received == Received::end) break;
      if (received == Received::damaged || child.ended) {
        child.damaged = true;
      } else if (message.kind == MessageKind::event) {
        child.last_line = message.body;
        child.story += message.body;
      } else if (message.kind == MessageKind::error) {
        child.error = message.body;
      } else if (message.kind == MessageKind::end) {
        child.ended = true;
      } else {
        child.damaged = true;
      }
    }
    return true;
  }

  // Waits for the child's end; what is wrong with it, in words.
  std::optional<std::string> judge(const Child& child) const {
    close(child.pipe);
    int status = 0;
    pid_t waited = -1;
    do {
      waited = waitpid(child.process, &status, 0);
    } while (waited < 0 && errno == EINTR);
    const bool well = waited == child.process && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (well && child.ended && !child.damaged && child.bytes.empty()) return std::nullopt;
    std::string how = "with " + ending_text(status);
    if (!child.error.empty()) {
      how = "with an error: " + child.error;
    } else if (well) {
      how = child.damaged ? "with a message that cannot be read" : "before it was through";
    }
    const std::string last = child.last_line.empty()
                                 ? "nothing had changed yet"
                                 : "its last change: " + change_text(child.last_line, request_);
    return fmt::format("the rehearsal of replication {} ended {}; {}", child.replication, how, last);
  }

  void end_all() {
    for (const Child& child : children_) kill(child.process, SIGKILL);
    for (const Child& child : children_) {
      close(child.pipe);
      while (waitpid(child.process, nullptr, 0) < 0 && errno == EINTR) {
      }
    }
    children_.clear();
    closed_.clear();
    next_ = last_;
  }

  int in_, out_;
  const Rehearse& rehearse_;
  const RehearsalRequest& request_;
  std::uint32_t next_, last_;
  std::vector<Child> children_;
  std::vector<bool> closed_;  // of each child: it has said its last word
};

// "FIRST LAST\n" before the request's text.
bool read_range(std::string& body, std::uint32_t& first, std::uint32_t& last) {
  const std::size_t line_end = body.find('\n');
  if (line_end == std::string::npos) return false;
  const char* const end = body.data() + line_end;
  const auto [space, error] = std::from_chars(body.data(), end, first);
  if (error != std::errc{} || space == end || *space != ' ') return false;
  const auto [stop, other_error] = std::from_chars(space + 1, end, last);
  if (other_error != std::errc{} || stop != end || first > last) return false;
  body.erase(0, line_end + 1);
  return true;
}

}  // namespace

int serve_rehearsals(int in, int out, const Rehearse& rehearse) {
  std::signal(SIGCHLD, SIG_DFL);  // an inherited "ignore" would take the children's ends away from waitpid
  if (!send_message(out, MessageKind::hello, rehearsal_greeting)) return 1;
  for (;;) {
    Message message;
    const Received received = receive_message(in, message);
    if (received == Received::end) return 0;
    std::uint32_t first = 0, last = 0;
    if (received != Received::message || message.kind != MessageKind::request ||
        !read_range(message.body, first, last)) {
      send_message(out, MessageKind::failure, "the helper cannot read what it is asked");
      return 1;
    }
    const Expected<RehearsalRequest> request = request_from_text(message.body);
    if (!request) {
      const std::string words =
          "the helper cannot read what it is asked: " + to_string(request.problems().front());
      if (!send_message(out, MessageKind::failure, words)) return 1;
      continue;
    }
    if (!Rehearsals(in, out, rehearse, request.value(), first, last).serve()) return 1;
  }
}

}  // namespace switchover
