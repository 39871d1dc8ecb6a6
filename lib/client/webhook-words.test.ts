import { describe, expect, it } from "vitest";
import {
  answerWords,
  deliveredShare,
  deliveryState,
  EVENT_GROUPS,
  webhookState,
} from "@/lib/client/webhook-words";
import { EVENT_TYPES } from "@/lib/schemas/event";

describe("words of webhooks", () => {
  it("offers every event but the test in one group", () => {
    const offered = EVENT_GROUPS.flatMap(({ types }) => types);
    expect(offered).toEqual(EVENT_TYPES.filter((type) => type !== "webhooks.test"));
  });

  it("never rounds a share with a failure up to all", () => {
    const share = (delivered: number, failed: number) =>
      deliveredShare({ delivered, failed, pending: 5, cancelled: 5 });
    expect([share(0, 0), share(3, 0), share(1, 2), share(99_999, 1), share(0, 3)]).toEqual([
      null,
      "100 %",
      "33.3 %",
      "99.9 %",
      "0 %",
    ]);
  });

  it("says what came back, or why nothing did", () => {
    expect(answerWords({ responseStatus: 200, error: null })).toBe("200");
    expect(answerWords({ responseStatus: 503, error: "status_not_2xx" })).toBe("503 · Not a 2xx answer");
    expect(answerWords({ responseStatus: null, error: "timeout" })).toBe("No answer in time");
    expect(answerWords({ responseStatus: null, error: "something_new" })).toBe("something_new");
    expect(answerWords({ responseStatus: null, error: null })).toBeNull();
  });

  it("tells a first attempt from a retry, and who disabled an endpoint", () => {
    const pending = { status: "pending" as const, attempts: 0, isUnderWay: false };
    expect(deliveryState(pending).words).toBe("Pending");
    expect(deliveryState({ ...pending, attempts: 2 }).words).toBe("Retrying");
    expect(deliveryState({ ...pending, attempts: 2, isUnderWay: true }).words).toBe("Sending");
    const disabled = { status: "disabled" as const, failingSince: null };
    expect(webhookState({ ...disabled, disabledBy: "system" }).words).toBe("Disabled after failures");
    expect(webhookState({ ...disabled, disabledBy: "partner" }).words).toBe("Disabled");
    expect(
      webhookState({ status: "enabled", disabledBy: null, failingSince: "2026-11-20T00:00:00.000Z" }).words,
    ).toBe("Failing");
  });
});
