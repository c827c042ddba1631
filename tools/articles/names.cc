// Stage 3: every stretch of the text that looks like a name. The register's longest match wins
// inside a run of capitals; what it does not know becomes a mention of unknown standing, typed by
// its shape where it can be. A name of one word never wins against the longer run it is part of
// ("Victor" in "Victor Osimhen").

#include <algorithm>
#include <optional>
#include <set>

#include "tools/articles/pipeline.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr uint32_t kRunTokensMax = 12;
// Of most texts, somewhat less than the mean.
constexpr std::size_t kTokensOfMention = 4;

constexpr WordList kParticles = {
    "van", "de", "der", "den", "ter", "ten", "da",  "do", "dos", "das", "di", "del", "della", "la",
    "le",  "el", "al",  "bin", "ibn", "ben", "von", "zu", "y",   "e",   "st", "'t",  "mac",   "du"};

// "Birmingham-born", "Serie A-based": says of somebody what he is, and is no part of his name.
constexpr WordList kModifierEndings = {
    "born",     "based",    "wide",      "led",        "winning",     "time",       "term",
    "backed",   "owned",    "bound",     "like",       "style",       "era",        "old",
    "free",     "favour",   "trained",   "long",       "turn",        "inspired",   "linked",
    "seeking",  "chasing",  "hunting",   "raised",     "bred",        "speaking",   "affiliated",
    "educated", "half",     "placed",    "capped",     "ranked",      "season",     "run",
    "minute",   "year",     "man",       "match",      "half-time",   "choice",     "profile",
    "quality",  "standing", "away",      "promoted",   "threatened",  "relegated",  "fire",
    "serving",  "form",     "thirsty",   "hit",        "ravaged",     "plagued",    "rated",
    "fancied",  "admired",  "travelled", "pressed",    "anticipated", "awaited",    "founded",
    "contract", "flying",   "leading",   "breaking",   "scoring",     "known",      "respected",
    "regarded", "loved",    "stage",     "tier",       "table",       "flight",     "footed",
    "haired",   "paid",     "priced",    "strapped",   "stricken",    "struggling", "tipped",
    "touted",   "sought",   "maligned",  "criticised", "discussed",   "lived",      "needed",
    "deserved", "drawn",    "shy",       "eager",      "happy",       "stakes",     "minded",
    "foot",     "club",     "country",   "loan",       "signed",      "appointed",  "crowned",
    "mooted",   "reported", "speculated"};

// Words that never go on with a name, even where a lost full stop gives them a capital.
constexpr WordList kSentenceOpeners = {"the", "a",     "an",   "in",  "on",    "at",    "and",
                                       "but", "he",    "his",  "she", "this",  "that",  "it",
                                       "its", "with",  "from", "as",  "after", "while", "when",
                                       "who", "their", "they", "we",  "our",   "there", "however"};

constexpr WordList kPronouns = {"he",     "him",     "his",  "himself", "she",    "her",
                                "hers",   "herself", "they", "them",    "their",  "themselves",
                                "theirs", "we",      "us",   "our",     "ours",   "ourselves",
                                "i",      "me",      "my",   "mine",    "myself", "it",
                                "its",    "itself",  "who",  "whom",    "whose",  "which"};
constexpr WordList kPossessivePronouns = {"his",  "her", "hers", "their", "theirs", "our",
                                          "ours", "my",  "mine", "its",   "whose"};
constexpr WordList kPluralPronouns = {"they", "them", "their", "themselves", "theirs",
                                      "we",   "us",   "our",   "ours",       "ourselves"};

// "On Tuesday Roma announced": a day behind one of these is no part of the name behind it.
constexpr WordList kBeforeDays = {"on",   "last", "next",   "by",    "until", "since",
                                  "this", "from", "before", "after", "every"};
constexpr WordList kDays = {"monday", "tuesday",  "wednesday", "thursday",
                            "friday", "saturday", "sunday"};

// "Marmoush Joins City": what headlines say that somebody does, and nobody's surname.
constexpr WordList kHeadlineVerbs = {
    "joins",  "signs",     "wins",     "beats",   "leaves",   "agrees",    "seals",    "scores",
    "nets",   "returns",   "reveals",  "insists", "admits",   "says",      "tells",    "misses",
    "makes",  "completes", "confirms", "rejects", "praises",  "hails",     "warns",    "claims",
    "denies", "earns",     "loses",    "secures", "clinches", "announces", "explains", "believes",
    "wants",  "hits",      "takes",    "gets",    "gives",    "becomes",   "urges",    "vows"};

bool IsParticle(std::string_view folded) { return kParticles.Has(folded); }

bool IsModifier(std::string_view folded) {
  const std::size_t hyphen = folded.rfind('-');
  return hyphen != std::string_view::npos && hyphen > 0 &&
         kModifierEndings.Has(folded.substr(hyphen + 1));
}

bool IsSentenceOpener(std::string_view folded) { return kSentenceOpeners.Has(folded); }

struct Match {
  TokenIndex end = 0;
  uint32_t node = 0;
};

class NameFinder {
 public:
  NameFinder(Document& document, const Knowledge& knowledge)
      : document_(document), names_(knowledge.names) {}

  void Run() {
    document_.mentions.reserve(document_.tokens.size() / kTokensOfMention);
    CollectSurnames();
    for (SentenceIndex index = 0; index < document_.sentences.size(); ++index) {
      FindInSentence(index);
    }
  }

 private:
  const Token& At(TokenIndex index) const { return document_.tokens[index]; }
  std::string_view Word(TokenIndex index) const { return document_.Folded(At(index)); }
  bool IsCapital(TokenIndex index) const { return At(index).Has(kCapitalised); }
  /// Whether it is worth reading a name there: without a capital only the register has any.
  bool StartsName(TokenIndex index) const {
    const Token& token = At(index);
    if ((token.flags & (kCapitalised | kNumberToken | kOddlySpelt)) == 0) {
      return false;  // Nor is most of the text.
    }
    if (token.Has(kCapitalised)) {
      return true;
    }
    return (token.Has(kNumberToken) || (token.Has(kWordToken) && token.Has(kOddlySpelt))) &&
           names_.names().MayBegin(token.word);
  }

  void FindInSentence(SentenceIndex index) {
    const Sentence& sentence = document_.sentences[index];
    sentence_ = index;
    end_ = sentence.tokens.end;
    title_case_ = IsTitleCase(sentence);
    TokenIndex at = sentence.tokens.begin;
    while (at < end_) {
      if (At(at).Has(WordMark::kPronoun) && AddPronoun(at)) {
        ++at;
        continue;
      }
      at = StartsName(at) ? ReadName(at) : at + 1;
    }
  }

  /// English words that end a name somewhere in the article: "Shane Long". At the start of a
  /// sentence such a word may be the surname again.
  void CollectSurnames() {
    for (const Sentence& sentence : document_.sentences) {
      const Token* before = nullptr;
      for (const Token& token : document_.Tokens(sentence.tokens)) {
        if (!token.Has(kCapitalised)) {
          before = nullptr;
          continue;
        }
        if (before != nullptr && names_.IsCommonWord(token.word) &&
            !names_.IsCommonWord(before->word)) {
          surnames_.insert(token.word);
        }
        before = &token;
      }
    }
  }

  /// Headlines that capitalise every word: a capital proves nothing there.
  bool IsTitleCase(const Sentence& sentence) const {
    const std::span<const Token> tokens = document_.Tokens(sentence.tokens);
    const auto count = [&](bool capitalised) {
      const int wanted = capitalised ? kWordToken | kCapitalised : kWordToken;
      return std::count_if(tokens.begin(), tokens.end(), [&](const Token& token) {
        return (token.flags & (kWordToken | kCapitalised | kSentenceStart)) == wanted &&
               token.folded_size > 3 && names_.IsCommonWord(token.word);
      });
    };
    // Most sentences have no common word with a capital: the others need not be counted.
    const auto capital = count(true);
    const auto small = capital > 1 ? count(false) : 0;
    return (capital > 1 && capital + small >= 3 && capital > small) ||
           (capital > 0 && IsLineOfCapitals(tokens));
  }

  /// A heading inside the text: "Villa's Penalty Troubles Deepen", a line without marks in which no
  /// word of some length is small.
  bool IsLineOfCapitals(std::span<const Token> tokens) const {
    constexpr std::size_t kTokensMax = 14;
    constexpr int kWordsMin = 4;
    int words = 0;
    for (const Token& token : tokens) {
      if (token.Has(kPunctuationToken) && document_.TextOf(token) != "?" &&
          document_.TextOf(token) != "!") {
        return false;
      }
      if (!token.Has(kWordToken) || token.folded_size <= 3) {
        continue;
      }
      if (!token.Has(kCapitalised)) {
        return false;
      }
      ++words;
    }
    return words >= kWordsMin && tokens.size() <= kTokensMax;
  }

  /// The longest name of the register that begins at `at`.
  std::optional<Match> LongestMatch(TokenIndex at) const {
    if (!names_.names().MayBegin(At(at).word)) {
      return std::nullopt;
    }
    std::optional<Match> best = MatchAcrossBracket(at);
    uint32_t node = WordTrie::kRoot;
    for (TokenIndex next = at; next < end_ && next - at < kRunTokensMax; ++next) {
      node = names_.names().Step(node, At(next).word);
      if (node == WordTrie::kNowhere) {
        break;
      }
      if (!names_.names().ValuesAt(node).empty() &&
          (IsWrittenAsName(at, next) || (IsCapital(at) && IsDescriptionOfOne(node)))) {
        best = Match{next + 1, node};
      }
    }
    return best;
  }

  bool IsBracket(TokenIndex at, std::string_view round, std::string_view square) const {
    const std::string_view mark = document_.TextOf(At(at));
    return mark == round || mark == square;
  }

  /// "Chloe [Kelly]", "[Bruno] Fernandes": what a writer adds to the half of a name that somebody
  /// said.
  std::optional<Match> MatchAcrossBracket(TokenIndex at) const {
    const bool opens = at + 3 < end_ && At(at + 1).Has(kPunctuationToken) &&
                       IsBracket(at + 1, "(", "[") && IsBracket(at + 3, ")", "]");
    const bool closes = !opens && at > 0 && at + 2 < end_ && At(at + 1).Has(kPunctuationToken) &&
                        IsBracket(at + 1, ")", "]") && IsBracket(at - 1, "(", "[");
    if ((!opens && !closes) || !IsCapital(at) || !IsCapital(at + 2)) {
      return std::nullopt;
    }
    const uint32_t first = names_.names().Step(WordTrie::kRoot, At(at).word);
    const uint32_t node = first == WordTrie::kNowhere ? WordTrie::kNowhere
                                                      : names_.names().Step(first, At(at + 2).word);
    if (node == WordTrie::kNowhere || names_.names().ValuesAt(node).empty() ||
        !IsPersonName(node)) {
      return std::nullopt;
    }
    return Match{at + (opens ? 4U : 3U), node};
  }

  /// First and last word carry a capital; a comma or another mark that joined them would be in the
  /// name itself.
  bool IsWrittenAsName(TokenIndex first, TokenIndex last) const {
    const auto fits = [&](TokenIndex at) {
      return IsCapital(at) || At(at).Has(kNumberToken) || At(at).Has(kPossessive) ||
             At(at).Has(kOddlySpelt);
    };
    return fits(first) && fits(last);
  }

  /// "Italian top flight": says which competition is meant, in small letters.
  bool IsDescriptionOfOne(uint32_t node) const {
    const auto values = names_.names().ValuesAt(node);
    return std::any_of(values.begin(), values.end(), [&](uint32_t value) {
      return names_.name(value).use == NameUse::kDescription;
    });
  }

  /// True if `at` goes on with the run of capitals that the token before it is in.
  bool RunContinues(TokenIndex at) const {
    if (at >= end_) {
      return false;
    }
    const Token& token = At(at);
    if (token.Has(kWordToken) && token.Has(kCapitalised) && token.Has(kSpaceBefore)) {
      return document_.Folded(token) != "i";
    }
    // "van" between "Robin" and "Persie".
    if (token.Has(kWordToken) && !token.Has(kCapitalised) && IsParticle(document_.Folded(token))) {
      TokenIndex next = at + 1;
      if (next < end_ && !IsCapital(next) && IsParticle(document_.Folded(At(next)))) {
        ++next;
      }
      return next < end_ && At(next).Has(kWordToken) && IsCapital(next);
    }
    return false;
  }

  /// "the Bobby Small Player of the Year award", "the Bobby Small Stand": a thing with his name.
  bool NamesThing(TokenIndex behind) const {
    static constexpr WordList kThings = {"stand", "statue", "trophy", "award", "suite", "lounge"};
    static constexpr WordList kPrizes = {"player", "players", "footballer", "goalkeeper"};
    if (behind >= end_ || !IsCapital(behind)) {
      return false;
    }
    const bool prize = kPrizes.Has(Word(behind)) && behind + 2 < end_ && Word(behind + 1) == "of" &&
                       Word(behind + 2) == "the";
    return prize || (!title_case_ && kThings.Has(Word(behind)));
  }

  /// Reads one name at `at` and returns the token to go on with.
  TokenIndex ReadName(TokenIndex at) {
    const std::optional<Match> match = LongestMatch(at);
    if (match && (match->end - at >= 2 || !BelongsToLongerName(at))) {
      return NamesThing(match->end) && IsPersonName(match->node) ? match->end
                                                                 : AddKnown(at, *match);
    }
    if (!IsCapital(at)) {
      return at + 1;
    }
    // "at The Bernabeu": the article is no part of a name that is known without it.
    if (Word(at) == "the" && RunContinues(at + 1) && LongestMatch(at + 1)) {
      return at + 1;
    }
    return ReadUnknown(at);
  }

  bool IsPersonName(uint32_t node) const {
    const auto values = names_.names().ValuesAt(node);
    return std::any_of(values.begin(), values.end(),
                       [&](uint32_t value) { return IsHuman(names_.name(value).type); });
  }

  bool IsAdjective(uint32_t node) const {
    const auto values = names_.names().ValuesAt(node);
    return std::any_of(values.begin(), values.end(), [&](uint32_t value) {
      const NameUse use = names_.name(value).use;
      return use == NameUse::kAdjective || use == NameUse::kPeople;
    });
  }

  /// A register name of one word that is but the beginning of a name unknown: a given name before a
  /// surname.
  bool BelongsToLongerName(TokenIndex at) const {
    const bool given = names_.IsGivenName(At(at).word);
    const std::optional<Match> match = LongestMatch(at);
    if (!given && !(match && IsPersonName(match->node))) {
      return false;
    }
    if (!RunContinues(at + 1) || (match && kDays.Has(Word(at + 1)))) {
      return false;  // "lost 1-0 to Everton Saturday".
    }
    const std::optional<Match> next = LongestMatch(at + 1);
    if (next && (next->end - at - 1 >= 2 || OpensSentence(at))) {
      return false;
    }
    return !(title_case_ && names_.IsCommonWord(At(at + 1).word));
  }

  /// A word that English writes small, at a place where everything has a capital.
  bool OpensSentence(TokenIndex at) const {
    return (At(at).Has(kSentenceStart) || title_case_) && names_.IsCommonWord(At(at).word);
  }

  /// Of two words or more.
  bool BeginsKnownName(TokenIndex at) const {
    const std::optional<Match> match = LongestMatch(at);
    return match && match->end - at >= 2;
  }

  /// A sentence whose every word shouts.
  bool IsHeadlineInCapitals() const {
    const std::span<const Token> tokens = document_.Tokens(document_.sentences[sentence_].tokens);
    return std::none_of(tokens.begin(), tokens.end(), [](const Token& token) {
      return token.Has(kWordToken) && !token.Has(kAllCapitals) && token.folded_size > 3;
    });
  }

  bool IsDay(TokenIndex at) const {
    return at > 0 && kDays.Has(Word(at)) && kBeforeDays.Has(Word(at - 1));
  }

  /// Sentence-opening words and titles are no part of the name behind them.
  TokenIndex SkipOpening(TokenIndex at) const {
    const TokenIndex begin = at;
    while (at < end_ && IsCapital(at)) {
      const Token& token = At(at);
      if (at != begin && BeginsKnownName(at)) {
        break;  // "Former Man City ...": "man" is no title there.
      }
      if (IsModifier(document_.Folded(token)) || IsDay(at)) {
        ++at;
        continue;
      }
      if (const TokenIndex behind = TitleEnd(at); behind != at && RunContinues(behind)) {
        at = behind;
        continue;
      }
      const bool opens = token.Has(kSentenceStart) || title_case_;
      const bool particle = IsParticle(document_.Folded(token)) && RunContinues(at + 1);
      const bool given =
          names_.IsGivenName(token.word) && RunContinues(at + 1) && !LongestMatch(at + 1);
      if (opens && names_.IsCommonWord(token.word) && !particle && !given) {
        if ((IsClubWord(at) || surnames_.contains(token.word)) && !RunContinues(at + 1)) {
          return at;  // "United have ...", "City recently ...": stage 5 knows whether a club is
                      // meant.
        }
        ++at;
        continue;
      }
      break;
    }
    return at;
  }

  bool IsClubWord(TokenIndex at) const {
    return names_.KindOfFirst(At(at).word) == RunKind::kClub ||
           names_.KindOfLast(At(at).word) == RunKind::kClub;
  }

  /// The end of the title that begins at `at`, or `at`.
  TokenIndex TitleEnd(TokenIndex at) const {
    uint32_t node = WordTrie::kRoot;
    TokenIndex end = at;
    for (TokenIndex next = at; next < end_; ++next) {
      node = names_.titles().Step(node, At(next).word);
      if (node == WordTrie::kNowhere) {
        break;
      }
      const auto values = names_.titles().ValuesAt(node);
      // "Son Heung-min" is nobody's son.
      if (!values.empty() && !names_.title(values.front()).HasFlag("family")) {
        end = next + 1;
      }
    }
    return end;
  }

  TokenIndex ReadUnknown(TokenIndex at) {
    const TokenIndex begin = SkipOpening(at);
    if (begin != at) {
      return begin;
    }
    TokenIndex end = begin + 1;
    while (end - begin < kRunTokensMax && RunContinues(end)) {
      if ((title_case_ && names_.IsCommonWord(At(end).word)) || IsModifier(Word(end)) ||
          IsSentenceOpener(Word(end)) || kHeadlineVerbs.Has(Word(end))) {
        break;
      }
      const std::optional<Match> match = LongestMatch(end);
      const bool place = names_.KindOfFirst(At(begin).word) == RunKind::kPlace;
      if (match && !place && (match->end - end >= 2 || end - begin >= 2 || title_case_)) {
        break;
      }
      if (match && !names_.IsGivenName(At(begin).word) && IsAdjective(match->node)) {
        break;
      }
      ++end;
    }
    // A run that ends in a title ("Arsenal Director") leaves it to the descriptions.
    AddUnknown(begin, end);
    return end;
  }

  bool AddPronoun(TokenIndex at) {
    const Token& token = At(at);
    if (token.folded_size > 10 || !token.Has(kWordToken) ||
        (token.Has(kAllCapitals) && token.folded_size == 2)) {  // "US", "IT"
      return false;
    }
    const std::string_view word = document_.Folded(token);
    if (!kPronouns.Has(word)) {
      return false;
    }
    Mention& mention = Add(at, at + 1);
    mention.kind = MentionKind::kPronoun;
    mention.possessive = kPossessivePronouns.Has(word);
    mention.plural = kPluralPronouns.Has(word);
    return true;
  }

  Mention& Add(TokenIndex begin, TokenIndex end) {
    const auto index = static_cast<MentionIndex>(document_.mentions.size());
    Mention mention;
    mention.tokens = {begin, end};
    mention.sentence = sentence_;
    mention.possessive = end < end_ && At(end).Has(kPossessive);
    for (TokenIndex at = begin; at < end; ++at) {
      document_.tokens[at].mention = index;
    }
    return document_.mentions.emplace_back(mention);
  }

  TokenIndex AddKnown(TokenIndex at, const Match& match) {
    const auto values = names_.names().ValuesAt(match.node);
    const bool single = match.end - at == 1;
    const bool doubtful = names_.IsCommonWord(At(at).word);
    Mention& mention = Add(at, match.end);
    mention.candidate_begin = static_cast<uint32_t>(document_.candidates.size());
    document_.candidates.insert(document_.candidates.end(), values.begin(), values.end());
    mention.candidate_end = static_cast<uint32_t>(document_.candidates.size());
    mention.typed = true;
    mention.type = names_.name(values.front()).type;
    mention.kind = IsAdjective(match.node) && single ? MentionKind::kDemonym : MentionKind::kName;
    mention.weak = single && doubtful && (At(at).Has(kSentenceStart) || title_case_);
    if (mention.type == EntityType::kClub) {
      return ExtendByTeam(document_.mentions.size() - 1);
    }
    return match.end;
  }

  /// "France Under 20", "England U21s", "Chelsea Women": other teams of the same body.
  TokenIndex ExtendByTeam(std::size_t mention_index) {
    Mention& mention = document_.mentions[mention_index];
    TokenIndex at = mention.tokens.end;
    if (at >= end_) {
      return at;
    }
    const std::string_view word = Word(at);
    uint32_t length = 0;
    const bool form = word == "fc" || word == "afc" || word == "cf" || word == "sc" || word == "fk";
    const bool football_club = word == "football" && at + 1 < end_ && Word(at + 1) == "club";
    if (IsCapital(at) && (form || football_club)) {
      length = form ? 1 : 2;
    } else if (!title_case_ && IsCapital(at) && names_.KindOfLast(At(at).word) == RunKind::kClub) {
      // "Coventry United": a club that no table holds, and not Coventry City.
      mention.candidate_end = mention.candidate_begin;
      mention.kind = MentionKind::kName;
      length = 1;
    } else if (word == "women" || word == "ladies" || word == "wfc" || word == "femeni" ||
               word == "femenino" || word == "feminine" || word == "femini") {
      mention.variant = ClubVariant::kWomen;
      length = IsCapital(at) ? 1 : 0;
    } else if (word == "under" && at + 1 < end_ && At(at + 1).Has(kNumberToken)) {
      mention.under_age = AgeOf(document_.Folded(At(at + 1)));
      length = mention.under_age != 0 ? 2 : 0;
    } else if (word.starts_with("u") || word.starts_with("under-")) {
      const std::size_t digits = word.find_first_of("0123456789");
      if (digits != std::string_view::npos && digits <= 6) {
        mention.under_age = AgeOf(word.substr(digits));
        length = mention.under_age != 0 ? 1 : 0;
      }
    }
    if (mention.under_age != 0) {
      mention.variant = ClubVariant::kYouth;
    }
    for (uint32_t step = 0; step < length; ++step) {
      document_.tokens[at + step].mention = static_cast<MentionIndex>(mention_index);
    }
    mention.tokens.end = at + length;
    return mention.tokens.end;
  }

  static uint8_t AgeOf(std::string_view word) {
    if (word.size() < 2 || word[0] < '1' || word[0] > '2' || word[1] < '0' || word[1] > '9' ||
        (word.size() > 2 && word.substr(2) != "s")) {
      return 0;
    }
    return static_cast<uint8_t>((word[0] - '0') * 10 + (word[1] - '0'));
  }

  void AddUnknown(TokenIndex begin, TokenIndex end) {
    const Token& first = At(begin);
    const Token& last = At(end - 1);
    const bool single = end - begin == 1;
    RunKind kind = RunKind::kUnknown;
    if (!single) {
      kind = names_.KindOfLast(last.word);
      if (kind == RunKind::kUnknown) {
        kind = names_.KindOfFirst(first.word);
      }
    }
    if (kind == RunKind::kPlace || kind == RunKind::kNothing) {
      return;
    }
    const std::string_view mark = begin > 0 && !first.Has(kSpaceBefore)
                                      ? document_.TextOf(At(begin - 1))
                                      : std::string_view();
    const bool handle = mark == "@" || mark == "/" || mark == "#";
    const bool code = Word(begin).size() <= 3 &&
                      Word(begin).find_first_of("0123456789") != std::string_view::npos;
    const bool prefix = Word(begin).ends_with('-');      // "Ex-" in front of a name.
    const bool number = Word(begin).starts_with("no.");  // "their No.1".
    if (single &&
        (Word(begin).size() < 2 || handle || code || prefix || number || IsParticle(Word(begin)))) {
      return;
    }
    if (single && first.Has(kAllCapitals) && first.folded_size >= 3 && first.folded_size <= 4 &&
        !IsHeadlineInCapitals()) {
      return;  // "FFP", "VAR".
    }
    if (!single && NamesThing(end - 1)) {
      return;  // "Woman Player of the Year".
    }
    Mention& mention = Add(begin, end);
    mention.weak =
        single && (names_.IsCommonWord(first.word) || title_case_ || first.Has(kSentenceStart));
    mention.place = single && names_.IsPlace(first.word);
    mention.typed = kind != RunKind::kUnknown;
    switch (kind) {
      case RunKind::kClub:
        mention.type = EntityType::kClub;
        break;
      case RunKind::kCompetition:
        mention.type = EntityType::kCompetition;
        break;
      case RunKind::kOutlet:
        mention.type = EntityType::kOutlet;
        break;
      case RunKind::kOrganisation:
        mention.type = EntityType::kOrganisation;
        break;
      default:
        mention.type = EntityType::kPerson;
        break;
    }
    if (kind == RunKind::kUnknown && document_.TextOf(first).find('.') != std::string_view::npos &&
        single && first.folded_size > 4) {
      mention.type = EntityType::kOutlet;
      mention.typed = true;
    }
  }

  Document& document_;
  const NameRegister& names_;
  std::set<WordId> surnames_;
  SentenceIndex sentence_ = 0;
  TokenIndex end_ = 0;
  bool title_case_ = false;
};

}  // namespace

void MarkPronouns(WordMarks& marks) { marks.AddAll(WordMark::kPronoun, kPronouns); }

void FindNames(Document& document, const Knowledge& knowledge) {
  NameFinder(document, knowledge).Run();
}

}  // namespace rondo::articles
