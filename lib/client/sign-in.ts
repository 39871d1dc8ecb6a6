import { signIn } from "next-auth/react";
import { formatSpan } from "@/lib/client/time";

export type SignInOutcome = { ok: true } | { ok: false; message: string };

const UNAVAILABLE = "Sign-in is not available right now. Try again in a moment.";

/** Signs in with email and password; says in words why it did not work. */
export async function signInWithPassword(email: string, password: string): Promise<SignInOutcome> {
  try {
    const answer = await signIn("credentials", { redirect: false, email, password });
    if (answer === undefined) return { ok: false, message: UNAVAILABLE };
    return answer.error === null || answer.error === undefined
      ? { ok: answer.ok, message: UNAVAILABLE }
      : { ok: false, message: describeSignInError(answer.error) };
  } catch {
    return { ok: false, message: UNAVAILABLE };
  }
}

/** next-auth hands back the word the server refused with; `throttled:<seconds>` says how long to wait. */
export function describeSignInError(error: string): string {
  const seconds = /^throttled:(\d{1,6})$/.exec(error)?.[1];
  if (seconds !== undefined) {
    const span = formatSpan(Math.max(1, Number(seconds)) * 1000);
    return `Too many attempts. Try again in ${span}.`;
  }
  return error === "CredentialsSignin" ? "Email or password is not right." : UNAVAILABLE;
}
