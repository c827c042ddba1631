#pragma once

// Rondo for programs in C, and for languages that call C.
//
//   rondo_database* database = NULL;
//   rondo_connection* connection = NULL;
//   rondo_statement* statement = NULL;
//   if (rondo_open("football.db", &database, NULL) != RONDO_OK) { ... }
//   rondo_connect(database, &connection);
//   rondo_prepare(connection, "MATCH (c:Club {city: $city}) RETURN c.name AS name", &statement);
//   rondo_bind_text(statement, "city", "Rome");
//   while (rondo_step(statement) == RONDO_ROW) puts(rondo_column_text(statement, 0));
//   rondo_finalize(statement);
//   rondo_disconnect(connection);
//   rondo_close(database);
//
// Whatever fails says why: rondo_message of the connection, until its next call. Texts are UTF-8
// and end with a NUL. What is handed out belongs to what it was asked of: a column's text lives
// until the next step, reset or finalize of its statement. Lifetimes: statements end before their
// connection, connections before their database. Thread rule: a connection and its statements
// belong to one thread at a time, but for rondo_interrupt; a database may be used from any thread.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct rondo_database rondo_database;
typedef struct rondo_connection rondo_connection;
typedef struct rondo_statement rondo_statement;

typedef enum rondo_status {
  RONDO_OK = 0,
  RONDO_ROW = 1,        // rondo_step: there is a row.
  RONDO_DONE = 2,       // rondo_step: there are no more.
  RONDO_FAILED = 3,     // The statement or the data is wrong.
  RONDO_CONFLICT = 4,   // Another writer was faster; once more may do.
  RONDO_CANCELLED = 5,  // By rondo_interrupt.
  RONDO_STORE = 6,      // The store cannot be opened, read or written.
} rondo_status;

typedef enum rondo_type {
  RONDO_NULL = 0,
  RONDO_BOOLEAN = 1,
  RONDO_INTEGER = 2,
  RONDO_FLOAT = 3,
  RONDO_TEXT = 4,
  RONDO_OTHER = 5,  // Dates, lists, maps, nodes, edges, paths: as text or as JSON.
} rondo_type;

// ---- Databases and connections.

/// Opens the store in a folder, making it if it is missing, or ":memory:". If it fails and
/// `message` is not null, that is why, to be given to rondo_free.
rondo_status rondo_open(const char* path, rondo_database** database, char** message);
/// Null is let be, here and wherever something ends.
void rondo_close(rondo_database* database);
void rondo_free(char* text);

rondo_status rondo_connect(rondo_database* database, rondo_connection** connection);
void rondo_disconnect(rondo_connection* connection);
/// Why the last call for the connection or one of its statements failed, in one line and, where a
/// place in the statement is to blame, three more that show it; "" if it did not.
const char* rondo_message(const rondo_connection* connection);
/// Makes what runs fail with RONDO_CANCELLED. From any thread.
void rondo_interrupt(rondo_connection* connection);

/// Runs a statement and forgets its rows.
rondo_status rondo_execute(rondo_connection* connection, const char* text);
/// Reads an article into facts; `date` is the day of one that tells none, or null.
rondo_status rondo_load_article(rondo_connection* connection, const char* text, const char* date);

// ---- Statements.

rondo_status rondo_prepare(rondo_connection* connection, const char* text,
                           rondo_statement** statement);
void rondo_finalize(rondo_statement* statement);

/// Values of parameters, by name without the `$`; they stay until they are bound anew.
void rondo_bind_null(rondo_statement* statement, const char* name);
void rondo_bind_boolean(rondo_statement* statement, const char* name, int value);
void rondo_bind_integer(rondo_statement* statement, const char* name, int64_t value);
void rondo_bind_float(rondo_statement* statement, const char* name, double value);
void rondo_bind_text(rondo_statement* statement, const char* name, const char* value);
/// Lists and maps. RONDO_FAILED if it is no JSON.
rondo_status rondo_bind_json(rondo_statement* statement, const char* name, const char* json);

/// The first step runs the statement; each goes to the next row. RONDO_ROW or RONDO_DONE, else what
/// went wrong. Behind the end the next step runs it again.
rondo_status rondo_step(rondo_statement* statement);
/// Forgets the rows; the next step runs the statement again.
void rondo_reset(rondo_statement* statement);

size_t rondo_column_count(const rondo_statement* statement);
/// Null for a column that is not there.
const char* rondo_column_name(const rondo_statement* statement, size_t column);

// The value of a column in the row of the last step: null, 0 or RONDO_NULL without a row, for a
// column that is not there, or where the value is of another type.
rondo_type rondo_column_type(const rondo_statement* statement, size_t column);
int rondo_column_boolean(const rondo_statement* statement, size_t column);
int64_t rondo_column_integer(const rondo_statement* statement, size_t column);
/// Integers too.
double rondo_column_float(const rondo_statement* statement, size_t column);
/// Any value but null as people read it. It may hold NULs: rondo_column_size is its size.
const char* rondo_column_text(rondo_statement* statement, size_t column);
const char* rondo_column_json(rondo_statement* statement, size_t column);
/// Of the text that was handed out last for the column, without the NUL at its end.
size_t rondo_column_size(const rondo_statement* statement, size_t column);

#ifdef __cplusplus
}
#endif
