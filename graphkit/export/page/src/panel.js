// What is known of the chosen name, pair or event, each with its sentences.

import { $, button, el, many, parts, webAddress } from "./dom.js";
import { between, nameOf, sentence, sourcesOf } from "./graph.js";
import { LISTED_ONLY, STATUSES, TYPES, sayDate } from "./words.js";

const FIRST = 25; // events and neighbours shown at once
const MODES = { in_person: "in person", phone: "by phone or video" };
const ADDRESSES = { wikidata: (id) => `https://www.wikidata.org/wiki/${encodeURIComponent(id)}` };

export class Panel {
  constructor(graph, { choose, show, link }) {
    this.graph = graph;
    this.choose = choose;
    this.showAll = show;
    this.link = link;
  }

  show(state, look) {
    const { chosen } = state;
    const panel = $("panel");
    document.body.classList.toggle("with-panel", chosen !== null);
    panel.hidden = chosen === null;
    if (chosen === null) return;
    this.look = look;
    const same = JSON.stringify([chosen.type, chosen.name, chosen.names, chosen.event?.index]);
    const top = same === this.last ? panel.scrollTop : 0;
    this.last = same;
    const told = { name: () => this.name(chosen.name), pair: () => this.pair(chosen.names), event: () => this.event(chosen.event) }[chosen.type]();
    panel.replaceChildren(el("div", { class: "panel-tools" },
      button("Copy link", { class: "link", onclick: (event) => this.copy(event.target) }),
      button("×", { class: "icon", "aria-label": "Close details", title: "Close (Esc)", onclick: () => this.choose(null) })), ...parts(told));
    panel.scrollTop = top;
  }

  async copy(target) {
    try {
      await navigator.clipboard.writeText(this.link());
      target.textContent = "Copied";
    } catch {
      target.textContent = "Copy it from the address bar";
    }
  }

  name(index) {
    const name = this.graph.names[index];
    const events = name.events;
    const copies = name.documents.length - sourcesOf(this.graph, name.documents);
    const others = events.filter((event) => event.kind !== "role");
    const roles = events.filter((event) => event.kind === "role");
    return [
      el("p", { class: "kicker" }, el("span", { class: `dot type-${name.kind}` }), TYPES[name.kind].one, name.finer && name.kind !== "Country" ? ` · ${name.finer.replaceAll("_", " ")}` : ""),
      el("h2", {}, name.name),
      el("p", { class: "soft" }, `${many(name.mentions, "mention")} in ${many(name.documents.length, "article")}${copies ? ` (${copies} of them copies)` : ""}`, this.ids(name)),
      name.spellings.length > 0 && el("p", { class: "soft" }, "Also written ", this.words(name.spellings, 6)),
      name.stand_ins.length > 0 && el("p", { class: "soft" }, "Stood for by ", this.words(name.stand_ins, 3)),
      this.neighbours(index),
      this.list("Positions", roles),
      this.list("Meetings, pledges and more", others),
      events.length === 0 && [el("p", { class: "hint" }, "Only mentioned: no sentence tells of a meeting, pledge or position."), el("h3", {}, "Articles"), el("ul", { class: "articles" }, name.documents.slice(0, FIRST).map((document) => el("li", {}, this.article(document))))],
    ];
  }

  ids(name) {
    return name.ids.filter(([scheme]) => ADDRESSES[scheme]).map(([scheme, id]) => [" · ", el("a", { href: ADDRESSES[scheme](id), target: "_blank", rel: "noopener noreferrer" }, `Wikidata ${id}`)]);
  }

  words(words, most) {
    const shown = words.slice(0, most).map((word, n) => [n ? ", " : "", el("q", {}, word)]);
    return [shown, words.length > most ? ` and ${words.length - most} more` : ""];
  }

  pair([one, other]) {
    const link = (index) => button(nameOf(this.graph, index), { class: "name", onclick: () => this.choose({ type: "name", name: index }) });
    const events = between(this.graph, one, other);
    return [el("p", { class: "kicker" }, "Between two"), el("h2", { class: "pair" }, link(one), el("span", { "aria-hidden": "true" }, "–"), link(other)), this.list("", events)];
  }

  event(event) {
    return [el("p", { class: "kicker" }, this.kind(event)), this.card(event, { heading: "h2", whole: true })];
  }

  kind(event) {
    return { meeting: "Meeting", pledge: "Pledge", role: "Position" }[event.kind] ?? this.graph.relations[event.kind] ?? event.kind;
  }

  neighbours(index) {
    const found = new Map();
    for (const [key, events] of this.look.pairs) {
      const pair = this.graph.pairs.get(key);
      if (pair.from !== index && pair.to !== index) continue;
      const other = pair.from === index ? pair.to : pair.from;
      if (!found.has(other)) found.set(other, []);
      found.get(other).push([pair.line, events.length]);
    }
    if (!found.size) return null;
    const weight = (lines) => lines.reduce((sum, [, count]) => sum + count, 0);
    const rows = [...found].sort((a, b) => weight(b[1]) - weight(a[1]) || nameOf(this.graph, a[0]).localeCompare(nameOf(this.graph, b[0])));
    return [el("h3", {}, `Joined to ${many(rows.length, "name")}`), this.some(rows, ([other, lines]) => el("li", {}, button([
      el("span", { class: `dot type-${this.graph.names[other].kind}` }), el("span", { class: "label" }, nameOf(this.graph, other)),
      lines.map(([line, count]) => el("span", { class: "tally", title: this.graph.lines[line].label }, el("span", { class: "swatch", "data-line": line }), el("span", { class: "unseen" }, ` ${this.graph.lines[line].label} `), count)),
    ], { class: "neighbour", onclick: () => this.choose({ type: "pair", names: [index, other] }) })), "neighbours", 8)];
  }

  // a list with a button for the rest
  some(rows, make, kind, first = FIRST) {
    const list = el("ul", { class: kind }, rows.slice(0, first).map(make));
    if (rows.length <= first) return list;
    const more = button(`Show ${rows.length - first} more`, { class: "link more", onclick: () => {
      list.append(...rows.slice(first).map(make));
      more.remove();
      list.children[first].querySelector("button, a")?.focus();
    } });
    return [list, more];
  }

  list(title, events) {
    if (!events.length) return null;
    const shown = events.filter((event) => this.look.shown.has(event));
    const left = events.length - shown.length;
    return [
      title && el("h3", {}, title, " ", el("span", { class: "count" }, shown.length)),
      shown.length > 0 && this.some(shown, (event) => el("li", {}, this.card(event, { heading: title ? "h4" : "h3" })), "cards"),
      left > 0 && el("p", { class: "hint" }, `${left} more ${left === 1 ? "is" : "are"} left out by the filters. `, button("Show all", { class: "link", onclick: this.showAll })),
    ];
  }

  card(event, { heading, whole = false }) {
    const words = sentence(this.graph, event);
    const title = el(heading, {}, whole ? words : button(words, { class: "title", onclick: () => this.choose({ type: "event", event }) }));
    return el("article", { class: "card", "data-line": event.line ?? "none", "data-event": event.index }, title, el("p", { class: "facts" }, el("span", { class: `badge ${event.status}` }, STATUSES[event.status] ?? event.status), this.facts(event)),
      whole && this.parties(event),
      event.evidence.map((evidence) => this.passage(evidence, event)),
      whole && event.confidence !== undefined && el("p", { class: "hint" }, `Confidence ${event.confidence.toFixed(2)}: how often sentences of this kind were read right, where people have checked.`),
      whole && LISTED_ONLY.has(event.status) && el("p", { class: "hint" }, "What is denied or only possible is listed here, and never drawn as a line."));
  }

  parties(event) {
    return el("p", { class: "names" }, [...event.parties, ...event.places].filter((party, n, all) => all.indexOf(party) === n).map((party) => button([el("span", { class: `dot type-${this.graph.names[party].kind}` }), nameOf(this.graph, party)], { class: "chip", onclick: () => this.choose({ type: "name", name: party }) })));
  }

  facts(event) {
    const name = (index) => nameOf(this.graph, index);
    const date = sayDate(event.date);
    const words = event.date?.first && event.date.words && event.date.words !== date ? ` (“${event.date.words}”)` : "";
    return [
      date && `${date}${words}`,
      event.since && `since ${sayDate(event.since)}`,
      event.until && `until ${sayDate(event.until)}`,
      event.places.length > 0 && `in ${event.places.map(name).join(", ")}`,
      MODES[event.mode],
      event.host !== undefined && `host ${name(event.host)}`,
      event.topic && `about ${event.topic}`,
      event.amount && `amount ${event.amount}`,
      event.due && `due ${sayDate(event.due)}`,
      event.renewed && "renewed",
      event.by !== undefined && `according to ${name(event.by)}`,
      ...event.via.map(([party, text]) => `${name(party)} through “${text}”`),
    ].filter(Boolean).map((fact) => el("span", { class: "fact" }, fact));
  }

  passage(evidence, event) {
    const [document, , quote] = this.graph.passages[evidence.passage];
    const differs = evidence.status && evidence.status !== event.status ? ` · says: ${STATUSES[evidence.status] ?? evidence.status}` : "";
    const by = evidence.by !== undefined ? ` · according to ${nameOf(this.graph, evidence.by)}` : "";
    return el("figure", {}, el("blockquote", {}, this.marked(quote, evidence.marks ?? [])), el("figcaption", {}, this.article(document), differs, by));
  }

  marked(quote, marks) {
    const told = [];
    let at = 0;
    for (const [start, end, kind, entity] of marks) {
      told.push(quote.slice(at, start));
      const words = quote.slice(start, end);
      const meant = entity === undefined ? "" : nameOf(this.graph, entity);
      told.push(el("mark", { class: kind, title: meant && meant !== words ? meant : null }, words));
      at = end;
    }
    told.push(quote.slice(at));
    return told;
  }

  article(index) {
    const { id, title, url, authors, publisher, date, copy_of: first } = this.graph.documents[index];
    const address = url ? webAddress(url) : null;
    const called = title ?? id;
    const copied = first === undefined ? null : this.graph.documents[first];
    const printed = [publisher, date ? sayDate({ first: date }) : null, copied ? `a copy of ${copied.publisher ?? copied.title ?? copied.id}` : null].filter(Boolean).join(", ");
    const rest = [printed, authors ? `by ${authors.join(", ")}` : null].filter(Boolean).map((part) => ` · ${part}`).join("");
    return [address ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, called) : el("cite", {}, called), rest];
  }
}
