#include "query/plan/graph_statistics.h"

#include <algorithm>
#include <array>

namespace rondo {

namespace {

// A sample is this many stretches, spread over all edges, of this many edges of the type each.
constexpr size_t kStretchCount = 8;
constexpr size_t kStretchSize = 8;

}  // namespace

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

double GraphStatistics::EndFraction(const std::string& type, bool source,
                                    const std::string& label) {
  const Sample& sample = SampleOf(type);
  if (sample.edge_count == 0) {
    return 1.0;
  }
  const std::map<std::string, double>& labels =
      source ? sample.source_labels : sample.target_labels;
  auto position = labels.find(label);
  // What a sample has not met is rare, not impossible.
  double count = position == labels.end() ? 0.25 : position->second;
  return std::min(1.0, count / sample.edge_count);
}

std::optional<std::string> GraphStatistics::LabelOfEnds(const std::vector<std::string>& types,
                                                        bool source) {
  if (types.empty()) {
    return std::nullopt;
  }
  std::optional<std::string> rarest;
  const Sample& first = SampleOf(types[0]);
  for (const auto& [label, count] : source ? first.source_labels : first.target_labels) {
    bool always = std::ranges::all_of(types, [&](const std::string& type) {
      const Sample& sample = SampleOf(type);
      const auto& labels = source ? sample.source_labels : sample.target_labels;
      auto position = labels.find(label);
      return position != labels.end() && position->second == sample.edge_count;
    });
    if (always && (!rarest || NodeCount(label) < NodeCount(*rarest))) {
      rarest = label;
    }
  }
  return rarest;
}

void GraphStatistics::Count(std::span<const NodeId> nodes,
                            std::map<std::string, double>& labels) const {
  std::vector<LabelId> ids;
  for (NodeId node : nodes) {
    if (node.valid() && view_.ReadLabels(node, ids).ok()) {
      for (LabelId id : ids) {
        labels[std::string(view_.LabelName(id))] += 1;
      }
    }
  }
}

const GraphStatistics::Sample& GraphStatistics::SampleOf(const std::string& type) {
  auto [position, is_new] = samples_.try_emplace(type);
  Sample& sample = position->second;
  std::optional<EdgeTypeId> id = is_new ? view_.FindEdgeType(type) : std::nullopt;
  if (!id || view_.EdgeCount(*id) == 0) {
    return sample;
  }
  // Statistics only steer: where the disk fails, the statement itself will say so.
  uint64_t stride = std::max<uint64_t>(1, view_.EdgeCount() / kStretchCount);
  for (size_t stretch = 0; stretch < kStretchCount; ++stretch) {
    ScanPosition scan{stretch * stride, false};
    std::array<EdgeId, kStretchSize> edges;
    Result<size_t> found = view_.ScanEdgesWithType(*id, scan, edges);
    if (!found.ok() || *found == 0) {
      break;
    }
    std::array<NodeId, kStretchSize> sources;
    std::array<NodeId, kStretchSize> targets;
    if (!view_
             .GatherEdgeEndpoints(std::span(edges).first(*found), std::span(sources).first(*found),
                                  std::span(targets).first(*found), {})
             .ok()) {
      break;
    }
    sample.edge_count += static_cast<double>(*found);
    Count(std::span(sources).first(*found), sample.source_labels);
    Count(std::span(targets).first(*found), sample.target_labels);
  }
  return sample;
}

}  // namespace rondo
