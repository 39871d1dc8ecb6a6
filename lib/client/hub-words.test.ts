import { describe, expect, test } from "vitest";
import { enumWords, formatAmount, priorityWords, statusWords } from "@/lib/client/hub-words";
import { CUSTOMER_STATUSES, PAYMENT_STATUSES, TICKET_STATUSES } from "@/lib/schemas/lifecycle";

describe("amounts", () => {
  test("are grouped without a digit lost", () => {
    expect(formatAmount("0.00000001")).toBe("0.00000001");
    expect(formatAmount("999")).toBe("999");
    expect(formatAmount("1000.50")).toBe("1,000.50");
    expect(formatAmount("12345678901234567890.123456789")).toBe("12,345,678,901,234,567,890.123456789");
    expect(formatAmount("-1234")).toBe("-1,234");
  });

  test("that are no plain decimals stay as they are", () => {
    expect(formatAmount("1e9")).toBe("1e9");
    expect(formatAmount("")).toBe("");
  });
});

test("values of an enumeration read as words", () => {
  expect(enumWords("LIMITED_LIABILITY_COMPANY")).toBe("Limited liability company");
});

describe("statuses", () => {
  test("each one has words of its own", () => {
    for (const [kind, statuses] of [
      ["customers", CUSTOMER_STATUSES],
      ["payments", PAYMENT_STATUSES],
      ["tickets", TICKET_STATUSES],
    ] as const) {
      const words = statuses.map((status) => statusWords(kind, status).word);
      expect(new Set(words).size).toBe(statuses.length);
    }
  });

  test("unknown ones are readable all the same", () => {
    expect(statusWords("payments", "RETURNED_BY_BANK")).toEqual({
      word: "Returned by bank",
      tone: "neutral",
    });
    expect(priorityWords("URGENT").tone).toBe("destructive");
    expect(priorityWords("SOMETIME").word).toBe("Sometime");
  });
});
