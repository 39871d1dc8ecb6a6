import { z } from "zod";
import {
  listEndingCredentials,
  listTroubledWebhooksEverywhere,
  listUnclaimedKeys,
} from "@/db/queries/operator-view";
import { toPublicId } from "@/lib/ids";
import { readOperation } from "@/lib/operations/operation";
import type { Environment } from "@/lib/schemas/common";
import { overviewAttentionSchema } from "@/lib/schemas/operator-view";
import { ENDING_WITHIN_DAYS, OVERVIEW_LIST_LENGTH } from "@/lib/schemas/operator-view-terms";

const DAY_MILLISECONDS = 86_400_000;
const KEY_KINDS = { api_key: "apiKey", signing_key: "signingKey", personal_key: "personalKey" } as const;

export const getOverviewAttention = readOperation({
  name: "getOverviewAttention",
  summary: "List credentials that end soon, webhooks in trouble and unclaimed keys of all organizations",
  permission: "ORGANIZATIONS_READ",
  reach: "organization",
  input: z.strictObject({}),
  output: overviewAttentionSchema,
  run: async ({ tx, now }) => {
    const limit = OVERVIEW_LIST_LENGTH;
    const until = new Date(now.getTime() + ENDING_WITHIN_DAYS * DAY_MILLISECONDS);
    const [ending, webhooks, claims] = await Promise.all([
      listEndingCredentials(tx, { after: now, until, limit }),
      listTroubledWebhooksEverywhere(tx, limit),
      listUnclaimedKeys(tx, now, limit),
    ]);
    return {
      ending: ending.map((row) => ({
        ...placeOf(row),
        kind: row.kind,
        id: toPublicId(KEY_KINDS[row.kind], row.id),
        applicationId: row.application_id === null ? null : toPublicId("application", row.application_id),
        name: row.owner_name,
        mark: row.last_four,
        endsAt: row.ends_at.toISOString(),
        isReplaced: row.is_replaced,
      })),
      webhooks: webhooks.map((row) => ({
        ...placeOf(row),
        id: toPublicId("webhookEndpoint", row.id),
        url: row.url,
        disabledBy: row.disabled_by,
        since: row.since.toISOString(),
      })),
      claims: claims.map((row) => ({
        ...placeOf(row),
        id: toPublicId("keyClaim", row.id),
        applicationId: toPublicId("application", row.application_id),
        applicationName: row.application_name,
        createdByName: row.created_by_name,
        createdAt: row.created_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
      })),
    };
  },
});

function placeOf(row: { organization_id: string; organization_name: string; environment: Environment }) {
  return {
    organization: { id: toPublicId("organization", row.organization_id), name: row.organization_name },
    environment: row.environment,
  };
}
