/**
 * Makes each text of the documentation that a server answers with or shows: Markdown is parsed and code coloured here
 * and nowhere else. A build does it once for all (`scripts/prepare-docs.ts`); `npm run dev` and tests text by text.
 */
import { docsLibrary } from "@/lib/docs/library";
import { fullText, llmsIndex } from "@/lib/docs/llms";
import { type DocsEntry, type DocsPage, pageAsMarkdown } from "@/lib/docs/page";
import type { DocsLibrary } from "@/lib/docs/pages";
import type {
  OperationCode,
  OperationContent,
  ReferenceContent,
  TextContent,
} from "@/lib/docs/prepared-content";
import {
  CONTENTS,
  contentName,
  FULL_TEXT,
  LLMS_INDEX,
  markdownName,
  SEARCH_INDEX,
} from "@/lib/docs/prepared-names";
import { findOperation, referenceAreas, referenceOperations } from "@/lib/docs/reference/document";
import { samplesMarkdown } from "@/lib/docs/reference/markdown";
import type { ReferenceOperation } from "@/lib/docs/reference/model";
import { refusalsThat, sharedReasons } from "@/lib/docs/reference/refusals";
import { operationSlug, REFERENCE_SLUG } from "@/lib/docs/reference/slugs";
import { renderMarkdown } from "@/lib/docs/render";
import { searchIndex } from "@/lib/docs/search-index";

type Maker = (library: DocsLibrary) => string | Promise<string>;

/** By name; nothing is made until it is asked for. */
export function textMakers({ pages }: DocsLibrary): ReadonlyMap<string, Maker> {
  return new Map<string, Maker>([
    [CONTENTS, () => JSON.stringify(pages.map(entryOf))],
    [LLMS_INDEX, llmsIndex],
    [FULL_TEXT, fullText],
    [SEARCH_INDEX, () => searchIndex(pages)],
    ...pages.flatMap((page): [string, Maker][] => [
      [markdownName(page.slug), () => pageAsMarkdown(page)],
      [contentName(page.slug), async ({ facts }) => JSON.stringify(await contentOf(page, facts.sandboxUrl))],
    ]),
  ]);
}

/** The text of this name, from the sources. Throws where there is none. */
export async function prepareText(name: string): Promise<string> {
  const library = docsLibrary();
  const make = textMakers(library).get(name);
  if (make === undefined) throw new Error(`The documentation has no text ${name}.`);
  return make(library);
}

function entryOf({ slug, href, group, title, summary }: DocsPage): DocsEntry {
  return { slug, href, group, title, summary };
}

async function contentOf(
  page: DocsPage,
  baseUrl: string,
): Promise<TextContent | ReferenceContent | OperationContent> {
  if (page.slug === REFERENCE_SLUG) return referenceContent();
  const operation = page.slug.startsWith(operationSlug(""))
    ? findOperation(page.slug.slice(operationSlug("").length))
    : undefined;
  return operation === undefined ? renderMarkdown(page.body) : operationContent(operation, baseUrl);
}

function referenceContent(): ReferenceContent {
  const operations = referenceOperations();
  return {
    areas: referenceAreas().map(({ name: area, description, operations: members }) => ({
      name: area,
      description,
      operations: members.map(({ name, title, method, path, summary, permission }) => ({
        name,
        title,
        method,
        path,
        summary,
        permission,
      })),
    })),
    refusals: refusalsThat("shared", operations[0]?.refusals ?? [], sharedReasons(operations)),
  };
}

async function operationContent(operation: ReferenceOperation, baseUrl: string): Promise<OperationContent> {
  const shared = [...sharedReasons(referenceOperations())];
  return { operation, code: await codeOf(operation, baseUrl), shared };
}

async function codeOf(operation: ReferenceOperation, baseUrl: string): Promise<OperationCode> {
  const { body, answers } = operation;
  const htmlOf = async (markdown: string) => (await renderMarkdown(markdown)).html;
  const shown = answers.filter(({ example }) => example !== undefined);
  return {
    sample: await htmlOf(samplesMarkdown(operation, baseUrl)),
    body: body?.example === undefined ? null : await htmlOf(jsonFence(body.example, "body.json")),
    answers: Object.fromEntries(
      await Promise.all(
        shown.map(async ({ status, example }) => [
          status,
          await htmlOf(jsonFence(example, `Answer ${status}`)),
        ]),
      ),
    ),
  };
}

function jsonFence(value: unknown, title: string): string {
  return `\`\`\`json title="${title}"\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}
