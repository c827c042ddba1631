#include "tools/articles/rule_test.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "tools/articles/extraction.h"

namespace rondo::articles {
namespace {

/// "plays-for Chris Smalling > Roma hoped" taken apart; "optional" may stand at the end.
struct ExpectedFact {
  std::string relation;
  std::string subject;
  std::string object;
  std::optional<Modality> modality;
  bool optional = false;  // Also if it is too weak to be claimed.
};

std::string Trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string_view::npos
             ? std::string()
             : std::string(text.substr(begin, text.find_last_not_of(' ') - begin + 1));
}

ExpectedFact ReadFact(std::string_view text) {
  ExpectedFact fact;
  const std::size_t space = text.find(' ');
  fact.relation = text.substr(0, space);
  text.remove_prefix(space == std::string_view::npos ? text.size() : space);
  const std::size_t arrow = text.find(" > ");
  fact.subject = Trimmed(text.substr(0, arrow));
  fact.object = arrow == std::string_view::npos ? std::string() : Trimmed(text.substr(arrow + 3));
  constexpr std::string_view kOptional = " optional";
  if (fact.object.ends_with(kOptional)) {
    fact.optional = true;
    fact.object.erase(fact.object.size() - kOptional.size());
  }
  if (const std::size_t last = fact.object.rfind(' '); last != std::string::npos) {
    fact.modality = ModalityByName(std::string_view(fact.object).substr(last + 1));
    if (fact.modality) {
      fact.object = Trimmed(std::string_view(fact.object).substr(0, last));
    }
  }
  return fact;
}

bool IsCalled(const Entity& entity, const std::string& name) {
  const std::string wanted = Fold(name);
  const auto same = [&](const std::string& known) { return Fold(known) == wanted; };
  return same(entity.name) || std::any_of(entity.aliases.begin(), entity.aliases.end(), same);
}

bool Says(const Document& document, const Fact& fact, const ExpectedFact& expected) {
  const RelationInfo& info = InfoOf(fact.relation);
  if (info.name != expected.relation ||
      (expected.modality && fact.modality != *expected.modality)) {
    return false;
  }
  const Entity& subject = document.entities[fact.subject];
  const Entity& object = document.entities[fact.object];
  return (IsCalled(subject, expected.subject) && IsCalled(object, expected.object)) ||
         (info.symmetric && IsCalled(subject, expected.object) &&
          IsCalled(object, expected.subject));
}

std::string Listed(const Document& document, const std::vector<Candidate>& candidates) {
  std::string text;
  for (const Candidate& candidate : candidates) {
    const Fact& fact = candidate.fact;
    text += "; " + std::string(InfoOf(fact.relation).name) + " " +
            document.entities[fact.subject].name + " > " + document.entities[fact.object].name +
            " " + std::string(NameOf(fact.modality)) + " (" + fact.rule + ")";
  }
  return text.empty() ? "nothing" : text.substr(2);
}

void RunExample(const Rule& rule, const RuleExample& example, const Knowledge& knowledge,
                const RuleSet& rules, RuleTestReport& report) {
  Document document;
  document.text = example.text;
  document.date = Date{18291};  // 2020-01-30; any will do.
  Understand(document, knowledge);
  std::vector<Candidate> candidates = FindCandidates(document, knowledge, rules);
  JoinCandidates(document, knowledge, candidates);
  const auto fail = [&](std::string message) {
    report.failures.push_back({rule.id, rule.file, example.line, std::move(message)});
  };
  for (const std::string& text : example.facts) {
    const ExpectedFact expected = ReadFact(text);
    const auto says_so = [&](const Candidate& candidate) {
      // A document rule that completes this rule's fact adds to its name.
      return candidate.fact.rule.compare(0, rule.id.size(), rule.id) == 0 &&
             (expected.optional || !candidate.optional) && Says(document, candidate.fact, expected);
    };
    const bool found = std::any_of(candidates.begin(), candidates.end(), says_so);
    if (found != example.positive) {
      fail((example.positive ? "does not find: " : "must not find: ") + text + "; found " +
           Listed(document, candidates));
    }
  }
}

}  // namespace

RuleTestReport TestRules(const Knowledge& knowledge, const RuleSet& rules) {
  RuleTestReport report;
  for (const Rule& rule : rules.rules()) {
    if (rule.examples.size() < 2) {
      report.rules_without_examples.push_back(rule.id);
    }
    for (const RuleExample& example : rule.examples) {
      ++report.example_count;
      RunExample(rule, example, knowledge, rules, report);
    }
  }
  return report;
}

}  // namespace rondo::articles
