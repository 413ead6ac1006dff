// Every command of README.md and docs/GUIDE.md runs and says what the page says that it says.
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/app/program_runner.hpp"
#include "tests/docs/documented_commands.hpp"

using namespace switchover::test;

namespace {

const std::string source = SWITCHOVER_SOURCE_DIR;

// A reader's folder: the library below scenarios/, `switchover` on the PATH, and a ./bootstrap that goes
// straight to the program that is built already (what the real one does besides is the gate's business).
void furnish(const TemporaryFolder& folder) {
  namespace fs = std::filesystem;
  fs::create_directories(folder / "bin");
  fs::create_directories(folder / "scenarios");
  fs::create_symlink(SWITCHOVER_PROGRAM, folder / "bin/switchover");
  fs::copy(source + "/scenarios/library", folder / "scenarios/library", fs::copy_options::recursive);
  write_text(folder / "bootstrap", R"(#!/usr/bin/env bash
verb=$1
shift
case $verb in
  demo) switchover demo || (($? == 1 || $? == 3)) ;;
  run) exec switchover "$@" ;;
  test | build) ;;
  *) exit 64 ;;
esac
)");
  fs::permissions(folder / "bootstrap", fs::perms::owner_all);
}

// The commands of a page run in one folder, one block after the other.
void run_page(const std::string& page, std::size_t least_blocks) {
  const std::vector<DocumentedBlock> blocks = documented_blocks(page, file_text(source + "/" + page));
  REQUIRE(blocks.size() >= least_blocks);
  const TemporaryFolder folder;
  furnish(folder);
  for (const DocumentedBlock& block : blocks) {
    std::string said;
    for (std::size_t i = 0; i < block.commands.size(); ++i) {
      const Ran ran = run_shell("PATH=\"$PWD/bin:$PATH\"; " + block.commands[i], folder.path());
      INFO(block.file << ":" << block.line << ": " << block.commands[i] << "\n" << ran.out << ran.err);
      CHECK(ran.code == block.codes[i]);
      said += ran.out + ran.err;
    }
    if (!block.has_output) continue;
    INFO(block.file << ":" << block.line << " said:\n" << said);
    CHECK(first_mismatch(block.output, lines_of(said)) == "");
  }
}

}  // namespace

TEST_CASE("the commands of README.md") { run_page("README.md", 3); }
TEST_CASE("the commands of docs/GUIDE.md") { run_page("docs/GUIDE.md", 6); }

TEST_CASE("a page is read as its reader reads it") {
  const auto blocks = documented_blocks("x.md",
                                        "# T\n```sh\na b\nc  # exit 2\n```\nsays:\n```text\none\n...\n```\n"
                                        "```sh\nd\n```\n# Next\n```text\nnot d's\n```\n");
  REQUIRE(blocks.size() == 2);
  CHECK(blocks[0].line == 3);
  CHECK(blocks[0].commands == std::vector<std::string>{"a b", "c"});
  CHECK(blocks[0].codes == std::vector<int>{0, 2});
  CHECK(blocks[0].output == std::vector<std::string>{"one", "..."});
  CHECK_FALSE(blocks[1].has_output);
}

TEST_CASE("a file written by a page is one command") {
  const auto blocks = documented_blocks("x.md", "```sh\ncat > f <<'EOF'\na\n\nb # exit 3\nEOF\ncat f\n```\n");
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].commands == std::vector<std::string>{"cat > f <<'EOF'\na\n\nb # exit 3\nEOF", "cat f"});
  CHECK(blocks[0].codes == std::vector<int>{0, 0});
}

TEST_CASE("output fits its pattern or the first misfit is named") {
  const std::vector<std::string> said = {"VERDICT  NO - x", "200 days, 3 s", "", "exit 1"};
  CHECK(first_mismatch({"VERDICT  NO...", "200 days, ... s", "", "exit 1"}, said).empty());
  CHECK(first_mismatch({"VERDICT...", "...", "exit 1"}, said).empty());
  CHECK(first_mismatch({"...", "exit 1"}, said).empty());
  CHECK(first_mismatch({"VERDICT...", "..."}, said).empty());
  CHECK(first_mismatch({"VERDICT  YES...", "..."}, said) == "VERDICT  YES...");
  CHECK(first_mismatch({"...", "exit 2"}, said) == "exit 2");
  CHECK(first_mismatch({"VERDICT...", "200 days, 3 s"}, said) == "(the end, but there is more: )");
  CHECK(first_mismatch({"VERDICT  NO - x..."}, {"VERDICT  NO - x"}).empty());
}
