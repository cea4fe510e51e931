// Bundle the page's source into viz/static: one script, one sheet, readable, the same bytes on every machine.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const shared = { bundle: true, charset: "utf8", legalComments: "none", logLevel: "warning", target: ["chrome109", "firefox115", "safari16.4"] };

await build({
  ...shared,
  entryPoints: [here("src/main.ts")],
  outfile: here("../static/viewer.js"),
  format: "iife",
  absWorkingDir: here("."),
  banner: { js: '"use strict";' },
});
await build({ ...shared, entryPoints: [here("src/viewer.css")], outfile: here("../static/viewer.css"), absWorkingDir: here(".") });
