import { type BeneficiaryRow, findBeneficiaryRow, lockBeneficiaryRow } from "@/db/queries/beneficiaries";
import { notFound } from "@/lib/errors";
import { fromPublicId } from "@/lib/ids";
import type { TransactionContext } from "@/lib/operations/operation";

type Context = Pick<TransactionContext, "tx" | "scope">;
/** Partners name a beneficiary together with its customer, staff by itself. */
type Reference = { id: string; customerId?: string };

/** The caller's beneficiary with this public id, of that customer where one is named; throws 404. */
export function requireBeneficiary(context: Context, reference: Reference): Promise<BeneficiaryRow> {
  return require(context, reference, findBeneficiaryRow);
}

/** The same, locked until the transaction ends. */
export function requireLockedBeneficiary(context: Context, reference: Reference): Promise<BeneficiaryRow> {
  return require(context, reference, lockBeneficiaryRow);
}

async function require(
  { tx, scope }: Context,
  { id, customerId }: Reference,
  find: typeof findBeneficiaryRow,
): Promise<BeneficiaryRow> {
  const uuid = fromPublicId("beneficiary", id);
  const row = uuid === null ? undefined : await find(tx, scope, uuid);
  const isOfCustomer = customerId === undefined || fromPublicId("customer", customerId) === row?.customerId;
  if (row === undefined || !isOfCustomer) throw notFound("beneficiary");
  return row;
}
