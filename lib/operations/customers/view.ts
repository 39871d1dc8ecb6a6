/** Customer and person rows in their flat wire shape. Lists make many of them, and a spread among other members costs ten times as much. */
import type { CustomerRow } from "@/db/queries/customers";
import type { PersonRow } from "@/db/queries/persons";
import { toPublicId } from "@/lib/ids";
import type { CustomerSummary } from "@/lib/schemas/customer";
import type { PersonView } from "@/lib/schemas/person";
import type { CustomerScreeningSummary } from "@/lib/schemas/screening";

export function toCustomerSummary(
  row: CustomerRow,
  screening: CustomerScreeningSummary | undefined,
): CustomerSummary {
  return Object.assign({}, row.profile, {
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
    screening: screening ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  });
}

export function toPersonView(row: PersonRow): PersonView {
  return Object.assign({}, row.profile, {
    id: toPublicId("person", row.id),
    firstName: row.firstName,
    lastName: row.lastName,
    roles: row.roles,
    nationality: row.nationality,
    dateOfBirth: row.dateOfBirth,
    documentIds: row.documentIds,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  });
}
