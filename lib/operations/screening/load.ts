/** Subjects with all that hangs on them, ready to be shown. */
import type { SubjectRow } from "@/db/queries/screening";
import {
  type DispositionRow,
  listDispositionRows,
  listMatchRows,
  type MatchRow,
} from "@/db/queries/screening-matches";
import type { TransactionContext } from "@/lib/operations/operation";
import { toScreeningView } from "@/lib/operations/screening/view";
import type { ScreeningView } from "@/lib/schemas/screening";

type Context = Pick<TransactionContext, "tx" | "scope">;

/** Why partners see matches and decide nothing. */
export const PARTNER_READ_ONLY = "Matches are reviewed by the operator's compliance team.";

/** The subjects in their order, each with its matches and decisions. */
export async function showSubjects(
  context: Context,
  subjects: readonly SubjectRow[],
  customerName: string,
  readOnlyReason: string | null,
): Promise<ScreeningView[]> {
  const { matches, dispositions } = await loadMatches(context, subjects);
  return subjects.map((subject) =>
    toScreeningView(subject, customerName, matches, dispositions, readOnlyReason),
  );
}

/** Every match of the subjects, and every decision about one, newest first. */
export async function loadMatches(
  { tx, scope }: Context,
  subjects: readonly SubjectRow[],
): Promise<{ matches: MatchRow[]; dispositions: DispositionRow[] }> {
  const matches = await listMatchRows(
    tx,
    scope,
    subjects.map(({ id }) => id),
  );
  const dispositions = await listDispositionRows(
    tx,
    scope,
    matches.map(({ id }) => id),
  );
  return { matches, dispositions };
}
