// Meta commands that show what is in the graph.

#include <algorithm>
#include <cctype>
#include <string>

#include "tools/shell/graph_names.h"
#include "tools/shell/measure_text.h"
#include "tools/shell/meta_command.h"
#include "tools/shell/render/renderer.h"
#include "tools/shell/session.h"

namespace rondo::shell {
namespace {

using Rows = std::vector<std::vector<Value>>;

std::string Joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ", ") + name;
  }
  return text;
}

Rows RowsOf(const std::vector<NamedCount>& counts) {
  Rows rows;
  for (const NamedCount& entry : counts) {
    rows.push_back({entry.name, entry.count});
  }
  return rows;
}

/// Runs a statement that lists things and shows the rows whose first column holds `part`.
Result<void> ShowList(Session& session, std::string_view statement, std::string_view part) {
  RONDO_TRY_ASSIGN(const QueryResult result, session.connection().Execute(statement));
  auto lower = [](std::string_view text) {
    std::string folded(text);
    std::ranges::transform(folded, folded.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return folded;
  };
  Rows rows;
  for (const Row& row : result) {
    const bool is_text = row.size() > 0 && row[0].is(Value::Kind::kString);
    if (part.empty() ||
        (is_text && lower(row[0].string()).find(lower(part)) != std::string::npos)) {
      rows.push_back(row.values());
    }
  }
  session.PrintTable(result.columns(), rows);
  return {};
}

}  // namespace

Result<void> RunLabels(Session& session, std::string_view) {
  Rows rows;
  RONDO_TRY(session.connection().Read([&](const GraphView& view) -> Result<void> {
    rows = RowsOf(LabelsOf(view));
    return {};
  }));
  session.PrintTable({"label", "nodes"}, rows);
  return {};
}

Result<void> RunTypes(Session& session, std::string_view) {
  Rows rows;
  RONDO_TRY(session.connection().Read([&](const GraphView& view) -> Result<void> {
    rows = RowsOf(EdgeTypesOf(view));
    return {};
  }));
  session.PrintTable({"type", "edges"}, rows);
  return {};
}

Result<void> RunSchema(Session& session, std::string_view) {
  Rows labels;
  Rows types;
  RONDO_TRY(session.connection().Read([&](const GraphView& view) -> Result<void> {
    for (const NamedCount& label : LabelsOf(view)) {
      RONDO_TRY_ASSIGN(const std::vector<std::string> keys, PropertyKeysOfLabel(view, label.name));
      labels.push_back({label.name, label.count, Joined(keys)});
    }
    for (const NamedCount& type : EdgeTypesOf(view)) {
      RONDO_TRY_ASSIGN(const std::vector<std::string> keys, PropertyKeysOfType(view, type.name));
      RONDO_TRY_ASSIGN(const std::vector<std::string> ends, EndpointsOfType(view, type.name));
      types.push_back({type.name, type.count, Joined(ends), Joined(keys)});
    }
    return {};
  }));
  session.PrintTable({"label", "nodes", "properties"}, labels);
  session.PrintTable({"type", "edges", "connects", "properties"}, types);
  return {};
}

Result<void> RunIndexes(Session& session, std::string_view) {
  Rows rows;
  for (const IndexDescription& index : session.database().store().ListIndexes()) {
    std::string_view kind = "index";
    if (index.constraint) {
      kind = *index.constraint == ConstraintKind::kUnique ? "unique" : "must exist";
    }
    rows.push_back({index.name, index.label, index.property, kind});
  }
  session.PrintTable({"name", "label", "property", "kind"}, rows);
  return {};
}

Result<void> RunFunctions(Session& session, std::string_view argument) {
  return ShowList(session, "CALL dbms.functions() YIELD name, signature, description", argument);
}

Result<void> RunProcedures(Session& session, std::string_view argument) {
  return ShowList(session, "CALL dbms.procedures() YIELD name, signature, description", argument);
}

Result<void> RunStats(Session& session, std::string_view) {
  RONDO_TRY_ASSIGN(const StoreStatistics statistics, session.database().store().Statistics());
  session.PrintTable({"what", "how much"},
                     {
                         {"nodes", GroupedNumber(statistics.node_count)},
                         {"edges", GroupedNumber(statistics.edge_count)},
                         {"labels", GroupedNumber(statistics.labels.size())},
                         {"edge types", GroupedNumber(statistics.edge_types.size())},
                         {"on disk", ByteSizeText(statistics.disk_size)},
                         {"cached", ByteSizeText(statistics.cache_size)},
                         {"format", std::to_string(statistics.format_version)},
                     });
  return {};
}

}  // namespace rondo::shell
