/** What partners say of a beneficiary, flat as they send it, and as the columns that keep it. */
import type { BeneficiaryRow } from "@/db/queries/beneficiaries";
import type { BankDetails } from "@/lib/schemas/beneficiary";

type BeneficiaryColumns = Pick<BeneficiaryRow, "companyName" | "country" | "currencyCode" | "details">;

export type BeneficiaryFields = Omit<BeneficiaryColumns, "details"> & BankDetails;

export function toBeneficiaryFields(row: BeneficiaryColumns): BeneficiaryFields {
  const { companyName, country, currencyCode } = row;
  return { ...row.details, companyName, country, currencyCode };
}

export function toBeneficiaryColumns(fields: BeneficiaryFields): BeneficiaryColumns {
  const { companyName, country, currencyCode, ...details } = fields;
  return { companyName, country, currencyCode, details };
}
