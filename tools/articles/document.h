#pragma once

// One article on its way from bytes to facts. Every stage reads what the stages before it left here
// and appends its own part; nothing is ever removed. Tokens refer to the text by byte offset,
// everything else refers to tokens by index, so a Document can be moved and compared freely.
// Invariants: tokens, sentences, paragraphs, mentions and quotes are in text order; a mention never
// crosses a sentence; two mentions never overlap; ranges are half-open.
// Thread rule: a Document belongs to one thread; distinct Documents are independent.

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/source_span.h"
#include "graph/model/temporal.h"
#include "tools/articles/relation.h"
#include "tools/articles/vocabulary.h"
#include "tools/articles/word_marks.h"

namespace rondo::articles {

using TokenIndex = uint32_t;
using SentenceIndex = uint32_t;
using MentionIndex = uint32_t;
using EntityIndex = uint32_t;
using QuoteIndex = uint32_t;
/// "None" for every kind of index above.
inline constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

/// Half-open range of indexes into Document::tokens.
struct TokenRange {
  TokenIndex begin = 0;
  TokenIndex end = 0;

  constexpr uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(TokenIndex token) const { return begin <= token && token < end; }
  friend constexpr bool operator==(TokenRange, TokenRange) = default;
};

enum TokenFlag : uint16_t {
  kWordToken = 1 << 0,    // Letters, perhaps with digits, hyphens and apostrophes inside.
  kNumberToken = 1 << 1,  // 17, 3.5, 1,200, 50m, 2018-19, 21st: begins with a digit or £/$/€.
  kScoreToken = 1 << 2,   // 3-1, 0-0 (also a number).
  kPunctuationToken = 1 << 3,  // One mark: . , ; : ! ? ( ) - and dashes.
  kCapitalised = 1 << 4,       // First letter is upper case.
  kAllCapitals = 1 << 5,       // PSG, FA.
  kPossessive = 1 << 6,        // The token is 's or ' behind a name.
  kOpenQuote = 1 << 7,
  kCloseQuote = 1 << 8,
  kSentenceStart = 1 << 9,  // First word of its sentence: its capital proves nothing.
  kSpaceBefore = 1 << 10,
  kOddlySpelt = 1 << 11,  // A capital or a full stop in it, wherever: talkSPORT, goal.com.
};
inline constexpr unsigned kTokenFlagBits = 12;
inline constexpr uint32_t kTokenFlags = (1U << kTokenFlagBits) - 1;

/// Two to a line of the cache: every stage goes over them.
struct Token {
  uint32_t begin = 0;         // Bytes of Document::text.
  uint32_t folded_begin = 0;  // Bytes of Document::folded, see Document::Folded.
  uint16_t size = 0;
  uint16_t folded_size = 0;
  uint32_t flags : kTokenFlagBits = 0;    // TokenFlag.
  WordMarkSet marks : kWordMarkBits = 0;  // Lists of words that it is of.
  WordId word = kUnknownWord;             // Of the folded form.
  SentenceIndex sentence = 0;
  MentionIndex mention = kNone;  // The mention that covers it.
  QuoteIndex quote = kNone;      // The direct quotation that it stands in, marks included.

  constexpr uint32_t end() const { return begin + size; }
  constexpr void Add(uint32_t more) { flags = (flags | more) & kTokenFlags; }
  constexpr bool Has(TokenFlag flag) const { return (flags & flag) != 0; }
  constexpr bool Has(WordMark mark) const { return (marks & BitOf(mark)) != 0; }
};
static_assert(sizeof(Token) == 32);

struct Sentence {
  TokenRange tokens;
  SourceSpan
      span;  // Bytes of Document::text, without surrounding space: evidence is cut from here.
  uint32_t paragraph = 0;
  MentionIndex mention_begin = 0;  // Its mentions, once descriptions are found.
  MentionIndex mention_end = 0;
  WordMarkSet marks = 0;         // Of its tokens: which lists of words it holds one of.
  uint64_t cues = ~uint64_t{0};  // Which cues its words may begin, see Lexicon; all if unknown.
  uint16_t token_flags = 0;      // Of its tokens.
  bool headline = false;

  constexpr bool Has(WordMark mark) const { return (marks & BitOf(mark)) != 0; }
  constexpr bool Has(TokenFlag flag) const { return (token_flags & flag) != 0; }
};

struct Paragraph {
  SentenceIndex sentence_begin = 0;
  SentenceIndex sentence_end = 0;
};

enum class MentionKind : uint8_t {
  kName,         // "Chris Smalling", "Roma", "Red Devils": name-like, may become an alias.
  kDemonym,      // "French", "Spanish": names a national team only where used so.
  kDescription,  // "the centre-back", "the Italian side", "the 29-year-old", "the club".
  kPronoun,      // he, him, his, they, their, we, us, our, I, me, my; who, whose.
};

/// Which of a club's or nation's teams: each is an entity of its own.
enum class ClubVariant : uint8_t { kFirst, kWomen, kYouth, kReserve };

/// A stretch of tokens that stands for an entity.
struct Mention {
  TokenRange tokens;
  SentenceIndex sentence = 0;
  MentionKind kind = MentionKind::kName;
  EntityType type = EntityType::kPerson;  // Best guess from the name alone.
  bool typed = false;  // `type` comes from the register or from the name's shape.
  bool weak = false;   // Only a capital speaks for it, and that proves little here.
  bool place = false;  // A town or region; a club only if the article has such a one.
  ClubVariant variant = ClubVariant::kFirst;
  uint8_t under_age = 0;         // 20 for "France Under 20".
  bool possessive = false;       // Followed by 's, or his/their/our/whose.
  bool doubtful = false;         // Another entity fits as well: nothing is claimed of either.
  bool plural = false;           // "they", "we", "the Magpies", "the duo".
  EntityIndex entity = kNone;    // kNone where nothing in the article fits.
  EntityIndex entity_2 = kNone;  // The second of a pair: "the duo", "both", "they" for two people.
  uint32_t candidate_begin = 0;  // Into Document::candidates: the register's names that match.
  uint32_t candidate_end = 0;
};

struct Entity {
  EntityType type = EntityType::kPerson;
  std::string name;                  // Canonical, as the guideline spells it.
  std::vector<std::string> aliases;  // Name-like forms as they occur, without `name`.
  uint32_t register_entry = kNone;   // Into the register's entries, if it is known there.
  std::string role;                  // "sporting director"; the fullest title the text gives.
  std::string nationality;           // Country name, where the text or the register tells it.
  std::string position;              // "defender", "midfielder", ...
  int32_t age = -1;                  // "the 29-year-old".
  bool national_team = false;
  bool women = false;
  bool plural_name = false;
  MentionIndex first_mention = kNone;
  /// The club (or outlet, or organisation) the text puts the person at now, best guess; kNone.
  EntityIndex affiliation = kNone;
  // Of a player of a club and a country, by the register: the other one of the two.
  EntityIndex second_affiliation = kNone;
  EntityIndex borrower = kNone;  // Where he is on loan, as the text says.
  bool titled = false;           // A title in the text gives the affiliation.
  bool lined_up = false;         // A line-up below the text does, which names him as well.
};

/// "Roma sporting director Gianluca Petrachi", "Petrachi, the sporting director of Roma", "former
/// Arsenal striker X", "Swansea chairman Huw Jenkins", "Bleacher Report's Gianni Verschueren", "the
/// Liverpool player": a title in the text that ties somebody to a body. Found while names are read;
/// relations are made of them later, from `holder` and `body`.
struct Description {
  MentionIndex person = kNone;        // Of kind kDescription where no name stands beside the title.
  MentionIndex organisation = kNone;  // May be kNone ("football journalist John Solano").
  MentionIndex demonym = kNone;       // "French defender", "the Italian side".
  MentionIndex place = kNone;         // "the Istanbul club".
  TokenRange title;              // Tokens of the title itself; empty for "Chelsea's Eden Hazard".
  uint32_t title_entry = kNone;  // Into the register's titles.
  TokenIndex possessor = kNone;  // "their", "his", "club" (in "the club's chairman").
  TokenIndex begin = 0;          // Where the whole phrase begins.
  int32_t age = -1;              // "23-year-old".
  bool former = false;           // former, ex-, then, one-time, old.
  bool definite = false;         // the, this, his ...: refers back if no name stands beside it.
  bool another = false;          // "another striker": of whatever body.
  bool elsewhere = false;        // Held at a body that no register knows: none may be inferred.
  SentenceIndex sentence = 0;
  EntityIndex holder = kNone;  // The person (or club), once entities are resolved.
  EntityIndex body = kNone;    // The club, outlet or body, named or inferred.
  bool body_inferred = false;  // No name of the body stands in the phrase itself.
};

/// Words given as somebody's own, between marks; one quotation may run over paragraphs.
struct Quote {
  TokenRange tokens;                // Marks included.
  EntityIndex speaker = kNone;      // kNone: nobody is named (or the text says unnamed).
  std::vector<EntityIndex> relays;  // "per X", "told BBC Sport", innermost first.
  TokenIndex cue = kNone;           // The verb of saying, if there is one.
  SentenceIndex cue_sentence = kNone;
  bool fragment = false;  // "brilliant": a few words inside the writer's own sentence.
  bool unclosed =
      false;  // No closing mark: it ends with its paragraph, or where its speaker is named.
  QuoteIndex group = kNone;  // First quote of the same utterance ("...," he said. "...").
};

/// "Petrachi said (that) ...", "according to X, ...", "reports suggest": words of another,
/// unmarked.
struct Attribution {
  TokenIndex cue = kNone;
  TokenRange scope;             // The tokens that are the other's words.
  EntityIndex speaker = kNone;  // kNone with `unnamed` false: found none.
  bool unnamed = false;         // reports, sources, reportedly, it is understood.
  std::vector<EntityIndex> relays;
};

/// A time that a fact held or happened, as the guideline writes it: a day, a month, a year, or an
/// interval of those, open on either side.
struct FactDate {
  std::string text;  // "2020-01-26", "2019-06/2019-08", "/2019-08"; empty if unknown.
};

struct Fact {
  Relation relation = Relation::kPlaysFor;
  EntityIndex subject = kNone;
  EntityIndex object = kNone;
  FactDate date;
  Modality modality = Modality::kAsserted;
  EntityIndex speaker = kNone;
  bool speaker_unnamed = false;
  std::vector<std::pair<std::string, std::string>> attributes;  // score, role, fee, until, via, ...
  std::vector<SentenceIndex> evidence;  // The one that holds the relation word first.
  SourceSpan span;                      // Bytes of Document::text.
  std::string rule;                     // Id of the rule that found it.
  double confidence = 0.0;
};

/// Maps offsets in Document::text back to the bytes that were given. Text that needed no repair and
/// no decoding has an empty map.
class OffsetMap {
 public:
  /// From here on, text offset `text` stands at original offset `original`.
  /// REQUIRES: both grow from call to call.
  void Add(uint32_t text, uint64_t original);
  uint64_t ToOriginal(uint32_t text) const;
  /// The map of the same text from `begin` on.
  OffsetMap From(uint32_t begin) const;
  /// Leads on through `earlier`, the map of the text that this one was made from.
  void Chain(const OffsetMap& earlier);

 private:
  struct Step {
    uint32_t text;
    uint64_t original;
  };
  std::vector<Step> steps_;
};

struct Document {
  std::string id;
  std::string title;
  SourceSpan title_span;     // Of the headline in `text`; empty if there is none.
  std::string outlet;        // Of the publication itself, where the source tells it.
  std::optional<Date> date;  // Of publication.
  int32_t year = 0;          // Of publication, or an estimate from whom it names; 0 if unknown.
  std::string text;          // Valid UTF-8: the whole article as read, headline included.
  OffsetMap offsets;
  std::string folded;  // The text in lower case, then the tokens' forms that differ by more.

  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Paragraph> paragraphs;
  std::vector<uint32_t> candidates;  // Arena of NameRegister::name indexes, see Mention.
  std::vector<Mention> mentions;
  std::vector<Description> descriptions;
  std::vector<Entity> entities;
  std::vector<Quote> quotes;
  std::vector<Attribution> attributions;
  std::vector<Fact> facts;

  std::span<const Token> Tokens(TokenRange range) const {
    return range.begin >= range.end ? std::span<const Token>()
                                    : std::span(tokens.data() + range.begin, range.size());
  }
  // Asked for nearly every word, and tokens lie inside the text: not worth a check each time.
  std::string_view TextOf(const Token& token) const {
    return {text.data() + token.begin, token.size};
  }
  std::string_view TextOf(TokenRange range) const {
    return range.empty() ? std::string_view()
                         : std::string_view(text).substr(
                               tokens[range.begin].begin,
                               tokens[range.end - 1].end() - tokens[range.begin].begin);
  }
  std::string_view TextOf(const Sentence& sentence) const {
    return std::string_view(text).substr(sentence.span.begin,
                                         sentence.span.end - sentence.span.begin);
  }
  /// Lower case, accents off; what `word` was looked up by.
  std::string_view Folded(const Token& token) const {
    return {folded.data() + token.folded_begin, token.folded_size};
  }
};

}  // namespace rondo::articles
