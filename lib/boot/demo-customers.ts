import type { z } from "zod";
import type { createCustomerSchema } from "@/lib/schemas/customer";

/** Sandbox customers of a new demo organization, so that the first signed list has something to show. */
export const DEMO_CUSTOMERS: readonly z.input<typeof createCustomerSchema>[] = [
  {
    companyName: "Northwind Robotics Ltd",
    registrationNumber: "09876543",
    countryOfIncorporationId: "GB",
    businessIndustryId: "541511",
    documentIds: [],
    businessType: "LIMITED_LIABILITY_COMPANY",
    website: "https://northwind-robotics.example",
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
  },
  {
    companyName: "Müller & Söhne Spedition GmbH",
    registrationNumber: "HRB 204117",
    countryOfIncorporationId: "DE",
    businessIndustryId: "484121",
    documentIds: [],
    businessType: "LIMITED_LIABILITY_COMPANY",
    persons: [
      {
        firstName: "Jürgen",
        lastName: "Müller",
        roles: ["DIRECTOR"],
        nationality: "DE",
        dateOfBirth: "1971-11-02",
        documentIds: [],
      },
    ],
  },
  {
    companyName: "Baja Fresh Produce Inc",
    registrationNumber: "5512893",
    countryOfIncorporationId: "US",
    businessIndustryId: "424480",
    documentIds: [],
    businessType: "C_CORPORATION",
    persons: [],
    submit: false,
  },
];
