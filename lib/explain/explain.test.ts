import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ALL_REASONS } from "@/lib/errors";
import { checksFor, explainRefusal, isPartnerReason, REASON_GUIDE } from "@/lib/explain";
import { REASONS_WITHOUT_CHECK } from "@/lib/explain/checks";
import { REASONS_NOT_MET } from "@/lib/explain/reason-guide";
import { refusalExplanationSchema, requestCheckSchema } from "@/lib/schemas/request-log";

const partnerReasons = ALL_REASONS.filter(isPartnerReason);

function failedCheck(...asked: Parameters<typeof checksFor>): string | undefined {
  return checksFor(...asked).find(({ outcome }) => outcome === "failed")?.id;
}

describe("the guide of reasons", () => {
  it("has every reason that partners can meet, and no other", () => {
    expect([...Object.keys(REASON_GUIDE), ...REASONS_NOT_MET].toSorted()).toEqual(
      [...ALL_REASONS].toSorted(),
    );
  });

  it.each(partnerReasons)(
    "tells meaning, causes and remedy of %s in a form that fits lists and tables",
    (reason) => {
      const { meaning, causes, whatToDo } = REASON_GUIDE[reason];
      for (const text of [meaning, ...causes]) expect(text).toMatch(/^[^\s|](?:[^\n|]*[^\s.|])$/);
      for (const sentence of whatToDo) expect(sentence).toMatch(/^[A-Z`][^\n|]*\.$/);
      expect(
        [meaning, ...causes, ...whatToDo].filter((text) => (text.split("`").length - 1) % 2 === 1),
      ).toEqual([]);
      expect(causes.length).toBeGreaterThan(0);
      expect(whatToDo.length).toBeGreaterThan(0);
    },
  );
});

describe("the checks of a request", () => {
  it("are all passed when it was accepted", () => {
    const checks = checksFor(null);
    expect(checks.every(({ outcome }) => outcome === "passed")).toBe(true);
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
    for (const check of checks) requestCheckSchema.parse(check);
  });

  it.each(partnerReasons)("are passed up to that of %s, and not reached after it", (reason) => {
    const outcomes = checksFor(reason).map(({ outcome }) => outcome);
    if (REASONS_WITHOUT_CHECK.some((other) => other === reason)) expect(outcomes).toEqual([]);
    else expect(outcomes.join(" ")).toMatch(/^(passed )*failed( not_reached)*$/);
  });

  it("come in the order of the contract", () => {
    const order = checksFor(null).map(({ id }) => id);
    const contract = [
      "non_canonical_path",
      "method_not_allowed",
      "duplicate_header",
      "invalid_api_key",
      "api_key_revoked",
      "wrong_environment",
      "ip_not_allowed",
      "token_missing",
      "token_too_large",
      "algorithm_not_allowed",
      "header_not_allowed",
      "signing_key_unknown",
      "signature_invalid",
      "claim_missing",
      "claim_invalid",
      "issuer_mismatch",
      "audience_mismatch",
      "subject_mismatch",
      "token_expired",
      "token_not_yet_valid",
      "lifetime_too_long",
      "method_mismatch",
      "uri_mismatch",
      "body_hash_mismatch",
      "token_replayed",
      "permission_missing",
      "invalid_json",
      "validation_failed",
      "idempotency_key_reused",
      "not_approved",
    ];
    const places = contract.map((reason) => order.indexOf(String(failedCheck(reason))));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(places).size).toBe(places.length);
  });

  it("fail early where a request ended before its path or its sender was known", () => {
    expect(failedCheck("not_found")).toBe("operation");
    expect(failedCheck("not_found", { route: false })).toBe("path");
    expect(failedCheck("rate_limited")).toBe("rate_limit");
    expect(checksFor("rate_limited", { proven: false })).toEqual([]);
    expect(failedCheck("payload_too_large", { proven: false })).toBe("headers");
    expect(failedCheck("unsupported_media_type")).toBe("input");
  });

  it("are empty for a reason that is unknown here", () => {
    expect(checksFor("of_a_later_version")).toEqual([]);
  });
});

describe("an explanation", () => {
  it.each(partnerReasons)("says what to change for %s", (reason) => {
    const explained = refusalExplanationSchema.parse(
      explainRefusal({ reason, message: "Refused.", details: {} }),
    );
    expect(explained.whatToChange.length).toBeGreaterThan(0);
    expect(explained.docsPath).toBe(`/docs/errors#${reason}`);
    expect(explained.whatToChange.join()).not.toContain("`");
  });

  it("begins with what was found about this request", () => {
    const details = {
      expected: "/a",
      received: "/b",
      cause: "signed_without_query",
      hint: "You signed the path alone. Sign path and query.",
      clockOffsetSeconds: -3,
    };
    const explained = explainRefusal({ reason: "uri_mismatch", message: "Refused.", details });
    expect(explained).toMatchObject({
      expected: "/a",
      received: "/b",
      cause: "signed_without_query",
      clockOffsetSeconds: -3,
    });
    expect(explained.whatToChange[0]).toBe(details.hint);
    expect(explained.whatToChange.length).toBeGreaterThan(1);
  });

  it("tells expected and received of reasons that call them otherwise", () => {
    const of = (reason: string, details: Record<string, unknown>) => {
      const { expected, received } = explainRefusal({ reason, message: "", details });
      return [expected, received];
    };
    expect(of("permission_missing", { required: ["A", "B"] })).toEqual(["A, B", null]);
    expect(of("method_not_allowed", { allowed: ["GET"] })).toEqual(["GET", null]);
    expect(of("wrong_status", { allowed: ["DRAFT"], status: "DONE" })).toEqual(["DRAFT", "DONE"]);
    expect(of("payload_too_large", { maximumBytes: 5 })).toEqual(["at most 5 bytes", null]);
  });

  it("keeps the fields that were not accepted", () => {
    const fields = [{ path: "name", message: "Is required." }];
    expect(explainRefusal({ reason: "validation_failed", message: "", details: { fields } }).fields).toEqual(
      fields,
    );
  });

  it("never throws, and always has its shape", () => {
    const member = fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.constant(Number.NaN));
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom(...ALL_REASONS)),
        fc.string({ minLength: 1 }),
        fc.record({
          expected: member,
          received: member,
          hint: member,
          cause: member,
          fields: member,
          required: member,
          allowed: member,
          status: member,
          maximumBytes: member,
          clockOffsetSeconds: member,
        }),
        (reason, message, details) => {
          refusalExplanationSchema.parse(explainRefusal({ reason, message, details }));
        },
      ),
    );
  });
});
