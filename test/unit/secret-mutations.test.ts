import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const COMPONENTS = path.join(import.meta.dirname, "../../components");

/** Calls that are given a password, or answer with what is shown once. */
const SECRET_CALLS = [
  "changePassword",
  "resetPassword",
  "beginSecondFactor",
  "confirmSecondFactor",
  "replaceRecoveryCodes",
  "inviteMember",
];

const mutations = readdirSync(COMPONENTS, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".tsx"))
  .flatMap((file) =>
    readFileSync(path.join(COMPONENTS, file), "utf8")
      .split(/(?=useMutation\()/)
      .slice(1)
      .map((text) => ({ file, text: text.slice(0, text.indexOf("\n  });") + 1) || text })),
  );

describe("mutations that carry a secret", () => {
  it.each(SECRET_CALLS)("of %s are forgotten with their page, and hand their answer to it alone", (call) => {
    const found = mutations.filter(({ text }) => new RegExp(`\\b${call}\\b`).test(text));
    expect(found.length).toBeGreaterThan(0);
    for (const { file, text } of found) {
      expect(text, file).toContain("gcTime: 0");
      expect(text, file).not.toMatch(new RegExp(`mutationFn: ${call}\\b`));
    }
  });
});
