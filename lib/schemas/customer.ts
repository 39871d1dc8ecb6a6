/** The customer as the partner API documents it: what goes in, and what comes back. */
import { z } from "zod";
import { pageOf, pageQueryShape, text, timestampSchema } from "@/lib/schemas/common";
import { correctionSchema } from "@/lib/schemas/correction";
import { customerIdentityShape, customerProblems, customerProfileShape } from "@/lib/schemas/customer-fields";
import { documentSchema } from "@/lib/schemas/document";
import { changeable, clearable } from "@/lib/schemas/fields";
import { CUSTOMER_STATUSES } from "@/lib/schemas/lifecycle";
import { newPersonSchema, personProblems, personSchema } from "@/lib/schemas/person";
import { customerScreeningSummarySchema } from "@/lib/schemas/screening";

const newCustomerExample = {
  companyName: "Northwind Robotics Ltd",
  registrationNumber: "09876543",
  countryOfIncorporationId: "GB",
  businessIndustryId: "541511",
  documentIds: [],
  persons: [
    {
      firstName: "Amelia",
      lastName: "Hart",
      roles: ["DIRECTOR", "UBO"],
      nationality: "GB",
      dateOfBirth: "1984-03-12",
      documentIds: [],
      ownershipPercent: 60,
    },
  ],
  website: "https://northwind-robotics.example",
  businessType: "LIMITED_LIABILITY_COMPANY",
  primaryBusinessPurpose: "PURCHASE_GOODS_AND_SERVICES",
};

export const createCustomerSchema = z
  .strictObject({
    ...customerIdentityShape,
    persons: z
      .array(newPersonSchema)
      .max(50)
      .describe("May be empty: the review asks for who is missing. More can be added one by one."),
    submit: z.boolean().default(true).describe("`false` leaves a DRAFT that is submitted later."),
    ...customerProfileShape,
  })
  .superRefine((customer, context) => {
    for (const { path, message } of customerProblems(customer)) {
      context.addIssue({ code: "custom", path: [path], message });
    }
    customer.persons.forEach((person, index) => {
      for (const { path, message } of personProblems(person)) {
        context.addIssue({ code: "custom", path: ["persons", index, path], message });
      }
    });
  })
  .meta({ examples: [newCustomerExample] });
export type CreateCustomerInput = z.infer<typeof createCustomerSchema>;

/** What is left out stays; `null` takes an optional value away. Persons have paths of their own. */
export const updateCustomerSchema = z
  .strictObject({
    id: z.string(),
    ...changeable(customerIdentityShape),
    ...clearable(customerProfileShape),
  })
  .meta({ examples: [{ registrationNumber: "09876544", tradingNames: null }] });

export const customerReferenceSchema = z.strictObject({ id: z.string() });

const times = { createdAt: "2025-11-24T09:30:00.000Z", updatedAt: "2025-11-24T09:30:00.000Z" };
const { persons: _persons, ...newCompanyExample } = newCustomerExample;
const customerExample = {
  id: "cus_01935b60-15a7-7b3e-8f7d-0c9a1b2d3e11",
  orgId: "org_01939e2a-6f00-7d3a-8a54-b1f7c0e9d210",
  status: "PENDING_REVIEW",
  ...newCompanyExample,
  statusReason: null,
  corrections: [],
  screening: {
    screeningSubjectId: "scr_01935b60-16b8-7c4f-9a6e-1d0b2c3e4f11",
    paymentHold: false,
    onboardingBlocked: false,
    openMatchCount: 0,
    lastScreenedAt: "2025-11-24T09:30:00.000Z",
  },
  ...times,
};

/** A customer in a list. */
export const customerSummarySchema = z
  .strictObject({
    id: z.string(),
    orgId: z.string().describe("Your organization."),
    status: z.enum(CUSTOMER_STATUSES),
    companyName: z.string(),
    registrationNumber: z.string(),
    countryOfIncorporationId: z.string(),
    businessIndustryId: z.string(),
    documentIds: z.array(z.string()),
    ...customerProfileShape,
    statusReason: z
      .string()
      .nullable()
      .describe("Why it was rejected or suspended, or why a correction is asked for."),
    corrections: z
      .array(correctionSchema)
      .describe("In CORRECTION_REQUESTED: what to change before it is submitted again. Otherwise empty."),
    screening: customerScreeningSummarySchema.nullable().describe("`null` until it is known to screening."),
    createdAt: timestampSchema,
    updatedAt: timestampSchema.describe("When the customer, one of its persons or its status last changed."),
  })
  .meta({ id: "CustomerSummary", examples: [customerExample] });
export type CustomerSummary = z.infer<typeof customerSummarySchema>;

export const customerSchema = customerSummarySchema
  .extend({
    persons: z.array(personSchema).describe("In the order they were added."),
    documents: z
      .array(documentSchema)
      .describe(
        "What the customer and its persons name, and what was uploaded for the customer; of those the newest 200.",
      ),
  })
  .meta({
    id: "Customer",
    examples: [
      {
        ...customerExample,
        persons: newCustomerExample.persons.map((person) => ({
          id: "per_01935b60-1c2d-7e3f-8a4b-5c6d7e8f9a01",
          ...person,
          ...times,
        })),
        documents: [],
      },
    ],
  });
export type CustomerView = z.infer<typeof customerSchema>;

export const listCustomersSchema = z.strictObject({
  ...pageQueryShape,
  status: z.enum(CUSTOMER_STATUSES).optional(),
  q: text(200).describe("Part of the company's name; upper and lower case count alike.").optional(),
});

export const customerPageSchema = pageOf(customerSummarySchema);
