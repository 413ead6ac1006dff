// The house rules, held against the whole tree; and the rules themselves, held against texts that break them.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/house/function_lengths.hpp"
#include "tests/house/house_rules.hpp"

using namespace switchover::house;

namespace {

const std::vector<File>& tree() {
  static const std::vector<File> files = tree_files(SWITCHOVER_SOURCE_DIR);
  return files;
}

std::string all(const Violations& violations) {
  std::string text;
  for (const std::string& violation : violations) text += violation + "\n";
  return text;
}

// Lines of a function with so many statements between its braces.
std::string body_of(int statements) {
  std::string body = "{\n";
  for (int i = 0; i < statements; ++i) body += "  step();\n";
  return body + "}\n";
}

std::string function_lengths(const std::string& text) {
  std::string lengths;
  for (const FunctionExtent& f : functions_of(text)) {
    lengths += f.head + ": " + std::to_string(f.last_line - f.first_line + 1) + "\n";
  }
  return lengths;
}

}  // namespace

TEST_CASE("The tree is where it is looked for") {
  const auto sources = std::count_if(tree().begin(), tree().end(), is_source);
  CHECK(sources > 40);
  CHECK(std::any_of(tree().begin(), tree().end(),
                    [](const File& file) { return file.path == "sim/time.hpp"; }));
}

TEST_CASE("Includes go downstairs or stay in the room") { CHECK(all(climbing_includes(tree())) == ""); }
TEST_CASE("Every library stands behind one door") { CHECK(all(library_doors(tree())) == ""); }
TEST_CASE("Files, lines and tabs keep their measure") { CHECK(all(size_of_files(tree())) == ""); }
TEST_CASE("Functions fit a screen") { CHECK(all(long_functions(tree())) == ""); }
TEST_CASE("No file names a place of somebody's machine") { CHECK(all(machine_paths(tree())) == ""); }

// ---- the rules themselves
// ------------------------------------------------------------------------------------------

TEST_CASE("An include that climbs is seen, on every floor") {
  const std::vector<File> files{
      {"sim/time.hpp", "#include <cmath>\n#include \"models/ids.hpp\"\n"},
      {"models/ids.hpp", ""},
      {"models/platform/timeline.hpp", "#include \"models/ids.hpp\"\n#include \"models/centre/spec.hpp\"\n"},
      {"models/platform/fault_plan.hpp", "#include \"sim/time.hpp\"\n"},
      {"models/centre/spec.hpp",
       "#include \"models/platform/timeline.hpp\"\n#include \"models/platform/fault_plan.hpp\"\n"},
      {"models/migration/wave.hpp", "#include \"models/centre/spec.hpp\"\n"},
      {"scenarios/scenario.hpp", "# include \"analysis/verdict.hpp\"\n"},
      {"analysis/verdict.hpp", "#include \"scenarios/scenario.hpp\"\n#include \"tests/sim/child.hpp\"\n"},
      {"app/main.cpp",
       "#include \"analysis/verdict.hpp\"\n#include \"../sim/time.hpp\"\n#include \"sim/tme.hpp\"\n"},
      {"tests/sim/child.hpp", "#include \"app/main.cpp\"\n"},
      {"tests/sim/a_test.cpp", "#include \"child.hpp\"\n"},
      {"attic/old.cpp", ""},
  };
  CHECK(all(climbing_includes(files)) ==
        "sim/time.hpp:2: \"models/ids.hpp\" climbs from floor 0 to floor 1\n"
        "models/platform/timeline.hpp:2: \"models/centre/spec.hpp\" climbs from floor 1 to floor 2\n"
        "models/centre/spec.hpp:2: \"models/platform/fault_plan.hpp\" looks into the platform: the centre "
        "knows its "
        "timeline only\n"
        "scenarios/scenario.hpp:1: \"analysis/verdict.hpp\" climbs from floor 4 to floor 5\n"
        "analysis/verdict.hpp:2: \"tests/sim/child.hpp\" climbs from floor 5 to floor 9\n"
        "app/main.cpp:2: \"../sim/time.hpp\" climbs out of its folder: name it from the top of the tree\n"
        "app/main.cpp:3: \"sim/tme.hpp\" is no file of the tree\n"
        "attic/old.cpp: lies in no room of docs/HOUSE.md\n");
}

TEST_CASE("A second door to a library is seen, and a door in a header") {
  const std::vector<File> files{
      {"scenarios/a.cpp", "#include <toml++/toml.h>\n"},
      {"scenarios/b.cpp", "#include <toml++/toml.h>\n#include <nlohmann/json.hpp>\n"},
      {"scenarios/c.hpp", "#include <libfccp/csv.h>\n"},
      {"analysis/d.hpp", "#include <nlohmann/json.hpp>\n"},
      {"tests/x_test.cpp", "#include <toml++/toml.h>\n"},
  };
  CHECK(all(library_doors(files)) ==
        "scenarios/b.cpp:1: toml++/toml.h stands behind scenarios/a.cpp already\n"
        "scenarios/c.hpp:1: a header includes libfccp/csv.h\n"
        "analysis/d.hpp:1: a header includes nlohmann/json.hpp\n");
}

TEST_CASE("Long files, long lines and tabs are seen") {
  std::string long_text;
  for (int i = 0; i < 501; ++i) long_text += "x\n";
  std::string umlauts;
  for (int i = 0; i < 110; ++i) umlauts += "\xc3\xa4";
  const std::vector<File> files{
      {"sim/a.cpp", long_text},
      {"sim/b.cpp", long_text.substr(2)},
      {"sim/c.cpp", std::string(110, 'x') + "\n" + std::string(111, 'x') + "\n" + umlauts + "\n"},
      {"sim/d.cpp", "\tx\n"},
      {"sim/Makefile", "all:\n\tx\n"},
      {"web/e.js", std::string(120, 'x') + "\n" + std::string(121, 'x') + "\n"},
      {"web/f.css", long_text}};
  CHECK(all(size_of_files(files)) ==
        "sim/a.cpp: 501 lines\nsim/c.cpp:2: 111 columns\nsim/d.cpp:1: a tab\nweb/e.js:2: 121 columns\n"
        "web/f.css: 501 lines\n");
}

TEST_CASE("The measure of a function runs from its first word to its last brace") {
  CHECK(function_lengths("int f() " + body_of(68)) == "int f(): 70\n");
  CHECK(all(long_functions({{"sim/a.cpp", "int f() " + body_of(68)}})) == "");
  CHECK(all(long_functions({{"sim/a.cpp", "\n\nint f() " + body_of(69)}})) ==
        "sim/a.cpp:3: 71 lines: int f()\n");
  CHECK(all(long_functions({{"sim/a.cpp", "int\nf(int a,\n  int b) " + body_of(67)}})) ==
        "sim/a.cpp:1: 71 lines: int f(int a, int b)\n");
}

TEST_CASE(
    "Functions are found in namespaces, types and templates, tables, strings and comments are not "
    "functions") {
  CHECK(
      function_lengths("namespace a::b {\nclass C final : public D {\n public:\n  C(int x) : x_{x}, y_(2) " +
                       body_of(3) + "  int x() const { return x_; }\n  int x_ = 0, y_{};\n};\n}\n") ==
      "C(int x) : x_{}, y_(2): 5\nint x() const: 1\n");
  CHECK(function_lengths("template <class T>\n  requires(sizeof(T) > 1)\nvoid f(T x = {}) noexcept " +
                         body_of(1)) ==
        "template <class T> requires(sizeof(T) > 1) void f(T x = {}) noexcept: 5\n");
  CHECK(function_lengths("constexpr X table[] = {\n  {1, f(2)},\n  {3, 4},\n};\nenum class E { a, b };\n") ==
        "");
  CHECK(function_lengths("const auto x = g(1, {\n1,\n2});\nvoid h() {}\n") == "void h(): 1\n");
  CHECK(
      function_lengths("// void f() {\n/* { */ void g() {\n  say(\"}}\\\"\"); c('{'); n(1'000'000);\n}\n") ==
      "void g(): 3\n");
  CHECK(function_lengths("#define LOOP(x) \\\n  for (;;) {\nvoid f() {\n}\n") == "void f(): 2\n");
  CHECK(function_lengths("const char* s = R\"x({ ( \")x\";\nvoid f() {\n}\n") == "void f(): 2\n");
  CHECK(function_lengths(
            "bool operator==(const X& o) const {\n  return [&] {\n    return true;\n  }();\n}\n") ==
        "bool operator==(const X& o) const: 5\n");
  std::string table = "int f() {\n  const X table[] = {\n";
  for (int i = 0; i < 90; ++i) table += "    {1, g(2)},\n";
  CHECK(all(long_functions({{"sim/a.cpp", table + "  };\n  return 1;\n}\n"}})) == "");
  CHECK(all(long_functions({{"sim/a.cpp", table + "  };\n  if (x) " + body_of(70) + "}\n"}})) ==
        "sim/a.cpp:1: 75 lines: int f()\n");
  CHECK(function_lengths("TEST_CASE(\"a name\") " + body_of(2)) == "TEST_CASE( ): 4\n");
}

TEST_CASE("Places of somebody's machine are seen, and other slashes are not") {
  const std::string home = std::string("/ho") + "me/", work = std::string("/wo") + "rk/",
                    root = std::string("/ro") + "ot/";
  CHECK(all(machine_paths({{"README.md", "see\n`" + home + "ann/x` and " + work + "\n" + root + "y"}})) ==
        "README.md:2: names " + home + "\nREADME.md:2: names " + work + "\nREADME.md:3: names " + root +
            "\n");
  CHECK(all(machine_paths(
            {{"README.md", "https://example.org" + home + "page build" + work + "x ${dir}" + root}})) == "");
  CHECK(all(machine_paths({{"picture.png", std::string("\0", 1) + home}})) == "");
}
