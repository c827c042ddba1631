#pragma once

// What the commands that read articles take alike: how deep, with which rules and tables.

#include <string>

#include "tools/articles/rule_set.h"
#include "tools/main/argument_list.h"

namespace rondo {

/// Folders of the user's that are read beside what comes with the program; may be empty.
struct KnowledgeArguments {
  std::string rules_folder;
  std::string register_folder;

  void Declare(ArgumentList& list) {
    list.Text("--rules", rules_folder, "Folder with more .rules files, measured.tsv, pairs.tsv");
    list.Text("--register", register_folder, "Folder with more tables of names");
  }
};

struct ReadingArguments {
  KnowledgeArguments knowledge;
  std::string depth = "all";

  void Declare(ArgumentList& list) {
    list.Text("--depth", depth,
              "all; rules: without the learned model; patterns: words alone, fastest",
              {.choices = {"all", "rules", "patterns"}});
    knowledge.Declare(list);
  }
  articles::ReadingDepth Depth() const {
    return articles::ReadingDepthByName(depth).value_or(articles::ReadingDepth::kAll);
  }
};

}  // namespace rondo
