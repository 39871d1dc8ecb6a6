/**
 * Who may do what, as data. One vocabulary for both doors: API permissions can be granted to an
 * application; settings permissions belong to people only, operator permissions to the deployment's operator.
 * Pure: server, UI and tests share it.
 */

export const API_PERMISSIONS = [
  "CUSTOMERS_READ",
  "CUSTOMERS_WRITE",
  "BENEFICIARIES_READ",
  "BENEFICIARIES_WRITE",
  "DOCUMENTS_READ",
  "DOCUMENTS_WRITE",
  "PAYMENTS_READ",
  "PAYMENTS_WRITE",
  "SUPPORT_READ",
  "SUPPORT_WRITE",
  "CRYPTO_READ",
  "SCREENING_READ",
] as const;

export type ApiPermission = (typeof API_PERMISSIONS)[number];

export const SETTINGS_PERMISSIONS = [
  "APPLICATIONS_READ",
  /** Apart from writing, so that who may only stop an incident can do that. */
  "APPLICATIONS_DISABLE",
  "APPLICATIONS_WRITE",
  /** See the log of requests. */
  "REQUESTS_READ",
  "WEBHOOKS_READ",
  "WEBHOOKS_WRITE",
  "TEAM_READ",
  "TEAM_WRITE",
  "AUDIT_READ",
  /** Decide where personal API keys may be used; see and delete everybody's. Whoever may not, has to do with their own. */
  "PERSONAL_KEYS_MANAGE",
] as const;

export type SettingsPermission = (typeof SETTINGS_PERMISSIONS)[number];

/** What only the deployment's operator does; no partner role holds one of these. */
export const OPERATOR_PERMISSIONS = [
  "ORGANIZATIONS_READ",
  "ORGANIZATIONS_WRITE",
  "USERS_WRITE",
  /** Prepare a replacement key that a partner user claims. */
  "KEY_CLAIMS_WRITE",
  /** See the queues of what waits for a decision. */
  "REVIEWS_READ",
  /** Decide on customers, beneficiaries, payments and screening matches. */
  "REVIEWS_WRITE",
  /** Say that money has moved, or has not. */
  "SETTLEMENTS_WRITE",
  "TICKETS_ANSWER",
  /** Exchange rates, crypto networks, watchlists. */
  "REFERENCE_WRITE",
  "SYSTEM_READ",
] as const;

export type OperatorPermission = (typeof OPERATOR_PERMISSIONS)[number];

export type Permission = ApiPermission | SettingsPermission | OperatorPermission;

/** Everything there is: what the operator's command line holds. */
export const ALL_PERMISSIONS: ReadonlySet<Permission> = new Set<Permission>([
  ...API_PERMISSIONS,
  ...SETTINGS_PERMISSIONS,
  ...OPERATOR_PERMISSIONS,
]);

export const PARTNER_ROLES = ["OWNER", "ADMIN", "DEVELOPER", "MEMBER", "VIEWER"] as const;
export type PartnerRole = (typeof PARTNER_ROLES)[number];

export const OPERATOR_ROLES = ["NUVERA_ADMIN", "NUVERA_SUPPORT"] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

const READS = API_PERMISSIONS.filter((permission) => permission.endsWith("_READ"));

/** Everything but moving money: a person who sets up services cannot alone mint a credential that pays. */
const DEVELOPER_API_PERMISSIONS = API_PERMISSIONS.filter((permission) => permission !== "PAYMENTS_WRITE");

const APPLICATION_SETTINGS = [
  "APPLICATIONS_READ",
  "APPLICATIONS_DISABLE",
  "APPLICATIONS_WRITE",
  "REQUESTS_READ",
  "WEBHOOKS_READ",
  "WEBHOOKS_WRITE",
] as const;

const ROLE_PERMISSIONS: Record<PartnerRole, ReadonlySet<Permission>> = {
  OWNER: new Set<Permission>([...API_PERMISSIONS, ...SETTINGS_PERMISSIONS]),
  ADMIN: new Set<Permission>([...API_PERMISSIONS, ...SETTINGS_PERMISSIONS]),
  DEVELOPER: new Set<Permission>([...DEVELOPER_API_PERMISSIONS, ...APPLICATION_SETTINGS]),
  MEMBER: new Set<Permission>([
    ...READS,
    "CUSTOMERS_WRITE",
    "BENEFICIARIES_WRITE",
    "DOCUMENTS_WRITE",
    "PAYMENTS_WRITE",
    "SUPPORT_WRITE",
  ]),
  VIEWER: new Set<Permission>(READS),
};

/** Support reads, disables and answers tickets; an admin changes what partners' admins may change, but is no member of their team. */
const OPERATOR_ROLE_PERMISSIONS: Record<OperatorRole, ReadonlySet<Permission>> = {
  NUVERA_ADMIN: new Set<Permission>([
    ...API_PERMISSIONS,
    ...APPLICATION_SETTINGS,
    "TEAM_READ",
    "AUDIT_READ",
    "PERSONAL_KEYS_MANAGE",
    "ORGANIZATIONS_READ",
    "ORGANIZATIONS_WRITE",
    "KEY_CLAIMS_WRITE",
    "REVIEWS_READ",
    "REVIEWS_WRITE",
    "SETTLEMENTS_WRITE",
    "TICKETS_ANSWER",
    "REFERENCE_WRITE",
    "SYSTEM_READ",
  ]),
  NUVERA_SUPPORT: new Set<Permission>([
    ...READS,
    "APPLICATIONS_READ",
    "APPLICATIONS_DISABLE",
    "REQUESTS_READ",
    "WEBHOOKS_READ",
    "TEAM_READ",
    "AUDIT_READ",
    "ORGANIZATIONS_READ",
    "REVIEWS_READ",
    "TICKETS_ANSWER",
  ]),
};

/** The permissions of operator staff, in whichever organization they look at. */
export function permissionsOfOperatorRole(role: OperatorRole): ReadonlySet<Permission> {
  return OPERATOR_ROLE_PERMISSIONS[role];
}

/** The permissions a partner role holds in its organization. */
export function permissionsOfRole(role: PartnerRole): ReadonlySet<Permission> {
  return ROLE_PERMISSIONS[role];
}

/**
 * What a personal API key may whose maker has this role: the role's part of the partner API. It never reaches the
 * settings, so a key cannot make keys, change the team or read the history.
 */
export function permissionsOfPersonalKey(role: PartnerRole): ReadonlySet<ApiPermission> {
  return new Set(API_PERMISSIONS.filter((permission) => ROLE_PERMISSIONS[role].has(permission)));
}

/** The read permission that a write permission needs, or `null` for a read. */
export function readNeededBy(permission: ApiPermission): ApiPermission | null {
  if (!permission.endsWith("_WRITE")) return null;
  const read = permission.replace(/_WRITE$/, "_READ");
  return API_PERMISSIONS.find((candidate) => candidate === read) ?? null;
}

/** Read permissions that are missing beside the writes in `permissions` (a write needs its read). */
export function missingReads(permissions: readonly ApiPermission[]): ApiPermission[] {
  return permissions
    .map(readNeededBy)
    .filter((read): read is ApiPermission => read !== null && !permissions.includes(read));
}

/** The permissions of `wanted` that `held` lacks: nobody grants more than they hold. */
export function missingPermissions(
  wanted: readonly Permission[],
  held: ReadonlySet<Permission>,
): Permission[] {
  return wanted.filter((permission) => !held.has(permission));
}

/** Duplicates removed, in the order of the permission list, so that equal sets read alike everywhere. */
export function sortPermissions(permissions: readonly ApiPermission[]): ApiPermission[] {
  return API_PERMISSIONS.filter((permission) => permissions.includes(permission));
}
