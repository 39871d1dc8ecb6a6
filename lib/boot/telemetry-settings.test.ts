import { describe, expect, it } from "vitest";
import { telemetrySettingsOf } from "@/lib/boot/telemetry-settings";
import { type ProcessEnvironment, SettingsError } from "@/lib/env";

function settings(changes: Partial<ProcessEnvironment>) {
  return telemetrySettingsOf({
    PORT: 3000,
    HOST: "127.0.0.1",
    NUVERA_DATA_DIR: ".data",
    NUVERA_DATABASE_CONNECTIONS: 20,
    NUVERA_FAILED_AUTHENTICATIONS_PER_MINUTE: 60,
    NUVERA_RATE_MAX_AGE_HOURS: 24,
    NUVERA_TOKEN_ISSUER: "nuvera-api",
    NUVERA_TOKEN_AUDIENCE: "nuvera-rest-api",
    ...changes,
  });
}

describe("what is told of the deployment", () => {
  it("is a log at level info, and nothing else unless asked for", () => {
    expect(settings({})).toEqual({
      log: { level: "info", accessLog: false, secrets: [] },
      metrics: null,
      tracing: null,
    });
  });

  it("is scraped on this machine, on a port of its own", () => {
    expect(settings({ NUVERA_METRICS_PORT: 9464 }).metrics).toEqual({ host: "127.0.0.1", port: 9464 });
    expect(settings({ NUVERA_METRICS_PORT: 9464, NUVERA_METRICS_HOST: "::" }).metrics?.host).toBe("::");
    expect(() => settings({ NUVERA_METRICS_PORT: 3000 })).toThrow(SettingsError);
  });

  it("is traced to where OpenTelemetry's settings say, in the share that they say", () => {
    const base = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318/" };
    expect(settings(base).tracing).toMatchObject({
      url: "http://collector:4318/v1/traces",
      serviceName: "nuvera",
      ratio: 1,
    });
    const whole = { ...base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://traces/x" };
    expect(settings(whole).tracing?.url).toBe("http://traces/x");
    for (const [sampler, ratio] of [
      ["always_off", 0],
      ["parentbased_always_off", 0],
      ["always_on", 1],
      ["traceidratio", 0.25],
      ["parentbased_traceidratio", 0.25],
    ] as const) {
      const sampled = { ...base, OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: 0.25 };
      expect(settings(sampled).tracing?.ratio, sampler).toBe(ratio);
    }
    expect(settings({ ...base, OTEL_SDK_DISABLED: "true" }).tracing).toBeNull();
  });

  it("knows what is secret in the settings", () => {
    const { secrets } = settings({
      DATABASE_URL: "postgres://u:p%40ss@db/x",
      NUVERA_API_KEY_PEPPER: "2:second-pepper,1:first-pepper",
      NUVERA_SMTP_URL: "smtp://u:mail-pass@mail.example.com",
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer abc, x-team=blue",
    }).log;
    for (const secret of ["p%40ss", "p@ss", "second-pepper", "first-pepper", "mail-pass", "Bearer abc"]) {
      expect(secrets).toContain(secret);
    }
  });
});
