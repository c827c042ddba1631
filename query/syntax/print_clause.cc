// Queries and clauses as text.

#include <string>

#include "query/syntax/name_text.h"
#include "query/syntax/statement_printer.h"

namespace rondo {

void StatementPrinter::PrintOptional(std::string_view words, const ast::Expression* expression) {
  if (expression != nullptr) {
    Write(words);
    Write(" ");
    PrintExpression(*expression);
  }
}

void StatementPrinter::PrintQuery(const ast::Query& query) {
  for (const ast::SingleQuery* part : query.parts) {
    if (part != query.parts.front()) {
      Write(query.union_all ? " UNION ALL " : " UNION ");
    }
    PrintClauses(part->clauses);
  }
}

void StatementPrinter::PrintClauses(std::span<const ast::Clause* const> clauses) {
  for (const ast::Clause* clause : clauses) {
    Write(clause == clauses.front() ? "" : " ");
    PrintClause(*clause);
  }
}

void StatementPrinter::PrintClause(const ast::Clause& clause) {
  switch (clause.kind) {
    case ast::ClauseKind::kMatch:
      return PrintMatch(clause.As<ast::Match>());
    case ast::ClauseKind::kUnwind:
      return PrintUnwind(clause.As<ast::Unwind>());
    case ast::ClauseKind::kProjection:
      return PrintProjection(clause.As<ast::Projection>());
    case ast::ClauseKind::kLet:
      return PrintLet(clause.As<ast::Let>());
    case ast::ClauseKind::kFilter:
      return PrintOptional("FILTER", clause.As<ast::Filter>().condition);
    case ast::ClauseKind::kCreate:
      Write("CREATE ");
      return PrintPattern(clause.As<ast::Create>().pattern);
    case ast::ClauseKind::kMerge:
      return PrintMerge(clause.As<ast::Merge>());
    case ast::ClauseKind::kSet:
      return PrintSetItems("SET ", clause.As<ast::Set>().items);
    case ast::ClauseKind::kRemove:
      return PrintRemove(clause.As<ast::Remove>());
    case ast::ClauseKind::kDelete:
      return PrintDelete(clause.As<ast::Delete>());
    case ast::ClauseKind::kForeach:
      return PrintForeach(clause.As<ast::Foreach>());
    case ast::ClauseKind::kCallProcedure:
      return PrintCallProcedure(clause.As<ast::CallProcedure>());
    case ast::ClauseKind::kCallSubquery:
      return PrintCallSubquery(clause.As<ast::CallSubquery>());
    case ast::ClauseKind::kLoadCsv:
      return PrintLoadCsv(clause.As<ast::LoadCsv>());
  }
}

void StatementPrinter::PrintMatch(const ast::Match& match) {
  Write(match.optional ? "OPTIONAL MATCH " : "MATCH ");
  PrintPattern(match.pattern);
  PrintOptional(" FOR VALID_TIME AS OF", match.valid_time);
  PrintOptional(" FOR REPORTED_TIME AS OF", match.reported_time);
  PrintOptional(" WHERE", match.where);
}

void StatementPrinter::PrintUnwind(const ast::Unwind& unwind) {
  if (unwind.is_for) {
    Write("FOR " + VariableText(unwind.variable.text) + " IN ");
    return PrintExpression(*unwind.list);
  }
  PrintOptional("UNWIND", unwind.list);
  Write(" AS " + VariableText(unwind.variable.text));
}

void StatementPrinter::PrintProjection(const ast::Projection& projection) {
  Write(projection.is_return ? "RETURN " : "WITH ");
  Write(projection.distinct ? "DISTINCT " : "");
  bool first = true;
  if (projection.star) {
    WriteComma(first);
    Write("*");
  }
  for (const ast::ProjectionItem& item : projection.items) {
    WriteComma(first);
    PrintExpression(*item.expression);
    if (!item.alias.empty()) {
      Write(" AS " + VariableText(item.alias.text));
    }
  }
  for (const ast::SortItem& item : projection.order_by) {
    PrintOptional(&item == projection.order_by.data() ? " ORDER BY" : ",", item.expression);
    Write(item.ascending ? "" : " DESC");
  }
  PrintOptional(" SKIP", projection.skip);
  PrintOptional(" LIMIT", projection.limit);
  PrintOptional(" WHERE", projection.where);
}

void StatementPrinter::PrintLet(const ast::Let& let) {
  Write("LET ");
  bool first = true;
  for (const ast::Let::Item& item : let.items) {
    WriteComma(first);
    Write(VariableText(item.variable.text));
    PrintOptional(" =", item.value);
  }
}

// ---------------------------------------------------------------- what writes

void StatementPrinter::PrintMerge(const ast::Merge& merge) {
  Write("MERGE ");
  PrintPath(*merge.pattern);
  if (!merge.on_create.empty()) {
    PrintSetItems(" ON CREATE SET ", merge.on_create);
  }
  if (!merge.on_match.empty()) {
    PrintSetItems(" ON MATCH SET ", merge.on_match);
  }
}

void StatementPrinter::PrintSetItems(std::string_view words, std::span<const ast::SetItem> items) {
  Write(words);
  bool first = true;
  for (const ast::SetItem& item : items) {
    WriteComma(first);
    PrintSetItem(item);
  }
}

void StatementPrinter::PrintSetItem(const ast::SetItem& item) {
  switch (item.kind) {
    case ast::SetItem::Kind::kLabels:
      PrintBase(*item.target);
      return PrintLabelNames(item.labels);
    case ast::SetItem::Kind::kProperty:
      PrintPropertyTarget(*item.target, item.key, item.dynamic_key);
      return PrintOptional(" =", item.value);
    case ast::SetItem::Kind::kReplaceAll:
      PrintBase(*item.target);
      return PrintOptional(" =", item.value);
    case ast::SetItem::Kind::kAddAll:
      PrintBase(*item.target);
      return PrintOptional(" +=", item.value);
  }
}

void StatementPrinter::PrintPropertyTarget(const ast::Expression& target, const ast::Name& key,
                                           const ast::Expression* dynamic_key) {
  PrintBase(target);
  if (dynamic_key == nullptr) {
    return Write("." + SchemaNameText(key.text));
  }
  Write("[");
  PrintExpression(*dynamic_key);
  Write("]");
}

void StatementPrinter::PrintLabelNames(std::span<const ast::Name> labels) {
  for (const ast::Name& label : labels) {
    Write(":" + LabelText(label.text));
  }
}

void StatementPrinter::PrintRemove(const ast::Remove& remove) {
  Write("REMOVE ");
  bool first = true;
  for (const ast::RemoveItem& item : remove.items) {
    WriteComma(first);
    if (item.labels.empty()) {
      PrintPropertyTarget(*item.target, item.key, item.dynamic_key);
    } else {
      PrintBase(*item.target);
      PrintLabelNames(item.labels);
    }
  }
}

void StatementPrinter::PrintDelete(const ast::Delete& clause) {
  Write(clause.detach ? "DETACH DELETE " : "DELETE ");
  PrintExpressions(clause.targets);
}

void StatementPrinter::PrintForeach(const ast::Foreach& clause) {
  Write("FOREACH (" + VariableText(clause.variable.text) + " IN ");
  PrintExpression(*clause.list);
  Write(" | ");
  PrintClauses(clause.clauses);
  Write(")");
}

// ---------------------------------------------------------------- CALL and LOAD CSV

void StatementPrinter::PrintCallProcedure(const ast::CallProcedure& call) {
  Write(call.optional ? "OPTIONAL CALL " : "CALL ");
  PrintDottedName(call.procedure, false);
  if (call.with_parentheses) {
    Write("(");
    PrintExpressions(call.arguments);
    Write(")");
  }
  if (!call.has_yield) {
    return;
  }
  Write(call.yield_star ? " YIELD *" : call.yields.empty() ? " YIELD -" : " YIELD ");
  bool first = true;
  for (const ast::CallProcedure::Yield& yield : call.yields) {
    WriteComma(first);
    Write(SchemaNameText(yield.field.text));
    if (!yield.alias.empty()) {
      Write(" AS " + VariableText(yield.alias.text));
    }
  }
  PrintOptional(" WHERE", call.where);
}

void StatementPrinter::PrintCallSubquery(const ast::CallSubquery& call) {
  Write(call.optional ? "OPTIONAL CALL " : "CALL ");
  if (call.has_scope) {
    Write(call.scope_star ? "(*" : "(");
    bool first = true;
    for (const ast::Name& name : call.scope) {
      WriteComma(first);
      Write(VariableText(name.text));
    }
    Write(") ");
  }
  Write("{ ");
  PrintQuery(*call.query);
  Write(" }");
  if (call.in_transactions) {
    Write(" IN TRANSACTIONS");
    PrintOptional(" OF", call.batch_row_count);
    Write(call.batch_row_count == nullptr ? "" : " ROWS");
  }
}

void StatementPrinter::PrintLoadCsv(const ast::LoadCsv& load) {
  Write(load.with_headers ? "LOAD CSV WITH HEADERS" : "LOAD CSV");
  PrintOptional(" FROM", load.location);
  Write(" AS " + VariableText(load.variable.text));
  PrintOptional(" FIELDTERMINATOR", load.field_terminator);
}

}  // namespace rondo
