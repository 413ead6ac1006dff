#include "scenarios/csv_file.hpp"

#include <catch2/catch.hpp>

#include "scenarios/tables.hpp"
#include "tests/scenarios/table_text.hpp"

using namespace switchover;
using namespace switchover::test;

namespace {

using Texts = std::vector<std::string>;

Texts lines(const std::string& bytes) {
  const Expected<CsvFile> file = csv_from_bytes(bytes, "a.csv");
  if (!file) return texts(file.problems());
  Texts all;
  for (std::size_t i = 0; i < file.value().size(); ++i) {
    all.push_back(std::to_string(file.value().number(i)) + " " + std::string(file.value().text(i)));
  }
  return all;
}

Texts cells(const std::string& line, char delimiter = ',') {
  std::vector<CsvCell> cut;
  const std::string wrong = split_cells(line, delimiter, cut);
  if (!wrong.empty()) return {"wrong: " + wrong};
  Texts all;
  for (const CsvCell& cell : cut) all.push_back(std::to_string(cell.column) + cell.text);
  return all;
}

std::string utf16(const std::string& ascii, bool big_endian, bool mark) {
  std::string bytes;
  if (mark) bytes = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) {
    if (big_endian) bytes.push_back('\0');
    bytes.push_back(c);
    if (!big_endian) bytes.push_back('\0');
  }
  return bytes;
}

}  // namespace

TEST_CASE("lines keep their numbers, whatever ends them") {
  CHECK(lines("a\nb\n") == Texts{"1 a", "2 b"});
  CHECK(lines("a\r\nb") == Texts{"1 a", "2 b"});
  CHECK(lines("a\rb\r") == Texts{"1 a", "2 b"});
  CHECK(lines("\n \t\na\n\nb") == Texts{"3 a", "5 b"});
}

TEST_CASE("byte order marks and UTF-16 are read") {
  CHECK(lines("\xEF\xBB\xBF"
              "a\nb") == Texts{"1 a", "2 b"});
  for (const bool big_endian : {false, true}) {
    for (const bool mark : {false, true})
      CHECK(lines(utf16("ab\ncd", big_endian, mark)) == Texts{"1 ab", "2 cd"});
  }
  const std::string umlaut_and_pair("\xFF\xFE\xF6\x00\x3D\xD8\x0A\xDE", 8);
  CHECK(lines(umlaut_and_pair) == Texts{"1 \xC3\xB6\xF0\x9F\x98\x8A"});
}

TEST_CASE("what is no text is refused with its line") {
  CHECK(lines("") == Texts{"a.csv: the file is empty"});
  CHECK(lines(" \n\n") == Texts{"a.csv: the file has no text"});
  CHECK(lines("a\nb\x01") == Texts{"a.csv:2: control character 0x01 in the line; remove it"});
  CHECK(lines(std::string("a\nb\0c", 5)) == Texts{"a.csv:2: control character 0x00 in the line; remove it"});
  CHECK(lines("a\nSt\xF6rung") ==
        Texts{"a.csv:2: byte 0xF6 is not UTF-8 text; save the file as \"CSV UTF-8\""});
  CHECK(lines("\xC0\xAF") == Texts{"a.csv:1: byte 0xC0 is not UTF-8 text; save the file as \"CSV UTF-8\""});
  CHECK(lines("\xED\xA0\x80") ==
        Texts{"a.csv:1: byte 0xED is not UTF-8 text; save the file as \"CSV UTF-8\""});
  CHECK(lines(std::string("\xFF\xFE\x00\xDC", 4)) ==
        Texts{"a.csv: the file is broken UTF-16 text; save it as \"CSV UTF-8\""});
  CHECK(lines("\xFF\xFE\x61") == Texts{"a.csv: the file is broken UTF-16 text; save it as \"CSV UTF-8\""});
}

TEST_CASE("a line has a longest length") {
  CHECK(lines(std::string(longest_table_line, 'x')).size() == 1);
  CHECK(lines("a\n" + std::string(longest_table_line + 1, 'x') + "\nb") ==
        Texts{"a.csv:2: the line is 1000001 bytes long; a line has at most 1000000 bytes"});
}

TEST_CASE("a file longer than the line reader's buffers keeps its lines") {
  std::string bytes;
  const std::string row(99, 'x');
  for (int i = 0; i < 400'000; ++i) bytes += row + "\n";  // 40 MB: more than two blocks of 2^24
  const Expected<CsvFile> file = csv_from_bytes(bytes, "a.csv");
  REQUIRE(file.ok());
  REQUIRE(file.value().size() == 400'000);
  CHECK(file.value().text(399'999) == row);
  CHECK(file.value().number(399'999) == 400'000);
}

TEST_CASE("many problems are counted, not all printed") {
  std::string bytes;
  for (int i = 0; i < 60; ++i) bytes += "\x01\n";
  const Texts problems = lines(bytes);
  REQUIRE(problems.size() == 51);
  CHECK(problems[49] == "a.csv:50: control character 0x01 in the line; remove it");
  CHECK(problems[50] == "a.csv: and 10 more problems in this file");
}

TEST_CASE("cells are cut at the delimiter, quotes keep it") {
  CHECK(cells("a,b,c") == Texts{"1a", "2b", "3c"});
  CHECK(cells(" a ;b; ", ';') == Texts{"1a", "2b", "3"});
  CHECK(cells("a\t\tc", '\t') == Texts{"1a", "2", "3c"});
  CHECK(cells("\"a,b\",\"say \"\"x\"\"\"") == Texts{"1a,b", "2say \"x\""});
  CHECK(cells(" \" a \" ,b\"c") == Texts{"1a", "2b\"c"});
  CHECK(cells("\xC2\xA0"
              "a\xC2\xA0,b") == Texts{"1a", "2b"});
  CHECK(cells("") == Texts{"1"});
  CHECK(cells(",") == Texts{"1", "2"});
  CHECK(cells("a,\"b") == Texts{"wrong: the quoted cell 2 does not end on its line"});
  CHECK(cells("\"a\"b,c") == Texts{"wrong: text follows the closing quote of cell 1"});
  CHECK(cells(std::string(999, ',')).size() == 1000);
  CHECK(cells(std::string(1000, ',')) == Texts{"wrong: the line has more than 1000 cells"});
}

TEST_CASE("a first line may say the delimiter") {
  const Expected<CsvFile> file = csv_from_bytes("sep=;\na;b", "a.csv");
  REQUIRE(file.ok());
  CHECK(file.value().delimiter_said() == ';');
  CHECK(file.value().size() == 1);
  CHECK(file.value().number(0) == 2);
}

TEST_CASE("text in messages is short and harmless") {
  CHECK(in_quotes("n/a") == "\"n/a\"");
  CHECK(in_quotes("a\nb\x1B[1m") == "\"a?b?[1m\"");
  CHECK(in_quotes(std::string(50, 'x')) == "\"" + std::string(40, 'x') + "...\"");
}

TEST_CASE("a file that cannot be read is reported where the scenario names it") {
  const Place named{"monday.toml", 17, 12};
  const Expected<CsvFile> none = read_csv_file("/nonexistent/x.csv", "x.csv", named);
  REQUIRE_FALSE(none.ok());
  CHECK(texts(none.problems()) ==
        Texts{"monday.toml:17:12: file \"x.csv\" is not there; paths count from the folder of the scenario"});
  const TableText table("x.csv", "a,b\n");
  const std::string folder = table.source.path.substr(0, table.source.path.rfind('/'));
  const Expected<CsvFile> a_folder = read_csv_file(folder, "tables", named);
  REQUIRE_FALSE(a_folder.ok());
  CHECK(texts(a_folder.problems()) == Texts{"monday.toml:17:12: \"tables\" is not a file; name a CSV file"});
  const Expected<CsvFile> device = read_csv_file("/dev/zero", "zero", {});
  REQUIRE_FALSE(device.ok());
  CHECK(texts(device.problems()) == Texts{"zero: \"zero\" is not a file; name a CSV file"});
}

TEST_CASE("a file above the limit is refused before it is read") {
  const TableText table("big.csv", "a,b\n");
  std::filesystem::resize_file(table.source.path, largest_table_bytes + 1);
  const Expected<CsvFile> file = read_csv_file(table.source.path, "big.csv", {"monday.toml", 3, 1});
  REQUIRE_FALSE(file.ok());
  CHECK(texts(file.problems()) ==
        Texts{"monday.toml:3:1: file \"big.csv\" has 67108865 bytes; at most 67108864 are "
              "read; cut it to the days of the scenario"});
}

TEST_CASE("the hash of a file is SHA-256") {
  const TableText table("abc.csv", "abc");
  const std::optional<FileFacts> facts = file_facts(table.source.path);
  REQUIRE(facts.has_value());
  CHECK(facts->bytes == 3);  // FIPS 180-2, appendix B.1
  CHECK(facts->sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const TableText empty("empty.csv", "");
  CHECK(file_facts(empty.source.path)->sha256 ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK_FALSE(file_facts("/nonexistent/x").has_value());
  CHECK_FALSE(file_facts("/tmp").has_value());
}
