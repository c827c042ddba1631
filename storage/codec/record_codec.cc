#include "storage/codec/record_codec.h"

#include <cereal/archives/portable_binary.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <exception>
#include <sstream>

#include "storage/storage_error.h"

// The versions that this program writes. Raise one when its class changes, and keep reading the
// older ones.
CEREAL_CLASS_VERSION(rondo::IndexRecord, 2)
CEREAL_CLASS_VERSION(rondo::CatalogRecord, 1)

namespace rondo {
namespace {

class NewerVersion : public std::exception {};

}  // namespace

template <class Archive>
void serialize(Archive& archive, IndexRecord& record, const std::uint32_t version) {
  if (version > 2) throw NewerVersion();
  archive(record.id, record.name, record.label, record.property_key, record.constraint);
  if (version >= 2) archive(record.on_edges, record.more_property_keys, record.type_name);
}

template <class Archive>
void serialize(Archive& archive, CatalogRecord& record, const std::uint32_t version) {
  if (version > 1) throw NewerVersion();
  archive(record.labels, record.edge_types, record.property_keys, record.indexes,
          record.next_index_id);
}

std::string EncodeCatalogRecord(const CatalogRecord& record) {
  std::ostringstream stream;
  {
    cereal::PortableBinaryOutputArchive archive(stream);
    archive(record);
  }
  return std::move(stream).str();
}

Result<CatalogRecord> DecodeCatalogRecord(std::string_view bytes) {
  try {
    std::istringstream stream{std::string(bytes)};
    CatalogRecord record;
    cereal::PortableBinaryInputArchive archive(stream);
    archive(record);
    if (stream.peek() == std::char_traits<char>::eof()) return record;
  } catch (const std::exception&) {
    // Falls through: whatever cereal did not like, the record is not readable.
  }
  return CorruptionError("MalformedRecord", "the catalog cannot be read");
}

}  // namespace rondo
