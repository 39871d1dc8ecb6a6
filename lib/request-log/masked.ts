/** Texts of a request as they may be kept: masked, cut, and with nothing in them that PostgreSQL or a page cannot take. Pure. */
import type { ApiError } from "@/lib/errors";
import { redact } from "@/lib/security/redact";

const MAXIMUM_TARGET_CHARACTERS = 2_000;
const MAXIMUM_USER_AGENT_CHARACTERS = 300;
const MAXIMUM_REFUSAL_CHARACTERS = 8_000;
const MAXIMUM_MEMBERS = 50;
const MAXIMUM_DEPTH = 4;

/** What may be a secret or may not be kept as it is; most texts have nothing of the kind. */
const SUSPICIOUS = /nv|eyJ|[^\x20-\x7e]/i;

function masked(text: string, maximumCharacters: number): string {
  return text.length <= maximumCharacters && !SUSPICIOUS.test(text) ? text : redact(text, maximumCharacters);
}

/** A request target: path and query. */
export function maskedTarget(target: string): string {
  return masked(target, MAXIMUM_TARGET_CHARACTERS);
}

export function maskedUserAgent(userAgent: string): string {
  return masked(userAgent, MAXIMUM_USER_AGENT_CHARACTERS);
}

/** Message and details of an answered refusal as JSON of bounded length; details that do not fit are left out. */
export function keptRefusal({ message, details }: ApiError): string {
  const kept = JSON.stringify({ message: redact(message, 1_000), details: keptValue(details, 0) });
  return kept.length <= MAXIMUM_REFUSAL_CHARACTERS
    ? kept
    : JSON.stringify({ message: redact(message), details: {} });
}

function keptValue(value: unknown, depth: number): unknown {
  if (typeof value === "string") return redact(value, 1_000);
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  if (typeof value !== "object" || depth === MAXIMUM_DEPTH) return null;
  if (Array.isArray(value)) return value.slice(0, MAXIMUM_MEMBERS).map((item) => keptValue(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAXIMUM_MEMBERS)
      .map(([name, member]) => [redact(name), keptValue(member, depth + 1)]),
  );
}

const ID_IN_PATH = /[a-z]_([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})(?=[/?]|$)/g;

/** The UUIDs of the public ids in the path of a target, in their order. */
export function idsInPath(target: string): string[] {
  if (!target.includes("_")) return [];
  const query = target.indexOf("?");
  const path = query === -1 ? target : target.slice(0, query);
  return [...path.matchAll(ID_IN_PATH)].map(([, uuid = ""]) => uuid);
}
