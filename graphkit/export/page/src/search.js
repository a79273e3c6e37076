// Names by any spelling, without regard to accents; arrow keys and Enter choose.

import { $, el, fold } from "./dom.js";
import { TYPES } from "./words.js";

const MOST = 12;

export class Search {
  constructor(graph, choose) {
    this.graph = graph;
    this.choose = choose;
    this.found = [];
    this.at = -1;
    const query = $("query");
    query.addEventListener("input", () => this.look());
    query.addEventListener("focus", () => query.value && this.look());
    query.addEventListener("keydown", (event) => this.key(event));
    query.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  // the whole name, then its beginning, then the beginning of a word, then any place
  rank(name, wanted) {
    let best = 0;
    for (const spelling of name.folded) {
      const rank = spelling === wanted ? 4 : spelling.startsWith(wanted) ? 3 : spelling.split(/[\s-]+/).some((word) => word.startsWith(wanted)) || spelling.includes(` ${wanted}`) ? 2 : spelling.includes(wanted) ? 1 : 0;
      best = Math.max(best, rank);
    }
    return best;
  }

  look() {
    const wanted = fold($("query").value.trim());
    if (!wanted) return this.close();
    const ranked = this.graph.names.map((name) => [this.rank(name, wanted), name]).filter(([rank]) => rank);
    const weight = ([rank, name]) => rank * 1e7 + Math.min(name.events.length, 999) * 1e4 + Math.min(name.mentions, 9999);
    this.found = ranked.sort((a, b) => weight(b) - weight(a) || a[1].index - b[1].index).slice(0, MOST).map(([, name]) => name);
    this.at = this.found.length ? 0 : -1;
    this.fill(ranked.length);
  }

  fill(all) {
    const items = this.found.map((name, n) => el("li", { role: "option", id: `found-${n}`, "aria-selected": `${n === this.at}`, onmousedown: (event) => { event.preventDefault(); this.take(n); } },
      el("span", { class: `dot type-${name.kind}` }), el("span", { class: "label" }, name.name), el("span", { class: "soft" }, `${TYPES[name.kind].one} · ${name.events.length || "no"} ${name.events.length === 1 ? "event" : "events"}`)));
    if (!items.length) items.push(el("li", { class: "none" }, "No such name in this graph"));
    else if (all > MOST) items.push(el("li", { class: "none" }, `and ${all - MOST} more: type on`));
    $("found").replaceChildren(...items);
    $("found").hidden = false;
    $("query").setAttribute("aria-expanded", "true");
    this.mark();
  }

  mark() {
    [...$("found").querySelectorAll("[role=option]")].forEach((item, n) => item.setAttribute("aria-selected", `${n === this.at}`));
    if (this.at >= 0) {
      $("query").setAttribute("aria-activedescendant", `found-${this.at}`);
      $(`found-${this.at}`).scrollIntoView({ block: "nearest" });
    } else $("query").removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.key === "Escape") {
      $("query").value = "";
      this.close();
      $("query").blur();
    } else if (event.key === "Enter" && this.at >= 0 && !$("found").hidden) this.take(this.at);
    else if (["ArrowDown", "ArrowUp"].includes(event.key) && this.found.length) {
      this.at = (this.at + (event.key === "ArrowDown" ? 1 : -1) + this.found.length) % this.found.length;
      this.mark();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  take(n) {
    const name = this.found[n];
    $("query").value = "";
    this.close();
    $("query").blur();
    this.choose({ type: "name", name: name.index });
  }

  close() {
    $("found").hidden = true;
    $("query").setAttribute("aria-expanded", "false");
    $("query").removeAttribute("aria-activedescendant");
  }
}
