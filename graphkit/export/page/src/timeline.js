// What happened when: lanes of the names with most events, and below them the events month by month.

import { $, button, el, many, svg } from "./dom.js";
import { nameOf, sentence } from "./graph.js";
import { NOTHING, STATUSES, dateOf, dayOf, sayDate } from "./words.js";

const LANES = 16;
const MOST_MARKS = 1500;
const PAGE = 100;
const [ROW, TOP, RIGHT] = [30, 28, 24];
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

export class Timeline {
  constructor(graph, { choose }) {
    this.graph = graph;
    this.choose = choose;
    this.way = -1;
    this.limit = PAGE;
    this.lanes = el("div", { class: "lanes" });
    this.order = button("", { class: "link", onclick: () => { this.way = -this.way; this.fill(); } });
    this.feed = el("div", { class: "feed" });
    $("timeline").append(el("div", { class: "scroll" }, this.lanes, el("div", { class: "feed-head" }, this.title = el("h2"), this.order), this.feed));
    new ResizeObserver(() => this.look && !$("timeline").hidden && this.draw()).observe($("timeline"));
  }

  show(state, look) {
    this.state = state;
    this.look = look;
    this.limit = PAGE;
    this.fill();
    this.draw();
  }

  // of a chosen name or pair only their own events
  events() {
    const { chosen } = this.state;
    const names = chosen?.type === "name" ? [chosen.name] : chosen?.type === "pair" ? chosen.names : [];
    return this.look.events.filter((event) => names.every((name) => event.parties.includes(name) || event.places.includes(name)));
  }

  draw() {
    const width = $("timeline").clientWidth - 2;
    const events = this.events().filter((event) => event.start !== null);
    const lanes = this.topNames(events);
    if (!lanes.length || width < 200) {
      this.lanes.replaceChildren();
      return;
    }
    const left = Math.min(190, Math.round(width * 0.3));
    const lane = new Map(lanes.map((name, n) => [name, TOP + n * ROW + ROW / 2]));
    const drawn = events.filter((event) => event.parties.some((party) => lane.has(party))).slice(-MOST_MARKS);
    const [from, to] = this.range(drawn);
    const inside = (day) => day >= from && day <= to;
    const x = (day) => left + ((Math.min(Math.max(day, from), to) - from) / (to - from)) * (width - left - RIGHT);
    const height = TOP + lanes.length * ROW + 12;
    this.lanes.replaceChildren(svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${many(drawn.length, "event")} of ${many(lanes.length, "name")} on lanes; the list below tells the same` },
      this.ticks(from, to, x, height), lanes.map((name) => this.lane(name, lane.get(name), left, width)), drawn.map((event) => this.mark(event, lane, x, inside(event.start)))));
  }

  topNames(events) {
    const counts = new Map();
    for (const event of events) for (const party of event.parties) counts.set(party, (counts.get(party) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, LANES).map(([name]) => name);
  }

  range(events) {
    const happened = events.filter((event) => event.kind !== "role");
    const days = (happened.length ? happened : events).flatMap((event) => [event.start, Number.isFinite(event.to) ? event.to : event.start]);
    const [first, last] = [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))];
    const from = Math.max(first, this.state.from ?? -Infinity);
    const to = Math.min(last, this.state.to ?? Infinity);
    const room = Math.max(3, (to - from) * 0.03);
    return [from - room, to + room];
  }

  ticks(from, to, x, height) {
    const months = (to - from) / 30.4;
    const step = [1, 2, 3, 6, 12, 24, 60, 120, 240].find((one) => months / one <= 9) ?? 600;
    const found = [];
    const date = dateOf(Math.ceil(from));
    let month = Math.ceil((date.getUTCFullYear() * 12 + date.getUTCMonth()) / step) * step;
    for (; ; month += step) {
      const day = dayOf(new Date(Date.UTC(Math.floor(month / 12), month % 12, 1)).toISOString().slice(0, 10));
      if (day > to) break;
      if (day < from) continue;
      const label = step >= 12 ? `${Math.floor(month / 12)}` : new Intl.DateTimeFormat("en-GB", { month: "short", year: month % 12 === 0 || !found.length ? "numeric" : undefined, timeZone: "UTC" }).format(dateOf(day));
      found.push(svg("line", { x1: x(day), x2: x(day), y1: TOP - 6, y2: height - 6, class: "tick" }), svg("text", { x: x(day), y: 14, class: "tick-label" }, label));
    }
    return found;
  }

  lane(name, y, left, width) {
    const text = nameOf(this.graph, name);
    const most = Math.floor((left - 26) / 7);
    return [
      svg("line", { x1: left, x2: width - RIGHT / 2, y1: y, y2: y, class: "lane" }),
      svg("circle", { cx: 8, cy: y, r: 4.5, class: `type-${this.graph.names[name].kind}` }),
      svg("text", { x: 19, y: y + 4, class: "lane-name", onclick: () => this.choose({ type: "name", name }) }, text.length > most ? `${text.slice(0, most - 1)}…` : text, svg("title", {}, text)),
    ];
  }

  mark(event, lane, x, begun) {
    const rows = event.parties.filter((party) => lane.has(party)).map((party) => lane.get(party));
    const [start, end] = [x(Math.max(event.from, -1e9)), x(Math.min(event.to, 1e9))];
    const middle = event.kind === "role" ? x(event.start) : (start + end) / 2;
    const attributes = { class: `mark ${event.status}`, "data-line": event.line ?? "none", "data-event": event.index, onclick: () => this.choose({ type: "event", event }) };
    const wide = end - start > 9;
    return svg("g", attributes, svg("title", {}, `${sayDate(event.date ?? event.since)}: ${sentence(this.graph, event)} (${STATUSES[event.status]})`),
      begun && rows.length > 1 && svg("line", { x1: middle, x2: middle, y1: Math.min(...rows), y2: Math.max(...rows), class: "tie" }),
      wide && rows.map((y) => svg("rect", { x: start, y: y - 3.5, width: end - start, height: 7, rx: 3.5, class: "span" })),
      begun && rows.map((y) => svg("circle", { cx: middle, cy: y, r: 5.5 })));
  }

  fill() {
    const events = this.events();
    const dated = events.filter((event) => event.start !== null).sort((a, b) => this.way * (a.start - b.start) || a.index - b.index);
    const ordered = [...dated, ...events.filter((event) => event.start === null)];
    const { chosen } = this.state;
    const of = chosen?.type === "name" ? [chosen.name] : chosen?.type === "pair" ? chosen.names : [];
    this.title.textContent = `${many(events.length, "event")}${of.length ? ` of ${of.map((name) => nameOf(this.graph, name)).join(" and ")}` : ""}`;
    this.order.textContent = this.way < 0 ? "Oldest first" : "Newest first";
    this.order.hidden = dated.length < 2;
    const groups = [];
    for (const event of ordered.slice(0, this.limit)) {
      const title = event.start === null ? "Without a date" : MONTH.format(dateOf(event.start));
      if (groups.at(-1)?.title !== title) groups.push({ title, events: [] });
      groups.at(-1).events.push(event);
    }
    const more = ordered.length > this.limit && button(`Show ${Math.min(PAGE, ordered.length - this.limit)} more of ${(ordered.length - this.limit).toLocaleString("en-GB")}`, { class: "link more", onclick: () => { this.limit += PAGE; this.fill(); } });
    this.feed.replaceChildren(...groups.map((group) => el("section", {}, el("h3", {}, group.title), el("ol", {}, group.events.map((event) => this.item(event))))), ...(more ? [more] : []));
    if (!ordered.length) this.feed.append(el("p", { class: "empty" }, this.graph.events.length ? "Nothing passes these filters." : NOTHING));
  }

  item(event) {
    const quote = event.evidence.length ? this.graph.passages[event.evidence[0].passage] : null;
    const published = quote ? this.graph.documents[quote[0]].date : null;
    const date = sayDate(event.date ?? event.since);
    const when = event.start !== null ? date : [date, published && `article of ${sayDate({ first: published })}`].filter(Boolean).join(", ");
    return el("li", { "data-line": event.line ?? "none" }, el("p", { class: "soft" }, when && el("span", { class: "date" }, when), el("span", { class: `badge ${event.status}` }, STATUSES[event.status] ?? event.status)),
      button(sentence(this.graph, event), { class: "title", onclick: () => this.choose({ type: "event", event }) }), quote && el("p", { class: "quote" }, quote[2]));
  }
}
