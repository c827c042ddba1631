#include "tools/articles/verdicts.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "tools/articles/small_list.h"
#include "tools/articles/time_expression.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr uint32_t kHeadTokensMax = 4;      // From a word that judges to the noun it belongs to.
constexpr uint32_t kSubjectTokensMax = 16;  // Back to whom it is said of.
constexpr uint32_t kTopicTokensMax = 90;    // Back to the club or person spoken of before.

using EntityList = SmallList<EntityIndex, 4>;

/// What a word that judges is said of.
enum class Head : uint8_t {
  kNothing,  // "was brilliant".
  kPerson,   // "a brilliant player".
  kPeople,   // "brilliant players".
  kTeam,     // "a brilliant club".
  kQuality,  // "a brilliant goal".
  kNamed,    // "the brilliant Saka".
  kOther,    // "a brilliant opportunity": nobody is judged.
};

struct Verdict {
  TokenRange words;
  bool good = true;
  Head head = Head::kNothing;
  TokenIndex noun = kNone;    // Of the head.
  bool deed = false;          // Holds its verb.
  bool only_negated = false;  // "enough": nobody is praised for it.
};

/// The classes of words, looked up once.
struct VerdictClasses {
  ClassId good, good_before, good_person, good_team, good_deed, bad, bad_person, bad_deed;
  ClassId person, people, team, quality, big_quality, unreal, tie, not_theirs, ours, next, copula;
  ClassId pleased, displeased, not_enough, tribute, give;
  ClassSet judging;  // Of the classes whose words judge, see Lexicon::MayBeginAny.
  ClassSet feeling;  // Of those that tell what the speaker feels.

  explicit VerdictClasses(const Lexicon& lexicon)
      : good(lexicon.FindClass("verdict-good")),
        good_before(lexicon.FindClass("verdict-good-before")),
        good_person(lexicon.FindClass("verdict-good-person")),
        good_team(lexicon.FindClass("verdict-good-team")),
        good_deed(lexicon.FindClass("verdict-good-deed")),
        bad(lexicon.FindClass("verdict-bad")),
        bad_person(lexicon.FindClass("verdict-bad-person")),
        bad_deed(lexicon.FindClass("verdict-bad-deed")),
        person(lexicon.FindClass("verdict-person")),
        people(lexicon.FindClass("verdict-people")),
        team(lexicon.FindClass("verdict-team")),
        quality(lexicon.FindClass("verdict-quality")),
        big_quality(lexicon.FindClass("verdict-big-quality")),
        unreal(lexicon.FindClass("verdict-unreal")),
        tie(lexicon.FindClass("verdict-tie")),
        not_theirs(lexicon.FindClass("verdict-not-theirs")),
        ours(lexicon.FindClass("verdict-ours")),
        next(lexicon.FindClass("verdict-next")),
        copula(lexicon.FindClass("verdict-copula")),
        pleased(lexicon.FindClass("verdict-pleased")),
        displeased(lexicon.FindClass("verdict-displeased")),
        not_enough(lexicon.FindClass("verdict-not-enough")),
        tribute(lexicon.FindClass("verdict-tribute")),
        give(lexicon.FindClass("verdict-give")),
        judging(
            lexicon.SetOf({good, good_before, good_person, good_team, good_deed, bad, bad_person,
                           bad_deed, pleased, displeased, not_enough, tribute, give})),
        feeling(lexicon.SetOf({pleased, displeased, not_enough, tribute, give})) {}
};

/// Whose words stand at a place.
struct Voice {
  EntityIndex speaker = kNone;
  TokenRange words;           // As far as they go in the sentence.
  TokenIndex begin = 0;       // Of the utterance.
  TokenIndex from = 0;        // Where what he speaks of may have been named first.
  EntityIndex about = kNone;  // "Wenger said of Ozil": the person that the writer says it is about.
  TokenIndex cue = 0;         // Of words without marks.
  bool quoted = false;
  std::string_view rule;
};

class VerdictReader {
 public:
  VerdictReader(const Document& document, const RuleSet& rules, std::vector<Candidate>& candidates)
      : document_(document),
        lexicon_(rules.lexicon()),
        classes_(rules.lexicon()),
        candidates_(candidates) {}

  void Run() {
    FindClubsOfSpeakers();
    for (const Quote& quote : document_.quotes) {
      if (!quote.fragment && quote.speaker != kNone && MaySpeak(quote)) {
        ReadQuote(quote);
      }
    }
    for (const Attribution& attribution : document_.attributions) {
      if (attribution.speaker != kNone && IsHuman(document_.entities[attribution.speaker].type)) {
        ReadAttribution(attribution);
      }
    }
  }

 private:
  const Token& At(TokenIndex at) const { return document_.tokens[at]; }
  std::string_view Word(TokenIndex at) const { return document_.Folded(At(at)); }
  WordKind KindOf(TokenIndex at) const { return lexicon_.KindOf(At(at).word); }
  uint32_t Match(ClassId id, TokenIndex at, TokenIndex end) const {
    return id == kNoClass ? 0 : lexicon_.MatchClass(id, document_.Tokens({at, end}));
  }
  bool IsVerb(TokenIndex at) const {
    const VerbForm* form = lexicon_.FindVerb(At(at).word);
    const std::string_view word = Word(at);
    return (form != nullptr && !form->noun_too) || word == "'s" || word == "'re" || word == "'ve" ||
           KindOf(at) == WordKind::kModal;
  }

  /// What the facts found so far tell of where people are and go, the first told first.
  void FindClubsOfSpeakers() {
    posts_.assign(document_.entities.size(), kNone);
    next_clubs_.assign(document_.entities.size(), kNone);
    FindOpponents();
    for (const Candidate& candidate : candidates_) {
      const Fact& fact = candidate.fact;
      const bool post = fact.relation == Relation::kManages ||
                        fact.relation == Relation::kPlaysFor ||
                        fact.relation == Relation::kWorksFor;
      const bool move =
          fact.relation == Relation::kTransferredTo || fact.relation == Relation::kLoanedTo;
      if (candidate.optional || IsNegative(fact.modality)) {
        continue;
      }
      if (move && next_clubs_[fact.subject] == kNone) {
        next_clubs_[fact.subject] = fact.object;
      } else if (post && !candidate.ended && fact.modality <= Modality::kReported &&
                 posts_[fact.subject] == kNone) {
        posts_[fact.subject] = fact.object;
      }
    }
  }

  void FindOpponents() {
    opponents_.assign(document_.entities.size(), kNone);
    has_played_.assign(document_.entities.size(), false);
    std::vector<bool> several(document_.entities.size(), false);
    const auto meet = [&](EntityIndex club, EntityIndex other) {
      several[club] = several[club] || (opponents_[club] != kNone && opponents_[club] != other);
      opponents_[club] = other;
      has_played_[club] = true;
    };
    for (const Candidate& candidate : candidates_) {
      if (IsMatch(candidate) && !candidate.optional) {
        meet(candidate.fact.subject, candidate.fact.object);
        meet(candidate.fact.object, candidate.fact.subject);
      }
    }
    for (EntityIndex club = 0; club < opponents_.size(); ++club) {
      opponents_[club] = several[club] ? kNone : opponents_[club];
    }
  }

  /// A club or a paper never says "I": then somebody else speaks.
  bool MaySpeak(const Quote& quote) const {
    if (IsHuman(document_.entities[quote.speaker].type)) {
      return true;
    }
    static constexpr WordList kI = {"i", "me", "my", "myself"};
    for (TokenIndex at = quote.tokens.begin; at < quote.tokens.end; ++at) {
      if (kI.Has(Word(at))) {
        return false;
      }
    }
    return true;
  }

  void ReadQuote(const Quote& quote) {
    for (TokenIndex at = quote.tokens.begin; at < quote.tokens.end;) {
      const Sentence& sentence = document_.sentences[At(at).sentence];
      Voice voice;
      voice.speaker = quote.speaker;
      voice.words = {at, std::min(sentence.tokens.end, quote.tokens.end)};
      voice.begin = document_.quotes[quote.group].tokens.begin;
      voice.from = BeginOfTopic(quote);
      voice.about = PersonSpokenOf(quote);
      voice.quoted = true;
      voice.rule = "verdict/spoken";
      ReadSentence(voice);
      at = voice.words.end;
    }
  }

  /// What a quotation speaks of is named from the sentence on that introduces it.
  TokenIndex BeginOfTopic(const Quote& quote) const {
    const TokenIndex begin = document_.quotes[quote.group].tokens.begin;
    const SentenceIndex sentence = At(begin).sentence;
    return document_.sentences[sentence > 0 ? sentence - 1 : 0].tokens.begin;
  }

  /// "..., Wenger said of Ozil", "Asked about Ozil, he said: ...".
  EntityIndex PersonSpokenOf(const Quote& quote) const {
    if (quote.cue == kNone) {
      return kNone;
    }
    static constexpr WordList kAbout = {"of", "about", "on"};
    const TokenRange sentence = document_.sentences[At(quote.cue).sentence].tokens;
    for (TokenIndex at = sentence.begin; at + 1 < sentence.end; ++at) {
      if (At(at).quote != kNone || !kAbout.Has(Word(at))) {
        continue;
      }
      for (TokenIndex next = at + 1; next < sentence.end && next < at + 6; ++next) {
        const MentionIndex index = At(next).mention;
        const EntityIndex entity = index == kNone ? kNone : document_.mentions[index].entity;
        if (entity != kNone && IsHuman(document_.entities[entity].type)) {
          const bool other = entity != quote.speaker && !document_.mentions[index].possessive;
          return other ? entity : kNone;
        }
      }
    }
    return kNone;
  }

  void ReadAttribution(const Attribution& attribution) {
    const WordKind first =
        attribution.scope.empty() ? WordKind::kPreposition : KindOf(attribution.scope.begin);
    if (first == WordKind::kPreposition || first == WordKind::kTo) {
      return;  // "spoke after the impressive win": not what he said.
    }
    Voice voice;
    voice.speaker = attribution.speaker;
    voice.words = attribution.scope;
    voice.begin = attribution.scope.begin;
    voice.cue = attribution.cue;
    voice.from = attribution.scope.begin;
    voice.rule = "verdict/reported";
    ReadSentence(voice);
  }

  void ReadSentence(const Voice& voice) {
    const Sentence& sentence = document_.sentences[At(voice.words.begin).sentence];
    if (!Lexicon::MayHold(sentence.cues, classes_.judging) && !sentence.Has(WordMark::kEnough)) {
      return;
    }
    const TokenIndex last = voice.words.end - 1;
    if (Word(last) == "?" || (last > voice.words.begin && Word(last - 1) == "?")) {
      return;
    }
    for (TokenIndex at = voice.words.begin; at < voice.words.end; ++at) {
      if (!Lexicon::MayHold(lexicon_.CuesOf(At(at).word), classes_.judging) &&
          !At(at).Has(WordMark::kEnough)) {
        continue;
      }
      if (!voice.quoted && At(at).quote != kNone && !document_.quotes[At(at).quote].fragment) {
        continue;
      }
      if (const TokenIndex behind = ReadFeeling(voice, at); behind != at) {
        at = behind - 1;
        continue;
      }
      Verdict verdict;
      if (FindVerdict(at, voice.words.end, verdict)) {
        AddVerdict(voice, verdict);
        at = verdict.words.end - 1;
      }
    }
  }

  /// What the speaker feels about whom: "delighted with him", "credit to the lads", "I loved the
  /// way Saka played". The token behind whom it is about; `at` if nothing such begins there.
  TokenIndex ReadFeeling(const Voice& voice, TokenIndex at) {
    const TokenIndex end = voice.words.end;
    if (!voice.quoted || !lexicon_.MayBeginAny(classes_.feeling, At(at).word)) {
      return at;
    }
    Verdict verdict;
    verdict.deed = true;
    TokenIndex behind = at;
    bool denied = false;
    if (const uint32_t size = Match(classes_.give, at, end); size > 0) {
      behind = CreditedBehind(at + size, end) ? at + size : at;
    } else if (const uint32_t tribute = Match(classes_.tribute, at, end); tribute > 0) {
      behind = at + tribute;
    } else if (const uint32_t enough = Match(classes_.not_enough, at, end); enough > 0) {
      behind = IsDenied(voice, at) ? at + enough : at;
    } else {
      const uint32_t good = Match(classes_.pleased, at, end);
      const uint32_t bad = Match(classes_.displeased, at, end);
      verdict.good = good >= bad;
      denied = IsDenied(voice, at);
      const bool felt = std::max(good, bad) > 0 && IsOwnFeeling(voice, at);
      behind = felt && (verdict.good || !denied) ? at + std::max(good, bad) : at;
    }
    if (behind == at || IsImagined(voice, at)) {
      return at;
    }
    verdict.words = {at, behind};
    EntityList targets;
    const TokenIndex last = AddFeltFor(voice, behind, targets);
    for (const EntityIndex target : targets) {
      if (Fits(Head::kNothing, target, voice)) {
        candidates_.push_back(CandidateOf(voice, verdict, target, verdict.good != denied));
        candidates_.back().fact.rule = "verdict/felt";
      }
    }
    return targets.size() == 0 ? at : std::max(last, behind);
  }

  /// "n't happy with", "never been impressed by".
  bool IsDenied(const Voice& voice, TokenIndex at) const {
    constexpr TokenIndex kTokensMax = 6;
    for (TokenIndex back = at; back > voice.words.begin && at - back < kTokensMax;) {
      --back;
      if (IsBoundary(back) || At(back).Has(kPunctuationToken)) {
        return false;
      }
      if (KindOf(back) == WordKind::kNegation || Word(back) == "no") {
        return true;
      }
    }
    return false;
  }

  /// Nobody says that it is so: "would be delighted with", "if I am happy with him".
  bool IsImagined(const Voice& voice, TokenIndex at) const {
    constexpr TokenIndex kTokensMax = 8;
    for (TokenIndex back = at; back > voice.words.begin && at - back < kTokensMax;) {
      --back;
      static constexpr WordList kWords = {"if",   "whether", "unless", "until", "when",
                                          "hope", "would",   "'d",     "want",  "used"};
      if (kWords.Has(Word(back))) {
        return true;
      }
      if (IsBoundary(back)) {
        return false;
      }
    }
    return false;
  }

  /// "I am so happy with", "We love", "Really pleased with": nobody else's feeling.
  bool IsOwnFeeling(const Voice& voice, TokenIndex at) const {
    constexpr TokenIndex kTokensMax = 9;
    TokenIndex back = at;
    while (back > voice.words.begin && at - back < kTokensMax) {
      --back;
      if (IsBoundary(back)) {
        return false;
      }
      const MentionIndex index = At(back).mention;
      if (index != kNone) {
        return IsOwnWord(index, "i") || Word(back) == "we";
      }
    }
    const bool opens = back == voice.words.begin &&
                       (KindOf(back) == WordKind::kAdverb || At(back).Has(kSentenceStart) ||
                        At(back).Has(kPunctuationToken));
    return opens && at - back <= 3;
  }

  /// "give him a lot of credit".
  bool CreditedBehind(TokenIndex at, TokenIndex end) const {
    constexpr TokenIndex kTokensMax = 9;
    static constexpr WordList kCredit = {"credit", "praise", "plaudits", "kudos", "respect"};
    for (TokenIndex next = at; next < end && next - at < kTokensMax; ++next) {
      if (kCredit.Has(Word(next))) {
        return true;
      }
      if (At(next).Has(kPunctuationToken) || KindOf(next) == WordKind::kNegation) {
        return false;
      }
    }
    return false;
  }

  /// Whom a feeling is about, from the token on; the token behind it.
  TokenIndex AddFeltFor(const Voice& voice, TokenIndex at, EntityList& out) const {
    static constexpr WordList kSkipped = {"all",   "both", "everything", "about", "of",
                                          "every", "how",  "what",       "each",  "single"};
    const TokenIndex end = voice.words.end;
    while (at < end && At(at).mention == kNone && kSkipped.Has(Word(at))) {
      ++at;
    }
    if (at + 2 < end && Word(at) == "the" && (Word(at + 1) == "way" || Word(at + 1) == "manner")) {
      at += 2;
    }
    if (at >= end) {
      return at;
    }
    if (IsOursFrom(at, end)) {
      out.push_back(ClubOfSpeaker(voice));
      return at + 2;
    }
    TokenIndex begin = at;
    if (KindOf(at) == WordKind::kDeterminer && At(at).mention == kNone && at + 1 < end) {
      ++begin;  // "the Frenchman".
    }
    const MentionIndex index = At(begin).mention;
    if (index == kNone) {
      return at;
    }
    const Mention& mention = document_.mentions[index];
    if (IsOwnWord(index, "i") || IsOwnWord(index, "we")) {
      if (Word(begin) == "we") {
        out.push_back(ClubOfSpeaker(voice));
      }
      return mention.tokens.end;
    }
    if (mention.possessive && !IsQualityBehind(mention, end)) {
      return at;
    }
    AddMeant(voice, Head::kNothing, index, out);
    return mention.tokens.end;
  }

  /// "the players", "our performance", "my lads".
  bool IsOursFrom(TokenIndex at, TokenIndex end) const {
    static constexpr WordList kOurs = {"the", "our", "my", "these", "those", "this"};
    if (!kOurs.Has(Word(at))) {
      return false;
    }
    for (TokenIndex next = at + 1; next < end && next <= at + 2; ++next) {
      if (Match(classes_.ours, next, end) > 0) {
        static constexpr WordList kOf = {"of", "from", "by", "and", "in"};
        const TokenIndex behind = next + 1;
        const bool others = behind + 1 < end && kOf.Has(Word(behind)) &&
                            (At(behind + 1).mention != kNone || Word(behind) == "in");
        return !others;
      }
      if (At(next).mention != kNone) {
        return false;
      }
    }
    return false;
  }

  /// "his performance", "Saka's attitude", but not "his decision to leave", "his contract".
  bool IsQualityBehind(const Mention& mention, TokenIndex end) const {
    constexpr TokenIndex kTokensMax = 3;
    TokenIndex at = mention.tokens.end;
    if (at < end && At(at).Has(kPossessive)) {
      ++at;
    }
    for (TokenIndex next = at; next < end && next < at + kTokensMax; ++next) {
      if (Match(classes_.not_theirs, next, end) > 0 || At(next).Has(kPunctuationToken)) {
        return false;
      }
      if (Match(classes_.quality, next, end) > 0) {
        return Word(next) != "decision" && Word(next) != "career" && Word(next) != "game";
      }
    }
    return false;
  }

  static constexpr std::string_view kEnough = "enough";

  /// "does not run enough", but not "enough players".
  bool IsEnough(TokenIndex at, TokenIndex end) const {
    if (Word(at) != kEnough) {
      return false;
    }
    const bool last = at + 1 >= end || !At(at + 1).Has(kWordToken);
    return last || (KindOf(at + 1) != WordKind::kOpen && Word(at + 1) != "of");
  }

  bool FindVerdict(TokenIndex at, TokenIndex end, Verdict& verdict) const {
    if (IsEnough(at, end)) {
      verdict.words = {at, at + 1};
      verdict.deed = true;
      verdict.only_negated = true;
      return true;
    }
    if (!lexicon_.MayBeginAny(classes_.judging, At(at).word)) {
      return false;
    }
    if (const uint32_t size = Match(classes_.good_team, at, end); size > 0) {
      verdict.words = {at, at + size};
      verdict.head = Head::kTeam;
      verdict.noun = at + size - 1;
      return true;
    }
    const std::array<ClassId, 7> kinds = {
        classes_.good_deed, classes_.bad_deed, classes_.good_person, classes_.bad_person,
        classes_.good,      classes_.bad,      classes_.good_before};
    uint32_t longest = 0;
    std::size_t kind = 0;
    for (std::size_t index = 0; index < kinds.size(); ++index) {
      const uint32_t size = Match(kinds[index], at, end);
      if (size > longest) {
        longest = size;
        kind = index;
      }
    }
    if (longest == 0) {
      return FindDeedBetween(at, end, verdict);
    }
    verdict.words = {at, at + longest};
    verdict.good = kind % 2 == 0;
    verdict.deed = kind < 2;
    if (kind < 2) {
      verdict.head = Head::kNothing;
    } else if (kind < 4) {
      verdict.head = Head::kPerson;
    } else {
      verdict.head = HeadOf(at + longest, end, verdict.noun);
      if (kind < 6 && NamedBehind(at + longest, end) != kNone) {
        verdict.head = Head::kNamed;
        return true;
      }
      const bool small =
          kind == 6 &&
          (verdict.head == Head::kNothing ||
           (verdict.head == Head::kQuality && Match(classes_.big_quality, verdict.noun, end) == 0));
      const bool noun = verdict.head == Head::kNothing && IsNounPhrase(verdict.words, end);
      const bool how = at > 0 && Word(at - 1) == "how" && verdict.noun == kNone;
      verdict.head = how ? Head::kNothing : small || noun ? Head::kOther : verdict.head;
    }
    return true;
  }

  /// "is extremely successful", "were a lot better than us": a deed with words of degree in it.
  bool FindDeedBetween(TokenIndex at, TokenIndex end, Verdict& verdict) const {
    static constexpr WordList kDegrees = {
        "very",   "so",     "really",   "extremely", "incredibly", "absolutely", "quite",
        "pretty", "always", "again",    "just",      "still",      "also",       "exceptionally",
        "a",      "lot",    "much",     "far",       "clearly",    "simply",     "truly",
        "all",    "both",   "together", "probably",  "certainly",  "definitely"};
    constexpr uint32_t kTokensMax = 7;
    const WordId first = At(at).word;
    if (!lexicon_.MayBegin(classes_.good_deed, first) &&
        !lexicon_.MayBegin(classes_.bad_deed, first)) {
      return false;
    }
    const TokenIndex last = std::min(end, at + kTokensMax);
    TokenIndex degree = at + 1;
    while (degree < last && !kDegrees.Has(Word(degree))) {
      ++degree;
    }
    if (degree >= last) {
      return false;
    }
    SmallList<Token, kTokensMax> words;
    SmallList<TokenIndex, kTokensMax> places;
    for (TokenIndex next = at; next < last; ++next) {
      if (next >= degree && kDegrees.Has(Word(next))) {
        continue;
      }
      words.push_back(At(next));
      places.push_back(next);
    }
    const std::span<const Token> tokens(&words[0], words.size());
    const uint32_t good = lexicon_.MatchClass(classes_.good_deed, tokens);
    const uint32_t bad = lexicon_.MatchClass(classes_.bad_deed, tokens);
    const uint32_t size = std::max(good, bad);
    if (size < 2 || places[size - 1] - at + 1 == size) {
      return false;
    }
    verdict.words = {at, places[size - 1] + 1};
    verdict.good = good >= bad;
    verdict.deed = true;
    return true;
  }

  /// "a big ask", "good to be back", "the best of luck": of nobody.
  bool IsNounPhrase(TokenRange words, TokenIndex end) const {
    TokenIndex begin = words.begin;
    while (begin > 0 && (Match(classes_.good, begin - 1, begin) > 0 ||
                         Match(classes_.bad, begin - 1, begin) > 0)) {
      --begin;
    }
    const std::string_view before = begin > 0 ? Word(begin - 1) : "";
    const std::string_view behind = words.end < end ? Word(words.end) : "";
    return before == "a" || before == "an" || behind == "to" || behind == "of";
  }

  /// The noun that an adjective belongs to, by the words behind it.
  Head HeadOf(TokenIndex behind, TokenIndex end, TokenIndex& noun) const {
    bool open = false;
    for (TokenIndex at = behind; at < end && at - behind < kHeadTokensMax; ++at) {
      const std::array<std::pair<ClassId, Head>, 4> heads = {{{classes_.people, Head::kPeople},
                                                              {classes_.person, Head::kPerson},
                                                              {classes_.team, Head::kTeam},
                                                              {classes_.quality, Head::kQuality}}};
      for (const auto& [id, head] : heads) {
        if (Match(id, at, end) > 0) {
          noun = at;
          return head;
        }
      }
      const bool more = Match(classes_.good, at, end) > 0 || Match(classes_.bad, at, end) > 0;
      const bool joined = (Word(at) == "," || Word(at) == "and") && at + 1 < end &&
                          Match(classes_.good, at + 1, end) > 0;
      if (more || joined) {
        continue;
      }
      if (!At(at).Has(kWordToken) || KindOf(at) != WordKind::kOpen || IsVerb(at) ||
          Match(classes_.next, at, end) > 0) {
        break;
      }
      open = true;
    }
    return open ? Head::kOther : Head::kNothing;
  }

  /// The person whose name the token begins; kNone if it is no such name, or only his possession.
  EntityIndex NamedBehind(TokenIndex at, TokenIndex end) const {
    const MentionIndex index = at < end ? At(at).mention : kNone;
    if (index == kNone) {
      return kNone;
    }
    const Mention& mention = document_.mentions[index];
    const bool person = mention.kind == MentionKind::kName && mention.entity != kNone &&
                        !mention.doubtful && IsHuman(document_.entities[mention.entity].type);
    return person && !mention.possessive ? mention.entity : kNone;
  }

  /// A word that begins another clause.
  bool IsBoundary(TokenIndex at) const {
    static constexpr WordList kWords = {"but",     "because", "although", "though", "while",
                                        "whereas", "so",      "than",     "as",     "when"};
    if (kWords.Has(Word(at))) {
      return true;
    }
    const std::string_view mark = document_.TextOf(At(at));
    if (At(at).Has(kOpenQuote)) {
      const QuoteIndex quote = At(at).quote;  // "believes Saka has 'all the attributes'".
      return quote == kNone || !document_.quotes[quote].fragment;
    }
    return At(at).Has(kPunctuationToken) && mark != "," && mark != "-";
  }

  bool IsOwnWord(MentionIndex index, std::string_view plural) const {
    const std::string_view word = Word(document_.mentions[index].tokens.begin);
    static constexpr WordList kWe = {"we", "us", "our", "ours", "ourselves"};
    static constexpr WordList kI = {"i", "me", "my", "mine", "myself"};
    return plural == "we" ? kWe.Has(word) : kI.Has(word);
  }

  /// Whom a verdict is about.
  struct Subject {
    MentionIndex mention = kNone;
    bool negated = false;
    bool unreal = false;      // "must be better": nobody says that he is not.
    bool verb = false;        // A verb stands between.
    bool impersonal = false;  // "It is a great club".
    bool ours = false;        // "The lads were great".
  };

  /// Where the noun phrase of the verdict begins: "one of the very best players".
  TokenIndex PhraseBegin(const Voice& voice, const Verdict& verdict) const {
    TokenIndex at = verdict.words.begin;
    while (at > voice.words.begin && At(at - 1).mention == kNone) {
      const WordKind kind = KindOf(at - 1);
      const bool judges =
          Match(classes_.good, at - 1, at) > 0 || Match(classes_.good_before, at - 1, at) > 0;
      const bool one = Word(at - 1) == "of" && at > voice.words.begin + 1 && Word(at - 2) == "one";
      if (kind != WordKind::kDeterminer && kind != WordKind::kAdverb && !judges && !one) {
        break;
      }
      at -= one ? 2 : 1;
    }
    return at;
  }

  /// "He is surrounded by great players", "they want a great player": not said of the subject.
  bool IsApart(const Voice& voice, const Verdict& verdict) const {
    const TokenIndex begin = PhraseBegin(voice, verdict);
    return begin > voice.words.begin && verdict.noun != kNone &&
           KindOf(begin - 1) == WordKind::kPreposition &&
           Match(classes_.tie, begin - 1, begin) == 0;
  }

  Subject SubjectBefore(const Voice& voice, const Verdict& verdict) const {
    Subject subject;
    subject.verb = verdict.deed;
    MentionIndex of = kNone;  // "the performance of Saka".
    for (TokenIndex at = verdict.words.begin;
         at > voice.words.begin && verdict.words.begin - at < kSubjectTokensMax;) {
      --at;
      if (IsBoundary(at)) {
        break;
      }
      static constexpr WordList kOnly = {"just", "only", "merely", "simply"};
      const bool only = kOnly.Has(Word(at + 1));  // "not just a great player".
      subject.negated =
          subject.negated || (KindOf(at) == WordKind::kNegation && !only) || Word(at) == "no";
      if (Match(classes_.unreal, at, verdict.words.begin) > 0) {
        subject.unreal = true;
        return subject;
      }
      const MentionIndex index = At(at).mention;
      if (index == kNone || document_.mentions[index].entity == kNone) {
        static constexpr WordList kImpersonal = {"it", "this", "that", "there", "what"};
        if (subject.verb && kImpersonal.Has(Word(at))) {
          subject.impersonal = at + 5 >= PhraseBegin(voice, verdict);
          break;
        }
      }
      if (index == kNone || IsOursUnresolved(index)) {
        subject.ours = subject.verb && of == kNone && IsOurs(at, voice, verdict);
        if (subject.ours) {
          break;
        }
        subject.verb = subject.verb || IsVerb(at);
        continue;
      }
      at = document_.mentions[index].tokens.begin;
      static constexpr WordList kObjects = {"him", "them", "us", "me"};
      const bool apart = document_.mentions[index].tokens.end < PhraseBegin(voice, verdict);
      if (apart && kObjects.Has(Word(at))) {
        subject.unreal = true;  // "It made us look good": of what somebody does to us.
        return subject;
      }
      if (IsSubject(voice, verdict, index, subject, of)) {
        subject.mention = index;
        subject.unreal = IsCondition(voice, at);
        return subject;
      }
    }
    subject.mention = of;
    return subject;
  }

  /// "The players": nobody that any earlier stage could name.
  bool IsOursUnresolved(MentionIndex index) const {
    const Mention& mention = document_.mentions[index];
    return mention.kind == MentionKind::kDescription && mention.entity == kNone &&
           !mention.possessive;
  }

  /// "The squad", "our players", "everyone": the speaker's own.
  bool IsOurs(TokenIndex at, const Voice& voice, const Verdict& verdict) const {
    static constexpr WordList kOurs = {"the", "our", "my", "these", "this", "all"};
    static constexpr WordList kHis = {"his", "her", "their"};
    if (at == voice.words.begin || Match(classes_.ours, at, verdict.words.begin) == 0) {
      return false;
    }
    const TokenIndex second = at > voice.words.begin + 1 ? at - 2 : at - 1;
    return voice.quoted ? kOurs.Has(Word(at - 1))
                        : kHis.Has(Word(at - 1)) || kHis.Has(Word(second));
  }

  /// "a fantastic performance by us", "a great goal from Saka".
  MentionIndex DoerBehind(const Voice& voice, const Verdict& verdict) const {
    static constexpr WordList kTies = {"by", "from"};
    const TokenIndex behind = verdict.noun + 1;
    if (behind >= voice.words.end || !kTies.Has(Word(behind))) {
      return kNone;
    }
    for (TokenIndex at = behind + 1; at < voice.words.end && at < behind + 4; ++at) {
      const MentionIndex index = At(at).mention;
      if (index != kNone) {
        return document_.mentions[index].possessive ? kNone : index;
      }
    }
    return kNone;
  }

  /// "how good he is", "the great quality that he has".
  Subject SubjectBehind(const Voice& voice, const Verdict& verdict) const {
    Subject subject;
    const bool how =
        verdict.words.begin > voice.words.begin && Word(verdict.words.begin - 1) == "how";
    if (!how && verdict.head != Head::kQuality) {
      return subject;
    }
    if (const MentionIndex doer = how ? kNone : DoerBehind(voice, verdict); doer != kNone) {
      subject.mention = doer;
      subject.verb = true;
      return subject;
    }
    TokenIndex at = how ? verdict.words.end : verdict.noun + 1;
    if (at < voice.words.end && !how && (Word(at) == "that" || Word(at) == "which")) {
      ++at;
    }
    const MentionIndex index = at < voice.words.end ? At(at).mention : kNone;
    if (index == kNone) {
      return subject;
    }
    const Mention& mention = document_.mentions[index];
    if (!mention.possessive && mention.tokens.end < voice.words.end && IsVerb(mention.tokens.end)) {
      subject.mention = index;
      subject.verb = true;
    }
    return subject;
  }

  /// Whether the verdict may be about a mention in front of it, with what stands between.
  bool IsSubject(const Voice& voice, const Verdict& verdict, MentionIndex index,
                 const Subject& between, MentionIndex& of) const {
    const Mention& mention = document_.mentions[index];
    const TokenIndex begin = mention.tokens.begin;
    const TokenIndex left = begin > voice.words.begin ? BeforeDeterminer(begin, voice) : kNone;
    if (mention.possessive) {
      // "Saka's performance was great", "his great performance".
      const TokenIndex end = mention.tokens.end;
      const TokenIndex behind = end + (At(end).Has(kPossessive) ? 1 : 0);
      const bool beside = behind + 1 >= PhraseBegin(voice, verdict);
      const bool verb = (behind + 1 < verdict.words.begin && IsVerb(behind + 1)) ||
                        (behind + 2 < verdict.words.begin &&
                         KindOf(behind + 1) == WordKind::kOpen && IsVerb(behind + 2));
      if (left != kNone && KindOf(left) == WordKind::kPreposition &&
          Match(classes_.tie, left, begin) == 0) {
        return false;
      }
      return ((between.verb && verb) || (beside && verdict.head != Head::kTeam)) &&
             Match(classes_.not_theirs, behind, verdict.words.end) == 0;
    }
    if (left != kNone && KindOf(left) == WordKind::kPreposition) {
      const bool tied = Word(left) == "of" || Word(left) == "by" || Word(left) == "from";
      of = of == kNone && between.verb && tied ? index : of;
      return false;
    }
    if (between.verb) {
      // "on Small the abuse is terrible": said of something else.
      return KindOf(mention.tokens.end) != WordKind::kDeterminer && IsTied(voice, verdict);
    }
    // "called him a great player", "Messi, a great player, ...".
    const bool apart = mention.tokens.end < verdict.words.begin;
    const bool complement = apart && left != kNone && IsVerb(left);
    return complement || (apart && Word(mention.tokens.end) == ",");
  }

  /// "is a great player", "have great players", but not "met great players".
  bool IsTied(const Voice& voice, const Verdict& verdict) const {
    if (verdict.deed || verdict.head == Head::kNothing || verdict.head == Head::kQuality) {
      return true;
    }
    for (TokenIndex at = PhraseBegin(voice, verdict); at > voice.words.begin; --at) {
      if (IsVerb(at - 1)) {
        return Match(classes_.copula, at - 1, at) > 0;
      }
    }
    return true;
  }

  /// "if he is good", "whether they are": nobody says so.
  bool IsCondition(const Voice& voice, TokenIndex subject) const {
    static constexpr WordList kWords = {"if", "whether", "unless", "until", "when", "hope"};
    for (TokenIndex at = subject; at > voice.words.begin && subject - at < 3;) {
      --at;
      if (kWords.Has(Word(at))) {
        return true;
      }
    }
    return false;
  }

  /// The token before "the", "a" in front of a mention.
  TokenIndex BeforeDeterminer(TokenIndex begin, const Voice& voice) const {
    TokenIndex at = begin - 1;
    if (KindOf(at) == WordKind::kDeterminer && at > voice.words.begin) {
      --at;
    }
    return at;
  }

  EntityIndex ClubOfSpeaker(const Voice& voice) const {
    const EntityIndex club = document_.entities[voice.speaker].affiliation;
    if (club != kNone && document_.entities[club].type == EntityType::kClub) {
      return club;
    }
    return posts_[voice.speaker];
  }

  /// The club or person that the speaker or who introduces him named last before the verdict.
  EntityIndex TopicBefore(const Voice& voice, TokenIndex token, bool club) const {
    const EntityIndex named = NamedBetween(voice, voice.from, token, club);
    return named == kNone && club ? ClubOfSpeaker(voice) : named;
  }

  EntityIndex NamedBetween(const Voice& voice, TokenIndex begin, TokenIndex token,
                           bool club) const {
    for (TokenIndex at = token; at > begin && token - at < kTopicTokensMax;) {
      --at;
      const MentionIndex index = At(at).mention;
      if (index == kNone) {
        continue;
      }
      const Mention& mention = document_.mentions[index];
      at = mention.tokens.begin;
      if (mention.entity == kNone || mention.doubtful || mention.entity == voice.speaker ||
          IsOwnWord(index, "we")) {
        continue;
      }
      const EntityType type = document_.entities[mention.entity].type;
      if (club ? type == EntityType::kClub : IsHuman(type)) {
        return mention.entity;
      }
    }
    return kNone;
  }

  /// "Allan and Doucoure were fantastic": both.
  void AddJoined(MentionIndex index, const Voice& voice, EntityList& out) const {
    for (int count = 0; count < 3; ++count) {
      const Mention& mention = document_.mentions[index];
      if (mention.entity != kNone && !mention.doubtful) {
        out.push_back(mention.entity);
        if (mention.entity_2 != kNone) {
          out.push_back(mention.entity_2);
        }
      }
      TokenIndex before = mention.tokens.begin;
      if (before <= voice.words.begin + 1 || mention.kind != MentionKind::kName ||
          (Word(before - 1) != "and" && Word(before - 1) != ",")) {
        return;
      }
      const MentionIndex next = At(before - 2).mention;
      if (next == kNone || document_.mentions[next].kind != MentionKind::kName) {
        return;
      }
      index = next;
    }
  }

  /// "We lost to a very good side", "against such a strong team".
  bool IsOpponent(const Voice& voice, const Verdict& verdict) const {
    static constexpr WordList kAgainst = {"against", "facing", "face",   "faced", "met",
                                          "meet",    "play",   "played", "beat"};
    static constexpr WordList kLosing = {"lost", "lose", "losing", "beaten", "out", "down"};
    const TokenIndex begin = PhraseBegin(voice, verdict);
    if (verdict.head != Head::kTeam || begin <= voice.words.begin + 1) {
      return false;
    }
    const bool to = Word(begin - 1) == "to" || Word(begin - 1) == "by";
    return kAgainst.Has(Word(begin - 1)) || (to && kLosing.Has(Word(begin - 2)));
  }

  /// The other side of the match that the speaker's club played, if the article has but one.
  EntityIndex OpponentOf(const Voice& voice) const {
    const EntityIndex club = ClubOfSpeaker(voice);
    return club == kNone ? kNone : opponents_[club];
  }

  bool IsPlural(const Verdict& verdict) const {
    static constexpr WordList kPlural = {"clubs", "teams", "sides"};
    return verdict.noun != kNone && kPlural.Has(Word(verdict.noun));
  }

  /// "such a great club", "this great club", "one of the biggest clubs": a certain one.
  bool IsCertain(const Voice& voice, const Verdict& verdict) const {
    const TokenIndex begin = PhraseBegin(voice, verdict);
    const std::string_view first = Word(begin);
    const std::string_view word = document_.TextOf(verdict.words);
    const bool superlative =
        word.ends_with("est") || word.starts_with("most") || word == "no better";
    const bool one = first == "one" || !IsPlural(verdict);
    return first == "such" || first == "this" || (superlative && one);
  }

  /// "What a player!", "to lose one of the best strikers": a person spoken of before.
  bool IsOneMeant(const Voice& voice, const Verdict& verdict, const Subject& subject) const {
    const TokenIndex begin = PhraseBegin(voice, verdict);
    const bool one = verdict.head == Head::kPeople && Word(begin) == "one" &&
                     (begin == voice.words.begin || Word(begin - 1) != "as");
    // "It is a superb signing".
    static constexpr WordList kComers = {"signing",     "addition", "acquisition",
                                         "appointment", "capture",  "recruit"};
    const bool comer =
        subject.impersonal && verdict.noun != kNone && kComers.Has(Word(verdict.noun));
    return one || comer || (verdict.head == Head::kPerson && !subject.verb);
  }

  /// "It is incredible how much Saka runs": whoever is named behind it.
  EntityIndex PersonBehind(const Voice& voice, const Verdict& verdict) const {
    static constexpr WordList kHow = {"how", "what", "the", "from", "by"};
    const TokenIndex behind = verdict.words.end;
    if (behind >= voice.words.end || !kHow.Has(Word(behind))) {
      return kNone;
    }
    for (TokenIndex at = behind; at < voice.words.end && at < behind + 6; ++at) {
      const MentionIndex index = At(at).mention;
      if (index != kNone) {
        EntityList meant;
        AddMeant(voice, verdict.head, index, meant);
        return meant.size() == 0 ? kNone : meant.front();
      }
    }
    return kNone;
  }

  /// "a great club like Roma", "another top team in Roma".
  EntityIndex TeamBehind(const Voice& voice, const Verdict& verdict) const {
    static constexpr WordList kTies = {"like", "than", "as", "in", ","};
    const TokenIndex behind = verdict.noun + 1;
    const bool compared =
        behind < voice.words.end && Word(behind) == "than" && Word(verdict.words.begin) != "no";
    if (behind >= voice.words.end || !kTies.Has(Word(behind)) || compared) {
      return kNone;
    }
    for (TokenIndex at = behind; at < voice.words.end && at < behind + 3; ++at) {
      const MentionIndex index = At(at).mention;
      const EntityIndex entity = index == kNone ? kNone : document_.mentions[index].entity;
      if (entity != kNone && document_.entities[entity].type == EntityType::kClub) {
        return entity;
      }
    }
    return kNone;
  }

  /// "great players like Saka and Rice", "a fantastic manager in Howe".
  EntityList PeopleBehind(const Voice& voice, const Verdict& verdict) const {
    static constexpr WordList kTies = {"like", "in", "such", "the"};
    static constexpr WordList kMore = {"like", "as",  "likes", "of",  ",",
                                       "and",  "the", "in",    "such"};
    EntityList people;
    const bool person = verdict.head == Head::kPerson || verdict.head == Head::kPeople;
    const TokenIndex behind = (verdict.noun == kNone ? verdict.words.end - 1 : verdict.noun) + 1;
    if (!person || behind >= voice.words.end) {
      return people;
    }
    const TokenIndex begin = behind + (Word(behind) == "," ? 1 : 0);
    const bool the =
        begin + 1 < voice.words.end && Word(begin) == "the" && Word(begin + 1) != "likes";
    if (begin >= voice.words.end || !kTies.Has(Word(begin)) || the) {
      return people;
    }
    for (TokenIndex at = begin; at < voice.words.end && at < begin + 16; ++at) {
      const MentionIndex index = At(at).mention;
      if (index == kNone) {
        if (!kMore.Has(Word(at))) {
          break;
        }
        continue;
      }
      const Mention& mention = document_.mentions[index];
      if (mention.kind != MentionKind::kName || mention.entity == kNone || mention.possessive ||
          !IsHuman(document_.entities[mention.entity].type)) {
        break;
      }
      people.push_back(mention.entity);
      at = mention.tokens.end - 1;
    }
    return people;
  }

  /// The club meant by "a great club": named behind it, else the one spoken of.
  EntityIndex TeamOf(const Voice& voice, const Verdict& verdict) const {
    const EntityIndex named = TeamBehind(voice, verdict);
    if (named != kNone) {
      return named;
    }
    if (IsOpponent(voice, verdict) && OpponentOf(voice) != kNone) {
      return OpponentOf(voice);
    }
    static constexpr WordList kFarewell = {"farewell", "leave", "leaving", "goodbye", "left"};
    for (TokenIndex at = voice.words.begin; at < voice.words.end; ++at) {
      if (kFarewell.Has(Word(at))) {
        return kNone;  // Of the club that is left, which need not be named before.
      }
    }
    const EntityIndex spoken = NamedBetween(voice, voice.begin, verdict.words.begin, true);
    const EntityIndex next = spoken == kNone ? next_clubs_[voice.speaker] : spoken;
    if (next != kNone) {
      return next;
    }
    // "We met the best team": which need not be his own, but "such a great club" mostly is.
    static constexpr WordList kSides = {"team", "side", "squad", "group"};
    const bool side = kSides.Has(Word(verdict.noun)) && Word(PhraseBegin(voice, verdict)) != "this";
    return side ? NamedBetween(voice, voice.from, verdict.words.begin, true)
                : TopicBefore(voice, verdict.words.begin, true);
  }

  /// "It was a really good performance", of whoever has just played: his own side's, if he says of
  /// nobody else that it is theirs.
  bool IsOwnPerformance(const Voice& voice, const Verdict& verdict, const Subject& subject) const {
    static constexpr WordList kPerformances = {
        "performance", "performances", "display",  "football",  "half",      "attitude", "effort",
        "spirit",      "response",     "reaction", "defending", "character", "mentality"};
    const EntityIndex own = ClubOfSpeaker(voice);
    if (verdict.head != Head::kQuality || !voice.quoted || own == kNone || !has_played_[own] ||
        !kPerformances.Has(Word(verdict.noun))) {
      return false;
    }
    if (!subject.impersonal && verdict.words.begin > voice.words.begin + 4) {
      return false;
    }
    for (TokenIndex at = voice.words.begin; at < voice.words.end; ++at) {
      const MentionIndex index = At(at).mention;
      if (index != kNone && !IsOwnWord(index, "we") && !IsOwnWord(index, "i") &&
          document_.mentions[index].entity != kNone) {
        return false;
      }
    }
    return true;
  }

  EntityList TargetsOf(const Voice& voice, const Verdict& verdict, const Subject& subject) const {
    EntityList targets;
    const bool none = subject.mention == kNone;
    if (subject.ours) {
      targets.push_back(ClubOfSpeaker(voice));
      return targets;
    }
    if (none && IsOwnPerformance(voice, verdict, subject)) {
      targets.push_back(ClubOfSpeaker(voice));
      return targets;
    }
    if (none && subject.impersonal && verdict.head == Head::kNothing) {
      targets.push_back(PersonBehind(voice, verdict));
      return targets;
    }
    if (none || IsOwnWord(subject.mention, "i")) {
      const bool certain = IsOpponent(voice, verdict) ||
                           (subject.impersonal && !IsPlural(verdict)) ||
                           IsCertain(voice, verdict) ||
                           (verdict.noun != kNone && TeamBehind(voice, verdict) != kNone);
      if (verdict.head == Head::kTeam && certain) {
        targets.push_back(TeamOf(voice, verdict));
      } else if (none && IsOneMeant(voice, verdict, subject)) {
        targets.push_back(TopicBefore(voice, verdict.words.begin, false));
      }
      return targets;
    }
    if (IsOwnWord(subject.mention, "we")) {
      // What "we" was resolved to may be the national team that an international speaks of.
      const EntityIndex meant = document_.mentions[subject.mention].entity;
      targets.push_back(meant == kNone ? ClubOfSpeaker(voice) : meant);
      return targets;
    }
    AddMeant(voice, verdict.head, subject.mention, targets);
    return targets;
  }

  /// Whom a mention in somebody's words stands for; what no earlier stage resolved, for the person
  /// or club that he speaks of.
  void AddMeant(const Voice& voice, Head head, MentionIndex index, EntityList& out) const {
    const Mention& mention = document_.mentions[index];
    const TokenIndex begin = mention.tokens.begin;
    static constexpr WordList kHe = {"he", "she", "him", "her", "his"};
    const bool he = kHe.Has(Word(begin));
    if (IsBoth(voice, index)) {
      AddLastTwo(voice, begin, out);
      return;
    }
    const EntityIndex others = OthersSpokenOf(voice, head, index);
    if (others != kNone) {
      out.push_back(others);
      return;
    }
    if (he && voice.about != kNone && NamedBetween(voice, voice.begin, begin, false) == kNone) {
      out.push_back(voice.about);
    } else if (mention.entity != kNone && !mention.doubtful) {
      AddJoined(index, voice, out);
    } else if (he && mention.kind == MentionKind::kPronoun) {
      out.push_back(NamedBetween(voice, voice.from, begin, false));
    } else if (Word(begin) == "they" && voice.quoted && head != Head::kPeople) {
      const EntityIndex opponent = OpponentOf(voice);
      out.push_back(opponent == kNone ? TopicBefore(voice, begin, true) : opponent);
    }
  }

  /// "They are both superb": two people.
  bool IsBoth(const Voice& voice, MentionIndex index) const {
    static constexpr WordList kThey = {"they", "their", "them"};
    static constexpr WordList kPair = {"both", "two"};
    const TokenIndex begin = document_.mentions[index].tokens.begin;
    for (TokenIndex at = begin + 1; at < voice.words.end && at < begin + 4; ++at) {
      if (kPair.Has(Word(at))) {
        return kThey.Has(Word(begin));
      }
    }
    return false;
  }

  /// The two people named last, if the speaker names two before the token.
  void AddLastTwo(const Voice& voice, TokenIndex token, EntityList& out) const {
    EntityIndex last = kNone;
    for (TokenIndex at = token; at > voice.from && token - at < kTopicTokensMax; --at) {
      const MentionIndex index = At(at - 1).mention;
      if (index == kNone || document_.mentions[index].kind != MentionKind::kName) {
        continue;
      }
      const EntityIndex person = document_.mentions[index].entity;
      if (person == kNone || person == last || person == voice.speaker ||
          document_.entities[person].type != EntityType::kPlayer) {
        continue;
      }
      if (last != kNone) {
        out.push_back(last);
        out.push_back(person);
        return;
      }
      last = person;
    }
  }

  /// Of a match, "they" are the other side to whoever played in it, unless he speaks of his
  /// players.
  EntityIndex OthersSpokenOf(const Voice& voice, Head head, MentionIndex index) const {
    static constexpr WordList kThey = {"they", "their", "them"};
    const Mention& mention = document_.mentions[index];
    const TokenIndex begin = mention.tokens.begin;
    const EntityIndex own = ClubOfSpeaker(voice);
    if (!kThey.Has(Word(begin)) || !voice.quoted || head == Head::kPeople || own == kNone ||
        (mention.entity != kNone && mention.entity != own)) {
      return kNone;
    }
    if (IsBoth(voice, index)) {
      return kNone;
    }
    for (TokenIndex at = voice.begin + 1; at < begin; ++at) {
      static constexpr WordList kOurs = {"the", "our", "my", "these", "those", "all", "some"};
      if (Match(classes_.ours, at, begin) > 0 && kOurs.Has(Word(at - 1))) {
        return kNone;
      }
    }
    const EntityIndex named = NamedBetween(voice, voice.begin, begin, true);
    return named != kNone && named != own ? named : OpponentOf(voice);
  }

  bool Fits(Head head, EntityIndex target, const Voice& voice) const {
    if (target == kNone || target == voice.speaker) {
      return false;
    }
    const EntityType type = document_.entities[target].type;
    switch (head) {
      case Head::kPerson:
        return IsHuman(type);
      case Head::kTeam:
        return type == EntityType::kClub;
      case Head::kOther:
        return false;
      default:
        return IsHuman(type) || type == EntityType::kClub;
    }
  }

  /// "We all saw the brilliant Saka": of him.
  void AddNamed(const Voice& voice, const Verdict& verdict) {
    const EntityIndex person = NamedBehind(verdict.words.end, voice.words.end);
    if (voice.quoted && Fits(Head::kPerson, person, voice)) {
      candidates_.push_back(CandidateOf(voice, verdict, person, verdict.good));
    }
  }

  void AddVerdict(const Voice& voice, const Verdict& verdict) {
    if (verdict.head == Head::kOther) {
      return;
    }
    if (verdict.head == Head::kNamed) {
      AddNamed(voice, verdict);
      return;
    }
    const Subject behind = SubjectBehind(voice, verdict);
    Subject subject = behind.mention == kNone ? SubjectBefore(voice, verdict) : behind;
    if (verdict.head == Head::kTeam && TeamBehind(voice, verdict) != kNone) {
      subject = Subject();
    }
    if (subject.unreal || (subject.negated && !MayBeNegated(verdict)) ||
        (verdict.only_negated && !subject.negated)) {
      return;
    }
    if (voice.quoted && !subject.negated) {
      for (const EntityIndex person : PeopleBehind(voice, verdict)) {
        if (Fits(Head::kPerson, person, voice)) {
          candidates_.push_back(CandidateOf(voice, verdict, person, verdict.good));
        }
      }
    }
    const bool plain = verdict.head == Head::kNothing || verdict.head == Head::kPerson;
    const bool near =
        subject.mention != kNone && voice.cue < voice.words.begin && IsNear(voice, subject.mention);
    if (!voice.quoted && !(near && plain) && !subject.ours) {
      return;  // Of what stands without marks, only the first words are surely his.
    }
    const bool apart = behind.mention == kNone && IsApart(voice, verdict);
    subject.mention = apart ? kNone : subject.mention;
    if (apart && verdict.head != Head::kTeam) {
      return;
    }
    if (subject.mention != kNone && OthersSpokenOf(voice, verdict.head, subject.mention) != kNone) {
      DropOwnJudgements(voice, At(verdict.words.begin).sentence);
    }
    for (const EntityIndex target : TargetsOf(voice, verdict, subject)) {
      EntityIndex whom = target;
      if (verdict.head == Head::kTeam && whom != kNone && IsHuman(document_.entities[whom].type)) {
        whom = IsCertain(voice, verdict) ? TeamOf(voice, verdict) : kNone;
      }
      if (Fits(verdict.head, whom, voice)) {
        candidates_.push_back(CandidateOf(voice, verdict, whom, verdict.good != subject.negated));
      }
    }
  }

  /// "said that Saka was ...", "said Saka, who has 20 caps, was ...": what is said begins with him.
  bool IsNear(const Voice& voice, MentionIndex index) const {
    const Mention& mention = document_.mentions[index];
    const TokenIndex begin = mention.tokens.begin;
    const bool first = begin <= voice.words.begin + 1;
    const bool relative = Word(begin) == "who" && begin <= voice.words.begin + kHeadTokensMax &&
                          Word(begin - 1) == ",";
    return (first || relative) && IsVerb(mention.tokens.end);
  }

  /// What rules took for said of his own side, by a "they" that means the others.
  void DropOwnJudgements(const Voice& voice, SentenceIndex sentence) {
    const TokenRange tokens = document_.sentences[sentence].tokens;
    for (TokenIndex at = tokens.begin; at < tokens.end; ++at) {
      if (At(at).mention != kNone && IsOwnWord(At(at).mention, "we")) {
        return;
      }
    }
    const EntityIndex own = ClubOfSpeaker(voice);
    std::erase_if(candidates_, [&](const Candidate& candidate) {
      const Fact& fact = candidate.fact;
      return IsJudgement(fact.relation) && fact.subject == own && fact.object == voice.speaker &&
             fact.evidence.front() == sentence;
    });
  }

  /// "was not good enough" blames; "was not bad" and "is not a genius" say little.
  bool MayBeNegated(const Verdict& verdict) const {
    static constexpr WordList kWords = {"good",   "great",    "convincing", "consistent",
                                        "sharp",  "clinical", "ruthless",   "aggressive",
                                        "strong", "solid",    "brave",      "disciplined"};
    const TokenIndex behind = verdict.words.end;
    const bool enough =
        verdict.only_negated || (behind < document_.tokens.size() && Word(behind) == "enough");
    const bool team = verdict.head == Head::kTeam && Word(verdict.words.begin) == "big";
    return verdict.good && (enough || team || kWords.Has(Word(verdict.words.begin)));
  }

  Candidate CandidateOf(const Voice& voice, const Verdict& verdict, EntityIndex target,
                        bool good) const {
    const SentenceIndex sentence = At(verdict.words.begin).sentence;
    Candidate candidate;
    Fact& fact = candidate.fact;
    fact.relation = good ? Relation::kPraisedBy : Relation::kCriticisedBy;
    fact.subject = target;
    fact.object = voice.speaker;
    fact.speaker = voice.speaker;
    fact.modality = Modality::kAsserted;
    fact.date.text = document_.date ? DayText(*document_.date) : std::string();
    fact.rule = voice.rule;
    fact.confidence = 0.6;
    fact.evidence = {sentence};
    fact.span = document_.sentences[sentence].span;
    candidate.trigger = verdict.words.begin;
    candidate.quoted = voice.quoted;
    candidate.words = document_.TextOf(verdict.words);
    return candidate;
  }

  const Document& document_;
  const Lexicon& lexicon_;
  const VerdictClasses classes_;
  std::vector<EntityIndex> posts_;       // By person: where he is, by the facts found so far.
  std::vector<EntityIndex> opponents_;   // By club: whom alone it meets in the article.
  std::vector<bool> has_played_;         // By club: it meets somebody in the article.
  std::vector<EntityIndex> next_clubs_;  // And which club he has joined or will.
  std::vector<Candidate>& candidates_;
};

}  // namespace

void MarkVerdictWords(WordMarks& marks) { marks.Add(WordMark::kEnough, "enough"); }

void FindVerdicts(const Document& document, const RuleSet& rules,
                  std::vector<Candidate>& candidates) {
  VerdictReader(document, rules, candidates).Run();
}

}  // namespace rondo::articles
