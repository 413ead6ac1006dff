// A helper program whose rehearsals need no SimGrid: what one does is said by the request's context_factory,
// "WHAT REPLICATION". The replications that are not named live through a short story of their own.
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <thread>

#include "models/platform/rehearsal_client.hpp"

using namespace switchover;

namespace {

void rehearse(const RehearsalRequest& request, std::uint32_t replication,
              const std::function<void(const StoryEvent&)>& tell) {
  const std::string& order = request.context_factory;
  const std::string what = order.substr(0, order.find(' '));
  const bool named =
      order.find(' ') != std::string::npos && std::stoul(order.substr(order.find(' '))) == replication;
  StoryEvent event;
  event.at = Time::microseconds(1'000'000 + replication);
  event.kind = StoryKind::down;
  event.component = ComponentId(0);
  event.value = 1.0 / (replication + 3);
  event.fault = "power, \"A\"\nand B";
  tell(event);
  if (what == "shuffled") {  // the later ones are through first
    std::this_thread::sleep_for(std::chrono::milliseconds(5 * (7 - replication % 8)));
  }
  event.at = Time::after_start(Duration::whole_seconds(3605));
  event.kind = StoryKind::detected;
  event.component = ComponentId{};
  event.rule = 0;
  tell(event);
  if (!named) return;
  if (what == "abort") std::abort();
  if (what == "kill") raise(SIGKILL);
  if (what == "leave") std::exit(0);
  if (what == "exit") _exit(9);
  if (what == "throw") throw std::runtime_error("the engine has no route");
  if (what == "kill_helper") {
    kill(getppid(), SIGKILL);
    std::this_thread::sleep_for(std::chrono::seconds(20));
  }
  if (what == "print") std::puts("a library speaks on the standard output");
}

}  // namespace

int main() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);  // crashes on purpose leave nothing behind
  return serve_rehearsals(STDIN_FILENO, STDOUT_FILENO, rehearse);
}
