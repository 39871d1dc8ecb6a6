/**
 * The `Idempotency-Key` of a request (draft-ietf-httpapi-idempotency-key-header-07). The draft's value is a quoted
 * string; here the value counts as it stands, quotes and all, so `"a"` and `a` are two keys. Pure.
 */
import { createHash } from "node:crypto";
import { headerValue, type Wire } from "@/lib/api/wire";
import { invalidRequest } from "@/lib/errors";
import type { Operation } from "@/lib/operations/operation";

/** The key, or `null` without one. Throws 400 `invalid_idempotency_key`. */
export function readIdempotencyKey(wire: Pick<Wire, "rawHeaders">): string | null {
  const key = headerValue(wire, "idempotency-key");
  if (key === null) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw invalidRequest(
      "invalid_idempotency_key",
      "Idempotency-Key takes 1 to 255 visible ASCII characters, without spaces; a UUID is a good one.",
      { expected: "1 to 255 characters from ! to ~", receivedLength: key.length },
    );
  }
  return key;
}

/** Whether requests of this method to this operation may carry a key; it means nothing with others and is not looked at. */
export function takesIdempotencyKey(method: string, { access }: Pick<Operation, "access">): boolean {
  return method === "POST" && access === "write";
}

/** What tells a repetition from another request: method, target and what was sent. */
export function fingerprintOf({ method, target }: Pick<Wire, "method" | "target">, sent: string): Buffer {
  return createHash("sha256")
    .update(JSON.stringify([method, target, sent]))
    .digest();
}
