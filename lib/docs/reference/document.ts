/** The reference as this build has it: `docs/openapi.json`, which a test keeps equal to the declarations. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { isJsonObject } from "@/lib/api/openapi/json";
import type { ReferenceArea, ReferenceOperation } from "@/lib/docs/reference/model";
import { readAreas } from "@/lib/docs/reference/operations";

let areas: readonly ReferenceArea[] | undefined;

/** Read once. Throws where the file is missing or broken. */
export function referenceAreas(): readonly ReferenceArea[] {
  areas ??= readAreas(readDocument());
  return areas;
}

export function referenceOperations(): readonly ReferenceOperation[] {
  return referenceAreas().flatMap(({ operations }) => operations);
}

export function findOperation(name: string): ReferenceOperation | undefined {
  return referenceOperations().find((operation) => operation.name === name);
}

function readDocument() {
  const text = readFileSync(path.join(process.cwd(), "docs", "openapi.json"), "utf8");
  const document: unknown = JSON.parse(text);
  if (!isJsonObject(document)) throw new Error("docs/openapi.json is no document.");
  return document;
}
