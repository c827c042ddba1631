// Clauses that write. Each clause runs over all rows before the next begins; rows of one clause see
// what the rows before them did.

#include <algorithm>

#include "tests/differential/reference.h"

namespace rondo::differential {

namespace {

template <typename Element>
void SetProperty(const std::string& key, const Value& value, Element& element) {
  const_cast<Value&>(element.Property(key)) = value;
}

template <typename Element>
std::vector<std::string> KeysOf() {
  return std::is_same_v<Element, SmallNode> ? std::vector<std::string>{"x", "s", "d"}
                                            : std::vector<std::string>{"x", "s", "from", "until"};
}

void SetLabel(const std::string& label, bool is_there, SmallNode& node) {
  std::erase(node.labels, label);
  if (is_there) {
    node.labels.push_back(label);
  }
}

template <typename Element>
void ApplyTo(const Change& change, const Value& value, const Element* source, Element& element) {
  const Element before = source == nullptr ? element : *source;
  switch (change.kind) {
    case Change::Kind::kReplaceAll:
      for (const std::string& key : KeysOf<Element>()) {
        SetProperty(key, Value(), element);
      }
      [[fallthrough]];
    case Change::Kind::kProperty:
    case Change::Kind::kAddAll:
      SetProperty(change.key, value, element);
      break;
    case Change::Kind::kRemoveProperty:
      SetProperty(change.key, Value(), element);
      break;
    case Change::Kind::kCopy:
      for (const std::string& key : KeysOf<Element>()) {
        SetProperty(key, before.Property(key), element);
      }
      break;
    default:
      if constexpr (std::is_same_v<Element, SmallNode>) {
        for (const std::string& label : change.labels) {
          SetLabel(label, change.kind == Change::Kind::kAddLabels, element);
        }
      }
  }
}

}  // namespace

std::vector<Variables> Reference::RunUpdate(const Clause& clause,
                                            const std::vector<Variables>& rows) {
  std::vector<Variables> out;
  for (const Variables& row : rows) {
    if (IsExhausted()) {
      return {};
    }
    switch (clause.kind) {
      case Clause::Kind::kCreate: {
        Variables made = row;
        for (const PathPattern& path : clause.pattern.paths) {
          made = CreatePath(path, made);
        }
        out.push_back(std::move(made));
        continue;
      }
      case Clause::Kind::kMerge:
        RunMerge(clause, row, out);
        continue;
      case Clause::Kind::kDelete:
        RunDelete(clause, row);
        break;
      case Clause::Kind::kForeach:
        RunForeach(clause, row);
        break;
      default:
        for (const Change& change : clause.changes) {
          Apply(change, row);
        }
    }
    out.push_back(row);
  }
  return out;
}

void Reference::RunMerge(const Clause& clause, const Variables& row, std::vector<Variables>& out) {
  std::vector<Variables> matches;
  Match(clause.pattern, row, [&](const Variables& found) { matches.push_back(found); });
  bool creates = matches.empty();
  if (creates) {
    matches.push_back(CreatePath(clause.pattern.paths[0], row));
  }
  for (const Variables& match : matches) {
    for (const Change& change : creates ? clause.on_create : clause.changes) {
      Apply(change, match);
    }
    out.push_back(match);
  }
}

void Reference::RunForeach(const Clause& clause, const Variables& row) {
  Value list = Evaluate(clause.expression, row);
  if (list.is_null()) {
    return;
  }
  for (const Value& element : list.list()) {
    std::vector<Variables> rows = {row};
    rows[0][clause.variable] = element;
    for (const Clause& inner : clause.inner) {
      rows = RunClause(inner, rows);
    }
  }
}

void Reference::RunDelete(const Clause& clause, const Variables& row) {
  for (const std::string& name : clause.deleted) {
    const Value& value = row.at(name);
    if (value.is(Value::Kind::kEdge)) {
      graph_.edges[value.edge().value].is_deleted = true;
    } else if (value.is(Value::Kind::kNode)) {
      graph_.nodes[value.node().value].is_deleted = true;
      for (SmallEdge& edge : graph_.edges) {
        bool touches = edge.source == value.node().value || edge.target == value.node().value;
        edge.is_deleted = edge.is_deleted || (clause.detach && touches);
      }
    }
  }
}

size_t Reference::CreateNode(const NodePattern& pattern, const Variables& row, Variables& made) {
  if (auto known = made.find(pattern.variable); known != made.end()) {
    return known->second.node().value;
  }
  SmallNode node;
  std::vector<const LabelTest*> tests;
  if (pattern.labels) {
    tests.push_back(&*pattern.labels);  // A name, or a conjunction of names.
  }
  while (!tests.empty()) {
    const LabelTest* test = tests.back();
    tests.pop_back();
    if (test->kind == LabelTest::Kind::kName) {
      SetLabel(test->name, true, node);
    }
    for (const LabelTest& operand : test->operands) {
      tests.push_back(&operand);
    }
  }
  for (const auto& [key, value] : pattern.properties) {
    SetProperty(key, Evaluate(value, row), node);
  }
  graph_.nodes.push_back(std::move(node));
  if (!pattern.variable.empty()) {
    made[pattern.variable] = Value(NodeId(graph_.nodes.size() - 1));
  }
  return graph_.nodes.size() - 1;
}

Variables Reference::CreatePath(const PathPattern& path, const Variables& row) {
  Variables made = row;
  std::vector<size_t> nodes = {CreateNode(path.first, row, made)};
  for (const PathStep& step : path.steps) {
    nodes.push_back(CreateNode(step.node, row, made));
  }
  for (size_t index = 0; index < path.steps.size(); ++index) {
    const EdgePattern& pattern = *path.steps[index].edge;
    bool incoming = pattern.direction == Direction::kIncoming;
    SmallEdge edge;
    edge.source = nodes[incoming ? index + 1 : index];
    edge.target = nodes[incoming ? index : index + 1];
    edge.type = pattern.types[0];
    for (const auto& [key, value] : pattern.properties) {
      SetProperty(key, Evaluate(value, row), edge);
    }
    graph_.edges.push_back(std::move(edge));
    if (!pattern.variable.empty()) {
      made[pattern.variable] = Value(EdgeId(graph_.edges.size() - 1));
    }
  }
  return made;
}

void Reference::Apply(const Change& change, const Variables& row) {
  const Value& target = row.at(change.variable);
  if (target.is_null()) {
    return;
  }
  bool computes = change.kind <= Change::Kind::kAddAll;
  Value value = computes ? Evaluate(change.value, row) : Value();
  const Value* source = change.kind == Change::Kind::kCopy ? &row.at(change.source) : nullptr;
  if (target.is(Value::Kind::kNode)) {
    const SmallNode* copied = source == nullptr ? nullptr : &graph_.nodes[source->node().value];
    ApplyTo(change, value, copied, graph_.nodes[target.node().value]);
  } else {
    const SmallEdge* copied = source == nullptr ? nullptr : &graph_.edges[source->edge().value];
    ApplyTo(change, value, copied, graph_.edges[target.edge().value]);
  }
}

}  // namespace rondo::differential
