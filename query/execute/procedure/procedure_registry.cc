#include "query/execute/procedure/procedure_registry.h"

#include <algorithm>
#include <map>
#include <utility>

namespace rondo {
namespace {

std::string Fold(std::string_view name) {
  std::string folded(name);
  for (char& letter : folded) {
    letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  }
  return folded;
}

}  // namespace

ProcedureTable::ProcedureTable(std::vector<Entry> entries) {
  std::map<std::string, Entry> by_name;
  for (Entry& entry : entries) {
    std::string name = Fold(entry->signature.name);
    by_name[std::move(name)] = std::move(entry);
  }
  for (auto& [name, entry] : by_name) {
    folded_names_.push_back(name);
    entries_.push_back(std::move(entry));
  }
}

ProcedureTable::Entry ProcedureTable::Find(std::string_view name) const {
  const std::string folded = Fold(name);
  const auto position = std::ranges::lower_bound(folded_names_, folded);
  if (position == folded_names_.end() || *position != folded) {
    return nullptr;
  }
  return entries_[static_cast<size_t>(position - folded_names_.begin())];
}

ProcedureRegistry::ProcedureRegistry(std::vector<Procedure> procedures) {
  std::vector<ProcedureTable::Entry> entries;
  for (Procedure& procedure : procedures) {
    entries.push_back(std::make_shared<const Procedure>(std::move(procedure)));
  }
  table_ = std::make_shared<const ProcedureTable>(std::move(entries));
}

void ProcedureRegistry::Register(Procedure procedure) {
  auto added = std::make_shared<const Procedure>(std::move(procedure));
  const std::lock_guard lock(mutex_);
  std::vector<ProcedureTable::Entry> entries(table_->entries().begin(), table_->entries().end());
  entries.push_back(std::move(added));
  table_ = std::make_shared<const ProcedureTable>(std::move(entries));
}

std::shared_ptr<const ProcedureTable> ProcedureRegistry::Table() const {
  const std::lock_guard lock(mutex_);
  return table_;
}

std::shared_ptr<const ProcedureSignature> ProcedureRegistry::FindSignature(
    std::string_view name) const {
  std::shared_ptr<const Procedure> procedure = Find(name);
  if (procedure == nullptr) {
    return nullptr;
  }
  const ProcedureSignature* signature = &procedure->signature;
  return {std::move(procedure), signature};
}

std::vector<std::string> ProcedureRegistry::Names() const {
  std::vector<std::string> names;
  const std::shared_ptr<const ProcedureTable> table = Table();
  for (const ProcedureTable::Entry& entry : table->entries()) {
    names.push_back(entry->signature.name);
  }
  return names;
}

}  // namespace rondo
