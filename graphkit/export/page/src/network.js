// The network: sigma draws it, on the places that Python worked out.

import EdgeCurveProgram, { EdgeCurvedArrowProgram } from "@sigma/edge-curve";
import { createNodeBorderProgram } from "@sigma/node-border";
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeRectangleProgram } from "sigma/rendering";
import { $, el, many } from "./dom.js";
import { TYPES, sayDate } from "./words.js";

// from how many lines on which share of their colour remains, and how thick they are; coarse screens get more, since the soft
// rim of a thin line would take away half of it
const BUSY = [[3000, 0.36, 0.6], [1200, 0.5, 1], [500, 0.7, 1.3], [-1, 0.85, 1.9]];
const CURVED_UP_TO = 4000; // edges; more are drawn straight, which costs a third

export function canDraw() {
  try {
    const context = document.createElement("canvas").getContext("webgl2") ?? document.createElement("canvas").getContext("webgl");
    context?.getExtension("WEBGL_lose_context")?.loseContext();
    return context !== null;
  } catch {
    return false;
  }
}

const GROUNDS = ["#fbfaf8", "#15181d"];

// a colour with some of the ground in it; lines that let each other through would add up to white
function mixed(colour, ground, share) {
  const part = (hex, at) => Number.parseInt(hex.slice(at, at + 2), 16);
  return `#${[1, 3, 5].map((at) => Math.round(part(colour, at) * share + part(ground, at) * (1 - share)).toString(16).padStart(2, "0")).join("")}`;
}

// where a label may begin, the best place first: right of its node, left, below, above
function sides({ x, y, size }, width, height) {
  const [middle, centred, gap] = [y + height / 3, x - width / 2, size + 4];
  return [[x + gap, middle], [x - gap - width, middle], [centred, y + gap + height * 0.8], [centred, y - gap]];
}

// whether a line from one point to another runs through a box (Liang and Barsky's way)
function crosses([from, to], [left, top, right, bottom]) {
  let [first, last] = [0, 1];
  for (const [start, way, low, high] of [[from.x, to.x - from.x, left, right], [from.y, to.y - from.y, top, bottom]]) {
    if (way === 0 && (start < low || start > high)) return false;
    if (way === 0) continue;
    const [one, other] = [(low - start) / way, (high - start) / way];
    [first, last] = [Math.max(first, Math.min(one, other)), Math.min(last, Math.max(one, other))];
  }
  return first <= last;
}

export class Network {
  constructor(graph, state, look, { choose, theme }) {
    this.graph = graph;
    this.take(state, look);
    this.choose = choose;
    this.dark = theme();
    this.hovered = null;
    [this.boxes, this.labels] = [[], []];
    this.near = null;
    this.drawn = new MultiDirectedGraph();
    this.addNodes();
    this.addEdges();
    this.renderer = new Sigma(this.drawn, $("stage"), this.settings());
    this.listen();
  }

  addNodes() {
    const { names } = this.graph;
    const large = names.filter((name) => name.events.length).length;
    const most = names.reduce((found, name) => Math.max(found, name.events.length), large > 800 ? 120 : large > 150 ? 20 : 1);
    // a network has no shape of its own: it is stretched to that of the screen
    const { clientWidth: width, clientHeight: height } = $("stage");
    const wide = Math.min(Math.max(width / height, 0.7), 1.45);
    const [least, greatest] = large > 800 ? [1.8, 13] : large > 150 ? [3.5, 17] : [6, 20];
    for (const name of names) {
      const size = (width < 640 ? 0.7 : 1) * (least + (greatest - least) * Math.sqrt(name.events.length / most));
      this.drawn.addNode(name.index, { x: name.x * wide, y: -name.y, size, label: name.name });
    }
  }

  addEdges() {
    const pairs = [...this.graph.pairs.values()];
    const beside = new Map();
    for (const pair of pairs) {
      const key = pair.from < pair.to ? `${pair.from} ${pair.to}` : `${pair.to} ${pair.from}`;
      if (!beside.has(key)) beside.set(key, []);
      beside.get(key).push(pair);
    }
    const curved = pairs.length <= CURVED_UP_TO;
    for (const together of beside.values()) {
      together.forEach((pair, n) => {
        // lines of one pair fan out; each bends the same way whichever way it leads
        const bend = (n - (together.length - 1) / 2) * 0.28 * (pair.from < pair.to ? 1 : -1);
        const bent = curved && Math.abs(bend) > 0.01;
        const type = `${bent ? "curved" : "straight"}${pair.mutual ? "" : "Arrow"}`;
        this.drawn.addEdgeWithKey(pair.key, pair.from, pair.to, { type, curvature: bend, size: 1 });
      });
    }
  }

  settings() {
    return {
      defaultNodeType: "ring",
      nodeProgramClasses: { ring: createNodeBorderProgram({ borders: [{ size: { value: 0.12 }, color: { attribute: "rim" } }, { size: { fill: true }, color: { attribute: "color" } }] }) },
      edgeProgramClasses: { straight: EdgeRectangleProgram, straightArrow: EdgeArrowProgram, curved: EdgeCurveProgram, curvedArrow: EdgeCurvedArrowProgram },
      enableEdgeEvents: true,
      zIndex: true,
      minEdgeThickness: 0.7,
      labelFont: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
      labelSize: 12.5,
      labelDensity: this.drawn.order > 800 ? 0.9 : 3, // more than there is room for: drawLabels takes the largest
      labelGridCellSize: 90,
      labelRenderedSizeThreshold: this.drawn.order > 800 ? 6.5 : this.drawn.order > 150 ? 5 : 2,
      stagePadding: Math.min(46, $("stage").clientWidth / 9),
      minCameraRatio: 0.02,
      maxCameraRatio: 3,
      nodeReducer: (node, data) => this.dressNode(Number(node), data),
      edgeReducer: (edge, data) => this.dressEdge(edge, data),
      defaultDrawNodeLabel: (...label) => this.labels.push(label),
      defaultDrawNodeHover: (context, data, settings) => this.drawHover(context, data, settings),
    };
  }

  colour(pair) {
    return pair[this.dark ? 1 : 0];
  }

  dressNode(node, data) {
    const name = this.graph.names[node];
    const dressed = { ...data, color: this.colour(TYPES[name.kind].colours), rim: this.colour(GROUNDS) };
    if (!this.visible(node)) return { ...dressed, hidden: true };
    const inFocus = this.near === null || this.near.has(node);
    if (!inFocus) return { ...dressed, color: mixed(dressed.color, this.colour(GROUNDS), 0.16), label: null, zIndex: 0 };
    const central = this.centres().includes(node);
    if (central) Object.assign(dressed, { rim: this.colour([...GROUNDS].reverse()), forceLabel: true, size: data.size + 2 });
    else if (this.near !== null && this.near.size <= 40) dressed.forceLabel = true;
    return { ...dressed, zIndex: central ? 3 : 2, central };
  }

  dressEdge(key, data) {
    const pair = this.graph.pairs.get(key);
    const events = this.look.pairs.get(key);
    if (!events) return { ...data, hidden: true };
    const colour = this.colour(this.graph.lines[pair.line].colours);
    const ground = this.colour(GROUNDS);
    const [, busy, thick] = BUSY.find(([from]) => this.look.pairs.size > from);
    const size = thick + (devicePixelRatio < 1.5 ? 0.6 : 0) + Math.log2(events.length);
    if (key === this.hoveredEdge) return { ...data, color: colour, size: size + 2, zIndex: 4 };
    if (this.near === null) return { ...data, color: mixed(colour, ground, busy), size, zIndex: 0 };
    const mine = this.mine(pair);
    return mine ? { ...data, color: colour, size: size + 0.6, zIndex: 2 } : { ...data, color: mixed(colour, ground, 0.13), size, zIndex: 0 };
  }

  mine(pair) {
    const centres = this.centres();
    return centres.length > 1 ? centres.includes(pair.from) && centres.includes(pair.to) : centres[0] === pair.from || centres[0] === pair.to;
  }

  visible(node) {
    if (this.chosenNames.includes(node)) return true;
    return this.look.tied.has(node) || (this.state.lone && !this.state.types.has(this.graph.names[node].kind));
  }

  centres() {
    return this.hovered !== null ? [this.hovered] : this.chosenNames;
  }

  // the largest first, so that the small give way
  drawLabels() {
    const weight = ([, data]) => (data.central ? 1000 : 0) + data.size;
    for (const label of this.labels.sort((one, other) => weight(other) - weight(one))) this.drawLabel(...label, false);
  }

  // labels stand beside their nodes with a rim of the ground's colour: where nothing is, rather not on lines, and never over one drawn already
  drawLabel(context, data, settings, always) {
    if (!data.label) return;
    const size = data.central ? settings.labelSize + 1.5 : settings.labelSize;
    const font = `${data.central ? 650 : 500} ${size}px ${settings.labelFont}`;
    context.font = font;
    const text = data.label.length > 42 ? `${data.label.slice(0, 40)}…` : data.label;
    const width = context.measureText(text).width;
    const [discs, lines] = [this.others(data), this.lines(data)];
    const places = sides(data, width, size).map(([x, y]) => {
      const box = [x - 2, y - size, x + width + 2, y + 3];
      const covers = (other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3];
      const names = this.boxes.filter(covers).length;
      const larger = discs.filter((disc) => disc.larger && covers(disc.box)).length;
      const cut = box[0] < 0 || box[2] > this.renderer.getDimensions().width;
      return { x, y, box, barred: names + larger, covered: names * 2 + (cut ? 2 : 0) + discs.filter((disc) => covers(disc.box)).length + Math.min(lines.filter((line) => crosses(line, box)).length, 4) * 0.2 };
    });
    const allowed = always || data.central ? places : places.filter((place) => !place.barred);
    if (!allowed.length) return;
    const { x, y, box } = allowed.reduce((best, place) => (place.covered < best.covered ? place : best));
    this.boxes.push(box);
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = this.dark ? "rgba(21,24,29,.92)" : "rgba(251,250,248,.94)";
    context.strokeText(text, x, y);
    context.fillStyle = this.dark ? "#e9e8e4" : "#23262c";
    context.fillText(text, x, y);
  }

  // the places of the other nodes, and whether they are so large that no label may be written over them
  others({ key, size }) {
    if (!this.renderer || this.drawn.order > 600) return [];
    this.discs ??= this.drawn.nodes().map((node) => [node, this.renderer.getNodeDisplayData(node)]).filter(([, data]) => data && !data.hidden).map(([node, data]) => {
      const { x, y } = this.renderer.framedGraphToViewport(data);
      const radius = this.renderer.scaleSize(data.size) * 0.8;
      return { node, radius, box: [x - radius, y - radius, x + radius, y + radius] };
    });
    return this.discs.filter((disc) => disc.node !== key).map(({ radius, box }) => ({ box, larger: radius > size * 0.85 }));
  }

  // where the lines run that are drawn: of few, all; of many, those of one name
  lines({ key }) {
    if (!this.renderer || this.drawn.order > 600) return [];
    const at = (node) => this.renderer.framedGraphToViewport(this.renderer.getNodeDisplayData(node));
    const run = (edges) => edges.filter((edge) => !this.renderer.getEdgeDisplayData(edge)?.hidden).map((edge) => this.drawn.extremities(edge).map(at));
    if (this.drawn.size > 200) return run(this.drawn.edges(key));
    return (this.segments ??= run(this.drawn.edges()));
  }

  drawHover(context, data, settings) {
    const ring = this.dark ? "rgba(255,255,255,.55)" : "rgba(20,24,29,.55)";
    context.beginPath();
    context.arc(data.x, data.y, data.size + 3, 0, Math.PI * 2);
    context.strokeStyle = ring;
    context.lineWidth = 1.5;
    context.stroke();
    this.drawLabel(context, { ...data, central: true }, settings, true);
  }

  listen() {
    const { renderer } = this;
    renderer.on("beforeRender", () => { [this.boxes, this.labels, this.discs, this.segments] = [[], [], null, null]; });
    renderer.on("afterRender", () => this.drawLabels());
    renderer.on("enterNode", ({ node }) => this.hover(Number(node)));
    renderer.on("leaveNode", () => this.hover(null));
    renderer.on("enterEdge", ({ edge, event }) => this.hoverEdge(edge, event));
    renderer.on("leaveEdge", () => this.hoverEdge(null));
    renderer.on("clickNode", ({ node }) => !this.moved && this.choose({ type: "name", name: Number(node) }));
    renderer.on("clickEdge", ({ edge }) => {
      const pair = this.graph.pairs.get(edge);
      this.choose({ type: "pair", names: [pair.from, pair.to] });
    });
    renderer.on("clickStage", () => !this.moved && this.choose(null));
    this.listenToDragging();
    $("stage").addEventListener("keydown", (event) => this.key(event));
    for (const one of document.querySelectorAll("[data-zoom]")) one.addEventListener("click", () => this.zoom(one.dataset.zoom));
  }

  listenToDragging() {
    const { renderer } = this;
    let dragged = null;
    renderer.on("downNode", ({ node }) => {
      dragged = node;
      this.moved = false;
      this.fix();
    });
    renderer.on("downStage", () => { this.moved = false; });
    renderer.on("moveBody", ({ event }) => {
      if (dragged === null) return;
      const { x, y } = renderer.viewportToGraph(event);
      this.drawn.mergeNodeAttributes(dragged, { x, y });
      this.moved = true;
      event.preventSigmaDefault();
      event.original.preventDefault();
    });
    for (const end of ["upNode", "upStage"]) renderer.on(end, () => { dragged = null; });
  }

  // neighbours by the direction in which they lie, so that arrow keys go where they point
  key(event) {
    const steps = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    const zooms = { "+": "in", "=": "in", "-": "out", "−": "out", 0: "fit" };
    if (zooms[event.key]) this.zoom(zooms[event.key]);
    else if (steps[event.key]) this.step(...steps[event.key]);
    else return;
    event.preventDefault();
  }

  step(right, up) {
    const from = this.chosenNames[0];
    if (from === undefined) {
      const busiest = [...this.look.tied].sort((a, b) => this.graph.names[b].events.length - this.graph.names[a].events.length)[0];
      if (busiest !== undefined) this.choose({ type: "name", name: busiest });
      return;
    }
    const here = this.drawn.getNodeAttributes(from);
    let [best, found] = [0.2, null];
    for (const node of this.neighbours([from])) {
      const there = this.drawn.getNodeAttributes(node);
      const [x, y] = [there.x - here.x, there.y - here.y];
      const length = Math.hypot(x, y) || 1;
      const along = (x * right + y * up) / length - 0.02 * length;
      if (node !== from && along > best) [best, found] = [along, node];
    }
    if (found !== null) this.choose({ type: "name", name: found });
  }

  neighbours(centres) {
    const found = new Set(centres);
    if (centres.length > 1) return found;
    for (const key of this.look.pairs.keys()) {
      const { from, to } = this.graph.pairs.get(key);
      if (from === centres[0]) found.add(to);
      if (to === centres[0]) found.add(from);
    }
    return found;
  }

  focus({ moved }) {
    const centres = this.centres();
    this.near = centres.length ? this.neighbours(centres) : null;
    if (moved) this.renderer.refresh();
    else this.renderer.scheduleRefresh({ skipIndexation: true });
  }

  hover(node) {
    if (this.hovered === node) return;
    this.hovered = node;
    $("stage").classList.toggle("pointing", node !== null);
    this.focus({ moved: false });
  }

  hoverEdge(edge, event) {
    this.hoveredEdge = edge;
    $("stage").classList.toggle("pointing", edge !== null);
    this.tip(edge, event);
    this.renderer.scheduleRefresh({ skipIndexation: true });
  }

  tip(edge, event) {
    const tip = $("tip");
    tip.hidden = edge === null;
    if (edge === null) return;
    const pair = this.graph.pairs.get(edge);
    const events = this.look.pairs.get(edge) ?? pair.events;
    const dates = events.map((one) => sayDate(one.date ?? one.since)).filter(Boolean);
    tip.replaceChildren(
      el("strong", {}, `${this.graph.names[pair.from].name} ${pair.mutual ? "↔" : "→"} ${this.graph.names[pair.to].name}`),
      el("span", {}, [this.graph.lines[pair.line].label, events.length > 1 ? many(events.length, "time") : events[0].content, dates.length ? dates.at(-1) : null].filter(Boolean).join(" · ")),
    );
    if (event) {
      const left = event.x > $("stage").clientWidth - 280;
      tip.style.setProperty("left", `${left ? event.x - tip.offsetWidth - 12 : event.x + 14}px`);
      tip.style.setProperty("top", `${event.y + 12}px`);
    }
  }

  take(state, look) {
    this.state = state;
    this.look = look;
    const { chosen } = state;
    this.chosenNames = chosen?.type === "name" ? [chosen.name] : chosen?.type === "pair" ? chosen.names : chosen?.type === "event" ? chosen.event.parties : [];
  }

  show(state, look) {
    this.take(state, look);
    const nothing = !look.tied.size && !state.lone;
    $("nothing").hidden = !nothing;
    $("nothing").textContent = nothing ? (this.graph.pairs.size ? "No line passes these filters." : "No two names of this graph are joined by a line; the table lists what is told.") : "";
    if (this.wasLone !== state.lone) this.fix();
    this.wasLone = state.lone;
    this.hovered = null;
    this.boxes = [];
    this.focus({ moved: true });
    this.legend();
  }

  legend() {
    const here = new Set([...this.look.pairs.keys()].map((key) => this.graph.pairs.get(key).line));
    $("legend").replaceChildren(...Object.entries(this.graph.lines).filter(([name]) => here.has(name)).map(([name, line]) => el("span", {}, el("span", { class: "swatch", "data-line": name }), line.label)));
  }

  // the frame stays what it is while filters change and nodes are dragged
  fix() {
    const shown = this.graph.names.filter((name) => this.visible(name.index)).map((name) => this.drawn.getNodeAttributes(name.index));
    if (!shown.length) return;
    const range = (key) => [shown.reduce((found, node) => Math.min(found, node[key]), Infinity) - 0.5, shown.reduce((found, node) => Math.max(found, node[key]), -Infinity) + 0.5];
    this.renderer.setCustomBBox({ x: range("x"), y: range("y") });
  }

  zoom(how) {
    const camera = this.renderer.getCamera();
    const options = { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 250 };
    if (how === "in") camera.animatedZoom({ factor: 1.6, ...options });
    else if (how === "out") camera.animatedUnzoom({ factor: 1.6, ...options });
    else {
      this.fix();
      this.renderer.refresh();
      camera.animatedReset(options);
    }
  }

  // bring a name into sight, where it isn't
  reveal(index) {
    this.renderer.refresh();
    const data = this.renderer.getNodeDisplayData(index);
    if (!data) return;
    const place = this.renderer.framedGraphToViewport(data);
    const { width, height } = this.renderer.getDimensions();
    const seen = place.x > 60 && place.y > 40 && place.x < width - 60 && place.y < height - 40;
    const camera = this.renderer.getCamera();
    const ratio = this.look.tied.size > 400 ? Math.min(camera.getState().ratio, 0.35) : camera.getState().ratio;
    if (seen && ratio === camera.getState().ratio) return;
    camera.animate({ x: data.x, y: data.y, ratio }, { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 400 });
  }

  paint(dark) {
    this.dark = dark;
    this.renderer.refresh();
  }
}
