import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Exact, formatAmount, smallestUnit } from "@/lib/money/decimal";
import { feeOf, type Price, type PriceTerms, priceOfPayment, priceOfTarget } from "@/lib/money/price";
import { crossRate } from "@/lib/money/rate";
import { CURRENCIES, CURRENCY_CODES, type CurrencyCode } from "@/lib/schemas/currency";
import { AMOUNT_LIMIT, amountSchema, decimalsProblem } from "@/lib/schemas/money";

const currency = fc.constantFrom(...CURRENCY_CODES);
/** What a unit is worth in dollars, from a shilling to a bitcoin and beyond. */
const worth = fc
  .tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: -12, max: 1 }))
  .map(([digits, exponent]) => new Exact(10).pow(exponent).times(digits).toFixed());
const terms = fc.tuple(currency, currency, worth, worth).map(
  ([paymentCurrencyCode, targetCurrencyCode, from, to]): PriceTerms => ({
    paymentCurrencyCode,
    targetCurrencyCode,
    rate: crossRate(from, to),
  }),
);

/** A positive amount of the currency, small ones as likely as large ones. */
function amountOf(code: CurrencyCode): fc.Arbitrary<string> {
  const { decimals } = CURRENCIES[code];
  return fc
    .integer({ min: 1, max: 12 + decimals })
    .chain((digits) => fc.bigInt({ min: 1n, max: 10n ** BigInt(digits) - 1n }))
    .map((units) => formatAmount(smallestUnit(code).times(units.toString()), code));
}

const paidCase = terms.chain((of) => amountOf(of.paymentCurrencyCode).map((amount) => ({ of, amount })));
const targetCase = terms.chain((of) => amountOf(of.targetCurrencyCode).map((amount) => ({ of, amount })));

/** The price, where there is one. */
function priced(price: Price | string): Price {
  fc.pre(typeof price !== "string");
  if (typeof price === "string") throw new Error("no price");
  return price;
}

/** What (payment amount − fee) × rate is, before anything is rounded. */
function exactPayout({ paymentAmount, paymentCurrencyCode, rate }: Price) {
  const paid = new Exact(paymentAmount);
  return paid.minus(feeOf(paid, paymentCurrencyCode)).times(rate);
}

describe("a price", () => {
  it("is exact to the smallest unit, and every rounding is in the platform's favour", () => {
    fc.assert(
      fc.property(paidCase, ({ of, amount }) => {
        const price = priced(priceOfPayment(amount, of));
        const paid = new Exact(amount);
        const fee = new Exact(price.priceBreakdown.fee.amount);
        expect(price.paymentAmount).toBe(amount);
        expect(fee.gte(paid.times("0.005"))).toBe(true);
        expect(fee.minus(paid.times("0.005")).lt(smallestUnit(of.paymentCurrencyCode))).toBe(true);
        const lost = exactPayout(price).minus(price.totalTarget);
        expect(lost.gte(0) && lost.lt(smallestUnit(of.targetCurrencyCode))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("asks the least that lets a wanted amount arrive", () => {
    fc.assert(
      fc.property(targetCase, ({ of, amount }) => {
        const price = priced(priceOfTarget(amount, of));
        expect(price.totalTarget).toBe(amount);
        expect(exactPayout(price).gte(amount)).toBe(true);
        const less = new Exact(price.paymentAmount).minus(smallestUnit(of.paymentCurrencyCode));
        const left = less.minus(feeOf(less, of.paymentCurrencyCode)).times(of.rate);
        expect(left.lt(amount)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("gives back no more than was paid, there and back at the rates of one moment", () => {
    fc.assert(
      fc.property(
        currency,
        currency,
        worth,
        worth,
        fc.integer({ min: 1, max: 1_000_000_000 }),
        (from, to, a, b, units) => {
          const amount = formatAmount(smallestUnit(from).times(units), from);
          const there = priced(
            priceOfPayment(amount, {
              paymentCurrencyCode: from,
              targetCurrencyCode: to,
              rate: crossRate(a, b),
            }),
          );
          const back = priced(
            priceOfPayment(there.totalTarget, {
              paymentCurrencyCode: to,
              targetCurrencyCode: from,
              rate: crossRate(b, a),
            }),
          );
          expect(new Exact(back.totalTarget).lt(amount)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("is written in plain digits with exactly the currency's decimals", () => {
    fc.assert(
      fc.property(paidCase, ({ of, amount }) => {
        const price = priced(priceOfPayment(amount, of));
        const { payout, fee } = price.priceBreakdown;
        expect(payout).toMatchObject({ amount: price.totalTarget, currencyCode: of.targetCurrencyCode });
        expect(fee.amount).toMatch(/^(0|[1-9]\d*)(\.\d+)?$/);
        const { decimals } = CURRENCIES[of.paymentCurrencyCode];
        expect(fee.amount.split(".")[1]?.length ?? 0).toBe(decimals);
        expect(amountSchema.safeParse(price.totalTarget).success).toBe(true);
        expect(decimalsProblem(price.totalTarget, of.targetCurrencyCode)).toBeNull();
      }),
    );
  });

  it.each([
    ["1000", "USD", "USD", "1", "995.00", "5.00"],
    ["1000", "USDC", "KES", "129.198966408", "128552.97", "5.000000"],
    ["100.00", "USD", "XOF", "564.971751412", "56214", "0.50"],
    ["0.01", "BTC", "UGX", "350877192.982", "3491228", "0.00005000"],
    ["100000", "UGX", "BTC", "0.00000000285", "0.00028357", "500"],
    ["0.02", "USD", "USD", "1", "0.01", "0.01"],
  ] as const)(
    "of %s %s in %s at %s is %s, of which the fee took %s",
    (amount, from, to, rate, total, fee) => {
      const price = priceOfPayment(amount, { paymentCurrencyCode: from, targetCurrencyCode: to, rate });
      expect(price).toMatchObject({ totalTarget: total, priceBreakdown: { fee: { amount: fee } } });
    },
  );

  it("is none where nothing would arrive, or a side would reach the limit of amounts", () => {
    const of = (rate: string): PriceTerms => ({
      paymentCurrencyCode: "USD",
      targetCurrencyCode: "USD",
      rate,
    });
    expect(priceOfPayment("0.01", of("1"))).toBe("too_small");
    expect(priceOfPayment("100.00", of("0.0000001"))).toBe("too_small");
    expect(priceOfPayment("999999999999.99", of("2"))).toBe("too_large");
    expect(priceOfTarget("999999999999.99", of("1"))).toBe("too_large");
    expect(priceOfTarget("0.01", of("1"))).toMatchObject({ paymentAmount: "0.02" });
  });
});

describe("a cross rate", () => {
  it("is rounded down to twelve digits, never by more than its last one", () => {
    fc.assert(
      fc.property(worth, worth, (from, to) => {
        const rate = crossRate(from, to);
        expect(rate).toMatch(/^(0|[1-9]\d*)(\.\d*[1-9])?$/);
        const exact = new Exact(from).div(to);
        expect(new Exact(rate).lte(exact)).toBe(true);
        expect(exact.minus(rate).div(exact).lt("1e-11")).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(crossRate("0.5", "0.5")).toBe("1");
  });
});

describe("an amount", () => {
  it.each(["1", "0.5", "10.00", "0.000000000000000001", "999999999999.99"])("may be %s", (amount) => {
    expect(amountSchema.safeParse(amount).success).toBe(true);
  });

  it.each([
    "",
    "0",
    "0.00",
    "00.5",
    "01",
    ".5",
    "5.",
    "1.2.3",
    "+1",
    "-1",
    "1e3",
    "1E3",
    "1,000",
    "1 000",
    " 1",
    "1 ",
    "1\n",
    "٣",
    "１",
    "0x10",
    "1_000",
    "NaN",
    "Infinity",
    "$1",
    AMOUNT_LIMIT,
    "0.0000000000000000001",
    "9".repeat(400),
  ])("is refused as %j", (amount) => {
    expect(amountSchema.safeParse(amount).success).toBe(false);
  });

  it.each([1, 0.1, null, true, ["1"], {}])("is a string, never %j", (amount) => {
    expect(amountSchema.safeParse(amount).success).toBe(false);
  });

  it("has at most its currency's decimals, which for some are none", () => {
    for (const code of CURRENCY_CODES) {
      const { decimals } = CURRENCIES[code];
      const most = decimals === 0 ? "1" : `1.${"1".repeat(decimals)}`;
      const more = decimals === 0 ? "1.1" : `${most}1`;
      expect([code, decimalsProblem(most, code), decimalsProblem(more, code) === null]).toEqual([
        code,
        null,
        false,
      ]);
    }
    expect((["XOF", "XAF", "UGX"] as const).map((code) => CURRENCIES[code].decimals)).toEqual([0, 0, 0]);
  });
});
