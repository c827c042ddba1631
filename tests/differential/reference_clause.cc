// Clauses, row by row.

#include <algorithm>
#include <set>

#include "tests/differential/reference.h"

namespace rondo::differential {

namespace {

/// Where values of that kind stand among others.
int RankOf(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kList:
      return 0;
    case Value::Kind::kDate:
      return 1;
    case Value::Kind::kString:
      return 2;
    case Value::Kind::kBoolean:
      return 3;
    case Value::Kind::kNull:
      return 5;
    default:
      return 4;
  }
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

/// What a row is sorted by; `name` of the key with that index.
std::string KeyName(size_t index) { return " key " + std::to_string(index); }

void Sort(const Projection& projection, std::vector<Variables>& rows) {
  std::ranges::stable_sort(rows, [&](const Variables& left, const Variables& right) {
    for (size_t index = 0; index < projection.order.size(); ++index) {
      std::string name = KeyName(index);
      bool ascending = projection.order[index].ascending;
      const Value& first = ascending ? left.at(name) : right.at(name);
      const Value& second = ascending ? right.at(name) : left.at(name);
      if (Reference::IsBefore(first, second) || Reference::IsBefore(second, first)) {
        return Reference::IsBefore(first, second);
      }
    }
    return false;
  });
}

}  // namespace

bool Reference::IsBefore(const Value& left, const Value& right) {
  if (RankOf(left) != RankOf(right)) {
    return RankOf(left) < RankOf(right);
  }
  switch (left.kind()) {
    case Value::Kind::kNull:
      return false;
    case Value::Kind::kString:
      return left.string() < right.string();
    case Value::Kind::kBoolean:
      return !left.boolean() && right.boolean();
    case Value::Kind::kDate:
      return left.date() < right.date();
    case Value::Kind::kList:
      return std::ranges::lexicographical_compare(left.list(), right.list(), IsBefore);
    default:
      return left.number() < right.number();
  }
}

std::vector<Variables> Reference::RunParts(const Statement& statement, const Variables& row) {
  std::vector<Variables> all;
  std::set<std::string> known;
  for (const Query& query : statement.parts) {
    const std::vector<Item>& items = query.clauses.back().projection.items;
    for (const Variables& made : RunQuery(query, {row})) {
      if (statement.parts.size() == 1 || statement.union_all ||
          known.insert(RowKey(made, items)).second) {
        all.push_back(made);
      }
    }
  }
  return all;
}

std::optional<ResultRows> Reference::Run(const Statement& statement) {
  ResultRows all;
  for (const Variables& row : RunParts(statement, Variables())) {
    std::vector<Value>& values = all.emplace_back();
    for (const Item& item : statement.result().items) {
      values.push_back(row.at(item.alias));
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
  if (clause.kind >= Clause::Kind::kCreate) {
    return RunUpdate(clause, rows);
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
  valid_day_ = clause.valid_day;
  Match(clause.pattern, row, [&](const Variables& found) {
    if (!IsExhausted() && (!clause.where || IsTrue(*clause.where, found))) {
      out.push_back(found);
    }
  });
  valid_day_.reset();
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
  size_t count = out.size();
  for (const Variables& made : RunParts(*clause.statement, imported)) {
    out.push_back(row);
    out.back().insert(made.begin(), made.end());
  }
  if (clause.optional && out.size() == count) {
    out.push_back(row);
    for (const std::string& name : clause.new_variables) {
      out.back()[name] = Value();
    }
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
      AddSortKeys(projection, row, made);
    }
  }
  if (projection.distinct) {
    KeepDistinct(projection.items, projected);
  }
  if (groups || projection.distinct) {
    for (Variables& row : projected) {
      AddSortKeys(projection, row, row);
    }
  }
  Sort(projection, projected);
  size_t skipped = std::min<size_t>(projection.skip.value_or(0), projected.size());
  projected.erase(projected.begin(), projected.begin() + static_cast<std::ptrdiff_t>(skipped));
  projected.resize(std::min<size_t>(projection.limit.value_or(~uint64_t{0}), projected.size()));
  for (Variables& row : projected) {
    for (size_t index = 0; index < projection.order.size(); ++index) {
      row.erase(KeyName(index));
    }
  }
  if (projection.where) {
    std::erase_if(projected, [&](const Variables& row) { return !IsTrue(*projection.where, row); });
  }
  return projected;
}

void Reference::AddSortKeys(const Projection& projection, const Variables& row, Variables& made) {
  Variables both = made;
  both.insert(row.begin(), row.end());
  for (size_t index = 0; index < projection.order.size(); ++index) {
    made[KeyName(index)] = Evaluate(projection.order[index].expression, both);
  }
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
    return Value(static_cast<int64_t>(rows.size()) + item.added);
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
    case Item::Aggregate::kSum:
    case Item::Aggregate::kCollectSum:
    case Item::Aggregate::kAverage: {
      int64_t sum = item.added;
      for (const Value& value : values) {
        sum += value.integer();
      }
      if (item.aggregate != Item::Aggregate::kAverage) {
        return Value(sum);
      }
      return values.empty() ? Value()
                            : Value(static_cast<double>(sum) / static_cast<double>(values.size()));
    }
    case Item::Aggregate::kPercentile:
      std::ranges::sort(values, IsBefore);
      return values.empty() ? Value() : values[(values.size() + 1) / 2 - 1];
    case Item::Aggregate::kMin:
    case Item::Aggregate::kMax: {
      if (values.empty()) {
        return Value();
      }
      auto [least, most] = std::minmax_element(values.begin(), values.end(), IsBefore);
      return item.aggregate == Item::Aggregate::kMin ? *least : *most;
    }
    default:
      return Value(static_cast<int64_t>(values.size()) + item.added);
  }
}

}  // namespace rondo::differential
