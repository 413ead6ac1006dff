#include "analysis/block_store.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace switchover;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "switchover-store-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string store() const { return path_ + "/blocks.sqlite"; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::shared_ptr<BlockStore> opened(const std::string& path) {
  auto store = BlockStore::open(path);
  REQUIRE(store);
  return store.value();
}
std::string why_not(const std::string& path) {
  const auto store = BlockStore::open(path);
  return store ? "it opened" : to_string(store.problems().front());
}
std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}
void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

const std::string with_zeros("a\0b\xFF\n", 5);

// What a child of this process says with its exit code.
template <class Work>
int in_a_child(const Work& work) {
  const pid_t child = fork();
  if (child == 0) _exit(work());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

TEST_CASE("A block that was kept is found again, to the byte, by its whole key only") {
  const Folder folder;
  {
    const auto store = opened(folder.store());
    CHECK_FALSE(store->find({"a", 0, 20}));
    store->keep({"a", 0, 20}, with_zeros);
    store->keep({"a", 20, 40}, "");
    CHECK(store->find({"a", 0, 20}) == with_zeros);
    CHECK(store->find({"a", 20, 40}) == "");
    CHECK_FALSE(store->find({"a", 0, 40}));
    CHECK_FALSE(store->find({"a", 10, 20}));
    CHECK_FALSE(store->find({"A", 0, 20}));
    CHECK(store->size() == 2);
  }
  const auto again = opened(folder.store());
  CHECK(again->find({"a", 0, 20}) == with_zeros);
  again->keep({"a", 0, 20}, "other");
  CHECK(again->find({"a", 0, 20}) == "other");
  CHECK(again->size() == 2);
}

TEST_CASE("A closed store is one file") {
  const Folder folder;
  opened(folder.store())->keep({"a", 0, 20}, "x");
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder.path())) files += entry.is_regular_file() ? 1U : 0U;
  CHECK(files == 1);
}

TEST_CASE("A file that is no store is refused and left as it is") {
  const Folder folder;
  const std::string text = "name = \"Monday\"\n" + std::string(5000, '#');
  write_bytes(folder.store(), text);
  CHECK(why_not(folder.store()) ==
        folder.store() + ": is no store of finished blocks, or is damaged; delete it to begin anew");
  CHECK(bytes_of(folder.store()) == text);
}

TEST_CASE("An empty file becomes a store") {
  const Folder folder;
  write_bytes(folder.store(), "");
  opened(folder.store())->keep({"a", 0, 20}, "x");
  CHECK(opened(folder.store())->find({"a", 0, 20}) == "x");
}

TEST_CASE("A database of somebody else, or a store of another form, is refused and left as it is") {
  const Folder folder;
  opened(folder.store())->keep({"a", 0, 20}, "x");
  const std::string ours = bytes_of(folder.store());
  std::string other = ours;
  other[68] = 'X';  // application_id of the file's header
  write_bytes(folder.store(), other);
  CHECK(why_not(folder.store()) == folder.store() + ": is a database of another program; name another --out");
  CHECK(bytes_of(folder.store()) == other);
  other = ours;
  other[63] = 7;  // user_version
  write_bytes(folder.store(), other);
  CHECK(why_not(folder.store()) == folder.store() +
                                       ": is a store of form 7, and this switchover writes form "
                                       "1; delete it to begin anew, or name another --out");
}

TEST_CASE("A folder, or a file in a folder that is not there, is refused") {
  const Folder folder;
  CHECK(why_not(folder.path()).find("cannot be opened as a store of finished blocks") != std::string::npos);
  CHECK(why_not(folder.path() + "/none/blocks").find("cannot be opened") != std::string::npos);
}

TEST_CASE("A store is open once at a time, and its lock goes with the process that held it") {
  const Folder folder;
  const std::string path = folder.store();
  {
    const auto store = opened(path);
    store->keep({"a", 0, 20}, "x");
    const int told = in_a_child([&] {
      return why_not(path) == path +
                                  ": another switchover works in this folder; wait until it is done, or "
                                  "name another --out"
                 ? 7
                 : 8;
    });
    CHECK(told == 7);
    store->keep({"a", 20, 40}, "y");
  }
  CHECK(in_a_child([&] {
          const auto store = BlockStore::open(path);
          if (!store) return 1;
          store.value()->keep({"a", 40, 60}, "z");
          std::raise(SIGKILL);
          return 2;
        }) == 128 + SIGKILL);
  const auto store = opened(path);
  CHECK(store->find({"a", 0, 20}) == "x");
  CHECK(store->find({"a", 20, 40}) == "y");
  CHECK(store->find({"a", 40, 60}) == "z");
}

TEST_CASE(
    "A bit that turned over is noticed, wherever it is: that block is not found or the file is refused") {
  const Folder folder;
  const std::string path = folder.store();
  const std::string content(300, 'q');
  {
    const auto store = opened(path);
    for (std::uint32_t block = 0; block < 40; ++block) store->keep({"case", block, block + 1}, content);
  }
  const std::string sound = bytes_of(path);
  std::size_t wrong = 0, refused = 0, lost = 0;
  for (std::size_t at = 0; at < sound.size(); at += 97) {
    std::string damaged = sound;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    write_bytes(path, damaged);
    const auto store = BlockStore::open(path);
    if (!store) {
      ++refused;
      continue;
    }
    for (std::uint32_t block = 0; block < 40; ++block) {
      const auto found = store.value()->find({"case", block, block + 1});
      if (!found) ++lost;
      if (found && *found != content) ++wrong;
    }
  }
  CHECK(wrong == 0);
  CHECK(lost > 0);
  CHECK(refused > 0);
}

TEST_CASE("A disk without room is said, and what was there before is still there") {
  const Folder folder;
  const std::string path = folder.store();
  opened(path)->keep({"a", 0, 20}, "x");
  const int told = in_a_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit little{64 << 10, 64 << 10};
    setrlimit(RLIMIT_FSIZE, &little);
    const auto store = BlockStore::open(path);
    if (!store) return 1;
    try {
      store.value()->keep({"a", 20, 40}, std::string(1 << 20, 'y'));
    } catch (const StoreFailure& failure) {
      const std::string what = failure.what();
      return what == path + ": finished replications cannot be kept: the disk is full or cannot be written"
                 ? 7
                 : 2;
    }
    return 3;
  });
  CHECK(told == 7);
  const auto store = opened(path);
  CHECK(store->find({"a", 0, 20}) == "x");
  CHECK_FALSE(store->find({"a", 20, 40}));
  store->keep({"a", 20, 40}, "y");
  CHECK(store->find({"a", 20, 40}) == "y");
}
