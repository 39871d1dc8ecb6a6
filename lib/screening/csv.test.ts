import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { readHeader, toListedRow, WatchlistFileError } from "@/lib/screening/csv";

const minimal = { id: "NK-1", schema: "Person", name: "Ivan Petrov" };
const rowOf = (record: Record<string, string>) => toListedRow({ ...minimal, ...record }, 2);

describe("the header", () => {
  it("may be in any order and lack what is optional", () => {
    expect(readHeader(["Name", " schema", "id", "unknown"])).toEqual(["name", "schema", "id", "unknown"]);
  });

  it.each([
    [["id", "name"], /no column schema/],
    [["a;b;c"], /no column id, schema, name/],
    [["id", "schema", "name", "name"], /name twice/],
  ])("%j is refused", (header, message) => {
    expect(() => readHeader(header)).toThrow(message);
    expect(() => readHeader(header)).toThrow(WatchlistFileError);
  });
});

describe("a row", () => {
  it("has every value of every column", () => {
    expect(
      rowOf({
        aliases: "Иван Петров;Petrov, I.",
        birth_date: "1970-05-12;1970;unknown",
        countries: "ru;by",
        addresses: '"Street 1; House 2";Street 3',
        identifiers: "12-34-56-78;x",
        sanctions: "Programme",
        dataset: "One;Two",
        first_seen: "2023-04-20T18:26:39",
        last_change: "2024-01-02T03:04:05Z",
      }),
    ).toEqual({
      entityId: "NK-1",
      schema: "Person",
      caption: "Ivan Petrov",
      aliases: ["Иван Петров", "Petrov, I."],
      birthDates: ["1970-05-12", "1970"],
      countries: ["RU", "BY"],
      addresses: ["Street 1; House 2", "Street 3"],
      identifiers: ["12-34-56-78", "x"],
      sanctions: ["Programme"],
      topics: ["sanction"],
      datasets: ["One", "Two"],
      firstSeen: "2023-04-20T18:26:39.000Z",
      lastChange: "2024-01-02T03:04:05.000Z",
      identifierKeys: ["12345678"],
      names: [
        { name: "Ivan Petrov", normalized: "ivan petrov" },
        { name: "Petrov, I.", normalized: "i petrov" },
      ],
    });
  });

  it.each([
    [{ topics: "crime.fraud;poi", sanctions: "X" }, ["crime.fraud", "poi"]],
    [{ sanctions: "X", dataset: "Every Politician (PEP)" }, ["sanction", "role.pep"]],
    [{ dataset: "ua_nazk_peps" }, ["role.pep"]],
    [{ dataset: "Politically Exposed Persons of Somewhere" }, ["role.pep"]],
    [{ dataset: "Peppermint Register" }, []],
  ])("%j has the topics %j", (record, topics) => {
    expect(rowOf(record)?.topics).toEqual(topics);
  });

  it("is left out where nobody is compared with such a thing, or where it has no name", () => {
    expect(rowOf({ schema: "Vessel" })).toBeNull();
    expect(rowOf({ name: "" })).toBeNull();
    expect(rowOf({ name: "???" })).toBeNull();
  });

  it("is refused without id or schema, and says in which line", () => {
    expect(() => rowOf({ id: " " })).toThrow("Line 2 has no id.");
    expect(() => rowOf({ schema: "" })).toThrow("Line 2 has no schema.");
  });

  it("may have a quotation mark inside of a value", () => {
    expect(rowOf({ aliases: 'Ivan "The Boss" Petrov;Ivan II' })?.aliases).toEqual([
      'Ivan "The Boss" Petrov',
      "Ivan II",
    ]);
  });

  it("holds nothing that PostgreSQL cannot", () => {
    expect(rowOf({ name: "Ivan\u0000 Petrov" })?.caption).toBe("Ivan Petrov");
  });
});

it("reads the whole fictional list", () => {
  const file = readFileSync(new URL("./fictional-watchlist.csv", import.meta.url), "utf8");
  const records: Record<string, string>[] = parse(file, {
    columns: (header: string[]) => readHeader(header),
  });
  const rows = records.map((record, index) => toListedRow(record, index + 2));
  expect(rows.length).toBeGreaterThanOrEqual(60);
  expect(rows).not.toContain(null);
  expect(new Set(rows.map((row) => row?.entityId)).size).toBe(rows.length);
  const topics = new Set(rows.flatMap((row) => row?.topics ?? []));
  expect([...topics]).toEqual(expect.arrayContaining(["sanction", "role.pep", "crime.fraud"]));
});
