#pragma once

// The structured records of the store, encoded by cereal, each class with a version. A record's
// frame (length, checksum) is verified before cereal sees it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"

namespace rondo {

struct IndexRecord {
  uint32_t id = 0;
  std::string name;
  uint32_t label = 0;
  uint32_t property_key = 0;
  uint8_t constraint = 0;  // 0 none, else 1 + ConstraintKind.
  bool on_edges = false;   // Then `label` is an edge type.
  std::vector<uint32_t> more_property_keys;
  std::string type_name;
};

struct CatalogRecord {
  std::vector<std::string> labels;
  std::vector<std::string> edge_types;
  std::vector<std::string> property_keys;
  std::vector<IndexRecord> indexes;
  uint32_t next_index_id = 1;
};

std::string EncodeCatalogRecord(const CatalogRecord& record);
/// Corruption("MalformedRecord") on bytes that are no such record, or one of a newer version.
Result<CatalogRecord> DecodeCatalogRecord(std::string_view bytes);

}  // namespace rondo
