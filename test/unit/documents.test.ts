import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const DECISIONS = readdirSync("docs/decisions").map((file) => `docs/decisions/${file}`);
const DOCUMENTS = [
  "README.md",
  "ARCHITECTURE.md",
  "SECURITY.md",
  "CONTRIBUTING.md",
  "AGENTS.md",
  ...DECISIONS,
];
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

/** Folders of this repository; a quoted text that begins with one of them is meant as a path. */
const ROOTS = "app|bench|cli|components|db|docs|e2e|examples|lib|scripts|test";

function pathsIn(text: string): string[] {
  const quoted = [...text.matchAll(/`([^`\s]+)`/g)].map((match) => match[1] ?? "");
  const linked = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] ?? "");
  const isPath = (candidate: string) =>
    new RegExp(`^(${ROOTS})(/[^*…]*)?$`).test(candidate) || /^[\w-]+\.(ts|mjs|json|md)$/.test(candidate);
  return [...quoted.filter(isPath), ...linked].filter((path) => !GENERATED.has(path));
}

/** Named by their bare name, and made at run time or in many folders. */
const GENERATED = new Set(["route.ts", "demo.json"]);

describe.each(DOCUMENTS)("%s", (document) => {
  const text = readFileSync(document, "utf8");

  it("names only paths that exist", () => {
    expect(pathsIn(text).filter((path) => !existsSync(path))).toEqual([]);
  });

  it("names only npm scripts that exist", () => {
    const named = [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map((match) => match[1] ?? "");
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });
});

describe("AGENTS.md", () => {
  it("stays within 120 lines", () => {
    expect(readFileSync("AGENTS.md", "utf8").split("\n").length).toBeLessThanOrEqual(120);
  });
});

describe("route files", () => {
  const routeFiles = readdirSync("app/api", { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith("route.ts"),
  );

  it.each(routeFiles)("%s exports HTTP methods and nothing else", (file) => {
    const source = readFileSync(`app/api/${file}`, "utf8");
    const exported = [...source.matchAll(/^export\s+(?:const|async function|function|default|\{)\s*(\w*)/gm)];
    expect(exported.length).toBeGreaterThan(0);
    for (const [, name] of exported) expect(name).toMatch(/^(GET|POST|PUT|PATCH|DELETE)$/);
  });
});
