/**
 * Every cause that can be found behind a refusal, by its reason, each with the clause that the documentation tells of it.
 * Names are published in `details.cause` and never change. Pure data.
 */
import { REQUEST_CAUSES } from "@/lib/diagnosis/causes-request";
import { TOKEN_CAUSES } from "@/lib/diagnosis/causes-token";

export const CAUSES = { ...TOKEN_CAUSES, ...REQUEST_CAUSES } as const;

type Catalogue = typeof CAUSES;
export type DiagnosedReason = keyof Catalogue;
export type CauseOf<Reason extends DiagnosedReason> = keyof Catalogue[Reason] & string;
export type Cause = { [Reason in DiagnosedReason]: CauseOf<Reason> }[DiagnosedReason];
