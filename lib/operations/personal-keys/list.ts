import { z } from "zod";
import { findPersonalKeyPolicy, listPersonalKeyRows } from "@/db/queries/personal-keys";
import { notFound } from "@/lib/errors";
import { readOperation } from "@/lib/operations/operation";
import { toPersonalKeyView } from "@/lib/operations/personal-keys/view";
import { personalKeysSchema } from "@/lib/schemas/personal-key";

/** Everybody sees their own keys, so that being signed in is enough here. */
export const listPersonalKeys = readOperation({
  name: "listPersonalKeys",
  summary: "List personal API keys: one's own, or everybody's for whoever manages them",
  permission: null,
  input: z.strictObject({}),
  output: personalKeysSchema,
  run: async ({ tx, scope, principal, now }) => {
    const policy = await findPersonalKeyPolicy(tx, scope.organizationId);
    if (policy === undefined) throw notFound("organization");
    const seesOwnOnly = principal.kind === "user" && !principal.permissions.has("PERSONAL_KEYS_MANAGE");
    const rows = await listPersonalKeyRows(tx, scope, seesOwnOnly ? principal.userId : null);
    return { policy, items: rows.map((row) => toPersonalKeyView(row, principal, now)) };
  },
});

/** For operator staff: what there is, in both environments. Nobody of them ever sees a key. */
export const reviewPersonalKeys = readOperation({
  name: "reviewPersonalKeys",
  summary: "List the personal API keys of an organization's members",
  permission: "ORGANIZATIONS_READ",
  reach: "organization",
  input: z.strictObject({}),
  output: personalKeysSchema,
  run: async ({ tx, scope, principal, now }) => {
    const { organizationId } = scope;
    const policy = await findPersonalKeyPolicy(tx, organizationId);
    if (policy === undefined) throw notFound("organization");
    const rows = await listPersonalKeyRows(tx, { organizationId, environment: null }, null);
    return { policy, items: rows.map((row) => toPersonalKeyView(row, principal, now)) };
  },
});
