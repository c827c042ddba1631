#pragma once

// Database: a store with the language on top. The door of the library.
// Thread rule: may be used from any thread; outlives its connections.

#include <memory>
#include <string>

#include "graph/base/result.h"
#include "query/connection.h"
#include "query/execute/procedure/procedure.h"
#include "storage/store.h"

namespace rondo {

class Database {
 public:
  /// Opens the store in the folder `path`, making it if it is missing, or a fresh one in memory for
  /// ":memory:". Errors are those of Store::Open.
  static Result<Database> Open(const std::string& path, const StoreOptions& options = {});

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  Connection Connect();

  /// Makes `procedure` callable by all connections, replacing one of the same name. Statements
  /// prepared before keep the old one.
  void RegisterProcedure(Procedure procedure);

  Store& store();

 private:
  explicit Database(std::unique_ptr<DatabaseState> state);
  std::unique_ptr<DatabaseState> state_;
};

}  // namespace rondo
