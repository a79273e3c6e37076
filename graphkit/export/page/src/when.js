// The dates: bars for months (years where there are many), and two handles that say from when to when.

import { $, button, el } from "./dom.js";
import { dateOf, dayOf, sayDay, sayMonth } from "./words.js";

const MOST_BARS = 180;

// the first days of all months, or years, from the first event to the last, and the day after the end
function bins(days) {
  const [first, last] = [dateOf(days.reduce((a, b) => Math.min(a, b))), dateOf(days.reduce((a, b) => Math.max(a, b)))];
  const months = (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth() + 1;
  const yearly = months > MOST_BARS;
  const starts = [];
  for (let year = first.getUTCFullYear(), month = yearly ? 0 : first.getUTCMonth(); ;) {
    const start = dayOf(new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10));
    starts.push(start);
    if (start > days.reduce((a, b) => Math.max(a, b))) break;
    if (yearly) year += 1;
    else if (++month === 12) [year, month] = [year + 1, 0];
  }
  return { starts, yearly };
}

export class When {
  constructor(graph, change) {
    this.change = change;
    // positions may be held since long ago: they are within the dates of all else, where there is anything else
    const dated = graph.events.filter((event) => event.start !== null);
    const happened = dated.filter((event) => event.kind !== "role");
    const days = (happened.length ? happened : dated).map((event) => event.start);
    this.some = days.length > 0;
    this.undated = el("input", { type: "checkbox", onchange: (event) => change({ undated: event.target.checked }) });
    this.undatedCount = el("span", { class: "count" });
    const undated = el("label", { class: "check" }, this.undated, el("span", {}, "Without a date"), this.undatedCount);
    if (!this.some) {
      $("when").append(el("p", { class: "hint" }, "The articles tell no day of anything shown here."));
      $("when").classList.add("none");
      return;
    }
    ({ starts: this.starts, yearly: this.yearly } = bins(days));
    this.count = this.starts.length - 1;
    this.bars = this.starts.slice(0, -1).map((start, n) => el("div", { class: "bar", title: this.say(n), "data-bin": n, onclick: () => this.set(n, n + 1) }, el("span")));
    const handle = (label, at) => el("input", { type: "range", min: 0, max: this.count, step: 1, value: at, "aria-label": label });
    [this.low, this.high] = [handle("From", 0), handle("Until", this.count)];
    this.low.addEventListener("input", () => this.set(Math.min(Number(this.low.value), Number(this.high.value) - 1), Number(this.high.value)));
    this.high.addEventListener("input", () => this.set(Number(this.low.value), Math.max(Number(this.high.value), Number(this.low.value) + 1)));
    this.told = el("span", { class: "span", role: "status" });
    this.all = button("All dates", { class: "link", hidden: true, onclick: () => change({ from: null, to: null }) });
    const years = el("div", { class: "years", "aria-hidden": "true" }, this.years());
    $("when").append(
      el("div", { class: "when-head" }, this.told, this.all, undated),
      el("div", { class: "chart" }, el("div", { class: "bars", "aria-hidden": "true" }, this.bars), el("div", { class: "handles" }, this.low, this.high), years),
    );
  }

  say(bin) {
    return this.yearly ? `${dateOf(this.starts[bin]).getUTCFullYear()}` : sayMonth(this.starts[bin]);
  }

  years() {
    const marks = this.starts.slice(0, -1).map((start, n) => [dateOf(start), n]).filter(([date, n]) => n === 0 || (this.yearly ? date.getUTCFullYear() % 10 === 0 : date.getUTCMonth() === 0));
    const step = Math.ceil(marks.length / 12);
    const few = !this.yearly && this.count <= 12;
    const shown = few ? this.starts.slice(0, -1).map((start, n) => [dateOf(start), n]).filter((_, n) => n % Math.ceil(this.count / 6) === 0) : marks.filter(([, n], at) => (at === 0 ? !marks[1] || marks[1][1] - n > this.count / 14 : (at - 1) % step === 0));
    return shown.map(([date, n]) => el("span", { style: { left: `${(100 * n) / this.count}%` } }, few ? sayMonth(this.starts[n]) : `${date.getUTCFullYear()}`));
  }

  set(low, high) {
    this.change({ from: low <= 0 ? null : this.starts[low], to: high >= this.count ? null : this.starts[high] - 1 });
  }

  // the bin in which a day lies
  bin(day) {
    let [low, high] = [0, this.count - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= day) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  show(state, { counts }) {
    if (!this.some) return;
    const heights = new Array(this.count).fill(0);
    for (const { start } of counts.starts) if (start >= this.starts[0] && start < this.starts[this.count]) heights[this.bin(start)] += 1;
    const most = Math.max(1, ...heights);
    const low = state.from === null ? 0 : this.bin(state.from);
    const high = state.to === null ? this.count : this.bin(state.to) + 1;
    this.bars.forEach((bar, n) => {
      bar.firstChild.style.setProperty("height", heights[n] ? `${Math.max(6, (100 * heights[n]) / most)}%` : "0");
      bar.title = `${this.say(n)}: ${heights[n]}`;
      bar.classList.toggle("out", n < low || n >= high);
    });
    this.low.value = low;
    this.high.value = high;
    this.low.setAttribute("aria-valuetext", this.say(Math.min(low, this.count - 1)));
    this.high.setAttribute("aria-valuetext", this.say(Math.max(high - 1, 0)));
    const [from, to] = [state.from ?? this.starts[0], state.to ?? this.starts[this.count] - 1];
    const exact = state.from !== null && !this.starts.includes(state.from) || state.to !== null && !this.starts.includes(state.to + 1);
    const [one, other] = exact ? [sayDay(from), sayDay(to)] : [this.say(this.bin(from)), this.say(this.bin(to))];
    this.told.textContent = one === other ? one : `${one} – ${other}`;
    this.all.hidden = state.from === null && state.to === null;
    this.undated.checked = state.undated;
    this.undatedCount.textContent = counts.undated.toLocaleString("en-GB");
  }
}
