/**
 * Packs what partners install: `npm run pack:client` and `npm run pack:conformance`. Builds in a temporary folder, runs
 * `npm pack` there, and puts the tarball into `dist-packages/`, or the folder given as second argument. Prints its path.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { z } from "zod";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const inRoot = (...names: string[]): string => path.join(ROOT, ...names);

const TYPES_OPTIONS = {
  target: "ES2022",
  lib: ["ES2023", "DOM", "DOM.Iterable"],
  module: "esnext",
  moduleResolution: "bundler",
  strict: true,
  // Nothing but the Web platform: types of Node.js would hide that something of Node.js is used.
  types: [],
};

async function buildClient(folder: string): Promise<void> {
  const entry = inRoot("lib/partner-client/index.ts");
  await build({
    entryPoints: [entry],
    outfile: path.join(folder, "dist/index.js"),
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
  });
  const project = path.join(folder, "tsconfig.json");
  writeFileSync(project, JSON.stringify({ compilerOptions: TYPES_OPTIONS, files: [entry] }));
  const bundler = inRoot("node_modules/dts-bundle-generator/dist/bin/dts-bundle-generator.js");
  const types = path.join(folder, "dist/index.d.ts");
  execFileSync(
    process.execPath,
    [bundler, "--silent", "--no-banner", "--no-check", "--project", project, "-o", types, entry],
    { stdio: "inherit" },
  );
  rmSync(project);
  // They lie in a folder of their own: beside index.ts, the manifest would redirect our own imports of that folder.
  for (const file of ["package.json", "README.md"]) {
    copyFileSync(inRoot("lib/partner-client/package", file), path.join(folder, file));
  }
}

async function buildConformance(folder: string): Promise<void> {
  await build({
    entryPoints: [inRoot("tools/conformance/main.ts")],
    outfile: path.join(folder, "nuvera-conformance.mjs"),
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    banner: { js: "#!/usr/bin/env node" },
  });
  for (const file of ["package.json", "README.md", "cases.json", "vectors.json"]) {
    copyFileSync(inRoot("tools/conformance", file), path.join(folder, file));
  }
}

const BUILDS = { client: buildClient, conformance: buildConformance };

/** Builds and packs one of the two into `destination`; gives the tarball's path. */
async function pack(name: keyof typeof BUILDS, destination: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "nuvera-pack-"));
  try {
    await BUILDS[name](folder);
    copyFileSync(inRoot("LICENSE"), path.join(folder, "LICENSE"));
    mkdirSync(destination, { recursive: true });
    const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", destination];
    const options = { cwd: folder, encoding: "utf8", stdio: "pipe" } as const;
    const packed = z
      .array(z.object({ filename: z.string() }))
      .parse(JSON.parse(execFileSync("npm", args, options)));
    return path.join(destination, path.basename(packed[0]?.filename ?? ""));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [name, destination = inRoot("dist-packages")] = process.argv.slice(2);
if (name !== "client" && name !== "conformance")
  throw new Error("Usage: pack.ts client|conformance [FOLDER]");
process.stdout.write(`${await pack(name, path.resolve(destination))}\n`);
