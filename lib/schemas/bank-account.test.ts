import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  accountNumberSchema,
  bicSchema,
  ibanSchema,
  isRoutingNumber,
  isSameBankCountry,
} from "@/lib/schemas/bank-account";

describe("an IBAN", () => {
  // The examples of the SWIFT IBAN registry.
  const IBANS = [
    "AE070331234567890123456",
    "BE68539007547034",
    "BR1800360305000010009795493C1",
    "CH9300762011623852957",
    "DE89370400440532013000",
    "ES9121000418450200051332",
    "FR1420041010050500013M02606",
    "GB29NWBK60161331926819",
    "MT84MALT011000012345MTLCAST001S",
    "MU17BOMM0101101030300200000MUR",
    "NL91ABNA0417164300",
    "NO9386011117947",
    "SA0380000000608010167519",
    "TR330006100519786457841326",
  ];

  it.each(IBANS)("is taken: %s", (iban) => {
    expect(ibanSchema.parse(iban)).toBe(iban);
  });

  it.each([
    ["DE89 3704 0044 0532 0130 00", "DE89370400440532013000"],
    ["gb29nwbk60161331926819", "GB29NWBK60161331926819"],
    ["NL91-ABNA-0417-1643-00", "NL91ABNA0417164300"],
  ])("is kept in its electronic form: %s", (printed, electronic) => {
    expect(ibanSchema.parse(printed)).toBe(electronic);
  });

  it.each([
    "",
    " ",
    "DE",
    "DE89370400440532013001",
    "DE8937040044053201300",
    "DE893704004405320130000",
    "DE98370400440532013000",
    "ZZ89370400440532013000",
    "US64SVBKUS6S3300958879",
    "GB29NWBK6016133192681O",
    "DE89370400440532013000\n",
    "DE89\u00a03704 0044 0532 0130 00",
    "ıE89370400440532013000",
    "DE8937040044053201300０",
    `DE89${"0".repeat(60)}`,
  ])("is refused: %j", (iban) => {
    expect(ibanSchema.safeParse(iban).success).toBe(false);
  });

  it("is refused with any one digit changed", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("DE89370400440532013000", "NO9386011117947", "GB29NWBK60161331926819"),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (iban, at, by) => {
          const digits = [...iban].flatMap((letter, index) => (/\d/.test(letter) ? [index] : []));
          const index = digits[at % digits.length] ?? 0;
          const wrong = (Number(iban[index]) + by) % 10;
          const changed = `${iban.slice(0, index)}${wrong}${iban.slice(index + 1)}`;
          expect([changed, ibanSchema.safeParse(changed).success]).toEqual([changed, false]);
        },
      ),
    );
  });
});

describe("a BIC", () => {
  it.each([
    ["COBADEFF", "COBADEFF"],
    ["COBADEFFXXX", "COBADEFFXXX"],
    ["cobadeff060", "COBADEFF060"],
    ["SBZAZAJJ", "SBZAZAJJ"],
    ["DEUTDE2H", "DEUTDE2H"],
  ])("is taken: %s", (given, kept) => {
    expect(bicSchema.parse(given)).toBe(kept);
  });

  it.each([
    "",
    "COBADEF",
    "COBADEFFX",
    "COBADEFFXX",
    "COBADEFFXXXX",
    "COBAZZFF",
    "C0BADEFF",
    "COBA DE FF",
    "COBADEFF\n",
    "COBADE?F",
  ])("is refused: %j", (bic) => {
    expect(bicSchema.safeParse(bic).success).toBe(false);
  });
});

describe("an ABA routing number", () => {
  it.each(["011000015", "021000021", "026009593", "121000358", "322271627", "111000025"])(
    "is taken: %s",
    (value) => {
      expect(isRoutingNumber(value)).toBe(true);
    },
  );

  it.each([
    "",
    "000000000",
    "021000022",
    "02100002",
    "0210000210",
    "021 000 021",
    "02100002a",
    "٠٢١٠٠٠٠٢١",
    "130000006",
    "330000000",
    "990000000",
    "-21000021",
    "021000021\n",
  ])("is refused: %j", (value) => {
    expect(isRoutingNumber(value)).toBe(false);
  });

  it("is refused with any one digit changed, and with neighbours exchanged that do not differ by five", () => {
    const right = "021000021";
    for (let index = 0; index < 9; index += 1) {
      for (let by = 1; by < 10; by += 1) {
        const wrong = (Number(right[index]) + by) % 10;
        expect(isRoutingNumber(`${right.slice(0, index)}${wrong}${right.slice(index + 1)}`)).toBe(false);
      }
      const [a, b] = [right[index], right[index + 1]];
      if (a === undefined || b === undefined || a === b) continue;
      expect(isRoutingNumber(`${right.slice(0, index)}${b}${a}${right.slice(index + 2)}`)).toBe(false);
    }
  });
});

describe("an account number", () => {
  it.each(["1", "000123456789", "12-34-56 12345678", "CLABE032180000118359719", "A".repeat(34)])(
    "is taken: %s",
    (value) => {
      expect(accountNumberSchema.parse(value)).toBe(value);
    },
  );

  it.each(["", " 1", "-1", "A".repeat(35), "12\n34", "12\t34", "=1+1", "12_34", "１２"])(
    "is refused: %j",
    (value) => {
      expect(accountNumberSchema.safeParse(value).success).toBe(false);
    },
  );
});

describe("the country of a bank", () => {
  it("is one with the country under whose code the bank works", () => {
    for (const [one, other] of [
      ["DE", "DE"],
      ["GB", "JE"],
      ["GG", "IM"],
      ["FR", "RE"],
      ["US", "PR"],
      ["FI", "AX"],
    ] as const) {
      expect([one, other, isSameBankCountry(one, other), isSameBankCountry(other, one)]).toEqual([
        one,
        other,
        true,
        true,
      ]);
    }
    expect(isSameBankCountry("DE", "AT")).toBe(false);
    expect(isSameBankCountry("JE", "FR")).toBe(false);
  });
});
