#include "tools/import/mapping.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>
#include <vector>

#include "tools/import/header_layout.h"

namespace rondo::import {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kFilesKeys[] = {"nodes", "edges", "delimiter", "list_delimiter",
                                           "description"};
constexpr std::string_view kNodeKeys[] = {"label", "file", "id", "properties", "where"};
constexpr std::string_view kEdgeKeys[] = {
    "type", "file", "start", "end", "properties", "where", "skip_empty_references"};
constexpr std::string_view kPropertyKeys[] = {"column", "type", "list_delimiter", "present"};
constexpr std::string_view kReferenceKeys[] = {"column", "label"};

/// Walks one mapping, remembering where it is for its errors.
class MappingReader {
 public:
  MappingReader(const std::string& name, std::string directory)
      : name_(name), directory_(std::move(directory)) {}

  Result<ImportPlan> Read(const Json& root) {
    RONDO_TRY(CheckKeys(root, kFilesKeys, "the mapping"));
    RONDO_TRY(ReadCharacter(root, "delimiter", "delimiter", delimiter_));
    RONDO_TRY(ReadCharacter(root, "list_delimiter", "list_delimiter", list_delimiter_));
    ImportPlan plan;
    for (const auto& [key, is_node] : {std::pair("nodes", true), std::pair("edges", false)}) {
      if (!root.contains(key)) {
        continue;
      }
      if (!root[key].is_array()) {
        return Wrong(key, "must be a list");
      }
      for (size_t index = 0; index < root[key].size(); ++index) {
        const std::string place = std::string(key) + "[" + std::to_string(index) + "]";
        if (is_node) {
          RONDO_TRY_ASSIGN(NodeSource source, ReadNodes(root[key][index], place));
          plan.nodes.push_back(std::move(source));
        } else {
          RONDO_TRY_ASSIGN(EdgeSource source, ReadEdges(root[key][index], place));
          plan.edges.push_back(std::move(source));
        }
      }
    }
    if (plan.nodes.empty()) {
      return Wrong("nodes", "must name at least one file");
    }
    return plan;
  }

 private:
  Error Wrong(const std::string& place, const std::string& what) const {
    return RuntimeError(ErrorCode::kInvalidData, "MalformedMapping",
                        name_ + ": " + place + " " + what);
  }

  Result<void> CheckKeys(const Json& object, std::span<const std::string_view> known,
                         const std::string& place) const {
    if (!object.is_object()) {
      return Wrong(place, "must be an object");
    }
    for (const auto& [key, value] : object.items()) {
      if (std::find(known.begin(), known.end(), key) == known.end()) {
        return Wrong(place, "has the unknown key `" + key + "`");
      }
    }
    return {};
  }

  Result<std::string> ReadText(const Json& object, const std::string& key,
                               const std::string& place) const {
    if (!object.contains(key) || !object[key].is_string() ||
        object[key].get<std::string>().empty()) {
      return Wrong(place, "needs `" + key + "`, a text");
    }
    return object[key].get<std::string>();
  }

  Result<void> ReadCharacter(const Json& object, const std::string& key, const std::string& place,
                             char& target) const {
    if (!object.contains(key)) {
      return {};
    }
    if (!object[key].is_string() || object[key].get<std::string>().size() != 1) {
      return Wrong(place, "must be one character");
    }
    target = object[key].get<std::string>()[0];
    return {};
  }

  std::string PathOf(const std::string& file) const {
    return (std::filesystem::path(directory_) / file).string();
  }

  Result<NodeSource> ReadNodes(const Json& object, const std::string& place) const {
    RONDO_TRY(CheckKeys(object, kNodeKeys, place));
    NodeSource source;
    source.delimiter = delimiter_;
    source.list_delimiter = list_delimiter_;
    RONDO_TRY_ASSIGN(const std::string file, ReadText(object, "file", place));
    source.path = PathOf(file);
    RONDO_TRY_ASSIGN(const std::string label, ReadText(object, "label", place));
    source.labels = {label};
    if (object.contains("id")) {
      RONDO_TRY_ASSIGN(const std::string column, ReadText(object, "id", place));
      source.id = NodeReference{column, label};
    }
    RONDO_TRY_ASSIGN(source.properties, ReadProperties(object, place));
    RONDO_TRY_ASSIGN(source.filters, ReadFilters(object, place));
    return source;
  }

  Result<NodeReference> ReadReference(const Json& object, const std::string& key,
                                      const std::string& place) const {
    const std::string inner = place + "." + key;
    if (!object.contains(key)) {
      return Wrong(place,
                   "needs `" + key + "`, as in {\"label\": \"Player\", \"column\": \"player_id\"}");
    }
    RONDO_TRY(CheckKeys(object[key], kReferenceKeys, inner));
    NodeReference reference;
    RONDO_TRY_ASSIGN(reference.column, ReadText(object[key], "column", inner));
    RONDO_TRY_ASSIGN(reference.id_space, ReadText(object[key], "label", inner));
    return reference;
  }

  Result<EdgeSource> ReadEdges(const Json& object, const std::string& place) const {
    RONDO_TRY(CheckKeys(object, kEdgeKeys, place));
    EdgeSource source;
    source.delimiter = delimiter_;
    RONDO_TRY_ASSIGN(const std::string file, ReadText(object, "file", place));
    source.path = PathOf(file);
    RONDO_TRY_ASSIGN(source.type, ReadText(object, "type", place));
    RONDO_TRY_ASSIGN(source.start, ReadReference(object, "start", place));
    RONDO_TRY_ASSIGN(source.end, ReadReference(object, "end", place));
    RONDO_TRY_ASSIGN(source.properties, ReadProperties(object, place));
    RONDO_TRY_ASSIGN(source.filters, ReadFilters(object, place));
    if (object.contains("skip_empty_references")) {
      if (!object["skip_empty_references"].is_boolean()) {
        return Wrong(place + ".skip_empty_references", "must be true or false");
      }
      source.skip_empty_references = object["skip_empty_references"].get<bool>();
    }
    return source;
  }

  Result<std::vector<RowFilter>> ReadFilters(const Json& object, const std::string& place) const {
    std::vector<RowFilter> filters;
    if (!object.contains("where")) {
      return filters;
    }
    if (!object["where"].is_object()) {
      return Wrong(place + ".where", "must be an object of columns and lists of texts");
    }
    for (const auto& [column, values] : object["where"].items()) {
      RowFilter filter{column, {}};
      if (!values.is_array()) {
        return Wrong(place + ".where." + column, "must be a list of texts");
      }
      for (const Json& value : values) {
        if (!value.is_string()) {
          return Wrong(place + ".where." + column, "must be a list of texts");
        }
        filter.values.push_back(value.get<std::string>());
      }
      filters.push_back(std::move(filter));
    }
    return filters;
  }

  /// "name": "int"; or "name": {"column": "c", "type": "int"}; or "name": {"present": "c"}.
  Result<PropertySource> ReadProperty(const std::string& property, const Json& description,
                                      const std::string& place) const {
    PropertySource source;
    source.property = property;
    source.column = property;
    source.list_delimiter = list_delimiter_;
    std::string type = "string";
    if (description.is_string()) {
      type = description.get<std::string>();
    } else {
      RONDO_TRY(CheckKeys(description, kPropertyKeys, place));
      RONDO_TRY(ReadCharacter(description, "list_delimiter", place, source.list_delimiter));
      if (description.contains("present")) {
        RONDO_TRY_ASSIGN(source.column, ReadText(description, "present", place));
        source.is_presence = true;
        return source;
      }
      if (description.contains("column")) {
        RONDO_TRY_ASSIGN(source.column, ReadText(description, "column", place));
      }
      if (description.contains("type")) {
        RONDO_TRY_ASSIGN(type, ReadText(description, "type", place));
      }
    }
    if (type.ends_with("[]")) {
      source.is_list = true;
      type.resize(type.size() - 2);
    }
    const auto known = FindColumnType(type);
    if (!known.has_value()) {
      return Wrong(place, "has the unknown type `" + type + "`");
    }
    source.type = *known;
    return source;
  }

  Result<std::vector<PropertySource>> ReadProperties(const Json& object,
                                                     const std::string& place) const {
    std::vector<PropertySource> sources;
    if (!object.contains("properties")) {
      return sources;
    }
    if (!object["properties"].is_object()) {
      return Wrong(place + ".properties", "must be an object");
    }
    for (const auto& [property, description] : object["properties"].items()) {
      RONDO_TRY_ASSIGN(PropertySource source,
                       ReadProperty(property, description, place + ".properties." + property));
      sources.push_back(std::move(source));
    }
    return sources;
  }

  const std::string& name_;
  std::string directory_;
  char delimiter_ = ',';
  char list_delimiter_ = ';';
};

}  // namespace

Result<ImportPlan> ReadMapping(std::string_view text, const std::string& name,
                               const std::string& directory) {
  try {
    return MappingReader(name, directory).Read(Json::parse(text));
  } catch (const Json::parse_error& problem) {
    return RuntimeError(ErrorCode::kInvalidData, "MalformedMapping",
                        name + ": no JSON from byte " + std::to_string(problem.byte) + " on");
  } catch (const Json::exception& problem) {
    return RuntimeError(ErrorCode::kInvalidData, "MalformedMapping", name + ": " + problem.what());
  }
}

}  // namespace rondo::import
