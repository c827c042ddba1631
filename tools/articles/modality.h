#pragma once

// Stage 10: how the text stands to what a rule found: asserted, reported, hoped, denied, negated,
// and who vouches for it. Reads the verb group, the words that govern it ("set to", "hopes to",
// "failed to"), conditions, and the quotations and attributions of stage 7. The cue words are
// classes of rules/cues.rules. Thread rule: one reader belongs to one sentence of one document.

#include <cstdint>

#include "tools/articles/clause.h"
#include "tools/articles/rule_set.h"

namespace rondo::articles {

/// How far the matter of a predicate has come.
struct StageReading {
  Stage stage = Stage::kDone;
  bool negated = false;
  bool conditional = false;  // may, could, if.
  bool future = false;
  bool chance = false;           // Of a plan: nobody says that it is agreed.
  bool bare_infinitive = false;  // "the squad to face them": nothing says how far it has come.
  bool condition = false;        // Behind "if": neither said nor denied.
  bool open = false;             // may, might.
  bool others_wish = false;      // "wants him to stay": not his own.
  bool spurned = false;          // Of a bid or an offer: made, and turned down.
  bool counterfactual = false;   // "would have joined": it did not happen, and nobody plans it.
};

/// Who stands for the words at a place.
struct Voucher {
  bool reported = false;
  bool denied = false;
  bool quoted = false;
  EntityIndex speaker = kNone;
  bool unnamed = false;
  std::vector<EntityIndex> relays;
};

/// The classes of cue words, looked up once.
struct CueClasses {
  ClassId want = kNoClass;
  ClassId plan = kNoClass;
  ClassId fail = kNoClass;
  ClassId done = kNoClass;
  ClassId chance = kNoClass;
  ClassId maybe = kNoClass;
  ClassId deny = kNoClass;
  ClassId condition = kNoClass;
  ClassId hearsay = kNoClass;
  ClassId matter = kNoClass;  // Nouns whose "to" tells what they are about: "no plans to leave".
  // Before a noun, and verbs that a noun is the object of.
  ClassId noun_plan = kNoClass;
  ClassId noun_near = kNoClass;
  ClassId verb_miss = kNoClass;
  ClassId noun_fail = kNoClass;
  ClassId verb_want = kNoClass;
  ClassId verb_fail = kNoClass;
  ClassId verb_spurn = kNoClass;  // What was offered is turned down.
  ClassId verb_drop = kNoClass;   // What somebody had ("their interest") is given up.
  ClassId verb_end = kNoClass;    // What a contract does in the end.
  ClassId verb_spoil = kNoClass;  // Verbs that a noun is the subject of.

  explicit CueClasses(const Lexicon& lexicon);
};

class ModalityReader {
 public:
  ModalityReader(const Document& document, const Lexicon& lexicon, const CueClasses& cues,
                 const Sentence& sentence, const Clauses& clauses)
      : document_(document),
        lexicon_(lexicon),
        cues_(cues),
        sentence_(sentence),
        clauses_(clauses) {}

  StageReading StageOf(uint32_t predicate) const;
  /// Of what a noun names: "completed his move", "rejected a move", "a potential move".
  StageReading StageOfNoun(const Nominal& nominal) const;
  /// `writers_own`: an apposition, which attributions do not cover (quotations do).
  Voucher VoucherOf(TokenIndex token, bool writers_own) const;

 private:
  struct Cue {
    TokenIndex begin = kNone;
    Stage stage = Stage::kDone;
  };
  /// How a noun hangs on the verb that governs it.
  struct NounTie {
    WordId verb = kUnknownWord;
    WordId lemma = kUnknownWord;
    uint16_t flags = 0;     // Of the verb group.
    bool before = false;    // The verb stands in front of the noun.
    bool direct = false;    // Without a preposition.
    std::string_view word;  // The preposition.
  };
  NounTie TieOf(const Nominal& nominal, TokenRange phrase) const;
  bool SaysHowItTurnsOut(const Nominal& nominal, const NounTie& tie) const;
  bool IsSpoiled(const NounTie& tie) const;
  bool IsUndone(const Nominal& nominal, TokenRange phrase, const NounTie& tie) const;
  StageReading StageWithGovernor(const Nominal& nominal, TokenRange phrase, Stage own) const;
  bool IsVerbIn(ClassId verbs, WordId verb) const;
  /// The last cue in the range, or one with begin kNone.
  Cue LastCue(TokenRange range) const;
  bool Holds(TokenRange range, ClassId id) const;
  TokenIndex RegionBegin(const Predicate& predicate) const;
  bool InCondition(const Predicate& predicate) const;
  bool IsInverted(const Predicate& predicate) const;
  bool IsCounterfactual(const Chunk& group) const;
  bool IsNegatedBefore(const Predicate& predicate) const;
  bool IsNotSaid(const Predicate& predicate) const;
  bool IsVerbOf(ClassId id, TokenIndex verb, TokenIndex noun) const;
  bool HangsOnNoun(const Predicate& predicate) const;
  uint16_t FlagsOfSeeing(const Predicate& predicate) const;
  bool IsSubjectOfDoubt(const Predicate& predicate) const;
  bool BehindPast(const Predicate& predicate) const;
  bool IsOutcome(const Predicate& predicate) const;
  bool HasScore(const Predicate& predicate) const;
  bool IsKnownResult(TokenRange phrase) const;
  bool IsMatchWord(TokenIndex noun) const;
  bool IsFixture(const Nominal& nominal) const;
  bool SaysAny(const Nominal& nominal) const;
  bool IsMeans(const Nominal& nominal, std::string_view tie, uint16_t flags) const;
  bool IsUnderTalks(TokenRange phrase) const;
  bool IsYetToBe(const Nominal& nominal) const;

  const Document& document_;
  const Lexicon& lexicon_;
  const CueClasses& cues_;
  const Sentence& sentence_;
  const Clauses& clauses_;
};

/// The modality of a fact, first match wins: denied, negated, hoped, reported, asserted.
Modality Judge(const StageReading& stage, const Voucher& voucher, Relation relation);

}  // namespace rondo::articles
