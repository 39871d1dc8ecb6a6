import { listOrganizationTraffic, listRefusalReasons } from "@/db/queries/operator-view";
import { toPublicId } from "@/lib/ids";
import { readOperation } from "@/lib/operations/operation";
import { millisecondsOfBucket } from "@/lib/request-log/latency";
import { overviewTrafficInputSchema, overviewTrafficSchema } from "@/lib/schemas/operator-view";
import { OVERVIEW_HOURS, OVERVIEW_LIST_LENGTH } from "@/lib/schemas/operator-view-terms";

const HOUR_MILLISECONDS = 3_600_000;

/** Read from the sums of whole hours, never from the requests themselves. */
export const getOverviewTraffic = readOperation({
  name: "getOverviewTraffic",
  summary:
    "Show organizations by their traffic and errors of the last 24 hours, and what requests were refused for",
  permission: "ORGANIZATIONS_READ",
  reach: "organization",
  input: overviewTrafficInputSchema,
  output: overviewTrafficSchema,
  run: async ({ tx, now }, { environment, order }) => {
    const to = new Date((Math.floor(now.getTime() / HOUR_MILLISECONDS) + 1) * HOUR_MILLISECONDS);
    const from = new Date(to.getTime() - OVERVIEW_HOURS * HOUR_MILLISECONDS);
    const hours = { from, to, environment };
    const [organizations, reasons] = await Promise.all([
      listOrganizationTraffic(tx, hours, { order, limit: OVERVIEW_LIST_LENGTH }),
      listRefusalReasons(tx, hours, OVERVIEW_LIST_LENGTH),
    ]);
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      organizations: organizations.map((row) => ({
        organization: { id: toPublicId("organization", row.organization_id), name: row.organization_name },
        requests: row.requests,
        refused: row.refused,
        failed: row.failed,
        p95Milliseconds:
          row.latency_bucket === null
            ? null
            : Number(millisecondsOfBucket(row.latency_bucket).toPrecision(3)),
        hours: perHour(from, row.hours),
      })),
      reasons,
    };
  },
});

/** Every hour, those without a request included. */
function perHour(from: Date, hours: readonly { startsAt: number; requests: number }[]): number[] {
  const byStart = new Map(hours.map(({ startsAt, requests }) => [startsAt * 1000, requests]));
  return Array.from(
    { length: OVERVIEW_HOURS },
    (_, index) => byStart.get(from.getTime() + index * HOUR_MILLISECONDS) ?? 0,
  );
}
