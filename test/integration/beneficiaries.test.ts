import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { BENEFICIARY_STATUSES } from "@/lib/schemas/lifecycle";
import { errorOf, expectRefusal, fieldPaths } from "@/test/integration/support/answers";
import { fullBeneficiary, usBeneficiary } from "@/test/integration/support/beneficiaries";
import { CUSTOMERS, createCustomer, idOf } from "@/test/integration/support/customers";
import { call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { meetAtRow } from "@/test/integration/support/race";
import { eventsAbout, historyAbout } from "@/test/integration/support/reviews";
import { rowDigests } from "@/test/integration/support/rows";
import { minimalBeneficiary, setStatus } from "@/test/integration/support/rows-of-the-api";

let platform: TestPlatform;
let application: TestApplication;
let customer: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
  customer = await createCustomer(platform, application);
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

const json = (body: unknown) => ({ body: JSON.stringify(body) });
const collection = (of = customer) => `${CUSTOMERS}/${of}/beneficiaries`;
const add = (beneficiary: unknown, of = customer, as = application) =>
  call(platform, as, "POST", collection(of), json(beneficiary));
const get = (id: string, of = customer, as = application) =>
  call(platform, as, "GET", `${collection(of)}/${id}`);
const patch = (id: string, changes: unknown, of = customer, as = application) =>
  call(platform, as, "PATCH", `${collection(of)}/${id}`, json(changes));
const submit = (id: string, options = {}, of = customer, as = application) =>
  call(platform, as, "POST", `${collection(of)}/${id}/submit`, options);
const list = (query = "", of = customer, as = application) =>
  call(platform, as, "GET", `${collection(of)}${query}`);

async function made(changes = {}): Promise<string> {
  const answer = await add(minimalBeneficiary(changes));
  expect(answer).toMatchObject({ status: 201 });
  return idOf(answer.body);
}

/** One that a review wants corrected. */
async function toCorrect(changes = {}): Promise<string> {
  const id = await made(changes);
  await setStatus({ platform }, "beneficiary", id, "CORRECTION_REQUESTED");
  return id;
}

/** 422 at exactly these paths, and no row has changed. */
async function expectFields(beneficiary: unknown, paths: string[]): Promise<void> {
  const before = await rowDigests(platform.database);
  expect([beneficiary, fieldPaths(await add(beneficiary))]).toEqual([beneficiary, [...paths].sort()]);
  expect(await rowDigests(platform.database)).toEqual(before);
}

describe("a beneficiary", () => {
  it("comes back field by field as it was sent", async () => {
    const now = platform.clock.now.toISOString();
    const answer = await add(fullBeneficiary());
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      ...fullBeneficiary(),
      id: expect.stringMatching(/^ben_[0-9a-f-]{36}$/),
      customerId: customer,
      status: "PENDING_REVIEW",
      statusReason: null,
      corrections: [],
      screening: {
        screeningSubjectId: expect.stringMatching(/^scr_/),
        paymentHold: false,
        openMatchCount: 0,
        // There is no list in this database.
        lastScreenedAt: null,
      },
      createdAt: now,
      updatedAt: now,
    });
    expect((await get(idOf(answer.body))).body).toEqual(answer.body);
    expect((await list("?limit=1")).body).toMatchObject({ items: [answer.body] });
  });

  it("has its numbers in one spelling", async () => {
    const printed = { iban: "de89 3704 0044 0532 0130 00", bankBic: "cobadeffxxx" };
    expect((await add(minimalBeneficiary(printed))).body).toMatchObject({
      iban: "DE89370400440532013000",
      bankBic: "COBADEFFXXX",
    });
  });

  it("is told, and stands in the history without the account", async () => {
    const answer = await add(minimalBeneficiary());
    const id = idOf(answer.body);
    expect(await eventsAbout(platform, id)).toEqual([{ type: "beneficiaries.created", data: answer.body }]);
    expect(await historyAbout(platform, id)).toEqual([
      {
        action: "beneficiary.created",
        actor: "application Test application",
        before: null,
        after: { status: "PENDING_REVIEW", companyName: "Rhein Werft GmbH", customerId: customer },
        reason: null,
      },
    ]);
  });

  it("is none where the history cannot be written", async () => {
    const { owner } = platform.database;
    const before = await rowDigests(platform.database);
    await owner`revoke execute on function append_audit_event from nuvera_app`;
    try {
      expectRefusal(await add(minimalBeneficiary()), 500, "internal_error");
      expect(await rowDigests(platform.database)).toEqual(before);
    } finally {
      await owner`grant execute on function append_audit_event to nuvera_app`;
    }
  });

  it("is refused with everything that is missing or unknown, at once", async () => {
    await expectFields({}, ["companyName", "country", "currencyCode"]);
    for (const name of ["status", "id", "screening", "createdAt", "documentIds", "IBAN"]) {
      await expectFields(minimalBeneficiary({ [name]: "x" }), [name]);
    }
    await expectFields(minimalBeneficiary({ customerId: "cus_0192f0c1-7e2a-7000-8000-000000000000" }), [
      "customerId",
    ]);
    const wrong = {
      companyName: "",
      country: "XX",
      currencyCode: "EUR",
      bankBic: "COBADE",
      bankCountryCode: "de",
      accountNumber: "=1+1",
      iban: "DE89370400440532013001",
      wireRoutingNumber: "021000022",
      achRoutingNumber: "1",
      zipCode: "",
    };
    await expectFields(minimalBeneficiary(wrong), Object.keys(wrong));
  });
});

describe("the numbers of an account", () => {
  it.each<[string, object]>([
    ["a dollar account in the US with a wire routing number", usBeneficiary()],
    [
      "the same with an ACH routing number alone",
      usBeneficiary({ wireRoutingNumber: undefined, achRoutingNumber: "011000015" }),
    ],
    ["the same, known by its routing number alone", usBeneficiary({ bankCountryCode: undefined })],
    ["the same with a BIC beside it", usBeneficiary({ bankBic: "CHASUS33" })],
    ["a dollar account in Puerto Rico", usBeneficiary({ bankCountryCode: "PR" })],
    ["a dollar account abroad with IBAN and BIC", minimalBeneficiary()],
    [
      "a dollar account abroad with account number and BIC",
      minimalBeneficiary({ iban: undefined, accountNumber: "1" }),
    ],
    [
      "a peso account",
      minimalBeneficiary({
        country: "MX",
        currencyCode: "MXN",
        bankCountryCode: "MX",
        bankBic: "BCMRMXMM",
        iban: undefined,
        accountNumber: "032180000118359719",
      }),
    ],
    ["a foreign currency in the US with a BIC", usBeneficiary({ currencyCode: "MXN", bankBic: "CHASUS33" })],
    ["no country of the bank but that of its BIC", minimalBeneficiary({ bankCountryCode: undefined })],
    [
      "a bank on Jersey, which works under the codes of the United Kingdom",
      minimalBeneficiary({ bankCountryCode: "JE", bankBic: "NWBKGB2L", iban: "GB29NWBK60161331926819" }),
    ],
  ])("are enough: %s", async (_, beneficiary) => {
    expect(await add(beneficiary)).toMatchObject({ status: 201 });
  });

  it.each<[string, object, string[]]>([
    ["neither IBAN nor account number", minimalBeneficiary({ iban: undefined }), ["iban"]],
    [
      "a dollar account in the US without routing number",
      usBeneficiary({ wireRoutingNumber: undefined }),
      ["wireRoutingNumber"],
    ],
    [
      "the same with a BIC, which does not help",
      usBeneficiary({ wireRoutingNumber: undefined, bankBic: "CHASUS33" }),
      ["wireRoutingNumber"],
    ],
    [
      "the same, known by its BIC",
      usBeneficiary({ wireRoutingNumber: undefined, bankCountryCode: undefined, bankBic: "CHASUS33" }),
      ["wireRoutingNumber"],
    ],
    ["a dollar account abroad without BIC", minimalBeneficiary({ bankBic: undefined }), ["bankBic"]],
    [
      "a dollar account abroad with a routing number in place of a BIC",
      minimalBeneficiary({ bankBic: undefined, wireRoutingNumber: "021000021" }),
      ["bankBic"],
    ],
    ["a peso account in the US without BIC", usBeneficiary({ currencyCode: "MXN" }), ["bankBic"]],
    [
      "a dollar account of which nobody says where it is",
      usBeneficiary({ wireRoutingNumber: undefined, bankCountryCode: undefined }),
      ["bankBic"],
    ],
    [
      "several things at once",
      minimalBeneficiary({ iban: undefined, bankBic: undefined }),
      ["iban", "bankBic"],
    ],
    ["a BIC of another country", minimalBeneficiary({ bankBic: "BNPAFRPP" }), ["bankBic"]],
    ["an IBAN of another country", minimalBeneficiary({ iban: "FR1420041010050500013M02606" }), ["iban"]],
    [
      "IBAN and BIC of two countries",
      minimalBeneficiary({ bankCountryCode: undefined, iban: "FR1420041010050500013M02606" }),
      ["iban"],
    ],
    [
      "a crypto currency, which no bank account is kept in",
      minimalBeneficiary({ currencyCode: "USDC" }),
      ["currencyCode"],
    ],
  ])("are not enough: %s", async (_, beneficiary, paths) => {
    await expectFields(beneficiary, paths);
  });
});

describe("a change of a beneficiary", () => {
  it("sets every field, and takes every optional one away again", async () => {
    const id = await toCorrect();
    const wanted = {
      ...fullBeneficiary(),
      companyName: "Elbe Werft GmbH",
      country: "AT",
      currencyCode: "SGD",
    };
    const answer = await patch(id, wanted);
    expect(answer).toMatchObject({ status: 200, body: { ...wanted, id, status: "CORRECTION_REQUESTED" } });
    expect((await get(id)).body).toEqual(answer.body);
    const kept = ["companyName", "country", "currencyCode", "iban", "bankBic"];
    const optional = Object.keys(wanted).filter((name) => !kept.includes(name));
    const emptied = await patch(id, Object.fromEntries(optional.map((name) => [name, null])));
    expect(emptied.status).toBe(200);
    for (const name of optional) expect(emptied.body).not.toHaveProperty(name);
    for (const name of ["companyName", "country", "currencyCode"]) {
      expect(fieldPaths(await patch(id, { [name]: null }))).toEqual([name]);
    }
  });

  it("has to leave a whole that is right", async () => {
    const id = await toCorrect();
    const before = await rowDigests(platform.database);
    for (const [changes, paths] of [
      [{ iban: null }, ["iban"]],
      [{ bankBic: null }, ["bankBic"]],
      [{ bankCountryCode: "FR" }, ["bankBic", "iban"]],
      [{ bankBic: "BNPAFRPP" }, ["bankBic"]],
      [{ bankCountryCode: "US", bankBic: "CHASUS33", iban: null, accountNumber: "1" }, ["wireRoutingNumber"]],
    ] as const) {
      expect([changes, fieldPaths(await patch(id, changes))]).toEqual([changes, paths]);
    }
    expect(await rowDigests(platform.database)).toEqual(before);
    const moved = { ...usBeneficiary(), iban: null, bankBic: null, bankName: null };
    expect(await patch(id, moved)).toMatchObject({ status: 200, body: usBeneficiary() });
  });

  it("and its submission are possible while a correction is asked for, and else 409", async () => {
    const id = await made();
    for (const status of BENEFICIARY_STATUSES) {
      await setStatus({ platform }, "beneficiary", id, status);
      const before = await rowDigests(platform.database);
      const answers = [
        await patch(id, { zipCode: status.slice(0, 20) }),
        await patch(id, {}),
        await submit(id),
      ];
      if (status === "CORRECTION_REQUESTED") {
        expect(answers).toMatchObject([
          { status: 200 },
          { status: 200 },
          { status: 200, body: { status: "PENDING_REVIEW" } },
        ]);
        continue;
      }
      for (const answer of answers) {
        expectRefusal(answer, 409, "wrong_status");
        expect(errorOf(answer).details).toEqual({ status, allowed: ["CORRECTION_REQUESTED"] });
      }
      expect(fieldPaths(await patch(id, { iban: "x" }))).toEqual(["iban"]);
      expect(fieldPaths(await patch(id, { bankBic: null }))).toEqual(["bankBic"]);
      expect(await rowDigests(platform.database)).toEqual(before);
    }
  });

  it("that changes nothing leaves nothing behind", async () => {
    const id = await toCorrect();
    const before = await rowDigests(platform.database);
    for (const changes of [{}, { iban: "DE89 3704 0044 0532 0130 00" }, { zipCode: null, country: "DE" }]) {
      expect((await patch(id, changes)).status).toBe(200);
      expect(await rowDigests(platform.database)).toEqual(before);
    }
  });

  it("is told, and stands in the history without the account", async () => {
    const id = await toCorrect();
    const changes = { iban: "DE75512108001245126199", bankBic: "SOGEDEFF", zipCode: "1", bankName: null };
    const answer = await patch(id, changes);
    expect((await eventsAbout(platform, id)).at(-1)).toEqual({
      type: "beneficiaries.updated",
      data: answer.body,
    });
    expect((await historyAbout(platform, id)).at(-1)).toMatchObject({
      action: "beneficiary.updated",
      before: { bankBic: "COBADEFFXXX", bankName: "Commerzbank" },
      after: { bankBic: "SOGEDEFF", bankName: null, iban: "changed", zipCode: "changed" },
    });
    const submitted = await submit(id);
    expect((await eventsAbout(platform, id)).at(-1)).toEqual({
      type: "beneficiaries.status_changed",
      data: submitted.body,
    });
    expect((await historyAbout(platform, id)).at(-1)).toMatchObject({
      action: "beneficiary.submitted",
      before: { status: "CORRECTION_REQUESTED" },
      after: { status: "PENDING_REVIEW" },
    });
  });
});

describe("submitting a beneficiary", () => {
  it("clears what the review asked for, and takes no body or an empty one", async () => {
    const id = await toCorrect();
    const corrections = JSON.stringify([{ field: "iban", message: "Closed account" }]);
    await platform.database.owner`update beneficiaries
      set status_reason = 'Look again', corrections = ${corrections}::text::jsonb where id = ${id.slice(4)}`;
    expect(fieldPaths(await submit(id, json({ comment: "please" })))).toEqual(["comment"]);
    expect((await get(id)).body).toMatchObject({
      statusReason: "Look again",
      corrections: [{ field: "iban" }],
    });
    expect((await submit(id, json({}))).body).toMatchObject({ statusReason: null, corrections: [] });
    expect((await submit(await toCorrect())).status).toBe(200);
  });

  it("happens once, however many try at once, and no change slips in behind it", async () => {
    const id = await toCorrect();
    const outcomes = await meetAtRow(platform, "beneficiaries", id, [() => submit(id), () => submit(id)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409]);
    for (let round = 0; round < 5; round += 1) {
      const one = await toCorrect();
      const [changed, submitted] = await meetAtRow(platform, "beneficiaries", one, [
        () => patch(one, { zipCode: "1" }),
        () => submit(one),
      ]);
      expect(submitted?.status).toBe(200);
      const hasChanged = "zipCode" in ((await get(one)).body as object);
      expect([changed?.status, hasChanged]).toEqual(hasChanged ? [200, true] : [409, false]);
    }
  });
});

describe("beneficiaries", () => {
  it("are of one customer, organization and environment; anything else is not there", async () => {
    const id = await toCorrect();
    const sibling = await createCustomer(platform, application);
    const stranger = await makeApplication(platform);
    const { organizationId } = application;
    const production = await makeApplication(platform, { organizationId, environment: "production" });
    const before = await rowDigests(platform.database);
    for (const as of [stranger, production]) {
      expectRefusal(await list("", customer, as), 404, "not_found");
      expectRefusal(await add(minimalBeneficiary(), customer, as), 404, "not_found");
      expectRefusal(await get(id, customer, as), 404, "not_found");
      expectRefusal(await patch(id, { zipCode: "1" }, customer, as), 404, "not_found");
      expectRefusal(await submit(id, {}, customer, as), 404, "not_found");
    }
    const unknown = "0192f0c1-7e2a-7000-8000-000000000000";
    for (const [beneficiary, of] of [
      [id, sibling],
      [id, `cus_${unknown}`],
      [id, "cus_x"],
      ["ben_x", customer],
      [`ben_${unknown}`, customer],
      [customer, customer],
    ] as const) {
      expectRefusal(await get(beneficiary, of), 404, "not_found");
      expectRefusal(await patch(beneficiary, { zipCode: "1" }, of), 404, "not_found");
      expectRefusal(await submit(beneficiary, {}, of), 404, "not_found");
    }
    expect((await list("", sibling)).body).toEqual({ items: [], nextCursor: null, hasMore: false });
    expect(await rowDigests(platform.database)).toEqual(before);
  });

  it("are listed in pages, newest first, also by status, by cursors of this list", async () => {
    const of = await createCustomer(platform, application);
    const created: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      created.unshift(idOf((await add(minimalBeneficiary(), of)).body));
    }
    const [approved = ""] = created.slice(2);
    await setStatus({ platform }, "beneficiary", approved, "APPROVED");
    for (const [filter, expected] of [
      ["", created],
      ["&status=PENDING_REVIEW", created.filter((id) => id !== approved)],
      ["&status=APPROVED", [approved]],
      ["&status=REJECTED", []],
    ] as const) {
      const found: string[] = [];
      let cursor: string | null = null;
      do {
        const answer = await list(`?limit=2${filter}${cursor === null ? "" : `&cursor=${cursor}`}`, of);
        const page = answer.body as { items: { id: string }[]; nextCursor: string | null };
        found.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect([filter, found]).toEqual([filter, expected]);
    }
    const { nextCursor } = (await list("?limit=2", of)).body as { nextCursor: string };
    expect(fieldPaths(await list(`?cursor=${nextCursor}&status=PENDING_REVIEW`, of))).toEqual(["cursor"]);
    expect(fieldPaths(await list(`?cursor=${nextCursor}`))).toEqual(["cursor"]);
    expect(fieldPaths(await list("?status=DRAFT&q=x&limit=101"))).toEqual(["limit", "q", "status"]);
  });
});
