/** A process that delivers webhooks without serving anything. */
import { once } from "node:events";
import { migrateDatabase } from "@/db/migrate";
import { openDeployment } from "@/lib/boot/deployment";
import { abortOnShutdownSignal } from "@/lib/boot/shutdown";
import { StartError } from "@/lib/boot/start-error";
import { databaseErrorCode, isDatabaseUnreachable } from "@/lib/database-errors";
import { readProcessEnvironment } from "@/lib/env";
import { closeRuntime, runtime } from "@/lib/runtime";
import { provideSettings } from "@/lib/settings";
import { startWebhookWorker } from "@/lib/webhooks/worker";

/** Works until SIGINT or SIGTERM, and ends the process when attempts under way are over. */
export async function startWorker(): Promise<never> {
  const stopping = abortOnShutdownSignal();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const deployment = await openDeployment(readProcessEnvironment(), {
    onWait: ({ pid }) => say(`Another process (${pid}) is starting or stopping the database; waiting …`),
    signal: stopping,
  });
  try {
    await migrateDatabase(deployment.ownerDatabaseUrl).catch((error: unknown) => {
      if (!isDatabaseUnreachable(error)) throw error;
      throw new StartError(`The database cannot be reached (${databaseErrorCode(error)}).`, { cause: error });
    });
    provideSettings(deployment.settings);
    const stop = startWebhookWorker(runtime());
    say("Delivering webhooks.");
    if (!stopping.aborted) await once(stopping, "abort");
    say("Stopping …");
    await stop();
  } finally {
    await closeRuntime();
    await deployment.leave();
  }
  process.exit(0);
}
