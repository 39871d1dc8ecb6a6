/** What a ticket is about: rows of the caller's own organization and environment. */
import { findRelatedRows } from "@/db/queries/tickets";
import { type FieldProblem, validationFailed } from "@/lib/errors";
import { fromPublicId, toPublicId } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";
import { RELATED_KINDS, type RelatedKind, type RelatedView } from "@/lib/schemas/ticket";

type Context = Pick<TransactionContext, "tx" | "scope">;
type Reference = { id: string; kind: RelatedKind; uuid: string };

/** Throws 422 at each of the ids that does not name something of the caller's, or is there twice. */
export async function refuseUnknownRelated(context: Context, relatedIds: readonly string[]): Promise<void> {
  const titles = await titlesOf(context, relatedIds);
  const problems = relatedIds.flatMap((id, index): FieldProblem[] => {
    const path = `relatedIds[${index}]`;
    if (!titles.has(id)) return [{ path, message: "Nothing of yours has this id in this environment." }];
    if (relatedIds.indexOf(id) < index) return [{ path, message: "This id is in the list already." }];
    return [];
  });
  if (problems.length > 0) throw validationFailed(problems);
}

/** The same ids with what people call the things. */
export async function describeRelated(
  context: Context,
  relatedIds: readonly string[],
): Promise<RelatedView[]> {
  const titles = await titlesOf(context, relatedIds);
  return relatedIds.flatMap(toReference).map(({ id, kind }) => ({ id, kind, title: titles.get(id) ?? null }));
}

/** By public id, for those that exist. */
async function titlesOf({ tx, scope }: Context, relatedIds: readonly string[]): Promise<Map<string, string>> {
  const references = relatedIds.flatMap(toReference);
  const titles = new Map<string, string>();
  for (const kind of RELATED_KINDS) {
    const uuids = references.filter((reference) => reference.kind === kind).map(({ uuid }) => uuid);
    if (uuids.length === 0) continue;
    for (const row of await findRelatedRows(tx, scope, kind, uuids)) {
      titles.set(toPublicId(kind, row.id), row.title);
    }
  }
  return titles;
}

function toReference(id: string): Reference[] {
  return RELATED_KINDS.flatMap((kind) => {
    const uuid = fromPublicId(kind, id);
    return uuid === null ? [] : [{ id, kind, uuid }];
  });
}
