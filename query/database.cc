#include "query/database.h"

#include <algorithm>
#include <utility>

#include "query/database_state.h"
#include "query/execute/procedure/built_in_procedures.h"

namespace rondo {

namespace {

// More do not make a scan faster that is bound by memory.
constexpr uint32_t kThreadCountMax = 16;

}  // namespace

DatabaseState::DatabaseState(std::unique_ptr<Store> opened)
    : store(std::move(opened)),
      procedures(BuiltInProcedures()),
      pool(std::min(WorkerPool::HardwareThreadCount(), kThreadCountMax) - 1) {}

Result<Database> Database::Open(const std::string& path, const StoreOptions& options) {
  RONDO_TRY_ASSIGN(std::unique_ptr<Store> store, Store::Open(path, options));
  return Database(std::make_unique<DatabaseState>(std::move(store)));
}

Database::Database(std::unique_ptr<DatabaseState> state) : state_(std::move(state)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Connection Database::Connect() { return Connection(std::make_unique<ConnectionState>(*state_)); }

void Database::RegisterProcedure(Procedure procedure) {
  state_->procedures.Register(std::move(procedure));
}

Store& Database::store() { return *state_->store; }

}  // namespace rondo
