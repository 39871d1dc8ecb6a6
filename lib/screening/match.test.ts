import { describe, expect, it } from "vitest";
import {
  type Candidate,
  fingerprintOf,
  isStillSaid,
  matchesAmong,
  stillDecided,
} from "@/lib/screening/match";
import type { ScreeningQuery } from "@/lib/screening/score";

const query: ScreeningQuery = {
  kind: "person",
  names: ["Ivan Petrov"],
  birthDate: "1970-05-12",
  countries: ["RU"],
  identifiers: [],
};

const candidate = (changes: Partial<Candidate> = {}): Candidate => ({
  list: "test",
  entityId: "NK-1",
  schema: "Person",
  caption: "Ivan Petrov",
  aliases: [],
  birthDates: [],
  countries: [],
  addresses: [],
  identifiers: [],
  sanctions: [],
  topics: ["sanction"],
  datasets: ["Test"],
  ...changes,
});

describe("matches among candidates", () => {
  it("are those from the threshold on, best first", () => {
    const found = matchesAmong(query, [
      candidate({ entityId: "a", caption: "Ivan Petroff" }),
      candidate({ entityId: "b" }),
      candidate({ entityId: "c", caption: "Petr Ivanov" }),
    ]);
    expect(found.map(({ osEntityId }) => osEntityId)).toEqual(["b", "a"]);
  });

  it("are of kinds and topics that concern us, and of those without a topic", () => {
    const found = matchesAmong(query, [
      candidate({ entityId: "vessel", schema: "Vessel" }),
      candidate({ entityId: "journalist", topics: ["role.journo"] }),
      candidate({ entityId: "fraud", topics: ["role.journo", "crime.fraud"] }),
      candidate({ entityId: "unknown", topics: [] }),
    ]);
    expect(found.map(({ osEntityId }) => osEntityId).sort()).toEqual(["fraud", "unknown"]);
  });

  it("show as evidence what the list says, and nothing that it does not", () => {
    const [found] = matchesAmong(query, [candidate({ sanctions: ["Programme"], addresses: ["A street"] })]);
    expect(found?.evidence).toEqual([
      { label: "Sanctions", values: ["Programme"], fullWidth: true },
      { label: "Addresses", values: ["A street"], fullWidth: true },
    ]);
  });
});

describe("what a match was found by", () => {
  const [found] = matchesAmong(query, [
    candidate({ birthDates: ["1970"], countries: ["RU"], identifiers: ["123456789"] }),
  ]);
  const features = found?.features ?? [];

  it("is still said by the same subject, and by one that says more names or numbers", () => {
    expect(features.length).toBeGreaterThan(2);
    expect(isStillSaid(query, features)).toBe(true);
    expect(isStillSaid({ ...query, names: ["Another", ...query.names], identifiers: ["77"] }, features)).toBe(
      true,
    );
  });

  it.each<[string, Partial<ScreeningQuery>]>([
    ["name", { names: ["Iwan Petrow"] }],
    ["birth date", { birthDate: "1971-05-12" }],
    ["country", { countries: ["RU", "CY"] }],
  ])("is not when the %s is another", (_, changes) => {
    expect(isStillSaid({ ...query, ...changes }, features)).toBe(false);
  });
});

describe("a decision about a match", () => {
  const decided = (changes: Partial<Candidate> = {}, queryChanges: Partial<ScreeningQuery> = {}) =>
    stillDecided(
      {
        fingerprint: fingerprintOf({ ...query, ...queryChanges }, candidate(changes)),
        topics: candidate(changes).topics,
      },
      { fingerprint: fingerprintOf(query, candidate()), topicsAtDecision: ["sanction"] },
    );

  it("stands while nothing changes that it rests on", () => {
    expect(decided()).toBe(true);
    expect(decided({ addresses: ["New street"], sanctions: ["New programme"], datasets: ["Another"] })).toBe(
      true,
    );
    expect(decided({ topics: [] })).toBe(true);
    expect(decided({ caption: "PETROV, Ivan" })).toBe(true);
  });

  it("falls with a topic, a name or a birth date that the list adds", () => {
    expect(decided({ topics: ["sanction", "crime.fraud"] })).toBe(false);
    expect(decided({ aliases: ["Vanya the Hammer"] })).toBe(false);
    expect(decided({ birthDates: ["1970-05-12"] })).toBe(false);
  });

  it("falls with what was looked for", () => {
    expect(decided({}, { birthDate: "1970-05-13" })).toBe(false);
    expect(decided({}, { names: ["Ivan S. Petrov"] })).toBe(false);
    expect(decided({}, { countries: ["RU", "BY"] })).toBe(false);
  });
});
