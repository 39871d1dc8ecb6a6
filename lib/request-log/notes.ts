/** What becomes known of a partner's request while it is answered; the log's entry is made of it at the end. */
import type { ApiError } from "@/lib/errors";
import type { Environment } from "@/lib/schemas/common";

/** Whose key was sent. `keyId` is an application's API key or, without an application, a personal key. */
export type Caller = {
  organizationId: string;
  environment: Environment;
  applicationId: string | null;
  keyId: string;
};

export type RequestNotes = {
  /** The request's UUIDv7. */
  id: string;
  /** By the platform's clock, in milliseconds since 1970. */
  startedAt: number;
  /** As the API reference has it, for example `/api/v1/customers/{id}`; null where there is no such path. */
  route: string | null;
  /** What the operation needs. */
  permission: string | null;
  /** `"nobody"`: the key was looked for and is nobody's. `null`: it was not looked at, or there was none. */
  caller: Caller | "nobody" | null;
  /** The signing key that verified the token. */
  signingKeyId: string | null;
  refusal: ApiError | null;
  /** Bytes of the request's body as far as it was read. */
  received: number;
  /** Bytes of the answer's body. */
  sent: number;
};

/** What is said of whoever sent a key, in both kinds of authentication: `null` for a key that is nobody's. */
export function noteCaller(notes: RequestNotes | undefined, caller: Caller | null): void {
  if (notes !== undefined) notes.caller = caller ?? "nobody";
}

/** For a request that has just come. */
export function newNotes(id: string, startedAt: number): RequestNotes {
  return {
    id,
    startedAt,
    route: null,
    permission: null,
    caller: null,
    signingKeyId: null,
    refusal: null,
    received: 0,
    sent: 0,
  };
}
