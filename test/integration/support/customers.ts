/** Customers as partners send them. */
import { expect } from "vitest";
import { type Answer, call, type TestApplication } from "@/test/integration/support/partner";
import type { TestPlatform } from "@/test/integration/support/platform";

export const CUSTOMERS = "/api/v1/customers";

type JsonObject = Record<string, unknown>;

/** The required fields and nothing else. */
export function minimalCustomer(changes: JsonObject = {}): JsonObject {
  return {
    companyName: "Acme Ltd",
    registrationNumber: "12345678",
    countryOfIncorporationId: "GB",
    businessIndustryId: "541511",
    documentIds: [],
    persons: [],
    ...changes,
  };
}

export function minimalPerson(changes: JsonObject = {}): JsonObject {
  return {
    firstName: "Ada",
    lastName: "Byron",
    roles: ["UBO"],
    nationality: "GB",
    dateOfBirth: "1975-12-10",
    documentIds: [],
    ...changes,
  };
}

export function postCustomer(
  platform: TestPlatform,
  application: TestApplication,
  customer: unknown,
): Promise<Answer> {
  return call(platform, application, "POST", CUSTOMERS, { body: JSON.stringify(customer) });
}

/** Creates a customer and gives its id. */
export async function createCustomer(
  platform: TestPlatform,
  application: TestApplication,
  changes: JsonObject = {},
): Promise<string> {
  const answer = await postCustomer(platform, application, minimalCustomer(changes));
  expect(answer).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^cus_/) } });
  return idOf(answer.body);
}

export function idOf(body: unknown): string {
  if (typeof body === "object" && body !== null && "id" in body && typeof body.id === "string")
    return body.id;
  throw new Error("an answer without an id");
}
