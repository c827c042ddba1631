#include "query/plan/graph_statistics.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace rondo {

double GraphStatistics::NodeCount(const std::string& label) const {
  std::optional<LabelId> id = view_.FindLabel(label);
  return id ? static_cast<double>(view_.NodeCount(*id)) : 0.0;
}

double GraphStatistics::EdgeCount(const std::vector<std::string>& types) const {
  if (types.empty()) {
    return static_cast<double>(view_.EdgeCount());
  }
  double count = 0;
  for (const std::string& type : types) {
    if (std::optional<EdgeTypeId> id = view_.FindEdgeType(type)) {
      count += static_cast<double>(view_.EdgeCount(*id));
    }
  }
  return count;
}

bool GraphStatistics::HasIndex(const std::string& label, const std::string& key) const {
  std::optional<LabelId> label_id = view_.FindLabel(label);
  std::optional<PropertyKeyId> key_id = view_.FindPropertyKey(key);
  return label_id && key_id && view_.HasNodeIndex(*label_id, *key_id);
}

std::optional<KeyAssumption> GraphStatistics::IsKey(const std::string& label,
                                                    const std::string& key) const {
  std::optional<LabelId> label_id = view_.FindLabel(label);
  std::optional<PropertyKeyId> key_id = view_.FindPropertyKey(key);
  bool is_key = label_id && key_id && view_.IsKey(*label_id, *key_id);
  return is_key ? std::optional(KeyAssumption{*label_id, *key_id}) : std::nullopt;
}

uint64_t GraphStatistics::EndCount(EdgeTypeId type, bool at_source, LabelId label) const {
  return at_source ? view_.EdgeCountFrom(type, label) : view_.EdgeCountTo(type, label);
}

double GraphStatistics::EndFraction(const std::string& type, bool at_source,
                                    const std::string& label) const {
  std::optional<EdgeTypeId> type_id = view_.FindEdgeType(type);
  std::optional<LabelId> label_id = view_.FindLabel(label);
  if (!type_id || view_.EdgeCount(*type_id) == 0) {
    return 1.0;
  }
  // Plans outlive small changes of the graph: what is not there now may come.
  double count = label_id ? static_cast<double>(EndCount(*type_id, at_source, *label_id)) : 0.0;
  return std::max(count, 0.25) / static_cast<double>(view_.EdgeCount(*type_id));
}

std::optional<std::string> GraphStatistics::LabelOfEnds(const std::vector<std::string>& types,
                                                        bool at_source) const {
  std::optional<std::string> rarest;
  for (uint32_t index = 0; !types.empty() && index < view_.label_count(); ++index) {
    std::string label(view_.LabelName(LabelId(index)));
    bool always = std::ranges::all_of(types, [&](const std::string& type) {
      return AllEndsHave(type, at_source, label).has_value();
    });
    if (always && (!rarest || NodeCount(label) < NodeCount(*rarest))) {
      rarest = std::move(label);
    }
  }
  return rarest;
}

std::optional<EndAssumption> GraphStatistics::AllEndsHave(const std::string& type, bool at_source,
                                                          const std::string& label) const {
  std::optional<EdgeTypeId> type_id = view_.FindEdgeType(type);
  std::optional<LabelId> label_id = view_.FindLabel(label);
  bool all = type_id && label_id && view_.EdgeCount(*type_id) > 0 &&
             EndCount(*type_id, at_source, *label_id) == view_.EdgeCount(*type_id);
  return all ? std::optional(EndAssumption{*type_id, at_source, *label_id}) : std::nullopt;
}

const std::vector<NodeId>& GraphStatistics::SampleOf(EdgeTypeId type, bool at_source) {
  auto [position, is_new] = samples_.try_emplace({type, at_source});
  if (is_new) {
    position->second = ReadSample(type, at_source);
  }
  return position->second;
}

std::vector<NodeId> GraphStatistics::ReadSample(EdgeTypeId type, bool at_source) const {
  constexpr uint64_t kStretchCount = 8;
  constexpr uint64_t kEdgesPerStretch = 8;
  std::vector<NodeId> ends;
  EdgeColumns edges;
  uint64_t stride = std::max<uint64_t>(1, view_.NodeCount() / kStretchCount);
  for (uint64_t stretch = 0; stretch < kStretchCount; ++stretch) {
    ScanPosition position{stretch * stride, false};
    // Statistics only steer: where the disk fails, the statement itself will say so.
    if (!view_.ScanEdgesBySource(type, position, edges).ok()) {
      break;
    }
    // Where all edges lie together, one look at them is enough.
    bool is_last = position.at_end || stretch + 1 == kStretchCount;
    uint64_t wanted = is_last ? kStretchCount * kEdgesPerStretch - ends.size() : kEdgesPerStretch;
    size_t step = std::max<size_t>(1, edges.edges.size() / wanted);
    for (size_t index = 0; index < edges.edges.size(); index += step) {
      ends.push_back(at_source ? edges.sources[index] : edges.targets[index]);
    }
    if (is_last) {
      break;
    }
    stride = std::max(stride, position.next_id / (stretch + 1));
  }
  return ends;
}

double GraphStatistics::MeanDegreeAtEnds(const std::string& reached_by, bool at_source,
                                         const std::vector<std::string>& types,
                                         Direction direction) {
  std::optional<EdgeTypeId> reached_id = view_.FindEdgeType(reached_by);
  std::vector<EdgeTypeId> type_ids;
  for (const std::string& type : types) {
    if (std::optional<EdgeTypeId> id = view_.FindEdgeType(type)) {
      type_ids.push_back(*id);
    }
  }
  if (!reached_id || (type_ids.empty() && !types.empty())) {
    return 0.0;
  }
  const std::vector<NodeId>& ends = SampleOf(*reached_id, at_source);
  std::vector<uint64_t> degrees(ends.size());
  if (ends.empty() || !view_.GatherDegrees({direction, type_ids, false}, ends, degrees).ok()) {
    return 0.0;
  }
  auto sum = std::accumulate(degrees.begin(), degrees.end(), uint64_t{0});
  return static_cast<double>(sum) / static_cast<double>(degrees.size());
}

std::vector<std::vector<std::string>> GraphStatistics::CompositeIndexes(
    const std::string& label) const {
  std::vector<std::vector<std::string>> indexes;
  if (std::optional<LabelId> id = view_.FindLabel(label)) {
    for (const std::vector<PropertyKeyId>& keys : view_.CompositeIndexes(*id)) {
      std::vector<std::string>& names = indexes.emplace_back();
      for (PropertyKeyId key : keys) {
        names.emplace_back(view_.PropertyKeyName(key));
      }
    }
  }
  return indexes;
}

}  // namespace rondo
