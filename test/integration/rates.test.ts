import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { runCli } from "@/cli/run";
import { OPERATOR_ORGANIZATION_ID } from "@/lib/ids";
import { uiApi } from "@/lib/routes";
import { exchangeRatesSchema } from "@/lib/schemas/exchange-rate";
import { errorOf, expectRefusal } from "@/test/integration/support/answers";
import {
  callUi,
  enrolSecondFactor,
  makePerson,
  openTestSession,
  type TestPerson,
} from "@/test/integration/support/members";
import {
  decide,
  makePaymentWorld,
  PAYMENTS,
  type PaymentWorld,
  paymentIn,
  QUOTES,
  quoteBody,
  readPayment,
  send,
} from "@/test/integration/support/payments";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { rowDigests } from "@/test/integration/support/rows";

let platform: TestPlatform;
let world: PaymentWorld;
let sandbox: PaymentWorld;
let admin: TestPerson;
let support: TestPerson;
let folder: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  folder = await mkdtemp(path.join(tmpdir(), "nuvera-rates-"));
  world = await makePaymentWorld(platform, { environment: "production", currencyCode: "KES" });
  sandbox = await makePaymentWorld(platform, { currencyCode: "KES" });
  admin = await makePerson(platform, "Ada", { kind: "OPERATOR", role: "NUVERA_ADMIN" });
  support = await makePerson(platform, "Sue", { kind: "OPERATOR", role: "NUVERA_SUPPORT" });
  for (const person of [admin, support]) await enrolSecondFactor(platform, person);
  vi.stubEnv("DATABASE_URL", platform.database.ownerUrl);
  vi.stubEnv("NUVERA_API_KEY_PEPPER", platform.runtime.settings.apiKeyPepper);
  vi.stubEnv("NEXTAUTH_SECRET", platform.runtime.settings.sessionSecret);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
  await platform.stop();
});
beforeEach(() => {
  platform.clock.now = new Date();
});
afterEach(async () => {
  await platform.database
    .owner`delete from exchange_rates where imported_at > '2026-01-01' and source not like 'Sandbox%'`;
});

const HEADER = "currency,usd_per_unit,as_of";
const ago = (hours: number) => new Date(platform.clock.now.getTime() - hours * 3_600_000).toISOString();

async function post(csv: string, person = admin, reason: string | undefined = "Morning rates") {
  const session = await openTestSession(platform, person);
  return callUi(platform, session, "POST", uiApi.hubExchangeRates, { csv, reason });
}
async function get(person = admin) {
  const session = await openTestSession(platform, person);
  const answer = await callUi(platform, session, "GET", uiApi.hubExchangeRates);
  return exchangeRatesSchema.parse(answer.body);
}

/** The messages of a refused file. */
async function complaints(csv: string): Promise<string[]> {
  const before = await rowDigests(platform.database);
  const session = await openTestSession(platform, admin);
  const sessions = (await rowDigests(platform.database)).sessions;
  const answer = await callUi(platform, session, "POST", uiApi.hubExchangeRates, { csv, reason: "Try it" });
  expect(answer).toMatchObject({ status: 422, body: { error: { reason: "validation_failed" } } });
  expect(await rowDigests(platform.database)).toEqual({ ...before, sessions });
  const { body } = answer as {
    body: { error: { details: { fields: { path: string; message: string }[] } } };
  };
  for (const { path: field } of body.error.details.fields) expect(field).toBe("csv");
  return body.error.details.fields.map(({ message }) => message);
}

const QUOTE = { paymentCurrencyCode: "USDC", targetCurrencyCode: "KES", paymentAmount: "100" };
const ask = (of: PaymentWorld, changes: object = {}) =>
  send(of, "POST", QUOTES, quoteBody(of, { ...QUOTE, ...changes }));

describe("a price in production", () => {
  it("is never a stale one", async () => {
    const answer = await ask(world);
    expectRefusal(answer, 503, "rate_unavailable");
    expect(errorOf(answer).details.currencies).toEqual([
      { currencyCode: "USDC", asOf: "2025-11-03T00:00:00.000Z" },
      { currencyCode: "KES", asOf: "2025-11-03T00:00:00.000Z" },
    ]);
    await post(`${HEADER}\nUSDC,1.0002,${ago(24)}\nKES,0.00776,${ago(1)}`);
    expect(await ask(world)).toMatchObject({ status: 201, body: { rate: "128.891752577" } });
    platform.clock.now = new Date(platform.clock.now.getTime() + 1);
    const late = await ask(world);
    expectRefusal(late, 503, "rate_unavailable");
    expect(errorOf(late).details.currencies).toMatchObject([{ currencyCode: "USDC" }]);
  });

  it("is refused before anything is made, and after everything that is wrong with the request", async () => {
    const before = await rowDigests(platform.database);
    expectRefusal(await ask(world), 503, "rate_unavailable");
    expectRefusal(await ask(world, { paymentAmount: "0.1234567" }), 422, "validation_failed");
    expect(await rowDigests(platform.database)).toEqual(before);
    const { owner } = platform.database;
    const setAll = (status: string) => owner`update customers set status = ${status}`;
    await setAll("SUSPENDED");
    expectRefusal(await ask(world), 409, "not_approved");
    await setAll("APPROVED");
  });

  it("needs no rate between dollars and dollars", async () => {
    const dollars = await makePaymentWorld(platform, { environment: "production" });
    const answer = await send(dollars, "POST", QUOTES, quoteBody(dollars));
    expect(answer).toMatchObject({ status: 201, body: { rate: "1" } });
  });

  it("of a correction is as new as any other", async () => {
    const dollars = await makePaymentWorld(platform, { environment: "production" });
    const { id } = await paymentIn(dollars, "CORRECTION_NEEDED");
    const correct = () =>
      send(dollars, "PATCH", `${PAYMENTS}/${id}`, { amount: "100000", currencyCode: "XOF" });
    const before = await readPayment(dollars, id);
    expectRefusal(await correct(), 503, "rate_unavailable");
    expect(await readPayment(dollars, id)).toEqual(before);
    await post(`${HEADER}\nXOF,0.00177,${ago(0)}`);
    expect(await correct()).toMatchObject({ status: 200, body: { rate: "0.00177", totalTarget: "176.11" } });
    await decide(dollars, id, "APPROVE");
    expectRefusal(await correct(), 409, "wrong_status");
  });

  it("in the sandbox has no age", async () => {
    expect(await ask(sandbox)).toMatchObject({ status: 201, body: { rate: "129.198966408" } });
  });
});

describe("importing rates", () => {
  it("puts newer ones in force, and keeps the older ones", async () => {
    const answer = await post(
      `\ufeff usd_per_unit , AS_OF,currency\r\n"0.00776","${ago(2)}",KES\r\n0.0078,${ago(1)},KES\r\n\r\n1,${ago(1)},USD\r\n`,
    );
    expect(answer).toMatchObject({ status: 200, body: { imported: 2, unchanged: 1, currencies: ["KES"] } });
    expect(await ask(sandbox, { paymentCurrencyCode: "USD", paymentAmount: "1.00" })).toMatchObject({
      body: { rate: "128.205128205" },
    });
    const { items } = await get(support);
    expect(items.find(({ currencyCode }) => currencyCode === "KES")).toEqual({
      currencyCode: "KES",
      name: "Kenyan shilling",
      usdPerUnit: "0.0078",
      asOf: ago(1),
      source: "Imported by the operator",
      importedAt: platform.clock.now.toISOString(),
      isTooOld: false,
    });
    expect(items).toHaveLength(20);
    expect(items.filter(({ isTooOld }) => !isTooOld)).toHaveLength(1);
  });

  it("stands in the operator's own history, of neither environment", async () => {
    await post(`${HEADER}\nKES,0.00775,${ago(3)}\nKES,0.00779,${ago(1)}\nUSDC,1,${ago(2)}`);
    const [entry] = await platform.database.owner`
      select organization_id, environment, actor_label, reason, after from audit_events
       where action = 'exchange_rates.imported' order by occurred_at desc limit 1`;
    expect(entry).toEqual({
      organization_id: OPERATOR_ORGANIZATION_ID,
      environment: null,
      actor_label: "Ada",
      reason: "Morning rates",
      after: {
        imported: 3,
        unchanged: 0,
        source: "Imported by the operator",
        currencies: ["KES", "USDC"],
        newest: { KES: "0.00779", USDC: "1" },
      },
    });
  });

  it("of the same file again changes nothing", async () => {
    const csv = `${HEADER}\nKES,0.00776,${ago(1)}`;
    await post(csv);
    const count = () => platform.database.owner`select count(*)::int as n from audit_events
      where action = 'exchange_rates.imported'`;
    const before = await count();
    expect((await post(csv.replace("0.00776", "0.007760"))).body).toEqual({
      imported: 0,
      unchanged: 1,
      currencies: [],
    });
    expect(await count()).toEqual(before);
  });

  it("is for admins, and says why", async () => {
    const csv = `${HEADER}\nKES,0.00776,${ago(1)}`;
    expect(await post(csv, support)).toMatchObject({ status: 403 });
    const session = await openTestSession(platform, admin);
    expect(await callUi(platform, session, "POST", uiApi.hubExchangeRates, { csv })).toMatchObject({
      status: 422,
    });
  });

  it("asks for a fresh proof of who imports", async () => {
    const session = await openTestSession(platform, admin);
    platform.clock.now = new Date(platform.clock.now.getTime() + 11 * 60_000);
    const before = await get();
    const csv = `${HEADER}\nKES,0.00776,${ago(1)}`;
    const answer = await callUi(platform, session, "POST", uiApi.hubExchangeRates, { csv, reason: "Now" });
    expect(answer).toMatchObject({ status: 403, body: { error: { reason: "proof_required" } } });
    expect(await get()).toEqual(before);
  });

  it.each([
    ["\n", ["Line 1: Expected the columns currency,usd_per_unit,as_of."]],
    ["currency,rate,as_of\nKES,1,2026-01-01", ["Line 1: Expected the columns currency,usd_per_unit,as_of."]],
    [HEADER, ["Line 2: There are no rates in the file."]],
    [`${HEADER}\nKES,0.00776`, ["Line 2: This is not a line of CSV with as many fields as the first."]],
    [
      `${HEADER}\n"KES,0.00776,2026-01-01`,
      ["Line 2: This is not a line of CSV with as many fields as the first."],
    ],
    [
      `${HEADER}\nEUR,1.1,2026-01-01\nkes,0.00776,2026-01-01`,
      ["Line 2: currency has to be one of", "Line 3: currency has to be one of"],
    ],
    ...["0", "-1", "1e-3", "0,1", "", ".5", "NaN", "0.0000000000000000001"].map(
      (rate): [string, string[]] => [
        `${HEADER}\nKES,"${rate}",2026-01-01`,
        ["Line 2: usd_per_unit has to be a decimal number above 0"],
      ],
    ),
    // PostgreSQL has no year 0, and no rate of ours is older than the platform.
    ...["0000-01-01", "1969-12-31", "0001-01-01T00:00:00+14:00"].map((moment): [string, string[]] => [
      `${HEADER}\nKES,0.00776,${moment}`,
      ["Line 2: as_of lies before 2000."],
    ]),
    ...["yesterday", "2026-02-30", "2026-01-01T00:00:00", "01.02.2026"].map((moment): [string, string[]] => [
      `${HEADER}\nKES,0.00776,${moment}`,
      ["Line 2: as_of has to be an RFC 3339 time"],
    ]),
    [`${HEADER}\nKES,0.00776,2999-01-01`, ["Line 2: as_of lies in the future."]],
    [`${HEADER}\nUSD,2,2026-01-01`, ["Line 2: Rates are counted in US dollars, so USD is 1."]],
    [
      `${HEADER}\nKES,129.2,2026-01-01`,
      ["Line 2: KES is more than 10 times away from its last rate, 0.00774"],
    ],
    [`${HEADER}\nBTC,10000,2026-01-01`, ["Line 2: BTC is more than 10 times away"]],
    [
      `${HEADER}\nKES,0.0077,2026-01-01\nUSDC,1,2026-01-01\nKES,0.0078,2026-01-01T00:00:00Z`,
      ["Line 4: KES has a rate of this moment already."],
    ],
    [
      `${HEADER}\nUSDC,1.001,2026-01-01\nKES,0.00775,2025-11-03`,
      ["Line 3: KES has the rate 0.00774 of this moment. A correction needs a later as_of."],
    ],
  ])("refuses the whole file %j and says where", async (csv, messages) => {
    const found = await complaints(csv);
    expect(found).toHaveLength(messages.length);
    for (const [index, message] of messages.entries()) expect(found[index]).toContain(message);
  });
});

describe("the command line", () => {
  async function cli(...words: string[]) {
    let out = "";
    let err = "";
    const exitCode = await runCli(words, { out: (text) => (out += text), err: (text) => (err += text) });
    return { exitCode, out, err };
  }

  it("imports a file, and says what is wrong with one", async () => {
    const file = path.join(folder, "rates.csv");
    const words = ["rates", "import", file, "--source", "Central bank", "--reason", "Morning"];
    await writeFile(file, `${HEADER}\nKES,0.00776,${ago(1)}\nUGX,0.00029,${ago(1)}\n`);
    expect(JSON.parse((await cli(...words, "--json")).out)).toEqual({
      imported: 2,
      unchanged: 0,
      currencies: ["KES", "UGX"],
    });
    const { items } = await get();
    expect(items.find(({ currencyCode }) => currencyCode === "UGX")).toMatchObject({
      source: "Central bank",
    });
    expect(await cli(...words)).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining("Known already: 2"),
    });
    await writeFile(file, `${HEADER}\nKES,x,${ago(0)}\nUGX,0.0003,${ago(0)}\n`);
    expect(await cli(...words)).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining("Line 2: usd_per_unit"),
    });
    const missing = await cli("rates", "import", path.join(folder, "none.csv"));
    expect(missing).toMatchObject({ exitCode: 1, err: expect.stringContaining("none.csv") });
    expect(await cli("rates", "import")).toMatchObject({ exitCode: 2 });
  });
});
