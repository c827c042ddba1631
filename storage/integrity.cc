#include "storage/integrity.h"
#include "storage/root/end_count.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include "graph/model/value_order.h"
#include "storage/chunk/adjacency_chunk.h"
#include "storage/chunk/column_chunk.h"
#include "storage/chunk/edge_group_chunk.h"
#include "storage/chunk/node_group_chunk.h"
#include "storage/codec/format_version.h"
#include "storage/index/constraint_error.h"
#include "storage/index/index_key.h"
#include "storage/index/name_folding.h"

namespace rondo {
namespace {

constexpr size_t kProblemsMax = 100;

class IntegrityCheck {
 public:
  IntegrityCheck(const GraphReader& reader, const OrderedSnapshot* snapshot)
      : reader_(reader), root_(reader.root()), snapshot_(snapshot) {}

  Result<std::vector<IntegrityProblem>> Run() {
    RONDO_TRY(CheckRecords());
    // What cannot be decoded cannot be cross-checked.
    if (!problems_.empty()) return std::move(problems_);
    RONDO_TRY(CheckNodes());
    RONDO_TRY(CheckEdges());
    RONDO_TRY(CheckAdjacency());
    RONDO_TRY(CheckIndexes());
    RONDO_TRY(CountEnds(reader_, counted_));
    CheckCounters();
    CheckOrphans();
    return std::move(problems_);
  }

 private:
  void Report(const ChunkKey& key, std::string message) {
    Report(DescribeKey(key), std::move(message));
  }
  void Report(std::string place, std::string message) {
    if (problems_.size() < kProblemsMax) {
      problems_.push_back({std::move(place), std::move(message)});
    }
  }

  // Every record on its own: its key, its frames and its content, as they lie on the disk.
  Result<void> CheckRecords() {
    return reader_.core().store->Scan({}, snapshot_,
                                      [this](std::string_view key_bytes, std::string_view value) {
                                        Result<ChunkKey> key = DecodeKey(key_bytes);
                                        if (!key.ok()) {
                                          Report("the store", key.error().message);
                                          return true;
                                        }
                                        stored_.insert(*key);
                                        Result<void> decoded = DecodeRecord(*key, value);
                                        if (!decoded.ok()) Report(*key, decoded.error().message);
                                        return true;
                                      });
  }

  static Result<void> DecodeRecord(const ChunkKey& key, std::string_view value) {
    switch (key.tag) {
      case KeyTag::kFormat:
        RONDO_TRY(DecodeFormatRecord(value));
        return {};
      case KeyTag::kCatalog:
        RONDO_TRY(DecodeCatalog(value));
        return {};
      case KeyTag::kCounters:
        RONDO_TRY(DecodeCounters(value));
        return {};
      case KeyTag::kIndexDirectory:
        RONDO_TRY(DecodeIndexDirectory(key.owner, value));
        return {};
      default:
        RONDO_TRY(DecodeChunk(key, value));
        return {};
    }
  }

  // Calls `visit(directory, header)` for every written group.
  template <typename Header, typename Visit>
  Result<void> VisitGroups(const GroupTable& table, Visit visit) {
    for (GroupNumber number = 0; number < table.size(); ++number) {
      const EpochGuard guard(reader_.core().epochs);
      RONDO_TRY_ASSIGN(const GroupDirectory* directory, reader_.Directory(table, number));
      if (directory->header == nullptr) continue;
      reached_.insert(directory->header->key());
      for (const auto& member : directory->members) {
        reached_.insert(member.handle->key());
        if (stored_.contains(member.handle->key())) continue;
        Report(member.handle->key(), "the record is missing");
      }
      if (!problems_.empty()) continue;
      RONDO_TRY_ASSIGN(const Header* header, reader_.Load<Header>(*directory->header));
      RONDO_TRY(visit(*directory, *header));
    }
    return {};
  }

  Result<void> CheckColumns(const GroupDirectory& directory, const GroupBitmap& exists) {
    for (const auto& member : directory.members) {
      if (member.key.tag != KeyTag::kNodeColumn && member.key.tag != KeyTag::kEdgeColumn) continue;
      if (member.key.owner >= root_.catalog->property_keys.size()) {
        Report(member.handle->key(), "the property is not in the catalog");
      }
      RONDO_TRY_ASSIGN(const auto* column, reader_.Load<ColumnChunk>(*member.handle));
      if (!IsSubset(column->present(), exists)) {
        Report(member.handle->key(), "there are values of entities that do not exist");
      }
    }
    return {};
  }

  static bool IsSubset(const GroupBitmap& part, const GroupBitmap& whole) {
    for (size_t i = 0; i < GroupBitmap::kWordCount; ++i) {
      if ((part.words()[i] & ~whole.words()[i]) != 0) return false;
    }
    return true;
  }

  static Lane LastSet(const GroupBitmap& lanes) {
    Lane last = 0;
    lanes.ForEach([&](Lane lane) { last = lane; });
    return last;
  }

  Result<void> CheckNodes() {
    return VisitGroups<NodeGroupChunk>(
        root_.nodes,
        [this](const GroupDirectory& directory, const NodeGroupChunk& header) -> Result<void> {
          const ChunkKey& key = directory.header->key();
          counted_.node_count += header.exists().Count();
          if (header.exists().Any() &&
              FirstIdOf(key.number) + LastSet(header.exists()) >= root_.counters.next_node_id) {
            Report(key, "there is a node whose id was never given out");
          }
          for (const auto& [label, lanes] : header.labels()) {
            CounterAt(counted_.by_label, label.value) += lanes.Count();
            if (label.value >= root_.catalog->labels.size()) {
              Report(key, "a label is not in the catalog");
            }
            if (!IsSubset(lanes, header.exists())) {
              Report(key, "there are labels of nodes that do not exist");
            }
          }
          return CheckColumns(directory, header.exists());
        });
  }

  Result<void> CheckEdges() {
    return VisitGroups<EdgeGroupChunk>(
        root_.edges,
        [this](const GroupDirectory& directory, const EdgeGroupChunk& header) -> Result<void> {
          const ChunkKey& key = directory.header->key();
          counted_.edge_count += header.exists().Count();
          std::vector<NodeId> ends;
          header.exists().ForEach([&](Lane lane) {
            ends.push_back(header.source(lane));
            ends.push_back(header.target(lane));
            const uint32_t type = header.type(lane).value;
            if (type >= root_.catalog->edge_types.size()) {
              return Report(key, "a type is not in the catalog");
            }
            ++CounterAt(counted_.by_edge_type, type);
          });
          if (header.exists().Any() &&
              FirstIdOf(key.number) + LastSet(header.exists()) >= root_.counters.next_edge_id) {
            Report(key, "there is an edge whose id was never given out");
          }
          const auto exists = std::make_unique<bool[]>(ends.size());
          RONDO_TRY(reader_.GatherNodeExists(ends, {exists.get(), ends.size()}));
          if (!std::all_of(exists.get(), exists.get() + ends.size(), [](bool e) { return e; })) {
            Report(key, "an edge has an end that does not exist");
          }
          return CheckColumns(directory, header.exists());
        });
  }

  // Every entry of every list must be an edge that says so. Entries ascend strictly, so no edge
  // stands twice in a list, and an edge can stand in one list only; so if there are as many entries
  // as edges, every edge is there.
  Result<void> CheckAdjacency() {
    uint64_t outgoing_count = 0;
    uint64_t incoming_count = 0;
    const Result<void> visited = VisitGroups<NodeGroupChunk>(
        root_.nodes, [&](const GroupDirectory& directory, const NodeGroupChunk&) -> Result<void> {
          for (const auto& member : directory.members) {
            if (member.key.tag == KeyTag::kNodeColumn) continue;
            RONDO_TRY_ASSIGN(const auto* chunk, reader_.Load<AdjacencyChunk>(*member.handle));
            const bool outgoing = member.key.tag == KeyTag::kOutgoing;
            (outgoing ? outgoing_count : incoming_count) += chunk->edge_count();
            for (Lane lane = 0; lane < kGroupSize; ++lane) {
              RONDO_TRY(CheckList(member.handle->key(), *chunk, lane, outgoing));
            }
          }
          return {};
        });
    if (!visited.ok()) return visited.error();
    if (outgoing_count != counted_.edge_count || incoming_count != counted_.edge_count) {
      Report("adjacency", fmt::format("{} edges stand in {} outgoing and {} incoming lists",
                                      counted_.edge_count, outgoing_count, incoming_count));
    }
    return {};
  }

  Result<void> CheckList(const ChunkKey& key, const AdjacencyChunk& chunk, Lane lane,
                         bool outgoing) {
    const NodeId node(FirstIdOf(key.number) + lane);
    std::vector<NodeId> neighbors;
    std::vector<EdgeId> edges;
    chunk.AppendTo(lane, neighbors, edges);
    if (neighbors.size() != chunk.Degree(lane)) Report(key, "a degree is wrong");
    std::vector<NodeId> sources(edges.size());
    std::vector<NodeId> targets(edges.size());
    std::vector<EdgeTypeId> types(edges.size());
    RONDO_TRY(reader_.GatherEdgeEndpoints(edges, sources, targets, types));
    for (size_t i = 0; i < edges.size(); ++i) {
      const NodeId source = outgoing ? node : neighbors[i];
      const NodeId target = outgoing ? neighbors[i] : node;
      if (sources[i] != source || targets[i] != target || types[i].value != key.owner) {
        Report(key, fmt::format("edge {} does not run as node {}'s list says", edges[i].value,
                                node.value));
      }
      if (i > 0 && std::pair(neighbors[i - 1], edges[i - 1]) >= std::pair(neighbors[i], edges[i])) {
        Report(key, fmt::format("the list of node {} is out of order", node.value));
      }
    }
    return {};
  }

  // The entries that an index should have, one by one, against those that it has.
  Result<void> CheckIndexes() {
    RONDO_TRY(CheckIndex(kNameIndexId, "index of names",
                         [this](std::vector<std::string>& out) { return ExpectNames(out); }));
    for (const IndexDefinition& index : root_.catalog->indexes) {
      const std::string place = fmt::format("index `{}`", index.description.name);
      if (!index.has_entries()) {
        std::vector<std::string> entries;
        RONDO_TRY(ExpectEntries(index, place, entries));
        continue;
      }
      RONDO_TRY(CheckIndex(index.id, place, [&](std::vector<std::string>& out) {
        return ExpectEntries(index, place, out);
      }));
    }
    return {};
  }

  Result<void> CheckIndex(uint32_t id, const std::string& place,
                          const std::function<Result<void>(std::vector<std::string>&)>& expect) {
    std::vector<std::string> expected;
    RONDO_TRY(expect(expected));
    std::ranges::sort(expected);
    const IndexTree* tree = root_.FindIndex(id);
    if (tree == nullptr) {
      Report(place, "the index is missing");
      return {};
    }
    const EpochGuard guard(reader_.core().epochs);
    RONDO_TRY_ASSIGN(const IndexDirectory* directory, reader_.Directory(*tree));
    reached_.insert({KeyTag::kIndexDirectory, id, 0});
    for (size_t i = 0; i < directory->leaves().size(); ++i) {
      const ChunkKey& key = directory->leaves()[i].handle->key();
      reached_.insert(key);
      if (!stored_.contains(key)) {
        Report(key, "the record is missing");
        return {};
      }
      RONDO_TRY_ASSIGN(const auto* leaf, reader_.Load<IndexLeaf>(*directory->leaves()[i].handle));
      const bool last = i + 1 == directory->leaves().size();
      if (leaf->size() > 0 &&
          ((*leaf)[0] < *directory->leaves()[i].lower_bound ||
           (!last && (*leaf)[leaf->size() - 1] >= *directory->leaves()[i + 1].lower_bound))) {
        Report(key, "an entry stands in the wrong leaf");
      }
    }
    std::vector<std::string> found;
    RONDO_TRY(reader_.VisitIndex(*tree, {}, [&](std::string_view entry) {
      found.emplace_back(entry);
      return true;
    }));
    if (found != expected) {
      Report(place, fmt::format("the index has {} entries that do not agree with the {} it should "
                                "have",
                                found.size(), expected.size()));
    }
    return {};
  }

  Result<void> ExpectNames(std::vector<std::string>& out) {
    for (const std::string_view property : {kNameProperty, kAliasesProperty}) {
      const std::optional<PropertyKeyId> key = root_.catalog->property_keys.Find(property);
      if (!key) continue;
      RONDO_TRY(VisitValues(*key, [&](NodeId id, const Value& value) {
        std::vector<std::string> names;
        AppendFoldedNames(value, names);
        for (const std::string& name : names) out.push_back(MakeIndexEntry(MakeNameKey(name), id));
      }));
    }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return {};
  }

  // Calls `visit(ids, columns)` for batches of what an index is about, with the values of each of
  // its properties.
  template <typename Visit>
  Result<void> VisitIndexed(const IndexDefinition& index, Visit visit) {
    constexpr size_t kBatchSize = 1024;
    std::vector<NodeId> nodes(kBatchSize);
    std::vector<EdgeId> edges(kBatchSize);
    std::vector<uint64_t> ids;
    std::vector<std::vector<Value>> columns(index.keys.size());
    ScanPosition position;
    while (!position.at_end) {
      RONDO_TRY_ASSIGN(const size_t count,
                       index.on_edges()
                           ? reader_.ScanEdgesWithType(index.edge_type, position, edges)
                           : reader_.ScanNodesWithLabel(index.label, position, nodes));
      ids.clear();
      for (size_t i = 0; i < count; ++i) {
        ids.push_back(index.on_edges() ? edges[i].value : nodes[i].value);
      }
      for (size_t k = 0; k < columns.size(); ++k) {
        columns[k].resize(count);
        RONDO_TRY(index.on_edges() ? reader_.GatherEdgeProperty(
                                         index.keys[k], std::span(edges).first(count), columns[k])
                                   : reader_.GatherNodeProperty(
                                         index.keys[k], std::span(nodes).first(count), columns[k]));
      }
      visit(ids, columns);
    }
    return {};
  }

  Result<void> ExpectEntries(const IndexDefinition& index, const std::string& place,
                             std::vector<std::string>& out) {
    std::vector<std::pair<std::string, uint64_t>> holders;
    std::vector<Value> values(index.keys.size());
    RONDO_TRY(VisitIndexed(index, [&](const auto& ids, const auto& columns) {
      for (size_t i = 0; i < ids.size(); ++i) {
        for (size_t k = 0; k < values.size(); ++k) {
          values[k] = columns[k][i];
          if (values[k].is_null() && index.demands_existence()) {
            Report(place, DescribeEntity(index.description, ids[i]) + " lacks a property");
          }
          if (index.demands_type() && !index.value_type.Matches(values[k])) {
            Report(place, DescribeEntity(index.description, ids[i]) + " has another type");
          }
        }
        const std::optional<IndexKey> key = MakeCompositeKey(values);
        if (!key) continue;
        out.push_back(MakeIndexEntry(key->bytes, ids[i]));
        if (index.is_unique() && key->exact) holders.emplace_back(key->bytes, ids[i]);
      }
    }));
    std::ranges::sort(holders);
    for (size_t i = 1; i < holders.size(); ++i) {
      if (holders[i - 1].first == holders[i].first) {
        Report(place, fmt::format("{} and {} have the same values", holders[i - 1].second,
                                  holders[i].second));
      }
    }
    return {};
  }

  template <typename Visit>
  Result<void> VisitValues(PropertyKeyId key, Visit visit) {
    constexpr size_t kBatchSize = 1024;
    std::vector<NodeId> ids(kBatchSize);
    std::vector<Value> values(kBatchSize);
    ScanPosition position;
    size_t count = kBatchSize;
    while (count == kBatchSize) {
      RONDO_TRY_ASSIGN(count, reader_.ScanNodes(position, ids));
      RONDO_TRY(reader_.GatherNodeProperty(key, std::span<const NodeId>(ids).first(count),
                                           std::span<Value>(values).first(count)));
      for (size_t i = 0; i < count; ++i) visit(ids[i], values[i]);
    }
    return {};
  }

  void CheckCounters() {
    const auto compare = [this](std::string_view what, uint64_t counter, uint64_t counted) {
      if (counter == counted) return;
      Report("the counters",
             fmt::format("{} are said to be {}, there are {}", what, counter, counted));
    };
    const Counters& counters = root_.counters;
    compare("nodes", counters.node_count, counted_.node_count);
    compare("edges", counters.edge_count, counted_.edge_count);
    const auto ids = [](const auto& a, const auto& b) {
      return static_cast<uint32_t>(std::max(a.size(), b.size()));
    };
    for (uint32_t id = 0; id < ids(counters.by_label, counted_.by_label); ++id) {
      compare(fmt::format("nodes of label {}", id), CounterAt(counters.by_label, id),
              CounterAt(std::as_const(counted_.by_label), id));
    }
    for (uint32_t id = 0; id < ids(counters.by_edge_type, counted_.by_edge_type); ++id) {
      compare(fmt::format("edges of type {}", id), CounterAt(counters.by_edge_type, id),
              CounterAt(std::as_const(counted_.by_edge_type), id));
    }
    const auto compare_ends = [&](std::string_view what, const EndCounters& said,
                                  const EndCounters& counted) {
      EndCounters pairs = said;  // Every pair that either knows.
      for (const auto& [type, label, count] : counted.entries()) pairs.Add(type, label, 0);
      for (const auto& [type, label, count] : pairs.entries()) {
        compare(fmt::format("edges of type {} {} label {}", type.value, what, label.value),
                said.At(type, label), counted.At(type, label));
      }
    };
    compare_ends("from", counters.by_source, counted_.by_source);
    compare_ends("to", counters.by_target, counted_.by_target);
  }

  void CheckOrphans() {
    for (const KeyTag tag : {KeyTag::kFormat, KeyTag::kCatalog, KeyTag::kCounters}) {
      reached_.insert({tag, 0, 0});
    }
    for (const ChunkKey& key : stored_) {
      if (!reached_.contains(key)) Report(key, "nothing refers to this record");
    }
  }

  const GraphReader& reader_;
  const Root& root_;
  const OrderedSnapshot* snapshot_;
  std::vector<IntegrityProblem> problems_;
  std::set<ChunkKey> stored_;
  std::set<ChunkKey> reached_;
  Counters counted_;
};

}  // namespace

Result<std::vector<IntegrityProblem>> CheckIntegrity(const GraphReader& reader,
                                                     const OrderedSnapshot* snapshot) {
  return IntegrityCheck(reader, snapshot).Run();
}

}  // namespace rondo
