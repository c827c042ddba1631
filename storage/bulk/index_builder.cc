#include "storage/bulk/index_builder.h"

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
    if (leaf_.size() == 0) bound_ = directory_.leaves.empty() ? std::string() : std::string(entry);
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
    directory_.leaves.push_back({std::make_shared<const std::string>(std::move(bound_)),
                                 std::make_shared<ChunkHandle>(key)});
    leaf_ = IndexLeaf();
  }

  const uint32_t index_;
  RecordSorter& out_;
  IndexDirectory directory_;
  IndexLeaf leaf_;
  std::string bound_;
};

}  // namespace

void IndexBuilder::AddValue(const Value& value, NodeId node) {
  const std::optional<IndexKey> key = MakeIndexKey(value);
  if (!key) return;
  std::string stored;
  if (unique_) {
    ByteWriter writer(stored);
    EncodeValue(value, writer);
  }
  sorter_.Add(MakeIndexEntry(key->bytes, node), stored);
}

Result<void> IndexBuilder::Build(
    RecordSorter& out, const std::function<Error(NodeId, NodeId, const Value&)>& not_unique) {
  RONDO_TRY(sorter_.Sort());
  LeafWriter leaves(index_, out);
  std::string previous;
  // The values whose keys are those of the entry before. Equal keys do not always mean equal
  // values.
  std::vector<std::pair<Value, NodeId>> holders;
  while (true) {
    std::string_view entry;
    std::string_view stored;
    RONDO_TRY_ASSIGN(const bool any, sorter_.Next(entry, stored));
    if (!any) break;
    if (entry == previous) continue;
    if (unique_) {
      const auto key_of = [](std::string_view e) {
        return e.substr(0, e.size() - sizeof(uint64_t));
      };
      if (previous.empty() || key_of(entry) != key_of(previous)) holders.clear();
      ByteReader reader(stored);
      Value value = DecodeValue(reader);
      const NodeId node = NodeOfIndexEntry(entry);
      for (const auto& [other, holder] : holders) {
        if (Equal(other, value) == true) return not_unique(holder, node, value);
      }
      holders.emplace_back(std::move(value), node);
    }
    leaves.Add(entry);
    previous.assign(entry);
  }
  leaves.Finish();
  return {};
}

}  // namespace rondo
