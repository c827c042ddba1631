// node lsqb_peers.mjs FOLDER SCALE [RUNS]: the nine queries of the Labelled Subgraph Query Benchmark
// with Kuzu and DuckDB, prepared once and run RUNS times (9 unless said), in memory. Prints the
// lines that rondo_lsqb prints. The packages stand in the folder RONDO_PEERS; lsqb_peers.sh puts
// them there.

import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const [folder, scale, runs = '9'] = process.argv.slice(2);
if (scale === undefined) {
  console.error('usage: node lsqb_peers.mjs FOLDER SCALE [RUNS]');
  process.exit(2);
}
const require = createRequire(join(process.env.RONDO_PEERS ?? '.', 'package.json'));
const data = join(folder, 'data', `social-network-sf${scale}-projected-fk`);
const tables = readdirSync(data).map((file) => file.replace('.csv', ''));
const nodeTables = tables.filter((table) => !table.includes('_'));
const edgeTables = tables.filter((table) => table.includes('_'));
const file = (table) => join(data, `${table}.csv`);

async function measure(peer, queries, run) {
  for (const [index, query] of queries.entries()) {
    const runQuery = await run(query);
    const times = [];
    let count;
    for (let turn = 0; turn < Number(runs); ++turn) {
      const began = performance.now();
      count = await runQuery();
      times.push(performance.now() - began);
    }
    times.sort((a, b) => a - b);
    console.log(
      `{"peer":"${peer}","query":${index + 1},"count":${count},` +
        `"min_ms":${times[0].toFixed(3)},"median_ms":${times[times.length >> 1].toFixed(3)}}`,
    );
  }
}

// ---------------------------------------------------------------- Kuzu

const messageTag = 'Comment_hasTag_Tag|Post_hasTag_Tag';
const messageCreator = 'Comment_hasCreator_Person|Post_hasCreator_Person';
const likes = 'Person_likes_Comment|Person_likes_Post';
const replyOf = 'Comment_replyOf_Comment|Comment_replyOf_Post';
const knows = 'Person_knows_Person';
const kuzuQueries = [
  `MATCH (:Country)<-[:City_isPartOf_Country]-(:City)<-[:Person_isLocatedIn_City]-(:Person)
     <-[:Forum_hasMember_Person]-(:Forum)-[:Forum_containerOf_Post]->(:Post)
     <-[:Comment_replyOf_Post]-(:Comment)-[:Comment_hasTag_Tag]->(:Tag)
     -[:Tag_hasType_TagClass]->(:TagClass) RETURN count(*) AS count`,
  `MATCH (a:Person)-[:${knows}]-(b:Person), (a)<-[:Comment_hasCreator_Person]-(c:Comment)
     -[:Comment_replyOf_Post]->(:Post)-[:Post_hasCreator_Person]->(b) RETURN count(*) AS count`,
  `MATCH (country:Country)
   MATCH (a:Person)-[:Person_isLocatedIn_City]->(:City)-[:City_isPartOf_Country]->(country)
   MATCH (b:Person)-[:Person_isLocatedIn_City]->(:City)-[:City_isPartOf_Country]->(country)
   MATCH (c:Person)-[:Person_isLocatedIn_City]->(:City)-[:City_isPartOf_Country]->(country)
   MATCH (a)-[:${knows}]-(b)-[:${knows}]-(c)-[:${knows}]-(a) RETURN count(*) AS count`,
  `MATCH (:Tag)<-[:${messageTag}]-(m:Comment:Post)-[:${messageCreator}]->(:Person),
     (m)<-[:${likes}]-(:Person), (m)<-[:${replyOf}]-(:Comment) RETURN count(*) AS count`,
  `MATCH (t:Tag)<-[:${messageTag}]-(m:Comment:Post)<-[:${replyOf}]-(:Comment)
     -[:Comment_hasTag_Tag]->(u:Tag) WHERE id(t) <> id(u) RETURN count(*) AS count`,
  `MATCH (a:Person)-[:${knows}]-(:Person)-[:${knows}]-(c:Person)-[:Person_hasInterest_Tag]->(:Tag)
   WHERE id(a) <> id(c) RETURN count(*) AS count`,
  `MATCH (:Tag)<-[:${messageTag}]-(m:Comment:Post)-[:${messageCreator}]->(:Person)
   OPTIONAL MATCH (m)<-[:${likes}]-(l:Person)
   OPTIONAL MATCH (m)<-[:${replyOf}]-(c:Comment) RETURN count(*) AS count`,
  `MATCH (t:Tag)<-[:${messageTag}]-(m:Comment:Post)<-[:${replyOf}]-(c:Comment)
     -[:Comment_hasTag_Tag]->(u:Tag)
   WHERE id(t) <> id(u) AND NOT EXISTS { MATCH (c)-[:Comment_hasTag_Tag]->(t) }
   RETURN count(*) AS count`,
  `MATCH (a:Person)-[:${knows}]-(:Person)-[:${knows}]-(c:Person)-[:Person_hasInterest_Tag]->(:Tag)
   WHERE id(a) <> id(c) AND NOT EXISTS { MATCH (a)-[:${knows}]-(c) } RETURN count(*) AS count`,
];

async function measureKuzu() {
  const kuzu = require('kuzu');
  const database = new kuzu.Database(':memory:');
  const connection = new kuzu.Connection(database);
  const run = async (text) => (await connection.query(text)).close();
  for (const table of nodeTables) {
    await run(`CREATE NODE TABLE ${table}(id INT64, PRIMARY KEY(id))`);
    await run(`COPY ${table} FROM "${file(table)}" (header=true)`);
  }
  for (const table of edgeTables) {
    const [from, , to] = table.split('_');
    await run(`CREATE REL TABLE ${table}(FROM ${from} TO ${to})`);
    await run(`COPY ${table} FROM "${file(table)}" (header=true, delim="|")`);
  }
  await measure('kuzu', kuzuQueries, async (text) => {
    const statement = await connection.prepare(text);
    if (!statement.isSuccess()) throw new Error(statement.getErrorMessage());
    return async () => {
      const result = await connection.execute(statement);
      const [row] = await result.getAll();
      result.close();
      return Number(row.count);
    };
  });
}

// ---------------------------------------------------------------- DuckDB

const sqlQueries = [
  `SELECT count(*) FROM City_isPartOf_Country a JOIN Person_isLocatedIn_City b ON b.t = a.s
   JOIN Forum_hasMember_Person c ON c.t = b.s JOIN Forum_containerOf_Post d ON d.s = c.s
   JOIN Comment_replyOf_Post e ON e.t = d.t JOIN Comment_hasTag_Tag f ON f.s = e.s
   JOIN Tag_hasType_TagClass g ON g.s = f.t`,
  `SELECT count(*) FROM knows k JOIN Comment_hasCreator_Person c ON c.t = k.s
   JOIN Comment_replyOf_Post r ON r.s = c.s
   JOIN Post_hasCreator_Person p ON p.s = r.t AND p.t = k.t`,
  `WITH home AS (SELECT p.s AS person, c.t AS country FROM Person_isLocatedIn_City p
                 JOIN City_isPartOf_Country c ON c.s = p.t)
   SELECT count(*) FROM home a JOIN knows k ON k.s = a.person
   JOIN home b ON b.person = k.t AND b.country = a.country JOIN knows l ON l.s = b.person
   JOIN home c ON c.person = l.t AND c.country = a.country
   JOIN knows m ON m.s = c.person AND m.t = a.person`,
  `SELECT count(*) FROM hasTag t JOIN hasCreator c ON c.s = t.s JOIN likes l ON l.t = t.s
   JOIN replyOf r ON r.t = t.s`,
  `SELECT count(*) FROM hasTag t JOIN replyOf r ON r.t = t.s
   JOIN Comment_hasTag_Tag u ON u.s = r.s WHERE t.t <> u.t`,
  `SELECT count(*) FROM knows k JOIN knows l ON l.s = k.t
   JOIN Person_hasInterest_Tag i ON i.s = l.t WHERE k.s <> l.t`,
  `SELECT count(*) FROM hasTag t JOIN hasCreator c ON c.s = t.s LEFT JOIN likes l ON l.t = t.s
   LEFT JOIN replyOf r ON r.t = t.s`,
  `SELECT count(*) FROM hasTag t JOIN replyOf r ON r.t = t.s
   JOIN Comment_hasTag_Tag u ON u.s = r.s
   LEFT JOIN Comment_hasTag_Tag v ON v.s = r.s AND v.t = t.t WHERE t.t <> u.t AND v.s IS NULL`,
  `SELECT count(*) FROM knows k JOIN knows l ON l.s = k.t
   JOIN Person_hasInterest_Tag i ON i.s = l.t LEFT JOIN knows m ON m.s = k.s AND m.t = l.t
   WHERE k.s <> l.t AND m.s IS NULL`,
];

async function measureDuckDb() {
  const { DuckDBInstance } = require('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const table of edgeTables) {
    await connection.run(
      `CREATE TABLE ${table} AS SELECT * FROM read_csv('${file(table)}', delim='|', header=false,
         skip=1, columns={'s': 'BIGINT', 't': 'BIGINT'})`,
    );
  }
  const both = (name, left, right) =>
    connection.run(`CREATE TABLE ${name} AS SELECT * FROM ${left} UNION ALL SELECT * FROM ${right}`);
  await both('hasTag', 'Comment_hasTag_Tag', 'Post_hasTag_Tag');
  await both('hasCreator', 'Comment_hasCreator_Person', 'Post_hasCreator_Person');
  await both('likes', 'Person_likes_Comment', 'Person_likes_Post');
  await both('replyOf', 'Comment_replyOf_Comment', 'Comment_replyOf_Post');
  await both('knows', 'Person_knows_Person', '(SELECT t AS s, s AS t FROM Person_knows_Person)');
  await measure('duckdb', sqlQueries, async (text) => {
    const statement = await connection.prepare(text);
    return async () => {
      const reader = await statement.runAndReadAll();
      return Number(reader.getRows()[0][0]);
    };
  });
}

await measureKuzu();
await measureDuckDb();
process.exit(0);
