import { describe, expect, it } from "vitest";
import { describeWhatIf, withoutKnownUse } from "@/lib/client/what-if";
import type { PossibleChange, WhatIf } from "@/lib/schemas/what-if";

const NOW = Date.parse("2030-01-31T12:00:00.000Z");
const figures = (over: Partial<WhatIf> = {}): WhatIf => ({
  serverTime: "2030-01-31T12:00:00.000Z",
  since: "2030-01-02T00:00:00.000Z",
  isComplete: true,
  isApproximate: false,
  requests: 5_000,
  refused: 1_204,
  lastAt: "2030-01-31T09:00:00.000Z",
  addresses: [],
  moreAddresses: 0,
  otherRequests: 0,
  permissions: [],
  seconds: null,
  ...over,
});
const limit = { isApproximate: true, seconds: { overLimit: 31, busiest: 87 } };
const say = (over: Partial<WhatIf>, change: PossibleChange["change"] = "disable") =>
  describeWhatIf(figures(over), change, NOW);

describe("what a change would have refused", () => {
  it.each<[Partial<WhatIf>, string]>([
    [{}, "1,204 of 5,000 requests (24 %) in the last 30 days, the last one 3 h ago."],
    [{ refused: 5_000 }, "All 5,000 requests in the last 30 days, the last one 3 h ago."],
    [{ refused: 1, requests: 1 }, "The only request in the last 30 days, 3 h ago."],
    [{ refused: 2 }, "2 of 5,000 requests (under 1 %) in the last 30 days, the last one 3 h ago."],
    [{ refused: 4_999 }, "4,999 of 5,000 requests (over 99 %) in the last 30 days, the last one 3 h ago."],
    [
      { refused: 0, lastAt: null },
      "Nothing in the last 30 days used this: 5,000 requests would have been let through all the same.",
    ],
    [{ refused: 0, requests: 0, lastAt: null }, "No request was let through in the last 30 days."],
    [
      { refused: 0, requests: 0, lastAt: null, isComplete: false, since: "2030-01-30T17:00:00.000Z" },
      "No request was let through since 30 Jan 2030, when counting began.",
    ],
    [
      limit,
      "About 1,204 of 5,000 requests (24 %) in the last 30 days, the last one 3 h ago. They came in about 31 seconds; the busiest had about 87.",
    ],
    [
      { ...limit, refused: 0, lastAt: null },
      "No second in the last 30 days had more requests than that; the busiest had about 87.",
    ],
  ])("%j", (over, words) => {
    expect(say(over)).toBe(words);
  });

  it.each<[Partial<WhatIf>, string]>([
    [{ requests: 5_000 }, "All 5,000 requests in the last 30 days came from this list."],
    [{ requests: 1 }, "The only request in the last 30 days came from this list."],
    [
      { otherRequests: 7 },
      "This list lacks no address known in the last 30 days; 7 requests came from more addresses than are kept one by one.",
    ],
  ])("by a list: nothing, with %j", (over, words) => {
    expect(say({ ...over, refused: 0, lastAt: null }, "address_list")).toBe(words);
  });
});

describe("requests whose use is not known", () => {
  const permissions = [{ permission: null, requests: 1_200, lastAt: "2030-01-31T09:00:00.000Z" }];
  it("are those refused that no permission counts, but for a limit, which knows none", () => {
    expect(withoutKnownUse(figures({ permissions }))).toBe(4);
    expect(withoutKnownUse(figures({ permissions, refused: 1_200 }))).toBe(0);
    expect(withoutKnownUse(figures(limit))).toBe(0);
  });
});
