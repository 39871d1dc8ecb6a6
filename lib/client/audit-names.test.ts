import { describe, expect, it } from "vitest";
import type { AuditEventView } from "@/lib/schemas/audit";
import { nameOf, namesWith } from "./audit-names";

const entry: AuditEventView = {
  id: "aud_1",
  sequence: 1,
  occurredAt: "2026-11-20T20:31:32.000Z",
  environment: "sandbox",
  action: "application.deleted",
  actor: { kind: "user", id: "usr_1", label: "Ada" },
  target: { kind: "application", id: "app_1" },
  applicationId: "app_1",
  before: { name: "Payouts" },
  after: null,
  reason: null,
  address: null,
  userAgent: null,
  requestId: null,
  hash: "",
};

describe("names in a history", () => {
  it("are found for an application that is gone and a person who is no member", () => {
    const names = namesWith({ applications: [], actors: [] }, [entry]);
    expect(nameOf(names.applications, "app_1")).toBe("Payouts");
    expect(nameOf(names.actors, "usr_1")).toBe("Ada");
  });

  it("are today's where today's are known", () => {
    const known = {
      applications: [{ id: "app_1", name: "Payouts v2" }],
      actors: [{ id: "usr_1", name: "Ada L." }],
    };
    expect(namesWith(known, [entry])).toEqual(known);
  });

  it("do not make a customer's or organization's name an application's", () => {
    const other = {
      ...entry,
      target: { kind: "customer", id: "cus_1" },
      after: { name: "ACME" },
      before: null,
    };
    expect(namesWith({ applications: [], actors: [] }, [other]).applications).toEqual([]);
  });
});
