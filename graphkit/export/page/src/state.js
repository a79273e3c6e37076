// What is chosen and what is left out: one object, kept in the address so that a link shows the same.

import { dayOf, isoOf } from "./words.js";
import { fold } from "./dom.js";
import { ties } from "./graph.js";

export function blankState() {
  return { view: "network", chosen: null, kinds: new Set(), statuses: new Set(), types: new Set(), from: null, to: null, undated: true, sources: 1, lone: false };
}

export const filtered = (state) =>
  state.kinds.size + state.statuses.size + state.types.size > 0 || state.from !== null || state.to !== null || !state.undated || state.sources > 1;

function inTime(event, state) {
  if (event.from === null) return state.undated;
  return (state.to === null || event.from <= state.to) && (state.from === null || event.to >= state.from);
}

// the sets of a state name what is left out
const TESTS = {
  kinds: (event, state) => !state.kinds.has(event.kind),
  statuses: (event, state) => !state.statuses.has(event.status),
  time: inTime,
  sources: (event, state) => event.sources >= state.sources,
  types: (event, state, graph) => state.types.size === 0 || event.parties.some((party) => !state.types.has(graph.names[party].kind)),
};

function passes(event, state, graph, without) {
  for (const name in TESTS) if (name !== without && !TESTS[name](event, state, graph)) return false;
  return true;
}

// what is shown: events, pairs with the events that are shown of them, names; and counts for each choice
export function look(graph, state) {
  const events = graph.events.filter((event) => passes(event, state, graph));
  const shown = new Set(events);
  const pairs = new Map();
  const tied = new Set();
  const named = new Set();
  for (const event of events) {
    for (const party of event.parties) if (!state.types.has(graph.names[party].kind)) named.add(party);
    if (event.line === null) continue;
    for (let [from, to] of ties(event)) {
      if (state.types.has(graph.names[from].kind) || state.types.has(graph.names[to].kind)) continue;
      if (!graph.pairs.has(`${from}>${to}>${event.line}`)) [from, to] = [to, from];
      const key = `${from}>${to}>${event.line}`;
      if (!pairs.has(key)) pairs.set(key, []);
      pairs.get(key).push(event);
      tied.add(from).add(to);
    }
  }
  return { events, shown, pairs, tied, named, counts: counts(graph, state) };
}

function counts(graph, state) {
  const found = { kinds: {}, statuses: {}, types: {}, starts: [], undated: 0 };
  const parties = new Set();
  for (const event of graph.events) {
    if (passes(event, state, graph, "kinds")) found.kinds[event.kind] = (found.kinds[event.kind] ?? 0) + 1;
    if (passes(event, state, graph, "statuses")) found.statuses[event.status] = (found.statuses[event.status] ?? 0) + 1;
    if (passes(event, state, graph, "types")) for (const party of event.parties) parties.add(party);
    if (passes(event, state, graph, "time")) {
      if (event.start === null) found.undated += 1;
      else found.starts.push(event);
    }
  }
  for (const party of parties) found.types[graph.names[party].kind] = (found.types[graph.names[party].kind] ?? 0) + 1;
  return found;
}

// An id is of one file, a name outlives a new build: links tell the name wherever only one bears it.
function tell(graph, index) {
  const { name, id } = graph.names[index];
  return graph.names.filter((other) => other.name === name).length === 1 ? name : id;
}

export function findName(graph, told) {
  const exact = graph.byId.get(told) ?? graph.names.find((name) => name.name === told);
  if (exact) return exact.index;
  const folded = fold(told);
  const alike = graph.names.filter((name) => name.folded.includes(folded));
  return alike.length ? alike.sort((a, b) => b.mentions - a.mentions)[0].index : null;
}

function tellEvent(graph, event) {
  const [document, start] = graph.passages[event.evidence[0].passage];
  const same = eventsAt(graph, event.kind, document, start);
  return [event.kind, start, same.indexOf(event), graph.documents[document].id].join(",");
}

function eventsAt(graph, kind, document, start) {
  return graph.events.filter((event) => {
    if (event.kind !== kind || !event.evidence.length) return false;
    const passage = graph.passages[event.evidence[0].passage];
    return passage[0] === document && passage[1] === start;
  });
}

function findEvent(graph, told) {
  const [kind, start, number, ...rest] = told.split(",");
  const document = graph.documents.findIndex((one) => one.id === rest.join(","));
  return eventsAt(graph, kind, document, Number(start))[Number(number)] ?? null;
}

export function toAddress(graph, state, first) {
  const told = new URLSearchParams();
  const { chosen } = state;
  if (state.view !== first) told.set("view", state.view);
  if (chosen?.type === "name") told.set("entity", tell(graph, chosen.name));
  if (chosen?.type === "pair") for (const name of chosen.names) told.append("pair", tell(graph, name));
  if (chosen?.type === "event") told.set("event", tellEvent(graph, chosen.event));
  for (const key of ["kinds", "statuses", "types"]) for (const value of [...state[key]].sort()) told.append(`without-${key}`, value);
  if (state.from !== null) told.set("from", isoOf(state.from));
  if (state.to !== null) told.set("to", isoOf(state.to));
  if (!state.undated) told.set("undated", "no");
  if (state.sources > 1) told.set("sources", state.sources);
  if (state.lone) told.set("lone", "yes");
  const text = told.toString();
  return text ? `#${text}` : "";
}

export function fromAddress(graph, hash, first) {
  const told = new URLSearchParams(hash.replace(/^#/, ""));
  const state = { ...blankState(), view: first };
  if (["network", "timeline", "table"].includes(told.get("view"))) state.view = told.get("view");
  for (const key of ["kinds", "statuses", "types"]) state[key] = new Set(told.getAll(`without-${key}`));
  for (const key of ["from", "to"]) if (/^\d{4}-\d{2}-\d{2}$/.test(told.get(key) ?? "") && Number.isFinite(dayOf(told.get(key)))) state[key] = dayOf(told.get(key));
  state.undated = told.get("undated") !== "no";
  state.sources = Math.max(1, Number.parseInt(told.get("sources") ?? "1", 10) || 1);
  state.lone = told.get("lone") === "yes";
  const pair = told.getAll("pair").map((name) => findName(graph, name));
  const name = told.has("entity") ? findName(graph, told.get("entity")) : null;
  const event = told.has("event") ? findEvent(graph, told.get("event")) : null;
  if (name !== null) state.chosen = { type: "name", name };
  else if (pair.length === 2 && !pair.includes(null)) state.chosen = { type: "pair", names: pair };
  else if (event) state.chosen = { type: "event", event };
  state.unknown = told.has("entity") && name === null ? told.get("entity") : null;
  return state;
}
