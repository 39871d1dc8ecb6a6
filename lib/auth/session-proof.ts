/** A person in a session proves again who they are. */
import { renewSessionProof } from "@/db/queries/sessions";
import type { UserRow } from "@/db/queries/users";
import { prove } from "@/lib/auth/prove";
import { codeNotRight, throttled } from "@/lib/auth/refusals";
import type { Session } from "@/lib/auth/session";
import { unauthorized, validationFailed } from "@/lib/errors";
import type { CallOrigin } from "@/lib/operations/operation";
import type { Runtime } from "@/lib/runtime";

type Given = { password: string; code?: string | undefined };

/** Makes this moment the session's last proof. Throws 422 naming the field that was not right, 429 for too many. */
export async function renewProof(
  runtime: Runtime,
  session: Session,
  given: Given,
  origin: CallOrigin,
): Promise<void> {
  await requireProof(runtime, session, given, origin, "password");
  if (!(await renewSessionProof(runtime.database.db, session.sessionId, runtime.clock()))) {
    throw sessionEnded();
  }
}

/** The person of the session, proven at this moment; `passwordField` is what the caller's form calls the password. */
export async function requireProof(
  runtime: Runtime,
  { email }: Session,
  { password, code }: Given,
  origin: CallOrigin,
  passwordField: string,
): Promise<UserRow> {
  const proof = await prove(runtime, { email, password, code: code ?? null }, origin);
  if (proof.ok) return proof.user;
  switch (proof.problem) {
    case "throttled":
      throw throttled(proof.retryAfterSeconds);
    case "code_required":
      throw validationFailed([{ path: "code", message: "Enter the code of your authenticator app." }]);
    case "wrong_code":
      throw codeNotRight();
    case "wrong_credentials":
      throw validationFailed([{ path: passwordField, message: "The password is not right." }]);
  }
}

/** It has ended while the call was under way. */
export function sessionEnded() {
  return unauthorized("session_missing", "Sign in to continue.");
}
