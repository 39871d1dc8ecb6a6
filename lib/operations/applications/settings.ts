/** Permissions and rate limit of an application. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { applications } from "@/db/schema";
import { conflict } from "@/lib/errors";
import { requireApplication, viewApplication } from "@/lib/operations/applications/find";
import { hasWrite, requireMayGrant } from "@/lib/operations/applications/grant";
import { writeOperation } from "@/lib/operations/operation";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import { type ApiPermission, sortPermissions } from "@/lib/permissions";
import { applicationSchema, permissionSetSchema } from "@/lib/schemas/application";
import { setRateLimitSchema } from "@/lib/schemas/limits";

export const setApplicationPermissions = writeOperation({
  name: "setApplicationPermissions",
  summary: "Replace the permissions of an API application",
  permission: "APPLICATIONS_WRITE",
  audit: "application.permissions_changed",
  input: z.strictObject({
    applicationId: z.string(),
    permissions: permissionSetSchema,
    /** The set that the caller saw. Where it is another one by now, somebody else was faster: 409. */
    expected: permissionSetSchema.optional(),
  }),
  output: applicationSchema,
  run: async (context, input) => {
    const row = await requireApplication(context, input.applicationId, { lock: true });
    if (input.expected !== undefined && !isSame(row.permissions, input.expected)) {
      throw conflict("Somebody else changed these permissions meanwhile. Look at them again.", {
        current: row.permissions,
      });
    }
    const permissions = sortPermissions(input.permissions);
    const added = permissions.filter((permission) => !row.permissions.includes(permission));
    const removed = row.permissions.filter((permission) => !permissions.includes(permission));
    requireMayGrant(context, added);
    if (added.length === 0 && removed.length === 0) {
      context.audit("unchanged");
      return viewApplication(context, row);
    }
    if (hasWrite(added)) requireRecentProof(context);
    await context.tx.update(applications).set({ permissions }).where(eq(applications.id, row.id));
    context.audit({
      target: { kind: "application", id: input.applicationId },
      before: { permissions: row.permissions },
      after: { permissions, added, removed },
    });
    return viewApplication(context, { ...row, permissions });
  },
});

function isSame(one: readonly ApiPermission[], other: readonly ApiPermission[]): boolean {
  return sortPermissions(one).join() === sortPermissions(other).join();
}

export const setApplicationRateLimit = writeOperation({
  name: "setApplicationRateLimit",
  summary: "Set how many requests a second an API application may make",
  // The operator's: a partner would only ever raise it.
  permission: "ORGANIZATIONS_WRITE",
  audit: "application.rate_limit_changed",
  input: setRateLimitSchema.extend({ applicationId: z.string() }),
  output: applicationSchema,
  run: async (context, { applicationId, perSecond }) => {
    const row = await requireApplication(context, applicationId, { lock: true });
    if (row.rateLimitPerSecond === perSecond) {
      context.audit("unchanged");
      return viewApplication(context, row);
    }
    await context.tx
      .update(applications)
      .set({ rateLimitPerSecond: perSecond })
      .where(eq(applications.id, row.id));
    context.audit({
      target: { kind: "application", id: applicationId },
      before: { rateLimitPerSecond: row.rateLimitPerSecond },
      after: { rateLimitPerSecond: perSecond },
    });
    return viewApplication(context, { ...row, rateLimitPerSecond: perSecond });
  },
});
