/** People of the test platform as operations meet them: members and operator staff, with the proof of who they are. */
import { type OperatorRole, type PartnerRole, permissionsOfOperatorRole } from "@/lib/permissions";
import type { OperatorPrincipal, UserPrincipal } from "@/lib/principal";
import type { Environment } from "@/lib/schemas/common";
import { makeMember, makePerson, principalOf } from "@/test/integration/support/members";
import type { TestPlatform } from "@/test/integration/support/platform";

type ActorOptions = {
  environment?: Environment;
  displayName?: string;
  /** How long ago the password was last proven. */
  proofAgeSeconds?: number;
};

/** Somebody new with this role in the organization. */
export async function actingMember(
  platform: TestPlatform,
  organizationId: string,
  role: PartnerRole,
  { environment = "sandbox", displayName, proofAgeSeconds }: ActorOptions = {},
): Promise<UserPrincipal> {
  const person = await makeMember(platform, organizationId, role, displayName);
  return { ...principalOf(platform, organizationId, person, role, proofAgeSeconds), environment };
}

/** Somebody new of the staff, at work in the organization. */
export async function actingStaff(
  platform: TestPlatform,
  organizationId: string,
  role: OperatorRole,
  { environment = "sandbox", displayName = "Some Staff", proofAgeSeconds = 0 }: ActorOptions = {},
): Promise<OperatorPrincipal> {
  const { uuid, sessionId } = await makePerson(platform, displayName, { kind: "OPERATOR", role });
  const lastProofAt = new Date(platform.clock.now.getTime() - proofAgeSeconds * 1000);
  return {
    kind: "operator",
    organizationId,
    environment,
    userId: uuid,
    sessionId,
    displayName,
    role,
    permissions: permissionsOfOperatorRole(role),
    proof: { lastProofAt, hasSecondFactor: true },
  };
}
