/** A beneficiary, a company's bank account, field by field, as the partner API documents it. */
import { z } from "zod";
import {
  accountNumberSchema,
  bankCountryOf,
  bicSchema,
  ibanSchema,
  isSameBankCountry,
  routingNumberSchema,
} from "@/lib/schemas/bank-account";
import { pageOf, pageQueryShape, text, timestampSchema } from "@/lib/schemas/common";
import { correctionSchema } from "@/lib/schemas/correction";
import { fiatCurrencySchema } from "@/lib/schemas/currency";
import { changeable, clearable, companyName, countryId, shortText } from "@/lib/schemas/fields";
import { BENEFICIARY_STATUSES } from "@/lib/schemas/lifecycle";
import { beneficiaryScreeningSummarySchema } from "@/lib/schemas/screening";

/** What every beneficiary has. */
export const beneficiaryIdentityShape = {
  country: countryId.describe("Where the company is: ISO 3166-1 alpha-2, as in `/reference/countries`."),
  companyName: companyName.describe(
    "The account's holder. In the sandbox SIM-REJECT, SIM-CORRECT, SIM-HOLD and SIM-SLOW in it steer the simulator.",
  ),
  currencyCode: fiatCurrencySchema.describe("What the account is kept in."),
};

/** Everything else about company, bank and account. */
export const bankDetailsShape = {
  address: text(500).describe("The company's address.").optional(),
  zipCode: text(20).optional(),
  bankName: shortText.optional(),
  bankBic: bicSchema.optional(),
  bankCountryCode: countryId
    .describe("Where the bank is. Left out, the country in `bankBic` or `iban` counts.")
    .optional(),
  bankAddress: text(500).optional(),
  accountNumber: accountNumberSchema.optional(),
  iban: ibanSchema.optional(),
  wireRoutingNumber: routingNumberSchema.describe("ABA routing number for wires, nine digits.").optional(),
  achRoutingNumber: routingNumberSchema.describe("ABA routing number for ACH, nine digits.").optional(),
  intermediaryBank: text(500)
    .describe("The bank that forwards the money, where there has to be one: its name, BIC or both.")
    .optional(),
};
export type BankDetails = z.infer<z.ZodObject<typeof bankDetailsShape>>;

type Whole = BankDetails & { currencyCode: string };

/** What the whole has to obey, however it came about; names the fields at fault. */
export function beneficiaryProblems(account: Whole): { path: string; message: string }[] {
  return [...missingNumbers(account), ...contradictions(account)];
}

function missingNumbers(account: Whole): { path: string; message: string }[] {
  const problems: { path: string; message: string }[] = [];
  if (account.iban === undefined && account.accountNumber === undefined) {
    problems.push({ path: "iban", message: "Give iban or accountNumber." });
  }
  const isDollarsInUs = account.currencyCode === "USD" && bankCountryOf(account) === "US";
  if (isDollarsInUs && account.wireRoutingNumber === undefined && account.achRoutingNumber === undefined) {
    problems.push({
      path: "wireRoutingNumber",
      message: "A USD account at a US bank needs wireRoutingNumber or achRoutingNumber.",
    });
  }
  if (!isDollarsInUs && account.bankBic === undefined) {
    problems.push({ path: "bankBic", message: "Required for every account but USD at a US bank." });
  }
  return problems;
}

/** IBAN, BIC and the bank's country name one country, or one of them belongs to another bank. */
function contradictions({ bankCountryCode, bankBic, iban }: Whole): { path: string; message: string }[] {
  const named = bankCountryCode ?? bankBic?.slice(4, 6);
  if (named === undefined) return [];
  const source = bankCountryCode === undefined ? "bankBic" : "bankCountryCode";
  return [
    { path: "bankBic", country: bankBic?.slice(4, 6) },
    { path: "iban", country: iban?.slice(0, 2) },
  ].flatMap(({ path, country }) =>
    country === undefined || isSameBankCountry(country, named)
      ? []
      : [{ path, message: `Names a bank in ${country}, while ${source} says ${named}.` }],
  );
}

const newBeneficiaryExample = {
  companyName: "Rhein Werft GmbH",
  country: "DE",
  address: "Werftstraße 12, Köln",
  zipCode: "50667",
  currencyCode: "USD",
  bankName: "Commerzbank",
  bankBic: "COBADEFFXXX",
  bankCountryCode: "DE",
  iban: "DE89370400440532013000",
};

const path = { customerId: z.string() };

export const createBeneficiarySchema = z
  .strictObject({ ...path, ...beneficiaryIdentityShape, ...bankDetailsShape })
  .superRefine((account, context) => {
    for (const problem of beneficiaryProblems(account)) {
      context.addIssue({ code: "custom", path: [problem.path], message: problem.message });
    }
  })
  .meta({ examples: [newBeneficiaryExample] });

/** What is left out stays; `null` takes an optional value away. */
export const updateBeneficiarySchema = z
  .strictObject({
    ...path,
    id: z.string(),
    ...changeable(beneficiaryIdentityShape),
    ...clearable(bankDetailsShape),
  })
  .meta({ examples: [{ iban: "DE75512108001245126199", bankBic: "SOGEDEFF" }] });

export const beneficiaryReferenceSchema = z.strictObject({ ...path, id: z.string() });

export const listBeneficiariesSchema = z.strictObject({
  ...path,
  ...pageQueryShape,
  status: z.enum(BENEFICIARY_STATUSES).optional(),
});

export const beneficiarySchema = z
  .strictObject({
    id: z.string(),
    customerId: z.string(),
    status: z.enum(BENEFICIARY_STATUSES),
    country: z.string(),
    companyName: z.string(),
    currencyCode: z.string(),
    ...bankDetailsShape,
    statusReason: z
      .string()
      .nullable()
      .describe("Why it was rejected or suspended, or why a correction is asked for."),
    corrections: z
      .array(correctionSchema)
      .describe("In CORRECTION_REQUESTED: what to change before it is submitted again. Otherwise empty."),
    screening: beneficiaryScreeningSummarySchema
      .nullable()
      .describe("`null` until it is known to screening."),
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
  })
  .meta({
    id: "Beneficiary",
    examples: [
      {
        id: "ben_01935b61-2b8c-7c4f-9a6e-1d0b2c3e4f11",
        customerId: "cus_01935b60-15a7-7b3e-8f7d-0c9a1b2d3e11",
        status: "APPROVED",
        ...newBeneficiaryExample,
        statusReason: null,
        corrections: [],
        screening: {
          screeningSubjectId: "scr_01935b61-2c9d-7d5e-8b7f-2e1c3d4f5a11",
          paymentHold: false,
          openMatchCount: 0,
          lastScreenedAt: "2025-11-24T09:30:00.000Z",
        },
        createdAt: "2025-11-24T09:30:00.000Z",
        updatedAt: "2025-11-24T09:30:02.000Z",
      },
    ],
  });
export type BeneficiaryView = z.infer<typeof beneficiarySchema>;

export const beneficiaryPageSchema = pageOf(beneficiarySchema);
