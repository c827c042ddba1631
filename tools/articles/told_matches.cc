// Stage 8, across sentences: several rules may read one match, each with another side where the
// sentence names only one. What a sentence says outright of the opponent beats what was implied.

#include <algorithm>

#include "tools/articles/extraction.h"

namespace rondo::articles {
namespace {

class Settler {
 public:
  explicit Settler(std::vector<Candidate>& candidates) : candidates_(candidates) {}

  void Run() {
    std::vector<bool> dropped(candidates_.size());
    for (std::size_t index = 0; index < candidates_.size(); ++index) {
      dropped[index] = IsToldOtherwise(candidates_[index]);
    }
    std::size_t index = 0;
    std::erase_if(candidates_, [&](const Candidate&) { return dropped[index++]; });
  }

 private:
  bool IsToldOtherwise(const Candidate& implied) const;

  std::vector<Candidate>& candidates_;
};

bool Meets(const Fact& fact, EntityIndex club) {
  return fact.subject == club || fact.object == club;
}

/// "Hull's defeat by Leeds was the third defeat by Leeds": the same sentence names who met them.
bool Settler::IsToldOtherwise(const Candidate& implied) const {
  if (implied.opponent == kNone || !IsMatch(implied)) {
    return false;
  }
  return std::any_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
    const bool same =
        Meets(other.fact, implied.fact.subject) && Meets(other.fact, implied.fact.object);
    return other.opponent == kNone && !same && IsMatch(other) &&
           Meets(other.fact, implied.opponent) &&
           other.fact.evidence.front() == implied.fact.evidence.front();
  });
}

}  // namespace

void SettleMatches(std::vector<Candidate>& candidates) { Settler(candidates).Run(); }

}  // namespace rondo::articles
