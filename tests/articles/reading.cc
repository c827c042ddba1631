#include "tests/articles/reading.h"

#include <gtest/gtest.h>

#include "graph/base/check.h"
#include "tools/articles/extraction.h"
#include "tools/articles/iso_date.h"
#include "tools/articles/reader.h"

namespace rondo::articles {
namespace {

std::string NameOfEntity(const Document& document, EntityIndex entity) {
  return entity == kNone ? "-" : document.entities[entity].name;
}

}  // namespace

namespace {

/// The rules add their words to the vocabulary, so both are loaded before anything is read.
struct Loaded {
  std::unique_ptr<Knowledge> knowledge;
  std::unique_ptr<RuleSet> rules;
};

const Loaded& SharedLoaded() {
  static const Loaded loaded = [] {
    auto knowledge = LoadKnowledge();
    RONDO_CHECK(knowledge.ok());
    auto rules = RuleSet::Load((*knowledge)->vocabulary);
    RONDO_CHECK(rules.ok());
    return Loaded{std::move(knowledge).value(), std::move(rules).value()};
  }();
  return loaded;
}

}  // namespace

const Knowledge& SharedKnowledge() { return *SharedLoaded().knowledge; }

const RuleSet& SharedRules() { return *SharedLoaded().rules; }

Document ReadText(std::string_view text, std::string_view date) {
  auto document = ReadArticle(text, ArticleFormat::kText,
                              {.id = "test", .date = ParseIsoDay(date), .outlet = {}});
  EXPECT_TRUE(document.ok()) << (document.ok() ? "" : document.error().message);
  if (!document.ok()) {
    return {};
  }
  Understand(*document, SharedKnowledge());
  return std::move(document).value();
}

std::vector<std::string> TokenTexts(const Document& document) {
  std::vector<std::string> texts;
  for (const Token& token : document.tokens) {
    texts.emplace_back(document.TextOf(token));
  }
  return texts;
}

std::string Meant(const Document& document, std::string_view text, int occurrence) {
  for (const Mention& mention : document.mentions) {
    if (document.TextOf(mention.tokens) == text && --occurrence == 0) {
      return NameOfEntity(document, mention.entity);
    }
  }
  return "?";
}

std::string TypeOf(const Document& document, std::string_view name) {
  for (const Entity& entity : document.entities) {
    if (entity.name == name) {
      return std::string(NameOf(entity.type));
    }
  }
  return "?";
}

std::string SpeakerOf(const Document& document, std::string_view words) {
  const std::size_t at = document.text.find(words);
  for (const Token& token : document.tokens) {
    if (token.begin == at) {
      return token.quote == kNone ? "?"
                                  : NameOfEntity(document, document.quotes[token.quote].speaker);
    }
  }
  return "?";
}

std::vector<std::string> TitlesHeld(const Document& document) {
  std::vector<std::string> out;
  for (const Description& description : document.descriptions) {
    if (description.holder == kNone ||
        document.mentions[description.person].kind != MentionKind::kName) {
      continue;
    }
    std::string line = description.former ? "former " : "";
    line += description.title.empty() ? "" : document.TextOf(description.title);
    line += ": " + NameOfEntity(document, description.holder) + " @ " +
            NameOfEntity(document, description.body);
    out.push_back(std::move(line));
  }
  return out;
}

std::vector<std::string> FactsOf(std::string_view text, std::string_view date) {
  Document document = ReadText(text, date);
  ExtractFactsByRules(document, SharedKnowledge(), SharedRules());
  std::vector<std::string> facts;
  for (const Fact& fact : document.facts) {
    facts.push_back(std::string(InfoOf(fact.relation).name) + " " +
                    document.entities[fact.subject].name + " > " +
                    document.entities[fact.object].name + " " + fact.date.text);
  }
  return facts;
}

}  // namespace rondo::articles
