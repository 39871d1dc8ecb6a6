/**
 * The fields that a review can ask to be corrected, and whether a path names one of them. Paths are spelt as a 422
 * spells them: `registrationNumber`, `highRiskActivities[0]`, `persons[1].dateOfBirth`. Pure.
 */
import { bankDetailsShape, beneficiaryIdentityShape } from "@/lib/schemas/beneficiary";
import { customerIdentityShape, customerProfileShape } from "@/lib/schemas/customer-fields";
import { personIdentityShape, personProfileShape } from "@/lib/schemas/person";

export const CUSTOMER_FIELDS: readonly string[] = [
  ...Object.keys(customerIdentityShape),
  ...Object.keys(customerProfileShape),
];
export const PERSON_FIELDS: readonly string[] = [
  ...Object.keys(personIdentityShape),
  ...Object.keys(personProfileShape),
];
export const BENEFICIARY_FIELDS: readonly string[] = [
  ...Object.keys(beneficiaryIdentityShape),
  ...Object.keys(bankDetailsShape),
];

/** Fields of either that are lists, so that a path may go on into them. */
const LISTS = ["documentIds", "roles", "highRiskActivities", "countriesWhereOperatesOrCustomers"];

const FIELD = /^(?<name>[A-Za-z0-9]+)(\[(0|[1-9][0-9]{0,2})\])?$/;
const PERSON = /^persons(\[(?<index>0|[1-9][0-9]{0,2})\](\.(?<field>.+))?)?$/;

function isOneOf(fields: readonly string[], path: string): boolean {
  const name = FIELD.exec(path)?.groups?.name;
  return name !== undefined && fields.includes(name) && (name === path || LISTS.includes(name));
}

/** Whether `path` names a field of a customer that has `personCount` persons; `persons` alone asks for another one. */
export function isCustomerFieldPath(path: string, personCount: number): boolean {
  const person = PERSON.exec(path);
  if (person === null) return isOneOf(CUSTOMER_FIELDS, path);
  const { index, field } = person.groups ?? {};
  if (index !== undefined && Number(index) >= personCount) return false;
  return field === undefined || isOneOf(PERSON_FIELDS, field);
}

export function isBeneficiaryFieldPath(path: string): boolean {
  return isOneOf(BENEFICIARY_FIELDS, path);
}
