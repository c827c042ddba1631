#include "storage/bulk/index_builder.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "graph/model/value_order.h"
#include "storage/codec/byte_io.h"
#include "storage/codec/frame.h"
#include "storage/codec/value_codec.h"
#include "storage/index/index_leaf.h"
#include "storage/root/index_tree.h"

namespace rondo {
namespace {

// Writes the leaves as their entries come.
class LeafWriter {
 public:
  LeafWriter(uint32_t index, RecordSorter& out) : index_(index), out_(out) {}

  void Add(std::string_view entry) {
    if (leaf_.size() == kIndexLeafSizeFresh) Flush();
    if (leaf_.size() == 0)
      bound_ = directory_.leaves().empty() ? std::string() : std::string(entry);
    leaf_.Append(entry);
  }

  void Finish() {
    if (leaf_.size() > 0) Flush();
    out_.Add(EncodeKey({KeyTag::kIndexDirectory, index_, 0}), EncodeIndexDirectory(directory_));
  }

 private:
  void Flush() {
    const ChunkKey key{KeyTag::kIndexLeaf, index_, directory_.next_number++};
    std::string payload;
    leaf_.EncodeBase(payload);
    std::string record;
    AppendFrame(FrameKind::kBase, payload, record);
    out_.Add(EncodeKey(key), record);
    directory_.Append(std::move(bound_), std::make_shared<ChunkHandle>(key));
    leaf_ = IndexLeaf();
  }

  const uint32_t index_;
  RecordSorter& out_;
  IndexDirectory directory_;
  IndexLeaf leaf_;
  std::string bound_;
};

}  // namespace

void IndexBuilder::AddValues(std::span<const Value> values, uint64_t id) {
  const std::optional<IndexKey> key = MakeCompositeKey(values);
  if (!key) return;
  std::string stored;
  if (unique_) {
    ByteWriter writer(stored);
    for (const Value& value : values) EncodeValue(value, writer);
  }
  sorter_.Add(MakeIndexEntry(key->bytes, id), stored);
}

Result<void> IndexBuilder::Build(
    RecordSorter& out, const std::function<Error(uint64_t, std::span<const Value>)>& not_unique) {
  RONDO_TRY(sorter_.Sort());
  LeafWriter leaves(index_, out);
  std::string previous;
  // The values whose keys are those of the entry before. Equal keys do not always mean equal
  // values.
  std::vector<std::pair<std::vector<Value>, uint64_t>> holders;
  while (true) {
    std::string_view entry;
    std::string_view stored;
    RONDO_TRY_ASSIGN(const bool any, sorter_.Next(entry, stored));
    if (!any) break;
    if (entry == previous) continue;
    if (unique_) {
      if (previous.empty() || KeyOfIndexEntry(entry) != KeyOfIndexEntry(previous)) holders.clear();
      ByteReader reader(stored);
      std::vector<Value> values;
      while (!reader.at_end() && reader.ok()) values.push_back(DecodeValue(reader));
      for (const auto& [others, holder] : holders) {
        if (std::ranges::equal(others, values, [](const Value& a, const Value& b) {
              return Equal(a, b) == true;
            })) {
          return not_unique(holder, values);
        }
      }
      holders.emplace_back(std::move(values), IdOfIndexEntry(entry));
    }
    leaves.Add(entry);
    previous.assign(entry);
  }
  leaves.Finish();
  return {};
}

}  // namespace rondo
