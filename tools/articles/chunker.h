#pragma once

// First half of clause.h: cuts a sentence into chunks (noun phrases, verb groups, function words).
// Whether a word that may be noun or verb is a verb here is decided from its neighbours alone.
// Thread rule: a Chunker belongs to one thread.

#include <span>
#include <vector>

#include "tools/articles/clause.h"

namespace rondo::articles {

class Chunker {
 public:
  Chunker(const Document& document, const Lexicon& lexicon, const Sentence& sentence,
          std::span<const TimeExpression> times, std::vector<Chunk>& out);

  void Run();

 private:
  const Token& At(TokenIndex token) const { return document_.tokens[token]; }
  bool Inside(TokenIndex token) const { return token < sentence_.tokens.end; }
  /// What a token may be whatever its neighbours.
  struct Word {
    WordKind kind = WordKind::kOpen;
    const VerbForm* verb = nullptr;
  };
  Word Read(TokenIndex token) const;
  /// REQUIRES: `token` is none before the sentence.
  WordKind KindAt(TokenIndex token) const {
    return Inside(token) ? words_[token - sentence_.tokens.begin].kind : WordKind::kOpen;
  }
  const VerbForm* VerbAt(TokenIndex token) const {
    return Inside(token) ? words_[token - sentence_.tokens.begin].verb : nullptr;
  }
  bool IsTitleWord(TokenIndex token) const;
  bool LooksLikeVerb(TokenIndex token) const;
  bool IsShortVerb(TokenIndex token) const;
  bool IsSince(TokenIndex token, const Chunk& group) const;
  bool BehindPlainPreposition(TokenIndex token) const;
  bool IsClubAdjective(TokenIndex token) const;
  bool IsResultNoun(TokenIndex token) const;
  bool IsTheLikesOf(TokenIndex token) const;
  bool IsInsertion(TokenIndex token) const;
  TokenIndex BehindAge(TokenIndex end) const;
  bool IsAuxiliary(TokenIndex token) const;
  bool IsAttribute(const Chunk& phrase, const Mention& mention) const;
  bool IsVenue(TokenIndex token) const;
  bool IsPlaceAdverb(TokenIndex token) const;
  bool OpensPhrase(TokenIndex token) const;

  TokenIndex Step(TokenIndex token);
  TokenIndex AddSimple(ChunkKind kind, TokenIndex token, TokenIndex end);
  bool AddPunctuation(TokenIndex& token);
  bool IsCount(TokenIndex token) const;
  TokenIndex ReadNounPhrase(TokenIndex token);
  void FinishNounPhrase(Chunk& chunk, TokenIndex end);
  bool IsLiking(TokenIndex token) const;
  bool BeginsVerbGroup(TokenIndex token) const;
  bool IsVerbHere(TokenIndex token, const VerbForm& form) const;
  bool BareFormFits(TokenIndex token) const;
  bool NounTooIsVerb(TokenIndex token, const VerbForm& form) const;
  bool ModifiesNoun(TokenIndex token) const;
  bool InNounPhrase(TokenIndex token) const;
  TokenIndex ReadVerbGroup(TokenIndex token);
  void ReadVerbWord(TokenIndex token, const VerbForm& form, Chunk& group) const;
  bool ContinuesVerbGroup(TokenIndex token, const Chunk& group) const;
  void SettleBareForm(Chunk& group) const;

  const Document& document_;
  const Lexicon& lexicon_;
  const Sentence& sentence_;
  std::span<const TimeExpression> times_;
  std::span<const Description> titles_;  // Of the sentence.
  std::vector<Word> words_;              // Of the sentence: asked for again and again.
  std::vector<Chunk>& out_;
};

}  // namespace rondo::articles
