#include "tools/library/rondo_c.h"

#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "graph/model/value_json.h"
#include "graph/model/value_text.h"
#include "query/database.h"
#include "query/error_text.h"
#include "tools/articles/load/load_article.h"
#include "tools/import/json_value.h"

struct rondo_database {
  rondo::Database database;
};

struct rondo_connection {
  rondo::Connection connection;
  std::string message;
};

struct rondo_statement {
  rondo_connection* connection = nullptr;
  std::string text;
  rondo::Statement statement;
  rondo::Parameters parameters;
  std::optional<rondo::QueryResult> result;
  size_t next_row = 0;                    // Of the result; the row of the last step is before it.
  std::map<size_t, std::string> columns;  // Texts that were handed out for that row.
};

namespace {

rondo_status StatusOf(const rondo::Error& error) {
  switch (error.code) {
    case rondo::ErrorCode::kConflict:
      return RONDO_CONFLICT;
    case rondo::ErrorCode::kCancelled:
      return RONDO_CANCELLED;
    case rondo::ErrorCode::kIo:
    case rondo::ErrorCode::kCorruption:
    case rondo::ErrorCode::kUnavailable:
      return RONDO_STORE;
    default:
      return RONDO_FAILED;
  }
}

rondo_status Fail(rondo_connection& connection, const rondo::Error& error, std::string_view text) {
  connection.message = rondo::ErrorText(error, text);
  return StatusOf(error);
}

char* Copied(const std::string& text) {
  char* copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy != nullptr) {
    std::memcpy(copy, text.c_str(), text.size() + 1);
  }
  return copy;
}

/// Null where there is no row or no such column.
const rondo::Value* ValueOf(const rondo_statement* statement, size_t column) {
  if (!statement->result || statement->next_row == 0 ||
      column >= statement->result->columns().size()) {
    return nullptr;
  }
  return &statement->result->rows()[statement->next_row - 1][column];
}

const rondo::Value* ValueOf(const rondo_statement* statement, size_t column,
                            rondo::Value::Kind kind) {
  const rondo::Value* value = ValueOf(statement, column);
  return value != nullptr && value->is(kind) ? value : nullptr;
}

}  // namespace

extern "C" {

rondo_status rondo_open(const char* path, rondo_database** database, char** message) {
  *database = nullptr;
  rondo::Result<rondo::Database> opened = rondo::Database::Open(path);
  if (!opened.ok()) {
    if (message != nullptr) {
      *message = Copied(opened.error().message);
    }
    return StatusOf(opened.error());
  }
  *database = std::make_unique<rondo_database>(rondo_database{std::move(opened).value()}).release();
  return RONDO_OK;
}

void rondo_close(rondo_database* database) { std::unique_ptr<rondo_database>(database).reset(); }

void rondo_free(char* text) { std::free(text); }

rondo_status rondo_connect(rondo_database* database, rondo_connection** connection) {
  *connection = std::make_unique<rondo_connection>(
                    rondo_connection{database->database.Connect(), std::string()})
                    .release();
  return RONDO_OK;
}

void rondo_disconnect(rondo_connection* connection) {
  std::unique_ptr<rondo_connection>(connection).reset();
}

const char* rondo_message(const rondo_connection* connection) {
  return connection->message.c_str();
}

void rondo_interrupt(rondo_connection* connection) { connection->connection.Interrupt(); }

rondo_status rondo_execute(rondo_connection* connection, const char* text) {
  connection->message.clear();
  const rondo::Result<rondo::QueryResult> result = connection->connection.Execute(text);
  return result.ok() ? RONDO_OK : Fail(*connection, result.error(), text);
}

rondo_status rondo_load_article(rondo_connection* connection, const char* text, const char* date) {
  connection->message.clear();
  rondo::LoadArticleOptions options;
  options.date = date == nullptr ? std::string() : std::string(date);
  const auto loaded = rondo::LoadArticle(connection->connection, text, options);
  return loaded.ok() ? RONDO_OK : Fail(*connection, loaded.error(), {});
}

rondo_status rondo_prepare(rondo_connection* connection, const char* text,
                           rondo_statement** statement) {
  *statement = nullptr;
  connection->message.clear();
  rondo::Result<rondo::Statement> prepared = connection->connection.Prepare(text);
  if (!prepared.ok()) {
    return Fail(*connection, prepared.error(), text);
  }
  *statement = std::make_unique<rondo_statement>(
                   rondo_statement{connection, text, std::move(prepared).value(), {}, {}, 0, {}})
                   .release();
  return RONDO_OK;
}

void rondo_finalize(rondo_statement* statement) {
  std::unique_ptr<rondo_statement>(statement).reset();
}

void rondo_bind_null(rondo_statement* statement, const char* name) {
  statement->parameters.Set(name, rondo::Value());
}

void rondo_bind_boolean(rondo_statement* statement, const char* name, int value) {
  statement->parameters.Set(name, rondo::Value(value != 0));
}

void rondo_bind_integer(rondo_statement* statement, const char* name, int64_t value) {
  statement->parameters.Set(name, rondo::Value(value));
}

void rondo_bind_float(rondo_statement* statement, const char* name, double value) {
  statement->parameters.Set(name, rondo::Value(value));
}

void rondo_bind_text(rondo_statement* statement, const char* name, const char* value) {
  statement->parameters.Set(name, rondo::Value(std::string_view(value)));
}

rondo_status rondo_bind_json(rondo_statement* statement, const char* name, const char* json) {
  const auto value = rondo::import::ParseJsonValue(json);
  if (!value) {
    statement->connection->message = "the value of `" + std::string(name) + "` is no JSON";
    return RONDO_FAILED;
  }
  statement->parameters.Set(name, *value);
  return RONDO_OK;
}

rondo_status rondo_step(rondo_statement* statement) {
  statement->connection->message.clear();
  statement->columns.clear();
  if (!statement->result) {
    rondo::Result<rondo::QueryResult> result = statement->statement.Execute(statement->parameters);
    if (!result.ok()) {
      return Fail(*statement->connection, result.error(), statement->text);
    }
    statement->result = std::move(result).value();
    statement->next_row = 0;
  }
  if (statement->next_row == statement->result->row_count()) {
    statement->result.reset();
    return RONDO_DONE;
  }
  ++statement->next_row;
  return RONDO_ROW;
}

void rondo_reset(rondo_statement* statement) {
  statement->result.reset();
  statement->columns.clear();
}

size_t rondo_column_count(const rondo_statement* statement) {
  return statement->statement.columns().size();
}

const char* rondo_column_name(const rondo_statement* statement, size_t column) {
  const std::vector<std::string>& columns = statement->statement.columns();
  return column < columns.size() ? columns[column].c_str() : nullptr;
}

rondo_type rondo_column_type(const rondo_statement* statement, size_t column) {
  const rondo::Value* value = ValueOf(statement, column);
  if (value == nullptr) {
    return RONDO_NULL;
  }
  switch (value->kind()) {
    case rondo::Value::Kind::kNull:
      return RONDO_NULL;
    case rondo::Value::Kind::kBoolean:
      return RONDO_BOOLEAN;
    case rondo::Value::Kind::kInteger:
      return RONDO_INTEGER;
    case rondo::Value::Kind::kFloat:
      return RONDO_FLOAT;
    case rondo::Value::Kind::kString:
      return RONDO_TEXT;
    default:
      return RONDO_OTHER;
  }
}

int rondo_column_boolean(const rondo_statement* statement, size_t column) {
  const rondo::Value* value = ValueOf(statement, column, rondo::Value::Kind::kBoolean);
  return value != nullptr && value->boolean() ? 1 : 0;
}

int64_t rondo_column_integer(const rondo_statement* statement, size_t column) {
  const rondo::Value* value = ValueOf(statement, column, rondo::Value::Kind::kInteger);
  return value == nullptr ? 0 : value->integer();
}

double rondo_column_float(const rondo_statement* statement, size_t column) {
  const rondo::Value* value = ValueOf(statement, column);
  const bool is_number = value != nullptr && (value->is(rondo::Value::Kind::kInteger) ||
                                              value->is(rondo::Value::Kind::kFloat));
  return is_number ? value->number() : 0.0;
}

const char* rondo_column_text(rondo_statement* statement, size_t column) {
  const rondo::Value* value = ValueOf(statement, column);
  if (value == nullptr || value->is_null()) {
    return nullptr;
  }
  std::string& text = statement->columns[column];
  text = rondo::ValueText(*value, {.quote_strings = false});
  return text.c_str();
}

const char* rondo_column_json(rondo_statement* statement, size_t column) {
  const rondo::Value* value = ValueOf(statement, column);
  if (value == nullptr) {
    return nullptr;
  }
  std::string& text = statement->columns[column];
  text = rondo::ValueJson(*value);
  return text.c_str();
}

size_t rondo_column_size(const rondo_statement* statement, size_t column) {
  const auto text = statement->columns.find(column);
  return text == statement->columns.end() ? 0 : text->second.size();
}

}  // extern "C"
