/** What changed between the two sides of an audit entry, as data that a page can show. Pure. */
import { formatSpan } from "@/lib/client/time";

export type AuditValue =
  | { kind: "nothing" }
  | { kind: "text"; text: string }
  | { kind: "time"; at: string }
  /** Ids and fingerprints: shown in mono, with copy. */
  | { kind: "id"; id: string }
  | { kind: "list"; items: AuditValue[] }
  | { kind: "object"; members: { label: string; value: AuditValue }[] };

export type AuditChange = { key: string; label: string } & (
  | { kind: "added"; after: AuditValue }
  | { kind: "removed"; before: AuditValue }
  | { kind: "changed"; before: AuditValue; after: AuditValue }
  /** The same on both sides, or only there to say what the entry is about. */
  | { kind: "same"; value: AuditValue }
  | { kind: "set"; added: AuditValue[]; removed: AuditValue[]; kept: AuditValue[] }
);

type Recorded = Readonly<Record<string, unknown>> | null;

/** These say what the change was about; standing on one side only does not mean that they came or went. */
const NAMING = new Set([
  "added",
  "removed",
  "applicationId",
  "applicationName",
  "lastFour",
  "apiKeyId",
  "email",
  "displayName",
]);

const SUMMARIES = new Set(["added", "removed"]);

/** Key by key, in the order they were recorded: what was there before first. */
export function auditDiff(before: Recorded, after: Recorded): AuditChange[] {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter(
    // What was added to a set and removed from it shows in the set's own line.
    (key) =>
      !(before !== null && SUMMARIES.has(key) && Object.keys(before).some((name) => isSet(before[name]))),
  );
  return keys.map((key) => changeOf(key, before, after));
}

function changeOf(key: string, before: Recorded, after: Recorded): AuditChange {
  const named = { key, label: keyLabel(key) };
  const was = memberOf(before, key);
  const is = memberOf(after, key);
  if (was === undefined) {
    const value = auditValue(is, key);
    return before !== null && NAMING.has(key)
      ? { ...named, kind: "same", value }
      : { ...named, kind: "added", after: value };
  }
  if (is === undefined) {
    const value = auditValue(was, key);
    return after !== null && NAMING.has(key)
      ? { ...named, kind: "same", value }
      : { ...named, kind: "removed", before: value };
  }
  if (isSet(was) && isSet(is)) {
    const values = (items: Scalar[]) => [...new Set(items)].map((item) => auditValue(item, key));
    return {
      ...named,
      kind: "set",
      added: values(is.filter((item) => !was.includes(item))),
      removed: values(was.filter((item) => !is.includes(item))),
      kept: values(is.filter((item) => was.includes(item))),
    };
  }
  return JSON.stringify(was) === JSON.stringify(is)
    ? { ...named, kind: "same", value: auditValue(is, key) }
    : { ...named, kind: "changed", before: auditValue(was, key), after: auditValue(is, key) };
}

function memberOf(recorded: Recorded, key: string): unknown {
  return recorded !== null && Object.hasOwn(recorded, key) ? recorded[key] : undefined;
}

type Scalar = string | number | boolean | null;

function isScalar(value: unknown): value is Scalar {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function isSet(value: unknown): value is Scalar[] {
  return Array.isArray(value) && value.every(isScalar);
}

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const PUBLIC_ID = /^[a-z]+_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SHA_256 = /^[0-9a-f]{64}$/;

/** One recorded value; `key` tells units apart that JSON does not. */
export function auditValue(value: unknown, key = ""): AuditValue {
  if (value === null || value === undefined) return { kind: "nothing" };
  if (typeof value === "string") {
    if (TIMESTAMP.test(value) && !Number.isNaN(Date.parse(value))) return { kind: "time", at: value };
    return PUBLIC_ID.test(value) || SHA_256.test(value)
      ? { kind: "id", id: value }
      : { kind: "text", text: value };
  }
  if (typeof value === "boolean") return { kind: "text", text: value ? "Yes" : "No" };
  if (typeof value === "number") {
    const span = key.endsWith("Seconds") && value >= 60 ? ` s (${formatSpan(value * 1000)})` : "";
    return { kind: "text", text: `${value}${span}` };
  }
  if (Array.isArray(value)) return { kind: "list", items: value.map((item) => auditValue(item, key)) };
  const members = Object.entries(value).map(([name, member]) => ({
    label: keyLabel(name),
    value: auditValue(member, name),
  }));
  return { kind: "object", members };
}

/** `rateLimitPerSecond` becomes `Rate limit per second`. */
export function keyLabel(key: string): string {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase()
    .replace(/\bapi\b/g, "API");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
