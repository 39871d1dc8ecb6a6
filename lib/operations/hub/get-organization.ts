import { z } from "zod";
import { findOrganizationWithCounts } from "@/db/queries/hub";
import { notFound } from "@/lib/errors";
import { toOrganizationSummary } from "@/lib/operations/hub/view";
import { readOperation } from "@/lib/operations/operation";
import { organizationSummarySchema } from "@/lib/schemas/hub";

export const getOrganization = readOperation({
  name: "getOrganization",
  summary: "Show a partner organization with its counts over both environments",
  permission: "ORGANIZATIONS_READ",
  reach: "organization",
  input: z.strictObject({}),
  output: organizationSummarySchema,
  run: async ({ tx, scope }) => {
    const row = await findOrganizationWithCounts(tx, scope.organizationId);
    if (row === undefined) throw notFound("organization");
    return toOrganizationSummary(row);
  },
});
