// Answers questions with comunica: JSON lines {data, query} on standard input, one JSON list of rows a line on standard output.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(`${process.argv[2]}/`));
const { QueryEngineFactory } = require("@comunica/query-sparql-file");
const engine = await new QueryEngineFactory().create();
for await (const line of createInterface({ input: process.stdin })) {
  const { data, query } = JSON.parse(line);
  try {
    const result = await engine.query(query, { sources: [{ type: "file", value: data }] });
    const columns = (await result.metadata()).variables.map((entry) => (entry.variable ?? entry).value);
    const bindings = await (await result.execute()).toArray();
    const rows = bindings.map((row) => columns.map((name) => row.get(name)?.value ?? null));
    console.log(JSON.stringify({ columns, rows }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
