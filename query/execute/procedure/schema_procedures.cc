// db.*: what a graph is made of.

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "query/execute/procedure/procedure_family.h"
#include "query/execute/procedure/schema_entry.h"

namespace rondo {
namespace {

using Row = std::vector<Value>;

Result<void> EmitRows(const std::vector<Row>& rows, const ProcedureRowSink& sink) {
  for (const Row& row : rows) {
    RONDO_TRY_ASSIGN(const bool wants_more, sink(row));
    if (!wants_more) {
      break;
    }
  }
  return {};
}

ListValue TextList(const std::vector<std::string>& texts) {
  return ListValue(texts.begin(), texts.end());
}

Result<void> ListLabels(const ProcedureCall& call, const ProcedureRowSink& sink) {
  std::vector<Row> rows;
  for (uint32_t id = 0; id < call.view.label_count(); ++id) {
    // Names stay known when nothing has them any more.
    if (call.view.NodeCount(LabelId(id)) > 0) {
      rows.push_back({call.view.LabelName(LabelId(id))});
    }
  }
  return EmitRows(rows, sink);
}

Result<void> ListEdgeTypes(const ProcedureCall& call, const ProcedureRowSink& sink) {
  std::vector<Row> rows;
  for (uint32_t id = 0; id < call.view.edge_type_count(); ++id) {
    if (call.view.EdgeCount(EdgeTypeId(id)) > 0) {
      rows.push_back({call.view.EdgeTypeName(EdgeTypeId(id))});
    }
  }
  return EmitRows(rows, sink);
}

Result<void> ListPropertyKeys(const ProcedureCall& call, const ProcedureRowSink& sink) {
  std::vector<Row> rows;
  for (uint32_t id = 0; id < call.view.property_key_count(); ++id) {
    rows.push_back({call.view.PropertyKeyName(PropertyKeyId(id))});
  }
  return EmitRows(rows, sink);
}

Result<void> ListIndexes(const ProcedureCall& call, const ProcedureRowSink& sink) {
  std::vector<Row> rows;
  for (const SchemaEntry& entry : DescribeIndexes(call.indexes)) {
    if (entry.has_entries) {
      rows.push_back({entry.name, "ONLINE", 100.0, entry.is_unique ? "UNIQUE" : "NONUNIQUE",
                      "RANGE", entry.entity_type, ListValue{entry.label},
                      TextList(entry.properties)});
    }
  }
  return EmitRows(rows, sink);
}

Result<void> ListConstraints(const ProcedureCall& call, const ProcedureRowSink& sink) {
  std::vector<Row> rows;
  for (const SchemaEntry& entry : DescribeIndexes(call.indexes)) {
    if (entry.is_constraint) {
      rows.push_back({entry.name, entry.constraint_type, entry.entity_type, ListValue{entry.label},
                      TextList(entry.properties), entry.create_statement});
    }
  }
  return EmitRows(rows, sink);
}

Result<void> CountEverything(const ProcedureCall& call, const ProcedureRowSink& sink) {
  const GraphView& view = call.view;
  uint32_t label_count = 0;
  for (uint32_t id = 0; id < view.label_count(); ++id) {
    label_count += view.NodeCount(LabelId(id)) > 0 ? 1 : 0;
  }
  uint32_t type_count = 0;
  for (uint32_t id = 0; id < view.edge_type_count(); ++id) {
    type_count += view.EdgeCount(EdgeTypeId(id)) > 0 ? 1 : 0;
  }
  return EmitRows({{view.NodeCount(), view.EdgeCount(), label_count, type_count,
                    view.property_key_count(), call.indexes.size()}},
                  sink);
}

/// Indexes are complete when the statement that made them ends.
Result<void> AwaitIndex(const ProcedureCall& call, const ProcedureRowSink&) {
  const Value name = call.Argument(0);
  if (!name.is(Value::Kind::kString)) {
    return RuntimeError(ErrorCode::kType, "InvalidArgumentType", "the name of an index is a text");
  }
  for (const IndexDescription& index : call.indexes) {
    if (index.name == name.string()) {
      return {};
    }
  }
  Error error = RuntimeError(ErrorCode::kEntityNotFound, "IndexNotFound",
                             "there is no index `" + std::string(name.string()) + "`");
  error.hint = "SHOW INDEXES lists them";
  return error;
}

Result<void> AwaitIndexes(const ProcedureCall&, const ProcedureRowSink&) { return {}; }

}  // namespace

void AddSchemaProcedures(std::vector<Procedure>& procedures) {
  AddProcedure("db.labels() :: (label :: STRING)", "Labels that nodes have.", ListLabels,
               procedures);
  AddProcedure("db.relationshipTypes() :: (relationshipType :: STRING)", "Types that edges have.",
               ListEdgeTypes, procedures);
  AddProcedure("db.propertyKeys() :: (propertyKey :: STRING)",
               "Property keys that are or were in use.", ListPropertyKeys, procedures);
  AddProcedure(
      "db.indexes() :: (name :: STRING, state :: STRING, populationPercent :: FLOAT, uniqueness "
      ":: STRING, type :: STRING, entityType :: STRING, labelsOrTypes :: LIST<STRING>, properties "
      ":: LIST<STRING>)",
      "Indexes, those of constraints included.", ListIndexes, procedures);
  AddProcedure(
      "db.constraints() :: (name :: STRING, type :: STRING, entityType :: STRING, labelsOrTypes "
      ":: LIST<STRING>, properties :: LIST<STRING>, description :: STRING)",
      "Constraints, each with the statement that makes it.", ListConstraints, procedures);
  AddProcedure(
      "db.info() :: (nodes :: INTEGER, relationships :: INTEGER, labels :: INTEGER, "
      "relationshipTypes :: INTEGER, propertyKeys :: INTEGER, indexes :: INTEGER)",
      "How much of everything there is.", CountEverything, procedures);
  AddProcedure("db.awaitIndex(indexName :: STRING, timeOutSeconds = 300 :: INTEGER) :: VOID",
               "Does nothing but find the index: all are complete once they are made.", AwaitIndex,
               procedures);
  AddProcedure("db.awaitIndexes(timeOutSeconds = 300 :: INTEGER) :: VOID",
               "Does nothing: indexes are complete once they are made.", AwaitIndexes, procedures);
}

}  // namespace rondo
