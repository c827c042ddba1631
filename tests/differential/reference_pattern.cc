// Patterns, element by element.

#include <algorithm>

#include "tests/differential/reference.h"

namespace rondo::differential {

namespace {

bool HasRepeats(std::vector<size_t> ids) {
  std::ranges::sort(ids);
  return std::ranges::adjacent_find(ids) != ids.end();
}

bool IsOfMode(Mode mode, std::vector<size_t> nodes) {
  if (mode == Mode::kSimple && nodes.size() > 1 && nodes.front() == nodes.back()) {
    nodes.pop_back();
  }
  return (mode != Mode::kAcyclic && mode != Mode::kSimple) || !HasRepeats(nodes);
}

template <typename Id>
Value ListOf(const std::vector<size_t>& indexes) {
  ListValue list;
  for (size_t index : indexes) {
    list.push_back(Value(Id(index)));
  }
  return Value(std::move(list));
}

/// Sets a variable that is new; false if it holds something else.
bool Bind(const std::string& name, const Value& value, Variables& variables) {
  if (name.empty()) {
    return true;
  }
  auto [entry, is_new] = variables.emplace(name, value);
  return is_new || (!entry->second.is_null() && KeyOf(entry->second) == KeyOf(value));
}

std::vector<std::string> VariablesOf(const PathPattern& path) {
  std::vector<std::string> names = {path.first.variable};
  for (const PathStep& step : path.steps) {
    names.push_back(step.edge->variable);
    names.push_back(step.node.variable);
  }
  std::erase(names, "");
  return names;
}

}  // namespace

bool Matches(const LabelTest& test, const std::vector<std::string>& labels) {
  auto has = [&](const LabelTest& operand) { return Matches(operand, labels); };
  switch (test.kind) {
    case LabelTest::Kind::kName:
      return std::ranges::find(labels, test.name) != labels.end();
    case LabelTest::Kind::kNot:
      return !has(test.operands[0]);
    case LabelTest::Kind::kAnd:
      return std::ranges::all_of(test.operands, has);
    case LabelTest::Kind::kOr:
      return std::ranges::any_of(test.operands, has);
  }
  return false;
}

void Reference::Match(const Pattern& pattern, const Variables& variables,
                      const std::function<void(const Variables&)>& found) {
  Walk walk;
  walk.variables = variables;
  MatchPaths(pattern, 0, walk, found);
}

void Reference::MatchPaths(const Pattern& pattern, size_t index, const Walk& walk,
                           const std::function<void(const Variables&)>& found) {
  if (index == pattern.paths.size()) {
    found(walk.variables);
    return;
  }
  const PathPattern& path = pattern.paths[index];
  std::vector<Walk> walks;
  BeginPath(path, walk, [&](const Walk& whole) { walks.push_back(whole); });
  for (Walk& chosen : Select(path, walks)) {
    if (!path.variable.empty()) {
      PathValue value;
      value.nodes = ListOf<NodeId>(chosen.nodes).list();
      value.edges = ListOf<EdgeId>(chosen.edges).list();
      chosen.variables[path.variable] = Value(std::move(value));
    }
    MatchPaths(pattern, index + 1, chosen, found);
  }
}

std::vector<Reference::Walk> Reference::Select(const PathPattern& path,
                                               const std::vector<Walk>& walks) const {
  if (path.selector == Selector::kNone) {
    return walks;
  }
  bool by_group = path.selector == Selector::kAllShortest ||
                  path.selector == Selector::kAllShortestPaths ||
                  path.selector == Selector::kShortestGroups;
  std::vector<Walk> sorted = walks;
  std::ranges::stable_sort(sorted, {}, [](const Walk& walk) { return walk.edges.size(); });
  std::map<std::pair<size_t, size_t>, std::vector<size_t>> lengths;  // Of those kept.
  std::vector<Walk> kept;
  for (const Walk& walk : sorted) {
    std::vector<size_t>& known = lengths[{walk.nodes.front(), walk.nodes.back()}];
    bool is_counted = by_group && !known.empty() && known.back() == walk.edges.size();
    if (!is_counted && known.size() == path.count) {
      continue;
    }
    if (!is_counted) {
      known.push_back(walk.edges.size());
    }
    kept.push_back(walk);
  }
  return kept;
}

void Reference::BeginPath(const PathPattern& path, const Walk& walk, const Found& found) {
  for (size_t node = 0; node < graph_.nodes.size() && !IsExhausted(); ++node) {
    if (graph_.nodes[node].is_deleted) {
      continue;
    }
    Walk begun = walk;
    begun.nodes = {node};
    begun.edges.clear();
    begun.may_repeat = path.mode == Mode::kWalk;
    if (BindNode(path.first, node, begun)) {
      WalkSteps(path, 0, begun, [&](const Walk& whole) {
        if (IsOfMode(path.mode, whole.nodes) &&
            (!path.where || IsTrue(*path.where, whole.variables))) {
          found(whole);
        }
      });
    }
  }
}

void Reference::WalkSteps(const PathPattern& path, size_t index, const Walk& walk,
                          const Found& found) {
  if (IsExhausted()) {
    return;
  }
  if (index == path.steps.size()) {
    found(walk);
  } else if (path.steps[index].group) {
    WalkGroup(path, index, 0, {}, walk, found);
  } else if (path.steps[index].edge->length) {
    WalkEdges(path, index, 0, {}, walk, found);
  } else {
    WalkEdge(path, index, walk, found);
  }
}

void Reference::ArriveAt(const PathPattern& path, size_t index, Walk walk, const Found& found) {
  if (BindNode(path.steps[index].node, walk.nodes.back(), walk)) {
    WalkSteps(path, index + 1, walk, found);
  }
}

void Reference::WalkEdge(const PathPattern& path, size_t index, const Walk& walk,
                         const Found& found) {
  const EdgePattern& pattern = *path.steps[index].edge;
  ForEachEdge(pattern, walk, [&](size_t edge, size_t node) {
    Walk next = walk;
    if (!Bind(pattern.variable, Value(EdgeId(edge)), next.variables) ||
        !EdgeFits(pattern, edge, next.variables)) {
      return;
    }
    next.used.push_back(edge);
    next.edges.push_back(edge);
    next.nodes.push_back(node);
    ArriveAt(path, index, std::move(next), found);
  });
}

void Reference::WalkEdges(const PathPattern& path, size_t index, uint64_t count, ListValue list,
                          const Walk& walk, const Found& found) {
  const EdgePattern& pattern = *path.steps[index].edge;
  if (count >= pattern.length->min) {
    Walk next = walk;
    if (Bind(pattern.variable, Value(list), next.variables)) {
      ArriveAt(path, index, std::move(next), found);
    }
  }
  if (IsExhausted() || (pattern.length->max && count >= *pattern.length->max)) {
    return;
  }
  ForEachEdge(pattern, walk, [&](size_t edge, size_t node) {
    Variables one = walk.variables;
    if (!pattern.variable.empty()) {
      one[pattern.variable] = Value(EdgeId(edge));
    }
    if (!EdgeFits(pattern, edge, one)) {
      return;
    }
    Walk next = walk;
    next.used.push_back(edge);
    next.edges.push_back(edge);
    next.nodes.push_back(node);
    ListValue longer = list;
    longer.push_back(Value(EdgeId(edge)));
    WalkEdges(path, index, count + 1, std::move(longer), next, found);
  });
}

void Reference::WalkGroup(const PathPattern& path, size_t index, uint64_t count, const Lists& lists,
                          const Walk& walk, const Found& found) {
  const GroupPattern& group = *path.steps[index].group;
  std::vector<std::string> names = VariablesOf(*group.inner);
  if (count >= group.length.min) {
    Walk next = walk;
    for (const std::string& name : names) {
      auto list = lists.find(name);
      next.variables[name] = Value(list == lists.end() ? ListValue() : list->second);
    }
    ArriveAt(path, index, std::move(next), found);
  }
  if (IsExhausted() || (group.length.max && count >= *group.length.max)) {
    return;
  }
  Walk begun = walk;
  if (!BindNode(group.inner->first, walk.nodes.back(), begun)) {
    return;
  }
  WalkSteps(*group.inner, 0, begun, [&](const Walk& repetition) {
    if (group.where && !IsTrue(*group.where, repetition.variables)) {
      return;
    }
    Walk next = repetition;
    next.variables = walk.variables;
    Lists longer = lists;
    for (const std::string& name : names) {
      longer[name].push_back(repetition.variables.at(name));
    }
    WalkGroup(path, index, count + 1, longer, next, found);
  });
}

bool Reference::BindNode(const NodePattern& pattern, size_t node, Walk& walk) {
  const SmallNode& content = graph_.nodes[node];
  if (!Bind(pattern.variable, Value(NodeId(node)), walk.variables) ||
      (pattern.labels && !Matches(*pattern.labels, content.labels))) {
    return false;
  }
  for (const auto& [key, wanted] : pattern.properties) {
    Value value = Evaluate(wanted, walk.variables);
    if (value.is_null() || KeyOf(value) != KeyOf(content.Property(key))) {
      return false;
    }
  }
  return !pattern.where || IsTrue(*pattern.where, walk.variables);
}

bool Reference::EdgeFits(const EdgePattern& pattern, size_t edge, const Variables& variables) {
  const SmallEdge& content = graph_.edges[edge];
  if (valid_day_ &&
      ((!content.from.is_null() && content.from.date().epoch_days > *valid_day_) ||
       (!content.until.is_null() && content.until.date().epoch_days <= *valid_day_))) {
    return false;
  }
  bool is_named = std::ranges::find(pattern.types, content.type) != pattern.types.end();
  if (!pattern.types.empty() && is_named == pattern.negates_types) {
    return false;
  }
  for (const auto& [key, wanted] : pattern.properties) {
    Value value = Evaluate(wanted, variables);
    if (value.is_null() || KeyOf(value) != KeyOf(content.Property(key))) {
      return false;
    }
  }
  return !pattern.where || IsTrue(*pattern.where, variables);
}

void Reference::ForEachEdge(const EdgePattern& pattern, const Walk& walk,
                            const std::function<void(size_t, size_t)>& visit) {
  size_t node = walk.nodes.back();
  for (size_t edge = 0; edge < graph_.edges.size() && !IsExhausted(); ++edge) {
    if (graph_.edges[edge].is_deleted) {
      continue;
    }
    if (!walk.may_repeat && std::ranges::find(walk.used, edge) != walk.used.end()) {
      continue;
    }
    const SmallEdge& content = graph_.edges[edge];
    if (pattern.direction != Direction::kIncoming && content.source == node) {
      visit(edge, content.target);
    } else if (pattern.direction != Direction::kOutgoing && content.target == node) {
      visit(edge, content.source);
    }
  }
}

}  // namespace rondo::differential
