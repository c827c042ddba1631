#include "tools/articles/relation.h"

#include <array>

namespace rondo::articles {
namespace {

constexpr EntityTypeSet kPlayer = TypeBit(EntityType::kPlayer);
constexpr EntityTypeSet kClub = TypeBit(EntityType::kClub);
constexpr EntityTypeSet kManager = TypeBit(EntityType::kManager);
constexpr EntityTypeSet kOfficial = TypeBit(EntityType::kOfficial);
constexpr EntityTypeSet kJournalist = TypeBit(EntityType::kJournalist);
constexpr EntityTypeSet kOutlet = TypeBit(EntityType::kOutlet);
constexpr EntityTypeSet kCompetition = TypeBit(EntityType::kCompetition);
constexpr EntityTypeSet kOrganisation = TypeBit(EntityType::kOrganisation);
constexpr EntityTypeSet kPerson = TypeBit(EntityType::kPerson);
constexpr EntityTypeSet kJudge = kHumanTypes | kClub | kOutlet;

constexpr std::array<RelationInfo, kRelationCount> kRelations = {{
    {"plays-for", kPlayer | kManager | kOfficial | kJournalist, kClub, false, false},
    {"contracted-to", kPlayer | kManager | kOfficial, kClub, false, false},
    {"manages", kManager | kPlayer | kOfficial, kClub, false, false},
    {"works-for", kHumanTypes, kClub | kOrganisation | kCompetition, false, false},
    {"agent-of", kOfficial | kPerson, kPlayer | kManager, false, false},
    {"writes-for", kHumanTypes, kOutlet, false, false},
    {"plays-in", kClub, kCompetition, false, false},
    {"leads", kClub, kCompetition, false, false},
    {"won-competition", kClub, kCompetition, false, false},
    {"loaned-to", kPlayer, kClub, false, true},
    {"loaned-from", kPlayer, kClub, false, true},
    {"transferred-to", kPlayer | kManager, kClub, false, true},
    {"left", kHumanTypes, kClub, false, true},
    {"wants-to-sign", kClub, kPlayer | kManager, false, false},
    {"wants-to-join", kHumanTypes, kClub, false, false},
    {"wants-to-leave", kHumanTypes, kClub, false, false},
    {"praised-by", kJudge, kJudge | kOrganisation, false, true},
    {"criticised-by", kJudge, kJudge | kOrganisation, false, true},
    {"rival-of", kClub, kClub, true, false},
    {"beat", kClub, kClub, false, true},
    {"drew-with", kClub, kClub, true, true},
    {"played-against", kClub, kClub, true, true},
    {"scored-against", kPlayer, kClub, false, true},
    {"missed-match-against", kPlayer | kManager, kClub, false, true},
}};

constexpr std::array<std::string_view, kEntityTypeCount> kTypeNames = {
    "player", "club",        "manager", "official", "journalist",
    "outlet", "competition", "org",     "person"};

constexpr std::array<std::string_view, 5> kModalityNames = {"asserted", "reported", "hoped",
                                                            "denied", "negated"};

}  // namespace

const RelationInfo& InfoOf(Relation relation) {
  return kRelations[static_cast<std::size_t>(relation)];
}

std::optional<Relation> RelationByName(std::string_view name) {
  for (std::size_t index = 0; index < kRelations.size(); ++index) {
    if (kRelations[index].name == name) {
      return static_cast<Relation>(index);
    }
  }
  return std::nullopt;
}

std::string_view NameOf(EntityType type) { return kTypeNames[static_cast<std::size_t>(type)]; }

std::optional<EntityType> EntityTypeByName(std::string_view name) {
  for (std::size_t index = 0; index < kTypeNames.size(); ++index) {
    if (kTypeNames[index] == name) {
      return static_cast<EntityType>(index);
    }
  }
  return std::nullopt;
}

std::string_view NameOf(Modality modality) {
  return kModalityNames[static_cast<std::size_t>(modality)];
}

std::optional<Modality> ModalityByName(std::string_view name) {
  for (std::size_t index = 0; index < kModalityNames.size(); ++index) {
    if (kModalityNames[index] == name) {
      return static_cast<Modality>(index);
    }
  }
  return std::nullopt;
}

}  // namespace rondo::articles
