/** Where personal API keys may be used, without the library of schemas. */
import type { Environment } from "@/lib/schemas/environment";

/** Where an organization lets its members use keys of their own, from nowhere to everywhere. */
export const PERSONAL_KEY_POLICIES = ["off", "sandbox", "both"] as const;
export type PersonalKeyPolicy = (typeof PERSONAL_KEY_POLICIES)[number];

/** Whether keys may be used in this environment. */
export function allowsPersonalKeys(policy: PersonalKeyPolicy, environment: Environment): boolean {
  return policy === "both" || policy === environment;
}
