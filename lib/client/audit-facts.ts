/** What sentences about an entry are made of, read from whatever it recorded. Nothing here is certain to be there. */
import { enumWords, formatAmount } from "@/lib/client/hub-words";
import { formatExactUtc, formatSpan } from "@/lib/client/time";
import { formatRole, shortId } from "@/lib/client/words";
import { PARTNER_ROLES } from "@/lib/permissions";
import type { AuditEventView } from "@/lib/schemas/audit";
import { PERSONAL_KEY_POLICIES, type PersonalKeyPolicy } from "@/lib/schemas/personal-key-policy";

type Recorded = Readonly<Record<string, unknown>>;

export type AuditFacts = {
  name: string | null;
  /** The member or invited person: a name, an address, or the short id. */
  person: string | null;
  /** The same where it is somebody else than who acts. */
  other: string | null;
  roleBefore: string | null;
  roleAfter: string | null;
  /** `…4f2a`. */
  lastFour: string | null;
  expiresAt: string | null;
  rateBefore: number | null;
  rateAfter: number | null;
  /** Of an address list: `off`, `report` or `enforce`, and how many entries it has. */
  addressModeBefore: string | null;
  addressModeAfter: string | null;
  addressCount: number | null;
  granted: readonly string[];
  withdrawn: readonly string[];
  /** `at once`, `with an overlap of 24 h`, or nothing. */
  overlap: string;
  /** What a sign-in failed by. */
  wrong: string | null;
  /** What a sign-in that failed was for, where it was not signing in. */
  during: string | null;
  format: string | null;
  /** Where personal API keys may be used from then on. */
  personalKeys: PersonalKeyPolicy | null;
  /** How many applications an emergency switch stopped. */
  count: number | null;
  statusBefore: string | null;
  statusAfter: string | null;
  documentType: string | null;
  /** `250.00 USD`: what is paid, before it is exchanged. */
  amount: string | null;
  openMatches: number | null;
  /** What a reviewer found. */
  outcome: string | null;
  /** Whether payments wait. */
  hold: boolean | null;
  /** Of a ticket. */
  subject: string | null;
  /** How many rates or entries came in. */
  imported: number | null;
  /** How many rows a reset removed. */
  removed: number | null;
  /** Of a webhook endpoint. */
  url: string | null;
  /** How many events were sent again. */
  resent: number | null;
};

export function auditFacts(event: AuditEventView): AuditFacts {
  const before: Recorded = event.before ?? {};
  const after: Recorded = event.after ?? {};
  const either = (...keys: string[]) => text(after, ...keys) ?? text(before, ...keys);
  const lastFour = either("lastFour", "apiKeyLastFour");
  const expiresAt = text(after, "expiresAt");
  const grantsBefore = texts(before, "permissions");
  const grantsAfter = texts(after, "permissions");
  const person =
    either("displayName", "email") ?? (event.target.kind === "user" ? shortId(event.target.id) : null);
  return {
    name:
      either("name", "applicationName", "companyName") ??
      (event.target.kind === "watchlist" ? event.target.id : null),
    person,
    other: event.target.id === event.actor.id ? null : person,
    roleBefore: role(text(before, "role")),
    roleAfter: role(text(after, "role")),
    lastFour: lastFour === null ? null : `…${lastFour}`,
    expiresAt:
      expiresAt === null || Number.isNaN(Date.parse(expiresAt)) ? expiresAt : formatExactUtc(expiresAt),
    rateBefore: number(before, "rateLimitPerSecond"),
    rateAfter: number(after, "rateLimitPerSecond"),
    addressModeBefore: text(before, "addressListMode"),
    addressModeAfter: text(after, "addressListMode"),
    addressCount: lengthOf(after, "addressList"),
    granted: grantsAfter.filter((permission) => !grantsBefore.includes(permission)),
    withdrawn: grantsBefore.filter((permission) => !grantsAfter.includes(permission)),
    overlap: overlapWords(number(after, "overlapSeconds")),
    wrong: text(after, "wrong"),
    during: text(after, "during"),
    format: text(after, "format")?.toUpperCase() ?? null,
    personalKeys: PERSONAL_KEY_POLICIES.find((policy) => policy === after.personalKeys) ?? null,
    count: lengthOf(after, "disabledApplicationIds"),
    statusBefore: words(text(before, "status")),
    statusAfter: words(text(after, "status")),
    documentType: words(either("type")),
    amount: amountWords(after),
    openMatches: number(after, "openMatchCount"),
    outcome: words(text(after, "state"))?.toLowerCase() ?? null,
    hold: flag(after, "paymentHold"),
    subject: text(after, "subject"),
    imported: number(after, "entryCount") ?? number(after, "imported"),
    removed: sumOf(after.removed),
    url: either("url"),
    resent: number(after, "count"),
  };
}

function overlapWords(seconds: number | null): string {
  if (seconds === null) return "";
  return seconds === 0 ? "at once" : `with an overlap of ${formatSpan(seconds * 1000)}`;
}

function role(value: string | null): string | null {
  const known = PARTNER_ROLES.find((candidate) => candidate === value);
  return known === undefined ? value : formatRole(known);
}

/** `PENDING_REVIEW` as `Pending review`. */
function words(value: string | null): string | null {
  return value === null ? null : enumWords(value);
}

function amountWords(recorded: Recorded): string | null {
  const amount = text(recorded, "paymentAmount", "amount");
  const currency = text(recorded, "paymentCurrencyCode", "currencyCode");
  return amount === null || currency === null ? null : `${formatAmount(amount)} ${currency}`;
}

function flag(recorded: Recorded, key: string): boolean | null {
  const value = recorded[key];
  return typeof value === "boolean" ? value : null;
}

function sumOf(counts: unknown): number | null {
  if (typeof counts !== "object" || counts === null) return null;
  return Object.values(counts).reduce<number>(
    (sum, count) => sum + (typeof count === "number" ? count : 0),
    0,
  );
}

function text(recorded: Recorded, ...keys: string[]): string | null {
  const value = keys.map((key) => recorded[key]).find((found) => typeof found === "string" && found !== "");
  return typeof value === "string" ? value : null;
}

function number(recorded: Recorded, key: string): number | null {
  const value = recorded[key];
  return typeof value === "number" ? value : null;
}

function lengthOf(recorded: Recorded, key: string): number | null {
  const value = recorded[key];
  return Array.isArray(value) ? value.length : null;
}

function texts(recorded: Recorded, key: string): string[] {
  const value = recorded[key];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
