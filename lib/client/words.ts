/** Words for values of the contracts, so that every page says them alike. */
import type { ApiPermission, OperatorRole, PartnerRole } from "@/lib/permissions";

const ROLES: Record<PartnerRole | OperatorRole, string> = {
  OWNER: "Owner",
  ADMIN: "Admin",
  DEVELOPER: "Developer",
  MEMBER: "Member",
  VIEWER: "Viewer",
  NUVERA_ADMIN: "Operator admin",
  NUVERA_SUPPORT: "Operator support",
};

export function formatRole(role: PartnerRole | OperatorRole): string {
  return ROLES[role];
}

const ROLE_HELP: Record<PartnerRole, string> = {
  OWNER: "Everything an admin does, and decides who the owners are.",
  ADMIN: "Manages the team, API applications and all work. Cannot make, change or remove owners.",
  DEVELOPER: "Manages API applications and their keys. Sees no team and moves no money.",
  MEMBER: "Works with customers, beneficiaries, payments and tickets. No credentials of applications.",
  VIEWER: "Reads, and changes nothing.",
};

/** What somebody with this role may do, in a sentence. */
export function describeRole(role: PartnerRole): string {
  return ROLE_HELP[role];
}

type PermissionArea = {
  title: string;
  help: string;
  read: ApiPermission;
  write: ApiPermission | null;
};

/** API permissions by area, in the order of the permission list. */
export const PERMISSION_AREAS: readonly PermissionArea[] = [
  {
    title: "Customers",
    help: "Companies and their persons; reference data for countries and industries.",
    read: "CUSTOMERS_READ",
    write: "CUSTOMERS_WRITE",
  },
  {
    title: "Beneficiaries",
    help: "Bank accounts that payments go to.",
    read: "BENEFICIARIES_READ",
    write: "BENEFICIARIES_WRITE",
  },
  {
    title: "Documents",
    help: "Files that belong to customers and payments.",
    read: "DOCUMENTS_READ",
    write: "DOCUMENTS_WRITE",
  },
  {
    title: "Payments",
    help: "Quotes and payments. Write moves money.",
    read: "PAYMENTS_READ",
    write: "PAYMENTS_WRITE",
  },
  {
    title: "Support",
    help: "Tickets and their messages.",
    read: "SUPPORT_READ",
    write: "SUPPORT_WRITE",
  },
  { title: "Crypto", help: "Currencies and networks.", read: "CRYPTO_READ", write: null },
  { title: "Screening", help: "Screening results, read only.", read: "SCREENING_READ", write: null },
];

/** `Customers read and write`, `Crypto read`: one phrase for each area that has a grant. */
export function describePermissions(permissions: readonly ApiPermission[]): string[] {
  return PERMISSION_AREAS.flatMap(({ title, read, write }) => {
    const mayRead = permissions.includes(read);
    const mayWrite = write !== null && permissions.includes(write);
    if (!mayRead && !mayWrite) return [];
    return [`${title} ${mayWrite ? "read and write" : "read"}`];
  });
}

/** The first characters of a fingerprint, enough to compare at a glance. */
export function shortFingerprint(fingerprint: string): string {
  return `${fingerprint.slice(0, 12)}…`;
}

/** `nv_test_…4f2a`: all that is kept of a key that can be shown. */
export function maskedKey(key: { prefix: string; lastFour: string }): string {
  return `${key.prefix}…${key.lastFour}`;
}

/** `…4f2a`: how a key is called where its prefix goes without saying. */
export function shortKeyName(key: { lastFour: string }): string {
  return `…${key.lastFour}`;
}

const grouped = new Intl.NumberFormat("en-US");

/** `1,204`. */
export function formatCount(count: number): string {
  return grouped.format(count);
}

/** `no request`, `1 request`, `1,204 requests`. */
export function formatRequests(count: number): string {
  if (count === 0) return "no request";
  return count === 1 ? "1 request" : `${formatCount(count)} requests`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

/** `3.2 %` of all; never rounded to none where there are some. */
export function shareWords(part: number, all: number): string {
  if (all === 0 || part === 0) return "0 %";
  const percent = (part / all) * 100;
  if (percent < 0.1) return "< 0.1 %";
  return `${percent >= 99.95 && part < all ? 99.9 : Math.round(percent * 10) / 10} %`;
}

/** `app_0192a1b2…9f3c`: enough to tell ids of one kind apart, whose first characters are only the time. */
export function shortId(id: string): string {
  return id.length <= 20 ? id : `${id.slice(0, id.indexOf("_") + 9)}…${id.slice(-4)}`;
}

/** `734 B`, `48 kB`, `2.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
