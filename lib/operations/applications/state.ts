/** Disable, enable and delete: the next request of every service of the application sees it. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { listLiveApiKeys, revokeLiveApiKeys } from "@/db/queries/api-keys";
import type { ApplicationRow } from "@/db/queries/applications";
import { applications } from "@/db/schema";
import { type ApiError, conflict, validationFailed } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { requireApplication, viewApplication } from "@/lib/operations/applications/find";
import { recordApiKeyEvents, recordApplicationEvent } from "@/lib/operations/applications/lifecycle-events";
import { operatorOrPersonName } from "@/lib/operations/applications/who";
import { noticeDisabled } from "@/lib/operations/notices";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import { isOperator } from "@/lib/principal";
import { applicationSchema } from "@/lib/schemas/application";

const input = z.strictObject({ applicationId: z.string() });

export const disableApplication = writeOperation({
  name: "disableApplication",
  summary: "Refuse every request of an API application from now on",
  permission: "APPLICATIONS_DISABLE",
  audit: "application.disabled",
  input,
  output: applicationSchema,
  run: async (context, { applicationId }) => {
    const row = await requireApplication(context, applicationId, { lock: true });
    const { principal, now, reason } = context;
    const disabledBy = isOperator(principal) ? ("operator" as const) : ("partner" as const);
    // What the partner disabled, the operator may still disable, so that the partner alone cannot enable it again.
    const isTakenOver = row.disabledBy === "partner" && disabledBy === "operator";
    if (row.disabledAt !== null && !isTakenOver) {
      context.audit("unchanged");
      return viewApplication(context, row);
    }
    const disabled = {
      disabledAt: now,
      disabledBy,
      disabledByName: operatorOrPersonName(principal),
      disabledReason: reason,
    };
    await context.tx.update(applications).set(disabled).where(eq(applications.id, row.id));
    if (isOperator(principal)) await noticeDisabled(context, { ...row, ...disabled });
    // Who takes it over changes nothing for its services.
    if (!isTakenOver) await recordApplicationEvent(context, { ...row, ...disabled }, "applications.disabled");
    context.audit({
      target: { kind: "application", id: applicationId },
      before: stateOf(row),
      after: stateOf({ ...row, ...disabled }),
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
  run: async (context, { applicationId }) => {
    const row = await requireApplication(context, applicationId, { lock: true });
    if (row.disabledAt === null) {
      context.audit("unchanged");
      return viewApplication(context, row);
    }
    if (row.disabledBy === "operator" && !isOperator(context.principal)) throw disabledByOperator(row);
    const enabled = { disabledAt: null, disabledBy: null, disabledByName: null, disabledReason: null };
    await context.tx.update(applications).set(enabled).where(eq(applications.id, row.id));
    await recordApplicationEvent(context, { ...row, ...enabled }, "applications.enabled");
    context.audit({
      target: { kind: "application", id: applicationId },
      before: stateOf(row),
      after: stateOf({ ...row, ...enabled }),
    });
    return viewApplication(context, { ...row, ...enabled });
  },
});

export const deleteApplication = writeOperation({
  name: "deleteApplication",
  summary: "Delete an API application; its credentials die at once and for ever",
  permission: "APPLICATIONS_WRITE",
  audit: "application.deleted",
  /** `name`: as the person typed it. The command line names the application by its id alone. */
  input: input.extend({ name: z.string().max(200).optional() }),
  output: z.strictObject({ id: z.string(), deletedAt: z.iso.datetime() }),
  run: async (context, { applicationId, name }) => {
    const row = await requireApplication(context, applicationId, { lock: true });
    requireTypedName(context, row, name);
    requireRecentProof(context);
    const { tx, now } = context;
    const live = await listLiveApiKeys(tx, row.id, now);
    const revoked = await revokeLiveApiKeys(tx, row, now);
    await recordApiKeyEvents(context, row, revoked, "api_keys.revoked");
    await tx.update(applications).set({ deletedAt: now }).where(eq(applications.id, row.id));
    context.audit({
      target: { kind: "application", id: applicationId },
      before: { name: row.name, permissions: row.permissions },
      after: { revokedApiKeyIds: live.map(({ id }) => toPublicId("apiKey", id)) },
    });
    for (const { id, lastFour, expiresAt } of live) {
      context.audit({
        action: "api_key.revoked",
        target: { kind: "api_key", id: toPublicId("apiKey", id) },
        before: { expiresAt: expiresAt?.toISOString() ?? null, revokedAt: null },
        after: { applicationId, lastFour, revokedAt: now.toISOString() },
      });
    }
    return { id: applicationId, deletedAt: now.toISOString() };
  },
});

function stateOf({ disabledAt, disabledBy }: Pick<ApplicationRow, "disabledAt" | "disabledBy">) {
  return disabledAt === null ? { status: "enabled" } : { status: "disabled", disabledBy };
}

function disabledByOperator({ disabledByName, disabledReason }: ApplicationRow): ApiError {
  const who = disabledByName === null ? "" : ` (${disabledByName})`;
  const why = disabledReason === null ? "" : `: ${disabledReason.replace(/\.$/, "")}`;
  return conflict(
    `Disabled by the operator${who}${why}. Only the operator can enable it again; write to support.`,
    { disabledBy: "operator", disabledByName, disabledReason },
  );
}

function requireTypedName(
  { principal }: Pick<TransactionContext, "principal">,
  row: ApplicationRow,
  name: string | undefined,
): void {
  if (name === row.name || (name === undefined && principal.kind === "operator_cli")) return;
  throw validationFailed([
    { path: "name", message: "Type the application's name exactly as it is shown, to confirm." },
  ]);
}
