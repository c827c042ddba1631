// Any bytes run as a statement on a small graph: rows or an error, within the limits, and the
// graph is as it was after the rollback.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "graph/base/check.h"
#include "graph/model/value_text.h"
#include "query/database.h"
#include "query/error_text.h"

namespace rondo {
namespace {

constexpr std::string_view kGraph =
    "CREATE (a:A {x: 1, s: 'a', d: date('2020-01-31')}), (b:A:B {x: 2, s: 'b', f: 1.5}), "
    "(c:B {x: 3, l: [1, 2]}), (d:C {x: null, s: ''}), (a)-[:R {x: 1}]->(b)-[:R {x: 2}]->(c), "
    "(c)-[:R {x: 3}]->(a), (c)-[:S {from: date('2019-01-01')}]->(d), (d)-[:`loaned-to`]->(d), "
    "(b)-[:S]->(a), (b)-[:S]->(a)";

class Session {
 public:
  Session() : database_(Database::Open(":memory:").value()), connection_(database_.Connect()) {
    connection_.Execute(kGraph).value();
    limits_.timeout = std::chrono::milliseconds(300);
    limits_.buffered_memory_size_max = size_t{32} << 20;
    limits_.row_count_max = 10'000;
    for (const char* name : {"a", "b", "1"}) {
      parameters_.Set(name, Value(int64_t{1}));
    }
    parameters_.Set("list", Value(ListValue{Value(int64_t{1}), Value(), Value("a")}));
    parameters_.Set("map", Value(MapValue({{"x", Value(int64_t{1})}})));
  }

  /// False if the session cannot go on as it was.
  bool Run(std::string_view text) {
    connection_.Begin().value();
    connection_.set_limits(limits_);
    const Result<QueryResult> result = connection_.Execute(text, parameters_);
    if (result.ok()) {
      ReadAll(*result);
    } else {
      RONDO_CHECK(!result.error().detail.empty() && !result.error().message.empty());
      RONDO_CHECK(!ErrorText(result.error(), text).empty());
    }
    if (!connection_.in_transaction()) {
      return false;  // It was a COMMIT or a ROLLBACK.
    }
    connection_.Rollback().value();
    connection_.set_limits({});
    const Result<QueryResult> count = connection_.Execute("MATCH (n) RETURN count(n) AS count");
    RONDO_CHECK(count.ok() && count->rows()[0].Get<int64_t>("count") == 4);
    return true;
  }

 private:
  static void ReadAll(const QueryResult& result) {
    for (const Row& row : result) {
      RONDO_CHECK(row.size() == result.columns().size());
      for (const Value& value : row.values()) {
        RONDO_CHECK(!ValueText(value).empty());
      }
    }
  }

  Database database_;
  Connection connection_;
  ExecutionLimits limits_;
  Parameters parameters_;
};

}  // namespace
}  // namespace rondo

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // Made whole at once, so that it goes before what the store has made for all.
  static std::optional<rondo::Session> session(std::in_place);
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (text.find("LOAD") != std::string_view::npos || text.find("load") != std::string_view::npos) {
    return 0;  // Reads files that are none of its business.
  }
  if (!session) {
    session.emplace();
  }
  if (!session->Run(text)) {
    session.reset();
  }
  return 0;
}
