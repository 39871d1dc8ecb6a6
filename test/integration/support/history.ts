/** The audit history of the test platform, read behind the application's back. */
import type { TestPlatform } from "@/test/integration/support/platform";

export type HistoryRow = {
  action: string;
  actorKind: string;
  actorLabel: string;
  targetId: string;
  applicationId: string | null;
  before: unknown;
  after: unknown;
  reason: string | null;
};

/** Rows about the application and its credentials, oldest first. */
export async function historyOf(platform: TestPlatform, applicationId: string): Promise<HistoryRow[]> {
  return await platform.database.owner<HistoryRow[]>`
    select action, actor_kind as "actorKind", actor_label as "actorLabel", target_id as "targetId",
           application_id as "applicationId", before, after, reason
      from audit_events where application_id = ${applicationId} order by sequence`;
}

/** The actions alone. */
export async function actionsOf(platform: TestPlatform, applicationId: string): Promise<string[]> {
  return (await historyOf(platform, applicationId)).map(({ action }) => action);
}
