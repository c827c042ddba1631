#pragma once

// ProcedureRegistry: the procedures that statements can call, by name whatever its case. Entries
// are shared: with the statements that were prepared while they were here, which may outlive them
// when another takes their name.
//
// Thread rule: may be used from many threads at once.

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/execute/procedure/procedure.h"

namespace rondo {

/// All procedures of one moment, by name (letter case aside). Immutable.
class ProcedureTable {
 public:
  using Entry = std::shared_ptr<const Procedure>;

  /// Of two procedures with one name the later stays.
  explicit ProcedureTable(std::vector<Entry> entries = {});

  /// The procedure of that name, or null. O(log n).
  Entry Find(std::string_view name) const;
  std::span<const Entry> entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
  std::vector<std::string> folded_names_;  // Of entries_.
};

class ProcedureRegistry {
 public:
  explicit ProcedureRegistry(std::vector<Procedure> procedures = {});

  /// Adds a procedure, replacing one of the same name.
  void Register(Procedure procedure);

  /// The procedures of this moment. Never null.
  std::shared_ptr<const ProcedureTable> Table() const;
  std::shared_ptr<const Procedure> Find(std::string_view name) const { return Table()->Find(name); }
  /// For BindContext::find_procedure. The signature keeps its procedure alive.
  std::shared_ptr<const ProcedureSignature> FindSignature(std::string_view name) const;
  /// For BindContext::procedure_names.
  std::vector<std::string> Names() const;

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const ProcedureTable> table_;
};

}  // namespace rondo
