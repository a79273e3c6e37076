// Begins the page: reads the graph out of it, and lets each part show what is chosen.

import { $, button, el, many } from "./dom.js";
import { Filters } from "./filters.js";
import { readGraph } from "./graph.js";
import { Network, canDraw } from "./network.js";
import { Panel } from "./panel.js";
import { Search } from "./search.js";
import { blankState, filtered, fromAddress, look, toAddress } from "./state.js";
import { Table } from "./table.js";
import { Timeline } from "./timeline.js";
import { When } from "./when.js";
import { colourSheet } from "./sheet.js";

const graph = readGraph($("data").textContent);
const drawable = canDraw();
const first = drawable && graph.pairs.size ? "network" : "table";
const dark = matchMedia("(prefers-color-scheme: dark)");
let theme = null; // what the reader has chosen, else as the system has it
let state = blankState();
let seen = null;
let network = null;

const isDark = () => (theme ?? (dark.matches ? "dark" : "light")) === "dark";

function change(told, { keepFocus = true } = {}) {
  const before = state;
  state = { ...state, ...told };
  if (before.kinds !== state.kinds || before.statuses !== state.statuses || before.types !== state.types || before.from !== state.from || before.to !== state.to || before.undated !== state.undated || before.sources !== state.sources || seen === null) seen = look(graph, state);
  show(before, keepFocus);
  remember();
}

// the address is written at rest, as browsers allow only so many changes of it in a while
let resting = null;
function remember() {
  clearTimeout(resting);
  resting = setTimeout(() => history.replaceState(null, "", toAddress(graph, state, first) || location.pathname + location.search), 150);
}

function link() {
  return location.href.replace(/#.*$/, "") + toAddress(graph, state, first);
}

function choose(chosen) {
  const opener = document.activeElement;
  change({ chosen });
  if (chosen && opener?.closest("#table, #timeline, #panel, #search")) $("panel").focus({ preventScroll: true });
  if (chosen?.type === "name" && state.view === "network") network?.reveal(chosen.name);
  if (!chosen && opener?.closest("#panel")) (state.view === "network" ? $("stage") : $("main")).focus({ preventScroll: true });
}

function show(before) {
  for (const view of ["network", "timeline", "table"]) {
    $(view).hidden = view !== state.view;
    document.querySelector(`[data-view=${view}]`).setAttribute("aria-current", view === state.view ? "page" : "false");
  }
  document.body.dataset.view = state.view;
  $("shown").textContent = summary();
  filters.show(state, seen);
  when.show(state, seen);
  panel.show(state, seen);
  if (state.view === "network") showNetwork();
  if (state.view === "timeline") timeline.show(state, seen);
  if (state.view === "table" && (before.view !== "table" || before.chosen === state.chosen || !table.look)) table.show(state, seen);
}

function showNetwork() {
  if (!drawable) {
    $("stage").hidden = $("zoom").hidden = true;
    $("nothing").hidden = false;
    $("nothing").textContent = "This browser draws no networks (it lacks WebGL). Timeline and table show the same.";
    return;
  }
  network ??= new Network(graph, state, seen, { choose, theme: isDark });
  network.show(state, seen);
}

function summary() {
  const all = `${many(graph.events.length, "event")}`;
  const events = seen.events.length === graph.events.length ? all : `${seen.events.length.toLocaleString("en-GB")} of ${all}`;
  return `${events}, ${many(seen.named.size, "name")}, ${many(graph.documents.length, "article")}`;
}

function paint() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  network?.paint(isDark());
}

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input:not([type=checkbox]):not([type=range]), textarea, select");
  if (event.key === "Escape" && !$("help").open) {
    if (document.body.classList.contains("with-filters")) openFilters(false);
    else if (state.chosen) choose(null);
  } else if (typing) return;
  else if (event.key === "/") $("query").focus();
  else if (event.key === "?") $("help").showModal();
  else if (["1", "2", "3"].includes(event.key)) change({ view: ["network", "timeline", "table"][event.key - 1] });
  else return;
  event.preventDefault();
}

function openFilters(open) {
  document.body.classList.toggle("with-filters", open);
  $("filter-button").setAttribute("aria-expanded", `${open}`);
  if (!open && document.activeElement?.closest("#filters")) $("filter-button").focus();
}

function helpText() {
  const keys = [["/", "search a name"], ["1 2 3", "network, timeline, table"], ["← ↑ → ↓", "in the network: from the chosen name to a neighbour"], ["+ − 0", "in the network: zoom in, out, show all"], ["Esc", "close what is open"]];
  $("help").append(
    el("h2", { id: "help-title" }, "How to read this page"),
    el("p", {}, "Names are joined by lines that articles tell of: who met whom, who promised whom something, who holds a position where. Choose a name or a line to see the sentences. ", el("mark", { class: "trigger" }, "The word that tells it"), ", ", el("mark", { class: "party" }, "who takes part"), ", ", el("mark", { class: "place" }, "where"), " and ", el("mark", { class: "date" }, "when"), " are marked in them."),
    el("p", {}, "The page says what articles say, not what is true, and programs have read them: look at the sentence before you rely on a line. A line between two guests of one summit means that both took part."),
    el("dl", {}, keys.map(([keys_, words]) => [el("dt", {}, keys_.split(" ").map((one) => el("kbd", {}, one))), el("dd", {}, words)])),
    el("form", { method: "dialog" }, el("button", { class: "primary" }, "Close")),
  );
}

const filters = new Filters(graph, change);
const when = new When(graph, change);
const panel = new Panel(graph, { choose, link, show: () => change({ kinds: new Set(), statuses: new Set(), types: new Set(), from: null, to: null, undated: true, sources: 1 }) });
const timeline = new Timeline(graph, { choose });
const table = new Table(graph, { choose });
const search = new Search(graph, (chosen) => choose(chosen));

document.adoptedStyleSheets.push(colourSheet(graph.lines));
helpText();
if (!drawable) document.querySelector("[data-view=network]").title = "This browser lacks WebGL, which the network needs";
for (const one of document.querySelectorAll("[data-view]")) if (one.tagName === "BUTTON") one.addEventListener("click", () => change({ view: one.dataset.view }));
$("filter-button").addEventListener("click", () => openFilters(!document.body.classList.contains("with-filters")));
$("filters").append(button("Done", { class: "primary done", onclick: () => openFilters(false) }));
$("help-button").addEventListener("click", () => $("help").showModal());
$("theme").addEventListener("click", () => {
  theme = isDark() ? "light" : "dark";
  paint();
});
$("skip").addEventListener("click", (event) => {
  event.preventDefault();
  $("main").focus();
});
dark.addEventListener("change", paint);
document.addEventListener("keydown", key);
addEventListener("hashchange", () => {
  if (location.hash === toAddress(graph, state, first)) return;
  seen = null;
  change(fromAddress(graph, location.hash, first));
});
paint();
change(fromAddress(graph, location.hash, first));
if (state.unknown) {
  $("query").value = state.unknown;
  search.look();
}
if (state.chosen?.type === "name" && state.view === "network") network?.reveal(state.chosen.name);
document.documentElement.dataset.ready = "yes";
