import type { SpanExporter } from "@opentelemetry/sdk-trace-node";
import { afterEach, describe, expect, it, vi } from "vitest";
import { withCollectorNews } from "@/lib/telemetry/collector-news";

type Result = Parameters<Parameters<SpanExporter["export"]>[1]>[0];

const SENT: Result = { code: 0 };
const REFUSED: Result = {
  code: 1,
  error: Object.assign(new Error("connect to user:secret"), { code: "ECONNREFUSED" }),
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a collector that is away", () => {
  it("is told of once, and once more when it is back", () => {
    const lines: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((line) => {
      lines.push(String(line));
      return true;
    });
    const results = [SENT, REFUSED, REFUSED, SENT, SENT, REFUSED];
    const exporter = withCollectorNews(
      { export: (_, done) => done(results.shift() ?? SENT), shutdown: async () => {} },
      "http://user:secret@collector.example:4318/v1/traces?key=secret",
    );
    const heard: Result[] = [];
    for (let times = 0; times < 6; times += 1) exporter.export([], (result) => heard.push(result));
    expect(heard).toEqual([SENT, REFUSED, REFUSED, SENT, SENT, REFUSED]);
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { level: "warn", collector: "http://collector.example:4318", code: "ECONNREFUSED" },
      { level: "info", collector: "http://collector.example:4318" },
      { level: "warn" },
    ]);
    expect(lines.join()).not.toContain("secret");
  });
});
