/** What stands in the rows of a customer, its persons or a beneficiary, as screening compares it. */
import { findBeneficiaryRow } from "@/db/queries/beneficiaries";
import { findCustomerRow } from "@/db/queries/customers";
import { listPersonRows } from "@/db/queries/persons";
import type { TransactionContext } from "@/lib/operations/operation";
import {
  factsOfBeneficiary,
  factsOfCustomer,
  factsOfPerson,
  type SubjectFacts,
} from "@/lib/screening/subject";

type Context = Pick<TransactionContext, "tx" | "scope">;

/** Whose subjects are locked and settled together: a customer with its persons, or a beneficiary. */
export type Party = { customerId: string } | { beneficiaryId: string };

export type PartyFacts = {
  party: Party;
  customerId: string;
  customerName: string;
  subjects: SubjectFacts[];
};

/** Far more than a customer may have. */
const MAXIMUM_PERSONS = 10_000;

/** By the party's UUID; `undefined` where there is none in scope. */
export async function findPartyFacts({ tx, scope }: Context, party: Party): Promise<PartyFacts | undefined> {
  if ("customerId" in party) {
    const customer = await findCustomerRow(tx, scope, party.customerId);
    if (customer === undefined) return undefined;
    const persons = await listPersonRows(tx, scope, customer.id, MAXIMUM_PERSONS);
    return {
      party,
      customerId: customer.id,
      customerName: customer.companyName,
      subjects: [factsOfCustomer(customer), ...persons.map(factsOfPerson)],
    };
  }
  const beneficiary = await findBeneficiaryRow(tx, scope, party.beneficiaryId);
  if (beneficiary === undefined) return undefined;
  const customer = await findCustomerRow(tx, scope, beneficiary.customerId);
  if (customer === undefined) return undefined;
  return {
    party,
    customerId: customer.id,
    customerName: customer.companyName,
    subjects: [factsOfBeneficiary(beneficiary)],
  };
}
