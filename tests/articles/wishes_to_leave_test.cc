// Stage 8: who wants to leave, where no rule says so in one clause.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/articles/reading.h"

namespace rondo::articles {
namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

/// What is told of Chris Smalling, who plays for Roma.
std::vector<std::string> ToldOf(const std::string& sentence) {
  return FactsOf("Roma defender Chris Smalling met the press on Sunday. " + sentence);
}

constexpr const char* kWantsToLeave = "wants-to-leave Chris Smalling > Roma";

TEST(WishesToLeave, TakeTheClubWhereSomebodyIsIfNoneIsNamed) {
  EXPECT_THAT(ToldOf("He intends to move abroad."), Contains(HasSubstr(kWantsToLeave)));
  EXPECT_THAT(ToldOf("Smalling is open to the prospect of leaving."),
              Contains(HasSubstr(kWantsToLeave)));
  EXPECT_THAT(ToldOf("Smalling is desperate to get out of Roma."),
              Contains(HasSubstr(kWantsToLeave)));
}

TEST(WishesToLeave, AreOfWhoeverIsTheSubject) {
  EXPECT_THAT(ToldOf("Smalling was dropped by coach Jose Mourinho and is hell-bent on leaving."),
              Contains(HasSubstr(kWantsToLeave)));
  EXPECT_THAT(ToldOf("Smalling was dropped by coach Jose Mourinho and is hell-bent on leaving."),
              Each(Not(HasSubstr("wants-to-leave Jose Mourinho"))));
  EXPECT_THAT(ToldOf("Roma want Smalling to move abroad."), Each(Not(HasSubstr("wants-to-leave"))));
}

TEST(WishesToLeave, MayBeDenied) {
  EXPECT_THAT(ToldOf("Smalling is hesitant to move abroad."),
              Each(Not(HasSubstr("wants-to-leave Chris Smalling > Roma [asserted"))));
  EXPECT_THAT(ToldOf("Nobody knows whether Smalling intends to move abroad."),
              Each(Not(HasSubstr("wants-to-leave"))));
  EXPECT_THAT(ToldOf("Smalling intends to leave the pitch last."),
              Each(Not(HasSubstr("wants-to-leave"))));
}

}  // namespace
}  // namespace rondo::articles
