#pragma once

// What part each mention plays in its sentence, as far as words and marks around it tell: the
// subject of the sentence or of a clause, the club in front of a title, somebody who is heard.

#include <map>
#include <string_view>
#include <vector>

#include "tools/articles/article_view.h"

namespace rondo::articles {

bool IsPreposition(std::string_view word);

class SentenceRoles : private ArticleView {
 public:
  /// REQUIRES: mentions and descriptions are found; none is added later.
  SentenceRoles(const Document& document, const Knowledge& knowledge);

  /// Who is heard is what the sentence is about, wherever he stands: "..., said Blank".
  void MarkSpeakers(const std::vector<MentionIndex>& speakers);

  /// What its sentence is about; one mention of a sentence, and whoever is heard in it.
  bool IsSubject(MentionIndex index) const { return subject_[index]; }
  /// A clause of the sentence begins with it.
  bool IsClauseSubject(MentionIndex index) const { return clause_subject_[index]; }
  /// "Roma's", "the Roma coach".
  bool IsModifier(MentionIndex index) const { return modifier_[index]; }
  /// "former Roma coach Paul Fons": Roma.
  bool IsOfFormer(MentionIndex index) const { return former_[index]; }
  /// A demonym that is part of a description: "the Italian club".
  bool IsDescribing(MentionIndex index) const { return describing_[index]; }
  /// Index of the description that it is the person of, or kNone.
  uint32_t DescriptionAt(MentionIndex index) const { return description_[index]; }
  /// Of a speaker: the mention that spoke right before him, or kNone.
  MentionIndex VoiceBefore(MentionIndex index) const;

  /// Where the phrase of the mention begins, its title and article included.
  TokenIndex PhraseBegin(const Mention& mention) const;
  bool BehindPreposition(const Mention& mention) const;
  /// A joint of clauses, or a verb of saying, stands between the two.
  bool ClauseBetween(MentionIndex left, MentionIndex right) const;
  /// No other clause of the sentence begins between the two.
  bool IsNearestClauseSubject(MentionIndex index, MentionIndex back) const;
  /// Who does what is done in the clause of the mention; kNone if that stands in another clause.
  EntityIndex ClauseSubjectBefore(MentionIndex index) const;
  /// The subject of the sentence, if it is a name or pronoun and stands before the token.
  MentionIndex SubjectOfSentence(MentionIndex index, TokenIndex end) const;

  /// A verb before the mention may say it of the subject.
  bool SaysWhatHeIs(MentionIndex index) const;
  /// "is", "became", "named": says what somebody is.
  bool IsCopula(TokenIndex at) const;
  /// The verb that says what somebody is, a few words before the token; 0 if there is none.
  TokenIndex CopulaBefore(TokenIndex at, SentenceIndex sentence) const;
  /// "said (that) he ...": a pronoun right behind a verb of saying.
  bool SaysWhatFollows(MentionIndex index) const;
  /// The same pronoun again; a subject again only where nobody else is the subject of what stands
  /// between.
  bool SaysAgain(MentionIndex index, MentionIndex back) const;
  /// What stands there are his words, and none of the writer's about him.
  bool SpeaksOf(MentionIndex speaker, MentionIndex index) const;
  /// "Blank, who said of the striker: ...": Blank; kNone if nobody does.
  EntityIndex WhoSpeaksOf(MentionIndex index) const;
  /// "the stage was set for captain Zed Small to score": the subject of what follows.
  bool IsToDoSomething(MentionIndex index) const;
  /// Whether the words of others among the tokens, or the writer's own, speak of "us".
  bool SaysWe(TokenRange tokens, bool quoted) const;

 private:
  void MarkRoles();
  bool IsBesidePeople(const Mention& mention) const;
  bool IsAbsolute(const Mention& mention) const;
  MentionIndex MainSubjectBehind(MentionIndex index) const;
  bool GoesOn(MentionIndex speaker, QuoteIndex index) const;
  bool OpensClause(const Mention& mention) const;
  bool IsSecondObject(const Mention& mention, TokenIndex begin) const;
  bool IsAddressee(const Mention& mention, TokenIndex begin) const;
  bool IsGerund(TokenIndex at) const;

  // By mention.
  std::vector<bool> subject_;
  std::vector<bool> clause_subject_;
  std::vector<bool> modifier_;
  std::vector<bool> describing_;
  std::vector<bool> former_;
  std::vector<uint32_t> description_;
  std::map<MentionIndex, MentionIndex> voice_before_;
};

}  // namespace rondo::articles
