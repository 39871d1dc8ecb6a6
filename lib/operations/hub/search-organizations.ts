import { searchOrganizationRows } from "@/db/queries/hub";
import { fromPublicId, type IdKind } from "@/lib/ids";
import { type CursorBinding, decodeCursor, toPage } from "@/lib/operations/cursor";
import { toOrganizationSummary } from "@/lib/operations/hub/view";
import { readOperation } from "@/lib/operations/operation";
import { pageOf } from "@/lib/schemas/common";
import { organizationSearchSchema, organizationSummarySchema } from "@/lib/schemas/hub";

/** What an organization can be found by when somebody quotes its id from a log or a page. */
const SEARCHABLE: readonly IdKind[] = ["organization", "application", "apiKey", "personalKey", "user"];

export const searchOrganizations = readOperation({
  name: "searchOrganizations",
  summary:
    "Find partner organizations by name, slug, id of theirs, a member's e-mail address or a fingerprint",
  permission: "ORGANIZATIONS_READ",
  input: organizationSearchSchema,
  output: pageOf(organizationSummarySchema),
  run: async ({ tx, scope, cursorSecret }, { search, cursor, limit }) => {
    const binding: CursorBinding = {
      secret: cursorSecret,
      list: "organizations",
      ...scope,
      filters: { search },
    };
    const afterId = cursor === undefined ? undefined : decodeCursor(cursor, binding);
    const wanted = { text: search, uuid: uuidIn(search) };
    const rows = await searchOrganizationRows(tx, wanted, { limit: limit + 1, afterId });
    return toPage(rows, limit, binding, toOrganizationSummary);
  },
});

/** The UUID behind a public id, in the case somebody may have pasted it in; `null` for other text. */
function uuidIn(search: string): string | null {
  const publicId = search.toLowerCase();
  for (const kind of SEARCHABLE) {
    const uuid = fromPublicId(kind, publicId);
    if (uuid !== null) return uuid;
  }
  return null;
}
