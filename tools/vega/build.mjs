// Bundles entry.js into the package's data, beside the licences of everything that went into it: npm install && npm run build
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const target = "../../src/indicators/report/vendor";

const result = await build({
  entryPoints: ["entry.js"],
  bundle: true,
  minify: true,
  charset: "ascii",
  format: "iife",
  target: "es2022",
  legalComments: "none",
  metafile: true,
  outfile: `${target}/vega.js`,
});

const used = new Set();
for (const file of Object.keys(result.metafile.inputs)) {
  const name = file.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1];
  if (name) used.add(name);
}

// One licence text for all the packages that have it word for word.
const packages = new Map();
for (const name of [...used].sort()) {
  const folder = `node_modules/${name}`;
  const about = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no licence file`);
  const text = readFileSync(`${folder}/${file}`, "utf8").replaceAll("\r\n", "\n").trim();
  packages.set(text, [...(packages.get(text) ?? []), `${name} ${about.version}`]);
}
const blocks = [...packages].map(([text, names]) => `${names.join(", ")}\n\n${text}\n`);
const head = "vega.js is made of the packages below, unchanged but for being joined and minified. Their licences:\n";
writeFileSync(`${target}/LICENSES.txt`, [head, ...blocks].join(`\n${"-".repeat(80)}\n\n`));
