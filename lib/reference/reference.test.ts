import countries from "i18n-iso-countries";
import { describe, expect, it } from "vitest";
import { COUNTRIES, isCountryId, isIndustryId, NAICS_2022 } from "./index";

describe("countries", () => {
  it("are the 249 assigned codes, each once, each with a name of its own", () => {
    expect(COUNTRIES).toHaveLength(249);
    expect(new Set(COUNTRIES.map(({ id }) => id)).size).toBe(249);
    expect(new Set(COUNTRIES.map(({ name }) => name)).size).toBe(249);
    for (const { id, name } of COUNTRIES) {
      expect(id).toMatch(/^[A-Z]{2}$/);
      expect(name).toBe(name.trim());
      expect(name.length).toBeGreaterThan(2);
    }
    const listed = Object.keys(countries.getAlpha2Codes()).filter((id) => id !== "XK");
    expect(COUNTRIES.map(({ id }) => id).sort()).toEqual(listed.sort());
  });

  it("are sorted by the name a person looks for", () => {
    const names = COUNTRIES.map(({ name }) => name);
    expect(names).toEqual([...names].sort(new Intl.Collator("en").compare));
    expect(names[0]).toBe("Afghanistan");
    expect(COUNTRIES.find(({ id }) => id === "CN")?.name).toBe("China");
    expect(names.indexOf("Åland Islands")).toBeLessThan(names.indexOf("Albania"));
    expect(names.filter((name) => name.startsWith("Congo"))).toHaveLength(2);
    expect(names.filter((name) => /^(The|Republic|State|People)\b/.test(name))).toEqual([]);
  });

  it.each([["DE"], ["US"], ["KE"], ["SS"], ["CW"], ["AX"]])("%s is one", (id) => {
    expect(isCountryId(id)).toBe(true);
  });

  it.each([["XK"], ["EU"], ["UK"], ["AN"], ["ZZ"], ["de"], ["DEU"], [""], ["toString"], ["__proto__"]])(
    "%j is none",
    (id) => {
      expect(isCountryId(id)).toBe(false);
    },
  );
});

describe("industries", () => {
  it("are the 1,012 national industries, each once, in order", () => {
    const codes = NAICS_2022.map(([code]) => code);
    expect(codes).toHaveLength(1012);
    expect(new Set(codes).size).toBe(1012);
    expect(codes).toEqual([...codes].sort());
    for (const [code, title] of NAICS_2022) {
      expect(code).toMatch(/^(11|21|22|23|3[1-3]|42|4[45]|4[89]|5[1-6]|6[12]|7[12]|81|92)\d{4}$/);
      expect(title).toMatch(/^[A-Z][A-Za-z0-9 ,.'()&-]*[a-z)]$/);
    }
  });

  it("cover all 20 sectors", () => {
    const prefixes = new Set(NAICS_2022.map(([code]) => code.slice(0, 2)));
    // Manufacturing has three prefixes, retail trade and transportation two each.
    expect(prefixes.size).toBe(20 + 2 + 1 + 1);
  });

  it.each([
    ["513210", "Software Publishers"],
    ["449110", "Furniture Retailers"],
    ["325315", "Compost Manufacturing"],
    ["212220", "Gold Ore and Silver Ore Mining"],
    [
      "516210",
      "Media Streaming Distribution Services, Social Networks, and Other Media Networks and Content Providers",
    ],
    ["523160", "Commodity Contracts Intermediation"],
    ["811114", "Specialized Automotive Repair"],
    ["518210", "Computing Infrastructure Providers, Data Processing, Web Hosting, and Related Services"],
    ["485310", "Taxi and Ridesharing Services"],
    ["624410", "Child Care Services"],
  ])("%s is new or renamed in 2022", (code, title) => {
    expect(NAICS_2022.find(([each]) => each === code)?.[1]).toBe(title);
    expect(isIndustryId(code)).toBe(true);
  });

  it.each([["511210"], ["442110"], ["454110"], ["519130"], ["522293"], ["424320"], ["336111"], ["425110"]])(
    "%s is gone since 2022",
    (code) => {
      expect(isIndustryId(code)).toBe(false);
    },
  );

  it.each([["51321"], ["513210 "], ["5132100"], [""], ["constructor"]])("%j is none", (code) => {
    expect(isIndustryId(code)).toBe(false);
  });
});
