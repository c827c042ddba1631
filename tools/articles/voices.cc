// After the model for pairs: for whom journalists and pundits write and speak. "Neville told Sky
// Sports", "on the Monday show with Jamie Carragher": whoever is known to be a voice of an outlet
// and is named beside it is there as such.

#include <algorithm>
#include <string>

#include "tools/articles/article_view.h"
#include "tools/articles/extraction.h"

namespace rondo::articles {
namespace {

class VoiceReader : private ArticleView {
 public:
  VoiceReader(const Document& document, const Knowledge& knowledge,
              std::vector<Candidate>& candidates)
      : ArticleView(document, knowledge), candidates_(candidates) {}

  void Run() {
    for (EntityIndex outlet = 0; outlet < document_.entities.size(); ++outlet) {
      const Entity& entity = document_.entities[outlet];
      if (entity.type == EntityType::kOutlet && entity.register_entry != kNone) {
        FindVoicesOf(outlet);
      }
    }
  }

 private:
  void FindVoicesOf(EntityIndex outlet);
  bool IsVoiceOf(const Entity& person, EntityIndex outlet) const;
  SentenceIndex SentenceOfBoth(EntityIndex person, EntityIndex outlet) const;

  std::vector<Candidate>& candidates_;
};

/// By voices.tsv in about the year, or by what the register says of a journalist.
bool VoiceReader::IsVoiceOf(const Entity& person, EntityIndex outlet) const {
  constexpr int kYearsNear = 1;
  const Entity& entity = document_.entities[outlet];
  std::string folded;
  AppendFolded(person.name, folded);
  const int year = document_.year;
  const YearSpan about = year == 0 ? YearSpan{0, INT16_MAX}
                                   : YearSpan{static_cast<int16_t>(year - kYearsNear),
                                              static_cast<int16_t>(year + kYearsNear)};
  if (names_.SpokeFor(entity.register_entry, folded, about)) {
    return true;
  }
  if (person.register_entry == kNone) {
    return false;
  }
  const KnownEntry known = names_.entry(person.register_entry);
  return known.type == EntityType::kJournalist && known.affiliations.Contains(entity.name);
}

/// The first sentence that names both, of a journalist also the one behind that of the outlet;
/// kNone if none does.
SentenceIndex VoiceReader::SentenceOfBoth(EntityIndex person, EntityIndex outlet) const {
  const auto& mentions = document_.mentions;
  const bool journalist = document_.entities[person].type == EntityType::kJournalist;
  for (const Mention& of_outlet : mentions) {
    if (of_outlet.entity != outlet || of_outlet.kind != MentionKind::kName) {
      continue;
    }
    for (const Mention& of_person : mentions) {
      if (of_person.entity == person && of_person.kind == MentionKind::kName &&
          (of_person.sentence == of_outlet.sentence ||
           (journalist && of_person.sentence == of_outlet.sentence + 1))) {
        return of_person.sentence;
      }
    }
  }
  return kNone;
}

void VoiceReader::FindVoicesOf(EntityIndex outlet) {
  for (EntityIndex person = 0; person < document_.entities.size(); ++person) {
    const Entity& entity = document_.entities[person];
    if (!IsHuman(entity.type) || entity.first_mention == kNone || !IsVoiceOf(entity, outlet) ||
        IsClaimed(candidates_, Relation::kWritesFor, person, outlet)) {
      continue;
    }
    const SentenceIndex both = SentenceOfBoth(person, outlet);
    if (both != kNone) {
      candidates_.push_back(TodaysFact(document_, Relation::kWritesFor, person, outlet, both,
                                       "document/known-voice"));
    }
  }
}

}  // namespace

void FindVoices(const Document& document, const Knowledge& knowledge,
                std::vector<Candidate>& candidates) {
  VoiceReader(document, knowledge, candidates).Run();
}

}  // namespace rondo::articles
