#include "tools/articles/chunker.h"
#include "tools/articles/word_list.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace rondo::articles {
namespace {

/// True if something stands before the ending.
template <std::size_t N>
bool EndsWith(std::string_view text, const char (&end)[N]) {
  constexpr std::size_t kSize = N - 1;
  return text.size() > kSize && std::memcmp(text.data() + text.size() - kSize, end, kSize) == 0;
}

// Words in -ly that are no adverbs.
constexpr WordList kNotAdverbs = {"family", "reply",    "supply", "rally",    "ally",   "assembly",
                                  "bully",  "friendly", "likely", "lovely",   "deadly", "elderly",
                                  "costly", "lively",   "timely", "unlikely", "early",  "monopoly"};

ChunkKind KindOfMark(std::string_view mark) {
  if (mark.size() != 1) {
    return mark == "\xE2\x80\x94" || mark == "--" ? ChunkKind::kDash : ChunkKind::kStop;
  }
  switch (mark[0]) {
    case ',':
      return ChunkKind::kComma;
    case '(':
    case '[':
      return ChunkKind::kOpen;
    case ')':
    case ']':
      return ChunkKind::kClose;
    case '-':
      return ChunkKind::kDash;
    case ':':
    case ';':
      return ChunkKind::kColon;
    case '&':
      return ChunkKind::kConjunction;  // Headlines: "Leeds & Burnley".
    default:
      return ChunkKind::kStop;
  }
}

}  // namespace

Chunker::Chunker(const Document& document, const Lexicon& lexicon, const Sentence& sentence,
                 std::span<const TimeExpression> times, std::vector<Chunk>& out)
    : document_(document), lexicon_(lexicon), sentence_(sentence), times_(times), out_(out) {
  const auto before = [](const Description& description, TokenIndex at) {
    return description.begin < at;
  };
  const auto& all = document.descriptions;
  const auto first = std::lower_bound(all.begin(), all.end(), sentence.tokens.begin, before);
  const auto last = std::lower_bound(first, all.end(), sentence.tokens.end, before);
  titles_ = {first, last};
}

/// The title of somebody ("skipper", "coach") is a noun, whatever else the word may be.
bool Chunker::IsTitleWord(TokenIndex token) const {
  if (titles_.empty()) {
    return false;
  }
  const auto after = std::upper_bound(
      titles_.begin(), titles_.end(), token,
      [](TokenIndex at, const Description& description) { return at < description.begin; });
  for (auto it = after; it != titles_.begin() && after - it < 4;) {
    --it;
    if (it->title.contains(token)) {
      return true;
    }
  }
  return false;
}

Chunker::Word Chunker::Read(TokenIndex token) const {
  const Token& at = At(token);
  if (at.mention != kNone) {
    return {};
  }
  const VerbForm* verb = lexicon_.FindVerb(at.word);
  const WordKind kind = lexicon_.KindOf(at.word);
  const bool other_in_title = kind == WordKind::kAdverb || kind == WordKind::kPreposition;
  if ((verb != nullptr || other_in_title) && IsTitleWord(token)) {
    if (other_in_title) {
      return {WordKind::kOpen, nullptr};  // "right back Matty Cash".
    }
    verb = nullptr;
  }
  if (kind == WordKind::kOpen && at.Has(kWordToken) && !at.Has(kCapitalised) &&
      at.folded_size > 4) {
    const std::string_view text = document_.Folded(at);
    if (EndsWith(text, "ly") && !kNotAdverbs.Has(text)) {
      return {WordKind::kAdverb, verb};
    }
  }
  return {kind, verb};
}

/// "It's", "there's", "who's": the 's is a verb.
bool Chunker::IsShortVerb(TokenIndex token) const {
  if (token == sentence_.tokens.begin || !At(token).Has(kPossessive)) {
    return false;
  }
  static constexpr WordList kBefore = {"it", "there", "that", "what",  "who",
                                       "he", "she",   "here", "where", "let"};
  return kBefore.Has(document_.Folded(At(token - 1)));
}

bool Chunker::IsAuxiliary(TokenIndex token) const {
  const VerbForm* form = VerbAt(token);
  return form != nullptr && (form->lemma == lexicon_.be || form->lemma == lexicon_.have ||
                             form->lemma == lexicon_.do_);
}

/// A verb that no list has: "opted", "spearheaded" behind a name, "reshaping" behind a preposition.
bool Chunker::LooksLikeVerb(TokenIndex token) const {
  const Token& at = At(token);
  if (out_.empty() || !at.Has(kWordToken) || at.Has(kCapitalised) ||
      lexicon_.FindVerb(at.word) != nullptr || IsTitleWord(token)) {
    return false;
  }
  const std::string_view text = document_.Folded(at);
  const Chunk& last = out_.back();
  if (EndsWith(text, "ed") && text.size() > 4) {
    if (last.kind == ChunkKind::kAdverb) {
      // "are also interested": what they are, not what they did.
      const auto before = std::find_if(out_.rbegin(), out_.rend(), [](const Chunk& chunk) {
        return chunk.kind != ChunkKind::kAdverb;
      });
      return before == out_.rend() || before->kind != ChunkKind::kVerbGroup;
    }
    if (last.kind == ChunkKind::kRelative) {
      return true;
    }
    if (last.kind != ChunkKind::kNounPhrase || last.tokens.end != token) {
      return false;
    }
    const Token& before = At(token - 1);
    return before.mention != kNone && !before.Has(kPossessive) &&
           !document_.mentions[before.mention].possessive &&
           document_.mentions[before.mention].kind != MentionKind::kDemonym;
  }
  return EndsWith(text, "ing") && text.size() > 5 &&
         (last.kind == ChunkKind::kPreposition || last.kind == ChunkKind::kSubordinator ||
          (last.kind == ChunkKind::kComma && !ModifiesNoun(token)));
}

void Chunker::Run() {
  out_.clear();
  words_.reserve(sentence_.tokens.size());
  for (TokenIndex token = sentence_.tokens.begin; Inside(token); ++token) {
    words_.push_back(Read(token));
  }
  TokenIndex token = sentence_.tokens.begin;
  while (Inside(token)) {
    token = Step(token);
  }
}

TokenIndex Chunker::AddSimple(ChunkKind kind, TokenIndex token, TokenIndex end) {
  Chunk chunk;
  chunk.kind = kind;
  chunk.tokens = {token, end};
  chunk.word = At(token).word;
  out_.push_back(chunk);
  return end;
}

bool Chunker::AddPunctuation(TokenIndex& token) {
  const Token& at = At(token);
  ChunkKind kind = ChunkKind::kStop;
  if (at.Has(kOpenQuote) || at.Has(kCloseQuote)) {
    kind = ChunkKind::kQuote;
  } else if (!at.Has(kPunctuationToken)) {
    return false;
  } else {
    kind = KindOfMark(document_.Folded(at));
  }
  token = AddSimple(kind, token, token + 1);
  return true;
}

TokenIndex Chunker::Step(TokenIndex token) {
  while (!times_.empty() && times_.front().tokens.begin < token) {
    times_ = times_.subspan(1);
  }
  if (!times_.empty() && times_.front().tokens.begin == token && !times_.front().within) {
    return AddSimple(ChunkKind::kTime, token, times_.front().tokens.end);
  }
  if (At(token).mention == kNone && AddPunctuation(token)) {
    return token;
  }
  const WordKind kind = KindAt(token);
  if (kind == WordKind::kTo) {
    // "to sign" is an infinitive, "to Roma" a preposition; adverbs may stand between ("to finally
    // sign").
    TokenIndex next = token + 1;
    while (KindAt(next) == WordKind::kAdverb || KindAt(next) == WordKind::kNegation) {
      ++next;
    }
    const VerbForm* form = VerbAt(next);
    if (form != nullptr && (form->forms & kBaseForm) != 0 &&
        KindAt(next) != WordKind::kPreposition) {
      return ReadVerbGroup(token);
    }
    return AddSimple(ChunkKind::kPreposition, token, token + 1);
  }
  if (BeginsVerbGroup(token)) {
    return ReadVerbGroup(token);
  }
  switch (kind) {
    case WordKind::kPreposition:
      return AddSimple(ChunkKind::kPreposition, token, token + 1);
    case WordKind::kConjunction:
      return AddSimple(ChunkKind::kConjunction, token, token + 1);
    case WordKind::kSubordinator:
      // "that defender" and "the fact that": a determiner where a noun follows and no clause
      // begins.
      return AddSimple(ChunkKind::kSubordinator, token, token + 1);
    case WordKind::kRelative:
      return AddSimple(ChunkKind::kRelative, token, token + 1);
    case WordKind::kAdverb:
    case WordKind::kNegation:
      return AddSimple(ChunkKind::kAdverb, token, token + 1);
    default:
      break;
  }
  if (At(token).mention != kNone) {
    // A relative pronoun may be a mention of its own.
    const WordKind pronoun = lexicon_.KindOf(At(token).word);
    const Mention& mention = document_.mentions[At(token).mention];
    if (pronoun == WordKind::kRelative && mention.tokens.size() == 1) {
      return AddSimple(ChunkKind::kRelative, token, token + 1);
    }
  }
  return ReadNounPhrase(token);
}

/// True if the word behind `token` can still belong to the noun phrase that `token` is in.
bool Chunker::ModifiesNoun(TokenIndex token) const {
  const TokenIndex next = token + 1;
  if (!Inside(next) || At(next).Has(kPunctuationToken) || At(next).Has(kOpenQuote)) {
    return false;
  }
  const WordKind kind = KindAt(next);
  if (kind == WordKind::kTo || kind == WordKind::kPreposition || kind == WordKind::kDeterminer ||
      kind == WordKind::kModal || kind == WordKind::kAdverb || kind == WordKind::kConjunction ||
      kind == WordKind::kSubordinator || kind == WordKind::kRelative) {
    return false;
  }
  if (!times_.empty() && std::any_of(times_.begin(), times_.end(), [&](const TimeExpression& time) {
        return time.tokens.begin == next && !time.within;
      })) {
    return false;
  }
  if (At(next).mention != kNone) {
    return document_.mentions[At(next).mention].kind != MentionKind::kPronoun;
  }
  const VerbForm* form = VerbAt(next);
  return form == nullptr || form->noun_too || (form->forms & kGerundForm) != 0;
}

/// True if the chunk before `token` is a noun phrase still open: a determiner, adjective or name
/// that wants a noun.
bool Chunker::InNounPhrase(TokenIndex token) const {
  if (token == sentence_.tokens.begin) {
    return false;
  }
  const Token& before = At(token - 1);
  if (before.mention != kNone) {
    const Mention& mention = document_.mentions[before.mention];
    return mention.possessive && mention.kind == MentionKind::kPronoun &&
           lexicon_.KindOf(before.word) == WordKind::kDeterminer;
  }
  if (before.Has(kPossessive)) {
    return true;
  }
  const WordKind kind = KindAt(token - 1);
  if (kind == WordKind::kDeterminer || IsVenue(token - 1)) {
    return true;
  }
  if (kind != WordKind::kOpen || before.Has(kPunctuationToken) || out_.empty()) {
    return false;
  }
  // Behind an adjective or a noun of the phrase just read ("a shock move", "3-1 win").
  return VerbAt(token - 1) == nullptr || VerbAt(token - 1)->noun_too;
}

/// "21 Serie A matches", "three United wins": the name says what kind of matches, and does nothing.
bool Chunker::IsAttribute(const Chunk& phrase, const Mention& mention) const {
  if (mention.type == EntityType::kCompetition && mention.kind == MentionKind::kName) {
    return true;
  }
  const TokenIndex first = phrase.tokens.begin;
  return mention.kind == MentionKind::kName && first != mention.tokens.begin &&
         (At(first).Has(kNumberToken) ||
          (KindAt(first) == WordKind::kDeterminer && first + 1 == mention.tokens.begin));
}

/// "back", "home", "away", "first": before a noun they say which.
bool Chunker::IsPlaceAdverb(TokenIndex token) const {
  const std::string_view word = document_.Folded(At(token));
  const VerbForm* next = VerbAt(token + 1);
  return (word == "back" || word == "home" || word == "away" || word == "first") &&
         (next == nullptr || next->noun_too);
}

/// "a highly rated striker", "the injured Lukaku": only adverbs between a determiner and the word.
bool Chunker::OpensPhrase(TokenIndex token) const {
  while (token > sentence_.tokens.begin) {
    --token;
    const Token& before = At(token);
    if (before.mention != kNone) {
      // "his back line", "the Roma back line".
      const TokenIndex first = document_.mentions[before.mention].tokens.begin;
      return lexicon_.KindOf(before.word) == WordKind::kDeterminer ||
             (first > sentence_.tokens.begin && KindAt(first - 1) == WordKind::kDeterminer &&
              IsPlaceAdverb(token + 1));
    }
    if (KindAt(token) != WordKind::kAdverb) {
      return KindAt(token) == WordKind::kDeterminer ||
             (before.Has(kPossessive) && !IsShortVerb(token));
    }
  }
  return false;
}

/// "a 3-1 home victory", "another heavy away defeat": where it was, inside the noun phrase.
bool Chunker::IsVenue(TokenIndex token) const {
  static constexpr WordList kMatches = {
      "win",     "victory", "defeat",    "draw",      "loss",  "match",   "game",   "fixture",
      "leg",     "tie",     "triumph",   "record",    "crowd", "wins",    "games",  "matches",
      "success", "opener",  "stalemate", "thrashing", "debut", "reverse", "defeats"};
  const std::string_view word = document_.Folded(At(token));
  return (word == "home" || word == "away") && Inside(token + 1) &&
         token > sentence_.tokens.begin && At(token - 1).mention == kNone &&
         kMatches.Has(document_.Folded(At(token + 1)));
}

bool Chunker::NounTooIsVerb(TokenIndex token, const VerbForm& form) const {
  if (token == sentence_.tokens.begin || out_.empty()) {
    return false;
  }
  const Token& before = At(token - 1);
  if (before.Has(kPossessive)) {
    return false;
  }
  const Chunk& last = out_.back();
  switch (last.kind) {
    case ChunkKind::kRelative:
      return true;
    case ChunkKind::kAdverb:
      return true;
    case ChunkKind::kVerbGroup:
    case ChunkKind::kPreposition:
      return false;
    case ChunkKind::kConjunction: {
      // "and wins": a verb where a verb group stands shortly before.
      const bool verb_before = std::any_of(out_.begin(), out_.end(), [](const Chunk& chunk) {
        return chunk.kind == ChunkKind::kVerbGroup && (chunk.flags & kFinite) != 0;
      });
      return verb_before && (form.forms & kThirdPerson) != 0 && ModifiesNoun(token);
    }
    case ChunkKind::kNounPhrase:
      break;
    default:
      return false;
  }
  if (before.mention == kNone) {
    static constexpr WordList kAdjectives = {"new", "fresh", "familiar", "famous", "young", "old"};
    if (kAdjectives.Has(document_.Folded(before))) {
      return false;  // "bring in some new faces".
    }
    // Behind a common noun: "the club want to", "his form dips".
    return (form.forms & kThirdPerson) != 0 && last.tokens.size() > 1 && !ModifiesNoun(token);
  }
  const Mention& mention = document_.mentions[before.mention];
  if (mention.possessive) {
    return false;
  }
  if (mention.kind == MentionKind::kPronoun) {
    return true;
  }
  if (mention.kind == MentionKind::kDemonym) {
    return false;
  }
  if ((form.forms & kThirdPerson) != 0) {
    return !IsAttribute(last, mention);
  }
  const WordKind next = KindAt(token + 1);
  if (Inside(token + 1) && (At(token + 1).mention != kNone || next == WordKind::kDeterminer) &&
      mention.kind == MentionKind::kDescription) {
    return true;  // "whose team face Arsenal".
  }
  static constexpr WordList kParticles = {"out", "up", "off", "down", "over", "past"};
  if (Inside(token + 1) && kParticles.Has(document_.Folded(At(token + 1)))) {
    return last.tokens.begin == mention.tokens.begin;  // "Keane hit out at United".
  }
  // "Roma want Smalling", "Chelsea target Lukaku", but "the Chelsea target" and "Roma move for
  // Smalling".
  return last.tokens.begin == mention.tokens.begin && KindAt(token + 1) != WordKind::kPreposition &&
         Inside(token + 1) && !At(token + 1).Has(kPunctuationToken);
}

/// A base form by itself wants a plural subject: "they want", but "made it clear", "appeared
/// close".
bool Chunker::BareFormFits(TokenIndex token) const {
  if (token == sentence_.tokens.begin || out_.empty()) {
    return true;
  }
  static constexpr WordList kBeforeBare = {"than", "except", "besides"};
  const bool behind_preposition = out_.back().kind == ChunkKind::kPreposition &&
                                  !kBeforeBare.Has(document_.Folded(At(token - 1)));
  if (out_.back().kind == ChunkKind::kVerbGroup || behind_preposition || InNounPhrase(token)) {
    return false;  // "came under fire".
  }
  static constexpr WordList kSingular = {"he", "she", "it", "him", "her", "him", "this", "himself"};
  return !kSingular.Has(document_.Folded(At(token - 1)));
}

/// "despite renewed interest": no clause begins behind such a preposition.
bool Chunker::BehindPlainPreposition(TokenIndex token) const {
  static constexpr WordList kOpeners = {"after", "before", "since", "until", "till",
                                        "as",    "than",   "like",  "per"};
  return token > sentence_.tokens.begin && KindAt(token - 1) == WordKind::kPreposition &&
         !kOpeners.Has(document_.Folded(At(token - 1)));
}

/// "beat struggling Everton", "against reigning champions Roma": tells what they are like, not what
/// somebody does.
bool Chunker::IsClubAdjective(TokenIndex token) const {
  static constexpr WordList kOfClubs = {"struggling", "reigning", "relegated", "promoted",
                                        "depleted",   "ailing",   "stuttering"};
  static constexpr WordList kOfNouns = {"defending", "visiting", "travelling", "outgoing"};
  static constexpr WordList kQualifiers = {
      "win",   "wins",     "defeat", "defeats", "draw",    "match",  "game",    "games", "tie",
      "round", "campaign", "group",  "clash",   "matches", "rounds", "victory", "loss"};
  if (token == sentence_.tokens.begin || token + 1 >= sentence_.tokens.end) {
    return false;
  }
  const std::string_view word = document_.Folded(At(token));
  if (word == "qualifying") {
    return kQualifiers.Has(document_.Folded(At(token + 1)));
  }
  const bool before_name = At(token + 1).mention != kNone;
  return (kOfClubs.Has(word) && (before_name || ModifiesNoun(token))) ||
         (kOfNouns.Has(word) && !before_name && ModifiesNoun(token));
}

/// "Wins over Fulham and Leeds", "after back-to-back defeats by Fulham": nobody stands in front who
/// could win. Nor does a competition: "the FA Cup win".
bool Chunker::IsResultNoun(TokenIndex token) const {
  static constexpr WordList kResults = {"wins", "defeats", "draws"};
  static constexpr WordList kResult = {"win",   "wins",  "defeat", "defeats",  "draw",   "draws",
                                       "clash", "start", "return", "exit",     "loss",   "bow",
                                       "debut", "bid",   "finish", "campaign", "matches"};
  static constexpr WordList kCounted = {
      "straight", "successive", "consecutive", "back-to-back", "recent",   "home",     "away",
      "league",   "cup",        "heavy",       "narrow",       "big",      "previous", "late",
      "early",    "impressive", "group",       "opening",      "friendly", "two",      "three",
      "four",     "five",       "six",         "seven",        "eight",    "nine",     "ten",
      "several",  "few",        "many"};
  const std::string_view word = document_.Folded(At(token));
  if (!kResult.Has(word)) {
    return false;
  }
  if (token > sentence_.tokens.begin && document_.Folded(At(token - 1)) == "qualifying") {
    return true;
  }
  if (token > sentence_.tokens.begin && At(token - 1).mention != kNone) {
    const Mention& mention = document_.mentions[At(token - 1).mention];
    return mention.type == EntityType::kCompetition && mention.kind == MentionKind::kName;
  }
  if (!kResults.Has(word) || !Inside(token + 1) || KindAt(token + 1) != WordKind::kPreposition) {
    return false;
  }
  if (token == sentence_.tokens.begin) {
    return true;
  }
  const Token& before = At(token - 1);
  return before.Has(kScoreToken) || before.Has(kNumberToken) ||
         KindAt(token - 1) == WordKind::kPreposition ||
         KindAt(token - 1) == WordKind::kDeterminer || kCounted.Has(document_.Folded(before));
}

bool Chunker::IsVerbHere(TokenIndex token, const VerbForm& form) const {
  if (IsClubAdjective(token) || IsResultNoun(token)) {
    return false;
  }
  // "out of contract come the end of the season": when.
  if (document_.Folded(At(token)) == "come" &&
      std::any_of(times_.begin(), times_.end(), [&](const TimeExpression& time) {
        return time.tokens.begin == token + 1 && !time.within;
      })) {
    return false;
  }
  const bool after_noun_opener = InNounPhrase(token);
  if ((form.forms & (kPastForm | kParticipleForm | kGerundForm | kThirdPerson)) == 0 &&
      !BareFormFits(token)) {
    return false;
  }
  if (form.noun_too) {
    if (form.forms == kPastForm || (form.forms & (kPastForm | kParticipleForm)) == form.forms) {
      return !after_noun_opener;
    }
    return NounTooIsVerb(token, form);
  }
  if ((form.forms & (kPastForm | kParticipleForm)) != 0) {
    // "the injured Lukaku", "his improved form".
    return !((OpensPhrase(token) || BehindPlainPreposition(token)) && ModifiesNoun(token));
  }
  if ((form.forms & kGerundForm) != 0) {
    return !after_noun_opener || KindAt(token + 1) == WordKind::kDeterminer;
  }
  // "We all know him".
  static constexpr WordList kTogether = {"all", "both"};
  const bool together = token > sentence_.tokens.begin + 1 && At(token - 2).mention != kNone &&
                        kTogether.Has(document_.Folded(At(token - 1)));
  return together || token == sentence_.tokens.begin || KindAt(token - 1) != WordKind::kDeterminer;
}

/// "I like Saka", "we really like them", but "a player like Saka".
bool Chunker::IsLiking(TokenIndex token) const {
  static constexpr WordList kLike = {"like"};
  static constexpr WordList kWho = {"i", "we", "they"};
  if (!kLike.Has(document_.Folded(At(token))) || token == sentence_.tokens.begin) {
    return false;
  }
  const auto subject = std::find_if(out_.rbegin(), out_.rend(), [](const Chunk& chunk) {
    return chunk.kind != ChunkKind::kAdverb;
  });
  return subject != out_.rend() && subject->kind == ChunkKind::kNounPhrase &&
         subject->tokens.size() == 1 && kWho.Has(document_.Folded(At(subject->tokens.begin))) &&
         (std::next(subject) == out_.rend() || std::next(subject)->kind != ChunkKind::kVerbGroup);
}

bool Chunker::BeginsVerbGroup(TokenIndex token) const {
  if (At(token).mention != kNone) {
    return false;
  }
  const WordKind kind = KindAt(token);
  if (kind == WordKind::kModal) {
    return true;
  }
  if (kind != WordKind::kOpen && kind != WordKind::kPreposition) {
    return false;
  }
  const VerbForm* form = VerbAt(token);
  if (form == nullptr) {
    return LooksLikeVerb(token);
  }
  if (kind == WordKind::kPreposition) {
    return IsLiking(token);  // "like", "down", "near", "following": hardly ever verbs here.
  }
  if (form->lemma == lexicon_.be || form->lemma == lexicon_.have || form->lemma == lexicon_.do_) {
    // The possessive 's is no "is".
    return !At(token).Has(kPossessive) || IsShortVerb(token);
  }
  return IsVerbHere(token, *form);
}

bool Chunker::ContinuesVerbGroup(TokenIndex token, const Chunk& group) const {
  const VerbForm* form = VerbAt(token);
  if (form == nullptr || KindAt(token) == WordKind::kPreposition) {
    return false;
  }
  const bool auxiliary = group.lemma == kUnknownWord || group.lemma == lexicon_.be ||
                         group.lemma == lexicon_.have || group.lemma == lexicon_.do_ ||
                         (group.lemma == lexicon_.get && (form->forms & kParticipleForm) != 0);
  if (!auxiliary) {
    return false;
  }
  if (group.lemma == lexicon_.be && (form->forms & (kGerundForm | kParticipleForm)) == 0) {
    return false;
  }
  if (group.lemma == lexicon_.have && (form->forms & kParticipleForm) == 0) {
    return false;
  }
  if ((group.lemma == kUnknownWord || group.lemma == lexicon_.do_) &&
      (form->forms & kBaseForm) == 0) {
    return false;
  }
  return true;
}

void Chunker::ReadVerbWord(TokenIndex token, const VerbForm& form, Chunk& group) const {
  const WordId before = group.lemma;
  const bool first = group.verb == kNone;
  group.lemma = form.lemma;
  group.verb = token;
  if (first && (group.flags & (kInfinitive | kFuture | kConditional)) == 0) {
    if ((form.forms & (kBaseForm | kThirdPerson)) != 0 && (form.forms & kPastForm) == 0) {
      group.flags |= kFinite;
    } else if ((form.forms & kGerundForm) != 0) {
      group.flags |= kGerund;
    } else {
      group.flags |= kFinite | kPast;  // Perhaps a bare participle: settled later.
    }
    return;
  }
  if (before == lexicon_.be || before == lexicon_.get) {
    if ((form.forms & kParticipleForm) != 0 && (form.forms & kGerundForm) == 0) {
      group.flags |= kPassive;
    }
  } else if (before == lexicon_.have) {
    group.flags |= (group.flags & kPast) != 0 ? kHadPerfect : kPerfect;
  }
}

/// "has since been linked": an adverb there.
bool Chunker::IsSince(TokenIndex token, const Chunk& group) const {
  return (group.flags & kFinite) != 0 && group.lemma == lexicon_.have &&
         document_.Folded(At(token)) == "since" && VerbAt(token + 1) != nullptr;
}

TokenIndex Chunker::ReadVerbGroup(TokenIndex token) {
  Chunk group;
  group.kind = ChunkKind::kVerbGroup;
  group.tokens.begin = token;
  TokenIndex end = token;
  while (Inside(token)) {
    const WordKind kind = KindAt(token);
    if (kind == WordKind::kTo) {
      if (token != group.tokens.begin) {
        break;
      }
      group.flags |= kInfinitive;
    } else if (kind == WordKind::kModal) {
      if (group.verb != kNone || (group.flags & (kFuture | kConditional)) != 0) {
        break;
      }
      const std::string_view modal = document_.Folded(At(token));
      const bool future = modal == "will" || modal == "shall" || modal == "'ll" || modal == "wo";
      group.flags |= kFinite | (future ? kFuture : kConditional);
      if (modal == "cannot") {
        group.flags |= kNegated;
      }
    } else if (kind == WordKind::kNegation || kind == WordKind::kAdverb || IsSince(token, group)) {
      if (kind == WordKind::kNegation) {
        group.flags |= kNegated;
      }
      if (document_.Folded(At(token)) == "never") {
        group.flags |= kNegated;
      }
      ++token;
      continue;  // Only kept if a verb follows.
    } else if (const VerbForm* form = VerbAt(token);
               form != nullptr && (group.verb == kNone || ContinuesVerbGroup(token, group))) {
      ReadVerbWord(token, *form, group);
    } else {
      break;
    }
    ++token;
    end = token;
  }
  group.tokens.end = std::max(end, group.tokens.begin + 1);
  if (group.verb == kNone) {
    group.verb = group.tokens.begin;
    if (LooksLikeVerb(group.verb)) {
      const bool past = EndsWith(document_.Folded(At(group.verb)), "ed");
      group.flags |= past ? kFinite | kPast : kGerund;
    } else {
      group.lemma = lexicon_.be;  // "He will." Nothing to say.
    }
  }
  SettleBareForm(group);
  group.word = At(group.verb).word;
  out_.push_back(group);
  return group.tokens.end;
}

/// "X, linked with Ajax for months, has signed": behind the next comma stands the verb of X.
bool Chunker::IsInsertion(TokenIndex token) const {
  constexpr TokenIndex kTokensMax = 14;
  if (!Inside(token) || KindAt(token) != WordKind::kPreposition) {
    return false;
  }
  for (TokenIndex at = token; at < token + kTokensMax && Inside(at + 1); ++at) {
    if (IsAuxiliary(at) || KindAt(at) == WordKind::kModal) {
      return false;
    }
    if (document_.Folded(At(at)) == ",") {
      TokenIndex next = at + 1;
      next += Inside(next + 1) && KindAt(next) == WordKind::kAdverb ? 1 : 0;
      const VerbForm* verb = VerbAt(next);
      return IsAuxiliary(next) || KindAt(next) == WordKind::kModal ||
             (verb != nullptr && (verb->forms & kPastForm) != 0);
    }
  }
  return false;
}

/// "X, signed from Ajax in January, ...": a form that is past and participle alike is a participle
/// if it stands behind a comma or noun and is followed by a preposition that a passive wants.
void Chunker::SettleBareForm(Chunk& group) const {
  const VerbForm* form = lexicon_.FindVerb(At(group.verb).word);
  if (form == nullptr || group.tokens.size() != 1 || (form->forms & kParticipleForm) == 0 ||
      (group.flags & kPast) == 0) {
    return;
  }
  const bool never_past = (form->forms & kPastForm) == 0;
  const TokenIndex next = group.tokens.end;
  const std::string_view follower = Inside(next) ? document_.Folded(At(next)) : std::string_view();
  const bool by = follower == "by";
  const bool participle_follower = by || follower == "from" || follower == "as";
  const ChunkKind before = out_.empty() ? ChunkKind::kStop : out_.back().kind;
  const bool behind_comma = before == ChunkKind::kComma && out_.size() > 1 &&
                            out_[out_.size() - 2].kind == ChunkKind::kNounPhrase;
  const bool behind_preposition =
      before == ChunkKind::kPreposition || before == ChunkKind::kSubordinator;
  const bool at_start = out_.empty();
  if (never_past || (by && before != ChunkKind::kRelative) ||
      (behind_comma && (participle_follower || IsInsertion(next))) ||
      (at_start && (participle_follower || KindAt(next) == WordKind::kPreposition)) ||
      (behind_preposition && participle_follower)) {
    group.flags =
        static_cast<uint16_t>((group.flags & ~(kFinite | kPast)) | kBareParticiple | kPassive);
  }
}

/// "won the FA Cup three times".
bool Chunker::IsCount(TokenIndex token) const {
  return Inside(token + 1) && document_.Folded(At(token + 1)) == "times";
}

/// "the likes of Roma and Lazio": they themselves are meant.
bool Chunker::IsTheLikesOf(TokenIndex token) const {
  constexpr std::size_t kLikesSize = 5;
  return Inside(token + 3) && At(token + 1).folded_size == kLikesSize &&
         document_.Folded(At(token + 1)) == "likes" && document_.Folded(At(token)) == "the" &&
         document_.Folded(At(token + 2)) == "of" && At(token + 3).Has(kWordToken);
}

TokenIndex Chunker::ReadNounPhrase(TokenIndex token) {
  token += IsTheLikesOf(token) ? 3 : 0;
  Chunk chunk;
  chunk.tokens.begin = token;
  TokenIndex end = token;
  while (Inside(end)) {
    const Token& at = At(end);
    if (at.mention != kNone) {
      const Mention& mention = document_.mentions[at.mention];
      const bool pronoun = mention.kind == MentionKind::kPronoun;
      if (pronoun && end != token) {
        break;
      }
      end = std::max(mention.tokens.end, end + 1);
      if (pronoun && lexicon_.KindOf(at.word) != WordKind::kDeterminer) {
        break;  // "he", "him": complete.
      }
    } else if (end == token || (at.Has(kPossessive) && !IsShortVerb(end))) {
      ++end;
    } else {
      const WordKind kind = KindAt(end);
      const bool time_here = std::any_of(
          times_.begin(), times_.end(),
          [&](const TimeExpression& time) { return time.tokens.begin == end && !time.within; });
      if (time_here || at.Has(kPunctuationToken) || at.Has(kOpenQuote) || at.Has(kCloseQuote)) {
        break;
      }
      // "the first side", "their back line", "a highly rated striker".
      const bool modifier = kind == WordKind::kAdverb && (OpensPhrase(end) || IsVenue(end)) &&
                            Inside(end + 1) && At(end + 1).Has(kWordToken) &&
                            At(end + 1).mention == kNone && KindAt(end + 1) != WordKind::kModal &&
                            !IsAuxiliary(end + 1);
      if (kind != WordKind::kOpen && !modifier) {
        break;
      }
      // "beat Arsenal 3-0", "represented Japan 89 times": the number is no part of the name.
      if ((at.Has(kNumberToken) || IsCount(end)) && At(end - 1).mention != kNone &&
          document_.mentions[At(end - 1).mention].kind != MentionKind::kDemonym &&
          lexicon_.KindOf(At(end - 1).word) != WordKind::kDeterminer) {  // But "his £47m move".
        break;
      }
      // Verbs end the phrase; ask as if the phrase so far had been read.
      Chunk so_far = chunk;
      so_far.tokens.end = end;
      out_.push_back(so_far);
      const bool verb = !modifier && BeginsVerbGroup(end);
      out_.pop_back();
      if (verb) {
        break;
      }
      ++end;
    }
  }
  FinishNounPhrase(chunk, end);
  chunk.tokens.end = BehindAge(end);
  out_.push_back(chunk);
  return chunk.tokens.end;
}

/// Behind ", 16," of "Garnacho, 16, and Fernandez, 17, joined": the age belongs to the name.
TokenIndex Chunker::BehindAge(TokenIndex end) const {
  if (!Inside(end + 2) || At(end - 1).mention == kNone || document_.Folded(At(end)) != "," ||
      !At(end + 1).Has(kNumberToken) || document_.Folded(At(end + 1)).size() != 2) {
    return end;
  }
  const Mention& mention = document_.mentions[At(end - 1).mention];
  const bool person = mention.kind == MentionKind::kName && mention.type != EntityType::kClub &&
                      mention.type != EntityType::kCompetition;
  const TokenIndex behind = end + 2;
  if (!person ||
      (document_.Folded(At(behind)) != "," && KindAt(behind) != WordKind::kConjunction)) {
    return end;
  }
  if (document_.Folded(At(behind)) != "," || !Inside(behind + 1)) {
    return behind;
  }
  const TokenIndex next = behind + 1;
  const VerbForm* verb = VerbAt(next);
  const bool goes_on = KindAt(next) == WordKind::kModal || KindAt(next) == WordKind::kConjunction ||
                       (verb != nullptr && !verb->noun_too && At(next).mention == kNone);
  return goes_on ? next : behind;
}

void Chunker::FinishNounPhrase(Chunk& chunk, TokenIndex end) {
  chunk.tokens.end = end;
  TokenIndex last = end - 1;
  if (At(last).Has(kPossessive) && last > chunk.tokens.begin) {
    --last;
  }
  if (At(last).mention != kNone) {
    chunk.head = At(last).mention;
  } else {
    chunk.head_word = last;
  }
  for (TokenIndex token = chunk.tokens.begin; token < last; ++token) {
    const MentionIndex mention = At(token).mention;
    if (mention != kNone && mention != chunk.head && document_.mentions[mention].possessive &&
        !(document_.mentions[mention].weak && document_.mentions[mention].entity == kNone)) {
      chunk.possessor = mention;
    }
  }
}

}  // namespace rondo::articles
