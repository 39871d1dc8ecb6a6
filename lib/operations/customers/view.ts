/** Customer rows in their flat wire shape. */
import type { CustomerRow, PersonRow } from "@/db/queries/customers";
import { toPublicId } from "@/lib/ids";
import type { CustomerSummary, CustomerView, PersonView } from "@/lib/schemas/customer";

export function toCustomerSummary(row: CustomerRow): CustomerSummary {
  return {
    ...row.profile,
    id: toPublicId("customer", row.id),
    orgId: toPublicId("organization", row.organizationId),
    status: row.status,
    companyName: row.companyName,
    registrationNumber: row.registrationNumber,
    countryOfIncorporationId: row.countryOfIncorporationId,
    businessIndustryId: row.businessIndustryId,
    documentIds: row.documentIds,
    statusReason: row.statusReason,
    corrections: row.corrections,
    screening: null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function toCustomerView(row: CustomerRow, persons: readonly PersonRow[]): CustomerView {
  return { ...toCustomerSummary(row), persons: persons.map(toPersonView) };
}

function toPersonView(row: PersonRow): PersonView {
  return {
    ...row.profile,
    id: toPublicId("person", row.id),
    firstName: row.firstName,
    lastName: row.lastName,
    roles: row.roles,
    nationality: row.nationality,
    dateOfBirth: row.dateOfBirth,
    documentIds: row.documentIds,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
