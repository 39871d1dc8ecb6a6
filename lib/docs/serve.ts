/** Answers of the documentation that are not pages: Markdown, the lists for language models, the search index. */
import { docsLibrary } from "@/lib/docs/library";
import { fullText, llmsIndex } from "@/lib/docs/llms";
import { pageAsMarkdown } from "@/lib/docs/pages";
import { readSample } from "@/lib/docs/samples";
import { searchIndex } from "@/lib/docs/search-index";
import { processSlot } from "@/lib/process-slot";

const CACHE_SECONDS = 300;

function answer(body: string, contentType: string, status = 200): Response {
  return new Response(body, {
    status,
    headers: {
      "Content-Type": `${contentType}; charset=utf-8`,
      "Cache-Control": `public, max-age=${CACHE_SECONDS}`,
      "X-Content-Type-Options": "nosniff",
    },
  });
}

/** A page as Markdown, by its slug. */
export function serveMarkdown(slug: string): Response {
  const page = docsLibrary().find(slug);
  return page === undefined
    ? answer("# Not found\n\nThere is no such page. See /llms.txt for all pages.\n", "text/markdown", 404)
    : answer(pageAsMarkdown(page), "text/markdown");
}

/** `/llms.txt`, as llmstxt.org describes it. */
export function serveLlmsIndex(): Response {
  return answer(llmsIndex(docsLibrary()), "text/plain");
}

/** Every page in one text. */
export function serveFullText(): Response {
  return answer(fullText(docsLibrary()), "text/plain");
}

/** A signer, as a file to download. */
export function serveSample(name: string): Response {
  const text = readSample(name);
  return text === undefined
    ? answer("There is no such sample.\n", "text/plain", 404)
    : answer(text, "text/plain");
}

const indexSlot = processSlot<Promise<string>>("docs-search-index");

/** Begins to make the index, unless that was done: whoever reads a page may search next. */
export function prepareSearchIndex(): Promise<string> {
  const existing = indexSlot.get();
  if (existing !== undefined) return existing;
  const made = searchIndex(docsLibrary().pages);
  indexSlot.set(made);
  // A failure is told to whoever asks, and forgotten, so that the next one tries again.
  made.catch(() => indexSlot.set(undefined));
  return made;
}

export async function serveSearchIndex(): Promise<Response> {
  return answer(await prepareSearchIndex(), "application/json");
}
