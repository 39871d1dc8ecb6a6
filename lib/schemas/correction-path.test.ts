import { describe, expect, it } from "vitest";
import { isBeneficiaryFieldPath, isCustomerFieldPath } from "@/lib/schemas/correction-path";

describe("a path into a customer with two persons", () => {
  it.each([
    "companyName",
    "primaryPurposeOther",
    "addressLine1",
    "documentIds",
    "documentIds[0]",
    "highRiskActivities[12]",
    "persons",
    "persons[0]",
    "persons[1].dateOfBirth",
    "persons[0].roles[1]",
    "persons[1].documentIds[99]",
  ])("names a field: %s", (path) => {
    expect(isCustomerFieldPath(path, 2)).toBe(true);
  });

  it.each([
    "",
    "id",
    "orgId",
    "status",
    "screening",
    "createdAt",
    "submit",
    "CompanyName",
    "company_name",
    "companyName ",
    "companyName[0]",
    "companyName.length",
    "iban",
    "persons[2]",
    "persons[2].firstName",
    "persons[01].firstName",
    "persons[-1].firstName",
    "persons[0].companyName",
    "persons[0].firstName[0]",
    "persons[0].",
    "persons[0]firstName",
    "persons.firstName",
    "persons[0].persons[0]",
    "documentIds[1000]",
    "documentIds[]",
    "toString",
    "__proto__",
    "constructor",
  ])("names none: %j", (path) => {
    expect(isCustomerFieldPath(path, 2)).toBe(false);
  });
});

describe("a path into a beneficiary", () => {
  it("names one of its fields", () => {
    for (const path of ["companyName", "country", "currencyCode", "iban", "intermediaryBank"]) {
      expect([path, isBeneficiaryFieldPath(path)]).toEqual([path, true]);
    }
    for (const path of ["", "id", "customerId", "status", "persons", "iban[0]", "documentIds", "toString"]) {
      expect([path, isBeneficiaryFieldPath(path)]).toEqual([path, false]);
    }
  });
});
