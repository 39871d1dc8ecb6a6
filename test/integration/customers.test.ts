import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fromPublicId } from "@/lib/ids";
import { errorOf, expectRefusal, fieldPaths } from "@/test/integration/support/answers";
import {
  CUSTOMERS,
  createCustomer,
  fullCustomer,
  fullPerson,
  idOf,
  minimalCustomer,
  minimalPerson,
  postCustomer,
} from "@/test/integration/support/customers";
import { call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { rowDigests } from "@/test/integration/support/rows";

let platform: TestPlatform;
let application: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

/** What screening says of a customer that nobody would mistake for somebody on a list. */
const UNSUSPICIOUS = {
  screeningSubjectId: expect.stringMatching(/^scr_/),
  paymentHold: false,
  onboardingBlocked: false,
  openMatchCount: 0,
  // There is no list in this database.
  lastScreenedAt: null,
};

const post = (customer: unknown) => postCustomer(platform, application, customer);
const get = (id: string) => call(platform, application, "GET", `${CUSTOMERS}/${id}`);

/** 422 at exactly these paths, and no row has changed. */
async function expectFields(customer: unknown, paths: string[]): Promise<void> {
  const before = await rowDigests(platform.database);
  expect(fieldPaths(await post(customer))).toEqual([...paths].sort());
  expect(await rowDigests(platform.database)).toEqual(before);
}

describe("a created customer", () => {
  it("comes back field by field as it was sent", async () => {
    const sent = fullCustomer();
    const answer = await post(sent);
    const { persons, ...company } = sent;
    const times = {
      createdAt: platform.clock.now.toISOString(),
      updatedAt: platform.clock.now.toISOString(),
    };
    const expected = {
      ...company,
      id: expect.stringMatching(/^cus_[0-9a-f-]{36}$/),
      orgId: `org_${application.organizationId}`,
      status: "PENDING_REVIEW",
      statusReason: null,
      corrections: [],
      screening: UNSUSPICIOUS,
      ...times,
    };
    const expectedPersons = persons.map((person) => ({
      ...person,
      id: expect.stringMatching(/^per_[0-9a-f-]{36}$/),
      ...times,
    }));
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ ...expected, persons: expectedPersons, documents: [] });
    expect((await get(idOf(answer.body))).body).toEqual(answer.body);
    const list = await call(platform, application, "GET", `${CUSTOMERS}?limit=1`);
    expect(list.body).toMatchObject({ items: [expected] });
  });

  it("needs no more than the required fields", async () => {
    const answer = await post(minimalCustomer({ persons: [minimalPerson()] }));
    expect(answer).toMatchObject({ status: 201, body: { persons: [minimalPerson()] } });
  });

  it("is submitted for review, or stays a draft where it says so", async () => {
    expect(await post(minimalCustomer())).toMatchObject({ body: { status: "PENDING_REVIEW" } });
    expect(await post(minimalCustomer({ submit: true }))).toMatchObject({
      body: { status: "PENDING_REVIEW" },
    });
    const draft = await post(minimalCustomer({ submit: false }));
    expect(draft).toMatchObject({ status: 201, body: { status: "DRAFT" } });
    expect(draft.body).not.toHaveProperty("submit");
  });

  it("keeps any text there is", async () => {
    const companyName = "Žluťoučký 株式会社 🏦 <script>alert(1)</script> ' \" \\ %_ \u202e\n=1+1";
    const id = await createCustomer(platform, application, { companyName });
    expect((await get(id)).body).toMatchObject({ companyName });
  });

  it("is in the history, in the same transaction", async () => {
    const id = await createCustomer(platform, application, { companyName: "Audited" });
    const [row] = await platform.database.owner`
      select c.xmin = a.xmin as same, a.action, a.after from customers c
        join audit_events a on a.target_id = ${id} where c.id = ${fromPublicId("customer", id)}`;
    expect(row).toEqual({
      same: true,
      action: "customer.created",
      after: { status: "PENDING_REVIEW", companyName: "Audited", persons: 0 },
    });
  });

  it("is none where the history cannot be written", async () => {
    const { owner } = platform.database;
    const customer = minimalCustomer({ persons: [minimalPerson()] });
    const before = await rowDigests(platform.database);
    await owner`revoke execute on function append_audit_event from nuvera_app`;
    try {
      expectRefusal(await post(customer), 500, "internal_error");
      expect(await rowDigests(platform.database)).toEqual(before);
    } finally {
      await owner`grant execute on function append_audit_event to nuvera_app`;
    }
    expect((await post(customer)).status).toBe(201);
  });
});

describe("what a customer is made of", () => {
  it("is complete: everything missing is named at once", async () => {
    const required = Object.keys(minimalCustomer());
    await expectFields({}, required);
    await expectFields(
      minimalCustomer({ persons: [{}] }),
      Object.keys(minimalPerson()).map((name) => `persons[0].${name}`),
    );
    for (const name of required) await expectFields({ ...minimalCustomer(), [name]: undefined }, [name]);
    for (const name of required) await expectFields({ ...minimalCustomer(), [name]: null }, [name]);
  });

  it("holds no field that is not documented, and none that the server decides", async () => {
    for (const name of [
      "id",
      "orgId",
      "organizationId",
      "environment",
      "status",
      "createdAt",
      "updatedAt",
      "screening",
      "company_name",
      "CompanyName",
      "__proto__x",
      "constructor",
      "toString",
    ]) {
      await expectFields(minimalCustomer({ [name]: "x" }), [name]);
      const person = minimalPerson({ [name]: "x" });
      await expectFields(minimalCustomer({ persons: [minimalPerson(), person] }), [`persons[1].${name}`]);
    }
  });

  it("is named field by field where it is wrong, all at once", async () => {
    const wrong = {
      companyName: "",
      registrationNumber: "x".repeat(101),
      countryOfIncorporationId: "UK",
      businessIndustryId: "54151",
      website: "javascript:alert(1)",
      businessEmail: "not an address",
      businessType: "LTD",
      formationDate: "2024-02-30",
      estimatedAnnualRevenueUsd: "1000",
      sourceOfFunds: "sale_of_assets",
      taxIdType: "ein",
      primaryContactIsAssociate: "true",
      addressCountryId: "gb",
      primaryOperatingCurrency: "usd",
      highRiskActivities: "none",
      submit: "false",
    };
    await expectFields(minimalCustomer(wrong), Object.keys(wrong));
    const countries = { countriesWhereOperatesOrCustomers: ["GB", "XX", "DE", 1] };
    const at = (index: number) => `countriesWhereOperatesOrCustomers[${index}]`;
    await expectFields(minimalCustomer(countries), [at(1), at(3)]);
  });

  it.each<[string, unknown[], unknown[]]>([
    [
      "companyName",
      ["x", "7", "x".repeat(200)],
      ["", "?!", " \u3164\u200b", "x".repeat(201), 1, ["x"], { x: 1 }],
    ],
    ["countryOfIncorporationId", ["GB", "AQ"], ["", "gb", "GBR", "ZZ", " GB", "826", "__proto__"]],
    ["businessIndustryId", ["541511"], ["541510", "541511 ", "5415", 541511, "toString"]],
    [
      "formationDate",
      ["2024-02-29", "1600-01-01"],
      ["2023-02-29", "2024-2-9", "29.02.2024", "2024-02-29T00:00:00Z", ""],
    ],
    [
      "businessEmail",
      ["a.b+c@example.co.uk"],
      ["a", "a@b", "@example.com", "a b@example.com", "a@example.com\n"],
    ],
    [
      "website",
      ["https://example.com/a?b=c", "http://example.com"],
      ["example.com", "ftp://example.com", "//x", ""],
    ],
    ["highRiskActivities", [[], ["crypto"]], [[""], [1], "crypto"]],
    ["operatesInProhibitedCountries", [true, false], ["true", 0, null]],
  ])("takes for %s what is documented and nothing else", async (name, good, bad) => {
    for (const value of good) {
      const answer = await post(minimalCustomer({ [name]: value }));
      expect([value, answer.status]).toEqual([value, 201]);
      expect(answer.body).toMatchObject({ [name]: value });
    }
    for (const value of bad) {
      const paths = fieldPaths(await post(minimalCustomer({ [name]: value })));
      expect([value, paths.map((path) => path.replace(/\[\d+\]$/, ""))]).toEqual([value, [name]]);
    }
  });

  it("explains a purpose that is OTHER", async () => {
    await expectFields(minimalCustomer({ primaryBusinessPurpose: "OTHER" }), ["primaryPurposeOther"]);
    const explained = { primaryBusinessPurpose: "OTHER", primaryPurposeOther: "Ship leasing" };
    expect(await post(minimalCustomer(explained))).toMatchObject({ status: 201, body: explained });
    expect((await post(minimalCustomer({ primaryBusinessPurpose: "PAYROLL" }))).status).toBe(201);
  });

  it("has persons who are checked like the company", async () => {
    const wrong = {
      firstName: "",
      roles: ["UBO", "OWNER"],
      nationality: "English",
      dateOfBirth: "1975-13-10",
      ownershipPercent: 100.5,
      email: "x",
      taxResidenceCountryId: "XX",
    };
    const paths = Object.keys(wrong).map((name) => `persons[1].${name === "roles" ? "roles[1]" : name}`);
    await expectFields(minimalCustomer({ persons: [fullPerson(), minimalPerson(wrong)] }), paths);
    for (const roles of [[], ["UBO", "UBO"], "UBO"]) {
      await expectFields(minimalCustomer({ persons: [minimalPerson({ roles })] }), ["persons[0].roles"]);
    }
    for (const ownershipPercent of [-1, "50", null]) {
      const persons = [minimalPerson({ ownershipPercent })];
      await expectFields(minimalCustomer({ persons }), ["persons[0].ownershipPercent"]);
    }
    for (const ownershipPercent of [0, 33.33, 100]) {
      const persons = [minimalPerson({ ownershipPercent })];
      expect(await post(minimalCustomer({ persons }))).toMatchObject({ status: 201, body: { persons } });
    }
  });

  it("refers to documents that exist", async () => {
    const ids = ["doc_0192f0c1-7e2a-7000-8000-000000000000", "x"];
    await expectFields(minimalCustomer({ documentIds: ids }), ["documentIds[0]", "documentIds[1]"]);
    const persons = [minimalPerson(), minimalPerson({ documentIds: [ids[0]] })];
    await expectFields(minimalCustomer({ persons }), ["persons[1].documentIds[0]"]);
  });

  it("holds nothing that the database cannot keep, in any field", async () => {
    const { persons, ...company } = fullCustomer();
    const [person] = persons;
    for (const text of ["\u0000", "a\u0000b", "\u0001", "\u007f", "\u0085"]) {
      for (const [name, value] of Object.entries(company)) {
        if (typeof value !== "string") continue;
        const answer = await post({ ...fullCustomer(), [name]: `${value}${text}` });
        expect([name, answer.status]).toEqual([name, 422]);
      }
      for (const [name, value] of Object.entries(person ?? {})) {
        if (typeof value !== "string") continue;
        const answer = await post(minimalCustomer({ persons: [{ ...person, [name]: `${value}${text}` }] }));
        expect([name, answer.status]).toEqual([name, 422]);
      }
    }
  });

  it("holds only dates that every calendar of ours can keep", async () => {
    for (const date of ["0000-01-01", "0000-02-29", "-001-01-01", "10000-01-01", "99999-12-31"]) {
      await expectFields(minimalCustomer({ formationDate: date }), ["formationDate"]);
      const persons = [minimalPerson({ dateOfBirth: date })];
      await expectFields(minimalCustomer({ persons }), ["persons[0].dateOfBirth"]);
    }
  });

  it("cannot change what objects inherit", async () => {
    const body = JSON.stringify(minimalCustomer()).replace("{", '{"__proto__":{"status":"APPROVED"},');
    const answer = await call(platform, application, "POST", CUSTOMERS, { body });
    expect(fieldPaths(answer)).toEqual(["__proto__"]);
    expect(errorOf(answer).message).not.toContain("APPROVED");
  });
});
