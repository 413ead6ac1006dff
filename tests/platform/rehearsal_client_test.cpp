#include "models/platform/rehearsal_client.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>

#include "models/platform/rehearsal_messages.hpp"

using namespace switchover;

namespace {

RehearsalRequest request_with(const std::string& order, bool random = true) {
  RehearsalRequest request;
  request.platforms = {"old", "new"};
  request.staff = {{{Time{}, 10}}, {}};
  request.horizon = Time::after_start(Duration::whole_seconds(36'000));
  ComponentSpec dc;
  dc.name = "old.dc1";
  dc.kind = ComponentKind::data_centre;
  dc.platforms = {PlatformId(0)};
  request.estate.components.push_back(dc);
  FailoverSpec rule;
  rule.name = "failover of old.dc1";
  rule.watches = ComponentId(0);
  rule.from = PlatformId(0);
  rule.to = PlatformId(1);
  request.estate.failovers.push_back(rule);
  FaultSpec fault;
  fault.name = "DC1 lost";
  fault.targets = {ComponentId(0)};
  if (random) fault.lasts = Distribution::exponential(3'600);
  request.estate.faults.push_back(fault);
  request.context_factory = order;
  return request;
}

std::string failure_of(RehearsalClient& client, const RehearsalRequest& request, std::uint32_t last) {
  try {
    const auto stories = client.rehearse(request, 0, last);
    return "none: " + std::to_string(stories.size()) + " stories";
  } catch (const RehearsalFailure& failure) {
    return failure.what();
  }
}
std::string failure_of(const std::string& order, std::uint32_t last = 6) {
  RehearsalClient client(SWITCHOVER_REHEARSAL_STAND_IN);
  return failure_of(client, request_with(order), last);
}

// Whether this process has a child left, running or not waited for.
bool has_children() {
  siginfo_t info{};
  return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 || errno != ECHILD;
}

void check_story(const Story& story, std::uint32_t replication) {
  REQUIRE(story.events.size() == 2);
  CHECK(story.events[0].at == Time::microseconds(1'000'000 + replication));
  CHECK(story.events[0].value == 1.0 / (replication + 3));
  CHECK(story.events[0].fault == "power, \"A\"\nand B");
  CHECK(story.events[1].kind == StoryKind::detected);
  CHECK(story.events[1].rule == 0);
}

const std::string last_change = "; its last change: 3605.000000 detected old.dc1";

}  // namespace

TEST_CASE("Nothing is started before there is something to rehearse") {
  RehearsalClient client("/no/such/helper");
  CHECK_FALSE(client.started());
  CHECK(client.rehearse(request_with(""), 4, 4).empty());
  CHECK_FALSE(client.started());
  CHECK(client.cost().rehearsals == 0);
}

TEST_CASE("Stories come back in the order of the replications") {
  {
    RehearsalClient client(SWITCHOVER_REHEARSAL_STAND_IN);
    const auto stories = client.rehearse(request_with("shuffled"), 3, 19);
    REQUIRE(stories.size() == 16);
    for (std::uint32_t i = 0; i < 16; ++i) check_story(stories[i], i + 3);
    CHECK(client.started());
    CHECK(client.cost().rehearsals == 16);
    CHECK(client.cost().remembered == 0);
    CHECK(client.cost().start_s > 0);
    CHECK(client.cost().wall_s > 0);
    CHECK(has_children());
  }
  CHECK_FALSE(has_children());
}

TEST_CASE("Two hundred replications are rehearsed in one go and leave no process behind") {
  RehearsalClient client(SWITCHOVER_REHEARSAL_STAND_IN);
  const auto stories = client.rehearse(request_with(""), 0, 200);
  REQUIRE(stories.size() == 200);
  for (std::uint32_t i = 0; i < 200; ++i) check_story(stories[i], i);
}

TEST_CASE("What is not random is rehearsed once") {
  RehearsalClient client(SWITCHOVER_REHEARSAL_STAND_IN);
  const auto stories = client.rehearse(request_with("", false), 5, 50);
  REQUIRE(stories.size() == 1);
  check_story(stories[0], 0);
  CHECK(client.rehearse(request_with("", false), 0, 3) == stories);
  CHECK(client.cost().rehearsals == 1);
  CHECK(client.cost().remembered == 1);
}

TEST_CASE("Equal requests are rehearsed once, and a longer range only for what is new") {
  RehearsalClient client(SWITCHOVER_REHEARSAL_STAND_IN);
  const auto middle = client.rehearse(request_with(""), 4, 8);
  CHECK(client.rehearse(request_with(""), 4, 8) == middle);
  CHECK(client.cost().rehearsals == 4);
  CHECK(client.cost().remembered == 4);
  const auto all = client.rehearse(request_with(""), 0, 12);
  REQUIRE(all.size() == 12);
  for (std::uint32_t i = 0; i < 12; ++i) check_story(all[i], i);
  CHECK(client.cost().rehearsals == 12);
  CHECK(client.cost().remembered == 8);
  RehearsalRequest other = request_with("");
  other.seed = 2;
  CHECK(client.rehearse(other, 0, 2).size() == 2);
  CHECK(client.cost().rehearsals == 14);
}

TEST_CASE("A rehearsal that crashes is told with its replication, its end and its last change") {
  CHECK(failure_of("abort 3") ==
        "the rehearsal of replication 3 ended with signal 6 (aborted)" + last_change);
  CHECK(failure_of("kill 0") == "the rehearsal of replication 0 ended with signal 9 (killed)" + last_change);
  CHECK(failure_of("exit 5") == "the rehearsal of replication 5 ended with exit code 9" + last_change);
  CHECK(failure_of("leave 1") == "the rehearsal of replication 1 ended before it was through" + last_change);
  CHECK(failure_of("throw 2") ==
        "the rehearsal of replication 2 ended with an error: the engine has no route" + last_change);
  CHECK_FALSE(has_children());
}

TEST_CASE("After a crash the same client goes on with the next request") {
  RehearsalClient client(SWITCHOVER_REHEARSAL_STAND_IN);
  const std::string failure = failure_of(client, request_with("abort 3"), 40);
  CHECK(failure.find("replication 3") != std::string::npos);
  CHECK(client.cost().rehearsals == 0);  // no half result is kept
  CHECK(client.started());
  CHECK(client.rehearse(request_with(""), 0, 5).size() == 5);
  CHECK(failure_of(client, request_with("abort 3"), 40) == failure);
}

TEST_CASE("A helper that is killed is told, and the next request starts another") {
  RehearsalClient client(SWITCHOVER_REHEARSAL_STAND_IN);
  CHECK(failure_of(client, request_with("kill_helper 2"), 6) ==
        "the helper program ended with signal 9 (killed) in the middle of a rehearsal");
  CHECK_FALSE(client.started());
  CHECK_FALSE(has_children());
  CHECK(client.rehearse(request_with(""), 0, 5).size() == 5);
  CHECK(client.started());
}

TEST_CASE("What a library prints does not get between the messages") {
  CHECK(failure_of("print 2") == "none: 6 stories");
}

TEST_CASE("A helper that cannot be started is told with what to do") {
  RehearsalClient missing("/no/such/helper");
  CHECK(failure_of(missing, request_with(""), 2) ==
        "the helper program /no/such/helper cannot be started: No such file or directory; it must lie beside "
        "the program, so build or install both");
  RehearsalClient folder("/");
  CHECK(failure_of(folder, request_with(""), 2).find("/ cannot be started: Permission denied") !=
        std::string::npos);
  RehearsalClient silent("/bin/false");
  CHECK(failure_of(silent, request_with(""), 2) ==
        "the helper program /bin/false ended with exit code 1 before it was ready; are its libraries "
        "installed (SimGrid), and is it of this version?");
  RehearsalClient chatty("/bin/echo");
  CHECK(failure_of(chatty, request_with(""), 2) ==
        "/bin/echo does not answer as the helper program of this version; build or install both programs "
        "together");
  CHECK_FALSE(has_children());
}

namespace {

// A server in a child of this test, on one end of a pair of sockets.
struct ServerInAChild {
  int socket = -1;
  pid_t process = -1;
  ServerInAChild() {
    std::array<int, 2> ends{};
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) == 0);
    std::fflush(nullptr);
    process = fork();
    if (process == 0) {
      close(ends[0]);
      _exit(serve_rehearsals(ends[1], ends[1], [](const auto&, auto, const auto& tell) {
        StoryEvent event;
        event.component = ComponentId(0);
        tell(event);
        std::this_thread::sleep_for(std::chrono::seconds(20));
      }));
    }
    close(ends[1]);
    socket = ends[0];
    Message hello;
    REQUIRE(receive_message(socket, hello) == Received::message);
    CHECK(hello.kind == MessageKind::hello);
    CHECK(hello.body == rehearsal_greeting);
  }
  std::string answer() const {
    Message message;
    if (receive_message(socket, message) != Received::message) return "nothing";
    return std::string(1, static_cast<char>(message.kind)) + " " + message.body;
  }
  int end() {
    if (socket >= 0) close(socket);
    int status = 0;
    waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
};

}  // namespace

TEST_CASE("A server ends well when the line is closed between two requests") {
  ServerInAChild server;
  CHECK(server.end() == 0);
}

TEST_CASE("A server refuses what it cannot read") {
  ServerInAChild garbage;
  CHECK(write(garbage.socket, "GET / HTTP/1.1\r\n\r\n", 18) == 18);
  CHECK(garbage.answer() == "f the helper cannot read what it is asked");
  CHECK(garbage.end() == 1);

  ServerInAChild half;
  CHECK(write(half.socket, "q\x10\0\0\0abc", 8) == 8);
  shutdown(half.socket, SHUT_WR);
  CHECK(half.answer() == "f the helper cannot read what it is asked");
  CHECK(half.end() == 1);

  ServerInAChild backwards;
  CHECK(send_message(backwards.socket, MessageKind::request, "5 4\n" + to_text(request_with(""))));
  CHECK(backwards.answer() == "f the helper cannot read what it is asked");
  CHECK(backwards.end() == 1);

  ServerInAChild damaged;
  CHECK(send_message(damaged.socket, MessageKind::request, "0 4\nswitchover-rehearsal 1\nseed x\n"));
  CHECK(damaged.answer() ==
        "f the helper cannot read what it is asked: rehearsal request:2: seed is not a count");
  CHECK(damaged.end() == 0);
  CHECK_FALSE(has_children());
}

TEST_CASE("A server whose program has gone ends its rehearsals at once") {
  const auto begin = std::chrono::steady_clock::now();
  ServerInAChild server;
  CHECK(send_message(server.socket, MessageKind::request, "0 4\n" + to_text(request_with(""))));
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  CHECK(server.end() == 1);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
  CHECK_FALSE(has_children());
}
