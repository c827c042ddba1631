#include "tests/articles/reading.h"

#include <gtest/gtest.h>

#include "tools/articles/iso_date.h"
#include "tools/articles/reader.h"

namespace rondo::articles {
namespace {

std::string NameOfEntity(const Document& document, EntityIndex entity) {
  return entity == kNone ? "-" : document.entities[entity].name;
}

}  // namespace

const Knowledge& SharedKnowledge() {
  static const std::unique_ptr<Knowledge> knowledge = [] {
    auto loaded = LoadKnowledge();
    EXPECT_TRUE(loaded.ok()) << (loaded.ok() ? "" : loaded.error().message);
    return loaded.ok() ? std::move(loaded).value() : std::make_unique<Knowledge>();
  }();
  return *knowledge;
}

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

}  // namespace rondo::articles
