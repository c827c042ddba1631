#pragma once

// What the parts of stage 6 read of a document: its words and mentions. Short names for long ones,
// nothing else.

#include <algorithm>
#include <string_view>

#include "tools/articles/document.h"
#include "tools/articles/pipeline.h"

namespace rondo::articles {

/// Base of the classes that resolve references. The document must outlive them; they see what is
/// written into it meanwhile.
class ArticleView {
 protected:
  ArticleView(const Document& document, const Knowledge& knowledge)
      : document_(document), knowledge_(knowledge), names_(knowledge.names) {}

  const Token& At(TokenIndex index) const { return document_.tokens[index]; }
  std::string_view Word(TokenIndex index) const { return document_.Folded(At(index)); }
  const Mention& MentionOf(MentionIndex index) const { return document_.mentions[index]; }

  /// Inside the words of others; a few of their words inside the writer's sentence do not count.
  bool IsQuoted(const Mention& mention) const {
    const QuoteIndex quote = At(mention.tokens.begin).quote;
    return quote != kNone && !document_.quotes[quote].fragment;
  }
  /// Whose words the mention stands in; kNone if they are the writer's or nobody knows.
  EntityIndex SpeakerAt(const Mention& mention) const {
    const QuoteIndex quote = At(mention.tokens.begin).quote;
    return quote == kNone ? kNone : document_.quotes[quote].speaker;
  }
  bool IsClub(EntityIndex entity) const {
    return entity != kNone && document_.entities[entity].type == EntityType::kClub;
  }
  bool IsPerson(MentionIndex index) const {
    const EntityIndex entity = MentionOf(index).entity;
    return entity != kNone && IsHuman(document_.entities[entity].type);
  }
  /// Calls `visit(token)` for each token that is of one of the lists, in order.
  template <typename Visit>
  void ForEachMarked(WordMarkSet marks, Visit visit) const {
    for (const Sentence& sentence : document_.sentences) {
      if ((sentence.marks & marks) == 0) {
        continue;
      }
      for (TokenIndex at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
        if ((At(at).marks & marks) != 0) {
          visit(at);
        }
      }
    }
  }
  /// Whether women's football is spoken of, where "the Champions League" may be theirs. Linear in
  /// the entities.
  bool IsAboutWomen() const {
    return std::any_of(
        document_.entities.begin(), document_.entities.end(), [&](const Entity& entity) {
          return entity.women ||
                 (entity.type == EntityType::kCompetition && entity.register_entry != kNone &&
                  names_.entry(entity.register_entry).female);
        });
  }

  const Document& document_;
  const Knowledge& knowledge_;
  const NameRegister& names_;
};

}  // namespace rondo::articles
