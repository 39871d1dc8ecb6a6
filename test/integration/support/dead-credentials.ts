/** Applications whose credential has ended, one for each way that it can end. */
import { createReplacementKey, revokeApiKey } from "@/lib/operations/applications/api-keys";
import { deleteApplication, disableApplication } from "@/lib/operations/applications/state";
import { runOperation } from "@/lib/operations/run";
import {
  makeApplication,
  operator,
  TEST_ORIGIN,
  type TestApplication,
} from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";

/** By the way they ended; the reason that each is refused with is the part before the colon. */
export async function makeDeadCredentials(
  platform: TestPlatform,
): Promise<Readonly<Record<string, TestApplication>>> {
  const { runtime, database, clock } = platform;
  const [revoked, replaced, deleted, expired, disabled, suspended] = [
    await makeApplication(platform),
    await makeApplication(platform),
    await makeApplication(platform),
    await makeApplication(platform),
    await makeApplication(platform),
    await makeApplication(platform),
  ];
  const actor = ({ organizationId }: TestApplication) => operator(organizationId);
  const named = ({ applicationId }: TestApplication) => ({ applicationId });
  await runOperation(runtime, actor(revoked), revokeApiKey, { apiKeyId: revoked.apiKeyId }, TEST_ORIGIN);
  const atOnce = { ...named(replaced), grace: "none" as const };
  await runOperation(runtime, actor(replaced), createReplacementKey, atOnce, TEST_ORIGIN);
  await runOperation(runtime, actor(deleted), deleteApplication, named(deleted), TEST_ORIGIN);
  await runOperation(runtime, actor(disabled), disableApplication, named(disabled), TEST_ORIGIN);
  const now = clock.now;
  clock.now = new Date(now.getTime() - 3_600_001);
  const withGrace = { ...named(expired), grace: "1h" as const };
  await runOperation(runtime, actor(expired), createReplacementKey, withGrace, TEST_ORIGIN);
  clock.now = now;
  await database.owner`update organizations set suspended_at = now() where id = ${suspended.organizationId}`;
  return {
    api_key_revoked: revoked,
    "api_key_revoked: replaced without grace": replaced,
    "api_key_revoked: application deleted": deleted,
    api_key_expired: expired,
    application_disabled: disabled,
    organization_suspended: suspended,
  };
}
