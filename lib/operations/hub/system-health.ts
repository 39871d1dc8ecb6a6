import { z } from "zod";
import { findDatabaseSize } from "@/db/queries/operator-view";
import { readOperation } from "@/lib/operations/operation";
import { runtimeOrNull } from "@/lib/runtime";
import { systemHealthSchema } from "@/lib/schemas/operator-view";
import { bufferStates } from "@/lib/telemetry/buffers";
import { counts } from "@/lib/telemetry/counts";
import { readQueues } from "@/lib/telemetry/queues";
import packageFile from "@/package.json";

export const getSystemHealth = readOperation({
  name: "getSystemHealth",
  summary: "Show the database, the queues, and the buffers and jobs of the process that answers",
  permission: "SYSTEM_READ",
  reach: "organization",
  input: z.strictObject({}),
  output: systemHealthSchema,
  run: async ({ tx, now }) => {
    const [size, queues] = await Promise.all([findDatabaseSize(tx), readQueues()]);
    const runtime = runtimeOrNull();
    return {
      version: packageFile.version,
      processStartedAt: new Date(now.getTime() - process.uptime() * 1000).toISOString(),
      database: queues === null ? null : { answerMilliseconds: queues.answeredInSeconds * 1000, ...size },
      queues:
        queues === null
          ? null
          : {
              webhooksDue: queues.webhooksDue,
              webhooksOldestDueSeconds: queues.webhooksOldestDueSeconds,
              mailsWaiting: queues.mailsWaiting,
              mailsOldestWaitingSeconds: queues.mailsOldestWaitingSeconds,
            },
      buffers: runtime === null ? [] : bufferStates(runtime),
      deliversWebhooks: runtime?.settings.webhooks.inProcess ?? false,
      jobs: [...counts().jobs].map(([name, { lastSuccess, failures }]) => ({
        name,
        lastSuccess: lastSuccess?.toISOString() ?? null,
        failures,
      })),
    };
  },
});
