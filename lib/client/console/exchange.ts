/** One request of the console as it was sent, and what came back. In memory only. */
import type { MistakeId } from "@/lib/client/console/mistakes";

export type TokenParts = {
  header: Readonly<Record<string, unknown>>;
  claims: Readonly<Record<string, unknown>>;
  /** base64url, as it stands in the token. */
  signature: string;
  /** Bytes of the whole token. */
  length: number;
};

export type ConsoleAnswer = {
  status: number;
  headers: readonly (readonly [name: string, value: string])[];
  body: Uint8Array<ArrayBuffer>;
  contentType: string;
  /** `null` where the body is no text. */
  text: string | null;
  /** `undefined` where the text is no JSON. */
  json: unknown;
  latencyMilliseconds: number;
  requestId: string | null;
};

export type SentBody =
  | { kind: "none" }
  | { kind: "json"; text: string }
  | { kind: "form"; bytes: Uint8Array<ArrayBuffer>; contentType: string };

/** What is needed to send the same again, with a fresh token. */
export type RepeatableRequest = { method: string; target: string; body: SentBody; idempotencyKey: string };

export type ConsoleExchange = {
  id: number;
  sentAt: number;
  request: RepeatableRequest;
  /** With the key masked and the token left out. */
  headers: readonly (readonly [name: string, value: string])[];
  /** Text of the body; `null` without one, or where it is a form. */
  bodyText: string | null;
  bodyBytes: number;
  token: TokenParts;
  mistake: MistakeId | null;
  /** `null` where none came; `failure` says so in words. */
  answer: ConsoleAnswer | null;
  failure: string | null;
};

export type Refusal = { reason: string; message: string; details: Readonly<Record<string, unknown>> };

/** The refusal that an answer is, if it is one. */
export function refusalOf({ json }: Pick<ConsoleAnswer, "json">): Refusal | null {
  if (!isRecord(json) || !isRecord(json.error)) return null;
  const { reason, message, details } = json.error;
  if (typeof reason !== "string" || typeof message !== "string") return null;
  return { reason, message, details: isRecord(details) ? details : {} };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads a token that was made here. */
export function decodeToken(token: string): TokenParts {
  const [header = "", claims = "", signature = ""] = token.split(".");
  return { header: decodePart(header), claims: decodePart(claims), signature, length: token.length };
}

function decodePart(part: string): Record<string, unknown> {
  const binary = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
  return isRecord(value) ? value : {};
}

/** `nv_test_…4f2a`: enough to tell keys apart. */
export function maskedKey(apiKey: string): string {
  return `${apiKey.slice(0, 8)}…${apiKey.slice(-4)}`;
}
