/** Personal API keys as the browser asks for them, and the words for them. */
import { queryOptions } from "@tanstack/react-query";
import { anyObject, fetchUi } from "@/lib/client/fetch-ui";
import { describePermissions } from "@/lib/client/words";
import { API_PERMISSIONS, type PartnerRole, permissionsOfPersonalKey } from "@/lib/permissions";
import { type OrganizationPlace, type Place, uiApi } from "@/lib/routes";
import type {
  CreatedPersonalKey,
  CreatePersonalKeyInput,
  PersonalKeyPolicy,
  PersonalKeysView,
} from "@/lib/schemas/personal-key";

const changePersonalKeyPolicySchema = async () =>
  (await import("@/lib/schemas/personal-key")).changePersonalKeyPolicySchema;
const createdPersonalKeySchema = async () =>
  (await import("@/lib/schemas/personal-key")).createdPersonalKeySchema;
const personalKeysSchema = async () => (await import("@/lib/schemas/personal-key")).personalKeysSchema;

/** The keys that the person may see in this environment; in the hub everybody's in both. */
export function personalKeysQuery(place: Place) {
  const { area, organizationId, environment } = place;
  return queryOptions({
    queryKey: [area, "organizations", organizationId, environment, "personal-keys"],
    queryFn: ({ signal }): Promise<PersonalKeysView> =>
      fetchUi(area === "hub" ? uiApi.hubPersonalKeys(organizationId) : uiApi.personalKeys(place), {
        schema: personalKeysSchema,
        signal,
      }),
  });
}

/** The answer holds the key: callers keep it out of every cache. */
export function createPersonalKey(place: Place, input: CreatePersonalKeyInput): Promise<CreatedPersonalKey> {
  return fetchUi(uiApi.personalKeys(place), {
    method: "POST",
    body: input,
    schema: createdPersonalKeySchema,
  });
}

/** `reason`: staff always give one. */
export async function deletePersonalKey(
  place: Place,
  personalKeyId: string,
  reason: string | null = null,
): Promise<void> {
  await fetchUi(uiApi.deletePersonalKey(place, personalKeyId), {
    method: "POST",
    body: reason === null ? {} : { reason },
    schema: anyObject,
  });
}

export async function setPersonalKeyPolicy(
  place: OrganizationPlace,
  personalKeys: PersonalKeyPolicy,
): Promise<PersonalKeyPolicy> {
  const answer = await fetchUi(uiApi.personalKeyPolicy(place), {
    method: "POST",
    body: { personalKeys },
    schema: changePersonalKeyPolicySchema,
  });
  return answer.personalKeys;
}

/** What a key may whose maker has this role: `Everything in the API`, `Everything but payments write`, `Read only`. */
export function describeKeyReach(role: PartnerRole): string {
  const held = permissionsOfPersonalKey(role);
  const missing = API_PERMISSIONS.filter((permission) => !held.has(permission));
  if (missing.length === 0) return "Everything in the API";
  const writes = API_PERMISSIONS.filter((permission) => permission.endsWith("_WRITE"));
  if (writes.every((write) => missing.includes(write))) return "Read only";
  return `Everything but ${missing.map(nameOf).join(" and ")}`;
}

/** `Customers read and write, Payments read`: all of it, one phrase for each area. */
export function describeKeyPermissions(role: PartnerRole): string {
  return describePermissions([...permissionsOfPersonalKey(role)]).join(", ");
}

/** `PAYMENTS_WRITE` as `payments write`. */
function nameOf(permission: string): string {
  return permission.toLowerCase().replaceAll("_", " ");
}
