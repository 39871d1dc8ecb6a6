/** A process that delivers webhooks without serving anything. */
import { once } from "node:events";
import { migrateDatabase } from "@/db/migrate";
import { openDeployment } from "@/lib/boot/deployment";
import { abortOnShutdownSignal } from "@/lib/boot/shutdown";
import { StartError } from "@/lib/boot/start-error";
import { startLogging, startTelemetry } from "@/lib/boot/telemetry";
import { telemetrySettingsOf } from "@/lib/boot/telemetry-settings";
import { databaseErrorCode, isDatabaseUnreachable } from "@/lib/database-errors";
import { readProcessEnvironment } from "@/lib/env";
import { closeRuntime, runtime } from "@/lib/runtime";
import { provideSettings } from "@/lib/settings";
import { startWebhookWorker } from "@/lib/webhooks/worker";

/** Works until SIGINT or SIGTERM, and ends the process when attempts under way are over. */
export async function startWorker(): Promise<never> {
  const stopping = abortOnShutdownSignal();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const environment = readProcessEnvironment();
  const telemetry = telemetrySettingsOf(environment);
  startLogging(telemetry, { development: false });
  const deployment = await openDeployment(environment, {
    onWait: ({ pid }) => say(`Another process (${pid}) is starting or stopping the database; waiting …`),
    signal: stopping,
  });
  let stopTelemetry = async () => {};
  try {
    ({ stop: stopTelemetry } = await startTelemetry(
      telemetry,
      deployment.settings,
      deployment.ownerDatabaseUrl,
    ));
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
    await stopTelemetry();
    await deployment.leave();
  }
  process.exit(0);
}
