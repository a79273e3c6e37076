// Makes page.js and NOTICES.txt out of src/ and the libraries that package-lock.json names. The same sources give the same
// bytes. With --check nothing is written; it fails where what is committed is not what would be made.

import { build } from "esbuild";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const read = (...parts) => readFileSync(join(here, ...parts), "utf8");

const made = await build({
  entryPoints: [join(here, "src/main.js")],
  absWorkingDir: here,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022"],
  charset: "ascii",
  legalComments: "none",
  metafile: true,
  write: false,
});

const packages = new Set(
  Object.keys(made.metafile.inputs)
    .filter((path) => path.startsWith("node_modules/"))
    .map((path) => path.replace(/^node_modules\/((?:@[^/]+\/)?[^/]+)\/.*$/, "$1")),
);

function notice(name) {
  const folder = join(here, "node_modules", name);
  const { version, license, repository } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : `${license} licence; the package carries no text of it.`;
  const home = (repository?.url ?? repository ?? "").replace(/^git\+/, "").replace(/\.git$/, "");
  return `${name} ${version} (${license}) ${home}\n\n${text.replace(/\r/g, "")}\n`;
}

const results = {
  "page.js": made.outputFiles[0].text,
  "NOTICES.txt": `The program of this page holds these libraries:\n\n${[...packages].sort().map(notice).join(`\n${"=".repeat(40)}\n\n`)}`,
};
for (const [name, text] of Object.entries(results)) {
  const path = join(here, name);
  if (!process.argv.includes("--check")) writeFileSync(path, text);
  else if (!existsSync(path) || read(name) !== text) {
    console.error(`${name} is not what its sources make: npm run build, and commit it`);
    process.exitCode = 1;
  }
}
console.log([...packages].sort().join(" "), `${Math.round(results["page.js"].length / 1024)} kB`);
