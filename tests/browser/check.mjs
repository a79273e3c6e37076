// Looks at the pages of `graphkit explore` as readers do. See README.md beside this file.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const { values: given } = parseArgs({ options: { npm: { type: "string" }, pages: { type: "string" }, shots: { type: "string" }, only: { type: "string" } } });
const require = createRequire(join(resolve(given.npm), "package.json"));
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
mkdirSync(given.shots, { recursive: true });

const WIDE = { width: 1400, height: 900 };
const PHONE = { width: 390, height: 844, isMobile: true, hasTouch: true };
const MET = "The President also met with European Commission President Ursula von der Leyen, where priorities such as the initiatives of the new European Commission and Ukraine's EU membership were discussed.";
const PATIENT = 60_000;

const start = (...more) => puppeteer.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", ...more], protocolTimeout: 120_000 });
const drawing = await start("--enable-unsafe-swiftshader");
const plain = await start("--disable-gpu", "--disable-3d-apis");

// A page that fails the check where it asks for anything outside or tells of an error.
async function open(name, { hash = "", browser = drawing, screen = WIDE, scheme = "light" } = {}) {
  const page = await browser.newPage();
  page.wrong = [];
  page.on("console", (message) => ["error", "assert"].includes(message.type()) && page.wrong.push(message.text()));
  page.on("pageerror", (error) => page.wrong.push(error.message));
  page.on("dialog", (dialog) => { page.wrong.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => !/^(data:|blob:)/.test(request.url()) && !request.url().startsWith("file:") && page.wrong.push(`asked for ${request.url()}`));
  await page.setViewport(screen);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }, { name: "prefers-reduced-motion", value: "reduce" }]);
  await page.goto(pathToFileURL(resolve(given.pages, name)).href + hash);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "yes", { timeout: PATIENT });
  return page;
}

const text = (page, selector) => page.$eval(selector, (element) => element.innerText.trim());
const texts = (page, selector) => page.$$eval(selector, (elements) => elements.map((element) => element.textContent.trim()));
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const shot = async (page, name) => { await pause(400); await page.screenshot({ path: join(given.shots, `${name}.png`) }); };

async function click(page, selector, wanted) {
  for (const element of await page.$$(selector)) {
    if ((await element.evaluate((one) => one.textContent)).includes(wanted)) return element.evaluate((one) => one.click());
  }
  assert.fail(`nothing at ${selector} says ${wanted}`);
}

// moves over the network until the mouse points at something
async function point(page) {
  const stage = await (await page.$("#stage")).boundingBox();
  for (let y = stage.y + 60; y < stage.y + stage.height - 60; y += 16) {
    for (let x = stage.x + 60; x < stage.x + stage.width - 60; x += 16) {
      await page.mouse.move(x, y);
      if (await page.$eval("#stage", (element) => element.classList.contains("pointing"))) return [x, y];
    }
  }
  return assert.fail("the mouse finds nothing in the network");
}

const CHECKS = {
  async "search finds Zelensky, and a click shows the meeting with its exact sentence"() {
    const page = await open("seeds.html");
    assert.match(await text(page, "#shown"), /^\d+ events, \d+ names, 2 articles$/);
    await shot(page, "seeds-light");
    await page.keyboard.press("/");
    await page.keyboard.type("zelensky");
    assert.match((await texts(page, "#found [role=option]"))[0], /^Volodymyr Zelensky/);
    await page.keyboard.press("Enter");
    assert.equal(await text(page, "#panel h2"), "Volodymyr Zelensky");
    await pause(300);
    assert.equal(new URLSearchParams((await page.evaluate(() => location.hash)).slice(1)).get("entity"), "Volodymyr Zelensky");
    await shot(page, "seeds-zelensky");
    await click(page, ".neighbour", "Ursula von der Leyen");
    assert.deepEqual(await texts(page, "#panel blockquote"), [MET]);
    assert.deepEqual(await texts(page, "#panel blockquote mark.party"), ["The President", "Ursula von der Leyen"]);
    assert.deepEqual(await texts(page, "#panel blockquote mark.trigger"), ["met"]);
    assert.match(await text(page, "#panel .facts"), /took place[\s\S]*in Brussels/);
    assert.match(await text(page, "#panel figcaption"), /000_fc89ae583903fe9b · 20 Dec 2024/);
    await page.keyboard.press("Escape");
    assert.equal(await page.$eval("#panel", (panel) => panel.hidden), true);
    return page;
  },

  async "what the mouse points at in the network can be chosen"() {
    const page = await open("seeds.html");
    const [x, y] = await point(page);
    await shot(page, "seeds-pointing");
    await page.mouse.click(x, y);
    await page.waitForFunction(() => !document.getElementById("panel").hidden, { timeout: 5000 });
    assert.ok((await texts(page, "#panel blockquote")).length > 0);
    return page;
  },

  async "arrow keys lead from name to name"() {
    const page = await open("seeds.html", { hash: "#entity=Zelensky" });
    await page.focus("#stage");
    const seen = new Set();
    for (const key of ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"]) {
      await page.keyboard.press(key);
      seen.add(await text(page, "#panel h2"));
    }
    assert.ok(seen.size > 1, `only ${[...seen]}`);
    await page.keyboard.press("?");
    await shot(page, "seeds-help");
    await click(page, "#help .primary", "Close");
    assert.equal(await page.$eval("#help", (help) => help.open), false);
    await page.keyboard.press("2");
    assert.equal(await page.$eval("#timeline", (timeline) => timeline.hidden), false);
    return page;
  },

  async "filters change the counts"() {
    const page = await open("seeds.html");
    const all = Number.parseInt(await text(page, "#shown"), 10);
    const meetings = Number(await page.$eval("[data-facet=kinds] .count", (count) => count.textContent));
    await click(page, "[data-facet=kinds] .check", "Meetings");
    assert.match(await text(page, "#shown"), new RegExp(`^${all - meetings} of ${all} events`));
    assert.ok(!(await text(page, "[data-facet=statuses]")).match(/took place\s*[1-9]/));
    await click(page, "#filters .link", "Show all");
    assert.match(await text(page, "#shown"), new RegExp(`^${all} events`));
    await click(page, "[data-facet=statuses] .check", "took place");
    assert.match(await text(page, "#shown"), new RegExp(`^${all - 3} of`));
    await click(page, "[data-facet=types] .check", "People");
    const rest = Number.parseInt(await text(page, "#shown"), 10);
    assert.ok(rest < all - 3);
    await page.$eval("#sources", (range) => { range.value = 2; range.dispatchEvent(new Event("input")); });
    const last = await text(page, "#shown");
    assert.ok(Number.parseInt(last, 10) < rest);
    await pause(300);
    const again = await open("seeds.html", { hash: await page.evaluate(() => location.hash) });
    assert.equal(await text(again, "#shown"), last);
    return page;
  },

  async "dates can be narrowed, and what is undated left out"() {
    const page = await open("everything.html", { hash: "#view=timeline" });
    const count = async () => Number.parseInt(await page.evaluate(() => document.getElementById("shown").textContent), 10);
    const all = await count();
    assert.ok((await page.$$(".lanes .mark")).length > 3);
    await click(page, "#when .check", "Without a date");
    const dated = await count();
    assert.ok(dated < all);
    await page.focus("#when [aria-label=From]");
    for (let n = 0; n < 6; n += 1) await page.keyboard.press("ArrowRight");
    assert.ok((await count()) < dated);
    assert.equal(await text(page, "#when .span"), "Mar 2031");
    await click(page, "#when .link", "All dates");
    assert.equal(await count(), dated);
    await shot(page, "everything-timeline");
    return page;
  },

  async "relations of the user's own, roles with dates, links by name, pair and view"() {
    const page = await open("everything.html", { hash: "#pair=Ada+Brandt&pair=Rui+Silva", scheme: "dark" });
    assert.match(await text(page, "#panel"), /Ada Brandt accused Rui Silva/);
    await shot(page, "everything-pair-dark");
    const role = await open("everything.html", { hash: "#entity=rui+silva&view=timeline", scheme: "dark" });
    assert.equal(await text(role, "#panel h2"), "Rui Silva");
    assert.match(await text(role, "#panel"), /Governor, Riverton[\s\S]*since 2016[\s\S]*until 2020/);
    await click(role, ".feed .title", "Ada Brandt and Rui Silva plan to meet");
    await pause(300);
    const event = await open("everything.html", { hash: await role.evaluate(() => location.hash) });
    assert.equal(await text(event, "#panel h2"), "Ada Brandt and Rui Silva plan to meet");
    const unknown = await open("everything.html", { hash: "#entity=Nobody+Known" });
    assert.match(await text(unknown, "#found"), /No such name/);
    const source = await open("everything.html", { hash: "#entity=Ada+Brandt&view=timeline" });
    assert.match(await text(source, "#panel"), /Brandt meets Okoro · The Paper, 5 Mar 2031 · by Bram Oduya, Ilse Vahl/);
    assert.match(await text(source, "#panel"), /Harbour League, Ada Brandt and Rui Silva spoke/);
    assert.deepEqual([...role.wrong, ...event.wrong, ...unknown.wrong, ...source.wrong], []);
    return page;
  },

  async "without WebGL the table comes first, sorts, and opens what is chosen"() {
    const page = await open("seeds.html", { browser: plain });
    const all = Number.parseInt(await page.evaluate(() => document.getElementById("shown").textContent), 10);
    assert.equal((await page.$$("#table tbody tr")).length, all);
    await click(page, "th button", "Who");
    const names = await texts(page, "#table tbody td .name");
    assert.deepEqual(names, [...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
    assert.equal(await page.$eval("th[aria-sort]", (head) => head.getAttribute("aria-sort")), "ascending");
    await click(page, "#table .name", "Ursula von der Leyen; Volodymyr Zelensky");
    assert.deepEqual(await texts(page, "#panel blockquote"), [MET]);
    await click(page, "[data-rows]", "Connections");
    assert.ok((await page.$$("#table tbody tr")).length > 5);
    await click(page, "[data-rows]", "Names");
    await click(page, "th button", "Mentions");
    assert.equal((await texts(page, "#table tbody td .name"))[0], "Volodymyr Zelensky");
    await shot(page, "seeds-table-without-webgl");
    await click(page, "nav button", "Network");
    assert.match(await text(page, "#nothing"), /draws no networks/);
    return page;
  },

  async "nothing of a hostile article is run"() {
    const page = await open("hostile.html");
    for (const view of ["Network", "Timeline", "Table"]) {
      await click(page, "nav button", view);
      await pause(150);
    }
    for (const rows of ["Events", "Connections", "Names"]) {
      await click(page, "[data-rows]", rows);
      for (const name of (await page.$$("#table tbody .name")).slice(0, 30)) {
        await name.evaluate((one) => one.isConnected && one.click());
        for (const more of await page.$$("#panel .title")) await more.evaluate((one) => one.isConnected && one.click());
      }
    }
    await page.keyboard.press("/");
    await page.keyboard.type("<script>");
    assert.ok((await texts(page, "#found [role=option]")).length > 0);
    await shot(page, "hostile");
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    assert.equal(await page.$$eval("img, iframe, object, embed, script[src], [onerror], [onload], [onfocus]", (found) => found.length), 0);
    assert.deepEqual(await page.$$eval("a[href]", (links) => links.map((link) => link.href).filter((href) => !/^(https?|file):/.test(href))), []);
    assert.deepEqual(page.wrong, []);
    const policed = await page.evaluate(async () => {
      const block = document.createElement("div");
      document.body.append(block);
      block.innerHTML = "<img src='data:,' onerror='window.hacked=9'>";
      const script = document.createElement("script");
      script.textContent = "window.hacked=10";
      document.body.append(script);
      await new Promise((done) => setTimeout(done, 200));
      return [window.hacked ?? "nothing", await fetch("https://graphkit.example/").then(() => "fetched", () => "refused")];
    });
    assert.deepEqual(policed, ["nothing", "refused"]);
    page.wrong = [];
    return page;
  },

  async "a phone has all of it, by night too"() {
    const page = await open("seeds.html", { screen: PHONE, scheme: "dark", hash: "#entity=Zelensky" });
    await shot(page, "seeds-phone-dark");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    const panel = await (await page.$("#panel")).boundingBox();
    assert.ok(panel.width === PHONE.width && panel.height > 300);
    await click(page, "#filter-button", "Filters");
    await pause(300);
    assert.equal(await page.$eval("#filters", (filters) => getComputedStyle(filters).visibility), "visible");
    await shot(page, "seeds-phone-filters");
    const table = await open("seeds.html", { screen: PHONE, hash: "#view=table" });
    assert.ok(await table.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await shot(table, "seeds-phone-table");
    return page;
  },

  async "axe finds no barrier in any view"() {
    let page;
    for (const [hash, scheme] of [["#entity=Ada+Brandt", "light"], ["#view=table&pair=Ada+Brandt&pair=Rui+Silva", "dark"], ["#view=timeline", "light"], ["#entity=Rui+Silva", "dark"]]) {
      page = await open("everything.html", { hash, scheme });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(" "))]), [], `${hash} ${scheme}`);
    }
    return page;
  },

  async "5,000 names and 20,000 lines stay usable"() {
    const began = Date.now();
    const page = await open("large.html");
    const ready = Date.now() - began;
    assert.match(await text(page, "#shown"), /^20,000 events, 5,000 names/);
    await shot(page, "large");
    const took = await page.evaluate(() => {
      const times = [];
      for (const [set, value] of [["undated", null], ["search", "person 77"]]) {
        const start = performance.now();
        if (set === "undated") document.querySelector("#when input[type=checkbox]").click();
        else {
          const query = document.getElementById("query");
          query.value = value;
          query.dispatchEvent(new Event("input"));
        }
        times.push(Math.round(performance.now() - start));
      }
      return times;
    });
    await click(page, "nav button", "Table");
    await click(page, "nav button", "Timeline");
    console.log(`  ready after ${ready} ms, filter ${took[0]} ms, search ${took[1]} ms (drawn in software)`);
    assert.ok(ready < PATIENT && took[0] < 5000 && took[1] < 1000, "too slow");
    return page;
  },

  async "an empty graph says so"() {
    const page = await open("empty.html");
    assert.match(await text(page, "#table"), /This graph tells of no meeting/);
    return page;
  },
};

let failed = 0;
for (const [name, check] of Object.entries(CHECKS)) {
  if (given.only && !name.includes(given.only)) continue;
  try {
    const page = await check();
    assert.deepEqual(page.wrong, []);
    console.log(`ok: ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED: ${name}\n  ${error.stack}`);
  }
  for (const browser of [drawing, plain]) for (const page of (await browser.pages()).slice(1)) await page.close();
}
await Promise.all([drawing.close(), plain.close()]);
process.exitCode = failed ? 1 : 0;
