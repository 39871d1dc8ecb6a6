/** The partner whose service makes the calls, set up as an operator and the partner itself would do it. */
import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { z } from "zod";
import type { Credentials } from "@/bench/load/protocol";
import { makeCredentials, makeOrganization, type Operator, openOperator } from "@/bench/operator";
import { customerJson, LIST_LENGTH } from "@/bench/rows";
import { operate } from "@/cli/deployment";
import type { Place } from "@/db/queries/locate";
import { fromPublicId, newUuid } from "@/lib/ids";
import { createPersonalKeyFor } from "@/lib/operations/personal-keys/create";
import { createUser } from "@/lib/operations/users/create";
import { createNuveraClient } from "@/lib/partner-client";
import { generateApiKey, hashApiKey } from "@/lib/security/api-key";

/** Each is good for 20 requests a second; so many together are good for what a bench reaches. */
const PERSONAL_KEYS = 2_000;

export type Partner = { credentials: Credentials; personalKeys: readonly string[] };

const pageSchema = z.object({ items: z.array(z.unknown()) });

/** Makes an organization with an application, personal keys, and as many customers as the measured list shows. */
export async function makePartner(dataDirectory: string, baseUrl: string): Promise<Partner> {
  const operator = await openOperator(dataDirectory);
  try {
    const place = await makeOrganization(operator, "Bench");
    const credentials = await makeCredentials(operator, place);
    const personalKeys = await makePersonalKeys(operator, place);
    await addCustomers(baseUrl, credentials);
    return { credentials, personalKeys };
  } finally {
    await operator.close();
  }
}

/** One as the operator makes it; the others, which nobody may have so many of, are rows like it. */
async function makePersonalKeys({ runtime, ownerDatabaseUrl, pepper }: Operator, place: Place) {
  const email = "bench@example.com";
  const password = randomBytes(24).toString("base64url");
  await operate(runtime, place, createUser, { email, password, role: "DEVELOPER" });
  const first = await operate(runtime, place, createPersonalKeyFor, { user: email, name: "Bench" });
  const others = Array.from({ length: PERSONAL_KEYS - 1 }, () => generateApiKey("sandbox", randomBytes));
  const rows = others.map((key) => [newUuid(), hashApiKey(key, pepper).toString("hex"), key.slice(-4)]);
  const owner = postgres(ownerDatabaseUrl, { max: 1 });
  try {
    await owner`
      insert into personal_api_keys
        (id, organization_id, environment, user_id, name, key_hash, pepper_version, prefix, last_four, created_at)
      select (row ->> 0)::uuid, k.organization_id, k.environment, k.user_id, k.name, decode(row ->> 1, 'hex'),
             k.pepper_version, k.prefix, row ->> 2, k.created_at
        from personal_api_keys k, jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) as row
       where k.id = ${fromPublicId("personalKey", first.personalKeyId)}`;
  } finally {
    await owner.end({ timeout: 5 });
  }
  return [first.apiKey, ...others];
}

async function addCustomers(baseUrl: string, credentials: Credentials): Promise<void> {
  const client = createNuveraClient({ baseUrl, ...credentials });
  for (let index = 0; index < LIST_LENGTH; index += 1) {
    await client.request("POST", "/api/v1/customers", { json: JSON.parse(customerJson(String(index))) });
  }
  const page = await client.request("GET", `/api/v1/customers?limit=${LIST_LENGTH}`);
  const { length } = pageSchema.parse(page).items;
  if (length !== LIST_LENGTH) throw new Error(`The list has ${length} customers, not ${LIST_LENGTH}.`);
}
