/**
 * The texts of the documentation, ready-made: from the build that is served, or made from the sources where none is.
 * Whatever makes them is loaded in the second case only.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { currentFacts } from "@/lib/docs/facts";
import { FRONT_PAGE } from "@/lib/docs/navigation";
import type { DocsEntry } from "@/lib/docs/page";
import { fillIn } from "@/lib/docs/placeholders";
import { preparedFolder } from "@/lib/docs/prepared-folder";
import { CONTENTS, contentName, formOf } from "@/lib/docs/prepared-names";
import { processSlot } from "@/lib/process-slot";

const textsSlot = processSlot<Map<string, Promise<string>>>("docs-prepared-texts");

/** The text of this name with the facts of this deployment, read or made once. Throws where there is none. */
export function preparedText(name: string): Promise<string> {
  const texts = textsSlot.get() ?? new Map<string, Promise<string>>();
  textsSlot.set(texts);
  const known = texts.get(name);
  if (known !== undefined) return known;
  const text = unfilledText(name).then((unfilled) => fillIn(unfilled, currentFacts(), formOf(name)));
  texts.set(name, text);
  // A failure is told to whoever asks, and forgotten, so that the next one tries again.
  text.catch(() => texts.delete(name));
  return text;
}

async function unfilledText(name: string): Promise<string> {
  const folder = preparedFolder();
  if (folder !== undefined) return readFile(path.join(/* turbopackIgnore: true */ folder, name), "utf8");
  const { prepareText } = await import("@/lib/docs/prepare");
  return prepareText(name);
}

/** Every page, in the order in which they are read. */
export async function docsEntries(): Promise<readonly DocsEntry[]> {
  // What `lib/docs/prepare.ts` wrote under this name.
  return JSON.parse(await preparedText(CONTENTS)) as DocsEntry[];
}

/** A page with those before and after it. */
export type PlacedEntry = {
  page: DocsEntry;
  neighbours: { previous: DocsEntry | undefined; next: DocsEntry | undefined };
};

/** By what stands in the address; the front page has nothing there. */
export async function findEntry(slug: string): Promise<PlacedEntry | undefined> {
  const wanted = slug === "" ? FRONT_PAGE : slug;
  const entries = await docsEntries();
  const at = entries.findIndex((entry) => entry.slug === wanted);
  const page = entries[at];
  return page === undefined
    ? undefined
    : { page, neighbours: { previous: entries[at - 1], next: entries[at + 1] } };
}

/** What the page shows; the caller names the type that pages of its kind have. */
export async function docsContent<Content>({ slug }: DocsEntry): Promise<Content> {
  // As above: the kind of a page follows from its address.
  return JSON.parse(await preparedText(contentName(slug))) as Content;
}
