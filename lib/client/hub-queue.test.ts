import { describe, expect, test } from "vitest";
import { mergeRows, nextInQueue, queueHref, readQueueAddress, reviewHref } from "@/lib/client/hub-queue";
import type { QueueItem } from "@/lib/schemas/queue";

function item(id: string, change: Partial<QueueItem> = {}): QueueItem {
  return {
    kind: "customers",
    id,
    organizationId: "org_1",
    organizationName: "Northwind",
    environment: "production",
    customer: null,
    title: id,
    status: "PENDING_REVIEW",
    priority: null,
    amount: null,
    openMatchCount: 0,
    paymentHold: false,
    waitingSince: "2026-11-20T10:00:00.000Z",
    ...change,
  };
}

const shown = (...ids: string[]) =>
  mergeRows(
    [],
    ids.map((id) => item(id)),
  );
const said = (rows: ReturnType<typeof mergeRows>) =>
  rows.map((row) => (row.isGone ? `(${row.item.id})` : row.item.id)).join(" ");

describe("rows of a queue that is looked at anew", () => {
  test("keep their order; what waits no longer stays in place", () => {
    expect(said(mergeRows(shown("a", "b", "c"), [item("a"), item("c")]))).toBe("a (b) c");
  });

  test("take new ones in where they belong", () => {
    expect(
      said(
        mergeRows(
          shown("b", "d"),
          ["a", "b", "c", "d", "e"].map((id) => item(id)),
        ),
      ),
    ).toBe("a b c d e");
  });

  test("return when they wait again, with what is known now", () => {
    const gone = mergeRows(shown("a", "b"), [item("b")]);
    const back = mergeRows(gone, [item("a", { title: "renamed" }), item("b")]);
    expect(said(back)).toBe("a b");
    expect(back[0]?.item.title).toBe("renamed");
  });
});

describe("the next in a queue", () => {
  test("follows the one that is looked at", () => {
    expect(nextInQueue([item("a"), item("b"), item("c")], "b")?.id).toBe("c");
  });

  test("is the longest waiting one after the last, or after one that was decided", () => {
    expect(nextInQueue([item("a"), item("b")], "b")?.id).toBe("a");
    expect(nextInQueue([item("a"), item("b")], "decided")?.id).toBe("a");
  });

  test("is nothing where nothing else waits", () => {
    expect(nextInQueue([item("a")], "a")).toBeNull();
    expect(nextInQueue([], "a")).toBeNull();
  });
});

describe("addresses", () => {
  test("name queue and environment, and read back the same", () => {
    expect(queueHref("customers", "production")).toBe("/hub/reviews");
    expect(queueHref("tickets", "sandbox")).toBe("/hub/tickets?environment=sandbox");
    const address = new URL(queueHref("settlements", "sandbox"), "https://nuvera.example");
    expect(readQueueAddress(address.searchParams)).toEqual({ queue: "settlements", environment: "sandbox" });
  });

  test("that name nothing we know lead to production's customers", () => {
    const parameters = new URLSearchParams({ queue: "tickets", environment: "moon" });
    expect(readQueueAddress(parameters)).toEqual({ queue: "customers", environment: "production" });
  });

  test("of a settlement lead to its payment", () => {
    expect(reviewHref(item("pay_1", { kind: "settlements" }))).toBe(
      "/hub/organizations/org_1/production/payments/pay_1",
    );
  });
});
