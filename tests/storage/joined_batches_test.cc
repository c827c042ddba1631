#include "storage/rocks/joined_batches.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

namespace rondo {
namespace {

using Records = std::map<std::string, std::string>;

void Apply(OrderedBatch::Kind kind, std::string_view key, std::string_view value,
           Records& records) {
  switch (kind) {
    case OrderedBatch::Kind::kPut:
      records[std::string(key)] = value;
      return;
    case OrderedBatch::Kind::kAppend:
      records[std::string(key)] += value;
      return;
    case OrderedBatch::Kind::kDelete:
      records.erase(std::string(key));
  }
}

// How often each key is told, after checking that `batches` do to `records` what they do one after
// the other.
std::map<std::string, int> ExpectSame(JoinedBatches& joined,
                                      const std::vector<OrderedBatch>& batches,
                                      const Records& records) {
  std::vector<const OrderedBatch*> pointers;
  Records expected = records;
  for (const OrderedBatch& batch : batches) {
    pointers.push_back(&batch);
    batch.ForEach([&](OrderedBatch::Kind kind, std::string_view key, std::string_view value) {
      Apply(kind, key, value, expected);
    });
  }
  Records found = records;
  std::map<std::string, int> told;
  joined.Join(pointers);
  joined.ForEach(
      [&](OrderedBatch::Kind kind, std::string_view key, std::span<const std::string_view> pieces) {
        std::string value;
        for (const std::string_view piece : pieces) value += piece;
        Apply(kind, key, value, found);
        ++told[std::string(key)];
      });
  EXPECT_EQ(found, expected);
  return told;
}

TEST(JoinedBatches, AppendsToOneKeyAreOneOperation) {
  JoinedBatches joined;
  std::vector<OrderedBatch> batches(3);
  batches[0].Append("a", "1");
  batches[0].Append("b", "2");
  batches[1].Append("a", "3");
  batches[2].Append("a", "");
  batches[2].Append("a", "4");
  const auto told = ExpectSame(joined, batches, {{"a", "0"}});
  EXPECT_EQ(told, (std::map<std::string, int>{{"a", 1}, {"b", 1}}));
}

TEST(JoinedBatches, NothingAtAll) {
  JoinedBatches joined;
  EXPECT_TRUE(ExpectSame(joined, {}, {{"a", "0"}}).empty());
  EXPECT_TRUE(ExpectSame(joined, std::vector<OrderedBatch>(2), {{"a", "0"}}).empty());
}

TEST(JoinedBatches, DoWhatTheBatchesDoInTheirOrder) {
  JoinedBatches joined;
  std::mt19937 random(20261129);
  for (int round = 0; round < 300; ++round) {
    std::vector<OrderedBatch> batches(random() % 5);
    Records records;
    for (auto i = random() % 6; i > 0; --i) records["k" + std::to_string(random() % 8)] = "old";
    for (OrderedBatch& batch : batches) {
      for (auto i = random() % 12; i > 0; --i) {
        const std::string key = "k" + std::to_string(random() % 8);
        const std::string value(random() % 4, static_cast<char>('a' + random() % 26));
        switch (random() % 4) {
          case 0:
            batch.Put(key, value);
            break;
          case 1:
            batch.Delete(key);
            break;
          default:
            batch.Append(key, value);
        }
      }
    }
    for (const auto& [key, times] : ExpectSame(joined, batches, records)) EXPECT_EQ(times, 1);
  }
}

}  // namespace
}  // namespace rondo
