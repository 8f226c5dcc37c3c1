/**
 * Build one script of a module and all that it imports: `node build.js PACKAGES OUT [MODULE]`.
 *
 * PACKAGES is a folder in which `npm ci` was run. The same sources give the same bytes, wherever
 * they lie. A warning is an error.
 */

import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [packages, out, module = join(import.meta.dirname, "main.js")] = process.argv.slice(2);
const { build } = createRequire(join(resolve(packages), "package.json"))("esbuild");

const { warnings } = await build({
  entryPoints: [module],
  outfile: out,
  nodePaths: [join(resolve(packages), "node_modules")],
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none",
  loader: { ".txt": "text", ".ftl": "text" },
  logLevel: "warning",
});
if (warnings.length) process.exit(1);
