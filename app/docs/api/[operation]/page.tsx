import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsArticle } from "@/components/docs/docs-article";
import { OperationView } from "@/components/docs/reference/operation-view";
import { docsLibrary } from "@/lib/docs/library";
import { docsMetadata } from "@/lib/docs/metadata";
import { findOperation, referenceOperations } from "@/lib/docs/reference/document";
import { operationHeadings } from "@/lib/docs/reference/headings";
import { sharedReasons } from "@/lib/docs/reference/refusals";
import { operationSlug } from "@/lib/docs/reference-pages";
import "../reference.css";

type OperationPageProps = { params: Promise<{ operation: string }> };

export async function generateMetadata({ params }: OperationPageProps): Promise<Metadata> {
  const library = docsLibrary();
  const page = library.find(operationSlug((await params).operation));
  return page === undefined ? {} : docsMetadata(page, library.facts);
}

/** One operation of the API. */
export default async function OperationPage({ params }: OperationPageProps) {
  const { operation: name } = await params;
  const library = docsLibrary();
  const operation = findOperation(name) ?? notFound();
  const page = library.find(operationSlug(name)) ?? notFound();
  return (
    <DocsArticle page={page} headings={operationHeadings(operation)} neighbours={library.neighbours(page)}>
      <OperationView
        operation={operation}
        shared={sharedReasons(referenceOperations())}
        baseUrl={library.facts.sandboxUrl}
      />
    </DocsArticle>
  );
}
