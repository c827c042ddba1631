#include "tools/articles/claim_objections.h"

#include <algorithm>

#include "tools/articles/word_list.h"

namespace rondo::articles {

bool ClaimObjections::Forbid(const RuleMatch& match, const FactTemplate& claim, EntityIndex from,
                             EntityIndex to, MentionIndex object) const {
  const Relation relation = claim.relation;
  const std::string& rule = match.rule->id;
  return IsOwnMatch(relation, from, object) || IsForClubsOnly(relation, from, to) ||
         IsForPeopleOnly(relation, from) ||
         (relation == Relation::kWonCompetition && IsPartOfIt(object)) ||
         (relation == Relation::kPlayedAgainst && IsNeutralGround(match, object)) ||
         ((relation == Relation::kBeat || relation == Relation::kDrewWith) && IsWishedFor(match)) ||
         (relation == Relation::kPlaysFor && IsOpponentBeside(match, claim, object)) ||
         (relation == Relation::kPlaysIn && IsWarmUp(object)) ||
         (relation == Relation::kScoredAgainst &&
          (IsAtHome(match) || IsDisallowed(match) || IsOwnerOnly(match, claim))) ||
         ((rule == "move/player-returns" || rule == "noun/move") && IsSquadThere(object)) ||
         (rule == "wish/club-wants" && IsToDoSomething(object));
}

/// "Roma left Lyon in the relegation zone": clubs go nowhere.
bool ClaimObjections::IsForPeopleOnly(Relation relation, EntityIndex from) const {
  return (IsMove(relation) || relation == Relation::kLeft) &&
         document_.entities[from].type == EntityType::kClub;
}

/// "secured a Champions League spot": a place in it is not the cup.
bool ClaimObjections::IsPartOfIt(MentionIndex competition) const {
  static constexpr WordList kParts = {"spot",  "spots",   "place", "places", "qualification",
                                      "berth", "berths",  "slot",  "slots",  "football",
                                      "win",   "victory", "tie",   "group",  "qualifier"};
  const TokenIndex behind = competition == kNone ? 0 : document_.mentions[competition].tokens.end;
  return behind != 0 && behind < document_.tokens.size() &&
         kParts.Has(document_.Folded(document_.tokens[behind]));
}

/// "a debut FOR Roma in the tie WITH Lyon": of two clubs he plays for the one that he does it for.
bool ClaimObjections::IsOpponentBeside(const RuleMatch& match, const FactTemplate& claim,
                                       MentionIndex club) const {
  if (claim.object >= kSlotsMax || match.slots[claim.object].size() < 2) {
    return false;
  }
  const auto is_for = [&](MentionIndex mention) {
    const TokenIndex begin = document_.mentions[mention].tokens.begin;
    return begin > 0 && document_.Folded(document_.tokens[begin - 1]) == "for";
  };
  static constexpr WordList kBeside = {"with", "at", "in", "against"};
  const TokenIndex begin = document_.mentions[club].tokens.begin;
  const MentionList& clubs = match.slots[claim.object];
  return begin > 0 && kBeside.Has(document_.Folded(document_.tokens[begin - 1])) &&
         std::any_of(clubs.begin(), clubs.end(), is_for);
}

/// "a World Cup warm-up": not yet the cup.
bool ClaimObjections::IsWarmUp(MentionIndex competition) const {
  static constexpr WordList kBefore = {"warm-up", "warm-ups", "warmup"};
  const TokenIndex behind = competition == kNone ? 0 : document_.mentions[competition].tokens.end;
  return behind != 0 && behind < document_.tokens.size() &&
         kBefore.Has(document_.Folded(document_.tokens[behind]));
}

/// "scored, but it was disallowed", "thought he had scored", "was denied a hat-trick": the goal
/// does not count.
bool ClaimObjections::IsDisallowed(const RuleMatch& match) const {
  static constexpr WordList kUndone = {"disallowed", "chalked", "ruled", "offside", "var"};
  static constexpr WordList kMerely = {"thought",  "looked", "denied",
                                       "believed", "nearly", "almost"};
  constexpr TokenIndex kTokensMax = 6;
  const TokenRange sentence = document_.sentences[match.sentence].tokens;
  const TokenIndex begin =
      std::max(sentence.begin, match.trigger - std::min(match.trigger, kTokensMax));
  for (TokenIndex token = begin; token < match.trigger; ++token) {
    if (kMerely.Has(document_.Folded(document_.tokens[token]))) {
      return true;
    }
  }
  bool but = false;
  for (TokenIndex token = match.trigger; token < sentence.end; ++token) {
    const std::string_view word = document_.Folded(document_.tokens[token]);
    but = but || word == "but" || word == "only";
    if (but && kUndone.Has(word)) {
      return true;
    }
  }
  return false;
}

/// "headed in Small's cross", "from a Small cross found the net", "in place of Small, scored": the
/// pattern names the player, but the words only what is his, or another's place.
bool ClaimObjections::IsOwnerOnly(const RuleMatch& match, const FactTemplate& claim) const {
  static constexpr WordList kSetUps = {"cross", "pass",     "corner",    "assist",
                                       "throw", "delivery", "free-kick", "knock-down"};
  if (match.rule->is_frame || claim.subject >= kSlotsMax ||
      std::any_of(
          match.rule->elements.begin(), match.rule->elements.end(),
          [](const PatternElement& element) { return element.kind == ElementKind::kPossessive; })) {
    return false;
  }
  const auto word = [&](TokenIndex token) {
    return token < document_.tokens.size() ? document_.Folded(document_.tokens[token])
                                           : std::string_view();
  };
  const MentionList& players = match.slots[claim.subject];
  return std::any_of(players.begin(), players.end(), [&](MentionIndex player) {
    const Mention& mention = document_.mentions[player];
    const bool aside = mention.tokens.begin > 0 && word(mention.tokens.begin - 1) == "of" &&
                       word(mention.tokens.end) == "," && match.trigger > mention.tokens.end;
    return mention.kind == MentionKind::kName &&
           (mention.possessive || aside || kSetUps.Has(word(mention.tokens.end)));
  });
}

/// "are hoping for a late win over Roma": the words of a pattern say nothing of the verb.
bool ClaimObjections::IsWishedFor(const RuleMatch& match) const {
  static constexpr WordList kWishes = {"hope",    "hopes",  "hoping",  "want",      "wants",
                                       "seek",    "seeks",  "seeking", "dream",     "dreaming",
                                       "targets", "target", "chasing", "crave",     "requires",
                                       "demand",  "need",   "needs",   "targeting", "require"};
  if (match.rule->is_frame || match.predicate == kNone) {
    return false;
  }
  const Chunk& group = clauses_.chunks[clauses_.predicates[match.predicate].chunk];
  return group.verb < match.trigger && kWishes.Has(document_.Folded(document_.tokens[group.verb]));
}

/// "a semi-final at Villa Park": the ground says nothing of who plays.
bool ClaimObjections::IsNeutralGround(const RuleMatch& match, MentionIndex club) const {
  static constexpr WordList kLateRounds = {"semi-final", "semi-finals", "semifinal", "final"};
  if (club == kNone || match.nominal == kNone ||
      !kLateRounds.Has(document_.Folded(document_.tokens[clauses_.nominals[match.nominal].head]))) {
    return false;
  }
  const Mention& mention = document_.mentions[club];
  const TokenRange sentence = document_.sentences[mention.sentence].tokens;
  for (TokenIndex token = sentence.begin; token < sentence.end; ++token) {
    const MentionIndex other = document_.tokens[token].mention;
    if (other != kNone && other != club && document_.mentions[other].entity == mention.entity) {
      return false;  // Its own ground: the sentence names it besides.
    }
  }
  for (uint32_t at = mention.candidate_begin; at < mention.candidate_end; ++at) {
    if (knowledge_.names.name(document_.candidates[at]).use == NameUse::kMetonym) {
      return true;
    }
  }
  return false;
}

/// "want Smalling to score more": not to have him.
bool ClaimObjections::IsToDoSomething(MentionIndex person) const {
  static constexpr WordList kToCome = {"stay",    "remain", "join",    "replace", "succeed",
                                       "sign",    "come",   "move",    "partner", "bolster",
                                       "fill",    "lead",   "compete", "boost",   "add",
                                       "provide", "become", "solve",   "take",    "strengthen"};
  const TokenIndex end = person == kNone ? 0 : document_.mentions[person].tokens.end;
  return end != 0 && end + 1 < document_.tokens.size() &&
         document_.Folded(document_.tokens[end]) == "to" &&
         document_.tokens[end].sentence == document_.mentions[person].sentence &&
         !kToCome.Has(document_.Folded(document_.tokens[end + 1]));
}

/// "returned to the Roma side": nobody joins the club by that.
bool ClaimObjections::IsSquadThere(MentionIndex club) const {
  static constexpr WordList kSquads = {"side",   "squad",  "team",   "line-up",  "lineup",
                                       "bench",  "fold",   "attack", "midfield", "defence",
                                       "dugout", "eleven", "xi",     "starting", "ranks"};
  if (club == kNone) {
    return false;
  }
  const Mention& mention = document_.mentions[club];
  const TokenIndex behind = mention.tokens.end;
  if (behind < document_.tokens.size() && document_.tokens[behind].sentence == mention.sentence &&
      kSquads.Has(document_.Folded(document_.tokens[behind]))) {
    return true;
  }
  return kSquads.Has(document_.Folded(document_.tokens[behind - 1])) &&
         std::any_of(document_.descriptions.begin(), document_.descriptions.end(),
                     [&](const Description& description) {
                       return description.person == club && description.organisation != kNone;
                     });
}

/// Nations buy nobody, and players have contracts with clubs.
bool ClaimObjections::IsForClubsOnly(Relation relation, EntityIndex from, EntityIndex to) const {
  const Entity& subject = document_.entities[from];
  if (relation == Relation::kWantsToSign) {
    return subject.national_team && document_.entities[to].type == EntityType::kPlayer;
  }
  const bool tied =
      IsDeal(relation) || relation == Relation::kWantsToJoin || relation == Relation::kWantsToLeave;
  return tied && subject.type == EntityType::kPlayer && document_.entities[to].national_team;
}

bool ClaimObjections::IsAtHome(const RuleMatch& match) const {
  const auto used = [&](MentionIndex mention) {
    return std::any_of(match.slots.begin(), match.slots.end(), [&](const auto& slot) {
      return std::find(slot.begin(), slot.end(), mention) != slot.end();
    });
  };
  const TokenRange sentence = document_.sentences[match.sentence].tokens;
  for (const MentionList& slot : match.slots) {
    for (const MentionIndex club : slot) {
      const TokenIndex begin = document_.mentions[club].tokens.begin;
      const bool venue = begin > sentence.begin + 1 &&
                         document_.Folded(document_.tokens[begin - 1]) == "the" &&
                         document_.Folded(document_.tokens[begin - 2]) == "at";
      for (TokenIndex token = sentence.begin; venue && token < begin; ++token) {
        const MentionIndex other = document_.tokens[token].mention;
        if (other != kNone && !used(other) &&
            document_.mentions[other].entity == document_.mentions[club].entity) {
          return true;
        }
      }
    }
  }
  return false;
}

/// "He missed their win over Roma", "he scored in the win over Roma at Anfield": not a match
/// against his own club.
bool ClaimObjections::IsOwnMatch(Relation relation, EntityIndex person, MentionIndex club) const {
  if (club == kNone) {
    return false;
  }
  const Mention& named = document_.mentions[club];
  if (relation == Relation::kScoredAgainst) {
    const TokenIndex before = named.tokens.begin;
    return before > 0 && document_.Folded(document_.tokens[before - 1]) == "at" &&
           document_.entities[person].affiliation == named.entity;
  }
  if (relation != Relation::kMissedMatchAgainst) {
    return false;
  }
  const EntityIndex club_now = document_.entities[person].affiliation;
  const bool his =
      (club_now == named.entity && (document_.entities[person].titled || named.possessive)) ||
      (club_now == kNone && named.possessive);
  return his || (named.kind == MentionKind::kPronoun && named.possessive);
}

}  // namespace rondo::articles
