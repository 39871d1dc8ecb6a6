import { describe, expect, it } from "vitest";
import { auditDiff, auditValue, keyLabel } from "./audit-diff";

const text = (value: string) => ({ kind: "text", text: value });

describe("the difference an audit entry records", () => {
  it("shows what was added to a set in the set's line, and not once more", () => {
    const changes = auditDiff(
      { permissions: ["A"] },
      { permissions: ["A", "B"], added: ["B"], removed: [], applicationId: "x" },
    );
    expect(changes.map(({ key }) => key)).toEqual(["permissions", "applicationId"]);
  });

  it("tells added, removed, changed and unchanged members apart", () => {
    const diff = auditDiff({ gone: "a", moved: 1, still: true }, { moved: 2, still: true, come: "b" });
    expect(diff).toEqual([
      { key: "gone", label: "Gone", kind: "removed", before: text("a") },
      { key: "moved", label: "Moved", kind: "changed", before: text("1"), after: text("2") },
      { key: "still", label: "Still", kind: "same", value: text("Yes") },
      { key: "come", label: "Come", kind: "added", after: text("b") },
    ]);
  });

  it("shows arrays as sets, whatever their order", () => {
    expect(auditDiff({ permissions: ["A", "B"] }, { permissions: ["C", "B"] })).toEqual([
      {
        key: "permissions",
        label: "Permissions",
        kind: "set",
        added: [text("C")],
        removed: [text("A")],
        kept: [text("B")],
      },
    ]);
  });

  it("does not call what only names the changed thing an addition", () => {
    const [expiry, about] = auditDiff(
      { revokedAt: null },
      { revokedAt: "2026-11-20T20:31:32.000Z", lastFour: "4f2a" },
    );
    expect(expiry).toMatchObject({
      kind: "changed",
      before: { kind: "nothing" },
      after: { kind: "time", at: "2026-11-20T20:31:32.000Z" },
    });
    expect(about).toMatchObject({ kind: "same", value: text("4f2a") });
    expect(auditDiff(null, { lastFour: "4f2a" })).toMatchObject([{ kind: "added" }]);
  });

  it("tells a value that became nothing from one that was not recorded", () => {
    expect(auditDiff({ a: "x", b: "x" }, { a: null })).toMatchObject([
      { kind: "changed", after: { kind: "nothing" } },
      { kind: "removed" },
    ]);
  });

  it("reads nothing that an object inherits", () => {
    expect(auditDiff({ constructor: "x" }, {})).toMatchObject([{ kind: "removed", before: text("x") }]);
    expect(auditDiff(null, null)).toEqual([]);
  });
});

describe("recorded values", () => {
  it("recognizes times, ids and fingerprints, and nothing that only resembles them", () => {
    expect(auditValue("2026-11-20T20:31:32.123Z").kind).toBe("time");
    expect(auditValue("2026-13-40T99:31:32Z").kind).toBe("text");
    expect(auditValue("app_01930000-0000-7000-8000-000000000001").kind).toBe("id");
    expect(auditValue("ab".repeat(32)).kind).toBe("id");
    expect(auditValue("app_1").kind).toBe("text");
  });

  it("keeps the structure of lists and objects, and says seconds as a span too", () => {
    expect(auditValue([{ apiKeyId: "key_1", graceSeconds: 86_400 }])).toEqual({
      kind: "list",
      items: [
        {
          kind: "object",
          members: [
            { label: "API key id", value: text("key_1") },
            { label: "Grace seconds", value: text("86400 s (24 h)") },
          ],
        },
      ],
    });
  });

  it("labels keys as words", () => {
    expect(keyLabel("rateLimitPerSecond")).toBe("Rate limit per second");
    expect(keyLabel("apiKeyLastFour")).toBe("API key last four");
  });
});
