import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsArticle } from "@/components/docs/docs-article";
import { OperationView } from "@/components/docs/reference/operation-view";
import { docsMetadata } from "@/lib/docs/metadata";
import { docsContent, findEntry } from "@/lib/docs/prepared";
import type { OperationContent } from "@/lib/docs/prepared-content";
import { operationHeadings } from "@/lib/docs/reference/headings";
import { operationSlug } from "@/lib/docs/reference/slugs";
import "../reference.css";

type OperationPageProps = { params: Promise<{ operation: string }> };

export async function generateMetadata({ params }: OperationPageProps): Promise<Metadata> {
  const found = await findEntry(operationSlug((await params).operation));
  return found === undefined ? {} : docsMetadata(found.page);
}

/** One operation of the API. */
export default async function OperationPage({ params }: OperationPageProps) {
  const { operation: name } = await params;
  const { page, neighbours } = (await findEntry(operationSlug(name))) ?? notFound();
  const { operation, code, shared } = await docsContent<OperationContent>(page);
  return (
    <DocsArticle page={page} headings={operationHeadings(operation)} neighbours={neighbours}>
      <OperationView operation={operation} code={code} shared={new Set(shared)} />
    </DocsArticle>
  );
}
