// Messages between the program, its helper and the helper's children: a kind, a length, a body. Both ends are
// of one build on one machine, so numbers travel as they lie in memory.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace switchover {

enum class MessageKind : char {
  hello = 'h',    // helper: ready; body: rehearsal_greeting
  request = 'q',  // program: "FIRST LAST\n" and the request's text
  story = 's',    // helper: "REPLICATION\n" and the story's CSV
  failure = 'f',  // helper: in words; nothing more comes for this request
  done = 'd',     // helper: every story of this request was sent
  event = 'e',    // child: a line of the story's CSV
  error = 'x',    // child: what a rehearsal threw
  end = 'z',      // child: the rehearsal came to its end
};
inline constexpr std::string_view rehearsal_greeting = "switchover-rehearse 1";
inline constexpr std::size_t longest_message = std::size_t{1} << 30;

struct Message {
  MessageKind kind = MessageKind::hello;
  std::string body;
};

// False: the other end is gone. Never raises SIGPIPE on a socket.
bool send_message(int fd, MessageKind kind, std::string_view body);

enum class Received {
  message,
  end,
  cut,
  damaged
};  // the other end closed between two messages, or within one
Received receive_message(int fd, Message& into);

// Takes the first whole message out of the bytes that have come so far.
Received take_message(std::string& bytes, Message& into);  // end: not all of it is here yet

// "signal 9 (killed)", "exit code 1", from what waitpid says.
std::string ending_text(int wait_status);

}  // namespace switchover
