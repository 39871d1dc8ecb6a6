/**
 * What an entry of the audit history says in plain words, from its action and what was recorded before and after.
 * The facts differ by action and by age of the entry, so each sentence also reads well without them.
 */
import { auditFacts } from "@/lib/client/audit-facts";
import { type ActionWords, capitalized, join, said } from "@/lib/client/audit-sentences";
import { RECORD_ACTION_WORDS, RECORD_FAMILIES } from "@/lib/client/audit-words-records";
import { WEBHOOK_ACTION_WORDS } from "@/lib/client/audit-words-webhooks";
import type { AuditEventView } from "@/lib/schemas/audit";

export const AUDIT_FAMILIES: Readonly<Record<string, string>> = {
  application: "API applications",
  api_key: "API keys",
  key_claim: "Prepared replacement keys",
  personal_key: "Personal API keys",
  signing_key: "Signing keys",
  webhook: "Webhooks",
  member: "Team members",
  invitation: "Invitations",
  session: "Sign-ins",
  password: "Passwords",
  second_factor: "One-time codes",
  ...RECORD_FAMILIES,
  organization: "Organization",
  audit: "Audit history",
  outbox: "Outbox",
};

const POLICY_SENTENCES = {
  off: "Turned personal API keys off",
  sandbox: "Allowed personal API keys in sandbox only",
  both: "Allowed personal API keys in sandbox and production",
} as const;

export const AUDIT_ACTION_WORDS: Readonly<Record<string, ActionWords>> = {
  "organization.created": {
    label: "Organization created",
    sentence: ({ name }) => join("Created organization", name ?? ""),
  },
  "organization.read": { label: "Organization looked at", sentence: said("Looked at this organization") },
  "organization.applications_disabled": {
    label: "All applications disabled",
    sentence: ({ count }) =>
      join("Disabled all API applications", count === null ? "" : `(${count} were enabled)`),
  },
  "organization.personal_keys_policy_changed": {
    label: "Personal API keys allowed or turned off",
    sentence: ({ personalKeys }) =>
      personalKeys === null ? "Changed where personal API keys may be used" : POLICY_SENTENCES[personalKeys],
  },
  "member.added": {
    label: "Member added",
    sentence: ({ person, roleAfter }) => join("Added", person ?? "a member", as(roleAfter)),
  },
  "member.role_changed": {
    label: "Role changed",
    sentence: ({ person, roleBefore, roleAfter }) =>
      join(
        "Changed the role of",
        person ?? "a member",
        roleBefore ? `from ${roleBefore}` : "",
        roleAfter ? `to ${roleAfter}` : "",
      ),
  },
  "member.removed": {
    label: "Member removed",
    sentence: ({ person }) => join("Removed", person ?? "a member", "from the team"),
  },
  "invitation.created": {
    label: "Invitation sent",
    sentence: ({ person, roleAfter }) => join("Invited", person ?? "somebody", as(roleAfter)),
  },
  "invitation.accepted": {
    label: "Invitation accepted",
    sentence: ({ roleAfter }) =>
      join("Accepted an invitation", roleAfter ? `and joined as ${roleAfter}` : ""),
  },
  "invitation.revoked": {
    label: "Invitation revoked",
    sentence: ({ person }) => join("Revoked the invitation", person ? `of ${person}` : ""),
  },
  "application.created": {
    label: "Application created",
    sentence: ({ name }) => join("Created API application", name ?? ""),
  },
  "application.permissions_changed": {
    label: "Permissions changed",
    sentence: ({ granted, withdrawn }) => {
      const parts = [
        granted.length > 0 ? `granted ${permissions(granted)}` : "",
        withdrawn.length > 0 ? `took away ${permissions(withdrawn)}` : "",
      ].filter((part) => part !== "");
      return parts.length === 0 ? "Changed permissions" : capitalized(parts.join(", "));
    },
  },
  "application.rate_limit_changed": {
    label: "Rate limit changed",
    sentence: ({ rateBefore, rateAfter }) =>
      join(
        "Changed the rate limit",
        rateBefore === null ? "" : `from ${rateBefore}`,
        rateAfter === null ? "" : `to ${rateAfter} requests per second`,
      ),
  },
  "application.address_list_changed": {
    label: "Address list changed",
    sentence: ({ addressModeBefore, addressModeAfter, addressCount }) => {
      if (addressModeAfter === "off" && addressModeBefore !== "off") return "Turned off the address list";
      const entries = addressCount === 1 ? "1 entry" : `${addressCount ?? "some"} entries`;
      if (addressModeAfter === addressModeBefore || addressModeAfter === null) {
        return join("Changed the address list", addressCount === null ? "" : `to ${entries}`);
      }
      return addressModeAfter === "enforce"
        ? `Enforced an address list of ${entries}`
        : `Set an address list of ${entries} to report only`;
    },
  },
  "application.copied": {
    label: "Application copied to production",
    sentence: ({ name }) => join("Copied the set-up of", name ?? "the API application", "to production"),
  },
  "application.disabled": {
    label: "Application disabled",
    sentence: ({ name }) => join("Disabled", name ?? "the API application"),
  },
  "application.enabled": {
    label: "Application enabled",
    sentence: ({ name }) => join("Enabled", name ?? "the API application"),
  },
  "application.deleted": {
    label: "Application deleted",
    sentence: ({ name }) => join("Deleted API application", name ?? ""),
  },
  "api_key.created": {
    label: "API key created",
    sentence: ({ lastFour }) => join("Created API key", lastFour ?? ""),
  },
  "api_key.expiry_changed": {
    label: "API key expiry changed",
    sentence: ({ lastFour, expiresAt }) =>
      expiresAt === null
        ? join("Took the expiry date off API key", lastFour ?? "")
        : join("Set API key", lastFour ?? "", `to expire on ${expiresAt}`),
  },
  "api_key.revoked": {
    label: "API key revoked",
    sentence: ({ lastFour }) => join("Revoked API key", lastFour ?? ""),
  },
  "key_claim.created": {
    label: "Replacement key prepared",
    sentence: said("Prepared a replacement API key, to be claimed"),
  },
  "key_claim.claimed": {
    label: "Replacement key claimed",
    sentence: ({ lastFour }) => join("Claimed the prepared API key", lastFour ?? ""),
  },
  "key_claim.cancelled": {
    label: "Prepared key cancelled",
    sentence: said("Cancelled the prepared replacement API key"),
  },
  "personal_key.created": {
    label: "Personal API key created",
    sentence: ({ name, lastFour }) => join("Created personal API key", name ?? "", lastFour ?? ""),
  },
  "personal_key.deleted": {
    label: "Personal API key deleted",
    sentence: ({ name, lastFour }) => join("Deleted personal API key", name ?? "", lastFour ?? ""),
  },
  "signing_key.replaced": {
    label: "Signing key replaced",
    sentence: ({ overlap }) => join("Replaced the signing key", overlap),
  },
  "signing_key.reverted": {
    label: "Signing key put back",
    sentence: said("Went back to the signing key before"),
  },
  "signing_key.overlap_ended": {
    label: "Signing key overlap ended",
    sentence: said("Ended the overlap of signing keys"),
  },
  ...WEBHOOK_ACTION_WORDS,
  ...RECORD_ACTION_WORDS,
  "session.signed_in": { label: "Signed in", sentence: said("Signed in") },
  "session.sign_in_failed": {
    label: "Sign-in failed",
    sentence: ({ wrong, during }) =>
      join(
        during === "confirmation" ? "Failed to confirm who they are" : "Failed to sign in",
        wrong ? `with a wrong ${wrong}` : "",
      ),
  },
  "session.ended": { label: "Session ended", sentence: said("Ended a session") },
  "password.changed": { label: "Password changed", sentence: said("Changed the password") },
  "password.reset": { label: "Password reset", sentence: said("Reset the password by link") },
  "second_factor.enabled": { label: "One-time codes set up", sentence: said("Set up one-time codes") },
  "second_factor.disabled": {
    label: "One-time codes turned off",
    sentence: ({ other }) => join("Turned off one-time codes", other ? `of ${other}` : ""),
  },
  "second_factor.recovery_codes_replaced": {
    label: "Recovery codes replaced",
    sentence: said("Replaced the recovery codes"),
  },
  "second_factor.recovery_code_used": {
    label: "Recovery code used",
    sentence: said("Used a recovery code"),
  },
  "audit.exported": {
    label: "Audit history exported",
    sentence: ({ format }) => join("Exported the audit history", format ? `as ${format}` : ""),
  },
  "outbox.read": {
    label: "Outbox looked at",
    sentence: said("Looked at the outbox of the deployment"),
  },
};

/** What was done, in one line: `Revoked API key …4f2a`. An action without words of its own is named by its parts. */
export function describeAuditEvent(event: AuditEventView): string {
  return AUDIT_ACTION_WORDS[event.action]?.sentence(auditFacts(event)) ?? plainAction(event.action);
}

/** A family (`api_key`) or an action (`api_key.revoked`) by its name. */
export function auditActionLabel(action: string): string {
  return AUDIT_FAMILIES[action] ?? AUDIT_ACTION_WORDS[action]?.label ?? plainAction(action);
}

/** `api_key` of `api_key.revoked`. */
export function auditFamily(action: string): string {
  return action.split(".", 1)[0] ?? action;
}

function plainAction(action: string): string {
  return capitalized(action.replaceAll("_", " ").replace(".", ": "));
}

function as(role: string | null): string {
  return role === null ? "" : `as ${role}`;
}

function permissions(names: readonly string[]): string {
  return names.length <= 2 ? names.join(" and ") : `${names.length} permissions`;
}
