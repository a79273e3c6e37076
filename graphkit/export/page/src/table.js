// Events, connections or names in rows: sortable, and all that is needed where nothing can be drawn.

import { $, button, el, many } from "./dom.js";
import { nameOf, sentence, sourcesOf } from "./graph.js";
import { KINDS, NOTHING, STATUSES, TYPES, sayDate } from "./words.js";

const PAGE = 200; // rows at once; more than that nobody reads, and a browser is slow to lay out

export class Table {
  constructor(graph, { choose }) {
    this.graph = graph;
    this.choose = choose;
    this.what = "events";
    this.sorted = { events: ["date", -1], connections: ["count", -1], names: ["events", -1] };
    this.shown = PAGE;
    this.tabs = [["events", "Events"], ["connections", "Connections"], ["names", "Names"]].map(([what, label]) => button(label, { "data-rows": what, onclick: () => this.turn(what) }));
    this.about = el("span", { class: "soft" });
    this.body = el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Rows" });
    $("table").append(el("div", { class: "bar-of-tabs" }, el("div", { role: "group", "aria-label": "Rows are" }, this.tabs), this.about, button("Save as CSV", { class: "link", onclick: () => this.save() })), this.body);
  }

  turn(what) {
    this.what = what;
    this.shown = PAGE;
    this.fill();
  }

  // each column: key, title, what it shows, what it is sorted by
  columns() {
    const { graph } = this;
    const name = (index) => nameOf(graph, index);
    const names = (indices) => indices.map(name).join("; ");
    const date = (event) => event.date ?? event.since ?? event.until;
    const kind = (event) => ({ meeting: "Meeting", pledge: "Pledge", role: "Position" })[event.kind] ?? graph.relations[event.kind] ?? KINDS[event.kind];
    const quote = (event) => (event.evidence.length ? graph.passages[event.evidence[0].passage][2] : "");
    const words = (key, title, read, more = {}) => ({ key, title, text: read, by: (row) => read(row).toLowerCase(), ...more });
    const number = (key, title, read) => ({ key, title, text: (row) => read(row).toLocaleString("en-GB"), plain: read, by: read, kind: "number" });
    return {
      events: [
        { key: "date", title: "Date", text: (event) => (event.kind === "role" ? [event.since && `since ${sayDate(event.since)}`, event.until && `until ${sayDate(event.until)}`].filter(Boolean).join(", ") : sayDate(date(event))), by: (event) => date(event)?.first ?? "", kind: "date" },
        words("kind", "What", kind, { mark: (event) => event.line }),
        words("status", "Status", (event) => STATUSES[event.status] ?? event.status, { badge: (event) => event.status }),
        words("who", "Who", (event) => names(event.who), { lead: true }),
        words("whom", "To, with, at", (event) => names(event.whom)),
        words("content", "What about", (event) => [event.content ?? event.topic, event.amount && !(event.content ?? "").includes(event.amount) && event.amount].filter(Boolean).join("; ")),
        words("place", "Place", (event) => names(event.places)),
        words("quote", "Sentence", quote, { kind: "quote" }),
        number("sources", "Articles", (event) => event.sources),
      ],
      connections: [
        words("from", "From", (pair) => name(pair.from), { lead: true }),
        words("line", "Relation", (pair) => graph.lines[pair.line].label, { mark: (pair) => pair.line }),
        words("to", "To", (pair) => name(pair.to)),
        number("count", "Times", (pair) => pair.shown.length),
        number("sources", "Articles", (pair) => pair.sources),
        { key: "first", title: "First", text: (pair) => sayDate(pair.dates[0]), by: (pair) => pair.dates[0]?.first ?? "", kind: "date" },
        { key: "last", title: "Last", text: (pair) => sayDate(pair.dates.at(-1)), by: (pair) => pair.dates.at(-1)?.first ?? "", kind: "date" },
      ],
      names: [
        words("name", "Name", (row) => row.name, { lead: true }),
        words("type", "Type", (row) => TYPES[row.kind].one, { dot: (row) => row.kind }),
        number("events", "Events", (row) => row.shownEvents),
        number("mentions", "Mentions", (row) => row.mentions),
        number("articles", "Articles", (row) => row.documents.length),
        words("spellings", "Also written", (row) => row.spellings.join("; ")),
      ],
    }[this.what];
  }

  rows() {
    const { graph, look } = this;
    if (this.what === "events") return look.events;
    if (this.what === "connections") {
      return [...look.pairs].map(([key, shown]) => ({
        ...graph.pairs.get(key), shown,
        sources: sourcesOf(graph, shown.flatMap((event) => event.evidence.map((evidence) => graph.passages[evidence.passage][0]))),
        dates: shown.map((event) => event.date ?? event.since).filter((date) => date?.first).sort((a, b) => (a.first < b.first ? -1 : 1)),
      }));
    }
    const mine = (name) => name.events.filter((event) => look.shown.has(event)).length;
    return graph.names.filter((name) => look.named.has(name.index) || (this.state.lone && !this.state.types.has(name.kind))).map((name) => ({ ...name, shownEvents: mine(name) }));
  }

  show(state, look) {
    this.state = state;
    this.look = look;
    this.fill();
  }

  // rows without a value come last, whichever way is up
  ordered(columns) {
    const [key, way] = this.sorted[this.what];
    const { by } = columns.find((column) => column.key === key);
    const keyed = this.rows().map((row, n) => [by(row), n, row]);
    keyed.sort(([a, m], [b, n]) => (a === b ? m - n : a === "" ? 1 : b === "" ? -1 : way * (a < b ? -1 : 1)));
    return keyed.map(([, , row]) => row);
  }

  fill() {
    for (const tab of this.tabs) tab.setAttribute("aria-pressed", tab.dataset.rows === this.what);
    const all = this.columns();
    const rows = this.ordered(all);
    const columns = all.filter((column) => column.lead || rows.some((row) => column.text(row)));
    this.about.textContent = many(rows.length, "row");
    const [key, way] = this.sorted[this.what];
    const head = columns.map((column) => el("th", { scope: "col", class: column.kind, "aria-sort": column.key === key ? (way > 0 ? "ascending" : "descending") : null }, button(column.title, { onclick: () => this.sort(column) })));
    const body = el("tbody", {}, rows.slice(0, this.shown).map((row) => this.row(row, columns)));
    const more = rows.length > this.shown && button(`Show ${Math.min(PAGE, rows.length - this.shown)} more of ${(rows.length - this.shown).toLocaleString("en-GB")}`, { class: "link more", onclick: () => { this.shown += PAGE; this.fill(); } });
    this.body.replaceChildren(rows.length ? el("table", { class: `rows-${this.what}` }, el("caption", { class: "unseen" }, `${this.what}, sorted by ${key}`), el("thead", {}, el("tr", {}, head)), body) : el("p", { class: "empty" }, this.graph.events.length ? "Nothing passes these filters." : NOTHING), ...(more ? [more] : []));
  }

  sort(column) {
    const [key, way] = this.sorted[this.what];
    this.sorted[this.what] = [column.key, key === column.key ? -way : column.kind === "number" || column.kind === "date" ? -1 : 1];
    this.fill();
    this.body.querySelector("th[aria-sort] button").focus();
  }

  row(row, columns) {
    const target = { events: () => ({ type: "event", event: row }), connections: () => ({ type: "pair", names: [row.from, row.to] }), names: () => ({ type: "name", name: row.index }) }[this.what];
    const cells = columns.map((column) => {
      const text = column.text(row);
      const content = column.lead ? button(text || sentence(this.graph, row), { class: "name", onclick: (event) => { event.stopPropagation(); this.choose(target()); } })
        : column.badge ? el("span", { class: `badge ${column.badge(row)}` }, text)
          : column.mark ? [el("span", { class: "swatch", "data-line": column.mark(row) ?? "none" }), text]
            : column.dot ? [el("span", { class: `dot type-${column.dot(row)}` }), text] : text;
      return el("td", { class: column.kind ?? (column.mark || column.dot ? "short" : null), "data-title": text ? column.title : null }, content);
    });
    return el("tr", { onclick: () => this.choose(target()) }, cells);
  }

  // a cell that a spreadsheet would take for a formula begins with an apostrophe
  save() {
    const columns = this.columns();
    const cell = (text) => `"${String(text).replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
    const lines = [columns.map((column) => cell(column.title)), ...this.ordered(columns).map((row) => columns.map((column) => cell(column.plain ? column.plain(row) : column.text(row))))];
    const address = URL.createObjectURL(new Blob(["\ufeff", lines.map((line) => line.join(",")).join("\r\n"), "\r\n"], { type: "text/csv" }));
    el("a", { href: address, download: `${this.what}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }
}
