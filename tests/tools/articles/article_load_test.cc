// Loading many articles: names out of the graph, order, progress, what is skipped.

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <initializer_list>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "tests/storage/temporary_folder.h"
#include "tools/articles/graph/fact_vocabulary.h"
#include "tools/articles/load/article_engine.h"
#include "tools/articles/load/article_loading.h"
#include "tools/articles/load/graph_names.h"
#include "tools/articles/load/ordered_reading.h"

namespace rondo::articles {
namespace {

class GraphNames : public testing::Test {
 protected:
  void SetUp() override {
    store_ = Store::Open(std::string(kInMemoryPath), {}).value();
    transaction_ = store_->BeginTransaction().value();
  }

  using Named = std::pair<std::string_view, Value>;
  NodeId AddNode(std::string_view label, std::initializer_list<Named> named) {
    std::vector<Property> properties;
    for (const auto& [key, value] : named) {
      properties.push_back({transaction_->InternPropertyKey(key).value(), value});
    }
    const LabelId id = transaction_->InternLabel(label).value();
    return transaction_->CreateNode(std::span(&id, 1), properties).value();
  }
  void AddEdge(std::string_view type, NodeId source, NodeId target) {
    transaction_->CreateEdge(transaction_->InternEdgeType(type).value(), source, target, {})
        .value();
  }

  std::unique_ptr<Knowledge> Known() {
    auto knowledge = LoadKnowledge().value();
    count_ = AddGraphNames(*transaction_, knowledge->names).value();
    return knowledge;
  }

  std::unique_ptr<Store> store_;
  std::unique_ptr<Transaction> transaction_;
  uint64_t count_ = 0;
};

TEST_F(GraphNames, WhatSomebodyPutThereCountsAtOnceWithItsAliases) {
  AddNode("Club", {{"name", "Quillworth Rovers"},
                   {"aliases", ListValue{Value("Rovers of Quillworth"), Value("the")}}});
  const auto knowledge = Known();
  EXPECT_EQ(count_, 1u);
  const auto club = knowledge->names.Find("quillworth rovers");
  ASSERT_TRUE(club.has_value());
  EXPECT_EQ(knowledge->names.entry(*club).type, EntityType::kClub);
  EXPECT_EQ(knowledge->names.Find("Rovers of Quillworth"), club);
  EXPECT_NE(knowledge->names.Find("the"), club);
}

TEST_F(GraphNames, WhatArticlesBroughtNeedsTheSupportOfSeveral) {
  const NodeId once = AddNode("Player", {{"name", "Zebulon Quistgard"}, {kLearned, true}});
  const NodeId twice = AddNode("Player", {{"name", "Ottokar Wimblefoss"}, {kLearned, true}});
  for (const NodeId player : {once, twice, twice}) {
    AddEdge(kMentionsType, AddNode("Article", {}), player);
  }
  const auto knowledge = Known();
  EXPECT_FALSE(knowledge->names.Find("Zebulon Quistgard").has_value());
  EXPECT_TRUE(knowledge->names.Find("Ottokar Wimblefoss").has_value());
}

TEST_F(GraphNames, KnownNamesAndEverydayWordsKeepTheirMeaning) {
  const auto before = LoadKnowledge().value();
  AddNode("Club", {{"name", "Reading"}});
  AddNode("Player", {{"name", "Manchester United"}});
  AddNode("Club", {{"name", "the"}});
  AddNode("Player", {{"name", "Monday"}});
  const auto knowledge = Known();
  EXPECT_EQ(count_, 0u);
  EXPECT_EQ(knowledge->names.entry_count(), before->names.entry_count());
}

TEST_F(GraphNames, CareersTellNamesakesApart) {
  const NodeId club = AddNode("Club", {{"name", "Quillworth Rovers"}});
  const NodeId player = AddNode("Player", {{"name", "Zebulon Quistgard"}, {"birth_year", 1990}});
  AddNode("Player", {{"name", "Zebulon Quistgard"}, {"birth_year", 1960}});
  AddEdge("plays-for", player, club);
  const auto knowledge = Known();
  EXPECT_EQ(count_, 3u);
  size_t with_club = 0;
  for (uint32_t index = 0; index < knowledge->names.entry_count(); ++index) {
    const KnownEntry entry = knowledge->names.entry(index);
    if (entry.name == "Zebulon Quistgard") {
      with_club += entry.affiliations.size();
      EXPECT_EQ(entry.affiliations.empty(), entry.birth_year == 1960);
    }
  }
  EXPECT_EQ(with_club, 1u);
}

class ArticleLoading : public testing::Test {
 protected:
  std::string Write(const std::string& name, std::string_view text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }
  TemporaryFolder folder_;
};

TEST_F(ArticleLoading, ItemsComeInOrderWhateverTheThreadsDo) {
  std::string lines;
  for (int number = 0; number < 500; ++number) {
    lines += number % 7 == 3
                 ? "broken\n"
                 : "{\"id\": \"a" + std::to_string(number) + "\", \"text\": \"Text.\"}\n";
  }
  const std::string path = Write("all.jsonl", lines);
  std::atomic<int> worked = 0;
  std::vector<std::string> seen;
  ArticleFiles files({path}, std::nullopt);
  const bool finished = ReadInOrder(
                            files, {.job_count = 4, .should_stop = {}},
                            [&](std::span<Document* const> documents) {
                              for (Document* const document : documents) {
                                ++worked;
                                document->title = "worked";
                              }
                            },
                            [&](ArticleFiles::Item& item) -> Result<void> {
                              EXPECT_TRUE(!item.document.ok() || item.document->title == "worked");
                              seen.push_back(item.document.ok() ? item.document->id : "-");
                              return {};
                            })
                            .value();
  EXPECT_TRUE(finished);
  ASSERT_EQ(seen.size(), 500u);
  for (int number = 0; number < 500; ++number) {
    EXPECT_EQ(seen[static_cast<size_t>(number)],
              number % 7 == 3 ? "-" : "a" + std::to_string(number));
  }
  EXPECT_EQ(worked, 500 - 71);
}

TEST_F(ArticleLoading, AnErrorOfTheSinkEndsTheReadingAndIsPassedOn) {
  std::string lines;
  for (int number = 0; number < 200; ++number) {
    lines += "{\"text\": \"Text.\"}\n";
  }
  ArticleFiles files({Write("all.jsonl", lines)}, std::nullopt);
  int seen = 0;
  const auto result = ReadInOrder(
      files, {.job_count = 3, .should_stop = {}}, [](std::span<Document* const>) {},
      [&](ArticleFiles::Item&) -> Result<void> {
        if (++seen == 5) {
          return RuntimeError(ErrorCode::kIo, "Full", "the disk is full");
        }
        return {};
      });
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().message, "the disk is full");
  EXPECT_EQ(seen, 5);
}

TEST_F(ArticleLoading, StoppingKeepsWhatWasLoadedAndSaysSo) {
  for (int number = 0; number < 20; ++number) {
    Write(std::to_string(number) + ".txt",
          "Chris Smalling joined Roma on loan from Manchester United in game " +
              std::to_string(number) + ".");
  }
  const auto store = Store::Open(std::string(kInMemoryPath), {}).value();
  ArticleLoadOptions options;
  uint64_t last_count = 0;
  options.on_progress = [&](const ArticleProgress& progress) {
    EXPECT_EQ(progress.article_count, last_count + 1);
    EXPECT_LE(progress.consumed_size, progress.total_size);
    last_count = progress.article_count;
  };
  options.should_stop = [&] { return last_count == 7; };
  const ArticleLoadSummary summary = LoadArticles(*store, {folder_.path()}, options).value();
  EXPECT_TRUE(summary.interrupted);
  EXPECT_EQ(summary.loaded_count, 7u);
  const auto view = store->OpenSnapshot();
  EXPECT_EQ(view->NodeCount(*view->FindLabel("Article")), 7u);
}

// A pipe cannot be mapped: what is long goes to a file first.
TEST_F(ArticleLoading, ALongDumpFromAPipeIsReadWhole) {
  const std::string line = "{\"id\": \"a\", \"text\": \"" + std::string(50000, 'x') + "\"}\n";
  constexpr size_t kLineCount = 200;  // Ten megabytes.
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  std::thread writer([&] {
    for (size_t i = 0; i < kLineCount; ++i) {
      ASSERT_EQ(::write(ends[1], line.data(), line.size()), static_cast<ssize_t>(line.size()));
    }
    ::close(ends[1]);
  });
  const auto file = FileBytes::Open("/dev/fd/" + std::to_string(ends[0])).value();
  writer.join();
  ::close(ends[0]);
  const std::string_view bytes = file->bytes();
  ASSERT_EQ(bytes.size(), line.size() * kLineCount);
  for (size_t i = 0; i < kLineCount; ++i) {
    file->Release(i * line.size());
    ASSERT_EQ(bytes.substr(i * line.size(), line.size()), line);
  }
}

TEST_F(ArticleLoading, TwoTextsOfOneNameAreToldApartAmongManyNames) {
  constexpr int kNameCount = 1500;
  const auto line = [](int number, const std::string& text) {
    return "{\"id\": \"a" + std::to_string(number) + "\", \"text\": \"" + text + "\"}\n";
  };
  std::string lines;
  for (int number = 0; number < kNameCount; ++number) {
    lines += line(number, "Text.");
  }
  // The same once more is no harm; another text would replace the first.
  lines += line(3, "Text.") + line(kNameCount - 1, "Text.") + line(7, "Other.");
  const auto store = Store::Open(std::string(kInMemoryPath), {}).value();
  ArticleLoadOptions options;
  std::vector<std::string> skipped;
  options.on_skipped = [&](const std::string&, const Error& error) {
    skipped.push_back(error.message);
  };
  for (const bool dry_run : {true, false}) {
    options.dry_run = dry_run;
    skipped.clear();
    const ArticleLoadSummary summary =
        LoadArticles(*store, {Write("all.jsonl", lines)}, options).value();
    EXPECT_EQ(summary.loaded_count, static_cast<uint64_t>(kNameCount));
    EXPECT_EQ(summary.unchanged_count, 2u);
    EXPECT_EQ(summary.replaced_count, 0u);
    ASSERT_EQ(skipped.size(), 1u);
    EXPECT_NE(skipped[0].find("named `a7`"), std::string::npos) << skipped[0];
  }
}

TEST_F(ArticleLoading, AnArticleOfAnEarlierLoadIsReplacedOnceAndNotTwice) {
  const auto line = [](const std::string& text) {
    return "{\"id\": \"a\", \"text\": \"" + text + "\"}\n";
  };
  const auto store = Store::Open(std::string(kInMemoryPath), {}).value();
  ASSERT_TRUE(LoadArticles(*store, {Write("first.jsonl", line("First."))}).ok());
  const std::string lines = line("Second.") + line("Third.") + line("First.") + line("Second.");
  ArticleLoadSummary summary = LoadArticles(*store, {Write("second.jsonl", lines)}).value();
  EXPECT_EQ(summary.replaced_count, 1u);
  EXPECT_EQ(summary.skipped_count, 2u);
  EXPECT_EQ(summary.unchanged_count, 1u);
  // What was there all the time may not change in the same load either.
  summary = LoadArticles(*store, {Write("third.jsonl", line("Second.") + line("Third."))}).value();
  EXPECT_EQ(summary.unchanged_count, 1u);
  EXPECT_EQ(summary.skipped_count, 1u);
}

}  // namespace
}  // namespace rondo::articles
