/** Changes of an application and its credentials. Each is a plain call; `useApplicationChange` refreshes what is shown. */
import { type AnswerSchema, anyAnswer, fetchUi } from "@/lib/client/fetch-ui";
import type { ApiPermission } from "@/lib/permissions";
import { type Place, uiApi } from "@/lib/routes";
import type {
  ClaimKeyInput,
  CreateReplacementKeyInput,
  ReplaceSigningKeyInput,
} from "@/lib/schemas/application";

const createdKeySchema = async () => (await import("@/lib/schemas/application")).createdKeySchema;

/** Whose application, and why: staff always say it, partners where they are asked. */
export type ChangeContext = { place: Place; applicationId: string; reason: string | null };

type Grace = Pick<CreateReplacementKeyInput, "grace" | "graceUntil">;

function post(url: string, context: ChangeContext, body: object = {}): Promise<unknown> {
  return postFor(anyAnswer, url, context, body);
}

function postFor<Answer>(
  schema: AnswerSchema<Answer>,
  url: string,
  { reason }: ChangeContext,
  body: object = {},
): Promise<Answer> {
  return fetchUi(url, { method: "POST", body: reason === null ? body : { ...body, reason }, schema });
}

/** Creates the key. The raw key goes to `receiveKey` alone: no cache and no mutation result ever holds it. */
export async function createReplacementKey(
  context: ChangeContext,
  input: CreateReplacementKeyInput,
  receiveKey: (apiKey: string) => void,
): Promise<void> {
  const url = uiApi.apiKeys(context.place, context.applicationId);
  const { apiKey } = await postFor(createdKeySchema, url, context, input);
  receiveKey(apiKey);
}

/** Makes the key that staff prepared; it exists only from this moment on. */
export async function claimKey(
  context: ChangeContext,
  claimId: string,
  input: ClaimKeyInput,
  receiveKey: (apiKey: string) => void,
): Promise<void> {
  const url = uiApi.keyClaimAction(context.place, context.applicationId, claimId, "claim");
  const { apiKey } = await postFor(createdKeySchema, url, context, input);
  receiveKey(apiKey);
}

export const prepareKeyClaim = (context: ChangeContext, grace: Grace) =>
  post(uiApi.keyClaims(context.place, context.applicationId), context, grace);

export const cancelKeyClaim = (context: ChangeContext, claimId: string) =>
  post(uiApi.keyClaimAction(context.place, context.applicationId, claimId, "cancel"), context);

/** `null` takes the date away: the key is active again. */
export const changeKeyExpiry = (context: ChangeContext, apiKeyId: string, expiresAt: string | null) =>
  post(uiApi.apiKeyAction(context.place, context.applicationId, apiKeyId, "expiry"), context, { expiresAt });

export const revokeKey = (context: ChangeContext, apiKeyId: string) =>
  post(uiApi.apiKeyAction(context.place, context.applicationId, apiKeyId, "revoke"), context);

export const replaceSigningKey = (context: ChangeContext, input: ReplaceSigningKeyInput) =>
  post(uiApi.signingKeys(context.place, context.applicationId), context, input);

/** Back to the key before, while the overlap is open. */
export const revertSigningKey = (context: ChangeContext, expectedFingerprint: string) =>
  post(uiApi.signingKeyAction(context.place, context.applicationId, "revert"), context, {
    expectedFingerprint,
  });

export const endOverlap = (context: ChangeContext, expectedFingerprint: string) =>
  post(uiApi.signingKeyAction(context.place, context.applicationId, "end-overlap"), context, {
    expectedFingerprint,
  });

/** `expected`: the set that the person has seen; where it is given, another one by now is a conflict. */
export const setPermissions = (
  context: ChangeContext,
  permissions: readonly ApiPermission[],
  expected?: readonly ApiPermission[],
) =>
  post(uiApi.applicationPart(context.place, context.applicationId, "permissions"), context, {
    permissions,
    ...(expected === undefined ? {} : { expected }),
  });

export const disableApplication = (context: ChangeContext) =>
  post(uiApi.applicationPart(context.place, context.applicationId, "disable"), context);

export const enableApplication = (context: ChangeContext) =>
  post(uiApi.applicationPart(context.place, context.applicationId, "enable"), context);

/** `name` as the person typed it: the server compares it too. */
export const deleteApplication = (context: ChangeContext, name: string) =>
  post(uiApi.applicationPart(context.place, context.applicationId, "delete"), context, { name });
