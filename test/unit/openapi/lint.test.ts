import { createConfig, lintFromString } from "@redocly/openapi-core";
import spectralCore, { type RulesetDefinition } from "@stoplight/spectral-core";
import spectralRulesets from "@stoplight/spectral-rulesets";
import { describe, expect, it } from "vitest";
import { routeModules } from "@/app/api/route-modules.generated";
import { NEUTRAL_BASE_URL, openApiDocument } from "@/lib/api/openapi/document";

/** Two packages of one house whose types disagree on one field; the linter checks a ruleset when it is set. */
const oas = spectralRulesets.oas as RulesetDefinition;

const document = openApiDocument(routeModules, NEUTRAL_BASE_URL);

describe("the OpenAPI document", { timeout: 60_000 }, () => {
  it("has nothing that Spectral's OpenAPI ruleset warns of", async () => {
    const spectral = new spectralCore.Spectral();
    spectral.setRuleset({
      extends: [[oas, "all"]],
      rules: {
        // Support is reached by tickets; there is no address to name.
        "contact-properties": "off",
        // The licence has its SPDX identifier, which excludes a URL.
        "license-url": "off",
        // The areas are in the order in which a partner meets them.
        "openapi-tags-alphabetical": "off",
      },
    });
    const results = await spectral.run(structuredClone(document));
    expect(results.map(({ code, path, message }) => `${code} at ${path.join("/")}: ${message}`)).toEqual([]);
  });

  it("has nothing that Redocly's recommended ruleset warns of", async () => {
    const config = await createConfig({
      extends: ["recommended"],
      rules: {
        // `/payment/quote` beside `/payment/{id}`: OpenAPI itself says that the literal path is matched first.
        "no-ambiguous-paths": "off",
      },
    });
    const source = JSON.stringify(document);
    const problems = await lintFromString({ source, absoluteRef: "openapi.json", config });
    expect(
      problems.map(({ ruleId, location, message }) => `${ruleId} at ${location[0]?.pointer}: ${message}`),
    ).toEqual([]);
  });
});
