// read.mjs PACKAGES FORMAT: prints what a program that is not ours reads in the text on standard input, as JSON.
// PACKAGES is the folder in which package.json was installed. With `check` for FORMAT: whether all packages are there.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import process from "node:process";

const [packages, format, ...paths] = process.argv.slice(2);
const load = createRequire(packages + "/");
const input = () => readFileSync(0, "utf8");

const readers = {
  check() {
    const names = Object.keys(JSON.parse(readFileSync(packages + "/package.json", "utf8")).dependencies);
    names.filter((name) => name !== "graphology-types").forEach((name) => load(name));
    return names;
  },

  gexf() {
    const { MultiDirectedGraph } = load("graphology");
    const graph = load("graphology-gexf").parse(MultiDirectedGraph, input());
    return {
      nodes: graph.mapNodes((id, attributes) => ({ id, ...attributes })),
      edges: graph.mapEdges((id, attributes, source, target) => ({ id, source, target, ...attributes })),
    };
  },

  cytoscape() {
    const { data, elements } = JSON.parse(input());
    const core = load("cytoscape")({ headless: true, data, elements });
    return {
      title: core.data("name"),
      nodes: core.nodes().map((node) => node.data()),
      edges: core.edges().map((edge) => edge.data()),
    };
  },

  // The names of nodes, the triples between nodes, and how many quads there are in all.
  rdf(type) {
    const { Store } = load("oxigraph");
    const store = new Store();
    store.load(input(), { format: type });
    const query = (text) => store.query(text, { use_default_graph_as_union: true })
      .map((row) => Object.fromEntries([...row].map(([name, term]) => [name, term.value])));
    return {
      size: store.size,
      names: query("SELECT ?node ?name { ?node <urn:rondo:property:name> ?name }"),
      edges: query(`SELECT DISTINCT ?start ?type ?end { ?start ?type ?end
        FILTER(STRSTARTS(STR(?type), "urn:rondo:type:") && STRSTARTS(STR(?start), "urn:rondo:node:")) }`),
      notes: query("SELECT ?edge ?note { ?edge <urn:rondo:property:note> ?note }"),
      graphs: query("SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } }").map((row) => row.graph),
    };
  },
  turtle: () => readers.rdf("text/turtle"),
  nquads: () => readers.rdf("application/n-quads"),

  // Every string of the script as the parser of Neo4j's editors finds it, and what that complains of. Constraints and
  // indexes, a line each, are younger than that parser.
  cypher() {
    const escapes = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
    const valueOf = (literal) => literal.slice(1, -1).replace(/\\(u[0-9A-Fa-f]{4}|.)/g, (_, escape) =>
      escape.length > 1 ? String.fromCharCode(parseInt(escape.slice(1), 16)) : escapes[escape] ?? escape);
    const { CypherEditorSupport } = load("@neo4j-cypher/editor-support");
    const text = input().replace(/^(CREATE|DROP) (CONSTRAINT|INDEX) .*;$/gm, "").replace(/;\s*$/, "");
    const strings = [];
    const maps = [];
    const walk = (node) => {
      const name = node.constructor.name;
      if (name === "StringLiteralContext") strings.push(valueOf(node.getText()));
      if (name === "MapLiteralContext") maps.push(node.getText());
      (node.children || []).forEach(walk);
    };
    const { parseTree, parseErrors } = new CypherEditorSupport(text);
    walk(parseTree);
    return { strings, map_count: maps.length, errors: parseErrors };
  },

  // The texts of the headings of the first level, and how many there are of every kind of part.
  markdown() {
    const { Parser } = load("commonmark");
    const walker = new Parser().parse(input()).walker();
    const titles = [];
    const counts = {};
    let text = "";
    for (let event = walker.next(); event; event = walker.next()) {
      const { node, entering } = event;
      if (entering) counts[node.type] = (counts[node.type] ?? 0) + 1;
      if (node.type === "heading" && entering) text = "";
      else if (node.type === "heading" && node.level === 1) titles.push(text);
      else if (entering && node.literal !== null) text += node.literal;
    }
    return { titles, counts };
  },

  // The rows of Parquet files.
  async parquet() {
    const { DuckDBInstance } = load("@duckdb/node-api");
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const rows = async (path, order) =>
      (await connection.runAndReadAll(`SELECT * FROM read_parquet('${path}') ORDER BY "${order}"`)).getRowObjectsJson();
    return { nodes: await rows(paths[0], ":ID"), edges: await rows(paths[1], ":START_ID") };
  },

  // The same rows in neo4j-admin's tables.
  async csv() {
    const { DuckDBInstance } = load("@duckdb/node-api");
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const rows = async (path) =>
      (await connection.runAndReadAll(
        `SELECT * FROM read_csv('${path}', all_varchar = true, header = true, strict_mode = true)`)).getRowObjectsJson();
    return { nodes: await rows(paths[0]), edges: await rows(paths[1]) };
  },
};

if (!Object.hasOwn(readers, format)) {
  console.error(`no reader for \`${format}\`: one of ${Object.keys(readers).join(", ")}`);
  process.exit(2);
}
console.log(JSON.stringify(await readers[format]()));
