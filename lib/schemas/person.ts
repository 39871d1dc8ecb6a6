/** A person behind a customer, field by field. */
import { z } from "zod";
import { pageOf, pageQueryShape, text, timestampSchema } from "@/lib/schemas/common";
import { PERSON_ROLES } from "@/lib/schemas/customer-kinds";
import {
  addressShape,
  changeable,
  clearable,
  countryId,
  date,
  documentIds,
  email,
  isNameable,
  phone,
  shortText,
} from "@/lib/schemas/fields";

/** What every person has. */
export const personIdentityShape = {
  firstName: shortText,
  lastName: shortText,
  roles: z
    .array(z.enum(PERSON_ROLES))
    .min(1)
    .max(PERSON_ROLES.length)
    .refine((roles) => new Set(roles).size === roles.length, "Name each role once.")
    .describe("UBO: ultimate beneficial owner."),
  nationality: countryId,
  dateOfBirth: date,
  documentIds,
};

export const personProfileShape = {
  ownershipPercent: z.number().min(0).max(100).optional(),
  email: email.optional(),
  phone: phone.optional(),
  ...addressShape,
  taxIdentificationNumber: text(100).optional(),
  taxResidenceCountryId: countryId.optional(),
  businessTitle: shortText.describe("Position in the company.").optional(),
  relationshipEstablishedAt: date.describe("Since when the person has these roles.").optional(),
  idNumber: text(100).describe("Of the passport or other proof of identity.").optional(),
};
export type PersonProfile = z.infer<z.ZodObject<typeof personProfileShape>>;

/** What the whole has to obey; names the fields at fault. One of both names may be a dash: some people have but one. */
export function personProblems({
  firstName,
  lastName,
}: {
  firstName: string;
  lastName: string;
}): { path: string; message: string }[] {
  // What is empty is refused for that already.
  if (firstName === "" || lastName === "" || isNameable(`${firstName}${lastName}`)) return [];
  return [{ path: "lastName", message: "Expected a name: at least one letter in firstName or lastName." }];
}

const newPersonExample = {
  firstName: "Amelia",
  lastName: "Hart",
  roles: ["DIRECTOR", "UBO"],
  nationality: "GB",
  dateOfBirth: "1984-03-12",
  documentIds: [],
  ownershipPercent: 60,
};

export const newPersonSchema = z
  .strictObject({ ...personIdentityShape, ...personProfileShape })
  .meta({ id: "NewPerson" });
export type NewPerson = z.infer<typeof newPersonSchema>;

/** A customer has at most so many, so that it can be shown whole. */
export const MAXIMUM_PERSONS = 200;

const customerId = z.string();

export const createPersonSchema = newPersonSchema
  .extend({ customerId })
  .superRefine((person, context) => {
    for (const { path, message } of personProblems(person)) {
      context.addIssue({ code: "custom", path: [path], message });
    }
  })
  .meta({ examples: [newPersonExample] });

export const updatePersonSchema = z
  .strictObject({
    customerId,
    personId: z.string(),
    ...changeable(personIdentityShape),
    ...clearable(personProfileShape),
  })
  .meta({ examples: [{ ownershipPercent: 55, phone: null }] });

export const personReferenceSchema = z.strictObject({ customerId, personId: z.string() });
export const listPersonsSchema = z.strictObject({ customerId, ...pageQueryShape });

export const personSchema = z
  .strictObject({
    id: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    roles: z.array(z.enum(PERSON_ROLES)),
    nationality: z.string(),
    dateOfBirth: z.string(),
    documentIds: z.array(z.string()),
    ...personProfileShape,
    createdAt: timestampSchema,
    updatedAt: timestampSchema,
  })
  .meta({
    id: "Person",
    examples: [
      {
        id: "per_01935b60-1c2d-7e3f-8a4b-5c6d7e8f9a01",
        ...newPersonExample,
        createdAt: "2025-11-24T09:30:00.000Z",
        updatedAt: "2025-11-24T09:30:00.000Z",
      },
    ],
  });
export type PersonView = z.infer<typeof personSchema>;

export const personPageSchema = pageOf(personSchema);
