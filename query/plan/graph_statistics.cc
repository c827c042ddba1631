#include "query/plan/graph_statistics.h"

#include <algorithm>

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
  std::optional<LabelId> rarest;
  for (uint32_t index = 0; !types.empty() && index < view_.label_count(); ++index) {
    LabelId label(index);
    bool always = std::ranges::all_of(types, [&](const std::string& type) {
      std::optional<EdgeTypeId> id = view_.FindEdgeType(type);
      return id && view_.EdgeCount(*id) > 0 &&
             EndCount(*id, at_source, label) == view_.EdgeCount(*id);
    });
    if (always && (!rarest || view_.NodeCount(label) < view_.NodeCount(*rarest))) {
      rarest = label;
    }
  }
  return rarest ? std::optional(std::string(view_.LabelName(*rarest))) : std::nullopt;
}

std::optional<EndAssumption> GraphStatistics::AllEndsHave(const std::string& type, bool at_source,
                                                          const std::string& label) const {
  std::optional<EdgeTypeId> type_id = view_.FindEdgeType(type);
  std::optional<LabelId> label_id = view_.FindLabel(label);
  bool all = type_id && label_id && view_.EdgeCount(*type_id) > 0 &&
             EndCount(*type_id, at_source, *label_id) == view_.EdgeCount(*type_id);
  return all ? std::optional(EndAssumption{*type_id, at_source, *label_id}) : std::nullopt;
}

}  // namespace rondo
