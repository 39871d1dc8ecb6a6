/** Tables of permissions and roles, as Markdown, made from what is enforced. */
import { referenceOperations } from "@/lib/docs/reference/document";
import {
  API_PERMISSIONS,
  PARTNER_ROLES,
  type PartnerRole,
  type Permission,
  permissionsOfRole,
  SETTINGS_PERMISSIONS,
  type SettingsPermission,
} from "@/lib/permissions";
import { routes } from "@/lib/routes";

const ROLE_NAMES: Readonly<Record<PartnerRole, string>> = {
  OWNER: "Owner",
  ADMIN: "Admin",
  DEVELOPER: "Developer",
  MEMBER: "Member",
  VIEWER: "Viewer",
};

const SETTINGS_WORDS: Readonly<Record<SettingsPermission, string>> = {
  APPLICATIONS_READ: "See API applications",
  APPLICATIONS_DISABLE: "Disable and enable API applications",
  APPLICATIONS_WRITE: "Make and change API applications and their keys",
  REQUESTS_READ: "See the request log",
  WEBHOOKS_READ: "See webhooks and their deliveries",
  WEBHOOKS_WRITE: "Make and change webhooks",
  TEAM_READ: "See the team",
  TEAM_WRITE: "Invite, change roles, remove",
  AUDIT_READ: "See the audit history",
  PERSONAL_KEYS_MANAGE: "Decide about personal API keys, and delete others'",
};

/** Each permission with the operations that it opens. */
export function permissionTable(): string {
  const operations = referenceOperations();
  const rows = API_PERMISSIONS.map((permission) => {
    const opened = operations.filter((operation) => operation.permission === permission);
    const links = opened.map(({ title, name }) => `[${title}](${routes.apiOperation(name)})`);
    return `| \`${permission}\` | ${links.join(", ")} |`;
  });
  return ["| permission | operations |", "| --- | --- |", ...rows].join("\n");
}

/** What each role may, in the API and in the settings. */
export function roleTable(): string {
  const row = (words: string, permission: Permission) => {
    const cells = PARTNER_ROLES.map((role) => (permissionsOfRole(role).has(permission) ? "yes" : "–"));
    return `| ${words} | ${cells.join(" | ")} |`;
  };
  const head = `| | ${PARTNER_ROLES.map((role) => ROLE_NAMES[role]).join(" | ")} |`;
  return [
    head,
    `| --- |${PARTNER_ROLES.map(() => " --- |").join("")}`,
    ...API_PERMISSIONS.map((permission) => row(`\`${permission}\``, permission)),
    ...SETTINGS_PERMISSIONS.map((permission) => row(SETTINGS_WORDS[permission], permission)),
  ].join("\n");
}
