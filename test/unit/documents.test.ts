import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { CHAIN_PROBLEMS } from "@/lib/audit/problems";
import { ALL_REASONS, type ErrorReason } from "@/lib/errors";

const DECISIONS = readdirSync("docs/decisions").map((file) => `docs/decisions/${file}`);
const DOCUMENTS = [
  "README.md",
  "ARCHITECTURE.md",
  "SECURITY.md",
  "CONTRIBUTING.md",
  "AGENTS.md",
  "docs/audit.md",
  "docs/measuring.md",
  "docs/operating.md",
  "docs/scaling.md",
  ...DECISIONS,
];
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

/** Folders of this repository; a quoted text that begins with one of them is meant as a path. */
const ROOTS = "app|patches|bench|cli|components|db|deploy|docs|e2e|examples|lib|scripts|test|tools";

/** Quoted paths start at the repository's root; links and images at the document, as readers of it follow them. */
function pathsIn(text: string, document: string): string[] {
  const quoted = [...text.matchAll(/`([^`\s]+)`/g)].map((match) => match[1] ?? "");
  const linked = [...text.matchAll(/!?\]\(([^)#:\s]+)(?:#[^)]*)?(?:\s"[^"]*")?\)/g)].map((match) =>
    path.join(path.dirname(document), match[1] ?? ""),
  );
  const isPath = (candidate: string) =>
    new RegExp(`^(${ROOTS})(/[^*…]*)?$`).test(candidate) || /^[\w-]+\.(ts|mjs|json|md)$/.test(candidate);
  return [...quoted.filter(isPath), ...linked].filter((candidate) => !GENERATED.has(candidate));
}

function anchorsIn(text: string): string[] {
  return [...text.matchAll(/<a id="([^"]+)"><\/a>/g)].map((match) => match[1] ?? "");
}

/** The anchor that Markdown viewers give a heading. */
function headingAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .trim()
    .replace(/\s/g, "-");
}

/** Made at run time, or in many folders and named by their bare name. */
const GENERATED = new Set([
  "route.ts",
  "demo.json",
  "secrets.json",
  "bench/.data",
  "body.json",
  "customer.json",
]);

describe.each(DOCUMENTS)("%s", (document) => {
  const text = readFileSync(document, "utf8");

  it("names only paths that exist", () => {
    expect(pathsIn(text, document).filter((candidate) => !existsSync(candidate))).toEqual([]);
  });

  it("links only to headings and anchors that exist in it", () => {
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map((match) => headingAnchor(match[1] ?? ""));
    const wanted = [...text.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1] ?? "");
    expect(wanted.filter((anchor) => ![...headings, ...anchorsIn(text)].includes(anchor))).toEqual([]);
  });

  it("names only npm scripts that exist", () => {
    const named = [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map((match) => match[1] ?? "");
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });
});

describe("reasons", () => {
  /** Part of the contract, given by nothing yet. */
  const reserved: readonly ErrorReason[] = [];

  it("calls reasons reserved that no code gives, and only those", () => {
    const sources = ["app", "lib"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".test.ts"))
        .map((file) => `${folder}/${file}`)
        // They put words to refusals that they are given.
        .filter((file) => !/^lib\/(client|api\/openapi|explain|diagnosis)\//.test(file))
        .filter((file) => file !== "lib/errors.ts")
        .map((file) => readFileSync(file, "utf8")),
    );
    const helpers =
      readFileSync("lib/errors.ts", "utf8").split("/** A refusal with a stable reason.")[1] ?? "";
    const given = (reason: string) => [...sources, helpers].some((source) => source.includes(`"${reason}"`));
    expect(ALL_REASONS.filter((reason) => !given(reason))).toEqual(
      ALL_REASONS.filter((reason) => reserved.some((other) => other === reason)),
    );
  });
});

describe("docs/audit.md", () => {
  it("explains every problem that a history's verification can name", () => {
    const text = readFileSync("docs/audit.md", "utf8");
    const explained = [...text.matchAll(/^\| (`.+?`) \|/gm)].flatMap(([, names = ""]) =>
      [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
    expect(explained.filter((name) => name !== "problem").toSorted()).toEqual([...CHAIN_PROBLEMS].toSorted());
  });
});

describe("README.md", () => {
  it("stays within 150 lines", () => {
    expect(readFileSync("README.md", "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(150);
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
