/** Is this credential alive? Pure; the claim statement applies the same rules again, without naming the reason. */
import type { Credential } from "@/lib/auth/credential";
import type { UnauthorizedReason } from "@/lib/errors";

type State = Pick<
  Credential,
  | "keyRevokedAt"
  | "keyExpiresAt"
  | "applicationDeletedAt"
  | "applicationDisabledAt"
  | "organizationSuspendedAt"
>;

/** `null` when alive at `now`, otherwise the reason and what to do about it. */
export function checkState(state: State, now: Date): [reason: UnauthorizedReason, message: string] | null {
  if (state.keyRevokedAt !== null || state.applicationDeletedAt !== null) {
    return [
      "api_key_revoked",
      "This API key was revoked and cannot be revived. Use the application's current API key.",
    ];
  }
  if (state.keyExpiresAt !== null && state.keyExpiresAt <= now) {
    return [
      "api_key_expired",
      `This API key expired at ${state.keyExpiresAt.toISOString()}. Use the key that replaced it or create one.`,
    ];
  }
  if (state.applicationDisabledAt !== null) {
    return [
      "application_disabled",
      "This application is disabled. It accepts requests again once your organization, or the operator who disabled it, enables it.",
    ];
  }
  if (state.organizationSuspendedAt !== null) {
    return ["organization_suspended", "This organization is suspended. Contact the operator's support."];
  }
  return null;
}
