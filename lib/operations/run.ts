/** The one way to run an operation: permission, then input, then transaction, work and audit row, then output. */
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { findStoredAnswer } from "@/db/queries/idempotency";
import { holdLivingPersonalKey } from "@/db/queries/personal-keys";
import { holdLivingSession } from "@/db/queries/sessions";
import { ApiError, permissionMissing, unauthorized, unavailable } from "@/lib/errors";
import { type AuditEntry, appendAuditRecord, auditActor } from "@/lib/operations/audit";
import {
  answerOnce,
  type IdempotencyOwner,
  type IdempotentAnswer,
  type IdempotentRequest,
} from "@/lib/operations/idempotency/answer-once";
import type {
  CallOrigin,
  Operation,
  OperationContext,
  ReadOperation,
  TransactionContext,
  WriteOperation,
} from "@/lib/operations/operation";
import { parseInput } from "@/lib/operations/validation";
import type { Permission } from "@/lib/permissions";
import type { ApiPrincipal, Principal } from "@/lib/principal";
import type { Runtime } from "@/lib/runtime";
import { inSpan } from "@/lib/telemetry/spans";

type PreparedRun<Input extends z.ZodType> = { context: OperationContext; input: z.output<Input> };

/**
 * Runs `operation` for `principal` in the principal's organization and environment.
 * Throws `ApiError`: `permission_missing`, `validation_failed`, `session_missing`, or what the operation refuses.
 */
export function runOperation<Input extends z.ZodType, Output extends z.ZodType>(
  runtime: Runtime,
  principal: Principal,
  operation: Operation<Input, Output>,
  rawInput: unknown,
  origin: CallOrigin,
  reason: string | null = null,
): Promise<z.output<Output>> {
  return inSpan(operation.name, {}, async () => {
    const { context, input } = prepare(runtime, principal, operation, rawInput, origin, reason);
    if (operation.access === "none") {
      return operation.output.parse(await operation.run(context, input));
    }
    await doBeforehand(runtime, operation, context, input);
    const { organizationId } = context.scope;
    const visible =
      operation.reach === "organization" ? { organizationId, environment: null } : context.scope;
    // Assigned, as a spread with one member more takes twenty times as long.
    const work = (tx: Transaction) => perform(operation, Object.assign(context, { tx }), input);
    if (operation.access === "read" && operation.recordsLook !== true) {
      const from = operation.mayLag === true ? runtime.reads : runtime.database;
      return inSpan("reads", {}, () => from.readInScope(visible, work));
    }
    return inSpan("transaction", {}, () => runtime.database.inScope(visible, work));
  });
}

/**
 * The same for a change that is asked for under an idempotency key. The answer is made and stored inside the
 * change's own transaction. Throws what `answerOnce` throws besides.
 */
export async function runOperationOnce<Input extends z.ZodType, Output extends z.ZodType>(
  runtime: Runtime,
  principal: ApiPrincipal,
  operation: WriteOperation<Input, Output>,
  rawInput: unknown,
  origin: CallOrigin,
  request: IdempotentRequest,
): Promise<IdempotentAnswer> {
  return inSpan(operation.name, {}, async () => {
    const { context, input } = prepare(runtime, principal, operation, rawInput, origin, null);
    const owner = ownerOf(principal);
    // What is answered already needs no preparation, and is answered also where that could not be made now.
    if (operation.beforehand !== undefined && !(await isAnswered(runtime, context, owner, request))) {
      await doBeforehand(runtime, operation, context, input);
    }
    return inSpan("transaction", {}, () =>
      runtime.database.inScope(context.scope, (tx) =>
        answerOnce({ ...context, tx, owner }, request, () => perform(operation, { ...context, tx }, input)),
      ),
    );
  });
}

/** Whether the key stands for something already, be it this request or another. */
async function isAnswered(
  { database }: Runtime,
  { scope, now }: OperationContext,
  owner: IdempotencyOwner,
  { key }: IdempotentRequest,
): Promise<boolean> {
  const ownerId = "applicationId" in owner ? owner.applicationId : owner.personalKeyId;
  const stored = await database.readInScope(scope, (tx) =>
    findStoredAnswer(tx, scope, { ownerId, key, now }),
  );
  return stored !== undefined;
}

function ownerOf(principal: ApiPrincipal): IdempotencyOwner {
  return principal.kind === "application"
    ? { applicationId: principal.applicationId }
    : { personalKeyId: principal.personalKeyId };
}

/** What comes before the transaction: permission, then input. */
function prepare<Input extends z.ZodType, Output extends z.ZodType>(
  runtime: Runtime,
  principal: Principal,
  operation: Operation<Input, Output>,
  rawInput: unknown,
  origin: CallOrigin,
  reason: string | null,
): PreparedRun<Input> {
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
    network: runtime.settings,
    mailDelivery: runtime.settings.mail.delivery,
    rateMaxAgeHours: runtime.settings.rateMaxAgeHours,
    documents: runtime.documents,
    webhooks: runtime.settings.webhooks,
    resolveHost: runtime.resolveHost,
    reason,
  };
  return { context, input };
}

/** What an operation wants done before its transaction; most want nothing. */
async function doBeforehand<Input extends z.ZodType, Output extends z.ZodType>(
  { database }: Runtime,
  operation: ReadOperation<Input, Output> | WriteOperation<Input, Output>,
  context: OperationContext,
  input: z.output<Input>,
): Promise<void> {
  if (operation.access === "read" || operation.beforehand === undefined) return;
  await operation.beforehand(
    { ...context, inTransaction: (work) => database.inScope(context.scope, work) },
    input,
  );
}

/** What happens inside the transaction: work, audit row, output. */
async function perform<Input extends z.ZodType, Output extends z.ZodType>(
  operation: ReadOperation<Input, Output> | WriteOperation<Input, Output>,
  context: OperationContext & { tx: Transaction },
  input: z.output<Input>,
): Promise<z.output<Output>> {
  const result =
    operation.access === "read"
      ? await operation.run(context, input)
      : await runAudited(operation, context, input);
  return operation.output.parse(result);
}

/** Throws 403 `permission_missing` unless `principal` holds `permission`; `null` asks for nothing. */
export function requirePermission(principal: Principal, permission: Permission | null): void {
  if (permission === null || principal.permissions.has(permission)) return;
  if (principal.kind === "application" || principal.kind === "personal_key") {
    throw permissionMissing([permission]);
  }
  throw new ApiError("forbidden", "permission_missing", "Your role does not allow this.", {
    required: [permission],
  });
}

/**
 * A person's request may be under way for long. Who was removed, demoted or signed out meanwhile changes nothing any
 * more, and such an end waits for a change that has begun. The same holds for a request with a personal key.
 */
async function requireLivingPerson({
  tx,
  principal,
  now,
}: Pick<TransactionContext, "tx" | "principal" | "now">): Promise<void> {
  if (principal.kind === "personal_key" && !(await holdLivingPersonalKey(tx, principal, now))) {
    throw unavailable(
      "The key, or what its maker may do, changed while this request was under way; nothing was done. Send it again.",
    );
  }
  if (principal.kind !== "user" && principal.kind !== "operator") return;
  if (await holdLivingSession(tx, principal, now)) return;
  throw unauthorized("session_missing", "Your session has ended. Sign in to continue.");
}

async function runAudited<Input extends z.ZodType, Output extends z.ZodType>(
  operation: WriteOperation<Input, Output>,
  context: OperationContext & { tx: Transaction },
  input: z.output<Input>,
): Promise<z.input<Output>> {
  await requireLivingPerson(context);
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
