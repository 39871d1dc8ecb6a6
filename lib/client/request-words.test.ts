import { describe, expect, it } from "vitest";
import {
  clockWords,
  describeStatusFilter,
  formatBytes,
  formatRequestLatency,
  mergeNewest,
  requestMarkdown,
  statusClassOf,
} from "@/lib/client/request-words";
import type { RequestDetail, RequestEntry } from "@/lib/schemas/request-log";

const ENTRY: RequestEntry = {
  id: "req_b",
  occurredAt: "2026-11-21T12:00:00.250Z",
  method: "POST",
  target: "/api/v1/customers?q=a`b",
  route: "/api/v1/customers",
  status: 401,
  reason: "body_hash_mismatch",
  latencyMilliseconds: 3.42,
  address: "203.0.113.9",
  application: { id: "app_1", name: "Ledger" },
  key: { kind: "api_key", id: "key_1", lastFour: "4f2a", name: null },
};

const DETAIL: RequestDetail = {
  ...ENTRY,
  userAgent: "curl/8\n# not a heading",
  requestBytes: 120,
  responseBytes: 412,
  permission: "CUSTOMERS_WRITE",
  signingKey: { id: "sk_1", fingerprint: "ab12" },
  checks: [
    { id: "token", title: "Token is well-formed", outcome: "passed" },
    { id: "body", title: "Body hash matches", outcome: "failed" },
    { id: "permission", title: "Permission is granted", outcome: "not_reached" },
  ],
  refusal: {
    reason: "body_hash_mismatch",
    message: "The hash is of other bytes.",
    expected: "aaa",
    received: "",
    cause: "body_reserialized",
    whatToChange: ["Sign the bytes you send."],
    docsPath: "/docs/errors#body_hash_mismatch",
    fields: [],
    clockOffsetSeconds: 0,
  },
};

describe("words of the request log", () => {
  it("tell refused from failed", () => {
    expect([200, 304, 404, 429, 500, 503].map(statusClassOf)).toEqual([
      "2xx",
      "2xx",
      "4xx",
      "4xx",
      "5xx",
      "5xx",
    ]);
    expect(describeStatusFilter("4xx")).toBe("Refused (4xx)");
    expect(describeStatusFilter("404")).toBe("404");
  });

  it("keep small figures exact and large ones short", () => {
    expect([0.44, 9.96, 48.4, 2400].map(formatRequestLatency)).toEqual(["0.4 ms", "10 ms", "48 ms", "2.4 s"]);
    expect([0, 999, 1000, 999_949, 999_950, 1_300_000].map(formatBytes)).toEqual([
      "0 B",
      "999 B",
      "1.0 kB",
      "999.9 kB",
      "1.0 MB",
      "1.3 MB",
    ]);
  });

  it("speak of a clock only when it is off", () => {
    expect([null, 0, -4, -42, 7].map(clockWords)).toEqual([
      null,
      null,
      null,
      "42 s behind ours",
      "7 s ahead of ours",
    ]);
  });
});

describe("a request as Markdown", () => {
  const lines = requestMarkdown(DETAIL).split("\n");

  it("tells what was refused, why, what to change and how far it came", () => {
    expect(lines).toContain("- Status: 401 `body_hash_mismatch`");
    expect(lines).toContain("- Expected: `aaa`");
    expect(lines).toContain("- Received: nothing");
    expect(lines).toContain("1. Sign the bytes you send.");
    expect(lines).toContain("- [x] Token is well-formed");
    expect(lines).toContain("- [ ] Body hash matches (failed)");
    expect(lines).toContain("- [ ] Permission is granted (not reached)");
  });

  it("lets nothing that was sent become markup", () => {
    expect(lines[0]).toBe("### `` POST /api/v1/customers?q=a`b ``");
    expect(lines).toContain("- User agent: `curl/8 # not a heading`");
  });

  it("has no empty parts for one that succeeded", () => {
    const text = requestMarkdown({ ...DETAIL, status: 200, reason: null, refusal: null, checks: [] });
    expect(text).not.toContain("What to change");
    expect(text).not.toContain("Checks");
    expect(text).not.toContain("null");
  });
});

describe("requests that arrive", () => {
  const at = (id: string, second: number): RequestEntry => ({
    ...ENTRY,
    id,
    occurredAt: `2026-11-21T12:00:0${second}.000Z`,
  });

  it("stand where their time puts them, each once", () => {
    const known = [at("c", 3), at("a", 1)];
    expect(mergeNewest(known, [at("d", 4), at("b", 2), at("a", 1)]).map(({ id }) => id)).toEqual([
      "d",
      "c",
      "b",
      "a",
    ]);
  });

  it("change nothing where all are known", () => {
    const known = [at("c", 3), at("a", 1)];
    expect(mergeNewest(known, [at("a", 1)])).toBe(known);
  });
});
