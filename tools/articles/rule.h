#pragma once

// A rule that finds facts in sentences, as read from a rule file (rules/README.md is the manual).
// Two kinds: a frame names a verb and what stands as its subject, object and behind prepositions; a
// pattern names words and entities in the order in which they stand. Both fill slots, and their
// fact lines say what is claimed of the slots. Compiled: words are ids, classes and slots are
// numbers. Pure data, read only once loaded.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tools/articles/lexicon.h"
#include "tools/articles/relation.h"

namespace rondo::articles {

/// How far a matter has come, by the words around the verb: "signed", "want to sign", "set to
/// sign", "failed to sign". A plan that is no more than a chance ("could sign") is a stage of its
/// own for the rules that tell the two apart, and a plan for all others; so is what merely did not
/// happen ("has not left") beside what failed or was refused.
enum class Stage : uint8_t { kDone, kWant, kPlan, kFail, kChance, kNot };
constexpr uint8_t StageBit(Stage stage) {
  return static_cast<uint8_t>(1U << static_cast<unsigned>(stage));
}
inline constexpr uint8_t kAnyStage = 0x3F;

inline constexpr uint32_t kSlotsMax = 10;
/// The slot of whoever vouches for the words ("praised-by T SPEAKER").
inline constexpr uint8_t kSpeakerSlot = 0xFE;
/// The slot of the league or cup that the article speaks of at this place ("leads C LEAGUE").
inline constexpr uint8_t kLeagueSlot = 0xFD;
/// The slot of the other side of the match that the article tells of ("scored-against P OPPONENT").
inline constexpr uint8_t kOpponentSlot = 0xFC;
/// The slot of the club that the sentence is about ("the signing of P from D": by whom).
inline constexpr uint8_t kClubSlot = 0xFB;
/// The slot of the club that the fact's person plays or works for ("his contract expires").
inline constexpr uint8_t kTeamSlot = 0xFA;
/// The slot of the club that whoever vouches for the words belongs to ("I am proud of the lads").
inline constexpr uint8_t kOursSlot = 0xF9;
/// The slot of the club that looks for a new manager ("X is among the candidates").
inline constexpr uint8_t kVacancySlot = 0xF8;
/// The slot of the club that the article names most ("is a candidate for the job").
inline constexpr uint8_t kTopicSlot = 0xF6;
/// The slot of the player or manager named last before ("despite interest from Roma").
inline constexpr uint8_t kPersonSlot = 0xF7;
inline constexpr uint8_t kNoSlot = 0xFF;

/// What may fill a slot.
struct SlotFilter {
  EntityTypeSet types = 0;
  bool nation_only = false;
  bool club_only = false;    // No national team.
  bool via_manager = false;  // A manager or official may stand for his club.

  template <typename Archive, typename Self>
  static void VisitFields(Archive& archive, Self& self) {
    archive(self.types, self.nation_only, self.club_only, self.via_manager);
  }
};

/// "fact plays-for P C": what a match claims.
struct FactTemplate {
  uint8_t stages = kAnyStage;
  Relation relation = Relation::kPlaysFor;
  uint8_t subject = kNoSlot;
  uint8_t object = kNoSlot;
  std::optional<Modality> modality;  // Otherwise from the words around.
  bool ended = false;                // The state is over: "former", "spent two years at".
  bool undoes = false;               // What the sentence said of it before does not hold.
  bool begun = false;                // A date in the sentence is when the state began.
  bool undated = false;              // A date in the sentence is not this fact's.
  bool optional = false;             // Too weak to be claimed; kept for explanations.
  std::vector<std::pair<std::string, std::string>> attributes;  // A value may be a slot: "=C".

  template <typename Archive, typename Self>
  static void VisitFields(Archive& archive, Self& self) {
    archive(self.stages, self.relation, self.subject, self.object, self.modality, self.ended,
            self.undoes, self.begun, self.undated, self.optional, self.attributes);
  }
};

enum class ElementKind : uint8_t {
  kWords,    // One of several words.
  kClass,    // A phrase of a class.
  kVerb,     // Any form of a verb.
  kMention,  // An entity that fills a slot.
  kPossessive,
  kGap,   // Up to `count` tokens of the same clause.
  kLeap,  // Up to `count` tokens, verbs and all.
  kFill,  // Up to `count` words of a noun phrase: no names, verbs or marks.
  kScore,
  kMoney,
  kNumber,
  kTime,
};

struct PatternElement {
  ElementKind kind = ElementKind::kWords;
  bool optional = false;
  bool list = false;  // A mention that may be one of several: "A, B and C".
  uint8_t slot = kNoSlot;
  uint16_t count = 0;
  SlotFilter filter;
  ClassId word_class = kNoClass;
  std::vector<WordId> words;  // Of kWords; the lemma of kVerb.

  template <typename Archive, typename Self>
  static void VisitFields(Archive& archive, Self& self) {
    archive(self.kind, self.optional, self.list, self.slot, self.count, self.filter,
            self.word_class, self.words);
  }
};

enum class ArgumentPlace : uint8_t {
  kSubject,
  kObject,
  kSecondObject,
  kPreposition,
  kPossessor,
  kSelf
};

struct FrameArgument {
  ArgumentPlace place = ArgumentPlace::kSubject;
  std::vector<WordId> prepositions;
  bool or_object = false;  // "object|for": behind one of the prepositions or as the object.
  SlotFilter filter;
  uint8_t slot = kNoSlot;
  ClassId noun = kNoClass;  // Instead of a slot: the noun phrase holds a phrase of this class.
  bool optional = false;
  bool owner = false;   // Whose the noun of the phrase is: "in CHELSEA's win".
  bool absent = false;  // The rule holds only if there is no such phrase.

  template <typename Archive, typename Self>
  static void VisitFields(Archive& archive, Self& self) {
    archive(self.place, self.prepositions, self.or_object, self.filter, self.slot, self.noun,
            self.optional, self.owner, self.absent);
  }
};

enum class Voice : uint8_t { kAny, kActive, kPassive };

/// An example of a rule, in our own words: run as a test.
struct RuleExample {
  bool positive = true;
  std::string text;
  std::vector<std::string> facts;  // "plays-for Chris Smalling > Roma".
  uint32_t line = 0;
};

struct Rule {
  std::string id;
  std::string file;
  uint32_t line = 0;
  bool is_frame = false;
  bool writers_own = false;  // An apposition: what others are quoted for does not touch it.
  bool quoted_only = false;  // Only in somebody's words.
  double confidence = 0.8;
  std::vector<std::string> slots;  // Names.
  std::vector<FactTemplate> facts;
  std::vector<RuleExample> examples;  // None where the rule came from an image.
  // Of a pattern:
  std::vector<PatternElement> elements;
  uint32_t trigger = 0;  // The element whose words are looked up.
  // Of a frame:
  std::vector<WordId> verbs;
  bool any_verb = false;
  std::vector<WordId> nouns;       // Instead of verbs: the frame is a noun's ("his move to Roma").
  std::vector<ClassId> particles;  // Words that must follow the verb group: "snapped UP".
  Voice voice = Voice::kAny;
  std::vector<FrameArgument> arguments;
  std::vector<ClassId> wanted;    // Classes of which the predicate's reach must hold a phrase.
  std::vector<ClassId> unwanted;  // ... must hold none.
  std::vector<ClassId> unwanted_behind;  // Nor may one begin right behind a pattern.

  /// All but the examples.
  template <typename Archive, typename Self>
  static void VisitFields(Archive& archive, Self& self) {
    archive(self.id, self.file, self.line, self.is_frame, self.writers_own, self.quoted_only,
            self.confidence, self.slots, self.facts);
    archive(self.elements, self.trigger);
    archive(self.verbs, self.any_verb, self.nouns, self.particles, self.voice, self.arguments);
    archive(self.wanted, self.unwanted, self.unwanted_behind);
  }
};

}  // namespace rondo::articles
