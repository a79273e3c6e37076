// Prints what graphology reads of each GEXF or GraphML file, as one JSON object a line: {nodes: {id: attributes}, edges}.
// Called as: node graphology.mjs FOLDER FILE..., where FOLDER/node_modules holds graphology, graphology-gexf and -graphml.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${folder}/`));
const { DOMParser } = require("@xmldom/xmldom");
const Graph = require("graphology");
// graphology asks for a browser's parser and checks against its class
const Document = new DOMParser().parseFromString("<a/>", "text/xml").constructor;
Object.assign(globalThis, { DOMParser, Document });
const parsers = { gexf: require("graphology-gexf"), graphml: require("graphology-graphml") };

for (const file of files) {
  const graph = parsers[file.split(".").pop()].parse(Graph, readFileSync(file, "utf8"));
  const nodes = Object.fromEntries(graph.mapNodes((node, data) => [node, data]));
  const edges = graph.mapEdges((edge, data, source, target) => ({ id: edge, source, target, data }));
  console.log(JSON.stringify({ nodes, edges }));
}
