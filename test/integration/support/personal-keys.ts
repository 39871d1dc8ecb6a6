/** Personal API keys of the test platform, and calls with them. */
import { createPersonalKey } from "@/lib/operations/personal-keys/create";
import { listPersonalKeys } from "@/lib/operations/personal-keys/list";
import { runOperation } from "@/lib/operations/run";
import type { PartnerRole } from "@/lib/permissions";
import type { UserPrincipal } from "@/lib/principal";
import type { Environment } from "@/lib/schemas/common";
import type { PersonalKeyPolicy, PersonalKeyView } from "@/lib/schemas/personal-key";
import { actingMember } from "@/test/integration/support/actors";
import { undocumented } from "@/test/integration/support/documented";
import { type Answer, type CallOptions, send, TEST_ORIGIN } from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";

export type TestPersonalKey = {
  organizationId: string;
  environment: Environment;
  maker: UserPrincipal;
  personalKeyId: string;
  apiKey: string;
};

/** A key of this person, or of somebody new with `role`. */
export async function makePersonalKey(
  platform: TestPlatform,
  organizationId: string,
  options: {
    role?: PartnerRole;
    maker?: UserPrincipal;
    environment?: Environment;
    name?: string;
    expiresAt?: string;
  } = {},
): Promise<TestPersonalKey> {
  const { environment = "sandbox", role = "ADMIN", name = "CI", expiresAt } = options;
  const someone = options.maker ?? (await actingMember(platform, organizationId, role));
  const maker = { ...someone, environment };
  const input = { name, ...(expiresAt === undefined ? {} : { expiresAt }) };
  const created = await runOperation(platform.runtime, maker, createPersonalKey, input, TEST_ORIGIN);
  return { organizationId, environment, maker, ...created };
}

/** Sets the policy behind the application's back. */
export async function setPolicy(
  { database }: TestPlatform,
  organizationId: string,
  policy: PersonalKeyPolicy,
): Promise<void> {
  await database.owner`update organizations set personal_keys = ${policy} where id = ${organizationId}`;
}

/**
 * A call with `Authorization: Bearer <key>`. The clock moves on a little, so that tests stay under the key's rate limit;
 * those of the limit itself use `send`. Throws when the API's document says anything else of the answer.
 */
export async function callWithKey(
  platform: TestPlatform,
  { apiKey }: Pick<TestPersonalKey, "apiKey">,
  method: string,
  target: string,
  options: Pick<CallOptions, "body" | "contentType" | "headers"> = {},
): Promise<Answer> {
  platform.clock.now = new Date(platform.clock.now.getTime() + 60);
  const headers = {
    authorization: `Bearer ${apiKey}`,
    ...(options.body === undefined ? {} : { "content-type": options.contentType ?? "application/json" }),
    ...options.headers,
  };
  const present = Object.entries(headers).filter(([, value]) => value !== undefined);
  const answer = await send(platform, method, target, Object.fromEntries(present), options.body);
  const problem = undocumented(method, target, answer);
  if (problem !== null) throw new Error(problem);
  return answer;
}

/** The keys that this person sees. */
export async function listedKeys(
  platform: TestPlatform,
  principal: UserPrincipal,
): Promise<PersonalKeyView[]> {
  const { items } = await runOperation(platform.runtime, principal, listPersonalKeys, {}, TEST_ORIGIN);
  return items;
}

export type KeyHistoryRow = {
  action: string;
  kind: string;
  actor: string;
  target: string;
  environment: string | null;
  before: unknown;
  after: unknown;
};

/** The organization's whole history, oldest first, read behind the application's back. */
export async function organizationHistory(
  { database }: TestPlatform,
  organizationId: string,
): Promise<KeyHistoryRow[]> {
  return await database.owner<KeyHistoryRow[]>`
    select action, actor_kind as kind, actor_label as actor, target_id as target, environment, before, after
      from audit_events where organization_id = ${organizationId} order by sequence`;
}
