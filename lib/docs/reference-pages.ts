/**
 * Pages of the documentation that are made from declarations instead of files: the API reference. Each is Markdown like
 * the others, so that it has its twin, its place in the navigation and its search entries; `app/docs/api` shows it in
 * another way.
 */
import type { DocsFacts } from "@/lib/docs/facts";
import type { DocsPage } from "@/lib/docs/page";
import { referenceAreas } from "@/lib/docs/reference/document";
import { indexMarkdown, operationMarkdown } from "@/lib/docs/reference/markdown";
import { sharedReasons } from "@/lib/docs/reference/refusals";
import { operationSlug, REFERENCE_SLUG } from "@/lib/docs/reference/slugs";
import { routes } from "@/lib/routes";

/** In the order in which they are read, after the files. */
export function referencePages(facts: DocsFacts): readonly DocsPage[] {
  const areas = referenceAreas();
  const shared = sharedReasons(areas.flatMap(({ operations }) => operations));
  const index: DocsPage = {
    slug: REFERENCE_SLUG,
    href: routes.apiReference,
    group: "Reference",
    title: "API reference",
    summary:
      "Every operation of the API by area: what it needs, takes and answers. Made from the same declarations that the server checks requests by, like the [OpenAPI document](/openapi.json).",
    body: indexMarkdown(areas),
  };
  const operations = areas.flatMap(({ name: area, operations }) =>
    operations.map((operation) => ({
      slug: operationSlug(operation.name),
      href: routes.apiOperation(operation.name),
      group: `API: ${area}`,
      title: operation.title,
      summary: `${operation.summary}.`,
      body: operationMarkdown(operation, facts.sandboxUrl, shared),
    })),
  );
  return [index, ...operations];
}
