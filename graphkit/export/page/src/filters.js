// The choices at the left: what is left out, with the number of things behind each choice.

import { $, button, el } from "./dom.js";
import { KINDS, LISTED_ONLY, STATUSES, TYPES } from "./words.js";
import { filtered } from "./state.js";

export class Filters {
  constructor(graph, change) {
    this.graph = graph;
    this.change = change;
    this.counts = new Map();
    this.boxes = [];
    const kinds = { ...KINDS, ...Object.fromEntries(Object.entries(graph.relations).map(([name, label]) => [name, label])) };
    const present = (read) => new Set(graph.events.map(read));
    const kindsHere = present((event) => event.kind);
    const statusesHere = present((event) => event.status);
    const typesHere = new Set(graph.events.flatMap((event) => event.parties.map((party) => graph.names[party].kind)));
    this.most = graph.events.reduce((most, event) => Math.max(most, event.sources), 1);
    $("filters").append(
      el("div", { class: "filters-head" }, el("h2", {}, "Show"), this.reset = button("Show all", { class: "link", hidden: true, onclick: () => change({ kinds: new Set(), statuses: new Set(), types: new Set(), from: null, to: null, undated: true, sources: 1 }) })),
      this.facet("kinds", "What", Object.entries(kinds).filter(([name]) => kindsHere.has(name)), (name) => this.swatch(name)),
      this.facet("statuses", "Status", Object.entries(STATUSES).filter(([name]) => statusesHere.has(name)), (name) => el("span", { class: `dot ${name}` })),
      this.facet("types", "Who", Object.entries(TYPES).filter(([name]) => typesHere.has(name)).map(([name, words]) => [name, words.many]), (name) => el("span", { class: `dot type-${name}` })),
      this.sourceField(),
      el("label", { class: "check lone" }, this.lone = el("input", { type: "checkbox", onchange: (event) => change({ lone: event.target.checked }) }), el("span", {}, "Names without a line in the network")),
      el("p", { class: "hint", hidden: ![...LISTED_ONLY].some((status) => statusesHere.has(status)) }, "What is denied or only possible is listed, and never drawn as a line."),
      el("p", { class: "hint made" }, `${graph.madeBy}. This page works without a network, and sends nothing anywhere.`),
    );
  }

  swatch(kind) {
    const names = kind === "meeting" ? ["met", "plans"] : [kind];
    return el("span", { class: "swatches" }, names.map((name) => el("span", { class: "swatch", "data-line": name })));
  }

  facet(key, title, choices, mark) {
    const rows = choices.map(([value, label]) => {
      const count = el("span", { class: "count" });
      const box = el("input", { type: "checkbox", onchange: () => {
        const left = new Set(this.state[key]);
        if (box.checked) left.delete(value);
        else left.add(value);
        this.change({ [key]: left });
      } });
      this.boxes.push([key, value, box, count]);
      const only = button("only", { class: "only", "aria-label": `Only ${label}`, onclick: () => this.change({ [key]: new Set(choices.map(([name]) => name).filter((name) => name !== value)) }) });
      return el("li", {}, el("label", { class: "check" }, box, mark(value), el("span", { class: "label" }, label), count), choices.length > 1 && only);
    });
    return el("fieldset", { "data-facet": key, hidden: !rows.length }, el("legend", {}, title), el("ul", {}, rows));
  }

  sourceField() {
    const output = el("output", {}, "1");
    this.output = output;
    this.range = el("input", { type: "range", id: "sources", min: 1, max: Math.min(this.most, 20), step: 1, value: 1, oninput: (event) => this.change({ sources: Number(event.target.value) }) });
    return el("div", { class: "field", hidden: this.most < 2 }, el("label", { for: "sources" }, "Told by at least ", output, " ", this.articles = el("span", {}, "article")), this.range);
  }

  show(state, { counts }) {
    this.state = state;
    for (const [key, value, box, count] of this.boxes) {
      box.checked = !state[key].has(value);
      count.textContent = (counts[key][value] ?? 0).toLocaleString("en-GB");
      box.closest("li").classList.toggle("none", !counts[key][value]);
    }
    this.reset.hidden = !filtered(state);
    this.range.value = state.sources;
    this.output.textContent = state.sources;
    this.articles.textContent = state.sources === 1 ? "article" : "articles";
    this.lone.checked = state.lone;
  }
}
