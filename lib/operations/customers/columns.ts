/** What partners say of a customer or person, flat as they send it, and as the columns that keep it. */
import type { CustomerRow } from "@/db/queries/customers";
import type { PersonRow } from "@/db/queries/persons";
import type { CustomerProfile } from "@/lib/schemas/customer-fields";
import type { NewPerson } from "@/lib/schemas/person";

type CustomerColumns = Pick<
  CustomerRow,
  | "companyName"
  | "registrationNumber"
  | "countryOfIncorporationId"
  | "businessIndustryId"
  | "documentIds"
  | "profile"
>;

export type CustomerFields = Omit<CustomerColumns, "profile"> & CustomerProfile;

export function toCustomerFields(row: CustomerColumns): CustomerFields {
  const { companyName, registrationNumber, countryOfIncorporationId, businessIndustryId, documentIds } = row;
  return {
    ...row.profile,
    companyName,
    registrationNumber,
    countryOfIncorporationId,
    businessIndustryId,
    documentIds,
  };
}

export function toCustomerColumns(fields: CustomerFields): CustomerColumns {
  const { companyName, registrationNumber, countryOfIncorporationId, businessIndustryId, ...rest } = fields;
  const { documentIds, ...profile } = rest;
  return {
    companyName,
    registrationNumber,
    countryOfIncorporationId,
    businessIndustryId,
    documentIds,
    profile,
  };
}

type PersonColumns = Pick<
  PersonRow,
  "firstName" | "lastName" | "roles" | "nationality" | "dateOfBirth" | "documentIds" | "profile"
>;

export function toPersonFields(row: PersonColumns): NewPerson {
  const { firstName, lastName, roles, nationality, dateOfBirth, documentIds } = row;
  return { ...row.profile, firstName, lastName, roles, nationality, dateOfBirth, documentIds };
}

export function toPersonColumns(fields: NewPerson): PersonColumns {
  const { firstName, lastName, roles, nationality, dateOfBirth, documentIds, ...profile } = fields;
  return { firstName, lastName, roles, nationality, dateOfBirth, documentIds, profile };
}
