/** The headings of the reference's pages, for their tables of contents; the Markdown twins have the same anchors. Pure. */
import type { ReferenceArea, ReferenceOperation } from "@/lib/docs/reference/model";
import type { Heading } from "@/lib/docs/render";

const second = (id: string, text: string): Heading => ({ depth: 2, id, text });

export const SHARED_REFUSALS = second("what-every-operation-can-answer", "What every operation can answer");

export function areaAnchor(name: string): string {
  return name.toLowerCase().replaceAll(" ", "-");
}

export function indexHeadings(areas: readonly Pick<ReferenceArea, "name">[]): Heading[] {
  return [...areas.map(({ name }) => second(areaAnchor(name), name)), SHARED_REFUSALS];
}

export function operationHeadings(operation: ReferenceOperation): Heading[] {
  const { pathFields, queryFields, headerFields, body, answers } = operation;
  return [
    second("access", "Access"),
    ...(pathFields.length > 0 ? [second("path-parameters", "Path parameters")] : []),
    ...(queryFields.length > 0 ? [second("query-parameters", "Query parameters")] : []),
    ...(headerFields.length > 0 ? [second("headers", "Headers")] : []),
    ...(body === null ? [] : [second("body", "Body")]),
    second("sample", "Sample"),
    second("answer", "Answer"),
    ...answers.map(({ status }): Heading => ({ depth: 3, id: `answer-${status}`, text: `${status}` })),
    second("refusals", "Refusals"),
  ];
}
