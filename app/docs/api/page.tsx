import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsArticle } from "@/components/docs/docs-article";
import { AreaList } from "@/components/docs/reference/area-list";
import { ReferenceHeading } from "@/components/docs/reference/reference-heading";
import { RefusalTable } from "@/components/docs/reference/refusal-table";
import { docsLibrary } from "@/lib/docs/library";
import { docsMetadata } from "@/lib/docs/metadata";
import { referenceAreas, referenceOperations } from "@/lib/docs/reference/document";
import { indexHeadings, SHARED_REFUSALS } from "@/lib/docs/reference/headings";
import { refusalsThat, sharedReasons } from "@/lib/docs/reference/refusals";
import { REFERENCE_SLUG } from "@/lib/docs/reference-pages";
import "./reference.css";

export function generateMetadata(): Metadata {
  const library = docsLibrary();
  const page = library.find(REFERENCE_SLUG);
  return page === undefined ? {} : docsMetadata(page, library.facts);
}

/** All operations by area, and what every one of them can answer. */
export default function ReferencePage() {
  const library = docsLibrary();
  const page = library.find(REFERENCE_SLUG) ?? notFound();
  const areas = referenceAreas();
  const operations = referenceOperations();
  const always = refusalsThat("shared", operations[0]?.refusals ?? [], sharedReasons(operations));
  return (
    <DocsArticle page={page} headings={indexHeadings(areas)} neighbours={library.neighbours(page)}>
      <AreaList areas={areas} />
      <section className="docs-text" aria-label={SHARED_REFUSALS.text}>
        <ReferenceHeading {...SHARED_REFUSALS} depth={2} />
        <p>Refusals that do not depend on the operation.</p>
        <RefusalTable refusals={always} label="Refusals of every operation" />
      </section>
    </DocsArticle>
  );
}
