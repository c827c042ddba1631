#include "tools/export/property_profile.h"

namespace rondo {

void AddToProfile(const MapValue& properties, PropertyProfile& profile) {
  for (const auto& [key, value] : properties) {
    profile[key].Add(value.kind());
  }
}

Result<GraphProfile> ProfileOf(const GraphSource& source) {
  GraphProfile profile;
  RONDO_TRY(source.ForEachNode([&](const NodeRecord& node) -> Result<void> {
    AddToProfile(node.properties, profile.nodes);
    return {};
  }));
  RONDO_TRY(source.ForEachEdge([&](const EdgeRecord& edge) -> Result<void> {
    AddToProfile(edge.properties, profile.edges);
    return {};
  }));
  return profile;
}

}  // namespace rondo
