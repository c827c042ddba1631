#include "tools/articles/wishes_to_leave.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "tools/articles/article_view.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr uint32_t kSubjectTokensMax = 12;  // Back to whoever wishes.
constexpr uint32_t kExitTokensMax = 3;      // From a word of wishing to the words for going.
constexpr uint32_t kClubTokensMax = 5;      // On to the club.
constexpr uint32_t kNegationTokensMax = 4;

/// The classes of words, looked up once.
struct UnrestClasses {
  ClassId for_, against, exit, not_so;
  ClassSet wishing;  // See Lexicon::MayBeginAny.

  explicit UnrestClasses(const Lexicon& lexicon)
      : for_(lexicon.FindClass("unrest-for")),
        against(lexicon.FindClass("unrest-against")),
        exit(lexicon.FindClass("unrest-exit")),
        not_so(lexicon.FindClass("unrest-not-so")),
        wishing(lexicon.SetOf({for_, against})) {}
};

struct Wish {
  TokenRange words;  // From the word of wishing to the end of the words for going.
  bool against = false;
};

/// Who wishes, with what stands before the wish.
struct Wisher {
  EntityIndex person = kNone;
  bool negated = false;
  bool possible = false;  // "may want".
};

class WishReader : private ArticleView {
 public:
  WishReader(const Document& document, const Knowledge& knowledge, const RuleSet& rules,
             std::vector<Candidate>& candidates)
      : ArticleView(document, knowledge),
        lexicon_(rules.lexicon()),
        classes_(rules.lexicon()),
        candidates_(candidates) {}

  void Run() {
    for (const Sentence& sentence : document_.sentences) {
      if (!Lexicon::MayHold(sentence.cues, classes_.wishing)) {
        continue;
      }
      for (TokenIndex at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
        if (At(at).mention != kNone ||
            !Lexicon::MayHold(lexicon_.CuesOf(At(at).word), classes_.wishing)) {
          continue;
        }
        if (const std::optional<Wish> wish = WishAt(at, sentence.tokens.end); wish) {
          Read(*wish, sentence.tokens);
          at = wish->words.end - 1;
        }
      }
    }
    candidates_.insert(candidates_.end(), found_.begin(), found_.end());
  }

 private:
  uint32_t Match(ClassId id, TokenIndex at, TokenIndex end) const {
    return id == kNoClass || at >= end ? 0 : lexicon_.MatchClass(id, document_.Tokens({at, end}));
  }
  std::optional<Wish> WishAt(TokenIndex at, TokenIndex end) const;
  Wisher WisherOf(const Wish& wish, TokenRange sentence) const;
  bool IsTied(TokenIndex mention, TokenIndex begin) const;
  EntityIndex PersonAt(MentionIndex mention) const;
  bool IsOver(TokenIndex at, TokenIndex end) const;
  EntityIndex ClubBehind(const Wish& wish, TokenIndex end) const;
  bool IsWantedBy(EntityIndex person, EntityIndex club) const;
  EntityIndex HomeOf(EntityIndex person) const;
  bool IsTold(EntityIndex person, EntityIndex club) const;
  void Read(const Wish& wish, TokenRange sentence);
  void Add(const Wish& wish, const Wisher& wisher, EntityIndex club);

  const Lexicon& lexicon_;
  const UnrestClasses classes_;
  std::vector<Candidate>& candidates_;
  std::vector<Candidate> found_;
};

std::optional<Wish> WishReader::WishAt(TokenIndex at, TokenIndex end) const {
  Wish wish;
  const uint32_t against = Match(classes_.against, at, end);
  const uint32_t size = std::max(against, Match(classes_.for_, at, end));
  if (size == 0) {
    return std::nullopt;
  }
  wish.against = against == size;
  for (TokenIndex next = at + size; next < end && next <= at + size + kExitTokensMax; ++next) {
    if (const uint32_t more = Match(classes_.exit, next, end); more != 0) {
      wish.words = {at, next + more};
      return wish;
    }
    // "wants the club to leave": others are to do it.
    const bool negation = lexicon_.KindOf(At(next).word) == WordKind::kNegation;
    wish.against = wish.against != negation;
    const bool other = Word(next) == "to" && next + 1 < end &&
                       lexicon_.KindOf(At(next + 1).word) != WordKind::kDeterminer;
    if (At(next).mention != kNone || At(next).Has(kPunctuationToken) || other) {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

/// Whoever a mention means, if that is a person; of "I" whoever speaks.
EntityIndex WishReader::PersonAt(MentionIndex index) const {
  const Mention& mention = MentionOf(index);
  if (mention.doubtful) {
    return kNone;
  }
  if (Word(mention.tokens.begin) == "i") {
    const EntityIndex speaker = SpeakerAt(mention);
    return speaker != kNone && IsHuman(document_.entities[speaker].type) ? speaker : kNone;
  }
  return IsPerson(index) ? mention.entity : kNone;
}

/// "frozen out by coach Zed Small and is keen": of whoever stands before.
bool WishReader::IsTied(TokenIndex mention, TokenIndex begin) const {
  static constexpr WordList kTies = {"of", "for", "with", "by", "against", "from", "to", "about"};
  for (TokenIndex at = mention; at > begin && mention - at < 3; --at) {
    if (kTies.Has(Word(at - 1))) {
      return true;
    }
    const VerbForm* form = lexicon_.FindVerb(At(at - 1).word);
    const bool verb = form != nullptr && !form->noun_too && Word(at - 1) != "coach";
    if (verb || At(at - 1).Has(kPunctuationToken)) {
      return false;
    }
  }
  return false;
}

Wisher WishReader::WisherOf(const Wish& wish, TokenRange sentence) const {
  static constexpr WordList kMay = {"may", "might", "could", "would", "possibly", "perhaps"};
  static constexpr WordList kBreaks = {";",     ":",        "but", "because",
                                       "while", "although", "as",  "than"};
  Wisher wisher;
  for (TokenIndex at = wish.words.begin;
       at > sentence.begin && wish.words.begin - at < kSubjectTokensMax;) {
    --at;
    if (kBreaks.Has(Word(at)) || Match(classes_.not_so, at, wish.words.begin) > 0) {
      return {};
    }
    const MentionIndex index = At(at).mention;
    if (index == kNone) {
      const bool near = wish.words.begin - at <= kNegationTokensMax;
      const WordKind kind = lexicon_.KindOf(At(at).word);
      wisher.negated =
          wisher.negated || (near && (kind == WordKind::kNegation || Word(at) == "no"));
      wisher.possible = wisher.possible || (near && kMay.Has(Word(at)));
      continue;
    }
    const Mention& mention = MentionOf(index);
    at = mention.tokens.begin;
    if (IsTied(at, sentence.begin)) {
      continue;
    }
    for (TokenIndex back = at; back > sentence.begin && at - back < 3; --back) {
      if (Match(classes_.not_so, back - 1, wish.words.begin) > 0) {
        return {};
      }
    }
    wisher.person = PersonAt(index);
    return wisher;
  }
  return {};
}

/// Nothing follows that would be left instead of a club: "to leave the pitch".
bool WishReader::IsOver(TokenIndex at, TokenIndex end) const {
  static constexpr WordList kNext = {
      "in",     "this", "on",    "for",  "after", "as",     "and",  "at",       "but",     "until",
      "beyond", "next", "when",  "or",   "with",  "before", "when", "despite",  "because", "by",
      "during", "to",   "there", "here", "amid",  "if",     "so",   "following"};
  return at >= end || At(at).Has(kPunctuationToken) || kNext.Has(Word(at));
}

/// "to leave Roma", "a move away from his boyhood club".
EntityIndex WishReader::ClubBehind(const Wish& wish, TokenIndex end) const {
  for (TokenIndex at = wish.words.end; at < end && at < wish.words.end + kClubTokensMax; ++at) {
    const MentionIndex index = At(at).mention;
    if (index == kNone) {
      static constexpr WordList kBreaks = {"but", "and", "or", "after", "before", "if", "when"};
      if (At(at).Has(kPunctuationToken) || lexicon_.FindVerb(At(at).word) != nullptr ||
          kBreaks.Has(Word(at))) {
        return kNone;
      }
      continue;
    }
    const Mention& mention = MentionOf(index);
    if (mention.entity != kNone &&
        document_.entities[mention.entity].type == EntityType::kCompetition) {
      return kNone;
    }
    if (mention.entity != kNone && IsClub(mention.entity) && !mention.doubtful) {
      return document_.entities[mention.entity].national_team ? kNone : mention.entity;
    }
    at = mention.tokens.end - 1;
  }
  return kNone;
}

/// Who still wants him, or awaits him, does not have him.
bool WishReader::IsWantedBy(EntityIndex person, EntityIndex club) const {
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& candidate) {
    const Fact& fact = candidate.fact;
    return (fact.relation == Relation::kWantsToSign && fact.subject == club &&
            fact.object == person) ||
           (fact.relation == Relation::kTransferredTo && fact.subject == person &&
            fact.object == club && fact.modality == Modality::kHoped);
  });
}

/// Where he is: by the facts, else by what is known of him.
EntityIndex WishReader::HomeOf(EntityIndex person) const {
  for (const Candidate& candidate : candidates_) {
    const Fact& fact = candidate.fact;
    const bool post = fact.relation == Relation::kPlaysFor || fact.relation == Relation::kManages ||
                      fact.relation == Relation::kContractedTo;
    if (post && fact.subject == person && !candidate.optional && !candidate.ended &&
        fact.modality <= Modality::kReported && !document_.entities[fact.object].national_team &&
        !IsWantedBy(person, fact.object)) {
      return fact.object;
    }
  }
  const EntityIndex club = document_.entities[person].affiliation;
  const bool his = IsClub(club) && !document_.entities[club].national_team;
  return his && !IsWantedBy(person, club) ? club : kNone;
}

bool WishReader::IsTold(EntityIndex person, EntityIndex club) const {
  return IsClaimed(candidates_, Relation::kWantsToLeave, person, club) ||
         IsClaimed(found_, Relation::kWantsToLeave, person, club);
}

void WishReader::Read(const Wish& wish, TokenRange sentence) {
  const Wisher wisher = WisherOf(wish, sentence);
  if (wisher.person == kNone) {
    return;
  }
  const EntityType type = document_.entities[wisher.person].type;
  if (type != EntityType::kPlayer && type != EntityType::kManager) {
    return;
  }
  EntityIndex club = ClubBehind(wish, sentence.end);
  const bool then = Word(wish.words.begin).ends_with("ed");  // Perhaps of a club long left.
  if (club == kNone && !then && IsOver(wish.words.end, sentence.end)) {
    club = HomeOf(wisher.person);
  }
  if (club != kNone && !IsTold(wisher.person, club)) {
    Add(wish, wisher, club);
  }
}

void WishReader::Add(const Wish& wish, const Wisher& wisher, EntityIndex club) {
  const TokenIndex at = wish.words.begin;
  Candidate candidate = TodaysFact(document_, Relation::kWantsToLeave, wisher.person, club,
                                   At(at).sentence, "unrest/wants-to-leave");
  if (wisher.negated != wish.against) {
    candidate.fact.modality = Modality::kNegated;
  } else if (wisher.possible) {
    candidate.fact.modality = Modality::kHoped;
  }
  candidate.trigger = at;
  candidate.words = document_.TextOf(wish.words);
  found_.push_back(std::move(candidate));
}

}  // namespace

void FindWishesToLeave(const Document& document, const Knowledge& knowledge, const RuleSet& rules,
                       std::vector<Candidate>& candidates) {
  WishReader(document, knowledge, rules, candidates).Run();
}

}  // namespace rondo::articles
