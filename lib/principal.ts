/** Who acts. Every door turns its caller into one of these before an operation runs. */
import type { ApiPermission, OperatorRole, PartnerRole, Permission } from "@/lib/permissions";
import type { Environment } from "@/lib/schemas/common";

/** The key, signing key and token that authenticated a request. */
export type ProvenCredential = {
  apiKeyId: string;
  apiKeyLastFour: string;
  apiKeyExpiresAt: Date | null;
  signingKeyId: string;
  signingKeyFingerprint: string;
  signingKeyRetiresAt: Date | null;
  tokenExpiresAtSeconds: number;
};

/** A partner's service, authenticated by API key and request signature. */
export type ApplicationPrincipal = {
  kind: "application";
  organizationId: string;
  environment: Environment;
  applicationId: string;
  applicationName: string;
  permissions: ReadonlySet<Permission>;
  apiPermissions: readonly ApiPermission[];
  credential: ProvenCredential;
};

/**
 * A personal API key: a credential of a person, with what their role in the organization allows at the partner API at
 * the time of the request.
 */
export type PersonalKeyPrincipal = {
  kind: "personal_key";
  organizationId: string;
  environment: Environment;
  personalKeyId: string;
  keyName: string;
  /** Who made it. */
  userId: string;
  displayName: string;
  role: PartnerRole;
  permissions: ReadonlySet<Permission>;
};

/** Whoever calls the partner API. */
export type ApiPrincipal = ApplicationPrincipal | PersonalKeyPrincipal;

/** How and when a person in a browser session last proved who they are. */
export type SessionProof = { lastProofAt: Date; hasSecondFactor: boolean };

/** A person of a partner organization, in a browser session. */
export type UserPrincipal = {
  kind: "user";
  organizationId: string;
  environment: Environment;
  userId: string;
  /** The session they act in; no change is made once it has ended. */
  sessionId: string;
  displayName: string;
  role: PartnerRole;
  permissions: ReadonlySet<Permission>;
  proof: SessionProof;
};

/** A member of the operator's staff, in a browser session, at work in one organization. */
export type OperatorPrincipal = {
  kind: "operator";
  organizationId: string;
  environment: Environment;
  userId: string;
  /** The session they act in; no change is made once it has ended. */
  sessionId: string;
  displayName: string;
  role: OperatorRole;
  permissions: ReadonlySet<Permission>;
  proof: SessionProof;
};

/** The deployment's operator at its own command line: holds everything, in the organization it names. */
export type OperatorCliPrincipal = {
  kind: "operator_cli";
  organizationId: string;
  environment: Environment;
  permissions: ReadonlySet<Permission>;
};

/** The platform itself at work in one organization: a schedule, a list that was imported, the sandbox simulator. */
export type SystemPrincipal = {
  kind: "system";
  organizationId: string;
  environment: Environment;
  /** As the audit history shows it, for example `Sandbox simulator`. */
  name: string;
  permissions: ReadonlySet<Permission>;
};

export type Principal =
  | ApplicationPrincipal
  | PersonalKeyPrincipal
  | UserPrincipal
  | OperatorPrincipal
  | OperatorCliPrincipal
  | SystemPrincipal;

/** Whether the deployment's operator acts, in the hub or at the command line. */
export function isOperator(principal: Principal): principal is OperatorPrincipal | OperatorCliPrincipal {
  return principal.kind === "operator" || principal.kind === "operator_cli";
}
