#include "tests/query/grammar.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace rondo::test {

namespace {

using Kind = GrammarNode::Kind;

/// Reads the right side of a rule: choices of sequences of pieces.
class BodyReader {
 public:
  explicit BodyReader(std::vector<std::string> words) : words_(std::move(words)) {}

  GrammarNode ReadChoice() {
    GrammarNode choice{Kind::kChoice, {}, {ReadSequence()}};
    while (At("|")) {
      ++position_;
      choice.children.push_back(ReadSequence());
    }
    return choice.children.size() == 1 ? choice.children.front() : choice;
  }

  bool at_end() const { return position_ == words_.size(); }

 private:
  bool At(const std::string& word) const { return !at_end() && words_[position_] == word; }

  GrammarNode ReadSequence() {
    GrammarNode sequence{Kind::kSequence, {}, {}};
    while (!at_end() && !At("|") && !At("]") && !At("}") && !At(")")) {
      sequence.children.push_back(ReadPiece());
    }
    return sequence;
  }

  GrammarNode ReadPiece() {
    const std::string word = words_[position_++];
    if (word == "[" || word == "{" || word == "(") {
      GrammarNode inner = ReadChoice();
      const std::string closing = word == "[" ? "]" : word == "{" ? "}" : ")";
      position_ += At(closing) ? 1 : 0;
      if (word == "(") {
        return inner;
      }
      return {word == "[" ? Kind::kOptional : Kind::kRepeated, {}, {std::move(inner)}};
    }
    if (word.front() == '\'') {
      return {Kind::kToken, word.substr(1, word.size() - 2), {}};
    }
    return {Kind::kRule, word, {}};
  }

  std::vector<std::string> words_;
  size_t position_ = 0;
};

std::vector<std::string> Words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) {
    words.push_back(word);
  }
  return words;
}

/// `Name = body ; # Function Function`, on one line by now.
bool ReadRule(const std::string& text, GrammarRule& rule) {
  const size_t end = text.find(" ; ");
  const size_t functions = text.find("# ");
  std::vector<std::string> words = Words(text.substr(0, end));
  if (end == std::string::npos || functions == std::string::npos || words.size() < 3 ||
      words[1] != "=") {
    return false;
  }
  rule.name = words[0];
  rule.functions = Words(text.substr(functions + 2));
  BodyReader reader({words.begin() + 2, words.end()});
  rule.body = reader.ReadChoice();
  return reader.at_end();
}

void Collect(const GrammarNode& node, Kind kind, std::set<std::string>& texts) {
  if (node.kind == kind) {
    texts.insert(node.text);
  }
  for (const GrammarNode& child : node.children) {
    Collect(child, kind, texts);
  }
}

}  // namespace

const GrammarRule* Grammar::Find(const std::string& name) const {
  const auto found = std::ranges::find(rules, name, &GrammarRule::name);
  return found == rules.end() ? nullptr : &*found;
}

std::set<std::string> Grammar::Tokens() const {
  std::set<std::string> texts;
  for (const GrammarRule& rule : rules) {
    Collect(rule.body, Kind::kToken, texts);
  }
  return texts;
}

std::set<std::string> Grammar::MentionedRules() const {
  std::set<std::string> texts;
  for (const GrammarRule& rule : rules) {
    Collect(rule.body, Kind::kRule, texts);
  }
  return texts;
}

Grammar ReadGrammar(const std::string& page) {
  Grammar grammar;
  std::istringstream lines(page);
  bool in_block = false;
  std::string rule_text;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) {
      in_block = !in_block;
      continue;
    }
    if (!in_block) {
      continue;
    }
    rule_text += line + " ";
    if (line.find("# ") == std::string::npos) {
      continue;
    }
    GrammarRule rule;
    if (ReadRule(rule_text, rule)) {
      grammar.rules.push_back(std::move(rule));
    } else {
      grammar.problems.push_back(rule_text);
    }
    rule_text.clear();
  }
  if (!rule_text.empty()) {
    grammar.problems.push_back(rule_text);
  }
  return grammar;
}

// ---------------------------------------------------------------- sentences

uint64_t SentenceMaker::Random(uint64_t below) {
  state_ = state_ * 6364136223846793005U + 1442695040888963407U;
  return (state_ >> 33) % below;
}

std::string SentenceMaker::Make(const std::string& rule) {
  std::string text;
  AppendRule(rule, 0, text);
  return text;
}

void SentenceMaker::AppendRule(const std::string& rule, int depth, std::string& text) {
  // Deep down an expression is a variable, so that sentences end.
  constexpr int kDepthMax = 40;
  const std::string name = rule == "Expression" && depth > kDepthMax ? "Variable" : rule;
  if (const auto sample = samples_.find(name); sample != samples_.end()) {
    text += sample->second[Random(sample->second.size())] + " ";
    return;
  }
  Append(grammar_.Find(name)->body, depth + 1, text);
}

void SentenceMaker::Append(const GrammarNode& node, int depth, std::string& text) {
  // The deeper, the fewer of what may be left out.
  const uint64_t reluctance = 2 + static_cast<uint64_t>(depth) / 8;
  switch (node.kind) {
    case Kind::kToken:
      text += node.text + " ";
      return;
    case Kind::kRule:
      return AppendRule(node.text, depth, text);
    case Kind::kSequence:
      for (const GrammarNode& child : node.children) {
        Append(child, depth, text);
      }
      return;
    case Kind::kChoice:
      return Append(node.children[Random(node.children.size())], depth, text);
    case Kind::kOptional:
      if (Random(reluctance) == 0) {
        Append(node.children.front(), depth, text);
      }
      return;
    case Kind::kRepeated:
      for (int count = 0; count < 3 && Random(reluctance + 1) == 0; ++count) {
        Append(node.children.front(), depth, text);
      }
      return;
  }
}

}  // namespace rondo::test
