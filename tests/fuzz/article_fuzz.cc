// Reading articles. The first byte chooses the format, the rest is a file of it: any bytes are read
// through all stages, and what comes out must hold together.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include "graph/base/check.h"
#include "tools/articles/extraction.h"
#include "tools/articles/reader.h"

namespace {

namespace articles = rondo::articles;

struct Loaded {
  std::unique_ptr<articles::Knowledge> knowledge;
  std::unique_ptr<articles::RuleSet> rules;
};

const Loaded& SharedLoaded() {
  static const Loaded loaded = [] {
    auto knowledge = articles::LoadKnowledge();
    RONDO_CHECK(knowledge.ok());
    auto rules = articles::RuleSet::Load((*knowledge)->vocabulary);
    RONDO_CHECK(rules.ok());
    return Loaded{std::move(knowledge).value(), std::move(rules).value()};
  }();
  return loaded;
}

void CheckFacts(const articles::Document& document) {
  for (const articles::Fact& fact : document.facts) {
    RONDO_CHECK(fact.subject < document.entities.size());
    RONDO_CHECK(fact.object < document.entities.size());
    RONDO_CHECK(fact.speaker == articles::kNone || fact.speaker < document.entities.size());
    RONDO_CHECK(!fact.evidence.empty());
    for (const articles::SentenceIndex sentence : fact.evidence) {
      RONDO_CHECK(sentence < document.sentences.size());
    }
    RONDO_CHECK(fact.span.begin <= fact.span.end && fact.span.end <= document.text.size());
    RONDO_CHECK(fact.confidence >= 0.0 && fact.confidence <= 1.0);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) {
    return 0;
  }
  constexpr uint8_t kFormatCount = 4;
  const auto format = static_cast<articles::ArticleFormat>(data[0] % kFormatCount);
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  articles::ArticleSource source(bytes, format, {.id = "fuzz", .date = {}, .outlet = {}});
  while (auto article = source.Next()) {
    if (!article->ok()) {
      continue;
    }
    articles::Document document = std::move(*article).value();
    articles::Understand(document, *SharedLoaded().knowledge);
    articles::ExtractFacts(document, *SharedLoaded().knowledge, *SharedLoaded().rules);
    CheckFacts(document);
  }
  return 0;
}
