// The index changes of GraphWriter.

#include <algorithm>
#include <utility>

#include "graph/base/check.h"
#include "storage/index/index_leaf.h"
#include "storage/transaction/graph_writer.h"

namespace rondo {

Result<IndexTree*> GraphWriter::OwnIndex(uint32_t index) {
  const auto at = std::find_if(root_.indexes.begin(), root_.indexes.end(),
                               [index](const auto& tree) { return tree->id() == index; });
  RONDO_CHECK(at != root_.indexes.end());
  if ((*at)->owner() != owner_) {
    RONDO_TRY_ASSIGN(const IndexDirectory* directory, reader_.Directory(**at));
    *at = std::make_shared<IndexTree>(index, std::make_unique<IndexDirectory>(*directory), owner_);
  }
  return at->get();
}

Result<ChunkHandle*> GraphWriter::OwnLeaf(uint32_t index, std::string_view entry,
                                          size_t& leaf_index) {
  RONDO_TRY_ASSIGN(IndexTree * tree, OwnIndex(index));
  IndexDirectory& directory = tree->directory_for_owner();
  if (directory.leaves().empty()) {
    const ChunkKey key{KeyTag::kIndexLeaf, index, directory.next_number++};
    directory.Append(std::string(), MakeOwn(key, std::make_unique<IndexLeaf>()));
    directory.handle(0)->changes().rewrite = true;
    tree->directory_changed = true;
  }
  leaf_index = directory.Find(entry);
  RONDO_TRY(Own(directory.handle(leaf_index)));
  return directory.handle(leaf_index).get();
}

void GraphWriter::SplitLeaf(IndexTree& tree, size_t leaf_index) {
  IndexDirectory& directory = tree.directory_for_owner();
  ChunkHandle& lower = *directory.handle(leaf_index);
  std::unique_ptr<IndexLeaf> upper = static_cast<IndexLeaf&>(lower.chunk_for_owner()).Split();
  lower.changes().rewrite = true;
  lower.changes().entries = {};
  const ChunkKey key{KeyTag::kIndexLeaf, tree.id(), directory.next_number++};
  std::string bound((*upper)[0]);
  std::shared_ptr<ChunkHandle> handle = MakeOwn(key, std::move(upper));
  handle->changes().rewrite = true;
  directory.Insert(leaf_index + 1, std::move(bound), std::move(handle));
  tree.directory_changed = true;
}

Result<void> GraphWriter::InsertEntry(uint32_t index, std::string entry) {
  const EpochGuard guard(core_.epochs);
  size_t leaf_index = 0;
  RONDO_TRY_ASSIGN(ChunkHandle * handle, OwnLeaf(index, entry, leaf_index));
  auto& leaf = static_cast<IndexLeaf&>(handle->chunk_for_owner());
  if (!leaf.Insert(entry)) return {};
  if (leaf.size() > kIndexLeafSizeMax) {
    RONDO_TRY_ASSIGN(IndexTree * tree, OwnIndex(index));
    SplitLeaf(*tree, leaf_index);
  } else if (!handle->changes().rewrite) {
    handle->changes().AddEntry({true, std::move(entry)});
  }
  return {};
}

Result<void> GraphWriter::EraseEntry(uint32_t index, std::string entry) {
  const EpochGuard guard(core_.epochs);
  size_t leaf_index = 0;
  RONDO_TRY_ASSIGN(ChunkHandle * handle, OwnLeaf(index, entry, leaf_index));
  auto& leaf = static_cast<IndexLeaf&>(handle->chunk_for_owner());
  if (leaf.Erase(entry) && !handle->changes().rewrite) {
    handle->changes().AddEntry({false, std::move(entry)});
  }
  return {};
}

void GraphWriter::AddIndex(uint32_t index, const std::vector<std::string>& entries) {
  auto directory = std::make_unique<IndexDirectory>();
  for (size_t begin = 0; begin < entries.size(); begin += kIndexLeafSizeFresh) {
    auto leaf = std::make_unique<IndexLeaf>();
    const size_t end = std::min(begin + kIndexLeafSizeFresh, entries.size());
    for (size_t i = begin; i < end; ++i) leaf->Append(entries[i]);
    const ChunkKey key{KeyTag::kIndexLeaf, index, directory->next_number++};
    std::shared_ptr<ChunkHandle> handle = MakeOwn(key, std::move(leaf));
    handle->changes().rewrite = true;
    directory->Append(begin == 0 ? std::string() : entries[begin], std::move(handle));
  }
  auto tree = std::make_shared<IndexTree>(index, std::move(directory), owner_);
  tree->directory_changed = true;
  AddIndex(std::move(tree));
}

void GraphWriter::AddIndex(std::shared_ptr<IndexTree> tree) {
  // An index that was dropped and came back by an undo is not to be deleted.
  std::erase_if(removed_indexes_, [&](const auto& removed) { return removed->id() == tree->id(); });
  const auto at = std::find_if(root_.indexes.begin(), root_.indexes.end(),
                               [&](const auto& other) { return other->id() > tree->id(); });
  root_.indexes.insert(at, std::move(tree));
}

std::shared_ptr<IndexTree> GraphWriter::RemoveIndex(uint32_t index) {
  const auto at = std::find_if(root_.indexes.begin(), root_.indexes.end(),
                               [index](const auto& tree) { return tree->id() == index; });
  RONDO_CHECK(at != root_.indexes.end());
  std::shared_ptr<IndexTree> tree = std::move(*at);
  root_.indexes.erase(at);
  removed_indexes_.push_back(tree);
  return tree;
}

}  // namespace rondo
