import { describe, expect, it } from "vitest";
import { readOverviewAddress, writeOverviewAddress } from "@/lib/client/hub-overview";

describe("the address of the overview", () => {
  it("says what is seen, and leaves out what goes without saying", () => {
    expect(writeOverviewAddress({ environment: null, order: "requests" })).toBe("");
    for (const choice of [
      { environment: "production", order: "failed" },
      { environment: null, order: "refused" },
      { environment: "sandbox", order: "requests" },
    ] as const) {
      expect(readOverviewAddress(new URLSearchParams(writeOverviewAddress(choice)))).toEqual(choice);
    }
  });

  it("is read as the usual one where it names what there is not", () => {
    const parameters = new URLSearchParams("environment=staging&order=name");
    expect(readOverviewAddress(parameters)).toEqual({ environment: null, order: "requests" });
  });
});
