/** Calls that are certain to meet: none goes on before all of them have come to the same lock. */
import { vi } from "vitest";
import type { TestApplication } from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";

/** Starts `calls`, holds each of them at the lock of the application's row, and lets them go together. */
export function meetAtApplication<Result>(
  platform: TestPlatform,
  { applicationId }: Pick<TestApplication, "applicationId">,
  calls: readonly (() => Promise<Result>)[],
): Promise<PromiseSettledResult<Result>[]> {
  return meetAt(platform, "applications", applicationId, calls);
}

/** The same at the row with this public id; gives what the calls resolve to, and throws what one of them throws. */
export async function meetAtRow<Result>(
  platform: TestPlatform,
  table: string,
  id: string,
  calls: readonly (() => Promise<Result>)[],
): Promise<Result[]> {
  const outcomes = await meetAt(platform, table, id, calls);
  return outcomes.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
}

async function meetAt<Result>(
  { database }: TestPlatform,
  table: string,
  id: string,
  calls: readonly (() => Promise<Result>)[],
): Promise<PromiseSettledResult<Result>[]> {
  let outcomes: Promise<PromiseSettledResult<Result>[]> = Promise.resolve([]);
  await database.owner.begin(async (tx) => {
    await tx`select id from ${tx(table)} where id = ${id.slice(id.indexOf("_") + 1)} for update`;
    outcomes = Promise.allSettled(calls.map((call) => call()));
    await vi.waitFor(
      async () => {
        const [row] = await database.owner`
          select count(*)::integer as waiting from pg_stat_activity
           where datname = current_database() and usename = 'nuvera_app' and wait_event_type = 'Lock'`;
        if (row?.waiting !== calls.length) throw new Error(`${row?.waiting} of ${calls.length} wait.`);
      },
      { timeout: 15_000, interval: 20 },
    );
  });
  return outcomes;
}
