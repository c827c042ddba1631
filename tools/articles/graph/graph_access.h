#pragma once

// One node or edge at a time, by names instead of ids: what writing facts needs of a transaction.
// Names are interned once. Lives inside one transaction, on its thread.

#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "storage/store.h"
#include "tools/articles/graph/article_places.h"

namespace rondo::articles {

class MentionWitnesses;

/// The day that a property holds; nothing if it holds none.
inline std::optional<Date> AsDate(const Value& value) {
  return value.is(Value::Kind::kDate) ? std::optional(value.date()) : std::nullopt;
}

class GraphAccess {
 public:
  using NamedValue = std::pair<std::string_view, Value>;
  struct Neighbor {
    NodeId node;
    EdgeId edge;
    EdgeTypeId type;
  };

  /// Without `places` new ids follow each other. `witnesses`: of a load of many articles.
  explicit GraphAccess(Transaction& transaction, ArticlePlaces* places = nullptr,
                       MentionWitnesses* witnesses = nullptr)
      : transaction_(transaction), places_(places), witnesses_(witnesses) {}

  Transaction& transaction() { return transaction_; }
  /// May be null.
  MentionWitnesses* witnesses() { return witnesses_; }

  Result<LabelId> Label(std::string_view name);
  Result<EdgeTypeId> Type(std::string_view name);
  Result<PropertyKeyId> Key(std::string_view name);

  /// Null where the property is absent.
  Result<Value> Get(NodeId node, std::string_view key);
  Result<Value> Get(EdgeId edge, std::string_view key);
  /// Writes nothing if the property has that value already. Null takes it away.
  Result<void> Set(NodeId node, std::string_view key, const Value& value);
  Result<void> Set(EdgeId edge, std::string_view key, const Value& value);

  /// `place` among `places`; null: where the others are.
  Result<NodeId> CreateNode(std::string_view label, const std::vector<NamedValue>& properties,
                            IdStretch ArticlePlaces::*place = nullptr);
  Result<EdgeId> CreateEdge(std::string_view type, NodeId source, NodeId target,
                            const std::vector<NamedValue>& properties,
                            IdStretch ArticlePlaces::*place = nullptr);

  /// Edges of that type, or of all types.
  Result<std::vector<Neighbor>> Neighbors(NodeId node, Direction direction,
                                          std::optional<std::string_view> type = std::nullopt);
  /// Edges of any of these types.
  Result<std::vector<Neighbor>> Neighbors(NodeId node, Direction direction,
                                          std::span<const std::string_view> types);
  Result<std::vector<EdgeId>> EdgesBetween(NodeId source, NodeId target, std::string_view type);
  Result<std::vector<NodeId>> FindNodes(std::string_view label, std::string_view key,
                                        const Value& value);

 private:
  Result<std::vector<Neighbor>> Expand(NodeId node, Direction direction,
                                       std::span<const EdgeTypeId> types);
  Result<std::vector<Property>> MakeProperties(const std::vector<NamedValue>& named);

  Transaction& transaction_;
  ArticlePlaces* places_;
  MentionWitnesses* witnesses_;
  std::map<std::string, LabelId, std::less<>> labels_;
  std::map<std::string, EdgeTypeId, std::less<>> types_;
  std::map<std::string, PropertyKeyId, std::less<>> keys_;
};

}  // namespace rondo::articles
