import { type ApplicationRow, findApplicationRow, loadCredentials } from "@/db/queries/applications";
import { notFound } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import { toApplicationView } from "@/lib/operations/applications/view";
import type { TransactionContext } from "@/lib/operations/operation";
import type { ApplicationView } from "@/lib/schemas/application";

type Context = Pick<TransactionContext, "tx" | "scope" | "now">;

/** The caller's application, or 404 for an id that is unknown, malformed or somebody else's. */
export async function requireApplication(
  context: Context,
  applicationId: string,
  options: { lock?: boolean } = {},
): Promise<ApplicationRow> {
  const uuid = fromPublicId("application", applicationId);
  const row = uuid === null ? undefined : await findApplicationRow(context.tx, context.scope, uuid, options);
  if (row === undefined) throw notFound("application");
  return row;
}

/** The application as it is now, with its credentials. */
export async function viewApplication(context: Context, row: ApplicationRow): Promise<ApplicationView> {
  const credentials = await loadCredentials(context.tx, context.scope.organizationId, [row], context.now);
  return toApplicationView(row, credentials, context.now);
}
