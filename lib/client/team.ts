/** Members and invitations, as the browser asks for them. */
import { queryOptions } from "@tanstack/react-query";
import { anyObject, fetchUi } from "@/lib/client/fetch-ui";
import type { PartnerRole } from "@/lib/permissions";
import { type OrganizationPlace, uiApi } from "@/lib/routes";
import type { CreatedInvitation, MemberView, TeamView } from "@/lib/schemas/team";

const createdInvitationSchema = async () => (await import("@/lib/schemas/team")).createdInvitationSchema;
const memberSchema = async () => (await import("@/lib/schemas/team")).memberSchema;
const teamSchema = async () => (await import("@/lib/schemas/team")).teamSchema;

export function teamQuery(place: OrganizationPlace) {
  return queryOptions({
    queryKey: [place.area, "organizations", place.organizationId, "team"],
    queryFn: ({ signal }): Promise<TeamView> => fetchUi(uiApi.team(place), { schema: teamSchema, signal }),
  });
}

/** The answer holds the link's secret: callers keep it out of every cache. */
export function inviteMember(
  place: OrganizationPlace,
  invitation: { email: string; role: PartnerRole },
): Promise<CreatedInvitation> {
  return fetchUi(uiApi.invitations(place), {
    method: "POST",
    body: invitation,
    schema: createdInvitationSchema,
  });
}

export async function revokeInvitation(place: OrganizationPlace, invitationId: string): Promise<void> {
  await fetchUi(uiApi.revokeInvitation(place, invitationId), {
    method: "POST",
    body: {},
    schema: anyObject,
  });
}

export function changeMemberRole(
  place: OrganizationPlace,
  userId: string,
  role: PartnerRole,
): Promise<MemberView> {
  return fetchUi(uiApi.memberAction(place, userId, "role"), {
    method: "POST",
    body: { role },
    schema: memberSchema,
  });
}

export async function removeMember(place: OrganizationPlace, userId: string): Promise<void> {
  await fetchUi(uiApi.memberAction(place, userId, "remove"), {
    method: "POST",
    body: {},
    schema: anyObject,
  });
}
