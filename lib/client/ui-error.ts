import { z } from "zod";
import type { ProofKind } from "@/lib/client/step-up";

export type FieldProblem = { path: string; message: string };

const envelopeSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    reason: z.string().optional(),
    requestId: z.string().optional(),
    details: z
      .object({
        fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
        prove: z.array(z.enum(["password", "code"])).optional(),
        missing: z.array(z.string()).optional(),
      })
      .nullish(),
  }),
});

/** A refusal or failure of our own data routes, as pages show it: words, and the id to quote to support. */
export class UiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly reason: string;
  readonly requestId: string | null;
  readonly fields: FieldProblem[];
  /** What `proof_required` asks for. */
  readonly prove: readonly ProofKind[];
  /** The permissions that the person lacks. */
  readonly missing: readonly string[];

  constructor(init: {
    status: number;
    code: string;
    reason?: string | undefined;
    message: string;
    requestId?: string | null | undefined;
    fields?: FieldProblem[] | undefined;
    prove?: readonly ProofKind[] | undefined;
    missing?: readonly string[] | undefined;
  }) {
    super(init.message);
    this.name = "UiError";
    this.status = init.status;
    this.code = init.code;
    this.reason = init.reason ?? init.code;
    this.requestId = init.requestId ?? null;
    this.fields = init.fields ?? [];
    this.prove = init.prove ?? [];
    this.missing = init.missing ?? [];
  }
}

/** Reads the error envelope; an answer without one still becomes a `UiError` with plain words. */
export function uiErrorFrom(status: number, body: unknown, requestIdHeader: string | null): UiError {
  const parsed = envelopeSchema.safeParse(body);
  if (!parsed.success) {
    return new UiError({
      status,
      code: "unexpected_answer",
      message: "The server gave an answer this page cannot read.",
      requestId: requestIdHeader,
    });
  }
  const { code, message, reason, requestId, details } = parsed.data.error;
  return new UiError({
    status,
    code,
    reason,
    message,
    requestId: requestId ?? requestIdHeader,
    fields: details?.fields,
    prove: details?.prove,
    missing: details?.missing,
  });
}
