// The folder of --out while a design is at work: finished blocks are kept in it, so that the same command,
// given again after Ctrl-C, a kill or a power cut, goes on where it was.
#pragma once
#include <memory>
#include <string>

#include "analysis/block_store.hpp"
#include "sim/problem.hpp"

namespace switchover {

// Hidden, and kept when the design is done: more runs or more points of a sweep begin with what is there.
// Deleting it loses nothing but time.
inline constexpr const char* store_name = ".switchover-blocks.sqlite";

// The store in this folder, which is created with it. Empty name: no store (null). Problems: the folder
// cannot be written, another switchover works in it, the file is no store or is damaged.
Expected<std::shared_ptr<BlockStore>> open_store(const std::string& out_folder);

}  // namespace switchover
