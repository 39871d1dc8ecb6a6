/** Spans as a collector gets them, of requests and of deliveries. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTracing } from "@/lib/telemetry/open-telemetry";
import { isTracing } from "@/lib/telemetry/spans";
import { minimalCustomer } from "@/test/integration/support/customers";
import {
  type CollectedSpan,
  type Collector,
  startCollector,
} from "@/test/integration/support/otlp-collector";
import { call, makeApplication, send, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

let platform: TestPlatform;
let application: TestApplication;
let collector: Collector;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
  collector = await startCollector();
});
afterAll(async () => {
  await collector.close();
  await platform.stop();
});

/** The spans of what `work` does. */
async function traced(work: () => Promise<unknown>, ratio = 1): Promise<CollectedSpan[]> {
  const settings = {
    url: `${collector.url}/v1/traces`,
    serviceName: "nuvera-test",
    serviceVersion: "1",
    ratio,
  };
  const before = collector.spans.length;
  const stop = startTracing(settings);
  try {
    await work();
  } finally {
    await stop();
  }
  return collector.spans.slice(before);
}

const byName = (spans: readonly CollectedSpan[], name: string) => spans.find((span) => span.name === name);

describe("traces", () => {
  it("have a span for each partner request, with what it spent its time on inside", async () => {
    let requestId = "";
    const spans = await traced(async () => {
      const body = JSON.stringify({ ...minimalCustomer(), companyName: "CANARY-NAME" });
      const answer = await call(platform, application, "POST", "/api/v1/customers", { body });
      expect(answer.status).toBe(201);
      requestId = String(answer.headers["x-request-id"]);
    });
    expect(spans.map(({ name }) => name).sort()).toEqual([
      "POST /api/v1/customers",
      "authenticate",
      "claim",
      "createCustomer",
      "transaction",
    ]);
    const root = byName(spans, "POST /api/v1/customers");
    expect(root?.attributes).toEqual({
      "http.request.method": "POST",
      "http.route": "/api/v1/customers",
      "http.response.status_code": 201,
      "nuvera.request_id": requestId,
    });
    expect(root?.parentSpanId ?? "").toBe("");
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    const parentOf = (name: string) =>
      spans.find(({ spanId }) => spanId === byName(spans, name)?.parentSpanId)?.name;
    expect(parentOf("authenticate")).toBe("POST /api/v1/customers");
    expect(parentOf("claim")).toBe("authenticate");
    expect(parentOf("createCustomer")).toBe("POST /api/v1/customers");
    expect(parentOf("transaction")).toBe("createCustomer");
  });

  it("say what a request was refused for, and hold nothing of what was sent", async () => {
    const secret = `nv_test_${"C".repeat(49)}`;
    const spans = await traced(async () => {
      await call(platform, application, "GET", "/api/v1/customers?search=CANARY-QUERY", {
        sign: { target: "/x" },
      });
      await send(platform, "GET", "/api/v1/customers/CANARY-PATH", {
        "x-api-key": secret,
        baggage: "a=CANARY-BAGGAGE",
      });
    });
    expect(spans.map(({ attributes }) => attributes["nuvera.reason"]).filter(Boolean)).toEqual([
      "uri_mismatch",
      "invalid_api_key",
    ]);
    // The caller's fault is none of the server's.
    expect(byName(spans, "GET /api/v1/customers")?.status?.code ?? 0).toBe(0);
    for (const text of ["CANARY", secret, application.apiKey, "eyJ", "127.0.0.1:9"]) {
      expect(collector.text()).not.toContain(text);
    }
  });

  it("point to the caller's trace and do not join it", async () => {
    const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    const spans = await traced(async () => {
      const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-00` };
      await call(platform, application, "GET", "/api/v1/customers", { headers });
      await call(platform, application, "GET", "/api/v1/customers", { headers: { traceparent: "00-junk" } });
    });
    const [linked, unlinked] = spans.filter(({ name }) => name === "GET /api/v1/customers");
    expect(linked?.links).toMatchObject([{ traceId, spanId: "00f067aa0ba902b7" }]);
    expect(linked?.traceId).not.toBe(traceId);
    expect(unlinked?.links ?? []).toEqual([]);
  });

  it("are kept in the share that the settings name, whole or not at all", async () => {
    const spans = await traced(async () => {
      await call(platform, application, "GET", "/api/v1/customers");
    }, 0);
    expect(spans).toEqual([]);
  });

  it("cost nothing where nobody wants them, and requests nothing where the collector is away", async () => {
    expect(isTracing()).toBe(false);
    const away = startTracing({
      url: "http://127.0.0.1:1/v1/traces",
      serviceName: "x",
      serviceVersion: "1",
      ratio: 1,
    });
    expect((await call(platform, application, "GET", "/api/v1/customers")).status).toBe(200);
    await away();
    expect(isTracing()).toBe(false);
  });
});
