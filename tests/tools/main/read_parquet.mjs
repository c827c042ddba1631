// Prints what DuckDB reads in two Parquet files, one JSON line a row. Arguments: folder of DuckDB's package, nodes, edges.
import { createRequire } from "node:module";
import process from "node:process";

const [packages, nodes, edges] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(packages + "/")("@duckdb/node-api");
const connection = await (await DuckDBInstance.create(":memory:")).connect();
const print = async (query) => {
  const reader = await connection.runAndReadAll(query);
  for (const row of reader.getRowObjectsJson()) {
    console.log(JSON.stringify(row));
  }
};
await print(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '${nodes}')`);
await print(`SELECT * FROM '${nodes}' ORDER BY ":ID"`);
await print(`SELECT * FROM '${edges}'`);
