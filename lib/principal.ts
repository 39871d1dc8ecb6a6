/** Who acts. Every door turns its caller into one of these before an operation runs. */
import type { ApiPermission, PartnerRole, Permission } from "@/lib/permissions";
import type { Environment } from "@/lib/schemas/common";

/** The key, signing key and token that authenticated a request. */
export type ProvenCredential = {
  apiKeyId: string;
  apiKeyLastFour: string;
  apiKeyExpiresAt: Date | null;
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

/** A person of a partner organization, in a browser session. */
export type UserPrincipal = {
  kind: "user";
  organizationId: string;
  environment: Environment;
  userId: string;
  displayName: string;
  role: PartnerRole;
  permissions: ReadonlySet<Permission>;
};

/** The deployment's operator at its own command line: holds everything, in the organization it names. */
export type OperatorCliPrincipal = {
  kind: "operator_cli";
  organizationId: string;
  environment: Environment;
  permissions: ReadonlySet<Permission>;
};

export type Principal = ApplicationPrincipal | UserPrincipal | OperatorCliPrincipal;
