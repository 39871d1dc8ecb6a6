import { describe, expect, it } from "vitest";
import { auditFilterSchema } from "@/lib/schemas/audit";
import { readAuditFilter, toServerFilter, writeAuditFilter } from "./audit-filter";

const WHOLE = {
  action: "api_key.revoked",
  actor: "usr_1",
  application: "app_1",
  environment: "production",
  from: "2026-11-01",
  to: "2026-11-20",
} as const;

describe("filters in the address", () => {
  it("come back as they were written, and leave the rest of the address alone", () => {
    const query = writeAuditFilter("tab=audit&action=member", WHOLE);
    expect(new URLSearchParams(query).get("tab")).toBe("audit");
    expect(readAuditFilter(new URLSearchParams(query))).toEqual(WHOLE);
    expect(writeAuditFilter(query, {})).toBe("tab=audit");
  });

  it("are left out where they make no sense, so that an old or mistyped link still opens", () => {
    const query = "action=Nope!&environment=moon&from=2026-13-01&to=yesterday&actor=&application=app_1";
    expect(readAuditFilter(new URLSearchParams(query))).toEqual({ application: "app_1" });
  });

  it("reach the server in its own terms, the last day included to its end", () => {
    const filter = toServerFilter(WHOLE);
    expect(auditFilterSchema.parse(filter)).toEqual({
      action: "api_key.revoked",
      actorId: "usr_1",
      applicationId: "app_1",
      environment: "production",
      from: "2026-11-01T00:00:00.000Z",
      to: "2026-11-21T00:00:00.000Z",
    });
  });
});
