#pragma once

// The closed list of football relations that articles are read into, and how a fact is vouched for.
// One table; every stage, the writers and the tests read it. Pure data, safe from any thread.

#include <cstdint>
#include <optional>
#include <string_view>

namespace rondo::articles {

/// What an entity is by its role in the article, whatever it once was elsewhere.
enum class EntityType : uint8_t {
  kPlayer,
  kClub,
  kManager,
  kOfficial,
  kJournalist,
  kOutlet,
  kCompetition,
  kOrganisation,
  kPerson,
};
inline constexpr int kEntityTypeCount = 9;

/// A set of entity types, one bit each.
using EntityTypeSet = uint16_t;
constexpr EntityTypeSet TypeBit(EntityType type) {
  return static_cast<EntityTypeSet>(1U << static_cast<unsigned>(type));
}
inline constexpr EntityTypeSet kHumanTypes =
    TypeBit(EntityType::kPlayer) | TypeBit(EntityType::kManager) | TypeBit(EntityType::kOfficial) |
    TypeBit(EntityType::kJournalist) | TypeBit(EntityType::kPerson);

constexpr bool IsHuman(EntityType type) { return (kHumanTypes & TypeBit(type)) != 0; }

enum class Relation : uint8_t {
  kPlaysFor,
  kContractedTo,
  kManages,
  kWorksFor,
  kAgentOf,
  kWritesFor,
  kPlaysIn,
  kLeads,
  kWonCompetition,
  kLoanedTo,
  kLoanedFrom,
  kTransferredTo,
  kLeft,
  kWantsToSign,
  kWantsToJoin,
  kWantsToLeave,
  kPraisedBy,
  kCriticisedBy,
  kRivalOf,
  kBeat,
  kDrewWith,
  kPlayedAgainst,
  kScoredAgainst,
  kMissedMatchAgainst,
};
inline constexpr int kRelationCount = 24;

/// How the text stands to a fact. Ordered from the strongest reading to the weakest.
enum class Modality : uint8_t { kAsserted, kReported, kHoped, kDenied, kNegated };

/// True for denied and negated: the text says that it is not so.
constexpr bool IsNegative(Modality modality) { return modality >= Modality::kDenied; }

struct RelationInfo {
  std::string_view name;   // "plays-for"
  EntityTypeSet subjects;  // Types that may stand as subject.
  EntityTypeSet objects;
  bool symmetric;
  bool event;  // Dated by when it happened; a state is dated by when it held.
};

const RelationInfo& InfoOf(Relation relation);
std::optional<Relation> RelationByName(std::string_view name);

std::string_view NameOf(EntityType type);  // "player", "club", "org", ...
std::optional<EntityType> EntityTypeByName(std::string_view name);
std::string_view NameOf(Modality modality);  // "asserted", ...
std::optional<Modality> ModalityByName(std::string_view name);

/// Seen from either club.
constexpr bool IsLoan(Relation relation) {
  return relation == Relation::kLoanedTo || relation == Relation::kLoanedFrom;
}

/// From club to club, or away from one.
constexpr bool IsMove(Relation relation) {
  return IsLoan(relation) || relation == Relation::kTransferredTo || relation == Relation::kLeft;
}

/// A move, or a contract.
constexpr bool IsDeal(Relation relation) {
  return IsMove(relation) || relation == Relation::kContractedTo;
}

/// What somebody thinks of somebody else.
constexpr bool IsJudgement(Relation relation) {
  return relation == Relation::kPraisedBy || relation == Relation::kCriticisedBy;
}

}  // namespace rondo::articles
