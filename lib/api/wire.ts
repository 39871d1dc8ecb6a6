/**
 * What was on the wire. A framework's `Request` shows a rewritten URL and joined headers, so the server in front
 * keeps the originals and hands them on through the async context of the request, which no client can write to.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { processSlot } from "@/lib/process-slot";
import type { RequestNotes } from "@/lib/request-log/notes";
import { redact } from "@/lib/security/redact";

export type Wire = {
  requestId: string;
  method: string;
  /** The request target exactly as sent: path and query, no scheme, no host. */
  target: string;
  /** Names and values in turn, as Node.js parsed them, nothing joined or dropped. */
  rawHeaders: readonly string[];
  /** Who sent it, in the canonical spelling; `null` where trusted proxies do not say. */
  remoteAddress: string | null;
  /** The pattern of the route that it goes to, once that is known; for example `/api/v1/customers/[id]`. */
  route?: string;
  /** The reason of the refusal or failure that answers it, once that is made. */
  refusedFor?: string;
  /** The headers of the answer, once a handler has made it for a host that would write others. */
  answerHeaders?: Readonly<Record<string, string>>;
  /** What the log of requests is told; only requests to the partner API have it. */
  notes?: RequestNotes;
};

const slot = processSlot<AsyncLocalStorage<Wire>>("wire");

function storage(): AsyncLocalStorage<Wire> {
  const existing = slot.get();
  if (existing) return existing;
  const created = new AsyncLocalStorage<Wire>();
  slot.set(created);
  return created;
}

/** Runs `work` with `wire` as the request being handled. */
export function runWithWire<Result>(wire: Wire, work: () => Result): Result {
  return storage().run(wire, work);
}

/** The request being handled, or `null` when it did not come through the server in front. */
export function currentWire(): Wire | null {
  return storage().getStore() ?? null;
}

const MAXIMUM_USER_AGENT_CHARACTERS = 500;

/** Where a request came from, as audit rows and last-use records name it. */
export function originOf(wire: Wire): {
  requestId: string;
  address: string | null;
  userAgent: string | null;
} {
  return {
    requestId: wire.requestId,
    address: wire.remoteAddress,
    userAgent: userAgentOf(wire),
  };
}

/** What may be a credential that ended up in the wrong header; most user agents have nothing of the kind. */
const SUSPICIOUS = /nv(_|%5f)|eyJ/i;

/** It is kept in rows and shown on pages, so a key or token in it is masked. */
function userAgentOf(wire: Wire): string | null {
  const sent = headerValue(wire, "user-agent")?.slice(0, MAXIMUM_USER_AGENT_CHARACTERS) ?? null;
  return sent !== null && SUSPICIOUS.test(sent) ? redact(sent, MAXIMUM_USER_AGENT_CHARACTERS) : sent;
}

/** Every value of a header, in order; names are compared without case (RFC 9110, section 5.1). */
export function headerValues(wire: Pick<Wire, "rawHeaders">, name: string): string[] {
  const values: string[] = [];
  const { rawHeaders } = wire;
  for (let at = indexOfHeader(rawHeaders, name, 0); at !== -1; at = indexOfHeader(rawHeaders, name, at + 2)) {
    values.push(rawHeaders[at + 1] ?? "");
  }
  return values;
}

/** The header's first value, or `null`. Transport checks have refused a second one where it matters. */
export function headerValue({ rawHeaders }: Pick<Wire, "rawHeaders">, name: string): string | null {
  const at = indexOfHeader(rawHeaders, name, 0);
  return at === -1 ? null : (rawHeaders[at + 1] ?? "");
}

/** Where the header `name`, in lower case, next stands. Every request asks a dozen times, so most names are told apart by length. */
function indexOfHeader(rawHeaders: readonly string[], name: string, from: number): number {
  for (let index = from; index + 1 < rawHeaders.length; index += 2) {
    const sent = rawHeaders[index];
    if (sent?.length === name.length && (sent === name || sent.toLowerCase() === name)) return index;
  }
  return -1;
}
