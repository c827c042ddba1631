// A program of a user in C, against the installed library.

#include <pthread.h>
#include <rondo/rondo_c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EXPECT(condition)                                        \
  if (!(condition)) {                                            \
    printf("line %d: %s does not hold\n", __LINE__, #condition); \
    exit(1);                                                     \
  }

static void* interrupt_soon(void* connection) {
  usleep(200000);
  rondo_interrupt(connection);
  return NULL;
}

static void check_values(rondo_connection* connection) {
  rondo_statement* statement = NULL;
  EXPECT(rondo_prepare(connection,
                       "UNWIND $list AS x RETURN x, $yes AS yes, $real AS real, $text AS text, "
                       "$none AS none, date('2020-01-30') AS day",
                       &statement) == RONDO_OK);
  EXPECT(rondo_column_count(statement) == 6);
  EXPECT(strcmp(rondo_column_name(statement, 3), "text") == 0);
  EXPECT(rondo_column_name(statement, 6) == NULL);
  EXPECT(rondo_step(statement) == RONDO_FAILED);  // Parameters are missing.
  EXPECT(strstr(rondo_message(connection), "ParameterMissing") != NULL ||
         strstr(rondo_message(connection), "MissingParameter") != NULL);
  EXPECT(rondo_bind_json(statement, "list", "[1, 2") == RONDO_FAILED);
  EXPECT(rondo_bind_json(statement, "list", "[7, 8]") == RONDO_OK);
  rondo_bind_boolean(statement, "yes", 1);
  rondo_bind_float(statement, "real", 0.5);
  rondo_bind_text(statement, "text", "Ødegaard \"Ø\"");
  rondo_bind_null(statement, "none");
  EXPECT(rondo_column_type(statement, 0) == RONDO_NULL);  // There is no row yet.
  for (int round = 0; round < 2; ++round) {
    EXPECT(rondo_step(statement) == RONDO_ROW);
    EXPECT(rondo_column_type(statement, 0) == RONDO_INTEGER);
    EXPECT(rondo_column_integer(statement, 0) == 7);
    EXPECT(rondo_column_float(statement, 0) == 7.0);
    EXPECT(rondo_column_type(statement, 1) == RONDO_BOOLEAN);
    EXPECT(rondo_column_boolean(statement, 1) == 1);
    EXPECT(rondo_column_type(statement, 2) == RONDO_FLOAT);
    EXPECT(rondo_column_float(statement, 2) == 0.5);
    EXPECT(rondo_column_type(statement, 3) == RONDO_TEXT);
    EXPECT(strcmp(rondo_column_text(statement, 3), "Ødegaard \"Ø\"") == 0);
    EXPECT(rondo_column_size(statement, 3) == strlen("Ødegaard \"Ø\""));
    EXPECT(strcmp(rondo_column_json(statement, 3), "\"Ødegaard \\\"Ø\\\"\"") == 0);
    EXPECT(rondo_column_integer(statement, 3) == 0);
    EXPECT(rondo_column_type(statement, 4) == RONDO_NULL);
    EXPECT(rondo_column_text(statement, 4) == NULL);
    EXPECT(rondo_column_type(statement, 5) == RONDO_OTHER);
    EXPECT(strcmp(rondo_column_text(statement, 5), "2020-01-30") == 0);
    EXPECT(rondo_column_type(statement, 6) == RONDO_NULL);
    EXPECT(rondo_step(statement) == RONDO_ROW);
    EXPECT(rondo_column_integer(statement, 0) == 8);
    if (round == 0) {
      EXPECT(rondo_step(statement) == RONDO_DONE);
    } else {
      rondo_reset(statement);
    }
  }
  EXPECT(rondo_step(statement) == RONDO_ROW);
  rondo_finalize(statement);
}

static void check_failures(rondo_connection* connection) {
  rondo_statement* statement = NULL;
  EXPECT(rondo_prepare(connection, "MATCH (p:Player) RETURN q", &statement) == RONDO_FAILED);
  EXPECT(statement == NULL);
  EXPECT(strstr(rondo_message(connection), "unknown variable `q`") != NULL);
  EXPECT(strstr(rondo_message(connection), "^") != NULL);
  EXPECT(rondo_execute(connection, "RETURN 1") == RONDO_OK);
  EXPECT(strcmp(rondo_message(connection), "") == 0);
  pthread_t thread;
  EXPECT(pthread_create(&thread, NULL, interrupt_soon, connection) == 0);
  EXPECT(rondo_execute(connection,
                       "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y "
                       "WITH x + y AS z WHERE z < 0 RETURN count(z)") == RONDO_CANCELLED);
  pthread_join(thread, NULL);
  rondo_database* missing = NULL;
  char* message = NULL;
  EXPECT(rondo_open("no/such/folder", &missing, &message) == RONDO_STORE);
  EXPECT(missing == NULL && message != NULL && strstr(message, "no/such") != NULL);
  rondo_free(message);
  rondo_close(missing);
}

int main(void) {
  rondo_database* database = NULL;
  rondo_connection* connection = NULL;
  EXPECT(rondo_open(":memory:", &database, NULL) == RONDO_OK);
  EXPECT(rondo_connect(database, &connection) == RONDO_OK);
  EXPECT(rondo_load_article(connection,
                            "Defender Chris Smalling joined Roma on loan in August 2019.\n",
                            "2020-01-30") == RONDO_OK);
  rondo_statement* statement = NULL;
  EXPECT(rondo_prepare(connection,
                       "MATCH (p:Player)-[:loaned-to]->(:Club {name: $club}) RETURN p.name AS name",
                       &statement) == RONDO_OK);
  rondo_bind_text(statement, "club", "Roma");
  EXPECT(rondo_step(statement) == RONDO_ROW);
  EXPECT(strcmp(rondo_column_text(statement, 0), "Chris Smalling") == 0);
  EXPECT(rondo_step(statement) == RONDO_DONE);
  rondo_finalize(statement);
  check_values(connection);
  check_failures(connection);
  rondo_disconnect(connection);
  rondo_close(database);
  puts("all is well");
  return 0;
}
