#include "tools/articles/antecedent_search.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "tools/articles/word_list.h"

namespace rondo::articles {
namespace {

constexpr uint32_t kMentionsBackMax = 70;
constexpr uint32_t kSentencesBackMax = 8;
// Articles may open with "The 23-year-old midfielder ..." and give the name later.
constexpr SentenceIndex kOpeningSentences = 2;
constexpr SentenceIndex kSentencesAheadMax = 5;

}  // namespace

AntecedentSearch::AntecedentSearch(const Document& document, const Knowledge& knowledge,
                                   const SentenceRoles& roles, const Memberships& memberships,
                                   const AntecedentEvidence& evidence)
    : ArticleView(document, knowledge),
      roles_(roles),
      memberships_(memberships),
      evidence_(evidence) {
  FindTopicPerson();
}

/// Whom the article names most; whom it, or its headline, begins with counts for more. kNone if
/// another is named almost as often.
void AntecedentSearch::FindTopicPerson() {
  constexpr double kSubjectWorth = 2.0;
  constexpr double kMore = 1.3;
  constexpr double kLeast = 4.0;
  std::vector<double> weight(document_.entities.size(), 0.0);
  bool begun = false;
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    const Mention& mention = MentionOf(index);
    if (mention.entity == kNone || mention.kind != MentionKind::kName ||
        !IsHuman(document_.entities[mention.entity].type) ||
        document_.entities[mention.entity].type == EntityType::kJournalist) {
      continue;
    }
    const bool headline = document_.sentences[mention.sentence].headline;
    const bool begins = headline ? roles_.IsSubject(index) : !begun;
    weight[mention.entity] += 1.0 + (begins ? kSubjectWorth : 0.0);
    begun = begun || !headline;
  }
  std::vector<EntityIndex> order(weight.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](EntityIndex left, EntityIndex right) {
    return weight[left] > weight[right];
  });
  const auto clear = [&](std::size_t rank) {
    const double next = rank + 1 < order.size() ? weight[order[rank + 1]] : 0.0;
    return rank < order.size() && weight[order[rank]] >= std::max(kLeast, next * kMore);
  };
  topic_person_ = clear(0) ? order[0] : kNone;
  second_person_ = clear(1) ? order[1] : kNone;
}

/// Whether the mention may stand for the entity, however near it is: told once for each of the
/// entities that Best() considers.
inline bool AntecedentSearch::IsMeantMaybe(MentionIndex index, EntityIndex entity,
                                           const Wanted& wanted) {
  if (entity == kNone || entity == wanted.except || entity == wanted.subject) {
    return false;
  }
  Verdict& verdict = verdicts_[entity];
  if (verdict.search != search_) {
    Judge(index, entity, wanted, verdict);
  }
  return verdict.fits;
}

Antecedent AntecedentSearch::Best(MentionIndex index, const Wanted& wanted) {
  const Mention& mention = MentionOf(index);
  scores_.clear();
  verdicts_.resize(document_.entities.size());
  ++search_;
  around_ = SurroundingsOf(index, wanted);
  const MentionIndex first = index > kMentionsBackMax ? index - kMentionsBackMax : 0;
  for (MentionIndex back = index; back > first; --back) {
    const Mention& candidate = MentionOf(back - 1);
    if (mention.sentence - candidate.sentence > kSentencesBackMax) {
      break;
    }
    if (IsMeantMaybe(index, candidate.entity, wanted)) {
      Consider(index, back - 1, candidate.entity, wanted);
    }
    if (wanted.plural && !wanted.object) {
      const EntityIndex team = TeamLedBy(index, back - 1);
      if (IsMeantMaybe(index, team, wanted)) {
        Consider(index, back - 1, team, wanted);
      }
    }
  }
  return BestOfScores(index, wanted);
}

/// The one with the highest score; whoever is named later where none is high enough.
Antecedent AntecedentSearch::BestOfScores(MentionIndex index, const Wanted& wanted) const {
  Antecedent best;
  double best_score = 0.0;
  for (const Score& score : scores_) {
    if (score.value > best_score) {
      best.margin = score.value - best_score;
      best_score = score.value;
      best.entity = score.entity;
    } else {
      best.margin = std::min(best.margin, best_score - score.value);
    }
  }
  if (best_score >= 1.0) {
    return best;
  }
  return {Ahead(index, wanted), best_score + kUncontested};
}

/// What the words around the mention tell of whomever it stands for.
AntecedentSearch::Surroundings AntecedentSearch::SurroundingsOf(MentionIndex index,
                                                                const Wanted& wanted) const {
  Surroundings around;
  const MentionIndex voice = roles_.VoiceBefore(index);
  around.last_voice = voice == kNone ? kNone : MentionOf(voice).entity;
  if (wanted.human) {
    around.role = IsSigned(index) ? EntityType::kPlayer : RoleBehind(index);
    around.speaks = SpeaksBehind(index);
    around.spell_club = MentionOf(index).possessive ? SpellBehind(index) : kNone;
    around.squad_club = SquadBehind(index);
  }
  if (wanted.body) {
    const EntityIndex owners_club = OwnersClub(index);
    around.focus_club = owners_club == kNone ? FocusClub(index) : owners_club;
    around.focus_weight = owners_club == kNone ? 3.0 : 8.0;
  }
  return around;
}

/// Where an article opens with "The 23-year-old midfielder ..." and gives the name later.
EntityIndex AntecedentSearch::Ahead(MentionIndex index, const Wanted& wanted) const {
  const Mention& mention = MentionOf(index);
  if (mention.sentence > kOpeningSentences || wanted.object || IsQuoted(mention)) {
    return kNone;
  }
  for (MentionIndex next = index + 1; next < document_.mentions.size(); ++next) {
    const Mention& candidate = MentionOf(next);
    if (candidate.sentence > mention.sentence + kSentencesAheadMax) {
      break;
    }
    if (candidate.sentence != mention.sentence && candidate.kind == MentionKind::kName &&
        candidate.entity != kNone && roles_.IsSubject(next) &&
        evidence_.Fits(candidate.entity, wanted)) {
      return candidate.entity;
    }
  }
  return kNone;
}

/// The club of whoever has what is there: "Smalling's contract with the club".
EntityIndex AntecedentSearch::OwnersClub(MentionIndex index) const {
  constexpr TokenIndex kPhraseMax = 6;
  if (index == 0) {
    return kNone;
  }
  const Mention& owner = MentionOf(index - 1);
  const bool near = owner.possessive && owner.entity != kNone &&
                    owner.sentence == MentionOf(index).sentence &&
                    owner.tokens.end + kPhraseMax > MentionOf(index).tokens.begin;
  return near && IsHuman(document_.entities[owner.entity].type)
             ? document_.entities[owner.entity].affiliation
             : kNone;
}

/// The club of the person that the sentence is about: "he will only have a future at the club".
EntityIndex AntecedentSearch::FocusClub(MentionIndex index) const {
  const SentenceIndex sentence = MentionOf(index).sentence;
  for (MentionIndex back = index; back > 0 && MentionOf(back - 1).sentence + 1 >= sentence;
       --back) {
    const Mention& candidate = MentionOf(back - 1);
    if (candidate.entity != kNone &&
        (roles_.IsSubject(back - 1) || roles_.IsClauseSubject(back - 1)) &&
        IsHuman(document_.entities[candidate.entity].type)) {
      return document_.entities[candidate.entity].affiliation;
    }
  }
  return kNone;
}

/// "scored at the Etihad": where, not who.
bool AntecedentSearch::IsWhereItWas(const Mention& mention) const {
  if (mention.candidate_begin == mention.candidate_end || mention.tokens.begin < 2) {
    return false;
  }
  const NameUse use = names_.name(document_.candidates[mention.candidate_begin]).use;
  const TokenIndex before =
      mention.tokens.begin - (Word(mention.tokens.begin - 1) == "the" ? 2 : 1);
  return use == NameUse::kMetonym && Word(before) == "at";
}

/// "Barcelona coach Hansi Flick praised the whole team": his own.
bool AntecedentSearch::IsCoachsTeam(const Mention& mention, const Wanted& wanted) const {
  if (wanted.title->phrase != "team" && wanted.title->phrase != "side") {
    return false;
  }
  for (TokenIndex at = document_.sentences[mention.sentence].tokens.begin;
       at < mention.tokens.begin; ++at) {
    const MentionIndex before = At(at).mention;
    if (before != kNone && MentionOf(before).entity != kNone && roles_.IsSubject(before)) {
      return document_.entities[MentionOf(before).entity].type == EntityType::kManager;
    }
  }
  return false;
}

/// Told once for each of the entities that Best() considers.
void AntecedentSearch::Judge(MentionIndex index, EntityIndex entity, const Wanted& wanted,
                             Verdict& verdict) const {
  verdict.search = search_;
  verdict.fits = evidence_.Fits(entity, wanted) && !others_named_.contains({index, entity});
  if (verdict.fits) {
    verdict.described = evidence_.DescriptionBonus(entity, wanted);
    verdict.placed =
        SquadBonus(entity, wanted) + SpellBonus(entity) + RoleBonus(index, entity, wanted);
  }
}

/// "Paul Fons wants a striker. They have bid for Zed Small": the coach's club, where the sentence
/// before is about him.
EntityIndex AntecedentSearch::TeamLedBy(MentionIndex index, MentionIndex back) const {
  const Mention& candidate = MentionOf(back);
  const bool before = MentionOf(index).sentence == candidate.sentence + 1;
  if (!before || !roles_.IsSubject(back) || candidate.entity == kNone || IsQuoted(candidate) ||
      IsQuoted(MentionOf(index))) {
    return kNone;
  }
  const Entity& coach = document_.entities[candidate.entity];
  return coach.type == EntityType::kManager && IsClub(coach.affiliation) ? coach.affiliation
                                                                         : kNone;
}

void AntecedentSearch::Consider(MentionIndex index, MentionIndex back, EntityIndex entity,
                                const Wanted& wanted) {
  const Mention& mention = MentionOf(index);
  const Mention& candidate = MentionOf(back);
  double value = 0.0;
  const uint32_t distance = mention.sentence - candidate.sentence;
  constexpr std::array<double, 4> kNearness = {12.0, 8.0, 5.5, 4.0};
  value = distance < kNearness.size() ? kNearness[distance] : 3.0 - 0.2 * distance;
  if (distance == 0) {
    value += SameSentenceBonus(index, back, wanted);
  } else if (roles_.IsSubject(back)) {
    value += 2.5;
  } else if (roles_.IsClauseSubject(back)) {
    value += 1.0;
  }
  if (roles_.IsModifier(back)) {
    value -= wanted.body ? 1.0 : 0.5;
  }
  if (wanted.body && roles_.IsOfFormer(back)) {
    value -= 3.0;  // "former Roma coach Paul Fons": where he is no more.
  }
  const bool speaks = wanted.except != kNone && topic_person_ == wanted.except;
  const EntityIndex topic = speaks ? second_person_ : topic_person_;
  if (wanted.human && entity == topic && !wanted.female) {
    const double again = distance == 0 ? (wanted.object ? 1.5 : 0.5) : 1.0;
    value += mention.kind == MentionKind::kPronoun ? again : 3.0;
  }
  if (IsQuoted(candidate) && !IsQuoted(mention)) {
    value -= 4.0;
  }
  if (wanted.plural && IsWhereItWas(candidate)) {
    value -= 5.0;
  }
  if (document_.sentences[candidate.sentence].headline) {
    value -= 1.0;
  }
  value += verdicts_[entity].described;
  value += verdicts_[entity].placed;
  if (entity == around_.last_voice) {
    value += 3.0;
  }
  if (wanted.body && wanted.title != nullptr && entity == around_.focus_club) {
    value += IsCoachsTeam(mention, wanted) ? 7.0 : around_.focus_weight;
  }
  for (Score& score : scores_) {
    if (score.entity == entity) {
      score.value = std::max(score.value, value) + (score.count < 4 ? 0.4 : 0.0);
      ++score.count;
      return;
    }
  }
  scores_.push_back({entity, value, 1});
}

/// "He is a fine goalkeeper": no coach. And of those who report something more is told but what
/// they say.
double AntecedentSearch::RoleBonus(MentionIndex index, EntityIndex entity,
                                   const Wanted& wanted) const {
  const EntityType type = document_.entities[entity].type;
  if (wanted.title != nullptr || !IsHuman(type)) {
    return 0.0;
  }
  const bool other = around_.role != EntityType::kPerson && type != around_.role;
  const bool idle = type == EntityType::kJournalist && !around_.speaks &&
                    MentionOf(index).kind == MentionKind::kPronoun;
  return (other ? -6.0 : 0.0) + (idle ? (wanted.object ? -6.0 : -2.0) : 0.0);
}

/// "failed to sign the German": a player, as coaches are appointed.
bool AntecedentSearch::IsSigned(MentionIndex index) const {
  static constexpr WordList kDeals = {
      "sign", "signed", "signing", "buy",     "bought", "buying", "sell",   "sold",    "selling",
      "loan", "loaned", "loaning", "recruit", "land",   "landed", "pursue", "offload", "re-sign"};
  const TokenIndex begin = roles_.PhraseBegin(MentionOf(index));
  return begin > 0 && !MentionOf(index).possessive &&
         At(begin - 1).sentence == MentionOf(index).sentence && kDeals.Has(Word(begin - 1));
}

/// "he was 17 when ...": too young for anything else.
bool AntecedentSearch::IsPlayersAge(TokenIndex at) const {
  const std::string_view word = Word(at);
  const bool teens = word.size() == 2 && word[0] == '1' && word[1] >= '4' && word[1] <= '9';
  return teens && at + 1 < document_.tokens.size() &&
         (!At(at + 1).Has(kWordToken) || Word(at + 1) == "when" || Word(at + 1) == "or" ||
          Word(at + 1) == "and" || Word(at + 1) == "at");
}

/// What a pronoun is said to be: "he is a good player"; a person where nothing is said.
EntityType AntecedentSearch::RoleBehind(MentionIndex index) const {
  static constexpr WordList kPlayers = {"player",     "goalkeeper",  "keeper",   "striker",
                                        "midfielder", "defender",    "winger",   "forward",
                                        "full-back",  "centre-back", "finisher", "shot-stopper"};
  static constexpr WordList kCoaches = {"manager", "coach", "boss"};
  constexpr TokenIndex kWordsMax = 6;
  const TokenIndex begin = MentionOf(index).tokens.end;
  const SentenceIndex sentence = MentionOf(index).sentence;
  bool is = false;
  for (TokenIndex at = begin; at < document_.tokens.size() && at < begin + kWordsMax; ++at) {
    if (At(at).sentence != sentence || At(at).mention != kNone ||
        (At(at).Has(kPunctuationToken) && !is)) {
      break;
    }
    is = is || roles_.IsCopula(at);
    if (is && (kPlayers.Has(Word(at)) || IsPlayersAge(at))) {
      return EntityType::kPlayer;
    }
    if (is && kCoaches.Has(Word(at))) {
      return EntityType::kManager;
    }
  }
  return EntityType::kPerson;
}

/// "he said", "he also revealed".
bool AntecedentSearch::SpeaksBehind(MentionIndex index) const {
  constexpr TokenIndex kWordsMax = 4;
  const TokenIndex begin = MentionOf(index).tokens.end;
  for (TokenIndex at = begin; at < document_.tokens.size() && at < begin + kWordsMax; ++at) {
    if (At(at).sentence != MentionOf(index).sentence) {
      return false;
    }
    if (names_.SpeechOf(At(at).word) != SpeechKind::kNoSpeech) {
      return true;
    }
  }
  return false;
}

/// Whom a club leaves out of its squad, or takes into it, is one of its own.
double AntecedentSearch::SquadBonus(EntityIndex index, const Wanted& wanted) const {
  const EntityIndex club = document_.entities[index].affiliation;
  if (!wanted.human || around_.squad_club == kNone || club == kNone ||
      document_.entities[club].type != EntityType::kClub ||
      document_.entities[club].national_team !=
          document_.entities[around_.squad_club].national_team) {
    return 0.0;
  }
  return club == around_.squad_club ? 3.0 : -5.0;
}

/// "his time on loan at Roma": of somebody who is not there now.
double AntecedentSearch::SpellBonus(EntityIndex index) const {
  const bool there = around_.spell_club != kNone && memberships_.IsTold(index) &&
                     document_.entities[index].affiliation == around_.spell_club;
  return there ? -9.0 : 0.0;
}

/// The club of "his time at Roma"; kNone if the mention stands before none.
EntityIndex AntecedentSearch::SpellBehind(MentionIndex index) const {
  static constexpr WordList kSpells = {"time", "spell", "stint", "days", "loan", "years"};
  constexpr TokenIndex kWordsMax = 6;
  bool spell = false;
  const TokenIndex begin = MentionOf(index).tokens.end;
  for (TokenIndex at = begin; at < document_.tokens.size() && at < begin + kWordsMax &&
                              At(at).sentence == MentionOf(index).sentence;
       ++at) {
    const MentionIndex place = At(at).mention;
    if (place != kNone) {
      return spell && IsClub(MentionOf(place).entity) ? MentionOf(place).entity : kNone;
    }
    spell = spell || kSpells.Has(Word(at));
  }
  return kNone;
}

/// "He was absent from Fons's matchday squad": the club whose squad the sentence tells behind
/// the mention; kNone if it tells of none.
EntityIndex AntecedentSearch::SquadBehind(MentionIndex index) const {
  static constexpr WordList kSquads = {"squad",   "side", "team",  "lineup",
                                       "line-up", "xi",   "bench", "plans"};
  static constexpr WordList kRoles = {"absent",   "missing",  "omitted", "dropped", "left",
                                      "excluded", "included", "named",   "frozen",  "part"};
  constexpr TokenIndex kWordsMax = 5;
  const SentenceIndex sentence = MentionOf(index).sentence;
  for (MentionIndex next = index + 1; next < document_.mentions.size(); ++next) {
    const Mention& owner = MentionOf(next);
    if (owner.sentence != sentence || roles_.ClauseBetween(index, next)) {
      return kNone;
    }
    if (owner.kind != MentionKind::kName || !owner.possessive) {
      continue;
    }
    const TokenRange tokens = document_.sentences[sentence].tokens;
    bool squad = false;
    for (TokenIndex at = owner.tokens.end; at < std::min(owner.tokens.end + kWordsMax, tokens.end);
         ++at) {
      squad = squad || kSquads.Has(Word(at));
    }
    bool role = false;
    for (TokenIndex at = MentionOf(index).tokens.end; at < owner.tokens.begin; ++at) {
      role = role || kRoles.Has(Word(at));
    }
    if (squad && role) {
      return memberships_.ClubOf(owner.entity);
    }
  }
  return kNone;
}

double AntecedentSearch::SameSentenceBonus(MentionIndex index, MentionIndex back,
                                           const Wanted& wanted) const {
  const Mention& mention = MentionOf(index);
  double bonus = 0.0;
  if (roles_.IsSubject(back)) {
    bonus += 1.5;
  }
  if (roles_.IsNearestClauseSubject(index, back)) {
    bonus += 2.5;
  }
  const bool subject = roles_.IsSubject(back) || roles_.IsClauseSubject(back);
  if (mention.possessive && roles_.IsClauseSubject(back) && !roles_.ClauseBetween(back, index)) {
    bonus += 1.0;  // "Small should keep his place".
  }
  if (subject && roles_.SaysWhatFollows(index) && SpeaksOfHimself(index, back)) {
    // "Gerrard revealed he is an admirer".
    bonus += roles_.IsNearestClauseSubject(index, back) ? 4.5 : 3.0;
  }
  if (mention.kind == MentionKind::kPronoun && roles_.IsToDoSomething(back)) {
    bonus += 3.5;
  }
  if (roles_.SaysAgain(index, back)) {
    bonus += 3.0;  // "left out of their squad for their match": whose it was before.
  }
  if (mention.tokens.begin - MentionOf(back).tokens.end == 0 && !mention.possessive) {
    bonus -= 4.0;
  }
  // A description is seldom used for somebody named in the same clause, but "the Roma coach told
  // the club".
  const bool beside_title = wanted.body && roles_.IsModifier(back);
  if (mention.kind == MentionKind::kDescription && !beside_title &&
      !roles_.ClauseBetween(back, index)) {
    bonus -= 6.0;
  }
  if (mention.kind != MentionKind::kPronoun &&
      MentionOf(back).entity == roles_.WhoSpeaksOf(index)) {
    bonus -= 9.0;
  }
  if (mention.kind != MentionKind::kPronoun && IsPerson(back) && roles_.SpeaksOf(back, index)) {
    bonus -= 9.0;  // "Blank has confirmed talks over the Dutchman's future".
  }
  return bonus;
}

/// What a coach thinks or believes is mostly of others.
bool AntecedentSearch::SpeaksOfHimself(MentionIndex index, MentionIndex back) const {
  const TokenIndex begin = MentionOf(index).tokens.begin;
  const TokenIndex at = begin - (Word(begin - 1) == "that" ? 2 : 1);
  const EntityIndex speaker = MentionOf(back).entity;
  return names_.SpeechOf(At(at).word) != SpeechKind::kThink || speaker == kNone ||
         document_.entities[speaker].type == EntityType::kPlayer;
}

}  // namespace rondo::articles
