/** How much of its rate limit an application uses. */
import { z } from "zod";
import { listLimitMinutes } from "@/db/queries/limits";
import { requireApplication } from "@/lib/operations/applications/find";
import { readOperation } from "@/lib/operations/operation";
import { applicationLimitsSchema } from "@/lib/schemas/limits";

const HOUR_MILLISECONDS = 3_600_000;

export const getApplicationLimits = readOperation({
  name: "getApplicationLimits",
  summary: "Show how much of its rate limit an application used in the last hour",
  permission: "APPLICATIONS_READ",
  input: z.strictObject({ applicationId: z.string() }),
  output: applicationLimitsSchema,
  run: async (context, { applicationId }) => {
    const { tx, scope, now } = context;
    const { id, rateLimitPerSecond } = await requireApplication(context, applicationId);
    const after = new Date(now.getTime() - HOUR_MILLISECONDS);
    const minutes = await listLimitMinutes(tx, scope.organizationId, id, after);
    return {
      serverTime: now.toISOString(),
      requestsPerSecond: rateLimitPerSecond,
      lastHour: {
        requests: minutes.reduce((sum, { requests }) => sum + requests, 0),
        limited: minutes.reduce((sum, { limited }) => sum + limited, 0),
      },
      minutes: minutes.map(({ minute, ...counts }) => ({ minute: minute.toISOString(), ...counts })),
    };
  },
});
