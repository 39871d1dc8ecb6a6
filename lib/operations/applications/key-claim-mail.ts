import type { ApplicationRow } from "@/db/queries/applications";
import { type KeyClaimRow, listMemberAddresses } from "@/db/queries/key-claims";
import { toPublicId } from "@/lib/ids";
import { queueMail } from "@/lib/operations/mail";
import type { TransactionContext } from "@/lib/operations/operation";
import { missingPermissions, PARTNER_ROLES, type PartnerRole, permissionsOfRole } from "@/lib/permissions";
import { routes } from "@/lib/routes";

/** Roles that change applications and hold what this one may do: nobody else gets hold of its keys. */
function mayClaim({ permissions }: ApplicationRow): PartnerRole[] {
  return PARTNER_ROLES.filter((role) => {
    const held = permissionsOfRole(role);
    return held.has("APPLICATIONS_WRITE") && missingPermissions(permissions, held).length === 0;
  });
}

/** Tells everybody who may claim the key that it waits for them, who prepared it and why. */
export async function mailAboutClaim(
  context: TransactionContext,
  application: ApplicationRow,
  claim: KeyClaimRow,
): Promise<void> {
  const { tx, scope, baseUrl } = context;
  const page = `${baseUrl}${routes.application(toPublicId("application", application.id))}`;
  const body = [
    `${claim.createdByName} of the platform's operator has prepared a replacement API key for your application "${application.name}" (${application.environment}).`,
    `Reason: ${claim.reason}`,
    `Claim it until ${claim.expiresAt.toISOString()}: ${page}`,
    "The key is made when one of you claims it, and shown to that person only. The keys before it go on until then, and for the grace window that the page names.",
  ].join("\n\n");
  const subject = `A replacement API key waits for "${application.name}"`;
  for (const recipient of await listMemberAddresses(tx, scope.organizationId, mayClaim(application))) {
    await queueMail(tx, context, { recipient, subject, body });
  }
}
