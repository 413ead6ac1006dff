#include "app/shell/output_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <csignal>
#include <filesystem>
#include <system_error>

namespace switchover {

namespace {

namespace fs = std::filesystem;

std::string reason_of(int error) { return std::generic_category().message(error); }

// Ctrl-C waits until the files are either all there or all gone.
class Uninterrupted {
 public:
  Uninterrupted() {
    sigset_t interrupts;
    sigemptyset(&interrupts);
    sigaddset(&interrupts, SIGINT);
    sigaddset(&interrupts, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &interrupts, &before_);
  }
  ~Uninterrupted() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  Uninterrupted(const Uninterrupted&) = delete;
  Uninterrupted& operator=(const Uninterrupted&) = delete;

 private:
  sigset_t before_{};
};

class OpenFile {
 public:
  explicit OpenFile(const fs::path& path)
      : descriptor_(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  bool is_open() const { return descriptor_ >= 0; }

  // 0, or the system's error number. The bytes are on the disk when it returns 0.
  int write_all(const std::string& content) {
    std::size_t done = 0;
    while (done < content.size()) {
      const ssize_t wrote = ::write(descriptor_, content.data() + done, content.size() - done);
      if (wrote < 0 && errno != EINTR) return errno;
      if (wrote > 0) done += static_cast<std::size_t>(wrote);
    }
    return fsync(descriptor_) == 0 || errno == EINVAL ? 0 : errno;
  }

 private:
  int descriptor_;
};

std::optional<std::string> write_file(const fs::path& path, const std::string& content) {
  OpenFile file(path);
  if (!file.is_open()) return fmt::format("{}: cannot be created: {}", path.string(), reason_of(errno));
  if (const int error = file.write_all(content); error != 0) {
    return fmt::format("{}: cannot be written: {}", path.string(), reason_of(error));
  }
  return std::nullopt;
}

fs::path without_trailing_slash(const std::string& folder) {
  fs::path path(folder);
  return path.has_filename() ? path : path.parent_path();
}

// With room for the temporary names and for the files below.
bool is_too_long(const fs::path& folder) {
  const bool long_part = std::any_of(folder.begin(), folder.end(), [](const fs::path& part) {
    return part.native().size() + 40 > NAME_MAX;
  });
  return long_part || folder.native().size() + 100 > PATH_MAX;
}

// The folder itself, or the nearest of its parents that exists.
fs::path nearest_existing(const fs::path& folder) {
  std::error_code error;
  fs::path path = fs::absolute(folder, error);
  while (!path.empty() && !fs::exists(fs::symlink_status(path, error)) && path != path.root_path()) {
    path = path.parent_path();
  }
  return path;
}

// Puts a complete staging folder in place of (or its files into) the folder that was asked for.
std::optional<std::string> move_into_place(const fs::path& staging, const fs::path& folder,
                                           const std::vector<OutputFile>& files) {
  std::error_code error;
  if (!fs::exists(folder, error)) {
    fs::rename(staging, folder, error);
    if (error) return fmt::format("{}: cannot be put in place: {}", folder.string(), error.message());
    return std::nullopt;
  }
  for (const OutputFile& file : files) {
    if (fs::is_directory(folder / file.name, error)) {
      return fmt::format("{}: a folder stands where this file belongs", (folder / file.name).string());
    }
  }
  for (const OutputFile& file : files) {
    fs::rename(staging / file.name, folder / file.name, error);
    if (error)
      return fmt::format("{}: cannot be replaced: {}", (folder / file.name).string(), error.message());
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> check_output_folder(const std::string& folder) {
  if (folder.empty()) return "the name of the output folder is empty";
  const fs::path target = without_trailing_slash(folder);
  if (is_too_long(target)) return fmt::format("{}: cannot hold the output: the name is too long", folder);
  const fs::path place = nearest_existing(target);
  std::error_code error;
  if (!fs::is_directory(place, error)) {
    return fmt::format("{}: cannot hold the output: {} is a file, not a folder", folder, place.string());
  }
  const fs::path probe = place / fmt::format(".switchover-probe-{}", getpid());
  const std::string some_room(64 << 10, 'x');
  const auto problem = write_file(probe, some_room);
  fs::remove(probe, error);
  if (problem) return fmt::format("{}: cannot hold the output: {}", folder, *problem);
  return std::nullopt;
}

std::optional<std::string> write_output_folder(const std::string& folder,
                                               const std::vector<OutputFile>& files) {
  const Uninterrupted until_done;
  const fs::path target = without_trailing_slash(folder);
  std::error_code error;
  const bool exists = fs::is_directory(target, error);
  const fs::path parent = exists ? target : target.parent_path();
  if (!parent.empty()) fs::create_directories(parent, error);
  const fs::path staging =
      parent / fmt::format(".{}{}{}", target.filename().string(), partial_mark, getpid());
  std::optional<std::string> problem;
  if (!fs::create_directory(staging, error)) {
    return fmt::format("{}: cannot be created: {}", staging.string(),
                       error ? error.message() : std::string("it exists already"));
  }
  for (const OutputFile& file : files) {
    if (!problem) problem = write_file(staging / file.name, file.content);
  }
  if (!problem) problem = move_into_place(staging, target, files);
  fs::remove_all(staging, error);
  if (problem) return fmt::format("{}; nothing was written to {}", *problem, folder);
  return std::nullopt;
}

std::optional<std::string> check_output_file(const std::string& path) {
  if (path.empty()) return "the name of an output file is empty";
  const fs::path target(path);
  std::error_code error;
  if (!target.has_filename() || fs::is_directory(target, error)) {
    return fmt::format("{}: cannot be written: this is a folder, not a file", path);
  }
  if (fs::exists(target, error) && !fs::is_regular_file(target, error)) return std::nullopt;
  const fs::path folder = target.parent_path();
  if (is_too_long(target)) return fmt::format("{}: cannot be written: the name is too long", path);
  return check_output_folder(folder.empty() ? "." : folder.string());
}

std::optional<std::string> write_output_file(const std::string& path, const std::string& content) {
  const Uninterrupted until_done;
  std::error_code error;
  fs::path target(path);
  if (fs::exists(target, error)) {
    if (!fs::is_regular_file(target, error)) return write_file(target, content);
    target = fs::canonical(target, error);  // what a link points to is replaced, not the link
    if (error) return fmt::format("{}: cannot be found: {}", path, error.message());
  }
  if (target.has_parent_path()) fs::create_directories(target.parent_path(), error);
  fs::path partial = target;
  partial.replace_filename(fmt::format(".{}{}{}", target.filename().string(), partial_mark, getpid()));
  std::optional<std::string> problem = write_file(partial, content);
  if (!problem) {
    fs::rename(partial, target, error);
    if (error) problem = fmt::format("{}: cannot be put in place: {}", path, error.message());
  }
  if (problem) fs::remove(partial, error);
  return problem;
}

}  // namespace switchover
