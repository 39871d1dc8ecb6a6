import { describe, expect, it } from "vitest";
import {
  AUDIT_ACTION_WORDS,
  AUDIT_FAMILIES,
  auditActionLabel,
  auditFamily,
  describeAuditEvent,
} from "@/lib/client/audit-words";
import { AUDIT_ACTIONS } from "@/lib/operations/audit";
import type { AuditEventView } from "@/lib/schemas/audit";

function event(action: string, facts: Partial<AuditEventView> = {}): AuditEventView {
  return {
    id: "aud_01930000-0000-7000-8000-000000000001",
    sequence: 7,
    occurredAt: "2026-11-20T20:31:32.000Z",
    environment: null,
    action,
    actor: { kind: "user", id: "usr_01930000-0000-7000-8000-000000000002", label: "Ada" },
    target: { kind: "api_key", id: "key_01930000-0000-7000-8000-000000000003" },
    applicationId: null,
    before: null,
    after: null,
    reason: null,
    address: null,
    userAgent: null,
    requestId: null,
    hash: "0".repeat(64),
    ...facts,
  };
}

describe("words of the audit history", () => {
  it("has words for every action that can be recorded, and for none that cannot", () => {
    expect(Object.keys(AUDIT_ACTION_WORDS).sort()).toEqual([...AUDIT_ACTIONS].sort());
  });

  it("offers every family that an action belongs to", () => {
    expect(Object.keys(AUDIT_FAMILIES).sort()).toEqual([...new Set(AUDIT_ACTIONS.map(auditFamily))].sort());
  });

  it.each([...AUDIT_ACTIONS])("says %s without any recorded facts and leaves no gap", (action) => {
    const sentence = describeAuditEvent(event(action));
    expect(sentence).not.toBe("");
    expect(sentence).not.toMatch(/undefined|null|NaN| {2}|^ | $|\b(from|to|as)$/);
  });

  it("names what was done by its facts", () => {
    expect(describeAuditEvent(event("api_key.revoked", { after: { lastFour: "4f2a" } }))).toBe(
      "Revoked API key …4f2a",
    );
    expect(
      describeAuditEvent(
        event("member.role_changed", {
          before: { email: "bo@x.example", role: "VIEWER" },
          after: { role: "ADMIN" },
        }),
      ),
    ).toBe("Changed the role of bo@x.example from Viewer to Admin");
    expect(describeAuditEvent(event("signing_key.replaced", { after: { overlapSeconds: 86_400 } }))).toBe(
      "Replaced the signing key with an overlap of 24 h",
    );
    expect(
      describeAuditEvent(
        event("application.rate_limit_changed", {
          before: { rateLimitPerSecond: 50 },
          after: { rateLimitPerSecond: 100 },
        }),
      ),
    ).toBe("Changed the rate limit from 50 to 100 requests per second");
  });

  it("tells a date that was set from one that was taken off", () => {
    const set = event("api_key.expiry_changed", {
      before: { expiresAt: null },
      after: { lastFour: "4f2a", expiresAt: "2026-11-21T08:00:00.000Z" },
    });
    const taken = event("api_key.expiry_changed", {
      before: { expiresAt: "2026-11-21T08:00:00.000Z" },
      after: { lastFour: "4f2a", expiresAt: null },
    });
    expect(describeAuditEvent(set)).toBe("Set API key …4f2a to expire on 2026-11-21 08:00:00 UTC");
    expect(describeAuditEvent(taken)).toBe("Took the expiry date off API key …4f2a");
  });

  it("says which permissions were granted and which taken away, and counts them when there are many", () => {
    const changed = (before: string[], after: string[]) =>
      describeAuditEvent(
        event("application.permissions_changed", {
          before: { permissions: before },
          after: { permissions: after },
        }),
      );
    expect(changed(["CRYPTO_READ"], ["PAYMENTS_READ"])).toBe("Granted PAYMENTS_READ, took away CRYPTO_READ");
    expect(changed([], ["A_READ", "B_READ", "C_READ"])).toBe("Granted 3 permissions");
  });

  it("tells where something went, what it was worth and how much of it there was", () => {
    const said = (action: string, facts: Partial<AuditEventView>) => describeAuditEvent(event(action, facts));
    const moved = { before: { status: "PENDING_REVIEW" }, after: { status: "APPROVED" } };
    expect(said("customer.status_changed", moved)).toBe("Moved the customer from Pending review to Approved");
    const amount = { paymentAmount: "12500.00", paymentCurrencyCode: "USD" };
    expect(said("quote.created", { after: amount })).toBe("Got a quote for 12,500.00 USD");
    expect(said("document.read", { after: { type: "BANK_STATEMENT" } })).toBe(
      "Looked at a document (Bank statement)",
    );
    expect(said("screening.hold_changed", { after: { paymentHold: false } })).toBe(
      "Released the hold on payments",
    );
    expect(said("screening.match_reviewed", { after: { state: "CLEARED" } })).toBe(
      "Reviewed a screening match (cleared)",
    );
    expect(said("ticket.created", { after: { subject: "No answer" } })).toBe(
      "Opened a support ticket “No answer”",
    );
    const watchlist = { kind: "watchlist", id: "opensanctions" };
    expect(said("watchlist.imported", { target: watchlist, after: { entryCount: 12 } })).toBe(
      "Imported screening list opensanctions (12 entries)",
    );
    expect(said("sandbox.reset", { after: { removed: { customers: 3, tickets: 2 } } })).toBe(
      "Emptied the sandbox (5 rows)",
    );
  });

  it("still names an action that this page does not know", () => {
    expect(describeAuditEvent(event("teapot.handle_bent"))).toBe("Teapot: handle bent");
    expect(auditActionLabel("api_key")).toBe("API keys");
    expect(auditActionLabel("api_key.revoked")).toBe("API key revoked");
  });
});
