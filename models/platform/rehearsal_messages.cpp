#include "models/platform/rehearsal_messages.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>

#include "sim/contract.hpp"

namespace switchover {

namespace {

constexpr std::size_t head_size = 1 + sizeof(std::uint32_t);

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t sent = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == ENOTSOCK) sent = write(fd, bytes.data(), bytes.size());
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

// How many of the bytes came before the other end closed (or broke off).
std::size_t read_all(int fd, char* into, std::size_t bytes) {
  std::size_t got = 0;
  while (got < bytes) {
    const ssize_t some = read(fd, into + got, bytes - got);
    if (some < 0 && errno == EINTR) continue;
    if (some <= 0) break;
    got += static_cast<std::size_t>(some);
  }
  return got;
}

// The length of the body that this head announces; false for what is no head of ours.
bool read_head(const char* head, MessageKind& kind, std::size_t& length) {
  if (head[0] == 0 || std::strchr("hqsfdexz", head[0]) == nullptr) return false;
  std::uint32_t size = 0;
  std::memcpy(&size, head + 1, sizeof size);
  kind = static_cast<MessageKind>(head[0]);
  length = size;
  return length <= longest_message;
}

}  // namespace

bool send_message(int fd, MessageKind kind, std::string_view body) {
  demand(body.size() <= longest_message, "a message fits its length field");
  const auto size = static_cast<std::uint32_t>(body.size());
  std::string bytes(head_size, static_cast<char>(kind));
  std::memcpy(bytes.data() + 1, &size, sizeof size);
  bytes += body;  // in one write, so that a child that is killed leaves whole messages behind
  return write_all(fd, bytes);
}

Received receive_message(int fd, Message& into) {
  std::array<char, head_size> head{};
  const std::size_t got = read_all(fd, head.data(), head.size());
  if (got == 0) return Received::end;
  std::size_t length = 0;
  if (got < head.size()) return Received::cut;
  if (!read_head(head.data(), into.kind, length)) return Received::damaged;
  into.body.clear();
  constexpr std::size_t at_once = std::size_t{1}
                                  << 20;  // a damaged length asks for no memory that is not filled
  while (into.body.size() < length) {
    const std::size_t before = into.body.size();
    const std::size_t wanted = std::min(at_once, length - before);
    into.body.resize(before + wanted);
    if (read_all(fd, into.body.data() + before, wanted) < wanted) return Received::cut;
  }
  return Received::message;
}

Received take_message(std::string& bytes, Message& into) {
  if (bytes.size() < head_size) return Received::end;
  std::size_t length = 0;
  if (!read_head(bytes.data(), into.kind, length)) return Received::damaged;
  if (bytes.size() < head_size + length) return Received::end;
  into.body.assign(bytes, head_size, length);
  bytes.erase(0, head_size + length);
  return Received::message;
}

std::string ending_text(int wait_status) {
  if (WIFEXITED(wait_status)) return fmt::format("exit code {}", WEXITSTATUS(wait_status));
  if (!WIFSIGNALED(wait_status)) return fmt::format("status {}", wait_status);
  const int signal = WTERMSIG(wait_status);
  const char* name = sigdescr_np(signal);
  std::string words = name == nullptr ? "" : name;
  if (!words.empty()) words[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(words[0])));
  return words.empty() ? fmt::format("signal {}", signal) : fmt::format("signal {} ({})", signal, words);
}

}  // namespace switchover
