#include "query/execute/operator/grouping_table.h"

#include "graph/model/value_order.h"

namespace rondo {

namespace {

// Node ids below this are looked up in an array.
constexpr uint64_t kDirectNodesMax = uint64_t{1} << 26;

uint64_t Mix(uint64_t hash) {
  hash ^= hash >> 33;
  hash *= 0xff51afd7ed558ccdULL;
  return hash ^ (hash >> 33);
}

bool IsSmallNodes(const Vector& column) {
  if (column.form() != Vector::Form::kNodes) {
    return false;
  }
  for (NodeId node : column.nodes()) {
    if (node.value >= kDirectNodesMax) {
      return false;
    }
  }
  return true;
}

}  // namespace

void GroupingTable::Clear() {
  key_count_ = 0;
  group_count_ = 0;
  values_.clear();
  hashes_.clear();
  slots_.clear();
  only_nodes_ = true;
  nodes_.clear();
  group_of_node_.clear();
}

void GroupingTable::FindOrAdd(std::span<const Vector* const> keys, size_t lane_count,
                              std::vector<uint32_t>& groups) {
  key_count_ = keys.size();
  groups.resize(lane_count);
  if (only_nodes_ && !(keys.size() == 1 && IsSmallNodes(*keys[0]))) {
    LeaveNodes();
  }
  if (only_nodes_) {
    std::span<const NodeId> nodes = keys[0]->nodes();
    for (size_t lane = 0; lane < lane_count; ++lane) {
      groups[lane] = FindOrAddNode(nodes[keys[0]->EntryOf(lane)]);
    }
    return;
  }
  for (size_t lane = 0; lane < lane_count; ++lane) {
    uint64_t hash = 0;
    for (const Vector* key : keys) {
      hash = Mix(hash * 31 + HashForEquivalence(key->Get(lane)));
    }
    groups[lane] = FindOrAddRow(hash, [&](size_t key) { return keys[key]->Get(lane); });
  }
}

void GroupingTable::FindOrAddGroups(const GroupingTable& other, size_t begin, size_t end,
                                    std::vector<uint32_t>& groups) {
  key_count_ = other.key_count_;
  if (only_nodes_ && !other.only_nodes_) {
    LeaveNodes();
  }
  for (size_t group = begin; group < end; ++group) {
    if (only_nodes_) {
      groups.push_back(FindOrAddNode(other.nodes_[group]));
      continue;
    }
    uint64_t hash = other.only_nodes_ ? Mix(HashForEquivalence(Value(other.nodes_[group])))
                                      : other.hashes_[group];
    groups.push_back(FindOrAddRow(hash, [&](size_t key) { return other.Key(group, key); }));
  }
}

Value GroupingTable::Key(size_t group, size_t key) const {
  return only_nodes_ ? Value(nodes_[group]) : values_[group * key_count_ + key];
}

uint32_t GroupingTable::FindOrAddNode(NodeId node) {
  if (node.value >= group_of_node_.size()) {
    group_of_node_.resize(std::max<size_t>(node.value + 1, group_of_node_.size() * 2), 0);
  }
  uint32_t& entry = group_of_node_[node.value];
  if (entry == 0) {
    nodes_.push_back(node);
    entry = static_cast<uint32_t>(++group_count_);
  }
  return entry - 1;
}

void GroupingTable::LeaveNodes() {
  only_nodes_ = false;
  for (NodeId node : nodes_) {
    values_.emplace_back(node);
    hashes_.push_back(Mix(HashForEquivalence(values_.back())));
  }
  nodes_.clear();
  group_of_node_.clear();
  Grow();
}

template <typename KeyOf>
uint32_t GroupingTable::FindOrAddRow(uint64_t hash, const KeyOf& key_of) {
  size_t mask = slots_.size() - 1;
  size_t slot = hash & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    uint32_t group = slots_[slot] - 1;
    if (hashes_[group] != hash) {
      continue;
    }
    bool same = true;
    for (size_t key = 0; same && key < key_count_; ++key) {
      same = Equivalent(values_[group * key_count_ + key], key_of(key));
    }
    if (same) {
      return group;
    }
  }
  for (size_t key = 0; key < key_count_; ++key) {
    values_.push_back(key_of(key));
  }
  hashes_.push_back(hash);
  slots_[slot] = static_cast<uint32_t>(++group_count_);
  if (group_count_ * 2 > slots_.size()) {
    Grow();
  }
  return static_cast<uint32_t>(group_count_ - 1);
}

void GroupingTable::Grow() {
  size_t size = 64;
  while (size < group_count_ * 4) {
    size *= 2;
  }
  slots_.assign(size, 0);
  for (size_t group = 0; group < group_count_; ++group) {
    size_t slot = hashes_[group] & (size - 1);
    while (slots_[slot] != 0) {
      slot = (slot + 1) & (size - 1);
    }
    slots_[slot] = static_cast<uint32_t>(group + 1);
  }
}

size_t GroupingTable::memory_size() const {
  return values_.size() * sizeof(Value) + hashes_.size() * sizeof(uint64_t) +
         slots_.size() * sizeof(uint32_t) + nodes_.size() * sizeof(NodeId) +
         group_of_node_.size() * sizeof(uint32_t);
}

}  // namespace rondo
