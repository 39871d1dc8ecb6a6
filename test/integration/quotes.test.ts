import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newUuid } from "@/lib/ids";
import { errorOf, expectRefusal, fieldPaths } from "@/test/integration/support/answers";
import {
  makePaymentWorld,
  makeQuote,
  type PaymentWorld,
  QUOTES,
  quoteBody,
  send,
} from "@/test/integration/support/payments";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";
import { setStatus } from "@/test/integration/support/rows-of-the-api";

let platform: TestPlatform;
let world: PaymentWorld;
let kenya: PaymentWorld;
let uganda: PaymentWorld;

beforeAll(async () => {
  platform = await startTestPlatform();
  world = await makePaymentWorld(platform);
  kenya = await makePaymentWorld(platform, { currencyCode: "KES" });
  uganda = await makePaymentWorld(platform, { currencyCode: "UGX" });
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

const ask = (changes: object, of = world) => send(of, "POST", QUOTES, quoteBody(of, changes));

describe("a quote", () => {
  it("says what is paid, what arrives, at which rate, and how long it is good for", async () => {
    const quote = await makeQuote(kenya, {
      paymentCurrencyCode: "USDC",
      targetCurrencyCode: "KES",
      paymentAmount: "1000",
    });
    expect(quote).toEqual({
      id: expect.stringMatching(/^quo_[0-9a-f-]{36}$/),
      paymentAmount: "1000.000000",
      paymentCurrencyCode: "USDC",
      totalTarget: "128552.97",
      targetCurrencyCode: "KES",
      rate: "129.198966408",
      priceBreakdown: {
        payout: { label: "Paid to the beneficiary", amount: "128552.97", currencyCode: "KES" },
        fee: { label: "Fee (0.5 % of the payment amount)", amount: "5.000000", currencyCode: "USDC" },
      },
      createdAt: platform.clock.now.toISOString(),
      expiresAt: new Date(platform.clock.now.getTime() + 300_000).toISOString(),
      usedAt: null,
    });
    expect((await send(kenya, "GET", `${QUOTES}/${quote.id}`)).body).toEqual(quote);
  });

  it("asks the least that lets a target amount arrive", async () => {
    const currencies = { paymentCurrencyCode: "BTC", targetCurrencyCode: "UGX" };
    const answer = await ask({ ...currencies, paymentAmount: undefined, targetAmount: "1000000" }, uganda);
    expect(answer).toMatchObject({
      status: 201,
      body: {
        totalTarget: "1000000",
        paymentAmount: "0.00268569",
        priceBreakdown: { fee: { amount: "0.00001343", currencyCode: "BTC" } },
      },
    });
  });

  it("is in every currency there is, with a rate of its own", async () => {
    const dollars = { paymentAmount: "100.00", paymentCurrencyCode: "USD" };
    expect(await ask(dollars)).toMatchObject({ status: 201, body: { rate: "1", totalTarget: "99.50" } });
    for (const [code, rate] of [
      ["SGD", "0.7663"],
      ["XOF", "0.001757"],
      ["BTC", "107400"],
      ["DAI", "1"],
    ]) {
      const answer = await ask({ paymentCurrencyCode: code, paymentAmount: "1000000" });
      expect(answer).toMatchObject({ status: 201, body: { rate } });
    }
  });

  it.each([
    [{ paymentAmount: undefined }, ["paymentAmount"]],
    [{ targetAmount: "10.00" }, ["paymentAmount"]],
    [{ paymentAmount: undefined, targetAmount: "10.001" }, ["targetAmount"]],
    [{ paymentAmount: "10.001" }, ["paymentAmount"]],
    [{ paymentAmount: "0.5", paymentCurrencyCode: "XOF" }, ["paymentAmount"]],
    [{ paymentAmount: "1.1234567", paymentCurrencyCode: "USDT" }, ["paymentAmount"]],
    [{ paymentAmount: 1000 }, ["paymentAmount"]],
    [{ paymentAmount: "-1" }, ["paymentAmount"]],
    [{ paymentAmount: "0" }, ["paymentAmount"]],
    [{ paymentAmount: "1e3" }, ["paymentAmount"]],
    [{ paymentAmount: "1,000.00" }, ["paymentAmount"]],
    [{ paymentAmount: "01" }, ["paymentAmount"]],
    [{ paymentAmount: "1000000000000" }, ["paymentAmount"]],
    [{ paymentAmount: "0.01" }, ["paymentAmount"]],
    [{ paymentAmount: "999999999999", paymentCurrencyCode: "BTC" }, ["paymentAmount"]],
    [{ paymentAmount: undefined, targetAmount: "999999999999.99" }, ["targetAmount"]],
    [{ paymentCurrencyCode: "EUR" }, ["paymentCurrencyCode"]],
    [{ paymentCurrencyCode: "usd" }, ["paymentCurrencyCode"]],
    [{ targetCurrencyCode: "KES" }, ["targetCurrencyCode"]],
    [{ customerId: "x" }, ["customerId"]],
    [{ customerId: `cus_${newUuid()}`, beneficiaryId: "x" }, ["beneficiaryId", "customerId"]],
    [{ rate: "2" }, ["rate"]],
    [{ expiresAt: "2030-01-01T00:00:00Z", usedAt: null }, ["expiresAt", "usedAt"]],
  ])("is refused for %j", async (changes, paths) => {
    expect(fieldPaths(await ask(changes))).toEqual(paths);
  });

  it("is between a customer and a beneficiary of this customer", async () => {
    const other = await makePaymentWorld(platform, { organizationId: world.application.organizationId });
    const answer = await ask({ beneficiaryId: other.beneficiaryId });
    expect(fieldPaths(answer)).toEqual(["beneficiaryId"]);
  });

  it("needs both of them approved, after everything that is wrong with the request", async () => {
    const own = await makePaymentWorld(platform);
    for (const [kind, id, status] of [
      ["customer", own.customerId, "SUSPENDED"],
      ["customer", own.customerId, "PENDING_REVIEW"],
      ["beneficiary", own.beneficiaryId, "REJECTED"],
    ] as const) {
      await setStatus({ platform }, kind, id, status);
      const answer = await ask({}, own);
      expectRefusal(answer, 409, "not_approved");
      expect(errorOf(answer).details).toMatchObject({ [`${kind}Status`]: status });
      expect(fieldPaths(await ask({ targetCurrencyCode: "KES" }, own))).toEqual(["targetCurrencyCode"]);
      expect(fieldPaths(await ask({ paymentAmount: "0.01" }, own))).toEqual(["paymentAmount"]);
      await setStatus({ platform }, kind, id, "APPROVED");
    }
    expect((await ask({}, own)).status).toBe(201);
  });

  it("stands in the history", async () => {
    const { id } = await makeQuote(world);
    const [entry] = await platform.database.owner`
      select action, after from audit_events where target_id = ${id}`;
    expect(entry).toMatchObject({
      action: "quote.created",
      after: { customerId: world.customerId, beneficiaryId: world.beneficiaryId, paymentAmount: "1000.00" },
    });
  });

  it("never changes its price, also not by the application's own database role", async () => {
    const [{ columns } = { columns: [] }] = await platform.database.owner<{ columns: string[] }[]>`
      select array_agg(a.attname::text) as columns from pg_attribute a
       where a.attrelid = 'quotes'::regclass and a.attnum > 0
         and has_column_privilege('nuvera_app', a.attrelid, a.attnum, 'update')`;
    expect(columns).toEqual(["used_at"]);
  });
});
