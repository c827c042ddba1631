#include "storage/chunk/id_array.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace rondo {
namespace {

std::vector<uint64_t> ToVector(const IdArray& array) {
  std::vector<uint64_t> ids;
  array.ForEach(0, array.size(), [&](uint64_t id) { ids.push_back(id); });
  return ids;
}

constexpr uint64_t kFar = uint64_t{1} << 40;  // More than four bytes from the small ids.

// Arrays of every form, and single ids below, among, above and far from theirs.
TEST(IdArrayBuilder, JoinsStretchesAndSingleIdsOfEveryForm) {
  const std::vector<IdArray> arrays = {
      IdArray(), IdArray(std::vector<uint64_t>{50, 60, 55, 70, 50}),
      IdArray(std::vector<uint64_t>{50, kFar, 60, kFar + 1, 70}), IdArray::Sequence(50, 5)};
  const std::vector<std::vector<uint64_t>> all_singles = {{40, 55}, {55, 55}, {60, 90}, {1, kFar}};
  std::mt19937 random(1);
  for (const IdArray& from : arrays) {
    const std::vector<uint64_t> ids = ToVector(from);
    for (const std::vector<uint64_t>& singles : all_singles) {
      for (int round = 0; round < 50; ++round) {
        IdArrayBuilder builder(from, singles.front(), singles.back(), ids.size() + 8);
        std::vector<uint64_t> expected;
        for (size_t at = 0, end = 0; at < ids.size(); at = end) {
          end = at + random() % (ids.size() - at + 1);
          builder.AddStretch(at, end);
          expected.insert(expected.end(), ids.data() + at, ids.data() + end);
          if (end > at || expected.size() >= ids.size() + 8) continue;
          builder.Add(singles[at % 2]);
          expected.push_back(singles[at % 2]);
          end = at + 1;  // Its own id is left out, as that of a removed edge.
        }
        EXPECT_EQ(ToVector(std::move(builder).Build()), expected);
      }
    }
  }
}

}  // namespace
}  // namespace rondo
