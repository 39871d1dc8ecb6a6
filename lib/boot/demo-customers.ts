/** Whom the demo organization works for, and whom they pay. All of them are made up. */
import type { z } from "zod";
import type { createBeneficiarySchema } from "@/lib/schemas/beneficiary";
import type { createCustomerSchema } from "@/lib/schemas/customer";

type NewCustomer = z.input<typeof createCustomerSchema>;
type NewBeneficiary = Omit<z.input<typeof createBeneficiarySchema>, "customerId">;

/** In the sandbox, where the simulator reviews them: one is asked for a correction, one is a draft. */
export const SANDBOX_CUSTOMERS: readonly NewCustomer[] = [
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
  {
    companyName: "Cedar Imports SIM-CORRECT Ltd",
    registrationNumber: "11402277",
    countryOfIncorporationId: "GB",
    businessIndustryId: "423310",
    documentIds: [],
    persons: [],
  },
];

/** In production, waiting for staff. */
export const WAITING_CUSTOMER: NewCustomer = {
  companyName: "Harbour & Vale Trading Ltd",
  registrationNumber: "08841207",
  countryOfIncorporationId: "GB",
  businessIndustryId: "424480",
  documentIds: [],
  businessType: "LIMITED_LIABILITY_COMPANY",
  website: "https://harbour-vale.example",
  businessEmail: "accounts@harbour-vale.example",
  addressLine1: "14 Quay Street",
  city: "Bristol",
  postalCode: "BS1 4RF",
  addressCountryId: "GB",
  estimatedAnnualRevenueUsd: "R_1000000_9999999",
  primaryBusinessPurpose: "PURCHASE_GOODS_AND_SERVICES",
  sourceOfFunds: "SALES_OF_GOODS_AND_SERVICES",
  businessModelDescription: "Buys fresh fruit from growers in Kenya and Mexico and sells it to supermarkets.",
  persons: [
    {
      firstName: "Rosalind",
      lastName: "Vale",
      roles: ["DIRECTOR", "UBO"],
      nationality: "GB",
      dateOfBirth: "1979-05-21",
      documentIds: [],
      ownershipPercent: 75,
    },
    {
      firstName: "Tobias",
      lastName: "Harbour",
      roles: ["SHAREHOLDER"],
      nationality: "IE",
      dateOfBirth: "1982-10-02",
      documentIds: [],
      ownershipPercent: 25,
    },
  ],
};

/** One of its persons has the name of somebody on `DEMO_WATCHLIST`. */
export const SCREENED_CUSTOMER: NewCustomer = {
  companyName: "Meridian Freight Services Ltd",
  registrationNumber: "HE 402118",
  countryOfIncorporationId: "CY",
  businessIndustryId: "488510",
  documentIds: [],
  businessType: "LIMITED_LIABILITY_COMPANY",
  persons: [
    {
      firstName: "Viktor",
      lastName: "Maranov",
      roles: ["DIRECTOR", "UBO"],
      nationality: "CY",
      dateOfBirth: "1968-04-17",
      documentIds: [],
      ownershipPercent: 100,
    },
  ],
};

/** As OpenSanctions publishes its lists; everybody on it is made up. */
export const DEMO_WATCHLIST = `id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,dataset,first_seen,last_seen,last_change
demo-1,Person,Viktor Maranov,Victor Maranoff;V. Maranov,1968-04-17,cy,,,Demonstration list of sanctions,,,Demonstration list,2025-01-10T00:00:00,2025-11-01T00:00:00,2025-06-02T00:00:00
demo-2,Company,Blackwater Anchor Shipping,BAS Shipping,,pa,,,Demonstration list of sanctions,,,Demonstration list,2025-01-10T00:00:00,2025-11-01T00:00:00,2025-06-02T00:00:00
`;

/** Approved, with payments under way. */
export const APPROVED_CUSTOMER: NewCustomer = {
  companyName: "Lindqvist Instruments AB",
  registrationNumber: "556677-8899",
  countryOfIncorporationId: "SE",
  businessIndustryId: "334516",
  documentIds: [],
  businessType: "LIMITED_LIABILITY_COMPANY",
  persons: [
    {
      firstName: "Astrid",
      lastName: "Lindqvist",
      roles: ["DIRECTOR", "UBO"],
      nationality: "SE",
      dateOfBirth: "1975-01-30",
      documentIds: [],
      ownershipPercent: 100,
    },
  ],
};

export const APPROVED_BENEFICIARY: NewBeneficiary = {
  companyName: "Calder Optics Inc",
  country: "US",
  address: "220 Foundry Road, Rochester",
  zipCode: "14604",
  currencyCode: "USD",
  bankName: "Lake Ontario Commercial Bank",
  bankCountryCode: "US",
  accountNumber: "0004517729",
  wireRoutingNumber: "021000021",
};

export const WAITING_BENEFICIARY: NewBeneficiary = {
  companyName: "Rhein Feinmechanik GmbH",
  country: "DE",
  address: "Lagerstr. 8, Köln",
  zipCode: "50667",
  currencyCode: "USD",
  bankName: "Commerzbank",
  bankBic: "COBADEFFXXX",
  bankCountryCode: "DE",
  iban: "DE89370400440532013000",
};
