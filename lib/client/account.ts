/** The signed-in person's own account, and the way back into it, as the browser asks for them. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { anyObject, fetchUi } from "@/lib/client/fetch-ui";
import { UiError } from "@/lib/client/ui-error";
import { uiApi } from "@/lib/routes";
import type {
  AccountView,
  changePasswordSchema,
  ProofInput,
  SecondFactorEnrolment,
} from "@/lib/schemas/account";

const accountSchema = async () => (await import("@/lib/schemas/account")).accountSchema;
const recoveryCodesSchema = async () => (await import("@/lib/schemas/account")).recoveryCodesSchema;
const secondFactorEnrolmentSchema = async () =>
  (await import("@/lib/schemas/account")).secondFactorEnrolmentSchema;

export const accountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: ({ signal }): Promise<AccountView> => fetchUi(uiApi.account, { schema: accountSchema, signal }),
});

/** Renews the session's proof; a `UiError` says what was wrong. */
export async function proveIdentity(proof: ProofInput): Promise<void> {
  await fetchUi(uiApi.accountProof, { method: "POST", body: proof, schema: anyObject });
}

export async function changePassword(input: z.input<typeof changePasswordSchema>): Promise<void> {
  await fetchUi(uiApi.accountPassword, { method: "POST", body: input, schema: anyObject });
}

export async function endSession(sessionId: string): Promise<void> {
  await fetchUi(uiApi.endSession(sessionId), { method: "POST", body: {}, schema: anyObject });
}

export function beginSecondFactor(): Promise<SecondFactorEnrolment> {
  const schema = secondFactorEnrolmentSchema;
  return fetchUi(uiApi.secondFactor("begin"), { method: "POST", body: {}, schema });
}

/** Returns the recovery codes. */
export async function confirmSecondFactor(code: string): Promise<string[]> {
  const call = { method: "POST", body: { code }, schema: recoveryCodesSchema } as const;
  return (await fetchUi(uiApi.secondFactor("confirm"), call)).recoveryCodes;
}

export async function disableSecondFactor(): Promise<void> {
  await fetchUi(uiApi.secondFactor("disable"), { method: "POST", body: {}, schema: anyObject });
}

export async function replaceRecoveryCodes(): Promise<string[]> {
  const call = { method: "POST", body: {}, schema: recoveryCodesSchema } as const;
  return (await fetchUi(uiApi.secondFactor("recovery-codes"), call)).recoveryCodes;
}

export async function requestPasswordReset(email: string): Promise<void> {
  await fetchUi(uiApi.passwordResets, { method: "POST", body: { email }, schema: anyObject });
}

export async function resetPassword(
  resetId: string,
  input: { secret: string; newPassword: string },
): Promise<void> {
  await fetchUi(uiApi.passwordReset(resetId), { method: "POST", body: input, schema: anyObject });
}

/** What a refused form shows at each field, and what remains to be said beside them. */
export function formProblems<Name extends string>(
  error: unknown,
  names: readonly Name[],
): { fields: Partial<Record<Name, string>>; general: string | null } {
  if (!(error instanceof UiError)) {
    return { fields: {}, general: error === null ? null : "This did not work. Try again." };
  }
  const fields: Partial<Record<Name, string>> = {};
  for (const { path, message } of error.fields) {
    const name = names.find((candidate) => candidate === path);
    if (name !== undefined) fields[name] ??= message;
  }
  return { fields, general: Object.keys(fields).length === 0 ? error.message : null };
}
