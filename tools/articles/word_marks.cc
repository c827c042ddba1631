#include "tools/articles/word_marks.h"

#include "graph/base/check.h"

namespace rondo::articles {

WordMarks::WordMarks() {
  MarkGoalWords(*this);
  MarkCompetitionWords(*this);
  MarkEraWords(*this);
  MarkRivalWords(*this);
  MarkAbsenceWords(*this);
  MarkReportWords(*this);
  MarkTrophyWords(*this);
  MarkVerdictWords(*this);
  MarkPronouns(*this);
  MarkMenAndWomen(*this);
  MarkSpeechWords(*this);
  MarkLineUpWords(*this);
  MarkMoveWords(*this);
}

void WordMarks::Add(WordMark mark, std::string_view folded) {
  const WordKey key = KeyOfWord(folded);
  const uint64_t place = key.hash >> (64U - kFilterBits);
  filter_[place / 64U] |= uint64_t{1} << (place % 64U);
  std::size_t at = key.hash % kSlotCount;
  while (slots_[at].marks != 0 && slots_[at].tag != TagOf(key)) {
    at = (at + 1) % kSlotCount;
  }
  count_ += slots_[at].marks == 0 ? 1 : 0;
  RONDO_CHECK(count_ * 2 <= kSlotCount);
  slots_[at].tag = TagOf(key);
  slots_[at].marks |= BitOf(mark);
}

}  // namespace rondo::articles
