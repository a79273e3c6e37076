// The graph as the page holds it: events with numbers for days, names with what they take part in.

import { LISTED_ONLY, STATUSES, dayOf, lines } from "./words.js";
import { fold } from "./dom.js";

export function readGraph(text) {
  const told = JSON.parse(text);
  const graph = { title: told.title, madeBy: told.made_by, documents: told.documents, relations: told.relations ?? {}, passages: told.passages };
  graph.lines = lines(graph.relations);
  graph.names = told.entities.map((entity, index) => ({
    spellings: [], stand_ins: [], ids: [], documents: [], ...entity, index, events: [],
    kind: entity.type === "Place" && entity.finer === "country" ? "Country" : entity.type,
  }));
  for (const name of graph.names) name.folded = [name.name, ...name.spellings].map(fold);
  graph.events = told.events.map((event, index) => readEvent(event, index));
  for (const event of graph.events) for (const party of new Set([...event.parties, ...event.places])) graph.names[party].events.push(event);
  graph.byId = new Map(graph.names.map((name) => [name.id, name]));
  graph.pairs = pairsOf(graph.events);
  return graph;
}

function readEvent(told, index) {
  const event = { who: [], whom: [], places: [], via: [], evidence: [], sources: 0, confidence: undefined, ...told, index };
  event.parties = [...new Set([...event.who, ...event.whom])];
  const date = event.date ?? event.since ?? event.until;
  const [since, until] = event.kind === "role" ? [event.since, event.until] : [event.date, event.date];
  event.start = date?.first ? dayOf(date.first) : null;
  event.from = since?.first ? dayOf(since.first) : until?.first ? -Infinity : null;
  event.to = until?.last ? dayOf(until.last) : since?.first ? Infinity : null;
  event.line = lineOf(event);
  return event;
}

function lineOf(event) {
  if (LISTED_ONLY.has(event.status) || !(event.status in STATUSES)) return null;
  if (event.kind === "meeting") return event.status === "planned" ? "plans" : "met";
  return ["pledge", "role"].includes(event.kind) || event.status === "occurred" ? event.kind : null;
}

export const mutual = (event) => event.kind === "meeting" || event.symmetric === true;

// the pairs that an event ties, each as [from, to]
export function ties(event) {
  const found = [];
  if (event.kind === "meeting") {
    for (let a = 0; a < event.who.length; a++) for (let b = a + 1; b < event.who.length; b++) found.push([event.who[a], event.who[b]]);
  } else {
    for (const a of event.who) for (const b of event.whom) if (a !== b) found.push([a, b]);
  }
  return found;
}

// one edge for each pair and line, with all its events
function pairsOf(events) {
  const found = new Map();
  for (const event of events) {
    if (event.line === null) continue;
    for (let [from, to] of ties(event)) {
      if (mutual(event) && from > to) [from, to] = [to, from];
      const key = `${from}>${to}>${event.line}`;
      if (!found.has(key)) found.set(key, { key, from, to, line: event.line, mutual: mutual(event), events: [] });
      found.get(key).events.push(event);
    }
  }
  return found;
}

// how many sources some articles are: near copies of one count as one
export const sourcesOf = (graph, documents) => new Set([...documents].map((document) => graph.documents[document].copy_of ?? document)).size;

export const between = (graph, one, other) =>
  graph.names[one].events.filter((event) => event.parties.includes(one) && event.parties.includes(other));

export function nameOf(graph, index) {
  return graph.names[index].name;
}

// a short sentence for an event
export function sentence(graph, event) {
  const list = (indices, most = 4) => {
    const names = indices.slice(0, most).map((index) => nameOf(graph, index));
    if (indices.length > most) names.push(`${indices.length - most} more`);
    return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names.join("");
  };
  const who = list(event.who);
  const whom = list(event.whom);
  if (event.kind === "meeting") {
    const one = event.who.length === 1;
    const called = event.mode === "phone";
    const [meeting, meet, met] = called ? ["call", "speak", "spoke"] : ["meeting", "meet", "met"];
    const words = {
      occurred: one ? `held a ${meeting}` : met, planned: one ? `plans a ${meeting}` : `plan to ${meet}`,
      denied: one ? `did not hold a ${meeting}` : `did not ${meet}`, hypothetical: one ? `may hold a ${meeting}` : `may ${meet}`,
    };
    return `${who} ${words[event.status] ?? met}`;
  }
  if (event.kind === "pledge") {
    const words = { made: "promised", denied: "did not promise", hypothetical: "may promise" };
    return `${who} ${words[event.status] ?? "promised"} ${whom ? `${whom} ` : ""}${event.content && event.content !== whom ? event.content : (event.amount ?? "something")}`;
  }
  if (event.kind === "role") return `${who}, ${[event.content, whom].filter(Boolean).join(", ")}`;
  const words = { planned: "plans: ", denied: "denied: ", hypothetical: "possibly: " };
  return `${words[event.status] ?? ""}${who} ${graph.relations[event.kind] ?? event.kind} ${whom}`;
}
