#pragma once

// Runs statements on a store in memory for tests of the operators that write. Matches by trying
// everything, so that no planner and no search is needed: MATCH takes one path of nodes and edges.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "query/bind/binder.h"
#include "query/execute/operator/operator.h"
#include "query/execute/procedure/procedure.h"
#include "storage/store.h"

namespace rondo::test {

struct UpdateOutcome {
  std::vector<std::vector<Value>> rows;  // The columns of RETURN, or nothing.
  ChangeCounters changes;
};

class UpdateRunner {
 public:
  UpdateRunner();

  /// Runs in a transaction of its own, which is committed where all goes well.
  Result<UpdateOutcome> Run(const std::string& text, const ParameterValues& parameters = {});
  /// What RETURN gives, as text: rows by ';', values by ','. Or the error's "Detail".
  std::string Text(const std::string& text, const ParameterValues& parameters = {});
  /// The counters that are not 0: "+2 nodes -1 edges =3 properties +1 labels". Or the "Detail".
  std::string Changes(const std::string& text, const ParameterValues& parameters = {});

  const Store& store() const { return *store_; }
  void set_batch_capacity(size_t capacity) { batch_capacity_ = capacity; }
  void set_commit_batch(std::function<Result<void>()> commit) { commit_batch_ = std::move(commit); }
  void AddProcedure(const Procedure& procedure);

 private:
  std::unique_ptr<Store> store_;
  size_t batch_capacity_ = kBatchCapacity;
  std::function<Result<void>()> commit_batch_;
  std::map<std::string, std::shared_ptr<const Procedure>, std::less<>> procedures_;
};

}  // namespace rondo::test
