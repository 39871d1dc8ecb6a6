import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { screenDueSubjects } from "@/lib/operations/screening/job";
import { MATCHING_COMPANIES, MATCHING_PERSONS } from "@/lib/screening/test-pairs";
import { expectRefusal } from "@/test/integration/support/answers";
import { CUSTOMERS, idOf, minimalCustomer, minimalPerson } from "@/test/integration/support/customers";
import { call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { eventsAbout, historyAbout } from "@/test/integration/support/reviews";
import { minimalBeneficiary } from "@/test/integration/support/rows-of-the-api";
import { beneficiaryScreeningOf, importEntries, screeningOf } from "@/test/integration/support/screening";
import { uuidOf } from "@/test/integration/support/tenants";

let platform: TestPlatform;
let application: TestApplication;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
  await platform.database.owner`update applications set rate_limit_per_second = 1000`;
  await importEntries(platform, [
    {
      id: "p-1",
      name: "Vladislav Ostrogradov",
      aliases: "Владислав Остроградов",
      birth_date: "1964-03-17",
      countries: "ru",
      sanctions: "Straits",
    },
    {
      id: "o-1",
      schema: "Company",
      name: "ООО «Северный Парус»",
      aliases: "Northern Sail Logistics",
      countries: "ru",
      identifiers: "1027700999111",
      topics: "sanction",
    },
    { id: "v-1", schema: "Vessel", name: "Northern Sail Logistics", topics: "sanction" },
    { id: "j-1", name: "Zephyrine Quillfeather", topics: "role.journo" },
  ]);
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

type JsonObject = Record<string, unknown>;

async function send(method: string, target: string, body?: JsonObject, by = application) {
  const answer = await call(
    platform,
    by,
    method,
    target,
    body === undefined ? {} : { body: JSON.stringify(body) },
  );
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

const newCustomer = async (changes: JsonObject = {}) =>
  idOf(await send("POST", CUSTOMERS, minimalCustomer(changes)));

const newBeneficiary = async (customerId: string, companyName: string) =>
  idOf(await send("POST", `${CUSTOMERS}/${customerId}/beneficiaries`, minimalBeneficiary({ companyName })));

const LISTED_PERSON = minimalPerson({
  firstName: "Wladislaw",
  lastName: "Ostrogradow",
  nationality: "RU",
  dateOfBirth: "1964-03-17",
});

const CLEAR = { paymentHold: false, onboardingBlocked: false, openMatchCount: 0 };
const HELD = { paymentHold: true, onboardingBlocked: true, openMatchCount: 1 };

describe("a customer that nobody lists", () => {
  it("is screened when it is created, with its persons, and shows so", async () => {
    const id = await newCustomer({ persons: [minimalPerson()], tradingNames: "Acme, Acme Pay" });
    const now = platform.clock.now.toISOString();
    expect(await send("GET", `${CUSTOMERS}/${id}`)).toMatchObject({
      screening: { ...CLEAR, screeningSubjectId: expect.stringMatching(/^scr_/), lastScreenedAt: now },
    });
    const screening = await screeningOf(platform, application, id);
    expect(screening).toMatchObject({
      subject: {
        subjectType: "CUSTOMER",
        entityId: id,
        customerId: id,
        customerName: "Acme Ltd",
        beneficiaryId: null,
        ...CLEAR,
      },
      query: {
        properties: expect.arrayContaining([
          { label: "Names", key: "name", values: ["Acme Ltd", "Acme", "Acme Pay"] },
          { label: "Country", key: "country", values: ["GB"] },
        ]),
        threshold: 0.7,
        datasetScope: "test",
        dataVersion: "test@1",
      },
      openMatches: [],
      previouslyCleared: [],
      historyCount: 0,
      readOnlyReason: expect.stringContaining("operator"),
      related: [
        {
          subject: {
            subjectType: "CUSTOMER_PERSON",
            displayName: "Ada Byron",
            entityId: expect.stringMatching(/^per_/),
          },
        },
      ],
    });
    const nextDueAt = Date.parse(screening.subject.nextDueAt) - platform.clock.now.getTime();
    expect(nextDueAt).toBe(24 * 3600 * 1000);
    expect(await historyAbout(platform, screening.subject.subjectId)).toEqual([]);
  });
});

describe("a listed customer", () => {
  it("is held and blocked from the moment it is created", async () => {
    const id = await newCustomer({ companyName: "Severny Parus LLC", countryOfIncorporationId: "RU" });
    const { subject, openMatches } = await screeningOf(platform, application, id);
    expect(subject).toMatchObject(HELD);
    expect(openMatches).toMatchObject([
      {
        osEntityId: "o-1",
        caption: "ООО «Северный Парус»",
        schema: "Company",
        isMatch: true,
        topics: ["sanction"],
        aliases: ["Northern Sail Logistics"],
        disposition: null,
        createdAt: platform.clock.now.toISOString(),
        evidence: expect.arrayContaining([
          { label: "Identifiers", values: ["1027700999111"], fullWidth: false },
        ]),
      },
    ]);
    expect(openMatches[0]?.score).toBeGreaterThanOrEqual(0.9);
    expect(openMatches[0]?.features.map(({ key }) => key)).toEqual(["name", "country"]);
  });

  it("tells the partner by an event, and the history", async () => {
    const id = await newCustomer({ companyName: "Northern Sail Logistics Ltd" });
    const { subject } = await screeningOf(platform, application, id);
    const events = await platform.database.owner`
      select data from events where type = 'screening.hold_changed' and data ->> 'subjectId' = ${subject.subjectId}`;
    expect(events.map(({ data }) => data)).toEqual([subject]);
    expect(await historyAbout(platform, subject.subjectId)).toMatchObject([
      {
        action: "screening.completed",
        before: { openMatchCount: 0 },
        after: {
          openMatchCount: 1,
          dataVersion: "test@1",
          matches: [{ list: "test", osEntityId: "o-1", state: "OPEN" }],
        },
      },
      { action: "screening.hold_changed", before: { paymentHold: false }, after: { paymentHold: true } },
    ]);
    expect((await eventsAbout(platform, id)).map(({ type }) => type)).toEqual(["customers.created"]);
  });

  it("is found by its registration number under another name", async () => {
    const id = await newCustomer({
      companyName: "Wholly Different",
      registrationNumber: "102-7700-999111",
      countryOfIncorporationId: "RU",
    });
    const { openMatches } = await screeningOf(platform, application, id);
    expect(openMatches).toMatchObject([{ osEntityId: "o-1", score: 0.75 }]);
  });

  it("is not what is a vessel, or has a topic that is none of our business", async () => {
    const id = await newCustomer({
      persons: [minimalPerson({ firstName: "Zephyrine", lastName: "Quillfeather" })],
    });
    expect(await send("GET", `${CUSTOMERS}/${id}`)).toMatchObject({ screening: CLEAR });
  });
});

describe("a listed company", () => {
  it("that is changed into another one goes on counting until a reviewer has looked", async () => {
    const id = await newCustomer({ companyName: "Northern Sail Logistics Ltd", submit: false });
    await send("PATCH", `${CUSTOMERS}/${id}`, { companyName: "Acme Ltd", registrationNumber: "1" });
    expect(await send("GET", `${CUSTOMERS}/${id}`)).toMatchObject({
      companyName: "Acme Ltd",
      screening: HELD,
    });
  });

  it.each([
    [
      "with characters that nobody sees",
      { companyName: Array.from("Northern Sail Logistics").join("\u200b") },
    ],
    [
      "with fillers that count as letters",
      { companyName: "No\u3164rth\u3164ern Sa\u3164il Logi\u3164stics" },
    ],
    ["with Cyrillic letters that look alike", { companyName: "Νоrthеrn Ѕаіl Lоgіѕtісѕ" }],
    ["behind a dozen empty trading names", { tradingNames: `${",; ".repeat(12)}Northern Sail Logistics` }],
    ["behind a dozen short ones", { tradingNames: `${"a,".repeat(12)}Northern Sail Logistics` }],
  ])("is found %s", async (_, changes) => {
    const id = await newCustomer(changes);
    expect(await send("GET", `${CUSTOMERS}/${id}`)).toMatchObject({ screening: HELD });
  });
});

describe("a listed person", () => {
  it("is found behind blanks that no page shows", async () => {
    const padded = { firstName: `Wladislaw${" ".repeat(190)}`, lastName: `${" ".repeat(189)}Ostrogradow` };
    const id = await newCustomer({ persons: [{ ...LISTED_PERSON, ...padded }] });
    expect(await send("GET", `${CUSTOMERS}/${id}`)).toMatchObject({ screening: HELD });
  });

  it("holds and blocks its customer, which shows them together", async () => {
    const id = await newCustomer({ persons: [minimalPerson(), LISTED_PERSON] });
    expect(await send("GET", `${CUSTOMERS}/${id}`)).toMatchObject({ screening: HELD });
    const { subject, related } = await screeningOf(platform, application, id);
    expect(subject).toMatchObject(CLEAR);
    expect(related.map(({ subject: { openMatchCount } }) => openMatchCount)).toEqual([0, 1]);
    expect(related[1]?.openMatches[0]?.features.map(({ key }) => key)).toEqual([
      "name",
      "birthDate",
      "country",
    ]);
  });

  it("with another birth date is somebody else", async () => {
    const id = await newCustomer({ persons: [{ ...LISTED_PERSON, dateOfBirth: "1991-12-30" }] });
    expect(await send("GET", `${CUSTOMERS}/${id}`)).toMatchObject({ screening: CLEAR });
  });

  it("is found when it is added, and when somebody is changed into it", async () => {
    const id = await newCustomer({ submit: false });
    await send("POST", `${CUSTOMERS}/${id}/persons`, LISTED_PERSON);
    expect(await send("GET", `${CUSTOMERS}/${id}`)).toMatchObject({ screening: HELD });
    const other = await newCustomer({ submit: false, persons: [minimalPerson()] });
    const { related } = await screeningOf(platform, application, other);
    const { roles: _, documentIds: __, ...changes } = LISTED_PERSON;
    await send("PATCH", `${CUSTOMERS}/${other}/persons/${related[0]?.subject.entityId}`, changes);
    expect(await send("GET", `${CUSTOMERS}/${other}`)).toMatchObject({ screening: HELD });
  });

  it("goes on counting when it is removed or changed into somebody else, until a reviewer has looked", async () => {
    const id = await newCustomer({ submit: false, persons: [LISTED_PERSON, LISTED_PERSON] });
    const { related } = await screeningOf(platform, application, id);
    const [first, second] = related.map(({ subject }) => subject);
    await send("PATCH", `${CUSTOMERS}/${id}/persons/${first?.entityId}`, { lastName: "Winterbottom" });
    const bothHeld = { ...HELD, openMatchCount: 2 };
    expect(await send("GET", `${CUSTOMERS}/${id}`)).toMatchObject({ screening: bothHeld });
    await send("DELETE", `${CUSTOMERS}/${id}/persons/${second?.entityId}`);
    expect(await send("GET", `${CUSTOMERS}/${id}`)).toMatchObject({ screening: bothHeld });
    // Not even when everybody is screened again, now that nothing changes any more.
    await platform.database.owner`update screening_subjects set list_sequence = 0`;
    await screenDueSubjects(platform.runtime);
    const after = await screeningOf(platform, application, id);
    expect(after.related.map(({ subject }) => subject.displayName)).toEqual([
      "Wladislaw Winterbottom",
      second?.displayName,
    ]);
    expect(after.related.map(({ openMatches }) => openMatches.map(({ osEntityId }) => osEntityId))).toEqual([
      ["p-1"],
      ["p-1"],
    ]);
    expect(await historyAbout(platform, second?.subjectId ?? "")).toMatchObject([
      { action: "screening.completed" },
      { action: "screening.hold_changed" },
      { action: "screening.completed", after: { closed: true, openMatchCount: 1 } },
    ]);
  });
});

describe("a beneficiary", () => {
  it("is screened when it is created, and holds payments to it alone", async () => {
    const customerId = await newCustomer();
    const id = await newBeneficiary(customerId, "Northern Sail Logistics S.A.");
    const { subject, ...screening } = await beneficiaryScreeningOf(platform, application, customerId, id);
    expect(subject).toMatchObject({
      subjectType: "BENEFICIARY",
      entityId: id,
      beneficiaryId: id,
      customerId,
      ...HELD,
    });
    expect(screening).not.toHaveProperty("related");
    expect(await send("GET", `${CUSTOMERS}/${customerId}/beneficiaries/${id}`)).toMatchObject({
      screening: { screeningSubjectId: subject.subjectId, paymentHold: true, openMatchCount: 1 },
    });
    expect(await send("GET", `${CUSTOMERS}/${customerId}`)).toMatchObject({ screening: CLEAR });
  });

  it("with a person's name may be a listed person", async () => {
    const customerId = await newCustomer();
    const id = await newBeneficiary(customerId, "Vladislav Ostrogradov");
    const { openMatches } = await beneficiaryScreeningOf(platform, application, customerId, id);
    expect(openMatches).toMatchObject([{ osEntityId: "p-1", schema: "Person" }]);
  });
});

describe("the simulated hold of the sandbox", () => {
  it("holds payments and blocks nothing", async () => {
    const id = await newCustomer({ companyName: "Acme SIM-HOLD Ltd" });
    const { subject, openMatches } = await screeningOf(platform, application, id);
    expect(subject).toMatchObject({ paymentHold: true, onboardingBlocked: false, openMatchCount: 1 });
    expect(openMatches).toMatchObject([{ osEntityId: "SIM-HOLD", datasets: ["Sandbox simulator"] }]);
  });

  it("goes with the name that asks for it", async () => {
    const id = await newCustomer({ companyName: "sim-hold", submit: false });
    await send("PATCH", `${CUSTOMERS}/${id}`, { companyName: "Acme Ltd" });
    expect(await send("GET", `${CUSTOMERS}/${id}`)).toMatchObject({ screening: CLEAR });
  });

  it("is unknown in production", async () => {
    const live = await makeApplication(platform, { environment: "production" });
    const id = idOf(
      await send("POST", CUSTOMERS, minimalCustomer({ companyName: "Acme SIM-HOLD Ltd" }), live),
    );
    expect((await screeningOf(platform, live, id)).subject).toMatchObject(CLEAR);
  });
});

describe("reading", () => {
  it("needs its permission, and the row to be one's own", async () => {
    const customerId = await newCustomer();
    const beneficiaryId = await newBeneficiary(customerId, "Rhein Werft GmbH");
    const targets = [
      `${CUSTOMERS}/${customerId}/screening`,
      `${CUSTOMERS}/${customerId}/beneficiaries/${beneficiaryId}/screening`,
    ];
    const without = await makeApplication(platform, {
      permissions: ["CUSTOMERS_READ", "BENEFICIARIES_READ"],
    });
    const stranger = await makeApplication(platform);
    const production = await makeApplication(platform, {
      organizationId: application.organizationId,
      environment: "production",
    });
    for (const target of targets) {
      expectRefusal(await call(platform, without, "GET", target), 403, "permission_missing");
      expectRefusal(await call(platform, stranger, "GET", target), 404, "not_found");
      expectRefusal(await call(platform, production, "GET", target), 404, "not_found");
    }
    const another = await newCustomer();
    const crossed = `${CUSTOMERS}/${another}/beneficiaries/${beneficiaryId}/screening`;
    expectRefusal(await call(platform, application, "GET", crossed), 404, "not_found");
    expectRefusal(await call(platform, application, "GET", `${targets[0]}?x=1`), 422, "validation_failed");
  });
});

describe("the search in the database", () => {
  it("finds every pair of names that scores as a match, among the names of a large list", async () => {
    const noise = Array.from({ length: 400 }, (_, index) => ({
      id: `noise-${index}`,
      name: `Ivan Muhammad ${String.fromCharCode(97 + (index % 26))}${index.toString(36)}ovitch`,
    }));
    const persons = MATCHING_PERSONS.map(([, , theirs], index) => ({ id: `p${index}`, name: theirs }));
    const companies = MATCHING_COMPANIES.map(([, , theirs], index) => ({
      id: `c${index}`,
      schema: "Company",
      name: theirs,
    }));
    const live = await makeApplication(platform, { environment: "production" });
    await importEntries(platform, [...noise, ...persons, ...companies], {
      list: "pairs",
      environments: ["production"],
    });
    const foundFor = async (changes: JsonObject) => {
      const id = idOf(await send("POST", CUSTOMERS, minimalCustomer({ companyName: "Q", ...changes }), live));
      const { openMatches, related } = await screeningOf(platform, live, id);
      return [...openMatches, ...(related[0]?.openMatches ?? [])].map(({ osEntityId }) => osEntityId);
    };
    for (const [index, [, own]] of MATCHING_PERSONS.entries()) {
      const [firstName, ...rest] = own.split(" ");
      const person = minimalPerson({ firstName, lastName: rest.join(" ") || "." });
      expect(await foundFor({ persons: [person] }), own).toContain(`p${index}`);
    }
    for (const [index, [, own]] of MATCHING_COMPANIES.entries()) {
      expect(await foundFor({ companyName: own }), own).toContain(`c${index}`);
    }
  });

  it("keeps to the lists of the environment", async () => {
    const id = await newCustomer({
      persons: [minimalPerson({ firstName: "Vladimir", lastName: "Putilin" })],
    });
    expect(await send("GET", `${CUSTOMERS}/${id}`)).toMatchObject({ screening: CLEAR });
  });
});

it("keeps what it knows of a subject in that subject's own world", async () => {
  const id = await newCustomer({ companyName: "Northern Sail Logistics" });
  const rows = await platform.database.owner`
    select m.organization_id, m.environment from screening_matches m join screening_subjects s on s.id = m.subject_id
     where s.entity_id = ${uuidOf(id)}`;
  expect(rows).toEqual([{ organization_id: application.organizationId, environment: "sandbox" }]);
});
