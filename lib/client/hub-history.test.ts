import { expect, test } from "vitest";
import { type HistoryEntry, historyWords, newestFirst } from "@/lib/client/hub-history";

function entry(change: Partial<HistoryEntry>): HistoryEntry {
  return {
    occurredAt: "2026-11-20T10:00:00.000Z",
    action: "payment.status_changed",
    actorLabel: "Nova Admin",
    reason: null,
    before: null,
    after: null,
    ...change,
  };
}

test("a new status is what is said", () => {
  const approved = entry({ before: { status: "PENDING_REVIEW" }, after: { status: "APPROVED" } });
  expect(historyWords("payments", approved)).toBe("Approved");
});

test("beginnings are named, whatever status they led to", () => {
  expect(historyWords("customers", entry({ action: "customer.created", after: { status: "DRAFT" } }))).toBe(
    "Created",
  );
  const submitted = entry({ action: "customer.submitted", after: { status: "PENDING_REVIEW" } });
  expect(historyWords("customers", submitted)).toBe("Submitted for review");
});

test("a change names its fields, unless there are many", () => {
  const few = entry({ action: "payment.updated", after: { invoiceNumber: "2", purpose: "x" } });
  expect(historyWords("payments", few)).toBe("Changed invoice number, purpose");
  const many = entry({ action: "customer.updated", after: { a: 1, b: 2, c: 3, d: 4 } });
  expect(historyWords("customers", many)).toBe("Changed");
});

test("an action without words is readable", () => {
  expect(historyWords("payments", entry({ action: "payment.hold_renewed" }))).toBe("Hold renewed");
});

test("the newest stands first", () => {
  const history = ["2026-11-20T10:00:00.000Z", "2026-11-21T10:00:00.000Z"].map((occurredAt) =>
    entry({ occurredAt }),
  );
  expect(newestFirst(history)[0]?.occurredAt).toBe("2026-11-21T10:00:00.000Z");
});
