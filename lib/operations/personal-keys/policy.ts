/** Where an organization lets its members use personal API keys. */
import { lockPersonalKeyPolicy, updatePersonalKeyPolicy } from "@/db/queries/personal-keys";
import { notFound } from "@/lib/errors";
import { toPublicId } from "@/lib/ids";
import { type TransactionContext, writeOperation } from "@/lib/operations/operation";
import { requireRecentProof } from "@/lib/operations/recent-proof";
import { changePersonalKeyPolicySchema, type PersonalKeyPolicy } from "@/lib/schemas/personal-key";

export const setPersonalKeyPolicy = writeOperation({
  name: "setPersonalKeyPolicy",
  summary: "Decide where personal API keys may be used; it counts from the next request",
  permission: "PERSONAL_KEYS_MANAGE",
  reach: "organization",
  audit: "organization.personal_keys_policy_changed",
  input: changePersonalKeyPolicySchema,
  output: changePersonalKeyPolicySchema,
  run: async (context, { personalKeys }) => {
    const before = await changePolicy(context, personalKeys, () => {
      // Narrowing must not wait for anybody; opening production to bearer keys is worth a fresh look at who asks.
      if (personalKeys === "both") requireRecentProof(context);
    });
    if (before === personalKeys) context.audit("unchanged");
    return { personalKeys };
  },
});

/** Turns all personal keys off, in an operation that reaches the whole organization; `false` where they were off already. */
export async function turnPersonalKeysOff(context: TransactionContext): Promise<boolean> {
  return (await changePolicy(context, "off")) !== "off";
}

/** Gives the policy before; writes its audit row unless nothing changes. */
async function changePolicy(
  context: TransactionContext,
  personalKeys: PersonalKeyPolicy,
  check: () => void = () => {},
): Promise<PersonalKeyPolicy> {
  const { tx, scope } = context;
  const before = await lockPersonalKeyPolicy(tx, scope.organizationId);
  if (before === undefined) throw notFound("organization");
  if (before === personalKeys) return before;
  check();
  await updatePersonalKeyPolicy(tx, scope.organizationId, personalKeys);
  context.audit({
    action: "organization.personal_keys_policy_changed",
    target: { kind: "organization", id: toPublicId("organization", scope.organizationId) },
    before: { personalKeys: before },
    after: { personalKeys },
  });
  return before;
}
