import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAuditFilter } from "@/lib/client/audit-filter";
import { readRequestFilter } from "@/lib/client/request-filter";
import { reasonSchema } from "@/lib/schemas/account";
import { auditFilterSchema } from "@/lib/schemas/audit";
import { environmentSchema, timestampSchema } from "@/lib/schemas/common";
import { ENVIRONMENTS, environmentNamed } from "@/lib/schemas/environment";
import { reasonFault } from "@/lib/schemas/reason";
import { requestFilterShape } from "@/lib/schemas/request-log";
import { MAXIMUM_FILTER_CHARACTERS } from "@/lib/schemas/request-terms";

const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.string({ maxLength: 600, minLength: 490 }));

/** What pages check by hand, before schemas are loaded, is what the schemas say. */
describe("terms without schemas", () => {
  it("find the same fault in a reason, in the same words", () => {
    fc.assert(
      fc.property(anyText, (reason) => {
        const parsed = reasonSchema.safeParse(reason);
        expect(reasonFault(reason)).toBe(parsed.success ? undefined : parsed.error.issues[0]?.message);
      }),
    );
  });

  const named = (values: Record<string, string>) => ({ get: (name: string) => values[name] ?? null });

  it.each([
    "2026-11-21T10:00:00.000Z",
    "2026-11-21T10:00Z",
    "2024-02-29T23:59:59Z",
    "2026-02-29T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-11-21T24:00:00Z",
    "2026-11-21T10:00:60Z",
    "2026-13-01T00:00:00Z",
    "2026-11-21T10:00:00+01:00",
    "2026-11-21",
    "now",
  ])("take %s for a moment where the server does", (from) => {
    const { time } = readRequestFilter(named({ from }));
    expect("from" in time).toBe(timestampSchema.safeParse(from).success);
  });

  it.each(["status", "reason", "method", "route", "address", "text"] as const)(
    "keep of %s what the server takes",
    (key) => {
      const samples = fc.oneof(
        fc.constantFrom("4xx", "401", "600", "uri_mismatch", "GET", "get", " ", " a ", "/api/v1/x"),
        fc.string({ minLength: 55, maxLength: 305 }),
        fc.string(),
      );
      fc.assert(
        fc.property(samples, (text) => {
          const taken = requestFilterShape[key].safeParse(text).data;
          expect(readRequestFilter(named({ [key]: text })).values[key]).toBe(taken || undefined);
        }),
      );
    },
  );

  it.each(["route", "address", "text"] as const)("end the longest %s where the server does", (key) => {
    const longest = MAXIMUM_FILTER_CHARACTERS[key];
    // One character of two UTF-16 units among them: it counts alike on both sides.
    for (const text of ["a".repeat(longest), `${"a".repeat(longest - 1)}😀`, "a".repeat(longest + 1)]) {
      const taken = requestFilterShape[key].safeParse(text).data;
      expect(readRequestFilter(named({ [key]: text })).values[key]).toBe(taken);
    }
  });

  const spelled = (name: string) => [name, ` ${name}`, name.toUpperCase(), `${name}s`];

  it.each([...ENVIRONMENTS.flatMap(spelled), "", "all", "constructor"])(
    "take %j for an environment where the server does",
    (name) => {
      const taken = environmentSchema.safeParse(name).data;
      expect(environmentNamed(name)).toBe(taken ?? null);
      expect(readAuditFilter(named({ environment: name })).environment).toBe(taken);
    },
  );

  it.each([
    ["actor", "actorId"],
    ["application", "applicationId"],
    ["action", "action"],
  ] as const)("keep of an audit history's %s what the server takes", (name, asked) => {
    const samples = fc.oneof(
      anyText,
      fc.constantFrom("api_key", "api_key.revoked", "api_key.", "API_KEY", `${"a".repeat(41)}.b`),
      fc.string({ minLength: 95, maxLength: 105 }),
      fc.string({ unit: "grapheme", minLength: 95, maxLength: 105 }),
    );
    fc.assert(
      fc.property(samples, (text) => {
        const isTaken = text !== "" && auditFilterSchema.safeParse({ [asked]: text }).success;
        expect(readAuditFilter(named({ [name]: text }))[name]).toBe(isTaken ? text : undefined);
      }),
    );
  });
});
