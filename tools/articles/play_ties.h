#pragma once

// What players of a report do with and against each other: whoever crosses for somebody is on his
// side, whoever saves his shot on the other. Pure functions of a document whose entities are
// resolved.

#include <optional>
#include <string_view>

#include "tools/articles/article_view.h"

namespace rondo::articles {

/// What somebody does in a match tells of whose side somebody else is on.
enum class Side { kSame, kOther };

class PlayTies : private ArticleView {
 public:
  /// REQUIRES: both outlive this.
  PlayTies(const Document& document, const Knowledge& knowledge)
      : ArticleView(document, knowledge) {}

  /// What stands between two players, or a player and a club, that follow each other in a sentence
  /// tells whether they belong together; nothing where it does not.
  std::optional<Side> SideTold(MentionIndex first_index, MentionIndex second_index) const;
  /// Between which there are ties: clubs by their names, players by theirs or by "he".
  bool MayBeTied(const Mention& mention) const;
  /// "team-mate".
  static bool IsMate(std::string_view word);
  /// "saved", "fouled": what one does to the other side.
  static bool IsStop(std::string_view word);

 private:
  bool Replaces(TokenIndex begin, TokenIndex end) const;
  bool IsPast(TokenIndex begin, TokenIndex end) const;
  bool IsHis(const Mention& mention, bool pass) const;
};

}  // namespace rondo::articles
