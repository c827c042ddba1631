#include "tools/articles/image_fields.h"

#include <gtest/gtest.h>

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace rondo::articles {
namespace {

struct Inner {
  std::string name;
  std::optional<uint16_t> count;

  template <typename Archive, typename Self>
  static void VisitFields(Archive& archive, Self& self) {
    archive(self.name, self.count);
  }
  friend bool operator==(const Inner&, const Inner&) = default;
};

struct Outer {
  std::vector<Inner> inner;
  std::vector<uint32_t> numbers;
  std::vector<std::pair<std::string, double>> shares;
  std::unordered_map<std::string, uint32_t> by_name;
  std::unordered_set<uint64_t> keys;
  bool open = false;

  template <typename Archive, typename Self>
  static void VisitFields(Archive& archive, Self& self) {
    archive(self.inner, self.numbers, self.shares, self.by_name, self.keys, self.open);
  }
  friend bool operator==(const Outer&, const Outer&) = default;
};

Outer Example() {
  return {.inner = {{"Zed Small", 7}, {"", std::nullopt}},
          .numbers = {3, 1, 2},
          .shares = {{"half", 0.5}},
          .by_name = {{"a", 1}, {"b", 2}, {"c", 3}},
          .keys = {9, 8, 7},
          .open = true};
}

std::string BytesOf(const Outer& outer) {
  FieldWriter writer;
  writer(outer);
  return {writer.bytes().begin(), writer.bytes().end()};
}

TEST(ImageFields, AreReadAsTheyWereWritten) {
  const std::string bytes = BytesOf(Example());
  FieldReader reader(bytes);
  Outer read;
  reader(read);
  EXPECT_EQ(read, Example());
}

TEST(ImageFields, GiveTheSameBytesHoweverTheyAreHashed) {
  Outer other = Example();
  other.by_name.rehash(1000);
  other.keys.rehash(1000);
  EXPECT_EQ(BytesOf(other), BytesOf(Example()));
}

}  // namespace
}  // namespace rondo::articles
