import { describe, expect, it } from "vitest";
import { uiErrorFrom } from "./ui-error";

describe("the error envelope in the browser", () => {
  it("keeps code, reason, request id and the fields of a 422", () => {
    const error = uiErrorFrom(
      422,
      {
        error: {
          code: "validation_failed",
          message: "Check the fields.",
          reason: "validation_failed",
          details: { fields: [{ path: "publicKeyPem", message: "This is a certificate." }] },
          requestId: "req_1",
        },
      },
      null,
    );
    expect(error).toMatchObject({ status: 422, code: "validation_failed", requestId: "req_1" });
    expect(error.fields).toEqual([{ path: "publicKeyPem", message: "This is a certificate." }]);
  });

  it("takes the request id from the header when the body is not ours", () => {
    const error = uiErrorFrom(502, "<html>", "req_2");
    expect(error).toMatchObject({ status: 502, code: "unexpected_answer", requestId: "req_2", fields: [] });
  });

  it("reads details of any other form as no fields", () => {
    const error = uiErrorFrom(403, { error: { code: "forbidden", message: "No.", details: null } }, null);
    expect(error).toMatchObject({ code: "forbidden", reason: "forbidden", fields: [] });
  });
});
