#include "tools/articles/rule_index.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tools/articles/rule_parser.h"

namespace rondo::articles {
namespace {

constexpr std::string_view kVerbs =
    "sign\n"
    "be was been being\n";

constexpr std::string_view kWords =
    "determiner: the a\n"
    "preposition: of from for\n";

constexpr std::string_view kRules =
    "class praise = the best | best of all | a joy\n"
    "frame test/signs-from\n"
    "  verb sign\n"
    "  subject club C\n"
    "  object player P\n"
    "  from club D\n"
    "  done transferred-to P C\n"
    "frame test/praises\n"
    "  verb be\n"
    "  subject player T\n"
    "  has $praise\n"
    "  quoted\n"
    "  done praised-by T SPEAKER\n"
    "pattern test/of\n"
    "  match <player P> 's? ..2 joins <club C>\n"
    "  fact plays-for P C\n"
    "pattern test/praised\n"
    "  match <player P> $praise\n"
    "  fact praised-by P SPEAKER\n";

class RuleIndexTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(lexicon_.LoadVerbs("verbs.txt", kVerbs).ok());
    ASSERT_TRUE(lexicon_.LoadWords("words.txt", kWords).ok());
    const auto parsed = ParseRules("test.rules", kRules, lexicon_, rules_);
    ASSERT_TRUE(parsed.ok()) << parsed.error().message;
    lexicon_.SettleClasses();
    index_.Build(rules_, lexicon_);
  }

  /// A sentence of words; P is a player, C a club, and what begins with " stands in quotes.
  const SentenceTraits& LookAt(std::string_view words) {
    document_ = Document();
    for (const std::string& word : FoldedWords(words)) {
      Token token;
      token.word = vocabulary_.Find(word[0] == '"' ? word.substr(1) : word);
      token.quote = word[0] == '"' ? 0 : kNone;
      if (word == "p" || word == "c") {
        token.mention = static_cast<MentionIndex>(document_.mentions.size());
        Mention mention;
        mention.entity = static_cast<EntityIndex>(document_.entities.size());
        document_.mentions.push_back(mention);
        document_.entities.emplace_back().type =
            word == "p" ? EntityType::kPlayer : EntityType::kClub;
      }
      document_.tokens.push_back(token);
    }
    Sentence sentence;
    sentence.tokens = {0, static_cast<TokenIndex>(document_.tokens.size())};
    sentence.mention_end = static_cast<MentionIndex>(document_.mentions.size());
    index_.LookAt(document_, sentence, traits_);
    return traits_;
  }

  bool MayFit(std::string_view rule, std::string_view words) {
    LookAt(words);
    for (RuleNumber number = 0; number < rules_.size(); ++number) {
      if (rules_[number].id == rule) {
        return index_.MayFit(number, traits_);
      }
    }
    ADD_FAILURE() << "no rule " << rule;
    return false;
  }

  Vocabulary vocabulary_;
  Lexicon lexicon_{&vocabulary_};
  std::vector<Rule> rules_;
  RuleIndex index_;
  Document document_;
  SentenceTraits traits_;
};

TEST_F(RuleIndexTest, WantsEveryPrepositionAndType) {
  EXPECT_TRUE(MayFit("test/signs-from", "C signed P from C"));
  EXPECT_FALSE(MayFit("test/signs-from", "C signed P for C"));
  EXPECT_FALSE(MayFit("test/signs-from", "C signed from C"));
}

TEST_F(RuleIndexTest, WantsTheRareWordOfAPhrase) {
  EXPECT_TRUE(MayFit("test/praises", "P was \"best \"of \"all"));
  EXPECT_TRUE(MayFit("test/praises", "P was \"a \"joy"));
  EXPECT_FALSE(MayFit("test/praises", "P was \"a"));
  EXPECT_FALSE(MayFit("test/praises", "P was \"the \"of"));
}

TEST_F(RuleIndexTest, WantsWordsOfOthersWhereOnlyTheyCount) {
  EXPECT_FALSE(MayFit("test/praises", "P was a joy"));
  EXPECT_TRUE(MayFit("test/praises", "P was a \"joy"));
}

TEST_F(RuleIndexTest, SpeaksOfNothingWithoutMentions) {
  EXPECT_FALSE(LookAt("signed from").mentions);
  EXPECT_TRUE(LookAt("P signed").mentions);
}

TEST_F(RuleIndexTest, LeadsFromWordsToRules) {
  const auto rules_at = [&](std::string_view word) {
    const WordUse& use = index_.UseOf(vocabulary_.Find(word));
    std::vector<std::string> ids;
    for (const PatternUse& pattern : index_.PatternsIn(use.patterns)) {
      ids.push_back(rules_[pattern.rule].id + "-" + std::to_string(pattern.offset));
    }
    for (const RuleNumber rule : index_.RulesIn(use.verb_frames)) {
      ids.push_back(rules_[rule].id);
    }
    return ids;
  };
  EXPECT_EQ(rules_at("signing"), std::vector<std::string>{"test/signs-from"});
  EXPECT_EQ(rules_at("were"), std::vector<std::string>{"test/praises"});
  EXPECT_EQ(rules_at("joins"), std::vector<std::string>{"test/of-0"});
  // By the rarest word of each phrase, wherever it stands there.
  EXPECT_EQ(rules_at("best"), std::vector<std::string>{"test/praised-1"});
  EXPECT_EQ(rules_at("all"), std::vector<std::string>{"test/praised-2"});
  EXPECT_EQ(rules_at("joy"), std::vector<std::string>{"test/praised-1"});
  EXPECT_TRUE(rules_at("the").empty());
  EXPECT_TRUE(rules_at("from").empty());
  EXPECT_TRUE(index_.UseOf(vocabulary_.Find("signed")).verb);
  EXPECT_FALSE(index_.UseOf(kUnknownWord).verb);
}

TEST_F(RuleIndexTest, NamesTheTokensThatRulesMakeSomethingOf) {
  const SentenceTraits& traits = LookAt("P nevertheless joins C");
  ASSERT_EQ(traits.triggers.size(), 3U);
  EXPECT_EQ(traits.triggers[0].token, 0U);
  EXPECT_NE(traits.triggers[0].types, 0U);
  EXPECT_EQ(traits.triggers[1].token, 2U);
  EXPECT_EQ(traits.triggers[1].types, 0U);
  EXPECT_EQ(traits.triggers[2].token, 3U);
}

}  // namespace
}  // namespace rondo::articles
