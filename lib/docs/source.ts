/**
 * From a file of `docs/site` to the Markdown that is shown: included files, made-up tables and figures are put in.
 *
 * - A fence with `file=examples/…` holds that file; `part=name` takes what stands between the lines `docs:name` and
 *   `docs:end` in it.
 * - `<!-- insert: name -->` on a line of its own is replaced by what `lib/docs/inserts.ts` makes.
 * - `{{name}}` is a figure of `lib/docs/figures.ts` or a fact about the deployment.
 */
import { fenceMeta } from "@/lib/docs/code-blocks";
import type { DocsFacts } from "@/lib/docs/facts";
import { FIGURES } from "@/lib/docs/figures";
import { INSERTS } from "@/lib/docs/inserts";
import { readRepositoryFile } from "@/lib/docs/repository-file";

export type DocsSource = { title: string; summary: string; body: string };

const FENCE = /^(```+)([a-z]*) ([^\n]*file=[^\n]*)\n[\s\S]*?^\1$/gm;
const INSERT = /^<!-- insert: ([a-z-]+) -->$/gm;
const VALUE = /\{\{([A-Za-z]+)\}\}/g;
const PAGE_LINK = /\]\(([a-z0-9-]+)\.md(#[^)\s]+)?\)/g;

/** Reads `docs/site/<slug>.md`; throws where it names something that is not there. */
export function readSource(slug: string, facts: DocsFacts): DocsSource {
  return splitSource(resolveSource(readRepositoryFile(`docs/site/${slug}.md`), facts));
}

/** Title, first paragraph and the rest. */
export function splitSource(text: string): DocsSource {
  const parts = /^# (.+)\n\n([\s\S]+?)\n(?:\n([\s\S]*))?$/.exec(text);
  if (parts === null)
    throw new Error("A page begins with a title and a paragraph that says what it is about.");
  const [, title = "", summary = "", body = ""] = parts;
  return { title, summary: summary.replaceAll("\n", " "), body };
}

/** The same text with everything put in; exported for tests. */
export function resolveSource(text: string, facts: DocsFacts): string {
  return text
    .replace(FENCE, (_, ticks: string, language: string, meta: string) => includeFile(ticks, language, meta))
    .replace(INSERT, (_, name: string) => {
      const make = INSERTS[name];
      if (make === undefined) throw new Error(`There is no insert ${name}.`);
      return make(facts).trim();
    })
    .replace(VALUE, (_, name: string) => figureOf(name, facts))
    .replace(PAGE_LINK, (_, slug: string, anchor = "") => `](${hrefOf(slug)}${anchor})`);
}

/** The address of a page that is a file. */
export function hrefOf(slug: string): string {
  return slug === "overview" ? "/docs" : `/docs/${slug}`;
}

function includeFile(ticks: string, language: string, metaText: string): string {
  const meta = fenceMeta(metaText);
  const file = meta.get("file") ?? "";
  if (!/^[\w./-]+$/.test(file) || file.includes(".."))
    throw new Error(`Not a file of this repository: ${file}`);
  const content = partOf(readRepositoryFile(file), meta.get("part"), file);
  const tab = meta.get("tab");
  const title = meta.get("title") ?? file;
  return `${ticks}${language}${tab === undefined ? "" : ` tab=${tab}`} title="${title}"\n${content}\n${ticks}`;
}

/** Without the marks; what was indented with its surroundings starts at the margin again. */
function partOf(text: string, part: string | undefined, file: string): string {
  const lines = text.trimEnd().split("\n");
  if (part === undefined) return lines.filter((line) => markIn(line) === undefined).join("\n");
  const begin = lines.findIndex((line) => markIn(line) === part);
  const end = lines.findIndex((line, index) => index > begin && markIn(line) === "end");
  if (begin === -1 || end === -1) throw new Error(`${file} has no part ${part}.`);
  const taken = lines.slice(begin + 1, end);
  const indents = taken
    .filter((line) => line.trim() !== "")
    .map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
  return taken.map((line) => line.slice(Math.min(...indents))).join("\n");
}

/** `sign` in a line that holds nothing but the comment `docs:sign`. */
function markIn(line: string): string | undefined {
  return /^\s*(?:\/\/|#) docs:([a-z-]+)\s*$/.exec(line)?.[1];
}

function figureOf(name: string, facts: DocsFacts): string {
  const values: Readonly<Record<string, string>> = { ...FIGURES, ...facts };
  const value = values[name];
  if (value === undefined) throw new Error(`There is no figure ${name}.`);
  return value;
}
