#include "tests/bench/workload.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

#include "tools/import/importer.h"

namespace rondo::bench {
namespace {

using import::ColumnType;
using import::EdgeSource;
using import::ImportPlan;
using import::NodeSource;
using import::PropertySource;

std::vector<PropertySource> Columns(
    const std::vector<std::pair<std::string, ColumnType>>& columns) {
  std::vector<PropertySource> result;
  for (const auto& [name, type] : columns) {
    PropertySource source;
    source.property = source.column = name;
    source.type = type;
    result.push_back(std::move(source));
  }
  return result;
}

ImportPlan MakePlan(const std::string& directory) {
  constexpr ColumnType kText = ColumnType::kString;
  constexpr ColumnType kInteger = ColumnType::kInteger;
  constexpr ColumnType kDate = ColumnType::kDate;
  ImportPlan plan;
  const auto add_nodes = [&](const std::string& file, const std::string& label, auto columns) {
    NodeSource source;
    source.path = directory + "/" + file + ".csv";
    source.labels = {label};
    source.id = import::NodeReference{"id", label};
    source.properties = Columns(columns);
    plan.nodes.push_back(std::move(source));
  };
  const auto add_edges = [&](const std::string& type, const std::string& start,
                             const std::string& end, auto columns) {
    EdgeSource source;
    source.path = directory + "/" + type + ".csv";
    source.type = type;
    source.start = {"src", start};
    source.end = {"dst", end};
    source.properties = Columns(columns);
    plan.edges.push_back(std::move(source));
  };
  using List = std::vector<std::pair<std::string, ColumnType>>;
  add_nodes("player", "Player",
            List{{"id", kInteger},
                 {"name", kText},
                 {"born", kDate},
                 {"position", kText},
                 {"nation", kText}});
  add_nodes("club", "Club",
            List{{"id", kInteger}, {"name", kText}, {"country", kText}, {"founded", kInteger}});
  add_nodes("journalist", "Journalist", List{{"id", kInteger}, {"name", kText}, {"outlet", kText}});
  add_edges("plays_for", "Player", "Club", List{{"from_", kDate}, {"until_", kDate}});
  add_edges("loaned_to", "Player", "Club",
            List{{"from_", kDate}, {"until_", kDate}, {"fee", kInteger}});
  add_edges("praised_by", "Player", "Journalist", List{{"date_", kDate}, {"quote", kText}});
  add_edges("rival_of", "Club", "Club", List{});
  add_edges("writes_about", "Journalist", "Club", List{});
  return plan;
}

}  // namespace

Result<Workload> ReadWorkload(const std::string& directory) {
  Workload workload;
  std::ifstream description(directory + "/q.json");
  const std::string text{std::istreambuf_iterator<char>(description), {}};
  constexpr std::string_view kScale = R"("scale": ")";
  const size_t at = text.find(kScale);
  std::ifstream file(directory + "/q.txt");
  if (at == std::string::npos || !file) {
    return RuntimeError(ErrorCode::kInvalidData, "NoWorkload",
                        "`" + directory + "` holds no benchmark data");
  }
  const size_t begin = at + kScale.size();
  workload.scale = text.substr(begin, text.find('"', begin) - begin);
  std::string key;
  size_t count = 0;
  while (file >> key >> count) {
    std::string line;
    std::getline(file, line);
    for (size_t i = 0; i < count && std::getline(file, line); ++i) {
      std::istringstream fields(line);
      int64_t first = 0;
      int64_t second = 0;
      if (key == "pname") {
        workload.player_names.push_back(line);
      } else if (fields >> first; key == "pid") {
        workload.player_ids.push_back(first);
      } else if (key == "cid") {
        workload.club_ids.push_back(first);
      } else {
        fields >> second;
        (key == "pairs" ? workload.player_pairs : workload.insertions).push_back({first, second});
      }
    }
  }
  return workload;
}

Result<void> LoadFolder(Store& store, const std::string& directory) {
  RONDO_TRY_ASSIGN(const std::unique_ptr<Transaction> schema, store.BeginTransaction());
  // What `id INTEGER PRIMARY KEY` says in the peers' tables.
  for (const std::string label : {"Player", "Club", "Journalist"}) {
    IndexDescription key;
    key.label = label;
    key.property = "id";
    key.constraint = ConstraintKind::kKey;
    RONDO_TRY(schema->CreateIndex(key));
    IndexDescription type = key;
    type.constraint = ConstraintKind::kType;
    type.type_name = "INTEGER";
    type.name = "type_of_" + label + "_id";
    RONDO_TRY(schema->CreateIndex(type));
  }
  IndexDescription names;
  names.label = "Player";
  names.property = "name";
  RONDO_TRY(schema->CreateIndex(names));
  RONDO_TRY(schema->Commit());
  RONDO_TRY(import::ImportFiles(store, MakePlan(directory), {}));
  return {};
}

}  // namespace rondo::bench
