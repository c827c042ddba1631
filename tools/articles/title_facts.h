#pragma once

// What titles beside names say: "Roma sporting director Gianluca Petrachi" becomes plays-for,
// manages, works-for, writes-for, plays-in or leads.

#include <optional>
#include <string_view>
#include <vector>

#include "tools/articles/extraction.h"
#include "tools/articles/fact_dates.h"

namespace rondo::articles {

class TitleFacts {
 public:
  /// REQUIRES: the arguments outlive this.
  TitleFacts(const Document& document, const Knowledge& knowledge, const FactDates& dates,
             std::vector<Candidate>& candidates)
      : document_(document), knowledge_(knowledge), dates_(dates), candidates_(candidates) {}

  /// Adds those of the whole article.
  void AddTitles();

 private:
  /// Whether somebody holds a post, will, or merely might.
  enum class Outlook : uint8_t { kNow, kToCome, kOpen };

  void AddTitle(const Description& description);
  void AddTitleOfTeam(const Description& description);
  std::optional<Relation> RelationOf(const Description& description) const;
  bool IsKnownElsewhere(const Description& description) const;
  bool HasOtherClubBehind(const Description& description) const;
  bool IsDoubtfulName(EntityIndex holder) const;
  Outlook OutlookOf(const Description& description) const;
  bool IsToBeNamed(const Description& description) const;
  bool IsUnnamed(const Description& description) const;
  void AddTitleFact(const Description& description, Relation relation);
  bool IsClub(EntityIndex entity) const {
    return entity != kNone && document_.entities[entity].type == EntityType::kClub;
  }

  const Document& document_;
  const Knowledge& knowledge_;
  const FactDates& dates_;
  std::vector<Candidate>& candidates_;
};

}  // namespace rondo::articles
