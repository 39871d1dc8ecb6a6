/** Disable, enable and delete: the next request of every service of the application sees it. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { revokeLiveApiKeys } from "@/db/queries/api-keys";
import { applications } from "@/db/schema";
import { toPublicId } from "@/lib/ids";
import { requireApplication, viewApplication } from "@/lib/operations/applications/find";
import { writeOperation } from "@/lib/operations/operation";
import { applicationSchema } from "@/lib/schemas/application";
import { text } from "@/lib/schemas/common";

const reason = text(500).optional();
const input = z.strictObject({ applicationId: z.string(), reason });

export const disableApplication = writeOperation({
  name: "disableApplication",
  summary: "Refuse every request of an API application from now on",
  permission: "APPLICATIONS_WRITE",
  audit: "application.disabled",
  input,
  output: applicationSchema,
  run: async (context, { applicationId, reason: why }) => {
    const row = await requireApplication(context, applicationId, { lock: true });
    if (row.disabledAt !== null) {
      context.audit("unchanged");
      return viewApplication(context, row);
    }
    const disabled = {
      disabledAt: context.now,
      disabledBy: context.principal.kind === "operator_cli" ? ("operator" as const) : ("partner" as const),
    };
    await context.tx.update(applications).set(disabled).where(eq(applications.id, row.id));
    context.audit({
      target: { kind: "application", id: applicationId },
      before: { status: "enabled" },
      after: { status: "disabled" },
      ...(why === undefined ? {} : { reason: why }),
    });
    return viewApplication(context, { ...row, ...disabled });
  },
});

export const enableApplication = writeOperation({
  name: "enableApplication",
  summary: "Accept an API application's requests again",
  permission: "APPLICATIONS_WRITE",
  audit: "application.enabled",
  input,
  output: applicationSchema,
  run: async (context, { applicationId, reason: why }) => {
    const row = await requireApplication(context, applicationId, { lock: true });
    if (row.disabledAt === null) {
      context.audit("unchanged");
      return viewApplication(context, row);
    }
    const enabled = { disabledAt: null, disabledBy: null };
    await context.tx.update(applications).set(enabled).where(eq(applications.id, row.id));
    context.audit({
      target: { kind: "application", id: applicationId },
      before: { status: "disabled" },
      after: { status: "enabled" },
      ...(why === undefined ? {} : { reason: why }),
    });
    return viewApplication(context, { ...row, ...enabled });
  },
});

export const deleteApplication = writeOperation({
  name: "deleteApplication",
  summary: "Delete an API application; its credentials die at once and for ever",
  permission: "APPLICATIONS_WRITE",
  audit: "application.deleted",
  input,
  output: z.strictObject({ id: z.string(), deletedAt: z.iso.datetime() }),
  run: async (context, { applicationId, reason: why }) => {
    const row = await requireApplication(context, applicationId, { lock: true });
    const revoked = await revokeLiveApiKeys(context.tx, row, context.now);
    await context.tx.update(applications).set({ deletedAt: context.now }).where(eq(applications.id, row.id));
    context.audit({
      target: { kind: "application", id: applicationId },
      before: { name: row.name, permissions: row.permissions },
      after: { revokedApiKeyIds: revoked.map((id) => toPublicId("apiKey", id)) },
      ...(why === undefined ? {} : { reason: why }),
    });
    return { id: applicationId, deletedAt: context.now.toISOString() };
  },
});
