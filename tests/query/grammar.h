#pragma once

// The rules of query/syntax/GRAMMAR.md as data, and sentences made from them.

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace rondo::test {

/// One piece of the right side of a rule.
struct GrammarNode {
  enum class Kind : uint8_t { kToken, kRule, kSequence, kChoice, kOptional, kRepeated };
  Kind kind = Kind::kSequence;
  std::string text;                   // kToken: what is written; kRule: the name.
  std::vector<GrammarNode> children;  // Of the others; kOptional and kRepeated have one.
};

struct GrammarRule {
  std::string name;
  GrammarNode body;
  std::vector<std::string> functions;  // That read it.
};

struct Grammar {
  std::vector<GrammarRule> rules;
  std::vector<std::string> problems;  // Lines that are no rules.

  const GrammarRule* Find(const std::string& name) const;
  /// All tokens and all names of rules that right sides mention.
  std::set<std::string> Tokens() const;
  std::set<std::string> MentionedRules() const;
};

/// Reads all code blocks of a page.
Grammar ReadGrammar(const std::string& page);

/// Makes sentences by chance, always the same for one seed.
class SentenceMaker {
 public:
  /// `samples`: tokens that stand for a rule, instead of what its right side says.
  SentenceMaker(const Grammar& grammar, std::map<std::string, std::vector<std::string>> samples,
                uint64_t seed)
      : grammar_(grammar), samples_(std::move(samples)), state_(seed) {}

  /// A sentence of a rule: tokens with a blank between them.
  std::string Make(const std::string& rule);

 private:
  void Append(const GrammarNode& node, int depth, std::string& text);
  void AppendRule(const std::string& rule, int depth, std::string& text);
  uint64_t Random(uint64_t below);

  const Grammar& grammar_;
  std::map<std::string, std::vector<std::string>> samples_;
  uint64_t state_;
};

}  // namespace rondo::test
