import { describe, expect, it } from "vitest";
import { fitEventData, MAXIMUM_EVENT_BYTES } from "@/lib/schemas/event";

describe("what an event holds of a resource", () => {
  it("is all of it, uncut, as long as it fits", () => {
    const data = { id: "msg_1", message: "a".repeat(10_000), corrections: [{ message: "b".repeat(1_000) }] };
    expect(fitEventData(data)).toBe(data);
  });

  it("is otherwise enough to ask the API for it", () => {
    const ticketId = "tic_01a1ff09-3d81-70ef-9dd0-43410aac6439";
    const large = {
      id: "msg_1",
      ticketId,
      status: "OPEN",
      message: "€".repeat(10_000),
      taxId: "1".repeat(9_000),
    };
    expect(fitEventData(large)).toEqual({ id: "msg_1", ticketId, status: "OPEN", isTruncated: true });
    expect(JSON.stringify(fitEventData(large)).length).toBeLessThan(MAXIMUM_EVENT_BYTES);
  });
});
