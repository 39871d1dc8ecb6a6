import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slugCandidates } from "@/lib/operations/organizations/slug";
import { slugSchema } from "@/lib/schemas/organization";

function firstSlugs(name: string, count: number): string[] {
  const candidates = slugCandidates(name);
  return Array.from({ length: count }, () => candidates.next().value);
}

describe("slugs of organizations", () => {
  it("are made of the name's letters and digits in ASCII", () => {
    expect(firstSlugs("  Café Zürich & Söhne (UK) No. 7 ", 1)).toEqual(["cafe-zurich-sohne-uk-no-7"]);
    expect(firstSlugs("日本支払", 1)).toEqual(["organization"]);
  });

  it("are numbered from 2 when the plain one is taken", () => {
    expect(firstSlugs("Acme", 3)).toEqual(["acme", "acme-2", "acme-3"]);
  });

  it("leave the demo organization's slug alone", () => {
    expect(firstSlugs("Demo", 2)).toEqual(["demo-2", "demo-3"]);
  });

  it("have the form of a slug whatever the name is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (name) => {
        for (const slug of firstSlugs(name, 3)) expect(slugSchema.safeParse(slug).success).toBe(true);
      }),
    );
  });
});
