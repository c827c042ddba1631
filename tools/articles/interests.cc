#include "tools/articles/interests.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "tools/articles/article_view.h"
#include "tools/articles/small_list.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr uint32_t kReachMax = 18;         // From words of interest to the names around them.
constexpr uint32_t kLinkedReachMax = 25;   // The same where names stand on either side.
constexpr uint32_t kGapMax = 8;            // Between two names of a list.
constexpr uint32_t kSentencesBackMax = 3;  // To whoever is spoken of.

using MentionSet = SmallList<MentionIndex, 4>;
using EntityList = SmallList<EntityIndex, 4>;

/// Where the names stand that words of interest tie.
enum class Side : uint8_t {
  kBy,      // The club before, the person behind: "Roma are tracking Small".
  kLinked,  // On either side: "Small is linked with Roma", "with Small linked".
  kTarget,  // The person on either side, the club before or as its owner: "Roma's radar".
  kOf,      // The club behind: "interest from Roma".
};

/// The classes of words, looked up once.
struct InterestClasses {
  ClassId by, to, to_get, linked, target, of, off;
  ClassSet all;  // Of those that words of interest begin with, see Lexicon::MayBeginAny.

  explicit InterestClasses(const Lexicon& lexicon)
      : by(lexicon.FindClass("interest-by")),
        to(lexicon.FindClass("interest-to")),
        to_get(lexicon.FindClass("interest-to-get")),
        linked(lexicon.FindClass("interest-linked")),
        target(lexicon.FindClass("interest-target")),
        of(lexicon.FindClass("interest-of")),
        off(lexicon.FindClass("interest-off")),
        all(lexicon.SetOf({by, to, linked, target, of})) {}
};

struct Interest {
  TokenRange words;
  TokenRange clause;  // The part of the sentence in which names belong to them.
  Side side = Side::kBy;
};

class InterestReader : private ArticleView {
 public:
  InterestReader(const Document& document, const Knowledge& knowledge, const RuleSet& rules,
                 std::vector<Candidate>& candidates)
      : ArticleView(document, knowledge),
        lexicon_(rules.lexicon()),
        classes_(rules.lexicon()),
        candidates_(candidates) {}

  void Run() {
    if (!FindSagas()) {
      return;
    }
    for (SentenceIndex sentence = 0; sentence < document_.sentences.size(); ++sentence) {
      const TokenRange range = document_.sentences[sentence].tokens;
      if (!Lexicon::MayHold(document_.sentences[sentence].cues, classes_.all)) {
        continue;
      }
      for (TokenIndex at = range.begin; at < range.end;) {
        if (At(at).mention != kNone ||
            !Lexicon::MayHold(lexicon_.CuesOf(At(at).word), classes_.all)) {
          ++at;
          continue;
        }
        const Interest interest = InterestAt(at, range);
        if (interest.words.empty()) {
          ++at;
          continue;
        }
        Read(interest);
        at = interest.words.end;
      }
    }
    candidates_.insert(candidates_.end(), found_.begin(), found_.end());
  }

 private:
  uint32_t Match(ClassId id, TokenIndex at, TokenIndex end) const {
    return id == kNoClass || at >= end ? 0 : lexicon_.MatchClass(id, document_.Tokens({at, end}));
  }
  EntityIndex EntityOf(MentionIndex mention) const {
    return mention == kNone || MentionOf(mention).doubtful ? kNone : MentionOf(mention).entity;
  }
  bool IsPlayer(EntityIndex entity) const {
    return entity != kNone && document_.entities[entity].type == EntityType::kPlayer;
  }

  bool FindSagas();
  Interest InterestAt(TokenIndex at, TokenRange sentence) const;
  TokenRange ClauseAround(const Interest& interest, TokenRange sentence) const;
  bool IsOff(const Interest& interest) const;
  bool StandsAside(MentionIndex club) const;
  EntityIndex SuitorAt(MentionIndex mention) const;
  bool IsTarget(MentionIndex mention) const;
  bool IsJoint(TokenRange gap) const;
  /// "interest from Roma in Small".
  bool IsTie(TokenIndex at, TokenIndex end) const {
    return at < end && (Word(at) == "in" || Word(at) == "for" || Word(at) == "over");
  }
  TokenIndex End(const MentionSet& list) const {
    return MentionOf(list[list.size() - 1]).tokens.end;
  }
  MentionSet Before(TokenRange range, bool club) const;
  MentionSet Behind(TokenRange range, bool club) const;
  template <class Is>
  EntityIndex LastSpokenOf(TokenIndex token, Is is) const;
  EntityIndex PersonSpokenOf(const Interest& interest) const;
  EntityIndex ClubSpokenOf(TokenIndex at) const;
  bool IsKnown(EntityIndex club, EntityIndex person) const;
  void Read(const Interest& interest);
  void Add(const Interest& interest, EntityIndex club, EntityIndex person, std::string_view rule);

  const Lexicon& lexicon_;
  const InterestClasses classes_;
  std::vector<Candidate>& candidates_;
  std::vector<Candidate> found_;
  std::vector<bool> of_title_;    // By mention: "Roma striker Zed Small": where he is.
  std::vector<bool> wanted_;      // By entity: somebody wants him, or he is to move.
  std::vector<uint32_t> suitor_;  // How often it wants somebody.
};

/// Whose future the article is about, by the facts found so far; false if about nobody's.
bool InterestReader::FindSagas() {
  const bool any = std::any_of(candidates_.begin(), candidates_.end(), [](const Candidate& each) {
    return each.fact.relation == Relation::kWantsToSign || IsMove(each.fact.relation);
  });
  if (!any) {
    return false;
  }
  wanted_.assign(document_.entities.size(), false);
  suitor_.assign(document_.entities.size(), 0);
  of_title_.assign(document_.mentions.size(), false);
  for (const Description& description : document_.descriptions) {
    if (description.organisation != kNone && description.holder != kNone) {
      of_title_[description.organisation] = true;
    }
  }
  for (const Candidate& candidate : candidates_) {
    const Fact& fact = candidate.fact;
    if (fact.relation == Relation::kWantsToSign) {
      wanted_[fact.object] = true;
      ++suitor_[fact.subject];
    } else if (fact.relation == Relation::kTransferredTo ||
               fact.relation == Relation::kWantsToJoin ||
               fact.relation == Relation::kWantsToLeave || fact.relation == Relation::kLoanedTo) {
      wanted_[fact.subject] = true;
    }
  }
  return true;
}

Interest InterestReader::InterestAt(TokenIndex at, TokenRange sentence) const {
  Interest interest;
  const auto is = [&](ClassId id, Side side) {
    if (const uint32_t size = Match(id, at, sentence.end); size > interest.words.size()) {
      interest.words = {at, at + size};
      interest.side = side;
    }
  };
  is(classes_.by, Side::kBy);
  is(classes_.linked, Side::kLinked);
  is(classes_.target, Side::kTarget);
  is(classes_.of, Side::kOf);
  if (const uint32_t size = Match(classes_.to, at, sentence.end); size != 0) {
    const uint32_t more = Match(classes_.to_get, at + size, sentence.end);
    if (more != 0 && size + more > interest.words.size()) {
      interest.words = {at, at + size + more};
      interest.side = Side::kBy;
    }
  }
  if (!interest.words.empty()) {
    interest.clause = ClauseAround(interest, sentence);
  }
  return interest;
}

/// Up to the words that begin another matter.
TokenRange InterestReader::ClauseAround(const Interest& interest, TokenRange sentence) const {
  static constexpr WordList kBreaks = {
      "but",    ";",     ":",      "while", "whereas", "although", "though", "because", "after",
      "before", "since", "unless", "as",    "when",    "despite",  "-",      "–",       "—"};
  const TokenRange words = interest.words;
  const uint32_t reach = interest.side == Side::kLinked ? kLinkedReachMax : kReachMax;
  TokenRange clause = words;
  while (clause.begin > sentence.begin && words.begin - clause.begin < reach &&
         !kBreaks.Has(Word(clause.begin - 1))) {
    --clause.begin;
  }
  while (clause.end < sentence.end && clause.end - words.end < reach &&
         !kBreaks.Has(Word(clause.end))) {
    ++clause.end;
  }
  return clause;
}

/// Denied, over, or about what is one's own already.
bool InterestReader::IsOff(const Interest& interest) const {
  const TokenRange sentence = document_.sentences[At(interest.words.begin).sentence].tokens;
  for (TokenIndex at = sentence.begin; at < interest.words.begin; ++at) {
    if (Word(at) == "if") {
      return true;
    }
  }
  if (interest.words.begin > sentence.begin && Word(interest.words.begin) == "target" &&
      Word(interest.words.begin - 1) == "on") {
    return true;  // "with Mbappe on target": he has scored.
  }
  for (TokenIndex at = interest.clause.begin; at < interest.clause.end; ++at) {
    if (Match(classes_.off, at, interest.clause.end) != 0) {
      return true;
    }
  }
  return false;
}

/// "from Roma", "against Roma", "the former Roma striker".
bool InterestReader::StandsAside(MentionIndex club) const {
  static constexpr WordList kBefore = {"from",  "against", "over",   "past", "v",
                                       "leave", "leaving", "former", "ex",   "left",
                                       "at",    "of",      "in"};
  const Mention& mention = MentionOf(club);
  const TokenIndex begin = document_.sentences[mention.sentence].tokens.begin;
  TokenIndex at = mention.tokens.begin;
  at -= at > begin && Word(at - 1) == "the" ? 1 : 0;
  return at > begin && kBefore.Has(Word(at - 1));
}

/// The club that wants somebody: not its fans, or what somebody has there, but its manager.
EntityIndex InterestReader::SuitorAt(MentionIndex index) const {
  static constexpr WordList kNotTheClub = {"fans",    "supporters", "rival",  "rivals", "side",
                                           "academy", "youth",      "legend", "icon",   "great"};
  const EntityIndex entity = EntityOf(index);
  if (entity != kNone && document_.entities[entity].type == EntityType::kManager) {
    const EntityIndex club = document_.entities[entity].affiliation;  // He speaks for it.
    return IsClub(club) && !document_.entities[club].national_team ? club : kNone;
  }
  const TokenIndex end = MentionOf(index).tokens.end;
  const bool its = end < document_.tokens.size() && kNotTheClub.Has(Word(end));
  return IsClub(entity) && !document_.entities[entity].national_team && !its && !of_title_[index]
             ? entity
             : kNone;
}

/// A player, and surely somebody: unknown words with capitals stand beside clubs as well.
bool InterestReader::IsTarget(MentionIndex index) const {
  const EntityIndex entity = EntityOf(index);
  if (!IsPlayer(entity)) {
    return false;
  }
  const Entity& player = document_.entities[entity];
  return player.register_entry != kNone || !player.position.empty() || !player.role.empty() ||
         player.age >= 0 || wanted_[entity] || player.name.find(' ') != std::string::npos;
}

/// What may stand between two names of a list: marks, "and", titles.
bool InterestReader::IsJoint(TokenRange gap) const {
  bool joined = false;
  for (TokenIndex at = gap.begin; at < gap.end; ++at) {
    const std::string_view word = Word(at);
    const VerbForm* form = lexicon_.FindVerb(At(at).word);
    joined =
        joined || word == "," || word == "and" || word == "&" || word == "or" || word == "plus";
    if (At(at).mention == kNone &&
        ((form != nullptr && !form->noun_too) || lexicon_.KindOf(At(at).word) == WordKind::kModal ||
         word == "to" || word == "from" || word == "with" || word == "for" || word == "over")) {
      return false;
    }
  }
  return joined && gap.size() <= kGapMax;
}

/// The list of names that ends nearest before the end of the range.
MentionSet InterestReader::Before(TokenRange range, bool club) const {
  MentionSet list;
  TokenIndex last = range.end;
  for (TokenIndex at = range.end; at > range.begin; --at) {
    const MentionIndex index = At(at - 1).mention;
    if (index == kNone || MentionOf(index).tokens.begin != at - 1 ||
        !(club ? SuitorAt(index) != kNone && !StandsAside(index) : IsTarget(index))) {
      continue;
    }
    if (!list.empty() && !IsJoint({MentionOf(index).tokens.end, last})) {
      break;
    }
    list.push_back(index);
    last = at - 1;
  }
  return list;
}

/// The list of names that begins nearest behind the beginning of the range.
MentionSet InterestReader::Behind(TokenRange range, bool club) const {
  MentionSet list;
  TokenIndex last = range.begin;
  for (TokenIndex at = range.begin; at < range.end; ++at) {
    const MentionIndex index = At(at).mention;
    if (index == kNone || MentionOf(index).tokens.begin != at ||
        !(club ? SuitorAt(index) != kNone &&
                     (!list.empty() || at - range.begin < 2 || !StandsAside(index))
               : IsTarget(index))) {
      continue;
    }
    if (!list.empty() && !IsJoint({last, at})) {
      break;
    }
    list.push_back(index);
    last = MentionOf(index).tokens.end;
  }
  return list;
}

/// Whoever `is` one of those, named last before the token; kNone if that is long ago.
template <class Is>
EntityIndex InterestReader::LastSpokenOf(TokenIndex token, Is is) const {
  const SentenceIndex sentence = At(token).sentence;
  for (TokenIndex at = token; at > 0; --at) {
    if (sentence - At(at - 1).sentence > kSentencesBackMax) {
      break;
    }
    const EntityIndex entity = EntityOf(At(at - 1).mention);
    if (is(entity)) {
      return entity;
    }
  }
  return kNone;
}

/// The player named last, if the article is about his future, or if he is surely somebody and the
/// words speak of nothing but interest.
EntityIndex InterestReader::PersonSpokenOf(const Interest& interest) const {
  const EntityIndex player =
      LastSpokenOf(interest.words.begin, [&](EntityIndex entity) { return IsPlayer(entity); });
  const bool known = player != kNone && document_.entities[player].register_entry != kNone &&
                     interest.side != Side::kTarget;
  return player != kNone && (wanted_[player] || known) ? player : kNone;
}

/// The club named last that wants somebody.
EntityIndex InterestReader::ClubSpokenOf(TokenIndex token) const {
  return LastSpokenOf(token,
                      [&](EntityIndex entity) { return IsClub(entity) && suitor_[entity] > 0; });
}

bool InterestReader::IsKnown(EntityIndex club, EntityIndex person) const {
  const auto tells = [&](const Candidate& candidate) {
    const Fact& fact = candidate.fact;
    return (fact.relation == Relation::kWantsToSign && fact.subject == club &&
            fact.object == person) ||
           (fact.relation == Relation::kTransferredTo && fact.subject == person &&
            fact.object == club);
  };
  return std::any_of(candidates_.begin(), candidates_.end(), tells) ||
         std::any_of(found_.begin(), found_.end(), tells);
}

void InterestReader::Read(const Interest& interest) {
  if (IsOff(interest)) {
    return;
  }
  const TokenRange before = {interest.clause.begin, interest.words.begin};
  const TokenRange behind = {interest.words.end, interest.clause.end};
  MentionSet clubs;
  MentionSet people;
  std::string_view named;
  std::string_view person_spoken;
  std::string_view club_spoken;
  switch (interest.side) {
    case Side::kBy:
      clubs = Before(before, true);
      people = Behind(behind, false);
      named = "interest/by";
      person_spoken = "interest/by-in-whom";
      break;
    case Side::kLinked: {
      // "linked with Small", "linked with Roma": the other one stands before.
      const MentionSet people_behind = Behind(behind, false);
      const MentionSet clubs_behind = Behind(behind, true);
      const bool with_club =
          !clubs_behind.empty() && (people_behind.empty() || clubs_behind[0] < people_behind[0]);
      clubs = with_club ? clubs_behind : Before(before, true);
      people = with_club || people_behind.empty() ? Before(before, false) : people_behind;
      named = "interest/linked";
      person_spoken = "interest/linked-whom";
      club_spoken = "interest/linked-by-whom";
      break;
    }
    case Side::kTarget:
      clubs = Before(before, true);
      people = Before(before, false);
      people = people.empty() ? Behind(behind, false) : people;
      named = "interest/target";
      person_spoken = "interest/target-whom";
      club_spoken = "interest/target-by-whom";
      break;
    case Side::kOf:
      clubs = Behind(behind, true);
      if (!clubs.empty() && IsTie(End(clubs), interest.clause.end)) {
        people = Behind({End(clubs), interest.clause.end}, false);
      }
      people = people.empty() ? Before(before, false) : people;
      named = "interest/of";
      person_spoken = "interest/of-in-whom";
      break;
  }
  if (people.empty() && !clubs.empty() && !person_spoken.empty()) {
    const EntityIndex person = PersonSpokenOf(interest);
    for (const MentionIndex club : clubs) {
      Add(interest, SuitorAt(club), person, person_spoken);
    }
  }
  if (clubs.empty() && !people.empty() && !club_spoken.empty()) {
    const EntityIndex club = ClubSpokenOf(interest.words.begin);
    for (const MentionIndex person : people) {
      Add(interest, club, EntityOf(person), club_spoken);
    }
  }
  for (const MentionIndex club : clubs) {
    for (const MentionIndex person : people) {
      Add(interest, SuitorAt(club), EntityOf(person), named);
    }
  }
}

void InterestReader::Add(const Interest& interest, EntityIndex club, EntityIndex person,
                         std::string_view rule) {
  if (club == kNone || person == kNone || document_.entities[person].affiliation == club ||
      IsKnown(club, person)) {
    return;
  }
  const TokenIndex at = interest.words.begin;
  Candidate candidate =
      TodaysFact(document_, Relation::kWantsToSign, club, person, At(at).sentence, rule);
  candidate.trigger = at;
  candidate.words = document_.TextOf(interest.words);
  if (interest.side == Side::kLinked && candidate.fact.modality == Modality::kAsserted) {
    candidate.fact.modality = Modality::kReported;
    candidate.fact.speaker_unnamed = true;
  }
  found_.push_back(std::move(candidate));
}

}  // namespace

void FindInterests(const Document& document, const Knowledge& knowledge, const RuleSet& rules,
                   std::vector<Candidate>& candidates) {
  InterestReader(document, knowledge, rules, candidates).Run();
}

}  // namespace rondo::articles
