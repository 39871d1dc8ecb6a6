/** What customers, beneficiaries and payments need to know of their screening. */
import {
  type HoldRow,
  listHolds,
  listSubjectStatesOfBeneficiaries,
  listSubjectStatesOfCustomers,
  lockHolds,
  type SubjectState,
} from "@/db/queries/screening";
import { toPublicId } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";
import type { BeneficiaryScreeningSummary, CustomerScreeningSummary } from "@/lib/schemas/screening";

type Tx = TransactionContext["tx"];
type Scope = TransactionContext["scope"];

/** By the customers' UUIDs, each with its persons taken together; without those that were never made known to screening. */
export async function screeningSummaryOfCustomers(
  tx: Tx,
  scope: Scope,
  customerUuids: readonly string[],
): Promise<Map<string, CustomerScreeningSummary>> {
  const states = await listSubjectStatesOfCustomers(tx, scope, customerUuids);
  const summaries = new Map<string, CustomerScreeningSummary>();
  for (const uuid of customerUuids) {
    const summary = screeningSummaryOf(states.filter(({ customerId }) => customerId === uuid));
    if (summary !== undefined) summaries.set(uuid, summary);
  }
  return summaries;
}

/** Of one customer's states, with those of its persons; `undefined` while it was never made known to screening. */
export function screeningSummaryOf(states: readonly SubjectState[]): CustomerScreeningSummary | undefined {
  const own = states.find(({ subjectType }) => subjectType === "CUSTOMER");
  if (own === undefined) return undefined;
  return {
    screeningSubjectId: toPublicId("screeningSubject", own.id),
    paymentHold: states.some(({ paymentHold }) => paymentHold),
    onboardingBlocked: states.some(({ onboardingBlocked }) => onboardingBlocked),
    openMatchCount: states.reduce((sum, { openMatchCount }) => sum + openMatchCount, 0),
    lastScreenedAt: oldest(states),
  };
}

/** By the beneficiaries' UUIDs; without those that were never made known to screening. */
export async function screeningSummaryOfBeneficiaries(
  tx: Tx,
  scope: Scope,
  beneficiaryUuids: readonly string[],
): Promise<Map<string, BeneficiaryScreeningSummary>> {
  const states = await listSubjectStatesOfBeneficiaries(tx, scope, beneficiaryUuids);
  return new Map(
    states.map((state) => [
      state.entityId,
      {
        screeningSubjectId: toPublicId("screeningSubject", state.id),
        paymentHold: state.paymentHold,
        openMatchCount: state.openMatchCount,
        lastScreenedAt: state.lastScreenedAt?.toISOString() ?? null,
      },
    ]),
  );
}

/** Whether payments of this customer to this beneficiary have to wait, to be shown: it may be otherwise a moment later. */
export async function isHeldByScreening(
  tx: Tx,
  scope: Scope,
  { customerId, beneficiaryId }: { customerId: string; beneficiaryId: string },
): Promise<boolean> {
  const holds = await listHolds(tx, scope, { customerId, beneficiaryId });
  return holds.some(({ paymentHold }) => paymentHold);
}

/**
 * The same, to act on it. The answer stays true until the transaction ends:
 * a hold that begins meanwhile waits for it, and then finds the payment. Ask before a payment's row is locked, since
 * holds lock in that order.
 */
export async function paymentHoldOf(
  tx: Tx,
  scope: Scope,
  { customerId, beneficiaryId }: { customerId: string; beneficiaryId: string },
): Promise<boolean> {
  const holds = await lockHolds(tx, scope, { customerId, beneficiaryId });
  return holds.some(({ paymentHold }: HoldRow) => paymentHold);
}

/**
 * In words, why a customer (with its persons) or a beneficiary must not be approved: a match is open or was found to be
 * true, it is not known to screening, or there was no list to look into. `null` where screening has nothing against it. A
 * match that is found a moment later holds payments of what was approved before it.
 */
export async function approvalBlockedBecause(
  tx: Tx,
  scope: Scope,
  wanted: { customerId: string } | { beneficiaryId: string },
): Promise<string | null> {
  const holds = await listHolds(tx, scope, wanted);
  if (holds.length === 0) return "It has not been screened yet.";
  const blocking = holds.filter(({ onboardingBlocked }) => onboardingBlocked);
  if (blocking.length === 0) return null;
  const open = blocking.reduce((sum, { openMatchCount }) => sum + openMatchCount, 0);
  if (open > 0)
    return `${open === 1 ? "1 screening match waits" : `${open} screening matches wait`} for a review.`;
  return blocking.every(isUnsearched) ? NO_LIST : "A screening match was found to be true.";
}

const NO_LIST =
  "It was screened against no watchlist, because none was in force in production. Import one (see Screening lists); then it is screened by itself.";

/** What blocks without a match was looked for in no list; see `standingOf`. */
function isUnsearched({ dataVersion, paymentHold }: HoldRow): boolean {
  return dataVersion === null && !paymentHold;
}

/** When the last of them was reached; `null` while one never was. */
function oldest(states: readonly SubjectState[]): string | null {
  const times = states.map(({ lastScreenedAt }) => lastScreenedAt?.toISOString() ?? null);
  return times.includes(null) ? null : (times.sort()[0] ?? null);
}
