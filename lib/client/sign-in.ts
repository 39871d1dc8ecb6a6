import { signIn } from "next-auth/react";
import { formatSpan } from "@/lib/client/time";

export type SignInOutcome = { ok: true } | { ok: false; problem: SignInProblem };

export type SignInProblem = {
  message: string;
  /** The password was right: a one-time code is all that is missing, or it was wrong. */
  code: "missing" | "wrong" | null;
};

const UNAVAILABLE = "Sign-in is not available right now. Try again in a moment.";

export type Credentials = { email: string; password: string; code?: string | undefined };

/** Signs in; says in words why it did not work. */
export async function signInWithPassword({ email, password, code }: Credentials): Promise<SignInOutcome> {
  const unavailable: SignInOutcome = { ok: false, problem: { message: UNAVAILABLE, code: null } };
  try {
    const given = { email, password, ...(code === undefined ? {} : { code }) };
    const answer = await signIn("credentials", { redirect: false, ...given });
    if (answer === undefined) return unavailable;
    if (answer.error !== null && answer.error !== undefined) {
      return { ok: false, problem: describeSignInError(answer.error) };
    }
    return answer.ok ? { ok: true } : unavailable;
  } catch {
    return unavailable;
  }
}

/** next-auth hands back the word the server refused with; `throttled:<seconds>` says how long to wait. */
export function describeSignInError(error: string): SignInProblem {
  const seconds = /^throttled:(\d{1,6})$/.exec(error)?.[1];
  if (seconds !== undefined) {
    const span = formatSpan(Math.max(1, Number(seconds)) * 1000);
    return { message: `Too many attempts. Try again in ${span}.`, code: null };
  }
  switch (error) {
    case "CredentialsSignin":
      return { message: "Email or password is not right.", code: null };
    case "code_required":
      return { message: "Enter the code of your authenticator app.", code: "missing" };
    case "wrong_code":
      return { message: "The code is not right. Each code works once.", code: "wrong" };
    default:
      return { message: UNAVAILABLE, code: null };
  }
}
