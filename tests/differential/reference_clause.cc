// Clauses, row by row.

#include <algorithm>
#include <set>

#include "tests/differential/reference.h"

namespace rondo::differential {

namespace {

/// Ascending, null last. Values of one scalar type.
bool IsBefore(const Value& left, const Value& right) {
  if (left.is_null() || right.is_null()) {
    return !left.is_null() && right.is_null();
  }
  if (left.is(Value::Kind::kString)) {
    return left.string() < right.string();
  }
  if (left.is(Value::Kind::kBoolean)) {
    return !left.boolean() && right.boolean();
  }
  return left.integer() < right.integer();
}

std::string RowKey(const Variables& row, const std::vector<Item>& items) {
  std::string key;
  for (const Item& item : items) {
    key += KeyOf(row.at(item.alias)) + "|";
  }
  return key;
}

void KeepDistinct(const std::vector<Item>& items, std::vector<Variables>& rows) {
  std::set<std::string> known;
  std::erase_if(rows,
                [&](const Variables& row) { return !known.insert(RowKey(row, items)).second; });
}

void Sort(const Projection& projection, std::vector<Variables>& rows) {
  std::ranges::stable_sort(rows, [&](const Variables& left, const Variables& right) {
    for (size_t index = 0; index < projection.order.size(); ++index) {
      const std::string& name = projection.items[index].alias;
      const Value& first = projection.order[index] ? left.at(name) : right.at(name);
      const Value& second = projection.order[index] ? right.at(name) : left.at(name);
      if (IsBefore(first, second) || IsBefore(second, first)) {
        return IsBefore(first, second);
      }
    }
    return false;
  });
}

}  // namespace

std::optional<ResultRows> Reference::Run(const Statement& statement) {
  ResultRows all;
  std::set<std::string> known;
  for (const Query& query : statement.parts) {
    const std::vector<Item>& items = query.clauses.back().projection.items;
    for (const Variables& row : RunQuery(query, {Variables()})) {
      if (statement.parts.size() > 1 && !statement.union_all &&
          !known.insert(RowKey(row, items)).second) {
        continue;
      }
      std::vector<Value>& values = all.emplace_back();
      for (const Item& item : items) {
        values.push_back(row.at(item.alias));
      }
    }
  }
  return steps_left_ == 0 ? std::nullopt : std::optional<ResultRows>(std::move(all));
}

std::vector<Variables> Reference::RunQuery(const Query& query, std::vector<Variables> rows) {
  for (const Clause& clause : query.clauses) {
    rows = RunClause(clause, rows);
  }
  return rows;
}

std::vector<Variables> Reference::RunClause(const Clause& clause,
                                            const std::vector<Variables>& rows) {
  if (clause.kind == Clause::Kind::kWith || clause.kind == Clause::Kind::kReturn) {
    return Project(clause.projection, rows);
  }
  std::vector<Variables> out;
  for (const Variables& row : rows) {
    if (IsExhausted()) {
      return {};
    }
    switch (clause.kind) {
      case Clause::Kind::kMatch:
        RunMatch(clause, row, out);
        break;
      case Clause::Kind::kUnwind:
      case Clause::Kind::kFor:
        RunUnwind(clause, row, out);
        break;
      case Clause::Kind::kLet:
        out.push_back(row);
        out.back()[clause.variable] = Evaluate(clause.expression, row);
        break;
      case Clause::Kind::kFilter:
        if (IsTrue(clause.expression, row)) {
          out.push_back(row);
        }
        break;
      default:
        RunCall(clause, row, out);
    }
  }
  return out;
}

void Reference::RunMatch(const Clause& clause, const Variables& row, std::vector<Variables>& out) {
  size_t count = out.size();
  Match(clause.pattern, row, [&](const Variables& found) {
    if (!IsExhausted() && (!clause.where || IsTrue(*clause.where, found))) {
      out.push_back(found);
    }
  });
  if (clause.optional && out.size() == count) {
    out.push_back(row);
    for (const std::string& name : clause.new_variables) {
      out.back()[name] = Value();
    }
  }
}

void Reference::RunUnwind(const Clause& clause, const Variables& row, std::vector<Variables>& out) {
  Value list = Evaluate(clause.expression, row);
  if (list.is_null()) {
    return;
  }
  for (const Value& element : list.list()) {
    out.push_back(row);
    out.back()[clause.variable] = element;
  }
}

void Reference::RunCall(const Clause& clause, const Variables& row, std::vector<Variables>& out) {
  Variables imported;
  for (const std::string& name : clause.imports) {
    imported[name] = row.at(name);
  }
  for (const Variables& made : RunQuery(*clause.query, {imported})) {
    out.push_back(row);
    out.back().insert(made.begin(), made.end());
  }
}

std::vector<Variables> Reference::Project(const Projection& projection,
                                          const std::vector<Variables>& rows) {
  std::vector<Variables> projected;
  bool groups = std::ranges::any_of(
      projection.items, [](const Item& item) { return item.aggregate != Item::Aggregate::kNone; });
  if (groups) {
    projected = Group(projection, rows);
  } else {
    for (const Variables& row : rows) {
      Variables& made = projected.emplace_back();
      for (const Item& item : projection.items) {
        made[item.alias] = Evaluate(item.expression, row);
      }
    }
  }
  if (projection.distinct) {
    KeepDistinct(projection.items, projected);
  }
  Sort(projection, projected);
  size_t skipped = std::min<size_t>(projection.skip.value_or(0), projected.size());
  projected.erase(projected.begin(), projected.begin() + static_cast<std::ptrdiff_t>(skipped));
  projected.resize(std::min<size_t>(projection.limit.value_or(~uint64_t{0}), projected.size()));
  if (projection.where) {
    std::erase_if(projected, [&](const Variables& row) { return !IsTrue(*projection.where, row); });
  }
  return projected;
}

std::vector<Variables> Reference::Group(const Projection& projection,
                                        const std::vector<Variables>& rows) {
  std::vector<Item> keys;
  for (const Item& item : projection.items) {
    if (item.aggregate == Item::Aggregate::kNone) {
      keys.push_back(item);
    }
  }
  std::map<std::string, std::pair<Variables, std::vector<Variables>>> groups;
  if (keys.empty()) {
    groups[""];  // Without keys there is a group even of nothing.
  }
  for (const Variables& row : rows) {
    Variables key;
    for (const Item& item : keys) {
      key[item.alias] = Evaluate(item.expression, row);
    }
    auto& [values, members] = groups[RowKey(key, keys)];
    values = key;
    members.push_back(row);
  }
  std::vector<Variables> made;
  for (const auto& [key, group] : groups) {
    made.push_back(group.first);
    for (const Item& item : projection.items) {
      if (item.aggregate != Item::Aggregate::kNone) {
        made.back()[item.alias] = Aggregate(item, group.second);
      }
    }
  }
  return made;
}

Value Reference::Aggregate(const Item& item, const std::vector<Variables>& rows) {
  if (item.aggregate == Item::Aggregate::kCountRows) {
    return Value(rows.size());
  }
  std::vector<Value> values;
  std::set<std::string> known;
  for (const Variables& row : rows) {
    Value value = Evaluate(item.expression, row);
    if (!value.is_null() && (!item.distinct || known.insert(KeyOf(value)).second)) {
      values.push_back(value);
    }
  }
  switch (item.aggregate) {
    case Item::Aggregate::kSum: {
      int64_t sum = 0;
      for (const Value& value : values) {
        sum += value.integer();
      }
      return Value(sum);
    }
    case Item::Aggregate::kMin:
    case Item::Aggregate::kMax: {
      if (values.empty()) {
        return Value();
      }
      auto [least, most] = std::minmax_element(values.begin(), values.end(), IsBefore);
      return item.aggregate == Item::Aggregate::kMin ? *least : *most;
    }
    default:
      return Value(values.size());
  }
}

}  // namespace rondo::differential
