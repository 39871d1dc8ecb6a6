import type { ProofKind } from "@/lib/client/step-up";

export type FieldProblem = { path: string; message: string };

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
  const envelope = readEnvelope(body);
  if (envelope === null) {
    return new UiError({
      status,
      code: "unexpected_answer",
      message: "The server gave an answer this page cannot read.",
      requestId: requestIdHeader,
    });
  }
  return new UiError({ ...envelope, status, requestId: envelope.requestId ?? requestIdHeader });
}

type Envelope = Omit<ConstructorParameters<typeof UiError>[0], "status">;

/** Read by hand, so that pages can tell of a failure without a library of schemas. `null` where anything does not fit. */
function readEnvelope(body: unknown): Envelope | null {
  const error = isObject(body) ? body.error : undefined;
  if (!isObject(error)) return null;
  const { code, message, reason, requestId } = error;
  const details = error.details ?? {};
  if (!isText(code) || !isText(message) || !isTextOrNothing(reason) || !isTextOrNothing(requestId))
    return null;
  if (!isObject(details)) return null;
  const { fields, prove, missing } = details;
  if (!isListOrNothing(fields, isFieldProblem)) return null;
  if (!isListOrNothing(prove, isProofKind) || !isListOrNothing(missing, isText)) return null;
  return { code, message, reason, requestId, fields, prove, missing };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const isText = (value: unknown) => typeof value === "string";
const isTextOrNothing = (value: unknown) => value === undefined || isText(value);
const isProofKind = (value: unknown) => value === "password" || value === "code";

function isFieldProblem(value: unknown): value is FieldProblem {
  return isObject(value) && isText(value.path) && isText(value.message);
}

function isListOrNothing<Item>(
  value: unknown,
  isItem: (item: unknown) => item is Item,
): value is Item[] | undefined {
  return value === undefined || (Array.isArray(value) && value.every(isItem));
}
