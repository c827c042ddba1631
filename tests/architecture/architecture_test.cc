// The house rules that text alone can show: who may include whom, where outside libraries live,
// that every file is built, how files are named.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/architecture/source_tree.h"

namespace rondo::architecture {
namespace {

const std::filesystem::path kRoot = RONDO_SOURCE_DIR;

const std::vector<SourceFile>& Tree() {
  static const std::vector<SourceFile> tree = ReadSourceTree(kRoot);
  return tree;
}

std::string Place(const SourceFile& file, size_t line) {
  return file.path + ":" + std::to_string(line);
}

/// Rank of the layer that a file belongs to, higher may include lower; nullopt for tests.
/// query's stages are layers of their own, and so are the folders of graph.
struct Layer {
  std::string_view prefix;
  int rank;
};
constexpr std::array kLayers = {
    Layer{"graph/base/", 0},       Layer{"graph/model/", 1}, Layer{"graph/view/", 2},
    Layer{"graph/algorithms/", 3}, Layer{"storage/", 10},    Layer{"query/syntax/", 20},
    Layer{"query/bind/", 21},      Layer{"query/plan/", 22}, Layer{"query/execute/", 23},
    Layer{"query/", 24},           Layer{"tools/", 30},
};

std::optional<int> RankOf(std::string_view path) {
  for (const Layer& layer : kLayers) {
    if (path.starts_with(layer.prefix)) {
      return layer.rank;
    }
  }
  return std::nullopt;
}

TEST(Architecture, IncludesPointOnlyDownwards) {
  for (const SourceFile& file : Tree()) {
    const std::optional<int> own_rank = RankOf(file.path);
    if (!own_rank.has_value()) {
      continue;
    }
    for (const Include& include : file.includes) {
      const std::optional<int> rank = RankOf(include.target);
      if (rank.has_value()) {
        EXPECT_LE(*rank, *own_rank)
            << Place(file, include.line) << " includes upwards: " << include.target;
      }
      EXPECT_FALSE(include.target.starts_with("tests/"))
          << Place(file, include.line) << ": the product includes a test";
    }
  }
}

TEST(Architecture, SyntaxSeesOnlyBaseAndModel) {
  for (const SourceFile& file : Tree()) {
    if (!file.path.starts_with("query/syntax/")) {
      continue;
    }
    for (const Include& include : file.includes) {
      if (include.quoted) {
        EXPECT_TRUE(include.target.starts_with("query/syntax/") ||
                    include.target.starts_with("graph/base/") ||
                    include.target.starts_with("graph/model/"))
            << Place(file, include.line) << " includes " << include.target;
      }
    }
  }
}

TEST(Architecture, OutsideLibrariesLiveAtTheirOneDoor) {
  const std::map<std::string, std::vector<std::string>> homes = {
      {"rocksdb/", {"storage/rocks/", "tests/"}},
      {"cereal/", {"storage/codec/", "tests/"}},
      {"boost/graph/", {"graph/", "tests/"}},
      {"CLI/", {"tools/main/"}},
      {"date/", {"graph/model/"}},
  };
  for (const SourceFile& file : Tree()) {
    for (const Include& include : file.includes) {
      for (const auto& [library, allowed] : homes) {
        if (include.quoted || !include.target.starts_with(library)) {
          continue;
        }
        EXPECT_TRUE(std::any_of(allowed.begin(), allowed.end(),
                                [&](const auto& home) { return file.path.starts_with(home); }))
            << Place(file, include.line) << " includes " << include.target;
      }
    }
  }
}

TEST(Architecture, IncludesAreRootRelative) {
  for (const SourceFile& file : Tree()) {
    for (const Include& include : file.includes) {
      if (include.quoted && !include.target.starts_with("rondo/")) {
        EXPECT_TRUE(std::filesystem::exists(kRoot / include.target))
            << Place(file, include.line) << ": \"" << include.target
            << "\" is no path from the project's root";
      }
    }
  }
}

TEST(Architecture, HeadersSayPragmaOnceAndWhatTheyAre) {
  for (const SourceFile& file : Tree()) {
    if (!file.path.ends_with(".h") || file.path.starts_with("tests/")) {
      continue;
    }
    ASSERT_FALSE(file.lines.empty()) << file.path;
    const bool guarded =
        std::find(file.lines.begin(), file.lines.end(), "#pragma once") != file.lines.end();
    EXPECT_TRUE(guarded) << file.path << " lacks #pragma once";
  }
}

TEST(Architecture, EveryFileIsInATarget) {
  std::map<std::string, std::string> list_files;  // Folder -> text of its CMakeLists.txt.
  for (const SourceFile& file : Tree()) {
    const std::filesystem::path path(file.path);
    bool listed = false;
    // The nearest list files upwards name it by its path from their own folder.
    for (auto folder = path.parent_path(); !folder.empty() && !listed;
         folder = folder.parent_path()) {
      auto [position, is_new] = list_files.try_emplace(folder.string());
      if (is_new) {
        position->second = ReadText(kRoot / folder / "CMakeLists.txt");
      }
      const std::string name = path.lexically_relative(folder).generic_string();
      listed = position->second.find(name) != std::string::npos;
    }
    EXPECT_TRUE(listed) << file.path << " stands in no CMakeLists.txt";
  }
}

TEST(Architecture, FilesAreNamedAfterAConcept) {
  const std::set<std::string> banned = {"util",   "utils", "helper", "helpers",
                                        "common", "misc",  "stuff"};
  for (const SourceFile& file : Tree()) {
    const std::string stem = std::filesystem::path(file.path).stem().string();
    EXPECT_FALSE(banned.contains(stem)) << file.path;
    for (const auto& word : {"_util", "_utils", "_helper", "_helpers", "_common", "_misc"}) {
      EXPECT_FALSE(stem.ends_with(word)) << file.path;
    }
    EXPECT_TRUE(std::all_of(
        stem.begin(), stem.end(),
        [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }))
        << file.path << " is not snake_case";
  }
}

TEST(Architecture, NoLeftoverMarkers) {
  // Put together so that this file does not find itself.
  const std::array<std::string, 3> markers = {std::string("TO") + "DO", std::string("FIX") + "ME",
                                              std::string("XX") + "X"};
  for (const SourceFile& file : Tree()) {
    for (size_t index = 0; index < file.lines.size(); ++index) {
      for (const std::string& marker : markers) {
        EXPECT_EQ(file.lines[index].find(marker), std::string::npos)
            << Place(file, index + 1) << ": " << file.lines[index];
      }
    }
  }
}

TEST(Architecture, LibrariesNeverPrintExitOrReadTheEnvironment) {
  const std::array<std::string_view, 6> banned = {"std::cout", "std::cerr", "printf(",
                                                  "getenv(",   "exit(",     "abort("};
  for (const SourceFile& file : Tree()) {
    const bool is_library = file.path.starts_with("graph/") || file.path.starts_with("storage/") ||
                            file.path.starts_with("query/");
    if (!is_library || file.path == "graph/base/check.cc") {
      continue;
    }
    for (size_t index = 0; index < file.lines.size(); ++index) {
      const std::string code = file.lines[index].substr(0, file.lines[index].find("//"));
      for (std::string_view word : banned) {
        const size_t position = code.find(word);
        const bool found =
            position != std::string::npos && code.find("snprintf(") == std::string::npos &&
            (position == 0 || (std::isalnum(static_cast<unsigned char>(code[position - 1])) == 0 &&
                               code[position - 1] != '_'));
        EXPECT_FALSE(found) << Place(file, index + 1) << ": " << code;
      }
    }
  }
}

// gcc leaves out the calls of functions that do nothing but prefetch; that of graph/base does not
// look like one.
TEST(Architecture, PrefetchesGoThroughTheirOneDoor) {
  const std::string banned = std::string("__builtin_") + "prefetch";
  for (const SourceFile& file : Tree()) {
    if (file.path == "graph/base/prefetch.h") {
      continue;
    }
    for (size_t index = 0; index < file.lines.size(); ++index) {
      EXPECT_EQ(file.lines[index].find(banned), std::string::npos) << Place(file, index + 1);
    }
  }
}

// Two types of one name in one namespace are the same type to the linker: it may take the
// destructor of the one for the other.
TEST(Architecture, EachTypeHasItsNameAlone) {
  const std::regex opens("namespace ?([A-Za-z_:]*) ?\\{");
  const std::regex defines("(class|struct|enum class) ([A-Za-z]+)( final)?( :.*)? ?\\{.*");
  std::map<std::string, std::set<std::string>> places;
  for (const SourceFile& file : Tree()) {
    std::vector<std::string> namespaces;  // "" for one without a name.
    for (const std::string& line : file.lines) {
      std::smatch match;
      if (std::regex_match(line, match, opens)) {
        namespaces.push_back(match[1]);
      } else if (line.starts_with("}  // namespace") && !namespaces.empty()) {
        namespaces.pop_back();
      } else if (std::ranges::find(namespaces, "") == namespaces.end() &&
                 std::regex_match(line, match, defines)) {
        std::string name;
        for (const std::string& outer : namespaces) name += outer + "::";
        places[name + match[2].str()].insert(file.path);
      }
    }
  }
  EXPECT_GT(places.size(), 500u);
  for (const auto& [name, files] : places) {
    EXPECT_EQ(files.size(), 1u) << name << " in " << *files.begin() << " and " << *files.rbegin();
  }
}

TEST(Architecture, LinesKeepToTheColumnLimit) {
  constexpr size_t kColumnLimit =
      130;  // 100 for code, which clang-format sees to; comments and data tables may run on.
  for (const SourceFile& file : Tree()) {
    for (size_t index = 0; index < file.lines.size(); ++index) {
      EXPECT_LE(file.lines[index].size(), kColumnLimit) << Place(file, index + 1);
    }
  }
}

TEST(Architecture, EveryLayerHasItsReadme) {
  for (const char* folder : {"graph", "storage", "query", "tools", "tests"}) {
    const std::string text = ReadText(kRoot / folder / "README.md");
    EXPECT_FALSE(text.empty()) << folder << " has no README.md";
    EXPECT_NE(text.find("## Invariants"), std::string::npos)
        << folder << "/README.md lists no invariants";
    EXPECT_NE(text.find("## How to add"), std::string::npos)
        << folder << "/README.md does not say how to add one more of its usual thing";
  }
}

/// The names at the top level that are part of the project: what git knows, since who follows the
/// README's tour leaves files about; without git all that are there.
std::set<std::string> TopLevel(const std::filesystem::path& root) {
  std::set<std::string> names;
  const std::string command = "git -C '" + root.string() + "' ls-files -z 2> /dev/null";
  if (FILE* git = ::popen(command.c_str(), "r")) {
    std::string path;
    for (int c = std::fgetc(git); c != EOF; c = std::fgetc(git)) {
      if (c != 0) {
        path += static_cast<char>(c);
        continue;
      }
      names.insert(path.substr(0, path.find('/')));
      path.clear();
    }
    ::pclose(git);
  }
  if (names.empty()) {
    for (const auto& entry : std::filesystem::directory_iterator(root)) {
      names.insert(entry.path().filename().string());
    }
  }
  return names;
}

TEST(Architecture, TopLevelHoldsOnlyTheHouse) {
  const std::set<std::string> expected = {
      "graph", "storage",   "query",   "tools",          "tests",
      "build", "README.md", "LICENSE", "CMakeLists.txt", "CMakePresets.json"};
  for (const std::string& name : TopLevel(kRoot)) {
    EXPECT_TRUE(name.starts_with(".") || expected.contains(name) || name == "Testing") << name;
  }
}

}  // namespace
}  // namespace rondo::architecture
