#include "tests/crash/crash_script.h"

#include <iterator>

#include "graph/base/check.h"

namespace rondo::crash {
namespace {

constexpr const char* kLabels[] = {"Player", "Club"};
constexpr const char* kTypes[] = {"plays-for", "praised-by"};

}  // namespace

void CrashScript::SkipTo(uint64_t count) {
  while (transaction_count_ < count) RunNext(nullptr);
}

uint64_t CrashScript::LastOf(const GraphView& view) {
  const auto key = view.FindPropertyKey("last");
  if (!key) return 0;
  const NodeId first(0);
  Value value;
  view.GatherNodeProperty(*key, {&first, 1}, {&value, 1}).value();
  return value.is_null() ? 0 : static_cast<uint64_t>(value.integer());
}

void CrashScript::RunNext(Transaction* transaction) {
  ++transaction_count_;
  random_.seed(seed_ * 1000003 + transaction_count_);
  if (next_node_id_ == 0) CreateNode(transaction);
  const uint64_t operation_count = 1 + Below(Below(20) == 0 ? 400 : 8);
  for (uint64_t i = 0; i < operation_count; ++i) {
    const uint64_t choice = Below(20);
    if (choice < 6) {
      CreateNode(transaction);
    } else if (choice < 13) {
      CreateEdge(transaction);
    } else if (choice < 17) {
      SetProperty(transaction);
    } else if (choice < 19) {
      DeleteEdge(transaction);
    } else {
      DeleteNode(transaction);
    }
  }
  const Value last(transaction_count_);
  model_.nodes[0].properties["last"] = last;
  if (transaction == nullptr) return;
  transaction->SetNodeProperty(NodeId(0), transaction->InternPropertyKey("last").value(), last)
      .value();
}

uint64_t CrashScript::RandomNode() {
  auto at = model_.nodes.lower_bound(Below(next_node_id_));
  return at == model_.nodes.end() ? 0 : at->first;
}

void CrashScript::CreateNode(Transaction* transaction) {
  const std::string label = kLabels[Below(2)];
  const Value name("Name " + std::to_string(Below(1000)));
  const uint64_t id = next_node_id_++;
  model_.nodes[id] = {{label}, {{"name", name}}};
  if (transaction == nullptr) return;
  const LabelId label_id = transaction->InternLabel(label).value();
  const Property property{transaction->InternPropertyKey("name").value(), name};
  const NodeId created = transaction->CreateNode({&label_id, 1}, {&property, 1}).value();
  RONDO_CHECK(created.value == id);
}

void CrashScript::CreateEdge(Transaction* transaction) {
  const std::string type = kTypes[Below(2)];
  const uint64_t source = RandomNode();
  const uint64_t target = RandomNode();
  const Value fee(static_cast<int64_t>(Below(100000)));
  const uint64_t id = next_edge_id_++;
  model_.edges[id] = {type, source, target, {{"fee", fee}}};
  if (transaction == nullptr) return;
  const EdgeTypeId type_id = transaction->InternEdgeType(type).value();
  const Property property{transaction->InternPropertyKey("fee").value(), fee};
  const EdgeId created =
      transaction->CreateEdge(type_id, NodeId(source), NodeId(target), {&property, 1}).value();
  RONDO_CHECK(created.value == id);
}

void CrashScript::SetProperty(Transaction* transaction) {
  const uint64_t id = RandomNode();
  const std::string key = Below(2) == 0 ? "name" : "born";
  const Value value = key == "name" ? Value("Name " + std::to_string(Below(1000)))
                                    : Value(static_cast<int64_t>(1970 + Below(40)));
  model_.nodes[id].properties[key] = value;
  if (transaction == nullptr) return;
  transaction->SetNodeProperty(NodeId(id), transaction->InternPropertyKey(key).value(), value)
      .value();
}

void CrashScript::DeleteEdge(Transaction* transaction) {
  if (next_edge_id_ == 0) return;
  const auto at = model_.edges.lower_bound(Below(next_edge_id_));
  if (at == model_.edges.end()) return;
  const EdgeId id(at->first);
  model_.edges.erase(at);
  if (transaction != nullptr) transaction->DeleteEdge(id).value();
}

void CrashScript::DeleteNode(Transaction* transaction) {
  const uint64_t id = RandomNode();
  if (id == 0) return;  // It holds the number.
  for (auto at = model_.edges.begin(); at != model_.edges.end();) {
    if (at->second.source != id && at->second.target != id) {
      ++at;
      continue;
    }
    if (transaction != nullptr) transaction->DeleteEdge(EdgeId(at->first)).value();
    at = model_.edges.erase(at);
  }
  model_.nodes.erase(id);
  if (transaction != nullptr) transaction->DeleteNode(NodeId(id)).value();
}

}  // namespace rondo::crash
