/** Logs, metrics and traces of a process, begun before anything else and ended after everything else. */

import { toListenError } from "@/lib/boot/free-port";
import { passwordsIn, peppersIn, type TelemetrySettings } from "@/lib/boot/telemetry-settings";
import { logWhatNobodyCaught, takeOverConsole } from "@/lib/console-to-log";
import { provideLogSettings } from "@/lib/log";
import type { Settings } from "@/lib/settings";
import type { MetricsServer, MetricsSource } from "@/lib/telemetry/metrics-server";

export type Telemetry = { metricsPort: number | null; stop: () => Promise<void> };

/**
 * From here on nothing is written down unscrubbed. In development the console stays as it is, since what it shows is for whoever
 * sits before it.
 */
export function startLogging({ log }: TelemetrySettings, { development }: { development: boolean }): void {
  provideLogSettings(log);
  if (development) return;
  takeOverConsole();
  logWhatNobodyCaught();
}

/**
 * Once the deployment is known: what is secret in it, and metrics and traces where the settings want them. The metrics are this
 * process's own unless `source` gives others.
 */
export async function startTelemetry(
  { log, metrics, tracing }: TelemetrySettings,
  settings: Settings,
  ownerDatabaseUrl: string,
  source?: MetricsSource,
): Promise<Telemetry> {
  provideLogSettings({ ...log, secrets: [...log.secrets, ...secretsOf(settings, ownerDatabaseUrl)] });
  const stopTracing =
    tracing === null ? undefined : (await import("@/lib/telemetry/open-telemetry")).startTracing(tracing);
  let server: MetricsServer | undefined;
  if (metrics !== null) {
    const { startMetricsServer } = await import("@/lib/telemetry/metrics-server");
    server = await startMetricsServer(metrics, source).catch((error: unknown) => {
      throw toListenError(error, metrics.port, metrics.host, {
        port: "NUVERA_METRICS_PORT",
        host: "NUVERA_METRICS_HOST",
      });
    });
  }
  return {
    metricsPort: server?.port ?? null,
    stop: async () => {
      await Promise.all([server?.stop(), stopTracing?.()]);
    },
  };
}

/** What no form tells to be secret. */
function secretsOf(settings: Settings, ownerDatabaseUrl: string): string[] {
  const { database, apiKeyPepper, sessionSecret, mail, documents } = settings;
  const { storage } = documents;
  return [
    sessionSecret,
    ...peppersIn(apiKeyPepper),
    ...passwordsIn(ownerDatabaseUrl),
    ...passwordsIn(database.url),
    ...(mail.delivery === "smtp" ? passwordsIn(mail.url) : []),
    ...(storage.kind === "s3" && storage.credentials !== undefined
      ? [storage.credentials.secretAccessKey]
      : []),
  ];
}
