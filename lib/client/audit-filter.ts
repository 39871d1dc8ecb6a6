/** The audit history's filters as they stand in the page's address, and as the server takes them. Pure. */
import type { AuditFilter } from "@/lib/schemas/audit";
import { ACTION_PATTERN, ID_PATTERN, MAXIMUM_ID_CHARACTERS } from "@/lib/schemas/audit-terms";
import { type Environment, environmentNamed } from "@/lib/schemas/environment";

/** Days are UTC days, and `to` is the last one included. */
export type AuditUrlFilter = {
  action?: string;
  actor?: string;
  application?: string;
  environment?: Environment;
  from?: string;
  to?: string;
};

export const AUDIT_FILTER_KEYS = ["action", "actor", "application", "environment", "from", "to"] as const;
type FilterKey = (typeof AUDIT_FILTER_KEYS)[number];

const isId = (value: string) => [...value].length <= MAXIMUM_ID_CHARACTERS && ID_PATTERN.test(value);
const isDay = (value: string) =>
  /^(19|20)\d\d-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00.000Z`));

const FITS: Record<FilterKey, (value: string) => boolean> = {
  action: (value) => ACTION_PATTERN.test(value),
  actor: isId,
  application: isId,
  environment: (value) => environmentNamed(value) !== null,
  from: isDay,
  to: isDay,
};

/** Reads the filters out of an address; what does not fit counts as not there. */
export function readAuditFilter(parameters: { get: (name: string) => string | null }): AuditUrlFilter {
  return Object.fromEntries(
    AUDIT_FILTER_KEYS.flatMap((key) => {
      const value = parameters.get(key);
      return value !== null && value !== "" && FITS[key](value) ? [[key, value]] : [];
    }),
  );
}

/** The address's query with these filters instead of its own; everything else in it stays, such as the open tab. */
export function writeAuditFilter(
  current: string,
  filter: { [Key in FilterKey]?: string | undefined },
): string {
  const parameters = new URLSearchParams(current);
  for (const key of AUDIT_FILTER_KEYS) {
    const value = filter[key];
    if (value) parameters.set(key, value);
    else parameters.delete(key);
  }
  return parameters.toString();
}

/** The same filter in the server's terms, whose `to` is the first moment that no longer counts. */
export function toServerFilter({
  action,
  actor,
  application,
  environment,
  from,
  to,
}: AuditUrlFilter): AuditFilter {
  return {
    ...(action ? { action } : {}),
    ...(actor ? { actorId: actor } : {}),
    ...(application ? { applicationId: application } : {}),
    ...(environment ? { environment } : {}),
    ...(from ? { from: `${from}T00:00:00.000Z` } : {}),
    ...(to ? { to: dayAfter(to) } : {}),
  };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000).toISOString();
}
