// Searches in a leaf of an index: samples must lead to the same place as a look at every entry.

#include "storage/index/index_leaf.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

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
