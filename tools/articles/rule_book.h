#pragma once

// All that the rule files say: words, times, rules with their index, how often each was right. The
// files of the program are read when it is built (compile_knowledge.cc), and a program takes what
// they say from an image; a folder of the user's is read with them as text. Thread rule: load from
// one thread, then use from any.

#include <span>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "tools/articles/embedded_file.h"
#include "tools/articles/knowledge_image.h"
#include "tools/articles/lexicon.h"
#include "tools/articles/rule.h"
#include "tools/articles/rule_index.h"
#include "tools/articles/rule_measures.h"
#include "tools/articles/time_expression.h"

namespace rondo::articles {

struct RuleBook {
  explicit RuleBook(Vocabulary* vocabulary) : lexicon(vocabulary) {}

  /// Reads the files as text, in the order in which they need each other: words before times before
  /// rules, those in the order given, for a class precedes its use. Others are left out. Adds their
  /// words to the vocabulary. InvalidData with file and line if one is malformed.
  Result<void> Load(std::span<const EmbeddedFile> files);
  Result<void> LoadFile(std::string_view name, std::string_view contents);
  /// Once all are loaded. Without `frames` only patterns are left.
  void Settle(bool frames);

  /// REQUIRES: it is settled, with frames.
  void Write(ImageWriter& image) const;
  /// Instead of Load and Settle. REQUIRES: the vocabulary was read from the image that was written
  /// with this one, and no rules were loaded.
  void Read(ImageReader& image, bool frames);

  Lexicon lexicon;
  TimeRules times;
  RuleMeasures measures;
  std::vector<Rule> rules;
  RuleIndex index;
};

}  // namespace rondo::articles
