import { describe, expect, it } from "vitest";
import { describeSignInError } from "./sign-in";

describe("why a sign-in did not work", () => {
  it("does not say which of the two was wrong", () => {
    expect(describeSignInError("CredentialsSignin")).toEqual({
      message: "Email or password is not right.",
      code: null,
    });
  });

  it("says that a code is missing, or that it was wrong", () => {
    expect(describeSignInError("code_required").code).toBe("missing");
    expect(describeSignInError("wrong_code")).toMatchObject({
      code: "wrong",
      message: expect.stringContaining("The code is not right."),
    });
  });

  it("says how long a throttled person waits", () => {
    expect(describeSignInError("throttled:40").message).toBe("Too many attempts. Try again in 40 s.");
    expect(describeSignInError("throttled:600").message).toBe("Too many attempts. Try again in 10 min.");
  });

  it("repeats nothing it does not know", () => {
    expect(describeSignInError("<script>").message).toBe(
      "Sign-in is not available right now. Try again in a moment.",
    );
  });
});
