#pragma once

// ArticleEngine: everything that reading needs, loaded once: the register, the rules, and the names
// that a graph knows. Given the same options, the same article always gives the same facts.
// Thread rule: made by one thread, then Read from any; one Document belongs to one thread.

#include <memory>
#include <span>
#include <string>

#include "graph/base/result.h"
#include "graph/view/graph_view.h"
#include "tools/articles/pipeline.h"
#include "tools/articles/rule_set.h"

namespace rondo::articles {

struct EngineOptions {
  std::string register_folder;  // More tables beside those of the program; may be empty.
  std::string rules_folder;     // More rules; may be empty.
  /// Its names are known to the reading. Only read while the engine is made; may be null.
  const GraphView* view = nullptr;
  ReadingDepth depth = ReadingDepth::kAll;
  bool rule_examples = false;  // Rules have their examples, for TestRules().
};

class ArticleEngine {
 public:
  /// Errors: those of LoadKnowledge, RuleSet::Load and of the view.
  static Result<std::unique_ptr<ArticleEngine>> Create(const EngineOptions& options = {});

  /// Stages 2 to 11: fills the document, from tokens to facts.
  void Read(Document& document) const;
  /// The same of several, in less time; see Understand().
  void Read(std::span<Document* const> documents) const;
  /// Reads the document and tells what every stage decided and which rule used which words.
  std::string Explain(Document& document) const;

  const Knowledge& knowledge() const { return *knowledge_; }
  const RuleSet& rules() const { return *rules_; }
  /// Names that came from the graph.
  uint64_t graph_name_count() const { return graph_name_count_; }

 private:
  ArticleEngine() = default;

  std::unique_ptr<Knowledge> knowledge_;
  std::unique_ptr<RuleSet> rules_;
  uint64_t graph_name_count_ = 0;
};

}  // namespace rondo::articles
