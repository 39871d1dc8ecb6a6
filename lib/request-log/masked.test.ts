import { describe, expect, it } from "vitest";
import { ApiError } from "@/lib/errors";
import { idsInPath, keptRefusal, maskedTarget, maskedUserAgent } from "@/lib/request-log/masked";

const CUSTOMER = "01920000-0000-7000-8000-000000000001";
const PERSON = "01920000-0000-7000-8000-000000000002";

describe("what is kept of a request", () => {
  it("has keys and tokens masked, also where they are escaped or half", () => {
    for (const secret of ["nv_test_abcDEF123", "NV%5Flive%5fabc", "eyJhbGciOi.eyJzdWIi.c2ln"]) {
      const kept = maskedTarget(`/api/v1/customers?x=${secret}&y=1`);
      expect(kept).not.toContain(secret.slice(8));
      expect(kept).toContain("&y=1");
    }
    expect(maskedUserAgent("curl nv_live_abc")).toBe("curl nv_live_[masked]");
  });

  it("is cut, and holds nothing that a database does not take", () => {
    expect(maskedTarget(`/${"a".repeat(5_000)}`)).toHaveLength(2_000);
    expect(maskedUserAgent("a\u0000b\ud800")).toBe("a\\u0000b\\ud800");
  });

  it("is of a refusal its message and details, of bounded length and depth", () => {
    const details = {
      received: "nv_test_abc",
      list: Array(1_000).fill("x"),
      deep: { a: { b: { c: { d: 1 } } } },
    };
    const kept = keptRefusal(new ApiError("unauthorized", "uri_mismatch", "No\u0000.", details));
    expect(JSON.parse(kept)).toMatchObject({
      message: "No\\u0000.",
      details: { received: "nv_test_[masked]", deep: { a: { b: { c: null } } } },
    });
    expect(JSON.parse(kept).details.list).toHaveLength(50);
    const huge = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`m${index}`, "y".repeat(900)]));
    const cut = keptRefusal(new ApiError("conflict", "conflict", "Too much.", huge));
    expect(JSON.parse(cut)).toEqual({ message: "Too much.", details: {} });
  });

  it("names the ids in the path and no others", () => {
    const path = `/api/v1/customers/cus_${CUSTOMER}/persons/per_${PERSON}`;
    expect(idsInPath(`${path}?of=cus_${PERSON}`)).toEqual([CUSTOMER, PERSON]);
    expect(idsInPath("/api/v1/customers/cus_1")).toEqual([]);
    expect(idsInPath(`/api/v1/x_${CUSTOMER}0`)).toEqual([]);
  });
});
