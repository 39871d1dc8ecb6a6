import { expect, test } from "vitest";
import { documentsOf } from "@/lib/client/hub-documents";
import type { DocumentView } from "@/lib/schemas/document";
import type { PersonView } from "@/lib/schemas/person";

const now = "2026-11-20T10:00:00.000Z";

function document(id: string): DocumentView {
  return {
    id,
    orgId: "org_1",
    customerId: null,
    type: "PASSPORT",
    fileName: `${id}.pdf`,
    contentType: "application/pdf",
    sizeBytes: 1,
    sha256: "",
    createdAt: now,
  };
}

const ada: PersonView = {
  id: "per_1",
  firstName: "Ada",
  lastName: "Berg",
  roles: ["UBO"],
  nationality: "SE",
  dateOfBirth: "1980-01-01",
  documentIds: ["b", "a"],
  createdAt: now,
  updatedAt: now,
};

test("documents stand with whom they are about first named for, each once", () => {
  const shown = documentsOf({
    documents: ["c", "b", "a"].map(document),
    documentIds: ["a", "gone"],
    persons: [ada],
  });
  expect(shown.map(({ id, about }) => [id, about])).toEqual([
    ["a", "Company"],
    ["b", "Ada Berg"],
    ["c", "Not referred to"],
  ]);
});
