/** A beneficiary, field by field, as the partner API documents it. */

/** What of a beneficiary has no column of its own. */
export type BankDetails = {
  address?: string | undefined;
  zipCode?: string | undefined;
  bankName?: string | undefined;
  bankBic?: string | undefined;
  bankCountryCode?: string | undefined;
  bankAddress?: string | undefined;
  accountNumber?: string | undefined;
  iban?: string | undefined;
  wireRoutingNumber?: string | undefined;
  achRoutingNumber?: string | undefined;
  intermediaryBank?: string | undefined;
};
