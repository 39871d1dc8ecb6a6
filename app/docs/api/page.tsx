import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsArticle } from "@/components/docs/docs-article";
import { AreaList } from "@/components/docs/reference/area-list";
import { ReferenceHeading } from "@/components/docs/reference/reference-heading";
import { RefusalTable } from "@/components/docs/reference/refusal-table";
import { docsMetadata } from "@/lib/docs/metadata";
import { docsContent, findEntry } from "@/lib/docs/prepared";
import type { ReferenceContent } from "@/lib/docs/prepared-content";
import { indexHeadings, SHARED_REFUSALS } from "@/lib/docs/reference/headings";
import { REFERENCE_SLUG } from "@/lib/docs/reference/slugs";
import "./reference.css";

export async function generateMetadata(): Promise<Metadata> {
  const found = await findEntry(REFERENCE_SLUG);
  return found === undefined ? {} : docsMetadata(found.page);
}

/** All operations by area, and what every one of them can answer. */
export default async function ReferencePage() {
  const { page, neighbours } = (await findEntry(REFERENCE_SLUG)) ?? notFound();
  const { areas, refusals } = await docsContent<ReferenceContent>(page);
  return (
    <DocsArticle page={page} headings={indexHeadings(areas)} neighbours={neighbours}>
      <AreaList areas={areas} />
      <section className="docs-text" aria-label={SHARED_REFUSALS.text}>
        <ReferenceHeading {...SHARED_REFUSALS} depth={2} />
        <p>Refusals that do not depend on the operation.</p>
        <RefusalTable refusals={refusals} label="Refusals of every operation" />
      </section>
    </DocsArticle>
  );
}
