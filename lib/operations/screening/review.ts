/** A screening subject as staff see it before they decide. */
import { z } from "zod";
import { findCustomerRow } from "@/db/queries/customers";
import { findSubjectRow, listSubjectRowsOfCustomer, type SubjectRow } from "@/db/queries/screening";
import type { DispositionRow, MatchRow } from "@/db/queries/screening-matches";
import { findOrganizationName } from "@/db/queries/tickets";
import { notFound } from "@/lib/errors";
import { fromPublicId, toPublicId } from "@/lib/ids";
import { readOperation, type TransactionContext } from "@/lib/operations/operation";
import { loadMatches } from "@/lib/operations/screening/load";
import { toDispositionView, toScreeningView, toSubjectView } from "@/lib/operations/screening/view";
import {
  type ScreeningHistoryItem,
  type ScreeningReview,
  screeningReviewSchema,
} from "@/lib/schemas/screening";

/** A customer may have very many beneficiaries; its page lists them all. */
const SHOWN_SUBJECTS = 100;

type Context = Pick<TransactionContext, "tx" | "scope" | "principal">;

export const getScreeningReview = readOperation({
  name: "getScreeningReview",
  summary: "Show a screening subject to staff, with everything a decision needs",
  permission: "REVIEWS_READ",
  input: z.strictObject({ id: z.string() }),
  output: screeningReviewSchema,
  run: async (context, { id }) => {
    const uuid = fromPublicId("screeningSubject", id);
    const subject = uuid === null ? undefined : await findSubjectRow(context.tx, context.scope, uuid);
    if (subject === undefined) throw notFound("screening subject");
    return showReview(context, subject);
  },
});

/** The whole of it, as the rows are now. */
export async function showReview(context: Context, subject: SubjectRow): Promise<ScreeningReview> {
  const { tx, scope } = context;
  const options = { beneficiaries: true, limit: SHOWN_SUBJECTS };
  const [customer, organizationName, related, { matches, dispositions }] = await Promise.all([
    findCustomerRow(tx, scope, subject.customerId),
    findOrganizationName(tx, scope.organizationId),
    listSubjectRowsOfCustomer(tx, scope, subject.customerId, options),
    loadMatches(context, [subject]),
  ]);
  if (customer === undefined) throw new Error("A screening subject's customer has no row.");
  const { companyName, status, registrationNumber, countryOfIncorporationId } = customer;
  const readOnlyReason = readOnlyReasonOf(context, subject);
  return {
    ...toScreeningView(subject, companyName, matches, dispositions, readOnlyReason),
    organizationId: toPublicId("organization", scope.organizationId),
    organizationName,
    environment: scope.environment,
    customer: {
      id: toPublicId("customer", customer.id),
      companyName,
      status,
      registrationNumber,
      countryOfIncorporationId,
    },
    facts: subject.query.map(({ label, values }) => ({ label, value: values.join(", ") })),
    fingerprints: Object.fromEntries(
      matches.map(({ id, fingerprint }) => [toPublicId("screeningMatch", id), fingerprint]),
    ),
    relatedSubjects: related
      .filter(({ id }) => id !== subject.id)
      .map((row) => toSubjectView(row, companyName)),
    history: dispositions.map((row) => toHistoryItem(row, matches)),
  };
}

function readOnlyReasonOf({ principal }: Context, { closedAt, paymentHold }: SubjectRow): string | null {
  if (!principal.permissions.has("REVIEWS_WRITE"))
    return "Your role may look at matches, not decide on them.";
  if (closedAt !== null && !paymentHold) return "The person was removed from the customer.";
  return null;
}

function toHistoryItem(row: DispositionRow, matches: readonly MatchRow[]): ScreeningHistoryItem {
  const match = matches.find(({ id }) => id === row.matchId);
  return {
    ...toDispositionView(row, match?.osEntityId ?? ""),
    matchId: toPublicId("screeningMatch", row.matchId),
    caption: match?.caption ?? "",
    outcome: row.outcome,
  };
}
