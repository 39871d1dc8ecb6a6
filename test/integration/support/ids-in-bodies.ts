/** Ids in the bodies of requests: which members name rows, and how such a row is made. */
import { z } from "zod";
import { type EndpointCase, parametersOf } from "@/test/integration/support/endpoints";
import type { Setup } from "@/test/integration/support/request-body";
import {
  makeBeneficiary,
  makeCustomer,
  makeDocument,
  makeQuote,
} from "@/test/integration/support/rows-of-the-api";

type Caller = Pick<Setup, "platform" | "application">;

/** How a row is made that this member may name; in a list of ids each one is made alike. */
const ID_MEMBERS: Readonly<Record<string, (caller: Caller) => Promise<string>>> = {
  customerId: makeCustomer,
  beneficiaryId: async (caller) => makeBeneficiary(caller, await makeCustomer(caller)),
  quoteId: makeQuote,
  documentIds: makeDocument,
  relatedIds: makeCustomer,
};

/** Members whose names end like those of ids, and which name nothing of a tenant's: codes that are the same for all. */
const CODES = ["countryOfIncorporationId", "businessIndustryId", "addressCountryId", "taxResidenceCountryId"];

/** The members of the endpoint's body that name rows. Throws for one that this file does not know. */
export function idMembersOf({ method, pattern, declaration }: EndpointCase): string[] {
  const { operation, options } = declaration;
  if (["GET", "DELETE"].includes(method) || options.input === "ignored") return [];
  const { properties = {} } = z.toJSONSchema(operation.input, { io: "input", unrepresentable: "any" });
  const inPath = parametersOf(pattern).map((name) => options.parameters?.[name] ?? name);
  const members = Object.keys(properties).filter(
    (name) => /Ids?$/.test(name) && !CODES.includes(name) && !inPath.includes(name),
  );
  const unknown = members.filter((name) => ID_MEMBERS[name] === undefined);
  if (unknown.length > 0) throw new Error(`Say in ID_MEMBERS or CODES what ${unknown.join(", ")} names.`);
  return members;
}

/** Makes, as the caller, a row that `member` may name. */
export function makeIdFor(member: string, caller: Caller): Promise<string> {
  const make = ID_MEMBERS[member];
  if (make === undefined) throw new Error(`Nothing is known of ${member}.`);
  return make(caller);
}
