/** The audit history as pages, exports and the command line show it. */
import { z } from "zod";
import { ACTION_PATTERN, ID_PATTERN, MAXIMUM_ID_CHARACTERS } from "@/lib/schemas/audit-terms";
import { environmentSchema, pageOf, pageQueryShape, timestampSchema } from "@/lib/schemas/common";

const jsonObject = z.record(z.string(), z.unknown());

export const auditEventSchema = z.strictObject({
  id: z.string(),
  sequence: z.int(),
  occurredAt: timestampSchema,
  environment: environmentSchema.nullable(),
  action: z.string(),
  actor: z.strictObject({ kind: z.string(), id: z.string().nullable(), label: z.string() }),
  target: z.strictObject({ kind: z.string(), id: z.string() }),
  applicationId: z.string().nullable(),
  before: jsonObject.nullable(),
  after: jsonObject.nullable(),
  reason: z.string().nullable(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  requestId: z.string().nullable(),
  /** SHA-256 of the chain up to here, in hex. */
  hash: z.string(),
});
export type AuditEventView = z.infer<typeof auditEventSchema>;

export const auditPageSchema = pageOf(auditEventSchema);
export type AuditPage = z.infer<typeof auditPageSchema>;

/** What filters need to know of applications and members, whatever else their lists tell. */
export const applicationNamesSchema = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string() })),
});
export const memberNamesSchema = z.object({
  members: z.array(z.object({ userId: z.string(), displayName: z.string() })),
});

const idText = z.string().max(MAXIMUM_ID_CHARACTERS).regex(ID_PATTERN, "Control characters are not allowed.");

/** What a list or an export is narrowed to; `action` may be a family such as `api_key`. */
export const auditFilterShape = {
  action: z.string().regex(ACTION_PATTERN).optional(),
  actorId: idText.optional(),
  targetId: idText.optional(),
  applicationId: idText.optional(),
  environment: environmentSchema.optional(),
  from: timestampSchema.optional(),
  to: timestampSchema.optional(),
};

export const auditFilterSchema = z.strictObject(auditFilterShape);
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditQuerySchema = z.strictObject({ ...auditFilterShape, ...pageQueryShape });
export const auditExportFormatSchema = z.enum(["jsonl", "csv"]);
export type AuditExportFormat = z.infer<typeof auditExportFormatSchema>;
