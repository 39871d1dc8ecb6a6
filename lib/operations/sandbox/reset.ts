import { z } from "zod";
import { resetSandboxRows } from "@/db/queries/simulator";
import { databaseErrorCode } from "@/lib/database-errors";
import { unavailable, validationFailed } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { writeOperation } from "@/lib/operations/operation";

/** What PostgreSQL says of a statement that took too long. */
const QUERY_CANCELED = "57014";
/** All of it goes or nothing does, so it has longer than other statements. */
const TIMEOUT_MILLISECONDS = 10 * 60_000;

export const resetSandbox = writeOperation({
  name: "resetSandbox",
  summary:
    "Remove everything from an organization's sandbox but its applications, their keys and the history",
  permission: "ORGANIZATIONS_WRITE",
  audit: "sandbox.reset",
  input: z.strictObject({}),
  output: z.strictObject({
    organizationId: z.string(),
    /** Removed rows by table. */
    removed: z.record(z.string(), z.int()),
  }),
  run: async (context) => {
    const { tx, scope } = context;
    if (scope.environment !== "sandbox") {
      throw validationFailed([{ path: "environment", message: "Only a sandbox can be reset." }]);
    }
    const removed = await resetSandboxRows(tx, TIMEOUT_MILLISECONDS).catch((error: unknown) => {
      if (databaseErrorCode(error) !== QUERY_CANCELED) throw error;
      throw unavailable(
        `The sandbox is so large that it was not emptied within ${TIMEOUT_MILLISECONDS / 60_000} minutes. Nothing was removed.`,
      );
    });
    const organizationId = toPublicId("organization", scope.organizationId);
    context.audit({ target: { kind: "organization", id: organizationId }, after: { removed } });
    return { organizationId, removed };
  },
});
