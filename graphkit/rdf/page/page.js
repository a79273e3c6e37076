"use strict";

const element = (id) => document.getElementById(id);
const SHOWN = 1000; // rows; more than that nobody reads, and a browser is slow to lay out
const TABLE = "application/sparql-results+json";
const GRAPH = "text/turtle";
const NUMBERS = new Set(["integer", "decimal", "double", "float"]);
const OWN = "SELECT ?who ?role\nWHERE {\n  ?m a gk:Membership ;\n    org:member/rdfs:label ?who ;\n    gk:title ?role .\n}\nORDER BY ?who\nLIMIT 100";

let known = { queries: [], prefixes: {}, seconds: null };
let asking = null; // what stops the question that is under way
let asked = null; // the last question, for downloads

function chosen() {
  return known.queries.find((query) => query.name === element("named").value);
}

function edited() {
  const query = chosen();
  return query !== undefined && element("query").value !== query.sparql;
}

function parameters() {
  return Object.fromEntries([...document.querySelectorAll("#parameters input")].map((input) => [input.name, input.value]));
}

function showQuery(values = {}) {
  const query = chosen();
  element("description").textContent = query ? query.description : "";
  element("query").value = query ? query.sparql : OWN;
  element("parameters").replaceChildren(...(query ? query.parameters : []).map(([name, meaning]) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    label.textContent = meaning.charAt(0).toUpperCase() + meaning.slice(1);
    input.name = name;
    input.required = true;
    input.value = values[name] ?? "";
    label.append(input);
    return label;
  }));
  showHint();
}

function showHint() {
  const changed = edited();
  for (const input of document.querySelectorAll("#parameters input")) input.disabled = changed;
  const bind = changed && chosen().parameters.length > 0;
  element("query-hint").textContent = bind
    ? `You changed this query: give its values in it, as VALUES ?${chosen().parameters[0][0]} { "…" }.`
    : `Ctrl+Enter asks. Prefixes such as ${Object.keys(known.prefixes).slice(0, 3).map((name) => `${name}:`).join(", ")} need no declaration.`;
}

function question() {
  if (chosen() && !edited()) {
    const told = new URLSearchParams(parameters());
    return { address: `named/${encodeURIComponent(chosen().name)}?${told}`, options: {}, name: chosen().name, link: new URLSearchParams({ named: chosen().name, ...parameters() }) };
  }
  const sparql = element("query").value;
  return { address: "sparql", options: { method: "POST", headers: { "Content-Type": "application/sparql-query" }, body: sparql }, name: "result", link: new URLSearchParams({ query: sparql }) };
}

async function fetchAnswer(what, accept, signal) {
  const response = await fetch(what.address, { ...what.options, headers: { ...what.options.headers, Accept: accept }, signal });
  if (!response.ok) throw new Error((await response.text()).trim());
  return response;
}

async function ask() {
  if (asking) asking.abort();
  const what = question();
  const stopper = asking = new AbortController();
  const began = performance.now();
  showState({ status: "Asking …", busy: true });
  try {
    const response = await fetchAnswer(what, `${TABLE}, ${GRAPH}`, stopper.signal);
    const isTable = response.headers.get("Content-Type").startsWith(TABLE);
    const told = isTable ? await response.json() : await response.text();
    const seconds = ((performance.now() - began) / 1000).toFixed(2);
    asked = isTable ? what : null;
    history.replaceState(null, "", `?${what.link}`);
    if (isTable) showTable(told, seconds);
    else showText(told, seconds);
  } catch (error) {
    if (asking !== stopper) return;
    const stopped = error.name === "AbortError";
    showState({ status: stopped ? "Stopped." : "No answer.", error: stopped ? "" : error.message });
  } finally {
    if (asking === stopper) asking = null;
  }
}

// where the answer stands below the form, whoever asks wants to see it
function showAnswer() {
  if (element("status").getBoundingClientRect().top > innerHeight / 2) element("status").scrollIntoView();
}

function showState({ status, error = "", busy = false, result = null, downloads = false }) {
  element("status").textContent = status;
  element("error").textContent = error;
  element("error").hidden = !error;
  element("stop").hidden = !busy;
  element("downloads").hidden = !downloads;
  element("result").hidden = !result;
  element("result").replaceChildren(...(result ? [result] : []));
  element("result").scrollTop = 0;
}

function showText(text, seconds) {
  const pre = document.createElement("pre");
  pre.textContent = text;
  showState({ status: `A graph, in ${seconds} s`, result: pre });
}

function showTable(told, seconds) {
  if ("boolean" in told) {
    showState({ status: `${told.boolean ? "Yes" : "No"}, in ${seconds} s`, downloads: true });
    return;
  }
  const rows = told.results.bindings;
  const count = `${rows.length.toLocaleString("en")} ${rows.length === 1 ? "row" : "rows"} in ${seconds} s`;
  const numeric = new Set(told.head.vars.filter((name) => {
    const terms = rows.flatMap((row) => row[name] ?? []);
    return terms.length > 0 && terms.every(isNumber);
  }));
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const name of told.head.vars) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = name;
    if (numeric.has(name)) cell.className = "number";
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows.slice(0, SHOWN)) {
    const line = body.insertRow();
    for (const name of told.head.vars) fill(line.insertCell(), row[name], numeric.has(name));
  }
  const more = rows.length > SHOWN ? `; the first ${SHOWN.toLocaleString("en")} are shown, a download has all` : "";
  showState({ status: count + more, result: rows.length ? table : null, downloads: true });
}

function datatype(term) {
  return (term.datatype ?? "").startsWith(known.prefixes.xsd) ? term.datatype.slice(known.prefixes.xsd.length) : "";
}

function isNumber(term) {
  return NUMBERS.has(datatype(term));
}

function fill(cell, term, numeric) {
  if (!term) return;
  if (term.type !== "uri") {
    cell.textContent = term.type === "bnode" ? `_:${term.value}` : term.value;
    if (numeric) cell.className = "number";
    else if (datatype(term).startsWith("date")) cell.className = "date";
    return;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "iri";
  button.textContent = shortened(term.value);
  button.title = `${term.value}\nShow what is said of it`;
  button.addEventListener("click", () => showNode(term.value));
  cell.append(button);
}

function shortened(iri) {
  for (const [name, start] of Object.entries(known.prefixes)) {
    if (iri.startsWith(start) && iri.length > start.length) return `${name}:${iri.slice(start.length)}`;
  }
  const parts = iri.split("/");
  return parts.length > 4 ? parts.slice(-2).join("/") : iri;
}

function showNode(iri) {
  element("named").value = "";
  showQuery();
  // an IRI in a result holds none of the characters that would end it here
  element("query").value = `SELECT ?property ?value ?label\nWHERE {\n  <${iri}> ?property ?value .\n  OPTIONAL { ?value rdfs:label ?label }\n}\nORDER BY ?property ?value`;
  ask().then(showAnswer);
}

async function download(button) {
  if (!asked) return;
  try {
    const response = await fetchAnswer(asked, button.dataset.accept);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = `${asked.name}.${button.dataset.ending}`;
    link.click();
    URL.revokeObjectURL(link.href);
  } catch (error) {
    showState({ status: "No download.", error: error.message });
  }
}

async function begin() {
  known = await (await fetch("queries.json")).json();
  document.title = `${known.title} – graphkit`;
  element("source").textContent = known.title;
  element("endpoint").textContent = new URL("sparql", location.href).href;
  for (const query of known.queries) element("named").append(new Option(query.title, query.name));
  const link = new URLSearchParams(location.search);
  element("named").value = link.get("named") ?? (link.has("query") ? "" : "who-met");
  showQuery(Object.fromEntries(link));
  if (link.has("query")) element("query").value = link.get("query");
  showHint();
  if (link.has("query") || (chosen() && chosen().parameters.every(([name]) => link.has(name)))) ask();
}

element("named").addEventListener("change", () => showQuery());
element("query").addEventListener("input", showHint);
element("query").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) element("form").requestSubmit();
});
element("form").addEventListener("submit", (event) => {
  event.preventDefault();
  ask().then(showAnswer);
});
element("stop").addEventListener("click", () => asking && asking.abort());
for (const button of document.querySelectorAll("#downloads button")) button.addEventListener("click", () => download(button));
begin();
