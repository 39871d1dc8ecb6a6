import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { OPERATOR_ORGANIZATION_ID } from "@/lib/ids";
import { uiApi } from "@/lib/routes";
import {
  cryptoCurrencyPageSchema,
  cryptoNetworkPageSchema,
  staffCryptoNetworkPageSchema,
} from "@/lib/schemas/crypto";
import { CRYPTO_CURRENCY_CODES } from "@/lib/schemas/currency";
import { errorOf, expectRefusal, fieldPaths } from "@/test/integration/support/answers";
import {
  callUi,
  enrolSecondFactor,
  makePerson,
  openTestSession,
  type TestPerson,
} from "@/test/integration/support/members";
import { call, makeApplication, type TestApplication } from "@/test/integration/support/partner";
import {
  makePaymentWorld,
  PAYMENTS,
  paymentIn,
  QUOTES,
  quoteBody,
  readPayment,
  send,
} from "@/test/integration/support/payments";
import { startTestPlatform, type TestPlatform } from "@/test/integration/support/platform";

const CURRENCIES = "/api/v1/crypto/currencies";
const NETWORKS = "/api/v1/crypto/networks";

let platform: TestPlatform;
let application: TestApplication;
let admin: TestPerson;
let support: TestPerson;

beforeAll(async () => {
  platform = await startTestPlatform();
  application = await makeApplication(platform);
  await platform.database.owner`update applications set rate_limit_per_second = 1000`;
  admin = await makePerson(platform, "Ada", { kind: "OPERATOR", role: "NUVERA_ADMIN" });
  support = await makePerson(platform, "Sue", { kind: "OPERATOR", role: "NUVERA_SUPPORT" });
  for (const person of [admin, support]) await enrolSecondFactor(platform, person);
});
afterAll(() => platform.stop());
beforeEach(() => {
  platform.clock.now = new Date();
});

const get = (target: string) => call(platform, application, "GET", target);
const currencies = async () => cryptoCurrencyPageSchema.parse((await get(CURRENCIES)).body);
const networks = async (query = "") =>
  cryptoNetworkPageSchema.parse((await get(NETWORKS + query)).body).items;

describe("crypto reference data", () => {
  it("has every crypto currency with the networks it runs on", async () => {
    const page = await currencies();
    expect(page).toMatchObject({ nextCursor: null, hasMore: false });
    const found = page.items.map(({ code, decimals, status, networks: on }) => [
      code,
      decimals,
      status,
      on.map(({ network }) => network).join(" "),
    ]);
    expect(found).toEqual([
      ["USDT", 6, "ACTIVE", "ARBITRUM AVALANCHE BSC ETHEREUM OPTIMISM POLYGON SOLANA TRON"],
      ["USDC", 6, "ACTIVE", "ARBITRUM AVALANCHE BASE ETHEREUM OPTIMISM POLYGON SOLANA"],
      ["DAI", 18, "ACTIVE", "ARBITRUM BASE ETHEREUM OPTIMISM POLYGON"],
      ["BTC", 8, "ACTIVE", "BITCOIN"],
    ]);
  });

  it("shows one currency as the list does", async () => {
    for (const item of (await currencies()).items) {
      expect((await get(`${CURRENCIES}/${item.code}`)).body).toEqual(item);
    }
    for (const code of ["usdt", "USD", "ETH", "%20", "__proto__", "USDT%00"]) {
      const answer = await get(`${CURRENCIES}/${code}`);
      if (answer.status !== 400) expectRefusal(answer, 404, "not_found");
    }
  });

  it("lists each network of each currency, of one currency where asked", async () => {
    const all = await networks();
    const nested = (await currencies()).items.flatMap(({ code, networks: on }) =>
      on.map((network) => ({ currencyCode: code, ...network })),
    );
    expect(all).toHaveLength(nested.length);
    expect(all).toEqual(expect.arrayContaining(nested));
    expect(await networks("?currencyCode=BTC")).toEqual(
      all.filter(({ currencyCode }) => currencyCode === "BTC"),
    );
    expect(fieldPaths(await get(`${NETWORKS}?currencyCode=btc&limit=1`))).toEqual(["currencyCode", "limit"]);
  });

  it("has patterns that take the networks' own addresses, and no others", async () => {
    const all = await networks();
    const pattern = (code: string) =>
      new RegExp(all.find(({ network }) => network === code)?.addressPattern ?? "none");
    for (const { contractAddress, addressPattern, currencyCode } of all) {
      if (contractAddress === null) expect(currencyCode).toBe("BTC");
      else expect(contractAddress).toMatch(new RegExp(addressPattern));
    }
    for (const address of [
      "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
      "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
      "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
      "bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3",
      "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr",
    ]) {
      expect(address).toMatch(pattern("BITCOIN"));
      for (const other of ["ETHEREUM", "TRON"]) expect(address).not.toMatch(pattern(other));
    }
    for (const [network, address] of [
      ["BITCOIN", "bc1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ"],
      ["BITCOIN", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdb"],
      ["BITCOIN", "2A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"],
      ["ETHEREUM", "dAC17F958D2ee523a2206206994597C13D831ec7"],
      ["ETHEREUM", "0xdAC17F958D2ee523a2206206994597C13D831ec"],
      ["TRON", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj60"],
      ["SOLANA", "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1vEPjFW"],
    ] as const) {
      expect(address).not.toMatch(pattern(network));
    }
  });

  it("is the same for everybody", async () => {
    const other = await makeApplication(platform, { environment: "production" });
    expect((await call(platform, other, "GET", CURRENCIES)).body).toEqual((await get(CURRENCIES)).body);
  });
});

describe("the hub", () => {
  async function ui(person: TestPerson, method: "GET" | "POST", body?: object) {
    return callUi(platform, await openTestSession(platform, person), method, uiApi.hubCryptoNetworks, body);
  }
  const USDC_ON_BASE = { currencyCode: "USDC", network: "BASE" };

  it("shows networks to staff and changes one for admins, in the operator's own history", async () => {
    const before = staffCryptoNetworkPageSchema.parse((await ui(support, "GET")).body).items;
    const change = { ...USDC_ON_BASE, status: "SUSPENDED", minimumAmount: "25.50", confirmations: 20 };
    const reason = "The network is halted";
    expect(await ui(support, "POST", { ...change, reason })).toMatchObject({ status: 403 });
    expect(await ui(admin, "POST", change)).toMatchObject({ status: 422 });
    expect(await ui(admin, "POST", { ...change, reason })).toMatchObject({
      status: 200,
      body: { ...USDC_ON_BASE, status: "SUSPENDED", minimumAmount: "25.50", confirmations: 20 },
    });
    const after = staffCryptoNetworkPageSchema.parse((await ui(support, "GET")).body).items;
    expect(
      after.filter((network, index) => JSON.stringify(network) !== JSON.stringify(before[index])),
    ).toMatchObject([{ ...USDC_ON_BASE, updatedAt: platform.clock.now.toISOString() }]);
    expect(await networks("?currencyCode=USDC")).toContainEqual(
      expect.objectContaining({ network: "BASE", status: "SUSPENDED" }),
    );
    const [entry] = await platform.database.owner`
      select organization_id, environment, actor_label, target_id, before, after, reason from audit_events
       where action = 'crypto_network.changed'`;
    expect(entry).toEqual({
      organization_id: OPERATOR_ORGANIZATION_ID,
      environment: null,
      actor_label: "Ada",
      target_id: "USDC BASE",
      // The confirmations were these already.
      before: { status: "ACTIVE", minimumAmount: "1" },
      after: { status: "SUSPENDED", minimumAmount: "25.50" },
      reason,
    });
  });

  it("writes nothing where nothing changes", async () => {
    const same = { currencyCode: "BTC", network: "BITCOIN", minimumAmount: "0.00010", status: "ACTIVE" };
    const count = () => platform.database.owner`select count(*)::int as n from audit_events`;
    const before = await count();
    expect(await ui(admin, "POST", { ...same, reason: "Look" })).toMatchObject({ status: 200 });
    expect(await count()).toEqual(before);
  });

  it.each([
    [{ network: "NONE", status: "ACTIVE" }, 404],
    [{ network: "BASE\u0000", status: "ACTIVE" }, 422],
    [{ status: "GONE" }, 422],
    [{ minimumAmount: "0" }, 422],
    [{ minimumAmount: "0.0000001" }, 422],
    [{ minimumAmount: 1 }, 422],
    [{ confirmations: 0 }, 422],
    [{ confirmations: "3" }, 422],
    [{ currencyCode: "ETH", status: "ACTIVE" }, 422],
    [{ contractAddress: "0x", status: "ACTIVE" }, 422],
    [{}, 422],
  ])("refuses %j", async (change, status) => {
    expect(await ui(admin, "POST", { ...USDC_ON_BASE, ...change, reason: "Try it" })).toMatchObject({
      status,
    });
  });

  it("makes a currency SUSPENDED with the last of its networks", async () => {
    const bitcoin = { currencyCode: "BTC", network: "BITCOIN", reason: "The network is halted" };
    await ui(admin, "POST", { ...bitcoin, status: "SUSPENDED" });
    expect((await get(`${CURRENCIES}/BTC`)).body).toMatchObject({ status: "SUSPENDED" });
    await ui(admin, "POST", { ...bitcoin, status: "ACTIVE" });
    for (const code of CRYPTO_CURRENCY_CODES) {
      expect((await get(`${CURRENCIES}/${code}`)).body).toMatchObject({ status: "ACTIVE" });
    }
  });

  it("stops prices in a currency that is SUSPENDED, and nothing else", async () => {
    const world = await makePaymentWorld(platform);
    const ask = (changes: object) => send(world, "POST", QUOTES, quoteBody(world, changes));
    const inBitcoin = { paymentCurrencyCode: "BTC", paymentAmount: "0.01" };
    const { id } = await paymentIn(world, "CORRECTION_NEEDED");
    const correct = (currencyCode: string) =>
      send(world, "PATCH", `${PAYMENTS}/${id}`, { amount: "0.01", currencyCode });
    const bitcoin = { currencyCode: "BTC", network: "BITCOIN", reason: "The network is halted" };
    await ui(admin, "POST", { ...bitcoin, status: "SUSPENDED" });
    await ui(admin, "POST", { ...USDC_ON_BASE, status: "SUSPENDED", reason: bitcoin.reason });
    for (const answer of [await ask(inBitcoin), await correct("BTC")]) {
      expectRefusal(answer, 503, "rate_unavailable");
      expect(errorOf(answer).details).toEqual({ suspended: ["BTC"] });
    }
    expect((await readPayment(world, id)).status).toBe("CORRECTION_NEEDED");
    expectRefusal(await ask({ ...inBitcoin, paymentAmount: "0.000000001" }), 422, "validation_failed");
    expect(await ask({ paymentCurrencyCode: "USDC", paymentAmount: "100" })).toMatchObject({ status: 201 });
    await ui(admin, "POST", { ...bitcoin, status: "ACTIVE" });
    expect(await ask(inBitcoin)).toMatchObject({ status: 201 });
  });
});
