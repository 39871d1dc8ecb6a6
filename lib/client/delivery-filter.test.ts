import { describe, expect, it } from "vitest";
import { readDeliveryFilter, toServerFilter, writeDeliveryFilter } from "@/lib/client/delivery-filter";

const read = (query: string) => readDeliveryFilter(new URLSearchParams(query));

describe("filters of the delivery log", () => {
  it("come out of the address as they went in, beside the open tab", () => {
    const filter = {
      status: "failed",
      event: "payments.failed",
      from: "2026-11-01",
      to: "2026-11-03",
    } as const;
    const query = writeDeliveryFilter("?tab=deliveries&status=delivered", filter);
    expect(new URLSearchParams(query).get("tab")).toBe("deliveries");
    expect(read(query)).toEqual(filter);
    expect(writeDeliveryFilter(query, {})).toBe("tab=deliveries");
  });

  it("count as not there when they do not fit", () => {
    expect(read("status=gone&event=payments.gone&from=yesterday&to=2026-13-01")).toEqual({});
  });

  it("include the last day", () => {
    expect(toServerFilter({ from: "2026-11-30", to: "2026-11-30" })).toEqual({
      from: "2026-11-30T00:00:00.000Z",
      to: "2026-12-01T00:00:00.000Z",
    });
    expect(toServerFilter({})).toEqual({});
  });
});
