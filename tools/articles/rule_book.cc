#include "tools/articles/rule_book.h"

#include <array>

#include "tools/articles/image_fields.h"
#include "tools/articles/rule_parser.h"

namespace rondo::articles {
namespace {

constexpr std::array<std::string_view, 4> kFirstFiles = {"verbs.txt", "words.txt", "time.rules",
                                                         "measured.tsv"};

void DropFrames(std::vector<Rule>& rules) {
  std::erase_if(rules, [](const Rule& rule) { return rule.is_frame; });
}

}  // namespace

Result<void> RuleBook::Load(std::span<const EmbeddedFile> files) {
  for (const std::string_view first : kFirstFiles) {
    for (const EmbeddedFile& file : files) {
      if (file.name == first) {
        RONDO_TRY(LoadFile(file.name, file.contents));
      }
    }
  }
  for (const EmbeddedFile& file : files) {
    if (file.name.ends_with(".rules") && file.name != "time.rules") {
      RONDO_TRY(LoadFile(file.name, file.contents));
    }
  }
  return {};
}

Result<void> RuleBook::LoadFile(std::string_view name, std::string_view contents) {
  if (name == "verbs.txt") {
    return lexicon.LoadVerbs(name, contents);
  }
  if (name == "words.txt") {
    return lexicon.LoadWords(name, contents);
  }
  if (name == "time.rules") {
    RONDO_TRY_ASSIGN(times, TimeRules::Load(name, contents, lexicon.vocabulary()));
    return {};
  }
  if (name == "measured.tsv") {
    return measures.Load(name, contents);
  }
  return ParseRules(name, contents, lexicon, rules);
}

void RuleBook::Settle(bool frames) {
  if (!frames) {
    DropFrames(rules);
  }
  lexicon.SettleClasses();
  index.Build(rules, lexicon);
  for (const Rule& rule : rules) {
    for (const WordId noun : rule.nouns) {
      lexicon.AddFramedNoun(noun);
    }
  }
}

void RuleBook::Write(ImageWriter& image) const {
  FieldWriter fields;
  fields(lexicon, times, measures, rules);
  image.Add(fields.bytes());
  std::vector<Rule> patterns = rules;
  DropFrames(patterns);
  RuleIndex index_of_patterns;
  index_of_patterns.Build(patterns, lexicon);
  const auto add = [&](const RuleIndex& each) {
    FieldWriter index_fields;
    index_fields(each);
    image.Add(index_fields.bytes());
  };
  add(index_of_patterns);
  add(index);
}

void RuleBook::Read(ImageReader& image, bool frames) {
  FieldReader fields(image.Next<char>());
  fields(lexicon, times, measures, rules);
  const std::span<const char> index_of_patterns = image.Next<char>();
  const std::span<const char> index_of_all = image.Next<char>();
  if (!frames) {
    DropFrames(rules);
  }
  FieldReader index_fields(frames ? index_of_all : index_of_patterns);
  index_fields(index);
}

}  // namespace rondo::articles
