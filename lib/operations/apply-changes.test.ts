import { describe, expect, it } from "vitest";
import { applyChanges } from "@/lib/operations/apply-changes";

type Stored = { name: string; city?: string; ids: string[]; isOpen?: boolean };

const stored: Stored = { name: "Acme", city: "London", ids: ["a", "b"] };

describe("changes of what is stored", () => {
  it("take the place of what they name, and leave the rest", () => {
    expect(applyChanges(stored, { city: "Paris", isOpen: false })).toEqual({
      merged: { name: "Acme", city: "Paris", ids: ["a", "b"], isOpen: false },
      changed: ["city", "isOpen"],
    });
  });

  it("take a member away by null", () => {
    const { merged, changed } = applyChanges(stored, { city: null });
    expect(merged).toEqual({ name: "Acme", ids: ["a", "b"] });
    expect(merged).not.toHaveProperty("city");
    expect(changed).toEqual(["city"]);
  });

  it("are none where nothing differs afterwards", () => {
    for (const changes of [
      {},
      { name: "Acme" },
      { city: undefined },
      { ids: ["a", "b"] },
      { isOpen: null },
    ]) {
      expect(applyChanges<Stored>(stored, changes)).toEqual({ merged: stored, changed: [] });
    }
    expect(applyChanges(stored, { ids: ["b", "a"] }).changed).toEqual(["ids"]);
  });

  it("do not touch what they start from", () => {
    applyChanges(stored, { name: "Other", city: null });
    expect(stored).toEqual({ name: "Acme", city: "London", ids: ["a", "b"] });
  });
});
