// rondo_instruction_workload KEY: runs one kind of statement over a small graph in memory. Under
// callgrind, what the function MeasuredRuns executes is counted: instructions, unlike time, hardly
// differ between runs and machines.

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "graph/base/check.h"
#include "query/database.h"
#include "storage/bulk_loader.h"

namespace rondo {
namespace {

constexpr int64_t kPlayerCount = 4000;
constexpr int64_t kClubCount = 150;
constexpr int64_t kJournalistCount = 100;

struct Work {
  const char* text;
  int warm_up_count;
  int run_count;
};

const std::map<std::string, Work, std::less<>>& AllWork() {
  static const std::map<std::string, Work, std::less<>> work = {
      {"constant", {"RETURN $id", 100, 200}},
      {"by_id", {"MATCH (p:Player {id: $id}) RETURN p.id, p.name", 400, 200}},
      {"by_name", {"MATCH (p:Player {name: 'Player ' + $id}) RETURN p.id", 400, 200}},
      {"one_hop",
       {"MATCH (p:Player {id: $id})-[:plays_for]->(c:Club) RETURN c.id, c.name", 400, 200}},
      {"two_hops",
       {"MATCH (c:Club {id: $id % 150})-[:rival_of]-(:Club)<-[:loaned_to]-(:Player) "
        "RETURN count(*)",
        100, 200}},
      {"three_hops",
       {"MATCH (p:Player {id: $id})-[:plays_for]->(:Club)<-[:plays_for]-(m:Player)"
        "-[:praised_by]->(:Journalist) WHERE m.id <> p.id RETURN count(*)",
        100, 100}},
      {"three_hops_distinct",
       {"MATCH (p:Player {id: $id})-[:plays_for]->(:Club)<-[:plays_for]-(m:Player)"
        "-[:praised_by]->(j:Journalist) WHERE m.id <> p.id RETURN count(DISTINCT j.id)",
        100, 100}},
      {"top_ten",
       {"MATCH (:Player)-[:loaned_to]->(c:Club) RETURN c.id, count(*) AS n "
        "ORDER BY n DESC, c.id LIMIT 10",
        3, 10}},
      {"sum", {"MATCH (:Player)-[l:loaned_to]->(:Club) RETURN sum(l.fee)", 3, 10}},
      {"triangles",
       {"MATCH (p:Player)-[:plays_for]->(:Club)-[:rival_of]-(d:Club)<-[:loaned_to]-(p) "
        "RETURN count(*)",
        2, 3}},
      {"shortest_path",
       {"MATCH (a:Player {id: $id}), (b:Player {id: ($id * 7 + 3) % 4000}) "
        "MATCH path = shortestPath((a)-[*..6]-(b)) RETURN length(path)",
        20, 50}},
      {"filter_and_sort",
       {"MATCH (p:Player) WHERE p.id % 3 = 0 AND p.name CONTAINS '1' RETURN p.name "
        "ORDER BY p.name DESC LIMIT 5",
        2, 5}},
      {"insert",
       {"MATCH (p:Player {id: $id}), (j:Journalist {id: 1}) "
        "CREATE (p)-[:praised_by {quote: 'new'}]->(j)",
        20, 50}},
      {"insert_many",
       {"UNWIND range(1, 200) AS x MATCH (p:Player {id: x}), (j:Journalist {id: x % 100}) "
        "CREATE (p)-[:praised_by {quote: 'new'}]->(j)",
        2, 5}},
  };
  return work;
}

class Loading {
 public:
  explicit Loading(Database& database) : loader_(BulkLoader::Begin(database.store(), {}).value()) {}

  void Run() {
    const uint64_t players = AddNodes("Player", kPlayerCount);
    const uint64_t clubs = AddNodes("Club", kClubCount);
    const uint64_t journalists = AddNodes("Journalist", kJournalistCount);
    AddEdges("plays_for", 4 * kPlayerCount, {players, kPlayerCount}, {clubs, kClubCount});
    AddEdges("loaned_to", 3 * kPlayerCount, {players, kPlayerCount}, {clubs, kClubCount});
    AddEdges("praised_by", 5 * kPlayerCount, {players, kPlayerCount},
             {journalists, kJournalistCount});
    AddEdges("rival_of", 3 * kClubCount, {clubs, kClubCount}, {clubs, kClubCount});
    loader_->Finish().value();
  }

 private:
  struct Range {
    uint64_t first;
    int64_t count;
  };

  static BulkColumn Column(std::string_view property, Value::Kind kind) {
    BulkColumn column;
    column.property = property;
    column.kind = kind;
    return column;
  }

  uint64_t AddNodes(const std::string& label, int64_t count) {
    std::vector<std::string> names;
    BulkColumn id = Column("id", Value::Kind::kInteger);
    BulkColumn name = Column("name", Value::Kind::kString);
    for (int64_t i = 0; i < count; ++i) {
      names.push_back(label + " " + std::to_string(i));
      id.integers.push_back(i);
    }
    id.present.assign(names.size(), 1);
    name.present = id.present;
    name.strings.assign(names.begin(), names.end());
    const std::vector<std::string> labels = {label};
    const std::vector<BulkColumn> columns = {id, name};
    return loader_->AddNodes(labels, names.size(), columns).value().value;
  }

  void AddEdges(const char* type, int64_t count, Range from, Range to) {
    std::vector<NodeId> sources;
    std::vector<NodeId> targets;
    BulkColumn fee = Column("fee", Value::Kind::kInteger);
    for (int64_t i = 0; i < count; ++i) {
      sources.push_back(Pick(from));
      targets.push_back(Pick(to));
      fee.integers.push_back(static_cast<int64_t>(random_() % 1000));
    }
    fee.present.assign(sources.size(), 1);
    const std::vector<BulkColumn> columns = {fee};
    RONDO_CHECK(loader_->AddEdges(type, sources, targets, columns).ok());
  }

  NodeId Pick(Range range) {
    return NodeId(range.first + random_() % static_cast<uint64_t>(range.count));
  }

  std::unique_ptr<BulkLoader> loader_;
  std::mt19937 random_{1};
};

void Require(const Result<QueryResult>& result) {
  if (result.ok()) return;
  std::fprintf(stderr, "%s\n", result.error().message.c_str());
  std::exit(1);
}

}  // namespace
}  // namespace rondo

// Named for callgrind: what happens in it is counted.
extern "C" __attribute__((noinline)) void MeasuredRuns(const std::function<void()>& run) { run(); }

int main(int argc, char** argv) {
  using namespace rondo;
  const auto work = AllWork().find(argc == 2 ? argv[1] : "");
  if (work == AllWork().end()) {
    for (const auto& [key, unused] : AllWork()) std::puts(key.c_str());
    return argc == 1 ? 0 : 2;
  }
  Database database = Database::Open(":memory:").value();
  Loading(database).Run();
  Connection connection = database.Connect();
  // Only what this thread executes is counted, so it must execute all of it.
  ExecutionLimits limits;
  limits.thread_count_max = 1;
  connection.set_limits(limits);
  for (const char* label : {"Player", "Club", "Journalist"}) {
    for (const char* key : {"id", "name"}) {
      Require(
          connection.Execute(std::string("CREATE INDEX FOR (n:") + label + ") ON (n." + key + ")"));
    }
  }
  Statement statement = connection.Prepare(work->second.text).value();
  std::mt19937 random(7);
  const auto run = [&](int count) {
    for (int i = 0; i < count; ++i) {
      Parameters parameters;
      parameters.Set("id", static_cast<int64_t>(random() % kPlayerCount));
      Require(statement.Execute(parameters));
    }
  };
  run(work->second.warm_up_count);
  MeasuredRuns([&] { run(work->second.run_count); });
  return 0;
}
