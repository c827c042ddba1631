#include "tools/articles/implied_arguments.h"

#include <algorithm>
#include <vector>

#include "tools/articles/club_counts.h"
#include "tools/articles/word_list.h"

namespace rondo::articles {

/// As far as the register tells.
bool ImpliedArguments::IsIn(const Entity& club, const Entity& league) const {
  const bool elsewhere = document_.year != 0 && league.register_entry != kNone && !club.women &&
                         knowledge_.names.WasNotIn(league.register_entry, club.name,
                                                   club.nationality, SeasonsAbout(document_));
  return !elsewhere && MayEnter(knowledge_.names, club, league);
}

EntityIndex ImpliedArguments::LeagueAt(TokenIndex token, MentionIndex club) const {
  const EntityIndex member = club == kNone ? kNone : document_.mentions[club].entity;
  EntityIndex found = kNone;
  bool found_here = false;  // "are 17th in the Championship" names its own.
  for (const Mention& mention : document_.mentions) {
    if (mention.entity == kNone ||
        document_.entities[mention.entity].type != EntityType::kCompetition ||
        IsCup(document_.entities[mention.entity]) ||
        (member != kNone &&
         !IsIn(document_.entities[member], document_.entities[mention.entity]))) {
      continue;
    }
    const bool here = mention.sentence == document_.tokens[token].sentence;
    if (mention.tokens.begin > token && found != kNone && (found_here || !here)) {
      break;
    }
    found = mention.entity;
    found_here = here;
  }
  return found;
}

/// The club of the player that a noun phrase names.
EntityIndex ImpliedArguments::TeamOfHead(ChunkIndex noun) const {
  const MentionIndex head = clauses_.chunks[noun].head;
  if (head == kNone || document_.mentions[head].entity == kNone) {
    return kNone;
  }
  const Entity& entity = document_.entities[document_.mentions[head].entity];
  return entity.type == EntityType::kPlayer && IsClub(entity.affiliation) ? entity.affiliation
                                                                          : kNone;
}

EntityIndex ImpliedArguments::ClubAt(const RuleMatch& match) const {
  const auto used = [&](EntityIndex entity) {
    return std::any_of(match.slots.begin(), match.slots.end(), [&](const MentionList& slot) {
      return std::any_of(slot.begin(), slot.end(), [&](MentionIndex mention) {
        return document_.mentions[mention].entity == entity;
      });
    });
  };
  EntityIndex team = kNone;
  for (auto predicate = clauses_.predicates.rbegin(); predicate != clauses_.predicates.rend();
       ++predicate) {
    if (clauses_.chunks[predicate->chunk].tokens.begin > match.trigger) {
      continue;
    }
    // "his only strike for the Roma side came in a defeat": named with the subject.
    for (const Mention& mention : document_.mentions) {
      const bool inside =
          !predicate->subjects.empty() &&
          mention.tokens.begin >= clauses_.chunks[predicate->subjects.front()].tokens.begin &&
          mention.tokens.end <= clauses_.chunks[predicate->chunk].tokens.begin;
      const auto index = static_cast<MentionIndex>(&mention - document_.mentions.data());
      if (inside && IsClub(mention.entity) && !used(mention.entity) && !StandsAside(index)) {
        return mention.entity;
      }
    }
    for (const ChunkIndex subject : predicate->subjects) {
      SlotFilter filter;
      filter.types = TypeBit(EntityType::kClub);
      filter.via_manager = true;
      const MentionIndex mention = FillerOf(document_, clauses_, subject, filter, true);
      if (mention != kNone && !used(document_.mentions[mention].entity) && !StandsAside(mention)) {
        return document_.mentions[mention].entity;
      }
      if (const EntityIndex club = TeamOfHead(subject);
          team == kNone && club != kNone && !used(club)) {
        team = club;
      }
    }
  }
  EntityIndex found = kNone;
  bool here = false;
  bool several = false;  // Clubs in the sentences before.
  const EntityIndex topic = TopicClub();
  const TokenIndex begin = document_.sentences[match.sentence].tokens.begin;
  for (MentionIndex index = 0; index < document_.mentions.size(); ++index) {
    const Mention& mention = document_.mentions[index];
    if (mention.tokens.begin >= match.trigger) {
      break;
    }
    const bool inside = mention.tokens.begin >= begin;
    const bool near = inside || (team == kNone && match.sentence - mention.sentence <= 2);
    if (near && IsClub(mention.entity) && !used(mention.entity) && !StandsAside(index) &&
        !(inside && IsOfOtherMatch(index))) {
      // Of the sentences before, whom the article is about comes before whoever was named last.
      here = inside;
      several = several || (found != kNone && found != mention.entity);
      found = here || found != topic ? mention.entity : found;
    }
  }
  if (!here && team == kNone) {
    // "Defeat at Lyon means that Roma are out": whom the rest of the sentence is about.
    const EntityIndex later = ClubAfter(match);
    found = later != kNone && !used(later) ? later : several && found != topic ? kNone : found;
  }
  return found != kNone ? found : team;
}

/// "after the draw at Lyon he will miss the game with Roma": not Lyon's.
bool ImpliedArguments::IsOfOtherMatch(MentionIndex index) const {
  static constexpr WordList kTies = {"at", "with", "by", "to"};
  static constexpr WordList kMatches = {"win",  "tie",   "draw",  "defeat",  "game", "victory",
                                        "loss", "clash", "match", "success", "trip", "home"};
  const TokenIndex begin = document_.mentions[index].tokens.begin;
  return begin > 1 && kTies.Has(document_.Folded(document_.tokens[begin - 1])) &&
         kMatches.Has(document_.Folded(document_.tokens[begin - 2]));
}

/// "against Roma", "from Roma", "the former Roma striker": another club than the one that the
/// sentence is about.
bool ImpliedArguments::StandsAside(MentionIndex index) const {
  static constexpr WordList kBefore = {"against", "over", "past", "v", "vs", "versus", "from"};
  const Mention& mention = document_.mentions[index];
  TokenIndex at = mention.tokens.begin;
  if (at > 0 && document_.Folded(document_.tokens[at - 1]) == "the") {
    --at;
  }
  if (at > 0 && document_.tokens[at - 1].sentence == mention.sentence &&
      kBefore.Has(document_.Folded(document_.tokens[at - 1]))) {
    return true;
  }
  // "against Roma and Lazio": so does the rest of the list.
  const std::string_view joint = at > 1 ? document_.Folded(document_.tokens[at - 1]) : "";
  if (joint == "and" || joint == "," || joint == "or") {
    const MentionIndex first = document_.tokens[at - 2].mention;
    if (first != kNone && IsClub(document_.mentions[first].entity) &&
        document_.mentions[first].sentence == mention.sentence && StandsAside(first)) {
      return true;
    }
  }
  return std::any_of(document_.descriptions.begin(), document_.descriptions.end(),
                     [&](const Description& description) {
                       return description.organisation == index && description.former;
                     });
}

/// The club that the next verb behind the match has as its subject.
EntityIndex ImpliedArguments::ClubAfter(const RuleMatch& match) const {
  SlotFilter filter;
  filter.types = TypeBit(EntityType::kClub);
  filter.via_manager = true;
  for (const Predicate& predicate : clauses_.predicates) {
    if (clauses_.chunks[predicate.chunk].tokens.begin < match.trigger ||
        (clauses_.chunks[predicate.chunk].flags & kFinite) == 0) {
      continue;
    }
    if (predicate.subjects.empty()) {
      continue;
    }
    if (clauses_.chunks[predicate.subjects.front()].tokens.begin <= match.trigger) {
      // "Defeat means ...": the match itself. "Defeat left Roma in the bottom three".
      const EntityIndex moved = ClubMovedBy(predicate);
      if (moved != kNone) {
        return moved;
      }
      continue;
    }
    const MentionIndex club =
        FillerOf(document_, clauses_, predicate.subjects.front(), filter, true);
    return club == kNone ? ClubWithin(clauses_.chunks[predicate.subjects.front()].tokens)
                         : document_.mentions[club].entity;
  }
  return kNone;
}

/// "the Roma coach": the club named in the phrase.
EntityIndex ImpliedArguments::ClubWithin(TokenRange phrase) const {
  for (TokenIndex token = phrase.begin; token < phrase.end; ++token) {
    const MentionIndex club = document_.tokens[token].mention;
    if (club != kNone && IsClub(document_.mentions[club].entity) && !StandsAside(club)) {
      return document_.mentions[club].entity;
    }
  }
  return kNone;
}

/// Whom a result leaves, lifts or sends somewhere.
EntityIndex ImpliedArguments::ClubMovedBy(const Predicate& predicate) const {
  static constexpr WordList kMoves = {"leave", "lift", "take", "send", "put",
                                      "move",  "keep", "drop", "see",  "propel",
                                      "cost",  "push", "pull", "fire", "plunge"};
  const Vocabulary& vocabulary = rules_.lexicon().vocabulary();
  const std::string_view verb = vocabulary.WordOf(clauses_.chunks[predicate.chunk].lemma);
  if (verb == "be") {
    // "The win was a relief for Roma."
    for (const PrepositionalPhrase& phrase : predicate.phrases) {
      if (vocabulary.WordOf(phrase.preposition) == "for") {
        return ClubWithin(clauses_.chunks[phrase.nouns.front()].tokens);
      }
    }
  }
  if (!kMoves.Has(verb)) {
    return kNone;
  }
  for (const ChunkIndex object : predicate.objects) {
    const EntityIndex club = ClubWithin(clauses_.chunks[object].tokens);  // "left Roma fifth".
    if (club != kNone) {
      return club;
    }
  }
  return kNone;
}

EntityIndex ImpliedArguments::TopicClub() const { return CountNames(document_).topic_club; }

EntityIndex ImpliedArguments::PersonBefore(const RuleMatch& match, bool only_player) const {
  EntityIndex found = kNone;
  for (const Mention& mention : document_.mentions) {
    if (mention.tokens.begin >= match.reach.begin) {
      break;
    }
    if (mention.entity == kNone || match.sentence - mention.sentence > 1) {
      continue;
    }
    const EntityType type = document_.entities[mention.entity].type;
    if (type == EntityType::kPlayer || (type == EntityType::kManager && !only_player)) {
      found = mention.entity;
    }
  }
  return found;
}

/// "terminated his Roma contract": the club stands in the phrase of what he terminated.
EntityIndex ImpliedArguments::ClubBesideObject(const RuleMatch& match) const {
  if (match.nominal != kNone || match.predicate == kNone) {
    return kNone;
  }
  const Predicate& predicate = clauses_.predicates[match.predicate];
  const bool passive = (clauses_.chunks[predicate.chunk].flags & kPassive) != 0;
  for (const ChunkIndex noun : passive ? predicate.subjects : predicate.objects) {
    const Chunk& phrase = clauses_.chunks[noun];
    for (TokenIndex token = phrase.tokens.begin; token < phrase.tokens.end; ++token) {
      const MentionIndex mention = document_.tokens[token].mention;
      if (mention != kNone && phrase.possessor != kNone && mention != phrase.possessor &&
          document_.mentions[mention].kind == MentionKind::kName &&
          IsClub(document_.mentions[mention].entity)) {
        return document_.mentions[mention].entity;
      }
    }
  }
  return kNone;
}

EntityIndex ImpliedArguments::TeamIn(const RuleMatch& match, MentionIndex member) const {
  if (match.nominal != kNone) {
    // "his Manchester United contract": the club stands beside it.
    const TokenRange phrase = clauses_.chunks[clauses_.nominals[match.nominal].phrase.chunk].tokens;
    for (TokenIndex token = phrase.begin; token < phrase.end; ++token) {
      const MentionIndex mention = document_.tokens[token].mention;
      if (mention != kNone && document_.mentions[mention].kind == MentionKind::kName &&
          IsClub(document_.mentions[mention].entity)) {
        return document_.mentions[mention].entity;
      }
    }
  }
  if (const EntityIndex named = ClubBesideObject(match); named != kNone) {
    return named;
  }
  for (const MentionList& slot : match.slots) {
    for (const MentionIndex mention : slot) {
      const EntityIndex person = document_.mentions[mention].entity;
      if (person == kNone || !IsHuman(document_.entities[person].type) ||
          (member != kNone && mention != member)) {
        continue;
      }
      const EntityIndex club = document_.entities[person].affiliation;
      const bool coach = document_.entities[person].type == EntityType::kManager;
      return IsClub(club) && (coach || !document_.entities[club].national_team) ? club
                                                                                : ClubAt(match);
    }
  }
  return kNone;
}

/// "his exit to Roma", "Smalling (Roma)": nobody leaves Roma there; "joins from Roma": nor comes to
/// it.
bool ImpliedArguments::IsOtherEnd(const RuleMatch& match, Relation relation,
                                  EntityIndex club) const {
  static constexpr WordList kTo = {"to", "join", "joining", "rejoin", "rejoining", "("};
  static constexpr WordList kFrom = {"from", "leaving", "left", "leave", "quit"};
  bool named = false;
  const TokenRange sentence = document_.sentences[match.sentence].tokens;
  for (TokenIndex token = sentence.begin; token < sentence.end; ++token) {
    const MentionIndex mention = document_.tokens[token].mention;
    if (mention == kNone || document_.mentions[mention].entity != club ||
        document_.mentions[mention].tokens.begin != token) {
      continue;
    }
    const std::string_view before =
        token > sentence.begin ? document_.Folded(document_.tokens[token - 1]) : std::string_view();
    // "a spell away from Roma" is no move from there.
    const bool away = before == "from" && token > sentence.begin + 1 &&
                      document_.Folded(document_.tokens[token - 2]) == "away";
    if (away || !(relation == Relation::kLeft ? kTo.Has(before) : kFrom.Has(before))) {
      return false;
    }
    named = true;
  }
  return named;
}

/// "his departure from Roma", "on his way out of Roma": the club named right there.
EntityIndex ImpliedArguments::ClubLeft(const RuleMatch& match) const {
  constexpr TokenIndex kBehindMax = 3;
  const TokenIndex last = document_.sentences[match.sentence].tokens.end;
  const TokenIndex end = std::min(match.reach.end + kBehindMax, last);
  const auto word = [&](TokenIndex at) { return document_.Folded(document_.tokens[at]); };
  for (TokenIndex token = match.trigger; token < end; ++token) {
    const bool out_of = word(token) == "of" && token > 0 && word(token - 1) == "out";
    if (!out_of && word(token) != "from" && word(token) != "at") {
      continue;
    }
    const TokenIndex at = token + 1 < last && word(token + 1) == "the" ? token + 2 : token + 1;
    const MentionIndex mention = at < last ? document_.tokens[at].mention : kNone;
    const EntityIndex club = mention == kNone ? kNone : document_.mentions[mention].entity;
    if (IsClub(club) && !document_.entities[club].national_team) {
      return club;
    }
  }
  return kNone;
}

/// "Roma are looking to offload Smalling", said of somebody whom the reading has at the club that
/// he went to: the one club of the sentence where the register knows him. kNone if `team` is named
/// there itself.
EntityIndex ImpliedArguments::KnownClubBeside(const RuleMatch& match, Relation relation,
                                              MentionIndex member, EntityIndex team) const {
  const EntityIndex person = member == kNone ? kNone : document_.mentions[member].entity;
  if (person == kNone || document_.entities[person].register_entry == kNone) {
    return kNone;
  }
  const KnownEntry known = knowledge_.names.entry(document_.entities[person].register_entry);
  EntityIndex found = kNone;
  const TokenRange sentence = document_.sentences[match.sentence].tokens;
  for (TokenIndex token = sentence.begin; token < sentence.end; ++token) {
    const MentionIndex mention = document_.tokens[token].mention;
    const EntityIndex club = mention == kNone ? kNone : document_.mentions[mention].entity;
    if (!IsClub(club) || document_.entities[club].national_team || club == found ||
        (club != team && StandsAside(mention))) {
      continue;
    }
    if (club == team) {
      return kNone;
    }
    if (known.affiliations.Contains(document_.entities[club].name) &&
        !IsOtherEnd(match, relation, club)) {
      if (found != kNone) {
        return kNone;
      }
      found = club;
    }
  }
  return found;
}

/// "the Roma defender was bought for £5m": Roma had him before, unless it is said whence he came.
bool ImpliedArguments::IsWhereHeWas(const RuleMatch& match, EntityIndex club) const {
  const bool whence =
      std::any_of(match.slots.begin(), match.slots.end(), [&](const MentionList& slot) {
        return std::any_of(slot.begin(), slot.end(), [&](MentionIndex mention) {
          return IsClub(document_.mentions[mention].entity);
        });
      });
  return !whence && (!match.rule->is_frame || match.nominal != kNone) &&
         std::any_of(document_.descriptions.begin(), document_.descriptions.end(),
                     [&](const Description& description) {
                       if (description.sentence != match.sentence || description.body != club ||
                           description.body_inferred || description.person == kNone) {
                         return false;
                       }
                       const TokenIndex at = document_.mentions[description.person].tokens.begin;
                       return match.nominal != kNone ||
                              (at >= match.reach.begin && at < match.trigger);
                     });
}

/// "with Smalling joining Roma": where he came to is told.
bool ImpliedArguments::IsClubJoined(const RuleMatch& match) const {
  static constexpr WordList kJoins = {"join", "joins", "joined", "joining"};
  const TokenIndex end = document_.sentences[match.sentence].tokens.end;
  for (TokenIndex at = match.reach.begin + 1; at < end && at <= match.reach.end; ++at) {
    const MentionIndex mention = document_.tokens[at].mention;
    const bool club = mention != kNone && IsClub(document_.mentions[mention].entity);
    if (club && (at == match.reach.end || kJoins.Has(document_.Folded(document_.tokens[at - 1])))) {
      return true;
    }
  }
  return false;
}

EntityIndex ImpliedArguments::TeamOfMove(const RuleMatch& match, Relation relation,
                                         MentionIndex member) const {
  const bool came = relation == Relation::kTransferredTo;
  if (relation != Relation::kLeft && !came) {
    return TeamIn(match, member);
  }
  if (const EntityIndex named = came ? kNone : ClubLeft(match); named != kNone) {
    return named;
  }
  EntityIndex team = TeamIn(match, member);
  if (const EntityIndex known = came ? kNone : KnownClubBeside(match, relation, member, team);
      known != kNone) {
    team = known;
  }
  if (!IsClub(team) || (!IsOtherEnd(match, relation, team) &&
                        !(came && (IsWhereHeWas(match, team) || IsClubJoined(match))))) {
    return team;
  }
  if (came && match.nominal == kNone) {
    return kNone;
  }
  const EntityIndex other = ClubAt(match);
  return other != team && IsClub(other) && !document_.entities[other].national_team &&
                 !IsOtherEnd(match, relation, other)
             ? other
             : kNone;
}

uint32_t ImpliedArguments::PhraseAt(ClassId id, TokenIndex token, TokenIndex end) const {
  return id == kNoClass ? 0 : rules_.lexicon().MatchClass(id, document_.Tokens({token, end}));
}

/// The club that the article says wants a new manager: named where it speaks of the vacancy, or the
/// club of whoever is to be replaced.
EntityIndex ImpliedArguments::FindVacancy() const {
  const ClassId phrases = rules_.lexicon().FindClass("vacancy");
  std::vector<uint32_t> votes(document_.entities.size(), 0);
  EntityIndex best = kNone;
  for (const Sentence& sentence : document_.sentences) {
    for (TokenIndex token = sentence.tokens.begin; token < sentence.tokens.end; ++token) {
      if (PhraseAt(phrases, token, sentence.tokens.end) == 0) {
        continue;
      }
      for (TokenIndex at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
        const MentionIndex mention = document_.tokens[at].mention;
        if (mention == kNone || document_.mentions[mention].tokens.begin != at ||
            document_.mentions[mention].entity == kNone) {
          continue;
        }
        const EntityIndex entity = document_.mentions[mention].entity;
        const bool replaced = document_.entities[entity].type == EntityType::kManager && at > token;
        const EntityIndex club = replaced ? document_.entities[entity].affiliation : entity;
        if (IsClub(club)) {
          const uint32_t apart = at > token ? at - token : token - at;
          votes[club] += apart <= 3 && !replaced ? 4 : apart <= 12 ? 1 : 0;
          best = best == kNone || votes[club] > votes[best] ? club : best;
        }
      }
      break;
    }
  }
  return best;
}

EntityIndex ImpliedArguments::VacancyAt(const RuleMatch& match) {
  const ClassId posts = rules_.lexicon().FindClass("post");
  const TokenRange sentence = document_.sentences[match.sentence].tokens;
  for (TokenIndex token = sentence.begin + 1; token < sentence.end; ++token) {
    const MentionIndex before = document_.tokens[token - 1].mention;
    if (before != kNone && PhraseAt(posts, token, sentence.end) > 0 &&
        IsClub(document_.mentions[before].entity)) {
      return document_.mentions[before].entity;  // "the Stoke City vacancy".
    }
  }
  if (!vacancy_) {
    vacancy_ = FindVacancy();
  }
  return *vacancy_;
}

EntityIndex ImpliedArguments::ClubOfSpeaker(const Voucher& voucher) const {
  if (voucher.speaker == kNone) {
    return kNone;
  }
  const Entity& speaker = document_.entities[voucher.speaker];
  return IsHuman(speaker.type) && IsClub(speaker.affiliation) ? speaker.affiliation : kNone;
}

EntityIndex ImpliedArguments::HeroOf(const RuleMatch& match) const {
  const TokenRange sentence = document_.sentences[match.sentence].tokens;
  for (TokenIndex token = match.trigger; token-- > sentence.begin;) {
    const MentionIndex mention = document_.tokens[token].mention;
    const EntityIndex entity = mention == kNone ? kNone : document_.mentions[mention].entity;
    if (entity != kNone && (document_.entities[entity].type == EntityType::kPlayer ||
                            document_.entities[entity].type == EntityType::kManager)) {
      return entity;
    }
  }
  return kNone;
}

}  // namespace rondo::articles
