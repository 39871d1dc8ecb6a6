/** Documents as reviews show them: in the order of what they are to prove. Pure. */
import { personName } from "@/lib/client/hub-customer-fields";
import { enumWords } from "@/lib/client/hub-words";
import type { CustomerView } from "@/lib/schemas/customer";
import type { DocumentView } from "@/lib/schemas/document";
import type { DocumentContentType } from "@/lib/schemas/document-kinds";

export type ShownDocument = {
  id: string;
  title: string;
  /** Whose it is: the company's, one person's, nobody's in particular. */
  about: string;
  fileName: string;
  contentType: DocumentContentType;
  sizeBytes: number;
};

export function isImage({ contentType }: ShownDocument): boolean {
  return contentType === "image/png" || contentType === "image/jpeg";
}

/** The customer's documents, each once: the company's, its persons', then those that nothing refers to. */
export function documentsOf({
  documents,
  documentIds,
  persons,
}: Pick<CustomerView, "documents" | "documentIds" | "persons">): ShownDocument[] {
  const owners = [
    { about: "Company", ids: documentIds },
    ...persons.map((person) => ({ about: personName(person), ids: person.documentIds })),
    { about: "Not referred to", ids: documents.map(({ id }) => id) },
  ];
  const shown = new Map<string, ShownDocument>();
  for (const { about, ids } of owners) {
    for (const id of ids) {
      const document = documents.find((candidate) => candidate.id === id);
      if (document !== undefined && !shown.has(id)) shown.set(id, toShown(document, about));
    }
  }
  return [...shown.values()];
}

/** One document as it is shown beside what it is to prove. */
export function toShown(
  { id, type, fileName, contentType, sizeBytes }: DocumentView,
  about: string,
): ShownDocument {
  return { id, title: enumWords(type), about, fileName, contentType, sizeBytes };
}
