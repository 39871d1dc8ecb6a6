/** The signed-in person's own account, as the browser asks for it. */
import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { fetchUi } from "@/lib/client/fetch-ui";
import { uiApi } from "@/lib/routes";
import { type AccountView, accountSchema, type ProofInput } from "@/lib/schemas/account";

export const accountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: ({ signal }): Promise<AccountView> => fetchUi(uiApi.account, { schema: accountSchema, signal }),
});

/** Renews the session's proof; a `UiError` says what was wrong. */
export async function proveIdentity(proof: ProofInput): Promise<void> {
  await fetchUi(uiApi.accountProof, { method: "POST", body: proof, schema: z.object({}) });
}
