#include "tests/bench/query_figures.h"

#include <functional>
#include <utility>

#include "query/database.h"

namespace rondo::bench {
namespace {

class Queries {
 public:
  Queries(Database& database, const Workload& workload, Figures& figures)
      : connection_(database.Connect()), workload_(workload), figures_(figures) {}

  void RunPoints() {
    const auto player = [this](size_t i) -> const Parameters& { return PlayerId(i); };
    const auto number = [this](size_t i) -> const Parameters& {
      return With("id", Value(static_cast<int64_t>(i)));
    };
    const std::vector<Value> names(workload_.player_names.begin(), workload_.player_names.end());
    const auto name = [&, this](size_t i) -> const Parameters& {
      return With("n", names[i % names.size()]);
    };
    Measure("ret1", {0, 20000, 1}, "RETURN $id", number, Cell);
    const std::string by_id = "MATCH (p:Player {id:$id}) RETURN p.id, p.name, p.born";
    Measure("b_id", {200, 200000, 2}, by_id, player, Cell);
    if (figures_.Wants("b_id_txn")) {
      connection_.Begin().value();
      Measure("b_id_txn", {200, 400000, 2}, by_id, player, Cell);
      connection_.Commit().value();
    }
    Measure("b_name", {50, 200000, 2}, "MATCH (p:Player {name:$n}) RETURN p.id", name, RowCount);
    Measure("c_any", {200, 200000, 2},
            "MATCH (p:Player {id:$id})-[:plays_for|loaned_to|praised_by]->(x) RETURN x.id", player,
            RowCount);
    Measure("c_1hop", {200, 200000, 2},
            "MATCH (p:Player {id:$id})-[:plays_for]->(c:Club) RETURN c.id, c.name", player,
            RowCount);
  }

  void RunHops() {
    const auto player = [this](size_t i) -> const Parameters& { return PlayerId(i); };
    const auto club = [this](size_t i) -> const Parameters& {
      return With("id", Value(workload_.club_ids[i % workload_.club_ids.size()]));
    };
    const auto pair = [this](size_t i) -> const Parameters& {
      const auto& [a, b] = workload_.player_pairs[i % workload_.player_pairs.size()];
      With("a", Value(a));
      return With("b", Value(b));
    };
    const std::string three =
        "MATCH (p:Player {id:$id})-[:plays_for]->(c:Club)<-[:plays_for]-(m:Player)"
        "-[:praised_by]->(j:Journalist) WHERE m.id <> p.id RETURN ";
    Measure("d_2hop", {50, 5000, 2},
            "MATCH (c:Club {id:$id})-[:rival_of]-(d:Club)<-[:loaned_to]-(p:Player) "
            "RETURN count(*)",
            club, Cell);
    Measure("e_3hop", {20, 5000, 3}, three + "count(*)", player, Cell);
    Measure("e_dist", {20, 5000, 3}, three + "count(DISTINCT j.id)", player, Cell);
    Measure("g_sp", {10, 60, 8},
            "MATCH (a:Player {id:$a}), (b:Player {id:$b}) "
            "MATCH p = shortestPath((a)-[*..6]-(b)) RETURN length(p)",
            pair, Cell);
  }

  void RunWholeGraph() {
    const auto none = [this](size_t) -> const Parameters& { return parameters_; };
    Measure("f_top10", {1, 200, 3},
            "MATCH (p:Player)-[:loaned_to]->(c:Club) RETURN c.id, count(*) AS n "
            "ORDER BY n DESC, c.id LIMIT 10",
            none, [](const QueryResult& result) {
              int64_t sum = 0;
              for (const Row& row : result) sum += row.Get<int64_t>("n");
              return sum;
            });
    Measure("f_sumfee", {0, 200, 3}, "MATCH (:Player)-[l:loaned_to]->(:Club) RETURN sum(l.fee)",
            none, Cell);
    Measure("h_tri", {1, 20, 5},
            "MATCH (p:Player)-[:plays_for]->(c:Club)-[:rival_of]-(d:Club)<-[:loaned_to]-(p) "
            "RETURN count(*)",
            none, Cell);
    Measure("k_wcc", {1, 10, 8}, "CALL algo.wcc() YIELD component RETURN count(DISTINCT component)",
            none, Cell);
    Measure("k_pr", {0, 10, 8},
            "CALL algo.pagerank({iterations: 20, damping: 0.85, tolerance: 0.0}) YIELD score "
            "RETURN max(score)",
            none, Cell);
  }

  void RunInsertions() {
    const auto praise = [this](size_t i) -> const Parameters& {
      const auto& [player, journalist] = workload_.insertions[i % workload_.insertions.size()];
      With("p", Value(player));
      return With("j", Value(journalist));
    };
    const std::string insert =
        "MATCH (p:Player {id:$p}), (j:Journalist {id:$j}) "
        "CREATE (p)-[:praised_by {date_:date('2026-01-01'), quote:'new'}]->(j)";
    Measure("i_single", {0, 3000, 4}, insert, praise, RowCount);
    Attempt("i_batch1000", [&]() -> Result<void> {
      RONDO_TRY_ASSIGN(Statement statement, connection_.Prepare(insert));
      figures_.Measure("i_batch1000", {0, 8, 10}, [&](size_t batch) {
        connection_.Begin().value();
        for (size_t i = 0; i < 1000; ++i) {
          statement.Execute(praise(5000 + batch * 1000 + i)).value();
        }
        connection_.Commit().value();
        return int64_t{0};
      });
      return {};
    });
    const auto thousand = [this](size_t batch) -> const Parameters& {
      ListValue rows;
      for (size_t i = 0; i < 1000; ++i) {
        const auto& [player, journalist] =
            workload_.insertions[(15000 + batch * 1000 + i) % workload_.insertions.size()];
        rows.push_back(Value(ListValue{Value(player), Value(journalist)}));
      }
      return With("rows", Value(std::move(rows)));
    };
    Measure("i_unwind1000", {0, 8, 10},
            "UNWIND $rows AS x MATCH (p:Player {id:x[0]}), (j:Journalist {id:x[1]}) "
            "CREATE (p)-[:praised_by {date_:date('2026-01-01'), quote:'new'}]->(j)",
            thousand, RowCount);
  }

 private:
  // Parameters that a statement knows by other names do not disturb it.
  const Parameters& With(std::string_view name, Value value) {
    parameters_.Set(name, std::move(value));
    return parameters_;
  }
  const Parameters& PlayerId(size_t i) {
    return With("id", Value(workload_.player_ids[i % workload_.player_ids.size()]));
  }

  // The first cell as a number: an id or a count.
  static int64_t Cell(const QueryResult& result) {
    if (result.row_count() == 0) return -1;
    const Value& value = result.rows()[0][0];
    return value.is(Value::Kind::kInteger) ? value.integer() : -1;
  }
  static int64_t RowCount(const QueryResult& result) {
    return static_cast<int64_t>(result.row_count());
  }

  // A statement that the language cannot run yet is told and passed over.
  void Attempt(std::string_view key, const std::function<Result<void>()>& measure) {
    if (!figures_.Wants(key)) return;
    if (const Result<void> measured = measure(); !measured.ok()) {
      figures_.ReportError(key, measured.error().message);
    }
  }

  template <typename MakeParameters, typename Take>
  void Measure(std::string_view key, const Repetition& repetition, const std::string& text,
               MakeParameters parameters_of, Take take) {
    Attempt(key, [&]() -> Result<void> {
      RONDO_TRY_ASSIGN(Statement statement, connection_.Prepare(text));
      RONDO_TRY(statement.Execute(parameters_of(0)));
      figures_.Measure(key, repetition,
                       [&](size_t i) { return take(statement.Execute(parameters_of(i)).value()); });
      return {};
    });
  }

  Connection connection_;
  Parameters parameters_;  // Bound anew for each run, as statements are prepared once.
  const Workload& workload_;
  Figures& figures_;
};

}  // namespace

void MeasureQueries(const std::string& database, const Workload& workload, Figures& figures) {
  Database opened = Database::Open(database).value();
  Queries queries(opened, workload, figures);
  queries.RunPoints();
  queries.RunHops();
  queries.RunWholeGraph();
}

void MeasureInsertions(const std::string& database, const Workload& workload, Figures& figures) {
  Database opened = Database::Open(database).value();
  Queries(opened, workload, figures).RunInsertions();
}

}  // namespace rondo::bench
