import { describe, expect, test } from "vitest";
import { CUSTOMER_GROUPS, countryWords, fieldText, PERSON_FIELDS } from "@/lib/client/hub-customer-fields";
import { customerIdentityShape, customerProfileShape } from "@/lib/schemas/customer-fields";
import { personIdentityShape, personProfileShape } from "@/lib/schemas/person";

/** Shown elsewhere: documents in their viewer, the names of a person as its title. */
const ELSEWHERE = new Set(["documentIds", "firstName", "lastName"]);

describe("what partners can say is shown to reviewers, each field once", () => {
  test("about a customer", () => {
    const known = Object.keys({ ...customerIdentityShape, ...customerProfileShape });
    const shown = CUSTOMER_GROUPS.flatMap(({ fields }) => fields.map(({ key }) => key));
    expect(shown.toSorted()).toEqual(known.filter((key) => !ELSEWHERE.has(key)).toSorted());
  });

  test("about a person", () => {
    const known = Object.keys({ ...personIdentityShape, ...personProfileShape });
    const shown = PERSON_FIELDS.map(({ key }) => key);
    expect(shown.toSorted()).toEqual(known.filter((key) => !ELSEWHERE.has(key)).toSorted());
  });
});

describe("values", () => {
  test("are written out by their form", () => {
    expect(fieldText("country", "DE")).toBe("Germany (DE)");
    expect(fieldText("countries", ["DE", "FR"])).toBe("Germany (DE), France (FR)");
    expect(fieldText("industry", "541511")).toBe("Custom Computer Programming Services (541511)");
    expect(fieldText("choice", "LIMITED_LIABILITY_COMPANY")).toBe("Limited liability company");
    expect(fieldText("choice", "VAT")).toBe("VAT");
    expect(fieldText("list", ["UBO", "DIRECTOR"])).toBe("Beneficial owner, Director");
    expect(fieldText("list", ["Mining of rare earths"])).toBe("Mining of rare earths");
    expect(fieldText("caution", false)).toBe("No");
    expect(fieldText("text", 12.5)).toBe("12.5");
  });

  test("that were not said are nothing", () => {
    for (const nothing of [undefined, null, "", []]) expect(fieldText("text", nothing)).toBeNull();
  });

  test("that are unknown stay as they are", () => {
    expect(countryWords("XX")).toBe("XX");
    expect(fieldText("industry", "000000")).toBe("000000");
  });
});
