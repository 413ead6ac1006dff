// BlockStore: finished blocks of replications, kept on disk, so that an interrupted design goes on where it
// was. SQLite stays behind block_store.cpp.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "sim/problem.hpp"

namespace switchover {

struct BlockKey {
  std::string identity;  // identity_of() of the case
  std::uint32_t first = 0, last = 0;
};

// A block could not be kept: the disk is full, or the file was damaged while we worked. A whole sentence.
struct StoreFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class BlockStore {
 public:
  // Opens or creates the file, for this process alone. A file that is no store or is damaged, that cannot be
  // written, or that another process has open, is a Problem.
  static Expected<std::shared_ptr<BlockStore>> open(const std::string& path);
  ~BlockStore();
  BlockStore(const BlockStore&) = delete;
  BlockStore& operator=(const BlockStore&) = delete;
  // The bytes that were kept for this block; nothing when there are none or they are damaged.
  std::optional<std::string> find(const BlockKey& key) const;
  std::size_t size() const;  // blocks that it holds
  // Durable when it returns. A block that is there already is replaced. Throws StoreFailure.
  void keep(const BlockKey& key, std::string_view bytes);

 private:
  struct Database;
  explicit BlockStore(std::unique_ptr<Database> database);
  std::unique_ptr<Database> database_;
};

}  // namespace switchover
