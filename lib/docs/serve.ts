/** Answers of the documentation that are not pages: Markdown, the lists for language models, the search index. */
import { findEntry, preparedText } from "@/lib/docs/prepared";
import { FULL_TEXT, LLMS_INDEX, markdownName, SEARCH_INDEX } from "@/lib/docs/prepared-names";
import { readSample } from "@/lib/docs/samples";

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
export async function serveMarkdown(slug: string): Promise<Response> {
  const found = await findEntry(slug);
  return found === undefined
    ? answer("# Not found\n\nThere is no such page. See /llms.txt for all pages.\n", "text/markdown", 404)
    : answer(await preparedText(markdownName(found.page.slug)), "text/markdown");
}

/** `/llms.txt`, as llmstxt.org describes it. */
export async function serveLlmsIndex(): Promise<Response> {
  return answer(await preparedText(LLMS_INDEX), "text/plain");
}

/** Every page in one text. */
export async function serveFullText(): Promise<Response> {
  return answer(await preparedText(FULL_TEXT), "text/plain");
}

/** A signer, as a file to download. */
export function serveSample(name: string): Response {
  const text = readSample(name);
  return text === undefined
    ? answer("There is no such sample.\n", "text/plain", 404)
    : answer(text, "text/plain");
}

/** What the browser searches in, as MiniSearch reads it. */
export async function serveSearchIndex(): Promise<Response> {
  return answer(await preparedText(SEARCH_INDEX), "application/json");
}
