/**
 * Build one script of a module and all that it imports: `node build.js PACKAGES OUT [MODULE]`.
 *
 * PACKAGES is a folder in which `npm ci` was run, and the only one that packages come from. The same
 * sources give the same bytes, wherever they lie. Where there is a warning, nothing is written.
 */

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { argv, exit } from "node:process";

const [packages, out, module = join(import.meta.dirname, "main.js")] = argv.slice(2);
const { build } = createRequire(join(resolve(packages), "package.json"))("esbuild");

/** Packages of the lock only: esbuild would look into every folder above the module first. */
const locked = {
  name: "locked",
  setup: ({ onResolve, resolve: find }) => {
    onResolve({ filter: /^[^./]/ }, ({ path, kind, importer, pluginData }) => {
      if (pluginData === locked || importer === "") return undefined;
      if (importer.startsWith(join(resolve(packages), "node_modules"))) return undefined;
      return find(path, { kind, importer, resolveDir: resolve(packages), pluginData: locked });
    });
  },
};

const { warnings, outputFiles, metafile } = await build({
  entryPoints: [module],
  plugins: [locked],
  tsconfigRaw: {}, // none of a folder above
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none", // the licences come whole, below
  metafile: true,
  loader: { ".txt": "text", ".ftl": "text" },
  logLevel: "warning",
});
if (warnings.length) exit(1);

/** What each package asks to be kept with every copy: its licence, without addresses on the web. */
const folders = Object.keys(metafile.inputs)
  .map((path) => resolve(path).match(/^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0])
  .filter(Boolean);
const licences = [...new Set(folders)].sort().map((folder) => {
  const { name, version, author, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : `${author}\n${license}`;
  return `${name} ${version}\n\n${text}`.replaceAll(/https?:\/\//g, "").replaceAll("*/", "* /");
});

mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, `${outputFiles[0].text}/*\n${licences.join("\n\n")}\n*/\n`);
