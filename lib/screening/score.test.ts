import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MATCH_THRESHOLD } from "@/lib/screening/rules";
import {
  birthDateAgreement,
  type ListedEntity,
  type ScreeningQuery,
  scoreCandidate,
} from "@/lib/screening/score";
import { MATCHING_COMPANIES, MATCHING_PERSONS } from "@/lib/screening/test-pairs";

const person = (changes: Partial<ScreeningQuery> = {}): ScreeningQuery => ({
  kind: "person",
  names: ["Ivan Petrov"],
  birthDate: null,
  countries: [],
  identifiers: [],
  ...changes,
});

const company = (name: string, changes: Partial<ScreeningQuery> = {}): ScreeningQuery => ({
  ...person(changes),
  kind: "organization",
  names: [name],
});

const listed = (caption: string, changes: Partial<ListedEntity> = {}): ListedEntity => ({
  schema: "Person",
  caption,
  aliases: [],
  birthDates: [],
  countries: [],
  identifiers: [],
  ...changes,
});

const scoreOf = (query: ScreeningQuery, entity: ListedEntity) => scoreCandidate(query, entity).score;

describe("persons that match", () => {
  it.each(MATCHING_PERSONS)("%s: %s and %s", (_, own, theirs) => {
    expect(scoreOf(person({ names: [own] }), listed(theirs))).toBeGreaterThanOrEqual(MATCH_THRESHOLD);
  });

  it("by an alias, and says by which", () => {
    const entity = listed("Somebody Else", { aliases: ["Nobody", "Ivan Petroff"] });
    const { score, features } = scoreCandidate(person(), entity);
    expect(score).toBeGreaterThanOrEqual(MATCH_THRESHOLD);
    expect(features[0]).toMatchObject({
      key: "alias",
      candidateValue: "Ivan Petroff",
      matchedValue: "Ivan Petrov",
    });
  });
});

describe("persons that do not", () => {
  it.each([
    ["first and last name of two", "Ivan Petrov", "Petr Ivanov"],
    ["a family name alone", "Ivan Petrov", "Petrov"],
    ["a first name in common", "Ivan Petrov", "Ivan Sidorov"],
    ["a family name in common", "Sergey Ivanov", "Andrey Ivanov"],
    ["a family name that begins alike", "Ivan Petrov", "Ivan Petrenko"],
    ["another that begins alike", "Peter Brown", "Peter Browning"],
    ["Hassan and Hussein", "Hassan Ali", "Ali Hussein"],
    ["two of three names", "Maria Fernandez Lopez", "Maria Fernandez Garcia"],
    ["short names", "Wang Wei", "Wang Fei"],
    ["shorter ones", "Li Na", "Li Ma"],
    ["brothers", "Kim Jong Un", "Kim Jong Il"],
    ["nothing at all", "Amelia Hart", "Vladislav Ostrogradov"],
  ])("%s: %s and %s", (_, own, theirs) => {
    expect(scoreOf(person({ names: [own] }), listed(theirs))).toBeLessThan(MATCH_THRESHOLD);
  });
});

describe("companies that match", () => {
  it.each(MATCHING_COMPANIES)("%s: %s and %s", (_, own, theirs) => {
    const entity = listed(theirs, { schema: "Company" });
    expect(scoreOf(company(own), entity)).toBeGreaterThanOrEqual(MATCH_THRESHOLD);
  });
});

describe("companies that do not", () => {
  it.each([
    ["a common word in common", "Acme Trading", "Zenith Trading"],
    ["a name in common and different businesses", "Acme Trading", "Acme Shipping"],
    ["nothing but common words", "Global Trading Ltd", "Global Holdings"],
    [
      "common words, some of them the same",
      "International Business Corporation",
      "International Business Group Trading",
    ],
    ["two banks", "Bank Melli", "Bank Mellat"],
    ["one word of two", "Northwind Robotics Ltd", "Northwind Chemicals"],
    ["one letter of a short name", "Acme", "Acne"],
  ])("%s: %s and %s", (_, own, theirs) => {
    const entity = listed(theirs, { schema: "Company" });
    expect(scoreOf(company(own), entity)).toBeLessThan(MATCH_THRESHOLD);
  });
});

describe("what else both sides say", () => {
  const born = (birthDate: string, changes: Partial<ListedEntity> = {}) =>
    scoreOf(person({ birthDate }), listed("Ivan Petrov", changes));

  it.each([
    ["1970-05-12", "1970-05-12", 0.1],
    ["1970-05-12", "1970", 0.05],
    ["1970-05-12", "1970-05", 0.05],
    ["1970-05-12", "1970-12-05", 0],
    ["1970-05-12", "1979-05-12", 0],
    ["1970-05-12", "1970-08-21", -0.1],
    ["1970-05-12", "1971", -0.1],
    ["1970-05-12", "1988-05-30", -0.35],
    ["1970-05-12", "1988", -0.35],
  ])("a birth date of %s and %s in the list: %d", (own, theirs, expected) => {
    expect(birthDateAgreement(own, theirs).adjustment).toBe(expected);
  });

  it("puts an equal name with a contradicting birth date below the threshold", () => {
    expect(born("1970-05-12", { birthDates: ["1948-02-02"] })).toBeLessThan(MATCH_THRESHOLD);
    expect(born("1970-05-12", { birthDates: ["1948-02-02"], countries: ["RU"] })).toBeLessThan(
      MATCH_THRESHOLD,
    );
  });

  it("takes the best of several birth dates", () => {
    expect(born("1970-05-12", { birthDates: ["1948-02-02", "1970-05-12"] })).toBe(1);
  });

  it("lowers the score where no country is shared, which alone clears nobody of an equal name", () => {
    const query = person({ countries: ["GB"] });
    expect(scoreOf(query, listed("Ivan Petrov", { countries: ["RU"] }))).toBe(0.9);
    expect(scoreOf(query, listed("Ivan Petrov", { countries: ["RU", "GB"] }))).toBe(1);
  });

  it("lowers the score of a person for a company", () => {
    expect(scoreOf(company("Ivan Petrov"), listed("Ivan Petrov"))).toBe(0.85);
    expect(scoreOf(company("Ivan Petrov"), listed("Ivan Petrov", { schema: "LegalEntity" }))).toBe(1);
  });

  it("finds by an identifier what is roughly alike, or in the same country", () => {
    const query = company("Severny Trade Ltd", { identifiers: ["102-770-0999-111"], countries: ["RU"] });
    const entity = (caption: string, countries: string[]) =>
      listed(caption, { schema: "Company", identifiers: ["1027700999111"], countries });
    expect(scoreOf(query, entity("Wholly Different", ["RU"]))).toBe(0.75);
    expect(scoreOf(query, entity("Wholly Different", ["CN"]))).toBeLessThan(MATCH_THRESHOLD);
    expect(scoreOf(query, entity("Severnyy Trade Export House", []))).toBeGreaterThanOrEqual(MATCH_THRESHOLD);
  });
});

describe("every score", () => {
  const name = fc
    .array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 })
    .map((all) => all.join(" "));

  it("lies between 0 and 1 in four decimals, whatever the names", () => {
    fc.assert(
      fc.property(name, name, (own, theirs) => {
        const { score } = scoreCandidate(person({ names: [own] }), listed(theirs));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(Number(score.toFixed(4))).toBe(score);
      }),
    );
  });

  it("is the same whichever side a name stands on", () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        const [forth, back] = [
          scoreOf(person({ names: [a] }), listed(b)),
          scoreOf(person({ names: [b] }), listed(a)),
        ];
        expect(Math.abs(forth - back)).toBeLessThan(0.0002);
      }),
    );
  });
});
