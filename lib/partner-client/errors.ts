/** What was wrong on our own side, before a request was sent or when an answer could not be read. */
export type NuveraClientErrorCode =
  | "invalid_option"
  | "invalid_private_key"
  | "invalid_target"
  | "invalid_body"
  | "invalid_signature"
  | "invalid_response";

/** A mistake that the caller can put right; the message never holds a key or a token. */
export class NuveraClientError extends Error {
  override readonly name = "NuveraClientError";
  readonly code: NuveraClientErrorCode;

  constructor(code: NuveraClientErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

interface ApiErrorFields {
  readonly status: number;
  readonly code: string;
  readonly reason: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly requestId?: string | undefined;
  readonly docsUrl?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/** The API refused the request. `reason` is the word to branch on; quote `requestId` to support. */
export class NuveraApiError extends Error {
  override readonly name = "NuveraApiError";
  /** HTTP status. */
  readonly status: number;
  /** Class of refusal, for example `unauthorized`. */
  readonly code: string;
  /** Exact cause, for example `uri_mismatch`; the same as `code` where there is no finer one. */
  readonly reason: string;
  /** Everything the server said about it: the fields that failed, the permission that is missing, and so on. */
  readonly details: Readonly<Record<string, unknown>>;
  /** What would have been right, beside what came; for a token, what it should have said and what it said. */
  readonly expected: string | undefined;
  readonly received: string | undefined;
  /** A stable name for the likely mistake behind the reason, where the server could tell, for example `query_not_signed`. */
  override readonly cause: string | undefined;
  /** What to change, in a sentence. */
  readonly hint: string | undefined;
  readonly requestId: string | undefined;
  readonly docsUrl: string | undefined;
  /** From `Retry-After`, with 429 and 503. */
  readonly retryAfterSeconds: number | undefined;

  constructor(fields: ApiErrorFields) {
    super(fields.message);
    this.status = fields.status;
    this.code = fields.code;
    this.reason = fields.reason;
    this.details = fields.details ?? {};
    this.expected = text(this.details.expected);
    this.received = text(this.details.received);
    this.cause = text(this.details.cause);
    this.hint = text(this.details.hint);
    this.requestId = fields.requestId;
    this.docsUrl = fields.docsUrl;
    this.retryAfterSeconds = fields.retryAfterSeconds;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function parseError(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return isRecord(parsed) && isRecord(parsed.error) ? parsed.error : {};
  } catch {
    return {};
  }
}

/** Turns any answer that is not a success into an error, also one that a proxy wrote in HTML. */
export async function toApiError(response: Response): Promise<NuveraApiError> {
  const error = parseError(await response.text());
  const redirected = response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400);
  const code = text(error.code) ?? (redirected ? "unexpected_redirect" : `http_${response.status}`);
  const retryAfter = response.headers.get("retry-after");
  return new NuveraApiError({
    status: response.status,
    code,
    reason: text(error.reason) ?? code,
    message:
      text(error.message) ??
      (redirected
        ? "The server redirected; a signed request is never sent on. Check the base URL and the path."
        : `The server answered ${response.status} without an error in the API's form.`),
    details: isRecord(error.details) ? error.details : undefined,
    requestId: text(error.requestId) ?? response.headers.get("x-request-id") ?? undefined,
    docsUrl: text(error.docsUrl),
    retryAfterSeconds: retryAfter !== null && /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) : undefined,
  });
}
