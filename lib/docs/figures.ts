/** Figures that the texts name, taken from where they are enforced. */
import { MAXIMUM_JSON_BODY_BYTES } from "@/lib/api/body";
import { DEFAULT_RATE_LIMIT_PER_SECOND } from "@/lib/operations/applications/new-application";
import { PROOF_MAXIMUM_AGE_SECONDS } from "@/lib/schemas/account";
import { MAXIMUM_ADDRESS_ENTRIES } from "@/lib/schemas/address-list";
import { MAXIMUM_GRACE_SECONDS, MAXIMUM_LIVE_KEYS } from "@/lib/schemas/application-limits";
import { MAXIMUM_DOCUMENT_BYTES } from "@/lib/schemas/document-kinds";
import { MAXIMUM_PERSONAL_KEYS, PERSONAL_KEY_RATE_LIMIT_PER_SECOND } from "@/lib/schemas/personal-key";
import { QUOTE_LIFETIME_SECONDS } from "@/lib/schemas/quote";
import { REQUEST_MEMORY_DAYS } from "@/lib/schemas/request-terms";
import {
  MAXIMUM_REPLAY_DAYS,
  MAXIMUM_REPLAY_DELIVERIES,
  MAXIMUM_WEBHOOK_ENDPOINTS,
} from "@/lib/schemas/webhook";
import { MAXIMUM_PEM_BYTES } from "@/lib/security/public-key";
import { MAXIMUM_TOKEN_BYTES } from "@/lib/security/token-format";

const number = (value: number) => value.toLocaleString("en-US");

/** Named in the texts as `{{name}}`. */
export const FIGURES: Readonly<Record<string, string>> = {
  tokenBytes: number(MAXIMUM_TOKEN_BYTES),
  jsonBodyBytes: number(MAXIMUM_JSON_BODY_BYTES),
  documentBytes: number(MAXIMUM_DOCUMENT_BYTES),
  publicKeyCharacters: number(MAXIMUM_PEM_BYTES),
  liveKeys: number(MAXIMUM_LIVE_KEYS),
  graceDays: number(MAXIMUM_GRACE_SECONDS / 86_400),
  sandboxRate: number(DEFAULT_RATE_LIMIT_PER_SECOND.sandbox),
  productionRate: number(DEFAULT_RATE_LIMIT_PER_SECOND.production),
  personalKeys: number(MAXIMUM_PERSONAL_KEYS),
  personalKeyRate: number(PERSONAL_KEY_RATE_LIMIT_PER_SECOND),
  addressEntries: number(MAXIMUM_ADDRESS_ENTRIES),
  proofMinutes: number(PROOF_MAXIMUM_AGE_SECONDS / 60),
  quoteSeconds: number(QUOTE_LIFETIME_SECONDS),
  requestLogDays: number(REQUEST_MEMORY_DAYS),
  webhookEndpoints: number(MAXIMUM_WEBHOOK_ENDPOINTS),
  replayDays: number(MAXIMUM_REPLAY_DAYS),
  replayDeliveries: number(MAXIMUM_REPLAY_DELIVERIES),
};
