// What one more article reads of what was written before: little, however many articles, reports
// and mentions there are.

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "storage/rocks/rocks_store.h"
#include "storage/store_engine.h"
#include "tools/articles/graph/article_places.h"
#include "tools/articles/graph/fact_graph.h"
#include "tools/articles/graph/mention_witnesses.h"
#include "tools/articles/iso_date.h"

namespace rondo::articles {
namespace {

/// Counts the records that are read, and their bytes.
class CountingStore final : public OrderedStore {
 public:
  struct Reads {
    uint64_t count = 0;
    uint64_t size = 0;
  };

  CountingStore(std::unique_ptr<OrderedStore> store, Reads& reads)
      : store_(std::move(store)), reads_(reads) {}

  Result<std::optional<std::string>> Get(std::string_view key,
                                         const OrderedSnapshot* snapshot) const override {
    auto value = store_->Get(key, snapshot);
    ++reads_.count;
    reads_.size += value.ok() && value->has_value() ? (*value)->size() : 0;
    return value;
  }
  Result<void> MultiGet(std::span<const std::string> keys, const OrderedSnapshot* snapshot,
                        std::span<std::optional<std::string>> out) const override {
    return store_->MultiGet(keys, snapshot, out);
  }
  Result<void> Scan(
      std::string_view prefix, const OrderedSnapshot* snapshot,
      const std::function<bool(std::string_view, std::string_view)>& visit) const override {
    return store_->Scan(prefix, snapshot, visit);
  }
  std::shared_ptr<const OrderedSnapshot> TakeSnapshot() const override {
    return store_->TakeSnapshot();
  }
  Result<void> Write(std::span<const OrderedBatch* const> batches, bool sync) override {
    return store_->Write(batches, sync);
  }
  Result<void> Ingest(OrderedSource& source) override { return store_->Ingest(source); }
  Result<void> Compact() override { return store_->Compact(); }
  Result<void> CopyTo(const std::string& directory) override { return store_->CopyTo(directory); }
  Result<uint64_t> DiskSize() const override { return store_->DiskSize(); }
  uint64_t MemorySize() const override { return store_->MemorySize(); }
  uint64_t OverheadSize() const override { return store_->OverheadSize(); }

 private:
  std::unique_ptr<OrderedStore> store_;
  Reads& reads_;
};

std::unique_ptr<StoreEngine> OpenCounting(CountingStore::Reads& reads, size_t cache_size) {
  auto ordered = OpenRocksStore("/rondo", RocksOptions{.in_memory = true}).value();
  auto store = StoreEngine::Start(std::make_unique<CountingStore>(std::move(ordered), reads),
                                  std::string(kInMemoryPath), {.cache_size = cache_size})
                   .value();
  PrepareFactGraph(*store).value();
  return store;
}

std::string PlayerName(uint32_t number) { return "Player Number" + std::to_string(number); }

/// Tells of some players what articles said of them long ago; now and then one is new.
Document Article(uint32_t number, std::mt19937& random) {
  constexpr uint32_t kClubCount = 20;
  constexpr uint32_t kArticlesPerPlayer = 4;
  Document document;
  document.id = "article-" + std::to_string(number);
  document.date = ParseIsoDay("2020-01-30");
  document.text = "The text of article " + std::to_string(number) + ". " + std::string(500, 'x');
  document.sentences.push_back({});
  document.sentences[0].span = {0, static_cast<uint32_t>(document.text.size())};
  const auto entity = [&](EntityType type, const std::string& name) {
    document.entities.push_back({});
    document.entities.back().type = type;
    document.entities.back().name = name;
    document.entities.back().aliases = {name + " the " + std::to_string(name.size())};
    document.entities.back().nationality = type == EntityType::kPlayer ? "Wales" : "";
    return static_cast<EntityIndex>(document.entities.size() - 1);
  };
  const auto says = [&](Relation relation, uint32_t player) {
    Fact fact;
    fact.relation = relation;
    fact.subject = entity(EntityType::kPlayer, PlayerName(player));
    fact.object = entity(EntityType::kClub, "Club " + std::to_string(player % kClubCount) + " FC");
    fact.date.text = "2020-01-30";
    fact.evidence = {0};
    fact.confidence = 0.9;
    fact.rule = "by-hand";
    document.facts.push_back(fact);
  };
  const uint32_t newest = number / kArticlesPerPlayer;
  says(Relation::kPlaysFor, newest);
  says(Relation::kWantsToJoin, newest);
  says(Relation::kPlaysFor, static_cast<uint32_t>(random() % (newest + 1)));
  says(Relation::kPlaysFor, static_cast<uint32_t>(random() % (newest + 1)));
  return document;
}

/// Bytes read by each of `share_count` equal shares of the articles.
std::vector<uint64_t> ReadSizes(uint32_t article_count, uint32_t share_count) {
  constexpr uint32_t kArticlesPerCommit = 16;
  constexpr size_t kCacheSize = size_t{3} << 20;
  CountingStore::Reads reads;
  const auto store = OpenCounting(reads, kCacheSize);
  ArticlePlaces places;
  std::mt19937 random(5);
  std::vector<uint64_t> sizes;
  std::unique_ptr<Transaction> transaction;
  for (uint32_t number = 1; number <= article_count; ++number) {
    if (transaction == nullptr) {
      transaction = store->BeginTransaction().value();
    }
    WriteArticle(*transaction, Article(number, random), {}, &places).value();
    if (number % kArticlesPerCommit == 0) {
      transaction->Commit().value();
      transaction.reset();
    }
    if (number % (article_count / share_count) == 0) {
      sizes.push_back(std::exchange(reads, {}).size);
    }
  }
  return sizes;
}

TEST(LoadCost, AnArticleReadsLittleHoweverManyCameBefore) {
  // The cache holds what is known of 800 players, not all that 3,200 articles say of them: where
  // that is mixed, each article of the last 800 reads 13,700 bytes.
  constexpr uint64_t kBytesPerArticleMax = 4000;
  constexpr uint32_t kArticleCount = 3200;
  constexpr uint32_t kShareCount = 4;
  for (const uint64_t size : ReadSizes(kArticleCount, kShareCount)) {
    EXPECT_LT(size, kBytesPerArticleMax * kArticleCount / kShareCount);
  }
}

/// Says one thing of a player, and where the contract or the fee is wanted, that too.
Document OneFact(uint32_t number, Relation relation, const std::string& club,
                 const std::string& date, const std::string& attribute, const std::string& value) {
  Document document;
  document.id = "one-" + std::to_string(number);
  document.date = Date{18000 + number % 700};
  document.text = "The text of article " + std::to_string(number) + ". " + std::string(500, 'x');
  document.sentences.push_back({});
  document.sentences[0].span = {0, static_cast<uint32_t>(document.text.size())};
  document.entities.resize(2);
  document.entities[0].type = EntityType::kPlayer;
  document.entities[0].name = "Ada Ash";
  document.entities[1].type = EntityType::kClub;
  document.entities[1].name = club;
  Fact fact;
  fact.relation = relation;
  fact.subject = 0;
  fact.object = 1;
  fact.date.text = date;
  fact.evidence = {0};
  fact.confidence = 0.9;
  fact.rule = "by-hand";
  if (!value.empty()) {
    fact.attributes.emplace_back(attribute, value);
  }
  document.facts.push_back(fact);
  return document;
}

constexpr uint32_t kReportCount = 20'000;

/// Records read by `documents` after so many others as `make(number)` gives.
template <typename Make>
uint64_t ReadsAfter(Make make, const std::vector<Document>& documents, size_t cache_size) {
  constexpr uint32_t kArticlesPerCommit = 100;
  CountingStore::Reads reads;
  const auto store = OpenCounting(reads, cache_size);
  MentionWitnesses witnesses;
  const LoadOptions options{.witnesses = &witnesses};
  std::unique_ptr<Transaction> transaction;
  for (uint32_t number = 0; number < kReportCount; ++number) {
    if (transaction == nullptr) {
      transaction = store->BeginTransaction().value();
    }
    WriteArticle(*transaction, make(number), options).value();
    if ((number + 1) % kArticlesPerCommit == 0) {
      transaction->Commit().value();
      transaction.reset();
    }
  }
  reads = {};
  transaction = store->BeginTransaction().value();
  for (const Document& document : documents) {
    WriteArticle(*transaction, document, options).value();
  }
  transaction->Commit().value();
  return reads.count;
}

/// Records read where each of `documents` comes to a fact that twenty groups of reports tell.
uint64_t ReadsAfterManyReports(const std::vector<Document>& documents) {
  // Not all reports, but what a transaction copies of them too, for that counts as well.
  constexpr size_t kCacheSize = size_t{6} << 20;
  return ReadsAfter(
      [](uint32_t number) {
        return OneFact(1'000'000 + number, Relation::kContractedTo, "Northport", "2019-01-01",
                       "until", number % 9 == 0 ? "2023-06" : "");
      },
      documents, kCacheSize);
}

TEST(LoadCost, AReportOfAnOldFactReadsFewOfTheOthers) {
  // The newest of those that say when the contract ends is earlier, which five records tell.
  EXPECT_LE(ReadsAfterManyReports({OneFact(650, Relation::kContractedTo, "Northport", "2019-02-01",
                                           "until", "2024-06")}),
            10u);
}

TEST(LoadCost, AMoveReadsNoReportsOfAStateThatSaysItsEnd) {
  EXPECT_LE(ReadsAfterManyReports(
                {OneFact(1, Relation::kTransferredTo, "Southend Bay", "2020-02-01", "", "")}),
            12u);
}

/// Of a country that nearly all who tell one agree on, which few do.
Document OfCountry(uint32_t number) {
  Document document =
      OneFact(number, Relation::kContractedTo, "Northport", "2019-01-01", "until", "");
  document.entities[0].nationality = number == 3 ? "Wales" : number % 99 == 0 ? "Norway" : "";
  return document;
}

TEST(LoadCost, WhatOneMentionDisagreesOnIsNotLookedForAmongAll) {
  EXPECT_LE(ReadsAfter(OfCountry, {OfCountry(99 * 1000)}, size_t{1} << 20), 80u);
}

}  // namespace
}  // namespace rondo::articles
