/** Entries as the parameters of `record_requests`: what they have in common once, the rest in arrays, figures added up. Pure. */
import { createHash } from "node:crypto";
import type { Entry } from "@/lib/request-log/entry";
import { latencyBucketOf } from "@/lib/request-log/latency";
import { idsInPath, keptRefusal, maskedTarget, maskedUserAgent } from "@/lib/request-log/masked";

/** Lengths of the stretches that figures are kept for: five minutes for charts of hours, an hour for those of weeks. */
export const SHORT_STEP_SECONDS = 300;
export const LONG_STEP_SECONDS = 3_600;

/** Greater than every bucket. */
const BUCKETS = 1_000;
const LARGEST_INTEGER = 2_147_483_647;

type Kind = { number: number; entry: Entry; lastStartedAt: number; steps: Map<number, number> };
type Key = { entry: Entry; latencies: Map<number, number> };
/** Of all kinds with one key, status and reason. */
type Ending = { entry: Entry; steps: Map<number, number> };

/** In the order of the function's parameters; arrays are PostgreSQL's array literals. */
export type RecordParameters = readonly string[];

export function toRecordParameters(entries: readonly Entry[]): RecordParameters {
  const kinds = new Map<string, Kind>();
  const keys = new Map<string, Key>();
  const numbers = entries.map((entry) => {
    const step = Math.floor(entry.startedAt / (SHORT_STEP_SECONDS * 1000));
    const kind = kindOf(kinds, entry);
    if (kind.lastStartedAt < entry.startedAt) kind.lastStartedAt = entry.startedAt;
    add(kind.steps, step);
    add(keyOf(keys, entry).latencies, step * BUCKETS + latencyBucketOf(entry.latencyMicroseconds));
    return kind.number;
  });
  const ids = entries.map(({ target }) => idsInPath(target));
  return [
    JSON.stringify([...kinds.values()].map(toKindRow)),
    JSON.stringify(endingsOf(kinds.values()).flatMap(toCountRows)),
    JSON.stringify([...keys.values()].flatMap(toLatencyRows)),
    numbersLiteral(entries.map(({ id }) => id)),
    numbersLiteral(numbers),
    numbersLiteral(
      entries.map(({ latencyMicroseconds }) => Math.min(LARGEST_INTEGER, Math.round(latencyMicroseconds))),
    ),
    numbersLiteral(entries.map(({ requestBytes }) => requestBytes)),
    numbersLiteral(entries.map(({ responseBytes }) => responseBytes)),
    textsLiteral(ids.map(([first]) => first ?? null)),
    textsLiteral(ids.map(([, second]) => second ?? null)),
    textsLiteral(entries.map(({ target }) => maskedTarget(target))),
    textsLiteral(entries.map(({ address }) => address)),
    textsLiteral(
      entries.map(({ userAgent }) => (userAgent === undefined ? null : maskedUserAgent(userAgent))),
    ),
    textsLiteral(entries.map(({ refusal }) => (refusal === null ? null : keptRefusal(refusal)))),
  ];
}

function kindOf(kinds: Map<string, Kind>, entry: Entry): Kind {
  const { caller, signingKeyId, method, route, permission, status, refusal } = entry;
  // The key stands for its application, organization and environment.
  const key = `${caller.keyId} ${signingKeyId} ${method} ${route} ${permission} ${status} ${refusal?.reason}`;
  const known = kinds.get(key);
  if (known !== undefined) return known;
  const kind = { number: kinds.size + 1, entry, lastStartedAt: 0, steps: new Map<number, number>() };
  kinds.set(key, kind);
  return kind;
}

function keyOf(keys: Map<string, Key>, entry: Entry): Key {
  const { keyId } = entry.caller;
  const known = keys.get(keyId);
  if (known !== undefined) return known;
  const key = { entry, latencies: new Map<number, number>() };
  keys.set(keyId, key);
  return key;
}

function add(counts: Map<number, number>, key: number, more = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}

function toKindRow({ number, entry, lastStartedAt }: Kind) {
  const { caller, signingKeyId, method, route, permission, status, refusal } = entry;
  const kind = {
    organization_id: caller.organizationId,
    environment: caller.environment,
    application_id: caller.applicationId,
    key_id: caller.keyId,
    signing_key_id: signingKeyId,
    method,
    route,
    permission,
    status,
    reason: refusal?.reason ?? null,
  };
  const fingerprint = createHash("sha256").update(JSON.stringify(kind)).digest("hex").slice(0, 32);
  return { ...kind, number, fingerprint, last_used_on: new Date(lastStartedAt).toISOString().slice(0, 10) };
}

function endingsOf(kinds: Iterable<Kind>): Ending[] {
  const endings = new Map<string, Ending>();
  for (const { entry, steps } of kinds) {
    const key = `${entry.caller.keyId} ${entry.status} ${entry.refusal?.reason}`;
    const ending = endings.get(key) ?? { entry, steps: new Map<number, number>() };
    for (const [step, requests] of steps) add(ending.steps, step, requests);
    endings.set(key, ending);
  }
  return [...endings.values()];
}

function toCountRows({ entry, steps }: Ending) {
  const owner = toOwner(entry);
  const ending = { status: entry.status, reason: entry.refusal?.reason ?? "" };
  return bothSteps(steps, 1).map(({ cell: _, ...row }) => ({ ...owner, ...ending, ...row }));
}

function toLatencyRows({ entry, latencies }: Key) {
  const owner = toOwner(entry);
  return bothSteps(latencies, BUCKETS).map(({ cell: bucket, ...row }) => ({ ...owner, bucket, ...row }));
}

function toOwner({ caller: { organizationId, environment, keyId } }: Entry) {
  return { organization_id: organizationId, environment, key_id: keyId };
}

/** Counts by `step * cells + cell` of short steps → rows for the short steps, and for the long ones around them. */
function bothSteps(counts: ReadonlyMap<number, number>, cells: number) {
  const shortInLong = LONG_STEP_SECONDS / SHORT_STEP_SECONDS;
  const long = new Map<number, number>();
  for (const [key, requests] of counts) {
    add(long, Math.floor(Math.floor(key / cells) / shortInLong) * cells + (key % cells), requests);
  }
  const toRows = (of: ReadonlyMap<number, number>, stepSeconds: number) =>
    [...of].map(([key, requests]) => ({
      step_seconds: stepSeconds,
      starts_at: new Date(Math.floor(key / cells) * stepSeconds * 1000).toISOString(),
      cell: key % cells,
      requests,
    }));
  return [...toRows(counts, SHORT_STEP_SECONDS), ...toRows(long, LONG_STEP_SECONDS)];
}

/** For elements that need no quotes. */
function numbersLiteral(elements: readonly (string | number)[]): string {
  return `{${elements.join(",")}}`;
}

/** Empty where there are nulls alone: the function fills up what is missing. */
function textsLiteral(elements: readonly (string | null)[]): string {
  if (elements.every((element) => element === null)) return "{}";
  return `{${elements.map((element) => (element === null ? "NULL" : quoted(element))).join(",")}}`;
}

const TO_ESCAPE = /["\\]/;

function quoted(text: string): string {
  return TO_ESCAPE.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : `"${text}"`;
}
