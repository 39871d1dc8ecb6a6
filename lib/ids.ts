/**
 * Public ids: a typed prefix and a UUIDv7 (RFC 9562, section 5.7), so they sort by creation time and say what
 * they name. The database stores the UUID alone.
 */
import { v7 as uuidv7 } from "uuid";

export const ID_PREFIXES = {
  organization: "org",
  user: "usr",
  application: "app",
  apiKey: "key",
  personalKey: "pkey",
  signingKey: "skey",
  customer: "cus",
  person: "per",
  beneficiary: "ben",
  document: "doc",
  quote: "quo",
  payment: "pay",
  ticket: "tic",
  ticketMessage: "msg",
  screeningSubject: "scr",
  screeningMatch: "mat",
  screeningDisposition: "dis",
  event: "evt",
  webhookEndpoint: "whk",
  keyClaim: "clm",
  invitation: "inv",
  passwordReset: "pwr",
  session: "ses",
  mail: "mail",
  auditEvent: "aud",
  request: "req",
} as const;

/** The organization that stands for the deployment's operator; a migration brings it along. */
export const OPERATOR_ORGANIZATION_ID = "00000000-0000-7000-8000-000000000001";

export type IdKind = keyof typeof ID_PREFIXES;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A fresh UUIDv7 for a row. */
export function newUuid(): string {
  return uuidv7();
}

const POOL_BYTES = 4096;
const RANDOM_BYTES = 16;
const pool = new Uint8Array(POOL_BYTES);
let taken = POOL_BYTES;

/** Random bytes, asked for in the hundreds: asking costs more than the bytes. */
function pooledRandom(): Uint8Array {
  if (taken === POOL_BYTES) {
    crypto.getRandomValues(pool);
    taken = 0;
  }
  taken += RANDOM_BYTES;
  return pool.subarray(taken - RANDOM_BYTES, taken);
}

let sequence = 0;

/** A fresh UUIDv7 of this millisecond; of two of one process, the later is the greater. */
export function newUuidAt(milliseconds: number): string {
  sequence = (sequence + 1) % 2 ** 31;
  return uuidv7({ msecs: milliseconds, seq: sequence, random: pooledRandom() });
}

/** The moment that a UUIDv7 was made at. */
export function momentOfUuid(uuid: string): Date {
  return new Date(Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16));
}

/** The smallest UUIDv7 of this millisecond: rows from then on have a greater or the same id. */
export function firstUuidAt(moment: Date): string {
  const hex = Math.max(0, moment.getTime()).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** The public form of a row's UUID, for example `cus_0192…`. */
export function toPublicId(kind: IdKind, uuid: string): string {
  return `${ID_PREFIXES[kind]}_${uuid}`;
}

/** The UUID inside a public id of this kind, or `null` for anything else (upper case included: ids have one spelling). */
export function fromPublicId(kind: IdKind, publicId: string): string | null {
  const prefix = `${ID_PREFIXES[kind]}_`;
  if (!publicId.startsWith(prefix)) return null;
  const uuid = publicId.slice(prefix.length);
  return UUID.test(uuid) ? uuid : null;
}
