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
#include "tools/articles/iso_date.h"

namespace rondo::articles {
namespace {

/// Counts the bytes of the records that are read.
class CountingStore final : public OrderedStore {
 public:
  CountingStore(std::unique_ptr<OrderedStore> store, uint64_t& read_size)
      : store_(std::move(store)), read_size_(read_size) {}

  Result<std::optional<std::string>> Get(std::string_view key,
                                         const OrderedSnapshot* snapshot) const override {
    auto value = store_->Get(key, snapshot);
    read_size_ += value.ok() && value->has_value() ? (*value)->size() : 0;
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

 private:
  std::unique_ptr<OrderedStore> store_;
  uint64_t& read_size_;
};

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
  constexpr size_t kCacheSize = size_t{3} << 20;
  constexpr uint32_t kArticlesPerCommit = 16;
  uint64_t read_size = 0;
  auto ordered = OpenRocksStore("/rondo", RocksOptions{.in_memory = true}).value();
  const auto store =
      StoreEngine::Start(std::make_unique<CountingStore>(std::move(ordered), read_size),
                         std::string(kInMemoryPath), {.cache_size = kCacheSize})
          .value();
  PrepareFactGraph(*store).value();
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
      sizes.push_back(std::exchange(read_size, 0));
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

}  // namespace
}  // namespace rondo::articles
