/** What is scraped, after requests whose figures are known. */
import http from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { forgetCounts } from "@/lib/telemetry/counts";
import { type MetricsServer, startMetricsServer } from "@/lib/telemetry/metrics-server";
import { forgetQueues } from "@/lib/telemetry/queues";
import { call, makeApplication, send, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { exchange } from "@/test/integration/support/raw-http";
import { addEndpoint, publishEvent } from "@/test/integration/support/webhooks";

let platform: TestPlatform;
let application: TestApplication;
let metrics: MetricsServer;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
  forgetCounts();
  forgetQueues();
  metrics = await startMetricsServer({ host: "127.0.0.1", port: 0 });
  // What follows is what the tests count.
  for (let times = 0; times < 3; times += 1)
    await call(platform, application, "GET", "/api/v1/customers?limit=1");
  await call(platform, application, "GET", `/api/v1/customers/cus_${"0".repeat(32)}`);
  await call(platform, application, "GET", "/api/v1/customers", { sign: { method: "POST" } });
  await send(platform, "GET", "/api/v1/customers", { "x-api-key": `nv_test_${"A".repeat(49)}` });
  await send(platform, "GET", "/api/v1/nothing-here-canary", {});
  await send(platform, "PROPFIND", "/api/v1/customers", {});
  await exchange(platform, "GARBAGE\r\n\r\n");
});
afterAll(async () => {
  await metrics.stop();
  await platform.stop();
});

function get(port: number, path: string, method = "GET"): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: "127.0.0.1", port, path, method, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
    });
    request.on("error", reject).end();
  });
}

/** The samples by their name with labels, as Prometheus writes it. */
async function scrape(): Promise<Map<string, number>> {
  const { text } = await get(metrics.port, "/metrics");
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]));
}

describe("metrics", () => {
  it("count requests by route, method and class of status, and refusals by reason", async () => {
    const samples = await scrape();
    const requests = (route: string, method: string, status: string) =>
      samples.get(`nuvera_http_requests_total{route="${route}",method="${method}",status_class="${status}"}`);
    expect(requests("/api/v1/customers", "GET", "2xx")).toBe(3);
    expect(requests("/api/v1/customers", "GET", "4xx")).toBe(2);
    expect(requests("/api/v1/customers/{id}", "GET", "4xx")).toBe(1);
    expect(requests("/api/v1/customers", "other", "4xx")).toBe(1);
    expect(requests("none", "GET", "4xx")).toBe(1);
    expect(requests("none", "other", "4xx")).toBe(1);
    for (const [reason, times] of [
      ["not_found", 2],
      ["method_mismatch", 1],
      ["invalid_api_key", 1],
      ["method_not_allowed", 1],
      ["malformed_http", 1],
    ]) {
      expect(samples.get(`nuvera_http_refusals_total{reason="${reason}"}`), `${reason}`).toBe(times);
    }
    expect(samples.get("nuvera_unknown_api_keys_total")).toBe(1);
    expect(
      samples.get('nuvera_http_request_duration_seconds_count{route="/api/v1/customers",method="GET"}'),
    ).toBe(5);
  });

  it("tell of claims, the credential cache, the database and the process", async () => {
    const samples = await scrape();
    // Three that were answered, and one of something that is not there.
    expect(samples.get("nuvera_claim_duration_seconds_count")).toBe(4);
    expect(samples.get('nuvera_claim_batch_requests_bucket{le="1"}')).toBe(4);
    expect(samples.get('nuvera_credential_cache_total{outcome="hit"}')).toBeGreaterThanOrEqual(3);
    expect(samples.get("nuvera_database_connections_max")).toBe(10);
    expect(samples.get("nuvera_database_up")).toBe(1);
    expect(samples.get('nuvera_buffer_left_out_total{buffer="request_log"}')).toBe(0);
    expect(samples.get("process_cpu_seconds_total")).toBeGreaterThan(0);
    expect(samples.has("nodejs_eventloop_lag_seconds")).toBe(true);
    expect([...samples.keys()].filter((name) => name.startsWith("nuvera_build_info"))).toHaveLength(1);
  });

  it("count statements that fail by their class, and the transactions of the moment", async () => {
    await expect(platform.runtime.database.db.execute("select no_such_column")).rejects.toThrow();
    const scope = { organizationId: application.organizationId, environment: application.environment };
    const open = 'nuvera_database_transactions{state="open"}';
    // What was counted and logged is written meanwhile.
    const settles = (value: number) =>
      vi.waitFor(async () => expect((await scrape()).get(open)).toBe(value), { timeout: 10_000 });
    await settles(0);
    await platform.runtime.database.inScope(scope, async () => {
      await settles(1);
    });
    await settles(0);
    expect((await scrape()).get('nuvera_database_errors_total{class="42"}')).toBe(1);
  });

  it("say how many deliveries are due, and since when", async () => {
    await addEndpoint(platform, application, { url: "http://127.0.0.1:1/" });
    await publishEvent(platform, application);
    platform.clock.now = new Date(platform.clock.now.getTime() + 60_000);
    forgetQueues();
    const samples = await scrape();
    expect(samples.get("nuvera_webhook_deliveries_due")).toBe(1);
    expect(samples.get("nuvera_webhook_oldest_due_seconds")).toBeGreaterThanOrEqual(60);
    expect(samples.get("nuvera_mails_waiting")).toBe(0);
  });

  it("have labels out of short lists alone: nothing that a caller chose, and nobody's id", async () => {
    const { text } = await get(metrics.port, "/metrics");
    for (const secret of [
      "canary",
      "PROPFIND",
      "GARBAGE",
      application.organizationId,
      application.applicationId,
      application.apiKeyId,
      application.apiKey,
      "cus_",
      "127.0.0.1",
    ]) {
      expect(text).not.toContain(secret);
    }
    const names = [...text.matchAll(/([a-z_]+)="/g)].map(([, name]) => name);
    const ours = new Set([
      "route",
      "method",
      "status_class",
      "reason",
      "outcome",
      "state",
      "class",
      "buffer",
      "job",
    ]);
    const others = [
      "le",
      "version",
      "node_version",
      "major",
      "minor",
      "patch",
      "kind",
      "type",
      "space",
      "quantile",
    ];
    expect(
      [...new Set(names)].filter((name) => !ours.has(name ?? "") && !others.includes(name ?? "")),
    ).toEqual([]);
  });

  it("are all that is served there, and not served where partners are", async () => {
    for (const path of [
      "/",
      "/metrics/",
      "/metrics?x=1",
      "/api/health",
      "/api/v1/customers",
      "/hub",
      "//metrics",
    ]) {
      expect((await get(metrics.port, path)).status, path).toBe(404);
    }
    for (const method of ["POST", "HEAD", "DELETE", "OPTIONS"]) {
      expect((await get(metrics.port, "/metrics", method)).status, method).toBe(404);
    }
    // The test platform answers every page with the same words.
    expect((await get(platform.port, "/metrics")).text).toBe('"a page"');
  });

  it("end with the server", async () => {
    const other = await startMetricsServer({ host: "127.0.0.1", port: 0 });
    expect((await get(other.port, "/metrics")).status).toBe(200);
    await other.stop();
    await expect(get(other.port, "/metrics")).rejects.toThrow("ECONNREFUSED");
  });
});
