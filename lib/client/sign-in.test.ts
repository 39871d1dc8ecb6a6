import { describe, expect, it } from "vitest";
import { describeSignInError } from "./sign-in";

describe("why a sign-in did not work", () => {
  it("does not say which of the two was wrong", () => {
    expect(describeSignInError("CredentialsSignin")).toBe("Email or password is not right.");
  });

  it("says how long a throttled person waits", () => {
    expect(describeSignInError("throttled:40")).toBe("Too many attempts. Try again in 40 s.");
    expect(describeSignInError("throttled:600")).toBe("Too many attempts. Try again in 10 min.");
  });

  it("repeats nothing it does not know", () => {
    expect(describeSignInError("<script>")).toBe(
      "Sign-in is not available right now. Try again in a moment.",
    );
  });
});
