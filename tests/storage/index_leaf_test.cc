// Searches in a leaf of an index: samples must lead to the same place as a look at every entry.

#include "storage/index/index_leaf.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "storage/index/index_key.h"
#include "storage/root/index_tree.h"

namespace rondo {
namespace {

/// Entries of few different bytes, so that many begin alike, all of one size or not.
std::set<std::string> RandomEntries(std::mt19937& random, size_t count, bool one_size) {
  const std::string prefix = random() % 2 == 0 ? "" : "shared";
  std::set<std::string> entries;
  while (entries.size() < count) {
    std::string entry = prefix;
    const size_t size = one_size ? 12 : 8 + random() % 8;
    while (entry.size() < prefix.size() + size) entry += "\x00\x01z\xff"[random() % 4];
    entries.insert(entry);
  }
  return entries;
}

void ExpectSameSearches(const IndexLeaf& leaf, const std::set<std::string>& entries,
                        std::mt19937& random) {
  const std::vector<std::string> sorted(entries.begin(), entries.end());
  ASSERT_EQ(leaf.size(), sorted.size());
  std::vector<std::string> wanted = sorted;
  for (const std::string& entry : sorted) {
    wanted.push_back(entry + std::string(1, '\0'));
    wanted.push_back(entry.substr(0, random() % entry.size()));
    wanted.push_back(entry);
    wanted.back()[random() % entry.size()] = static_cast<char>(random());
  }
  for (const std::string& bytes : wanted) {
    const auto place = std::lower_bound(sorted.begin(), sorted.end(), bytes) - sorted.begin();
    EXPECT_EQ(leaf.LowerBound(bytes), static_cast<size_t>(place));
  }
}

TEST(IndexLeaf, FindsThePlaceOfEverything) {
  std::mt19937 random(7);
  for (const size_t count : {0, 1, 20, 32, 33, 200, 700}) {
    for (const bool one_size : {true, false}) {
      std::set<std::string> entries = RandomEntries(random, count, one_size);
      IndexLeaf appended;
      for (const std::string& entry : entries) appended.Append(entry);
      ExpectSameSearches(appended, entries, random);
      appended.Sample();
      ExpectSameSearches(appended, entries, random);

      IndexLeaf decoded;
      std::string payload;
      appended.EncodeBase(payload);
      ASSERT_TRUE(decoded.DecodeBase(payload).ok());
      ExpectSameSearches(decoded, entries, random);
      if (count < 2) continue;
      std::unique_ptr<IndexLeaf> upper = decoded.Split();
      const auto middle = std::next(entries.begin(), static_cast<std::ptrdiff_t>(count / 2));
      ExpectSameSearches(decoded, {entries.begin(), middle}, random);
      ExpectSameSearches(*upper, {middle, entries.end()}, random);
    }
  }
}

TEST(IndexLeaf, FindsThePlaceAmongNumbers) {
  std::mt19937 random(3);
  for (const uint32_t step : {1U, 2U, 5000U, 1U << 20}) {
    IndexLeaf leaf;
    std::set<std::string> entries;
    int64_t number = 100;
    for (size_t i = 0; i < 512; ++i) {
      // With some far away from all others.
      number += 1 + (i % 100 == 99 ? int64_t{1} << 40 : random() % step);
      entries.insert(MakeIndexEntry(MakeIndexKey(Value(number))->bytes, NodeId(i)));
    }
    for (const std::string& entry : entries) leaf.Append(entry);
    leaf.Sample();
    ExpectSameSearches(leaf, entries, random);
    // Some of one size come and go, and then one of another.
    for (size_t i = 0; i < 200; ++i) {
      const std::string gone = *std::next(entries.begin(), random() % 300);
      EXPECT_TRUE(leaf.Erase(gone));
      entries.erase(gone);
      const std::string come = MakeIndexEntry(
          MakeIndexKey(Value(static_cast<int64_t>(random())))->bytes, NodeId(1000 + i));
      EXPECT_TRUE(leaf.Insert(come));
      entries.insert(come);
    }
    ExpectSameSearches(leaf, entries, random);
    const std::string text = MakeIndexEntry(MakeIndexKey(Value("text"))->bytes, NodeId(7));
    EXPECT_TRUE(leaf.Insert(text));
    entries.insert(text);
    ExpectSameSearches(leaf, entries, random);
  }
}

TEST(IndexDirectory, FindsTheLeafOfEverything) {
  std::mt19937 random(4);
  std::vector<std::string> bounds{""};
  for (const std::string& bound : RandomEntries(random, 300, false)) bounds.push_back(bound);
  // A hundred that begin alike, longer than what is looked at first.
  for (char c = 0; c < 100; ++c) bounds.push_back("zzzz-alike-" + std::string(1, c));
  std::sort(bounds.begin(), bounds.end());
  IndexDirectory directory;
  for (uint32_t i = 0; i < bounds.size(); ++i) {
    directory.Append(bounds[i], std::make_shared<ChunkHandle>(ChunkKey{KeyTag::kIndexLeaf, 1, i}));
  }
  std::vector<std::string> wanted = bounds;
  for (const std::string& bound : bounds) {
    wanted.push_back(bound + "x");
    wanted.push_back(bound.substr(0, bound.size() / 2));
  }
  for (const std::string& bytes : wanted) {
    const auto after = std::upper_bound(bounds.begin(), bounds.end(), bytes);
    EXPECT_EQ(directory.Find(bytes), static_cast<size_t>(after - bounds.begin()) - 1);
  }
}

TEST(IndexLeaf, FindsThePlaceAfterChanges) {
  std::mt19937 random(11);
  for (const bool one_size : {true, false}) {
    IndexLeaf leaf;
    std::set<std::string> entries;
    for (const std::string& entry : RandomEntries(random, 300, one_size)) {
      entries.insert(entry);
      EXPECT_TRUE(leaf.Insert(entry));
      EXPECT_FALSE(leaf.Insert(entry));
    }
    ExpectSameSearches(leaf, entries, random);
    while (entries.size() > 40) {
      const auto gone = std::next(entries.begin(), static_cast<std::ptrdiff_t>(random() % 40));
      EXPECT_TRUE(leaf.Erase(*gone));
      EXPECT_FALSE(leaf.Erase(*gone));
      entries.erase(gone);
    }
    ExpectSameSearches(leaf, entries, random);
    std::string delta;
    const std::string added = *entries.rbegin() + "later";
    const std::string first = *entries.begin();
    IndexLeaf::EncodeDelta({{true, added}, {false, first}}, delta);
    ASSERT_TRUE(leaf.ApplyDelta(delta).ok());
    entries.insert(added);
    entries.erase(first);
    ExpectSameSearches(leaf, entries, random);
  }
}

}  // namespace
}  // namespace rondo
