import { describe, expect, it } from "vitest";
import { problemOfList, readEntries, replaceEntry } from "@/lib/client/address-list";

describe("what somebody typed as a list", () => {
  it("is one entry a line, or several, each in its one spelling and once", () => {
    const { entries, problems } = readEntries("192.0.2.7\n\n 2001:DB8::/32 , 192.0.2.7;198.51.100.0/24\r\n");
    expect(entries).toEqual(["192.0.2.7", "2001:db8::/32", "198.51.100.0/24"]);
    expect(problems).toEqual([]);
  });

  it("names what it does not understand by its line, and what was probably meant", () => {
    const { entries, problems } = readEntries("192.0.2.7\n192.0.2.7/24\nexample.com");
    expect(entries).toEqual(["192.0.2.7"]);
    expect(problems).toMatchObject([
      { line: 2, text: "192.0.2.7/24", suggestion: "192.0.2.0/24" },
      { line: 3, text: "example.com" },
    ]);
  });

  it("is mended one entry at a time", () => {
    expect(replaceEntry("110.0.0.1/8\n10.0.0.1/8, x", "10.0.0.1/8", "10.0.0.0/8")).toBe(
      "110.0.0.1/8\n10.0.0.0/8, x",
    );
  });

  it("needs entries unless it is off, and has room for a hundred", () => {
    expect(problemOfList({ mode: "off", entries: [] })).toBeUndefined();
    expect(problemOfList({ mode: "report", entries: [] })).toContain("at least one");
    const many = Array.from({ length: 101 }, (_, index) => `192.0.2.${index}`);
    expect(problemOfList({ mode: "off", entries: many })).toContain("these are 101");
  });
});
