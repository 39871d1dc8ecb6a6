import { describe, expect, it } from "vitest";
import { nameWords, normalizeIdentifier, normalizeName } from "@/lib/screening/names";
import type { SubjectKind } from "@/lib/screening/rules";

const words = (name: string, kind: SubjectKind) => nameWords(name, kind).join(" ");

describe("the words of a company's name", () => {
  it.each([
    ["ООО «Ромашка-Трейд»", "romashka treyd"],
    ["Romashka Trade LLC", "romashka trade"],
    ["LLC Romashka Trade", "romashka trade"],
    ["Acme S.A. de C.V.", "acme"],
    ["Foo Sp. z o.o.", "foo"],
    ["Müller & Söhne Spedition GmbH & Co. KG", "muller and sohne spedition"],
    ["J.P. Morgan Inc.", "jp morgan"],
    ["PT. Maju Jaya Tbk", "maju jaya"],
    ["A.B. Trading Company Limited", "ab trading"],
    ["The Foo Limited Liability Company", "the foo"],
    ["上海星辰贸易有限公司", "上海星辰贸易"],
    ["株式会社星辰", "星辰"],
    ["Demirkıran Denizcilik A.Ş.", "demirkiran denizcilik"],
    ["Ltd", "ltd"],
    ["S.A.", "sa"],
  ])("%s: %s", (name, expected) => {
    expect(words(name, "organization")).toBe(expected);
  });
});

describe("the words of a person's name", () => {
  it.each([
    ["Дмитрий Щукин", "dmitriy shchukin"],
    ["Абдул-Рахман", "abdul rakhman"],
    ["Dr. Seán O'Brien", "sean obrien"],
    ["Ελένη Παπαδάκη", "eleni papadaki"],
    ["Nguyễn Văn Đức", "nguyen van duc"],
    ["ნუგზარ", "nugzar"],
    ["Łukasz Ørsted-Straße", "lukasz orsted strasse"],
    ["ＦＵＬＬ Ｗｉｄｔｈ", "full width"],
    ["محمّد عليّ", "محمد علي"],
    ["김정은", "김정은"],
    ["Mr", "mr"],
    ["!?", ""],
    ["Vla\u200bdi\u00admir P\u2060uti\ufeffn", "vladimir putin"],
    ["Vla\u3164dimir \u202ePutin\u202c", "vladimir putin"],
    ["Рutin Vlаdimіr", "putin vladimir"],
    ["Ρetros Ανdreou", "petros avdreou"],
    ["Путин Vladimir", "putin vladimir"],
  ])("%s: %s", (name, expected) => {
    expect(words(name, "person")).toBe(expected);
  });

  it("is not cut short by blanks", () => {
    expect(words(`Vladimir${" ".repeat(190)} ${" ".repeat(190)}Putin`, "person")).toBe("vladimir putin");
  });

  it("has an end", () => {
    expect(nameWords("Ab ".repeat(10_000), "person")).toHaveLength(16);
  });
});

describe("the searched form", () => {
  it("does not know the order of words", () => {
    expect(normalizeName("Petrov, Ivan", "person")).toBe(normalizeName("Ivan Petrov", "person"));
  });

  it("leaves out of a company what many have in common, unless there is nothing else", () => {
    expect(normalizeName("Kagomi Trading Holding Ltd", "organization")).toBe("kagomi");
    expect(normalizeName("Global Trading Ltd", "organization")).toBe("global trading");
  });

  it("of an identifier is letters and digits, or nothing for what is too short to tell anybody apart", () => {
    expect(normalizeIdentifier("HRB 20-4117/b")).toBe("hrb204117b");
    expect(normalizeIdentifier("12-34")).toBe("");
  });
});
