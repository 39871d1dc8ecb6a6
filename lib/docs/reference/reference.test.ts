import { describe, expect, it } from "vitest";
import openApi from "@/docs/openapi.json";
import { NEUTRAL_FACTS } from "@/lib/docs/facts";
import { SAMPLE_LANGUAGES } from "@/lib/docs/languages";
import { referenceAreas, referenceOperations } from "@/lib/docs/reference/document";
import { fieldsOf, parameterField } from "@/lib/docs/reference/fields";
import { flattened } from "@/lib/docs/reference/markdown";
import type { ReferenceField, ReferenceOperation } from "@/lib/docs/reference/model";
import { refusalsThat, sharedReasons } from "@/lib/docs/reference/refusals";
import { exampleTarget, samplesOf } from "@/lib/docs/reference/samples";
import { referencePages } from "@/lib/docs/reference-pages";
import { API_PERMISSIONS } from "@/lib/permissions";
import { routes } from "@/lib/routes";

const operations = referenceOperations();

function operation(name: string): ReferenceOperation {
  const found = operations.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`No operation ${name}.`);
  return found;
}

function allFields({
  pathFields,
  queryFields,
  headerFields,
  body,
  answers,
}: ReferenceOperation): ReferenceField[] {
  const top = [
    ...pathFields,
    ...queryFields,
    ...headerFields,
    ...(body?.fields ?? []),
    ...answers.flatMap(({ fields }) => fields),
  ];
  return flattened(top, "").map(({ field }) => field);
}

describe("the API reference", () => {
  it("has a page for every operation of the document, and its address is the operation's id", () => {
    const documented = Object.values(openApi.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => routes.apiOperation(operationId)),
    );
    const pages = referencePages(NEUTRAL_FACTS).map(({ href }) => href);
    expect(pages[0]).toBe(routes.apiReference);
    expect(pages.slice(1).sort()).toEqual(documented.sort());
    expect(referenceAreas().every((area) => area.operations.length > 0)).toBe(true);
  });

  it("says what every field means and of what type it is", () => {
    const silent = operations.flatMap((each) =>
      allFields(each)
        .filter(({ description, type }) => description.length < 4 || type === "any JSON")
        .map(({ anchor }) => `${each.name}: ${anchor}`),
    );
    expect(silent).toEqual([]);
  });

  it("gives every field of a page an anchor of its own", () => {
    for (const each of operations) {
      const anchors = allFields(each).map(({ anchor }) => anchor);
      expect(new Set(anchors).size, each.name).toBe(anchors.length);
    }
  });

  it("knows the permission of each, and that a write is not granted without its read", () => {
    for (const { permission, impliedPermission } of operations) {
      if (permission !== null) expect(API_PERMISSIONS).toContain(permission);
      if (impliedPermission !== null) expect(API_PERMISSIONS).toContain(impliedPermission);
    }
    expect(operation("createCustomer")).toMatchObject({
      permission: "CUSTOMERS_WRITE",
      impliedPermission: "CUSTOMERS_READ",
      takesPersonalKeys: true,
    });
    expect(operation("checkSignature")).toMatchObject({ permission: null, takesPersonalKeys: false });
  });

  it("tells of nested lists, values, defaults and null", () => {
    const persons = operation("createCustomer").body?.fields.find(({ name }) => name === "persons");
    expect(persons).toMatchObject({ type: "list of objects", constraints: ["at most 50 entries"] });
    expect(persons?.fields.find(({ name }) => name === "roles")).toMatchObject({
      type: "list of strings",
      values: ["UBO", "SHAREHOLDER", "DIRECTOR"],
      example: ["DIRECTOR", "UBO"],
    });
    const limit = operation("listCustomers").queryFields.find(({ name }) => name === "limit");
    expect(limit).toMatchObject({ type: "integer", defaultValue: 20, constraints: ["1 to 100"] });
    const website = operation("updateCustomer").body?.fields.find(({ name }) => name === "website");
    expect(website).toMatchObject({ type: "string", isNullable: true, isRequired: false });
  });

  it("reads unions and types that it does not meet in the document", () => {
    const schema = {
      properties: { either: { anyOf: [{ type: "string" }, { type: "integer" }], description: "Both." } },
    };
    expect(fieldsOf({}, schema, "body")[0]).toMatchObject({
      type: "one of several forms",
      isNullable: false,
    });
    expect(parameterField({}, { name: "x", schema: { type: ["integer", "null"] } }, "query")).toMatchObject({
      type: "integer",
      isNullable: true,
    });
  });

  it("shows the call in every language, with the operation's own method, target and body", () => {
    for (const each of operations) {
      const samples = samplesOf(each, "https://api.example.com");
      expect(samples.map(({ id }) => id)).toEqual(SAMPLE_LANGUAGES.map(({ id }) => id));
      for (const { id, code } of samples) {
        expect(code, `${each.name} ${id}`).toContain(exampleTarget(each));
        expect(code, `${each.name} ${id}`).not.toMatch(/\{[a-z]+Id?\}|undefined|\[object/);
      }
    }
    const [shell] = samplesOf(operation("createCustomer"), "https://api.example.com");
    const heredoc = /<<'JSON'\n([\s\S]+)\nJSON\n/.exec(shell?.code ?? "")?.[1] ?? "";
    expect(JSON.parse(heredoc)).toEqual(operation("createCustomer").body?.example);
  });

  it("links every reason of every operation to its explanation, own ones apart from those of all", () => {
    const shared = sharedReasons(operations);
    expect(shared).toContain("uri_mismatch");
    expect(shared).not.toContain("quote_used");
    const { refusals } = operation("createPayment");
    const own = refusalsThat("own", refusals, shared).flatMap(({ reasons }) => reasons);
    expect(own.map(({ reason }) => reason)).toContain("quote_used");
    const total = refusals.flatMap(({ reasons }) => reasons).length;
    const always = refusalsThat("shared", refusals, shared).flatMap(({ reasons }) => reasons);
    expect(own.length + always.length).toBe(total);
    const page = referencePages(NEUTRAL_FACTS).find(({ slug }) => slug === "api/createPayment");
    expect(page?.body).toContain(`[\`quote_used\`](${routes.docsReason("quote_used")})`);
  });
});
