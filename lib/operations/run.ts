/** The one way to run an operation: permission, then input, then transaction, work and audit row, then output. */
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { holdLivingSession } from "@/db/queries/sessions";
import { ApiError, permissionMissing, unauthorized } from "@/lib/errors";
import { type AuditEntry, appendAuditRecord, auditActor } from "@/lib/operations/audit";
import type {
  CallOrigin,
  Operation,
  OperationContext,
  TransactionContext,
  WriteOperation,
} from "@/lib/operations/operation";
import { parseInput } from "@/lib/operations/validation";
import type { Permission } from "@/lib/permissions";
import type { Principal } from "@/lib/principal";
import type { Runtime } from "@/lib/runtime";

/**
 * Runs `operation` for `principal` in the principal's organization and environment.
 * Throws `ApiError`: `permission_missing`, `validation_failed`, `session_missing`, or what the operation refuses.
 */
export async function runOperation<Input extends z.ZodType, Output extends z.ZodType>(
  runtime: Runtime,
  principal: Principal,
  operation: Operation<Input, Output>,
  rawInput: unknown,
  origin: CallOrigin,
  reason: string | null = null,
): Promise<z.output<Output>> {
  requirePermission(principal, operation.permission);
  const input = parseInput(operation.input, rawInput);
  const scope = { organizationId: principal.organizationId, environment: principal.environment };
  const context: OperationContext = {
    principal,
    scope,
    origin,
    now: runtime.clock(),
    randomBytes: runtime.randomBytes,
    peppers: runtime.peppers,
    cursorSecret: runtime.cursorSecret,
    baseUrl: runtime.settings.baseUrl,
    mailDelivery: runtime.settings.mail.delivery,
    reason,
  };
  if (operation.access === "none") {
    return operation.output.parse(await operation.run(context, input));
  }
  const { organizationId } = scope;
  const visible = operation.reach === "organization" ? { organizationId, environment: null } : scope;
  return runtime.database.inScope(visible, async (tx) => {
    const result =
      operation.access === "read"
        ? await operation.run({ ...context, tx }, input)
        : await runAudited(operation, { ...context, tx }, input);
    return operation.output.parse(result);
  });
}

/** Throws 403 `permission_missing` unless `principal` holds `permission`; `null` asks for nothing. */
export function requirePermission(principal: Principal, permission: Permission | null): void {
  if (permission === null || principal.permissions.has(permission)) return;
  if (principal.kind === "application") throw permissionMissing([permission]);
  throw new ApiError("forbidden", "permission_missing", "Your role does not allow this.", {
    required: [permission],
  });
}

/**
 * A person's request may be under way for long. Who was removed, demoted or signed out meanwhile changes nothing any
 * more, and such an end waits for a change that has begun.
 */
async function requireLivingSession({
  tx,
  principal,
  now,
}: Pick<TransactionContext, "tx" | "principal" | "now">): Promise<void> {
  if (principal.kind !== "user" && principal.kind !== "operator") return;
  if (await holdLivingSession(tx, principal, now)) return;
  throw unauthorized("session_missing", "Your session has ended. Sign in to continue.");
}

async function runAudited<Input extends z.ZodType, Output extends z.ZodType>(
  operation: WriteOperation<Input, Output>,
  context: OperationContext & { tx: Transaction },
  input: z.output<Input>,
): Promise<z.input<Output>> {
  await requireLivingSession(context);
  const entries: (AuditEntry | "unchanged")[] = [];
  const result = await operation.run({ ...context, audit: (entry) => entries.push(entry) }, input);
  if (entries.length === 0) throw new Error(`${operation.name} finished without saying what it changed.`);
  for (const entry of entries) {
    if (entry === "unchanged") continue;
    const { organizationId, environment } = context.scope;
    await appendAuditRecord(context.tx, {
      organizationId,
      occurredAt: context.now,
      environment: operation.reach === "organization" ? (entry.environment ?? null) : environment,
      action: entry.action ?? operation.audit,
      actor: auditActor(context.principal),
      entry: context.reason === null ? entry : { ...entry, reason: context.reason },
      origin: context.origin,
    });
  }
  return result;
}
