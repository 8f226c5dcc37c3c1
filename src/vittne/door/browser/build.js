/**
 * Build one script of a module and all that it imports: `node build.js PACKAGES OUT [MODULE]`.
 *
 * PACKAGES is a folder in which `npm ci` was run, and the only one that packages come from. The same
 * sources give the same bytes, wherever they lie. Where there is a warning, nothing is written.
 */

import { mkdirSync, writeFileSync } from "node:fs";
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

const { warnings, outputFiles } = await build({
  entryPoints: [module],
  plugins: [locked],
  tsconfigRaw: {}, // none of a folder above
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none",
  loader: { ".txt": "text", ".ftl": "text" },
  logLevel: "warning",
});
if (warnings.length) exit(1);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, outputFiles[0].contents);
