# Script: exports a graph as Parquet and compares what DuckDB reads in it. RONDO: the program; WORK: a folder;
# READERS: where the tests' packages are installed; HERE: this folder.
find_program(NODE node)
file(MAKE_DIRECTORY "${WORK}")
if(NOT NODE OR NOT EXISTS "${READERS}/node_modules/@duckdb/node-api")
  message(STATUS "SKIPPED: there is no node, or npm could not install @duckdb/node-api")
  return()
endif()
file(REMOVE_RECURSE "${WORK}/graph.db" "${WORK}/dump")
execute_process(COMMAND "${RONDO}" query "${WORK}/graph.db" --file "${HERE}/parquet_graph.cypher" COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${RONDO}" export "${WORK}/graph.db" --all --format parquet -o "${WORK}/dump" COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${NODE}" "${HERE}/read_parquet.mjs" "${READERS}" "${WORK}/dump/nodes.parquet" "${WORK}/dump/edges.parquet"
                OUTPUT_VARIABLE read COMMAND_ERROR_IS_FATAL ANY)
file(READ "${HERE}/parquet_expected.txt" expected)
if(NOT read STREQUAL expected)
  message(FATAL_ERROR "DuckDB reads:\n${read}\nexpected:\n${expected}")
endif()
