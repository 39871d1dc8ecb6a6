/** What is measured: each row of the table is one request, sent over and over. */
import { randomBytes } from "node:crypto";
import type { HostName } from "@/bench/hosts";
import type { RequestPlan } from "@/bench/load/protocol";
import type { Partner } from "@/bench/partner";
import { MAXIMUM_DOCUMENT_BYTES } from "@/lib/schemas/document-kinds";
import { generateApiKey } from "@/lib/security/api-key";

export const ROW_IDS = ["empty", "check", "list", "post", "personal", "unknown", "upload"] as const;
export type RowId = (typeof ROW_IDS)[number];

/** `empty` is the yardstick that the others are compared with. */
export type Row = {
  id: RowId;
  title: string;
  host: HostName;
  plan: RequestPlan;
  /** Where a measurement is so many requests a connection, rather than as many as fit into its time. */
  requestsPerConnection?: number;
};

/** How many customers the measured list holds; the platform is given at least as many. */
export const LIST_LENGTH = 20;

const get = { method: "GET", bodyTemplate: null, expectedStatus: 200 } as const;

export function makeRows({ credentials, personalKeys }: Partner): Row[] {
  const signed = { ...get, credentials };
  return [
    {
      id: "empty",
      title: "empty Next.js route handler",
      host: "empty",
      plan: { ...get, target: "/api/empty", credentials: null, headers: {}, expectedText: '"ok":true' },
    },
    {
      id: "check",
      title: "signed GET signature-check",
      host: "platform",
      plan: {
        ...signed,
        target: "/api/v1/signature-check",
        headers: {},
        expectedText: '"expiresInSeconds":',
      },
    },
    {
      id: "list",
      title: `signed GET customers?limit=${LIST_LENGTH}`,
      host: "platform",
      plan: {
        ...signed,
        target: `/api/v1/customers?limit=${LIST_LENGTH}`,
        headers: {},
        expectedText: '"hasMore":',
      },
    },
    {
      id: "post",
      title: "signed POST customers",
      host: "platform",
      plan: {
        ...signed,
        method: "POST",
        target: "/api/v1/customers",
        headers: { "content-type": "application/json" },
        bodyTemplate: customerJson("%n"),
        expectedStatus: 201,
        expectedText: '"status":"PENDING_REVIEW"',
      },
    },
    {
      id: "personal",
      title: `personal key GET customers?limit=${LIST_LENGTH}`,
      host: "platform",
      plan: {
        ...get,
        target: `/api/v1/customers?limit=${LIST_LENGTH}`,
        credentials: null,
        personalKeys: [...personalKeys],
        headers: {},
        expectedText: '"hasMore":',
      },
    },
    {
      id: "unknown",
      title: "401 for an unknown API key",
      host: "platform",
      plan: {
        ...get,
        target: `/api/v1/customers?limit=${LIST_LENGTH}`,
        credentials: null,
        headers: unknownCredentials(),
        expectedStatus: 401,
        expectedText: '"reason":"invalid_api_key"',
      },
    },
    {
      id: "upload",
      title: "signed POST documents, 25 MiB",
      host: "platform",
      requestsPerConnection: 2,
      plan: {
        ...signed,
        method: "POST",
        target: "/api/v1/documents",
        headers: { "content-type": "multipart/form-data; boundary=bench" },
        uploadBytes: MAXIMUM_DOCUMENT_BYTES,
        expectedStatus: 201,
        expectedText: '"sha256":',
      },
    },
  ];
}

/** A customer with one person, as a partner would send it. */
export function customerJson(registrationNumber: string): string {
  return JSON.stringify({
    companyName: "Northwind Robotics Ltd",
    registrationNumber,
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
  });
}

/** A key of the right form that nobody has; the token behind it is never looked at. */
function unknownCredentials(): Record<string, string> {
  const part = (bytes: number) => randomBytes(bytes).toString("base64url");
  return {
    "x-api-key": generateApiKey("sandbox", randomBytes),
    authorization: `Bearer ${part(27)}.${part(300)}.${part(256)}`,
  };
}
