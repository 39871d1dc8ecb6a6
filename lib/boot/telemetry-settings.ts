/** What the settings say of logs, metrics and traces. */
import { type ProcessEnvironment, SettingsError } from "@/lib/env";
import type { LogSettings } from "@/lib/log";
import type { MetricsAddress } from "@/lib/telemetry/metrics-server";
import type { TracingSettings } from "@/lib/telemetry/open-telemetry";
import packageFile from "@/package.json";

/** What is `null` is off. */
export type TelemetrySettings = {
  log: LogSettings;
  metrics: MetricsAddress | null;
  tracing: TracingSettings | null;
};

/** Throws `SettingsError` for metrics on the port that serves partners. */
export function telemetrySettingsOf(environment: ProcessEnvironment): TelemetrySettings {
  return {
    log: {
      level: environment.NUVERA_LOG_LEVEL ?? "info",
      accessLog: environment.NUVERA_ACCESS_LOG === "1",
      secrets: secretsOf(environment),
    },
    metrics: metricsOf(environment),
    tracing: tracingOf(environment),
  };
}

function metricsOf(environment: ProcessEnvironment): MetricsAddress | null {
  const { NUVERA_METRICS_PORT: port, NUVERA_METRICS_HOST: host = "127.0.0.1", PORT } = environment;
  if (port === undefined) return null;
  if (port !== 0 && port === PORT) {
    throw new SettingsError(
      "NUVERA_METRICS_PORT: expected another port than PORT, which is open to partners.",
    );
  }
  return { host, port };
}

/** As OpenTelemetry's specification of the OTLP exporter has it: the endpoint of traces is a whole address, the other a base. */
function tracingOf(environment: ProcessEnvironment): TracingSettings | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: whole } = environment;
  const url = whole ?? (base === undefined ? undefined : `${base.replace(/\/$/, "")}/v1/traces`);
  if (url === undefined || environment.OTEL_SDK_DISABLED === "true") return null;
  const { OTEL_SERVICE_NAME: serviceName = "nuvera" } = environment;
  return { url, serviceName, serviceVersion: packageFile.version, ratio: ratioOf(environment) };
}

/** A caller's decision about its own trace never counts here, so a sampler and its parent-based twin are the same. */
function ratioOf(environment: ProcessEnvironment): number {
  const { OTEL_TRACES_SAMPLER: sampler = "always_on", OTEL_TRACES_SAMPLER_ARG: ratio = 1 } = environment;
  if (sampler.endsWith("always_on")) return 1;
  return sampler.endsWith("always_off") ? 0 : ratio;
}

/** What no form tells to be secret. */
function secretsOf(environment: ProcessEnvironment): string[] {
  const headers = [environment.OTEL_EXPORTER_OTLP_HEADERS, environment.OTEL_EXPORTER_OTLP_TRACES_HEADERS];
  return [
    environment.NEXTAUTH_SECRET,
    environment.NUVERA_DOCUMENTS_S3_SECRET_ACCESS_KEY,
    ...peppersIn(environment.NUVERA_API_KEY_PEPPER),
    ...[
      environment.DATABASE_URL,
      environment.NUVERA_APP_DATABASE_URL,
      environment.NUVERA_READ_DATABASE_URL,
      environment.NUVERA_SMTP_URL,
    ].flatMap(passwordsIn),
    ...headers.flatMap((list) =>
      (list ?? "").split(",").map((pair) => pair.slice(pair.indexOf("=") + 1).trim()),
    ),
  ].filter((secret): secret is string => secret !== undefined && secret !== "");
}

/** The setting as a whole, and each pepper in it. */
export function peppersIn(setting: string | undefined): string[] {
  return setting === undefined
    ? []
    : [setting, ...setting.split(",").map((part) => part.replace(/^\s*\d+:/, "").trim())];
}

/** The password of a URL as it stands there and as it is meant; a database's URL may name several hosts. */
export function passwordsIn(url: string | undefined): string[] {
  const single = url?.replace(/^([a-z]+:\/\/[^/?#]*@[^/?#@,]*),[^/?#]*/i, "$1");
  if (single === undefined || !URL.canParse(single)) return [];
  const { password } = new URL(single);
  try {
    return password === "" ? [] : [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}
